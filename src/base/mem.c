/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

#define FIRST_CAPACITY 8

void *mem_array(size_t count, size_t size)
{
	void *p = NULL;

	if (size == 0 || count <= SIZE_MAX / size)
		p = calloc(count ? count : 1, size ? size : 1);
	if (!p)
		bug_oom();
	return p;
}

void *mem_alloc(size_t size)
{
	return mem_array(1, size);
}

void *mem_grow(void *p, size_t *capacity, size_t need, size_t size)
{
	size_t cap = *capacity ? *capacity : FIRST_CAPACITY;

	if (p && need <= *capacity)
		return p;
	while (cap < need) {
		if (cap > SIZE_MAX / 2)
			bug_oom();
		cap *= 2;
	}
	if (size && cap > SIZE_MAX / size)
		bug_oom();
	p = realloc(p, cap * (size ? size : 1));
	if (!p)
		bug_oom();
	*capacity = cap;
	return p;
}

char *mem_strndup(const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *copy = mem_alloc(len + 1);

	memcpy(copy, s, len);
	return copy;
}

char *mem_strdup(const char *s)
{
	return mem_strndup(s, strlen(s));
}

void mem_free(void *p)
{
	free(p);
}
