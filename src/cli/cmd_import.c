/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige import clients|answers|outcomes: all rows or none. */
#include <string.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/import.h"
#include "words.h"
#include "stige/base/banned.h"

/* What is the matter with the file as a whole (line 0) is the error itself. */
static void say_problems(const struct command_call *call, const char *file, const struct import_result *r)
{
	for (size_t i = 0; i < r->problem_count; i++)
		if (r->problems[i].line)
			output_complain(call, "%s:%zu:%zu: %s", file, r->problems[i].line, r->problems[i].column,
				r->problems[i].message);
}

static void say_findings(const struct command_call *call, const char *file, const struct import_result *r)
{
	if (r->note)
		output_complain(call, "%s: %s", file, r->note);
	say_problems(call, file, r);
}

static enum stige_rc say_counts(const struct command_call *call, const struct import_result *r, bool dry_run,
	struct err *err)
{
	return output_say(call, err, dry_run ? _("%zu rows read, %zu would be added, %zu are known already\n")
		: _("%zu rows read, %zu added, %zu were known already\n"), r->rows, r->added, r->known);
}

/* ---- decisions: "12=same 15=other" ---- */

static const struct {
	const char *word;
	enum import_choice choice;
} choices[] = { { "same", DECIDED_SAME }, { "other", DECIDED_OTHER }, { "leave-out", DECIDED_LEAVE_OUT } };

static bool read_decision(char *text, struct import_decision *ret)
{
	char *equals = strchr(text, '=');
	long line;

	if (!equals)
		return false;
	*equals = '\0';
	*ret = (struct import_decision){ .doubt = DOUBT_NONE };
	for (size_t i = 0; i < ARRAY_SIZE(choices); i++)
		if (str_eq(choices[i].word, equals + 1))
			ret->choice = choices[i].choice;
	if (ret->choice == DECIDED_NOT || !str_to_long(text, 1, INT32_MAX, &line))
		return false;
	ret->line = (size_t)line;
	return true;
}

/* In the arena. */
static enum stige_rc read_decisions(const char *typed, struct arena *a, struct import_options *o, struct err *err)
{
	char *text = arena_strdup(a, typed ? typed : ""), *rest = NULL;
	struct import_decision *list = arena_array(a, strlen(text) / 2 + 1, sizeof(*list));

	o->decisions = list;
	for (char *word = strtok_r(text, " ,", &rest); word; word = strtok_r(NULL, " ,", &rest))
		if (!read_decision(word, &list[o->decision_count++]))
			return err_set(err, STIGE_USAGE,
				_("--decide cannot be \"%s\"; say of lines: 12=same 15=other 20=leave-out"), typed);
	return STIGE_OK;
}

enum stige_rc cmd_import_clients(struct command_call *call, struct err *err)
{
	struct import_options o = { .dry_run = false };
	const char *file = NULL, *decide = NULL;
	const struct word words[] = {
		{ .name = "FILE", .value = &file, .needed = true },
		{ .name = "--decide", .value = &decide }, { .name = "--dry-run", .flag = &o.dry_run },
	};
	struct arena a = ARENA_INIT;
	struct import_result result = IMPORT_RESULT_INIT;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = read_decisions(decide, &a, &o, err);
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = import_clients(d, file, &o, &result, err);
	say_findings(call, file, &result);
	if (!rc)
		rc = say_counts(call, &result, o.dry_run, err);
	import_result_release(&result);
	arena_release(&a);
	desk_close(d);
	return rc;
}

static enum stige_rc say_answers(const struct command_call *call, const struct import_result *r, bool dry_run,
	struct err *err)
{
	return output_say(call, err, dry_run
		? _("%zu rows read; %zu responses would be added, %zu are known already; clients that would be added: "
		"%zu\n")
		: _("%zu rows read; %zu responses added, %zu were known already; clients added: %zu\n"),
		r->rows, r->added, r->known, r->clients);
}

static bool show_progress(void *call, size_t done, size_t of)
{
	output_progress(call, done, of);
	return true;
}

enum stige_rc cmd_import_answers(struct command_call *call, struct err *err)
{
	struct import_options o = { .progress = show_progress, .ctx = call };
	const char *file = NULL, *decide = NULL;
	const struct word words[] = {
		{ .name = "FILE", .value = &file, .needed = true },
		{ .name = "--map", .value = &o.map }, { .name = "--save-map", .value = &o.save_map },
		{ .name = "--decide", .value = &decide },
		{ .name = "--blanks", .flag = &o.blanks }, { .name = "--namesakes", .flag = &o.namesakes },
		{ .name = "--dry-run", .flag = &o.dry_run },
	};
	struct import_result result = IMPORT_RESULT_INIT;
	struct arena a = ARENA_INIT;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = read_decisions(decide, &a, &o, err);
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = import_answers(d, file, &o, &result, err);
	output_progress(call, 0, 0);
	say_findings(call, file, &result);
	if (!rc)
		rc = say_answers(call, &result, o.dry_run, err);
	import_result_release(&result);
	arena_release(&a);
	desk_close(d);
	return rc;
}

static enum stige_rc say_outcomes(const struct command_call *call, const struct outcome_counts *n, bool dry_run,
	struct err *err)
{
	return output_say(call, err, dry_run
		? _("lines: %zu matched, %zu unmatched, %zu duplicate; outcomes that would be added: %zu, changed: %zu, "
		"known already: %zu\n")
		: _("lines: %zu matched, %zu unmatched, %zu duplicate; outcomes added: %zu, changed: %zu, known already: "
		"%zu\n"),
		n->matched, n->unmatched, n->duplicate, n->added, n->changed, n->known);
}

enum stige_rc cmd_import_outcomes(struct command_call *call, struct err *err)
{
	struct outcome_options o = { .progress = show_progress, .ctx = call };
	const char *file = NULL;
	const struct word words[] = {
		{ .name = "FILE", .value = &file, .needed = true },
		{ .name = "--codes", .value = &o.codes }, { .name = "--links", .value = &o.links },
		{ .name = "--dry-run", .flag = &o.dry_run },
	};
	struct import_result result = IMPORT_RESULT_INIT;
	struct outcome_counts counts;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = import_outcomes(d, file, &o, &result, &counts, err);
	output_progress(call, 0, 0);
	say_findings(call, file, &result);
	if (!rc)
		rc = say_outcomes(call, &counts, o.dry_run, err);
	import_result_release(&result);
	desk_close(d);
	return rc;
}
