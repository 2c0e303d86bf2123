/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/tasks.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/keys.h"
#include "stige/base/banned.h"

const struct task_info task_rows[] = {
	{ "find", N_("find a client"), N_("{find} and three letters of the name"),
		ACTION_FIND, CONTEXT_CASELOAD },
	{ "new-client", N_("write a new client"), N_("{new-client} on the caseload"),
		ACTION_NEW_CLIENT, CONTEXT_CASELOAD },
	{ "meeting", N_("hold a meeting"), N_("{meeting} on the client, then {open} leads on"),
		ACTION_START_MEETING, CONTEXT_CASELOAD | CONTEXT_CLIENT },
	{ "no-show", N_("write that nobody came, or a new day"), N_("{meeting} on the client, choose what it was"),
		ACTION_START_MEETING, CONTEXT_CASELOAD | CONTEXT_CLIENT },
	{ "cannot-read", N_("help somebody who cannot read"),
		N_("in the meeting, step 2: {edit}, then read aloud; {read-aloud} speaks"),
		ACTION_EDIT, CONTEXT_MEETING },
	{ "language", N_("ask in another language, or larger"), N_("{language} and {text-size} at the client's questions"),
		ACTION_LANGUAGE, CONTEXT_MEETING },
	{ "wrong-client", N_("leave a wrong client's meeting"), N_("{wrong-client}, in the meeting"),
		ACTION_WRONG_CLIENT, CONTEXT_MEETING },
	{ "correct-answer", N_("correct an answer"), N_("{earlier-answers}, on the client's page"),
		ACTION_RESPONSES, CONTEXT_CLIENT },
	{ "undo", N_("take back what I just did"), N_("{undo}; {redo} makes it again"),
		ACTION_UNDO, CONTEXT_OWN },
	{ "pause", N_("pause or close a client"), N_("{edit} on the client's page: Status"),
		ACTION_EDIT, CONTEXT_CLIENT },
	{ "note", N_("write a note on a client"), N_("{note} on the client's page"),
		ACTION_ADD_NOTE, CONTEXT_CLIENT | CONTEXT_MEETING },
	{ "sheet", N_("print the client's sheet"), N_("{sheet} on the client, then {export}"),
		ACTION_SHEET, CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_MEETING },
	{ "journal", N_("get the text for the journal"), N_("{journal}, on the client's page"),
		ACTION_JOURNAL, CONTEXT_CLIENT | CONTEXT_MEETING },
	{ "rights", N_("show a client what is written"), N_("{rights} on the client's page; erasing, too"),
		ACTION_RIGHTS, CONTEXT_CLIENT },
	{ "hand-over", N_("hand a client over"), N_("{handover}, on the client"),
		ACTION_OPEN_HANDOVER, CONTEXT_CASELOAD | CONTEXT_CLIENT },
	{ "export", N_("write the log for a spreadsheet"), N_("{export}; choose the days"),
		ACTION_EXPORT, CONTEXT_CASELOAD | CONTEXT_LOG },
	{ "backup", N_("make a backup, or restore one"), "{outbox}",
		ACTION_OPEN_OUTBOX, CONTEXT_LISTS },
	{ "bundle", N_("send clients to another office"), "{offices}",
		ACTION_OPEN_OFFICES, CONTEXT_LISTS },
	{ "blank", N_("hide the screen at once"), N_("{blank}; any key brings it back"),
		ACTION_BLANK, CONTEXT_OWN },
	{ "first-start", N_("learn the first steps"), "{tour}",
		ACTION_OPEN_TOUR, CONTEXT_LISTS },
};
const size_t task_row_count = ARRAY_SIZE(task_rows);

void task_how(const struct task_info *task, struct str *out)
{
	keys_expand(_(task->how), out);
}
