/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "traffic.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <sodium.h>

#include "said.h"

#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/exchange/bundle.h"
#include "stige/exchange/import.h"
#include "stige/exchange/pairing.h"
#include "stige/store/keys.h"

enum { CLIENTS = 40, PEOPLE = 120 };

#define PASSPHRASE "three words that hold"

/* Ends the program with the sentence: what is built here must work. */
static void must(enum stige_rc rc, const struct err *err)
{
	if (rc == STIGE_OK)
		return;
	fprintf(stderr, "traffic: %s\n", err->msg);
	abort();
}

int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n, const char *passphrase,
	unsigned long long n, const unsigned char *salt, unsigned long long passes, size_t memory, int how);

/* As in scene.c: a passphrase's key in a microsecond. */
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n, const char *passphrase,
	unsigned long long n, const unsigned char *salt, unsigned long long passes, size_t memory, int how)
{
	(void)passes;
	(void)memory;
	(void)how;
	return crypto_generichash(out, (size_t)out_n, (const unsigned char *)passphrase, n, salt,
		crypto_pwhash_SALTBYTES);
}

/* ---- two offices ---- */

static struct peer meet(struct fixture *who, struct fixture *whom, struct arena *a)
{
	struct str card = STR_INIT;
	struct err err = ERR_INIT;
	struct peer peer;

	must(pairing_card(whom->desk, &card, &err), &err);
	must(pairing_meet(who->desk, card.text, card.len, a, &peer, &err), &err);
	str_release(&card);
	return peer;
}

static void confirm(struct fixture *who, const struct peer *peer)
{
	char code[PAIRING_CODE];
	struct err err = ERR_INIT;

	must(pairing_code(who->desk, peer, code, &err), &err);
	must(pairing_confirm(who->desk, peer, code, &err), &err);
}

static void pair_up(struct fixture *x, struct fixture *y)
{
	struct arena a = ARENA_INIT;
	struct peer of_y = meet(x, y, &a), of_x = meet(y, x, &a);

	confirm(x, &of_y);
	confirm(y, &of_x);
	arena_release(&a);
}

static void populate(struct fixture *f, const char *first_name)
{
	char name[64], number[16];

	for (int i = 0; i < CLIENTS; i++) {
		struct id client, meeting;

		snprintf(name, sizeof(name), "%s Nummer %c%c", first_name, 'A' + i / 26, 'A' + i % 26);
		snprintf(number, sizeof(number), "%d", 100 + i);
		client = fixture_client(f, name, "4.5.1988", number);
		meeting = said_meeting(f, &client, "2026-10-01");
		said(f, &meeting, RESPONDENT_CLIENT, "c1=5 c6=dk c11=24000");
	}
}

/* ---- what comes in ---- */

static void in_path(const struct traffic *t, const char *name, char path[TRAFFIC_PATH])
{
	BUG_ON(snprintf(path, TRAFFIC_PATH, "%s/%s", t->dir, name) >= TRAFFIC_PATH);
}

static void write_in(const struct traffic *t, const char *name, const struct str *text)
{
	char path[TRAFFIC_PATH];

	in_path(t, name, path);
	fixture_write(path, text->text, text->len);
}

static void write_answers(const struct traffic *t)
{
	struct str text = STR_INIT;

	str_add(&text, "case_no,name,date,c1,c2,c3\n");
	for (int i = 0; i < PEOPLE; i++)
		str_addf(&text, "XY-%04d,Person Nummer %c%c,2026-10-01,1,2,3\n", i + 1, 'A' + i / 26, 'A' + i % 26);
	write_in(t, "answers.csv", &text);
	str_release(&text);
}

static void write_outcomes(const struct traffic *t)
{
	static const char *const kinds[] = { "education", "job" };
	struct str text = STR_INIT;

	str_add(&text, "case_no,kind,from,to\n");
	for (int i = 0; i < 2 * CLIENTS; i++)
		str_addf(&text, "NB-%04d,%s,2026-0%d-01,2026-0%d-20\n", i / 2 + 1, kinds[i % 2], 3 + i % 2, 3 + i % 2);
	write_in(t, "outcomes.csv", &text);
	str_release(&text);
}

static void write_bundle(const struct traffic *t)
{
	struct bundle_facts facts;
	struct err err = ERR_INIT;
	char path[TRAFFIC_PATH];

	in_path(t, "in.stige", path);
	must(bundle_make(t->other->desk, "NB", path, &facts, &err), &err);
}

static void seal_home(struct traffic *t)
{
	char code[RECOVERY_TEXT];
	struct err err = ERR_INIT;

	if (!t->sealed)
		return;
	recovery_make(code);
	must(store_seal(t->home->desk->store, &t->home->desk->caseworker.id, PASSPHRASE, code, &err), &err);
}

void traffic_build(struct traffic *t, bool sealed)
{
	struct err err = ERR_INIT;
	char path[TRAFFIC_PATH];

	*t = (struct traffic){ .sealed = sealed, .database = STR_INIT };
	t->home = fixture_new("NB", 7);
	t->other = fixture_new("SB", 8);
	BUG_ON(snprintf(t->dir, sizeof(t->dir), "%s", t->other->dir) >= (int)sizeof(t->dir));
	seal_home(t);
	pair_up(t->home, t->other);
	populate(t->home, "Borger");
	populate(t->other, TRAFFIC_CANARY);
	write_bundle(t);
	write_answers(t);
	write_outcomes(t);
	snprintf(path, sizeof(path), "%s", store_path(t->home->desk->store));
	desk_close(t->home->desk);
	t->home->desk = NULL;
	must(file_read(path, FILE_MOST, &t->database, &err), &err);
}

void traffic_end(struct traffic *t)
{
	void *offices[] = { t->home, t->other };

	for (size_t i = 0; i < ARRAY_SIZE(offices); i++)
		fixture_teardown(&offices[i]);
	str_release(&t->database);
}

void traffic_place(const struct traffic *t, const char *dir)
{
	struct str path = STR_INIT;
	int folder = open(dir, O_RDONLY | O_DIRECTORY), file;

	file_join(&path, dir, "stige.db");
	file = open(path.text, O_WRONLY | O_CREAT | O_EXCL, 0600);
	BUG_ON(folder < 0 || file < 0);
	BUG_ON(write(file, t->database.text, t->database.len) != (ssize_t)t->database.len);
	BUG_ON(fsync(file) != 0 || fsync(folder) != 0);
	close(file);
	close(folder);
	str_release(&path);
}

/* ---- working ---- */

static int64_t stand_still(void *ctx)
{
	(void)ctx;
	return INT64_C(1795339800);          /* 2026-11-22T09:30:00Z, as the fixtures have it */
}

enum stige_rc worker_begin(struct worker *w, const struct traffic *t, const char *dir, uint64_t seed,
	struct err *err)
{
	struct str database = STR_INIT, forms = STR_INIT;
	struct desk_options options = { .login = "kah", .lang = "en", .passphrase = t->sealed ? PASSPHRASE : NULL };
	enum stige_rc rc;

	w->random = random_seeded_init(&w->seed, 90 + seed);
	w->desk = NULL;
	file_join(&database, dir, "stige.db");
	file_join(&forms, getenv("STIGE_SOURCE_ROOT"), "forms");
	options.store = (struct store_options){ .path = database.text, .random = &w->random, .now = stand_still };
	options.forms_dir = forms.text;
	rc = desk_open(&options, &w->desk, err);
	str_release(&database);
	str_release(&forms);
	return rc;
}

void worker_end(struct worker *w)
{
	if (w->desk)
		desk_close(w->desk);
	w->desk = NULL;
}

static enum stige_rc use_make(const struct traffic *t, struct desk *d, const char *out, struct err *err)
{
	struct bundle_facts facts;

	(void)t;
	return bundle_make(d, "SB", out, &facts, err);
}

static enum stige_rc use_bring_in(const struct traffic *t, struct desk *d, const char *out, struct err *err)
{
	struct bundle_facts facts;
	struct merge_report report;
	char path[TRAFFIC_PATH];

	(void)out;
	in_path(t, "in.stige", path);
	return bundle_bring_in(d, path, &facts, &report, err);
}

static enum stige_rc use_answers(const struct traffic *t, struct desk *d, const char *out, struct err *err)
{
	const struct import_options options = { .blanks = true };
	struct import_result r = IMPORT_RESULT_INIT;
	char path[TRAFFIC_PATH];
	enum stige_rc rc;

	(void)out;
	in_path(t, "answers.csv", path);
	rc = import_answers(d, path, &options, &r, err);
	import_result_release(&r);
	return rc;
}

static enum stige_rc use_outcomes(const struct traffic *t, struct desk *d, const char *out, struct err *err)
{
	const struct outcome_options options = { .dry_run = false };
	struct import_result r = IMPORT_RESULT_INIT;
	struct outcome_counts counts;
	char path[TRAFFIC_PATH];
	enum stige_rc rc;

	(void)out;
	in_path(t, "outcomes.csv", path);
	rc = import_outcomes(d, path, &options, &r, &counts, err);
	if (rc != STIGE_OK && r.problem_count > 0)
		rc = err_set(err, rc, "line %zu: %s", r.problems[0].line, r.problems[0].message);
	import_result_release(&r);
	return rc;
}

static enum stige_rc use_export(const struct traffic *t, struct desk *d, const char *out, struct err *err)
{
	(void)t;
	return export_write(d, EXPORT_ANSWERS, &exact_all, out, NULL, err);
}

static enum stige_rc to_file(void *fd, const char *bytes, size_t n, struct err *err)
{
	return write(*(const int *)fd, bytes, n) == (ssize_t)n ? STIGE_OK
		: err_set(err, STIGE_IO, "the disk is full; make room");
}

/* The same rows straight under the file's own name, and nothing forced onto the disk. */
static enum stige_rc use_careless(const struct traffic *t, struct desk *d, const char *out, struct err *err)
{
	int fd = open(out, O_WRONLY | O_CREAT, 0600);
	struct export_options o = exact_all;
	enum stige_rc rc;

	(void)t;
	if (fd < 0)
		return err_set(err, STIGE_IO, "the disk is full; make room");
	o.sink = (struct csv_sink){ to_file, &fd };
	rc = export_write(d, EXPORT_ANSWERS, &o, "-", NULL, err);
	close(fd);
	return rc;
}

const struct traffic_use traffic_careless = { .name = "careless export", .run = use_careless, .leaves = true,
	.clear = true };

const struct traffic_use traffic_uses[] = {
	{ .name = "bundle make", .run = use_make, .leaves = true },
	{ .name = "merge", .run = use_bring_in },
	{ .name = "import answers", .run = use_answers },
	{ .name = "import outcomes", .run = use_outcomes },
	{ .name = "export answers", .run = use_export, .leaves = true, .clear = true },
};
const size_t traffic_use_count = ARRAY_SIZE(traffic_uses);

bool traffic_bundle_sound(struct traffic *t, const char *path)
{
	struct bundle_facts facts;
	struct merge_report report;
	struct err err = ERR_INIT;

	return bundle_merge(t->other->desk, path, MERGE_LOOK, &facts, &report, &err) == STIGE_OK;
}
