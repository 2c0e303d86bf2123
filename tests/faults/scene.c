/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/store/backup.h"
#include "stige/store/meetings.h"

#include "migration.h"

#define PEOPLE 3

static const char form_text[] = "survey\ntype,name\ninteger,c1\ninteger,c2\ninteger,c3\ntext,c4\n";

bool soak(void)
{
	return str_eq(getenv("STIGE_FAULTS"), "soak");
}

void scene_must(enum stige_rc rc, const struct err *err, const char *what)
{
	if (rc == STIGE_OK)
		return;
	printf("%s: %d: %s\n", what, (int)rc, err->msg);
	exit(1);
}

/* ---- the folder ---- */

void scene_begin(struct scene *sc)
{
	const char *tmp = getenv("TMPDIR");
	char name[64], *real;

	memset(sc, 0, sizeof(*sc));
	snprintf(name, sizeof(name), "%s/stige-faults-XXXXXX", tmp && strlen(tmp) < 30 ? tmp : "/tmp");
	real = mkdtemp(name) ? realpath(name, NULL) : NULL;
	if (!real || strlen(real) >= sizeof(sc->dir)) {
		printf("no folder for the test in %s\n", tmp ? tmp : "/tmp");
		exit(1);
	}
	snprintf(sc->dir, sizeof(sc->dir), "%s", real);
	free(real);
	snprintf(sc->path, sizeof(sc->path), "%s/stige.db", sc->dir);
	instant_parse("2026-11-22T09:30:00Z", &sc->now);
	sc->busy_ms = 2;
	scene_seed(sc, 7);
}

void scene_empty_folder(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	struct str path = STR_INIT;

	while (d && (entry = readdir(d))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		str_clear(&path);
		file_join(&path, dir, entry->d_name);
		unlink(path.text);
	}
	if (d)
		closedir(d);
	str_release(&path);
}

void scene_end(struct scene *sc)
{
	scene_close(sc);
	scene_empty_folder(sc->dir);
	rmdir(sc->dir);
}

/* ---- the store ---- */

static int64_t clock_now(void *ctx)
{
	return ((struct scene *)ctx)->now;
}

void scene_seed(struct scene *sc, uint64_t seed)
{
	sc->random = random_seeded_init(&sc->seed, seed);
}

enum stige_rc scene_open(struct scene *sc, struct err *err)
{
	struct store_options options = {
		.path = sc->path, .create = true, .random = &sc->random, .now = clock_now, .now_ctx = sc,
		.busy_ms = sc->busy_ms,
	};
	enum stige_rc rc = store_open(&options, &sc->s, err);

	if (rc == STIGE_OK)
		store_login(sc->s, &sc->p.caseworker);
	return rc;
}

void scene_close(struct scene *sc)
{
	store_close(sc->s);
	sc->s = NULL;
}

void scene_spoil(struct scene *sc, const char *pragmas)
{
	int on;

	sqlite3_db_config(sc->s->db, SQLITE_DBCONFIG_DEFENSIVE, 0, &on);
	if (sqlite3_exec(sc->s->db, pragmas, NULL, NULL, NULL) != SQLITE_OK) {
		printf("%s: %s\n", pragmas, sqlite3_errmsg(sc->s->db));
		exit(1);
	}
}

/* ---- the people ---- */

static enum stige_rc found(struct scene *sc, struct err *err)
{
	char code[] = "NB", name[] = "Nordby", who[] = "Karen Ager", initials[] = "KA", login[] = "ka";
	struct office office = { .code = code, .name = name };
	struct caseworker first = { .name = who, .initials = initials, .login = login };
	enum stige_rc rc = office_found(sc->s, &office, &first, NULL, &sc->p.caseworker, err);

	if (rc == STIGE_OK)
		store_login(sc->s, &sc->p.caseworker);
	return rc;
}

static struct client_fields fields_of(const char *name)
{
	return (struct client_fields){
		.name = name, .birth = date_make(1991, 4, 2), .journal_no = "J-4711", .education = EDUCATION_NO,
		.benefit = "social-assistance", .benefit_since = date_make(2025, 1, 1), .goal_reason = "",
		.paused_until = DATE_NONE, .excluded = "S", .excluded_reason = "asked for rest",
		.excluded_until = date_make(2027, 1, 31),
	};
}

/* The caller gives the text back with its array. */
static const struct answer *answers(void)
{
	static char text[] = "Krydderuglen";
	static const struct answer list[] = {
		{ ANSWER_NUMBER, 1, NULL }, { ANSWER_NUMBER, 2, NULL }, { ANSWER_DK, 0, NULL }, { ANSWER_TEXT, 0, text },
	};

	return list;
}

#define ANSWER_COUNT 4
static const struct response_counts counts = { 3, 4 };

static enum stige_rc respond(struct scene *sc, const struct id *meeting, enum respondent who, struct id *ret,
	struct err *err)
{
	struct response r = {
		.meeting = *meeting, .form_hash = sc->p.form.hash, .respondent = who, .language = "da",
		.answers = answers(), .count = ANSWER_COUNT,
	};
	enum stige_rc rc = response_add(sc->s, &r, counts, err);

	*ret = r.id;
	return rc;
}

static enum stige_rc begin_draft(struct scene *sc, enum respondent who, struct id *ret, struct err *err)
{
	struct draft d = {
		.meeting = sc->p.meeting, .form_hash = sc->p.form.hash, .respondent = who, .language = "da",
		.correction_of = "",
	};

	return draft_begin(sc->s, &d, ret, err);
}

static enum stige_rc say(struct scene *sc, const struct id *draft, const char *item, double n, struct err *err)
{
	struct answer a = answer_number(n);

	return draft_put(sc->s, draft, item, &a, err);
}

static void did(struct scene *sc, enum stige_rc rc, const struct err *err, const char *what)
{
	scene_must(rc, err, what);
	if (sc->saved)
		sc->saved(sc, what);
}

static void build_person(struct scene *sc, int i, struct id *ret_client, struct err *err)
{
	struct client_fields f;
	struct note note = { .item = "c2", .text = "said with a laugh" };
	struct plan_item step = {
		.kind = PLAN_STEP, .text = "phone the bakery", .code = "a13", .agreed = 20400, .due = 20430,
		.status_at = DATE_NONE, .reason = "",
	};
	struct id meeting, id;
	char name[40];

	snprintf(name, sizeof(name), "Invented Person %d", i);
	f = fields_of(name);
	did(sc, client_add(sc->s, &f, NULL, ret_client, NULL, err), err, "client_add");
	did(sc, meeting_begin(sc->s, ret_client, MEETING_OFFICE, 20400, &meeting, err), err, "meeting_begin");
	did(sc, respond(sc, &meeting, RESPONDENT_CLIENT, &sc->p.response, err), err, "response_add");
	did(sc, respond(sc, &meeting, RESPONDENT_CASEWORKER, &sc->p.second, err), err, "response_add");
	note.client = step.client = *ret_client;
	note.meeting = step.meeting = meeting;
	did(sc, note_add(sc->s, &note, &id, err), err, "note_add");
	did(sc, plan_add(sc->s, &step, &id, err), err, "plan_add");
	did(sc, meeting_set_journal(sc->s, &meeting, "came by bicycle, in good spirits", err), err, "journal");
	did(sc, meeting_close(sc->s, &meeting, MEETING_HELD, err), err, "meeting_close");
}

static void keep_form(struct scene *sc)
{
	static char hash[SHA256_HEX];

	sc->p.form = (struct stored_form){
		.hash = sha256_hex(form_text, strlen(form_text), hash), .id = "client", .version = "1",
		.text = form_text, .len = strlen(form_text),
	};
}

/* A meeting that is going on: one draft begun, one with every answer. */
static void build_meeting(struct scene *sc, struct err *err)
{
	static const char *const items[] = { "c1", "c2", "c3" };

	did(sc, meeting_begin(sc->s, &sc->p.client, MEETING_OFFICE, 20500, &sc->p.meeting, err), err, "meeting_begin");
	did(sc, begin_draft(sc, RESPONDENT_CLIENT, &sc->p.draft, err), err, "draft_begin");
	did(sc, say(sc, &sc->p.draft, "c1", 4, err), err, "draft_put");
	did(sc, begin_draft(sc, RESPONDENT_CASEWORKER, &sc->p.ready, err), err, "draft_begin");
	for (size_t i = 0; i < ARRAY_SIZE(items); i++)
		did(sc, say(sc, &sc->p.ready, items[i], (double)i + 1, err), err, "draft_put");
}

void scene_start(struct scene *sc)
{
	struct err err = ERR_INIT;

	did(sc, found(sc, &err), &err, "office_found");
	keep_form(sc);
	did(sc, form_keep(sc->s, &sc->p.form, &err), &err, "form_keep");
	for (int i = 0; i < PEOPLE; i++)
		build_person(sc, i, i % 2 ? &sc->p.other : &sc->p.client, &err);
	build_meeting(sc, &err);
}

void scene_build(struct scene *sc)
{
	struct err err = ERR_INIT;

	scene_must(scene_open(sc, &err), &err, "store_open");
	scene_start(sc);
	scene_close(sc);
}

/* ---- the use cases ---- */

static enum stige_rc use_open(struct scene *sc, struct err *err)
{
	return sc->s ? STIGE_OK : scene_open(sc, err);
}

static enum stige_rc use_found(struct scene *sc, struct err *err)
{
	enum stige_rc rc;

	sc->p.caseworker = (struct id){ { 0 } };
	rc = use_open(sc, err);

	return rc == STIGE_OK ? found(sc, err) : rc;
}

static enum stige_rc use_migrate(struct scene *sc, struct err *err)
{
	return migration_run(sc->s, err);
}

static enum stige_rc use_answer(struct scene *sc, struct err *err)
{
	return say(sc, &sc->p.draft, "c2", 5, err);
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

	return response_complete(sc->s, &sc->p.ready, answers(), ANSWER_COUNT, counts, &id, err);
}

static enum stige_rc use_correct(struct scene *sc, struct err *err)
{
	static const struct answer right[ANSWER_COUNT] = { { ANSWER_NUMBER, 5, NULL }, { ANSWER_DECLINED, 0, NULL } };
	struct id id;

	return response_correct(sc->s, &sc->p.response, right, ANSWER_COUNT, CORRECT_SLIP, "c1", &id, err);
}

static enum stige_rc use_void(struct scene *sc, struct err *err)
{
	return response_void(sc->s, &sc->p.second, VOID_TEST, err);
}

static enum stige_rc use_client_add(struct scene *sc, struct err *err)
{
	struct client_fields f = fields_of("Ea Invented");
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
		f = fields_of(name);
		rc = client_add(s, &f, NULL, &id, NULL, err);
	}
	return rc == STIGE_OK ? event_add(s, &imported, err) : rc;
}

static enum stige_rc use_import(struct scene *sc, struct err *err)
{
	return store_tx(sc->s, import_work, sc, err);
}

static enum stige_rc use_backup(struct scene *sc, struct err *err)
{
	char path[SCENE_PATH];

	snprintf(path, sizeof(path), "%s/%s", sc->dir, SCENE_BACKUP);
	return backup_make(sc->s, path, err);
}

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
	{ "found an office", USE_FOUNDS, use_found },
	{ "open", USE_OPENS | USE_READS, use_open },
	{ "save an answer", 0, use_answer },
	{ "undo an answer", 0, use_undo },
	{ "complete", 0, use_complete },
	{ "correct", 0, use_correct },
	{ "void", 0, use_void },
	{ "add a client", 0, use_client_add },
	{ "edit a client", 0, use_client_edit },
	{ "add a note", 0, use_note },
	{ "close a meeting", 0, use_close },
	{ "import", 0, use_import },
	{ "migrate", USE_MIGRATES, use_migrate },
	{ "backup", USE_BACKUP, use_backup },
	{ "check", USE_READS, use_check },
	{ "dump", USE_READS, use_dump },
	{ "list", USE_READS, use_list },
};
const size_t use_count = ARRAY_SIZE(uses);

/* ---- what must be found fault with ---- */

static enum stige_rc run_naive(struct scene *sc, struct err *err)
{
	char sql[80];

	sqlite3_exec(sc->s->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	for (int i = 0; i < 11; i++) {
		snprintf(sql, sizeof(sql), "INSERT INTO meta VALUES ('naive%d', '5')", i);
		sqlite3_exec(sc->s->db, sql, NULL, NULL, NULL);
	}
	if (sqlite3_exec(sc->s->db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		return err_set(err, STIGE_IO, "not saved; try again");
	return STIGE_OK;
}

const struct use use_naive = { "a naive writer", USE_NAIVE, run_naive };

/* ---- looking ---- */

static enum stige_rc look_into(struct store *s, struct look *l, struct err *err)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	enum stige_rc rc = store_check(s, &findings, err);

	l->findings = findings.count;
	if (rc == STIGE_OK && findings.count > 0)
		snprintf(l->why, sizeof(l->why), "%s", findings.list[0].sentence);
	if (rc == STIGE_OK && findings.count == 0)
		rc = store_dump_hash(s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, l->hash, err);
	store_findings_release(&findings);
	return rc;
}

void look_at(const char *path, struct look *ret)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 11);
	struct store_options options = { .path = path, .create = true, .random = &random, .busy_ms = 20 };
	struct err err = ERR_INIT;
	struct store *s = NULL;

	memset(ret, 0, sizeof(*ret));
	ret->rc = store_open(&options, &s, &err);
	if (ret->rc == STIGE_CONFIG) {
		ret->rc = migration_take_back(path, &ret->version, &err);
		if (ret->rc == STIGE_OK)
			ret->rc = store_open(&options, &s, &err);
	}
	if (ret->rc == STIGE_OK)
		ret->rc = look_into(s, ret, &err);
	if (ret->rc != STIGE_OK)
		snprintf(ret->why, sizeof(ret->why), "%s", err.msg);
	store_close(s);
}

bool look_sound(const struct look *l)
{
	return l->rc == STIGE_OK && l->findings == 0;
}
