/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms with random damage: what must hold of every one stands with the fuzz target. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../fuzz/fuzz.h"
#include "formcase.h"
#include "stige/base/id.h"
#include "stige/base/mem.h"
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

static void damaged_forms(void **state)
{
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 20261122);
	struct str whole;
	size_t good = 0;

	(void)state;
	read_source("tests/data/forms/rich.csv", &whole);
	assert_true(fuzz_form(whole.text, whole.len));
	for (size_t i = 0; i < RUNS; i++) {
		struct str s = STR_INIT;

		str_addn(&s, whole.text, whole.len);
		for (uint32_t k = random_below(&r, MOST_EDITS); k < MOST_EDITS; k++)
			damage(&s, &r);
		good += fuzz_form(s.text, s.len);
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
