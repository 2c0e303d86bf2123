/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ids are 16 random bytes, so that two offices without a network never make the same one.
 * Where the bytes come from is an argument: libsodium in the program, a seed in tests and
 * in the synthetic caseloads.
 */
#ifndef STIGE_BASE_ID_H
#define STIGE_BASE_ID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ID_HEX 33                    /* 32 lower-case hex digits and the NUL */

struct id {
	uint8_t bytes[16];
};

/* A source of random bytes. */
struct random {
	void (*fill)(void *state, void *buf, size_t n);
	void *state;
};

/* A repeatable source (xoshiro256**): same seed, same bytes. Never for keys. */
struct random_seeded {
	uint64_t s[4];
};
struct random random_seeded_init(struct random_seeded *state, uint64_t seed);
uint32_t random_below(struct random *r, uint32_t bound);         /* 0..bound-1, unbiased; bound > 0 */

struct id id_make(struct random *r);
bool id_eq(const struct id *a, const struct id *b);
bool id_is_zero(const struct id *id);                            /* all zero = no id */
char *id_format(const struct id *id, char out[ID_HEX]);
bool id_parse(const char *hex, struct id *ret);

#endif
