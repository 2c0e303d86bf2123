/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invented person with a row in every table that is about people, a word of hers in every text. */
#ifndef TESTS_STORE_PERSON_H
#define TESTS_STORE_PERSON_H

#include "fixture.h"

/* `word` stands in every text. */
struct id person_furnish(struct fixture *f, const char *word, const char *cpr);

#endif
