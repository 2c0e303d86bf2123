/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From texts to small numbers, and sets of ids, for files of many rows. */
#ifndef STIGE_EXCHANGE_KEYMAP_H
#define STIGE_EXCHANGE_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/id.h"

struct keymap_place {
	const char *key;                     /* NULL = free */
	size_t value;
};
struct keymap {
	struct keymap_place *places;
	size_t count, cap;                   /* cap is a power of two, or 0 */
};
#define KEYMAP_INIT { NULL, 0, 0 }

bool keymap_get(const struct keymap *m, const char *key, size_t *ret);
/* The value kept under the key; else keeps this one, and the key itself, which must live as long. */
size_t keymap_get_or_put(struct keymap *m, const char *key, size_t value, bool *ret_new);
void keymap_release(struct keymap *m);

/* Ids that were seen. */
struct idset {
	struct id *places;                   /* zero = free */
	size_t count, cap;
};
#define IDSET_INIT { NULL, 0, 0 }
/* False when it was there. No id is zero. */
bool idset_add(struct idset *s, const struct id *id);
void idset_release(struct idset *s);

#endif
