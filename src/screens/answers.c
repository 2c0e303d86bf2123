/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The answers of one response, a row each: Enter corrects the one that is marked and nothing else. Below them
 * all can be gone through, or taken back. Left and right lead to the rounds before and after.
 */
#include "app_state.h"

#include <stdio.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/terms.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, ITEMS_MOST = 200, NAME_COLS = 30 };

struct answers_state {
	struct app *app;
	struct id client, response;
	const char *item;                /* the mark goes there once */
	struct casefile *file;
	const struct response *now;      /* the file's */
	const struct form *form;         /* the desk's */
	const struct form_item *items[ITEMS_MOST];
	size_t count;                    /* of items; two more rows stand below */
	struct list list;
	int height, cols;
	bool corrected;
	int number;                      /* that was typed just before; 0 = none */
};

/* --- rows --- */

static bool is_all(const struct answers_state *s, size_t row)
{
	return row == s->count;
}

static bool is_take_back(const struct answers_state *s, size_t row)
{
	return row == s->count + 1;
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct answers_state *s = context;
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_TEXT;
	int names = c->cols >= 2 * NAME_COLS ? NAME_COLS : c->cols / 2;
	struct str name = STR_INIT, words = STR_INIT;
	const struct answer *a;

	if (i >= s->count) {
		canvas_text(c, 0, 0, c->cols, role, is_all(s, i) ? _("Go through all of these questions")
			: _("Take all of these answers back"));
		return;
	}
	question_name(s->file->desk, s->form, s->items[i], &name);
	a = casefile_answer(s->file, s->now, s->items[i]->name);
	if (a)
		answer_said(s->form, s->items[i], a, s->file->desk->lang, false, &words);
	canvas_text(c, 0, 0, names - 1, role, name.text);
	canvas_text(c, 0, names, c->cols - names, ROLE_VALUE, words.text);
	str_release(&name);
	str_release(&words);
}

static struct list_source source_of(const struct answers_state *s)
{
	return (struct list_source){ .count = s->count + 2, .context = s, .draw = draw_row };
}

/* What was asked: the rest has no answer that could be wrong. */
static void collect(struct answers_state *s)
{
	s->count = 0;
	for (size_t i = 0; i < form_stored_count(s->form) && s->count < ITEMS_MOST; i++) {
		const struct form_item *item = form_stored_item(s->form, i);
		const struct answer *a = casefile_answer(s->file, s->now, item->name);

		if (item->asked && a && answer_given(a))
			s->items[s->count++] = item;
	}
}

static void focus_item(struct answers_state *s, const char *name)
{
	struct list_source src = source_of(s);

	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->items[i]->name, name))
			list_focus(&s->list, &src, i);
}

/* --- the screen --- */

static enum stige_rc answers_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct answers_state *s = state;
	const struct answers_arg *a = arg;

	(void)err;
	s->app = app_of(ui);
	s->client = a->client;
	s->response = a->response;
	s->item = a->item;
	return STIGE_OK;
}

static const struct response *correction_of(const struct casefile *f, const struct id *response)
{
	for (size_t i = 0; i < f->response_count; i++)
		if (id_eq(&f->responses[i].supersedes, response))
			return &f->responses[i];
	return NULL;
}

/* The response, or the correction that stands in its place by now; NULL when it is gone. */
static const struct response *look_up(struct answers_state *s)
{
	const struct response *found = NULL, *next;

	for (size_t i = 0; i < s->file->response_count; i++)
		if (id_eq(&s->file->responses[i].id, &s->response))
			found = &s->file->responses[i];
	while (found && (next = correction_of(s->file, &found->id)) != NULL) {
		found = next;
		s->corrected = true;
	}
	return found;
}

static enum stige_rc show(struct answers_state *s, const struct response *r, const char *item, struct err *err)
{
	enum stige_rc rc = desk_form(s->app->desk, r->form_hash, &s->form, err);

	if (rc)
		return rc;
	s->now = r;
	s->response = r->id;
	collect(s);
	focus_item(s, item);
	return STIGE_OK;
}

static enum stige_rc answers_reload(void *state, struct err *err)
{
	struct answers_state *s = state;
	const char *item = s->item;
	const struct response *r;
	struct casefile *fresh;
	enum stige_rc rc = casefile_load(s->app->desk, &s->client, "own", &fresh, err);

	if (rc)
		return rc;
	casefile_free(s->file);
	s->file = fresh;
	s->item = "";
	r = look_up(s);
	if (!r)
		return err_set(err, STIGE_NOTFOUND, "%s", _("These answers are not there; go back and choose again."));
	return show(s, r, item, err);
}

static void answers_layout(void *state, int rows, int cols)
{
	struct answers_state *s = state;
	struct list_source src = source_of(s);

	s->height = rows;
	s->cols = cols;
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void answers_title(const void *state, struct str *left, struct str *right)
{
	const struct answers_state *s = state;
	char on[DATE_TEXT];

	str_addf(left, "%s, %s: %s", s->file->client.f.name, date_format(s->now->date, on),
		respondent_word(s->now->respondent));
	str_add(right, id_is_zero(&s->now->supersedes) ? "" : _("correction"));
}

static const char *answers_label(const void *state, enum action action)
{
	const struct answers_state *s = state;

	if (action == ACTION_OPEN)
		return s->list.focus < s->count ? _("correct this answer") : _("choose");
	if (action == ACTION_DIGIT_1)
		return _("row");
	return action == ACTION_MARK ? "" : NULL;
}

static void answers_draw(const void *state, struct canvas *c)
{
	const struct answers_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &body);
	if ((size_t)body.rows > src.count + 1)
		canvas_text(&body, body.rows - 1, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HINT,
			_("Left, Right: the round before, the round after."));
}

/* --- correcting --- */

static unsigned correct(struct answers_state *s, const struct form_item *item)
{
	static const struct screen *const screens[] = {
		[RESPONDENT_CLIENT] = &screen_question, [RESPONDENT_CASEWORKER] = &screen_assessment,
		[RESPONDENT_ACTIVITIES] = &screen_activities,
	};
	enum respondent who = s->now->respondent;
	struct question_arg arg = { .correcting = true, .name = s->file->client.f.name };
	struct err err = ERR_INIT;

	if (giving_correct(s->app->desk, s->file, &s->response, &arg.giving, &err))
		return ui_fail(s->app->ui, &err);
	arg.item = item && who != RESPONDENT_ACTIVITIES ? item->name : NULL;
	return ui_open(s->app->ui, arg.item ? &screen_question : screens[who], &arg, NULL);
}

/* Codes in the order of enum void_reason. */
static unsigned void_done(void *state, int value)
{
	struct answers_state *s = state;
	struct err err = ERR_INIT;

	if (value <= 0)
		return UI_NONE;          /* "keep it", or Esc */
	if (casefile_void(s->app->desk, &s->response, (enum void_reason)(value - 1), &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", _("The answers are taken back; that it happened is kept."));
	ui_set_result(s->app->ui, 1);
	return UI_POP | UI_RELOAD;
}

static unsigned ask_void(struct answers_state *s)
{
	const char *const choices[] = {
		_("Keep it"), _("Wrong client"), _("Not given by the person"), _("Only a try"),
		_("The client asks for it"), NULL,
	};

	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Take back"), .choices = choices,
		.text = _("All of these answers are deleted for good, and u does not bring them back. Why?") }, void_done);
}

static unsigned enter(struct answers_state *s)
{
	size_t row = s->list.focus;

	if (is_take_back(s, row))
		return ask_void(s);
	return correct(s, is_all(s, row) ? NULL : s->items[row]);
}

/* The one of the same side that stands before this one, or after it. */
static unsigned other_round(struct answers_state *s, bool after)
{
	const struct response *here = s->now, *found = NULL, *first = s->file->responses;
	const char *name = s->list.focus < s->count ? s->items[s->list.focus]->name : "";
	struct err err = ERR_INIT;

	for (const struct response *r = first; r < first + s->file->response_count; r++)
		if (casefile_stands(r) && r->respondent == here->respondent && (after ? r > here && !found : r < here))
			found = r;
	if (!found) {
		ui_say(s->app->ui, "%s", after ? _("These are the newest.") : _("There are none before these."));
		return UI_REDRAW;
	}
	if (show(s, found, name, &err))
		return ui_fail(s->app->ui, &err);
	answers_layout(s, s->height, s->cols);
	return UI_REDRAW;
}

static bool to_number(struct answers_state *s, int number)
{
	char no[16];

	snprintf(no, sizeof(no), "%d", number);
	for (size_t i = 0; i < s->count; i++) {
		const struct indicator *one = indicators_find(&s->file->desk->instrument->indicators, s->items[i]->name);

		if (one && str_eq(one->no, no)) {
			focus_item(s, s->items[i]->name);
			return true;
		}
	}
	return false;
}

/* Two digits in a row are one number, where there is such a question. */
static unsigned mark_number(struct answers_state *s, int digit)
{
	int both = 10 * s->number + digit;

	s->number = to_number(s, both) ? both : to_number(s, digit) ? digit : 0;
	return s->number ? UI_REDRAW : UI_BELL;
}

static unsigned answers_action(void *state, enum action action)
{
	struct answers_state *s = state;
	struct list_source src = source_of(s);
	int digit;

	if (action_digit(action, &digit))
		return mark_number(s, digit);
	s->number = 0;
	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return enter(s);
	if (action == ACTION_LEFT || action == ACTION_RIGHT)
		return other_round(s, action == ACTION_RIGHT);
	if (action != ACTION_BACK)
		return UI_UNHANDLED;
	ui_set_result(s->app->ui, s->corrected);
	return UI_POP;
}

static bool answers_find(void *state, const char *words, int step)
{
	struct answers_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->cols, words, step);
}

static void answers_close(void *state)
{
	casefile_free(((struct answers_state *)state)->file);
}

const struct screen screen_answers = {
	.name = "answers",
	.state_size = sizeof(struct answers_state),
	.context = CONTEXT_LIST,
	.open = answers_open,
	.reload = answers_reload,
	.layout = answers_layout,
	.title = answers_title,
	.label = answers_label,
	.draw = answers_draw,
	.action = answers_action,
	.find = answers_find,
	.close = answers_close,
};
