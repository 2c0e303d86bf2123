/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/offers.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/base/mem.h"
#include "stige/instrument/sentences.h"

#include "tell.h"
#include "stige/base/banned.h"

static bool is_over(const struct offer *o, int32_t today)
{
	return o->until != DATE_NONE && o->until < today;
}

/* "Internship, external: Bakery, Nørregade, from 2026-12-01, until 2027-01-31; mornings" */
static void offer_line(const struct desk *d, const struct offer *o, int columns, struct str *out)
{
	struct str text = STR_INIT;
	char day[DATE_TEXT];

	str_addf(&text, "%s: %s", activity_short(&d->instrument->activities, o->activity, d->lang), o->name);
	if (*o->place)
		str_addf(&text, ", %s", o->place);
	if (o->from != DATE_NONE && o->from > desk_today(d))
		str_addf(&text, _(", from %s"), date_format(o->from, day));
	if (o->until != DATE_NONE)
		str_addf(&text, _(", until %s"), date_format(o->until, day));
	if (*o->note)
		str_addf(&text, "; %s", o->note);
	lay_wrap(out, "   - ", text.text, columns);
	str_release(&text);
}

static void of_group(const struct desk *d, unsigned group, int columns, struct str *out)
{
	const struct catalogue *c = d->instrument->catalogue;
	struct str heading = STR_INIT;
	bool any = false;

	str_addf(&heading, "%c  %s", group_letter(group), group_label(&d->instrument->activities, group, d->lang));
	lay_wrap(out, "", heading.text, columns);
	for (size_t i = 0; i < catalogue_count(c); i++) {
		const struct offer *o = catalogue_at(c, i);

		if (o->activity->group != group || is_over(o, desk_today(d)))
			continue;
		offer_line(d, o, columns, out);
		any = any || offer_runs(o, desk_today(d));
	}
	if (!any)
		lay_wrap(out, "   ! ", _("Nothing of this group is on offer today."), columns);
	str_release(&heading);
}

/* The groups that run at a place today, as bits; *ret_first says whether row i is the first of its place. */
static unsigned groups_at(const struct desk *d, size_t i, bool *ret_first)
{
	const struct catalogue *c = d->instrument->catalogue;
	const char *place = catalogue_at(c, i)->place;
	unsigned groups = 0;

	*ret_first = *place != '\0';
	for (size_t k = 0; k < catalogue_count(c); k++) {
		const struct offer *o = catalogue_at(c, k);

		if (!str_eq(o->place, place))
			continue;
		*ret_first = *ret_first && k >= i;
		groups |= offer_runs(o, desk_today(d)) ? (unsigned)o->activity->group : 0;
	}
	return groups;
}

static void by_place(const struct desk *d, int columns, struct str *out)
{
	const unsigned all = GROUP_JOB | GROUP_UPGRADING | GROUP_SOCIAL | GROUP_HEALTH;
	char here[GROUPING_TEXT], missing[GROUPING_TEXT];
	struct str text = STR_INIT;
	bool first;

	lay_wrap(out, "", _("By place: the groups that run today, and those that are missing"), columns);
	for (size_t i = 0; i < catalogue_count(d->instrument->catalogue); i++) {
		unsigned groups = groups_at(d, i, &first);

		if (!first)
			continue;
		str_clear(&text);
		str_addf(&text, _("%s: %s; missing: %s"), catalogue_at(d->instrument->catalogue, i)->place,
			groups ? grouping_format(groups, here) : "-",
			all & ~groups ? grouping_format(all & ~groups, missing) : "-");
		lay_wrap(out, "   - ", text.text, columns);
	}
	str_release(&text);
}

void offers_text(const struct desk *d, int columns, struct str *out)
{
	columns = lay_columns(columns);
	tell(d, SENTENCE_SUPPLY, "", columns, out);
	str_addc(out, '\n');
	if (!d->instrument->catalogue) {
		lay_wrap(out, "", _("This office has no catalogue.csv: all activities of Box 1 count as on offer. "
			"stige-forms(5) tells how to write one."), columns);
		return;
	}
	for (unsigned g = GROUP_JOB; g <= GROUP_HEALTH; g <<= 1)
		of_group(d, g, columns, out);
	str_addc(out, '\n');
	by_place(d, columns, out);
}
