/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small map from names to numbers: items, lists, choices. The names must outlive it. */
#ifndef STIGE_SRC_FORM_NAMES_H
#define STIGE_SRC_FORM_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names {
	struct names_slot *slots;
	size_t count, cap;           /* cap is 0 or a power of two */
};

#define NAMES_INIT { NULL, 0, 0 }
#define NAMES_NONE ((size_t)-1)

size_t names_find(const struct names *n, const char *name);             /* NAMES_NONE when it is not there */
/* False, and nothing changed, when the name is there already. */
bool names_add(struct names *n, const char *name, size_t value);
void names_release(struct names *n);

#endif
