/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a table of expressions: TSV without quotes, \n \t \r written out. */
#include <string.h>

#include "evaltable.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static const char *const columns[] = {
	"id", "expr", "bindings", "context_node", "cast", "want_type", "want",
};

/* The context node's column is also known by a shorter name. */
static bool names_column(const char *cell, size_t column)
{
	const char *name = columns[column];

	return str_eq(cell, name) || (str_eq(cell, "context") && str_eq(name, "context_node"));
}

/* Ends the cell at s and gives what follows it, or NULL after the last one. */
static char *cut_at(char *s, char end)
{
	char *cut = strchr(s, end);

	if (cut != NULL)
		*cut++ = '\0';
	return cut;
}

/* The next line that is not blank; NULL at the end. */
static char *next_line(struct table *t)
{
	while (t->next != NULL) {
		char *line = t->next;
		size_t length;

		t->next = cut_at(line, '\n');
		t->line++;
		length = strlen(line);
		if (length > 0 && line[length - 1] == '\r')
			line[--length] = '\0';
		if (length > 0)
			return line;
	}
	return NULL;
}

/* What a backslash and this letter stand for; 0 when they stand for themselves. */
static char escaped(char letter)
{
	return letter == 'n' ? '\n' : letter == 't' ? '\t' : letter == 'r' ? '\r' : '\0';
}

static void unescape(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++) {
		char c = s[0] == '\\' ? escaped(s[1]) : '\0';

		*to++ = c != '\0' ? c : *s;
		s += c != '\0';
	}
	*to = '\0';
}

static enum stige_rc read_header(struct table *t, struct err *err)
{
	char *cell = next_line(t);

	for (size_t c = 0; c < ARRAY_SIZE(columns); c++)
		t->column[c] = EXPR_NONE;
	for (size_t i = 0; cell != NULL; i++) {
		char *after = cut_at(cell, '\t');

		for (size_t c = 0; c < ARRAY_SIZE(columns); c++)
			if (names_column(cell, c))
				t->column[c] = i;
		cell = after;
	}
	for (size_t c = 0; c < ARRAY_SIZE(columns); c++) {
		bool needed = c < 2 || c > 4;

		if (needed && t->column[c] == EXPR_NONE)
			return err_set(err, STIGE_DATA,
				_("Line 1 has no column \"%s\": a table of expressions begins with id, expr, "
				"bindings, context_node, cast, want_type and want, separated by tabs."),
				columns[c]);
	}
	return STIGE_OK;
}

enum stige_rc table_begin(struct table *t, const char *bytes, size_t n, struct err *err)
{
	static const char mark[] = "\xEF\xBB\xBF";

	*t = (struct table){ .text = STR_INIT };
	if (memchr(bytes, '\0', n) != NULL)
		return err_set(err, STIGE_DATA,
			_("The file holds a NUL byte: it is not a table of expressions in UTF-8."));
	if (n >= 3 && memcmp(bytes, mark, 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	str_addn(&t->text, bytes, n);
	t->next = t->text.text;
	return read_header(t, err);
}

bool evaltable_next(struct table *t, struct table_row *ret)
{
	char *cell = next_line(t);
	const char **members[] = { &ret->id, &ret->expr, &ret->bindings, &ret->context_node, &ret->cast,
		&ret->want_type, &ret->want };

	if (cell == NULL)
		return false;
	*ret = (struct table_row){ t->line, "", "", "", "", "", "", "" };
	for (size_t i = 0; cell != NULL; i++) {
		char *after = cut_at(cell, '\t');

		for (size_t c = 0; c < ARRAY_SIZE(members); c++)
			if (t->column[c] == i) {
				unescape(cell);
				*members[c] = cell;
			}
		cell = after;
	}
	return true;
}

void table_end(struct table *t)
{
	str_release(&t->text);
}
