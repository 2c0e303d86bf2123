/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige subject export|correct|restrict|erase: what the law gives a person. */
#include <string.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/rights.h"
#include "stige/exchange/subject.h"
#include "stige/store/words.h"
#include "words.h"
#include "stige/base/banned.h"

enum stige_rc cmd_subject_export(struct command_call *call, struct err *err)
{
	const char *number = NULL, *output = "-", *purpose = NULL;
	struct subject_options o = { .sink = { output_sink, call } };
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "--output", .value = &output },
		{ .name = "--staff", .flag = &o.staff }, { .name = "--cpr", .flag = &o.cpr },
		{ .name = "--reason", .value = &o.reason }, { .name = "--purpose", .value = &purpose },
	};
	struct arena a = ARENA_INIT;
	struct str files = STR_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_client(call, number, purpose, &a, &client, &d, err);
	o.client = &client.id;
	if (!rc)
		rc = subject_export(d, &o, output, &files, err);
	if (!rc)
		rc = output_text(call, files.text, err);
	desk_close(d);
	str_release(&files);
	arena_release(&a);
	return rc;
}

/* Correcting is done where things are written; this says where. */
enum stige_rc cmd_subject_correct(struct command_call *call, struct err *err)
{
	const char *number = NULL, *purpose = NULL;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "--purpose", .value = &purpose },
	};
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_own_client(call, number, purpose, &a, &client, &d, err);
	if (!rc)
		rc = output_say(call, err,
			_("What is written about the person: stige client edit %s, with what is to change.\n"
			"Answers: on the screens, open the client, look at the earlier answers, and correct or withdraw them.\n"
			"The old value is kept, and both are dated. What must not be seen meanwhile: stige subject restrict.\n"),
			client.case_no);
	desk_close(d);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_subject_restrict(struct command_call *call, struct err *err)
{
	const char *number = NULL, *reason = NULL, *purpose = NULL;
	bool lift = false;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true },
		{ .name = "--reason", .value = &reason, .needed = true }, { .name = "--lift", .flag = &lift },
		{ .name = "--purpose", .value = &purpose },
	};
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = words_text("--reason", reason, err);
	if (!rc)
		rc = session_client(call, number, purpose, &a, &client, &d, err);
	if (!rc)
		rc = rights_restrict(d, &client.id, !lift, reason, err);
	if (!rc)
		rc = output_say(call, err, lift ? _("%s is as every other client again\n")
			: _("%s stands in no list and is opened with --purpose alone; nothing is deleted\n"), client.case_no);
	desk_close(d);
	arena_release(&a);
	return rc;
}

/* ---- erasing ---- */

static enum stige_rc say_lines(struct command_call *call, const char *lines)
{
	while (*lines) {
		int n = (int)strcspn(lines, "\n");

		output_complain(call, "%.*s", n, lines);
		lines += n + 1;
	}
	return STIGE_OK;
}

static enum stige_rc say_erased(struct command_call *call, const char *case_no, const struct erasure *e,
	struct err *err)
{
	enum stige_rc rc = say_lines(call, e->troubles.text);

	if (!rc)
		rc = output_say(call, err, _("%s is erased; backups made anew without the person: %zu\n"), case_no,
			e->backups);
	if (!rc && e->elsewhere.len > 0)
		rc = output_say(call, err, _("These files may still hold the person; delete them where they lie:\n%s"),
			e->elsewhere.text);
	return rc;
}

enum stige_rc cmd_subject_erase(struct command_call *call, struct err *err)
{
	const char *number = NULL, *confirm = NULL, *reason = NULL;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "--confirm", .value = &confirm },
		{ .name = "--reason", .value = &reason, .needed = true },
	};
	struct erasure erasure = ERASURE_INIT;
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	unsigned why = 0;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc && !words_find(&erase_reason_words, reason, &why))
		rc = err_set(err, STIGE_USAGE, _("--reason cannot be \"%s\"; it is one of %s"), reason,
			"expired, client-asked, mistake, court");
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = client_find(d->store, &a, number, &client, err);
	if (!rc)
		rc = rights_erase(d, &client.id, confirm, (enum erase_reason)why, &erasure, err);
	if (!rc)
		rc = say_erased(call, client.case_no, &erasure, err);
	desk_close(d);
	erasure_release(&erasure);
	arena_release(&a);
	return rc;
}
