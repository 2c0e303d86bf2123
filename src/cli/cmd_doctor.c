/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige doctor: what this terminal, disk and set-up can do, line by line. */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "commands.h"
#include "session.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/instrument/instrument.h"
#include "stige/ui/spark.h"
#include "words.h"
#include "stige/base/banned.h"

static void ladder_line(FILE *out, enum spark_ladder ladder)
{
	fprintf(out, "  %-7s ", spark_name(ladder));
	for (int level = 1; level <= 5; level++)
		fputs(spark_glyph(ladder, level), out);
	fprintf(out, " %s\n", spark_glyph(ladder, 0));
}

static void about_terminal(FILE *out)
{
	const char *term = getenv("TERM");

	fprintf(out, "%s: %s\n", _("terminal"), term && *term ? term : _("TERM is not set: the screens cannot start"));
	fprintf(out, "%s: %s\n", _("letters"), nl_langinfo(CODESET));
	fprintf(out, "%s\n", _("sparklines; the first row that rises evenly suits this font:"));
	for (enum spark_ladder l = SPARK_BLOCKS; l <= SPARK_DIGITS; l++)
		ladder_line(out, l);
}

static enum stige_rc about_forms(struct command_call *call, struct err *err)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct instrument *i = NULL;
	enum stige_rc rc = instrument_open(call->options->forms, &problems, &i, err);

	if (!rc)
		fprintf(call->out, _("forms: %s, %zu warnings\n"), call->options->forms, problems.count - problems.errors);
	instrument_free(i);
	form_problems_release(&problems);
	return rc;
}

static enum stige_rc about_file(struct command_call *call, struct err *err)
{
	struct store *s = NULL;
	enum stige_rc rc;

	if (!file_exists(call->options->database)) {
		fprintf(call->out, _("database: %s is not there yet; the first start makes it\n"), call->options->database);
		return STIGE_OK;
	}
	rc = session_store(call, &s, err);
	if (!rc)
		fprintf(call->out, _("database: %s opens\n"), store_path(s));
	store_close(s);
	return rc;
}

int cmd_doctor(struct command_call *call)
{
	struct err err = ERR_INIT;
	enum stige_rc rc = words_parse(call, NULL, 0, &err);
	enum stige_rc file;

	if (rc)
		return command_fail(call->err, &err);
	about_terminal(call->out);
	rc = about_forms(call, &err);
	if (rc)
		command_fail(call->err, &err);
	file = about_file(call, &err);
	if (file)
		rc = (enum stige_rc)command_fail(call->err, &err);
	return (int)rc;
}
