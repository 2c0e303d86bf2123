/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person.h"

#include <stdio.h>

#include "stige/base/mem.h"
#include "stige/store/drafts.h"
#include "stige/store/events.h"
#include "stige/store/meetings.h"
#include "stige/store/outcomes.h"
#include "stige/store/words.h"

/* A row of everything in every table that holds persons, all texts of them with `word` in it. */
struct id person_furnish(struct fixture *f, const char *word, const char *cpr)
{
	char name[64], text[64];
	struct id who, meeting, response, old, note, id;
	struct answer said[4] = { answer_number(1), answer_number(2), answer_state(ANSWER_DK), answer_text(word) };
	struct answer typed = answer_text(word);
	struct draft draft = { .form_hash = f->form.hash, .language = "da" };
	struct response r = { .form_hash = f->form.hash, .respondent = RESPONDENT_CASEWORKER, .language = "da" };
	struct client c;
	struct client_fields now;
	struct outcome outcome = { .kind = OUTCOME_JOB, .from = 20200, .to = DATE_NONE, .detail = text };

	snprintf(name, sizeof(name), "%s Prøve", word);
	snprintf(text, sizeof(text), "%s sagde det", word);
	who = fixture_client(f, name);
	must(f, client_set_cpr(f->s, &who, cpr, &f->err));
	must(f, client_get(f->s, &f->a, &who, &c, &f->err));
	now = c.f;
	now.goal_reason = text;
	now.excluded = "J";
	now.excluded_reason = text;
	must(f, client_edit(f->s, &who, &c.f, &now, &f->err));
	must(f, client_restrict(f->s, &who, true, text, &f->err));
	must(f, client_restrict(f->s, &who, false, text, &f->err));
	meeting = fixture_meeting(f, &who, 20100);
	r.meeting = meeting;
	r.answers = said;
	r.count = 4;
	must(f, response_add(f->s, &r, (struct response_counts){ 3, 4 }, &f->err));
	response = r.id;
	must(f, response_correct(f->s, &response, said, 4, CORRECT_SLIP, "c1", &old, &f->err));
	r.id = (struct id){ { 0 } };
	r.respondent = RESPONDENT_ACTIVITIES;
	must(f, response_add(f->s, &r, (struct response_counts){ 3, 4 }, &f->err));
	must(f, response_void(f->s, &r.id, VOID_TEST, &f->err));
	note = who;
	must(f, note_add(f->s, &(struct note){ .client = note, .meeting = meeting, .text = text }, &id, &f->err));
	must(f, plan_add(f->s, &(struct plan_item){ .client = who, .meeting = meeting, .text = text, .code = "",
		.agreed = 20100, .due = DATE_NONE, .reason = "" }, &id, &f->err));
	must(f, activity_put(f->s, &(struct activity_record){ .client = who, .activity = "a13", .from = 20000,
		.to = DATE_NONE, .place = text }, &f->err));
	must(f, meeting_set_journal(f->s, &meeting, text, &f->err));
	must(f, meeting_keep_advice(f->s, &meeting, text, &f->err));
	must(f, client_assign(f->s, &who, NULL, 20800, "left", &f->err));
	draft.meeting = meeting;
	must(f, draft_begin(f->s, &draft, &id, &f->err));
	must(f, draft_put(f->s, &id, "c4", &typed, &f->err));
	outcome.client = who;
	must(f, outcome_put(f->s, &outcome, &f->err));
	must(f, export_add(f->s, &(struct export_record){ .what = "subject", .file = text, .reason = text, .client = who },
		&f->err));
	answer_release(&typed);
	answer_release(&said[3]);
	return who;
}
