/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client_progress.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/casefile/movement.h"
#include "stige/casefile/worked.h"
#include "stige/base/banned.h"

enum { SLOTS_TIGHT = 8, SLOTS_LEAST = 6 };                       /* quarters of a sparkline */
enum { NUMBER_AT = 2, VALUE_COLS = 3, CHANGE_COLS = 2 };
enum { ROOMY = 92, TWO_BLOCKS = 78 };                            /* columns of the window */
enum { DETAIL_ROWS = 6, DETAIL_FROM = 18, MARGIN = 3, GAP = 2 };

static enum advice_path path_of(const struct progress *p)
{
	return p->file->advice.path;
}

/* Named by the figures of this client's path: shown first, and with a star. */
static bool on_path(const struct progress *p, const struct series *s)
{
	const struct advice_table *t = p->app->desk->instrument->advice;
	size_t item = advice_item_index(t, s->indicator->name);

	if (item == SIZE_MAX)
		return false;
	return advice_on_path(t, item, path_of(p)) || t->items[item].kind == ADVICE_BELIEF;
}

static bool shown(const struct progress *p, const struct series *s)
{
	if (s->indicator->side == INDICATOR_CASEWORKER && p->look == LOOK_SHARED)
		return false;
	if (!s->indicator->optional)
		return true;
	for (size_t i = 0; i < s->count; i++)
		if (s->points[i].state != SERIES_HOLE)
			return true;
	return false;
}

static void take_side(struct progress *p, enum indicator_side side)
{
	for (int pass = 0; pass < (p->question_order ? 1 : 2); pass++)
		for (size_t i = 0; i < p->file->series_count && p->count < PROGRESS_ITEMS_MOST; i++) {
			const struct series *s = &p->file->series[i];
			bool now = p->question_order || on_path(p, s) == (pass == 0);

			if (s->indicator->side == side && now && shown(p, s))
				p->items[p->count++] = i;
		}
}

static bool two_blocks(const struct progress *p)
{
	return p->cols >= TWO_BLOCKS && p->count > p->client_count;
}

static int list_rows(const struct progress *p)
{
	return p->rows < DETAIL_FROM ? p->rows - 1 : p->rows - 1 - DETAIL_ROWS;
}

/* The row of an item within the list (both blocks share rows). */
static size_t row_of(const struct progress *p, size_t i)
{
	return two_blocks(p) && i >= p->client_count ? i - p->client_count : i;
}

static void into_view(struct progress *p)
{
	size_t row = row_of(p, p->focus);
	size_t height = (size_t)(list_rows(p) > 1 ? list_rows(p) : 1);

	if (row < p->top)
		p->top = row;
	if (row >= p->top + height)
		p->top = row - height + 1;
}

/* "10", or "W10" where both sides stand in one column. */
static int number_cols(const struct progress *p)
{
	return two_blocks(p) ? 2 : 3;
}

static int label_at(const struct progress *p)
{
	return NUMBER_AT + number_cols(p) + 1;
}

static int longest_label(const struct progress *p)
{
	int longest = 0;

	for (size_t i = 0; i < p->count; i++) {
		int width = text_width(indicator_short(p->file->series[p->items[i]].indicator, p->app->desk->lang));

		longest = width > longest ? width : longest;
	}
	return longest;
}

/*
 * Where it is narrow, or two blocks stand close together, labels are not cut before the older quarters: the chart
 * below shows those.
 */
static size_t most_slots(const struct progress *p)
{
	int room = two_blocks(p) ? (p->cols - 1) / 2 : p->cols, most = two_blocks(p) ? SLOTS_TIGHT : SERIES_SLOTS_MOST;
	int left = room - label_at(p) - longest_label(p) - 1 - VALUE_COLS - CHANGE_COLS;

	if (p->cols >= ROOMY)
		return SERIES_SLOTS_MOST;
	if (left < SLOTS_LEAST)
		return SLOTS_LEAST;
	return (size_t)(left > most ? most : left);
}

/* As many columns as the client has quarters, so that the labels get the rest. */
static int spark_columns(const struct progress *p)
{
	size_t slots = p->file->rounds ? p->file->slots[p->file->rounds - 1] + 1 : 0;
	size_t most = most_slots(p);

	if (slots < SLOTS_LEAST)
		return SLOTS_LEAST;
	return slots > most ? (int)most : (int)slots;
}

/* Where each running activity began: over the first round after it. */
static void mark_began(struct progress *p)
{
	size_t slots = p->file->rounds ? p->file->slots[p->file->rounds - 1] + 1 : 0;
	size_t most = (size_t)spark_columns(p), first = slots > most ? slots - most : 0;
	struct worked_list w;

	memset(p->began, ' ', SERIES_SLOTS_MOST);
	worked_make(&w, p->file, p->look);
	for (size_t i = 0; i < w.count; i++) {
		char letter = group_letter(w.list[i].activity->group), *at;

		if (w.list[i].round >= p->file->rounds || p->file->slots[w.list[i].round] < first)
			continue;
		at = &p->began[p->file->slots[w.list[i].round] - first];
		*at = *at == ' ' || *at == letter ? letter : '+';
	}
	worked_release(&w);
}

void progress_layout(struct progress *p, int rows, int cols)
{
	size_t keep = p->count ? p->items[p->focus] : SIZE_MAX;

	p->rows = rows;
	p->cols = cols;
	p->count = 0;
	take_side(p, INDICATOR_CLIENT);
	p->client_count = p->count;
	take_side(p, INDICATOR_CASEWORKER);
	mark_began(p);
	p->focus = 0;
	for (size_t i = 0; i < p->count; i++)
		if (p->items[i] == keep)
			p->focus = i;
	p->top = 0;
	into_view(p);
}

const struct series *progress_focused(const struct progress *p)
{
	return p->count ? &p->file->series[p->items[p->focus]] : NULL;
}

/* To the row beside, in the other block. */
static void other_block(struct progress *p, bool right)
{
	size_t row = row_of(p, p->focus);
	size_t w_count = p->count - p->client_count;

	if (!two_blocks(p) || right == (p->focus >= p->client_count))
		return;
	if (right)
		p->focus = p->client_count + (row < w_count ? row : w_count - 1);
	else
		p->focus = row < p->client_count ? row : p->client_count - 1;
}

static void move(struct progress *p, long by)
{
	size_t from = two_blocks(p) && p->focus >= p->client_count ? p->client_count : 0;
	size_t to = two_blocks(p) && p->focus < p->client_count ? p->client_count : p->count;
	long at = (long)p->focus + by;

	if (at < (long)from)
		at = (long)from;
	if (at >= (long)to)
		at = (long)to - 1;
	p->focus = (size_t)at;
}

bool progress_action(struct progress *p, enum action action)
{
	if (p->count == 0)
		return false;
	if (action == ACTION_UP || action == ACTION_DOWN)
		move(p, action == ACTION_UP ? -1 : 1);
	else if (action == ACTION_PAGE_UP || action == ACTION_PAGE_DOWN)
		move(p, (action == ACTION_PAGE_UP ? -1 : 1) * (long)list_rows(p));
	else if (action == ACTION_FIRST || action == ACTION_LAST)
		move(p, action == ACTION_FIRST ? -(long)p->count : (long)p->count);
	else if (two_blocks(p) && (action == ACTION_NEXT_PART || action == ACTION_PREVIOUS_PART))
		other_block(p, p->focus < p->client_count);
	else if (two_blocks(p) && (action == ACTION_LEFT || action == ACTION_RIGHT))
		other_block(p, action == ACTION_RIGHT);
	else
		return false;
	into_view(p);
	return true;
}

/* Counts and kroner are not steps of the scale: numbers, never the same ladder. */
static void draw_numbers(const struct series *s, struct canvas *c, int row, int col, int width)
{
	struct str text = STR_INIT;
	size_t most = s->indicator->kind == INDICATOR_NUMBER ? (size_t)width / 3 : (size_t)width / 2;
	size_t first = s->count > most + 1 ? s->count - most - 1 : 0;

	for (size_t i = first; i + 1 < s->count; i++) {
		series_value(s->indicator, &s->points[i], &text);
		str_addc(&text, ' ');
	}
	canvas_text(c, row, col, width, ROLE_TEXT, text.text);
	str_release(&text);
}

static void draw_change(const struct series *s, struct canvas *c, int row, int col)
{
	struct series_change ch = series_since_last(s->points, s->count);

	if (!ch.known)
		return;
	if (ch.to == ch.from)
		canvas_text_right(c, row, col, CHANGE_COLS, ROLE_TEXT, "=");
	else if (s->indicator->kind == INDICATOR_NUMBER)
		canvas_text_right(c, row, col, CHANGE_COLS, ROLE_TEXT, ch.to > ch.from ? "+" : "-"); /* neither is good */
	else
		canvas_textf(c, row, col, CHANGE_COLS, ch.to > ch.from ? ROLE_UP : ROLE_DOWN, "%+d", (int)(ch.to - ch.from));
}

/* Where both sides stand in one column, the number says whose it is: W2. */
static void draw_number(const struct progress *p, const struct series *s, struct canvas *c, int row, int col,
	enum canvas_role role)
{
	struct str no = STR_INIT;

	if (!two_blocks(p) && p->count > p->client_count)
		str_addc(&no, s->indicator->side == INDICATOR_CLIENT ? 'C' : 'W');
	str_add(&no, s->indicator->no);
	canvas_text_right(c, row, col, number_cols(p), role, no.text);
	str_release(&no);
}

/* The sparkline stands beside its label, not at the far side of a wide window. */
static int spark_at(const struct progress *p, int width)
{
	int last = width - spark_columns(p) - VALUE_COLS - CHANGE_COLS, near = label_at(p) + longest_label(p) + GAP;

	return near < last ? near : last;
}

static void draw_item(const struct progress *p, size_t i, struct canvas *c, int row, int col, int width)
{
	const struct series *s = &p->file->series[p->items[i]];
	bool focused = i == p->focus;
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_TEXT;
	struct spark_point points[SERIES_SLOTS_MOST];
	int slots = spark_columns(p);
	int at = col + spark_at(p, width);
	struct str value = STR_INIT;

	canvas_text(c, row, col, 1, role, focused ? ">" : " ");
	canvas_text(c, row, col + 1, 1, ROLE_EVIDENCE, on_path(p, s) ? "*" : " ");
	draw_number(p, s, c, row, col + NUMBER_AT, role);
	canvas_text(c, row, col + label_at(p), at - col - label_at(p) - 1, role,
		indicator_short(s->indicator, p->app->desk->lang));
	if (s->indicator->kind == INDICATOR_SCALE) {
		size_t n = series_points(p->file, s, points, (size_t)slots, NULL);

		spark_draw(c, row, at, slots, p->app->ui->spark, ROLE_TEXT, points, n);
	} else {
		draw_numbers(s, c, row, at, slots);
	}
	if (s->count)
		series_value(s->indicator, &s->points[s->count - 1], &value);
	canvas_text_right(c, row, at + slots, VALUE_COLS, ROLE_VALUE, value.text);
	draw_change(s, c, row, at + slots + VALUE_COLS);
	str_release(&value);
}

/* The marks of this side, over the columns of its sparklines: as the side's first scale has them. */
static void draw_began(const struct progress *p, struct canvas *c, size_t from, int col, int width)
{
	struct spark_point points[SERIES_SLOTS_MOST];
	int slots = spark_columns(p);

	for (size_t i = from; i < p->count; i++) {
		const struct series *s = &p->file->series[p->items[i]];

		if (s->indicator->kind != INDICATOR_SCALE)
			continue;
		spark_marks(c, 0, col + spark_at(p, width), slots, points, p->began,
			series_points(p->file, s, points, (size_t)slots, NULL));
		return;
	}
}

static void draw_heads(const struct progress *p, struct canvas *c, int width)
{
	int room = spark_at(p, width) - MARGIN - 1;
	const char *words = _("Client (C) and caseworker (W) say");

	if (two_blocks(p) || p->count == p->client_count)
		words = _("Client says");
	else if (text_width(words) > room)
		words = _("Client (C), you (W)");
	canvas_text(c, 0, MARGIN, room, ROLE_HEADING, words);
	if (two_blocks(p)) {
		canvas_text(c, 0, width, 1, ROLE_RULE, "|");
		canvas_text(c, 0, width + 1 + MARGIN, width - MARGIN - 1, ROLE_HEADING, _("Caseworker says"));
		draw_began(p, c, p->client_count, width + 1, width);
	}
	draw_began(p, c, 0, 0, width);
}

static void draw_list(const struct progress *p, struct canvas *c)
{
	bool two = two_blocks(p);
	int width = two ? (c->cols - 1) / 2 : c->cols;
	int rows = list_rows(p);

	draw_heads(p, c, width);
	for (size_t i = 0; i < p->count; i++) {
		long row = (long)row_of(p, i) - (long)p->top;
		bool right = two && i >= p->client_count;

		if (row < 0 || row >= rows)
			continue;
		if (right)
			canvas_text(c, (int)row + 1, width, 1, ROLE_RULE, "|");
		draw_item(p, i, c, (int)row + 1, right ? width + 1 : 0, width);
	}
}

/* The newest answer in words: its step, or why there is none. */
static const char *newest_words(const struct progress *p, const struct series *s)
{
	const struct series_point *pt = s->count ? &s->points[s->count - 1] : NULL;

	if (!pt || pt->state == SERIES_HOLE)
		return "";
	if (pt->state == SERIES_DK)
		return _("does not know");
	if (pt->state == SERIES_DECLINED)
		return _("rather not say");
	return indicator_step(s->indicator, pt->value, p->app->desk->lang);
}

/* One step and back, and the distance to a goal on this item; returns the row below. */
static int draw_movement(const struct progress *p, const struct series *s, struct canvas *c, int row, int width)
{
	struct movement m;

	movement_make(&m, p->file, p->look);
	for (size_t i = 0; i < m.item_count; i++)
		if (m.items[i].series == s && m.items[i].wobble)
			canvas_textf(c, row++, 1, width, ROLE_TEXT, _("%d, %d, %d: one step and back"), (int)m.items[i].change.to,
				(int)m.items[i].middle, (int)m.items[i].change.to);
	for (size_t i = 0; i < m.aim_count; i++)
		if (m.aims[i].indicator == s->indicator)
			canvas_textf(c, row++, 1, width, ROLE_VALUE, _("goal: %d"), m.aims[i].step);
	movement_release(&m);
	return row;
}

static void draw_words(const struct progress *p, const struct series *s, struct canvas *c, int row, int width)
{
	struct series_change last = series_since_last(s->points, s->count);
	struct series_change start = series_since_start(s->points, s->count);
	struct str text = STR_INIT;
	const char *step = newest_words(p, s);

	if (*step)
		canvas_textf(c, row++, 1, width, ROLE_TEXT, _("now: %s"), step);
	series_words(&text, &last);
	canvas_text(c, row++, 1, width, ROLE_TEXT, text.text);
	row = draw_movement(p, s, c, row, width);
	str_clear(&text);
	series_words(&text, &start);
	if (start.known && start.since != last.since)
		canvas_text(c, row++, 1, width, ROLE_TEXT, text.text);
	str_release(&text);
}

/* The other side's line on the same matter, where the look allows it. */
static const struct series *pair_of(const struct progress *p, const struct series *s)
{
	if (!s->indicator->pair || p->look == LOOK_SHARED)
		return NULL;
	return casefile_series(p->file, s->indicator->pair->name);
}

static void draw_detail(const struct progress *p, struct canvas *c)
{
	const struct series *s = progress_focused(p);
	const struct series *pair;
	struct spark_point own[SERIES_SLOTS_MOST], other[SERIES_SLOTS_MOST];
	size_t n, m = 0;
	int half = c->cols / 2;
	int used;

	if (!s)
		return;
	canvas_hline(c, 0, 0, c->cols);
	if (strspn(p->began, " ") < SERIES_SLOTS_MOST)
		canvas_text(c, 0, 1, half - 2, ROLE_HINT, _(" J U S H: such an activity began "));
	used = canvas_wrap(c, (struct rect){ 1, 1, 3, half - 2 }, ROLE_QUESTION,
		indicator_question(s->indicator, p->app->desk->lang));
	draw_words(p, s, c, 1 + used, half - 2);
	if (s->indicator->kind != INDICATOR_SCALE || s->count == 0)
		return;
	pair = pair_of(p, s);
	n = series_points(p->file, s, own, SERIES_SLOTS_MOST, NULL);
	if (pair)
		m = series_points(p->file, pair, other, SERIES_SLOTS_MOST, NULL);
	chart_draw(c, (struct rect){ 1, half, c->rows - 1, c->cols - half - 1 }, 2,
		s->indicator->side == INDICATOR_CLIENT ? own : (m ? other : NULL),
		s->indicator->side == INDICATOR_CLIENT ? (m ? other : NULL) : own, n);
	canvas_text(c, 0, half, c->cols - half - 1, ROLE_HINT,
		m ? _(" o client  x caseworker  * both ") : _(" 1 to 5, oldest left; a gap is a missed round "));
}

void progress_draw(const struct progress *p, struct canvas *c)
{
	long row = (long)row_of(p, p->focus) - (long)p->top;
	int width = two_blocks(p) ? (c->cols - 1) / 2 : c->cols;

	draw_list(p, c);
	if (p->rows >= DETAIL_FROM) {
		struct canvas detail = canvas_sub(c, (struct rect){ c->rows - DETAIL_ROWS, 0, DETAIL_ROWS, c->cols });

		draw_detail(p, &detail);
	}
	if (p->count)
		canvas_cursor(c, (int)row + 1, (two_blocks(p) && p->focus >= p->client_count ? width + 1 : 0) + label_at(p),
			false);
}
