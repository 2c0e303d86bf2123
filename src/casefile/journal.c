/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text for the journal: at most twelve lines. It is read while the client may look along,
 * so nothing of the caseworker's own answers stands in it, only that they were given. When it
 * gets too long, what moved is said more briefly.
 */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/casefile/casefile.h"

#include "spell.h"
#include "stige/base/banned.h"

enum { JOURNAL_LINES = 12 };

/* How much is said of what moved. */
enum detail { COUNTS, NAMES, NAMES_AND_VALUES };

static const struct meeting *meeting_of(const struct casefile *c, const struct id *meeting)
{
	for (size_t i = 0; i < c->meeting_count; i++)
		if (id_eq(&c->meetings[i].id, meeting))
			return &c->meetings[i];
	return NULL;
}

static void answered(const struct casefile *c, const struct id *meeting, int columns, struct str *out)
{
	const struct response *client = casefile_in_meeting(c, meeting, RESPONDENT_CLIENT);
	const struct response *caseworker = casefile_in_meeting(c, meeting, RESPONDENT_CASEWORKER);
	struct str line = STR_INIT;

	if (client) {
		struct answer_count n = casefile_count(c, client);
		unsigned unknown = n.given - n.known;

		str_addf(&line, ngettext("The client answered %u question, %s.",
			"The client answered %u questions, %s.",
			n.given), n.given, spell_mode(client->mode));
		if (unknown)
			str_addf(&line, ngettext(" %u of them is not known or not said.",
				" %u of them are not known or not said.", unknown), unknown);
	}
	if (caseworker)
		str_addf(&line, "%s%s", line.len ? " " : "", _("The caseworker gave an assessment."));
	if (line.len)
		lay_wrap(out, "", line.text, columns);
	str_release(&line);
}

/* The change of one series in this meeting's round; unknown when the newest round is another one. */
static struct series_change change_in(const struct series *s, int32_t date)
{
	const struct series_change none = { .known = false, .since = DATE_NONE, .on = DATE_NONE };

	if (s->count == 0 || s->points[s->count - 1].date != date)
		return none;
	return series_since_last(s->points, s->count);
}

static int direction(const struct series_change *change)
{
	return (change->to > change->from) - (change->to < change->from);
}

/* One line of the client's items that went one way: "Rose: Cooperation 3 to 4; ...". */
static void moved(const struct casefile *c, int32_t date, int way, const char *label, enum detail detail,
	int columns, struct str *out)
{
	struct str line = STR_INIT;
	unsigned count = 0;

	for (size_t i = 0; i < c->series_count; i++) {
		const struct series *s = &c->series[i];
		struct series_change change = change_in(s, date);

		if (s->indicator->side != INDICATOR_CLIENT || !change.known || direction(&change) != way)
			continue;
		count++;
		if (detail == COUNTS)
			continue;
		str_addf(&line, "%s%s", line.len ? "; " : "", indicator_short(s->indicator, c->desk->lang));
		if (detail == NAMES_AND_VALUES) {
			str_addc(&line, ' ');
			str_addf(&line, _("%d to %d"), (int)change.from, (int)change.to);
		}
	}
	if (detail == COUNTS && count)
		str_addf(&line, ngettext("%u item", "%u items", count), count);
	if (count) {
		str_addc(&line, '.');
		lay_wrap(out, label, line.text, columns);
	}
	str_release(&line);
}

static void movement(const struct casefile *c, const struct meeting *m, enum detail detail, int columns,
	struct str *out)
{
	struct series_tally tally = { 0, 0, 0, 0 };

	if (!casefile_in_meeting(c, &m->id, RESPONDENT_CLIENT))
		return;
	for (size_t i = 0; i < c->series_count; i++) {
		struct series_change change = change_in(&c->series[i], m->date);

		if (c->series[i].indicator->side == INDICATOR_CLIENT)
			series_count(&tally, &change);
	}
	if (tally.risen + tally.fallen + tally.same == 0) {
		lay_wrap(out, "", _("There are no earlier answers to compare with."), columns);
		return;
	}
	moved(c, m->date, 1, _("Rose: "), detail, columns, out);
	moved(c, m->date, -1, _("Fell: "), detail, columns, out);
	if (detail > COUNTS)
		moved(c, m->date, 0, _("The same: "), detail == NAMES_AND_VALUES ? NAMES : COUNTS, columns, out);
}

static void ran(const struct casefile *c, const struct id *meeting, int columns, struct str *out)
{
	const struct activities *known = &c->desk->instrument->activities;
	const struct response *r = casefile_in_meeting(c, meeting, RESPONDENT_ACTIVITIES);
	const struct answer *a = r ? casefile_answer(c, r, known->item->name) : NULL;
	struct str line = STR_INIT;
	uint32_t set;

	if (!a || a->kind != ANSWER_SET || !activities_parse(known, a->text, &set))
		return;
	spell_activities(&line, c->desk, set);
	lay_wrap(out, _("Activities: "), line.text, columns);
	str_release(&line);
}

/* Steps of earlier meetings that were settled in this one, with a status. */
static void settled(const struct casefile *c, const struct meeting *m, enum plan_status status,
	const char *label, int columns, struct str *out)
{
	struct str line = STR_INIT;

	for (size_t i = 0; i < c->plan_count; i++) {
		const struct plan_item *p = &c->plan[i];

		if (p->kind == PLAN_STEP && p->status == status && p->status_at == m->date
			&& !id_eq(&p->meeting, &m->id))
			str_addf(&line, "%s%s", line.len ? "; " : "", p->text);
	}
	if (line.len)
		lay_wrap(out, label, line.text, columns);
	str_release(&line);
}

static void agreed(const struct casefile *c, const struct meeting *m, int columns, struct str *out)
{
	struct str steps = STR_INIT, chosen = STR_INIT;

	for (size_t i = 0; i < c->plan_count; i++) {
		const struct plan_item *p = &c->plan[i];

		if (!id_eq(&p->meeting, &m->id))
			continue;
		if (p->kind == PLAN_STEP && p->status != PLAN_DROPPED && steps.len)
			str_add(&steps, "; ");
		if (p->kind == PLAN_STEP && p->status != PLAN_DROPPED)
			spell_step(&steps, p);
		if (p->kind == PLAN_SUGGESTION && p->status == PLAN_OPEN) {
			str_add(&chosen, chosen.len ? "; " : "");
			spell_code(&chosen, c->desk, p->code);
		}
	}
	if (chosen.len)
		lay_wrap(out, _("Chosen: "), chosen.text, columns);
	if (steps.len)
		lay_wrap(out, _("Agreed: "), steps.text, columns);
	str_release(&steps);
	str_release(&chosen);
}

static void compose(const struct casefile *c, const struct meeting *m, int32_t next, enum detail detail,
	int columns, struct str *out)
{
	struct str line = STR_INIT;

	spell_date(&line, m->date);
	str_addf(&line, ", %s.", spell_kind(m->kind));
	lay_wrap(out, _("Meeting "), line.text, columns);
	answered(c, &m->id, columns, out);
	movement(c, m, detail, columns, out);
	ran(c, &m->id, columns, out);
	settled(c, m, PLAN_DONE, _("Done: "), columns, out);
	settled(c, m, PLAN_NOT_DONE, _("Not done: "), columns, out);
	agreed(c, m, columns, out);
	str_clear(&line);
	spell_date(&line, next);
	if (line.len)
		lay_wrap(out, _("Next meeting: "), line.text, columns);
	str_release(&line);
}

/* The last resort for many long steps: the middle gives way, the next date stays. */
static void cut_lines(struct str *text, size_t most)
{
	struct str cut = STR_INIT;
	const char *p = text->text, *last;
	size_t lines = 0;

	if (lay_lines(text->text) <= most)
		return;
	last = text->text + text->len - 1;
	while (last > text->text && last[-1] != '\n')
		last--;
	while (lines < most - 2) {
		size_t n = strcspn(p, "\n") + 1;

		str_addn(&cut, p, n);
		p += n;
		lines++;
	}
	str_add(&cut, "...\n");
	str_add(&cut, last);
	str_release(text);
	*text = cut;
}

void casefile_journal_for(const struct casefile *c, const struct id *meeting, int32_t next, int columns,
	struct str *out)
{
	const struct meeting *m = meeting_of(c, meeting);
	struct str text = STR_INIT;

	columns = lay_columns(columns);
	for (int detail = NAMES_AND_VALUES; m && detail >= COUNTS; detail--) {
		str_clear(&text);
		compose(c, m, next, (enum detail)detail, columns, &text);
		if (lay_lines(text.text) <= JOURNAL_LINES)
			break;
	}
	cut_lines(&text, JOURNAL_LINES);
	str_add(out, text.text);
	str_release(&text);
}

void casefile_journal(const struct casefile *c, const struct id *meeting, int columns, struct str *out)
{
	const struct meeting *m = meeting_of(c, meeting);

	casefile_journal_for(c, meeting, m ? m->next_date : DATE_NONE, columns, out);
}
