/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The form reader: whatever the bytes, there is a form or there are problems with their
 * places; formatting is idempotent; a good form reads back from its own text and takes
 * answers. A NUL, which no form may hold, stands between two versions to be compared.
 */
#include <string.h>

#include "fuzz.h"
#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/form/diff.h"
#include "stige/form/entry.h"
#include "stige/form/format.h"
#include "stige/form/xlsform.h"
#include "stige/base/banned.h"

static void formats_once(const char *bytes, size_t n)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str once = STR_INIT, twice = STR_INIT;

	if (form_format(bytes, n, "f", &problems, &once, NULL) == STIGE_OK) {
		BUG_ON(form_format(once.text, once.len, "f", &problems, &twice, NULL));
		BUG_ON(strcmp(once.text, twice.text) != 0);
	}
	str_release(&once);
	str_release(&twice);
	form_problems_release(&problems);
}

static struct form *read_good(const char *bytes, size_t n)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;

	BUG_ON(form_read(bytes, n, "f.csv", &problems, &f, NULL));
	form_problems_release(&problems);
	return f;
}

static size_t differ(const struct form *older, const struct form *newer)
{
	struct form_differences d = FORM_DIFFERENCES_INIT;
	struct form_problems problems = FORM_PROBLEMS_INIT;
	size_t count;

	form_diff(older, newer, &d);
	form_succession_check(older, newer, &problems);
	for (size_t i = 0; i < form_item_count(newer); i++)
		form_series_mark(older, newer, form_item(newer, i)->name);
	count = d.count;
	BUG_ON(count == 0 && problems.count > 1);            /* but for the same version on other bytes */
	form_differences_release(&d);
	form_problems_release(&problems);
	return count;
}

static void reads_back(const struct form *f)
{
	size_t n;
	const char *text = form_text(f, &n);
	struct form *again = read_good(text, n);

	BUG_ON(strcmp(form_hash(f), form_hash(again)) != 0);
	BUG_ON(differ(f, again) != 0);
	form_free(again);
}

static void give(struct entry *e, const struct form_item *item, const char *typed)
{
	struct answer a = ANSWER_INIT;
	struct str text = STR_INIT;

	if (entry_parse(e, item, typed, &a, NULL) == STIGE_OK)
		entry_set(e, item, &a, NULL);
	entry_text(e, item, FORM_LABEL, &text);
	answer_release(&a);
	str_release(&text);
}

static void takes_answers(const struct form *f)
{
	static const char *const typed[] = { "1", "2", "x", "dk", "2026-01-01", "12:30", "OK", "1 2", "", ",5", "a" };
	const struct entry_context context = { .lang = "da", .today = 20000, .now = INSTANT_NONE };
	struct entry *e = entry_new(f, &context);
	struct random_seeded seed;
	struct random r = random_seeded_init(&seed, form_item_count(f));
	const struct form_item *item;

	for (size_t i = 0; i < 8 && form_item_count(f) > 0; i++)
		give(e, form_item(f, random_below(&r, (uint32_t)form_item_count(f))),
			typed[random_below(&r, ARRAY_SIZE(typed))]);
	if (entry_complete(e, &item, NULL) == STIGE_OK)
		BUG_ON(entry_first_open(e));
	entry_free(e);
}

static struct form *read_any(const char *bytes, size_t n)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct err err = ERR_INIT;
	struct form *f = NULL;
	enum stige_rc rc = form_read(bytes, n, "f.csv", &problems, &f, &err);

	BUG_ON(rc != (f ? STIGE_OK : STIGE_DATA));
	BUG_ON((f == NULL) != (problems.errors > 0) || (f == NULL) != (err.msg[0] != '\0'));
	for (size_t i = 0; i < problems.count; i++)
		BUG_ON(!problems.list[i].line || !problems.list[i].column || !problems.list[i].message[0]);
	form_problems_release(&problems);
	return f;
}

bool fuzz_form(const char *bytes, size_t n)
{
	struct form *f = read_any(bytes, n);

	formats_once(bytes, n);
	if (f) {
		reads_back(f);
		takes_answers(f);
	}
	form_free(f);
	return f != NULL;
}

static void two_versions(const char *older, size_t n, const char *newer, size_t m)
{
	struct form *before = read_any(older, n), *after = read_any(newer, m);

	if (before && after) {
		differ(before, after);
		differ(after, before);
	}
	form_free(before);
	form_free(after);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const char *text = (const char *)bytes, *nul = n ? memchr(text, '\0', n) : NULL;

	if (nul)
		two_versions(text, (size_t)(nul - text), nul + 1, n - (size_t)(nul - text) - 1);
	else
		fuzz_form(text, n);
	return 0;
}
