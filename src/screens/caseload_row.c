/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A client's row of the caseload: which columns a window has room for, and what stands in them. The
 * sparkline is the client's newest answers on the scale, item by item in the form's order: a
 * profile, never a sum.
 */
#include "caseload_row.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/spark.h"
#include "stige/base/banned.h"

/* The columns of a row; one whose width is 0 in a window is left out there, and the name takes the rest. */
enum column {
	COLUMN_NAME, COLUMN_DUE, COLUMN_LAST, COLUMN_DONE, COLUMN_SPARK, COLUMN_MOVED, COLUMN_BELIEF, COLUMN_RUNNING,
	COLUMN_COUNT
};

static const struct {
	int from;                        /* columns of the window */
	int widths[COLUMN_COUNT];
} layouts[] = {
	{ 76, { [COLUMN_DUE] = 12, [COLUMN_LAST] = 5, [COLUMN_DONE] = 3, [COLUMN_SPARK] = 10, [COLUMN_MOVED] = 8,
		[COLUMN_BELIEF] = 7, [COLUMN_RUNNING] = 12 } },
	{ 54, { [COLUMN_DUE] = 12, [COLUMN_SPARK] = 10, [COLUMN_MOVED] = 8 } },
	{ 0, { [COLUMN_DUE] = 12 } },
};

static int column_width(const struct caseload_look *s, enum column column)
{
	const int *widths;
	int rest = s->cols;
	size_t i = 0;

	while (s->cols < layouts[i].from)
		i++;
	widths = layouts[i].widths;
	if (column != COLUMN_NAME)
		return widths[column];
	for (size_t j = 0; j < COLUMN_COUNT; j++)
		rest -= widths[j];
	return rest;
}

/* "late 3", "w47", "new", "paused": a word, and the weeks where they say more. */
static void due_text(const struct caseload_row *r, struct str *out)
{
	switch (r->due.state) {
	case DUE_LATE:
	case DUE_EXPIRED:
		str_addf(out, "%s %d", due_word(r->due.state), r->due.weeks_past);
		return;
	case DUE_NOW:
	case DUE_NOT_YET:
		str_addf(out, _("week %02d"), date_iso_week(r->due.date, NULL));
		if (r->due.state == DUE_NOW)
			str_addf(out, " %s", due_word(DUE_NOW));
		return;
	case DUE_PAUSED:
		str_addf(out, _("pause w%02d"), date_iso_week(r->due.date, NULL));
		return;
	case DUE_FIRST:
	case DUE_CLOSED:
		str_add(out, due_word(r->due.state));
		return;
	}
}

static enum canvas_role due_role(enum due_state state)
{
	if (state == DUE_LATE || state == DUE_EXPIRED)
		return ROLE_LATE;
	return state == DUE_NOW ? ROLE_DUE : ROLE_TEXT;
}

static void draw_spark(const struct caseload_look *s, struct canvas *c, int col, int width, const int *levels,
	size_t count)
{
	struct spark_point points[CASELOAD_LEVELS] = { { 0, false } };

	for (size_t i = 0; i < count && i < CASELOAD_LEVELS; i++)
		points[i].level = (signed char)levels[i];
	/* Plain: bold blocks look the same, and cost a slow line more than the blocks themselves. */
	spark_draw(c, 0, col, width, s->spark, ROLE_TEXT, points, count);
}

/* Two whose names look alike are told apart by their number, in front: the end of a long name is cut off. */
static void name_text(const struct caseload_look *s, const struct caseload_row *r, struct str *out)
{
	if (s->desk)
		str_addf(out, "%s ", desk_initials(s->desk, &r->client.caseworker));
	if (caseload_has_twin(s->load, r))
		str_addf(out, "%s ", r->client.case_no);
	str_add(out, r->client.f.name);
}

/* What each column says of a client; spark columns draw themselves. */
static void column_text(const struct caseload_look *s, const struct caseload_row *r, enum column column,
	struct str *out)
{
	switch (column) {
	case COLUMN_NAME:
		name_text(s, r, out);
		return;
	case COLUMN_DUE:
		due_text(r, out);
		return;
	case COLUMN_LAST:
		if (r->open_meeting)
			str_add(out, P_("round", "open"));
		else if (r->last_round != DATE_NONE)
			str_addf(out, _("w%02d"), date_iso_week(r->last_round, NULL));
		return;
	case COLUMN_DONE:
		str_addf(out, "%c%c", r->client_done ? 'x' : '.', r->caseworker_done ? 'x' : '.');
		return;
	case COLUMN_MOVED:
		if (r->rounds > 1)
			str_addf(out, "+%u -%u", r->risen, r->fallen);
		return;
	case COLUMN_RUNNING:
		str_add(out, r->no_activity ? _("no activity") : r->running);
		return;
	case COLUMN_SPARK:
	case COLUMN_BELIEF:
	case COLUMN_COUNT:
		return;
	}
}

static enum canvas_role column_role(const struct caseload_row *r, enum column column, bool focused)
{
	if (column == COLUMN_NAME)
		return focused ? ROLE_FOCUS : ROLE_TEXT;
	return column == COLUMN_DUE ? due_role(r->due.state) : ROLE_TEXT;
}

void caseload_row_draw(const struct caseload_look *s, const struct caseload_row *r, bool focused, struct canvas *c)
{
	struct str text = STR_INIT;
	int col = 0;

	for (enum column k = 0; k < COLUMN_COUNT; k++) {
		int width = column_width(s, k);

		if (width && k == COLUMN_SPARK) {
			draw_spark(s, c, col, width, r->levels, r->level_count);
		} else if (width && k == COLUMN_BELIEF) {
			draw_spark(s, c, col, width, r->belief, r->belief_count);
		} else if (width) {
			str_clear(&text);
			column_text(s, r, k, &text);
			canvas_text(c, 0, col, width - 1, column_role(r, k, focused), text.text);
		}
		col += width;
	}
	str_release(&text);
}

static const char *const heads[] = {
	[COLUMN_NAME] = N_("Name"), [COLUMN_DUE] = N_("Round"), [COLUMN_LAST] = N_("Last"), [COLUMN_DONE] = "CW",
	[COLUMN_SPARK] = N_("C1-C9"),
	[COLUMN_MOVED] = N_("Moved"), [COLUMN_BELIEF] = N_("Belief"), [COLUMN_RUNNING] = N_("Running"),
};

void caseload_heads_draw(int cols, struct canvas *c)
{
	const struct caseload_look look = { .cols = cols };
	int col = 0;

	for (enum column k = 0; k < COLUMN_COUNT; k++) {
		canvas_text(c, 0, col, column_width(&look, k), ROLE_HEADING, _(heads[k]));
		col += column_width(&look, k);
	}
}

const char *caseload_heads_words(int cols)
{
	const struct caseload_look look = { .cols = cols };

	if (column_width(&look, COLUMN_DONE))
		return _("C1-C9: newest answers. Moved: how many rose and fell. CW: x done, . not yet.");
	return column_width(&look, COLUMN_MOVED) ? _("C1-C9: newest answers. Moved: rose and fell.") : "";
}
