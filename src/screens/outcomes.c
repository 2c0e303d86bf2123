/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What became of a client: spells of work, education and other benefits; Enter puts one right or adds one. */
#include "outcomes.h"

#include "stige/base/i18n.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

/* After the outcomes: one to be added, and what the study makes of them all. */
enum { HEAD_ROWS = 3, MORE_ROWS = 2, YEAR = 365 };

struct outcomes_state {
	struct app *app;
	struct id client;
	struct arena arena;
	struct outcome *outcomes;
	size_t count;
	struct list list;
};

static void outcomes_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct outcomes_state *s = context;
	struct str line = STR_INIT;

	if (i < s->count)
		outcome_line(&s->outcomes[i], &line);
	else
		str_add(&line, i == s->count ? _("Write down an outcome") : _("As the study counts"));
	canvas_text(c, 0, 0, c->cols, focused ? ROLE_FOCUS : ROLE_TEXT, line.text);
	str_release(&line);
}

static struct list_source source_of(const struct outcomes_state *s)
{
	return (struct list_source){ .count = s->count + MORE_ROWS, .context = s, .draw = outcomes_row };
}

static enum stige_rc outcomes_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct outcomes_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->client = *(const struct id *)arg;
	return STIGE_OK;
}

static enum stige_rc outcomes_reload(void *state, struct err *err)
{
	struct outcomes_state *s = state;

	arena_release(&s->arena);
	s->count = 0;
	return outcomes_load(s->app->desk, &s->arena, &s->client, &s->outcomes, &s->count, err);
}

static void outcomes_layout(void *state, int rows, int cols)
{
	struct outcomes_state *s = state;
	struct list_source src = source_of(s);

	(void)cols;
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void outcomes_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("Outcomes"));
}

static void outcomes_draw(const void *state, struct canvas *c)
{
	const struct outcomes_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_text(c, 1, 1, c->cols - 2, ROLE_TEXT, _("Jobs, education, other benefits: what is known."));
	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &body);
}

/* Today, and a year ago: then all that is to come within a year has come. */
static unsigned show_status(const struct outcomes_state *s)
{
	int32_t today = desk_today(s->app->desk), year_ago = today - YEAR;
	struct outcome_days days = { year_ago, today, today };
	struct text_arg arg = { .title = _("Outcomes as the study counts"), .context = CONTEXT_PAGE };
	struct str text = STR_INIT;

	outcome_status(s->outcomes, s->count, &days, &text);
	str_addc(&text, '\n');
	days = (struct outcome_days){ year_ago - YEAR, year_ago, today };
	outcome_status(s->outcomes, s->count, &days, &text);
	arg.text = str_steal(&text);
	return ui_open(s->app->ui, &screen_text, &arg, NULL);
}

static unsigned outcomes_action(void *state, enum action action)
{
	struct outcomes_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN && s->list.focus > s->count)
		return show_status(s);
	if (action == ACTION_OPEN)
		return ui_open(s->app->ui, &screen_outcome_edit, &(struct outcome_arg){
			s->client, s->list.focus < s->count ? &s->outcomes[s->list.focus] : NULL }, NULL);
	return action == ACTION_BACK ? (unsigned)UI_POP : (unsigned)UI_UNHANDLED;
}

static void outcomes_close(void *state)
{
	arena_release(&((struct outcomes_state *)state)->arena);
}

const struct screen screen_outcomes = {
	.name = "outcomes",
	.state_size = sizeof(struct outcomes_state),
	.context = CONTEXT_LIST,
	.open = outcomes_open,
	.reload = outcomes_reload,
	.layout = outcomes_layout,
	.title = outcomes_title,
	.draw = outcomes_draw,
	.action = outcomes_action,
	.close = outcomes_close,
};
