/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The use cases, as one table.
 */
#include <stdio.h>
#include <string.h>

#include "scene.h"

#include "internal.h"

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/store/keys.h"
#include "stige/store/meetings.h"
#include "stige/store/merge.h"
#include "stige/store/subject.h"

#include "migration.h"
#include "neighbour.h"

static enum stige_rc use_open(struct scene *sc, struct err *err)
{
	return sc->s ? STIGE_OK : scene_open(sc, err);
}

static enum stige_rc use_found(struct scene *sc, struct err *err)
{
	enum stige_rc rc;

	sc->p.caseworker = (struct id){ { 0 } };
	rc = use_open(sc, err);

	return rc == STIGE_OK ? scene_found(sc, err) : rc;
}

static enum stige_rc use_migrate(struct scene *sc, struct err *err)
{
	return migration_run(sc->s, err);
}

static enum stige_rc use_answer(struct scene *sc, struct err *err)
{
	return scene_say(sc, &sc->p.draft, "c2", 5, err);
}

static enum stige_rc use_undo(struct scene *sc, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *item;
	enum stige_rc rc = draft_undo(sc->s, &sc->p.draft, &a, &item, err);

	arena_release(&a);
	return rc;
}

static enum stige_rc use_complete(struct scene *sc, struct err *err)
{
	struct id id;

	return response_complete(sc->s, &sc->p.ready, scene_answers, SCENE_ANSWERS, scene_counts, &id, err);
}

static enum stige_rc use_correct(struct scene *sc, struct err *err)
{
	static const struct answer right[SCENE_ANSWERS] = { { ANSWER_NUMBER, 5, NULL }, { ANSWER_DECLINED, 0, NULL } };
	struct id id;

	return response_correct(sc->s, &sc->p.response, right, SCENE_ANSWERS, CORRECT_SLIP, "c1", &id, err);
}

static enum stige_rc use_void(struct scene *sc, struct err *err)
{
	return response_void(sc->s, &sc->p.second, VOID_TEST, err);
}

static enum stige_rc use_erase(struct scene *sc, struct err *err)
{
	return subject_erase(sc->s, &sc->p.other, ERASE_CLIENT_ASKED, err);
}

/* Half of the log goes, an anchor stays. */
static enum stige_rc use_prune(struct scene *sc, struct err *err)
{
	return event_prune(sc->s, sc->now + 1, NULL, err);
}

static enum stige_rc use_client_add(struct scene *sc, struct err *err)
{
	struct client_fields f = scene_fields("Ea Invented");
	struct id id;

	return client_add(sc->s, &f, NULL, &id, NULL, err);
}

static enum stige_rc use_client_edit(struct scene *sc, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct client was;
	struct client_fields now;
	enum stige_rc rc = client_get(sc->s, &a, &sc->p.client, &was, err);

	if (rc == STIGE_OK) {
		now = was.f;
		now.name = "Ida Invented";
		now.goal = GOAL_JOB;
		now.goal_reason = "wants the bakery";
		rc = client_edit(sc->s, &sc->p.client, &was.f, &now, err);
	}
	arena_release(&a);
	return rc;
}

static enum stige_rc use_note(struct scene *sc, struct err *err)
{
	struct note note = { .client = sc->p.client, .meeting = sc->p.meeting, .item = "", .text = "likes early hours" };
	struct id id;

	return note_add(sc->s, &note, &id, err);
}

static enum stige_rc use_close(struct scene *sc, struct err *err)
{
	return meeting_close(sc->s, &sc->p.meeting, MEETING_HELD, err);
}

/* All or nothing of many rows, as an import is. */
static enum stige_rc import_work(struct store *s, void *arg, struct err *err)
{
	struct scene *sc = arg;
	const struct event imported = { .kind = EVENT_IMPORTED, .form_hash = "", .item = "", .reason = "",
		.answered = 12, .of = -1, .minutes = -1, .respondent = "", .mode = "", .language = "" };
	char name[40];
	enum stige_rc rc = STIGE_OK;
	struct id id;

	(void)sc;
	for (int i = 0; rc == STIGE_OK && i < 12; i++) {
		struct client_fields f;

		snprintf(name, sizeof(name), "Brought In %d", i);
		f = scene_fields(name);
		rc = client_add(s, &f, NULL, &id, NULL, err);
	}
	return rc == STIGE_OK ? event_add(s, &imported, err) : rc;
}

static enum stige_rc use_import(struct scene *sc, struct err *err)
{
	return store_tx(sc->s, import_work, sc, err);
}

/* ---- whole files ---- */

#define ROLLED "backups/stige-20261122T093000Z.db"
#define KEPT "stige-before-restore-20261122T093000Z.db"

static void backup_path(const struct scene *sc, char path[SCENE_PATH])
{
	snprintf(path, SCENE_PATH, "%s/%s", sc->dir, SCENE_BACKUP);
}

static enum stige_rc use_backup(struct scene *sc, struct err *err)
{
	char path[SCENE_PATH];

	backup_path(sc, path);
	return backup_make(sc->s, path, err);
}

static enum stige_rc use_roll(struct scene *sc, struct err *err)
{
	return backup_roll(sc->s, err);
}

static enum stige_rc use_verify(struct scene *sc, struct err *err)
{
	char path[SCENE_PATH];

	backup_path(sc, path);
	return backup_verify(path, sc->dir, &scene_unlock, NULL, err);
}

/* A backup, and a life after it: one more client, one who asked to be forgotten. */
static enum stige_rc live_on(struct scene *sc, struct err *err)
{
	enum stige_rc rc = use_backup(sc, err);

	if (rc == STIGE_OK)
		rc = use_client_add(sc, err);
	return rc == STIGE_OK ? use_erase(sc, err) : rc;
}

static enum stige_rc use_restore(struct scene *sc, struct err *err)
{
	char path[SCENE_PATH];
	const struct backup_restore restore = {
		.backup = path, .database = sc->path, .login = "ka", .unlock = &scene_unlock, .now = scene_now,
		.now_ctx = sc,
	};

	backup_path(sc, path);
	return backup_restore(&restore, NULL, err);
}

static enum stige_rc use_seal(struct scene *sc, struct err *err)
{
	return scene_seal(sc, err);
}

static enum stige_rc use_rekey(struct scene *sc, struct err *err)
{
	return store_rekey(sc->s, err);
}

static enum stige_rc use_passphrase(struct scene *sc, struct err *err)
{
	return key_set(sc->s, &sc->p.caseworker, "four words that hold", err);
}

/* ---- a bundle, its seal open ---- */

static void rows_path(const struct scene *sc, char path[SCENE_PATH])
{
	snprintf(path, SCENE_PATH, "%s/%s", sc->dir, SCENE_ROWS);
}

static enum stige_rc prepare_rows(struct scene *sc, struct err *err)
{
	struct str rows = STR_INIT;
	char path[SCENE_PATH];
	enum stige_rc rc = neighbour_rows(&rows, err);

	rows_path(sc, path);
	if (rc == STIGE_OK)
		rc = file_write(path, rows.text, rows.len, err);
	str_release(&rows);
	return rc;
}

struct reading {
	struct str rows;
	size_t at;
};

static bool read_rows(void *ctx, void *bytes, size_t n)
{
	struct reading *r = ctx;

	if (r->rows.len - r->at < n)
		return false;
	memcpy(bytes, r->rows.text + r->at, n);
	r->at += n;
	return true;
}

static enum stige_rc use_merge(struct scene *sc, struct err *err)
{
	struct reading from = { STR_INIT, 0 };
	struct merge_report report;
	char path[SCENE_PATH];
	enum stige_rc rc;

	rows_path(sc, path);
	rc = file_read(path, FILE_MOST, &from.rows, err);
	if (rc == STIGE_OK)
		rc = merge_read(sc->s, read_rows, &from, MERGE_KEEP, &report, err);
	str_release(&from.rows);
	return rc;
}

static bool count_bytes(void *ctx, const void *bytes, size_t n)
{
	(void)bytes;
	*(size_t *)ctx += n;
	return true;
}

static enum stige_rc use_send(struct scene *sc, struct err *err)
{
	size_t bytes = 0;

	return merge_write(sc->s, count_bytes, &bytes, err);
}

/* ---- what changes nothing ---- */

/* A check that finds something in a sound file has failed too. */
static enum stige_rc use_check(struct scene *sc, struct err *err)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	enum stige_rc rc = store_check(sc->s, &findings, err);

	if (rc == STIGE_OK && findings.count > 0)
		rc = err_set(err, STIGE_NOTFOUND, "%s", findings.list[0].sentence);
	store_findings_release(&findings);
	return rc;
}

static enum stige_rc use_dump(struct scene *sc, struct err *err)
{
	char hash[LOOK_HASH];

	return store_dump_hash(sc->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, hash, err);
}

static enum stige_rc use_list(struct scene *sc, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct client *clients;
	struct response *responses;
	size_t count;
	enum stige_rc rc = client_list(sc->s, &a, NULL, &clients, &count, err);

	if (rc == STIGE_OK)
		rc = response_list(sc->s, &a, &sc->p.client, &responses, &count, err);
	arena_release(&a);
	return rc;
}

const struct use uses[] = {
	{ .name = "found an office", .run = use_found, .flags = USE_FOUNDS | USE_PLAIN_ONLY },
	{ .name = "open", .run = use_open, .flags = USE_OPENS | USE_READS },
	{ .name = "save an answer", .run = use_answer },
	{ .name = "undo an answer", .run = use_undo },
	{ .name = "complete", .run = use_complete },
	{ .name = "correct", .run = use_correct },
	{ .name = "void", .run = use_void },
	{ .name = "add a client", .run = use_client_add },
	{ .name = "edit a client", .run = use_client_edit },
	{ .name = "add a note", .run = use_note },
	{ .name = "close a meeting", .run = use_close },
	{ .name = "import", .run = use_import },
	{ .name = "erase", .run = use_erase },
	{ .name = "prune the log", .run = use_prune },
	{ .name = "migrate", .run = use_migrate, .flags = USE_MIGRATES },
	{ .name = "migrate from 1", .run = use_open, .flags = USE_OPENS | USE_PLAIN_ONLY, .fixture = "version-1.db" },
	{ .name = "migrate from 2", .run = use_open, .flags = USE_OPENS | USE_PLAIN_ONLY, .fixture = "version-2.db" },
	{ .name = "seal", .run = use_seal, .flags = USE_PLAIN_ONLY },
	{ .name = "new passphrase", .run = use_passphrase, .flags = USE_SEALED_ONLY },
	{ .name = "rekey", .run = use_rekey, .flags = USE_SEALED_ONLY },
	{ .name = "backup", .run = use_backup, .backup = SCENE_BACKUP },
	{ .name = "rolling backup", .run = use_roll, .backup = ROLLED },
	{ .name = "verify a backup", .run = use_verify, .flags = USE_OPENS | USE_READS, .prepare = use_backup },
	{ .name = "restore", .run = use_restore, .flags = USE_OPENS, .prepare = live_on, .kept = KEPT },
	{ .name = "merge", .run = use_merge, .prepare = prepare_rows, .beside = SCENE_ROWS },
	{ .name = "rows for a bundle", .run = use_send, .flags = USE_READS },
	{ .name = "check", .run = use_check, .flags = USE_READS },
	{ .name = "dump", .run = use_dump, .flags = USE_READS },
	{ .name = "list", .run = use_list, .flags = USE_READS },
};
const size_t use_count = ARRAY_SIZE(uses);

bool use_suits(const struct use *use, bool sealed)
{
	return !(use->flags & (sealed ? USE_PLAIN_ONLY : USE_SEALED_ONLY));
}

/* ---- what must be found fault with ---- */

static enum stige_rc run_naive(struct scene *sc, struct err *err)
{
	char sql[80];

	sqlite3_exec(sc->s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	for (int i = 0; i < 11; i++) {
		snprintf(sql, sizeof(sql), "INSERT INTO meta VALUES ('naive%d', '5')", i);
		sqlite3_exec(sc->s->db, sql, NULL, NULL, NULL);
	}
	/* It has no hashes of what it writes either. */
	sqlite3_exec(sc->s->db, "DELETE FROM meta WHERE name GLOB 'guard.*'", NULL, NULL, NULL);
	if (sqlite3_exec(sc->s->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		return err_set(err, STIGE_IO, "not saved; try again");
	return STIGE_OK;
}

const struct use use_naive = { .name = "a naive writer", .flags = USE_NAIVE, .run = run_naive };
