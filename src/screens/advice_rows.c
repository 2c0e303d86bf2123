/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "advice_rows.h"

#include <stdio.h>

#include "plan_tab.h"
#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { LABEL_COLS = 9, DECIDED_COLS = 24, ROOMY = 70 };

static int says_rows(const struct advice_says *says, int cols)
{
	int n = 0;

	for (size_t i = 0; i < says->count; i++)
		n += canvas_wrap_rows(says->list[i].text, cols - LABEL_COLS);
	return n;
}

/* What was decided about it last, here or in an earlier meeting. */
static const struct plan_item *decided(const struct advice_view *v, const char *code)
{
	static const enum plan_part parts[] = { PLAN_PART_CHOSEN, PLAN_PART_DECLINED, PLAN_PART_DONE };

	for (size_t k = 0; *code && k < ARRAY_SIZE(parts); k++)
		for (size_t i = 0; i < v->plan.count[parts[k]]; i++)
			if (str_eq(v->plan.part[parts[k]][i]->code, code))
				return v->plan.part[parts[k]][i];
	return NULL;
}

/* With its date where there is room. */
static int decided_cols(int cols)
{
	return cols >= ROOMY ? DECIDED_COLS : DECIDED_COLS / 2;
}

static void headline_words(const struct advice_row *r, struct str *out)
{
	str_addf(out, "%zu  %s", r->number, r->line->headline);
}

static int headline_rows(const struct advice_view *v, const struct advice_row *r, int cols)
{
	struct str text = STR_INIT;
	int rows;

	headline_words(r, &text);
	rows = canvas_wrap_rows(text.text, cols - (decided(v, r->code) ? decided_cols(cols) : 0));
	str_release(&text);
	return rows;
}

/* The whole of a line, and a blank row after it. */
static int line_rows(const struct advice_view *v, const struct advice_row *r, int cols)
{
	return headline_rows(v, r, cols) + says_rows(&r->line->here, cols) + says_rows(&r->line->study, cols)
		+ says_rows(&r->line->limits, cols) + 1;
}

static int row_height(const void *context, size_t i)
{
	const struct advice_view *v = context;
	const struct advice_row *r = &v->rows[i];
	int cols = v->cols - LIST_MARGIN;

	if (r->line && r->headline)
		return headline_rows(v, r, cols);
	if (r->line)
		return line_rows(v, r, cols);
	if (r->label)
		return (r->says ? says_rows(r->says, cols) : canvas_wrap_rows(r->say->text, cols - LABEL_COLS)) + r->gap;
	if (r->say)
		return canvas_wrap_rows(r->say->text, cols - (decided(v, r->code) ? decided_cols(cols) : LABEL_COLS))
			+ (r->offers ? canvas_wrap_rows(r->offers, cols - LABEL_COLS) : 0);
	return canvas_wrap_rows(r->heading, cols) + (r->says ? 1 + says_rows(r->says, cols) : 0);
}

/* A heading over rows of their own says nothing itself. */
static bool can_focus(const void *context, size_t i)
{
	const struct advice_row *r = &((const struct advice_view *)context)->rows[i];

	return r->line || r->says || r->say;
}

static int draw_says(struct canvas *c, int row, const char *label, enum canvas_role role,
	const struct advice_says *says, bool focused)
{
	if (says->count)
		canvas_text(c, row, 0, LABEL_COLS - 1, focused ? ROLE_FOCUS : ROLE_HEADING, label);
	for (size_t i = 0; i < says->count; i++)
		row += canvas_wrap(c, (struct rect){ row, LABEL_COLS, c->rows - row, c->cols - LABEL_COLS },
			role, says->list[i].text);
	return row;
}

/* At the right of the row. Returns the columns it takes. */
static int draw_decided(const struct advice_view *v, const struct advice_row *r, struct canvas *c)
{
	const struct plan_item *p = decided(v, r->code);
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

static void draw_line(const struct advice_view *v, const struct advice_row *r, bool focused, struct canvas *c)
{
	int right = draw_decided(v, r, c), row;
	struct str text = STR_INIT;

	headline_words(r, &text);
	row = canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols - right }, focused ? ROLE_FOCUS : ROLE_TEXT, text.text);
	str_release(&text);
	if (r->headline)
		return;
	row = draw_says(c, row, _("Here:"), ROLE_TEXT, &r->line->here, false);
	row = draw_says(c, row, _("Study:"), ROLE_EVIDENCE, &r->line->study, false);
	draw_says(c, row, _("Limits:"), ROLE_HINT, &r->line->limits, false);
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct advice_view *v = context;
	const struct advice_row *r = &v->rows[i];
	int used;

	if (r->line) {
		draw_line(v, r, focused, c);
		return;
	}
	if (r->label && r->says) {
		draw_says(c, 0, r->label, r->role, r->says, focused);
		return;
	}
	if (r->label) {
		canvas_text(c, 0, 0, LABEL_COLS - 1, ROLE_HEADING, r->label);
		canvas_wrap(c, (struct rect){ 0, LABEL_COLS, c->rows, c->cols - LABEL_COLS },
			focused ? ROLE_FOCUS : r->role, r->say->text);
		return;
	}
	if (r->say) {
		used = draw_decided(v, r, c);
		used = canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols - (used > LABEL_COLS ? used : LABEL_COLS) },
			focused ? ROLE_FOCUS : ROLE_TEXT, r->say->text);
		if (r->offers)
			canvas_wrap(c, (struct rect){ used, LABEL_COLS, c->rows - used, c->cols - LABEL_COLS },
				ROLE_HINT, r->offers);
		return;
	}
	used = canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols }, focused ? ROLE_FOCUS : ROLE_HEADING, r->heading);
	if (r->says)
		draw_says(c, used, "", ROLE_TEXT, r->says, false);
}

struct list_source advice_view_source(const struct advice_view *v)
{
	return (struct list_source){ .count = v->count, .context = v, .draw = draw_row, .rows = row_height,
		.can_focus = can_focus };
}

static struct advice_row *add_row(struct advice_view *v, struct advice_row row)
{
	BUG_ON(v->count == ADVICE_ROWS_MOST);
	v->rows[v->count] = row;
	return &v->rows[v->count++];
}

static void add_section(struct advice_view *v, const char *heading, const struct advice_says *says)
{
	if (says->count)
		add_row(v, (struct advice_row){ .says = says, .heading = heading });
}

/* A part of a line as a row, or, where even that is too tall, its sentences; each chooses the whole line. */
static void add_part(struct advice_view *v, const char *label, enum canvas_role role, const struct advice_says *says,
	const char *code)
{
	bool whole = says_rows(says, v->cols - LIST_MARGIN) <= v->height;

	for (size_t i = 0; i < (whole && says->count ? 1 : says->count); i++) {
		struct advice_row *r = add_row(v, (struct advice_row){ .label = i ? "" : label, .role = role });

		if (whole)
			r->says = says;
		else
			r->say = &says->list[i];
		snprintf(r->code, ADVICE_CODE, "%s", code);
	}
}

/* One row where it fits into the window; nothing of a finding and its limits may be cut off. */
static void add_line(struct advice_view *v, const struct advice_line *line, size_t number)
{
	struct advice_row *r = add_row(v, (struct advice_row){ .line = line, .number = number });
	char letters[GROUPING_TEXT], code[ADVICE_CODE];

	snprintf(code, sizeof(code), "%s", line->groups ? grouping_format(line->groups, letters) : "");
	snprintf(r->code, ADVICE_CODE, "%s", code);
	if (line_rows(v, r, v->cols - LIST_MARGIN) <= v->height)
		return;
	r->headline = true;
	add_part(v, _("Here:"), ROLE_TEXT, &line->here, code);
	add_part(v, _("Study:"), ROLE_EVIDENCE, &line->study, code);
	add_part(v, _("Limits:"), ROLE_HINT, &line->limits, code);
	v->rows[v->count - 1].gap = true;
}

/* "On offer here: Bakery, Nørregade"; NULL where the office has no catalogue. */
static char *offers_of(const struct advice_view *v, const struct activity *one)
{
	const struct desk *d = v->app->desk;
	struct str offers = STR_INIT, text = STR_INIT;

	catalogue_words(&offers, d->instrument->catalogue, one, desk_today(d));
	if (offers.len)
		str_addf(&text, _("On offer here: %s"), offers.text);
	str_release(&offers);
	return text.len ? str_steal(&text) : NULL;
}

static void propose(const struct advice_view *v, struct advice_row *r, int no)
{
	const struct activity *one = activities_find(&v->app->desk->instrument->activities, no);

	snprintf(r->code, ADVICE_CODE, "%s", one->choice->name);
	r->offers = offers_of(v, one);
}

/* One row a sentence, so that each has its own source; the first ones are activities to choose. */
static void add_each(struct advice_view *v, const char *heading, const struct advice_says *says,
	const int *activities, size_t count)
{
	if (says->count)
		add_row(v, (struct advice_row){ .heading = heading });
	for (size_t i = 0; i < says->count; i++) {
		struct advice_row *r = add_row(v, (struct advice_row){ .say = &says->list[i] });

		if (i < count)
			propose(v, r, activities[i]);
	}
}

static void forget_rows(struct advice_view *v)
{
	for (size_t i = 0; i < v->count; i++)
		mem_free(v->rows[i].offers);
	v->count = 0;
}

void advice_view_rows(struct advice_view *v)
{
	forget_rows(v);
	if (v->all) {
		for (size_t i = 0; i < GROUPING_COUNT; i++)
			add_line(v, &v->page.all[i], i + 1);
	} else {
		for (size_t i = 0; i < v->page.line_count; i++)
			add_line(v, &v->page.lines[i], i + 1);
		add_each(v, _("Activities"), &v->page.activities, v->file->advice.activities,
			v->file->advice.activity_count);
		add_each(v, _("To think about"), &v->page.prompts, NULL, 0);
		if (v->left_out)
			add_row(v, (struct advice_row){ .heading = v->left_out });
		add_section(v, _("About this client's advice"), &v->page.before);
	}
	add_section(v, _("To remember"), &v->page.always);
}

/* Which groups are left out, until when, and (for the caseworker alone) why. */
static void say_left_out(struct advice_view *v)
{
	struct str text = STR_INIT;

	plan_left_out(v->file, app_look(v->app), &text);
	v->left_out = text.len ? str_steal(&text) : NULL;
	str_release(&text);
}

void advice_view_make(struct advice_view *v)
{
	advice_view_release(v);
	advice_page_make(&v->page, v->app->desk->instrument, &v->file->facts, &v->file->advice,
		app_look(v->app) == LOOK_OWN, v->app->desk->lang);
	plan_page_make(&v->plan, v->file);
	say_left_out(v);
	advice_view_rows(v);
}

void advice_view_release(struct advice_view *v)
{
	forget_rows(v);
	advice_page_release(&v->page);
	plan_page_release(&v->plan);
	mem_free(v->left_out);
	v->left_out = NULL;
}
