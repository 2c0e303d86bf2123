/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over page as text: what is there by itself, what was written, where both sides stood. */
#include "stige/base/lay.h"
#include "stige/casefile/handover.h"
#include "stige/casefile/visitation.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "spell.h"
#include "tell.h"
#include "stige/base/banned.h"

enum {
	WIDE = 60,
	FACT_WIDE = 28, FACT_NARROW = 18,
	LABEL_WIDE = 30, LABEL_NARROW = 26,
	DIGITS = 14, LAST = 12,
};

/* One fact of the list: is it there, what it is, and how much of it. */
static void fact(struct str *out, bool there, const char *what, const char *how, int columns)
{
	struct str first = STR_INIT;
	int label = columns >= WIDE ? FACT_WIDE : FACT_NARROW;

	str_add(&first, there ? " x " : " . ");
	lay_cell(&first, what, label);
	str_addc(&first, ' ');
	lay_wrap(out, first.text, how, columns);
	str_release(&first);
}

static void rounds(const struct casefile *c, int columns, struct str *out)
{
	struct str how = STR_INIT;
	bool client = casefile_newest(c, RESPONDENT_CLIENT);
	bool caseworker = casefile_newest(c, RESPONDENT_CASEWORKER);

	str_addf(&how, ngettext("%u round", "%u rounds", c->rounds), c->rounds);
	if (c->rounds > 0)
		str_addf(&how, ", %s", client && caseworker ? _("both forms") : client ? _("client form only")
			: _("caseworker form only"));
	if (c->last_round != DATE_NONE) {
		str_add(&how, _(", the last "));
		spell_date(&how, c->last_round);
	}
	fact(out, c->rounds > 0, _("Progress"), how.text, columns);
	str_release(&how);
}

static void activities(const struct casefile *c, int columns, struct str *out)
{
	struct str how = STR_INIT;

	spell_running(&how, c);
	fact(out, c->facts.recorded, _("Activities now"), how.text, columns);
	str_release(&how);
}

static void steps(const struct casefile *c, int columns, struct str *out)
{
	unsigned done = 0, open = 0;
	struct str how = STR_INIT;

	for (size_t i = 0; i < c->plan_count; i++) {
		done += c->plan[i].kind == PLAN_STEP && c->plan[i].status == PLAN_DONE;
		open += c->plan[i].kind == PLAN_STEP && c->plan[i].status == PLAN_OPEN;
	}
	str_addf(&how, _("%u done, %u open"), done, open);
	fact(out, done + open > 0, _("Agreed steps"), how.text, columns);
	spell_open_steps(out, c, _("Open steps"), columns);
	str_release(&how);
}

/* How work is searched for: the channels of the newest answer. */
static void channels(const struct casefile *c, int columns, struct str *out)
{
	struct str how = STR_INIT;

	for (size_t i = 0; i < c->series_count; i++) {
		const struct indicator *one = c->series[i].indicator;
		const struct response *r = casefile_newest(c, RESPONDENT_CLIENT);
		const struct answer *a = r ? casefile_answer(c, r, one->name) : NULL;

		if (one->kind == INDICATOR_SET && a && a->kind == ANSWER_SET)
			spell_choices(&how, one, a->text, c->desk->lang);
	}
	fact(out, how.len > 0, _("How work is searched for"), how.len ? how.text : _("not known"), columns);
	str_release(&how);
}

static void caseworkers(const struct casefile *c, int columns, struct str *out)
{
	struct str how = STR_INIT;
	char iso[DATE_TEXT];

	for (size_t i = 0; i < c->assignment_count; i++) {
		const struct assignment *a = &c->assignments[i];

		str_addf(&how, "%s%s %s", how.len ? ", " : "", desk_initials(c->desk, &a->caseworker),
			date_format(a->from, iso));
		if (*a->reason)
			str_addf(&how, " (%s)", handover_reason_text(a->reason));
	}
	fact(out, c->assignment_count > 0, _("Caseworkers"), how.text, columns);
	str_release(&how);
}

static void visited(const struct casefile *c, int columns, struct str *out)
{
	struct str how = STR_INIT;

	visitation_words(c, &how);
	if (how.len)
		fact(out, true, _("Visitation"), how.text, columns);
	str_release(&how);
}

static void next(const struct casefile *c, int columns, struct str *out)
{
	struct str how = STR_INIT;

	due_in_full(&c->due, &how);
	fact(out, c->due.state != DUE_FIRST, _("Next round"), how.text, columns);
	str_release(&how);
}

/* The newest answers of both sides; the caseworker's confidence is not handed on. */
static void answers(const struct casefile *c, int columns, struct str *out)
{
	struct str label = STR_INIT, cell = STR_INIT;
	int width = columns >= WIDE ? LABEL_WIDE : LABEL_NARROW;

	for (size_t i = 0; i < c->series_count; i++) {
		const struct series *s = &c->series[i];

		if (advice_is_belief(c->desk->instrument->advice, s->indicator) || c->rounds == 0)
			continue;
		str_clear(&label);
		str_clear(&cell);
		str_addf(&label, " %c", s->indicator->side == INDICATOR_CLIENT ? 'C' : 'W');
		str_addf(&label, "%-3s %s", s->indicator->no, indicator_short(s->indicator, c->desk->lang));
		lay_cell(out, label.text, width - 1);
		str_addc(out, ' ');
		if (columns >= WIDE)
			spell_digits(&cell, c, s, DIGITS - 1);
		lay_cell(out, cell.text, columns >= WIDE ? DIGITS : 0);
		str_clear(&cell);
		spell_last(&cell, s);
		lay_cell(out, cell.text, LAST);
		lay_end(out);
	}
	str_addc(out, '\n');
	str_release(&label);
	str_release(&cell);
}

static void notes(const struct casefile *c, int columns, struct str *out)
{
	for (size_t i = 0; i < c->note_count; i++)
		if (!*c->notes[i].item)
			lay_wrap(out, " - ", c->notes[i].text, columns);
}

/* The parts that no fact can fill. */
static void written(const struct casefile *c, const struct handover_page *p, int columns, struct str *out)
{
	for (int k = 0; k < HANDOVER_PARTS; k++) {
		const struct note *n = p->part[k];
		struct str how = STR_INIT;

		if (n)
			str_addf(&how, "%s (%s)", n->text, desk_initials(c->desk, &n->caseworker));
		fact(out, n != NULL, handover_part_name((enum handover_part)k), n ? how.text : _("to be written"), columns);
		str_release(&how);
	}
	if (p->unwritten)
		tell(c->desk, SENTENCE_HANDOVER_UNWRITTEN, "", columns, out);
}

/* Both sign. */
static void signatures(int columns, struct str *out)
{
	lay_wrap(out, "", _("Former caseworker: ____________________"), columns);
	lay_wrap(out, "", _("New caseworker: ____________________"), columns);
}

void handover_text(const struct casefile *c, int columns, struct str *out)
{
	struct handover_page page;
	struct str line = STR_INIT;

	columns = lay_columns(columns);
	handover_page_make(&page, c);
	str_addf(&line, _("Hand-over: %s, %s, from %s"), c->client.f.name, c->client.case_no,
		desk_initials(c->desk, &c->client.caseworker));
	if (c->desk->synthetic)
		str_addf(&line, "   %s", _("INVENTED"));
	lay_wrap(out, "", line.text, columns);
	lay_rule(out, columns);
	rounds(c, columns, out);
	activities(c, columns, out);
	steps(c, columns, out);
	channels(c, columns, out);
	caseworkers(c, columns, out);
	visited(c, columns, out);
	next(c, columns, out);
	written(c, &page, columns, out);
	str_addc(out, '\n');
	answers(c, columns, out);
	notes(c, columns, out);
	tell(c->desk, SENTENCE_HANDOVER_FRESH, "", columns, out);
	tell(c->desk, SENTENCE_HANDOVER_GIVE, "", columns, out);
	signatures(columns, out);
	str_release(&line);
}
