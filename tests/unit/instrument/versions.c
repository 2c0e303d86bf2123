/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several versions of a form in one folder, and the day that decides between them. */
#include <unistd.h>

#include "support.h"
#include "stige/base/date.h"

#include "stige/base/banned.h"

static const char *const shipped[] = { "client.csv", "caseworker.csv", "activities.csv", "evidence.csv",
	"advice.csv" };

#define HEADER "stige_title_en,stige_title_da\n"
#define ROW "Questions to the client,Spørgsmål til borgeren\n"
#define VERSION "2026112203"

struct folder {
	char dir[64];
	struct instrument *instrument;
	struct err err;
};

static void replace(struct str *text, const char *from, const char *to)
{
	struct str out = STR_INIT;
	char *at = strstr(text->text, from);

	if (!at)
		fail_msg("nothing to edit: %s", from);
	str_addn(&out, text->text, (size_t)(at - text->text));
	str_add(&out, to);
	str_add(&out, at + strlen(from));
	str_release(text);
	*text = out;
}

static void path_in(const struct folder *f, const char *file, struct str *path)
{
	file_join(path, f->dir, file);
}

/* A copy of client.csv that begins on `from` (NULL: does not say), with edits; ends with NULL. */
static void add_client(struct folder *f, const char *file, const char *version, const char *from,
	const char *const *edits)
{
	struct str text = STR_INIT, path = STR_INIT, row = STR_INIT;

	read_source(&text, "forms/client.csv");
	replace(&text, VERSION, version);
	if (from) {
		str_addf(&row, "Questions to the client,Spørgsmål til borgeren,%s\n", from);
		replace(&text, HEADER, "stige_title_en,stige_title_da,stige_valid_from\n");
		replace(&text, ROW, row.text);
	}
	for (; edits && *edits; edits += 2)
		replace(&text, edits[0], edits[1]);
	path_in(f, file, &path);
	assert_int_equal(file_write(path.text, text.text, text.len, NULL), STIGE_OK);
	str_release(&path);
	str_release(&row);
	str_release(&text);
}

static void drop(struct folder *f, const char *file)
{
	struct str path = STR_INIT;

	path_in(f, file, &path);
	unlink(path.text);
	str_release(&path);
}

static int setup(void **state)
{
	struct folder *f = mem_alloc(sizeof *f);

	memcpy(f->dir, "/tmp/stige-versions-XXXXXX", sizeof "/tmp/stige-versions-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++) {
		struct str text = STR_INIT, path = STR_INIT, from = STR_INIT;

		str_addf(&from, "forms/%s", shipped[i]);
		read_source(&text, from.text);
		path_in(f, shipped[i], &path);
		assert_int_equal(file_write(path.text, text.text, text.len, NULL), STIGE_OK);
		str_release(&from);
		str_release(&path);
		str_release(&text);
	}
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	static const char *const others[] = { "client.2027.csv", "client.2028.csv", "client.x.csv", "clients.csv",
		"client.csv.bak" };
	struct folder *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(shipped); i++)
		drop(f, shipped[i]);
	for (size_t i = 0; i < ARRAY_SIZE(others); i++)
		drop(f, others[i]);
	assert_int_equal(rmdir(f->dir), 0);
	mem_free(f);
	return 0;
}

/* The version in force on the day, or the refusal: "" then, and f->err says why. */
static void expect(struct folder *f, const char *day, const char *version)
{
	struct instrument *i = NULL;
	int32_t today;
	enum stige_rc rc;

	assert_true(date_parse(day, &today));
	f->err = (struct err)ERR_INIT;
	rc = instrument_open(f->dir, today, NULL, &i, &f->err);
	if (*version) {
		if (rc)
			fail_msg("%s", f->err.msg);
		assert_string_equal(form_version(i->client), version);
	} else {
		assert_int_equal(rc, STIGE_DATA);
		assert_true(f->err.msg[0] != '\0');
	}
	instrument_free(i);
}

static void says(const struct folder *f, const char *words)
{
	if (!strstr(f->err.msg, words))
		fail_msg("\"%s\" does not say \"%s\"", f->err.msg, words);
}

static void the_newest_that_has_begun(void **state)
{
	struct folder *f = *state;

	add_client(f, "client.2027.csv", "2027010101", "2027-01-01", NULL);
	add_client(f, "client.2028.csv", "2028010101", "2028-01-01", NULL);
	add_client(f, "clients.csv", "9", "2020-01-01", NULL);           /* not a version of it */
	add_client(f, "client.csv.bak", "9", "2020-01-01", NULL);
	expect(f, "2026-11-22", VERSION);
	expect(f, "2026-12-31", VERSION);
	expect(f, "2027-01-01", "2027010101");
	expect(f, "2027-12-31", "2027010101");
	expect(f, "2028-01-01", "2028010101");
	expect(f, "2099-01-01", "2028010101");
}

/* The day decides, not the name of the file; and the plain name need not be there. */
static void the_name_does_not_matter(void **state)
{
	struct folder *f = *state;

	drop(f, "client.csv");
	add_client(f, "client.x.csv", "2", "2028-01-01", NULL);
	add_client(f, "client.2027.csv", "1", NULL, NULL);
	expect(f, "2026-11-22", "1");
	expect(f, "2028-01-01", "2");
}

static void none_has_begun(void **state)
{
	struct folder *f = *state;

	add_client(f, "client.csv", "1", "2027-01-01", NULL);
	expect(f, "2026-11-22", "");
	says(f, "client.csv begins on 2027-01-01 only");
	expect(f, "2027-01-01", "1");
}

static void two_begin_on_one_day(void **state)
{
	struct folder *f = *state;

	add_client(f, "client.x.csv", "2", NULL, NULL);
	expect(f, "2026-11-22", "");
	says(f, "client.csv and ");
	says(f, "client.x.csv begin on the same day");
}

static void another_form_is_no_version(void **state)
{
	static const char *const edits[] = { "stige-client", "somebody-elses", NULL };
	struct folder *f = *state;

	add_client(f, "client.x.csv", "2", "2027-01-01", edits);
	expect(f, "2026-11-22", "");
	says(f, "client.x.csv has somebody-elses; versions of a form share it");
}

/* Next year's form is told today that it cannot follow this year's. */
static void the_next_may_not_follow(void **state)
{
	static const char *const edits[] = { "Are you aware of", "Do you know", NULL };
	struct folder *f = *state;

	add_client(f, "client.x.csv", "2027010101", "2027-01-01", edits);
	expect(f, "2026-11-22", "");
	says(f, "client.x.csv:6:");
	says(f, "the label of c1 in English (en) was \"Are you aware of what");
	says(f, "and is now \"Do you know what");
	says(f, "stige_series = same");
}

static void the_next_is_faulty(void **state)
{
	static const char *const edits[] = { "select_one yes_no,c1", "select_one maybe,c1", NULL };
	struct folder *f = *state;

	add_client(f, "client.x.csv", "2027010101", "2027-01-01", edits);
	expect(f, "2026-11-22", "");
	says(f, "client.x.csv:6:");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_newest_that_has_begun, setup, teardown),
		cmocka_unit_test_setup_teardown(the_name_does_not_matter, setup, teardown),
		cmocka_unit_test_setup_teardown(none_has_begun, setup, teardown),
		cmocka_unit_test_setup_teardown(two_begin_on_one_day, setup, teardown),
		cmocka_unit_test_setup_teardown(another_form_is_no_version, setup, teardown),
		cmocka_unit_test_setup_teardown(the_next_may_not_follow, setup, teardown),
		cmocka_unit_test_setup_teardown(the_next_is_faulty, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
