/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/casefile/intake.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

static int64_t standing_clock(void *ctx)
{
	return ((const struct bench *)ctx)->now;
}

void bench_ok(struct bench *b, enum stige_rc rc)
{
	if (rc != STIGE_OK)
		fail_msg("%d: %s", (int)rc, b->err.msg);
}

static void open_desk(struct bench *b, const char *login)
{
	const struct desk_options options = {
		.store = { .path = b->path.text, .create = true, .random = &b->random, .now = standing_clock,
			.now_ctx = b, .key_cost = { KEY_PASSES_LEAST, KEY_MEMORY_LEAST } },
		.forms_dir = b->forms.text, .login = login, .lang = "en",
	};

	bench_ok(b, desk_open(&options, &b->desk, &b->err));
}

void bench_open(struct bench *b)
{
	const struct founding typed = {
		.name = "Kirsten Holm", .initials = "KH", .office_code = "nb", .login = "kih", .lang = "en",
		.wage_job = "26.000",
	};

	bench_open_as(b, &typed, 42);
}

static void prepare(struct bench *b, uint64_t seed)
{
	const char *root = getenv("STIGE_SOURCE_ROOT");

	memset(b, 0, sizeof(*b));
	str_init(&b->path);
	str_init(&b->forms);
	memcpy(b->dir, "/tmp/stige-casefile-XXXXXX", sizeof("/tmp/stige-casefile-XXXXXX"));
	assert_non_null(mkdtemp(b->dir));
	assert_non_null(root);
	file_join(&b->path, b->dir, "stige.db");
	file_join(&b->forms, root, "forms");
	b->random = random_seeded_init(&b->seed, seed);
	assert_true(instant_parse("2026-11-22T09:30", &b->now));
}

void bench_open_new(struct bench *b)
{
	prepare(b, 42);
	open_desk(b, "kih");
	assert_false(b->desk->founded);
}

void bench_open_as(struct bench *b, const struct founding *typed, uint64_t seed)
{
	struct issues issues = ISSUES_INIT;

	prepare(b, seed);
	open_desk(b, typed->login);
	assert_false(b->desk->founded);
	bench_ok(b, desk_found(b->desk, typed, &issues, &b->err));
	assert_int_equal(issues.count, 0);
	assert_true(b->desk->founded);
	issues_release(&issues);
}

#define CATALOGUE "catalogue.csv"                /* an office need not have one */

static const char *const form_files[] = { "client.csv", "caseworker.csv", "activities.csv", "evidence.csv",
	"advice.csv", CATALOGUE };

/* All of `from` in text become `to`. */
static void replace(struct str *text, const char *from, const char *to)
{
	struct str out = STR_INIT;
	const char *p = text->text, *at;

	assert_non_null(strstr(p, from));
	while ((at = strstr(p, from))) {
		str_addn(&out, p, (size_t)(at - p));
		str_add(&out, to);
		p = at + strlen(from);
	}
	str_add(&out, p);
	str_release(text);
	*text = out;
}

void bench_edit_forms(struct bench *b, const char *const *from_to)
{
	struct str dir = STR_INIT;

	file_join(&dir, b->dir, "forms");
	for (size_t i = 0; i < ARRAY_SIZE(form_files); i++) {
		struct str path = STR_INIT, copy = STR_INIT, text = STR_INIT;

		file_join(&path, b->forms.text, form_files[i]);
		file_join(&copy, dir.text, form_files[i]);
		if (file_exists(path.text))
			bench_ok(b, file_read(path.text, FILE_MOST, &text, &b->err));
		for (size_t k = 0; i == 0 && from_to[k]; k += 2)
			replace(&text, from_to[k], from_to[k + 1]);
		if (text.len)
			bench_ok(b, file_write(copy.text, text.text, text.len, &b->err));
		str_release(&text);
		str_release(&copy);
		str_release(&path);
	}
	str_release(&b->forms);
	b->forms = dir;
}

void bench_skip_rule(struct bench *b)
{
	static const char *const rule[] = {
		"stige_source\n,hidden,stige_age", "stige_source,relevant\n,hidden,stige_age",
		"local,l.172\n", "local,l.172,${c3} >= 3\n",
		"stige-client,", "stige-client,1", NULL,
	};

	bench_edit_forms(b, rule);
	bench_reopen(b, "kih");
}

/* A column more at the end of the header. */
static void widen(struct str *text, const char *column)
{
	struct str out = STR_INIT;
	size_t n = strcspn(text->text, "\n");

	str_addn(&out, text->text, n);
	str_addf(&out, ",%s%s", column, text->text + n);
	str_release(text);
	*text = out;
}

void bench_add_row(struct bench *b, const char *file, const char *row)
{
	struct str path = STR_INIT, text = STR_INIT;

	if (!str_starts(b->forms.text, b->dir))
		bench_edit_forms(b, (const char *const[]){ NULL });
	file_join(&path, b->forms.text, file);
	if (file_exists(path.text))
		bench_ok(b, file_read(path.text, FILE_MOST, &text, &b->err));
	if (row[0] == '+')
		widen(&text, row + 1);
	else
		str_addf(&text, "%s\n", row);
	bench_ok(b, file_write(path.text, text.text, text.len, &b->err));
	str_release(&text);
	str_release(&path);
}

static void remove_forms(const struct bench *b)
{
	struct str path = STR_INIT;

	file_join(&path, b->dir, "forms");
	if (file_exists(path.text)) {
		for (size_t i = 0; i < ARRAY_SIZE(form_files); i++) {
			struct str one = STR_INIT;

			file_join(&one, path.text, form_files[i]);
			assert_true(unlink(one.text) == 0 || str_eq(form_files[i], CATALOGUE));
			str_release(&one);
		}
		assert_int_equal(rmdir(path.text), 0);
	}
	str_release(&path);
}

/* What was exported there, and the backups. */
static void remove_files(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct str path = STR_INIT;

		file_join(&path, folder, entry->d_name);
		unlink(path.text);
		str_release(&path);
	}
	if (dir)
		closedir(dir);
}

static void remove_exports(const struct bench *b)
{
	struct str backups = STR_INIT;

	file_join(&backups, b->dir, "backups");
	if (file_exists(backups.text)) {
		remove_files(backups.text);
		assert_int_equal(rmdir(backups.text), 0);
	}
	remove_files(b->dir);
	str_release(&backups);
}

void bench_close(struct bench *b)
{
	struct str journal = STR_INIT;

	desk_close(b->desk);
	str_addf(&journal, "%s-journal", b->path.text);
	unlink(journal.text);
	assert_int_equal(unlink(b->path.text), 0);
	remove_forms(b);
	remove_exports(b);
	assert_int_equal(rmdir(b->dir), 0);
	str_release(&journal);
	str_release(&b->path);
	str_release(&b->forms);
}

int bench_setup(void **state)
{
	struct bench *b = mem_alloc(sizeof(*b));

	bench_open(b);
	*state = b;
	return 0;
}

int bench_teardown(void **state)
{
	bench_close(*state);
	mem_free(*state);
	return 0;
}

void bench_reopen(struct bench *b, const char *login)
{
	desk_close(b->desk);
	b->desk = NULL;
	open_desk(b, login);
}

void bench_days(struct bench *b, int days)
{
	b->now += (int64_t)days * 86400;
}

struct id bench_client(struct bench *b, const char *name, const char *birth, const char *education)
{
	const struct intake typed = { .name = name, .birth = birth, .education = education };
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client_fields fields;
	struct id id;
	char case_no[16];

	assert_true(intake_check(&typed, NULL, desk_today(b->desk), &a, &fields, &issues));
	bench_ok(b, casefile_add(b->desk, &fields, &id, case_no, &b->err));
	issues_release(&issues);
	arena_release(&a);
	return id;
}

struct id bench_colleague(struct bench *b, const char *initials, const char *login, bool active)
{
	struct str i = STR_INIT, l = STR_INIT;
	struct caseworker other = { .name = (char[]){ "Mette Lund" }, .active = active,
		.wage_period = (char[]){ "month" }, .wage_basis = (char[]){ "gross" } };
	struct id id;

	str_add(&i, initials);
	str_add(&l, login);
	other.initials = i.text;
	other.login = l.text;
	bench_ok(b, caseworker_add(b->desk->store, &other, NULL, &id, &b->err));
	bench_ok(b, desk_refresh(b->desk, b->desk->caseworker.login, &b->err));
	str_release(&i);
	str_release(&l);
	return id;
}

struct casefile *bench_file(struct bench *b, const struct id *client)
{
	struct casefile *c = NULL;

	bench_ok(b, casefile_load(b->desk, client, "supervision", &c, &b->err));
	return c;
}

static struct answer answer_for(const struct form_item *item, const char *typed)
{
	long n;

	if (str_eq(typed, "dk"))
		return answer_state(ANSWER_DK);
	if (str_eq(typed, "declined"))
		return answer_state(ANSWER_DECLINED);
	if (item->type == FORM_SELECT_MULTIPLE)
		return answer_set(typed);
	if ((item->type == FORM_INTEGER || item->type == FORM_DECIMAL) && str_to_long(typed, 0, 10000000, &n))
		return answer_number((double)n);
	return answer_text(typed);
}

void bench_give(struct bench *b, struct giving *g, const char *item, const char *typed)
{
	const struct form_item *one = form_find(entry_form(giving_entry(g)), item);
	struct answer a;

	assert_non_null(one);
	a = answer_for(one, typed);
	bench_ok(b, giving_set(g, one, &a, &b->err));
	answer_release(&a);
}

struct id bench_form(struct bench *b, struct sitting *s, enum respondent who, const char *answers)
{
	return bench_form_in(b, s, who, "da", answers);
}

struct id bench_form_in(struct bench *b, struct sitting *s, enum respondent who, const char *lang,
	const char *answers)
{
	struct giving *g = NULL;
	const struct form_item *item, *open = NULL;
	struct id id;

	bench_ok(b, giving_open(b->desk, s->casefile, &s->meeting, who, MODE_ALONE, lang, &g, &b->err));
	item = entry_next(giving_entry(g), NULL);
	while (*answers) {
		size_t n = strcspn(answers, ";");
		char one[128];

		assert_true(n < sizeof(one));
		memcpy(one, answers, n);
		one[n] = '\0';
		assert_non_null(item);
		if (n)
			bench_give(b, g, item->name, one);
		item = entry_next(giving_entry(g), item);
		answers += n + (answers[n] == ';');
	}
	bench_ok(b, giving_complete(g, CORRECT_NONE, &open, &id, &b->err));
	giving_free(g);
	bench_ok(b, sitting_refresh(s, &b->err));
	return id;
}

struct meeting_work {
	struct bench *b;
	const struct id *client;
	const char *c, *w, *activities;
};

static enum stige_rc whole_meeting(struct store *store, void *arg, struct err *err)
{
	const struct meeting_work *m = arg;
	struct sitting *s = NULL;

	(void)store;
	(void)err;
	bench_ok(m->b, sitting_begin(m->b->desk, m->client, MEETING_OFFICE, &s, &m->b->err));
	if (*m->c)
		bench_form(m->b, s, RESPONDENT_CLIENT, m->c);
	if (*m->w)
		bench_form(m->b, s, RESPONDENT_CASEWORKER, m->w);
	if (*m->activities)
		bench_form(m->b, s, RESPONDENT_ACTIVITIES, m->activities);
	bench_ok(m->b, sitting_close(s, "", DATE_NONE, &m->b->err));
	sitting_free(s);
	return STIGE_OK;
}

/* In one transaction: what is tested elsewhere answer by answer need not wait for the disk here. */
void bench_meeting(struct bench *b, const struct id *client, const char *c, const char *w,
	const char *activities)
{
	struct meeting_work work = { b, client, c, w, activities };

	desk_purpose(b->desk, client, "substitute");         /* it may be a colleague's client */
	bench_ok(b, store_tx(b->desk->store, whole_meeting, &work, &b->err));
}
