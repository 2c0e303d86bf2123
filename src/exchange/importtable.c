/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importtable.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/csv/writer.h"
#include "stige/base/banned.h"

enum { SHOWN = 30 };                         /* columns of a foreign word in a message */

void import_problem_add(struct import_result *r, size_t line, size_t column, char *message)
{
	r->problems = mem_grow(r->problems, &r->problem_cap, r->problem_count + 1, sizeof(*r->problems));
	r->problems[r->problem_count++] = (struct import_problem){ .line = line, .column = column, .message = message };
}

void import_doubt(struct import_result *r, const struct csv_cell *cell, enum import_doubt doubt, const char *who,
	const char *message)
{
	struct import_problem *p;

	import_problem_add(r, cell->line, cell->column, mem_strdup(message));
	p = &r->problems[r->problem_count - 1];
	p->doubt = doubt;
	snprintf(p->who, sizeof(p->who), "%s", who ? who : "");
}

static bool fits(enum import_choice choice, enum import_doubt doubt, bool same)
{
	if (choice == DECIDED_SAME)
		return same;
	return choice != DECIDED_OTHER || doubt == DOUBT_ALIKE || doubt == DOUBT_ERASED;
}

enum import_choice import_decided(const struct import_options *o, size_t line, enum import_doubt doubt, bool same)
{
	for (size_t i = 0; i < o->decision_count; i++) {
		const struct import_decision *d = &o->decisions[i];

		if (d->line == line && (d->doubt == doubt || d->doubt == DOUBT_NONE) && fits(d->choice, doubt, same))
			return d->choice;
	}
	return DECIDED_NOT;
}

enum stige_rc import_stopped(struct err *err)
{
	return err_set(err, STIGE_BUSY, "%s", _("stopped; nothing was taken in"));
}

void import_complain(struct import_result *r, const struct csv_cell *cell, const char *fmt, ...)
{
	struct str message = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_addv(&message, fmt, ap);
	va_end(ap);
	import_problem_add(r, cell->line, cell->column, str_steal(&message));
}

bool import_row_blank(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (*row->cells[i].text)
			return false;
	return true;
}

size_t import_head(const struct csv_table *t)
{
	size_t head = 0;

	while (head < t->count && import_row_blank(&t->rows[head]))
		head++;
	return head;
}

bool import_row_fits(const struct csv_row *row, size_t columns, struct import_result *r)
{
	size_t last = row->count > columns ? columns : row->count - 1;

	if (row->count == columns)
		return true;
	import_complain(r, &row->cells[last], _("This line has %zu cells, but the first line names %zu columns; "
		"check its separators and quotes."), row->count, columns);
	return false;
}

const char *import_plain(char delimiter, bool own, const char *cell)
{
	char next = cell[0] == '\'' ? cell[1] : '\0';
	bool guarded = next && (own || strchr("=+-@\t\r'", next) || (next >= '0' && next <= '9'));

	return delimiter == ';' && guarded ? csv_unguard(cell) : cell;
}

void import_note_encoding(enum csv_encoding encoding, struct import_result *r)
{
	if (encoding == CSV_WINDOWS_1252)
		r->note = mem_strdup(_("The file is not in UTF-8; it has been read as Windows-1252. Check the letters "
			"æ, ø and å."));
}

static int by_place(const void *x, const void *y)
{
	const struct import_problem *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->column > b->column) - (a->column < b->column);
}

enum stige_rc import_verdict(struct import_result *r, const char *path, struct err *err)
{
	if (!r->problem_count)
		return STIGE_OK;
	qsort(r->problems, r->problem_count, sizeof(*r->problems), by_place);
	if (r->problems[0].line == 0)
		return err_set(err, STIGE_DATA, "%s: %s", path, r->problems[0].message);
	return err_set(err, STIGE_DATA,
		_("%s cannot be taken in and nothing has been changed (problems: %zu, the first in line %zu, "
		"column %zu); put them right and try again."),
		path, r->problem_count, r->problems[0].line, r->problems[0].column);
}

void import_fold(struct str *out, const char *name)
{
	struct str spaced = STR_INIT, tidy = STR_INIT;

	for (const char *p = name; *p; p++)
		str_addc(&spaced, strchr("_-.:/", *p) ? ' ' : *p);
	text_normalise(&tidy, spaced.text);
	text_search_key(out, tidy.text);
	str_release(&tidy);
	str_release(&spaced);
}

void import_shown(struct str *out, const char *word)
{
	struct str safe = STR_INIT;

	text_safe(&safe, word, 0);
	text_fit(out, safe.text, SHOWN);
	str_release(&safe);
}
