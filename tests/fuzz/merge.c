/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader of what is in a bundle, with the seal already open: whatever the bytes, a sentence says no, or
 * rows come that the file's own rules let in. Everything is only tried, so that each run begins alike.
 *
 * The input says how a sound stream is spoilt. Its first byte chooses:
 *   0  the rest is the whole stream
 *   1  the rest are changes of four bytes each in a sound one, three for the place and one for the
 *      value; three bytes left over say where it is cut
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/clients.h"
#include "stige/store/merge.h"
#include "stige/store/office.h"
#include "stige/base/banned.h"

enum { PLACE_BYTES = 3, CHANGE_BYTES = 4 };

/* What the process needs for all its runs: an office that takes in, and what another one sends. */
struct workshop {
	char dir[64];
	struct str sound, path;
	struct random_seeded seed;
	struct random random;
	struct store *home;
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

/* An office in the workshop's one path; it is gone from there when the store is closed. */
static struct store *found(struct workshop *w, const char *letters, struct id *ret_caseworker)
{
	const struct store_options options = {
		.path = w->path.text, .create = true, .random = &w->random, .now = stand_still,
	};
	char code[] = "NB", name[] = "Nordby", who[] = "Karen Ager", initials[] = "KA", login[] = "ka";
	const struct office office = { .code = code, .name = name };
	const struct caseworker first = { .name = who, .initials = initials, .login = login };
	struct store *s = NULL;

	memcpy(code, letters, 2);
	must(store_open(&options, &s, NULL));
	must(office_found(s, &office, &first, NULL, ret_caseworker, NULL));
	store_login(s, ret_caseworker);
	return s;
}

static bool keep(void *ctx, const void *bytes, size_t n)
{
	str_addn(ctx, bytes, n);
	return true;
}

static void make_sound(struct workshop *w)
{
	const struct client_fields anna = { .name = "Anna", .journal_no = "17", .birth = 1, .benefit = "",
		.goal_reason = "", .excluded = "", .excluded_reason = "" };
	struct id who, id;
	struct store *s = found(w, "SB", &who);
	char number[16];

	must(client_add(s, &anna, NULL, &id, number, NULL));
	must(merge_write(s, keep, &w->sound, NULL));
	store_close(s);
	unlink(w->path.text);
}

static struct workshop *workshop(void);

static void leave(void)
{
	struct workshop *w = workshop();
	struct str journal = STR_INIT;

	store_close(w->home);
	str_addf(&journal, "%s-journal", w->path.text);
	unlink(journal.text);
	unlink(w->path.text);
	rmdir(w->dir);
	str_release(&journal);
	str_release(&w->sound);
	str_release(&w->path);
}

static struct workshop *workshop(void)
{
	static struct workshop w;        /* made once, for a million runs */
	struct id who;

	if (w.path.len > 0)
		return &w;
	snprintf(w.dir, sizeof(w.dir), "%s/stige-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	BUG_ON(!mkdtemp(w.dir));
	file_join(&w.path, w.dir, "home.db");
	w.random = random_seeded_init(&w.seed, 7);
	make_sound(&w);
	w.home = found(&w, "NB", &who);
	atexit(leave);
	return &w;
}

static size_t place_of(const uint8_t *change, size_t len)
{
	return ((size_t)change[0] << 16 | (size_t)change[1] << 8 | change[2]) % len;
}

static void spoil(struct str *rows, const uint8_t *changes, size_t n)
{
	size_t len = rows->len;

	for (; n >= CHANGE_BYTES; n -= CHANGE_BYTES, changes += CHANGE_BYTES)
		rows->text[place_of(changes, len)] = (char)changes[PLACE_BYTES];
	if (n == PLACE_BYTES)
		rows->len = place_of(changes, len);
}

struct reading {
	const struct str *rows;
	size_t at;
};

static bool read_rows(void *ctx, void *bytes, size_t n)
{
	struct reading *r = ctx;

	if (r->rows->len - r->at < n)
		return false;
	memcpy(bytes, r->rows->text + r->at, n);
	r->at += n;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct workshop *w = workshop();
	bool whole = n == 0 || bytes[0] % 2 == 0;
	struct str rows = STR_INIT;
	struct reading from = { &rows, 0 };
	struct merge_report report;
	struct err err = ERR_INIT;
	enum stige_rc rc;

	if (whole && n > 1)
		str_addn(&rows, (const char *)bytes + 1, n - 1);
	if (!whole) {
		str_addn(&rows, w->sound.text, w->sound.len);
		spoil(&rows, bytes + 1, n - 1);
	}
	rc = merge_read(w->home, read_rows, &from, MERGE_LOOK, &report, &err);
	BUG_ON(rc != STIGE_OK && !err.msg[0]);
	/* what is not spoilt at all is the control: it comes in */
	BUG_ON(rc != STIGE_OK && !whole && n < 1 + PLACE_BYTES);
	BUG_ON(rc == STIGE_OK && whole && n < 10);
	str_release(&rows);
	return 0;
}
