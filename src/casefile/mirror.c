/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/lay.h"
#include "stige/casefile/mirror.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/casefile.h"

#include "happened.h"
#include "history.h"
#include "tell.h"
#include "stige/base/banned.h"

enum { LABEL = 20 };

/* --- on or off: a setting of this machine, by caseworker --- */

static void setting_name(const struct desk *d, struct str *out)
{
	char hex[ID_HEX];

	str_addf(out, "mirror-%s", id_format(&d->caseworker.id, hex));
}

static enum stige_rc read_on(struct desk *d, bool *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct str name = STR_INIT;
	const char *value = NULL;
	enum stige_rc rc;

	setting_name(d, &name);
	rc = desk_setting(d, &a, name.text, &value, err);
	*ret = rc == STIGE_OK && value && str_eq(value, "on");
	str_release(&name);
	arena_release(&a);
	return rc;
}

enum stige_rc mirror_turn(struct desk *d, bool on, struct err *err)
{
	struct str name = STR_INIT;
	enum stige_rc rc;

	setting_name(d, &name);
	rc = desk_set(d, name.text, on ? "on" : NULL, err);
	str_release(&name);
	return rc;
}

/* --- counting --- */

static const struct indicator *belief_of(const struct desk *d)
{
	const struct advice_table *t = d->instrument->advice;

	for (size_t i = 0; i < t->item_count; i++)
		if (t->items[i].kind == ADVICE_BELIEF && !t->items[i].indicator->optional)
			return t->items[i].indicator;
	return NULL;
}

/* The newest point that this caseworker gave, of the last half year; NULL when there is none. */
static const struct series_point *newest_own(const struct desk *d, const struct history *h,
	const struct series_point *p)
{
	for (size_t n = h->round_count; n-- > 0;) {
		if (p[n].state == SERIES_HOLE || desk_today(d) - p[n].date > ADVICE_EXPIRED_DAYS)
			continue;
		if (id_eq(&h->responses[p[n].response]->caseworker, &d->caseworker.id))
			return &p[n];
	}
	return NULL;
}

static void count(struct mirror *m, const struct series_point *p)
{
	if (!p)
		m->older++;
	else if (p->state == SERIES_DK)
		m->dk++;
	else if (p->state == SERIES_DECLINED)
		m->declined++;
	else if (p->value >= 1 && p->value <= MIRROR_STEPS)
		m->counts[p->value - 1]++;
}

static enum stige_rc look_at(struct mirror *m, struct desk *d, const struct id *client, bool left_out,
	const struct indicator *belief, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct response *responses = NULL;
	const struct response **list;
	struct series_point *points;
	const struct series_point *p;
	struct history h;
	size_t n = 0;
	enum stige_rc rc = response_list(d->store, &a, client, &responses, &n, err);

	list = arena_array(&a, n + 1, sizeof(*list));
	for (size_t i = 0; i < n; i++)
		list[i] = &responses[i];
	if (rc == STIGE_OK)
		rc = history_make(&h, d, list, n, &a, err);
	if (rc == STIGE_OK) {
		points = arena_array(&a, h.round_count + 1, sizeof(*points));
		history_points(&h, (size_t)(belief - d->instrument->indicators.list), points);
		p = newest_own(d, &h, points);
		if (!left_out)
			count(m, p);
		else if (p && p->state == SERIES_VALUE)
			m->own = (int)p->value;
	}
	arena_release(&a);
	return rc;
}

static void average(struct mirror *m)
{
	unsigned sum = 0;

	for (unsigned i = 0; i < MIRROR_STEPS; i++) {
		m->answered += m->counts[i];
		sum += m->counts[i] * (i + 1);
	}
	if (m->answered >= MIRROR_LEAST)
		m->mean_100 = (int)((sum * 100 + m->answered / 2) / m->answered);
}

enum stige_rc mirror_make(struct desk *d, const struct id *client, struct mirror *ret, struct err *err)
{
	const struct indicator *belief = belief_of(d);
	struct arena a = ARENA_INIT;
	struct client *list = NULL;
	size_t n = 0;
	enum stige_rc rc;

	*ret = (struct mirror){ .on = false };
	rc = read_on(d, &ret->on, err);
	if (rc != STIGE_OK || !ret->on || !belief)
		return rc;
	rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, "mirror", err);
	if (rc == STIGE_OK)
		rc = client_list(d->store, &a, &d->caseworker.id, &list, &n, err);
	for (size_t i = 0; i < n && rc == STIGE_OK; i++)
		if (list[i].f.status != CLIENT_CLOSED)
			rc = look_at(ret, d, &list[i].id, client && id_eq(&list[i].id, client), belief, err);
	average(ret);
	arena_release(&a);
	return rc;
}

/* --- in words --- */

static void line(const char *label, unsigned n, int columns, struct str *out)
{
	struct str first = STR_INIT, number = STR_INIT;

	str_add(&first, "   ");
	lay_cell(&first, label, LABEL);
	str_addf(&number, "%u", n);
	lay_wrap(out, first.text, number.text, columns);
	str_release(&first);
	str_release(&number);
}

/* The numbers, with what the report says of them beside. */
static void numbers(const struct mirror *m, const struct desk *d, int columns, struct str *out)
{
	const struct indicator *belief = belief_of(d);
	struct str text = STR_INIT;

	for (int step = MIRROR_STEPS; belief && step > 0; step--) {
		str_clear(&text);
		str_addf(&text, "%d %s", step, indicator_step(belief, step, d->lang));
		line(text.text, m->counts[step - 1], columns, out);
	}
	line(_("not known"), m->dk, columns, out);
	line(_("not said"), m->declined, columns, out);
	line(_("no newer answer"), m->older, columns, out);
	str_clear(&text);
	str_addf(&text, str_eq(d->lang, "da") ? "%d,%02d" : "%d.%02d", m->mean_100 / 100, m->mean_100 % 100);
	if (m->mean_100 > 0)
		lay_wrap(out, _("Average over the others: "), text.text, columns);
	else
		tell(d, SENTENCE_MIRROR_FEW, "", columns, out);
	if (m->own > 0 && belief) {
		str_clear(&text);
		str_addf(&text, "%d %s", m->own, indicator_step(belief, m->own, d->lang));
		lay_wrap(out, _("Your answer here: "), text.text, columns);
	}
	str_release(&text);
}

void mirror_text(const struct mirror *m, const struct desk *d, int columns, struct str *out)
{
	columns = lay_columns(columns);
	lay_wrap(out, "", _("Your own mirror"), columns);
	lay_rule(out, columns);
	if (!m->on) {
		tell(d, SENTENCE_MIRROR_OFF, "", columns, out);
		return;
	}
	tell(d, SENTENCE_MIRROR_WHAT, "", columns, out);
	numbers(m, d, columns, out);
	tell_whole(d, sentence_row(d->instrument, SENTENCE_MIRROR_STUDY), "", columns, out);
	tell(d, SENTENCE_MIRROR_NOT, "", columns, out);
	str_addc(out, '\n');
	lay_wrap(out, "", _("To think about"), columns);
	tell(d, SENTENCE_REFLECT_TOOLS, "   - ", columns, out);
	tell(d, SENTENCE_SUPPLY, "   - ", columns, out);
	tell(d, SENTENCE_REFLECT_EMPLOYERS, "   - ", columns, out);
}
