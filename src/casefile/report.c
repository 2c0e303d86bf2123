/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports that the caseload itself answers: due by weeks, and activities. */
#include "stige/casefile/report.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "report_rows.h"
#include "stige/base/banned.h"

enum { WEEK = 7, CELL_DATED = 1, OTHER_ROWS = 16 };

bool report_counts(const struct caseload_row *row)
{
	return row->due.state != DUE_CLOSED;
}

struct report_row *report_add(struct report *r, const char *code, const char *label)
{
	struct report_row *row = &r->rows[r->row_count++];

	row->code = code;
	row->label = arena_strdup(&r->load.arena, label);
	row->who = arena_array(&r->load.arena, r->load.count + 1, sizeof(*row->who));
	return row;
}

void report_put(struct report_row *row, size_t client)
{
	row->who[row->who_count++] = client;
	row->cells[0]++;
}

/* --- due --- */

static int32_t monday_of(int32_t day)
{
	return day - date_weekday(day) + 1;
}

static void put_due(struct report *r, struct report_row *row, size_t client)
{
	report_put(row, client);
	row->cells[CELL_DATED] += r->load.rows[client].next_meeting != DATE_NONE;
}

static bool has_week(const struct caseload_row *row)
{
	return row->due.state == DUE_NOT_YET || row->due.state == DUE_NOW || row->due.state == DUE_LATE
		|| row->due.state == DUE_EXPIRED;
}

static struct report_row *add_week(struct report *r, int32_t monday, int32_t this_monday)
{
	int year, week = date_iso_week(monday, &year);
	const char *code = arena_printf(&r->load.arena, "%d-W%02d", year, week);

	if (monday == this_monday)
		return report_add(r, code, arena_printf(&r->load.arena, _("This week, %d"), week));
	if (monday == this_monday + WEEK)
		return report_add(r, code, arena_printf(&r->load.arena, _("Next week, %d"), week));
	return report_add(r, code, arena_printf(&r->load.arena, _("Week %d"), week));
}

/* Everybody in view's order whose due date lies from `from` up to `to`. */
static void put_between(struct report *r, struct report_row *row, const size_t *view, size_t count, int32_t from,
	int32_t to)
{
	for (size_t i = 0; i < count; i++) {
		const struct caseload_row *one = &r->load.rows[view[i]];

		if (has_week(one) && one->due.date >= from && one->due.date < to)
			put_due(r, row, view[i]);
	}
}

static bool is_somebodys(const struct report *r, int32_t monday)
{
	for (size_t i = 0; i < r->load.count; i++)
		if (has_week(&r->load.rows[i]) && monday_of(r->load.rows[i].due.date) == monday)
			return true;
	return false;
}

static void put_state(struct report *r, const char *code, const char *label, enum due_state state, const size_t *view,
	size_t count)
{
	struct report_row *row = report_add(r, code, label);

	for (size_t i = 0; i < count; i++)
		if (r->load.rows[view[i]].due.state == state)
			put_due(r, row, view[i]);
}

static void make_due(struct report *r, int32_t today, const size_t *view, size_t count)
{
	int32_t monday = monday_of(today), last = monday + WEEK;

	for (size_t i = 0; i < count; i++)
		if (has_week(&r->load.rows[view[i]]) && r->load.rows[view[i]].due.date > last)
			last = r->load.rows[view[i]].due.date;
	put_between(r, report_add(r, "overdue", _("Before this week")), view, count, INT32_MIN, monday);
	for (int32_t week = monday; week <= last; week += WEEK)
		if (week <= monday + WEEK || is_somebodys(r, week))
			put_between(r, add_week(r, week, monday), view, count, week, week + WEEK);
	put_state(r, "first", _("First round"), DUE_FIRST, view, count);
	put_state(r, "paused", _("Paused"), DUE_PAUSED, view, count);
}

/* --- activities --- */

static void make_activities(struct report *r, const struct desk *d, const size_t *view, size_t count)
{
	static const unsigned groups[GROUP_COUNT] = { GROUP_JOB, GROUP_UPGRADING, GROUP_SOCIAL, GROUP_HEALTH };
	static const char *const codes[GROUP_COUNT] = { "J", "U", "S", "H" };
	struct report_row *none, *nothing;

	for (size_t g = 0; g < GROUP_COUNT; g++) {
		struct report_row *row = report_add(r, codes[g],
			group_label(&d->instrument->activities, groups[g], d->lang));

		for (size_t i = 0; i < count; i++)
			if (report_counts(&r->load.rows[view[i]]) && strchr(r->load.rows[view[i]].running, *codes[g]))
				report_put(row, view[i]);
	}
	none = report_add(r, "none", _("No activities in the period"));
	nothing = report_add(r, "not-running", _("Nothing runs, or nothing was ever registered"));
	for (size_t i = 0; i < count; i++) {
		const struct caseload_row *one = &r->load.rows[view[i]];

		if (report_counts(one) && one->no_activity)
			report_put(none, view[i]);
		else if (report_counts(one) && !*one->running)
			report_put(nothing, view[i]);
	}
}

/* --- the whole --- */

enum stige_rc report_make(struct desk *d, enum report_kind kind, struct report *ret, struct err *err)
{
	size_t count, *view;
	enum stige_rc rc;

	*ret = (struct report){ .kind = kind };
	rc = caseload_load(d, false, &ret->load, err);
	if (rc != STIGE_OK)
		return rc;
	/* Weeks beyond the next have somebody in them: no more rows than clients. */
	ret->rows = arena_array(&ret->load.arena, ret->load.count + d->instrument->indicators.count + OTHER_ROWS,
		sizeof(*ret->rows));
	view = caseload_view(&ret->load, CASELOAD_BY_DUE, CASELOAD_ALL, NULL, &count);
	for (size_t i = 0; i < ret->load.count; i++)
		ret->of += report_counts(&ret->load.rows[i]);
	switch (kind) {
	case REPORT_DUE:
		make_due(ret, desk_today(d), view, count);
		break;
	case REPORT_ACTIVITIES:
		make_activities(ret, d, view, count);
		break;
	case REPORT_MOVEMENT:
		rc = report_movement(ret, d, err);
		break;
	case REPORT_QUALITY:
		rc = report_quality(ret, d, err);
		break;
	}
	mem_free(view);
	if (rc != STIGE_OK)
		report_release(ret);
	return rc;
}

void report_release(struct report *r)
{
	caseload_release(&r->load);
	*r = (struct report){ .kind = REPORT_DUE };
}
