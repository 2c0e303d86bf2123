/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige form check|fmt|eval|diff: the files of a questionnaire. */
#include <sys/stat.h>

#include "commands.h"
#include "session.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/form/diff.h"
#include "stige/form/eval.h"
#include "stige/form/format.h"
#include "stige/form/xlsform.h"
#include "stige/instrument/instrument.h"
#include "words.h"
#include "stige/base/banned.h"

static void say_problems(struct command_call *call, const char *file, const struct form_problems *p)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct form_problem *one = &p->list[i];
		struct str safe = STR_INIT;

		text_safe(&safe, one->message, 0);
		fprintf(call->out, "%s:%zu:%zu: %s %s: %s\n", file, one->line, one->column,
			one->severity == FORM_ERROR ? "error" : "warning", one->code, safe.text);
		str_release(&safe);
	}
}

/* A questionnaire, or one of the plain tables beside it. */
static enum stige_rc check_file(const char *file, struct form_problems *problems, struct err *err)
{
	struct str bytes = STR_INIT;
	struct form *form = NULL;
	struct stat st;
	enum stige_rc rc;

	if (stat(file, &st) == 0 && S_ISDIR(st.st_mode)) {
		rc = form_read_file(file, problems, &form, err);
	} else {
		rc = file_read(file, FILE_MOST, &bytes, err);
		if (!rc && !instrument_check_table(bytes.text, bytes.len, file, problems))
			rc = form_read(bytes.text, bytes.len, file, problems, &form, err);
	}
	form_free(form);
	str_release(&bytes);
	return rc;
}

int cmd_form_check(struct command_call *call)
{
	struct err err = ERR_INIT;
	int code = 0;

	if (call->argc == 0) {
		err_set(&err, STIGE_USAGE, _("name the form files to check"));
		return command_fail(call->err, &err);
	}
	for (int i = 0; i < call->argc; i++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		enum stige_rc rc = check_file(call->argv[i], &problems, &err);

		say_problems(call, call->argv[i], &problems);
		if (rc && problems.errors == 0)
			code = command_fail(call->err, &err);
		else if (problems.errors > 0)
			code = STIGE_DATA;
		form_problems_release(&problems);
	}
	return code;
}

int cmd_form_fmt(struct command_call *call)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE", .value = &file, .needed = true } };
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc)
		rc = form_format_file(file, &problems, &text, &err);
	if (!rc)
		rc = session_print(call, &text, &err);
	form_problems_release(&problems);
	str_release(&text);
	return rc ? command_fail(call->err, &err) : 0;
}

int cmd_form_eval(struct command_call *call)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE.tsv", .value = &file, .needed = true } };
	struct expr_table_result result = { 0 };
	struct str bytes = STR_INIT;
	struct err err = ERR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc)
		rc = file_read(file, FILE_MOST, &bytes, &err);
	if (!rc)
		rc = expr_table_run(bytes.text, bytes.len, session_today(call->options), &result, &err);
	str_release(&bytes);
	if (rc)
		return command_fail(call->err, &err);
	for (size_t i = 0; i < result.failed; i++)
		fprintf(call->out, _("%s: got %s, want %s\n"), result.failures[i].id, result.failures[i].got,
			result.failures[i].want);
	fprintf(call->out, "%zu passed, %zu failed\n", result.passed, result.failed);
	rc = result.failed ? STIGE_NOTFOUND : STIGE_OK;
	expr_table_result_release(&result);
	return (int)rc;
}

static void say_differences(struct command_call *call, const struct form *before, const struct form *after)
{
	struct form_differences d = { 0 };

	form_diff(before, after, &d);
	for (size_t i = 0; i < d.count; i++)
		fprintf(call->out, "%s%s%s\n", d.list[i].item, *d.list[i].item ? ": " : "", d.list[i].text);
	form_differences_release(&d);
}

int cmd_form_diff(struct command_call *call)
{
	const char *before = NULL, *after = NULL;
	const struct word words[] = {
		{ .name = "OLD", .value = &before, .needed = true },
		{ .name = "NEW", .value = &after, .needed = true },
	};
	struct form_problems problems = FORM_PROBLEMS_INIT, follows = FORM_PROBLEMS_INIT;
	struct form *old_form = NULL, *new_form = NULL;
	struct err err = ERR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc)
		rc = form_read_file(before, &problems, &old_form, &err);
	if (!rc)
		rc = form_read_file(after, &problems, &new_form, &err);
	if (!rc) {
		say_differences(call, old_form, new_form);
		form_succession_check(old_form, new_form, &follows);
		say_problems(call, after, &follows);
	}
	if (!rc && follows.errors)
		rc = err_set(&err, STIGE_DATA, _("%s cannot follow %s while answers are stored: see above"), after, before);
	form_free(old_form);
	form_free(new_form);
	form_problems_release(&follows);
	form_problems_release(&problems);
	return rc ? command_fail(call->err, &err) : 0;
}
