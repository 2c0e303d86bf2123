/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige client list|show|add|edit|close, and due: the caseload and one client from the shell. */
#include <string.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/casefile.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/guard.h"
#include "stige/casefile/intake.h"
#include "stige/casefile/rights.h"
#include "words.h"
#include "stige/base/banned.h"

enum { CPR_LINE_MOST = 100 };

static enum stige_rc print_caseload(struct command_call *call, bool office, enum caseload_filter filter,
	struct err *err)
{
	struct desk *d = NULL;
	struct caseload load = { 0 };
	struct str text = STR_INIT;
	enum stige_rc rc = session_desk(call, &d, err);

	if (rc)
		return rc;
	rc = caseload_load(d, office, &load, err);
	if (!rc) {
		caseload_text(&load, d, filter, output_columns(), &text);
		rc = output_text(call, text.text, err);
	}
	str_release(&text);
	caseload_release(&load);
	desk_close(d);
	return rc;
}

enum stige_rc cmd_client_list(struct command_call *call, struct err *err)
{
	bool office = false;
	const struct word words[] = { { .name = "--office", .flag = &office } };
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	return rc ? rc : print_caseload(call, office, CASELOAD_ALL, err);
}

enum stige_rc cmd_due(struct command_call *call, struct err *err)
{
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	return rc ? rc : print_caseload(call, false, CASELOAD_DUE, err);
}

static void say_page(const struct casefile *c, bool shared, struct str *out)
{
	casefile_text(c, shared ? LOOK_SHARED : LOOK_OWN, output_columns(), out);
}

static const struct about page = { .purpose = "own", .say = say_page };

/* What the page does not show: a whole CPR number, a protected name. Each is an act with a reason of its own. */
static enum stige_rc show_guarded(struct command_call *call, const struct asked *asked, bool cpr, struct err *err)
{
	char text[CPR_TEXT];
	struct arena a = ARENA_INIT;
	struct client client;
	const char *name = text;
	struct desk *d = NULL;
	enum stige_rc rc = session_desk(call, &d, err);

	if (!rc)
		rc = client_find(d->store, &a, asked->number, &client, err);
	if (!rc && cpr)
		rc = rights_show_cpr(d, &client.id, asked->purpose, text, err);
	else if (!rc)
		rc = guard_reveal_name(d, &client.id, asked->purpose, &a, &name, err);
	if (!rc)
		rc = output_say(call, err, "%s  %s\n", client.case_no, name);
	desk_close(d);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_client_show(struct command_call *call, struct err *err)
{
	struct asked asked = { 0 };
	bool cpr = false, name = false;
	const struct word words[] = {
		{ .name = "CASE", .value = &asked.number, .needed = true },
		{ .name = "--shared", .flag = &asked.more },
		{ .name = "--purpose", .value = &asked.purpose },
		{ .name = "--cpr", .flag = &cpr },
		{ .name = "--name", .flag = &name },
	};
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc && (cpr || name) && !asked.purpose)
		rc = err_set(err, STIGE_USAGE, _("%s needs to know why; add --purpose"), cpr ? "--cpr" : "--name");
	if (!rc)
		rc = session_purpose(asked.purpose, err);
	if (rc)
		return rc;
	return cpr || name ? show_guarded(call, &asked, cpr, err) : session_about(call, &asked, &page, err);
}

/* ---- add, edit, close ---- */

/* What is no plain edit, as typed; NULL = not typed. */
struct guarded {
	const char *cpr;                 /* "" takes the number away, "-" reads it from standard input */
	const char *is_protected;        /* "yes", "no" */
	const char *purpose;             /* why a colleague's client is edited */
};

/* Everybody on the machine may read the arguments of a program, and the shell keeps them. */
static enum stige_rc read_cpr(const char *typed, struct str *line, struct err *err)
{
	enum stige_rc rc;

	if (!str_eq(typed, "-"))
		return err_set(err, STIGE_USAGE, _("a CPR number is not written on the command line, where others can read it; "
			"write --cpr - and give the number on standard input"));
	rc = file_read("-", CPR_LINE_MOST, line, err);
	line->len = strcspn(line->text, "\r\n");
	line->text[line->len] = '\0';
	return rc;
}

/* Checked before anything is written; *ret_digits is what the store takes. */
static enum stige_rc check_guarded(struct command_call *call, const struct guarded *g, char digits[CPR_DIGITS + 1],
	struct err *err)
{
	struct str line = STR_INIT;
	enum cpr_fault fault;
	enum stige_rc rc;

	digits[0] = '\0';
	if (g->is_protected && !str_eq(g->is_protected, "yes") && !str_eq(g->is_protected, "no"))
		return err_set(err, STIGE_USAGE, _("--protected cannot be \"%s\"; it is yes or no"), g->is_protected);
	if (!g->cpr || *g->cpr == '\0')
		return STIGE_OK;
	rc = read_cpr(g->cpr, &line, err);
	fault = rc ? CPR_FINE : cpr_parse(line.text, session_today(call->options), digits, NULL);
	str_release(&line);
	if (fault != CPR_FINE)
		return err_set(err, STIGE_DATA, "--cpr: %s", cpr_fault_sentence(fault));
	if (rc)
		return rc;
	if (!cpr_modulus11(digits))
		output_complain(call, "%s", _("the check digit of the CPR number does not fit: look once more; it may "
			"be right all the same, and was taken"));
	return STIGE_OK;
}

static enum stige_rc write_guarded(struct store *s, const struct id *client, const struct guarded *g,
	const char *digits, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	if (g->cpr)
		rc = client_set_cpr(s, client, digits, err);
	if (!rc && g->is_protected)
		rc = client_protect(s, client, str_eq(g->is_protected, "yes"), err);
	return rc;
}

/* What describes a client, for add and edit; what is not typed stays in *in as it was. */
static enum stige_rc parse_intake(struct command_call *call, const char **number, struct intake *in,
	struct guarded *guarded, struct err *err)
{
	const struct word words[] = {
		{ .name = "--cpr", .value = &guarded->cpr },
		{ .name = "--protected", .value = &guarded->is_protected },
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
		{ .name = "--purpose", .value = &guarded->purpose },
		{ .name = "CASE", .value = number, .needed = true },
	};

	/* the last two are about a client who is there */
	return words_parse(call, words, ARRAY_SIZE(words) - (number ? 0 : 2), err);
}

/* The option a field of the intake is typed with, where it is not the field's own name. */
static const char *option_of(const char *field)
{
	static const struct {
		const char *field, *option;
	} other[] = {
		{ "journal_no", "number" }, { "benefit_since", "since" }, { "goal_reason", "goal-reason" },
		{ "paused_until", "until" }, { "excluded_reason", "excluded-reason" },
		{ "excluded_until", "excluded-until" },
	};

	for (size_t i = 0; i < ARRAY_SIZE(other); i++)
		if (str_eq(other[i].field, field))
			return other[i].option;
	return field;
}

/* All issues, one a line; the last as the error. */
static enum stige_rc say_issues(struct command_call *call, const struct issues *issues, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < issues->count; i++) {
		if (rc)
			command_fail(call->err, err);
		rc = err_set(err, STIGE_DATA, "--%s: %s", option_of(issues->list[i].field), issues->list[i].message);
	}
	return rc;
}

enum stige_rc cmd_client_add(struct command_call *call, struct err *err)
{
	struct intake in = { 0 };
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client_fields fields;
	struct desk *d = NULL;
	struct guarded guarded = { 0 };
	struct id id;
	char number[16], digits[CPR_DIGITS + 1];
	enum stige_rc rc = parse_intake(call, NULL, &in, &guarded, err);

	if (!rc)
		rc = check_guarded(call, &guarded, digits, err);
	if (!rc && !intake_check(&in, NULL, session_today(call->options), &a, &fields, &issues))
		rc = say_issues(call, &issues, err);
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = casefile_add(d, &fields, &id, number, err);
	if (!rc)
		rc = write_guarded(d->store, &id, &guarded, digits, err);
	if (!rc)
		rc = output_say(call, err, "%s\n", number);
	desk_close(d);
	issues_release(&issues);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_client_edit(struct command_call *call, struct err *err)
{
	struct intake in = { 0 };
	const char *number = NULL, *again = NULL;
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct client client;
	struct client_fields fields;
	struct desk *d = NULL;
	struct guarded guarded = { 0 };
	char digits[CPR_DIGITS + 1];
	enum stige_rc rc = parse_intake(call, &number, &in, &guarded, err);

	if (!rc)
		rc = check_guarded(call, &guarded, digits, err);
	if (!rc && call->argc < 2)
		rc = err_set(err, STIGE_USAGE, _("what is to be changed is not said; see stige client edit --help"));
	if (!rc)
		rc = session_own_client(call, number, guarded.purpose, &a, &client, &d, err);
	if (!rc) {
		/* what was typed goes over what is there */
		intake_from(&client.f, &a, &in);
		rc = parse_intake(call, &again, &in, &guarded, err);
	}
	if (!rc && !intake_check(&in, &client.f, desk_today(d), &a, &fields, &issues))
		rc = say_issues(call, &issues, err);
	if (!rc)
		rc = client_edit(d->store, &client.id, &client.f, &fields, err);
	if (!rc)
		rc = write_guarded(d->store, &client.id, &guarded, digits, err);
	desk_close(d);
	issues_release(&issues);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_client_close(struct command_call *call, struct err *err)
{
	const char *number = NULL, *purpose = NULL;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "--purpose", .value = &purpose },
	};
	struct arena a = ARENA_INIT;
	struct client client;
	struct client_fields closed;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_own_client(call, number, purpose, &a, &client, &d, err);
	if (!rc) {
		closed = client.f;
		closed.status = CLIENT_CLOSED;
		closed.paused_until = DATE_NONE;
		rc = client_edit(d->store, &client.id, &client.f, &closed, err);
	}
	desk_close(d);
	arena_release(&a);
	return rc;
}
