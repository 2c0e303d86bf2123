/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The client's room: one question on a bare screen, no name, no way out but the caseworker's
 * PIN. That the room is open is on disk, so that after a crash the program comes back at the lock.
 * The form is completed when the caseworker has the screen again.
 */
#include "correct.h"
#include "question_run.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/base/banned.h"

enum { ROOM_IDLE = 15 * 60, ROOMY_ROWS = 20, MARGIN_ROWS = 28, ROOMY_COLS = 56, WIDE_COLS = 72, KEY_GAP = 3 };

struct room_state {
	struct app *app;
	struct question_run run;
	const char *lang;                /* the program's language before the room spoke another */
};

/* Each question once, when it comes up; F5 says it again. */
static void say_question(const struct room_state *s)
{
	if (!s->run.finished)
		app_read_aloud(s->app, &s->run.view);
}

static enum stige_rc room_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct room_state *s = state;
	const struct question_arg *a = arg;
	enum stige_rc rc;

	s->app = app_of(ui);
	rc = sitting_room(s->app->desk, &giving_draft(a->giving)->id, err);
	if (rc) {
		giving_free(a->giving);
		return rc;
	}
	s->lang = app_speak(s->app, giving_draft(a->giving)->language);
	run_open(&s->run, a->giving, false, false);
	run_large(&s->run, s->app->large);
	say_question(s);
	return STIGE_OK;
}

static enum context room_context(const void *state)
{
	const struct room_state *s = state;

	return !s->run.finished && question_typing(&s->run.view) ? CONTEXT_ROOM_TEXT : CONTEXT_ROOM;
}

static const char *instruction(const struct question_view *v)
{
	if (question_typing(v))
		return _("Write your answer. Then press Enter.");
	if (v->kind == QUESTION_NOTE)
		return _("Press Enter to go on.");
	if (v->item->type == FORM_SELECT_MULTIPLE)
		return v->kind == QUESTION_LONG ? _("Mark with arrows and Space. Then press Enter.")
			: _("Mark with a number, or arrows and Space. Then press Enter.");
	return v->kind == QUESTION_SCALE ? _("Choose with the arrows or a number. Then press Enter.")
		: _("Choose with the arrows. Then press Enter.");
}

/* The next language's own name, when there is more than one. */
static const char *next_language(const struct room_state *s)
{
	const struct form *f = entry_form(giving_entry(s->run.giving));
	size_t n = form_language_count(f);

	for (size_t i = 0; i < n && n > 1; i++)
		if (str_eq(form_language(f, i), giving_draft(s->run.giving)->language))
			return form_language_title(f, (i + 1) % n);
	return NULL;
}

/* "F1: explained" stays whole. */
static void add_key(struct str *out, const char *key, const char *does, int cols, int *used)
{
	struct str piece = STR_INIT;

	str_addf(&piece, "%s: %s", key, does);
	lay_piece(out, piece.text, KEY_GAP, cols, used);
	str_release(&piece);
}

/* Without a PIN the key that the client has pressed all along must not lead on. */
static bool has_pin(const struct room_state *s)
{
	return s->app->desk->caseworker.has_pin;
}

static void foot_words(const struct room_state *s, int cols, struct str *out)
{
	const char *language = next_language(s);
	int used = 0;

	if (s->run.finished) {
		str_add(out, has_pin(s) ? _("Press Enter.") : _("Your caseworker presses Esc."));
	} else {
		str_add(out, instruction(&s->run.view));
		if (s->run.view.states.count)
			str_addf(out, " %s", _("Tab: no answer."));
	}
	str_addc(out, '\n');
	lay_piece(out, _("Back: Backspace"), KEY_GAP, cols, &used);
	if (!s->run.finished)
		add_key(out, "F1", s->run.view.guide ? _("close help") : _("explained"), cols, &used);
	if (!s->run.finished && s->app->options.speak)
		add_key(out, "F5", _("hear it"), cols, &used);
	if (language)
		add_key(out, "F3", language, cols, &used);
	if (!s->run.finished && s->app->ui->cols >= WIDE_COLS)
		add_key(out, "F4", s->app->large ? _("smaller") : _("larger"), cols, &used);
}

static void draw_thanks(struct canvas *c)
{
	int row = c->rows / 3;

	canvas_text(c, row, 0, c->cols, ROLE_QUESTION, _("Thank you."));
	canvas_wrap(c, (struct rect){ row + 2, 0, 2, c->cols }, ROLE_QUESTION,
		_("Please turn the screen back."));
	canvas_cursor(c, row, 0, false);
}

static void room_draw(const void *state, struct canvas *c)
{
	const struct room_state *s = state;
	/* A blank row between the answers matters more than one at the edges. */
	int left = c->cols >= ROOMY_COLS ? 3 : 1, margin = c->rows < MARGIN_ROWS || s->app->large ? 0 : 1;
	int top = 2 * margin;
	int cols = c->cols - 2 * left, foot;
	struct str progress = STR_INIT, words = STR_INIT;
	struct canvas body;

	run_progress(&s->run, &progress);
	foot_words(s, cols, &words);
	foot = canvas_wrap_rows(words.text, cols);
	if (!s->run.finished)
		canvas_text(c, top, left, cols, ROLE_STATE, progress.text);
	if (s->app->ui->flags & UI_INVENTED)
		canvas_text_right(c, 0, c->cols / 2, c->cols - c->cols / 2 - 1, ROLE_INVENTED,
			_("invented people"));
	canvas_wrap(c, (struct rect){ c->rows - foot - margin, left, foot, cols }, ROLE_HINT,
		words.text);
	top += c->rows >= ROOMY_ROWS ? 2 : 1;
	body = canvas_sub(c, (struct rect){ top, left, c->rows - foot - 1 - top, cols });
	if (s->run.finished)
		draw_thanks(&body);
	else
		question_draw(&s->run.view, &body);
	str_release(&progress);
	str_release(&words);
}

/* The caseworker has the screen again (or the client went back to the questions). */
static unsigned unlocked(void *state, int value)
{
	struct room_state *s = state;
	const struct form_item *item = NULL;
	struct err err = ERR_INIT;
	unsigned did;

	if (value != 1)
		return UI_REDRAW;
	if (sitting_room(s->app->desk, NULL, &err))
		return ui_fail(s->app->ui, &err);
	app_speak(s->app, s->lang);      /* before anything is said to the caseworker */
	if (!s->run.finished) {
		ui_set_result(s->app->ui, 0);
		return UI_POP | UI_RELOAD;
	}
	did = correct_complete(s->app, s->run.giving, CORRECT_NONE, &item);
	return did & UI_POP ? did : did | UI_POP | UI_RELOAD;
}

static unsigned turn_back(struct room_state *s)
{
	const struct lock_arg arg = {
		.room = true, .back = !s->run.finished,
		.kept = (unsigned)entry_answered(giving_entry(s->run.giving)),
	};

	return ui_open(s->app->ui, &screen_lock, &arg, unlocked);
}

static unsigned room_language(struct room_state *s)
{
	struct err err = ERR_INIT;
	const char *lang = run_language(&s->run, &err);

	if (!lang)
		return ui_fail(s->app->ui, &err);
	app_speak(s->app, lang);
	say_question(s);
	return UI_REDRAW;
}

/* What the keys of a question do; another question than before is said. */
static unsigned answer(struct room_state *s, enum action action)
{
	const struct form_item *before = s->run.view.item;

	if (!s->run.finished && run_action(&s->run, action) != QUESTION_UNHANDLED)
		action = ACTION_NONE;
	else if (action == ACTION_PREVIOUS)
		run_previous(&s->run);
	else
		return UI_UNHANDLED;
	if (s->run.view.item != before)
		say_question(s);
	return UI_REDRAW;
}

static unsigned hear(struct room_state *s)
{
	if (!app_read_aloud(s->app, &s->run.view))
		question_tell(&s->run.view, _("No voice is set up here. Ask your caseworker."));
	return UI_REDRAW;
}

static unsigned room_action(void *state, enum action action)
{
	struct room_state *s = state;

	if (action == ACTION_BACK || (s->run.finished && action == ACTION_OPEN && has_pin(s)))
		return turn_back(s);
	if (s->run.finished && action == ACTION_OPEN)
		return UI_NONE;
	if (action == ACTION_LANGUAGE)
		return room_language(s);
	if (action == ACTION_TEXT_SIZE) {
		s->app->large = !s->app->large;
		run_large(&s->run, s->app->large);
		return UI_REDRAW;
	}
	if (action == ACTION_READ_ALOUD)
		return s->run.finished ? UI_NONE : hear(s);
	return answer(s, action);
}

static unsigned room_text(void *state, struct key key)
{
	struct room_state *s = state;

	if (key.code == KC_BACKSPACE && question_typing(&s->run.view) && field_empty(&s->run.view.field)) {
		run_previous(&s->run);
		return UI_REDRAW;
	}
	return question_key(&s->run.view, key) == QUESTION_UNHANDLED ? UI_NONE : UI_REDRAW;
}

/* A quarter of an hour is not too long for one question; what covers it goes away with any key. */
static unsigned room_idle(void *state)
{
	return ui_open(((struct room_state *)state)->app->ui, &ui_blank_screen, NULL, NULL);
}

static void room_leave(void *state)
{
	correct_pause(((struct room_state *)state)->run.giving);
}

static void room_close(void *state)
{
	struct room_state *s = state;

	app_speak(s->app, s->lang);
	run_close(&s->run);
}

const struct screen screen_room = {
	.name = "room",
	.state_size = sizeof(struct room_state),
	.flags = SCREEN_BARE,
	.context = CONTEXT_ROOM,
	.idle_after = ROOM_IDLE,
	.open = room_open,
	.context_now = room_context,
	.draw = room_draw,
	.action = room_action,
	.text = room_text,
	.idle = room_idle,
	.leave = room_leave,
	.close = room_close,
};
