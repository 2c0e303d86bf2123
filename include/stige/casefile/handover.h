/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The change of caseworker as an act, and what the next one needs to know (report lines
 * 1089-1093: knowledge about the case, with the plan for job search). Facts fill the page by
 * themselves; five parts are written by hand. The confidence (W11) is not handed on as a start
 * value: the new caseworker answers fresh. For caseworkers only; never for the client.
 */
#ifndef STIGE_CASEFILE_HANDOVER_H
#define STIGE_CASEFILE_HANDOVER_H

#include "stige/casefile/casefile.h"

/* --- the act --- */

/* Why a caseworker changes: code words and what they are called. */
size_t handover_reason_count(void);
const char *handover_reason(size_t i);                   /* "wish", "illness", "reorganisation" ... */
const char *handover_reason_text(const char *reason);    /* translated; the word itself when it is another one */
/* Should be kept to a minimum: for reasons of visitation or reorganisation (report lines 1085-1088). */
bool handover_avoidable(const char *reason);

/*
 * From `from` on the client is `to`'s. Whose client it is may do so, a key-holder, and anyone for a client who has
 * nobody: else STIGE_PERMISSION. STIGE_DATA for a reason that is none, a caseworker who left, a day ahead or before
 * the present one began. The casefile is not changed: load it again.
 */
enum stige_rc handover_assign(struct desk *d, const struct casefile *c, const struct id *to, int32_t from,
	const char *reason, struct err *err);
/* When somebody is ill or gone: many at once, all or none. A key-holder only. */
enum stige_rc handover_assign_all(struct desk *d, const struct id *clients, size_t count, const struct id *to,
	int32_t from, const char *reason, struct err *err);
/* A colleague's clients, closed ones left out, for that choice; a key-holder only. Writes a "client-listed" event. */
enum stige_rc handover_clients(struct desk *d, struct arena *a, const struct id *caseworker, struct client **ret,
	size_t *ret_count, struct err *err);

/* --- the page --- */

enum handover_part {
	HANDOVER_WANTS,                      /* what the client wants, in the client's own words */
	HANDOVER_WORKS,                      /* what works, what to avoid */
	HANDOVER_SEARCH,                     /* the plan for job search: channels, employers spoken to */
	HANDOVER_JOINT,                      /* a date: both caseworkers and the client */
	HANDOVER_TOLD,                       /* the client was told: when and how */
	HANDOVER_PARTS
};

struct handover_page {
	const struct note *part[HANDOVER_PARTS];     /* the newest of each, NULL = not written */
	unsigned ready;                      /* how many of them are written */
	const struct assignment *now, *before;       /* who has the client, and who had; NULL = nobody */
	bool unwritten;                      /* there is a former caseworker, and none of the parts is theirs */
	/* the desk's caseworker took over, and neither marked it as read nor met the client since */
	bool waits;
};

/* Points into the casefile, which must outlive ret. */
void handover_page_make(struct handover_page *ret, const struct casefile *c);
const char *handover_part_name(enum handover_part part);     /* translated */
/*
 * Writes a part, kept as a note ("handover-works"). HANDOVER_JOINT takes a date as it is typed. The casefile is not
 * changed: load it again.
 */
enum stige_rc handover_write(struct desk *d, const struct casefile *c, enum handover_part part, const char *typed,
	struct err *err);
/* Does the page come before anything else of this client? Until marked as read by who took over. */
bool handover_waits(const struct casefile *c);
enum stige_rc handover_mark_read(struct desk *d, const struct casefile *c, struct err *err);

/*
 * What the study found on one change (Table 4, lines 1031-1078), for the caseworker's own screen alone: when this
 * hand-over is, or would be, the client's first change. Never on anything printed. Returns 0 or 2 rows.
 */
#define HANDOVER_FIGURES 2
size_t handover_figures(const struct casefile *c, const struct evidence_row *ret[HANDOVER_FIGURES]);

/* The page as text, without the figure. */
void handover_text(const struct casefile *c, int columns, struct str *out);

#endif
