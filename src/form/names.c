/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "names.h"

#include <stdint.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/banned.h"

struct names_slot {
	const char *name;            /* NULL: empty */
	size_t value;
};

enum { FIRST_CAP = 16 };

/* FNV-1a. */
static size_t hash(const char *s)
{
	uint64_t h = 14695981039346656037u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return (size_t)(h ^ (h >> 32));
}

/* The slot that holds name, or the empty one where it would go. */
static struct names_slot *slot(const struct names *n, const char *name)
{
	size_t i = hash(name) & (n->cap - 1);

	while (n->slots[i].name != NULL && strcmp(n->slots[i].name, name) != 0)
		i = (i + 1) & (n->cap - 1);
	return &n->slots[i];
}

size_t names_find(const struct names *n, const char *name)
{
	const struct names_slot *s;

	if (n->count == 0)
		return NAMES_NONE;
	s = slot(n, name);
	return s->name != NULL ? s->value : NAMES_NONE;
}

static void grow(struct names *n)
{
	struct names bigger = { NULL, n->count, n->cap > 0 ? 2 * n->cap : FIRST_CAP };

	bigger.slots = mem_array(bigger.cap, sizeof(*bigger.slots));
	for (size_t i = 0; i < n->cap; i++)
		if (n->slots[i].name != NULL)
			*slot(&bigger, n->slots[i].name) = n->slots[i];
	mem_free(n->slots);
	*n = bigger;
}

bool names_add(struct names *n, const char *name, size_t value)
{
	struct names_slot *s;

	if (2 * n->count >= n->cap)
		grow(n);
	s = slot(n, name);
	if (s->name != NULL)
		return false;
	*s = (struct names_slot){ name, value };
	n->count++;
	return true;
}

void names_release(struct names *n)
{
	mem_free(n->slots);
	*n = (struct names)NAMES_INIT;
}
