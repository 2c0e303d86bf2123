/* SPDX-License-Identifier: GPL-3.0-or-later */
/* catalogue.csv: what the office itself offers. */
#include "stige/instrument/catalogue.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "table.h"

#include "stige/base/banned.h"

enum { NAME, ACTIVITY, PLACE, FROM, UNTIL, NOTE, COLUMNS };

static const char *const columns[COLUMNS] = {
	[NAME] = "catalogue", [ACTIVITY] = "activity", [PLACE] = "place", [FROM] = "from", [UNTIL] = "until",
	[NOTE] = "note",
};

struct catalogue {
	struct table table;                  /* owns the strings */
	struct offer *offers;
	size_t count;
};

/* Empty is open. */
static int32_t read_date(struct table *t, size_t at, size_t column)
{
	const char *s = table_cell(t, at, column);
	int32_t day = DATE_NONE;

	if (*s && !date_parse(s, &day)) {
		day = DATE_NONE;
		table_error(t, at, column, "T026", _("\"%.40s\" is no date; write 2026-11-22, or nothing."), s);
	}
	return day;
}

static const struct activity *read_activity(struct table *t, size_t at, const struct activities *activities)
{
	long no = 0;
	const struct activity *one = str_to_long(table_cell(t, at, ACTIVITY), 1, ACTIVITY_MOST, &no)
		? activities_find(activities, (int)no) : NULL;

	if (one && !one->exclusive)
		return one;
	table_error(t, at, ACTIVITY, "T022", _("\"%.40s\" is no activity; write its number in Box 1."),
		table_cell(t, at, ACTIVITY));
	return NULL;
}

static void read_row(struct catalogue *c, size_t at, const struct activities *activities)
{
	struct table *t = &c->table;
	struct offer *o = &c->offers[c->count];

	*o = (struct offer){
		.name = table_cell(t, at, NAME), .place = table_cell(t, at, PLACE), .note = table_cell(t, at, NOTE),
		.activity = read_activity(t, at, activities), .from = read_date(t, at, FROM),
		.until = read_date(t, at, UNTIL),
	};
	if (!*o->name)
		table_error(t, at, NAME, "T020", _("The offer has no name."));
	if (o->from != DATE_NONE && o->until != DATE_NONE && o->until < o->from)
		table_error(t, at, UNTIL, "T026", _("The offer ends before it begins; check both dates."));
	if (o->activity)
		c->count++;
}

enum stige_rc catalogue_read(const char *bytes, size_t n, const char *name, const struct activities *activities,
	struct form_problems *problems, struct catalogue **ret, struct err *err)
{
	struct catalogue *c = mem_alloc(sizeof *c);
	enum stige_rc rc = table_read(&c->table, bytes, n, name, columns, COLUMNS, COLUMNS, problems, err);

	if (rc)
		goto out;
	c->offers = mem_array(c->table.csv.count + 1, sizeof *c->offers);
	for (size_t at = table_next(&c->table, c->table.first); at != SIZE_MAX; at = table_next(&c->table, at + 1))
		read_row(c, at, activities);
	rc = table_verdict(&c->table, err);
	c->table.problems = NULL;            /* the caller's; c outlives it */
out:
	if (rc) {
		catalogue_free(c);
		return rc;
	}
	*ret = c;
	return STIGE_OK;
}

void catalogue_free(struct catalogue *c)
{
	if (!c)
		return;
	table_release(&c->table);
	mem_free(c->offers);
	mem_free(c);
}

bool catalogue_looks_like(const char *bytes, size_t n)
{
	return table_begins(bytes, n, columns[NAME]);
}

size_t catalogue_count(const struct catalogue *c)
{
	return c ? c->count : 0;
}

const struct offer *catalogue_at(const struct catalogue *c, size_t i)
{
	return &c->offers[i];
}

bool offer_runs(const struct offer *o, int32_t day)
{
	return (o->from == DATE_NONE || o->from <= day) && (o->until == DATE_NONE || day <= o->until);
}

void catalogue_words(struct str *out, const struct catalogue *c, const struct activity *activity, int32_t day)
{
	const char *gap = "";

	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct offer *o = &c->offers[i];

		if (o->activity != activity || !offer_runs(o, day))
			continue;
		str_addf(out, "%s%s%s%s", gap, o->name, *o->place ? ", " : "", o->place);
		gap = "; ";
	}
}

uint32_t catalogue_activities(const struct catalogue *c, const struct activities *activities, int32_t day)
{
	uint32_t set = 0;

	if (!c)
		return activities_all(activities);
	for (size_t i = 0; i < c->count; i++)
		if (offer_runs(&c->offers[i], day))
			set |= UINT32_C(1) << c->offers[i].activity->no;
	return set;
}
