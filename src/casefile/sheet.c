/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sheet the client takes home: own answers, agreed steps, the next date. First name only;
 * nothing of the caseworker's, no finding of the study.
 */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/casefile/casefile.h"

#include "spell.h"
#include "stige/base/banned.h"

enum { WIDE = 60, LABEL_WIDE = 26, LABEL_NARROW = 16, DIGITS = 13 };

/* "3 Neither good nor bad", the channels by name, the amount; the newest round's. */
static void last_words(const struct casefile *c, const struct series *s, struct str *out)
{
	const struct series_point *p = &s->points[s->count - 1];
	const struct indicator *i = s->indicator;

	if (i->kind == INDICATOR_SET && p->state == SERIES_VALUE) {
		const struct answer *a = casefile_answer(c, &c->responses[p->response], i->name);

		if (a && a->kind == ANSWER_SET)
			spell_choices(out, c->desk, i, a->text);
		return;
	}
	if (i->kind == INDICATOR_NUMBER && p->state == SERIES_VALUE) {
		casefile_amount(c, s, s->count - 1, out);
		return;
	}
	spell_last(out, s);
	if (i->kind == INDICATOR_SCALE && p->state == SERIES_VALUE)
		str_addf(out, " %s", indicator_step(i, (int)p->value, c->desk->lang));
}

static void item(const struct casefile *c, const struct series *s, int columns, struct str *out)
{
	bool wide = columns >= WIDE;
	struct str first = STR_INIT, words = STR_INIT;

	str_add(&first, "  ");
	lay_cell(&first, indicator_short(s->indicator, c->desk->lang), (wide ? LABEL_WIDE : LABEL_NARROW) - 1);
	str_addc(&first, ' ');
	if (wide && s->indicator->kind == INDICATOR_SCALE)
		spell_digits(&words, c, s, DIGITS - 1);
	if (wide)
		lay_cell(&first, words.text, DIGITS);
	str_clear(&words);
	last_words(c, s, &words);
	lay_wrap(out, first.text, words.text, columns);
	str_release(&first);
	str_release(&words);
}

static void items(const struct casefile *c, int columns, struct str *out)
{
	if (c->rounds == 0)
		return;
	lay_wrap(out, "", _("What you have answered, oldest first, and the last time in words"), columns);
	for (size_t i = 0; i < c->series_count; i++)
		if (c->series[i].indicator->side == INDICATOR_CLIENT)
			item(c, &c->series[i], columns, out);
	str_addc(out, '\n');
}

/* The next date that was agreed, in the newest meeting that names one. */
static int32_t next_date(const struct casefile *c)
{
	for (size_t i = c->meeting_count; i-- > 0;)
		if (c->meetings[i].next_date != DATE_NONE)
			return c->meetings[i].next_date >= desk_today(c->desk) ? c->meetings[i].next_date : DATE_NONE;
	return DATE_NONE;
}

void casefile_sheet(const struct casefile *c, int columns, struct str *out)
{
	struct str line = STR_INIT;

	columns = lay_columns(columns);
	if (c->client.is_protected)
		str_add(&line, c->client.case_no);
	else
		spell_first_name(&line, c->client.f.name);
	str_add(&line, ", ");
	spell_date(&line, desk_today(c->desk));
	if (c->desk->synthetic)
		str_addf(&line, "   %s", _("INVENTED"));
	lay_wrap(out, "", line.text, columns);
	str_addc(out, '\n');
	items(c, columns, out);
	if (spell_open_steps(out, c, _("What we agreed"), columns) > 0)
		str_addc(out, '\n');
	str_clear(&line);
	spell_date(&line, next_date(c));
	if (line.len)
		lay_wrap(out, _("Next meeting: "), line.text, columns);
	lay_wrap(out, "", _("1 to 5 are your own answers; a dot is a time without an answer. "
		"There are no right or wrong ones."), columns);
	str_release(&line);
}
