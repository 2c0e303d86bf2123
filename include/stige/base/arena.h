/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An arena: many small pieces that live and die together. A query's result is one arena;
 * so is a form. Pieces stay where they are until arena_release.
 */
#ifndef STIGE_BASE_ARENA_H
#define STIGE_BASE_ARENA_H

#include <stddef.h>

struct arena_block;
struct arena {
	struct arena_block *head;
};

#define ARENA_INIT { NULL }

void *arena_alloc(struct arena *a, size_t size) __attribute__((returns_nonnull));   /* zeroed, aligned */
void *arena_array(struct arena *a, size_t count, size_t size) __attribute__((returns_nonnull));
char *arena_strdup(struct arena *a, const char *s);            /* NULL stays NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3), returns_nonnull));
void arena_release(struct arena *a);                           /* may be used again afterwards */

#endif
