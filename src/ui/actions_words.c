/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words people look for an action by who do not know what it is called here. Both languages are searched,
 * so that whoever learnt the English name finds it in the Danish palette too.
 */
#include "stige/ui/actions.h"

#include "stige/base/mem.h"
#include "stige/base/banned.h"

static const struct {
	enum action action;
	unsigned contexts;
	const char *words;
} words[] = {
	{ ACTION_START_MEETING, CONTEXT_ANY,
		N_("talk, contact, did not come, no-show, sick, cancelled, moved to another day") },
	{ ACTION_TAKE_OVER, CONTEXT_ANY, N_("same as before, copy") },
	{ ACTION_DATES, CONTEXT_ANY, N_("from, to, place") },
	{ ACTION_SKIP, CONTEXT_ANY, N_("pass over, next step") },
	{ ACTION_WRONG_CLIENT, CONTEXT_ANY, N_("wrong client, mistake, throw away, take the meeting back") },
	{ ACTION_REMARK, CONTEXT_ANY, N_("comment, small step") },
	{ ACTION_PAUSE, CONTEXT_ANY, N_("pause, away, maternity leave, holiday, begin again") },
	{ ACTION_EDIT, CONTEXT_CASELOAD | CONTEXT_CLIENT,
		N_("change, correct the name, birth date, goal, benefit, close, stop, reopen") },
	{ ACTION_EDIT, CONTEXT_MEETING,
		N_("how answered, cannot read, reads badly, read aloud, interpreter, paper, phone, kind of meeting") },
	{ ACTION_ADD_NOTE, CONTEXT_ANY, N_("write a note, diary, remember") },
	{ ACTION_LANGUAGE, CONTEXT_ANY, N_("translate, foreign language, Danish, English") },
	{ ACTION_TEXT_SIZE, CONTEXT_ANY, N_("larger, bigger text, sees badly, zoom") },
	{ ACTION_READ_ALOUD, CONTEXT_ANY, N_("speak, voice, cannot read, dyslexia") },
	{ ACTION_ACTIVITIES, CONTEXT_ANY, N_("course, internship, register") },
	{ ACTION_ADVICE, CONTEXT_ANY, N_("suggestions, what helps, what next, groups") },
	{ ACTION_PATH, CONTEXT_ANY, N_("picture, way to a job") },
	{ ACTION_VOICES, CONTEXT_ANY, N_("disagree, difference, compare") },
	{ ACTION_SMALL_STEPS, CONTEXT_ANY, N_("progress, what moved") },
	{ ACTION_SINCE, CONTEXT_ANY, N_("before and after, effect of an activity") },
	{ ACTION_ALL_RULES, CONTEXT_ANY, N_("why, sixteen groupings") },
	{ ACTION_ORDER, CONTEXT_ANY, N_("sort") },
	{ ACTION_LOOK, CONTEXT_ANY, N_("private, hide, share, own look, shared look") },
	{ ACTION_NEW_CLIENT, CONTEXT_ANY, N_("add, create, take in, register") },
	{ ACTION_EXPORT, CONTEXT_ANY, N_("spreadsheet, Excel, CSV, last week, save to a file") },
	{ ACTION_SHEET, CONTEXT_ANY, N_("print, paper, PDF, the client's copy") },
	{ ACTION_JOURNAL, CONTEXT_ANY, N_("journal text, copy, paste, record") },
	{ ACTION_REVEAL, CONTEXT_ANY, N_("hidden answers") },
	{ ACTION_UNDO, CONTEXT_ANY, N_("take back, regret, wrong, mistake") },
	{ ACTION_REDO, CONTEXT_ANY, N_("again") },
	{ ACTION_OPEN_LOG, CONTEXT_ANY, N_("session log, history, events, who wrote") },
	{ ACTION_OPEN_HANDOVER, CONTEXT_ANY, N_("hand over, successor, change of caseworker, holiday") },
	{ ACTION_REASSIGN, CONTEXT_ANY, N_("reassign, many clients, colleague left, share out") },
	{ ACTION_KEYS, CONTEXT_ANY, N_("passphrase, password, PIN, sealed, key-holder, recovery code, new colleague") },
	{ ACTION_VISITATION, CONTEXT_ANY, N_("activity-ready, job-ready, match group") },
	{ ACTION_REPORTS, CONTEXT_ANY, N_("numbers, statistics, overview") },
	{ ACTION_MIRROR, CONTEXT_ANY, N_("mirror, my own confidence") },
	{ ACTION_RESPONSES, CONTEXT_ANY,
		N_("correct an answer, wrong answer, change an answer, yesterday, slip, take back an answer") },
	{ ACTION_OUTCOMES, CONTEXT_ANY, N_("outcomes, got a job, education, result") },
	{ ACTION_RIGHTS, CONTEXT_ANY, N_("erase, delete, restrict, data protection, GDPR, ask to see") },
	{ ACTION_COLLEAGUE, CONTEXT_ANY, N_("colleague's client, stand in, sick colleague, case number") },
	{ ACTION_KEPT, CONTEXT_ANY, N_("kept long enough, old, clean up, delete") },
	{ ACTION_OPEN_OUTBOX, CONTEXT_ANY, N_("outbox, unfinished answers, files that were written") },
	{ ACTION_OPEN_BACKUPS, CONTEXT_ANY, N_("backup, restore, copy of the file, go back to an earlier file") },
	{ ACTION_OPEN_IMPORT, CONTEXT_ANY, N_("import, take in a list, read a file, clients from a spreadsheet") },
	{ ACTION_OPEN_OFFICES, CONTEXT_ANY, N_("offices, bundle, merge, stick, pair, satellite") },
	{ ACTION_OPEN_CONFLICTS, CONTEXT_ANY, N_("conflicts, differ, decide, merge") },
	{ ACTION_OPEN_TOUR, CONTEXT_ANY, N_("tour, learn, first steps, introduction") },
	{ ACTION_OPEN_SOURCES, CONTEXT_ANY, N_("study, report, research, evidence, findings") },
	{ ACTION_OPEN_OFFERS, CONTEXT_ANY, N_("offers, places, what we have") },
	{ ACTION_OPEN_MESSAGES, CONTEXT_ANY, N_("messages, errors, what did it say") },
	{ ACTION_SAY, CONTEXT_ANY, N_("say, read aloud, screen reader, blind, plain text") },
	{ ACTION_MOUSE, CONTEXT_ANY, N_("set mouse on, set mouse off, click, wheel, select text") },
	{ ACTION_FIND, CONTEXT_ANY, N_("search, look for, name") },
	{ ACTION_FILTER, CONTEXT_ANY, N_("only due, late, paused, closed") },
	{ ACTION_OFFICE, CONTEXT_ANY, N_("whole office, everybody, all clients") },
	{ ACTION_BLANK, CONTEXT_ANY, N_("hide, black, somebody comes in") },
	{ ACTION_LEAVE, CONTEXT_ANY, N_("quit, exit, stop, log out") },
	{ ACTION_REDRAW, CONTEXT_ANY, N_("rubbish on the screen") },
	{ ACTION_HELP, CONTEXT_ANY, N_("how do I, keys, manual") },
};

const char *action_words(enum action action, enum context context)
{
	for (size_t i = 0; i < ARRAY_SIZE(words); i++)
		if (words[i].action == action && words[i].contexts & (unsigned)context)
			return words[i].words;
	return "";
}
