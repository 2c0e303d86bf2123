/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/mem.h"

#include "list.h"
#include "stige/base/banned.h"

void list_init(struct list *l, size_t size)
{
	*l = (struct list){ .size = size };
}

void *list_add(struct list *l)
{
	void *item;

	l->items = mem_grow(l->items, &l->cap, l->count + 1, l->size);
	item = (char *)l->items + l->count++ * l->size;
	memset(item, 0, l->size);
	return item;
}

void *list_take(struct list *l, struct arena *a, size_t *ret_count)
{
	void *items = arena_array(a, l->count, l->size);

	if (l->count > 0)
		memcpy(items, l->items, l->count * l->size);
	*ret_count = l->count;
	mem_free(l->items);
	list_init(l, l->size);
	return items;
}
