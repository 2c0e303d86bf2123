/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What two offices wrote differently, by case number: whose it is and what it is about, nothing of what
 * stands there. Enter opens the client's, with a purpose where one is needed.
 */
#include "conflicts.h"

#include "head.h"
#include "purpose.h"
#include "stige/base/i18n.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

static const char about[] = N_("Two offices wrote different things while they could not see each other. Both are "
	"kept; a person decides which counts.");

struct conflicts_state {
	struct app *app;
	struct arena arena;
	struct conflict_row *rows;
	size_t count;
	struct list list;
	int cols;
};

static void row_words(const void *context, size_t i, struct str *out)
{
	const struct conflicts_state *s = context;

	str_addf(out, "%-10s ", s->rows[i].case_no);
	conflict_words(&s->rows[i].conflict, out);
}

static struct list_source source_of(const struct conflicts_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .words = row_words, .cols = s->cols };
}

static enum stige_rc conflicts_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct conflicts_state *s = state;

	(void)arg;
	s->app = app_of(ui);
	return app_own_only(s->app, err);
}

static enum stige_rc conflicts_reload(void *state, struct err *err)
{
	struct conflicts_state *s = state;
	struct list_source src;
	enum stige_rc rc;

	arena_release(&s->arena);
	rc = desk_conflicts(s->app->desk, &s->arena, &s->rows, &s->count, err);
	if (rc)
		s->count = 0;
	src = source_of(s);
	list_layout(&s->list, &src, s->list.height);
	return rc;
}

static void conflicts_layout(void *state, int rows, int cols)
{
	struct conflicts_state *s = state;
	struct list_source src;

	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, rows - head_rows(_(about), rows, cols));
}

static void conflicts_title(const void *state, struct str *left, struct str *right)
{
	const struct conflicts_state *s = state;

	str_add(left, _("Versions that differ"));
	str_addf(right, ngettext("%zu waits", "%zu wait", s->count), s->count);
}

static const char *conflicts_label(const void *state, enum action action)
{
	if (action == ACTION_OPEN)
		return ((const struct conflicts_state *)state)->count > 0 ? _("both versions") : "";
	return action == ACTION_FIND || action == ACTION_MARK ? "" : NULL;
}

static void conflicts_draw(const void *state, struct canvas *c)
{
	const struct conflicts_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = head_draw(c, _(about));

	if (s->count == 0) {
		canvas_text(&body, 0, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HINT, _("No versions differ."));
		canvas_cursor(&body, 0, LIST_MARGIN, false);
	} else {
		list_draw(&s->list, &src, &body);
	}
}

static const struct conflict_row *focused(const struct conflicts_state *s)
{
	return &s->rows[s->list.focus];
}

static unsigned go(struct conflicts_state *s)
{
	return ui_open(s->app->ui, &screen_client_conflicts, focused(s)->case_no, NULL);
}

static unsigned purpose_chosen(void *state, int value)
{
	struct conflicts_state *s = state;

	if (value < 0)
		return UI_REDRAW;
	desk_purpose(s->app->desk, &focused(s)->conflict.client, purpose_code(value));
	return go(s);
}

static unsigned open_row(struct conflicts_state *s)
{
	if (s->count == 0)
		return UI_BELL;
	if (id_is_zero(&focused(s)->conflict.client) && !conflict_settles(&focused(s)->conflict)) {
		ui_say(s->app->ui, "%s", _("Both texts stay with the answers given on them. Give the form a new "
			"version in both offices."));
		return UI_REDRAW;
	}
	return focused(s)->guarded ? purpose_ask(s->app, purpose_chosen) : go(s);
}

static unsigned conflicts_action(void *state, enum action action)
{
	struct conflicts_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return open_row(s);
	return action == ACTION_BACK ? (unsigned)UI_POP : (unsigned)UI_UNHANDLED;
}

static void conflicts_close(void *state)
{
	arena_release(&((struct conflicts_state *)state)->arena);
}

const struct screen screen_conflicts = {
	.name = "conflicts",
	.state_size = sizeof(struct conflicts_state),
	.context = CONTEXT_LIST,
	.open = conflicts_open,
	.reload = conflicts_reload,
	.layout = conflicts_layout,
	.title = conflicts_title,
	.label = conflicts_label,
	.draw = conflicts_draw,
	.action = conflicts_action,
	.close = conflicts_close,
};
