/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assessment_item.h"

#include "question_view.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum { MARGIN = 3 };

struct item_arg {
	struct giving *giving;
	const struct form_item *item;
	int digit;
};

struct item_state {
	struct app *app;
	struct question_view view;
	bool paper;
};

/* Typed as if the page had been open; where digits mean nothing it does nothing. */
static void first_digit(struct question_view *v, int digit)
{
	const char text[] = { (char)('0' + digit), '\0' };
	struct key key;

	if (!question_typing(v))
		question_action(v, (enum action)((int)ACTION_DIGIT_0 + digit));
	else if (key_from_text(text, &key))
		question_key(v, key);
}

static enum stige_rc item_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct item_state *s = state;
	const struct item_arg *a = arg;

	(void)err;
	s->app = app_of(ui);
	s->paper = giving_who(a->giving) == RESPONDENT_CLIENT;
	question_show(&s->view, a->giving, a->item, true);
	if (a->digit != ASSESSMENT_NO_DIGIT)
		first_digit(&s->view, a->digit);
	return STIGE_OK;
}

static enum context item_context(const void *state)
{
	const struct item_state *s = state;

	if (!question_typing(&s->view))
		return CONTEXT_QUESTION;
	return s->view.kind == QUESTION_LINES ? CONTEXT_AREA : CONTEXT_FIELD;
}

static void item_title(const void *state, struct str *left, struct str *right)
{
	(void)right;
	str_add(left, ((const struct item_state *)state)->paper ? _("From paper") : _("Your assessment"));
}

static const char *item_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? _("next") : action == ACTION_REMARK ? "" : NULL;
}

static void item_draw(const void *state, struct canvas *c)
{
	struct canvas body = canvas_sub(c, (struct rect){ 1, MARGIN, c->rows - 1, c->cols - 2 * MARGIN });

	canvas_hline(c, 0, 0, c->cols);
	question_draw(&((const struct item_state *)state)->view, &body);
}

static unsigned item_action(void *state, enum action action)
{
	struct item_state *s = state;

	switch (question_action(&s->view, action)) {
	case QUESTION_NEXT:
		ui_set_result(s->app->ui, 1);
		return UI_POP;
	case QUESTION_EMPTY:
		ui_say(s->app->ui, "%s", _("Nothing is answered yet."));
		return UI_REDRAW;
	case QUESTION_KEPT:
	case QUESTION_REFUSED:
		return UI_REDRAW;
	case QUESTION_UNHANDLED:
		break;
	}
	return action == ACTION_BACK || action == ACTION_PREVIOUS ? UI_POP : UI_UNHANDLED;
}

static unsigned item_text(void *state, struct key key)
{
	return question_key(&((struct item_state *)state)->view, key) == QUESTION_UNHANDLED ? UI_UNHANDLED
		: UI_REDRAW;
}

static void item_close(void *state)
{
	question_release(&((struct item_state *)state)->view);
}

static const struct screen screen_assessment_item = {
	.name = "assessment-item",
	.state_size = sizeof(struct item_state),
	.context = CONTEXT_QUESTION,
	.open = item_open,
	.context_now = item_context,
	.title = item_title,
	.label = item_label,
	.draw = item_draw,
	.action = item_action,
	.text = item_text,
	.close = item_close,
};

unsigned assessment_item_open(struct app *a, struct giving *g, const struct form_item *item,
	int digit, screen_done *done)
{
	const struct item_arg arg = { g, item, digit };

	return ui_open(a->ui, &screen_assessment_item, &arg, done);
}
