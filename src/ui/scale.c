/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keys do to a scale. Drawing it is in scale_draw.c. */
#include "stige/ui/scale.h"

#include "stige/base/bug.h"
#include "stige/base/banned.h"

void scale_init(struct scale *s, const struct scale_row *rows, int count, unsigned flags)
{
	BUG_ON(count < 0 || count > SCALE_MOST);
	*s = (struct scale){ .rows = rows, .count = count, .flags = flags,
		.focus = SCALE_NONE, .chosen = SCALE_NONE };
}

void scale_choose(struct scale *s, int row)
{
	s->chosen = s->focus = row >= 0 && row < s->count ? row : SCALE_NONE;
}

void scale_mark(struct scale *s, uint64_t marks)
{
	s->marks = marks;
}

static bool multiple(const struct scale *s)
{
	return s->flags & SCALE_MULTIPLE;
}

static uint64_t exclusive_marks(const struct scale *s)
{
	uint64_t bits = 0;
	int i;

	for (i = 0; i < s->count; i++)
		if (s->rows[i].exclusive)
			bits |= (uint64_t)1 << i;
	return bits;
}

static void toggle(struct scale *s, int row)
{
	uint64_t bit = (uint64_t)1 << row;

	if (s->marks & bit)
		s->marks &= ~bit;
	else if (s->rows[row].exclusive)
		s->marks = bit;
	else
		s->marks = (s->marks & ~exclusive_marks(s)) | bit;
}

static enum scale_result mark_row(struct scale *s, int row)
{
	s->focus = row;
	if (multiple(s))
		toggle(s, row);
	else
		s->chosen = row;
	return SCALE_CHANGED;
}

static enum scale_result step(struct scale *s, int by)
{
	int row = s->focus == SCALE_NONE ? (by > 0 ? 0 : s->count - 1) : s->focus + by;

	if (s->count == 0 || row < 0 || row >= s->count)
		return SCALE_MOVED;
	if (!multiple(s))
		return mark_row(s, row);
	s->focus = row;
	return SCALE_MOVED;
}

static enum scale_result confirm(const struct scale *s)
{
	bool marked = multiple(s) ? s->marks != 0 : s->chosen != SCALE_NONE;

	return marked ? SCALE_CONFIRMED : SCALE_EMPTY;
}

static enum scale_result by_digit(struct scale *s, int digit)
{
	int i;

	for (i = 0; i < s->count; i++) {
		if (s->rows[i].digit == digit) {
			mark_row(s, i);
			return s->flags & SCALE_ADVANCE && !multiple(s) ? SCALE_CONFIRMED : SCALE_CHANGED;
		}
	}
	return SCALE_UNHANDLED;
}

enum scale_result scale_action(struct scale *s, enum action action)
{
	int digit;

	if (action_digit(action, &digit))
		return by_digit(s, digit);
	if (action == ACTION_UP)
		return step(s, -1);
	if (action == ACTION_DOWN)
		return step(s, 1);
	if (action == ACTION_MARK)
		return s->focus == SCALE_NONE ? SCALE_MOVED : mark_row(s, s->focus);
	if (action == ACTION_OPEN)
		return confirm(s);
	return SCALE_UNHANDLED;
}
