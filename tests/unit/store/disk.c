/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the kernel says of a disk, in a tree that looks like /sys.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "fixture.h"

#include "disk.h"
#include "stige/base/file.h"

static void put(struct fixture *f, const char *path, const char *text)
{
	struct str full = STR_INIT;

	file_join(&full, f->dir, path);
	must(f, file_write(full.text, text, strlen(text), &f->err));
	str_release(&full);
}

static void folder(struct fixture *f, const char *path)
{
	struct str full = STR_INIT;

	file_join(&full, f->dir, path);
	must(f, file_make_dir(full.text, &f->err));
	str_release(&full);
}

static void names_what_is_encrypted(void **state)
{
	struct fixture *f = *state;

	put(f, "dev/block/8:1/size", "1");
	put(f, "dev/block/254:0/dm/uuid", "CRYPT-LUKS2-0123456789abcdef-luks\n");
	put(f, "dev/block/254:1/dm/uuid", "LVM-abc\n");
	put(f, "dev/block/254:1/slaves/dm-0/dm/uuid", "CRYPT-LUKS2-0123456789abcdef-luks\n");
	put(f, "dev/block/254:2/dm/uuid", "LVM-def\n");
	put(f, "dev/block/254:2/slaves/sda3/size", "1");
	folder(f, "dev/block/254:3");
	assert_int_equal(disk_state_in(f->dir, 254, 0), DISK_ENCRYPTED);
	assert_int_equal(disk_state_in(f->dir, 254, 1), DISK_ENCRYPTED);
	assert_int_equal(disk_state_in(f->dir, 8, 1), DISK_PLAIN);
	assert_int_equal(disk_state_in(f->dir, 254, 2), DISK_PLAIN);
	assert_int_equal(disk_state_in(f->dir, 254, 3), DISK_PLAIN);
	assert_int_equal(disk_state_in(f->dir, 7, 7), DISK_UNKNOWN);
}

/* A volume over two disks is as open as the more open one. */
static void one_plain_disk_is_enough(void **state)
{
	struct fixture *f = *state;

	put(f, "dev/block/9:0/slaves/a/dm/uuid", "CRYPT-LUKS2-0-a\n");
	put(f, "dev/block/9:0/slaves/b/size", "1");
	put(f, "dev/block/9:0/slaves/c/dm/uuid", "CRYPT-LUKS2-0-c\n");
	assert_int_equal(disk_state_in(f->dir, 9, 0), DISK_PLAIN);
}

static void a_missing_file_is_unknown(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(disk_state(f->path), DISK_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_what_is_encrypted, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(one_plain_disk_is_enough, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_missing_file_is_unknown, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
