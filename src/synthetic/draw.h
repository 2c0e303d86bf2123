/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Chance, repeatable on every machine: whole numbers only, from one seeded source. A standard
 * deviation is a thousand.
 */
#ifndef STIGE_SYNTHETIC_DRAW_H
#define STIGE_SYNTHETIC_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/id.h"

struct draw {
	struct random_seeded state;
	struct random random;
};

void draw_init(struct draw *d, uint64_t seed);
int draw_below(struct draw *d, int bound);               /* 0..bound-1; bound > 0 */
int draw_between(struct draw *d, int low, int high);     /* both included */
bool draw_chance(struct draw *d, int per_mille);
/* An index, in proportion to its weight; the weights add up to more than 0. */
size_t draw_weighted(struct draw *d, const int *weights, size_t count);
int draw_normal(struct draw *d);                         /* mean 0, standard deviation 1000 */
void draw_shuffle(struct draw *d, size_t *list, size_t count);

#endif
