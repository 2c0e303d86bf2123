/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts in the database once a script is over, about Aksel Brandt unless "of birthe" or "of camilla"
 * follows:
 *   responses 3        responses that stand, in the newest meeting
 *   drafts 1           open drafts
 *   given 3            answers in the open drafts
 *   meetings 2         meetings of any kind
 *   result held        of the newest meeting: open, held, not-come, cancelled, moved
 *   mode alone         of the newest response of the client: alone, read-aloud ...
 *   answer c3 4        the newest answer that stands, of any form
 *   step done          the status of the first agreed step
 *   steps 2            agreed steps
 *   next 2027-02-19    agreed in the newest meeting
 *   points 2           of every measured item's series, holes too
 *   place Bakery       of an activity
 *   caseworker ML      initials of whose client it is
 *   changes 1          of caseworker
 *   since 2026-11-20   the day from which it is that caseworker's
 */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

typedef void fact(const struct casefile *c, const char *arg, struct str *out);

static const struct meeting *newest(const struct casefile *c)
{
	return c->meeting_count ? &c->meetings[c->meeting_count - 1] : NULL;
}

static void fact_responses(const struct casefile *c, const char *arg, struct str *out)
{
	unsigned n = 0;

	(void)arg;
	for (size_t i = 0; i < c->response_count; i++)
		n += casefile_stands(&c->responses[i]) && id_eq(&c->responses[i].meeting, &newest(c)->id);
	str_addf(out, "%u", n);
}

static void fact_drafts(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_addf(out, "%zu", c->draft_count);
}

static void fact_given(const struct casefile *c, const char *arg, struct str *out)
{
	size_t n = 0;

	(void)arg;
	for (size_t i = 0; i < c->draft_count; i++)
		n += c->drafts[i].answered;
	str_addf(out, "%zu", n);
}

static void fact_meetings(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_addf(out, "%zu", c->meeting_count);
}

static void fact_result(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_add(out, newest(c) ? words_name(&meeting_result_words, newest(c)->result) : "none");
}

static void fact_mode(const struct casefile *c, const char *arg, struct str *out)
{
	const struct response *r = casefile_newest(c, RESPONDENT_CLIENT);

	(void)arg;
	str_add(out, r ? words_name(&response_mode_words, r->mode) : "none");
}

static void fact_answer(const struct casefile *c, const char *arg, struct str *out)
{
	const struct answer *a = NULL;

	for (int side = RESPONDENT_CLIENT; side <= RESPONDENT_ACTIVITIES && !a; side++) {
		const struct response *r = casefile_newest(c, (enum respondent)side);

		a = r ? casefile_answer(c, r, arg) : NULL;
	}
	if (!a || a->kind == ANSWER_NONE)
		str_add(out, "none");
	else if (a->kind == ANSWER_DK || a->kind == ANSWER_DECLINED)
		str_add(out, a->kind == ANSWER_DK ? "dk" : "declined");
	else if (a->kind == ANSWER_NUMBER)
		str_addf(out, "%.10g", a->number);
	else
		str_add(out, a->text);
}

static const struct plan_item *agreed(const struct casefile *c, size_t which)
{
	for (size_t i = 0; i < c->plan_count; i++)
		if (c->plan[i].kind == PLAN_STEP && which-- == 0)
			return &c->plan[i];
	return NULL;
}

static void fact_step(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_add(out, agreed(c, 0) ? words_name(&plan_status_words, agreed(c, 0)->status) : "none");
}

static void fact_steps(const struct casefile *c, const char *arg, struct str *out)
{
	size_t n = 0;

	(void)arg;
	while (agreed(c, n))
		n++;
	str_addf(out, "%zu", n);
}

static void fact_suggestion(const struct casefile *c, const char *arg, struct str *out)
{
	const char *word = "none";

	(void)arg;
	for (size_t i = 0; i < c->plan_count; i++)
		if (c->plan[i].kind == PLAN_SUGGESTION)
			word = c->plan[i].status == PLAN_DECLINED ? c->plan[i].reason : "chosen";
	str_add(out, word);
}

static void fact_next(const struct casefile *c, const char *arg, struct str *out)
{
	char day[DATE_TEXT];

	(void)arg;
	str_add(out, newest(c) ? date_format(newest(c)->next_date, day) : "none");
}

static void fact_points(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	for (size_t i = 0; i < c->series_count; i++)
		if (c->series[i].count != c->rounds) {
			str_addf(out, "%zu of %s", c->series[i].count, c->series[i].indicator->name);
			return;
		}
	str_addf(out, "%u", c->rounds);
}

static void fact_place(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_add(out, c->activity_count ? c->activities[c->activity_count - 1].place : "none");
}

static void fact_notes(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_addf(out, "%zu", c->note_count);
}

static void fact_caseworker(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_add(out, desk_initials(c->desk, &c->client.caseworker));
}

static void fact_changes(const struct casefile *c, const char *arg, struct str *out)
{
	(void)arg;
	str_addf(out, "%u", c->client.caseworker_changes);
}

static void fact_since(const struct casefile *c, const char *arg, struct str *out)
{
	char on[DATE_TEXT];

	(void)arg;
	for (size_t i = 0; i < c->assignment_count; i++)
		if (c->assignments[i].to == DATE_NONE)
			str_add(out, date_format(c->assignments[i].from, on));
}

static const struct {
	const char *word;
	fact *fact;
	bool takes_arg;
} facts[] = {
	{ "responses", fact_responses, false }, { "drafts", fact_drafts, false }, { "given", fact_given,
		false },
	{ "meetings", fact_meetings, false }, { "result", fact_result, false }, { "mode", fact_mode, false },
	{ "answer", fact_answer, true }, { "step", fact_step, false }, { "steps", fact_steps, false },
	{ "suggestion", fact_suggestion, false }, { "next", fact_next, false }, { "points", fact_points,
	false },
	{ "place", fact_place, false }, { "notes", fact_notes, false },
	{ "caseworker", fact_caseworker, false }, { "changes", fact_changes, false },
	{ "since", fact_since, false },
};

/* Takes " of birthe" off the end. */
static const struct id *whose(const struct stage *s, char *words)
{
	char *of = strstr(words, " of ");

	if (!of)
		return &s->aksel;
	*of = '\0';
	return str_eq(of + 4, "birthe") ? &s->birthe : &s->camilla;
}

bool then_check(struct stage *s, const char *text, struct str *why)
{
	char words[120], word[20] = "", arg[20] = "", wanted[80] = "";
	const struct id *client;
	struct casefile *c;
	bool known = false, good = false;

	snprintf(words, sizeof(words), "%s", text);
	client = whose(s, words);
	c = bench_file(&s->bench, client);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]) && !known; i++) {
		int n = sscanf(words, facts[i].takes_arg ? "%19s %19s %79[^\n]" : "%19s %79[^\n]", word,
			facts[i].takes_arg ? arg : wanted, wanted);

		known = n >= 2 && str_eq(word, facts[i].word);
		if (known)
			facts[i].fact(c, arg, why);
	}
	good = known && str_eq(why->text, wanted);
	if (!known)
		str_add(why, "nothing of that name is known");
	casefile_free(c);
	return good;
}
