/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a file with outcomes, and which client a line is about. */
#include "outcomeimport.h"

#include <stdlib.h>
#include <string.h>

#include "keymap.h"
#include "outfile.h"
#include "stige/base/cpr.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

static const struct {
	const char *name;
	enum outcome_column_kind kind;
} names[] = {
	{ "case_no", OUTCOME_COLUMN_CASE_NO }, { "case number", OUTCOME_COLUMN_CASE_NO },
	{ "sagsnummer", OUTCOME_COLUMN_CASE_NO },
	{ "number", OUTCOME_COLUMN_NUMBER }, { "nummer", OUTCOME_COLUMN_NUMBER },
	{ "journal number", OUTCOME_COLUMN_NUMBER }, { "journalnummer", OUTCOME_COLUMN_NUMBER },
	{ "cpr", OUTCOME_COLUMN_CPR }, { "pnr", OUTCOME_COLUMN_CPR }, { "cprnr", OUTCOME_COLUMN_CPR },
	{ "kind", OUTCOME_COLUMN_KIND }, { "resultat", OUTCOME_COLUMN_KIND },
	{ "from", OUTCOME_COLUMN_FROM }, { "fra", OUTCOME_COLUMN_FROM },
	{ "to", OUTCOME_COLUMN_TO }, { "til", OUTCOME_COLUMN_TO },
	{ "detail", OUTCOME_COLUMN_DETAIL }, { "bemærkning", OUTCOME_COLUMN_DETAIL },
};

static bool find_name(const char *name, enum outcome_column_kind *ret)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool found = false;

	import_fold(&x, name);
	for (size_t i = 0; i < ARRAY_SIZE(names) && !found; i++) {
		str_clear(&y);
		import_fold(&y, names[i].name);
		found = str_eq(x.text, y.text);
		if (found)
			*ret = names[i].kind;
	}
	str_release(&x);
	str_release(&y);
	return found;
}

/* Other monthly columns of such a register, which say nothing here. */
static bool is_left_out(const char *name)
{
	return str_starts(name, "grad_") || (str_starts(name, "ak") && strlen(name) == 4);
}

static void unknown(struct outcome_import *im, const struct csv_cell *cell)
{
	struct str shown = STR_INIT;

	import_shown(&shown, cell->text);
	if (str_starts(cell->text, "y_"))
		import_complain(im->result, cell, _("There is no week \"%s\"; a column of a week is y_ and two digits "
			"each of year and week."), shown.text);
	else
		import_complain(im->result, cell, _("The column \"%s\" is not known; take it out, or name it case_no, "
			"number, cpr, kind, from, to or detail."), shown.text);
	str_release(&shown);
}

static void take_column(struct outcome_import *im, size_t i, const struct csv_cell *cell)
{
	struct outcome_columns *c = &im->columns;
	const char *name = import_plain(im->table.delimiter, false, cell->text);
	int32_t week = register_week_of(name), month = register_month_of(name);
	enum outcome_column_kind kind;

	if (week != DATE_NONE)
		c->weeks[c->week_count++] = (struct outcome_day){ i, week };
	else if (month != DATE_NONE)
		c->months[c->month_count++] = (struct outcome_day){ i, month };
	else if (is_left_out(name))
		return;
	else if (!find_name(name, &kind))
		unknown(im, cell);
	else if (c->at[kind] != OUTCOME_ABSENT)
		import_complain(im->result, cell, _("There is a column for \"%s\" already, in place %zu; take one "
			"of the two out."), name, c->at[kind] + 1);
	else
		c->at[kind] = i;
}

static int by_day(const void *x, const void *y)
{
	const struct outcome_day *a = x, *b = y;

	return (a->day > b->day) - (a->day < b->day);
}

static void check_columns(struct outcome_import *im, const struct csv_row *head)
{
	struct outcome_columns *c = &im->columns;

	c->weekly = c->week_count > 0;
	if (c->weekly)
		qsort(c->weeks, c->week_count, sizeof(*c->weeks), by_day);
	for (size_t i = 1; i < c->week_count; i++)
		if (c->weeks[i].day == c->weeks[i - 1].day)
			import_complain(im->result, &head->cells[c->weeks[i].column], "%s",
				_("This week stands twice in the first line; take one of the two columns out."));
	if (c->at[OUTCOME_COLUMN_CASE_NO] == OUTCOME_ABSENT && c->at[OUTCOME_COLUMN_NUMBER] == OUTCOME_ABSENT
		&& c->at[OUTCOME_COLUMN_CPR] == OUTCOME_ABSENT)
		import_complain(im->result, &head->cells[0], "%s",
			_("There is no column that says whom a line is about; add case_no, number or cpr."));
	if (!c->weekly && (c->at[OUTCOME_COLUMN_KIND] == OUTCOME_ABSENT || c->at[OUTCOME_COLUMN_FROM] == OUTCOME_ABSENT))
		import_complain(im->result, &head->cells[0], "%s",
			_("There are neither columns kind and from nor weeks (y_2653); add the ones or the others."));
}

enum stige_rc outcome_columns_find(struct outcome_import *im, struct err *err)
{
	const struct csv_row *head;

	im->head = import_head(&im->table);
	if (im->head == im->table.count)
		return err_set(err, STIGE_DATA, _("The file is empty; its first line names the columns."));
	head = &im->table.rows[im->head];
	im->columns.count = head->count;
	im->columns.weeks = arena_array(&im->arena, head->count + 1, sizeof(*im->columns.weeks));
	im->columns.months = arena_array(&im->arena, head->count + 1, sizeof(*im->columns.months));
	for (size_t i = 0; i < OUTCOME_COLUMN_KINDS; i++)
		im->columns.at[i] = OUTCOME_ABSENT;
	for (size_t i = 0; i < head->count; i++)
		take_column(im, i, &head->cells[i]);
	if (!im->result->problem_count)
		check_columns(im, head);
	return STIGE_OK;
}

/* ---- lines to clients ---- */

/* Clients under what a line can name them by. A journal number that two have names neither. */
static void know_clients(struct outcome_import *im, struct keymap *known, size_t *shared)
{
	for (size_t i = 0; i < im->client_count; i++) {
		const struct client *c = &im->clients[i];
		size_t other;
		bool is_new;

		if (c->restricted)
			continue;
		keymap_get_or_put(known, arena_printf(&im->arena, "case %s", c->case_no), i, &is_new);
		if (!*c->f.journal_no)
			continue;
		other = keymap_get_or_put(known, arena_printf(&im->arena, "number %s", c->f.journal_no), i, &is_new);
		if (!is_new)
			shared[other] = 1;
	}
}

static const char *text_of(const struct outcome_import *im, const struct csv_row *row, enum outcome_column_kind kind)
{
	size_t at = im->columns.at[kind];

	return at == OUTCOME_ABSENT ? "" : import_plain(im->table.delimiter, false, row->cells[at].text);
}

static size_t client_of_row(struct outcome_import *im, struct keymap *known, const size_t *shared,
	const struct csv_row *row)
{
	const char *case_no = text_of(im, row, OUTCOME_COLUMN_CASE_NO);
	const char *number = text_of(im, row, OUTCOME_COLUMN_NUMBER);
	const char *key = *case_no ? arena_printf(&im->arena, "case %s", case_no)
		: arena_printf(&im->arena, "number %s", number);
	bool is_new = true;
	size_t client;

	if (!*case_no && !*number)
		return OUTCOME_ABSENT;
	client = keymap_get_or_put(known, key, OUTCOME_ABSENT, &is_new);
	return client != OUTCOME_ABSENT && !*case_no && shared[client] ? OUTCOME_ABSENT : client;
}

static void read_rows(struct outcome_import *im)
{
	struct keymap known = KEYMAP_INIT;
	size_t *shared = mem_array(im->client_count + 1, sizeof(*shared));

	know_clients(im, &known, shared);
	im->rows = arena_array(&im->arena, im->table.count + 1, sizeof(*im->rows));
	for (size_t i = im->head + 1; i < im->table.count; i++) {
		const struct csv_row *row = &im->table.rows[i];

		if (import_row_blank(row))
			continue;
		im->result->rows++;
		if (import_row_fits(row, im->columns.count, im->result))
			im->rows[im->row_count++] = (struct outcome_row){ row, client_of_row(im, &known, shared, row),
				LINK_MATCHED };
	}
	mem_free(shared);
	keymap_release(&known);
}

struct cpr_row {
	char digits[CPR_DIGITS + 1];
	size_t row;
};

static int by_digits(const void *x, const void *y)
{
	return strcmp(((const struct cpr_row *)x)->digits, ((const struct cpr_row *)y)->digits);
}

/* Rows that no other number matched, with the ten digits they have. */
static size_t rows_with_cpr(const struct outcome_import *im, struct cpr_row *ret)
{
	size_t count = 0;

	for (size_t i = 0; i < im->row_count; i++)
		if (im->rows[i].client == OUTCOME_ABSENT && cpr_parse(text_of(im, im->rows[i].row, OUTCOME_COLUMN_CPR),
			desk_today(im->desk), ret[count].digits, NULL) == CPR_FINE)
			ret[count++].row = i;
	if (count)
		qsort(ret, count, sizeof(*ret), by_digits);
	return count;
}

static size_t index_of(const struct outcome_import *im, const struct id *id)
{
	for (size_t i = 0; i < im->client_count && !id_is_zero(id); i++)
		if (id_eq(&im->clients[i].id, id) && !im->clients[i].restricted)
			return i;
	return OUTCOME_ABSENT;
}

static enum stige_rc match_cpr(struct outcome_import *im, struct err *err)
{
	struct cpr_row *rows = mem_array(im->row_count + 1, sizeof(*rows));
	size_t count = rows_with_cpr(im, rows), distinct = 0;
	const char **digits = mem_array(count + 1, sizeof(*digits));
	struct id *found = mem_array(count + 1, sizeof(*found));
	enum stige_rc rc;

	for (size_t i = 0; i < count; i++)
		if (i == 0 || !str_eq(rows[i].digits, rows[i - 1].digits))
			digits[distinct++] = rows[i].digits;
	rc = client_match_cpr(im->desk->store, digits, distinct, found, err);
	for (size_t i = 0, k = 0; i < count; i++) {
		k += !str_eq(digits[k], rows[i].digits);
		im->rows[rows[i].row].client = index_of(im, &found[k]);
	}
	mem_free(found);
	mem_free(digits);
	mem_free(rows);
	return rc;
}

/* Two lines about one client in a register: which is right is not for us to say. */
static void find_duplicates(struct outcome_import *im)
{
	size_t *lines = mem_array(im->client_count + 1, sizeof(*lines));

	for (size_t i = 0; i < im->row_count; i++)
		if (im->rows[i].client != OUTCOME_ABSENT)
			lines[im->rows[i].client]++;
	for (size_t i = 0; i < im->row_count && im->columns.weekly; i++)
		if (im->rows[i].client != OUTCOME_ABSENT && lines[im->rows[i].client] > 1)
			im->rows[i].link = LINK_DUPLICATE;
	mem_free(lines);
}

static void count_links(struct outcome_import *im)
{
	for (size_t i = 0; i < im->row_count; i++) {
		struct outcome_row *r = &im->rows[i];

		if (r->client == OUTCOME_ABSENT)
			r->link = LINK_UNMATCHED;
		im->counts->matched += r->link == LINK_MATCHED;
		im->counts->unmatched += r->link == LINK_UNMATCHED;
		im->counts->duplicate += r->link == LINK_DUPLICATE;
		if (r->link == LINK_UNMATCHED && !im->columns.weekly)
			import_complain(im->result, &r->row->cells[0], "%s",
				_("No client in the caseload has this number, or more than one; check it."));
	}
}

enum stige_rc outcome_rows_link(struct outcome_import *im, struct err *err)
{
	enum stige_rc rc = client_list(im->desk->store, &im->arena, NULL, &im->clients, &im->client_count, err);

	if (rc != STIGE_OK)
		return rc;
	read_rows(im);
	if (im->columns.at[OUTCOME_COLUMN_CPR] != OUTCOME_ABSENT)
		rc = match_cpr(im, err);
	if (rc == STIGE_OK) {
		find_duplicates(im);
		count_links(im);
	}
	return rc;
}

/* ---- the linking log ---- */

static enum stige_rc record(const struct outcome_import *im, const char *path, size_t bytes, const char *sha256,
	struct err *err)
{
	const struct export_record e = {
		.at = store_now(im->desk->store), .what = "links", .dialect = "exact", .file = path, .sha256 = sha256,
		.bytes = bytes, .rows = im->row_count, .reason = "",
	};

	return export_add(im->desk->store, &e, err);
}

static void write_links(const struct outcome_import *im, struct csv_writer *w)
{
	static const char *const words[] = {
		[LINK_MATCHED] = "matched", [LINK_UNMATCHED] = "unmatched", [LINK_DUPLICATE] = "duplicate",
	};

	csv_put_code(w, "line");
	csv_put_code(w, "link");
	csv_put_code(w, "case_no");
	csv_end_row(w);
	for (size_t i = 0; i < im->row_count; i++) {
		const struct outcome_row *r = &im->rows[i];

		csv_put_integer(w, (int64_t)r->row->line);
		csv_put_code(w, words[r->link]);
		csv_put_text(w, r->client == OUTCOME_ABSENT ? "" : im->clients[r->client].case_no);
		csv_end_row(w);
	}
}

enum stige_rc outcome_links_write(const struct outcome_import *im, const char *path, struct err *err)
{
	struct outfile out = OUTFILE_INIT;
	struct csv_writer w;
	char sha256[65];
	enum stige_rc rc = outfile_open(&out, path, err);

	if (rc == STIGE_OK) {
		csv_writer_init(&w, CSV_EXACT, (struct csv_sink){ outfile_write, &out });
		write_links(im, &w);
		rc = csv_writer_finish(&w, err);
	}
	if (rc == STIGE_OK)
		rc = outfile_seal(&out, sha256, err);
	if (rc == STIGE_OK)
		rc = record(im, path, out.bytes, sha256, err);
	if (rc == STIGE_OK)
		rc = outfile_publish(&out, err);
	outfile_release(&out);
	return rc;
}
