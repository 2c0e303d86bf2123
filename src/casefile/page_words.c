/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client's page in words, a line an indicator: for whoever hears it or reads it with the fingers. */
#include <inttypes.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/casefile.h"

#include "spell.h"
#include "stige/base/banned.h"

/* "4, Good", "2 in use: ...", "25000 kr a month before tax", "not known". */
static void newest(const struct casefile *c, const struct series *s, struct str *out)
{
	const struct series_point *p = s->count ? &s->points[s->count - 1] : NULL;
	const struct indicator *i = s->indicator;
	const struct answer *a = p && p->state == SERIES_VALUE
		? casefile_answer(c, &c->responses[p->response], i->name) : NULL;

	if (!p || p->state == SERIES_HOLE) {
		str_add(out, _("not answered in the newest round"));
	} else if (p->state == SERIES_VALUE && i->kind == INDICATOR_NUMBER) {
		casefile_amount(c, s, s->count - 1, out);
	} else {
		spell_point(out, p);
		if (p->state == SERIES_VALUE && *indicator_step(i, (int)p->value, c->desk->lang))
			str_addf(out, ", %s", indicator_step(i, (int)p->value, c->desk->lang));
	}
	if (i->kind == INDICATOR_SET && a && a->kind == ANSWER_SET && p->value > 0) {
		str_add(out, ": ");
		spell_choices(out, i, a->text, c->desk->lang);
	}
}

/* ". Before: 2, 2, not known, 3", oldest first; a quarter that was missed is not a round. */
static void before(const struct series *s, struct str *out)
{
	for (size_t k = 0; k + 1 < s->count; k++) {
		str_add(out, k == 0 ? _(". Before, oldest first: ") : ", ");
		if (s->points[k].state == SERIES_HOLE)
			str_add(out, _("no answer"));
		else
			spell_point(out, &s->points[k]);
	}
}

static void item(const struct casefile *c, const struct series *s, struct str *out)
{
	struct series_change change = series_since_last(s->points, s->count);
	struct str moved = STR_INIT;

	str_addf(out, "%s %s: ", s->indicator->no, indicator_row(s->indicator, c->desk->lang));
	newest(c, s, out);
	series_words(&moved, &change);
	if (moved.len)
		str_addf(out, ". %s", moved.text);
	before(s, out);
	str_add(out, ".\n");
	str_release(&moved);
}

static void side(const struct casefile *c, enum indicator_side which, const char *heading, struct str *out)
{
	str_addf(out, "%s\n", heading);
	for (size_t i = 0; i < c->series_count; i++) {
		const struct series *s = &c->series[i];

		if (s->indicator->side == which && (!s->indicator->optional || spell_any(s)))
			item(c, s, out);
	}
}

void casefile_words(const struct casefile *c, enum look look, struct str *out)
{
	struct str running = STR_INIT;

	if (c->rounds == 0)
		str_addf(out, "%s\n", _("No round yet."));
	if (c->last_round != DATE_NONE) {
		str_add(out, _("Newest round: "));
		spell_date(out, c->last_round);
		str_add(out, ".\n");
	}
	side(c, INDICATOR_CLIENT, _("Client says"), out);
	if (look == LOOK_OWN)
		side(c, INDICATOR_CASEWORKER, _("Caseworker says"), out);
	spell_running(&running, c);
	str_addf(out, "%s%s\n", _("Activities now: "), running.text);
	spell_open_steps(out, c, _("Agreed steps"), 120);
	str_release(&running);
}
