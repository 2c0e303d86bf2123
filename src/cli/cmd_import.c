/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige import clients|answers|outcomes: all rows or none. */
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

enum stige_rc cmd_import_clients(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	bool dry_run = false;
	const struct word words[] = {
		{ .name = "FILE", .value = &file, .needed = true },
		{ .name = "--dry-run", .flag = &dry_run },
	};
	struct import_result result = IMPORT_RESULT_INIT;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = import_clients(d, file, dry_run, &result, err);
	say_findings(call, file, &result);
	if (!rc)
		rc = say_counts(call, &result, dry_run, err);
	import_result_release(&result);
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

static void show_progress(void *call, size_t done, size_t of)
{
	output_progress(call, done, of);
}

enum stige_rc cmd_import_answers(struct command_call *call, struct err *err)
{
	struct import_options o = { .progress = show_progress, .ctx = call };
	const char *file = NULL;
	const struct word words[] = {
		{ .name = "FILE", .value = &file, .needed = true },
		{ .name = "--map", .value = &o.map }, { .name = "--save-map", .value = &o.save_map },
		{ .name = "--blanks", .flag = &o.blanks }, { .name = "--namesakes", .flag = &o.namesakes },
		{ .name = "--dry-run", .flag = &o.dry_run },
	};
	struct import_result result = IMPORT_RESULT_INIT;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = import_answers(d, file, &o, &result, err);
	output_progress(call, 0, 0);
	say_findings(call, file, &result);
	if (!rc)
		rc = say_answers(call, &result, o.dry_run, err);
	import_result_release(&result);
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
