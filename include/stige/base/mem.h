/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is always there: on failure bug_oom() ends the program. Free with mem_free
 * (free(NULL) is fine). Sizes are checked for overflow.
 */
#ifndef STIGE_BASE_MEM_H
#define STIGE_BASE_MEM_H

#include <stddef.h>

#define MEM_ATTR __attribute__((malloc, returns_nonnull, warn_unused_result))
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

void *mem_alloc(size_t size) MEM_ATTR;                   /* zeroed */
void *mem_array(size_t count, size_t size) MEM_ATTR;     /* zeroed */
void *mem_grow(void *p, size_t *capacity, size_t need, size_t size)
	__attribute__((returns_nonnull, warn_unused_result)); /* doubles capacity until need fits */
char *mem_strdup(const char *s) MEM_ATTR;
char *mem_strndup(const char *s, size_t n) MEM_ATTR;
void mem_free(void *p);

#endif
