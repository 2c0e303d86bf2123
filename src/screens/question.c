/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One question on the caseworker's side: reading aloud, answers from paper or the phone, and
 * corrections. A digit answers and goes on; Enter confirms what is marked or typed; End goes to what
 * is still open, or to completing. A correction of one answer goes on to its reason, not to the next question.
 */
#include "correct.h"
#include "question_run.h"
#include "remark.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { MARGIN = 3, ROWS_WITH_FOOT = 12 };

struct question_state {
	struct app *app;
	struct question_run run;
	bool correcting;
	bool one;                        /* one answer alone is corrected */
	char *name;                      /* the client's */
};

static enum stige_rc question_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct question_state *s = state;
	const struct question_arg *a = arg;

	(void)err;
	s->app = app_of(ui);
	s->correcting = a->correcting;
	s->name = mem_strdup(a->name ? a->name : s->app->sitting ? s->app->sitting->casefile->client.f.name : "");
	run_open(&s->run, a->giving, true, a->correcting);
	s->one = a->item && form_find(entry_form(giving_entry(a->giving)), a->item);
	if (s->one)
		run_to(&s->run, form_find(entry_form(giving_entry(a->giving)), a->item));
	run_large(&s->run, s->app->large);
	return STIGE_OK;
}

static enum context question_context(const void *state)
{
	const struct question_state *s = state;

	if (s->run.finished || !question_typing(&s->run.view))
		return CONTEXT_QUESTION;
	return s->run.view.kind == QUESTION_LINES ? CONTEXT_AREA : CONTEXT_FIELD;
}

static void question_title(const void *state, struct str *left, struct str *right)
{
	const struct question_state *s = state;

	if (s->correcting)
		correct_title(s->run.giving, s->name, left);
	else
		str_addf(left, _("Read aloud: %s"), s->name);
	if (!s->run.finished && !s->one)
		run_progress(&s->run, right);
}

static const char *question_label(const void *state, enum action action)
{
	const struct question_state *s = state;

	if (action == ACTION_OPEN)
		return s->run.finished ? _("complete") : s->one ? _("keep") : _("next");
	if (action == ACTION_BACK)
		return s->correcting ? _("cancel") : _("pause");
	if (action == ACTION_DIGIT_0)
		return s->run.finished || s->run.view.kind != QUESTION_SCALE ? "" : _("answer");
	if (action == ACTION_LANGUAGE)
		return run_languages(&s->run) > 1 ? NULL : "";
	return action == ACTION_MARK ? "" : NULL;
}

static void draw_finished(const struct question_state *s, struct canvas *c)
{
	const struct entry *e = giving_entry(s->run.giving);

	canvas_textf(c, 2, MARGIN, c->cols - 2 * MARGIN, ROLE_QUESTION,
		_("%zu of %zu questions are answered."),
		entry_answered(e), entry_of(e));
	canvas_wrap(c, (struct rect){ 4, MARGIN, 3, c->cols - 2 * MARGIN }, ROLE_HINT,
		s->correcting ? _("Enter asks for the reason and keeps the correction. Backspace goes back.")
		: _("Enter completes the form. Backspace goes back to the last question."));
	canvas_cursor(c, 2, MARGIN, false);
}

/* What stood before stays in sight while another answer is marked. */
static void draw_stood(const struct question_state *s, struct canvas *c)
{
	struct str text = STR_INIT, words = STR_INIT;
	const struct answer *stood = giving_stood(s->run.giving, s->run.view.item);

	if (stood) {
		answer_said(entry_form(giving_entry(s->run.giving)), s->run.view.item, stood,
			giving_draft(s->run.giving)->language, false, &words);
		str_addf(&text, _("What stands: %s"), words.text);
		canvas_text(c, c->rows - 1, MARGIN, c->cols - 2 * MARGIN, ROLE_HINT, text.text);
	}
	str_release(&words);
	str_release(&text);
}

static void question_screen_draw(const void *state, struct canvas *c)
{
	const struct question_state *s = state;
	int foot = s->one && c->rows > ROWS_WITH_FOOT;
	struct canvas body = canvas_sub(c, (struct rect){ 1, MARGIN, c->rows - 1 - foot, c->cols - 2 * MARGIN });

	canvas_hline(c, 0, 0, c->cols);
	if (s->run.finished)
		draw_finished(s, c);
	else
		question_draw(&s->run.view, &body);
	if (foot)
		draw_stood(s, c);
}

static unsigned finish(struct question_state *s, enum correct_reason reason)
{
	const struct form_item *item;
	unsigned did = correct_complete(s->app, s->run.giving, reason, &item);

	if (item)
		run_to(&s->run, item);
	return did;
}

static unsigned reason_given(void *state, int value)
{
	return value < 0 ? UI_REDRAW : finish(state, correct_reason_of(value));
}

static unsigned undo(struct question_state *s, bool back)
{
	const struct form_item *item = NULL;
	struct err err = ERR_INIT;
	struct giving *g = s->run.giving;
	enum stige_rc rc = back ? giving_undo(g, &item, &err) : giving_redo(g, &item, &err);

	if (rc)
		return ui_fail(s->app->ui, &err);
	if (!item)
		return UI_BELL;
	run_to(&s->run, item);
	return UI_REDRAW;
}

static unsigned language(struct question_state *s)
{
	struct err err = ERR_INIT;

	return run_language(&s->run, &err) ? UI_REDRAW : ui_fail(s->app->ui, &err);
}

static unsigned read_aloud(const struct question_state *s)
{
	if (!app_read_aloud(s->app, &s->run.view))
		ui_say(s->app->ui, "%s", app_no_voice());
	return UI_REDRAW;
}

static unsigned finished_action(struct question_state *s, enum action action)
{
	if (action == ACTION_OPEN)
		return s->correcting ? correct_ask(s->app, s->run.giving, reason_given) : finish(s, CORRECT_NONE);
	return UI_UNHANDLED;
}

static unsigned other_action(struct question_state *s, enum action action)
{
	if (action == ACTION_PREVIOUS || action == ACTION_PAGE_UP)
		return run_previous(&s->run) ? UI_REDRAW : UI_BELL;
	if (action == ACTION_PAGE_DOWN)
		return run_next(&s->run) ? UI_REDRAW : UI_BELL;
	if (action == ACTION_LAST) {
		run_to(&s->run, entry_first_open(giving_entry(s->run.giving)));
		return UI_REDRAW;
	}
	if (action == ACTION_UNDO || action == ACTION_REDO)
		return undo(s, action == ACTION_UNDO);
	if (action == ACTION_LANGUAGE)
		return language(s);
	if (action == ACTION_READ_ALOUD)
		return read_aloud(s);
	if (action == ACTION_TEXT_SIZE) {
		s->app->large = !s->app->large;
		run_large(&s->run, s->app->large);
		return UI_REDRAW;
	}
	if (action == ACTION_REMARK)
		return remark_open(s->app, s->run.giving, s->run.view.item);
	return action == ACTION_BACK ? correct_back(s->app, s->run.giving) : UI_UNHANDLED;
}

/* The new answer may open other questions: they come before the reason. */
static unsigned one_given(struct question_state *s)
{
	const struct form_item *open = entry_first_open(giving_entry(s->run.giving));

	if (!open)
		return correct_ask(s->app, s->run.giving, reason_given);
	run_to(&s->run, open);
	ui_say(s->app->ui, "%s", _("The new answer opens this question; it has to be answered too."));
	return UI_REDRAW;
}

static unsigned question_screen_action(void *state, enum action action)
{
	struct question_state *s = state;
	enum question_result result = QUESTION_UNHANDLED;

	if (s->run.finished) {
		unsigned did = finished_action(s, action);

		return did & UI_UNHANDLED ? other_action(s, action) : did;
	}
	result = s->one ? question_action(&s->run.view, action) : run_action(&s->run, action);
	if (s->one && result == QUESTION_NEXT)
		return one_given(s);
	if (result == QUESTION_UNHANDLED)
		return other_action(s, action);
	if (result == QUESTION_EMPTY)
		ui_say(s->app->ui, "%s", _("Nothing is answered yet."));
	if (result == QUESTION_NEXT && s->run.taken.len)
		ui_say(s->app->ui, _("Saved: %s"), s->run.taken.text);
	return UI_REDRAW;
}

static unsigned question_text(void *state, struct key key)
{
	struct question_state *s = state;

	if (key.code == KC_BACKSPACE && question_typing(&s->run.view) && field_empty(&s->run.view.field))
		return run_previous(&s->run) ? UI_REDRAW : UI_BELL;
	return question_key(&s->run.view, key) == QUESTION_UNHANDLED ? UI_UNHANDLED : UI_REDRAW;
}

static void question_leave(void *state)
{
	correct_pause(((struct question_state *)state)->run.giving);
}

static void question_close(void *state)
{
	struct question_state *s = state;

	run_close(&s->run);
	mem_free(s->name);
}

const struct screen screen_question = {
	.name = "question",
	.state_size = sizeof(struct question_state),
	.context = CONTEXT_QUESTION,
	.open = question_open,
	.context_now = question_context,
	.title = question_title,
	.label = question_label,
	.draw = question_screen_draw,
	.action = question_screen_action,
	.text = question_text,
	.leave = question_leave,
	.close = question_close,
};
