/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people type about a client: good, wrong and hostile. Today is 2026-11-22. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/casefile/intake.h"
#include "stige/base/banned.h"

static int32_t today(void)
{
	return date_make(2026, 11, 22);
}

/* Each row: what was typed, and the fields that must be complained of, in order. */
static const struct {
	const char *what;
	struct intake typed;
	const char *wrong;
} rows[] = {
	{ "a name is enough", { .name = "Aksel Brandt" }, "" },
	{ "all fields", { .name = "Aksel Brandt", .birth = "24-12-1985", .journal_no = "2024-1177",
		.education = "no",
		.benefit = "social-assistance", .benefit_since = "01-02-2020", .goal = "job",
			.goal_reason = "own wish",
		.status = "paused", .paused_until = "+3w", .excluded = "J", .excluded_reason = "in treatment",
		.excluded_until = "01-03-2027" }, "" },
	{ "Danish words", { .name = "Åse Østergård", .education = "ja", .benefit = "kontanthjælp",
		.goal = "uddannelse",
		.status = "aktiv" }, "" },
	{ "nothing", { .name = NULL }, "name" },
	{ "blanks only", { .name = "   " }, "name" },
	{ "one letter", { .name = "A" }, "name" },
	{ "one letter of two code points", { .name = "A\xcc\x8a" }, "name" },
	{ "two letters", { .name = "Bo" }, "" },
	{ "not UTF-8", { .name = "S\xf8ren Holm" }, "name" },
	{ "escape", { .name = "Bo \x1b[2JHolm" }, "name" },
	{ "carriage return", { .name = "Bo\rHolm" }, "name" },
	{ "line feed", { .name = "Bo\nHolm" }, "name" },
	{ "C1", { .name = "Bo\xc2\x85Holm" }, "name" },
	{ "right-to-left override", { .name = "Bo \xe2\x80\xaeMloh" }, "name" },
	{ "zero width", { .name = "Bo\xe2\x80\x8b Holm" }, "name" },
	{ "pile of accents", { .name = "Bo\xcc\x81\xcc\x82\xcc\x83 Holm" }, "name" },
	{ "private use", { .name = "Bo \xee\x80\x80" }, "name" },
	{ "birth today", { .name = "Bo Holm", .birth = "22-11-2026" }, "birth" },
	{ "no such day", { .name = "Bo Holm", .birth = "30-02-1985" }, "birth" },
	{ "words for a birth date", { .name = "Bo Holm", .birth = "yesterday" }, "birth" },
	{ "15 tomorrow", { .name = "Bo Holm", .birth = "2011-11-23" }, "birth" },
	{ "15 today", { .name = "Bo Holm", .birth = "2011-11-22" }, "" },
	{ "100", { .name = "Bo Holm", .birth = "1925-11-23" }, "" },
	{ "101", { .name = "Bo Holm", .birth = "1925-11-22" }, "birth" },
	{ "unknown words", { .name = "Bo Holm", .education = "maybe", .benefit = "x", .goal = "rich",
		.status = "gone" },
		"education benefit goal status" },
	{ "benefit from tomorrow", { .name = "Bo Holm", .benefit_since = "2026-11-23" }, "benefit_since" },
	{ "benefit before birth", { .name = "Bo Holm", .birth = "1990-05-05", .benefit_since = "1989-01-01" },
		"benefit_since" },
	{ "pause without an end", { .name = "Bo Holm", .status = "paused" }, "paused_until" },
	{ "pause until today", { .name = "Bo Holm", .status = "paused", .paused_until = "2026-11-22" },
		"paused_until" },
	{ "pause until tomorrow", { .name = "Bo Holm", .status = "paused", .paused_until = "2026-11-23" }, "" },
	{ "an end without a pause", { .name = "Bo Holm", .paused_until = "2026-12-01" }, "paused_until" },
	{ "active, and an end of a pause", { .name = "Bo Holm", .status = "active",
		.paused_until = "2026-12-01" }, "paused_until" },
	{ "excluded without reason and end", { .name = "Bo Holm", .excluded = "J" },
		"excluded_reason excluded_until" },
	{ "excluded, unknown letter", { .name = "Bo Holm", .excluded = "JX" }, "excluded" },
	{ "excluded, end has passed", { .name = "Bo Holm", .excluded = "J", .excluded_reason = "ill",
		.excluded_until = "2026-11-01" }, "excluded_until" },
	{ "hostile number and reason", { .name = "Bo Holm", .journal_no = "1\n2", .excluded = "S",
		.excluded_reason = "\xff", .excluded_until = "+5w" }, "journal_no excluded_reason" },
	{ "everything wrong at once", { .name = "", .birth = "1.1.1", .journal_no = "\x01", .education = "?",
		.status = "paused", .excluded = "?" }, "name birth journal_no education paused_until excluded" },
};

static void table(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		struct arena a = ARENA_INIT;
		struct issues issues = ISSUES_INIT;
		struct client_fields got;
		struct str wrong = STR_INIT;
		bool fine = intake_check(&rows[i].typed, NULL, today(), &a, &got, &issues);

		for (size_t k = 0; k < issues.count; k++) {
			str_addf(&wrong, k ? " %s" : "%s", issues.list[k].field);
			assert_true(strlen(issues.list[k].message) > 10);
		}
		if (!str_eq(wrong.text, rows[i].wrong))
			fail_msg("%s: complained of \"%s\", wanted \"%s\"", rows[i].what, wrong.text, rows[i].wrong);
		assert_int_equal(fine, !*rows[i].wrong);
		str_release(&wrong);
		issues_release(&issues);
		arena_release(&a);
	}
}

static void lengths(void **state)
{
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client_fields got;
	char name[102];

	(void)state;
	memset(name, 'a', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	assert_false(intake_check(&(struct intake){ .name = name }, NULL, today(), &a, &got, &issues));
	assert_non_null(issues_find(&issues, "name"));
	name[100] = '\0';
	assert_true(intake_check(&(struct intake){ .name = name }, NULL, today(), &a, &got, &issues));
	assert_int_equal(strlen(got.name), 100);
	issues_release(&issues);
	arena_release(&a);
}

static void kept_as(void **state)
{
	const struct intake typed = {
		.name = "  Aksel \tBrandt ", .excluded = "h, s j", .excluded_reason = "ill",
		.excluded_until = "+1w", .goal_reason = "left over", .birth = "241285",
	};
	struct intake tidy = typed;
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client_fields got;

	(void)state;
	assert_false(intake_check(&typed, NULL, today(), &a, &got, &issues));     /* a tab is a control character */
	tidy.name = "  A\xcc\x8ase   Brandt ";
	assert_true(intake_check(&tidy, NULL, today(), &a, &got, &issues));
	assert_string_equal(got.name, "\xc3\x85se Brandt");                 /* NFC, trimmed */
	assert_string_equal(got.excluded, "JSH");
	assert_int_equal(got.excluded_until, today() + 7);
	assert_int_equal(got.birth, date_make(1985, 12, 24));
	assert_string_equal(got.goal_reason, "");                           /* no goal, no reason for one */
	assert_string_equal(got.benefit, "");
	assert_int_equal(got.status, CLIENT_ACTIVE);
	issues_release(&issues);
	arena_release(&a);
}

/* Edit: what was kept, shown as typed and checked again, is the same. */
static void there_and_back(void **state)
{
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client_fields first, second;
	struct intake shown;

	(void)state;
	assert_true(intake_check(&rows[1].typed, NULL, today(), &a, &first, &issues));
	intake_from(&first, &a, &shown);
	assert_string_equal(shown.birth, "24-12-1985");
	assert_string_equal(shown.paused_until, "13-12-2026");
	assert_string_equal(shown.status, "paused");
	assert_true(intake_check(&shown, NULL, today(), &a, &second, &issues));
	assert_string_equal(second.name, first.name);
	assert_string_equal(second.excluded_reason, first.excluded_reason);
	assert_int_equal(second.birth, first.birth);
	assert_int_equal(second.education, EDUCATION_NO);
	assert_int_equal(second.goal, GOAL_JOB);
	assert_int_equal(second.benefit_since, first.benefit_since);
	assert_int_equal(second.paused_until, first.paused_until);
	assert_int_equal(second.excluded_until, first.excluded_until);
	/* Made active again, the old end still in its field; another end asks for the pause. */
	shown.status = "active";
	assert_true(intake_check(&shown, &first, today(), &a, &second, &issues));
	assert_int_equal(second.paused_until, DATE_NONE);
	shown.paused_until = "14-12-2026";
	assert_false(intake_check(&shown, &first, today(), &a, &second, &issues));
	assert_non_null(issues_find(&issues, "paused_until"));
	issues_release(&issues);
	arena_release(&a);
}

/* An until-date passes by itself: it may stand, so that something else can be changed. Another one lies ahead. */
static void passed_meanwhile(void **state)
{
	static const char *const untils[] = { "excluded_until", "paused_until" };
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client_fields was, got;
	struct intake typed;
	int32_t later = today() + 200;

	(void)state;
	assert_true(intake_check(&rows[1].typed, NULL, today(), &a, &was, &issues));
	intake_from(&was, &a, &typed);
	typed.name = "Aksel Holm Brandt";
	assert_true(intake_check(&typed, &was, later, &a, &got, &issues));
	assert_int_equal(got.excluded_until, was.excluded_until);
	assert_int_equal(got.paused_until, was.paused_until);
	assert_false(intake_check(&typed, NULL, later, &a, &got, &issues));
	assert_int_equal(issues.count, 2);
	issues_release(&issues);
	typed.excluded_until = "02-03-2027";                                /* another day, passed as well */
	typed.paused_until = "14-12-2026";
	assert_false(intake_check(&typed, &was, later, &a, &got, &issues));
	for (size_t i = 0; i < ARRAY_SIZE(untils); i++)
		assert_non_null(issues_find(&issues, untils[i]));
	issues_release(&issues);
	intake_from(&was, &a, &typed);
	typed.excluded = "S";                                               /* another group: agreed anew */
	assert_false(intake_check(&typed, &was, later, &a, &got, &issues));
	assert_int_equal(issues.count, 1);
	issues_release(&issues);
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(lengths),
		cmocka_unit_test(kept_as),
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(passed_meanwhile),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
