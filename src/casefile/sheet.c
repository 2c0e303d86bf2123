/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sheet the client takes home: own answers, agreed steps, the next date. First name only;
 * nothing of the caseworker's, no finding of the study.
 */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/sheet.h"

#include "spell.h"
#include "stige/base/banned.h"

const char *sheet_language(const struct casefile *c)
{
	const struct response *r = casefile_newest(c, RESPONDENT_CLIENT);
	const struct form *f = c->desk->instrument->client;

	for (size_t i = 0; r && i < form_language_count(f); i++)
		if (str_eq(form_language(f, i), r->language))
			return form_language(f, i);
	return c->desk->lang;
}

/* The short label where there is one in the language, else the question itself. */
static const char *label_of(const struct indicator *i, const char *lang)
{
	if (str_eq(lang, "da") || str_eq(lang, "en"))
		return indicator_short(i, lang);
	return indicator_question(i, lang);
}

/* "3 Neither good nor bad", the channels by name, the amount; the newest round's. */
static void last_words(const struct casefile *c, const struct series *s, const char *lang, struct str *out)
{
	const struct series_point *p = &s->points[s->count - 1];
	const struct indicator *i = s->indicator;

	if (i->kind == INDICATOR_SET && p->state == SERIES_VALUE) {
		const struct answer *a = casefile_answer(c, &c->responses[p->response], i->name);

		if (a && a->kind == ANSWER_SET)
			spell_choices(out, i, a->text, lang);
		return;
	}
	if (i->kind == INDICATOR_NUMBER && p->state == SERIES_VALUE) {
		casefile_amount(c, s, s->count - 1, out);
		return;
	}
	spell_last(out, s);
	if (i->kind == INDICATOR_SCALE && p->state == SERIES_VALUE)
		str_addf(out, " %s", indicator_step(i, (int)p->value, lang));
}

static void add_item(const struct casefile *c, const struct series *s, const char *lang, struct paper *out)
{
	bool scale = s->indicator->kind == INDICATOR_SCALE;
	struct paper_point *points = mem_array(s->count, sizeof(*points));
	struct str words = STR_INIT;

	for (size_t i = 0; i < s->count; i++)
		points[i] = (struct paper_point){ .slot = c->slots[i],
			.step = s->points[i].state == SERIES_VALUE ? (int)s->points[i].value : 0 };
	last_words(c, s, lang, &words);
	paper_add_curve(out, &(struct paper_curve){
		.label = label_of(s->indicator, lang), .words = words.text, .points = points,
		.count = scale ? s->count : 0, .slots = scale ? c->slots[s->count - 1] + 1 : 0,
	});
	str_release(&words);
	mem_free(points);
}

static void add_items(const struct casefile *c, const char *lang, struct paper *out)
{
	if (c->rounds == 0)
		return;
	paper_add(out, PAPER_HEADING, true,
		_("What you have answered, oldest first, and the last time in words"));
	for (size_t i = 0; i < c->series_count; i++)
		if (c->series[i].indicator->side == INDICATOR_CLIENT)
			add_item(c, &c->series[i], lang, out);
}

static void add_steps(const struct casefile *c, struct paper *out)
{
	struct str line = STR_INIT;
	bool any = false;

	for (size_t i = 0; i < c->plan_count; i++) {
		const struct plan_item *p = &c->plan[i];

		if (!spell_open_step(p))
			continue;
		if (!any)
			paper_add(out, PAPER_HEADING, true, _("What we agreed"));
		any = true;
		str_clear(&line);
		spell_step(&line, p);
		paper_add(out, PAPER_POINT, true, line.text);
	}
	str_release(&line);
}

void sheet_make(const struct casefile *c, const char *lang, struct paper *out)
{
	struct str line = STR_INIT;
	int32_t next = casefile_next_meeting(c);

	if (!lang)
		lang = sheet_language(c);
	paper_init(out, lang, i18n_lang());
	spell_first_name(&line, c->client.f.name);
	str_add(&line, ", ");
	spell_date(&line, desk_today(c->desk));
	if (c->desk->synthetic)
		str_addf(&line, "   %s", _("INVENTED"));
	paper_add(out, PAPER_TITLE, true, line.text);
	add_items(c, lang, out);
	add_steps(c, out);
	str_clear(&line);
	if (next != DATE_NONE) {
		str_add(&line, _("Next meeting: "));
		spell_date(&line, next);
		paper_add(out, PAPER_WORDS, true, line.text);
	}
	paper_add(out, PAPER_NOTE, true, _("1 to 5 are your own answers; a gap or a dot is a time without an answer. "
		"There are no right or wrong ones."));
	str_release(&line);
}

void casefile_sheet(const struct casefile *c, int columns, struct str *out)
{
	struct paper p;

	sheet_make(c, c->desk->lang, &p);
	paper_text(&p, columns, out);
	paper_release(&p);
}
