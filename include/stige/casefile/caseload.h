/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The caseload: one row a client, who is due, and how the client side stands.
 */
#ifndef STIGE_CASEFILE_CASELOAD_H
#define STIGE_CASEFILE_CASELOAD_H

#include "stige/casefile/desk.h"
#include "stige/casefile/due.h"
#include "stige/store/clients.h"

enum { CASELOAD_LEVELS = 11 };

struct caseload_row {
	struct client client;                /* name and so on */
	struct due due;
	int32_t last_round;                  /* DATE_NONE = none */
	unsigned rounds;
	bool client_done, caseworker_done;   /* completed in the round that is open or newest within 75 days */
	bool open_meeting, open_draft;
	/*
	 * The newest values of the client's scale items in the form's order, 1-5; 0 = hole. Never a
	 * sum or mean.
	 */
	int levels[CASELOAD_LEVELS];
	size_t level_count;
	unsigned risen, fallen;              /* client scale items, newest round against the one before */
	/* the caseworker's confidence, oldest first, 0 = hole; own look only */
	int belief[6];
	size_t belief_count;
	bool no_activity;                    /* the newest activities response says none */
	const char *running;                 /* grouping letters that run now, "JH"; "" none or not recorded */
	int32_t next_meeting;                /* agreed, DATE_NONE */
	const char *sort_key, *search_key, *look_key;        /* base/text keys of the name */
};

/* By the last round: longest ago first, nobody's round before all. By benefit: its code word, then longest first. */
enum caseload_sort { CASELOAD_BY_DUE, CASELOAD_BY_NAME, CASELOAD_BY_CASE, CASELOAD_BY_LAST, CASELOAD_BY_BENEFIT };
/* Due counts late ones and first rounds; open has a meeting or answers that were begun. */
enum caseload_filter {
	CASELOAD_ALL, CASELOAD_DUE, CASELOAD_LATE, CASELOAD_OPEN, CASELOAD_PAUSED, CASELOAD_CLOSED, CASELOAD_NO_ACTIVITY
};

struct caseload {
	struct arena arena;
	struct caseload_row *rows;           /* all of the caseworker's; closed ones too */
	size_t count;
	size_t due, late, paused, first;     /* how many */
};

/* Loads the caseload of the desk's caseworker (office = true: of all). Writes one "client-listed" event. */
enum stige_rc caseload_load(struct desk *d, bool office, struct caseload *ret, struct err *err);
void caseload_release(struct caseload *c);

/*
 * The rows to show, as indexes into rows; the caller frees. `find` (NULL or "" = all) matches name with
 * Danish folding, case number, journal number, and birth date as it is typed.
 * By due: late and expired first (most weeks past first), due, first round, not yet, paused, closed. While
 * something is looked for, names with a word that begins so come before the others.
 */
size_t *caseload_view(const struct caseload *c, enum caseload_sort sort, enum caseload_filter filter,
	const char *find, size_t *ret_count);

/*
 * Rows whose name looks the same as this one's (same search key), for the look-alike warning. With a birth
 * date, rows with another one do not count; DATE_NONE counts them all. Born on the same day, one letter more,
 * fewer, other or in another place looks the same too.
 */
size_t caseload_lookalikes(const struct caseload *c, const char *name, int32_t birth);

/* Has somebody else a name that cannot be told from this row's at a glance (base/text)? Then show the number too. */
bool caseload_has_twin(const struct caseload *c, const struct caseload_row *row);

/* The caseload as text for a pipe: header, one line a client, `columns` wide. */
void caseload_text(const struct caseload *c, const struct desk *d, enum caseload_filter filter, int columns,
	struct str *out);

#endif
