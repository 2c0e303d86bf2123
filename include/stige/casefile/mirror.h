/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The caseworker's own mirror: the average confidence (W11) over the caseworker's other
 * clients, the one at hand left out (report lines 1186-1218: the "job orientation" over 39 of
 * 40 clients). Private: only the caseworker whose desk it is, off until turned on, never kept,
 * never exported.
 */
#ifndef STIGE_CASEFILE_MIRROR_H
#define STIGE_CASEFILE_MIRROR_H

#include "stige/base/str.h"
#include "stige/casefile/desk.h"

enum { MIRROR_STEPS = 5, MIRROR_LEAST = 5 };     /* with fewer answers no average is shown [our choice] */

struct mirror {
	bool on;                             /* false: nothing was read, the rest is zero */
	unsigned counts[MIRROR_STEPS];       /* other clients by the newest answer, 1..5 */
	unsigned dk, declined;               /* beside the average, never in it */
	unsigned older;                      /* no answer, or none of the last 183 days */
	unsigned answered;                   /* the sum of counts */
	int mean_100;                        /* hundredths; 0 with fewer than MIRROR_LEAST answers */
	int own;                             /* the answer on the client at hand, 0 = none */
};

/*
 * client = the one left out, NULL = nobody. Counts the desk's caseworker's own clients, closed ones excepted, and
 * only answers that this caseworker gave. Writes one "client-listed" event when it is on.
 */
enum stige_rc mirror_make(struct desk *d, const struct id *client, struct mirror *ret, struct err *err);
/* This caseworker's choice on this machine. */
enum stige_rc mirror_turn(struct desk *d, bool on, struct err *err);
void mirror_text(const struct mirror *m, const struct desk *d, int columns, struct str *out);

#endif
