/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reports on the own caseload: how many, and who is behind a number. They count and do not judge: no
 * score, no order of people, no colour. Closed clients are in none of them.
 *
 * Movement is counts alone, with nobody behind them: a count below REPORT_LEAST is not told, and where
 * the others would give it away, one more is kept back [our choice].
 */
#ifndef STIGE_CASEFILE_REPORT_H
#define STIGE_CASEFILE_REPORT_H

#include "stige/casefile/caseload.h"

enum report_kind { REPORT_DUE, REPORT_MOVEMENT, REPORT_ACTIVITIES, REPORT_QUALITY };
enum { REPORTS = REPORT_QUALITY + 1, REPORT_CELLS = 4, REPORT_LEAST = 5 };

struct report_row {
	const char *code;                    /* "overdue", "2026-W48", "c3", "J": ASCII, for files */
	const char *label;                   /* translated */
	unsigned cells[REPORT_CELLS];        /* under report_head()'s words */
	unsigned hidden;                     /* bits: cells that are not told */
	size_t *who;                         /* the clients behind it, as indexes into load.rows */
	size_t who_count;
};

struct report {
	enum report_kind kind;
	struct caseload load;
	struct report_row *rows;
	size_t row_count;
	unsigned of;                         /* clients that are counted */
};

/*
 * Of the desk's caseworker's clients. REPORT_DUE: a row a week of the date shown as due, overdue ones first
 * (before this week's Monday), this week and the next always, then first rounds and paused ones.
 * REPORT_MOVEMENT: an item on the 1-5 scale a row, the newest round against the value before it, of clients with
 * two rounds or more. REPORT_ACTIVITIES: who has which group running, who nothing. REPORT_QUALITY: what is missing.
 * Writes one "client-listed" event.
 */
enum stige_rc report_make(struct desk *d, enum report_kind kind, struct report *ret, struct err *err);
void report_release(struct report *r);

/* "due", "movement", "activities", "quality"; false for anything else. */
bool report_kind_parse(const char *word, enum report_kind *ret);
const char *report_word(enum report_kind kind);
const char *report_title(enum report_kind kind);         /* translated */
/* The heading of a cell, translated, at most 12 columns; NULL behind the last one. */
const char *report_head(enum report_kind kind, size_t cell);
/* The heading as a code word for files. */
const char *report_measure(enum report_kind kind, size_t cell);
/* "12", "<5" where it is too small to be told, "-" where it is kept back for another. */
void report_cell(const struct report_row *row, size_t cell, struct str *out);
/* Of whom, and what the report does not say: two sentences. */
void report_note(const struct report *r, struct str *out);
void report_text(const struct report *r, const struct desk *d, int columns, struct str *out);

#endif
