/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The opener of databases and backups from elsewhere: whatever the bytes, a sentence says no, or it is a
 * file like ours that the full check can go through; no SQL function of the file is named on the way.
 *
 * Random bytes are no database, so the input says how a sound one is spoilt. Its first byte chooses:
 *   0  the rest is the whole file
 *   1  the rest are changes of four bytes each in a sound file, three for the place and one for the
 *      value; three bytes left over say where it is cut
 *   2  the same, and a trailer is put behind that vouches for it: a backup that somebody forged
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "foreign.h"
#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/clients.h"
#include "stige/store/office.h"
#include "trailer.h"
#include "stige/base/banned.h"

enum how { HOW_WHOLE, HOW_SPOILT, HOW_FORGED, HOWS };
enum { PLACE_BYTES = 3, CHANGE_BYTES = 4 };

/* What the process needs for all its runs. */
struct workshop {
	char dir[64];
	struct str sound, path, backup;
};

static int64_t stand_still(void *ctx)
{
	(void)ctx;
	return 1795339800;               /* 2026-11-22T09:30Z */
}

static void must(enum stige_rc rc)
{
	BUG_ON(rc != STIGE_OK);
}

/* An office with one client, as bytes. */
static void make_sound(struct workshop *w)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 7);
	const struct store_options options = {
		.path = w->path.text, .create = true, .random = &random, .now = stand_still,
	};
	const struct client_fields anna = { .name = "Anna", .journal_no = "", .birth = 1, .benefit = "", .goal_reason = "",
		.excluded = "", .excluded_reason = "" };
	char code[] = "NB", name[] = "Nordby", who[] = "Karen Ager", initials[] = "KA", login[] = "ka";
	const struct office office = { .code = code, .name = name };
	const struct caseworker first = { .name = who, .initials = initials, .login = login };
	char number[16];
	struct store *s = NULL;
	struct id id;

	must(store_open(&options, &s, NULL));
	must(office_found(s, &office, &first, NULL, &id, NULL));
	store_login(s, &id);
	must(client_add(s, &anna, NULL, &id, number, NULL));
	store_close(s);
	must(file_read(w->path.text, FILE_MOST, &w->sound, NULL));
}

static void clean_up(struct workshop *w)
{
	struct str journal = STR_INIT;

	str_addf(&journal, "%s-journal", w->path.text);
	unlink(journal.text);
	str_release(&journal);
	unlink(w->path.text);
	unlink(w->backup.text);
	rmdir(w->dir);
}

static struct workshop *workshop(void);

static void leave(void)
{
	struct workshop *w = workshop();

	clean_up(w);
	str_release(&w->sound);
	str_release(&w->path);
	str_release(&w->backup);
}

static struct workshop *workshop(void)
{
	static struct workshop w;        /* made once, for a million runs */

	if (w.path.len > 0)
		return &w;
	snprintf(w.dir, sizeof(w.dir), "%s/stige-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	BUG_ON(!mkdtemp(w.dir));
	file_join(&w.path, w.dir, "stranger.db");
	file_join(&w.backup, w.dir, "stranger.backup");
	make_sound(&w);
	atexit(leave);
	return &w;
}

static size_t place_of(const uint8_t *change, size_t len)
{
	return ((size_t)change[0] << 16 | (size_t)change[1] << 8 | change[2]) % len;
}

static void spoil(struct str *file, const uint8_t *changes, size_t n)
{
	size_t len = file->len;

	for (; n >= CHANGE_BYTES; n -= CHANGE_BYTES, changes += CHANGE_BYTES)
		file->text[place_of(changes, len)] = (char)changes[PLACE_BYTES];
	if (n == PLACE_BYTES)
		file->len = place_of(changes, len);
}

/* Without the care of file_write: a million fsyncs take a day. */
static void put(const char *path, const struct str *bytes)
{
	FILE *f = fopen(path, "wb");

	BUG_ON(!f || (bytes->len > 0 && fwrite(bytes->text, 1, bytes->len, f) != bytes->len));
	BUG_ON(fclose(f) != 0);
}

static bool pass(void *ctx, const char *bytes, size_t n)
{
	(void)ctx;
	(void)bytes;
	(void)n;
	return true;
}

/* Taken: then whatever reads all of it comes to an end with or without findings; a backup is dumped too. */
static void go_through(struct store *s, bool backup)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct err err = ERR_INIT;

	if (store_check(s, &findings, &err) != STIGE_OK)
		BUG_ON(!err.msg[0]);
	for (size_t i = 0; i < findings.count; i++)
		BUG_ON(!findings.list[i].sentence[0]);
	store_findings_release(&findings);
	err = (struct err)ERR_INIT;
	if (backup && store_dump(s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, pass, NULL, &err) != STIGE_OK)
		BUG_ON(!err.msg[0]);
}

static bool take(const struct workshop *w, const char *path, bool backup)
{
	struct foreign f = FOREIGN_INIT;
	struct err err = ERR_INIT;
	bool taken = foreign_take(&f, path, w->dir, backup, &err) == STIGE_OK;

	if (taken)
		go_through(f.s, backup);
	BUG_ON(!taken && !err.msg[0]);
	BUG_ON(f.functions != 0);
	foreign_release(&f);
	return taken;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct workshop *w = workshop();
	enum how how = n > 0 ? (enum how)(bytes[0] % HOWS) : HOW_WHOLE;
	const char *path = how == HOW_FORGED ? w->backup.text : w->path.text;
	struct str file = STR_INIT;

	if (how == HOW_WHOLE && n > 1)
		str_addn(&file, (const char *)bytes + 1, n - 1);
	if (how != HOW_WHOLE) {
		str_addn(&file, w->sound.text, w->sound.len);
		spoil(&file, bytes + 1, n - 1);
	}
	put(path, &file);
	if (how == HOW_FORGED)
		must(trailer_append(path, trailer_name(path), stand_still(NULL), NULL));
	/* what is not spoilt at all is the control: it is taken */
	BUG_ON(!take(w, path, how == HOW_FORGED) && how != HOW_WHOLE && n < 1 + PLACE_BYTES);
	str_release(&file);
	return 0;
}
