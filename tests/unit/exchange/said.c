/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "said.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/meetings.h"
#include "stige/base/banned.h"

enum { MOST = 64 };

const struct export_options exact_all = { .dialect = CSV_EXACT, .from = DATE_NONE, .to = DATE_NONE };

struct id said_meeting(struct fixture *f, const struct id *client, const char *date)
{
	struct err err = ERR_INIT;
	struct id meeting;
	int32_t day;

	assert_true(date_parse(date, &day));
	assert_int_equal(meeting_record(f->desk->store, client, MEETING_OFFICE, day, MEETING_HELD, DATE_NONE,
		&meeting, &err), STIGE_OK);
	return meeting;
}

static struct answer answer_of(const struct form_item *item, const char *word)
{
	struct answer a;

	if (str_eq(word, "dk"))
		return answer_state(ANSWER_DK);
	if (str_eq(word, "declined"))
		return answer_state(ANSWER_DECLINED);
	if (item->type == FORM_INTEGER) {
		long n;

		assert_true(str_to_long(word, 0, 1000000, &n));
		return answer_number((double)n);
	}
	if (item->type != FORM_SELECT_MULTIPLE)
		return answer_text(word);
	a = answer_set(word);
	for (char *c = a.text; *c; c++)
		if (*c == '+')
			*c = ' ';
	return a;
}

static void take(const struct form *form, struct answer *answers, char *word)
{
	char *equals = strchr(word, '=');

	assert_non_null(equals);
	*equals = '\0';
	for (size_t i = 0; i < form_stored_count(form); i++)
		if (str_eq(form_stored_item(form, i)->name, word)) {
			answers[i] = answer_of(form_stored_item(form, i), equals + 1);
			return;
		}
	fail_msg("no item %s", word);
}

struct id said(struct fixture *f, const struct id *meeting, enum respondent who, const char *words)
{
	const struct instrument *in = f->desk->instrument;
	const struct form *form = who == RESPONDENT_CLIENT ? in->client
		: who == RESPONDENT_CASEWORKER ? in->caseworker : in->activity_form;
	struct stored_form kept = { .hash = form_hash(form), .id = form_id(form), .version = form_version(form) };
	struct answer answers[MOST] = { ANSWER_INIT };
	struct response r = {
		.meeting = *meeting, .form_hash = form_hash(form), .respondent = who, .mode = MODE_ALONE,
		.language = "da", .started = f->now - 600, .completed = f->now, .answers = answers,
		.count = form_stored_count(form),
	};
	char *copy = mem_strdup(words), *at = copy;
	struct err err = ERR_INIT;

	while (*at) {
		size_t n = strcspn(at, " ");
		char *next = at + n + (at[n] == ' ');

		at[n] = '\0';
		take(form, answers, at);
		at = next;
	}
	mem_free(copy);
	kept.text = form_text(form, &kept.len);
	assert_int_equal(form_keep(f->desk->store, &kept, &err), STIGE_OK);
	if (response_add(f->desk->store, &r, (struct response_counts){ 10, 11 }, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < r.count; i++)
		answer_release(&answers[i]);
	return r.id;
}

static enum stige_rc to_str(void *state, const char *bytes, size_t n, struct err *err)
{
	(void)err;
	str_addn(state, bytes, n);
	return STIGE_OK;
}

void said_export(struct fixture *f, enum export_what what, struct export_options o, struct str *out)
{
	struct err err = ERR_INIT;

	str_clear(out);
	o.sink = (struct csv_sink){ to_str, out };
	if (export_write(f->desk, what, &o, "-", NULL, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
}

size_t said_lines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

void said_line(const char *text, size_t n, struct str *line)
{
	while (n-- > 0) {
		text = strchr(text, '\n');
		assert_non_null(text);
		text++;
	}
	str_clear(line);
	str_addn(line, text, strcspn(text, "\r\n"));
}
