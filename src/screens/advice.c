/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What could help next: at most three lines, each with the client's facts, the study's finding
 * and its limits. A line or an activity is chosen or declined, and that is kept in the plan with its
 * date; the caseworker decides.
 */
#include "app_state.h"

#include <stdio.h>

#include "plan_tab.h"
#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/plan.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, LABEL_COLS = 9, ROWS_MOST = 96, CODE = 8, DECIDED_COLS = 24, ROOMY = 70,
	REASONS_MOST = 9 };

/* A row of the list: a line of advice, a section of sentences, a heading, or one sentence under it. */
struct advice_row {
	const struct advice_line *line;
	const struct advice_says *says;
	const struct advice_say *say;
	const char *heading;             /* of a section */
	char code[CODE];                 /* what is chosen or declined here; "" = nothing */
};

struct advice_state {
	struct app *app;
	struct id client;
	struct casefile *file;           /* owned unless it is the sitting's */
	bool in_meeting;
	struct advice_page page;
	struct plan_page plan;
	char *left_out;                  /* the groups that are excluded now; NULL = none */
	struct advice_row rows[ROWS_MOST];
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

/* What was decided about it last, here or in an earlier meeting. */
static const struct plan_item *decided(const struct advice_state *s, const char *code)
{
	static const enum plan_part parts[] = { PLAN_PART_CHOSEN, PLAN_PART_DECLINED, PLAN_PART_DONE };

	for (size_t k = 0; *code && k < ARRAY_SIZE(parts); k++)
		for (size_t i = 0; i < s->plan.count[parts[k]]; i++)
			if (str_eq(s->plan.part[parts[k]][i]->code, code))
				return s->plan.part[parts[k]][i];
	return NULL;
}

/* With its date where there is room. */
static int decided_cols(int cols)
{
	return cols >= ROOMY ? DECIDED_COLS : DECIDED_COLS / 2;
}

static int row_height(const void *context, size_t i)
{
	const struct advice_state *s = context;
	const struct advice_row *r = &s->rows[i];
	int cols = s->cols - LIST_MARGIN;

	if (r->say)
		return canvas_wrap_rows(r->say->text, cols - (decided(s, r->code) ? decided_cols(cols) : LABEL_COLS));
	if (!r->line)
		return canvas_wrap_rows(r->heading, cols) + (r->says ? 1 + says_rows(r->says, cols) : 0);
	return 2 + says_rows(&r->line->here, cols) + says_rows(&r->line->study,
		cols) + says_rows(&r->line->limits, cols);
}

/* A heading over rows of their own says nothing itself. */
static bool can_focus(const void *context, size_t i)
{
	const struct advice_row *r = &((const struct advice_state *)context)->rows[i];

	return r->line || r->says || r->say;
}

static int draw_says(struct canvas *c, int row, const char *label, enum canvas_role role,
	const struct advice_says *says)
{
	if (says->count)
		canvas_text(c, row, 0, LABEL_COLS - 1, ROLE_HEADING, label);
	for (size_t i = 0; i < says->count; i++)
		row += canvas_wrap(c, (struct rect){ row, LABEL_COLS, c->rows - row, c->cols - LABEL_COLS },
			role, says->list[i].text);
	return row;
}

/* At the right of the row. Returns the columns it takes. */
static int draw_decided(const struct advice_state *s, const struct advice_row *r, struct canvas *c)
{
	const struct plan_item *p = decided(s, r->code);
	struct str text = STR_INIT;
	char on[DATE_TEXT];
	int width = decided_cols(c->cols);

	if (!p)
		return 0;
	str_addf(&text, "[ %s", p->status == PLAN_DECLINED ? _("declined") : p->status == PLAN_DONE ? _("done")
		: _("chosen"));
	if (c->cols >= ROOMY)
		str_addf(&text, " %s", date_format(p->status == PLAN_OPEN ? p->agreed : p->status_at, on));
	str_add(&text, " ]");
	canvas_text_right(c, 0, c->cols - width, width - 1, ROLE_VALUE, text.text);
	str_release(&text);
	return width;
}

static void draw_line(const struct advice_state *s, const struct advice_row *r, size_t i, bool focused,
	struct canvas *c)
{
	int row = 1, right = draw_decided(s, r, c);

	canvas_textf(c, 0, 0, c->cols - right, focused ? ROLE_FOCUS : ROLE_TEXT, "%zu  %s", i + 1, r->line->headline);
	row = draw_says(c, row, _("Here:"), ROLE_TEXT, &r->line->here);
	row = draw_says(c, row, _("Study:"), ROLE_EVIDENCE, &r->line->study);
	draw_says(c, row, _("Limits:"), ROLE_HINT, &r->line->limits);
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct advice_state *s = context;
	const struct advice_row *r = &s->rows[i];
	int used;

	if (r->line) {
		draw_line(s, r, i, focused, c);
		return;
	}
	if (r->say) {
		used = draw_decided(s, r, c);
		canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols - (used > LABEL_COLS ? used : LABEL_COLS) },
			focused ? ROLE_FOCUS : ROLE_TEXT, r->say->text);
		return;
	}
	used = canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols }, focused ? ROLE_FOCUS : ROLE_HEADING, r->heading);
	if (r->says)
		draw_says(c, used, "", ROLE_TEXT, r->says);
}

static struct list_source source_of(const struct advice_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_row, .rows = row_height,
		.can_focus = can_focus };
}

static struct advice_row *add_row(struct advice_state *s, struct advice_row row)
{
	BUG_ON(s->count == ROWS_MOST);
	s->rows[s->count] = row;
	return &s->rows[s->count++];
}

static void add_section(struct advice_state *s, const char *heading, const struct advice_says *says)
{
	if (says->count)
		add_row(s, (struct advice_row){ .says = says, .heading = heading });
}

static void add_line(struct advice_state *s, const struct advice_line *line)
{
	struct advice_row *r = add_row(s, (struct advice_row){ .line = line });
	char letters[GROUPING_TEXT];

	snprintf(r->code, CODE, "%s", line->groups ? grouping_format(line->groups, letters) : "");
}

/* One row a sentence, so that each has its own source; the first ones are activities to choose. */
static void add_each(struct advice_state *s, const char *heading, const struct advice_says *says,
	const int *activities, size_t count)
{
	if (says->count)
		add_row(s, (struct advice_row){ .heading = heading });
	for (size_t i = 0; i < says->count; i++) {
		struct advice_row *r = add_row(s, (struct advice_row){ .say = &says->list[i] });

		if (i < count)
			snprintf(r->code, CODE, "%s", activities_find(&s->app->desk->instrument->activities,
				activities[i])->choice->name);
	}
}

static void build_rows(struct advice_state *s)
{
	s->count = 0;
	if (s->all) {
		for (size_t i = 0; i < GROUPING_COUNT; i++)
			add_line(s, &s->page.all[i]);
	} else {
		for (size_t i = 0; i < s->page.line_count; i++)
			add_line(s, &s->page.lines[i]);
		add_each(s, _("Activities"), &s->page.activities, s->file->advice.activities,
			s->file->advice.activity_count);
		add_each(s, _("To think about"), &s->page.prompts, NULL, 0);
		if (s->left_out)
			add_row(s, (struct advice_row){ .heading = s->left_out });
		add_section(s, _("About this client's advice"), &s->page.before);
	}
	add_section(s, _("To remember"), &s->page.always);
}

/* Which groups are left out, until when, and (for the caseworker alone) why. */
static void say_left_out(struct advice_state *s)
{
	struct str text = STR_INIT;

	plan_left_out(s->file, app_look(s->app), &text);
	mem_free(s->left_out);
	s->left_out = text.len ? str_steal(&text) : NULL;
	str_release(&text);
}

static void make_page(struct advice_state *s)
{
	struct list_source src;

	advice_page_release(&s->page);
	advice_page_make(&s->page, s->app->desk->instrument, &s->file->facts, &s->file->advice,
		app_look(s->app) == LOOK_OWN, s->app->desk->lang);
	plan_page_release(&s->plan);
	plan_page_make(&s->plan, s->file);
	say_left_out(s);
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

static const char *focused_code(const struct advice_state *s)
{
	return s->count ? s->rows[s->list.focus].code : "";
}

static const char *advice_label(const void *state, enum action action)
{
	const struct advice_state *s = state;

	if (action == ACTION_OPEN)
		return _("source");
	if (action == ACTION_MARK)
		return *focused_code(s) ? _("choose") : "";
	if (action == ACTION_DECLINE)
		return *focused_code(s) ? NULL : "";
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

static void add_cards(const struct advice_state *s, const struct advice_says *says, struct str *out)
{
	for (size_t i = 0; i < says->count; i++) {
		evidence_card(out, s->app->desk->instrument->evidence, says->list[i].row, s->app->desk->lang);
		str_addc(out, '\n');
	}
}

/* Is this sentence about the caseworker's confidence? */
static bool about_belief(const struct advice_state *s, const struct evidence_row *row)
{
	const struct advice_table *t = s->app->desk->instrument->advice;

	for (size_t i = 0; i < t->prompt_count; i++)
		if (t->prompts[i].sentence == row && (t->prompts[i].when == ADVICE_LOW
			|| t->prompts[i].when == ADVICE_DOES_NOT_KNOW)
			&& advice_is_belief(t, t->items[t->prompts[i].items[0]].indicator))
			return true;
	return false;
}

/* A sentence's own card; with confidence both tables, whole, as neither stands without the other. */
static void add_card(const struct advice_state *s, const struct evidence_row *row, struct str *out)
{
	const struct instrument *i = s->app->desk->instrument;

	evidence_card(out, i->evidence, row, s->app->desk->lang);
	if (!about_belief(s, row))
		return;
	str_addc(out, '\n');
	evidence_card(out, i->evidence, sentence_row(i, SENTENCE_BELIEF_TABLES), s->app->desk->lang);
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
	} else if (r->say) {
		add_card(s, r->say->row, &text);
	} else {
		add_cards(s, r->says, &text);
	}
	arg.text = str_steal(&text);
	return ui_open(s->app->ui, &screen_text, &arg, NULL);
}

static unsigned suggest(struct advice_state *s, bool chosen, const char *reason)
{
	const struct id *meeting = s->in_meeting ? &s->app->sitting->meeting : NULL;
	struct err err = ERR_INIT;

	if (plan_decide(s->app->desk, s->file, meeting, focused_code(s), chosen, reason, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", chosen ? _("Chosen; it stands in the plan.")
		: _("Declined; the reason is kept."));
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned declined(void *state, int value)
{
	return value < 0 ? UI_REDRAW : suggest(state, false, plan_reason((size_t)value));
}

static unsigned ask_decline(struct advice_state *s)
{
	const char *choices[REASONS_MOST + 1] = { NULL };

	for (size_t i = 0; i < plan_reason_count() && i < REASONS_MOST; i++)
		choices[i] = plan_reason_text(plan_reason(i));
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Decline"), .choices = choices,
		.text = _("Why not?") }, declined);
}

static unsigned decide(struct advice_state *s, bool chosen)
{
	if (!*focused_code(s))
		return UI_BELL;
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
	plan_page_release(&s->plan);
	mem_free(s->left_out);
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
