/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports in words: headings, cells, and the whole as text. */
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/base/mem.h"
#include "stige/casefile/report.h"

#include "spell.h"
#include "stige/base/banned.h"

enum { CELL = 13, LABEL_LEAST = 16 };

/* What a cell counts, as a code word and as a heading. */
static const struct measure { const char *code, *head; } counts[] = {
	{ "clients", N_("clients") }, { "of", N_("of") }, { NULL, NULL },
};
static const struct measure dated[] = {
	{ "clients", N_("clients") }, { "dated", N_("date agreed") }, { NULL, NULL },
};
static const struct measure only[] = { { "clients", N_("clients") }, { NULL, NULL } };
static const struct measure moved[] = {
	{ "up", N_("up") }, { "down", N_("down") }, { "same", N_("the same") }, { "not-compared", N_("no value") },
};

static const struct {
	const char *word, *title, *note;
	const struct measure *measures;
} reports[] = {
	[REPORT_DUE] = { "due", N_("Due"), N_("By the week of the date shown as due, 13 weeks after the last round."),
		dated },
	[REPORT_MOVEMENT] = { "movement", N_("Movement"),
		N_("Clients with two rounds or more, newest round against the value before. Numbers under 5 are not told; "
		"- is kept back with them. Numbers describe; they say nothing about why."), moved },
	[REPORT_ACTIVITIES] = { "activities", N_("Activities"),
		N_("A client with activities in two groups counts in both."), only },
	[REPORT_QUALITY] = { "quality", N_("Data quality"),
		N_("Of the newest round. A gap is a question to ask, not a mistake."), counts },
};

bool report_kind_parse(const char *word, enum report_kind *ret)
{
	for (size_t i = 0; i < ARRAY_SIZE(reports); i++)
		if (str_eq(word, reports[i].word)) {
			*ret = (enum report_kind)i;
			return true;
		}
	return false;
}

const char *report_word(enum report_kind kind)
{
	return reports[kind].word;
}

const char *report_title(enum report_kind kind)
{
	return _(reports[kind].title);
}

static const struct measure *measure_of(enum report_kind kind, size_t cell)
{
	for (size_t i = 0; i < cell; i++)
		if (!reports[kind].measures[i].code)
			return NULL;
	return cell < REPORT_CELLS && reports[kind].measures[cell].code ? &reports[kind].measures[cell] : NULL;
}

const char *report_head(enum report_kind kind, size_t cell)
{
	const struct measure *m = measure_of(kind, cell);

	return m ? _(m->head) : NULL;
}

const char *report_measure(enum report_kind kind, size_t cell)
{
	const struct measure *m = measure_of(kind, cell);

	return m ? m->code : NULL;
}

void report_cell(const struct report_row *row, size_t cell, struct str *out)
{
	if (!(row->hidden & 1u << cell))
		str_addf(out, "%u", row->cells[cell]);
	else if (row->cells[cell] < REPORT_LEAST)
		str_addf(out, "<%d", REPORT_LEAST);
	else
		str_addc(out, '-');
}

void report_note(const struct report *r, struct str *out)
{
	str_addf(out, ngettext("%u client. ", "%u clients. ", r->of), r->of);
	str_add(out, _(reports[r->kind].note));
}

static void put_cells(const struct report *r, const struct report_row *row, struct str *out)
{
	struct str cell = STR_INIT;

	for (size_t i = 0; report_head(r->kind, i); i++) {
		str_clear(&cell);
		if (row)
			report_cell(row, i, &cell);
		else
			str_add(&cell, report_head(r->kind, i));
		str_addc(out, ' ');
		lay_cell(out, cell.text, CELL - 1);
	}
	lay_end(out);
	str_release(&cell);
}

static int label_width(const struct report *r, int columns)
{
	int width = columns - 1;

	for (size_t i = 0; report_head(r->kind, i); i++)
		width -= CELL;
	return width > LABEL_LEAST ? width : LABEL_LEAST;
}

static void put_who(const struct report *r, const struct report_row *row, int columns, struct str *out)
{
	struct str line = STR_INIT;

	for (size_t i = 0; i < row->who_count; i++) {
		const struct caseload_row *one = &r->load.rows[row->who[i]];

		str_clear(&line);
		str_addf(&line, "%s  %s, ", one->client.case_no, one->client.f.name);
		spell_due_short(&line, &one->due);
		lay_wrap(out, "     ", line.text, columns);
	}
	str_release(&line);
}

void report_text(const struct report *r, const struct desk *d, int columns, struct str *out)
{
	struct str text = STR_INIT;
	int label;

	columns = lay_columns(columns);
	label = label_width(r, columns);
	str_addf(&text, "%s - %s   ", report_title(r->kind), d->caseworker.name);
	spell_date(&text, desk_today(d));
	if (d->synthetic)
		str_addf(&text, "   %s", _("INVENTED"));
	lay_wrap(out, "", text.text, columns);
	lay_rule(out, columns);
	str_addc(out, ' ');
	lay_cell(out, "", label);
	put_cells(r, NULL, out);
	for (size_t i = 0; i < r->row_count; i++) {
		str_addc(out, ' ');
		lay_cell(out, r->rows[i].label, label);
		put_cells(r, &r->rows[i], out);
		put_who(r, &r->rows[i], columns, out);
	}
	str_addc(out, '\n');
	str_clear(&text);
	report_note(r, &text);
	lay_wrap(out, "", text.text, columns);
	str_release(&text);
}
