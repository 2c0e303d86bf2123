/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spell.h"

#include <inttypes.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/instrument/sentences.h"

#include "stige/base/banned.h"

enum { FIGURE_JOB = 5, FIGURE_EDUCATION = 7 };

static const char *const modes[] = {
	[MODE_ALONE] = N_("alone"),
	[MODE_READ_ALOUD] = N_("read aloud"),
	[MODE_INTERPRETER] = N_("with an interpreter"),
	[MODE_PAPER] = N_("on paper"),
	[MODE_PHONE] = N_("by phone"),
};

static const char *const kinds[] = {
	[MEETING_OFFICE] = N_("in the office"),
	[MEETING_PHONE] = N_("by phone"),
	[MEETING_VIDEO] = N_("by video"),
	[MEETING_OUTREACH] = N_("outside the office"),
};

const char *spell_mode(enum response_mode mode)
{
	return _(modes[mode]);
}

const char *spell_kind(enum meeting_kind kind)
{
	return _(kinds[kind]);
}

void spell_date(struct str *out, int32_t date)
{
	char iso[DATE_TEXT];

	if (date != DATE_NONE)
		str_addf(out, _("%s (week %d)"), date_format(date, iso), date_iso_week(date, NULL));
}

void spell_due_short(struct str *out, const struct due *due)
{
	switch (due->state) {
	case DUE_LATE:
	case DUE_EXPIRED:
		str_addf(out, _("late %dw"), due->weeks_past);
		break;
	case DUE_NOW:
		str_addf(out, _("due w%02d"), date_iso_week(due->date, NULL));
		break;
	case DUE_NOT_YET:
		str_addf(out, _("w%02d"), date_iso_week(due->date, NULL));
		break;
	case DUE_FIRST:
		str_add(out, _("new"));
		break;
	case DUE_PAUSED:
	case DUE_CLOSED:
		str_add(out, due_word(due->state));
		break;
	}
}

static char digit_of(const struct series_point *p)
{
	if (p->state != SERIES_VALUE || p->value < 0)
		return '.';
	return (char)('0' + (p->value > 9 ? 9 : p->value));
}

void spell_digits(struct str *out, const struct casefile *c, const struct series *s, size_t most)
{
	size_t slots = s->count > 0 ? c->slots[s->count - 1] + 1 : 0;
	size_t first = slots > most ? slots - most : 0, next = first;

	if (s->indicator->kind == INDICATOR_NUMBER)
		return;
	for (size_t i = 0; i < s->count; i++) {
		if (c->slots[i] < first)
			continue;
		for (; next < c->slots[i]; next++)
			str_addc(out, '.');          /* a quarter that was missed */
		str_addc(out, digit_of(&s->points[i]));
		next = c->slots[i] + 1;
	}
}

void spell_point(struct str *out, const struct series_point *p)
{
	if (!p || p->state == SERIES_HOLE)
		str_addc(out, '-');
	else if (p->state == SERIES_DK)
		str_add(out, _("not known"));
	else if (p->state == SERIES_DECLINED)
		str_add(out, _("not said"));
	else
		str_addf(out, "%" PRId32, p->value);
}

void spell_last(struct str *out, const struct series *s)
{
	spell_point(out, s->count > 0 ? &s->points[s->count - 1] : NULL);
}

bool spell_any(const struct series *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->points[i].state != SERIES_HOLE)
			return true;
	return false;
}

void spell_activities(struct str *out, const struct desk *d, uint32_t set)
{
	const struct activities *known = &d->instrument->activities;
	const char *gap = "";

	for (size_t i = 0; i < known->count; i++) {
		if (!(set & (UINT32_C(1) << known->list[i].no)))
			continue;
		str_addf(out, "%s%s", gap, activity_short(known, &known->list[i], d->lang));
		gap = "; ";
	}
}

void spell_running(struct str *out, const struct casefile *c)
{
	unsigned groups = activities_groups(&c->desk->instrument->activities, c->facts.running);
	char letters[GROUPING_TEXT];

	if (!c->facts.recorded)
		str_add(out, _("not registered yet"));
	else if (!c->facts.running)
		str_add(out, _("none"));
	else {
		str_addf(out, "%s: ", grouping_format(groups, letters));
		spell_activities(out, c->desk, c->facts.running);
	}
}

void spell_label(struct str *out, const struct casefile *c, const struct indicator *i)
{
	int figure = c->advice.path == ADVICE_EDUCATION ? FIGURE_EDUCATION : FIGURE_JOB;

	str_addf(out, "%c%3s %s", indicator_in_figure(i, figure) ? '*' : ' ', i->no,
		indicator_short(i, c->desk->lang));
}

void spell_name(struct str *out, const struct desk *d, const struct indicator *i)
{
	str_addf(out, "%c%s %s", i->side == INDICATOR_CLIENT ? 'C' : 'W', i->no, indicator_short(i, d->lang));
}

void spell_title(struct str *out, const struct casefile *c, const char *what, int columns)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s: %s, %s", what, c->client.f.name, c->client.case_no);
	if (c->desk->synthetic)
		str_addf(&line, "   %s", _("INVENTED"));
	lay_wrap(out, "", line.text, columns);
	lay_rule(out, columns);
	str_release(&line);
}

void spell_code(struct str *out, const struct desk *d, const char *code)
{
	const struct activities *known = &d->instrument->activities;
	const struct activity *one = activities_find_name(known, code);
	unsigned groups;

	if (one)
		str_add(out, activity_short(known, one, d->lang));
	else if (grouping_parse(code, &groups))
		grouping_words(out, d->instrument, groups, d->lang);
	else
		str_add(out, code);
}

void spell_first_name(struct str *out, const char *name)
{
	str_addn(out, name, strcspn(name, " "));
}

void spell_step(struct str *out, const struct plan_item *step)
{
	str_add(out, step->text);
	if (step->due != DATE_NONE) {
		str_add(out, ", ");
		spell_date(out, step->due);
	}
}

bool spell_open_step(const struct plan_item *p)
{
	return p->kind == PLAN_STEP && p->status == PLAN_OPEN;
}

size_t spell_open_steps(struct str *out, const struct casefile *c, const char *heading, int columns)
{
	struct str line = STR_INIT;
	size_t n = 0;

	for (size_t i = 0; i < c->plan_count; i++) {
		const struct plan_item *p = &c->plan[i];

		if (!spell_open_step(p))
			continue;
		if (n++ == 0)
			lay_wrap(out, "", heading, columns);
		str_clear(&line);
		spell_step(&line, p);
		lay_wrap(out, "  - ", line.text, columns);
	}
	str_release(&line);
	return n;
}

void spell_choices(struct str *out, const struct indicator *i, const char *names, const char *lang)
{
	const struct form_list *list = i->item->list;
	const char *gap = "";

	for (size_t k = 0; k < list->count; k++) {
		if (!str_has_word(names, list->choices[k].name))
			continue;
		str_addf(out, "%s%s", gap, form_choice_label(i->form, list, &list->choices[k], lang));
		gap = "; ";
	}
}
