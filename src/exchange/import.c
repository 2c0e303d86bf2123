/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/import.h"

#include "importcolumns.h"
#include "importtwins.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/issue.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/casefile/intake.h"
#include "stige/csv/reader.h"
#include "stige/csv/writer.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

/* One run over a file. */
struct import_run {
	struct desk *desk;
	struct csv_table table;
	struct arena arena;              /* of the rows' strings */
	struct import_columns columns;
	struct import_row *rows;
	size_t count, cap;
	struct import_result *result;
};

void import_result_release(struct import_result *r)
{
	for (size_t i = 0; i < r->problem_count; i++)
		mem_free(r->problems[i].message);
	mem_free(r->problems);
	mem_free(r->note);
	*r = (struct import_result)IMPORT_RESULT_INIT;
}

/* Spreadsheets leave lines of nothing but separators at the end. */
static bool is_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (*row->cells[i].text)
			return false;
	return true;
}

/*
 * A cell without the apostrophe that excel-da puts before what a spreadsheet would run or turn
 * into a date or a number. An apostrophe before a letter is part of a name ('t Hart).
 */
static const char *plain(const struct import_run *r, const char *cell)
{
	char next = cell[0] == '\'' ? cell[1] : '\0';
	bool guarded = next && (strchr("=+-@\t\r'", next) || (next >= '0' && next <= '9'));

	return r->table.delimiter == ';' && guarded ? csv_unguard(cell) : cell;
}

/* The text of a field in this row; code words in small letters. "" when the file has no such column. */
static const char *field_text(struct import_run *r, const struct csv_row *row, enum import_field field)
{
	size_t at = r->columns.at[field];
	struct str small = STR_INIT, tidy = STR_INIT;
	const char *text;

	if (at == IMPORT_ABSENT)
		return "";
	text = plain(r, row->cells[at].text);
	if (!import_field_is_word(field))
		return text;
	text_normalise(&tidy, text);
	text_search_key(&small, tidy.text);
	text = arena_strdup(&r->arena, small.text);
	str_release(&tidy);
	str_release(&small);
	return text;
}

static size_t column_of(const struct import_run *r, const struct csv_row *row, enum import_field field)
{
	size_t at = r->columns.at[field];

	return at == IMPORT_ABSENT ? row->cells[0].column : row->cells[at].column;
}

static void take_issues(struct import_run *r, const struct csv_row *row, const struct issues *issues)
{
	for (size_t i = 0; i < issues->count; i++) {
		const struct issue *issue = &issues->list[i];

		import_problem_add(r->result, row->line,
			column_of(r, row, import_field_of_issue(issue->field)), mem_strdup(issue->message));
	}
}

static bool right_width(struct import_run *r, const struct csv_row *row)
{
	struct str message = STR_INIT;
	size_t last = row->count > r->columns.count ? r->columns.count : row->count - 1;

	if (row->count == r->columns.count)
		return true;
	str_addf(&message, _("This line has %zu cells, but the first line names %zu columns; check its "
		"separators and quotes."), row->count, r->columns.count);
	import_problem_add(r->result, row->line, row->cells[last].column, str_steal(&message));
	return false;
}

static void check_row(struct import_run *r, const struct csv_row *row)
{
	struct issues issues = ISSUES_INIT;
	struct import_row *kept;
	struct intake typed;

	if (is_blank(row))
		return;
	r->result->rows++;
	if (!right_width(r, row))
		return;
	typed = (struct intake){
		.name = field_text(r, row, IMPORT_NAME),
		.birth = field_text(r, row, IMPORT_BIRTH),
		.journal_no = field_text(r, row, IMPORT_NUMBER),
		.education = field_text(r, row, IMPORT_EDUCATION),
		.benefit = field_text(r, row, IMPORT_BENEFIT),
		.benefit_since = field_text(r, row, IMPORT_BENEFIT_SINCE),
		.goal = field_text(r, row, IMPORT_GOAL),
		.goal_reason = field_text(r, row, IMPORT_GOAL_REASON),
	};
	r->rows = mem_grow(r->rows, &r->cap, r->count + 1, sizeof(*r->rows));
	kept = &r->rows[r->count];
	*kept = (struct import_row){
		.line = row->line,
		.name_column = column_of(r, row, IMPORT_NAME),
		.number_column = column_of(r, row, IMPORT_NUMBER),
	};
	if (intake_check(&typed, NULL, desk_today(r->desk), &r->arena, &kept->fields, &issues))
		r->count++;
	else
		take_issues(r, row, &issues);
	issues_release(&issues);
}

/* The first line that is not blank names the columns; the others are clients. */
static void check_rows(struct import_run *r)
{
	const struct csv_table *t = &r->table;
	size_t head = 0;

	while (head < t->count && is_blank(&t->rows[head]))
		head++;
	if (head == t->count) {
		import_problem_add(r->result, 0, 0,
			mem_strdup(_("The file is empty; write the columns name, birth, number into its "
				"first line.")));
		return;
	}
	if (!import_columns_find(&r->columns, &t->rows[head], r->result))
		return;
	for (size_t i = head + 1; i < t->count; i++)
		check_row(r, &t->rows[i]);
}

static enum stige_rc check_twins(struct import_run *r, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct client *clients = NULL;
	size_t count = 0;
	enum stige_rc rc;

	rc = client_list(r->desk->store, &arena, NULL, &clients, &count, err);
	if (rc == STIGE_OK)
		import_twins_find(r->rows, r->count, clients, count, r->result);
	arena_release(&arena);
	for (size_t i = 0; i < r->count; i++)
		r->result->known += r->rows[i].known;
	return rc;
}

static int by_place(const void *x, const void *y)
{
	const struct import_problem *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

static enum stige_rc refuse(struct import_run *r, const char *path, struct err *err)
{
	const struct import_problem *first = r->result->problems;

	qsort(r->result->problems, r->result->problem_count, sizeof(*r->result->problems), by_place);
	if (first->line == 0)
		return err_set(err, STIGE_DATA, "%s: %s", path, first->message);
	return err_set(err, STIGE_DATA,
		_("%s cannot be taken in and nothing has been changed (problems: %zu, the first in line %zu, "
		"column %zu); put them right and try again."),
		path, r->result->problem_count, first->line, first->column);
}

static enum stige_rc write_rows(struct store *s, void *arg, struct err *err)
{
	struct import_run *r = arg;
	struct event e = {
		.kind = EVENT_IMPORTED,
		.form_hash = "", .item = "", .reason = "clients",
		.answered = (int)(r->count - r->result->known), .of = (int)r->result->rows, .minutes = -1,
		.respondent = "", .mode = "", .language = "",
	};

	for (size_t i = 0; i < r->count; i++) {
		struct id id;
		char case_no[16];
		enum stige_rc rc;

		if (r->rows[i].known)
			continue;
		rc = client_add(s, &r->rows[i].fields, NULL, &id, case_no, err);
		if (rc != STIGE_OK)
			return rc;
	}
	return event_add(s, &e, err);
}

/* Checks everything; writes only when nothing is wrong and it is meant. */
static enum stige_rc run(struct import_run *r, const char *path, bool dry_run, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	if (r->table.encoding == CSV_WINDOWS_1252)
		r->result->note = mem_strdup(
			_("The file is not in UTF-8; it has been read as Windows-1252. Check the letters "
			"æ, ø and å."));
	check_rows(r);
	if (r->count)
		rc = check_twins(r, err);
	if (rc != STIGE_OK)
		return rc;
	if (r->result->problem_count)
		return refuse(r, path, err);
	if (!dry_run)
		rc = store_tx(r->desk->store, write_rows, r, err);
	if (rc == STIGE_OK)
		r->result->added = r->count - r->result->known;
	return rc;
}

enum stige_rc import_clients(struct desk *d, const char *path, bool dry_run, struct import_result *ret,
	struct err *err)
{
	struct import_run r = { .desk = d, .arena = ARENA_INIT, .result = ret };
	enum stige_rc rc;

	*ret = (struct import_result)IMPORT_RESULT_INIT;
	rc = csv_read_file(&r.table, path, NULL, NULL, err);
	if (rc != STIGE_OK)
		return rc;
	rc = run(&r, path, dry_run, err);
	mem_free(r.rows);
	arena_release(&r.arena);
	csv_table_release(&r.table);
	return rc;
}
