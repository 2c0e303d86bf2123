/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where bundles lie: what the next one is called, which have come, and bringing one in with a backup before. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/exchange/bundle.h"
#include "stige/store/backup.h"
#include "stige/store/peers.h"
#include "stige/base/banned.h"

static const char ending[] = ".stige";

static const char *folder_of(const struct desk *d)
{
	return *d->export_dir ? d->export_dir : ".";
}

enum stige_rc bundle_path(struct desk *d, const char *to_code, struct str *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct str name = STR_INIT;
	struct peer peer;
	enum stige_rc rc = peer_find(d->store, &a, PEER_PAIRED, to_code, &peer, err);

	if (rc == STIGE_OK) {
		str_addf(&name, "%s-%s-%04lld%s", d->office.code, to_code, (long long)peer.sent + 1, ending);
		file_join(out, folder_of(d), name.text);
	}
	str_release(&name);
	arena_release(&a);
	return rc;
}

enum stige_rc bundle_bring_in(struct desk *d, const char *path, struct bundle_facts *ret_facts,
	struct merge_report *ret, struct err *err)
{
	enum stige_rc rc = bundle_admit(d, path, err);

	if (rc == STIGE_OK && !d->synthetic)
		rc = backup_roll(d->store, err);
	if (rc == STIGE_OK)
		rc = bundle_merge(d, path, MERGE_KEEP, ret_facts, ret, err);
	return rc == STIGE_OK ? desk_refresh(d, NULL, err) : rc;       /* their caseworkers came with it */
}

/* ---- what has come ---- */

struct found {
	struct bundle_file *items;
	size_t count, room;
};

static bool ends_well(const char *name)
{
	size_t n = strlen(name), end = strlen(ending);

	return n > end && strcmp(name + n - end, ending) == 0;
}

static void look_at(const struct desk *d, const char *name, struct arena *a, struct found *out)
{
	struct str path = STR_INIT;
	struct bundle_file file;

	file_join(&path, folder_of(d), name);
	if (bundle_look(path.text, &file.facts, NULL) == STIGE_OK && id_eq(&file.facts.to, &d->office.id)) {
		file.path = arena_strndup(a, path.text, path.len);
		out->items = mem_grow(out->items, &out->room, out->count + 1, sizeof(*out->items));
		out->items[out->count++] = file;
	}
	str_release(&path);
}

static int by_path(const void *a, const void *b)
{
	const struct bundle_file *x = a, *y = b;

	return strcmp(x->path, y->path);
}

void bundle_waiting(const struct desk *d, struct arena *a, struct bundle_file **ret, size_t *ret_count)
{
	struct found found = { .count = 0 };
	DIR *dir = opendir(folder_of(d));
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (ends_well(entry->d_name))
			look_at(d, entry->d_name, a, &found);
	if (dir)
		closedir(dir);
	if (found.count > 0)
		qsort(found.items, found.count, sizeof(*found.items), by_path);
	*ret = arena_array(a, found.count + 1, sizeof(**ret));
	if (found.count > 0)
		memcpy(*ret, found.items, found.count * sizeof(**ret));
	*ret_count = found.count;
	mem_free(found.items);
}
