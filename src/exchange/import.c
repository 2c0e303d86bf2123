/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/import.h"

#include <string.h>

#include "importcolumns.h"
#include "importcpr.h"
#include "importtable.h"
#include "importtwins.h"

#include "stige/base/i18n.h"
#include "stige/base/issue.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/casefile/intake.h"
#include "stige/csv/reader.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum { PROGRESS_ROWS = 50 };

/* One run over a file. */
struct import_run {
	struct desk *desk;
	struct csv_table table;
	struct arena arena;              /* of the rows' strings */
	struct import_columns columns;
	struct import_row *rows;
	size_t count, cap;
	const struct import_options *options;
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

/* The text of a field in this row; code words in small letters. "" when the file has no such column. */
static const char *field_text(struct import_run *r, const struct csv_row *row, enum import_field field)
{
	size_t at = r->columns.at[field];
	struct str small = STR_INIT, tidy = STR_INIT;
	const char *text;

	if (at == IMPORT_ABSENT)
		return "";
	text = import_plain(r->table.delimiter, false, row->cells[at].text);
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

/* What is answered about a look-alike; "ny" is Danish for TWIN_NEW. */
static const char *twin_of(struct import_run *r, const struct csv_row *row)
{
	const char *text = field_text(r, row, IMPORT_TWIN);

	return str_eq(text, "ny") ? TWIN_NEW : arena_strdup(&r->arena, text);
}

static void check_row(struct import_run *r, const struct csv_row *row)
{
	struct issues issues = ISSUES_INIT;
	struct import_row *kept;
	struct intake typed;

	if (import_row_blank(row))
		return;
	r->result->rows++;
	if (!import_row_fits(row, r->columns.count, r->result))
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
		.cpr_column = column_of(r, row, IMPORT_CPR), .twin_column = column_of(r, row, IMPORT_TWIN),
		.cpr = arena_strdup(&r->arena, field_text(r, row, IMPORT_CPR)), .twin = twin_of(r, row),
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
	size_t head = import_head(t);

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

static void complain(struct import_run *r, const struct import_row *row, size_t column, const char *message)
{
	import_problem_add(r->result, row->line, column, mem_strdup(message));
}

/* Who is said to be somebody of the caseload must be there. */
static void settle_twins(struct import_run *r, const struct client *clients, size_t count)
{
	for (size_t i = 0; i < r->count; i++) {
		struct import_row *row = &r->rows[i];

		if (!*row->twin || str_eq(row->twin, TWIN_NEW))
			continue;
		for (size_t k = 0; k < count; k++)
			if (str_eq(clients[k].case_no, row->twin))
				row->known = true;
		if (row->known)
			row->case_no = row->twin;
		else
			complain(r, row, row->twin_column, _("No client in the caseload has this case number; write one "
				"that is there, or \"new\"."));
	}
}

/* The same as somebody here, or left out, where it was said. */
static bool cpr_settled(const struct import_run *r, struct import_row *row, const char *owner)
{
	enum import_choice choice = import_decided(r->options, row->line, DOUBT_CPR, true);

	if (choice == DECIDED_SAME) {
		row->known = true;
		row->case_no = owner;
	}
	row->left_out |= choice == DECIDED_LEAVE_OUT;
	return choice != DECIDED_NOT;
}

static void settle_cpr(struct import_run *r, struct import_row *row, const struct import_cpr *cpr,
	const struct client *clients, size_t count)
{
	const char *owner = NULL;
	const struct csv_cell cell = { .line = row->line, .column = row->cpr_column };
	struct str message = STR_INIT;

	memcpy(row->digits, cpr->digits, sizeof(row->digits));
	for (size_t i = 0; i < count && !id_is_zero(&cpr->owner); i++)
		if (id_eq(&clients[i].id, &cpr->owner))
			owner = clients[i].case_no;
	if (cpr->fault != CPR_FINE)
		complain(r, row, row->cpr_column, cpr_fault_sentence(cpr->fault));
	else if (cpr->twice)
		complain(r, row, row->cpr_column, _("Another client in the file has the same CPR number; check both."));
	else if (owner && !(row->known && str_eq(row->case_no, owner)) && !cpr_settled(r, row, owner)) {
		str_addf(&message, _("This CPR number belongs to %s in the caseload; write that into a column \"twin\" if "
			"it is the same client, else check the number."), owner);
		import_doubt(r->result, &cell, DOUBT_CPR, owner, message.text);
	}
	str_release(&message);
}

static enum stige_rc check_cpr(struct import_run *r, const struct client *clients, size_t count, struct err *err)
{
	struct import_cpr *list = mem_array(r->count + 1, sizeof(*list));
	enum stige_rc rc;

	for (size_t i = 0; i < r->count; i++)
		list[i].typed = r->rows[i].cpr;
	rc = import_cpr_match(r->desk, list, r->count, err);
	for (size_t i = 0; rc == STIGE_OK && i < r->count; i++)
		settle_cpr(r, &r->rows[i], &list[i], clients, count);
	mem_free(list);
	return rc;
}

static enum stige_rc check_twins(struct import_run *r, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct client *clients = NULL;
	size_t count = 0;
	enum stige_rc rc;

	rc = client_list(r->desk->store, &arena, NULL, &clients, &count, err);
	if (rc == STIGE_OK) {
		settle_twins(r, clients, count);
		import_twins_find(r->rows, r->count, clients, count, r->options, r->result);
		rc = check_cpr(r, clients, count, err);
	}
	arena_release(&arena);
	for (size_t i = 0; i < r->count; i++) {
		r->result->left_out += r->rows[i].left_out;
		r->result->known += r->rows[i].known && !r->rows[i].left_out;
	}
	return rc;
}

static size_t added(const struct import_run *r)
{
	return r->count - r->result->known - r->result->left_out;
}

static enum stige_rc write_rows(struct store *s, void *arg, struct err *err)
{
	struct import_run *r = arg;
	struct event e = {
		.kind = EVENT_IMPORTED,
		.form_hash = "", .item = "", .reason = "clients",
		.answered = (int)added(r), .of = (int)r->result->rows, .minutes = -1,
		.respondent = "", .mode = "", .language = "",
	};

	for (size_t i = 0; i < r->count; i++) {
		struct id id;
		char case_no[16];
		enum stige_rc rc;

		if (r->rows[i].known || r->rows[i].left_out)
			continue;
		if (r->options->progress && i % PROGRESS_ROWS == 0 && !r->options->progress(r->options->ctx, i, r->count))
			return import_stopped(err);
		rc = client_add(s, &r->rows[i].fields, NULL, &id, case_no, err);
		if (rc == STIGE_OK && *r->rows[i].digits)
			rc = client_set_cpr(s, &id, r->rows[i].digits, err);
		if (rc != STIGE_OK)
			return rc;
	}
	return event_add(s, &e, err);
}

/* Checks everything; writes only when nothing is wrong and it is meant. */
static enum stige_rc run(struct import_run *r, const char *path, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	import_note_encoding(r->table.encoding, r->result);
	check_rows(r);
	if (r->count)
		rc = check_twins(r, err);
	if (rc != STIGE_OK)
		return rc;
	rc = import_verdict(r->result, path, err);
	if (rc == STIGE_OK && !r->options->dry_run)
		rc = store_tx(r->desk->store, write_rows, r, err);
	if (rc == STIGE_OK)
		r->result->added = added(r);
	return rc;
}

enum stige_rc import_clients(struct desk *d, const char *path, const struct import_options *options,
	struct import_result *ret, struct err *err)
{
	struct import_run r = { .desk = d, .arena = ARENA_INIT, .options = options, .result = ret };
	enum stige_rc rc;

	*ret = (struct import_result)IMPORT_RESULT_INIT;
	rc = csv_read_file(&r.table, path, NULL, NULL, err);
	if (rc != STIGE_OK)
		return rc;
	rc = run(&r, path, err);
	mem_free(r.rows);
	arena_release(&r.arena);
	csv_table_release(&r.table);
	return rc;
}
