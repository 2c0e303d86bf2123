/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "colleagues.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1 };

struct colleagues_state {
	struct app *app;
	const char *title;
	size_t *who;                     /* places in desk->caseworkers */
	size_t count;
	struct list list;
};

static const struct caseworker *colleague_at(const struct colleagues_state *s, size_t i)
{
	return &s->app->desk->caseworkers[s->who[i]];
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct caseworker *w = colleague_at(context, i);

	canvas_textf(c, 0, 0, c->cols, focused ? ROLE_FOCUS : ROLE_TEXT, "%s (%s)%s%s", w->name, w->initials,
		w->active ? "" : ", ", w->active ? "" : _("does not work here any more"));
}

static struct list_source source_of(const struct colleagues_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_row };
}

static enum stige_rc colleagues_start(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct colleagues_state *s = state;
	const struct colleagues_arg *a = arg;
	const struct desk *d = app_of(ui)->desk;

	s->app = app_of(ui);
	s->title = a->title;
	s->who = mem_array(d->caseworker_count + 1, sizeof(*s->who));
	for (size_t i = 0; i < d->caseworker_count; i++)
		if ((d->caseworkers[i].active || a->gone_too)
			&& !(a->without && id_eq(&d->caseworkers[i].id, a->without)))
			s->who[s->count++] = i;
	if (s->count > 0)
		return STIGE_OK;
	mem_free(s->who);
	return err_set(err, STIGE_NOTFOUND, "%s", _("There is no other caseworker in this file yet."));
}

static void colleagues_layout(void *state, int rows, int cols)
{
	struct colleagues_state *s = state;
	struct list_source src = source_of(s);

	(void)cols;
	list_layout(&s->list, &src, rows - HEAD_ROWS);
}

static void colleagues_title(const void *state, struct str *left, struct str *right)
{
	(void)right;
	str_add(left, ((const struct colleagues_state *)state)->title);
}

static const char *colleagues_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_OPEN)
		return _("choose");
	return action == ACTION_MARK ? "" : NULL;
}

static void colleagues_draw(const void *state, struct canvas *c)
{
	const struct colleagues_state *s = state;
	struct list_source src = source_of(s);
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &list);
}

static unsigned colleagues_action(void *state, enum action action)
{
	struct colleagues_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN) {
		ui_set_result(s->app->ui, (int)s->who[s->list.focus] + 1);
		return UI_POP;
	}
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void colleagues_close(void *state)
{
	mem_free(((struct colleagues_state *)state)->who);
}

static const struct screen screen_colleagues = {
	.name = "colleagues",
	.state_size = sizeof(struct colleagues_state),
	.context = CONTEXT_LIST,
	.open = colleagues_start,
	.layout = colleagues_layout,
	.title = colleagues_title,
	.label = colleagues_label,
	.draw = colleagues_draw,
	.action = colleagues_action,
	.close = colleagues_close,
};

unsigned colleagues_open(struct app *a, const struct colleagues_arg *arg, screen_done *done)
{
	return ui_open(a->ui, &screen_colleagues, arg, done);
}
