/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caseload as text. Where there is little room the least needed columns go first. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/base/mem.h"
#include "stige/casefile/caseload.h"

#include "spell.h"
#include "stige/base/banned.h"

enum { NAME_LEAST = 16, NAME_MOST = 40 };

static void put_case(const struct caseload_row *row, struct str *out)
{
	str_add(out, row->client.case_no);
}

static void put_due(const struct caseload_row *row, struct str *out)
{
	spell_due_short(out, &row->due);
}

static void put_last(const struct caseload_row *row, struct str *out)
{
	if (row->last_round == DATE_NONE)
		str_addc(out, '-');
	else
		str_addf(out, _("w%02d"), date_iso_week(row->last_round, NULL));
}

static void put_done(const struct caseload_row *row, struct str *out)
{
	str_addf(out, "%c %c", row->client_done ? 'x' : '.', row->caseworker_done ? 'x' : '.');
}

static void put_levels(const struct caseload_row *row, struct str *out)
{
	for (size_t i = 0; row->rounds > 0 && i < row->level_count; i++)
		str_addc(out, row->levels[i] > 0 ? (char)('0' + row->levels[i]) : '.');
}

static void put_moved(const struct caseload_row *row, struct str *out)
{
	if (row->rounds > 1)
		str_addf(out, "+%u -%u", row->risen, row->fallen);
}

static void put_running(const struct caseload_row *row, struct str *out)
{
	str_add(out, row->no_activity ? _("NO ACTIVITY") : row->running);
}

/* keep: the lowest goes first. */
static const struct column {
	const char *title;
	int width, keep;
	void (*put)(const struct caseload_row *row, struct str *out);
} columns_of[] = {
	{ N_("Case"), 11, 9, put_case },
	{ N_("Due"), 10, 8, put_due },
	{ N_("Last"), 5, 3, put_last },
	{ N_("C W"), 4, 2, put_done },
	{ N_("Client"), 10, 5, put_levels },
	{ N_("Moved"), 7, 4, put_moved },
	{ N_("Activity"), 12, 6, put_running },
};

/* Which columns there is room for; returns the width of the name. */
static int choose(int columns, bool shown[ARRAY_SIZE(columns_of)])
{
	int room = columns - 1;

	for (size_t i = 0; i < ARRAY_SIZE(columns_of); i++) {
		shown[i] = true;
		room -= columns_of[i].width;
	}
	while (room < NAME_LEAST) {
		size_t least = 0;

		while (!shown[least])
			least++;
		for (size_t i = least; i < ARRAY_SIZE(columns_of); i++)
			if (shown[i] && columns_of[i].keep < columns_of[least].keep)
				least = i;
		shown[least] = false;
		room += columns_of[least].width;
	}
	return room < NAME_MOST ? room : NAME_MOST;
}

static void put_row(const struct caseload_row *row, const bool *shown, int name, struct str *out)
{
	struct str cell = STR_INIT;

	str_addc(out, ' ');
	lay_cell(out, row ? row->client.f.name : _("Name"), name - 1);
	str_addc(out, ' ');
	for (size_t i = 0; i < ARRAY_SIZE(columns_of); i++) {
		if (!shown[i])
			continue;
		str_clear(&cell);
		if (row)
			columns_of[i].put(row, &cell);
		else
			str_add(&cell, _(columns_of[i].title));
		lay_cell(out, cell.text, columns_of[i].width - 1);
		str_addc(out, ' ');
	}
	lay_end(out);
	str_release(&cell);
}

static void heading(const struct caseload *c, const struct desk *d, size_t shown, int columns,
	struct str *out)
{
	struct str line = STR_INIT;

	str_addf(&line, _("Caseload - %s"), d->caseworker.name);
	str_add(&line, "   ");
	spell_date(&line, desk_today(d));
	str_addf(&line, _("   %zu shown, %zu due, %zu late, %zu paused, %zu new"), shown, c->due, c->late,
		c->paused, c->first);
	if (d->synthetic)
		str_addf(&line, "   %s", _("INVENTED"));
	lay_wrap(out, "", line.text, columns);
	lay_rule(out, columns);
	str_release(&line);
}

void caseload_text(const struct caseload *c, const struct desk *d, enum caseload_filter filter, int columns,
	struct str *out)
{
	bool shown[ARRAY_SIZE(columns_of)];
	size_t count, *view = caseload_view(c, CASELOAD_BY_DUE, filter, NULL, &count);
	int name;

	columns = lay_columns(columns);
	name = choose(columns, shown);
	heading(c, d, count, columns, out);
	put_row(NULL, shown, name, out);
	for (size_t i = 0; i < count; i++)
		put_row(&c->rows[view[i]], shown, name, out);
	mem_free(view);
}
