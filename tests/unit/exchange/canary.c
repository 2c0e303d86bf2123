/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/events.h"
#include "stige/store/meetings.h"
#include "stige/store/responses.h"
#include "stige/base/banned.h"

const struct export_options everything = { .dialect = CSV_EXACT, .from = DATE_NONE, .to = DATE_NONE };

enum stige_rc canary_to_str(void *state, const char *bytes, size_t n, struct err *err)
{
	(void)err;
	str_addn(state, bytes, n);
	return STIGE_OK;
}

void export_text(struct fixture *f, struct export_options o, struct str *out)
{
	struct err err = ERR_INIT;

	o.sink = (struct csv_sink){ canary_to_str, out };
	if (export_write(f->desk, EXPORT_LOG, &o, "-", NULL, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
}

/* Something known in every place of the form. */
static void fill_answers(const struct form *form, struct answer *answers)
{
	for (size_t i = 0; i < form_stored_count(form); i++) {
		const struct form_item *item = form_stored_item(form, i);

		if (item->type == FORM_INTEGER)
			answers[i] = answer_number(CANARY_WAGE);
		else if (item->type == FORM_SELECT_MULTIPLE && form_choice_find(item->list, CANARY_CHANNEL))
			answers[i] = answer_set(CANARY_CHANNEL);
		else if (item->list)
			answers[i] = answer_text(item->list->choices[0].name);
		else
			answers[i] = answer_state(ANSWER_NONE);
	}
}

static void keep_form(struct fixture *f, const struct form *form)
{
	struct stored_form kept = { .hash = form_hash(form), .id = form_id(form), .version = form_version(form) };
	struct err err = ERR_INIT;

	kept.text = form_text(form, &kept.len);
	assert_int_equal(form_keep(f->desk->store, &kept, &err), STIGE_OK);
}

static struct id add_form(struct fixture *f, const struct id *meeting, const struct form *form, enum respondent who)
{
	struct answer answers[64];
	struct response r = {
		.meeting = *meeting, .form_hash = form_hash(form), .respondent = who, .mode = MODE_ALONE,
		.language = "da", .started = f->now - 600, .completed = f->now, .answers = answers,
		.count = form_stored_count(form),
	};
	struct err err = ERR_INIT;

	assert_in_range(r.count, 1, ARRAY_SIZE(answers));
	keep_form(f, form);
	fill_answers(form, answers);
	if (response_add(f->desk->store, &r, (struct response_counts){ 10, 11 }, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < r.count; i++)
		answer_release(&answers[i]);
	return r.id;
}

static void correct(struct fixture *f, const struct id *response)
{
	const struct form *form = f->desk->instrument->client;
	struct answer answers[64];
	struct err err = ERR_INIT;
	struct id id;

	fill_answers(form, answers);
	assert_int_equal(response_correct(f->desk->store, response, answers, form_stored_count(form), CORRECT_SLIP,
		form_stored_item(form, 0)->name, &id, &err), STIGE_OK);
	for (size_t i = 0; i < form_stored_count(form); i++)
		answer_release(&answers[i]);
}

static void say_everything(struct fixture *f, const struct id *client, const struct id *meeting)
{
	struct plan_item step = {
		.client = *client, .meeting = *meeting, .kind = PLAN_STEP, .text = CANARY_TEXT, .code = "",
		.agreed = desk_today(f->desk), .due = DATE_NONE, .status = PLAN_OPEN, .reason = "",
	};
	struct note note = {
		.client = *client, .meeting = *meeting, .caseworker = f->desk->caseworker.id, .item = "c6",
		.text = CANARY_TEXT, .at = f->now,
	};
	struct activity_record activity = {
		.client = *client, .activity = "a13", .from = desk_today(f->desk), .to = DATE_NONE,
		.place = CANARY_TEXT,
	};
	struct store *s = f->desk->store;
	struct err err = ERR_INIT;
	struct id id;

	assert_int_equal(plan_add(s, &step, &id, &err), STIGE_OK);
	assert_int_equal(note_add(s, &note, &id, &err), STIGE_OK);
	assert_int_equal(activity_put(s, &activity, &err), STIGE_OK);
	assert_int_equal(meeting_set_journal(s, meeting, CANARY_TEXT, &err), STIGE_OK);
}

struct id canary(struct fixture *f)
{
	struct id client = fixture_client(f, CANARY_NAME, "1985-12-24", CANARY_NUMBER);
	const struct instrument *in = f->desk->instrument;
	struct store *s = f->desk->store;
	struct err err = ERR_INIT;
	struct id meeting, response, voided;

	assert_int_equal(meeting_begin(s, &client, MEETING_OFFICE, desk_today(f->desk), &meeting, &err), STIGE_OK);
	response = add_form(f, &meeting, in->client, RESPONDENT_CLIENT);
	voided = add_form(f, &meeting, in->caseworker, RESPONDENT_CASEWORKER);
	say_everything(f, &client, &meeting);
	correct(f, &response);
	assert_int_equal(response_void(s, &voided, VOID_WRONG_CLIENT, &err), STIGE_OK);
	assert_int_equal(meeting_close(s, &meeting, MEETING_HELD, &err), STIGE_OK);
	return client;
}
