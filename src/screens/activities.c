/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The activities since the last round: the report's 21 in their four groups, and the one that says
 * none. Last time's set is shown as unconfirmed; `=` takes it over. Each mark is saved at once.
 */
#include "correct.h"

#include "activity_dates.h"
#include "activity_grid.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { PANE_ROWS = 4, HEAD_ROWS = 1 };

struct activities_state {
	struct app *app;
	struct giving *giving;
	bool correcting;
	int number;                      /* that was typed just before; 0 = none */
	uint32_t now, last;              /* marked; last time's set */
	int32_t last_date;
	struct activity_grid grid;
	char *error;
};

static const struct activities *catalogue(const struct activities_state *s)
{
	return &s->app->desk->instrument->activities;
}

static void activities_layout(void *state, int rows, int cols)
{
	activity_grid_layout(&((struct activities_state *)state)->grid, rows - HEAD_ROWS - PANE_ROWS, cols);
}

/* --- the set --- */

static uint32_t set_of(const struct activities_state *s, const struct answer *a)
{
	uint32_t set = 0;

	if (a && a->kind == ANSWER_SET)
		activities_parse(catalogue(s), a->text, &set);
	return set;
}

static void take_set(struct activities_state *s)
{
	s->now = set_of(s, entry_answer(giving_entry(s->giving), catalogue(s)->item));
}

static const struct form_item *item_of(const struct activities_state *s)
{
	return form_find(entry_form(giving_entry(s->giving)), catalogue(s)->item->name);
}

static enum stige_rc activities_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct activities_state *s = state;
	const struct question_arg *a = arg;

	s->app = app_of(ui);
	if (!a)
		return err_set(err, STIGE_INTERNAL, "%s", _("Activities are registered in a meeting."));
	s->giving = a->giving;
	s->correcting = a->correcting;
	s->now = set_of(s, entry_answer(giving_entry(s->giving), item_of(s)));
	s->last = set_of(s, giving_before(s->giving, item_of(s), &s->last_date));
	activity_grid_init(&s->grid, catalogue(s));
	return STIGE_OK;
}

/* Commit, then paint: what is refused (none beside another) leaves the marks as they were. */
static unsigned put_set(struct activities_state *s, uint32_t set)
{
	struct str names = STR_INIT;
	struct err err = ERR_INIT;
	struct answer a;

	activities_names(catalogue(s), set, &names);
	a = answer_set(names.text);
	mem_free(s->error);
	s->error = giving_set(s->giving, item_of(s), &a, &err) ? mem_strdup(err.msg) : NULL;
	answer_release(&a);
	str_release(&names);
	take_set(s);
	return UI_REDRAW;
}

/* --- drawing --- */

static void activities_title(const void *state, struct str *left, struct str *right)
{
	const struct activities_state *s = state;
	char on[DATE_TEXT];

	str_add(left, s->correcting ? _("Correction of the activities") : _("Activities"));
	if (s->app->sitting)
		str_addf(left, ": %s", s->app->sitting->casefile->client.f.name);
	if (s->last)
		str_addf(right, _("last time: %s"), date_format(s->last_date, on));
}

static const char *activities_label(const void *state, enum action action)
{
	const struct activities_state *s = state;

	if (action == ACTION_OPEN)
		return _("complete");
	if (action == ACTION_DIGIT_1)
		return _("row");
	if (action == ACTION_TAKE_OVER)
		return s->last ? NULL : "";
	if (action == ACTION_DATES)
		return s->now ? NULL : "";
	return NULL;
}

static void draw_cell(const struct activities_state *s, size_t i, struct canvas *c, int row, int col,
	int width)
{
	const struct activity_cell *cell = &s->grid.cells[i];
	const struct activity *one = cell->one;
	const char *lang = s->app->desk->lang;
	bool focused = i == s->grid.focus;
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_TEXT;
	bool before;

	if (!one) {
		if (cell->group)
			canvas_textf(c, row, col + 3, width - 3, ROLE_HEADING, "%c  %s",
				group_letter(cell->group),
				group_label(catalogue(s), cell->group, lang));
		return;
	}
	before = s->last >> one->no & 1;
	canvas_text(c, row, col + 1, 1, role, focused ? ">" : " ");
	canvas_tick(c, row, col + 3, s->now >> one->no & 1);
	canvas_textf(c, row, col + 7, 2, role, "%2d", one->no);
	canvas_text(c, row, col + 10, width - 11, role, activity_short(catalogue(s), one, lang));
	if (before && !(s->now >> one->no & 1))
		canvas_text(c, row, col + width - 2, 1, ROLE_HINT, "?");
	if (focused)
		canvas_cursor(c, row, col + 4, false);
}

static const struct activity_record *record_of(const struct activities_state *s, const struct activity *one)
{
	const struct casefile *f = s->app->sitting ? s->app->sitting->casefile : NULL;

	for (size_t i = f ? f->activity_count : 0; i-- > 0;)
		if (str_eq(f->activities[i].activity, one->choice->name))
			return &f->activities[i];
	return NULL;
}

static void dates_words(const struct activity_record *r, struct str *out)
{
	char day[DATE_TEXT];

	str_addf(out, "%s - ", r->from == DATE_NONE ? "?" : date_format(r->from, day));
	str_addf(out, "%s  %s", r->to == DATE_NONE ? _("now") : date_format(r->to, day), r->place);
}

/* Where the office has a catalogue: what it offers of this activity today. */
static void offer_words(const struct activities_state *s, const struct activity *one, struct str *out)
{
	const struct desk *d = s->app->desk;
	struct str offers = STR_INIT;

	if (!d->instrument->catalogue || one->exclusive)
		return;
	catalogue_words(&offers, d->instrument->catalogue, one, desk_today(d));
	if (offers.len)
		str_addf(out, _("  here: %s"), offers.text);
	else
		str_add(out, _("  not on offer here now"));
	str_release(&offers);
}

/* The activity in full, or with the dates that are known, or with what there is of it here. */
static void draw_one(const struct activities_state *s, struct canvas *c)
{
	const struct activity *one = activity_grid_focused(&s->grid);
	const struct activity_record *r = one ? record_of(s, one) : NULL;
	const char *lang = s->app->desk->lang;
	struct str text = STR_INIT;

	if (!one)
		return;
	str_addf(&text, "%d  %s", one->no, r || s->app->desk->instrument->catalogue
		? activity_short(catalogue(s), one, lang) : activity_label(catalogue(s), one, lang));
	if (r) {
		str_add(&text, "  ");
		dates_words(r, &text);
	} else {
		offer_words(s, one, &text);
	}
	canvas_text(c, 1, 1, c->cols - 2, ROLE_TEXT, text.text);
	str_release(&text);
}

/* The grouping these activities make, and the report's own word for it. */
static void draw_grouping(const struct activities_state *s, struct canvas *c)
{
	const struct instrument *i = s->app->desk->instrument;
	unsigned groups = activities_groups(catalogue(s), s->now);
	const char *lang = s->app->desk->lang;
	char letters[GROUPING_TEXT];
	struct str text = STR_INIT, id = STR_INIT;
	const struct evidence_row *row;

	if (!s->now)
		return;
	str_addf(&id, "class.%s", advice_class_name(advice_class_of(groups)));
	row = evidence_find(i->evidence, id.text);
	str_addf(&text, _("Groups: %s, "), grouping_format(groups, letters));
	grouping_words(&text, i, groups, lang);
	str_addf(&text, " - %s", row ? evidence_text(row, lang) : "");
	canvas_wrap(c, (struct rect){ 2, 1, c->rows - 2, c->cols - 2 }, ROLE_EVIDENCE, text.text);
	str_release(&text);
	str_release(&id);
}

static void draw_pane(const struct activities_state *s, struct canvas *c)
{
	canvas_hline(c, 0, 0, c->cols);
	draw_one(s, c);
	if (s->error)
		canvas_wrap(c, (struct rect){ 2, 1, c->rows - 2, c->cols - 2 }, ROLE_ERROR, s->error);
	else if (s->now)
		draw_grouping(s, c);
	else if (s->last)
		canvas_wrap(c, (struct rect){ 2, 1, c->rows - 2, c->cols - 2 }, ROLE_HINT,
			_("? was marked last time and is not confirmed. = takes all over; Space marks one."));
	else
		canvas_wrap(c, (struct rect){ 2, 1, c->rows - 2, c->cols - 2 }, ROLE_HINT,
			_("Space marks what has run since the last round, or the last line: no activities."));
}

static void draw_grid(const struct activities_state *s, struct canvas *c)
{
	const struct activity_grid *g = &s->grid;
	int width = g->split < g->count ? c->cols / 2 : c->cols;

	for (size_t i = 0; i < g->count; i++) {
		size_t row = activity_grid_row(g, i);

		if (row >= g->top && row < g->top + (size_t)c->rows)
			draw_cell(s, i, c, (int)(row - g->top), i >= g->split ? width : 0, width);
	}
}

static void activities_draw(const void *state, struct canvas *c)
{
	const struct activities_state *s = state;
	int height = c->rows - HEAD_ROWS - PANE_ROWS;
	struct canvas grid = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, height, c->cols });
	struct canvas pane = canvas_sub(c, (struct rect){ c->rows - PANE_ROWS, 0, PANE_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	draw_pane(s, &pane);
	draw_grid(s, &grid);
}

/* --- doing --- */

static unsigned finish(struct activities_state *s, enum correct_reason reason)
{
	const struct form_item *item;

	return correct_complete(s->app, s->giving, reason, &item);
}

static unsigned reason_given(void *state, int value)
{
	return value < 0 ? UI_REDRAW : finish(state, correct_reason_of(value));
}

static unsigned complete(struct activities_state *s)
{
	if (!s->now) {
		ui_say(s->app->ui, "%s", _("Nothing is marked. Mark what has run, or \"no activities\"."));
		return UI_REDRAW;
	}
	return s->correcting ? correct_ask(s->app, s->giving, reason_given) : finish(s, CORRECT_NONE);
}

static unsigned dated(void *state, int value)
{
	struct activities_state *s = state;
	struct err err = ERR_INIT;

	if (value == 1 && app_refresh(s->app, &err))
		return ui_fail(s->app->ui, &err);
	return UI_REDRAW;
}

static unsigned dates(struct activities_state *s)
{
	const struct activity *one = activity_grid_focused(&s->grid);
	const struct activity_record *r = one ? record_of(s, one) : NULL;
	struct activity_dates_arg arg = {
		.record = { .client = giving_draft(s->giving)->client, .from = DATE_NONE, .to = DATE_NONE,
			.place = "" },
	};

	if (!one || one->exclusive)
		return UI_BELL;
	if (!(s->now >> one->no & 1)) {
		ui_say(s->app->ui, "%s", _("Mark the activity first (Space)."));
		return UI_REDRAW;
	}
	arg.activity = one;
	if (r)
		arg.record = *r;
	arg.record.activity = one->choice->name;
	return activity_dates_open(s->app, &arg, dated);
}

static unsigned undo(struct activities_state *s, bool back)
{
	const struct form_item *item = NULL;
	struct err err = ERR_INIT;
	enum stige_rc rc = back ? giving_undo(s->giving, &item, &err) : giving_redo(s->giving, &item, &err);

	take_set(s);
	if (rc)
		return ui_fail(s->app->ui, &err);
	return item ? UI_REDRAW : UI_BELL;
}

/* Two digits in a row are one number, where there is such an activity. */
static unsigned mark_number(struct activities_state *s, int digit)
{
	int both = 10 * s->number + digit;

	s->number = activity_grid_to(&s->grid, both) ? both : activity_grid_to(&s->grid, digit) ? digit : 0;
	return s->number ? UI_REDRAW : UI_BELL;
}

static unsigned activities_action(void *state, enum action action)
{
	struct activities_state *s = state;
	const struct activity *one = activity_grid_focused(&s->grid);
	int digit;

	if (action_digit(action, &digit))
		return mark_number(s, digit);
	s->number = 0;
	if (activity_grid_action(&s->grid, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return complete(s);
	if (action == ACTION_MARK)
		return one ? put_set(s, s->now ^ (uint32_t)1 << one->no) : UI_BELL;
	if (action == ACTION_TAKE_OVER)
		return s->last ? put_set(s, s->last) : UI_BELL;
	if (action == ACTION_DATES || action == ACTION_EDIT)
		return dates(s);
	if (action == ACTION_UNDO || action == ACTION_REDO)
		return undo(s, action == ACTION_UNDO);
	if (action == ACTION_ADVICE && s->app->sitting)
		return ui_open(s->app->ui, &screen_advice, NULL, NULL);
	return action == ACTION_BACK ? correct_back(s->app, s->giving) : UI_UNHANDLED;
}

static void activities_leave(void *state)
{
	correct_pause(((struct activities_state *)state)->giving);
}

static void activities_close(void *state)
{
	struct activities_state *s = state;

	giving_free(s->giving);
	mem_free(s->error);
}

const struct screen screen_activities = {
	.name = "activities",
	.state_size = sizeof(struct activities_state),
	.context = CONTEXT_ACTIVITIES,
	.open = activities_open,
	.layout = activities_layout,
	.title = activities_title,
	.label = activities_label,
	.draw = activities_draw,
	.action = activities_action,
	.leave = activities_leave,
	.close = activities_close,
};
