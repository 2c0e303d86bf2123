/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige form check|fmt|eval|diff: the files of a questionnaire. */
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/diff.h"
#include "stige/form/eval.h"
#include "stige/form/format.h"
#include "stige/form/xlsform.h"
#include "stige/instrument/instrument.h"
#include "words.h"
#include "stige/base/banned.h"

/* "FILE:LINE:COLUMN: error F012: sentence"; in a folder the file that is meant. */
static void add_problem(struct str *out, const char *file, const struct form_problem *p)
{
	struct str where = STR_INIT;

	if (p->file)
		file_join(&where, file, p->file);
	else
		str_add(&where, file);
	str_addf(out, "%s:%zu:%zu: %s %s: %s\n", where.text, p->line, p->column,
		p->severity == FORM_ERROR ? "error" : "warning", p->code, p->message);
	str_release(&where);
}

static enum stige_rc say_problems(struct command_call *call, const char *file, const struct form_problems *p,
	struct err *err)
{
	struct str text = STR_INIT;
	enum stige_rc rc;

	for (size_t i = 0; i < p->count; i++)
		add_problem(&text, file, &p->list[i]);
	rc = output_text(call, text.text, err);
	str_release(&text);
	return rc;
}

/* Where standard output is for something else, the problems go beside the error. */
static void complain_problems(struct command_call *call, const char *file, const struct form_problems *p)
{
	struct str line = STR_INIT;

	for (size_t i = 0; i < p->count; i++) {
		str_clear(&line);
		add_problem(&line, file, &p->list[i]);
		str_cut(&line, line.len - strlen("\n"));
		output_complain(call, "%s", line.text);
	}
	str_release(&line);
}

/* A questionnaire, or one of the tables beside it; against the forms kept in a database, if one is named. */
static enum stige_rc check_file(const struct command_call *call, struct store *kept, const char *file,
	struct form_problems *problems, struct err *err)
{
	struct str bytes = STR_INIT;
	struct form *form = NULL;
	struct stat st;
	enum stige_rc rc;

	if (stat(file, &st) == 0 && S_ISDIR(st.st_mode)) {
		rc = form_read_file(file, problems, &form, err);
	} else {
		rc = file_read(file, FORM_BYTES_MOST, &bytes, err);
		if (!rc && !instrument_check_table(bytes.text, bytes.len, file, session_today(call->options),
			problems))
			rc = form_read(bytes.text, bytes.len, file, problems, &form, err);
	}
	if (!rc && form && kept)
		rc = desk_form_follows(kept, form, problems, err);
	if (!rc)
		rc = form_problems_verdict(problems, file, err);
	form_free(form);
	str_release(&bytes);
	return rc;
}

/* One file's problems; *bad counts files that cannot be used. Only what stops the whole run is an error. */
static enum stige_rc check_one(struct command_call *call, struct store *kept, const char *file, size_t *bad,
	enum stige_rc *ret_worst, struct err *err)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct err unread = ERR_INIT;
	enum stige_rc rc = check_file(call, kept, file, &problems, &unread);
	enum stige_rc said = say_problems(call, file, &problems, err);

	if (rc) {
		++*bad;
		*ret_worst = rc;
		if (!problems.errors)
			command_fail(call->err, &unread);
	}
	form_problems_release(&problems);
	return said;
}

enum stige_rc cmd_form_check(struct command_call *call, struct err *err)
{
	size_t bad = 0;
	struct store *kept = NULL;
	enum stige_rc worst = STIGE_OK;
	enum stige_rc rc = words_places(call, err);

	if (!rc && call->argc == 0)
		rc = err_set(err, STIGE_USAGE,
			_("no file is named; write the form files to check behind the command"));
	if (!rc && call->options->database_given)
		rc = session_file(call, &kept, err);
	for (int i = 0; i < call->argc && !rc; i++)
		rc = check_one(call, kept, call->argv[i], &bad, &worst, err);
	store_close(kept);
	if (!rc && bad)
		rc = err_set(err, worst,
			_("not all files can be used (%zu of %d cannot); correct what is listed above"),
			bad, call->argc);
	return rc;
}

enum stige_rc cmd_form_fmt(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE", .value = &file, .needed = true } };
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct str text = STR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = form_format_file(file, &problems, &text, err);
	complain_problems(call, file ? file : "", &problems);
	if (!rc)
		rc = output_bytes(call, text.text, text.len, err);
	form_problems_release(&problems);
	str_release(&text);
	return rc;
}

static enum stige_rc say_table(struct command_call *call, const struct expr_table_result *r, struct err *err)
{
	struct str text = STR_INIT;
	enum stige_rc rc;

	for (size_t i = 0; i < r->failed; i++)
		str_addf(&text, _("%s: got %s, want %s\n"), r->failures[i].id, r->failures[i].got,
			r->failures[i].want);
	str_addf(&text, "%zu passed, %zu failed\n", r->passed, r->failed);
	rc = output_text(call, text.text, err);
	str_release(&text);
	return rc;
}

enum stige_rc cmd_form_eval(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE.tsv", .value = &file, .needed = true } };
	struct expr_table_result result = { 0 };
	struct str bytes = STR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = file_read(file, FILE_MOST, &bytes, err);
	if (!rc)
		rc = expr_table_run(bytes.text, bytes.len, session_today(call->options), &result, err);
	if (!rc)
		rc = say_table(call, &result, err);
	if (!rc && result.failed)
		rc = err_set(err, STIGE_NOTFOUND,
			_("the table does not hold (failed: %zu); see above what each expression gave"), result.failed);
	expr_table_result_release(&result);
	str_release(&bytes);
	return rc;
}

/* A form to compare; its errors are listed when it cannot be read. */
static enum stige_rc read_form(struct command_call *call, const char *file, struct form **ret,
	struct err *err)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	enum stige_rc rc = form_read_file(file, &problems, ret, err);

	if (rc)
		complain_problems(call, file, &problems);
	form_problems_release(&problems);
	return rc;
}

static enum stige_rc say_differences(struct command_call *call, const struct form *before,
	const struct form *after, struct err *err)
{
	struct form_differences d = FORM_DIFFERENCES_INIT;
	enum stige_rc rc = STIGE_OK;

	form_diff(before, after, &d);
	for (size_t i = 0; i < d.count && !rc; i++)
		rc = output_say(call, err, "%s\n", d.list[i].text);
	form_differences_release(&d);
	return rc;
}

static enum stige_rc say_succession(struct command_call *call, const char *file, const struct form *before,
	const struct form *after, struct err *err)
{
	struct form_problems follows = FORM_PROBLEMS_INIT;
	enum stige_rc rc;

	form_succession_check(before, after, &follows);
	rc = say_problems(call, file, &follows, err);
	if (!rc && follows.errors)
		rc = err_set(err, STIGE_DATA,
			_("%s cannot follow the older form while answers are stored; see above"), file);
	form_problems_release(&follows);
	return rc;
}

enum stige_rc cmd_form_diff(struct command_call *call, struct err *err)
{
	const char *before = NULL, *after = NULL;
	const struct word words[] = {
		{ .name = "OLD", .value = &before, .needed = true },
		{ .name = "NEW", .value = &after, .needed = true },
	};
	struct form *older = NULL, *newer = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = read_form(call, before, &older, err);
	if (!rc)
		rc = read_form(call, after, &newer, err);
	if (!rc)
		rc = say_differences(call, older, newer, err);
	if (!rc)
		rc = say_succession(call, after, older, newer, err);
	form_free(older);
	form_free(newer);
	return rc;
}
