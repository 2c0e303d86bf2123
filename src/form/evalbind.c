/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bindings, "name:type=value;name=value", as the answers of a little form. */
#include <string.h>

#include "evaltable.h"
#include "stige/base/banned.h"

static struct binding *find_or_add(struct binding_form *form, struct arena *arena, const char *name)
{
	for (size_t i = 0; i < form->count; i++)
		if (str_eq(form->list[i].name, name))
			return &form->list[i];
	if (form->count == form->cap) {
		struct binding *grown = arena_array(arena, form->cap * 2 + 4, sizeof(*grown));

		if (form->count > 0)
			memcpy(grown, form->list, form->count * sizeof(*grown));
		form->list = grown;
		form->cap = form->cap * 2 + 4;
	}
	form->list[form->count] = (struct binding){ .name = name };
	return &form->list[form->count++];
}

static void add_value(struct binding *b, struct arena *arena, const char *value)
{
	if (b->count == b->cap) {
		const char **grown = arena_array(arena, b->cap * 2 + 1, sizeof(*grown));

		if (b->count > 0)
			memcpy(grown, b->values, b->count * sizeof(*grown));
		b->values = grown;
		b->cap = b->cap * 2 + 1;
	}
	b->values[b->count++] = value;
}

/* One "name:type=value"; false when it has no name or no value. */
static bool read_one(struct binding_form *form, struct arena *arena, char *one)
{
	char *value = strchr(one, '='), *type;
	struct binding *b;

	if (value == NULL || value == one)
		return false;
	*value++ = '\0';
	type = strchr(one, ':');
	if (type != NULL)
		*type++ = '\0';
	b = find_or_add(form, arena, one);
	b->number = type != NULL && str_has_word("int integer decimal", type);
	add_value(b, arena, value);
	return true;
}

struct binding_form binding_form_read(const struct table_row *row, struct arena *arena)
{
	struct binding_form form = { .list = NULL };
	char *one = arena_strdup(arena, row->bindings);

	while (one[0] != '\0') {
		char *end = strchr(one, ';'), *after = end != NULL ? end + 1 : one + strlen(one);

		if (end != NULL)
			*end = '\0';
		if (!read_one(&form, arena, one))
			form.bad = true;
		one = after;
	}
	/* Without a context node "." is a question of its own, and blank. */
	form.here = (size_t)(find_or_add(&form, arena, row->context_node) - form.list);
	if (form.list[form.here].count == 0) {
		form.bad = form.bad || row->context_node[0] != '\0';
		add_value(&form.list[form.here], arena, "");
	}
	return form;
}

static size_t child(void *ctx, size_t parent, const char *name)
{
	const struct binding_form *form = ctx;

	for (size_t i = 0; parent == EXPR_ROOT && i < form->count; i++)
		if (str_eq(form->list[i].name, name))
			return i;
	return EXPR_NONE;
}

static void place(void *ctx, size_t i, struct expr_place *ret)
{
	const struct binding_form *form = ctx;

	*ret = (struct expr_place){ EXPR_ROOT, form->list[i].count > 1, form->list[i].number };
}

static const char *text(void *ctx, size_t i, size_t k)
{
	const struct binding_form *form = ctx;

	return form->list[i].values[k];
}

static size_t count(void *ctx, size_t i)
{
	const struct binding_form *form = ctx;

	return form->list[i].count;
}

struct expr_scope binding_scope(struct binding_form *form)
{
	return (struct expr_scope){ .ctx = form, .flags = EXPR_VALUES_KNOWN, .here = form->here,
		.row_list = EXPR_NONE, .child = child, .place = place };
}

struct expr_env binding_env(struct binding_form *form, int32_t today)
{
	return (struct expr_env){ .ctx = form, .here = form->here, .text = text, .count = count,
		.today = today, .now = (int64_t)today * 86400 + 43200 };
}
