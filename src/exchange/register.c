/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register.h"

#include <string.h>

#include "importtable.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

enum { CODE_FIRST, CODE_LAST, CODE_OUTCOME, CODE_FROM, CODE_TO, CODE_SOURCE, CODE_NOTE, CODE_COLUMNS };
enum { CODE_MOST = 9999, CENTURY_TURN = 90 };

static const char *const head[CODE_COLUMNS] = {
	"code_from", "code_to", "outcome", "valid_from", "valid_to", "source", "note",
};

/* ---- the table of codes ---- */

static enum stige_rc wrong(const char *path, const struct csv_cell *cell, const char *expected, struct err *err)
{
	return err_set(err, STIGE_DATA, _("%s, line %zu, column %zu: expected %s"), path, cell->line, cell->column,
		expected);
}

static bool read_day(const char *text, int32_t *ret)
{
	*ret = DATE_NONE;
	return !*text || date_parse(text, ret);
}

static enum stige_rc read_code(const struct csv_row *row, const char *path, struct register_code *ret,
	struct err *err)
{
	const struct csv_cell *c = row->cells;
	unsigned kind = 0;

	if (row->count != CODE_COLUMNS)
		return wrong(path, &c[0], _("seven cells"), err);
	if (!str_to_long(c[CODE_FIRST].text, 0, CODE_MOST, &ret->first))
		return wrong(path, &c[CODE_FIRST], _("a code of digits"), err);
	if (!str_to_long(c[CODE_LAST].text, ret->first, CODE_MOST, &ret->last))
		return wrong(path, &c[CODE_LAST], _("a code of digits, not below the first"), err);
	ret->counts = words_find(&outcome_kind_words, c[CODE_OUTCOME].text, &kind);
	ret->kind = (enum outcome_kind)kind;
	if (!ret->counts && !str_eq(c[CODE_OUTCOME].text, "none"))
		return wrong(path, &c[CODE_OUTCOME], _("job, flex-job, marginal-job, wage-subsidy, education, "
			"other-benefit or none"), err);
	if (!read_day(c[CODE_FROM].text, &ret->valid_from))
		return wrong(path, &c[CODE_FROM], _("a day as 2026-11-22, or nothing"), err);
	if (!read_day(c[CODE_TO].text, &ret->valid_to))
		return wrong(path, &c[CODE_TO], _("a day as 2026-11-22, or nothing"), err);
	if (!*c[CODE_SOURCE].text)
		return wrong(path, &c[CODE_SOURCE], _("where this is from"), err);
	return STIGE_OK;
}

static bool is_valid(const struct register_code *c, int32_t day)
{
	return (c->valid_from == DATE_NONE || c->valid_from <= day) && (c->valid_to == DATE_NONE || day <= c->valid_to);
}

/* Two rows for one code on one day would make the answer hang on their order. */
static bool overlap(const struct register_code *a, const struct register_code *b)
{
	int32_t from = a->valid_from > b->valid_from ? a->valid_from : b->valid_from;

	/* DATE_NONE is before every day. */
	return a->last >= b->first && b->last >= a->first && (a->valid_to == DATE_NONE || a->valid_to >= from)
		&& (b->valid_to == DATE_NONE || b->valid_to >= from);
}

static enum stige_rc take_code(struct register_codes *c, const struct csv_row *row, const char *path,
	struct err *err)
{
	struct register_code *code = &c->list[c->count];
	enum stige_rc rc = read_code(row, path, code, err);

	for (size_t i = 0; rc == STIGE_OK && i < c->count; i++)
		if (overlap(&c->list[i], code))
			rc = wrong(path, &row->cells[0], _("a code that no row above has for the same days"), err);
	c->count += rc == STIGE_OK;
	return rc;
}

enum stige_rc register_codes_read(struct register_codes *c, const char *path, struct arena *a,
	struct err *err)
{
	struct csv_table t;
	size_t first;
	enum stige_rc rc = csv_read_file(&t, path, NULL, NULL, err);

	*c = (struct register_codes){ NULL, 0 };
	if (rc != STIGE_OK)
		return rc;
	first = import_head(&t);
	c->list = arena_array(a, t.count + 1, sizeof(*c->list));
	for (size_t i = 0; rc == STIGE_OK && i < CODE_COLUMNS; i++)
		if (first == t.count || i >= t.rows[first].count || !str_eq(t.rows[first].cells[i].text, head[i]))
			rc = err_set(err, STIGE_DATA, _("%s is no table of register codes; its first line is "
				"code_from,code_to,outcome,valid_from,valid_to,source,note"), path);
	for (size_t i = first + 1; rc == STIGE_OK && i < t.count; i++)
		if (!import_row_blank(&t.rows[i]))
			rc = take_code(c, &t.rows[i], path, err);
	csv_table_release(&t);
	return rc;
}

const struct register_code *register_code_find(const struct register_codes *c, long code, int32_t monday)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].first <= code && code <= c->list[i].last && is_valid(&c->list[i], monday))
			return &c->list[i];
	return NULL;
}

/* ---- weeks to spells ---- */

/* What a week says by itself; false when it says nothing. */
static bool kind_of_week(const struct register_codes *c, const struct register_week *w, enum outcome_kind *ret)
{
	const struct register_code *code;

	*ret = OUTCOME_JOB;
	if (w->code == REGISTER_BLANK)
		return w->paid;
	code = register_code_find(c, w->code, w->monday);
	if (!code || !code->counts)
		return false;
	*ret = code->kind;
	return true;
}

/* Weeks from `first` on that say the same without a gap. */
static size_t run_length(const struct register_codes *c, const struct register_week *weeks, size_t n,
	size_t first, enum outcome_kind kind)
{
	size_t i = first + 1;
	enum outcome_kind other;

	while (i < n && weeks[i].monday == weeks[i - 1].monday + 7 && kind_of_week(c, &weeks[i], &other)
		&& other == kind)
		i++;
	return i - first;
}

static bool blank_run(const struct register_week *weeks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (weeks[i].code != REGISTER_BLANK)
			return false;
	return true;
}

size_t register_spells(const struct register_codes *c, const struct register_week *weeks, size_t n,
	struct spell *ret)
{
	size_t count = 0, run;

	for (size_t i = 0; i < n; i += run) {
		enum outcome_kind kind;

		run = 1;
		if (!kind_of_week(c, &weeks[i], &kind))
			continue;
		run = run_length(c, weeks, n, i, kind);
		if (run < REGISTER_JOB_WEEKS && kind == OUTCOME_JOB && blank_run(weeks + i, run))
			continue;
		ret[count++] = (struct spell){ kind, weeks[i].monday, weeks[i + run - 1].monday + 6 };
	}
	return count;
}

/* ---- heads ---- */

/* n digits of s as a number, -1 when they are not digits. */
static int digits(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

int32_t register_week_of(const char *column)
{
	int year, week;

	if (!str_starts(column, "y_") || strlen(column) != 6)
		return DATE_NONE;
	year = digits(column + 2, 2);
	week = digits(column + 4, 2);
	if (year < 0 || week < 1)
		return DATE_NONE;
	return date_from_week(year < CENTURY_TURN ? 2000 + year : 1900 + year, week);
}

int32_t register_month_of(const char *column)
{
	int year, month;

	if (!str_starts(column, "branche_") || strlen(column) != 15 || column[12] != '_')
		return DATE_NONE;
	year = digits(column + 8, 4);
	month = digits(column + 13, 2);
	return year < 1 || month < 1 ? DATE_NONE : date_make(year, month, 1);
}
