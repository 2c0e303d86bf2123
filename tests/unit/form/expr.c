/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading expressions: what is refused or warned about, where, and with which way out. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "littleform.h"
#include "stige/base/banned.h"

#define NOTHING ((enum expr_note_kind)-1)

static const struct {
	const char *text;
	enum expr_note_kind kind;    /* of the first note; NOTHING = accepted without a word */
	size_t at;                   /* characters */
	const char *says;            /* part of the sentence */
} conditions[] = {                   /* read as a relevant of b */
	/* the grammar, and what trips readers of it */
	{ "${a} = 1", NOTHING, 0, NULL },
	{ " ${a}=1 and(${a}!=2)or not(1and1) ", NOTHING, 0, NULL },
	{ "1div1 = 5 mod-2", NOTHING, 0, NULL },
	{ ".5 + 5. = - -1 * 2", NOTHING, 0, NULL },
	{ "/data/a = ../g/x", NOTHING, 0, NULL },
	{ "current()/../a = 1 and ./../a > 2", NOTHING, 0, NULL },
	{ "true () and . != \"it's\"", NOTHING, 0, NULL },
	{ "", EXPR_SYNTAX, 0, "empty" },
	{ "  ", EXPR_SYNTAX, 2, "ends" },
	{ "${a} = = 1", EXPR_SYNTAX, 7, "value was expected" },
	{ "(${a} = 1", EXPR_SYNTAX, 9, ")" },
	{ "${a} = 1)", EXPR_SYNTAX, 8, "closes nothing" },
	{ "${a} = 1 AND ${a} = 2", EXPR_SYNTAX, 9, "small letters" },
	{ "${a} == 1", EXPR_SYNTAX, 5, "one \"=\"" },
	{ "${a} <> 1", EXPR_SYNTAX, 5, "!=" },
	{ "!${a}", EXPR_SYNTAX, 0, "not(" },
	{ "${a} = 1 && 1", EXPR_SYNTAX, 9, "\"and\"" },
	{ "${a} = 1 || 1", EXPR_SYNTAX, 9, "\"or\"" },
	{ "1 2", EXPR_SYNTAX, 2, "operator" },
	{ "1 order", EXPR_SYNTAX, 2, "operator" },
	{ "1e3 = 1", EXPR_SYNTAX, 1, "operator" },
	{ "1 + ", EXPR_SYNTAX, 4, "ends" },
	{ "+ 1", EXPR_SYNTAX, 0, "value" },
	{ "1 div div 2", EXPR_UNKNOWN_NAME, 6, "div" },
	{ "${b} = 'x", EXPR_SYNTAX, 7, "not closed" },
	{ "${b} = 'a''b'", EXPR_SYNTAX, 10, "operator" },
	{ "${b} = \xE2\x80\x98x\xE2\x80\x99", EXPR_SYNTAX, 7, "typographic" },
	{ "'\xC3\xA6\xC3\xB8\xC3\xA5' = ${q}", EXPR_UNKNOWN_NAME, 8, "\"q\"" },
	    /* characters, not bytes */
	{ "\xC3\xA6\xFF = 1", EXPR_UNKNOWN_NAME, 0, "no name here" },
	{ "${a} - $x", EXPR_UNSUPPORTED, 7, "Variables" },
	{ "//a = 1", EXPR_SYNTAX, 0, "//" },
	{ "/data//a = 1", EXPR_SYNTAX, 5, "//" },
	{ "child::a = 1", EXPR_UNSUPPORTED, 0, "Axes" },
	{ "../@a = 1", EXPR_SYNTAX, 3, "Attributes" },
	{ "count(/data/a | /data/b) = 1", EXPR_SYNTAX, 14, "Joining" },
	{ "count(*) = 1", EXPR_UNSUPPORTED, 6, "all names" },
	/* references */
	{ "${a = 1", EXPR_SYNTAX, 3, "not closed" },
	{ "${ a } = 1", EXPR_SYNTAX, 2, "without spaces" },
	{ "${aa} = 1", EXPR_UNKNOWN_NAME, 0, "did you mean \"a\"" },
	{ "${dup} = 1", EXPR_AMBIGUOUS_NAME, 0, "several" },
	{ "this > 1", EXPR_UNKNOWN_NAME, 0, "no name here" },
	{ "a > 1", EXPR_UNKNOWN_NAME, 0, "Write ${a}" },
	{ "/data/nowhere > 1", EXPR_UNKNOWN_NAME, 6, "nowhere" },
	{ "/form/a > 1", EXPR_UNKNOWN_NAME, 1, "form" },
	{ "../../a > 1", EXPR_UNKNOWN_NAME, 3, "above" },
	{ "${last-saved#a} > 1", NOTHING, 0, NULL },
	{ "${last-saved#q} > 1", EXPR_UNKNOWN_NAME, 0, "\"q\"" },
	/* functions */
	{ "foo(${a})", EXPR_UNKNOWN_FUNCTION, 0, "foo()" },
	{ "selectd(${k}, 'x')", EXPR_UNKNOWN_FUNCTION, 0, "selected()" },
	{ "floor(${a}) = 1", EXPR_UNKNOWN_FUNCTION, 0, "int(" },
	{ "substring(${b}, 1) = 'x'", EXPR_UNKNOWN_FUNCTION, 0, "substr(" },
	{ "TRUE()", EXPR_UNKNOWN_FUNCTION, 0, "true()" },
	{ "selected(${k})", EXPR_ARITY, 0, "is 2, not 1" },
	{ "not()", EXPR_ARITY, 0, "is 1, not 0" },
	{ "if(true(), 1, 2, 3) = 1", EXPR_ARITY, 0, "is 3, not 4" },
	{ "true(1)", EXPR_ARITY, 0, "is 0, not 1" },
	{ "round(1, 2, 3) = 1", EXPR_ARITY, 0, "at most 2" },
	{ "weighted-checklist(1, 2, true())", EXPR_ARITY, 0, "pairs" },
	{ "selected(${k}, 3)", EXPR_ARGUMENT, 15, "quotes" },
	{ "selected(1, '1')", EXPR_ARGUMENT, 9, "quotes" },
	{ "count-selected(-1) = 1", EXPR_ARGUMENT, 15, "quotes" },
	{ "sum(1) = 1", EXPR_ARGUMENT, 4, "reference" },
	{ "count-non-empty('a') = 1", EXPR_ARGUMENT, 16, "reference" },
	{ "date(true()) = 1", EXPR_ARGUMENT, 5, "yes or no" },
	{ "jr:choice-name(${k}, '${k}') = 'x'", NOTHING, 0, NULL },
	{ "jr:choice-name(${k}, ${k}) = 'x'", EXPR_ARGUMENT, 21, "in quotes" },
	{ "jr:choice-name(${k}, '${q}') = 'x'", EXPR_UNKNOWN_NAME, 21, "\"q\"" },
	{ "jr:choice-name(${k}, '${k} x') = 'x'", EXPR_ARGUMENT, 21, "in quotes" },
	{ "position(..) = 1", NOTHING, 0, NULL },
	{ "position(1) = 1", EXPR_ARGUMENT, 9, "path" },
	{ "indexed-repeat(${v}, ${r}, 2) = 1", NOTHING, 0, NULL },
	{ "indexed-repeat(${y}, ${r}, 1, ${s}, 2) = 1", NOTHING, 0, NULL },
	{ "indexed-repeat(${y}, ${s}, 1, ${r}, 2) = 1", EXPR_ARGUMENT, 30, "repeat around" },
	{ "indexed-repeat(${v}, ${g}, 2) = 1", EXPR_ARGUMENT, 21, "repeat around" },
	{ "indexed-repeat(${v}, ${r}) = 1", EXPR_ARITY, 0, "at least 3" },
	{ "indexed-repeat(${v}, ${r}, 1, ${s}) = 1", EXPR_ARITY, 0, "pairs" },
	/* lists */
	{ "instance('skala')/root/item[name = '1']/label = 'x'", NOTHING, 0, NULL },
	{ "instance('skal')/root/item[name = '1']/label = 'x'", EXPR_UNKNOWN_LIST, 9, "\"skal\"" },
	{ "instance('skala')/root/item[nam = '1']/label = 'x'", EXPR_UNKNOWN_COLUMN, 28, "\"nam\"" },
	{ "instance('skala')/root/item[name = '1']/lab = 'x'", EXPR_UNKNOWN_COLUMN, 40, "\"lab\"" },
	{ "instance('skala')/item = 'x'", EXPR_SYNTAX, 18, "root/item" },
	{ "instance('skala')/root/item/label = 'x'", EXPR_MANY_NODES, 0, "many" },
	{ "pulldata('skala', 'label', 'name', ${a}) = 'x'", NOTHING, 0, NULL },
	{ "pulldata('skala', 'label', 'nam', ${a}) = 'x'", EXPR_UNKNOWN_COLUMN, 0, "\"nam\"" },
	/* what engines read differently */
	{ "${a}", EXPR_BARE_CONDITION, 0, "!= ''" },
	{ "not(${a})", EXPR_BARE_CONDITION, 4, "!= ''" },
	{ "${a} and true()", EXPR_BARE_CONDITION, 0, "!= ''" },
	{ "1 = 1 or /data/a", EXPR_BARE_CONDITION, 9, "!= ''" },
	{ "if(${a}, 1, 2) = 1", EXPR_BARE_CONDITION, 3, "!= ''" },
	{ "${a} = true()", EXPR_BARE_CONDITION, 0, "!= ''" },
	{ "if(1 = 1, ${a}, ${b})", EXPR_BARE_CONDITION, 0, "!= ''" },
	{ "boolean(number(${a}))", NOTHING, 0, NULL },
	{ "string(${a})", NOTHING, 0, NULL },
	{ "checklist(1, -1, ${a})", EXPR_BARE_CONDITION, 17, "!= ''" },
	{ "${v} = 8", EXPR_MANY_NODES, 0, "count, sum" },
	{ "/data/r/v + 1", EXPR_MANY_NODES, 0, "count, sum" },
	{ "sum(${v}) = count(${r}) and join(',', ${w}) = 'p'", NOTHING, 0, NULL },
	{ "/data/r[2]/v = 1", EXPR_MANY_NODES, 8, "position() =" },
	{ "/data/r[position() = 2]/v = 1", NOTHING, 0, NULL },
	{ "${r}[./v = 1]/w = 'p'", NOTHING, 0, NULL },
	{ "/data/r[v]/w = 'p'", EXPR_BARE_CONDITION, 8, "!= ''" },
	{ "${d} > '2026-01-01'", EXPR_WARN_DATE_TEXT, 7, "date('2026-01-01')" },
	{ "${d} = '2026-01-01'", NOTHING, 0, NULL },
	{ "date('2019-02-30') > ${d}", EXPR_BAD_DATE, 5, "year-month-day" },
	{ "date('01-02-2019') > ${d}", EXPR_BAD_DATE, 5, "year-month-day" },
	{ "format-date(${d}, '%d.%q') = ''", EXPR_BAD_DATE, 18, "\"%q\"" },
	{ "format-date(${d}, '%d %b 100%%') = ''", NOTHING, 0, NULL },
	{ "regex(${b}, '^[0-9]{4}$')", NOTHING, 0, NULL },
	{ "regex(${b}, '[0-9]{4}')", EXPR_WARN_REGEX_ANCHOR, 12, "^...$" },
	{ "regex(${b}, '^[0-9]\\$')", EXPR_WARN_REGEX_ANCHOR, 12, "^...$" },
	{ "regex(${b}, '^(?i)ja$')", EXPR_WARN_REGEX_DIALECT, 12, "(?" },
	{ "regex(${b}, '^a+?$')", EXPR_WARN_REGEX_DIALECT, 12, "+?" },
	{ "regex(${b}, '^\\p{L}+$')", EXPR_WARN_REGEX_DIALECT, 12, "\\p" },
	{ "regex(${b}, '^[[:alpha:](?]+\\.\\d$')", NOTHING, 0, NULL },
	{ "regex(${b}, '^[0-9$')", EXPR_BAD_REGEX, 12, "pattern" },
};

static void compile_one(const char *text, unsigned flags, struct expr_notes *notes, struct form_expr **ret)
{
	struct expr_scope scope = little_scope(B, flags);
	enum stige_rc rc = expr_compile(text, &scope, notes, ret);

	assert_int_equal(rc == STIGE_OK, *ret != NULL);
	assert_int_equal(rc == STIGE_OK, notes->errors == 0);
}

static void says_what_is_wrong_and_where(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(conditions); i++) {
		struct expr_notes notes = EXPR_NOTES_INIT;
		struct form_expr *e;

		compile_one(conditions[i].text, EXPR_CONDITION, &notes, &e);
		if (conditions[i].kind == NOTHING && notes.count > 0)
			fail_msg("%s: %s", conditions[i].text, notes.list[0].message);
		if (conditions[i].kind != NOTHING) {
			if (notes.count == 0)
				fail_msg("%s: nothing was found", conditions[i].text);
			if (notes.list[0].kind != conditions[i].kind || notes.list[0].at != conditions[i].at
					|| strstr(notes.list[0].message, conditions[i].says) == NULL)
				fail_msg("%s: kind %d at %zu: %s", conditions[i].text,
				(int)notes.list[0].kind,
					notes.list[0].at, notes.list[0].message);
		}
		expr_free(e);
		expr_notes_release(&notes);
	}
}

static void finds_every_problem_in_one_pass(void **state)
{
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e;

	(void)state;
	compile_one("not(${a}) and ${q} = foo(1) or selected(${k}, 3) or regex(${b}, 'x') or ${v} = 1",
		EXPR_CONDITION, &notes, &e);
	assert_null(e);
	assert_int_equal(notes.count, 6);
	assert_int_equal(notes.errors, 5);
	for (size_t i = 1; i < notes.count; i++)
		assert_true(notes.list[i - 1].at < notes.list[i].at);
	expr_notes_release(&notes);
}

static void warnings_do_not_refuse(void **state)
{
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e;

	(void)state;
	compile_one("${d} > '2026-01-01' and regex(${b}, '(?i)x')", EXPR_CONDITION, &notes, &e);
	assert_non_null(e);
	assert_int_equal(notes.count, 3);
	assert_int_equal(notes.errors, 0);
	expr_free(e);
	expr_notes_release(&notes);
}

static void a_value_may_be_a_bare_reference(void **state)
{
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e;

	(void)state;
	compile_one("${a}", 0, &notes, &e);
	assert_non_null(e);
	assert_int_equal(notes.count, 0);
	expr_free(e);
}

static void references_are_refused_outside_forms(void **state)
{
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct expr_scope scope = EXPR_SCOPE_INIT;
	struct form_expr *e;

	(void)state;
	assert_int_equal(expr_compile("${a} = 5", &scope, &notes, &e), STIGE_DATA);
	assert_int_equal(notes.list[0].kind, EXPR_UNSUPPORTED);
	assert_int_equal(expr_compile(". = 5", &scope, &notes, &e), STIGE_DATA);
	assert_int_equal(expr_compile("current()/. = 5", &scope, &notes, &e), STIGE_DATA);
	assert_int_equal(expr_compile("a = 5", &scope, &notes, &e), STIGE_DATA);
	assert_int_equal(notes.count, 4);
	expr_notes_release(&notes);
}

static void names_the_columns_of_a_choice_filter(void **state)
{
	static const struct { const char *text; enum expr_note_kind kind; } filters[] = {
		{ "score = ${a}", NOTHING }, { "selected(${k}, name) and current()/../a = 1", NOTHING },
		{ "nokolonne = 1", EXPR_UNKNOWN_COLUMN }, { "../score = 1", EXPR_UNSUPPORTED },
		{ "score/x = 1", EXPR_UNSUPPORTED }, { "score", EXPR_BARE_CONDITION },
	};
	struct expr_scope scope = little_scope(K, EXPR_CONDITION);

	(void)state;
	scope.row_list = 0;
	for (size_t i = 0; i < ARRAY_SIZE(filters); i++) {
		struct expr_notes notes = EXPR_NOTES_INIT;
		struct form_expr *e;

		expr_compile(filters[i].text, &scope, &notes, &e);
		if ((notes.count > 0 ? notes.list[0].kind : NOTHING) != filters[i].kind)
			fail_msg("%s: %s", filters[i].text, notes.count > 0 ? notes.list[0].message
			: "accepted");
		expr_free(e);
		expr_notes_release(&notes);
	}
}

static void tells_what_it_reads(void **state)
{
	static const struct { const char *text; size_t list[4], count; bool is_volatile; } reads[] = {
		{ "1 + 1", { 0 }, 0, false },
		{ "${x} + ${a} + ${a}", { A, X }, 2, false },
		{ ". > ${a}", { A, B }, 2, false },
		{ "${last-saved#a} + position(..)", { 0 }, 0, false },
		{ "sum(${r}[w = ${k}]/v)", { K, V, W }, 3, false },
		{ "count(${r})", { R }, 1, false },
		{ "indexed-repeat(${v}, ${r}, ${a})", { A, V }, 2, false },
		{ "jr:choice-name(${k}, '${a}')", { K }, 1, false },
		{ "instance('skala')/root/item[name = ${a}]/label", { A }, 1, false },
		{ "today() - ${d}", { D }, 1, true },
		{ "if(${a} = 1, once(random()), uuid())", { A }, 1, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(reads); i++) {
		struct expr_notes notes = EXPR_NOTES_INIT;
		struct form_expr *e;
		const size_t *list;
		size_t count;

		compile_one(reads[i].text, 0, &notes, &e);
		if (e == NULL)
			fail_msg("%s: %s", reads[i].text, notes.list[0].message);
		list = expr_references(e, &count);
		if (count != reads[i].count || (count > 0 && memcmp(list, reads[i].list,
			count * sizeof(*list)) != 0))
			fail_msg("%s: reads %zu places", reads[i].text, count);
		assert_int_equal(expr_is_volatile(e), reads[i].is_volatile);
		expr_free(e);
		expr_notes_release(&notes);
	}
}

static char *repeated(const char *begin, const char *again, size_t times, const char *end)
{
	struct str s = STR_INIT;

	str_add(&s, begin);
	for (size_t i = 0; i < times; i++)
		str_add(&s, again);
	str_add(&s, end);
	return str_steal(&s);
}

static void hostile_lengths_get_a_sentence(void **state)
{
	static const struct { const char *begin, *again, *end; size_t times; bool fine; } hostile[] = {
		{ "", "(", "1", 100000, false }, { "", "(", "1", 60000, false }, { "", "not(", "1", 15000,
			false },
		{ "", "-", "1", 60000, true }, { "1", "+1", "", 30000, false }, { "1", "+1", "", 900, true },
		{ "1=1", " or 1=1", "", 900, true }, { "", "../", "a", 20000, false }, { "/data", "[1", "",
		30000, false },
		{ "concat(1", ",1", ")", 30000, true }, { "'", "x", "' = 1", 65000, true }, { "'", "x",
		"' = 1", 70000, false },
		{ "", "if(1=1,1,", "1", 7000, false }, { "if(1=1,1", ",if(1=1,1", "", 6000, false },
		{ "regex('a', '", "(", "')", 5000, false }, { "regex('a', '^", "(a{1,999}){1,999}", "$')", 9,
		false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(hostile); i++) {
		char *text = repeated(hostile[i].begin, hostile[i].again, hostile[i].times, hostile[i].end);
		struct expr_notes notes = EXPR_NOTES_INIT;
		struct form_expr *e;

		compile_one(text, 0, &notes, &e);
		if ((e != NULL) != hostile[i].fine)
			fail_msg("%zu times \"%s\": %s", hostile[i].times, hostile[i].again,
				notes.count > 0 ? notes.list[0].message : "accepted");
		expr_free(e);
		expr_notes_release(&notes);
		mem_free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_is_wrong_and_where),
		cmocka_unit_test(finds_every_problem_in_one_pass),
		cmocka_unit_test(warnings_do_not_refuse),
		cmocka_unit_test(a_value_may_be_a_bare_reference),
		cmocka_unit_test(references_are_refused_outside_forms),
		cmocka_unit_test(names_the_columns_of_a_choice_filter),
		cmocka_unit_test(tells_what_it_reads),
		cmocka_unit_test(hostile_lengths_get_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
