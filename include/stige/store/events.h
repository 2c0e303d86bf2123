/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What happened: one append-only table, hash-chained for each device, written in the same
 * transaction as the fact. The session log, the access log and the message history read it.
 * It never holds an answer, a name or free text: kinds, code words, counts and ids only.
 */
#ifndef STIGE_STORE_EVENTS_H
#define STIGE_STORE_EVENTS_H

#include "stige/base/arena.h"
#include "stige/store/store.h"

/* kind, its word in the file and in exports, log it belongs to (S session, A access, O office). */
#define EVENT_KINDS(X) \
	X(MEETING_BEGUN, "meeting-begun", 'S') \
	X(MEETING_HELD, "meeting-held", 'S') \
	X(MEETING_NOT_COME, "meeting-not-come", 'S') \
	X(MEETING_CANCELLED, "meeting-cancelled", 'S') \
	X(MEETING_MOVED, "meeting-moved", 'S') \
	X(MEETING_REOPENED, "meeting-reopened", 'S') \
	X(DRAFT_BEGUN, "draft-begun", 'S') \
	X(DRAFT_PAUSED, "draft-paused", 'S') \
	X(DRAFT_RESUMED, "draft-resumed", 'S') \
	X(DRAFT_DROPPED, "draft-dropped", 'S') \
	X(FORM_COMPLETED, "form-completed", 'S') \
	X(CORRECTED, "corrected", 'S') \
	X(VOIDED, "voided", 'S') \
	X(ACTIVITIES_REGISTERED, "activities-registered", 'S') \
	X(ACTIVITY_DATED, "activity-dated", 'S') \
	X(SUGGESTION_CHOSEN, "suggestion-chosen", 'S') \
	X(SUGGESTION_DECLINED, "suggestion-declined", 'S') \
	X(STEP_AGREED, "step-agreed", 'S') \
	X(STEP_DONE, "step-done", 'S') \
	X(STEP_NOT_DONE, "step-not-done", 'S') \
	X(STEP_DROPPED, "step-dropped", 'S') \
	X(NOTE_ADDED, "note-added", 'S') \
	X(NOTE_CHANGED, "note-changed", 'S') \
	X(JOURNAL_WRITTEN, "journal-written", 'S') \
	X(SHEET_PRINTED, "sheet-printed", 'S') \
	X(NEXT_AGREED, "next-agreed", 'S') \
	X(OUTCOME_RECORDED, "outcome-recorded", 'S') \
	X(OUTCOME_CHANGED, "outcome-changed", 'S') \
	X(CLIENT_ADDED, "client-added", 'S') \
	X(CLIENT_EDITED, "client-edited", 'S') \
	X(CLIENT_ASSIGNED, "client-assigned", 'S') \
	X(CLIENT_OPENED, "client-opened", 'A') \
	X(CLIENT_LISTED, "client-listed", 'A') \
	X(CLIENT_REFUSED, "client-refused", 'A') \
	X(CPR_SHOWN, "cpr-shown", 'A') \
	X(NAME_SHOWN, "name-shown", 'A') \
	X(LOG_SHOWN, "log-shown", 'A') \
	X(CLIENT_RESTRICTED, "client-restricted", 'A') \
	X(CLIENT_UNRESTRICTED, "client-unrestricted", 'A') \
	X(CLIENT_ERASED, "client-erased", 'A') \
	X(SUBJECT_EXPORTED, "subject-exported", 'A') \
	X(EXPORTED, "exported", 'A') \
	X(DUMPED, "dumped", 'A') \
	X(LOGGED_IN, "logged-in", 'A') \
	X(PIN_WRONG, "pin-wrong", 'A') \
	X(PASSPHRASE_WRONG, "passphrase-wrong", 'A') \
	X(OFFICE_FOUNDED, "office-founded", 'O') \
	X(CASEWORKER_ADDED, "caseworker-added", 'O') \
	X(CASEWORKER_CHANGED, "caseworker-changed", 'O') \
	X(KEY_CHANGED, "key-changed", 'O') \
	X(SETTING_CHANGED, "setting-changed", 'O') \
	X(IMPORTED, "imported", 'O') \
	X(LOG_PRUNED, "log-pruned", 'O') \
	X(RESTORED, "restored", 'O') \
	X(OFFICE_PAIRED, "office-paired", 'O') \
	X(MERGED, "merged", 'O') \
	X(CONFLICT_SETTLED, "conflict-settled", 'S')

enum event_kind {
#define X(name, word, log) EVENT_##name,
	EVENT_KINDS(X)
#undef X
	EVENT_KIND_COUNT
};

/* The code word, as an event's reason and a record's, for what was taken back at once. */
#define UNDONE "undone"

const char *event_word(enum event_kind kind);
char event_log(enum event_kind kind);            /* 'S', 'A', 'O' */

struct event {
	int64_t seq;                     /* of its device's chain, from 1 */
	struct id id, device, office, caseworker;
	int64_t at;
	struct id client, meeting;       /* zero = none */
	enum event_kind kind;
	const char *form_hash;           /* "" = none */
	const char *item;                /* "c6", "a13", "name"; "" */
	const char *reason;              /* code word; "" */
	int answered, of, minutes;       /* -1 = does not apply */
	const char *respondent, *mode, *language;        /* code words, "" */
};

/* Appends; for events that have no fact of their own (opened, exported). Joins the open transaction. */
enum stige_rc event_add(struct store *s, const struct event *e, struct err *err);

struct event_filter {
	int64_t from, to;                /* instants, [from, to); INSTANT_NONE = open */
	const struct id *client, *caseworker;            /* NULL = all */
	char log;                        /* 'S', 'A', 'O' or 0 = all */
	size_t most;                     /* newest so many, 0 = all */
};
/* Oldest first, streamed: returning false from each stops. */
enum stige_rc event_each(struct store *s, const struct event_filter *filter,
	bool (*each)(void *ctx, const struct event *e), void *ctx, struct err *err);
/* Checks every chain; *ret_bad counts the links that do not hold. */
enum stige_rc event_verify(struct store *s, size_t *ret_bad, struct err *err);

/*
 * Takes away every event before this instant, of each device's chain up to the first that is younger,
 * and leaves an anchor, so that the chains still hold. STIGE_DATA, and nothing goes, when one does not.
 */
enum stige_rc event_prune(struct store *s, int64_t before, size_t *ret_rows, struct err *err);

/* An export that was written: path as given, SHA-256 and size of the file. Local table. */
struct export_record {
	int64_t at;
	const char *what, *dialect, *file, *sha256;
	size_t bytes, rows;
	bool names;
	const char *reason;              /* why with names */
	struct id client;                /* whom alone it is about; zero = everybody */
};
enum stige_rc export_add(struct store *s, const struct export_record *e, struct err *err);
enum stige_rc export_list(struct store *s, struct arena *a, struct export_record **ret, size_t *ret_count,
	struct err *err);

#endif
