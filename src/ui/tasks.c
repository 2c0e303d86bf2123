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
	{ "correct-answer", N_("correct an answer"),
		N_("{open} on the item, on the client's page, then {open} on the answer"),
		ACTION_RESPONSES, CONTEXT_CLIENT },
	{ "undo", N_("take back what I just did"), N_("{undo}; {redo} makes it again"),
		ACTION_UNDO, CONTEXT_OWN },
	{ "pause", N_("pause or close a client"), N_("{pause}; to close: {edit}, Status"),
		ACTION_PAUSE, CONTEXT_CASELOAD | CONTEXT_CLIENT },
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
	{ "backup", N_("make a backup, or restore one"), "{backup}",
		ACTION_OPEN_BACKUPS, CONTEXT_LISTS },
	{ "import", N_("take clients or answers from a file"), "{import}",
		ACTION_OPEN_IMPORT, CONTEXT_LISTS },
	{ "bundle", N_("send clients to another office"), "{offices}",
		ACTION_OPEN_OFFICES, CONTEXT_LISTS },
	{ "blank", N_("hide the screen at once"), N_("{blank}; any key brings it back"),
		ACTION_BLANK, CONTEXT_OWN },
	{ "first-start", N_("learn the first steps"), "{tour}",
		ACTION_OPEN_TOUR, CONTEXT_LISTS },
};
const size_t task_row_count = ARRAY_SIZE(task_rows);

const struct word_info word_rows[] = {
	{ N_("round"), N_("a meeting with answers: the client's, yours, or both; about every third month") },
	{ N_("due, late"),
		N_("from day 76 after the last round, from day 121; after day 183 its answers are too old for advice") },
	{ N_("C1-C11"), N_("the client's eleven questions; C1-C9 run from 1 to 5") },
	{ N_("W1-W11"), N_("your own eleven; the last is your belief in a job within a year") },
	{ N_("CW"), N_("this round's forms, the client's and yours: x given, . not yet") },
	{ "J U S H", N_("groups of activities: job-oriented, upgrading, social, health-oriented") },
	{ N_("shared look"),
		N_("what client and caseworker see together: nothing of yours, nobody else; own look: all of it") },
	{ N_("the client's room"), N_("the questions on a screen that only your PIN leads out of") },
	{ N_("session log"), N_("what happened in meetings, in order; never an answer") },
	{ N_("sealed"), N_("locked with a passphrase: nobody else can read it") },
	{ N_("key-holder"),
		N_("a colleague who lets others in and gives clients to another; there should be two") },
	{ N_("outbox"), N_("what is not finished, and the files that were written") },
	{ N_("bundle"), N_("a sealed file that takes clients to another office") },
	{ N_("mirror"), N_("your own belief in a job over all your clients; for your eyes only") },
};
const size_t word_row_count = ARRAY_SIZE(word_rows);

void task_how(const struct task_info *task, struct str *out)
{
	keys_expand(_(task->how), out);
}
