/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one table of what a person can do: keys, footer, help, command palette, scripts, man
 * page and completions are all read from it. A screen is always in exactly one context; an
 * action has one meaning in every context it names, and a key one action (actions_check).
 *
 * Order matters: the footer shows the rows of a context in this order while they fit.
 * A row with an empty label is never in the footer; one without keys is in the palette only.
 * An empty help sentence means "with the row before" (the digits).
 */
#ifndef STIGE_UI_ACTIONS_H
#define STIGE_UI_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/err.h"
#include "stige/base/i18n.h"

/* Context, its name, does it take printable keys as text? */
#define CONTEXTS(X) \
	X(CASELOAD,   "caseload",   false) \
	X(CLIENT,     "client",     false) \
	X(MEETING,    "meeting",    false) \
	X(ACTIVITIES, "activities", false) \
	X(ADVICE,     "advice",     false) \
	X(LOG,        "log",        false) \
	X(HANDOVER,   "handover",   false) \
	X(LIST,       "list",       false)   /* any other list */ \
	X(PAGE,       "page",       false)   /* something to read */ \
	X(PATH,       "path",       false)   /* pictures of one client: the path, the two voices */ \
	X(HELP,       "help",       false) \
	X(GRID,       "grid",       false)   /* the caseworker's assessment: a list of items */ \
	X(QUESTION,   "question",   false)   /* one question on the caseworker's side */ \
	X(FORM,       "form",       false)   /* a form whose focus is on a choice or a button */ \
	X(DIALOG,     "dialog",     false) \
	X(ROOM,       "room",       false)   /* the client's room */ \
	X(FIELD,      "field",      true)    /* a form whose focus is on a line of text */ \
	X(AREA,       "area",       true)    /* ... on lines of text: Up, Down, Enter belong to it */ \
	X(FIND,       "find",       true)    /* typing what to look for */ \
	X(PALETTE,    "palette",    true) \
	X(ROOM_TEXT,  "room-text",  true)    /* the client's room, a number or text is asked */ \
	X(LOCK,       "lock",       true)    /* a PIN is asked */ \
	X(BLANK,      "blank",      true)    /* the blanked screen: any key wakes it */

enum context_number {
#define X(name, text, typing) CONTEXT_NUMBER_##name,
	CONTEXTS(X)
#undef X
	CONTEXT_NUMBER_COUNT
};

enum context {
#define X(name, text, typing) CONTEXT_##name = 1 << CONTEXT_NUMBER_##name,
	CONTEXTS(X)
#undef X
};

#define CONTEXT_LISTS (CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_MEETING | CONTEXT_ACTIVITIES \
	| CONTEXT_ADVICE | CONTEXT_LOG | CONTEXT_HANDOVER | CONTEXT_LIST | CONTEXT_PAGE | CONTEXT_PATH \
	| CONTEXT_HELP)
#define CONTEXT_ASKING (CONTEXT_GRID | CONTEXT_QUESTION)
#define CONTEXT_ROOMS (CONTEXT_ROOM | CONTEXT_ROOM_TEXT)
#define CONTEXT_FORMS (CONTEXT_FORM | CONTEXT_FIELD | CONTEXT_AREA)
#define CONTEXT_ANY ((1 << CONTEXT_NUMBER_COUNT) - 1)
/* Where the caseworker sits: everywhere but the client's room, locks and the blank screen. */
#define CONTEXT_OWN (CONTEXT_ANY & ~(CONTEXT_ROOMS | CONTEXT_LOCK | CONTEXT_BLANK))

#define ACTION_GROUPS(X) \
	X(DO,    N_("Do")) \
	X(MOVE,  N_("Move")) \
	X(FIND,  N_("Find")) \
	X(EVERY, N_("Everywhere"))

enum action_group {
#define X(name, title) ACTION_GROUP_##name,
	ACTION_GROUPS(X)
#undef X
	ACTION_GROUP_COUNT
};

/* Enum, name, group, keys, contexts, label in the footer, help sentence. */
#define ACTIONS(X) \
	X(OPEN, "open", DO, "Enter", CONTEXT_ANY & ~(CONTEXT_AREA | CONTEXT_BLANK), \
		N_("open"), N_("Open or confirm what is marked")) \
	X(MARK, "mark", DO, "Space", CONTEXT_ACTIVITIES | CONTEXT_ADVICE | CONTEXT_HANDOVER | CONTEXT_LIST \
		| CONTEXT_CLIENT | CONTEXT_PATH | CONTEXT_ASKING | CONTEXT_FORM | CONTEXT_DIALOG | CONTEXT_ROOM \
		| CONTEXT_MEETING, N_("mark"), N_("Mark or unmark the row, or choose the next value")) \
	X(DIGIT_0, "digit-0", MOVE, "0", CONTEXT_ACTION_DIGITS, \
		"", N_("Mark the row with that number, Enter takes it; go to that tab; in your own answers: answer, and on")) \
	X(DIGIT_1, "digit-1", MOVE, "1", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_2, "digit-2", MOVE, "2", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_3, "digit-3", MOVE, "3", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_4, "digit-4", MOVE, "4", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_5, "digit-5", MOVE, "5", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_6, "digit-6", MOVE, "6", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_7, "digit-7", MOVE, "7", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_8, "digit-8", MOVE, "8", CONTEXT_ACTION_DIGITS, "", "") \
	X(DIGIT_9, "digit-9", MOVE, "9", CONTEXT_ACTION_DIGITS, "", "") \
	X(START_MEETING, "meeting", DO, "m", CONTEXT_CASELOAD | CONTEXT_CLIENT, \
		N_("meeting"), N_("Start or resume a meeting with this client")) \
	X(TAKE_OVER, "take-over", DO, "=", CONTEXT_ACTIVITIES, \
		N_("as last time"), N_("Take over the activities of last time")) \
	X(DATES, "dates", DO, "d", CONTEXT_ACTIVITIES, \
		N_("dates"), N_("Give the dates and the place of the activity")) \
	X(DECLINE, "decline", DO, "d", CONTEXT_ADVICE, \
		N_("decline"), N_("Decline the suggestion and say why")) \
	X(SKIP, "skip", DO, "s", CONTEXT_MEETING, \
		N_("skip"), N_("Leave this step out")) \
	X(WRONG_CLIENT, "wrong-client", DO, "", CONTEXT_MEETING, \
		"", N_("Wrong client: take this meeting and its answers back")) \
	X(REMARK, "remark", DO, "e", CONTEXT_ASKING, \
		N_("remark"), N_("Write a remark on this item")) \
	X(EDIT, "edit", DO, "e", CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_HANDOVER | CONTEXT_ACTIVITIES \
		| CONTEXT_MEETING | CONTEXT_PATH, \
		N_("edit"), N_("Change what is marked; of a client: name, goal, pause, closing")) \
	X(PAUSE, "pause", DO, "", CONTEXT_CASELOAD | CONTEXT_CLIENT, \
		"", N_("Pause the client until a day")) \
	X(LANGUAGE, "language", DO, "F3", CONTEXT_ROOMS | CONTEXT_QUESTION | CONTEXT_MEETING, \
		N_("language"), N_("Ask the questions in the form's next language")) \
	X(ADD_NOTE, "note", DO, "+", CONTEXT_CLIENT | CONTEXT_MEETING, \
		N_("note"), N_("Write a note on this client; the client can ask to read it")) \
	X(TEXT_SIZE, "text-size", DO, "F4", CONTEXT_ROOMS | CONTEXT_QUESTION | CONTEXT_MEETING, \
		"", N_("Set the client's questions further apart, or closer; larger letters are the terminal's own")) \
	X(READ_ALOUD, "read-aloud", DO, "F5", CONTEXT_ROOMS | CONTEXT_QUESTION, \
		"", N_("Read the question aloud, where a command for it is set up")) \
	X(ACTIVITIES, "activities", DO, "a", CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_MEETING, \
		N_("activities"), N_("Register activities since the last round")) \
	X(ADVICE, "advice", DO, "r", \
		CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_MEETING | CONTEXT_ACTIVITIES, \
		N_("advice"), N_("Show what could help next, with the findings behind it")) \
	X(PATH, "path", DO, "t", CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_MEETING | CONTEXT_ADVICE, \
		N_("path"), N_("Show the path to a job or an education, with the newest answers")) \
	X(VOICES, "voices", DO, "v", CONTEXT_CLIENT | CONTEXT_MEETING, \
		N_("two voices"), N_("Show where you and the client answered about the same matter")) \
	X(SMALL_STEPS, "small-steps", DO, "s", CONTEXT_CLIENT, \
		N_("small steps"), N_("Tell what moved, also below a whole step")) \
	X(SINCE, "since-began", DO, "y", CONTEXT_CLIENT | CONTEXT_MEETING, \
		"", N_("Show the answers before and since each running activity began")) \
	X(ALL_RULES, "all-rules", DO, "v", CONTEXT_ADVICE, \
		N_("all rules"), N_("Show every rule, also those that did not apply")) \
	X(ORDER, "order", DO, "o", CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_LOG, \
		N_("order"), N_("Show the rows in another order")) \
	X(LOOK, "look", DO, "w", CONTEXT_CLIENT | CONTEXT_MEETING | CONTEXT_ACTIVITIES | CONTEXT_ADVICE \
		| CONTEXT_PATH, \
		N_("switch look"), N_("Switch between what you share with the client and your own look")) \
	X(NEW_CLIENT, "new-client", DO, "c", CONTEXT_CASELOAD, \
		N_("new client"), N_("Write a new client")) \
	X(EXPORT, "export", DO, "x", CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_LOG | CONTEXT_HANDOVER \
		| CONTEXT_PAGE, \
		N_("export"), N_("Write a file for a spreadsheet or another office")) \
	X(SHEET, "sheet", DO, "p", CONTEXT_CASELOAD | CONTEXT_CLIENT | CONTEXT_MEETING | CONTEXT_HANDOVER, \
		N_("sheet"), N_("Make the sheet for the client, to print or to write to a file")) \
	X(JOURNAL, "journal", DO, "", CONTEXT_CLIENT | CONTEXT_MEETING, \
		"", N_("Show the text for the journal, ready to paste or to write to a file")) \
	X(REVEAL, "reveal", DO, "F6", CONTEXT_OWN, \
		"", N_("Show what is hidden (earlier answers, sources); this is logged")) \
	X(UNDO, "undo", DO, "u F7", CONTEXT_OWN, \
		"", N_("Undo the last change")) \
	X(REDO, "redo", DO, "U F8 Ctrl-r", CONTEXT_OWN, \
		"", N_("Make the undone change again")) \
	X(OPEN_LOG, "log", DO, "", CONTEXT_LISTS, \
		"", N_("Show the session log")) \
	X(OPEN_HANDOVER, "handover", DO, "", CONTEXT_CASELOAD | CONTEXT_CLIENT, \
		"", N_("Hand this client over to another caseworker")) \
	X(REASSIGN, "reassign", DO, "", CONTEXT_CASELOAD, \
		"", N_("Give many of a colleague's clients to another caseworker; for key-holders")) \
	X(KEYS, "keys", DO, "", CONTEXT_CASELOAD, \
		"", N_("Show who can open this file; change your passphrase; a colleague comes or leaves")) \
	X(VISITATION, "visitation", DO, "", CONTEXT_CLIENT, \
		"", N_("Write what the job centre has assessed the client to be: activity-ready or job-ready")) \
	X(REPORTS, "reports", DO, "v", CONTEXT_CASELOAD, \
		N_("reports"), N_("Show the caseload in numbers: who is due by weeks, movement, activities, what is missing")) \
	X(MIRROR, "mirror", DO, "", CONTEXT_CASELOAD | CONTEXT_CLIENT, \
		"", N_("Show your own mirror: your confidence over your other clients; only for you")) \
	X(RESPONSES, "earlier-answers", DO, "", CONTEXT_CLIENT, \
		"", N_("Show earlier answers, correct one, or take one back")) \
	X(OUTCOMES, "outcomes", DO, "", CONTEXT_CLIENT, \
		"", N_("Show the client's outcomes: jobs, education, other benefits")) \
	X(RIGHTS, "rights", DO, "i", CONTEXT_CLIENT, \
		"", N_("Show what is written and who looked; correct, restrict or erase it")) \
	X(COLLEAGUE, "colleague", DO, "", CONTEXT_CASELOAD, \
		"", N_("Open a colleague's client, or a restricted one, by case number; you say why")) \
	X(KEPT, "kept", DO, "", CONTEXT_CASELOAD, \
		"", N_("Show what has been kept long enough; nothing is deleted by itself")) \
	X(OPEN_OUTBOX, "outbox", DO, "", CONTEXT_LISTS, \
		"", N_("Show the outbox: answers not completed, and files that were written, with their age")) \
	X(OPEN_BACKUPS, "backup", DO, "", CONTEXT_LISTS, \
		"", N_("Make a backup, see which there are, restore one: go back to what was saved before")) \
	X(OPEN_IMPORT, "import", DO, "", CONTEXT_LISTS, \
		"", N_("Take in a table from a spreadsheet or another system: clients, answers, outcomes")) \
	X(OPEN_OFFICES, "offices", DO, "", CONTEXT_LISTS, \
		"", N_("Show the offices you exchange bundles with; pair, make a bundle, take one in")) \
	X(OPEN_CONFLICTS, "conflicts", DO, "", CONTEXT_LISTS, \
		"", N_("Show what two offices wrote differently, and decide which of the two counts")) \
	X(OPEN_TOUR, "tour", DO, "", CONTEXT_LISTS, \
		"", N_("Take the short tour of the program")) \
	X(OPEN_SOURCES, "sources", DO, "", CONTEXT_LISTS, \
		"", N_("Show what the study is and every finding with its source")) \
	X(OPEN_OFFERS, "offers", DO, "", CONTEXT_LISTS, \
		"", N_("Show what the office offers by group and place, and what is missing")) \
	X(OPEN_MESSAGES, "messages", DO, "", CONTEXT_LISTS | CONTEXT_ASKING, \
		"", N_("Show the messages of this run again")) \
	X(SAY, "say", DO, "", CONTEXT_OWN, \
		"", N_("Show this page as plain lines, to be read aloud")) \
	X(MOUSE, "mouse", DO, "", CONTEXT_LISTS, \
		"", N_("Switch the mouse on or off; while it is off the terminal selects text with it")) \
	X(UP, "up", MOVE, "Up k", CONTEXT_ANY & ~(CONTEXT_AREA | CONTEXT_LOCK | CONTEXT_BLANK), \
		"", N_("One row up")) \
	X(DOWN, "down", MOVE, "Down j", CONTEXT_ANY & ~(CONTEXT_AREA | CONTEXT_LOCK | CONTEXT_BLANK), \
		"", N_("One row down")) \
	X(LEFT, "left", MOVE, "Left h", \
		CONTEXT_LISTS | CONTEXT_ASKING | CONTEXT_FORM | CONTEXT_DIALOG | CONTEXT_ROOM, \
		"", N_("One column or tab to the left; in a plain list: back")) \
	X(RIGHT, "right", MOVE, "Right l", \
		CONTEXT_LISTS | CONTEXT_ASKING | CONTEXT_FORM | CONTEXT_DIALOG | CONTEXT_ROOM, \
		"", N_("One column or tab to the right; in a plain list: open")) \
	X(PAGE_UP, "page-up", MOVE, "PgUp", CONTEXT_OWN & ~CONTEXT_AREA, \
		"", N_("One page up")) \
	X(PAGE_DOWN, "page-down", MOVE, "PgDn", CONTEXT_OWN & ~CONTEXT_AREA, \
		"", N_("One page down")) \
	X(FIRST, "first", MOVE, "Home g", CONTEXT_LISTS | CONTEXT_ASKING | CONTEXT_FORM | CONTEXT_DIALOG, \
		"", N_("The first row")) \
	X(LAST, "last", MOVE, "End G", CONTEXT_LISTS | CONTEXT_ASKING | CONTEXT_FORM | CONTEXT_DIALOG, \
		"", N_("The last row")) \
	X(NEXT_PART, "next-part", MOVE, "Tab", CONTEXT_OWN | CONTEXT_ROOMS | CONTEXT_LOCK, \
		"", N_("The next field or part of the screen")) \
	X(PREVIOUS_PART, "previous-part", MOVE, "Shift-Tab", CONTEXT_OWN | CONTEXT_ROOMS, \
		"", N_("The field or part before")) \
	X(PREVIOUS, "previous", MOVE, "Backspace", \
		CONTEXT_LISTS | CONTEXT_ASKING | CONTEXT_FORM | CONTEXT_DIALOG | CONTEXT_ROOM, \
		"", N_("The question before; in a plain list: back")) \
	X(FIND, "find", FIND, "/", CONTEXT_LISTS, \
		N_("find"), N_("Find as you type")) \
	X(FIND_NEXT, "find-next", FIND, "n", CONTEXT_LISTS, \
		"", N_("The next match, while there is a search")) \
	X(FIND_PREVIOUS, "find-previous", FIND, "N", CONTEXT_LISTS, \
		"", N_("The match before, while there is a search")) \
	X(FILTER, "filter", FIND, "f", CONTEXT_CASELOAD | CONTEXT_LOG, \
		N_("filter"), N_("Show only some of the rows")) \
	X(OFFICE, "office", FIND, "", CONTEXT_CASELOAD, \
		"", N_("Show the clients of the whole office, or your own again; for key-holders")) \
	X(BACK, "back", EVERY, "Esc", CONTEXT_ANY & ~CONTEXT_BLANK, \
		N_("back"), N_("Back, cancel, or clear the search; nothing is lost")) \
	X(BLANK, "blank", EVERY, "b F9", CONTEXT_OWN | CONTEXT_ROOMS, \
		"", N_("Blank the screen until a key is pressed")) \
	X(REDRAW, "redraw", EVERY, "Ctrl-l", CONTEXT_ANY & ~CONTEXT_BLANK, \
		"", N_("Draw the screen again")) \
	X(LEAVE, "leave", EVERY, "q F10 Ctrl-c", CONTEXT_OWN, \
		"", N_("Leave this screen; on the first screen leave the program")) \
	X(SUSPEND, "suspend", EVERY, "Ctrl-z", CONTEXT_OWN, \
		"", N_("Clear the screen and go to the shell for a while")) \
	X(COMMANDS, "commands", EVERY, ": F2 Ctrl-p", CONTEXT_OWN, \
		N_("commands"), N_("Find a command by its name")) \
	X(HELP, "help", EVERY, "? F1", CONTEXT_OWN | CONTEXT_ROOMS, \
		N_("help"), N_("Show the keys that work here"))

/*
 * Where a digit is no text. One rule: it marks the row with that number, and Enter takes it: in lists, in boxes, in
 * the client's room. Only where the caseworker answers question after question is it the answer, and the next one
 * follows; where there are tabs, which show their numbers, it is a tab's. The footer says the rest: a label of DIGIT_0
 * stands after "0-9", one of DIGIT_1 after "1-9".
 */
#define CONTEXT_ACTION_DIGITS (CONTEXT_LISTS | CONTEXT_ASKING | CONTEXT_FORM | CONTEXT_DIALOG | CONTEXT_ROOM)

enum action {
	ACTION_NONE,
#define X(id, name, group, keys, contexts, label, help) ACTION_##id,
	ACTIONS(X)
#undef X
	ACTION_COUNT
};

struct action_info {
	const char *name;            /* "new-client": in scripts and the palette; ASCII, stable */
	enum action_group group;
	const char *keys;            /* names separated by blanks */
	unsigned contexts;           /* bits of enum context */
	const char *label;           /* msgid; "" = never in the footer */
	const char *help;            /* msgid */
};

const struct action_info *action_info(enum action action);
enum action action_by_name(const char *name);            /* ACTION_NONE if there is none */
const char *action_group_title(enum action_group group); /* msgid */
/*
 * Other words people look for it by, msgid, separated by commas; "" when there are none. For an action without
 * keys the first is what help tells to type in the palette. The same action is sought by other words elsewhere.
 */
const char *action_words(enum action action, enum context context);
/* Is it DIGIT_0..DIGIT_9? *ret_digit is then 0..9. */
bool action_digit(enum action action, int *ret_digit);

const char *context_name(enum context context);
bool context_takes_text(enum context context);

/*
 * The table's own rules: one meaning of a key in a context, no key that needs AltGr or a dead
 * key on a Danish keyboard, every key's name known, a help sentence everywhere, unique names.
 * Run at start and by a test: STIGE_INTERNAL with the first broken rule.
 */
enum stige_rc actions_check(struct err *err);
/* The same over any table (for the test's bad tables). rows[0] is ignored, as ACTION_NONE is. */
enum stige_rc actions_check_table(const struct action_info *rows, size_t count, struct err *err);

#endif
