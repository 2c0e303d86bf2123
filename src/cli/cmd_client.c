/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige client list|show|add|edit|close, and due: the caseload and one client from the shell. */
#include <string.h>

#include "commands.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/casefile.h"
#include "stige/casefile/intake.h"
#include "words.h"
#include "stige/base/banned.h"

static enum stige_rc print_caseload(struct command_call *call, bool office, bool only_due, struct err *err)
{
	struct desk *d = NULL;
	struct caseload load = { 0 };
	struct str text = STR_INIT;
	enum stige_rc rc = session_desk(call, &d, err);

	if (rc)
		return rc;
	rc = caseload_load(d, office, &load, err);
	if (rc)
		goto out;
	caseload_text(&load, d, only_due ? CASELOAD_DUE : CASELOAD_ALL, session_columns(), &text);
	rc = session_print(call, &text, err);
out:
	str_release(&text);
	caseload_release(&load);
	desk_close(d);
	return rc;
}

int cmd_client_list(struct command_call *call)
{
	bool office = false;
	const struct word words[] = { { .name = "--office", .flag = &office } };
	struct err err = ERR_INIT;

	if (words_parse(call, words, ARRAY_SIZE(words), &err) || print_caseload(call, office, false, &err))
		return command_fail(call->err, &err);
	return 0;
}

int cmd_due(struct command_call *call)
{
	struct err err = ERR_INIT;

	if (words_parse(call, NULL, 0, &err) || print_caseload(call, false, true, &err))
		return command_fail(call->err, &err);
	return 0;
}

int cmd_client_show(struct command_call *call)
{
	const char *number = NULL;
	bool shared = false;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true },
		{ .name = "--shared", .flag = &shared },
	};
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct desk *d = NULL;
	struct casefile *file = NULL;
	struct client client;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc)
		rc = session_desk(call, &d, &err);
	if (!rc)
		rc = session_client(d, number, &a, &client, &err);
	if (!rc)
		rc = casefile_load(d, &client.id, "own", &file, &err);
	if (!rc) {
		casefile_text(file, shared ? LOOK_SHARED : LOOK_OWN, session_columns(), &text);
		rc = session_print(call, &text, &err);
	}
	casefile_free(file);
	desk_close(d);
	str_release(&text);
	arena_release(&a);
	return rc ? command_fail(call->err, &err) : 0;
}

/* The options that describe a client, for add and edit: each fills its place in the intake. */
static enum stige_rc parse_intake(struct command_call *call, const char **number, struct intake *in, struct err *err)
{
	const struct word words[] = {
		{ .name = "--name", .value = &in->name },
		{ .name = "--birth", .value = &in->birth },
		{ .name = "--number", .value = &in->journal_no },
		{ .name = "--education", .value = &in->education },
		{ .name = "--benefit", .value = &in->benefit },
		{ .name = "--since", .value = &in->benefit_since },
		{ .name = "--goal", .value = &in->goal },
		{ .name = "--goal-reason", .value = &in->goal_reason },
		{ .name = "--status", .value = &in->status },
		{ .name = "--until", .value = &in->paused_until },
		{ .name = "--excluded", .value = &in->excluded },
		{ .name = "--excluded-reason", .value = &in->excluded_reason },
		{ .name = "--excluded-until", .value = &in->excluded_until },
		{ .name = "CASE", .value = number, .needed = true },
	};

	return words_parse(call, words, ARRAY_SIZE(words) - (number ? 0 : 1), err);
}

/* All issues, one a line; the last as the error. */
static enum stige_rc say_issues(struct command_call *call, const struct issues *issues, struct err *err)
{
	for (size_t i = 0; i + 1 < issues->count; i++) {
		err_set(err, STIGE_DATA, "%s", issues->list[i].message);
		command_fail(call->err, err);
	}
	return err_set(err, STIGE_DATA, "%s", issues->list[issues->count - 1].message);
}

int cmd_client_add(struct command_call *call)
{
	struct intake in = { 0 };
	struct err err = ERR_INIT;
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client_fields fields;
	struct desk *d = NULL;
	struct id id;
	char number[16];
	enum stige_rc rc = parse_intake(call, NULL, &in, &err);

	if (!rc && !intake_check(&in, session_today(call->options), &a, &fields, &issues))
		rc = say_issues(call, &issues, &err);
	if (!rc)
		rc = session_desk(call, &d, &err);
	if (!rc)
		rc = client_add(d->store, &fields, NULL, &id, number, &err);
	if (!rc)
		fprintf(call->out, "%s\n", number);
	desk_close(d);
	issues_release(&issues);
	arena_release(&a);
	return rc ? command_fail(call->err, &err) : 0;
}

/* What is typed replaces what is there; what is not typed stays. */
static void intake_over(struct intake *base, const struct intake *typed)
{
	const char **to = (const char **)base;
	const char *const *from = (const char *const *)typed;

	for (size_t i = 0; i < sizeof(*base) / sizeof(*to); i++)
		if (from[i])
			to[i] = from[i];
}

static enum stige_rc edit_client(struct command_call *call, const char *number, const struct intake *typed,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client client;
	struct client_fields fields;
	struct intake in;
	struct desk *d = NULL;
	enum stige_rc rc = session_desk(call, &d, err);

	if (!rc)
		rc = session_client(d, number, &a, &client, err);
	if (!rc) {
		intake_from(&client.f, &a, &in);
		intake_over(&in, typed);
		if (!intake_check(&in, desk_today(d), &a, &fields, &issues))
			rc = say_issues(call, &issues, err);
	}
	if (!rc)
		rc = client_edit(d->store, &client.id, &client.f, &fields, err);
	desk_close(d);
	issues_release(&issues);
	arena_release(&a);
	return rc;
}

int cmd_client_edit(struct command_call *call)
{
	struct intake typed = { 0 };
	const char *number = NULL;
	struct err err = ERR_INIT;

	if (parse_intake(call, &number, &typed, &err) || edit_client(call, number, &typed, &err))
		return command_fail(call->err, &err);
	return 0;
}

int cmd_client_close(struct command_call *call)
{
	const char *number = NULL;
	const struct word words[] = { { .name = "CASE", .value = &number, .needed = true } };
	const struct intake typed = { .status = "closed", .paused_until = "" };
	struct err err = ERR_INIT;

	if (words_parse(call, words, ARRAY_SIZE(words), &err) || edit_client(call, number, &typed, &err))
		return command_fail(call->err, &err);
	return 0;
}
