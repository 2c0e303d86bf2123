/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Forms with random damage: whatever is in the file, reading ends with a form or with problems
 * that have places, formatting is idempotent, and a good form reads back from its own text.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "formcase.h"
#include "stige/base/date.h"
#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/form/diff.h"
#include "stige/form/entry.h"
#include "stige/form/format.h"
#include "stige/base/banned.h"

enum { RUNS = 3000, MOST_EDITS = 5 };

static const char *const words[] = {
	"${", "}", "${k}", "${n}", "\"", ",", ";", "\n", "\r", "survey", "choices", "settings", "select_one kind",
	"select_multiple ch", "integer", "range", "start=1 end=5", "begin_group", "end_group", "begin_repeat", "end_repeat",
	"relevant", "label::da", "hint::English (en)", "calculation", "(", ")", "selected(", "count(", " = 1", "yes",
	"or_other", "default_language", "\xC3\xA6", "\xE6", "\xEF\xBB\xBF", "note", "today()", "last-saved#n", "dk", "../n",
	"name", "list_name", "choice_filter", "disabled", " ", "\t",
};

static void insert(struct str *s, size_t at, const char *word)
{
	struct str out = STR_INIT;

	str_addn(&out, s->text, at);
	str_add(&out, word);
	str_addn(&out, s->text + at, s->len - at);
	str_release(s);
	*s = out;
}

static void cut(struct str *s, size_t at, size_t n)
{
	struct str out = STR_INIT;

	n = n < s->len - at ? n : s->len - at;
	str_addn(&out, s->text, at);
	str_addn(&out, s->text + at + n, s->len - at - n);
	str_release(s);
	*s = out;
}

static void damage(struct str *s, struct random *r)
{
	size_t at = random_below(r, (uint32_t)s->len + 1);

	switch (random_below(r, 4)) {
	case 0:
		cut(s, at, 1 + random_below(r, 20));
		break;
	case 1:
		if (at < s->len)
			s->text[at] = (char)random_below(r, 256);
		break;
	default:
		insert(s, at, words[random_below(r, ARRAY_SIZE(words))]);
		break;
	}
}

static void formats_once(const struct str *s)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str once = STR_INIT, twice = STR_INIT;

	if (form_format(s->text, s->len, "f", &problems, &once, NULL) == STIGE_OK) {
		assert_int_equal(form_format(once.text, once.len, "f", &problems, &twice, NULL), STIGE_OK);
		assert_string_equal(once.text, twice.text);
	}
	str_release(&once);
	str_release(&twice);
	form_problems_release(&problems);
}

static void reads_back(const struct form *f)
{
	struct form_differences d = FORM_DIFFERENCES_INIT;
	size_t n;
	struct form *again = good_form(form_text(f, &n));

	assert_string_equal(form_hash(f), form_hash(again));
	form_diff(f, again, &d);
	assert_int_equal(d.count, 0);
	form_differences_release(&d);
	form_free(again);
}

static void takes_answers(const struct form *f, struct random *r)
{
	static const char *const typed[] = { "1", "2", "x", "dk", "2026-01-01", "12:30", "OK", "1 2", "", ",5", "a" };
	const struct entry_context context = { .lang = "da", .today = 20000, .now = INSTANT_NONE };
	struct entry *e = entry_new(f, &context);
	const struct form_item *item;

	for (size_t i = 0; i < 8 && form_item_count(f) > 0; i++) {
		struct answer a = ANSWER_INIT;
		struct str text = STR_INIT;

		item = form_item(f, random_below(r, (uint32_t)form_item_count(f)));
		if (entry_parse(e, item, typed[random_below(r, ARRAY_SIZE(typed))], &a, NULL) == STIGE_OK)
			entry_set(e, item, &a, NULL);
		entry_text(e, item, FORM_LABEL, &text);
		answer_release(&a);
		str_release(&text);
	}
	if (entry_complete(e, &item, NULL) == STIGE_OK)
		assert_null(entry_first_open(e));
	entry_free(e);
}

/* Returns whether it was a good form. */
static bool try(const struct str *s, struct random *r)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct err err = ERR_INIT;
	struct form *f = NULL;
	enum stige_rc rc = form_read(s->text, s->len, "f.csv", &problems, &f, &err);
	bool good = f != NULL;

	assert_true(rc == (good ? STIGE_OK : STIGE_DATA));
	assert_true(good == (problems.errors == 0));
	assert_true(good == (err.msg[0] == '\0'));
	for (size_t i = 0; i < problems.count; i++)
		assert_true(problems.list[i].line > 0 && problems.list[i].column > 0 && problems.list[i].message[0] != '\0');
	formats_once(s);
	if (good) {
		reads_back(f);
		takes_answers(f, r);
	}
	form_free(f);
	form_problems_release(&problems);
	return good;
}

static void damaged_forms(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 20261122);
	struct str whole;
	size_t good = 0;

	(void)state;
	read_source("tests/data/forms/rich.csv", &whole);
	assert_true(try(&whole, &r));
	for (size_t i = 0; i < RUNS; i++) {
		struct str s = STR_INIT;

		str_addn(&s, whole.text, whole.len);
		for (uint32_t k = random_below(&r, MOST_EDITS); k < MOST_EDITS; k++)
			damage(&s, &r);
		good += try(&s, &r);
		str_release(&s);
	}
	/* Both ways were gone often. */
	assert_true(good > RUNS / 20 && good < RUNS - RUNS / 20);
	str_release(&whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(damaged_forms) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
