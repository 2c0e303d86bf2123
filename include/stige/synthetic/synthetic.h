/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Invented people and caseloads, for the demo, tests and training. Names, answers and ids come
 * from the seed, dates are offsets from `now`: same seed and date, same dump. Values are drawn
 * so that stories of every kind appear; they claim nothing about real people.
 */
#ifndef STIGE_SYNTHETIC_SYNTHETIC_H
#define STIGE_SYNTHETIC_SYNTHETIC_H

#include "stige/casefile/desk.h"

enum synthetic_size {
	SYNTHETIC_DEMO,      /* about 40 clients of one caseworker, up to 3 years, every kind of story */
	SYNTHETIC_DESK,      /* 60 clients */
	/* Report lines 139-150: 4,000 clients, 13,500 + 13,500 responses, 300 caseworkers, 10 offices. */
	SYNTHETIC_STUDY,
};
bool synthetic_size_parse(const char *name, enum synthetic_size *ret);       /* demo, desk, study */

/* Fills an empty store (no office yet) and marks it as invented. login becomes the first caseworker's. */
enum stige_rc synthetic_fill(struct store *s, const struct instrument *instrument, enum synthetic_size size,
	uint64_t seed, const char *login, struct err *err);
/* The case number of the client with the story that the demo opens on. */
const char *synthetic_story_client(void);

#endif
