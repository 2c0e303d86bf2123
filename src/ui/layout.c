/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/layout.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/ui/keys.h"
#include "stige/ui/ui.h"
#include "stige/base/banned.h"

enum { MARGIN = 1, GAP = 2 };

/* The label of an action here; "" when it is not for the footer or not to be had now. */
static const char *label_of(enum action action, const struct screen *screen, const void *state)
{
	const char *label = screen ? screen_label(screen, state, action) : NULL;

	if (label)
		return label;
	label = action_info(action)->label;
	return label[0] ? _(label) : "";
}

struct item {
	struct str key;
	const char *label;
	int width;               /* "Enter open" */
};

/* False if the action has no place in the footer of this context. */
static bool item_init(struct item *it, enum action action, enum context context,
	const struct screen *screen, const void *state)
{
	str_init(&it->key);
	it->label = "";
	it->width = 0;
	if (keys_of_action(action, context, 1, &it->key) == 0)
		return false;
	if (action == ACTION_DIGIT_0 || action == ACTION_DIGIT_1)
		str_add(&it->key, "-9");         /* for all of them */
	it->label = label_of(action, screen, state);
	it->width = text_width(it->key.text) + 1 + text_width(it->label);
	return it->label[0] != '\0';
}

static bool is_fixed(enum action action)
{
	return action == ACTION_HELP || action == ACTION_COMMANDS || action == ACTION_BACK;
}

struct footer {
	enum context context;
	const struct screen *screen;
	const void *state;
};

/* The columns an action takes; 0 when it has no place in this footer. */
static int width_of(const struct footer *f, enum action action)
{
	struct item it;
	int width = item_init(&it, action, f->context, f->screen, f->state) ? it.width : 0;

	str_release(&it.key);
	return width;
}

/* The width of the first item that is not fixed; 0 if there is none. */
static int first_width(const struct footer *f)
{
	int i, width = 0;

	for (i = ACTION_NONE + 1; i < ACTION_COUNT && width == 0; i++)
		if (!is_fixed((enum action)i))
			width = width_of(f, (enum action)i);
	return width;
}

struct place {
	enum action action;
	int col, width;
};

/*
 * Help, commands, back: placed from the right edge, so that width takes the others first. Back
 * gives way to the first of the others: Esc is known to people, what Enter does is not.
 */
static size_t place_fixed(const struct footer *f, int *end, struct place *ret)
{
	static const enum action fixed[] = { ACTION_HELP, ACTION_COMMANDS, ACTION_BACK };
	size_t i, n = 0;

	for (i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++) {
		int width = width_of(f, fixed[i]);
		int reserved = fixed[i] == ACTION_BACK ? first_width(f) + GAP : 0;

		if (width == 0 || *end - width < MARGIN + reserved)
			continue;
		ret[n++] = (struct place){ fixed[i], *end - width, width };
		*end -= width + GAP;
	}
	return n;
}

/* Which action stands where in a footer of so many columns. Returns how many. */
static size_t place_items(const struct footer *f, int cols, struct place ret[ACTION_COUNT])
{
	int i, col = MARGIN, end = cols - MARGIN;
	size_t n = place_fixed(f, &end, ret);

	for (i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		int width = is_fixed((enum action)i) ? 0 : width_of(f, (enum action)i);

		if (width == 0)
			continue;
		if (col + width > end)
			break;
		ret[n++] = (struct place){ (enum action)i, col, width };
		col += width + GAP;
	}
	return n;
}

static void draw_item(const struct footer *f, const struct place *p, struct canvas *c, int row)
{
	struct item it;
	int used;

	item_init(&it, p->action, f->context, f->screen, f->state);
	used = canvas_text(c, row, p->col, c->cols - p->col, ROLE_KEY, it.key.text) + 1;
	canvas_text(c, row, p->col + used, c->cols - p->col - used, ROLE_HINT, it.label);
	str_release(&it.key);
}

void layout_footer(struct canvas *c, int row, enum context context, const struct screen *screen,
	const void *state)
{
	const struct footer f = { context, screen, state };
	struct place places[ACTION_COUNT];
	size_t n = place_items(&f, c->cols, places);

	for (size_t i = 0; i < n; i++)
		draw_item(&f, &places[i], c, row);
}

enum action layout_footer_at(int cols, int col, enum context context, const struct screen *screen,
	const void *state)
{
	const struct footer f = { context, screen, state };
	struct place places[ACTION_COUNT];
	size_t n = place_items(&f, cols, places);
	int digit;

	for (size_t i = 0; i < n; i++)
		if (col >= places[i].col && col < places[i].col + places[i].width)
			return action_digit(places[i].action, &digit) ? ACTION_NONE : places[i].action;
	return ACTION_NONE;
}

/* What stands at the right is parts with two blanks between; the first go where not all have room. */
static const char *parts_that_fit(const char *right, int most)
{
	while (*right && text_width(right) > most) {
		const char *gap = strstr(right, "  ");

		right = gap ? gap + strspn(gap, " ") : "";
	}
	return right;
}

void layout_title(struct canvas *c, int row, const char *left, const char *right, const char *badge)
{
	int end = c->cols - MARGIN, room, width, title = text_width(left);

	if (badge[0]) {
		width = text_width(badge);
		canvas_text_right(c, row, end - width, width, ROLE_INVENTED, badge);
		end -= width + GAP;
	}
	/* A long title leaves a third; a state that is cut says nothing. */
	room = end - MARGIN - GAP;
	right = parts_that_fit(right, room - title > room / 3 ? room - title : room / 3);
	if (right[0]) {
		width = text_width(right);
		canvas_text_right(c, row, end - width, width, ROLE_STATE, right);
		end -= width + GAP;
	}
	canvas_text(c, row, MARGIN, end - MARGIN, ROLE_TITLE, left);
}

void layout_message(struct canvas *c, int row, const char *text, bool error)
{
	struct rect r = { row, MARGIN, c->rows - row, c->cols - 2 * MARGIN };

	canvas_wrap(c, r, error ? ROLE_ERROR : ROLE_MESSAGE, text);
}

void layout_too_small(struct canvas *c)
{
	struct str text = STR_INIT;

	str_addf(&text, _("This window is too small. Make it at least %d columns wide and %d rows high."),
		UI_MIN_COLS, UI_MIN_ROWS);
	canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols }, ROLE_ERROR, text.text);
	canvas_cursor(c, 0, 0, true);
	str_release(&text);
}

static int draw_tabs(struct canvas *c, int row, int col, const char *const *labels, int chosen, bool whole)
{
	int start = col;

	for (int i = 0; labels[i]; i++) {
		bool on = i == chosen;

		if (on || whole)
			col += canvas_textf(c, row, col, c->cols - col, on ? ROLE_HEADING : ROLE_STATE,
				on ? "[%d %s]" : " %d %s ", i + 1, labels[i]);
		else
			col += canvas_textf(c, row, col, c->cols - col, ROLE_STATE, " %d ", i + 1);
	}
	return col - start;
}

/* Where not all labels have room the others are numbers: a key's name is never cut. */
int layout_tabs(struct canvas *c, int row, int col, const char *const *labels, int chosen)
{
	int width = col;

	for (int i = 0; labels[i]; i++)
		width += text_width(labels[i]) + 4;
	return draw_tabs(c, row, col, labels, chosen, width <= c->cols);
}
