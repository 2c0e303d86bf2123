/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows as they come, before their number is known; at the end one array in the caller's arena.
 */
#ifndef STORE_LIST_H
#define STORE_LIST_H

#include "stige/base/arena.h"

struct list {
	void *items;
	size_t count, cap, size;     /* size: bytes of one */
};

void list_init(struct list *l, size_t size);
void *list_add(struct list *l) __attribute__((returns_nonnull));       /* zeroed; until the next list_add */
/* Copies the rows to the arena and empties the list. Never NULL. */
void *list_take(struct list *l, struct arena *a, size_t *ret_count) __attribute__((returns_nonnull));

#endif
