/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that differs about one client, or about the office itself, both versions below each other with who
 * wrote them, when and in which office. Enter on a version lets it count; nothing is deleted, and who decided is
 * written down.
 */
#include "conflicts.h"

#include "client_tabs.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, NUMBER_MOST = 24 };

/* A line that stands for one side. */
struct side {
	size_t line;
	const struct conflict *conflict;
	bool other;
};

struct differ_state {
	struct app *app;
	char case_no[NUMBER_MOST];
	struct arena arena;
	struct client client;
	struct conflict *list;
	size_t count;
	struct side *sides;
	size_t side_count;
	struct client_tab rows;
	struct list rows_list;
	int height;
};

static bool of_office(const struct differ_state *s)
{
	return str_eq(s->case_no, "-");
}

static struct list_source source_of(const struct differ_state *s)
{
	return (struct list_source){ .count = s->rows.count, .context = &s->rows, .draw = client_tab_draw,
		.rows = client_tab_rows, .can_focus = client_tab_can_focus };
}

static enum stige_rc differ_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct differ_state *s = state;
	struct str number = STR_INIT;

	s->app = app_of(ui);
	str_add(&number, arg);
	for (size_t i = 0; i < number.len && i + 1 < sizeof(s->case_no); i++)
		s->case_no[i] = number.text[i];
	str_release(&number);
	return app_own_only(s->app, err);
}

/* ---- the rows ---- */

static enum stige_rc add_side(struct differ_state *s, const struct conflict *c, bool other, struct err *err)
{
	struct conflict_look look;
	struct str text = STR_INIT;
	char at[INSTANT_TEXT];
	enum stige_rc rc = desk_conflict_look(s->app->desk, of_office(s) ? NULL : &s->client, &s->arena, c, other,
		&look, err);

	if (!rc) {
		str_addf(&text, "%s  %s %s  %s%s", look.at == INSTANT_NONE ? "-" : instant_format_local(look.at, at),
			look.office, look.initials, look.words, other ? "" : _("  (counts now)"));
		s->sides[s->side_count++] = (struct side){ s->rows.count, c, other };
		client_tab_add(&s->rows, other ? ROLE_TEXT : ROLE_VALUE, 0, text.text);
	}
	str_release(&text);
	return rc;
}

static enum stige_rc add_conflict(struct differ_state *s, const struct conflict *c, struct err *err)
{
	struct str text = STR_INIT;
	enum stige_rc rc;

	client_tab_gap(&s->rows);
	conflict_words(c, &text);
	client_tab_add(&s->rows, ROLE_HEADING, 0, text.text);
	str_release(&text);
	rc = add_side(s, c, false, err);
	return rc ? rc : add_side(s, c, true, err);
}

static enum stige_rc load(struct differ_state *s, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	s->count = 0;
	if (!of_office(s))
		rc = guard_find(s->app->desk, &s->arena, s->case_no, &s->client, err);
	if (!rc)
		rc = desk_conflicts_of(s->app->desk, of_office(s) ? NULL : &s->client, &s->arena, &s->list, &s->count, err);
	return rc;
}

static enum stige_rc differ_reload(void *state, struct err *err)
{
	struct differ_state *s = state;
	struct list_source src;
	enum stige_rc rc;

	arena_release(&s->arena);
	client_tab_release(&s->rows);
	s->side_count = 0;
	rc = load(s, err);
	s->sides = arena_array(&s->arena, 2 * s->count + 1, sizeof(*s->sides));
	for (size_t i = 0; !rc && i < s->count; i++)
		rc = add_conflict(s, &s->list[i], err);
	if (!rc && s->count == 0)
		client_tab_add(&s->rows, ROLE_HINT, 0, _("No versions differ."));
	src = source_of(s);
	list_layout(&s->rows_list, &src, s->height);
	return rc;
}

static void differ_layout(void *state, int rows, int cols)
{
	struct differ_state *s = state;
	struct list_source src;

	s->height = rows > HEAD_ROWS ? rows - HEAD_ROWS : 1;
	s->rows.cols = cols;
	src = source_of(s);
	list_layout(&s->rows_list, &src, s->height);
}

static void differ_title(const void *state, struct str *left, struct str *right)
{
	const struct differ_state *s = state;
	struct arena a = ARENA_INIT;

	if (of_office(s)) {
		str_add(left, _("Versions that differ: the office itself"));
		return;
	}
	str_addf(left, _("Versions that differ: %s"), s->client.f.name ? guard_name(&s->client, &a) : s->case_no);
	str_add(right, s->case_no);
	arena_release(&a);
}

static void differ_draw(const void *state, struct canvas *c)
{
	const struct differ_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	canvas_cursor(&body, 0, LIST_MARGIN, false);
	list_draw(&s->rows_list, &src, &body);
}

/* ---- settling ---- */

static const struct side *focused(const struct differ_state *s)
{
	for (size_t i = 0; i < s->side_count; i++)
		if (s->sides[i].line == s->rows_list.focus)
			return &s->sides[i];
	return NULL;
}

static const char *differ_label(const void *state, enum action action)
{
	if (action == ACTION_OPEN)
		return focused(state) ? _("let it count") : "";
	return action == ACTION_MARK ? "" : NULL;
}

static unsigned settle_asked(void *state, int value)
{
	struct differ_state *s = state;
	const struct side *side = focused(s);
	struct err err = ERR_INIT;

	if (value != 1 || !side)
		return UI_REDRAW;
	if (desk_conflict_settle(s->app->desk, side->conflict, side->other, &err))
		return ui_fail(s->app->ui, &err);
	app_count_conflicts(s->app);
	ui_say(s->app->ui, "%s", _("Settled; both versions stay in the history. The other office hears of it with the next "
		"bundle."));
	ui_stale(s->app->ui);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned ask_settle(struct differ_state *s, const struct side *side)
{
	const char *const choices[] = { _("Leave both for now"), _("Let this one count"), NULL };
	struct str title = STR_INIT;
	unsigned did;

	conflict_words(side->conflict, &title);
	did = ui_ask(s->app->ui, &(struct ui_ask){ .title = title.text, .choices = choices,
		.text = _("Nothing is deleted. That you decided, and when, is written down.") }, settle_asked);
	str_release(&title);
	return did;
}

static unsigned differ_action(void *state, enum action action)
{
	struct differ_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->rows_list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return focused(s) ? ask_settle(s, focused(s)) : (unsigned)UI_BELL;
	return action == ACTION_BACK ? (unsigned)UI_POP : (unsigned)UI_UNHANDLED;
}

static bool differ_find(void *state, const char *words, int step)
{
	struct differ_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->rows_list, &src, s->rows.cols, words, step);
}

static void differ_close(void *state)
{
	struct differ_state *s = state;

	client_tab_release(&s->rows);
	arena_release(&s->arena);
}

const struct screen screen_client_conflicts = {
	.name = "client-conflicts",
	.state_size = sizeof(struct differ_state),
	.context = CONTEXT_LIST,
	.open = differ_open,
	.reload = differ_reload,
	.layout = differ_layout,
	.title = differ_title,
	.label = differ_label,
	.draw = differ_draw,
	.action = differ_action,
	.find = differ_find,
	.close = differ_close,
};
