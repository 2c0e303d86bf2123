/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From texts to small numbers, for files of many rows. */
#ifndef STIGE_EXCHANGE_KEYMAP_H
#define STIGE_EXCHANGE_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

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

#endif
