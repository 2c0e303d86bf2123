/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logic.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

static const char last_saved[] = "last-saved#";

static void say_unknown(const struct reader *r, const char *name, struct place at, const char *column)
{
	struct suggestion s = suggestion_begin(name);

	for (size_t i = 0; i < r->form->item_count; i++)
		suggestion_offer(&s, r->form->more[i].plain_name);
	if (s.best != NULL)
		problem_add(r->problems, FAULT_EXPR_REFERENCE, at,
			_("%s: there is no question \"%s\"; did you mean ${%s}?"),
			column, reader_shown(r, name), reader_shown(r, s.best));
	else
		problem_add(r->problems, FAULT_EXPR_REFERENCE, at, _("%s: there is no question \"%s\""), column,
			reader_shown(r, name));
}

/* One reference, from its "${" on. Returns the bytes to go past. */
static size_t check_reference(struct reader *r, const struct cell *c, const char *at, const char *column)
{
	const char *name = at + 2, *end = strchr(name, '}');
	struct place where = cell_place(c, (size_t)(at - c->text));
	const char *word;

	if (end == NULL) {
		problem_add(r->problems, FAULT_EXPR_SYNTAX, where, _("%s: this ${ is never closed with }"),
			column);
		return strlen(at);
	}
	if (str_starts(name, last_saved))
		name += strlen(last_saved);
	word = arena_strndup(r->arena, name, (size_t)(end - name));
	if (!word_is_name(word))
		problem_add(r->problems, FAULT_EXPR_SYNTAX, where,
			_("%s: between ${ and } stands a question's name and nothing else, not \"%s\""), column,
			reader_shown(r, word));
	else if (names_find(&r->ambiguous, word) != NAMES_NONE)
		problem_add(r->problems, FAULT_EXPR_AMBIGUOUS, where,
			_("%s: there is more than one question \"%s\"; give them different names"), column,
			reader_shown(r, word));
	else if (names_find(&r->plain_names, word) == NAMES_NONE
		&& names_find(&r->lost_names, word) == NAMES_NONE)
		say_unknown(r, word, where, column);
	return (size_t)(end + 1 - at);
}

void logic_check_text(struct reader *r, const struct cell *c, const char *column)
{
	const char *at = strstr(c->text, "${");

	while (at != NULL) {
		at += check_reference(r, c, at, column);
		at = strstr(at, "${");
	}
}
