/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was left behind when the program ended: drafts by client, time and question. Enter goes
 * on with one, Esc leaves them for later; they are on disk either way.
 */
#include "purpose.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/casefile/terms.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 3 };

struct left_state {
	struct app *app;
	struct arena arena;
	struct left_draft *drafts;
	size_t count;
	struct list list;
};

/* Somebody else's name that looks the same: then the number says who. */
static bool has_twin(const struct left_state *s, const struct left_draft *d)
{
	struct str ours = STR_INIT, theirs = STR_INIT;
	bool twin = false;

	text_look_key(&ours, d->name);
	for (size_t i = 0; i < s->count && !twin; i++) {
		str_clear(&theirs);
		text_look_key(&theirs, s->drafts[i].name);
		twin = !id_eq(&s->drafts[i].client, &d->client) && str_eq(ours.text, theirs.text);
	}
	str_release(&ours);
	str_release(&theirs);
	return twin;
}

static void left_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct left_state *s = context;
	const struct left_draft *d = &s->drafts[i];
	char at[INSTANT_TEXT];

	canvas_textf(c, 0, 0, c->cols, focused ? ROLE_FOCUS : ROLE_TEXT,
		_("%s, %s, %s: question %zu of %zu"), has_twin(s, d) ? d->case_no : d->name,
		instant_format_local(d->last, at), respondent_word(d->who), d->number, d->of);
}

static struct list_source source_of(const struct left_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = left_row };
}

static enum stige_rc left_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct left_state *s = state;

	(void)arg;
	(void)err;
	s->app = app_of(ui);
	return STIGE_OK;
}

static enum stige_rc left_reload(void *state, struct err *err)
{
	struct left_state *s = state;

	arena_release(&s->arena);
	s->count = 0;
	return sitting_left(s->app->desk, &s->arena, &s->drafts, &s->count, err);
}

static void left_layout(void *state, int rows, int cols)
{
	struct left_state *s = state;
	struct list_source src = source_of(s);

	(void)cols;
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void left_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("Answers that were left behind"));
}

static void left_draw(const void *state, struct canvas *c)
{
	const struct left_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_text(c, 1, 1, c->cols - 2, ROLE_TEXT,
		_("These are kept. Enter goes on with one; Esc leaves them for later."));
	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &body);
}

/* Whoever is here has typed the PIN: the room is the caseworker's again. */
static unsigned take_room_back(struct left_state *s)
{
	struct err err = ERR_INIT;

	if (id_is_zero(&s->app->left_room))
		return UI_NONE;
	if (sitting_room(s->app->desk, NULL, &err))
		return ui_fail(s->app->ui, &err);
	s->app->left_room = (struct id){ { 0 } };
	return UI_NONE;
}

static unsigned left_resume(struct left_state *s)
{
	return s->count ? app_resume(s->app, &s->drafts[s->list.focus].meeting) : UI_POP;
}

static unsigned left_purpose(void *state, int value)
{
	struct left_state *s = state;

	if (value < 0)
		return UI_REDRAW;
	desk_purpose(s->app->desk, &s->drafts[s->list.focus].client, purpose_code(value));
	return left_resume(s);
}

/* The client may be a colleague's by now, or restricted. */
static unsigned left_open_one(struct left_state *s)
{
	if (s->count > 0 && s->drafts[s->list.focus].needs_purpose)
		return purpose_ask(s->app, left_purpose);
	return left_resume(s);
}

static unsigned left_action(void *state, enum action action)
{
	struct left_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return take_room_back(s) | left_open_one(s);
	return action == ACTION_BACK ? take_room_back(s) | UI_POP : UI_UNHANDLED;
}

static void left_close(void *state)
{
	arena_release(&((struct left_state *)state)->arena);
}

const struct screen screen_left_drafts = {
	.name = "left-drafts",
	.state_size = sizeof(struct left_state),
	.context = CONTEXT_LIST,
	.open = left_open,
	.reload = left_reload,
	.layout = left_layout,
	.title = left_title,
	.draw = left_draw,
	.action = left_action,
	.close = left_close,
};
