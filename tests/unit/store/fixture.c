/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/store/keys.h"
#include "stige/store/meetings.h"

static const char form_text[] = "survey\ntype,name\ninteger,c1\ninteger,c2\ninteger,c3\ntext,c4\n";

void must_(struct fixture *f, enum stige_rc rc, const char *call, const char *file, int line)
{
	if (rc == STIGE_OK)
		return;
	print_error("%s: %d: %s\n", call, (int)rc, f->err.msg);
	_fail(file, line);
}

static int64_t clock_now(void *ctx)
{
	return ((struct fixture *)ctx)->now;
}

struct store_options fixture_options(struct fixture *f)
{
	return (struct store_options){
		.path = f->path,
		.create = true,
		.random = &f->random,
		.now = clock_now,
		.now_ctx = f,
		.busy_ms = 60,
		.key_cost = { KEY_PASSES_LEAST, KEY_MEMORY_LEAST },
	};
}

static struct fixture *fixture_new(void)
{
	const char *tmp = getenv("TMPDIR");
	struct fixture *f = mem_alloc(sizeof(*f));

	snprintf(f->dir, sizeof(f->dir), "%s/stige-store-XXXXXX", tmp && strlen(tmp) < 40 ? tmp : "/tmp");
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->path, sizeof(f->path), "%s/stige.db", f->dir);
	assert_true(instant_parse("2026-11-22T09:30:00Z", &f->now));
	f->random = random_seeded_init(&f->seed, 7);
	return f;
}

int fixture_setup(void **state)
{
	*state = fixture_new();
	return 0;
}

int fixture_setup_founded(void **state)
{
	struct fixture *f = fixture_new();

	fixture_open(f);
	fixture_found(f);
	fixture_form(f);
	*state = f;
	return 0;
}

static void remove_folder(const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	struct str path = STR_INIT;
	struct stat st;

	chmod(dir, 0700);
	while (d && (entry = readdir(d))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		str_clear(&path);
		file_join(&path, dir, entry->d_name);
		if (lstat(path.text, &st) == 0 && S_ISDIR(st.st_mode))
			remove_folder(path.text);
		else
			unlink(path.text);
	}
	if (d)
		closedir(d);
	rmdir(dir);
	str_release(&path);
}

int fixture_teardown(void **state)
{
	struct fixture *f = *state;

	store_close(f->s);
	arena_release(&f->a);
	remove_folder(f->dir);
	mem_free(f);
	return 0;
}

void fixture_open(struct fixture *f)
{
	struct store_options options = fixture_options(f);

	must(f, store_open(&options, &f->s, &f->err));
}

void fixture_reopen(struct fixture *f)
{
	struct id who = *store_caseworker(f->s);

	store_close(f->s);
	f->s = NULL;
	fixture_open(f);
	store_login(f->s, &who);
}

void fixture_found(struct fixture *f)
{
	char code[] = "NB", name[] = "Nordby", who[] = "Karen Ager", initials[] = "KA", login[] = "ka";
	struct office office = { .code = code, .name = name };
	struct caseworker first = { .name = who, .initials = initials, .login = login };

	must(f, office_found(f->s, &office, &first, NULL, &f->caseworker, &f->err));
	store_login(f->s, &f->caseworker);
}

void fixture_form(struct fixture *f)
{
	static char hash[SHA256_HEX];

	f->form = (struct stored_form){
		.hash = sha256_hex(form_text, strlen(form_text), hash), .id = "client", .version = "1",
		.text = form_text, .len = strlen(form_text),
	};
	must(f, form_keep(f->s, &f->form, &f->err));
}

struct client_fields fixture_fields(const char *name)
{
	return (struct client_fields){
		.name = name, .birth = date_make(1991, 4, 2), .journal_no = "", .education = EDUCATION_NO,
		.benefit = "social-assistance", .benefit_since = DATE_NONE, .goal_reason = "",
		.paused_until = DATE_NONE, .excluded = "", .excluded_reason = "", .excluded_until = DATE_NONE,
	};
}

struct id fixture_client(struct fixture *f, const char *name)
{
	struct client_fields fields = fixture_fields(name);
	struct id id;

	must(f, client_add(f->s, &fields, NULL, &id, NULL, &f->err));
	return id;
}

struct id fixture_meeting(struct fixture *f, const struct id *client, int32_t date)
{
	struct id id;

	must(f, meeting_begin(f->s, client, MEETING_OFFICE, date, &id, &f->err));
	return id;
}

const struct answer *fixture_answers(size_t *ret_count)
{
	static char text[] = "Krydderuglen";
	static const struct answer answers[] = {
		{ ANSWER_NUMBER, 1, NULL },
		{ ANSWER_NUMBER, 2, NULL },
		{ ANSWER_DK, 0, NULL },
		{ ANSWER_TEXT, 0, text },
	};

	*ret_count = ARRAY_SIZE(answers);
	return answers;
}

struct id fixture_response(struct fixture *f, const struct id *meeting)
{
	struct response r = {
		.meeting = *meeting,
		.form_hash = f->form.hash,
		.respondent = RESPONDENT_CLIENT,
		.language = "da",
	};

	r.answers = fixture_answers(&r.count);
	must(f, response_add(f->s, &r, (struct response_counts){ 3, 4 }, &f->err));
	return r.id;
}

sqlite3 *fixture_raw(struct fixture *f)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	return db;
}

void fixture_sql(struct fixture *f, const char *sql)
{
	sqlite3 *db = fixture_raw(f);
	char *why = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

int64_t fixture_number(struct fixture *f, const char *sql)
{
	sqlite3 *db = fixture_raw(f);
	sqlite3_stmt *st;
	int64_t n;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

void fixture_check(struct fixture *f, size_t want)
{
	struct store_findings findings = STORE_FINDINGS_INIT;

	must(f, store_check(f->s, &findings, &f->err));
	if (findings.count != want)
		for (size_t i = 0; i < findings.count; i++)
			print_error("finding: %s\n", findings.list[i].sentence);
	assert_int_equal(findings.count, want);
	store_findings_release(&findings);
}

static size_t count_in(const char *path, const char *bytes, size_t n)
{
	struct str text = STR_INIT;
	size_t count = 0;

	if (file_read(path, FILE_MOST, &text, NULL) == STIGE_OK)
		for (size_t i = 0; i + n <= text.len; i++)
			count += memcmp(text.text + i, bytes, n) == 0;
	str_release(&text);
	return count;
}

/* Closes the store meanwhile: opening the file beside it would drop its locks. */
size_t fixture_grep(struct fixture *f, const char *bytes, size_t n)
{
	char journal[128];
	size_t count;

	snprintf(journal, sizeof(journal), "%s-journal", f->path);
	store_close(f->s);
	count = count_in(f->path, bytes, n) + count_in(journal, bytes, n);
	f->s = NULL;
	fixture_open(f);
	store_login(f->s, &f->caseworker);
	return count;
}
