/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What could help next: at most three lines, each with the client's facts, the study's finding
 * and its limits. In a meeting a line is chosen or declined, and that is kept; the caseworker decides.
 */
#include "app_state.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, LABEL_COLS = 9, SECTIONS = 4 };

/* A row of the list: a line of advice, or a section of sentences. */
struct advice_row {
	const struct advice_line *line;
	const struct advice_says *says;
	const char *heading;             /* of a section */
};

struct advice_state {
	struct app *app;
	struct id client;
	struct casefile *file;           /* owned unless it is the sitting's */
	bool in_meeting;
	struct advice_page page;
	struct advice_row rows[GROUPING_COUNT + SECTIONS];
	size_t count;
	bool all;
	struct list list;
	int height, cols;
};

/* --- rows --- */

static int says_rows(const struct advice_says *says, int cols)
{
	int n = 0;

	for (size_t i = 0; i < says->count; i++)
		n += canvas_wrap_rows(says->list[i].text, cols - LABEL_COLS);
	return n;
}

static int row_height(const void *context, size_t i)
{
	const struct advice_state *s = context;
	const struct advice_row *r = &s->rows[i];
	int cols = s->cols - LIST_MARGIN;

	if (!r->line)
		return 2 + says_rows(r->says, cols);
	return 2 + says_rows(&r->line->here, cols) + says_rows(&r->line->study,
		cols) + says_rows(&r->line->limits, cols);
}

static int draw_says(struct canvas *c, int row, const char *label, enum canvas_role role,
	const struct advice_says *says)
{
	if (says->count)
		canvas_text(c, row, 0, LABEL_COLS - 1, ROLE_HEADING, label);
	for (size_t i = 0; i < says->count; i++)
		row += canvas_wrap(c, (struct rect){ row, LABEL_COLS, c->rows - row, c->cols - LABEL_COLS },
			role,
			says->list[i].text);
	return row;
}

/* What was decided about this line in this meeting: the newest word counts. */
static const char *decided(const struct advice_state *s, const struct advice_line *line)
{
	char letters[GROUPING_TEXT];
	const char *word = "";

	grouping_format(line->groups, letters);
	for (size_t i = 0; s->in_meeting && i < s->file->plan_count; i++) {
		const struct plan_item *p = &s->file->plan[i];

		if (p->kind == PLAN_SUGGESTION && str_eq(p->code, letters) && id_eq(&p->meeting,
			&s->app->sitting->meeting))
			word = p->status == PLAN_DECLINED ? _("[ declined ]") : _("[ chosen ]");
	}
	return word;
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct advice_state *s = context;
	const struct advice_row *r = &s->rows[i];
	const char *word;
	int row = 1;

	if (!r->line) {
		canvas_text(c, 0, 0, c->cols, focused ? ROLE_FOCUS : ROLE_HEADING, r->heading);
		draw_says(c, row, "", ROLE_TEXT, r->says);
		return;
	}
	word = decided(s, r->line);
	canvas_textf(c, 0, 0, *word ? c->cols - 14 : c->cols, focused ? ROLE_FOCUS : ROLE_TEXT, "%zu  %s",
		i + 1,
		r->line->headline);
	canvas_text_right(c, 0, c->cols - 13, 12, ROLE_VALUE, word);
	row = draw_says(c, row, _("Here:"), ROLE_TEXT, &r->line->here);
	row = draw_says(c, row, _("Study:"), ROLE_EVIDENCE, &r->line->study);
	draw_says(c, row, _("Limits:"), ROLE_HINT, &r->line->limits);
}

static struct list_source source_of(const struct advice_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_row, .rows = row_height };
}

static void add_section(struct advice_state *s, const char *heading, const struct advice_says *says)
{
	if (says->count)
		s->rows[s->count++] = (struct advice_row){ .says = says, .heading = heading };
}

static void build_rows(struct advice_state *s)
{
	s->count = 0;
	if (s->all) {
		for (size_t i = 0; i < GROUPING_COUNT; i++)
			s->rows[s->count++] = (struct advice_row){ .line = &s->page.all[i] };
	} else {
		for (size_t i = 0; i < s->page.line_count; i++)
			s->rows[s->count++] = (struct advice_row){ .line = &s->page.lines[i] };
		add_section(s, _("Activities"), &s->page.activities);
		add_section(s, _("To think about"), &s->page.prompts);
		add_section(s, _("About this client's advice"), &s->page.before);
	}
	add_section(s, _("To remember"), &s->page.always);
}

static void make_page(struct advice_state *s)
{
	struct list_source src;

	advice_page_release(&s->page);
	advice_page_make(&s->page, s->app->desk->instrument, &s->file->facts, &s->file->advice,
		app_look(s->app) == LOOK_OWN, s->app->desk->lang);
	build_rows(s);
	src = source_of(s);
	list_layout(&s->list, &src, s->height > HEAD_ROWS ? s->height - HEAD_ROWS : 1);
}

/* --- the screen --- */

static enum stige_rc advice_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct advice_state *s = state;
	const struct sitting *m = app_of(ui)->sitting;

	s->app = app_of(ui);
	if (!arg && !m)
		return err_set(err, STIGE_INTERNAL, "%s", _("No meeting is open."));
	s->client = arg ? *(const struct id *)arg : m->info.client;
	s->in_meeting = m && id_eq(&m->info.client, &s->client);
	s->cols = ui->cols;
	return STIGE_OK;
}

static enum stige_rc advice_reload(void *state, struct err *err)
{
	struct advice_state *s = state;
	struct casefile *fresh = NULL;
	enum stige_rc rc;

	if (s->in_meeting) {
		rc = app_refresh(s->app, err);
		s->file = s->app->sitting->casefile;
	} else {
		rc = casefile_load(s->app->desk, &s->client, "own", &fresh, err);
		if (!rc) {
			casefile_free(s->file);
			s->file = fresh;
		}
	}
	if (s->file)
		make_page(s);
	return rc;
}

static void advice_layout(void *state, int rows, int cols)
{
	struct advice_state *s = state;
	struct list_source src;

	s->height = rows;
	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void advice_title(const void *state, struct str *left, struct str *right)
{
	const struct advice_state *s = state;

	str_addf(left, _("What could help next: %s"), s->file->client.f.name);
	str_add(right, s->all ? _("all groupings") : _("suggestions, you decide"));
	if (s->in_meeting)
		str_addf(right, "  %s", app_look(s->app) == LOOK_SHARED ? _("shared look") : _("own look"));
}

static const char *advice_label(const void *state, enum action action)
{
	const struct advice_state *s = state;

	if (action == ACTION_OPEN)
		return _("source");
	if (action == ACTION_MARK)
		return s->in_meeting ? _("choose") : "";
	if (action == ACTION_DECLINE)
		return s->in_meeting ? NULL : "";
	if (action == ACTION_ALL_RULES)
		return s->all ? _("three lines") : NULL;
	return action == ACTION_FIND ? "" : NULL;
}

static void advice_draw(const void *state, struct canvas *c)
{
	const struct advice_state *s = state;
	struct list_source src = source_of(s);
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &list);
}

static const struct advice_line *focused_line(const struct advice_state *s)
{
	return s->count ? s->rows[s->list.focus].line : NULL;
}

static void add_cards(const struct advice_state *s, const struct advice_says *says, struct str *out)
{
	for (size_t i = 0; i < says->count; i++) {
		evidence_card(out, s->app->desk->instrument->evidence, says->list[i].row, s->app->desk->lang);
		str_addc(out, '\n');
	}
}

/* Where each sentence comes from. */
static unsigned open_cards(struct advice_state *s)
{
	const struct advice_row *r = &s->rows[s->list.focus];
	struct str text = STR_INIT;
	struct text_arg arg = { .title = _("Where it comes from"), .context = CONTEXT_PAGE };

	if (s->count == 0)
		return UI_BELL;
	if (r->line) {
		add_cards(s, &r->line->study, &text);
		add_cards(s, &r->line->limits, &text);
		add_cards(s, &r->line->here, &text);
	} else {
		add_cards(s, r->says, &text);
	}
	arg.text = str_steal(&text);
	return ui_open(s->app->ui, &screen_text, &arg, NULL);
}

static unsigned suggest(struct advice_state *s, bool chosen, const char *reason)
{
	const struct advice_line *line = focused_line(s);
	char letters[GROUPING_TEXT];
	struct err err = ERR_INIT;

	if (!line)
		return UI_BELL;
	if (sitting_suggestion(s->app->sitting, grouping_format(line->groups, letters), chosen, reason, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", chosen ? _("Chosen; it stands in the plan.")
		: _("Declined; the reason is kept."));
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static const char *const reasons[] = { "client-wish", "not-offered", "tried", "health", "not-now", "other" };

static unsigned declined(void *state, int value)
{
	return value < 0 ? UI_REDRAW : suggest(state, false, reasons[value]);
}

static unsigned ask_decline(struct advice_state *s)
{
	const char *const choices[] = {
		_("The client wants something else"), _("It is not offered here"), _("It has been tried"),
		_("Health stands in the way now"), _("Not now"), _("Another reason"), NULL,
	};

	if (!focused_line(s))
		return UI_BELL;
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Decline"), .choices = choices,
		.text = _("Why not?") }, declined);
}

static unsigned decide(struct advice_state *s, bool chosen)
{
	if (!s->in_meeting) {
		ui_say(s->app->ui, "%s", _("Suggestions are chosen or declined in a meeting."));
		return UI_REDRAW;
	}
	return chosen ? suggest(s, true, "") : ask_decline(s);
}

static unsigned advice_action(void *state, enum action action)
{
	struct advice_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN || action == ACTION_REVEAL)
		return open_cards(s);
	if (action == ACTION_MARK)
		return decide(s, true);
	if (action == ACTION_DECLINE)
		return decide(s, false);
	if (action == ACTION_LOOK) {
		if (app_switch_look(s->app))
			make_page(s);
		return UI_REDRAW;
	}
	if (action == ACTION_PATH)
		return ui_open(s->app->ui, &screen_path, &s->client, NULL);
	if (action == ACTION_ALL_RULES) {
		s->all = !s->all;
		s->list = (struct list){ .height = s->list.height };
		build_rows(s);
		advice_layout(s, s->height, s->cols);
		return UI_REDRAW;
	}
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void advice_close(void *state)
{
	struct advice_state *s = state;

	advice_page_release(&s->page);
	if (!s->in_meeting)
		casefile_free(s->file);
}

const struct screen screen_advice = {
	.name = "advice",
	.state_size = sizeof(struct advice_state),
	.context = CONTEXT_ADVICE,
	.open = advice_open,
	.reload = advice_reload,
	.layout = advice_layout,
	.title = advice_title,
	.label = advice_label,
	.draw = advice_draw,
	.action = advice_action,
	.close = advice_close,
};
