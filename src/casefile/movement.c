/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/movement.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "noted.h"
#include "stige/base/banned.h"

enum { STEP_MOST = 5 };

#define AIM "aim-"

/* --- goals --- */

static int aim_of(const struct casefile *c, const struct indicator *one)
{
	struct str item = STR_INIT;
	const struct note *aim;
	long step = 0;

	str_addf(&item, AIM "%s", one->name);
	aim = noted_newest(c, item.text);
	if (!aim || !str_to_long(aim->text, 1, STEP_MOST, &step))
		step = 0;
	str_release(&item);
	return (int)step;
}

static bool may_aim(const struct indicator *one)
{
	return one->side == INDICATOR_CLIENT && one->kind == INDICATOR_SCALE;
}

enum stige_rc movement_set_aim(struct desk *d, const struct casefile *c, const struct id *meeting,
	const struct indicator *one, int step, struct err *err)
{
	struct str item = STR_INIT;
	char text[] = { (char)('0' + step), '\0' };
	enum stige_rc rc;

	if (!may_aim(one) || step < 0 || step > STEP_MOST)
		return err_set(err, STIGE_DATA, _("A goal is a step from 1 to 5 on one of the client's own scales."));
	if (aim_of(c, one) == step)
		return STIGE_OK;
	str_addf(&item, AIM "%s", one->name);
	rc = casefile_note(d, &c->client.id, meeting, item.text, text, err);
	str_release(&item);
	return rc;
}

static void find_aims(struct movement *m, const struct casefile *c)
{
	m->aims = arena_array(&m->arena, c->series_count + 1, sizeof(*m->aims));
	for (size_t i = 0; i < c->series_count; i++) {
		const struct series *s = &c->series[i];
		const struct series_point *p = series_newest(s->points, s->count);
		int step = may_aim(s->indicator) ? aim_of(c, s->indicator) : 0;

		if (step > 0)
			m->aims[m->aim_count++] = (struct movement_aim){ s->indicator, step,
				p && p->state == SERIES_VALUE ? (int)p->value : 0 };
	}
}

/* --- what moved --- */

/* The three newest values on one curve, newest first; false when there are fewer. */
static bool last_three(const struct series *s, int32_t value[3])
{
	size_t found = 0;

	for (size_t i = s->count; i-- > 0 && found < 3;) {
		if (s->points[i].state == SERIES_VALUE)
			value[found++] = s->points[i].value;
		if (s->points[i].marks & SERIES_BREAK)
			break;
	}
	return found == 3;
}

static void add_item(struct movement *m, const struct series *s)
{
	struct series_change change = series_since_last(s->points, s->count);
	struct movement_item item = { .series = s, .change = change };
	int32_t v[3];

	series_count(&m->tally, &change);
	if (!change.known)
		return;
	item.wobble = last_three(s, v) && v[0] == v[2] && (v[1] == v[0] + 1 || v[1] == v[0] - 1);
	if (item.wobble)
		item.middle = v[1];
	m->items[m->item_count++] = item;
}

static void find_items(struct movement *m, const struct casefile *c, enum look look)
{
	m->items = arena_array(&m->arena, c->series_count + 1, sizeof(*m->items));
	for (size_t i = 0; i < c->series_count; i++) {
		const struct indicator *one = c->series[i].indicator;

		if (one->kind == INDICATOR_SCALE && !one->optional
			&& (look == LOOK_OWN || one->side == INDICATOR_CLIENT))
			add_item(m, &c->series[i]);
	}
}

/* --- what else is there --- */

static int32_t round_before(const struct casefile *c)
{
	const struct series *s = c->series_count > 0 ? &c->series[0] : NULL;

	return s && s->count > 1 ? s->points[s->count - 2].date : DATE_NONE;
}

/* A remark is about a measured item; notes of other kinds have names of their own. */
static bool is_remark(const struct casefile *c, const struct note *n)
{
	return indicators_find(&c->desk->instrument->indicators, n->item)
		&& c->last_round != DATE_NONE && instant_date(n->at) >= c->last_round;
}

static void find_remarks(struct movement *m, const struct casefile *c)
{
	m->remarks = arena_array(&m->arena, c->note_count + 1, sizeof(*m->remarks));
	for (size_t i = 0; i < c->note_count; i++)
		if (is_remark(c, &c->notes[i]))
			m->remarks[m->remark_count++] = &c->notes[i];
}

static void find_done(struct movement *m, const struct casefile *c)
{
	int32_t since = round_before(c);

	m->done = arena_array(&m->arena, c->plan_count + 1, sizeof(*m->done));
	for (size_t i = 0; i < c->plan_count; i++)
		if (c->plan[i].kind == PLAN_STEP && c->plan[i].status == PLAN_DONE
			&& (since == DATE_NONE || c->plan[i].status_at > since))
			m->done[m->done_count++] = &c->plan[i];
}

void movement_make(struct movement *ret, const struct casefile *c, enum look look)
{
	*ret = (struct movement){ .arena = ARENA_INIT };
	find_items(ret, c, look);
	if (look == LOOK_OWN)
		find_remarks(ret, c);
	find_done(ret, c);
	find_aims(ret, c);
}

void movement_release(struct movement *m)
{
	arena_release(&m->arena);
	*m = (struct movement){ .arena = ARENA_INIT };
}
