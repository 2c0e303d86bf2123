/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "keymap.h"

#include <stdint.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { FIRST_CAP = 64 };

/* FNV-1a; a file that makes its keys collide only slows itself down. */
static size_t hash(const char *key)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * UINT64_C(1099511628211);
	return (size_t)(h ^ h >> 32);
}

static struct keymap_place *place_of(const struct keymap *m, const char *key)
{
	size_t i = hash(key) & (m->cap - 1);

	while (m->places[i].key && !str_eq(m->places[i].key, key))
		i = (i + 1) & (m->cap - 1);
	return &m->places[i];
}

static void grow(struct keymap *m)
{
	struct keymap bigger = { .count = m->count, .cap = m->cap ? m->cap * 2 : FIRST_CAP };

	bigger.places = mem_array(bigger.cap, sizeof(*bigger.places));
	for (size_t i = 0; i < m->cap; i++)
		if (m->places[i].key)
			*place_of(&bigger, m->places[i].key) = m->places[i];
	mem_free(m->places);
	*m = bigger;
}

bool keymap_get(const struct keymap *m, const char *key, size_t *ret)
{
	const struct keymap_place *p = m->cap ? place_of(m, key) : NULL;

	if (!p || !p->key)
		return false;
	*ret = p->value;
	return true;
}

size_t keymap_get_or_put(struct keymap *m, const char *key, size_t value, bool *ret_new)
{
	struct keymap_place *p;

	if (m->count * 2 >= m->cap)
		grow(m);
	p = place_of(m, key);
	*ret_new = !p->key;
	if (!p->key) {
		*p = (struct keymap_place){ key, value };
		m->count++;
	}
	return p->value;
}

void keymap_release(struct keymap *m)
{
	mem_free(m->places);
	*m = (struct keymap)KEYMAP_INIT;
}
