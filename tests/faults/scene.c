/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scene.h"

#include <dirent.h>
#include <sodium.h>
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
#include "stige/store/keys.h"
#include "stige/store/meetings.h"

#include "migration.h"

#define PEOPLE 3
#define PASSPHRASE "four words that hold"

static const char form_text[] = "survey\ntype,name\ninteger,c1\ninteger,c2\ninteger,c3\ntext,c4\n";

bool soak(void)
{
	return getenv("STIGE_SOAK") != NULL;
}

void scene_must(enum stige_rc rc, const struct err *err, const char *what)
{
	if (rc == STIGE_OK)
		return;
	printf("%s: %d: %s\n", what, (int)rc, err->msg);
	exit(1);
}

/* ---- what is repeatable ---- */

static struct random_seeded sodium_seed;
static struct random sodium_random;

static const char *repeatable_name(void)
{
	return "repeatable";
}

static void repeatable_fill(void *const bytes, const size_t n)
{
	sodium_random.fill(sodium_random.state, bytes, n);
}

static uint32_t repeatable_number(void)
{
	uint32_t n;

	repeatable_fill(&n, sizeof(n));
	return n;
}

/* Keys and nonces from a seed too: a use case leaves the same bytes each time. */
static struct randombytes_implementation repeatable = {
	.implementation_name = repeatable_name, .random = repeatable_number, .buf = repeatable_fill,
};

int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n, const char *passphrase,
	unsigned long long n, const unsigned char *salt, unsigned long long passes, size_t memory, int how);

/*
 * The linker sends the store here: a passphrase's key in a microsecond. What it costs to open is not
 * what these tests are about, and they open the file some hundred thousand times.
 */
int __wrap_crypto_pwhash(unsigned char *out, unsigned long long out_n, const char *passphrase,
	unsigned long long n, const unsigned char *salt, unsigned long long passes, size_t memory, int how)
{
	(void)passes;
	(void)memory;
	(void)how;
	return crypto_generichash(out, (size_t)out_n, (const unsigned char *)passphrase, n, salt,
		crypto_pwhash_SALTBYTES);
}

/* ---- the folder ---- */

void scene_begin(struct scene *sc)
{
	const char *tmp = getenv("TMPDIR");
	char name[64], *real;

	memset(sc, 0, sizeof(*sc));
	scene_seed(sc, 7);
	randombytes_set_implementation(&repeatable);
	snprintf(name, sizeof(name), "%s/stige-faults-XXXXXX", tmp && strlen(tmp) < 30 ? tmp : "/tmp");
	real = mkdtemp(name) ? realpath(name, NULL) : NULL;
	if (!real || strlen(real) >= sizeof(sc->dir)) {
		printf("no folder for the test in %s\n", tmp ? tmp : "/tmp");
		exit(1);
	}
	snprintf(sc->dir, sizeof(sc->dir), "%s", real);
	free(real);
	snprintf(sc->path, sizeof(sc->path), "%s/" SCENE_FILE, sc->dir);
	instant_parse("2026-11-22T09:30:00Z", &sc->now);
	sc->busy_ms = 2;
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
		if (unlink(path.text) != 0) {
			scene_empty_folder(path.text);
			rmdir(path.text);
		}
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

int64_t scene_now(void *ctx)
{
	return ((struct scene *)ctx)->now;
}

void scene_seed(struct scene *sc, uint64_t seed)
{
	sc->random = random_seeded_init(&sc->seed, seed);
	sodium_random = random_seeded_init(&sodium_seed, seed);
}

static enum stige_rc unlock(void *ctx, struct store *s, struct err *err)
{
	(void)ctx;
	return store_unlock(s, "ka", PASSPHRASE, err);
}

const struct backup_unlock scene_unlock = { .open = unlock };

enum stige_rc scene_open(struct scene *sc, struct err *err)
{
	struct store_options options = {
		.path = sc->path, .create = true, .random = &sc->random, .now = scene_now, .now_ctx = sc,
		.busy_ms = sc->busy_ms, .key_cost = { KEY_PASSES_LEAST, KEY_MEMORY_LEAST },
	};
	enum stige_rc rc = store_open(&options, &sc->s, err);

	if (rc == STIGE_OK)
		rc = unlock(NULL, sc->s, err);
	if (rc == STIGE_OK)
		store_login(sc->s, &sc->p.caseworker);
	else
		scene_close(sc);
	return rc;
}

enum stige_rc scene_seal(struct scene *sc, struct err *err)
{
	char code[RECOVERY_TEXT];

	recovery_make(code);
	return store_seal(sc->s, &sc->p.caseworker, PASSPHRASE, code, err);
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

enum stige_rc scene_found(struct scene *sc, struct err *err)
{
	char code[] = "NB", name[] = "Nordby", who[] = "Karen Ager", initials[] = "KA", login[] = "ka";
	struct office office = { .code = code, .name = name };
	struct caseworker first = { .name = who, .initials = initials, .login = login };
	enum stige_rc rc = office_found(sc->s, &office, &first, NULL, &sc->p.caseworker, err);

	if (rc == STIGE_OK)
		store_login(sc->s, &sc->p.caseworker);
	return rc;
}

struct client_fields scene_fields(const char *name)
{
	return (struct client_fields){
		.name = name, .birth = date_make(1991, 4, 2), .journal_no = "J-4711", .education = EDUCATION_NO,
		.benefit = "social-assistance", .benefit_since = date_make(2025, 1, 1), .goal_reason = "",
		.paused_until = DATE_NONE, .excluded = "S", .excluded_reason = "asked for rest",
		.excluded_until = date_make(2027, 1, 31),
	};
}

static char text_answer[] = "Krydderuglen";
const struct answer scene_answers[SCENE_ANSWERS] = {
	{ ANSWER_NUMBER, 1, NULL }, { ANSWER_NUMBER, 2, NULL }, { ANSWER_DK, 0, NULL },
	{ ANSWER_TEXT, 0, text_answer },
};
const struct response_counts scene_counts = { 3, 4 };

static enum stige_rc respond(struct scene *sc, const struct id *meeting, enum respondent who, struct id *ret,
	struct err *err)
{
	struct response r = {
		.meeting = *meeting, .form_hash = sc->p.form.hash, .respondent = who, .language = "da",
		.answers = scene_answers, .count = SCENE_ANSWERS,
	};
	enum stige_rc rc = response_add(sc->s, &r, scene_counts, err);

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

enum stige_rc scene_say(struct scene *sc, const struct id *draft, const char *item, double n, struct err *err)
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
	f = scene_fields(name);
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
	did(sc, scene_say(sc, &sc->p.draft, "c1", 4, err), err, "draft_put");
	did(sc, begin_draft(sc, RESPONDENT_CASEWORKER, &sc->p.ready, err), err, "draft_begin");
	for (size_t i = 0; i < ARRAY_SIZE(items); i++)
		did(sc, scene_say(sc, &sc->p.ready, items[i], (double)i + 1, err), err, "draft_put");
}

void scene_start(struct scene *sc, bool sealed)
{
	struct err err = ERR_INIT;

	did(sc, scene_found(sc, &err), &err, "office_found");
	if (sealed)
		did(sc, scene_seal(sc, &err), &err, "store_seal");
	keep_form(sc);
	did(sc, form_keep(sc->s, &sc->p.form, &err), &err, "form_keep");
	for (int i = 0; i < PEOPLE; i++)
		build_person(sc, i, i % 2 ? &sc->p.other : &sc->p.client, &err);
	build_meeting(sc, &err);
}

void scene_build(struct scene *sc, bool sealed)
{
	struct err err = ERR_INIT;

	scene_must(scene_open(sc, &err), &err, "store_open");
	scene_start(sc, sealed);
	scene_close(sc);
}

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
		ret->rc = unlock(NULL, s, &err);
	if (ret->rc == STIGE_OK)
		ret->rc = look_into(s, ret, &err);
	if (ret->rc != STIGE_OK)
		snprintf(ret->why, sizeof(ret->why), "%s", err.msg);
	store_close(s);
}

void look_at_backup(const char *path, const char *work, struct look *ret)
{
	struct backup_facts facts;
	struct err err = ERR_INIT;

	memset(ret, 0, sizeof(*ret));
	ret->rc = backup_verify(path, work, &scene_unlock, &facts, &err);
	if (ret->rc == STIGE_OK)
		memcpy(ret->hash, facts.dump_hash, LOOK_HASH);
	else
		snprintf(ret->why, sizeof(ret->why), "%s", err.msg);
}

bool look_sound(const struct look *l)
{
	return l->rc == STIGE_OK && l->findings == 0;
}
