/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige report: the own caseload in numbers, with who is behind them. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/reportfile.h"
#include "words.h"
#include "stige/base/banned.h"

static enum stige_rc name_unknown(const char *typed, struct err *err)
{
	return err_set(err, STIGE_USAGE, _("there is no report \"%s\"; there are due, movement, activities and quality"),
		typed);
}

static enum stige_rc write_csv(struct command_call *call, struct desk *d, const struct report *r, const char *dialect,
	const char *output, struct err *err)
{
	struct reportfile_options o = { .sink = { output_sink, call } };
	enum stige_rc rc;

	if (!csv_dialect_parse(dialect, &o.dialect))
		return err_set(err, STIGE_USAGE, _("--dialect cannot be \"%s\"; it is exact or excel-da"), dialect);
	rc = reportfile_write(d, r, &o, output, err);
	return rc || str_eq(output, "-") ? rc : output_say(call, err, _("The report is written to %s\n"), output);
}

enum stige_rc cmd_report(struct command_call *call, struct err *err)
{
	const char *name = NULL, *dialect = NULL, *output = "-";
	const struct word words[] = {
		{ .name = "NAME", .value = &name, .needed = true }, { .name = "--dialect", .value = &dialect },
		{ .name = "--output", .value = &output },
	};
	struct report report = { .kind = REPORT_DUE };
	struct str text = STR_INIT;
	struct desk *d = NULL;
	enum report_kind kind;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc && !report_kind_parse(name, &kind))
		rc = name_unknown(name, err);
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = report_make(d, kind, &report, err);
	if (!rc && !dialect && str_eq(output, "-")) {
		report_text(&report, d, output_columns(), &text);
		rc = output_text(call, text.text, err);
	} else if (!rc) {
		rc = write_csv(call, d, &report, dialect ? dialect : "exact", output, err);
	}
	report_release(&report);
	desk_close(d);
	str_release(&text);
	return rc;
}
