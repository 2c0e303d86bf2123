/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Agreed steps: those of last time ticked off, and one to three small new ones in the client's
 * own words, each with a date. Everything is written when Enter is pressed on it.
 */
#include "app_state.h"

#include "undo.h"
#include "unsaved.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/terms.h"
#include "stige/ui/field.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { STEPS_MOST = 12, HEAD_ROWS = 2, FORM_ROWS = 5, TEXT_MOST = 200, DATE_MOST = 20, STATUS_COLS = 10,
	WHEN_COLS = 12, LABEL_COLS = 15 };

enum part { PART_LIST, PART_TEXT, PART_DATE };

struct agree_state {
	struct app *app;
	bool before;
	size_t steps[STEPS_MOST];        /* indexes into the casefile's plan */
	size_t count;
	struct list list;
	enum part part;
	struct field text, due;
	int rows, cols;
};

static const struct casefile *file_of(const struct agree_state *s)
{
	return s->app->sitting->casefile;
}

static const struct plan_item *step_at(const struct agree_state *s, size_t i)
{
	return &file_of(s)->plan[s->steps[i]];
}

static int text_cols(const struct plan_item *p, int cols)
{
	return cols - STATUS_COLS - (p->due != DATE_NONE ? WHEN_COLS : 1);
}

static int step_rows(const void *context, size_t i)
{
	const struct agree_state *s = context;

	return canvas_wrap_rows(step_at(s, i)->text, text_cols(step_at(s, i), s->cols - LIST_MARGIN));
}

static void draw_step(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct agree_state *s = context;
	const struct plan_item *p = step_at(s, i);
	char due[DATE_TEXT];

	canvas_text(c, 0, 0, STATUS_COLS - 1, focused ? ROLE_FOCUS : ROLE_VALUE, plan_status_word(p->status));
	canvas_wrap(c, (struct rect){ 0, STATUS_COLS, c->rows, text_cols(p, c->cols) }, focused ? ROLE_FOCUS : ROLE_TEXT,
		p->text);
	if (p->due != DATE_NONE)
		canvas_text_right(c, 0, c->cols - WHEN_COLS, WHEN_COLS - 1, ROLE_HINT, date_format(p->due,
			due));
}

static struct list_source source_of(const struct agree_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_step, .rows = step_rows,
		.resting = s->part != PART_LIST };
}

/* Open ones, those settled today, and those agreed in this meeting. */
static void collect(struct agree_state *s)
{
	const struct sitting *m = s->app->sitting;
	const struct casefile *f = file_of(s);

	s->count = 0;
	for (size_t i = 0; i < f->plan_count && s->count < STEPS_MOST; i++) {
		const struct plan_item *p = &f->plan[i];
		bool here = id_eq(&p->meeting, &m->meeting);

		if (p->kind == PLAN_STEP && (p->status == PLAN_OPEN || here || p->status_at == m->info.date)
			&& !(s->before && here))
			s->steps[s->count++] = i;
	}
}

static enum stige_rc agree_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct agree_state *s = state;
	const struct agree_arg *a = arg;

	s->app = app_of(ui);
	if (!s->app->sitting)
		return err_set(err, STIGE_INTERNAL, "%s", _("No meeting is open."));
	s->before = a && a->before;
	field_init(&s->text, TEXT_MOST, 0);
	field_init(&s->due, DATE_MOST, 0);
	collect(s);
	s->part = s->before ? PART_LIST : PART_TEXT;
	return STIGE_OK;
}

static void agree_layout(void *state, int rows, int cols)
{
	struct agree_state *s = state;
	int height = rows - HEAD_ROWS - (s->before ? 0 : FORM_ROWS);
	struct list_source src;

	s->rows = rows;
	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, height > 0 ? height : 1);
}

static enum stige_rc agree_reload(void *state, struct err *err)
{
	struct agree_state *s = state;
	enum stige_rc rc = app_refresh(s->app, err);

	collect(s);
	agree_layout(s, s->rows, s->cols);
	return rc;
}

static enum context agree_context(const void *state)
{
	return ((const struct agree_state *)state)->part == PART_LIST ? CONTEXT_LIST : CONTEXT_FIELD;
}

static void agree_title(const void *state, struct str *left, struct str *right)
{
	const struct agree_state *s = state;

	str_addf(left, "%s: %s", s->before ? _("Before") : _("Agree"), file_of(s)->client.f.name);
	str_add(right, file_of(s)->client.case_no);
}

/* Enter goes back to the meeting: nothing is being written. */
static bool leaves(const struct agree_state *s)
{
	return s->before || (s->part == PART_TEXT && field_empty(&s->text));
}

static const char *agree_label(const void *state, enum action action)
{
	const struct agree_state *s = state;

	if (action == ACTION_OPEN)
		return leaves(s) ? _("go on") : _("next");
	if (action == ACTION_NEXT_PART)
		return s->count == 0 || s->before ? "" : s->part == PART_LIST ? _("new step") : _("earlier steps");
	if (action == ACTION_MARK)
		return _("done, not done");
	return NULL;
}

static void draw_form(const struct agree_state *s, struct canvas *c)
{
	const char *step = _("New step"), *by = _("Before (date)");
	int at = LIST_MARGIN + LABEL_COLS + 1;

	canvas_hline(c, 0, 0, c->cols);
	canvas_text(c, 1, LIST_MARGIN, LABEL_COLS, s->part == PART_TEXT ? ROLE_FOCUS : ROLE_TEXT, step);
	field_draw(&s->text, c, 1, at, c->cols - at - 1, s->part == PART_TEXT);
	canvas_text(c, 2, LIST_MARGIN, LABEL_COLS, s->part == PART_DATE ? ROLE_FOCUS : ROLE_TEXT, by);
	field_draw(&s->due, c, 2, at, DATE_MOST, s->part == PART_DATE);
	canvas_wrap(c, (struct rect){ 3, LIST_MARGIN, FORM_ROWS - 3, c->cols - LIST_MARGIN }, ROLE_HINT,
		s->part == PART_DATE ? _("22-11, w49, +2w; empty: no date. Enter keeps the step.")
		: _("In the client's own words. Enter with nothing written goes on."));
}

static void draw_list(const struct agree_state *s, struct canvas *c)
{
	struct list_source src = source_of(s);

	if (s->count > 0) {
		list_draw(&s->list, &src, c);
		return;
	}
	canvas_text(c, 0, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HINT, _("Nothing is agreed yet."));
	canvas_cursor(c, 0, LIST_MARGIN, false);
}

static void agree_draw(const void *state, struct canvas *c)
{
	const struct agree_state *s = state;
	int form = s->before ? 0 : FORM_ROWS;
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS - form,
		c->cols });
	struct canvas below = canvas_sub(c, (struct rect){ c->rows - form, 0, form, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	canvas_text(c, 1, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HEADING, _("Agreed steps"));
	draw_list(s, &list);
	if (form)
		draw_form(s, &below);
}

/* Open, done, not done, open: what was ticked by mistake is ticked back. */
static unsigned tick(struct agree_state *s)
{
	static const enum plan_status next[] = {
		[PLAN_OPEN] = PLAN_DONE, [PLAN_DONE] = PLAN_NOT_DONE, [PLAN_NOT_DONE] = PLAN_OPEN,
		[PLAN_DROPPED] = PLAN_OPEN, [PLAN_DECLINED] = PLAN_OPEN,
	};
	struct err err = ERR_INIT;
	const struct plan_item *p;

	if (s->count == 0)
		return UI_BELL;
	p = step_at(s, s->list.focus);
	if (casefile_tick(s->app->desk, p, next[p->status], &err))
		return ui_fail(s->app->ui, &err);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned keep(struct agree_state *s)
{
	int32_t due = DATE_NONE;
	struct err err = ERR_INIT;

	if (!field_empty(&s->due) && !date_input(s->due.text.text, desk_today(s->app->desk), &due)) {
		ui_say_error(s->app->ui, "%s", _("This is no date; write 22-11, w49 or +2w."));
		return UI_REDRAW;
	}
	if (sitting_agree(s->app->sitting, s->text.text.text, due, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", _("The step is saved."));
	field_set(&s->text, "");
	field_set(&s->due, "");
	s->part = PART_TEXT;
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned done(struct agree_state *s)
{
	ui_set_result(s->app->ui, 1);
	return UI_POP | UI_RELOAD;
}

static unsigned enter(struct agree_state *s)
{
	if (leaves(s))
		return done(s);
	if (s->part == PART_DATE)
		return keep(s);
	s->part = s->part == PART_LIST ? PART_TEXT : PART_DATE;
	return UI_REDRAW;
}

static unsigned to_part(struct agree_state *s, enum part part)
{
	if (s->before || (part == PART_LIST && s->count == 0))
		return UI_NONE;
	s->part = part;
	return UI_REDRAW;
}

static unsigned list_part(struct agree_state *s, enum action action)
{
	struct list_source src = source_of(s);

	if (action == ACTION_MARK)
		return tick(s);
	if (action == ACTION_DOWN && s->list.focus + 1 >= s->count)
		return to_part(s, PART_TEXT);
	return list_action(&s->list, &src, action) ? UI_REDRAW : UI_UNHANDLED;
}

static unsigned agree_action(void *state, enum action action)
{
	struct agree_state *s = state;
	unsigned did = s->part == PART_LIST ? list_part(s, action) : UI_UNHANDLED;

	if (!(did & UI_UNHANDLED))
		return did;
	if (action == ACTION_OPEN)
		return enter(s);
	if (action == ACTION_NEXT_PART)
		return to_part(s, s->part == PART_DATE ? PART_LIST : s->part + 1);
	if (action == ACTION_DOWN)
		return to_part(s, PART_DATE);
	if (action == ACTION_PREVIOUS_PART || action == ACTION_UP)
		return to_part(s, s->part == PART_DATE ? PART_TEXT : PART_LIST);
	if (action != ACTION_BACK)
		return UI_UNHANDLED;
	return field_empty(&s->text) ? done(s) : unsaved_leave(s->app->ui, true);
}

static unsigned agree_text(void *state, struct key key)
{
	struct agree_state *s = state;

	if (s->part == PART_LIST)
		return UI_UNHANDLED;
	return field_key(s->part == PART_TEXT ? &s->text : &s->due, key) ? UI_REDRAW : UI_UNHANDLED;
}

static void agree_close(void *state)
{
	struct agree_state *s = state;

	field_release(&s->text);
	field_release(&s->due);
}

const struct screen screen_agree = {
	.name = "agree",
	.state_size = sizeof(struct agree_state),
	.context = CONTEXT_LIST,
	.open = agree_open,
	.reload = agree_reload,
	.layout = agree_layout,
	.context_now = agree_context,
	.title = agree_title,
	.label = agree_label,
	.draw = agree_draw,
	.action = agree_action,
	.text = agree_text,
	.close = agree_close,
};
