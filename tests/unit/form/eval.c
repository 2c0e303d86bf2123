/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working expressions out: the outside cases of tests/data/expressions.tsv, and what they do not reach. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "littleform.h"
#include "stige/base/file.h"
#include "stige/base/banned.h"

static void read_cases(struct str *ret)
{
	struct str path = STR_INIT;
	struct err err = ERR_INIT;

	file_join(&path, getenv("STIGE_SOURCE_ROOT"), "tests/data/expressions.tsv");
	if (file_read(path.text, FILE_MOST, ret, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	str_release(&path);
}

static void agrees_with_the_outside_cases(void **state)
{
	struct expr_table_result result = EXPR_TABLE_RESULT_INIT;
	struct str cases = STR_INIT;
	struct err err = ERR_INIT;

	(void)state;
	read_cases(&cases);
	assert_int_equal(expr_table_run(cases.text, cases.len, 20779, &result, &err), STIGE_OK);
	for (size_t i = 0; i < result.failed; i++)
		print_error("%s: want %s, got %s\n", result.failures[i].id, result.failures[i].want,
		result.failures[i].got);
	assert_int_equal(result.failed, 0);
	assert_int_equal(result.passed, 1565);
	expr_table_result_release(&result);
	str_release(&cases);
}

/* Rows that are wrong on purpose: a runner that passes them is worth nothing. */
static void a_wrong_row_fails(void **state)
{
	static const char header[] = "id\texpr\tbindings\tcontext_node\tcast\twant_type\twant\n";
	static const char *const rows[] = {
		"w1\t1 + 1\t\t\tany\tnum\t3", "w2\t1 + 1\t\t\tboolean\tnum\t3", "w3\t1 + 1\t\t\tany\tstr\t2",
		"w4\t'a\x1b'\t\t\tany\tstr\tA", "w5\t1 = 1\t\t\tany\tbool\tfalse", "w6\t1 = 1\t\t\tany\terror\t",
		"w7\t1 = = 1\t\t\tany\tbool\ttrue", "w8\tdate('2020-01-01')\t\t\tany\tdate\t2020-01-02",
		"w9\t0.1 + 0.2\t\t\tany\tnum\t0.30000001", "w10\tnumber('x')\t\t\tany\tnum\t0",
		"w11\t/data/n\tn:int\t\tany\tstr\t", "w12\t.\tn:int=5\tm\tany\tstr\t5",
		"w13\t5\t\t\tany\tnumber\t5",
		"w13b\t1 = = 1\t\t\tany\tbool\tfalse",
		"w14\t'2'\t\t\tany\tnum\t2", "w15\t${a}\ta:int=5\t\tany\tstr\t5",
	};
	struct expr_table_result result = EXPR_TABLE_RESULT_INIT;
	struct str table = STR_INIT;

	(void)state;
	str_add(&table, header);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++)
		str_addf(&table, "%s\r\n", rows[i]);
	assert_int_equal(expr_table_run(table.text, table.len, 20779, &result, NULL), STIGE_OK);
	assert_int_equal(result.passed, 0);
	assert_int_equal(result.failed, ARRAY_SIZE(rows));
	assert_string_equal(result.failures[0].id, "w1");
	assert_string_equal(result.failures[0].want, "num 3");
	assert_string_equal(result.failures[0].got, "num 2");
	assert_int_equal(result.failures[0].line, 2);
	assert_string_equal(result.failures[4].want, "bool false");
	assert_string_equal(result.failures[3].got, "str a\xEF\xBF\xBD");
	expr_table_result_release(&result);
	str_release(&table);
}

/* With the values known, only what is worked out is refused. */
static void a_table_is_lazy(void **state)
{
	static const char table[] = "id\texpr\tbindings\twant_type\twant\n"
		"l1\ttrue() or date('2019-02-30') = 1\t\tbool\ttrue\n"
		"l2\tif(1 = 1, 'x', format-date('2019-01-01', '%q'))\t\tstr\tx\n"
		"l3\tfalse() and /data/v = 8\tv:int=7;v:int=8\tbool\tfalse\n"
		"l4\tfalse() or /data/v = 8\tv:int=7;v:int=8\terror\t\n"
		"l5\tfalse() or date('2019-02-30') = 1\t\terror\t\n"
		"l6\tboolean(/data/n)\tn:string=0\tbool\ttrue\n"
		"l7\tboolean(/data/n)\tn:int=0\terror\t\n"
		"l8\tcount(/data/none) + string-length(uuid())\t\tnum\t36\n";
	struct expr_table_result result = EXPR_TABLE_RESULT_INIT;

	(void)state;
	assert_int_equal(expr_table_run(table, strlen(table), 20779, &result, NULL), STIGE_OK);
	for (size_t i = 0; i < result.failed; i++)
		print_error("%s: want %s, got %s\n", result.failures[i].id, result.failures[i].want,
			result.failures[i].got);
	assert_int_equal(result.passed, 8);
	expr_table_result_release(&result);
}

static void a_table_needs_its_columns(void **state)
{
	static const char *const bad[] = { "", "id\texpr\twant\n", "a,b\n", "expr\twant_type\twant\n" };
	struct expr_table_result result = EXPR_TABLE_RESULT_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(expr_table_run(bad[i], strlen(bad[i]), 0, &result, &err), STIGE_DATA);
		assert_true(err.msg[0] != '\0');
	}
	assert_int_equal(expr_table_run("id\0", 3, 0, &result, NULL), STIGE_DATA);
	assert_int_equal(result.passed + result.failed, 0);
}

static const struct {
	size_t here, index;
	const char *text, *want;     /* as text; "!" = cannot be worked out */
} answers[] = {
	/* references, near and far */
	{ B, 0, "${a} + 1", "6" },
	{ B, 0, "${x} + ../a", "12" },
	{ A, 0, ". >= 0 and . <= 5", "true" },
	{ B, 0, "${last-saved#a}", "4" },
	{ B, 0, "${last-saved#x}", "" },
	{ B, 0, "/data/g/x - 1", "6" },
	{ X, 0, "../../a", "5" },
	{ X, 0, "current()/../../a", "5" },
	/* repeats */
	{ W, 0, "${v}", "1" },
	{ W, 1, "${v} = ''", "true" },
	{ W, 2, "../v * 2", "8" },
	{ W, 2, "position(..)", "3" },
	{ W, 2, "sum(${v}) + count(${r})", "7" },
	{ B, 0, "count(${r})", "3" },
	{ B, 0, "count(${v}) - count-non-empty(${v})", "1" },
	{ B, 0, "sum(${v})", "NaN" },
	{ B, 0, "sum(${r}[v != '']/v)", "5" },
	{ B, 0, "sum(/data/r/v[. != ''])", "5" },
	{ B, 0, "max(/data/r[w = 'p']/v)", "4" },
	{ B, 0, "join(',', ${w})", "p,q,p" },
	{ B, 0, "join(',', /data/r[position() != 2]/w, 'z')", "p,p,z" },
	{ B, 0, "/data/r[position() = 3]/v", "4" },
	{ B, 0, "/data/r[w = 'p']/v", "!" },
	{ B, 0, "/data/r[w = 'p'][position() = 2]/v", "4" },
	{ B, 0, "/data/r[w = 'none']/v = ''", "true" },
	{ B, 0, "/data/r[w = 'q']/v = ''", "true" },
	{ B, 0, "indexed-repeat(${v}, ${r}, 3)", "4" },
	{ B, 0, "indexed-repeat(${v}, ${r}, 4)", "" },
	{ B, 0, "indexed-repeat(${v}, ${r}, 0)", "" },
	{ B, 0, "indexed-repeat(${y}, ${r}, 1, ${s}, 2)", "20" },
	{ B, 0, "indexed-repeat(${y}, ${r}, 2, ${s}, 1)", "" },
	{ B, 0, "indexed-repeat(${y}, ${r}, 3, ${s}, 1)", "30" },
	{ B, 0, "sum(${y}) + count(${s})", "63" },
	{ V, 0, "sum(${y})", "30" },
	{ V, 1, "sum(${y})", "0" },
	{ V, 2, "count(../s)", "1" },
	{ Y, 1, "position(..)", "2" },
	{ Y, 2, "position(..)", "1" },
	{ Y, 2, "position(../..)", "3" },
	{ Y, 1, "${v}", "1" },
	{ Y, 2, "../../w", "p" },
	{ B, 0, "count(/data/r/s/y[. >= 20])", "2" },
	{ B, 0, "count(/data/r/s[y >= 20]/..)", "2" },
	{ B, 0, "count(/data/r/s/..)", "2" },
	{ B, 0, "join(' ', /data/r[count(s) > 1]/s/y)", "10 20" },
	{ B, 0, "join(' ', /data/r/s[position() = 1]/y)", "10 30" },
	{ X, 0, "count(/data/r[v = current()/../../a - 1])", "1" },
	/* lists */
	{ B, 0, "instance('skala')/root/item[name = '2']/label", "Mellem" },
	{ B, 0, "instance('skala')/root/item[name = ${a} - 2]/label", "H\xC3\xB8j" },
	{ B, 0, "instance('skala')/root/item[name = ${a}]/label", "" },
	{ B, 0, "instance('skala')/root/item[score = 20]/label", "!" },
	{ B, 0, "sum(instance('skala')/root/item/score)", "50" },
	{ B, 0, "join(',', instance('skala')/root/item[score = 20]/name)", "2,3" },
	{ B, 0, "instance('skala')/root/item[position() = 2]/name", "2" },
	{ B, 0, "pulldata('skala', 'label', 'name', 1 + 1)", "Mellem" },
	{ B, 0, "pulldata('skala', 'label', 'name', 'x')", "" },
	{ B, 0, "jr:choice-name(selected-at(${k}, 0), '${k}')", "R\xC3\xB8" "d" },
	{ B, 0, "jr:choice-name('blue', '${k}')", "" },
	/* the day, the moment, chance, once */
	{ B, 0, "today() - ${d}", "0" },
	{ B, 0, "string(today())", "2026-11-22" },
	{ B, 0, "string(now())", "2026-11-22T10:30:00.000+01:00" },
	{ B, 0, "format-date-time(now(), '%a %e. %b %Y %H:%M:%S.%3 %n/%y %h%%')",
	"s\xC3\xB8n 22. nov 2026 10:30:00.000 11/26 10%" },
	{ B, 0, "date-time('2026-11-22T09:30:00Z') = now()", "true" },
	{ B, 0, "date-time('2026-11-22T04:30-0500') = '2026-11-22T10:30'", "true" },
	{ B, 0, "date-time('2026-11-22T15:00:00.000+05:30') = now()", "true" },
	{ B, 0, "date(now()) = today()", "true" },
	{ B, 0, "decimal-date-time(now()) - today()", "0.4375" },
	{ B, 0, "date(concat('2026-11-22T', 24, ':00'))", "!" },
	{ B, 0, "date(99999999)", "!" },
	{ B, 0, "if(1 = 1, 'x', date(${k}))", "x" },
	{ B, 0, "random()", "" },
	{ B, 0, "once('new')", "new" },
	{ A, 0, "once('new')", "5" },
	/* numbers as text, text as numbers */
	{ B, 0, "1 div 3", "0.3333333333333333" },
	{ B, 0, "0.1 + 0.2", "0.30000000000000004" },
	{ B, 0, "100 * 1.1", "110.00000000000001" },
	{ B, 0, "123456789012345680000", "123456789012345680000" },
	{ B, 0, "0.000000123", "0.000000123" },
	{ B, 0, "pow(2, -1074)", NULL },
	{ B, 0, "pow(10, 22) + 0.5", "10000000000000000000000" },
	{ B, 0, "-5 div 0", "-Infinity" },
	{ B, 0, "number(' \t-.5 ')", "-0.5" },
	{ B, 0, "number('5.') + number('.')", "NaN" },
	{ B, 0, "number('1970-01-31T12:00')", "30.5" },
	{ B, 0, "number('2026-1-1')", "NaN" },
	{ B, 0, "round(0.49999999999999994)", "0" },
	{ B, 0, "round(2.5, 400)", "2.5" },
	{ B, 0, "round(123, -400)", "0" },
	{ B, 0, "pow(1, number('x'))", "NaN" },
	{ B, 0, "min(3, 1, 2) + max(3, 1, 2)", "4" },
	{ B, 0, "min(1, 'x', 0)", "NaN" },
	/* texts, counted in UTF-16 units */
	{ B, 0, "string-length('\xC3\xA6\xC3\xB8\xF0\x9F\x98\x80')", "4" },
	{ B, 0, "substr('a\xF0\x9F\x98\x80z', 1, 3)", "\xF0\x9F\x98\x80" },
	{ B, 0, "substr('a\xF0\x9F\x98\x80z', 2)", "z" },
	{ B, 0, "substr('hello', -3, -1)", "ll" },
	{ B, 0, "substr('hello', 9)", "" },
	{ B, 0, "translate('sm\xC3\xB8rrebr\xC3\xB8" "d', '\xC3\xB8r', 'o')", "smoebod" },
	{ B, 0, "selected(${k}, 'green') and not(selected(${k}, 'gre'))", "true" },
	{ B, 0, "regex('gr\xC3\xB8" "d', '^gr.d$')", "true" },
	{ B, 0, "regex('ab\n', '^ab$')", "false" },
	{ B, 0, "regex('x', concat('[', ']'))", "!" },
	{ B, 0, "regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '^(a|a|aa)+$')", "!" },
	{ B, 0, "checklist(1, -1, 1 = 2, 2 = 2) and weighted-checklist(3, 5, 1 = 1, 2, 1 = 1, 2)", "true" },
	{ B, 0, "coalesce(${b}, coalesce(number('x'), 'last'))", "last" },
};

static void expect_answer(const char *text, struct expr_env env, const char *want)
{
	struct expr_scope scope = little_scope(env.here, 0);
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct expr_note note = { .message = "" };
	struct arena scratch = ARENA_INIT;
	struct expr_value value;
	struct form_expr *e;
	const char *got;

	if (expr_compile(text, &scope, &notes, &e) != STIGE_OK)
		fail_msg("%s: %s", text, notes.list[0].message);
	got = expr_eval(e, &env, &scratch, &value, &note) == STIGE_OK ? expr_to_text(&value, &scratch) : "!";
	if (str_eq(got, "!"))
		assert_true(note.message[0] != '\0' && expr_is_blank(&value));
	if (!str_eq(got, want))
		fail_msg("%s: want %s, got %s %s", text, want, got, note.message);
	expr_free(e);
	expr_notes_release(&notes);
	arena_release(&scratch);
}

static void works_out_a_form(void **state)
{
	struct str least = STR_INIT;

	(void)state;
	str_add(&least, "0.");
	for (int i = 0; i < 323; i++)
		str_addc(&least, '0');
	str_addc(&least, '5');
	for (size_t i = 0; i < ARRAY_SIZE(answers); i++)
		expect_answer(answers[i].text, little_env(answers[i].here, answers[i].index),
			answers[i].want != NULL ? answers[i].want : least.text);
	str_release(&least);
}

static void works_out_a_choice_filter(void **state)
{
	static const struct { const char *text, *names; } filters[] = {
		{ "score = 20", "2 3 " }, { "name < ${a} and position() != 2", "1 3 " },
			{ "selected('1 3', name)", "1 3 " },
		{ "current() = 'x'", "" },
	};
	struct expr_scope scope = little_scope(B, EXPR_CONDITION);

	(void)state;
	scope.row_list = 0;
	for (size_t i = 0; i < ARRAY_SIZE(filters); i++) {
		struct expr_notes notes = EXPR_NOTES_INIT;
		struct arena scratch = ARENA_INIT;
		struct str names = STR_INIT;
		struct form_expr *e;

		assert_int_equal(expr_compile(filters[i].text, &scope, &notes, &e), STIGE_OK);
		for (size_t row = 0; row < 3; row++) {
			struct expr_env env = little_env(B, 0);
			bool offered;

			env.row = row;
			assert_int_equal(expr_eval_condition(e, &env, &scratch, &offered, NULL), STIGE_OK);
			if (offered)
				str_addf(&names, "%s ", little_rows[row][0]);
		}
		assert_string_equal(names.text, filters[i].names);
		str_release(&names);
		expr_free(e);
		arena_release(&scratch);
	}
}

static void chance_is_given_and_repeats(void **state)
{
	struct expr_env env = little_env(B, 0);
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 7);

	(void)state;
	env.random = &random;
	for (int i = 0; i < 100; i++)
		expect_answer("random() >= 0 and random() < 1", env, "true");
	expect_answer("string-length(uuid())", env, "36");
	expect_answer("regex(uuid(), "
		"'^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$')", env, "true");
}

/* A repeat of 3,000 that looks at itself for each of its instances: nine million comparisons. */
static size_t many(void *ctx, size_t place)
{
	(void)ctx;
	return place >= R ? 3000 : 1;
}

static const char *always_one(void *ctx, size_t place, size_t i)
{
	(void)ctx, (void)place, (void)i;
	return "1";
}

static void steps_are_counted(void **state)
{
	struct expr_env env = little_env(B, 0);

	(void)state;
	env.count = many;
	env.text = always_one;
	env.inside = NULL;
	env.holder = NULL;
	expect_answer("count(/data/r[v = 1])", env, "3000");
	expect_answer("count(/data/r/v)", env, "3000");
	expect_answer("count(/data/r[count(/data/r[v = current()]) = 3000])", env, "!");
	expect_answer("count(/data/r[regex(v, '1')])", env, "!");
}

static char long_text[1 << 20];

static const char *always_long(void *ctx, size_t place, size_t i)
{
	(void)ctx, (void)place, (void)i;
	return long_text;
}

static void long_texts_are_counted(void **state)
{
	struct expr_env env = little_env(B, 0);
	struct str all = STR_INIT;

	(void)state;
	memset(long_text, 'x', sizeof(long_text) - 1);
	env.text = always_long;
	expect_answer("string-length(concat(${a}, ${b}))", env, "2097150");
	str_add(&all, "string-length(concat(${a}");
	for (int i = 0; i < 100; i++)
		str_add(&all, ",${a}");
	str_add(&all, "))");
	expect_answer(all.text, env, "!");
	str_clear(&all);
	str_add(&all, "1 = 1");
	for (int i = 0; i < 100; i++)
		str_add(&all, " and contains(${a}, 'x')");
	expect_answer(all.text, env, "!");
	str_release(&all);
}

static void conversions_stand_alone(void **state)
{
	static const struct { const char *text; double n; } numbers[] = {
		{ "0", 0 }, { "-0.25", -0.25 }, { "007", 7 }, { "5.", 5 }, { ".5", 0.5 },
	};
	static const char *const none[] = { "", " ", ".", "-", "+1", "1e3", "0x10", "1,5", "Infinity", "NaN",
		"1 2", "--1" };
	struct expr_value many_nodes = { .kind = EXPR_NODES };
	char out[EXPR_NUMBER_TEXT];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(numbers); i++)
		assert_true(expr_number_parse(numbers[i].text) == numbers[i].n);
	for (size_t i = 0; i < ARRAY_SIZE(none); i++)
		if (expr_number_parse(none[i]) == expr_number_parse(none[i]))
			fail_msg("\"%s\" is no number", none[i]);
	assert_string_equal(expr_number_format(-1.7976931348623157e308 / 1e300, out), "-179769313.48623157");
	assert_int_equal(strlen(expr_number_format(-1.7976931348623157e308, out)), 310);
	assert_true(expr_is_blank(&many_nodes));
	assert_false(expr_to_boolean(&many_nodes));
}

/* Numbers of all sizes come back the same. */
static void numbers_survive_their_text(void **state)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 3);
	char out[EXPR_NUMBER_TEXT];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		double n;

		random.fill(random.state, &n, sizeof(n));
		if (n != n || n - n != 0)
			continue;
		expr_number_format(n, out);
		assert_null(strpbrk(out, "eE"));
		if (expr_number_parse(out) != n)
			fail_msg("%a becomes %s", n, out);
	}
}

static void orders_what_depends_on_each_other(void **state)
{
	static const size_t zero[] = { 3, 1 }, one[] = { 2 }, three[] = { 2, 9 };
	static const size_t want[] = { 2, 3, 1, 0, 4 };
	const struct expr_edges edges[] = { { zero, 2 }, { one, 1 }, { NULL, 0 }, { three, 2 }, { NULL, 0 } };
	size_t order[5], *cycle, count;

	(void)state;
	assert_int_equal(expr_order(edges, 5, order, &cycle, &count), STIGE_OK);
	assert_memory_equal(order, want, sizeof(want));
	assert_null(cycle);
	assert_int_equal(expr_order(NULL, 0, order, &cycle, &count), STIGE_OK);
}

static void names_the_circle(void **state)
{
	/* 0 reads 4, 4 reads 2, 2 reads 3, 3 reads 4: the circle is 2 3 4. */
	static const size_t four[] = { 4 }, two[] = { 2 }, three[] = { 3 };
	static const size_t want[] = { 2, 3, 4 };
	const struct expr_edges edges[] = { { four, 1 }, { NULL, 0 }, { three, 1 }, { four, 1 }, { two, 1 } };
	const struct expr_edges self[] = { { NULL, 0 }, { two, 0 }, { two, 1 } };
	size_t order[5], *cycle, count;

	(void)state;
	assert_int_equal(expr_order(edges, 5, order, &cycle, &count), STIGE_DATA);
	assert_int_equal(count, 3);
	assert_memory_equal(cycle, want, sizeof(want));
	mem_free(cycle);
	assert_int_equal(expr_order(self, 3, order, &cycle, &count), STIGE_DATA);
	assert_int_equal(count, 1);
	assert_int_equal(cycle[0], 2);
	mem_free(cycle);
}

/* A chain of 100,000, each reading the next: no recursion, no quadratic time. */
static void orders_a_long_chain(void **state)
{
	enum { N = 100000 };
	struct expr_edges *edges = mem_array(N, sizeof(*edges));
	size_t *next = mem_array(N, sizeof(*next)), *order = mem_array(N, sizeof(*order)), *cycle, count;

	(void)state;
	for (size_t i = 0; i < N; i++) {
		next[i] = i + 1;
		edges[i] = (struct expr_edges){ &next[i], 1 };
	}
	assert_int_equal(expr_order(edges, N, order, &cycle, &count), STIGE_OK);
	assert_int_equal(order[0], N - 1);
	assert_int_equal(order[N - 1], 0);
	mem_free(edges);
	mem_free(next);
	mem_free(order);
}

/* ---- seeded mutations: anything may be refused, nothing may be touched that is not ours */

struct corpus {
	const char *line[2000];
	size_t count;
};

/* The expressions of the case file; cuts them apart in place. */
static void gather(struct corpus *c, struct str *cases)
{
	char *line = strchr(cases->text, '\n');

	while (line != NULL && *++line != '\0' && c->count < ARRAY_SIZE(c->line)) {
		char *begin = strchr(line, '\t') + 1, *end = strchr(begin, '\t');

		line = strchr(line, '\n');
		*end = '\0';
		c->line[c->count++] = begin;
	}
}

static void mutate(struct str *s, const struct corpus *c, struct random *random)
{
	static const char *const pieces[] = { "${a}", "${v}", "${k}", ".", "..", "/", "[", "]", "(", ")", ",",
		"'", "\"", "-",
		" and ", " or ", " div ", "=", "!=", "<", "if(", "sum(", "concat(", "regex(", "selected(",
		"position(", "current()/",
		"instance('skala')/root/item[", "/data/r", "indexed-repeat(${v},${r},", "jr:choice-name(",
		"pulldata('skala','label',",
		"once(", "date(", "format-date(${d},'%Y", "1", "0.5", "99999999999", "\xC3\xA6", "\xF0\x9F",
		"*", "//", "$", "{", "}" };
	const char *from = c->line[random_below(random, (uint32_t)c->count)];
	uint32_t at = random_below(random, (uint32_t)s->len + 1), cut = random_below(random, 6);
	struct str out = STR_INIT;

	str_addn(&out, s->text, at);
	if (random_below(random, 3) > 0)
		str_add(&out, pieces[random_below(random, (uint32_t)ARRAY_SIZE(pieces))]);
	else
		str_addn(&out, from, random_below(random, (uint32_t)strlen(from) + 1));
	if (at + cut < s->len)
		str_add(&out, s->text + at + cut);
	str_release(s);
	*s = out;
}

static void try(const char *text, unsigned flags, size_t here, size_t index, bool row)
{
	struct expr_scope scope = little_scope(here, flags);
	struct expr_env env = little_env(here, index);
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct arena scratch = ARENA_INIT;
	struct expr_note note;
	struct expr_value value;
	struct form_expr *e;
	bool yes;

	scope.row_list = row ? 0 : EXPR_NONE;
	if (expr_compile(text, &scope, &notes, &e) == STIGE_OK) {
		if (expr_eval(e, &env, &scratch, &value, &note) == STIGE_OK)
			(void)expr_to_number(&value), (void)expr_to_text(&value, &scratch);
		expr_eval_condition(e, &env, &scratch, &yes, &note);
	}
	for (size_t i = 0; i < notes.count; i++)
		if (notes.list[i].at > strlen(text) || notes.list[i].message[0] == '\0')
			fail_msg("%s: a note at %zu", text, notes.list[i].at);
	expr_free(e);
	expr_notes_release(&notes);
	arena_release(&scratch);
}

static void survives_mutated_expressions(void **state)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 20261122);
	static struct corpus corpus;
	struct str cases = STR_INIT;

	(void)state;
	read_cases(&cases);
	gather(&corpus, &cases);
	assert_int_equal(corpus.count, 1565);
	for (int i = 0; i < 20000; i++) {
		struct str s = STR_INIT;

		str_add(&s, corpus.line[random_below(&random, (uint32_t)corpus.count)]);
		for (uint32_t k = random_below(&random, 6); k > 0; k--)
			mutate(&s, &corpus, &random);
		try(s.text, random_below(&random, 4), B, 0, random_below(&random, 8) == 0);
		try(s.text, EXPR_VALUES_KNOWN, Y, 1, false);
		str_release(&s);
	}
	str_release(&cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_outside_cases),
		cmocka_unit_test(a_wrong_row_fails),
		cmocka_unit_test(a_table_is_lazy),
		cmocka_unit_test(a_table_needs_its_columns),
		cmocka_unit_test(works_out_a_form),
		cmocka_unit_test(works_out_a_choice_filter),
		cmocka_unit_test(chance_is_given_and_repeats),
		cmocka_unit_test(steps_are_counted),
		cmocka_unit_test(long_texts_are_counted),
		cmocka_unit_test(conversions_stand_alone),
		cmocka_unit_test(numbers_survive_their_text),
		cmocka_unit_test(orders_what_depends_on_each_other),
		cmocka_unit_test(names_the_circle),
		cmocka_unit_test(orders_a_long_chain),
		cmocka_unit_test(survives_mutated_expressions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
