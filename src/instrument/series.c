/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values over time: slots, changes, and the words for them. */
#include "stige/instrument/series.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "stige/base/banned.h"

#define QUARTER 91                           /* days; about every third month (report lines 161-165) */

void series_slots(const int32_t *dates, size_t n, size_t *ret_slots)
{
	for (size_t i = 0; i < n; i++) {
		int32_t gap = i == 0 ? 0 : dates[i] - dates[i - 1];
		size_t quarters = gap <= 0 ? 0 : (size_t)((gap + QUARTER / 2) / QUARTER);

		ret_slots[i] = i == 0 ? 0 : ret_slots[i - 1] + (quarters > 1 ? quarters : 1);
	}
}

const struct series_point *series_newest(const struct series_point *p, size_t n)
{
	for (; n > 0; n--)
		if (p[n - 1].state != SERIES_HOLE)
			return &p[n - 1];
	return NULL;
}

/* The first point that can be compared with the last one. */
static size_t after_break(const struct series_point *p, size_t n)
{
	for (size_t i = n; i > 0; i--)
		if (p[i - 1].marks & SERIES_BREAK)
			return i - 1;
	return 0;
}

static struct series_change between(const struct series_point *from, const struct series_point *to)
{
	return (struct series_change){ .known = true, .from = from->value, .to = to->value,
		.since = from->date, .on = to->date };
}

static const struct series_change unknown = { .known = false, .from = 0, .to = 0, .since = DATE_NONE,
	.on = DATE_NONE };

struct series_change series_since_last(const struct series_point *p, size_t n)
{
	size_t first = after_break(p, n);

	if (n == 0 || p[n - 1].state != SERIES_VALUE)
		return unknown;
	for (size_t i = n - 1; i > first; i--)
		if (p[i - 1].state == SERIES_VALUE)
			return between(&p[i - 1], &p[n - 1]);
	return unknown;
}

struct series_change series_since_start(const struct series_point *p, size_t n)
{
	if (n == 0 || p[n - 1].state != SERIES_VALUE)
		return unknown;
	for (size_t i = after_break(p, n); i + 1 < n; i++)
		if (p[i].state == SERIES_VALUE)
			return between(&p[i], &p[n - 1]);
	return unknown;
}

struct series_change series_since(const struct series_point *p, size_t n, int32_t date)
{
	size_t first = after_break(p, n);

	if (n == 0 || p[n - 1].state != SERIES_VALUE || p[n - 1].date <= date)
		return unknown;
	for (size_t i = n - 1; i > first; i--)
		if (p[i - 1].state == SERIES_VALUE && p[i - 1].date <= date)
			return between(&p[i - 1], &p[n - 1]);
	return unknown;
}

/* "week 33", or "week 33 of 2024" where the newest round lies in another year. */
static void add_week(struct str *out, const struct series_change *change)
{
	int year, newest;
	int week = date_iso_week(change->since, &year);

	date_iso_week(change->on, &newest);
	if (year == newest)
		str_addf(out, _("week %d"), week);
	else
		str_addf(out, _("week %d of %d"), week, year);
}

void series_words(struct str *out, const struct series_change *change)
{
	int32_t by = change->to - change->from;
	struct str week = STR_INIT;

	if (!change->known)
		return;
	add_week(&week, change);
	if (by > 0)
		str_addf(out, _("up %d since %s"), (int)by, week.text);
	else if (by < 0)
		str_addf(out, _("down %d since %s"), (int)-by, week.text);
	else
		str_addf(out, _("the same since %s"), week.text);
	str_release(&week);
}

void series_count(struct series_tally *tally, const struct series_change *change)
{
	if (!change->known)
		tally->unknown++;
	else if (change->to > change->from)
		tally->risen++;
	else if (change->to < change->from)
		tally->fallen++;
	else
		tally->same++;
}

static bool round_has_value(const struct series_point *items, size_t k, size_t n, size_t round)
{
	for (size_t i = 0; i < k; i++)
		if (items[i * n + round].state == SERIES_VALUE)
			return true;
	return false;
}

/* The three newest rounds with a value, newest first; false when there are fewer. */
static bool newest_three(const struct series_point *items, size_t k, size_t n, size_t rounds[3])
{
	size_t found = 0;

	for (size_t r = n; r > 0 && found < 3; r--)
		if (round_has_value(items, k, n, r - 1))
			rounds[found++] = r - 1;
	return found == 3;
}

/* Does the item rise anywhere over these rounds, newest first? A round without it is stepped over. */
static bool gained(const struct series_point *row, const size_t rounds[3])
{
	const struct series_point *before = NULL;

	for (size_t k = 3; k > 0; k--) {
		const struct series_point *p = &row[rounds[k - 1]];

		if (p->marks & SERIES_BREAK)
			before = NULL;
		if (p->state != SERIES_VALUE)
			continue;
		if (before && p->value > before->value)
			return true;
		before = p;
	}
	return false;
}

bool series_no_progress(const struct series_point *items, size_t k, size_t n)
{
	size_t r[3];

	if (!newest_three(items, k, n, r))
		return false;
	for (size_t i = 0; i < k; i++)
		if (gained(items + i * n, r))
			return false;
	return true;
}
