/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session log as a file: its columns, its two dialects, and above all what is never in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <dirent.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "fixture.h"

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/base/str.h"
#include "stige/csv/reader.h"
#include "stige/exchange/sessionlog.h"
#include "stige/form/entry.h"
#include "stige/store/events.h"
#include "stige/store/meetings.h"
#include "stige/store/responses.h"
#include "stige/base/banned.h"

static const char header[] =
	"schema,event,at,office,caseworker,case_no,meeting,kind,form_id,form_version,respondent,mode,language,"
	"answered,asked,minutes,detail";

/* What must never leave: a name, texts of every kind, an amount and a choice that were answered. */
#define CANARY_NAME "Kanarina Fuglsang"
#define CANARY_NUMBER "J-7788"
#define CANARY_TEXT "Kanariefuglen synger"
#define CANARY_WAGE 54321
#define CANARY_CHANNEL "internship"

static const char *const canaries[] = {
	"Kanarina", "Fuglsang", "kanarina", CANARY_NUMBER, "7788", "1985-12-24", "24-12-1985", "Kanariefuglen", "synger",
	"54321", CANARY_CHANNEL,
};

static const struct export_options everything = { .dialect = CSV_EXACT, .from = DATE_NONE, .to = DATE_NONE };

static enum stige_rc to_str(void *state, const char *bytes, size_t n, struct err *err)
{
	(void)err;
	str_addn(state, bytes, n);
	return STIGE_OK;
}

static void export_text(struct fixture *f, struct export_options o, struct str *out)
{
	struct err err = ERR_INIT;

	o.sink = (struct csv_sink){ to_str, out };
	if (sessionlog_export(f->desk, &o, "-", NULL, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
}

/* Something known in every place of the form. */
static void fill_answers(const struct form *form, struct answer *answers)
{
	for (size_t i = 0; i < form_stored_count(form); i++) {
		const struct form_item *item = form_stored_item(form, i);

		if (item->type == FORM_INTEGER)
			answers[i] = answer_number(CANARY_WAGE);
		else if (item->type == FORM_SELECT_MULTIPLE && form_choice_find(item->list, CANARY_CHANNEL))
			answers[i] = answer_set(CANARY_CHANNEL);
		else if (item->list)
			answers[i] = answer_text(item->list->choices[0].name);
		else
			answers[i] = answer_state(ANSWER_NONE);
	}
}

static void keep_form(struct fixture *f, const struct form *form)
{
	struct stored_form kept = { .hash = form_hash(form), .id = form_id(form), .version = form_version(form) };
	struct err err = ERR_INIT;

	kept.text = form_text(form, &kept.len);
	assert_int_equal(form_keep(f->desk->store, &kept, &err), STIGE_OK);
}

static struct id add_form(struct fixture *f, const struct id *meeting, const struct form *form, enum respondent who)
{
	struct answer answers[64];
	struct response r = {
		.meeting = *meeting, .form_hash = form_hash(form), .respondent = who, .mode = MODE_ALONE,
		.language = "da", .started = f->now - 600, .completed = f->now, .answers = answers,
		.count = form_stored_count(form),
	};
	struct err err = ERR_INIT;

	assert_in_range(r.count, 1, ARRAY_SIZE(answers));
	keep_form(f, form);
	fill_answers(form, answers);
	if (response_add(f->desk->store, &r, (struct response_counts){ 10, 11 }, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < r.count; i++)
		answer_release(&answers[i]);
	return r.id;
}

static void correct(struct fixture *f, const struct id *response)
{
	const struct form *form = f->desk->instrument->client;
	struct answer answers[64];
	struct err err = ERR_INIT;
	struct id id;

	fill_answers(form, answers);
	assert_int_equal(response_correct(f->desk->store, response, answers, form_stored_count(form), CORRECT_SLIP,
		form_stored_item(form, 0)->name, &id, &err), STIGE_OK);
	for (size_t i = 0; i < form_stored_count(form); i++)
		answer_release(&answers[i]);
}

static void say_everything(struct fixture *f, const struct id *client, const struct id *meeting)
{
	struct plan_item step = {
		.client = *client, .meeting = *meeting, .kind = PLAN_STEP, .text = CANARY_TEXT, .code = "",
		.agreed = desk_today(f->desk), .due = DATE_NONE, .status = PLAN_OPEN, .reason = "",
	};
	struct note note = {
		.client = *client, .meeting = *meeting, .caseworker = f->desk->caseworker.id, .item = "c6",
		.text = CANARY_TEXT, .at = f->now,
	};
	struct activity_record activity = {
		.client = *client, .activity = "a13", .from = desk_today(f->desk), .to = DATE_NONE, .place = CANARY_TEXT,
	};
	struct store *s = f->desk->store;
	struct err err = ERR_INIT;
	struct id id;

	assert_int_equal(plan_add(s, &step, &id, &err), STIGE_OK);
	assert_int_equal(note_add(s, &note, &id, &err), STIGE_OK);
	assert_int_equal(activity_put(s, &activity, &err), STIGE_OK);
	assert_int_equal(meeting_set_journal(s, meeting, CANARY_TEXT, &err), STIGE_OK);
}

/* A client of whom everything is a canary, and a whole meeting with her. */
static struct id canary(struct fixture *f)
{
	struct id client = fixture_client(f, CANARY_NAME, "1985-12-24", CANARY_NUMBER);
	const struct instrument *in = f->desk->instrument;
	struct store *s = f->desk->store;
	struct err err = ERR_INIT;
	struct id meeting, response, voided;

	assert_int_equal(meeting_begin(s, &client, MEETING_OFFICE, desk_today(f->desk), &meeting, &err), STIGE_OK);
	response = add_form(f, &meeting, in->client, RESPONDENT_CLIENT);
	voided = add_form(f, &meeting, in->caseworker, RESPONDENT_CASEWORKER);
	say_everything(f, &client, &meeting);
	correct(f, &response);
	assert_int_equal(response_void(s, &voided, VOID_WRONG_CLIENT, &err), STIGE_OK);
	assert_int_equal(meeting_close(s, &meeting, MEETING_HELD, &err), STIGE_OK);
	return client;
}

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
	o.sink = (struct csv_sink){ to_str, &text };
	assert_int_equal(sessionlog_export(f->desk, &o, "-", NULL, &err), STIGE_USAGE);
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

static void dates_the_wrong_way_round_are_refused(void **state)
{
	struct fixture *f = *state;
	struct export_options o = everything;
	struct err err = ERR_INIT;
	char *path = fixture_path(f, "log.csv");

	o.from = desk_today(f->desk);
	o.to = o.from - 1;
	assert_int_equal(sessionlog_export(f->desk, &o, path, NULL, &err), STIGE_USAGE);
	assert_false(file_exists(path));
	mem_free(path);
}

static unsigned mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return (unsigned)st.st_mode & 0777;
}

static void the_file_is_private_whole_and_recorded(void **state)
{
	struct fixture *f = *state;
	char *folder = fixture_path(f, "out"), *path = fixture_path(f, "out/log.csv"), hex[SHA256_HEX];
	struct export_result done;
	struct export_record *records;
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	size_t count;
	mode_t before = umask(0);

	canary(f);
	assert_int_equal(sessionlog_export(f->desk, &everything, path, &done, &err), STIGE_OK);
	umask(before);
	assert_int_equal(mode_of(folder), 0700);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(file_read(path, FILE_MOST, &text, &err), STIGE_OK);
	assert_int_equal(text.len, done.bytes);
	assert_string_equal(sha256_hex(text.text, text.len, hex), done.sha256);
	assert_int_equal(export_list(f->desk->store, &a, &records, &count, &err), STIGE_OK);
	assert_int_equal(count, 1);
	assert_string_equal(records[0].sha256, hex);
	assert_string_equal(records[0].file, path);
	assert_string_equal(records[0].dialect, "exact");
	assert_int_equal(records[0].rows, done.rows);
	assert_false(records[0].names);
	arena_release(&a);
	str_release(&text);
	mem_free(path);
	mem_free(folder);
}

/* An older file of that name is replaced as a whole. */
static void an_old_file_is_replaced(void **state)
{
	struct fixture *f = *state;
	char *path = fixture_path(f, "log.csv");
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	fixture_write(path, "old\n", 4);
	assert_int_equal(sessionlog_export(f->desk, &everything, path, NULL, &err), STIGE_OK);
	assert_int_equal(file_read(path, FILE_MOST, &text, &err), STIGE_OK);
	assert_memory_equal(text.text, "\"schema\"", 8);
	assert_int_equal(mode_of(path), 0600);
	str_release(&text);
	mem_free(path);
}

static size_t count_exports(struct fixture *f)
{
	struct export_record *records;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	size_t count;

	assert_int_equal(export_list(f->desk->store, &a, &records, &count, &err), STIGE_OK);
	arena_release(&a);
	return count;
}

static void a_place_that_cannot_be_is_refused(void **state)
{
	static const char *const places[] = { "stige.db/log.csv", "folder" };
	struct fixture *f = *state;
	char *folder = fixture_path(f, "folder");

	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < ARRAY_SIZE(places); i++) {
		char *path = fixture_path(f, places[i]);
		struct err err = ERR_INIT;

		assert_int_not_equal(sessionlog_export(f->desk, &everything, path, NULL, &err), STIGE_OK);
		assert_true(err.msg[0] != '\0');
		mem_free(path);
	}
	assert_int_equal(count_exports(f), 0);
	mem_free(folder);
}

static size_t count_files(const char *dir)
{
	DIR *d = opendir(dir);
	size_t n = 0;

	assert_non_null(d);
	for (struct dirent *e = readdir(d); e; e = readdir(d))
		n++;
	closedir(d);
	return n;
}

/* No room: a sentence, no file, no rest of one, no record of an export that never was. */
static void a_full_disk_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	char *path = fixture_path(f, "log.csv");
	struct rlimit before, small;
	struct err err = ERR_INIT;
	size_t files;

	canary(f);
	files = count_files(f->dir);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1000;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(sessionlog_export(f->desk, &everything, path, NULL, &err), STIGE_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_non_null(strstr(err.msg, "log.csv"));
	assert_int_equal(count_files(f->dir), files);
	assert_int_equal(count_exports(f), 0);
	mem_free(path);
}

struct watching {
	struct fixture *f;
	size_t exports;                      /* recorded when the first bytes came */
	bool fails;
};

static enum stige_rc watch(void *state, const char *bytes, size_t n, struct err *err)
{
	struct watching *w = state;

	(void)bytes;
	(void)n;
	w->exports = count_exports(w->f);
	return w->fails ? err_set(err, STIGE_IO, "The reader has gone.") : STIGE_OK;
}

/* Whoever reads the pipe, the record is on disk before the first byte. */
static void the_record_comes_before_the_rows(void **state)
{
	struct fixture *f = *state;
	struct watching w = { .f = f };
	struct export_options o = everything;
	struct err err = ERR_INIT;

	o.sink = (struct csv_sink){ watch, &w };
	assert_int_equal(sessionlog_export(f->desk, &o, "-", NULL, &err), STIGE_OK);
	assert_int_equal(w.exports, 1);
	w.fails = true;
	assert_int_equal(sessionlog_export(f->desk, &o, "-", NULL, &err), STIGE_IO);
	assert_string_equal(err.msg, "The reader has gone.");
}

static const struct named {
	int32_t from, to;                    /* days after 2026-11-22 (a Sunday, week 47); -999 = open */
	enum csv_dialect dialect;
	const char *name;
} named[] = {
	{ -999, -999, CSV_EXCEL_DA, "session-log-2026-W47-excel-da.csv" },
	{ -6, 0, CSV_EXACT, "session-log-2026-W47-exact.csv" },
	{ -20, 0, CSV_EXACT, "session-log-2026-W45-W47-exact.csv" },
	{ 1, 60, CSV_EXACT, "session-log-2026-W48-2027-W03-exact.csv" },
	{ -999, 39, CSV_EXACT, "session-log-2026-W53-exact.csv" },
};

static void file_names(void **state)
{
	int32_t today = date_make(2026, 11, 22);

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(named); i++) {
		struct export_options o = everything;
		struct str name = STR_INIT;

		o.dialect = named[i].dialect;
		o.from = named[i].from == -999 ? DATE_NONE : today + named[i].from;
		o.to = named[i].to == -999 ? DATE_NONE : today + named[i].to;
		sessionlog_file_name(&o, today, &name);
		assert_string_equal(name.text, named[i].name);
		str_release(&name);
	}
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
		cmocka_unit_test_setup_teardown(dates_the_wrong_way_round_are_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_file_is_private_whole_and_recorded, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_old_file_is_replaced, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_place_that_cannot_be_is_refused, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_nothing, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_record_comes_before_the_rows, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_screen_gets_words, fixture_setup, fixture_teardown),
		cmocka_unit_test(file_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
