/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session log: what happened, newest first; `x` writes it to a file. */
#include "app_state.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/exchange/sessionlog.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 3, WHEN = 17, YEAR = 5, NARROW = 50 };

enum span { SPAN_WEEK, SPAN_QUARTER, SPAN_ALL, SPAN_COUNT };

static const struct {
	const char *name;
	int days;                        /* back from today; 0 = no limit */
} spans[] = {
	[SPAN_WEEK] = { N_("the last 7 days"), 7 },
	[SPAN_QUARTER] = { N_("the last 91 days"), 91 },
	[SPAN_ALL] = { N_("everything"), 0 },
};

struct log_state {
	struct app *app;
	struct id client;
	struct arena arena;
	struct export_options options;
	struct log_row *entries;
	size_t count;
	enum span span;
	struct list list;
	int cols;
};

static const struct log_row *entry_at(const struct log_state *s, size_t i)
{
	return &s->entries[s->count - 1 - i];
}

/* Where there is little room the year is left out. */
static int when_cols(int cols)
{
	return cols < NARROW ? WHEN - YEAR : WHEN;
}

/* What happened has a second row where the first has no room for it. */
static int what_cols(int cols)
{
	return cols - when_cols(cols) - (cols >= 70 ? 24 : 9) - 6;
}

static int log_row_rows(const void *context, size_t i)
{
	const struct log_state *s = context;
	int cols = s->cols - LIST_MARGIN;

	return text_width(entry_at(s, i)->what) <= what_cols(cols) ? 1 : 2;
}

static void log_row_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct log_state *s = context;
	const struct log_row *r = entry_at(s, i);
	char at[INSTANT_TEXT];
	int who = c->cols >= 70 ? 24 : 9, when = when_cols(c->cols);

	instant_format_local(r->at, at);
	canvas_text(c, 0, 0, when, focused ? ROLE_FOCUS : ROLE_TEXT, when < WHEN ? at + YEAR : at);
	/* the number stands there always: two may have the same name */
	canvas_textf(c, 0, when, who - 1, ROLE_TEXT, "%s %s", r->case_no, who > 9 ? r->name : "");
	canvas_text(c, c->rows - 1, c->rows > 1 ? 2 : when + who, c->rows > 1 ? c->cols - 2 : what_cols(c->cols), ROLE_TEXT,
		r->what);
	canvas_text_right(c, 0, c->cols - 6, 5, ROLE_HINT, r->caseworker);
}

static struct list_source source_of(const struct log_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = log_row_draw,
		.rows = log_row_rows, .whole = true };
}

static enum stige_rc log_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct log_state *s = state;

	s->app = app_of(ui);
	if (!arg && app_own_only(s->app, err))
		return STIGE_PERMISSION;
	s->options = (struct export_options){ .dialect = CSV_EXCEL_DA, .to = DATE_NONE, .mine = !arg };
	if (arg) {
		s->client = *(const struct id *)arg;
		s->options.client = &s->client;
		s->span = SPAN_ALL;
	}
	return STIGE_OK;
}

static enum stige_rc log_reload(void *state, struct err *err)
{
	struct log_state *s = state;

	arena_release(&s->arena);
	s->count = 0;
	s->options.from = spans[s->span].days ? desk_today(s->app->desk) - spans[s->span].days + 1 : DATE_NONE;
	return sessionlog_rows(s->app->desk, &s->options, &s->arena, &s->entries, &s->count, err);
}

static void log_layout(void *state, int rows, int cols)
{
	struct log_state *s = state;
	struct list_source src = source_of(s);

	s->cols = cols;
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void log_title(const void *state, struct str *left, struct str *right)
{
	const struct log_state *s = state;

	str_add(left, _("Session log"));
	str_addf(right, ngettext("%zu entry", "%zu entries", s->count), s->count);
}

static void log_draw(const void *state, struct canvas *c)
{
	const struct log_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_textf(c, 1, 1, c->cols - 2, ROLE_STATE, _("shown: %s"), _(spans[s->span].name));
	canvas_hline(c, 0, 0, c->cols);
	canvas_text(c, 2, LIST_MARGIN, WHEN, ROLE_HEADING, _("When"));
	canvas_text(c, 2, LIST_MARGIN + when_cols(c->cols - LIST_MARGIN), 9, ROLE_HEADING, _("Client"));
	if (s->count == 0) {
		canvas_text(&body, 1, LIST_MARGIN, c->cols, ROLE_HINT, _("Nothing happened in this time."));
		canvas_cursor(&body, 1, LIST_MARGIN, false);
	} else {
		list_draw(&s->list, &src, &body);
	}
}

/* The log is only read: Enter says the row with its year and its name, which a narrow window leaves out. */
static unsigned say_entry(struct log_state *s)
{
	const struct log_row *r = s->count ? entry_at(s, s->list.focus) : NULL;
	char at[INSTANT_TEXT];

	if (!r)
		return UI_BELL;
	instant_format_local(r->at, at);
	ui_say(s->app->ui, "%s, %s %s: %s (%s)", at, r->case_no, r->name ? r->name : "", r->what, r->caseworker);
	return UI_REDRAW;
}

static const char *log_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? _("in full") : NULL;
}

static unsigned log_action(void *state, enum action action)
{
	struct log_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_FILTER) {
		s->span = (enum span)((s->span + 1) % SPAN_COUNT);
		return (unsigned)UI_RELOAD | UI_REDRAW;
	}
	if (action == ACTION_OPEN)
		return say_entry(s);
	if (action == ACTION_EXPORT)
		return ui_open(s->app->ui, &screen_export, &s->options, NULL);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static bool log_find(void *state, const char *words, int step)
{
	struct log_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->cols, words, step);
}

static void log_close(void *state)
{
	arena_release(&((struct log_state *)state)->arena);
}

const struct screen screen_log = {
	.name = "log",
	.state_size = sizeof(struct log_state),
	.context = CONTEXT_LOG,
	.open = log_open,
	.reload = log_reload,
	.layout = log_layout,
	.title = log_title,
	.label = log_label,
	.draw = log_draw,
	.action = log_action,
	.find = log_find,
	.close = log_close,
};
