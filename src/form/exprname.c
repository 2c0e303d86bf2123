/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the scope knows: places and how they lie, lists, columns; and the sentences for what it does not. */
#include "exprparse.h"

#include "stige/base/i18n.h"
#include "word.h"
#include "stige/base/banned.h"

struct expr_place place_of(const struct expr_scope *scope, size_t place)
{
	struct expr_place info = { EXPR_ROOT, false, false };

	if (scope->place != NULL && place != EXPR_ROOT && place != EXPR_NONE)
		scope->place(scope->ctx, place, &info);
	return info;
}

bool place_is_above(const struct expr_scope *scope, size_t above, size_t place)
{
	while (place != EXPR_ROOT && place != EXPR_NONE) {
		place = place_of(scope, place).parent;
		if (place == above)
			return true;
	}
	return above == EXPR_ROOT;
}

size_t place_common_repeat(const struct expr_scope *scope, size_t place, size_t here)
{
	for (size_t up = place_of(scope, place).parent; up != EXPR_ROOT; up = place_of(scope, up).parent)
		if (place_of(scope, up).repeats && here != EXPR_NONE && place_is_above(scope, up, here))
			return up;
	return EXPR_ROOT;
}

bool place_repeats_below(const struct expr_scope *scope, size_t place, size_t anchor)
{
	while (place != anchor && place != EXPR_ROOT && place != EXPR_NONE) {
		struct expr_place info = place_of(scope, place);

		if (info.repeats)
			return true;
		place = info.parent;
	}
	return false;
}

static const char *nearest(const struct parser *p, enum expr_names what, size_t list, const char *name)
{
	return p->scope->suggest != NULL ? p->scope->suggest(p->scope->ctx, what, list, name) : NULL;
}

/* The note for a ${name} that is not there; the way out is the nearest name. */
static void note_unknown(struct parser *p, const char *name, size_t at)
{
	const char *near = nearest(p, EXPR_NAMES_PLACES, EXPR_NONE, name);

	name = word_shown(&p->e->arena, name);
	if (near != NULL)
		parse_note(p, EXPR_UNKNOWN_NAME, at,
			_("There is no question \"%s\" in this form; did you mean \"%s\"?"), name, near);
	else
		parse_note(p, EXPR_UNKNOWN_NAME, at,
			_("There is no question \"%s\" in this form: add it, or correct the name."), name);
}

bool path_find(struct parser *p, const char *name, size_t at, size_t *ret_place)
{
	bool ambiguous = false;
	size_t place = p->scope->find(p->scope->ctx, name, &ambiguous);

	*ret_place = place;
	if (place != EXPR_NONE)
		return true;
	if (ambiguous)
		parse_note(p, EXPR_AMBIGUOUS_NAME, at,
			_("\"%s\" is the name of several questions: give them different names."),
			word_shown(&p->e->arena, name));
	else
		note_unknown(p, name, at);
	return false;
}

size_t path_list(struct parser *p, const char *name, size_t at)
{
	size_t list = p->scope->list != NULL ? p->scope->list(p->scope->ctx, name) : EXPR_NONE;
	const char *near;

	if (list != EXPR_NONE)
		return list;
	near = nearest(p, EXPR_NAMES_LISTS, EXPR_NONE, name);
	name = word_shown(&p->e->arena, name);
	if (near != NULL)
		parse_note(p, EXPR_UNKNOWN_LIST, at,
			_("There is no list \"%s\" in choices; did you mean \"%s\"?"), name, near);
	else
		parse_note(p, EXPR_UNKNOWN_LIST, at, _("There is no list \"%s\" in choices."), name);
	return EXPR_NONE;
}

size_t path_column(struct parser *p, size_t list, const char *name, size_t at)
{
	size_t column;
	const char *near;

	if (list == EXPR_NONE)
		return EXPR_NONE;            /* the list was told already */
	column = p->scope->column != NULL ? p->scope->column(p->scope->ctx, list, name) : EXPR_NONE;
	if (column != EXPR_NONE)
		return column;
	near = nearest(p, EXPR_NAMES_COLUMNS, list, name);
	name = word_shown(&p->e->arena, name);
	if (near != NULL)
		parse_note(p, EXPR_UNKNOWN_COLUMN, at,
			_("The list has no column \"%s\"; did you mean \"%s\"?"), name, near);
	else
		parse_note(p, EXPR_UNKNOWN_COLUMN, at,
			_("The list has no column \"%s\": write ${name} for a question, or add the column to "
			"choices."), name);
	return EXPR_NONE;
}
