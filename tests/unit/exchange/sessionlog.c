/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session log's rows: their columns, the two dialects, and above all what is never in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "canary.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/csv/reader.h"
#include "stige/base/banned.h"

static const char header[] =
	"schema,event,at,office,caseworker,case_no,meeting,kind,form_id,form_version,respondent,mode,language,"
	"answered,asked,minutes,detail";

static const char *const canaries[] = {
	"Kanarina", "Fuglsang", "kanarina", CANARY_NUMBER, "7788", "1985-12-24", "24-12-1985", "Kanariefuglen",
	"synger", "54321", CANARY_CHANNEL,
};

static void nothing_of_a_person_leaves(void **state)
{
	static const enum csv_dialect dialects[] = { CSV_EXACT, CSV_EXCEL_DA };
	struct fixture *f = *state;

	canary(f);
	for (size_t i = 0; i < ARRAY_SIZE(dialects); i++) {
		struct export_options o = everything;
		struct str text = STR_INIT;

		o.dialect = dialects[i];
		export_text(f, o, &text);
		assert_non_null(strstr(text.text, "form-completed"));
		assert_non_null(strstr(text.text, "voided"));
		for (size_t k = 0; k < ARRAY_SIZE(canaries); k++)
			if (strstr(text.text, canaries[k]))
				fail_msg("%s stands in the log", canaries[k]);
		str_release(&text);
	}
}

/* The positive control: with names and a reason the name is there, in one column, and nothing else is. */
static void names_only_on_purpose(void **state)
{
	struct fixture *f = *state;
	struct export_options o = everything;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	canary(f);
	o.names = true;
	o.sink = (struct csv_sink){ canary_to_str, &text };
	assert_int_equal(export_write(f->desk, EXPORT_LOG, &o, "-", NULL, &err), STIGE_USAGE);
	assert_int_equal(text.len, 0);
	o.reason = "supervision";
	export_text(f, o, &text);
	assert_non_null(strstr(text.text, "\"detail\",\"name\"\r\n"));
	assert_non_null(strstr(text.text, CANARY_NAME));
	assert_null(strstr(text.text, CANARY_TEXT));
	assert_null(strstr(text.text, "54321"));
	str_release(&text);
}

static void read_table(const struct str *text, struct csv_table *t)
{
	struct err err = ERR_INIT;

	if (csv_read(t, text->text, text->len, NULL, NULL, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
}

static const char *cell(const struct csv_table *t, size_t row, const char *column)
{
	for (size_t i = 0; i < t->rows[0].count; i++)
		if (str_eq(t->rows[0].cells[i].text, column))
			return t->rows[row].cells[i].text;
	fail_msg("no column %s", column);
	return "";
}

static size_t row_of(const struct csv_table *t, const char *kind)
{
	for (size_t i = 1; i < t->count; i++)
		if (str_eq(cell(t, i, "kind"), kind))
			return i;
	fail_msg("no event %s", kind);
	return 0;
}

static void columns_say_what_happened(void **state)
{
	struct fixture *f = *state;
	struct str text = STR_INIT;
	struct csv_table t;
	size_t row;

	canary(f);
	export_text(f, everything, &text);
	read_table(&text, &t);
	row = row_of(&t, "form-completed");
	assert_string_equal(cell(&t, row, "schema"), "stige-log-1");
	assert_int_equal(cell(&t, row, "event")[0], 'e');
	assert_string_equal(cell(&t, row, "at"), "2026-11-22T09:30:00Z");
	assert_string_equal(cell(&t, row, "office"), "NB");
	assert_string_equal(cell(&t, row, "caseworker"), "KH");
	assert_string_equal(cell(&t, row, "case_no"), "NB-0001");
	assert_int_equal(cell(&t, row, "meeting")[0], 'm');
	assert_string_equal(cell(&t, row, "form_id"), "stige-client");
	assert_string_equal(cell(&t, row, "form_version"), form_version(f->desk->instrument->client));
	assert_string_equal(cell(&t, row, "respondent"), "client");
	assert_string_equal(cell(&t, row, "mode"), "alone");
	assert_string_equal(cell(&t, row, "language"), "da");
	assert_string_equal(cell(&t, row, "answered"), "10");
	assert_string_equal(cell(&t, row, "asked"), "11");
	assert_string_equal(cell(&t, row, "minutes"), "10");
	assert_string_equal(cell(&t, row, "detail"), "");
	assert_string_equal(cell(&t, row_of(&t, "corrected"), "detail"), "c1 slip");
	assert_string_equal(cell(&t, row_of(&t, "voided"), "detail"), "wrong-client");
	assert_string_equal(cell(&t, row_of(&t, "meeting-begun"), "answered"), "");
	csv_table_release(&t);
	str_release(&text);
}

/* Only the session log: who opened, listed or exported is in `stige log show` alone. */
static void other_logs_stay_home(void **state)
{
	struct fixture *f = *state;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	struct id client = canary(f);

	assert_int_equal(client_opened(f->desk->store, &client, "own", &err), STIGE_OK);
	export_text(f, everything, &text);
	str_clear(&text);
	export_text(f, everything, &text);
	assert_null(strstr(text.text, "client-opened"));
	assert_null(strstr(text.text, "exported"));
	assert_null(strstr(text.text, "office-founded"));
	str_release(&text);
}

/* Read strictly and written again: the same bytes. */
static void exact_comes_back_byte_for_byte(void **state)
{
	struct fixture *f = *state;
	struct str text = STR_INIT, again = STR_INIT;
	struct csv_writer w;
	struct csv_table t;
	struct err err = ERR_INIT;

	canary(f);
	export_text(f, everything, &text);
	read_table(&text, &t);
	csv_writer_init_str(&w, CSV_EXACT, &again);
	for (size_t i = 0; i < t.count; i++) {
		for (size_t k = 0; k < t.rows[i].count; k++)
			csv_put_text(&w, t.rows[i].cells[k].text);
		csv_end_row(&w);
	}
	assert_int_equal(csv_writer_finish(&w, &err), STIGE_OK);
	assert_int_equal(text.len, again.len);
	assert_memory_equal(text.text, again.text, text.len);
	csv_table_release(&t);
	str_release(&again);
	str_release(&text);
}

/* digits and one of / - : E and digits: what Excel turns into a date or a number. */
static bool excel_would_change(const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (!n || !s[n] || !strchr("/-:eE", s[n]))
		return false;
	return strspn(s + n + 1, "0123456789") > 0;
}

/* An office and a caseworker with names that are made to hurt. */
static void hostile_office(struct fixture *f)
{
	char code[] = "12", name[] = "Kontor 12", month[] = "month", gross[] = "gross";
	char who[] = "Ole Lyng", initials[] = "=1+1", login[] = "ole";
	struct office o = { .code = code, .name = name, .wage_period = month, .wage_basis = gross };
	struct caseworker c = {
		.name = who, .initials = initials, .login = login, .active = true, .wage_period = month,
		.wage_basis = gross,
	};
	struct err err = ERR_INIT;
	struct id id;

	assert_int_equal(office_add(f->desk->store, &o, &err), STIGE_OK);
	c.office = o.id;
	assert_int_equal(caseworker_add(f->desk->store, &c, NULL, &id, &err), STIGE_OK);
	store_login(f->desk->store, &id);
}

static void excel_opens_it_unchanged(void **state)
{
	struct fixture *f = *state;
	struct export_options o = everything;
	struct str text = STR_INIT;
	struct csv_table t;
	size_t guarded = 0;

	hostile_office(f);
	canary(f);
	o.dialect = CSV_EXCEL_DA;
	export_text(f, o, &text);
	assert_memory_equal(text.text, "\xef\xbb\xbfschema;event;at;", 19);
	for (size_t i = 0; i < text.len; i++)
		if (text.text[i] == '\n')
			assert_int_equal(text.text[i - 1], '\r');
	read_table(&text, &t);
	assert_int_equal(t.delimiter, ';');
	for (size_t i = 1; i < t.count; i++) {
		for (size_t k = 0; k < t.rows[i].count; k++) {
			const char *s = t.rows[i].cells[k].text;

			if (str_eq(t.rows[0].cells[k].text, "at")) {
				assert_string_equal(s, "2026-11-22 10:30");
				continue;
			}
			assert_false(excel_would_change(s));
			assert_null(*s ? strchr("=+-@\t\r", *s) : NULL);
			guarded += *s == '\'';
		}
	}
	assert_string_equal(cell(&t, row_of(&t, "meeting-begun"), "case_no"), "'12-0001");
	assert_string_equal(cell(&t, row_of(&t, "meeting-begun"), "caseworker"), "'=1+1");
	assert_true(guarded > 0);
	csv_table_release(&t);
	str_release(&text);
}

static size_t count_rows(struct fixture *f, struct export_options o)
{
	struct str text = STR_INIT;
	struct csv_table t;
	size_t rows;

	export_text(f, o, &text);
	read_table(&text, &t);
	rows = t.count - 1;
	csv_table_release(&t);
	str_release(&text);
	return rows;
}

static void filters_choose(void **state)
{
	struct fixture *f = *state;
	struct export_options o = everything;
	int32_t today = desk_today(f->desk);
	struct id first = fixture_client(f, "Anna Berg", "1980-01-01", "1"), second;
	size_t all;

	f->now += 86400;
	second = fixture_client(f, "Bo Dam", "1981-01-01", "2");
	all = count_rows(f, everything);
	assert_true(all >= 2);
	o.client = &first;
	assert_true(count_rows(f, o) < all);
	o.client = &second;
	assert_true(count_rows(f, o) < all);
	o = everything;
	o.to = today;
	assert_int_equal(count_rows(f, o) * 2, all);
	o.from = today + 1;
	o.to = today + 1;
	assert_int_equal(count_rows(f, o) * 2, all);
	o.from = today + 2;
	o.to = DATE_NONE;
	assert_int_equal(count_rows(f, o), 0);
	o = everything;
	o.mine = true;
	assert_int_equal(count_rows(f, o), all);
	hostile_office(f);
	fixture_client(f, "Cai Elm", "1982-01-01", "3");
	assert_int_equal(count_rows(f, o), all);
	assert_true(count_rows(f, everything) > all);
}

static const struct log_row *find_row(const struct log_row *rows, size_t count, const char *event)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(rows[i].event, event))
			return &rows[i];
	fail_msg("no event %s", event);
	return rows;
}

static void the_screen_gets_words(void **state)
{
	struct fixture *f = *state;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	const struct log_row *row;
	struct log_row *rows;
	size_t count;

	canary(f);
	assert_int_equal(sessionlog_rows(f->desk, &everything, &a, &rows, &count, &err), STIGE_OK);
	assert_int_equal(count, count_rows(f, everything));
	row = find_row(rows, count, "form-completed");
	assert_string_equal(row->what, "client form completed");
	assert_string_equal(row->name, CANARY_NAME);
	assert_string_equal(row->case_no, "NB-0001");
	assert_string_equal(row->caseworker, "KH");
	assert_string_equal(row->filled_in_by, "client alone");
	assert_int_equal(row->answered, 10);
	assert_int_equal(row->of, 11);
	row = find_row(rows, count, "corrected");
	assert_string_equal(row->what, "client form corrected");
	assert_string_equal(row->detail, "c1 slip");
	row = find_row(rows, count, "meeting-held");
	assert_string_equal(row->what, "meeting held");
	assert_string_equal(row->filled_in_by, "");
	assert_int_equal(row->answered, -1);
	arena_release(&a);
}

static void the_header_is_the_designs(void **state)
{
	struct fixture *f = *state;
	struct str text = STR_INIT, plain = STR_INIT;
	const char *end;

	export_text(f, everything, &text);
	end = strstr(text.text, "\r\n");
	assert_non_null(end);
	for (const char *p = text.text; p < end; p++)
		if (*p != '"')
			str_addc(&plain, *p);
	assert_string_equal(plain.text, header);
	str_release(&plain);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_header_is_the_designs, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(columns_say_what_happened, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(nothing_of_a_person_leaves, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(names_only_on_purpose, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(other_logs_stay_home, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(exact_comes_back_byte_for_byte, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(excel_opens_it_unchanged, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(filters_choose, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_screen_gets_words, fixture_setup, fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
