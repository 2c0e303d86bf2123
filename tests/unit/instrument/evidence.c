/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence: numbers with their source, words no stronger than it, problems told with their place. */
#include "support.h"

#include "stige/instrument/sentences.h"

#include "stige/base/banned.h"

/* Is line `no` in a list such as "948-951 957"? */
static bool cited(const char *lines, long no)
{
	while (*lines) {
		char *end;
		long from = strtol(lines, &end, 10), to = from;

		if (*end == '-')
			to = strtol(end + 1, &end, 10);
		if (no >= from && no <= to)
			return true;
		lines = end + strspn(end, " ");
	}
	return false;
}

static bool line_holds(const char *line, size_t n, const char *number)
{
	size_t len = strlen(number);
	struct str bare = STR_INIT;          /* "4,000" is 4000 */
	bool found = false;

	for (size_t i = 0; i < n; i++)
		if (line[i] != ',')
			str_addc(&bare, line[i]);
	for (size_t i = 0; !found && i + len <= bare.len; i++) {
		const char *s = bare.text + i;
		bool starts = i == 0 || !strchr("0123456789.", s[-1]);
		bool ends = !strchr("0123456789", s[len] ? s[len] : ' ')
			&& !(s[len] == '.' && strchr("0123456789", s[len + 1] ? s[len + 1] : ' '));

		found = starts && ends && memcmp(s, number, len) == 0;
	}
	str_release(&bare);
	return found;
}

static bool report_holds(const struct str *file, const char *lines, const char *number)
{
	const char *s = file->text;

	while (*s) {
		char *end;
		long no = strtol(s, &end, 10);
		size_t n = strcspn(end + 1, "\n");

		if (cited(lines, no) && line_holds(end + 1, n, number))
			return true;
		s = end + 1 + n;
		s += *s == '\n';
	}
	return false;
}

/* Every number of a finding stands in the lines of the report that it cites. */
static void test_sources(void **state)
{
	const struct evidence *e = ((const struct instrument *)*state)->evidence;
	struct str file = STR_INIT;
	size_t checked = 0;

	read_source(&file, "tests/data/advice/report-lines.txt");
	for (size_t i = 0; i < evidence_count(e); i++) {
		const struct evidence_row *row = evidence_at(e, i);
		const char *s = row->numbers;

		while (row->kind == EVIDENCE_FINDING && *s) {
			char number[32];
			size_t n = strcspn(s, " ");

			snprintf(number, sizeof number, "%.*s", (int)n, s);
			if (!report_holds(&file, row->lines, number))
				fail_msg("%s: %s is not in lines %s", row->id, number, row->lines);
			checked++;
			s += n + strspn(s + n, " ");
		}
	}
	assert_true(checked > 60);
	assert_true(report_holds(&file, "1148-1156", "26.8"));
	assert_false(report_holds(&file, "1148-1156", "6.8"));       /* the check can fail */
	assert_false(report_holds(&file, "1148-1156", "13.7"));
	str_release(&file);
}

static bool in_number(const char *s)
{
	return (*s >= '0' && *s <= '9') || ((*s == '.' || *s == ',') && s[1] >= '0' && s[1] <= '9');
}

/* Digits of a text as they stand, "4,000" and "4.000" alike without their separators. */
static void test_numbers(void **state)
{
	const struct evidence *e = ((const struct instrument *)*state)->evidence;

	for (size_t i = 0; i < evidence_count(e); i++) {
		const struct evidence_row *row = evidence_at(e, i);

		for (int lang = 0; lang < 2 && row->kind != EVIDENCE_SOURCE; lang++) {
			const char *s = row->text[lang];

			assert_true(*s);
			for (; *s; s++) {
				struct str digits = STR_INIT, list = STR_INIT;

				if (*s < '0' || *s > '9' || (s > row->text[lang] && s[-1] == '{'))
					continue;
				for (; in_number(s); s++)
					if (!strchr(".,", *s))
						str_addc(&digits, *s);
				for (const char *k = row->numbers; *k; k++)
					if (*k != '.')
						str_addc(&list, *k);
				if (!str_has_word(list.text, digits.text))
					fail_msg("%s: %s", row->id, digits.text);
				str_release(&digits);
				str_release(&list);
				if (!*s)
					break;
			}
		}
	}
}

/* What a figure names has its sentence, and no sentence stands for what it does not name. */
static void test_figures(void **state)
{
	const struct instrument *i = *state;
	static const int figures[] = { 3, 5, 7 };
	size_t rows = 0, named = 0;

	for (size_t k = 0; k < ARRAY_SIZE(figures); k++) {
		char prefix[8], figure[16];

		snprintf(prefix, sizeof prefix, "fig%d.", figures[k]);
		snprintf(figure, sizeof figure, "Figure %d", figures[k]);
		for (size_t n = 0; n < i->indicators.count; n++) {
			const struct indicator *one = &i->indicators.list[n];
			char id[32];
			const struct evidence_row *row;

			snprintf(id, sizeof id, "%s%s", prefix, one->name);
			row = evidence_find(i->evidence, id);
			assert_int_equal(row != NULL, indicator_in_figure(one, figures[k]));
			if (!row)
				continue;
			named++;
			assert_string_equal(row->figure, figure);
			assert_string_equal(row->population, figures[k] == 7 ? "pop.under30" : "pop.30");
			assert_int_equal(row->strength, EVIDENCE_ASSOCIATED);
		}
		for (size_t n = 0; n < evidence_count(i->evidence); n++)
			rows += str_starts(evidence_at(i->evidence, n)->id, prefix);
	}
	assert_int_equal(named, 9 + 7 + 4);
	assert_int_equal(rows, named);
}

static void test_strengths(void **state)
{
	static const char *const words[][2] = {      /* advice.md B8 */
		{ "class.A1", "reported as particularly effective" },
		{ "class.A2", "reported as better than job-oriented alone" },
		{ "class.B", "reported progress" },
		{ "class.C", "reported only weakly: needs combination, mainly with job-oriented" },
		{ "class.D", "reported no progress on its own" },
		{ "class.E", "reported decline on all indicators" },
	};
	const struct evidence *e = ((const struct instrument *)*state)->evidence;

	for (size_t k = 0; k < ARRAY_SIZE(words); k++)
		assert_string_equal(evidence_text(evidence_find(e, words[k][0]), "en"), words[k][1]);
}

/* Tables 5 and 6 bring each other, whole. */
static void test_card(void **state)
{
	const struct evidence *e = ((const struct instrument *)*state)->evidence;
	static const char *const whole[] = { "1.1%", "2.6%", "5.1%", "10.4%", "26.8%", "1.3 percentage",
		"3.3 points", "lines 1138-1162" };
	static const char *const tables[] = { "table5", "table6" };

	for (size_t t = 0; t < ARRAY_SIZE(tables); t++) {
		struct str card = STR_INIT;

		evidence_card(&card, e, evidence_find(e, tables[t]), "en");
		for (size_t k = 0; k < ARRAY_SIZE(whole); k++)
			assert_non_null(strstr(card.text, whole[k]));
		str_release(&card);
	}
}

#define HEADER "evidence,kind,text_en,text_da,lines,figure,population,strength,numbers,limits,with," \
	"provenance_en,provenance_da\n"

static const struct {
	const char *text, *code;
	size_t line, column;
} bad[] = {
	{ HEADER "a,L,one,en,,,,none,,,,local,local\n", NULL, 0, 0 },
	{ "\xef\xbb\xbf" HEADER "\na,L,one,en,,,,none,,,,local,local\n", NULL, 0, 0 },
	{ "evidence;kind\na;L\n", "T004", 1, 1 },
	{ HEADER "a,L,one,en,,,,none,,,,local,local,more\n", "T005", 2, 35 },
	{ "evidence,kind,text_en,tekst_da\n", "T002", 1, 23 },
	{ HEADER ",L,one,en,,,,none,,,,local,local\n", "T010", 2, 1 },
	{ HEADER "a,L,one,en,,,,none,,,,local,local\na,L,one,en,,,,none,,,,local,local\n", "T010", 3, 1 },
	{ HEADER "a,X,one,en,,,,none,,,,local,local\n", "T011", 2, 3 },
	{ HEADER "a,L,one,,,,,none,,,,local,local\n", "T012", 2, 9 },
	{ HEADER "a,L,one 7,en 7,,,,none,,,,local,local\n", "T013", 2, 5 },
	{ HEADER "a,L,one 7,\"en 7,5\",,,,none,7,,,local,local\n", "T013", 2, 11 },
	{ HEADER "a,F,it causes a job,det giver,9,,,associated,,,,local,local\n", "T014", 2, 5 },
	{ HEADER "a,F,it goes with,det f\u00f8rer til job,9,,,reported,,,,local,local\n", "T014", 2, 18 },
	{ HEADER "a,F,particularly effective,et,9,,,associated,,,,local,local\n", "T014", 2, 5 },
	{ HEADER "a,F,one,en,,,,none,,,,local,local\n", "T015", 2, 12 },
	{ HEADER "a,L,one,en,,,,none,,b,,local,local\n", "T016", 2, 21 },
	{ HEADER "a,L,one,en,,,p,none,,,,local,local\n", "T016", 2, 14 },
	{ HEADER "a,L,\"one,en,,,,none,,,,local,local\n", "T001", 2, 5 },
};

static void test_problems(void **state)
{
	(void)state;
	for (size_t k = 0; k < ARRAY_SIZE(bad); k++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct evidence *e = NULL;
		struct err err = ERR_INIT;
		enum stige_rc rc = evidence_read(bad[k].text, strlen(bad[k].text), "e.csv", &problems, &e,
			&err);

		if ((rc == STIGE_OK) != !bad[k].code)
			fail_msg("%zu: %s", k, rc ? err.msg : "taken");
		if (bad[k].code) {
			assert_string_equal(problems.list[0].code, bad[k].code);
			if (problems.list[0].line != bad[k].line || problems.list[0].column != bad[k].column)
				fail_msg("%zu: %zu:%zu", k, problems.list[0].line, problems.list[0].column);
			assert_non_null(strstr(err.msg, "e.csv:"));
		}
		evidence_free(e);
		form_problems_release(&problems);
	}
}

static void test_render(void **state)
{
	static const char *const args[] = { "A", "B" };
	const struct evidence_row row = { .text = { "{1} {2} {3}{x} {", "{2}{1}" } };
	struct str out = STR_INIT;

	(void)state;
	evidence_render(&out, &row, "en", args, 2);
	assert_string_equal(out.text, "A B {x} {");
	str_clear(&out);
	evidence_render(&out, &row, "da", args, 2);
	assert_string_equal(out.text, "BA");
	str_release(&out);
}

/* `form check` on a lone table. */
static void test_check_table(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str bytes = STR_INIT, path = STR_INIT;

	(void)state;
	source_path(&path, "forms/advice.csv");
	read_source(&bytes, "forms/advice.csv");
	assert_true(instrument_check_table(bytes.text, bytes.len, path.text, 0, &problems));
	assert_int_equal(problems.count, 0);
	assert_true(instrument_check_table(bytes.text, bytes.len, "/nowhere/advice.csv", 0, &problems));
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.list[0].code, "T024");
	assert_false(instrument_check_table("survey\n", 7, "x.csv", 0, &problems));
	form_problems_release(&problems);
	str_release(&bytes);
	str_release(&path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sources),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_strengths),
		cmocka_unit_test(test_card),
		cmocka_unit_test(test_problems),
		cmocka_unit_test(test_render),
		cmocka_unit_test(test_check_table),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
