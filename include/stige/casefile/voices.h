/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two voices: where the client and the caseworker were asked about the same matter, both
 * answers on one row with the gap as its own sign. They are never averaged: the report names
 * each side as an indicator of its own (Figure 3, lines 265-291). For the caseworker alone.
 */
#ifndef STIGE_CASEFILE_VOICES_H
#define STIGE_CASEFILE_VOICES_H

#include "stige/casefile/casefile.h"

struct voice {
	const struct indicator *indicator;
	const struct series_point *point;    /* the newest that is no hole; NULL = never answered */
	const struct note *remark;           /* the newest remark on this item; NULL = none */
};

struct voice_pair {
	struct voice client, caseworker;
	bool known;                          /* both are values */
	int gap;                             /* client less caseworker, when known */
	bool wide;                           /* two steps or more [our choice]; a disagreement to talk about */
	bool belief;                         /* the caseworker's side is the confidence: no gap is prompted */
	bool apart;                          /* the answers are from different rounds */
};

#define VOICES_MOST 16
#define VOICE_SIGN 16

struct voices {
	struct voice_pair list[VOICES_MOST];     /* in the client form's order: seven as shipped */
	size_t count;
};

/* Points into the casefile, which must outlive ret. */
void voices_make(struct voices *ret, const struct casefile *c);
/* "=", "C+2" (the client's answer is higher), "W+1"; "" where one is not known. Returns out. */
char *voice_sign(const struct voice_pair *pair, char out[VOICE_SIGN]);
/*
 * Records a disagreement: a remark of each side, as notes with the item, in one transaction. Both are
 * needed (STIGE_DATA). meeting may be NULL. The casefile is not changed: load it again.
 */
enum stige_rc voices_record(struct desk *d, const struct casefile *c, const struct id *meeting,
	const struct voice_pair *pair, const char *client_says, const char *caseworker_says, struct err *err);
void casefile_voices_text(const struct casefile *c, int columns, struct str *out);

#endif
