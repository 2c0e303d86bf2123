/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plant DATABASE FORMS: a new database whose clients have naughty texts for names, notes, steps and
 * reasons, put into the store beneath the checks of what people type. Its caseworker's login is kih.
 * Prints how many there are.
 */
#include <stdio.h>
#include <time.h>

#include "naughty.h"
#include "stige/base/date.h"
#include "stige/casefile/desk.h"
#include "stige/store/clients.h"
#include "stige/store/meetings.h"
#include "stige/base/banned.h"

static enum stige_rc add(struct desk *d, const char *text, struct err *err)
{
	const struct client_fields f = {
		.name = text, .birth = DATE_NONE, .journal_no = text, .benefit = "", .benefit_since = DATE_NONE,
		.goal = GOAL_JOB, .goal_reason = text, .paused_until = DATE_NONE, .excluded = "S",
		.excluded_reason = text, .excluded_until = DATE_NONE,
	};
	struct plan_item step = { .text = text, .code = "", .agreed = desk_today(d), .due = DATE_NONE, .reason = "" };
	struct note note = { .item = "", .text = text, .at = store_now(d->store) };
	struct id id;
	char case_no[16];
	enum stige_rc rc = client_add(d->store, &f, NULL, &id, case_no, err);

	step.client = note.client = id;
	if (rc == STIGE_OK)
		rc = plan_add(d->store, &step, &id, err);
	return rc == STIGE_OK ? note_add(d->store, &note, &id, err) : rc;
}

static enum stige_rc add_all(struct desk *d, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < naughty_count(); i++) {
		struct str text = STR_INIT;

		naughty_text(i, &text);
		rc = add(d, text.text, err);
		str_release(&text);
	}
	return rc;
}

int main(int argc, char **argv)
{
	const struct founding typed = { .name = "Kirsten Holm", .initials = "KH", .office_code = "NB", .login = "kih" };
	struct desk_options options = { .store = { .create = true }, .login = "kih", .lang = "en" };
	struct issues issues = ISSUES_INIT;
	struct err err = ERR_INIT;
	struct desk *d = NULL;
	enum stige_rc rc;

	if (argc != 3)
		return 64;
	options.store.path = argv[1];
	options.forms_dir = argv[2];
	rc = desk_open(&options, &d, &err);
	if (rc == STIGE_OK)
		rc = desk_found(d, &typed, &issues, &err);
	if (rc == STIGE_OK)
		rc = add_all(d, &err);
	if (rc)
		fprintf(stderr, "plant: %s\n", err.msg);
	else
		printf("%zu\n", naughty_count());
	issues_release(&issues);
	desk_close(d);
	return (int)rc;
}
