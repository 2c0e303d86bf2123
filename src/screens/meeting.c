/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An open meeting: its steps, in any order, each with its own state. What ends a step comes back
 * here with the cursor on the next one, so that Enter is the way through. Leaving parks it.
 */
#include "app_state.h"

#include "remark.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/terms.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { LIST_TOP = 1, NAME_COLS = 16, STATE_COLS = 6, STEPS_MOST = 4, NARROW = 64 };

struct meeting_state {
	struct app *app;
	struct list list;
	struct manner manner;            /* how the client's questions are answered */
	bool loaded;                     /* the sitting has just been loaded */
	bool advance;                    /* a step has ended: the cursor goes to the next */
};

static const struct sitting *sitting_of(const struct meeting_state *s)
{
	return s->app->sitting;
}

static enum meeting_step step_of(const struct meeting_state *s)
{
	return (enum meeting_step)s->list.focus;
}

/* "Dansk": the name that the form gives the language. */
static const char *language_name(const struct meeting_state *s)
{
	const struct form *f = s->app->desk->instrument->client;

	for (size_t i = 0; i < form_language_count(f); i++)
		if (str_eq(form_language(f, i), s->manner.language))
			return form_language_title(f, i);
	return s->manner.language;
}

static void about_step(const struct meeting_state *s, enum meeting_step step, struct str *out)
{
	static const char *const about[STEP_COUNT] = {
		[STEP_BEFORE] = N_("the last round, and what was agreed"),
		[STEP_CLIENT] = N_("the client's questions"),
		[STEP_CASEWORKER] = N_("your assessment, on your own screen"),
		[STEP_ACTIVITIES] = N_("what has run since the last round"),
		[STEP_LOOK] = N_("the curves, side by side; then r, the advice"),
		[STEP_AGREE] = N_("one to three small steps, in the client's words"),
		[STEP_CLOSE] = N_("text for the journal, sheet, next date"),
	};

	str_add(out, _(about[step]));
	if (step == STEP_CLIENT)
		str_addf(out, " (%s, %s%s)", response_mode_word(s->manner.mode), language_name(s),
			s->app->large ? _(", large") : "");
}

static void state_of_step(const struct meeting_state *s, enum meeting_step step, struct str *out)
{
	const struct sitting *m = sitting_of(s);

	if (m->steps[step] == STEP_DONE)
		str_add(out, "x");
	else if (m->steps[step] == STEP_STARTED)
		str_addf(out, "%u/%u", m->answered[step], m->of[step]);
	else
		str_add(out, ".");
}

static void step_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct meeting_state *s = context;
	enum meeting_step step = (enum meeting_step)i;
	struct str text = STR_INIT;

	canvas_textf(c, 0, 0, NAME_COLS, focused ? ROLE_FOCUS : ROLE_TEXT, "%zu %s", i + 1,
		meeting_step_name(step));
	state_of_step(s, step, &text);
	canvas_text(c, 0, NAME_COLS, STATE_COLS, str_eq(text.text, ".") ? ROLE_TEXT : ROLE_VALUE, text.text);
	str_clear(&text);
	if (c->cols >= NARROW)
		about_step(s, step, &text);
	canvas_text(c, 0, NAME_COLS + STATE_COLS, c->cols - NAME_COLS - STATE_COLS, ROLE_HINT, text.text);
	str_release(&text);
}

static struct list_source source_of(const struct meeting_state *s)
{
	return (struct list_source){ .count = STEP_COUNT, .context = s, .draw = step_row };
}

static enum stige_rc meeting_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct meeting_state *s = state;

	(void)arg;
	s->app = app_of(ui);
	if (!s->app->sitting)
		return err_set(err, STIGE_INTERNAL, "%s", _("No meeting is open."));
	s->loaded = true;
	s->list.focus = sitting_next(s->app->sitting);
	s->manner = sitting_manner(s->app->sitting);
	return STIGE_OK;
}

static void move_on(struct meeting_state *s)
{
	struct list_source src = source_of(s);
	size_t step = s->list.focus + 1;

	while (step < STEP_CLOSE && sitting_of(s)->steps[step] == STEP_DONE)
		step++;
	list_focus(&s->list, &src, step < STEP_COUNT ? step : STEP_CLOSE);
}

static enum stige_rc meeting_reload(void *state, struct err *err)
{
	struct meeting_state *s = state;
	enum stige_rc rc = s->loaded ? STIGE_OK : app_refresh(s->app, err);

	s->loaded = false;
	if (!rc && s->advance)
		move_on(s);
	s->advance = false;
	return rc;
}

static void meeting_layout(void *state, int rows, int cols)
{
	struct meeting_state *s = state;
	struct list_source src = source_of(s);

	(void)cols;
	list_layout(&s->list, &src, rows - LIST_TOP < STEP_COUNT ? rows - LIST_TOP : STEP_COUNT);
}

static void meeting_title(const void *state, struct str *left, struct str *right)
{
	const struct sitting *m = sitting_of(state);
	char at[INSTANT_TEXT];

	str_addf(left, _("Meeting with %s"), m->casefile->client.f.name);
	instant_format_local(m->info.begun, at);
	str_addf(right, "%s  %s", meeting_kind_word(m->info.kind), at + DATE_TEXT);
	if (app_look(((const struct meeting_state *)state)->app) == LOOK_OWN)
		str_addf(right, "  %s", _("own look"));
}

static const char *meeting_label(const void *state, enum action action)
{
	const struct meeting_state *s = state;

	if (action == ACTION_DIGIT_1)
		return _("row");
	if (action == ACTION_OPEN)
		return sitting_of(s)->steps[s->list.focus] == STEP_OPEN ? _("start") : _("open");
	if (action == ACTION_EDIT)
		return step_of(s) == STEP_CLIENT ? _("aloud/alone") : _("kind");
	if (action == ACTION_BACK)
		return _("pause");
	if (action == ACTION_LANGUAGE)
		return step_of(s) == STEP_CLIENT && form_language_count(s->app->desk->instrument->client) > 1 ? NULL : "";
	return action == ACTION_MARK ? "" : NULL;
}

static void draw_agreed(const struct meeting_state *s, struct canvas *c)
{
	const struct casefile *f = sitting_of(s)->casefile;
	int row = 1;

	for (size_t i = 0; i < f->plan_count && row <= STEPS_MOST; i++) {
		const struct plan_item *p = &f->plan[i];

		if (p->kind != PLAN_STEP || id_eq(&p->meeting, &sitting_of(s)->meeting)
			|| (p->status != PLAN_OPEN && p->status_at != sitting_of(s)->info.date))
			continue;
		canvas_textf(c, row, LIST_MARGIN, c->cols - LIST_MARGIN - 12, ROLE_TEXT, "- %s", p->text);
		canvas_text(c, row++, c->cols - 11, 10, ROLE_HINT, plan_status_word(p->status));
	}
	if (row > 1)
		canvas_text(c, 0, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HEADING, _("Agreed last time"));
}

/* Where its row has no room for it, what the marked step is about stands under the steps. Returns the rows. */
static int draw_about(const struct meeting_state *s, struct canvas *c)
{
	struct str text = STR_INIT;
	int rows = 0;

	if (c->cols - LIST_MARGIN < NARROW)
		about_step(s, step_of(s), &text);
	if (text.len)
		rows = 1 + canvas_wrap(c, (struct rect){ 0, LIST_MARGIN, c->rows, c->cols - LIST_MARGIN }, ROLE_HINT,
			text.text);
	str_release(&text);
	return rows;
}

static void meeting_draw(const void *state, struct canvas *c)
{
	const char *saved = _("Every answer is saved at once. Stop at any step and go on later.");
	const struct meeting_state *s = state;
	struct list_source src = source_of(s);
	int below = LIST_TOP + STEP_COUNT + 1, foot = canvas_wrap_rows(saved, c->cols - LIST_MARGIN);
	struct canvas list = canvas_sub(c, (struct rect){ LIST_TOP, 0, c->rows - LIST_TOP, c->cols });
	struct canvas rest = canvas_sub(c, (struct rect){ below, 0, c->rows - below, c->cols });
	int used = draw_about(s, &rest);
	struct canvas agreed = canvas_sub(&rest, (struct rect){ used, 0, rest.rows - used - foot - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	if (agreed.rows > 1)
		draw_agreed(s, &agreed);
	if (used + foot < rest.rows)
		canvas_wrap(c, (struct rect){ c->rows - foot, LIST_MARGIN, foot, c->cols - LIST_MARGIN }, ROLE_HINT, saved);
	list_draw(&s->list, &src, &list);
}

/* --- opening a step --- */

static unsigned step_done(void *state, int value)
{
	struct meeting_state *s = state;

	s->advance = value == 1;
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

/* Reading is done by having looked. */
static unsigned step_seen(void *state, int value)
{
	struct meeting_state *s = state;

	(void)value;
	sitting_seen(s->app->sitting, step_of(s));
	return step_done(state, 1);
}

static const struct screen *screen_of(const struct meeting_state *s, enum respondent who, bool correcting)
{
	if (who == RESPONDENT_CASEWORKER)
		return &screen_assessment;
	if (who == RESPONDENT_ACTIVITIES)
		return &screen_activities;
	if (s->manner.mode == MODE_PAPER && !correcting)
		return &screen_paper;
	if (correcting || (s->manner.mode != MODE_ALONE && s->manner.mode != MODE_INTERPRETER))
		return &screen_question;
	return &screen_room;
}

/* The form's draft, begun or taken up; a form that is completed is opened for correction. */
static unsigned open_form(struct meeting_state *s, enum respondent who)
{
	struct sitting *m = s->app->sitting;
	const struct response *r = casefile_in_meeting(m->casefile, &m->meeting, who);
	enum response_mode mode = who == RESPONDENT_CLIENT ? s->manner.mode : MODE_ALONE;
	const char *lang = who == RESPONDENT_CLIENT ? s->manner.language : s->app->desk->lang;
	struct question_arg arg = { .correcting = r != NULL };
	struct err err = ERR_INIT;
	enum stige_rc rc;

	if (r)
		rc = giving_correct(m->desk, m->casefile, &r->id, &arg.giving, &err);
	else
		rc = giving_open(m->desk, m->casefile, &m->meeting, who, mode, lang, &arg.giving, &err);
	if (!rc && !r) {
		rc = giving_set_mode(arg.giving, mode, lang, &err);
		if (rc)
			giving_free(arg.giving);
	}
	if (rc)
		return ui_fail(s->app->ui, &err);
	return ui_open(s->app->ui, screen_of(s, who, r != NULL), &arg, step_done);
}

static unsigned closed(void *state, int value)
{
	(void)state;
	return value == 1 ? UI_POP | UI_RELOAD : (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned open_step(struct meeting_state *s, enum meeting_step step)
{
	struct ui *ui = s->app->ui;
	struct list_source src = source_of(s);

	list_focus(&s->list, &src, step);
	switch (step) {
	case STEP_BEFORE:
		return ui_open(ui, &screen_agree, &(struct agree_arg){ .before = true }, step_seen);
	case STEP_CLIENT:
		return open_form(s, RESPONDENT_CLIENT);
	case STEP_CASEWORKER:
		return open_form(s, RESPONDENT_CASEWORKER);
	case STEP_ACTIVITIES:
		return open_form(s, RESPONDENT_ACTIVITIES);
	case STEP_LOOK:
		return ui_open(ui, &screen_client, &s->app->sitting->info.client, step_seen);
	case STEP_AGREE:
		return ui_open(ui, &screen_agree, NULL, step_seen);
	case STEP_CLOSE:
		return ui_open(ui, &screen_close, NULL, closed);
	case STEP_COUNT:
		break;
	}
	return UI_NONE;
}

/* --- how it is held, how it is answered --- */

static unsigned kind_chosen(void *state, int value)
{
	struct meeting_state *s = state;
	struct err err = ERR_INIT;

	if (value >= 0 && sitting_set_kind(s->app->sitting, (enum meeting_kind)value, &err))
		return ui_fail(s->app->ui, &err);
	return UI_REDRAW;
}

static unsigned mode_chosen(void *state, int value)
{
	if (value >= 0)
		((struct meeting_state *)state)->manner.mode = (enum response_mode)value;
	return UI_REDRAW;
}

static unsigned ask_kind(struct meeting_state *s)
{
	const char *choices[MEETING_KINDS + 1] = { NULL };

	for (int i = 0; i < MEETING_KINDS; i++)
		choices[i] = meeting_kind_word((enum meeting_kind)i);
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Meeting"), .choices = choices,
		.text = _("How do you meet?") }, kind_chosen);
}

static unsigned ask_mode(struct meeting_state *s)
{
	const char *choices[RESPONSE_MODES + 1] = { NULL };

	for (int i = 0; i < RESPONSE_MODES; i++)
		choices[i] = response_mode_word((enum response_mode)i);
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("The client's questions"), .choices = choices,
		.text = _("How are they answered? Alone or with an interpreter, the client has the screen; "
		"otherwise you type.")
		}, mode_chosen);
}

static unsigned next_language(struct meeting_state *s)
{
	const struct form *f = s->app->desk->instrument->client;
	size_t n = form_language_count(f);

	for (size_t i = 0; i < n; i++)
		if (str_eq(form_language(f, i), s->manner.language)) {
			s->manner.language = form_language(f, (i + 1) % n);
			return UI_REDRAW;
		}
	return UI_NONE;
}

static unsigned switch_look(struct meeting_state *s)
{
	s->app->look = s->app->look == LOOK_SHARED ? LOOK_OWN : LOOK_SHARED;
	return UI_REDRAW;
}

static unsigned leave_meeting(struct meeting_state *s)
{
	ui_say(s->app->ui, "%s", _("The meeting is kept open; m goes on with it."));
	return UI_POP | UI_RELOAD;
}

static unsigned wrong_client(void *state, int value)
{
	struct meeting_state *s = state;
	struct app *a = s->app;
	struct err err = ERR_INIT;

	if (value != 1)              /* one Enter too many takes nothing back */
		return UI_REDRAW;
	if (sitting_mistaken(a->sitting, &err))
		return ui_fail(a->ui, &err);
	ui_say(a->ui, "%s", _("The meeting is taken back; its answers count for nobody."));
	return UI_POP | UI_RELOAD;
}

static unsigned ask_wrong_client(struct meeting_state *s)
{
	const char *choices[] = { _("No, go on with the meeting"), _("Yes, it was the wrong client"), NULL };

	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Wrong client"), .choices = choices,
		.text = _("Take this meeting back? Its answers and steps count for nobody; the log keeps that it was begun.")
		}, wrong_client);
}

static unsigned command(struct meeting_state *s, enum action action)
{
	struct ui *ui = s->app->ui;
	const struct id *client = &s->app->sitting->info.client;

	if (action == ACTION_EDIT)
		return step_of(s) == STEP_CLIENT ? ask_mode(s) : ask_kind(s);
	if (action == ACTION_WRONG_CLIENT)
		return ask_wrong_client(s);
	if (action == ACTION_LANGUAGE)
		return next_language(s);
	if (action == ACTION_TEXT_SIZE) {
		s->app->large = !s->app->large;
		return UI_REDRAW;
	}
	if (action == ACTION_ACTIVITIES)
		return open_step(s, STEP_ACTIVITIES);
	if (action == ACTION_ADVICE)
		return ui_open(ui, &screen_advice, NULL, step_done);
	if (action == ACTION_ADD_NOTE)
		return note_open(s->app, &(struct note_arg){ .client = *client, .title = _("Note") });
	if (action == ACTION_PATH)
		return ui_open(ui, &screen_path, client, NULL);
	if (action == ACTION_VOICES)
		return ui_open(ui, &screen_voices, client, NULL);
	if (action == ACTION_SINCE)
		return ui_open(ui, &screen_since, client, NULL);
	if (action == ACTION_JOURNAL)
		return ui_open(ui, &screen_journal, client, NULL);
	if (action == ACTION_SHEET)
		return ui_open(ui, &screen_sheet, client, NULL);
	if (action == ACTION_OPEN_LOG)
		return ui_open(ui, &screen_log, client, NULL);
	if (action == ACTION_LOOK)
		return switch_look(s);
	return UI_UNHANDLED;
}

static unsigned meeting_action(void *state, enum action action)
{
	struct meeting_state *s = state;
	struct list_source src = source_of(s);
	int digit;

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action_digit(action, &digit)) {
		if (digit >= 1 && digit <= STEP_COUNT)
			list_focus(&s->list, &src, (size_t)digit - 1);
		return UI_REDRAW;
	}
	if (action == ACTION_OPEN)
		return open_step(s, step_of(s));
	if (action == ACTION_SKIP) {
		move_on(s);
		return UI_REDRAW;
	}
	return action == ACTION_BACK ? leave_meeting(s) : command(s, action);
}

static void meeting_left(void *state)
{
	app_park(((struct meeting_state *)state)->app);
}

const struct screen screen_meeting = {
	.name = "meeting",
	.state_size = sizeof(struct meeting_state),
	.context = CONTEXT_MEETING,
	.open = meeting_open,
	.reload = meeting_reload,
	.layout = meeting_layout,
	.title = meeting_title,
	.label = meeting_label,
	.draw = meeting_draw,
	.action = meeting_action,
	.close = meeting_left,
};
