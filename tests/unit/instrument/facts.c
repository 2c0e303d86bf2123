/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of tests/data/advice, and every bad cell refused with its place. */
#include "support.h"

#include "stige/instrument/facts.h"

#include "stige/base/banned.h"

/* The sixteen worked examples: in and out, byte for byte. */
static void test_cases(void **state)
{
	const struct instrument *i = *state;
	struct str in = STR_INIT, want = STR_INIT, got = STR_INIT;
	struct err err = ERR_INIT;

	read_source(&in, "tests/data/advice/advice_in.csv");
	read_source(&want, "tests/data/advice/advice_out.csv");
	if (facts_answer(&got, i, in.text, in.len, "advice_in.csv", &err))
		fail_msg("%s", err.msg);
	assert_string_equal(got.text, want.text);
	str_release(&in);
	str_release(&want);
	str_release(&got);
}

static const char header[] = "id,age,education,goal,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,reference_wage,"
	"w1,w2,w3,w4,w5,w6,w7,w8,w9,w10,w11,w11e,activities,excluded,previous,age_days,"
	"caseworker_changed,cap\n";

/* A case with one cell set; the other cells are empty. */
static void one_cell(struct str *out, const char *column, const char *value)
{
	const char *name = header;

	str_add(out, header);
	while (*name) {
		size_t n = strcspn(name, ",\n");

		if (strlen(column) == n && memcmp(name, column, n) == 0)
			str_add(out, value);
		else if (n == 2 && memcmp(name, "id", 2) == 0)
			str_add(out, "x");
		str_addc(out, name[n]);
		name += n + 1;
	}
}

static const struct {
	const char *column, *value;
	bool good;
} cells[] = {
	{ "id", "", false }, { "id", "\"a,b\"", true },
	{ "age", "0", true }, { "age", "130", true }, { "age", "131", false }, { "age", "-1", false },
	{ "age", "4x", false }, { "age", "29.5", false },
	{ "education", "yes", true }, { "education", "Yes", false }, { "education", "unknown", false },
	{ "goal", "job", true }, { "goal", "education", true }, { "goal", "work", false },
	{ "c1", "1", true }, { "c1", "5", true }, { "c1", "0", false }, { "c3", "6", false },
	{ "c1", "3.5", false },
	{ "c1", "dk", true }, { "c1", "declined", true }, { "c1", "DK", false }, { "c1", "none", false },
	{ "c10", "none", true }, { "c10", "internet network", true }, { "c10", "dk", true },
	{ "c10", "none internet", false }, { "c10", "internet internet", false },
	{ "c10", "telepathy", false },
	{ "c10", "3", false },
	{ "c11", "0", true }, { "c11", "26000", true }, { "c11", "-5", false }, { "c11", "26.000", false },
	{ "c11", "26000 kr", false }, { "c11", "99999999999999999999", false },
	{ "reference_wage", "1", true }, { "reference_wage", "0", false }, { "reference_wage", "dk", false },
	{ "w11", "dk", true }, { "w11", "6", false }, { "w11e", "1", true },
	{ "activities", "22", true }, { "activities", "1 21", true }, { "activities", "23", false },
	{ "activities", "22 13", false }, { "activities", "13 22", false }, { "activities", "13 13", false },
	{ "activities", "a13", false }, { "activities", "0", false },
	{ "excluded", "JS", true }, { "excluded", "SJ", true }, { "excluded", "JJ", false },
	{ "excluded", "X", false },
	{ "excluded", "none", false }, { "excluded", "J S", false },
	{ "previous", "c3=4 c6=4", true }, { "previous", "c3=6", false }, { "previous", "c10=1", false },
	{ "previous", "c3=4 c3=4", false }, { "previous", "c12=4", false }, { "previous", "c3", false },
	{ "previous", "c3=dk", false },
	{ "age_days", "184", true }, { "age_days", "-3", false }, { "age_days", "x", false },
	{ "caseworker_changed", "yes", true }, { "caseworker_changed", "no", false },
	{ "cap", "2", true }, { "cap", "4", true }, { "cap", "1", false }, { "cap", "5", false },
};

static void test_cells(void **state)
{
	const struct instrument *i = *state;

	for (size_t k = 0; k < ARRAY_SIZE(cells); k++) {
		struct str in = STR_INIT, out = STR_INIT;
		struct err err = ERR_INIT;
		enum stige_rc rc;

		one_cell(&in, cells[k].column, cells[k].value);
		rc = facts_answer(&out, i, in.text, in.len, "in.csv", &err);
		if ((rc == STIGE_OK) != cells[k].good)
			fail_msg("%s = \"%s\": %s", cells[k].column, cells[k].value, rc ? err.msg : "taken");
		if (rc) {
			assert_int_equal(rc, STIGE_DATA);
			assert_int_equal(out.len, 0);
			assert_non_null(strstr(err.msg, "in.csv:2:"));
		}
		str_release(&in);
		str_release(&out);
	}
}

static void test_places(void **state)
{
	const struct instrument *i = *state;
	struct str in = STR_INIT, out = STR_INIT;
	struct err err = ERR_INIT;

	str_add(&in, header);
	str_add(&in, "4,,,,,,9,,,,,,,,,,,,,,,,,,,,,,,,,,,\n");
	assert_int_equal(facts_answer(&out, i, in.text, in.len, "in.csv", &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, "in.csv:2:8: "));
	str_clear(&in);
	str_add(&in, header);
	str_add(&in, "7,42\n");
	assert_int_equal(facts_answer(&out, i, in.text, in.len, "in.csv", &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, "in.csv:2:1: "));
	str_clear(&in);
	str_addf(&in, "%s%s%s", header, "7,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n",
		"7,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n");
	assert_int_equal(facts_answer(&out, i, in.text, in.len, "in.csv", &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, "in.csv:3:1: "));
	assert_int_equal(out.len, 0);
	str_release(&in);
	str_release(&out);
}

static void test_headers(void **state)
{
	static const char *const bad[] = {
		"", "id\n", "id,age\n1,2\n",
	};
	const struct instrument *i = *state;
	struct str in = STR_INIT, out = STR_INIT;
	struct err err = ERR_INIT;

	for (size_t k = 0; k < ARRAY_SIZE(bad); k++)
		assert_int_equal(facts_answer(&out, i, bad[k], strlen(bad[k]), "in.csv", &err), STIGE_DATA);
	str_addf(&in, "%.*s,c33\n", (int)strlen(header) - 1, header);
	assert_int_equal(facts_answer(&out, i, in.text, in.len, "in.csv", &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, "c33"));
	str_clear(&in);
	str_addf(&in, "%.*s,c3\n", (int)strlen(header) - 1, header);
	assert_int_equal(facts_answer(&out, i, in.text, in.len, "in.csv", &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, "twice"));
	assert_int_equal(facts_answer(&out, i, header, strlen(header), "in.csv", &err), STIGE_OK);
	assert_true(str_starts(out.text, "id,path,") && str_ends(out.text, "unmapped\r\n"));
	str_release(&in);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_headers),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
