/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * About the study: what it was, the facts and words of the report, every finding with the figure or
 * the lines it comes from. Enter shows a row's card: for whom it holds, how sure, what it does not say.
 */
#include "app_state.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, FOOT_ROWS = 1, SOURCE_COLS = 16 };

/* The parts of the page: rows whose id begins so, or all findings left over, or publications. */
static const struct {
	const char *heading, *begins;
	enum evidence_kind kind;
} parts[] = {
	{ N_("The study"), "about.", EVIDENCE_FINDING },
	{ N_("About this program"), "about.", EVIDENCE_CAUTION },
	{ N_("Facts about the group"), "facts.", EVIDENCE_FINDING },
	{ N_("Words of the report"), "term.", EVIDENCE_FINDING },
	{ N_("Findings"), "", EVIDENCE_FINDING },
	{ N_("Publications"), "", EVIDENCE_SOURCE },
};

struct source_row {
	const char *heading;             /* translated; or */
	const struct evidence_row *row;
};

struct sources_state {
	struct app *app;
	struct source_row *rows;
	size_t count;
	int cols;
	struct list list;
};

static const char *lang_of(const struct sources_state *s)
{
	return s->app->desk->lang;
}

static int text_cols(int cols)
{
	return cols > 3 * SOURCE_COLS ? cols - SOURCE_COLS : cols;
}

/* What never stands without another row (Tables 5 and 6) is told on its card alone. */
static const char *words_of(const struct sources_state *s, const struct evidence_row *row)
{
	return *row->with ? _("Enter shows these figures together and whole, with what they do not say.")
		: evidence_text(row, lang_of(s));
}

static int row_height(const void *context, size_t i)
{
	const struct sources_state *s = context;
	const struct source_row *r = &s->rows[i];

	return r->heading ? 1 + (i > 0) : canvas_wrap_rows(words_of(s, r->row), text_cols(s->cols - LIST_MARGIN));
}

static bool can_focus(const void *context, size_t i)
{
	return ((const struct sources_state *)context)->rows[i].row != NULL;
}

/* Where the report does not agree with itself, or leaves something open, the card has a footnote. */
static bool has_footnote(const struct evidence_row *row)
{
	return str_starts(row->limits, "note.") || strstr(row->limits, " note.") != NULL;
}

/* "Figure 3 *" or, where no figure is named, the first lines. */
static void draw_source(const struct sources_state *s, const struct evidence_row *row, struct canvas *c)
{
	struct str text = STR_INIT;

	evidence_figure(&text, row, lang_of(s));
	if (!text.len && *row->lines)
		str_addf(&text, _("l. %.*s"), (int)strcspn(row->lines, " "), row->lines);
	if (text.len && has_footnote(row))
		str_add(&text, " *");
	canvas_text(c, 0, 0, SOURCE_COLS - 1, ROLE_HINT, text.text);
	str_release(&text);
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct sources_state *s = context;
	const struct source_row *r = &s->rows[i];
	int cols = text_cols(c->cols), at = c->cols - cols;

	if (r->heading) {
		canvas_text(c, i > 0, 0, c->cols, ROLE_HEADING, r->heading);
		return;
	}
	if (at > 0)
		draw_source(s, r->row, c);
	canvas_wrap(c, (struct rect){ 0, at, c->rows, cols }, focused ? ROLE_FOCUS : ROLE_TEXT, words_of(s, r->row));
}

static struct list_source source_of(const struct sources_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_row, .rows = row_height, .whole = true,
		.can_focus = can_focus };
}

/* Fragments of sentences stand in their whole ones; what only a client's page says is no finding to browse. */
static bool belongs(const struct evidence_row *row, size_t part)
{
	if (row->kind != parts[part].kind || str_starts(row->id, "class.") || str_starts(row->id, "line.")
		|| str_starts(row->id, "prompt."))
		return false;
	if (*parts[part].begins)
		return str_starts(row->id, parts[part].begins);
	return !str_starts(row->id, "about.") && !str_starts(row->id, "facts.") && !str_starts(row->id, "term.");
}

static void fill(struct sources_state *s)
{
	const struct evidence *e = s->app->desk->instrument->evidence;

	s->rows = mem_array(evidence_count(e) + ARRAY_SIZE(parts), sizeof(*s->rows));
	for (size_t part = 0; part < ARRAY_SIZE(parts); part++) {
		s->rows[s->count++] = (struct source_row){ .heading = _(parts[part].heading) };
		for (size_t i = 0; i < evidence_count(e); i++)
			if (belongs(evidence_at(e, i), part))
				s->rows[s->count++] = (struct source_row){ .row = evidence_at(e, i) };
	}
}

static enum stige_rc sources_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct sources_state *s = state;

	(void)arg;
	if (app_look(app_of(ui)) == LOOK_SHARED)
		return err_set(err, STIGE_PERMISSION, "%s", _("This page is for your own look; press w first."));
	s->app = app_of(ui);
	s->cols = ui->cols;
	s->list.focus = 1;
	fill(s);
	return STIGE_OK;
}

static void sources_layout(void *state, int rows, int cols)
{
	struct sources_state *s = state;
	struct list_source src = source_of(s);

	s->cols = cols;
	list_layout(&s->list, &src, rows > HEAD_ROWS + FOOT_ROWS ? rows - HEAD_ROWS - FOOT_ROWS : 1);
}

static void sources_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	str_add(left, _("About the study"));
	str_add(right, _("averages over groups, not one person"));
}

static const char *sources_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_OPEN)
		return _("the whole card");
	return action == ACTION_MARK ? "" : NULL;
}

static void sources_draw(const void *state, struct canvas *c)
{
	const struct sources_state *s = state;
	struct list_source src = source_of(s);
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS - FOOT_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	canvas_text(c, c->rows - FOOT_ROWS, 1, c->cols - 2, ROLE_HINT, _("* the card has a footnote"));
	list_draw(&s->list, &src, &list);
}

static unsigned open_card(struct sources_state *s)
{
	const struct evidence_row *row = s->rows[s->list.focus].row;
	struct str text = STR_INIT;
	struct text_arg arg = { .title = _("Where it comes from"), .context = CONTEXT_PAGE };

	if (!row)
		return UI_BELL;
	evidence_card(&text, s->app->desk->instrument->evidence, row, lang_of(s));
	arg.text = str_steal(&text);
	return ui_open(s->app->ui, &screen_text, &arg, NULL);
}

static unsigned sources_action(void *state, enum action action)
{
	struct sources_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN || action == ACTION_REVEAL)
		return open_card(s);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static bool sources_find(void *state, const char *words, int step)
{
	struct sources_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->cols, words, step);
}

static void sources_close(void *state)
{
	mem_free(((struct sources_state *)state)->rows);
}

const struct screen screen_sources = {
	.name = "sources",
	.state_size = sizeof(struct sources_state),
	.context = CONTEXT_LIST,
	.open = sources_open,
	.layout = sources_layout,
	.title = sources_title,
	.label = sources_label,
	.draw = sources_draw,
	.action = sources_action,
	.find = sources_find,
	.close = sources_close,
};
