/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige journal: the text of a meeting, for pasting into the journal system. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/journalfile.h"
#include "words.h"
#include "stige/base/banned.h"

/* The newest meeting that was held or is open; on this day, when one is named. */
static const struct meeting *meeting_on(const struct casefile *c, int32_t day)
{
	for (size_t i = c->meeting_count; i-- > 0;) {
		const struct meeting *m = &c->meetings[i];

		if ((m->result == MEETING_HELD || m->result == MEETING_OPEN) && (day == DATE_NONE || m->date == day))
			return m;
	}
	return NULL;
}

enum stige_rc cmd_journal(struct command_call *call, struct err *err)
{
	struct asked asked = { 0 };
	const char *date = NULL, *output = "-";
	const struct word words[] = {
		{ .name = "CASE", .value = &asked.number, .needed = true }, { .name = "--date", .value = &date },
		{ .name = "--output", .value = &output }, { .name = "--purpose", .value = &asked.purpose },
	};
	struct casefile *file = NULL;
	struct desk *d = NULL;
	const struct meeting *m;
	int32_t day = DATE_NONE;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = words_date("--date", date, session_today(call->options), &day, err);
	if (!rc)
		rc = session_casefile(call, &asked, "journal", &d, &file, err);
	if (!rc) {
		m = meeting_on(file, day);
		rc = m ? journalfile_write(d, file, m, (struct csv_sink){ output_sink, call }, output, err)
			: err_set(err, STIGE_NOTFOUND, "%s", _("there is no meeting to write about; see stige client show"));
	}
	if (!rc && !str_eq(output, "-"))
		rc = output_say(call, err, _("The journal text is written to %s\n"), output);
	casefile_free(file);
	desk_close(d);
	return rc;
}
