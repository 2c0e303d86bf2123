/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A whole form in one list, a digit answers and goes on: the caseworker's assessment, and a client's sheet
 * of paper that is typed in. What was assessed last time stays hidden until this time's answers are given, so
 * that it does not pull them; F6 shows it and is logged. The assessment is the caseworker's own look: opening it
 * in a meeting leaves the shared one. Paper is compared with the sheet alone: nothing of last time shows.
 */
#include "assessment_grid.h"
#include "assessment_item.h"
#include "correct.h"
#include "question_view.h"
#include "remark.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/lay.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { ITEMS_MOST = 64, HEAD_ROWS = 2, USUAL_ITEMS = 12, PANE_LEAST = 5, PANE_MOST = 9, PANE_NARROW = 7, STEP_GAP = 3,
	NARROW = 56, LINES_MOST = 3 };

struct assessment_state {
	struct app *app;
	struct giving *giving;
	bool correcting;
	bool paper;                      /* the client's form, from a sheet */
	enum look look_before;
	const struct form_item *items[ITEMS_MOST];
	size_t count;
	struct list list;
	struct question_view view;       /* of the focused item */
	bool revealed;
	int rows, cols;
};

static const struct entry *entry_of_state(const struct assessment_state *s)
{
	return giving_entry(s->giving);
}

static const struct form_item *focused(const struct assessment_state *s)
{
	return s->count ? s->items[s->list.focus] : NULL;
}

static bool all_given(const struct assessment_state *s)
{
	return entry_first_open(entry_of_state(s)) == NULL;
}

/* --- rows --- */

/* The longest of its names that fits. */
static const char *row_label(const struct assessment_state *s, const struct form_item *item, int width,
	struct str *out)
{
	const struct indicator *i = indicators_find(&s->app->desk->instrument->indicators, item->name);
	const char *lang = giving_draft(s->giving)->language;

	if (i)
		str_add(out, text_width(indicator_row(i, lang)) <= width ? indicator_row(i, lang)
			: indicator_short(i, lang));
	else
		entry_text(entry_of_state(s), item, FORM_LABEL, out);
	return out->text;
}

/* The answers before, once they may be seen. */
static const struct answer *shown_before(const struct assessment_state *s, const struct form_item *item)
{
	return !s->paper && (s->revealed || all_given(s)) ? giving_before(s->giving, item, NULL) : NULL;
}

static void draw_item(const void *context, size_t i, bool has_focus, struct canvas *c)
{
	const struct assessment_state *s = context;
	const struct form_item *item = s->items[i];
	int at = c->cols - GRID_COLUMNS * grid_cell(s->cols) - 1;
	struct str label = STR_INIT;

	canvas_text_right(c, 0, 0, 3, ROLE_TEXT, form_item_meta(entry_form(entry_of_state(s)), item,
		"stige_no"));
	canvas_text(c, 0, 4, at - 4, has_focus ? ROLE_FOCUS : ROLE_TEXT, row_label(s, item, at - 4, &label));
	if (item->type != FORM_NOTE)
		grid_answer(c, at, s->cols, &(struct grid_row){ .entry = entry_of_state(s), .item = item,
			.lang = giving_draft(s->giving)->language, .before = shown_before(s, item) });
	str_release(&label);
}

static struct list_source source_of(const struct assessment_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_item };
}

/* Which items are asked can follow from an answer (relevant). */
static void collect(struct assessment_state *s)
{
	s->count = 0;
	for (const struct form_item *i = entry_next(entry_of_state(s), NULL); i && s->count < ITEMS_MOST;
		i = entry_next(entry_of_state(s), i))
		s->items[s->count++] = i;
}

/* What is left under the usual number of items; low windows scroll the list instead of losing the words. */
static int pane_rows(const struct assessment_state *s, int rows)
{
	int items = s->count < USUAL_ITEMS ? (int)s->count : USUAL_ITEMS, left = rows - HEAD_ROWS - items;
	int least = s->cols < NARROW ? PANE_NARROW : PANE_LEAST;

	return left < least ? least : left > PANE_MOST ? PANE_MOST : left;
}

static void focus_on(struct assessment_state *s, size_t at)
{
	struct list_source src = source_of(s);

	list_focus(&s->list, &src, at);
	if (s->count)
		question_show(&s->view, s->giving, focused(s), true);
}

static void assessment_layout(void *state, int rows, int cols)
{
	struct assessment_state *s = state;
	struct list_source src = source_of(s);
	int height;

	s->rows = rows;
	s->cols = cols;
	height = rows - HEAD_ROWS - pane_rows(s, rows);
	list_layout(&s->list, &src, height > 1 ? height : 1);
}

static size_t place_of(const struct assessment_state *s, const struct form_item *item)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->items[i] == item)
			return i;
	return 0;
}

static enum stige_rc assessment_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct assessment_state *s = state;
	const struct question_arg *a = arg;

	(void)err;
	s->app = app_of(ui);
	s->giving = a->giving;
	s->correcting = a->correcting;
	s->paper = giving_who(s->giving) == RESPONDENT_CLIENT;
	s->look_before = s->app->look;
	if (!s->paper)
		s->app->look = LOOK_OWN;
	collect(s);
	s->list.height = (int)ITEMS_MOST;
	focus_on(s, a->correcting ? 0 : place_of(s, entry_first_open(entry_of_state(s))));
	return STIGE_OK;
}

/* --- drawing --- */

static void assessment_title(const void *state, struct str *left, struct str *right)
{
	const struct assessment_state *s = state;

	str_add(left, s->paper ? _("From paper") : s->correcting ? _("Correction of your assessment")
		: _("Your assessment"));
	if (s->app->sitting)
		str_addf(left, ": %s", s->app->sitting->casefile->client.f.name);
	if (s->paper)
		str_add(right, _("a digit a question"));
	else if (s->revealed || all_given(s))
		str_add(right, _("( ) last time"));
	else
		str_add(right, _("last time is hidden until you are done"));
}

static const char *assessment_label(const void *state, enum action action)
{
	const struct assessment_state *s = state;

	if (action == ACTION_OPEN)
		return all_given(s) ? _("complete") : _("next open");
	if (action == ACTION_BACK)
		return s->correcting ? _("cancel") : _("pause");
	if (action == ACTION_DIGIT_0)
		return _("answer");
	return action == ACTION_MARK ? "" : NULL;
}

static void draw_head(const struct assessment_state *s, struct canvas *c)
{
	const struct entry *e = entry_of_state(s);
	int at = c->cols - GRID_COLUMNS * grid_cell(s->cols) - 1;

	canvas_hline(c, 0, 0, c->cols);
	canvas_textf(c, 1, LIST_MARGIN, at - LIST_MARGIN - 1, ROLE_STATE,
		_("%zu of %zu answered"), entry_answered(e),
		entry_of(e));
	for (int i = 0; i < GRID_COLUMNS; i++)
		canvas_textf(c, 1, at + i * grid_cell(s->cols) + 1, 1, ROLE_HEADING, "%c", grid_digits[i]);
}

/* "1 Very bad   2 Bad ..." of the focused item: along the columns, where the question has 5 on top. */
static void steps_words(const struct question_view *v, int cols, struct str *out)
{
	struct str step = STR_INIT;
	int used = 0;

	if (v->kind != QUESTION_SCALE) {
		str_add(out, v->kind == QUESTION_NOTE ? "" : _("Enter opens the question; so does its first digit."));
		return;
	}
	for (int k = 0; k < GRID_COLUMNS; k++)
		for (int i = 0; i < v->scale.count; i++)
			if (v->rows[i].digit == grid_digits[k] - '0') {
				str_clear(&step);
				str_addf(&step, "%d %s", v->rows[i].digit, v->rows[i].label);
				lay_piece(out, step.text, STEP_GAP, cols, &used);
			}
	str_release(&step);
}

static void draw_pane(const struct assessment_state *s, struct canvas *c)
{
	struct str text = STR_INIT;
	int row = 1;

	canvas_hline(c, 0, 0, c->cols);
	if (!focused(s))
		return;
	entry_text(entry_of_state(s), focused(s), FORM_LABEL, &text);
	row += canvas_wrap(c, (struct rect){ row, 1, LINES_MOST, c->cols - 2 }, ROLE_QUESTION, text.text);
	if (s->view.error)
		row += canvas_wrap(c, (struct rect){ row, 1, 2, c->cols - 2 }, ROLE_ERROR, s->view.error);
	str_clear(&text);
	steps_words(&s->view, c->cols - 2, &text);
	row += canvas_wrap(c, (struct rect){ row, 1, LINES_MOST, c->cols - 2 }, ROLE_TEXT, text.text);
	str_clear(&text);
	entry_text(entry_of_state(s), focused(s), s->view.guide ? FORM_GUIDANCE : FORM_HINT, &text);
	canvas_wrap(c, (struct rect){ row, 1, c->rows - row, c->cols - 2 }, ROLE_HINT, text.text);
	str_release(&text);
}

static void assessment_draw(const void *state, struct canvas *c)
{
	const struct assessment_state *s = state;
	struct list_source src = source_of(s);
	int pane = pane_rows(s, c->rows), height = c->rows - HEAD_ROWS - pane;
	struct canvas below = canvas_sub(c, (struct rect){ c->rows - pane, 0, pane, c->cols });
	struct canvas grid = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, height, c->cols });

	draw_head(s, c);
	draw_pane(s, &below);
	list_draw(&s->list, &src, &grid);
}

/* --- keys --- */

/* Down the list; after the last row to what is still open. */
static unsigned next_row(struct assessment_state *s)
{
	const struct form_item *at = focused(s);

	collect(s);
	if (all_given(s)) {
		focus_on(s, place_of(s, at));
		ui_say(s->app->ui, "%s", s->paper ? _("All are in. Compare with the sheet; Enter completes the form.")
			: _("All are answered and saved. Enter completes the assessment."));
	} else if (place_of(s, at) + 1 < s->count) {
		focus_on(s, place_of(s, at) + 1);
	} else {
		focus_on(s, place_of(s, entry_first_open(entry_of_state(s))));
	}
	return UI_REDRAW;
}

static unsigned finish(struct assessment_state *s, enum correct_reason reason)
{
	const struct form_item *item;
	unsigned did = correct_complete(s->app, s->giving, reason, &item);

	if (item)
		focus_on(s, place_of(s, item));
	return did;
}

static unsigned reason_given(void *state, int value)
{
	return value < 0 ? UI_REDRAW : finish(state, correct_reason_of(value));
}

static unsigned item_done(void *state, int value)
{
	struct assessment_state *s = state;

	if (value == 1)
		return next_row(s);
	focus_on(s, s->list.focus);
	return UI_REDRAW;
}

static unsigned enter(struct assessment_state *s)
{
	const struct form_item *item = s->view.item;
	bool paged = item->type == FORM_SELECT_MULTIPLE
		|| (s->view.kind != QUESTION_SCALE && s->view.kind != QUESTION_NOTE);

	if (paged && (s->correcting || !answer_given(entry_answer(entry_of_state(s), item))))
		return assessment_item_open(s->app, s->giving, item, ASSESSMENT_NO_DIGIT, item_done);
	if (all_given(s))
		return s->correcting ? correct_ask(s->app, s->giving, reason_given) : finish(s, CORRECT_NONE);
	focus_on(s, place_of(s, entry_first_open(entry_of_state(s))));
	ui_say(s->app->ui, "%s", _("This one is not answered yet."));
	return UI_REDRAW;
}

/* A digit for a question with a page of its own opens it, and is the first one there. */
static unsigned answer(struct assessment_state *s, enum action action, int digit)
{
	if (s->view.kind == QUESTION_NOTE)
		return UI_BELL;
	if (s->view.kind != QUESTION_SCALE || s->view.item->type == FORM_SELECT_MULTIPLE)
		return assessment_item_open(s->app, s->giving, s->view.item, digit, item_done);
	if (question_action(&s->view, action) == QUESTION_NEXT)
		return next_row(s);
	return UI_REDRAW;
}

static unsigned reveal(struct assessment_state *s)
{
	struct err err = ERR_INIT;

	if (!s->revealed && casefile_revealed(s->app->desk, &giving_draft(s->giving)->client, &err))
		return ui_fail(s->app->ui, &err);
	s->revealed = true;
	ui_say(s->app->ui, "%s", _("Last time's answers show in ( ). That they were shown is logged."));
	return UI_REDRAW;
}

static unsigned undo(struct assessment_state *s, bool back)
{
	const struct form_item *item = NULL;
	struct err err = ERR_INIT;
	enum stige_rc rc = back ? giving_undo(s->giving, &item, &err) : giving_redo(s->giving, &item, &err);

	if (rc)
		return ui_fail(s->app->ui, &err);
	collect(s);
	if (!item)
		return UI_BELL;
	focus_on(s, place_of(s, item));
	return UI_REDRAW;
}

static unsigned move(struct assessment_state *s, enum action action)
{
	struct list_source src = source_of(s);

	if (!list_action(&s->list, &src, action))
		return UI_UNHANDLED;
	focus_on(s, s->list.focus);
	return UI_REDRAW;
}

static unsigned assessment_action(void *state, enum action action)
{
	struct assessment_state *s = state;
	unsigned did = move(s, action);
	int digit;

	if (!(did & UI_UNHANDLED))
		return did;
	if (!focused(s))
		return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
	if (action_digit(action, &digit))
		return answer(s, action, digit);
	if (action == ACTION_OPEN)
		return enter(s);
	if (action == ACTION_PREVIOUS)
		return move(s, ACTION_UP);
	if (action == ACTION_REVEAL && !s->paper)
		return reveal(s);
	if (action == ACTION_UNDO || action == ACTION_REDO)
		return undo(s, action == ACTION_UNDO);
	if (action == ACTION_REMARK)
		return remark_open(s->app, s->giving, focused(s));
	if (action == ACTION_HELP && question_action(&s->view, action) == QUESTION_KEPT)
		return UI_REDRAW;
	return action == ACTION_BACK ? correct_back(s->app, s->giving) : UI_UNHANDLED;
}

static void assessment_leave(void *state)
{
	correct_pause(((struct assessment_state *)state)->giving);
}

static void assessment_close(void *state)
{
	struct assessment_state *s = state;

	s->app->look = s->look_before;
	question_release(&s->view);
	giving_free(s->giving);
}

#define FORM_IN_A_LIST(id, text_name) \
	const struct screen id = { \
		.name = text_name, \
		.state_size = sizeof(struct assessment_state), \
		.context = CONTEXT_GRID, \
		.open = assessment_open, \
		.layout = assessment_layout, \
		.title = assessment_title, \
		.label = assessment_label, \
		.draw = assessment_draw, \
		.action = assessment_action, \
		.leave = assessment_leave, \
		.close = assessment_close, \
	}

FORM_IN_A_LIST(screen_assessment, "assessment");
FORM_IN_A_LIST(screen_paper, "paper");

#undef FORM_IN_A_LIST
