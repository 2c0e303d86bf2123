/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the disk under a file encrypted? The kernel's device mapper names what it encrypts: the
 * uuid of a LUKS or plain dm-crypt device begins with CRYPT-. A volume may lie on others
 * (LVM on LUKS): all that it lies on must be encrypted.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "disk.h"
#include "stige/base/banned.h"

#define LAYERS_MOST 8

static bool is_crypt(const char *device)
{
	struct str path = STR_INIT, uuid = STR_INIT;
	bool crypt;

	file_join(&path, device, "dm/uuid");
	crypt = file_read(path.text, (size_t)64 << 10, &uuid, NULL) == STIGE_OK && str_starts(uuid.text, "CRYPT-");
	str_release(&path);
	str_release(&uuid);
	return crypt;
}

static enum disk_state device_state(const char *device, int layers);

/* Plain as soon as one of them is; unknown when there are none. */
static enum disk_state beneath(const char *device, int layers)
{
	struct str path = STR_INIT, slave = STR_INIT;
	enum disk_state all = DISK_UNKNOWN;
	struct dirent *entry;
	DIR *dir;

	file_join(&path, device, "slaves");
	dir = opendir(path.text);
	while (dir && all != DISK_PLAIN && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		str_clear(&slave);
		file_join(&slave, path.text, entry->d_name);
		all = device_state(slave.text, layers - 1);
	}
	if (dir)
		closedir(dir);
	str_release(&path);
	str_release(&slave);
	return all;
}

static enum disk_state device_state(const char *device, int layers)
{
	enum disk_state state;

	if (is_crypt(device))
		return DISK_ENCRYPTED;
	state = layers > 0 ? beneath(device, layers) : DISK_UNKNOWN;
	return state == DISK_UNKNOWN && file_exists(device) ? DISK_PLAIN : state;
}

enum disk_state disk_state_in(const char *sys, unsigned major_no, unsigned minor_no)
{
	struct str device = STR_INIT;
	enum disk_state state;

	str_addf(&device, "%s/dev/block/%u:%u", sys, major_no, minor_no);
	state = device_state(device.text, LAYERS_MOST);
	str_release(&device);
	return state;
}

/* The block device that a mount without one of its own (btrfs) names as its source; 0 = none. */
static dev_t mount_source(dev_t dev)
{
	struct str table = STR_INIT;
	char number[32], source[256];
	const char *line;
	struct stat st;
	dev_t found = 0;

	snprintf(number, sizeof(number), " %u:%u ", major(dev), minor(dev));
	if (file_read("/proc/self/mountinfo", (size_t)1 << 20, &table, NULL) != STIGE_OK)
		str_clear(&table);
	for (line = strstr(table.text, number); line && !found; line = strstr(line + 1, number)) {
		const char *dash = strstr(line, " - ");

		if (dash && sscanf(dash, " - %*s %255s", source) == 1 && stat(source, &st) == 0 &&
		    S_ISBLK(st.st_mode))
			found = st.st_rdev;
	}
	str_release(&table);
	return found;
}

enum disk_state disk_state(const char *path)
{
	struct stat st;
	dev_t dev;

	if (stat(path, &st) != 0)
		return DISK_UNKNOWN;
	dev = major(st.st_dev) ? st.st_dev : mount_source(st.st_dev);
	return dev ? disk_state_in("/sys", major(dev), minor(dev)) : DISK_UNKNOWN;
}
