/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The end of a meeting: the text for the journal, ready and editable, the next date, the sheet for
 * the client, and one Enter that closes. Nothing of the caseworker's answers stands in the text.
 */
#include "app_state.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/casefile/terms.h"
#include "stige/ui/field.h"
#include "stige/base/banned.h"

enum { JOURNAL_MOST = 8000, JOURNAL_COLUMNS = 72, DATE_MOST = 20, FIELD_COLS = 14, FOOT_ROWS = 4, MARGIN = 3,
	BUTTON_COLS = 28 };

enum part { PART_CLOSE, PART_SHEET, PART_JOURNAL, PART_NEXT, PART_COUNT };

struct close_state {
	struct app *app;
	struct field journal, next;
	bool edited;                     /* the text is the caseworker's own now */
	bool refused;                    /* what stands there is no date ahead */
	enum part part;
};

static bool next_date(const struct close_state *s, int32_t *ret)
{
	int32_t today = desk_today(s->app->desk);

	*ret = DATE_NONE;
	return field_empty(&s->next) || (date_input(s->next.text.text, today, ret) && *ret >= today);
}

/* The text follows the date until it is edited. */
static void write_journal(struct close_state *s)
{
	struct str text = STR_INIT;
	int32_t next;

	if (s->edited || !next_date(s, &next))
		return;
	casefile_journal_for(s->app->sitting->casefile, &s->app->sitting->meeting, next, JOURNAL_COLUMNS,
		&text);
	field_set(&s->journal, text.text);
	s->journal.cursor = 0;
	str_release(&text);
}

static enum stige_rc close_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct close_state *s = state;
	const struct sitting *m = app_of(ui)->sitting;
	char date[DATE_TEXT];

	(void)arg;
	s->app = app_of(ui);
	if (!m)
		return err_set(err, STIGE_INTERNAL, "%s", _("No meeting is open."));
	field_init(&s->journal, JOURNAL_MOST, FIELD_LINES);
	field_init(&s->next, DATE_MOST, FIELD_OVER);
	field_set(&s->next, date_format(m->next_date, date));
	write_journal(s);
	return STIGE_OK;
}

static void close_layout(void *state, int rows, int cols)
{
	(void)rows;
	((struct close_state *)state)->journal.cols = cols - 2 * MARGIN;
}

static enum context close_context(const void *state)
{
	switch (((const struct close_state *)state)->part) {
	case PART_JOURNAL:
		return CONTEXT_AREA;
	case PART_NEXT:
		return CONTEXT_FIELD;
	case PART_CLOSE:
	case PART_SHEET:
	case PART_COUNT:
		break;
	}
	return CONTEXT_FORM;
}

static void close_title(const void *state, struct str *left, struct str *right)
{
	const struct client *c = &((const struct close_state *)state)->app->sitting->casefile->client;

	str_addf(left, _("Close the meeting with %s"), c->f.name);
	str_add(right, c->case_no);
}

static const char *close_label(const void *state, enum action action)
{
	const struct close_state *s = state;

	if (action == ACTION_OPEN)
		return s->part == PART_CLOSE ? _("close") : s->part == PART_SHEET ? _("open") : _("next");
	return action == ACTION_MARK ? "" : NULL;
}

static void draw_button(const struct close_state *s, struct canvas *c, int row, int col, enum part part)
{
	bool focused = s->part == part;

	canvas_textf(c, row, col, c->cols - col, focused ? ROLE_FOCUS : ROLE_VALUE, "< %s >",
		part == PART_CLOSE ? _("Close the meeting") : _("Sheet for the client"));
	if (focused)
		canvas_cursor(c, row, col + 2, true);
}

/* Beside the date, or over it where the row has no room. */
static void draw_beside(struct canvas *c, int at, enum canvas_role role, const char *text)
{
	bool fits = at + text_width(text) <= c->cols;

	canvas_text(c, fits ? 1 : 0, fits ? at : MARGIN, c->cols - (fits ? at : MARGIN), role, text);
}

static void draw_next(const struct close_state *s, struct canvas *c)
{
	enum canvas_role role = s->part == PART_NEXT ? ROLE_FOCUS : ROLE_TEXT;
	int at = MARGIN + canvas_text(c, 1, MARGIN, 20, role, _("Next meeting")) + 2;
	char day[DAY_TEXT];
	int32_t next;

	field_draw(&s->next, c, 1, at, FIELD_COLS, s->part == PART_NEXT);
	if (s->refused || !next_date(s, &next))
		draw_beside(c, at + FIELD_COLS + 2, ROLE_ERROR, _("not a date ahead"));
	else if (next != DATE_NONE)
		draw_beside(c, at + FIELD_COLS + 2, ROLE_HINT, day_words(next, day));
}

static void close_draw(const void *state, struct canvas *c)
{
	const struct close_state *s = state;
	int area = c->rows - FOOT_ROWS - 2;
	bool wide = c->cols >= MARGIN + 2 * BUTTON_COLS;
	struct canvas foot = canvas_sub(c, (struct rect){ c->rows - FOOT_ROWS, 0, FOOT_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	canvas_text(c, 1, MARGIN, c->cols - 2 * MARGIN, s->part == PART_JOURNAL ? ROLE_FOCUS : ROLE_HEADING,
		_("Text for the journal (Tab: edit)"));
	field_draw_lines(&s->journal, c, (struct rect){ 2, MARGIN, area, c->cols - 2 * MARGIN },
		s->part == PART_JOURNAL);
	draw_next(s, &foot);
	draw_button(s, &foot, wide ? 3 : 2, MARGIN, PART_CLOSE);
	draw_button(s, &foot, 3, wide ? MARGIN + BUTTON_COLS : MARGIN, PART_SHEET);
}

static void say_closed(struct app *a, int32_t next)
{
	const char *case_no = a->sitting->casefile->client.case_no;
	char day[DAY_TEXT];

	if (next == DATE_NONE)
		ui_say(a->ui, _("The meeting with %s is closed."), case_no);
	else
		ui_say(a->ui, _("The meeting with %s is closed; the next is %s."), case_no, day_words(next, day));
}

static unsigned close_meeting(struct close_state *s)
{
	struct app *a = s->app;
	struct err err = ERR_INIT;
	int32_t next;

	s->refused = !next_date(s, &next);
	if (s->refused) {
		s->part = PART_NEXT;
		return UI_REDRAW;
	}
	if (sitting_close(a->sitting, s->journal.text.text, next, &err))
		return ui_fail(a->ui, &err);
	say_closed(a, next);
	ui_set_result(a->ui, 1);
	return UI_POP | UI_RELOAD;
}

static unsigned to_part(struct close_state *s, unsigned by)
{
	s->part = (enum part)(((unsigned)s->part + by) % PART_COUNT);
	s->refused = false;
	write_journal(s);
	return UI_REDRAW;
}

static unsigned close_action(void *state, enum action action)
{
	struct close_state *s = state;

	if (action == ACTION_OPEN && s->part == PART_CLOSE)
		return close_meeting(s);
	if (action == ACTION_OPEN && s->part == PART_SHEET)
		return ui_open(s->app->ui, &screen_sheet, &s->app->sitting->info.client, NULL);
	if (action == ACTION_NEXT_PART || action == ACTION_DOWN || action == ACTION_OPEN
		|| action == ACTION_RIGHT)
		return to_part(s, 1);
	if (action == ACTION_PREVIOUS_PART || action == ACTION_UP || action == ACTION_LEFT)
		return to_part(s, PART_COUNT - 1);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static unsigned close_text(void *state, struct key key)
{
	struct close_state *s = state;

	if (s->part == PART_NEXT)
		return field_key(&s->next, key) ? UI_REDRAW : UI_UNHANDLED;
	if (s->part != PART_JOURNAL || !field_key(&s->journal, key))
		return UI_UNHANDLED;
	s->edited = true;
	return UI_REDRAW;
}

static void close_close(void *state)
{
	struct close_state *s = state;

	field_release(&s->journal);
	field_release(&s->next);
}

const struct screen screen_close = {
	.name = "close",
	.state_size = sizeof(struct close_state),
	.context = CONTEXT_FORM,
	.open = close_open,
	.layout = close_layout,
	.context_now = close_context,
	.title = close_title,
	.label = close_label,
	.draw = close_draw,
	.action = close_action,
	.text = close_text,
	.close = close_close,
};
