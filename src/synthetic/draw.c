/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw.h"

#include "stige/base/bug.h"
#include "stige/base/banned.h"

void draw_init(struct draw *d, uint64_t seed)
{
	d->random = random_seeded_init(&d->state, seed);
}

int draw_below(struct draw *d, int bound)
{
	BUG_ON(bound <= 0);
	return (int)random_below(&d->random, (uint32_t)bound);
}

int draw_between(struct draw *d, int low, int high)
{
	return low + draw_below(d, high - low + 1);
}

bool draw_chance(struct draw *d, int per_mille)
{
	return draw_below(d, 1000) < per_mille;
}

size_t draw_weighted(struct draw *d, const int *weights, size_t count)
{
	int all = 0, at;
	size_t i;

	for (i = 0; i < count; i++)
		all += weights[i];
	at = draw_below(d, all);
	for (i = 0; at >= weights[i]; i++)
		at -= weights[i];
	return i;
}

/* Twelve even draws: their variance is 1, and no mathematics library can round them differently. */
int draw_normal(struct draw *d)
{
	int sum = -6 * 1000 + 6;

	for (int i = 0; i < 12; i++)
		sum += draw_below(d, 1000);
	return sum;
}

void draw_shuffle(struct draw *d, size_t *list, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = (size_t)draw_below(d, (int)i);
		size_t kept = list[i - 1];

		list[i - 1] = list[j];
		list[j] = kept;
	}
}
