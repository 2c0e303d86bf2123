/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "stige/base/arena.h"
#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

#define BLOCK_LEAST ((size_t)1 << 10)
#define BLOCK_MOST ((size_t)64 << 10)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) unsigned char bytes[];
};

/*
 * A block with room for need bytes becomes the head, unless the piece is a large one: that
 * gets a block of its own behind the head, whose rest stays in use.
 */
static struct arena_block *add_block(struct arena *a, size_t need)
{
	size_t size = a->head ? a->head->size * 2 : BLOCK_LEAST;
	struct arena_block *block;

	if (size > BLOCK_MOST)
		size = BLOCK_MOST;
	bool own = a->head && need > size / 2;
	if (own || need > size)
		size = need;
	if (size > SIZE_MAX - sizeof(*block))
		bug_oom();
	block = mem_alloc(sizeof(*block) + size);
	block->size = size;
	block->next = own ? a->head->next : a->head;
	if (own)
		a->head->next = block;
	else
		a->head = block;
	return block;
}

static void *take(struct arena *a, size_t size, size_t align)
{
	struct arena_block *block = a->head;
	size_t at = block ? (block->used + align - 1) & ~(align - 1) : 0;

	if (!block || at > block->size || size > block->size - at) {
		block = add_block(a, size);
		at = 0;
	}
	block->used = at + size;
	return block->bytes + at;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return take(a, size ? size : 1, alignof(max_align_t));
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		bug_oom();
	return arena_alloc(a, count * size);
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
	size_t len;
	char *copy;

	if (!s)
		return NULL;
	len = strnlen(s, n);
	copy = take(a, len + 1, 1);
	memcpy(copy, s, len);
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, SIZE_MAX);
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	struct str text = STR_INIT;
	char *copy;
	va_list ap;

	va_start(ap, fmt);
	str_addv(&text, fmt, ap);
	va_end(ap);
	copy = take(a, text.len + 1, 1);
	memcpy(copy, text.text, text.len);
	str_release(&text);
	return copy;
}

void arena_release(struct arena *a)
{
	while (a->head) {
		struct arena_block *next = a->head->next;

		mem_free(a->head);
		a->head = next;
	}
}
