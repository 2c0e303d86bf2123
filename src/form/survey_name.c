/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "survey.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "word.h"
#include "stige/base/banned.h"

/* A name within its group, as one key. The form itself is group 0, item i is group i + 1. */
static const char *key_in(const struct survey *v, size_t parent, const char *name)
{
	return arena_printf(v->r->arena, "%zu/%s", parent == FORM_NO_PARENT ? 0 : parent + 1, name);
}

static bool check_letters(const struct survey *v, const char *name, struct place at)
{
	if (!word_is_name(name)) {
		problem_add(v->r->problems, FAULT_NAME_BAD, at,
			_("\"%s\" is not a name; begin with a letter or _, then letters, digits, _ - . and no "
			"spaces"),
			reader_shown(v->r, name));
		return false;
	}
	if (strpbrk(name, "-.") != NULL)
		problem_add(v->r->problems, FAULT_NAME_MARKS, at,
			_("the name \"%s\" is easily misread: ${a-b} is one name, ${a}-${b} a subtraction; "
			"write _ instead"),
			reader_shown(v->r, name));
	return true;
}

static void check_here(struct survey *v, size_t item, const char *name, struct place at)
{
	const struct form *f = v->r->form;
	size_t parent = f->items[item].parent;
	const char *key = key_in(v, parent, name), *lower = word_lower(v->r->arena, key);

	if (!names_add(&v->here, key, item)) {
		problem_add(v->r->problems, FAULT_NAME_TWICE, at,
			_("the name \"%s\" is taken already, in line %zu"),
			reader_shown(v->r, name), f->items[names_find(&v->here, key)].line);
		return;
	}
	if (!names_add(&v->here_lower, lower, item))
		problem_add(v->r->problems, FAULT_NAME_CASE, at,
			_("the name \"%s\" differs from the one in line %zu only in capital letters; some "
			"programs will mix them up"),
			reader_shown(v->r, name), f->items[names_find(&v->here_lower, lower)].line);
}

static void check_repeat(struct survey *v, size_t item, const char *name, struct place at)
{
	const struct form *f = v->r->form;

	if (f->items[item].type != FORM_REPEAT)
		return;
	if (strcmp(name, f->root) == 0)
		problem_add(v->r->problems, FAULT_NAME_RESERVED, at,
			_("a repeat cannot be called \"%s\": that is the name of the form's root"),
			reader_shown(v->r, name));
	if (!names_add(&v->repeats, name, item))
		problem_add(v->r->problems, FAULT_NAME_TWICE, at,
			_("there is a repeat called \"%s\" already, in line %zu; repeats have different names "
			"in the whole form"),
			reader_shown(v->r, name), f->items[names_find(&v->repeats, name)].line);
}

void survey_name(struct survey *v, size_t item, const char *name, struct place at)
{
	struct reader *r = v->r;

	r->form->items[item].name = r->form->more[item].plain_name = name;
	if (name[0] == '\0' || !check_letters(v, name, at))
		return;
	if (strcmp(name, "meta") == 0)
		problem_add(r->problems, FAULT_NAME_RESERVED, at,
			_("the name \"meta\" is reserved by XForms; choose another"));
	check_here(v, item, name, at);
	check_repeat(v, item, name, at);
	if (!names_add(&r->plain_names, name, item))
		names_add(&r->ambiguous, name, item);
}

void survey_name_only(struct survey *v, const char *name)
{
	if (name[0] != '\0')
		names_add(&v->r->lost_names, arena_strdup(v->r->arena, name), 0);
}

/* "group/inner/name". */
static const char *path_of(struct survey *v, size_t item)
{
	const struct form *f = v->r->form;
	const char *path = f->more[item].plain_name;

	for (size_t p = f->items[item].parent; p != FORM_NO_PARENT; p = f->items[p].parent)
		path = arena_printf(v->r->arena, "%s/%s", f->more[p].plain_name, path);
	return path;
}

void survey_names_end(struct survey *v)
{
	struct form *f = v->r->form;

	for (size_t i = 0; i < f->item_count; i++) {
		if (names_find(&v->r->ambiguous, f->items[i].name) != NAMES_NONE)
			f->items[i].name = path_of(v, i);
		names_add(&f->item_names, f->items[i].name, i);
	}
	v->r->children = v->here;
	names_release(&v->here_lower);
	names_release(&v->repeats);
}
