/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps in words. */
#include <stdio.h>

#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/casefile/movement.h"

#include "spell.h"
#include "tell.h"
#include "stige/base/banned.h"

enum { DIGITS = 12 };

static int by(const struct movement_item *i)
{
	return (int)(i->change.to - i->change.from);
}

static void tally(const struct movement *m, int columns, struct str *out)
{
	struct str line = STR_INIT;

	str_addf(&line, _("%zu rose, %zu fell, %zu the same"), m->tally.risen, m->tally.fallen, m->tally.same);
	if (m->tally.unknown > 0)
		str_addf(&line, _(", %zu not compared"), m->tally.unknown);
	lay_wrap(out, "", line.text, columns);
	str_release(&line);
}

static void moved(const struct casefile *c, const struct movement_item *i, int columns, struct str *out)
{
	struct str line = STR_INIT;

	spell_name(&line, c->desk, i->series->indicator);
	str_add(&line, ": ");
	series_words(&line, &i->change);
	lay_wrap(out, "   ", line.text, columns);
	str_release(&line);
}

static void wobble(const struct casefile *c, const struct movement_item *i, int columns, struct str *out)
{
	char now[DIGITS], between[DIGITS];
	struct str name = STR_INIT;

	snprintf(now, sizeof(now), "%d", (int)i->change.to);
	snprintf(between, sizeof(between), "%d", (int)i->middle);
	spell_name(&name, c->desk, i->series->indicator);
	tell_args(c->desk, SENTENCE_MOVE_WOBBLE, (const char *[]){ name.text, now, between, now, NULL }, "   ",
		columns, out);
	str_release(&name);
}

static void items(const struct casefile *c, const struct movement *m, int columns, struct str *out)
{
	size_t one_step = 0;

	for (size_t i = 0; i < m->item_count; i++) {
		const struct movement_item *one = &m->items[i];

		if (one->wobble) {
			wobble(c, one, columns, out);
		} else if (by(one) != 0) {
			moved(c, one, columns, out);
			one_step += by(one) == 1 || by(one) == -1;
		}
	}
	if (one_step > 0)
		tell(c->desk, SENTENCE_MOVE_ONE, "", columns, out);
}

static void aim(const struct casefile *c, const struct movement_aim *a, int columns, struct str *out)
{
	char now[DIGITS], goal[DIGITS];
	struct str name = STR_INIT, left = STR_INIT;
	int steps = a->step - a->now;

	snprintf(now, sizeof(now), "%d", a->now);
	snprintf(goal, sizeof(goal), "%d", a->step);
	spell_name(&name, c->desk, a->indicator);
	if (steps > 0)
		str_addf(&left, ngettext("%d step", "%d steps", (unsigned long)steps), steps);
	if (a->now == 0)
		tell_args(c->desk, SENTENCE_MOVE_UNKNOWN, (const char *[]){ name.text, goal, NULL }, "   ", columns,
			out);
	else
		tell_args(c->desk, steps > 0 ? SENTENCE_MOVE_AIM : SENTENCE_MOVE_REACHED,
			(const char *[]){ name.text, now, goal, left.text, NULL }, "   ", columns, out);
	str_release(&name);
	str_release(&left);
}

static void remarks(const struct casefile *c, const struct movement *m, int columns, struct str *out)
{
	for (size_t i = 0; i < m->remark_count; i++) {
		struct str first = STR_INIT;

		str_add(&first, "   ");
		spell_name(&first, c->desk, indicators_find(&c->desk->instrument->indicators, m->remarks[i]->item));
		str_add(&first, ": ");
		lay_wrap(out, first.text, m->remarks[i]->text, columns);
		str_release(&first);
	}
}

void casefile_movement_text(const struct casefile *c, enum look look, int columns, struct str *out)
{
	struct movement m;
	bool steady;

	columns = lay_columns(columns);
	movement_make(&m, c, look);
	steady = m.tally.risen + m.tally.fallen == 0;
	spell_title(out, c, _("Small steps"), columns);
	if (m.item_count == 0)
		tell(c->desk, SENTENCE_MOVE_FIRST, "", columns, out);
	else
		tally(&m, columns, out);
	if (m.item_count > 0 && steady)
		tell(c->desk, SENTENCE_MOVE_STEADY, "", columns, out);
	items(c, &m, columns, out);
	for (size_t i = 0; i < m.aim_count; i++)
		aim(c, &m.aims[i], columns, out);
	if (m.done_count > 0)
		lay_wrap(out, "", _("Agreed steps that were done"), columns);
	for (size_t i = 0; i < m.done_count; i++)
		lay_wrap(out, "   - ", m.done[i]->text, columns);
	if (m.remark_count > 0)
		lay_wrap(out, "", _("Remarks of this round"), columns);
	remarks(c, &m, columns, out);
	if (m.item_count > 0)
		tell(c->desk, SENTENCE_MOVE_SMALL, "", columns, out);
	movement_release(&m);
}
