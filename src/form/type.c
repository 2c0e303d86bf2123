/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "type.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

/*
 * Every spelling of a type, the canonical one first. Types are case-sensitive, as in pyxform.
 * A select's spelling is followed by its list.
 */
static const struct spelling {
	const char *text;
	const char *word;            /* canonical */
	enum type_role role;
	enum form_type type;
} spellings[] = {
	{ "select_one", "select_one", TYPE_QUESTION, FORM_SELECT_ONE },
	{ "select1", "select_one", TYPE_QUESTION, FORM_SELECT_ONE },
	{ "select one", "select_one", TYPE_QUESTION, FORM_SELECT_ONE },
	{ "select one from", "select_one", TYPE_QUESTION, FORM_SELECT_ONE },
	{ "add select one prompt using", "select_one", TYPE_QUESTION, FORM_SELECT_ONE },
	{ "select_multiple", "select_multiple", TYPE_QUESTION, FORM_SELECT_MULTIPLE },
	{ "select multiple", "select_multiple", TYPE_QUESTION, FORM_SELECT_MULTIPLE },
	{ "select all that apply", "select_multiple", TYPE_QUESTION, FORM_SELECT_MULTIPLE },
	{ "select all that apply from", "select_multiple", TYPE_QUESTION, FORM_SELECT_MULTIPLE },
	{ "add select multiple prompt using", "select_multiple", TYPE_QUESTION, FORM_SELECT_MULTIPLE },
	{ "integer", "integer", TYPE_QUESTION, FORM_INTEGER },
	{ "int", "integer", TYPE_QUESTION, FORM_INTEGER },
	{ "decimal", "decimal", TYPE_QUESTION, FORM_DECIMAL },
	{ "text", "text", TYPE_QUESTION, FORM_TEXT },
	{ "string", "text", TYPE_QUESTION, FORM_TEXT },
	{ "note", "note", TYPE_QUESTION, FORM_NOTE },
	{ "date", "date", TYPE_QUESTION, FORM_DATE },
	{ "time", "time", TYPE_QUESTION, FORM_TIME },
	{ "dateTime", "dateTime", TYPE_QUESTION, FORM_DATETIME },
	{ "datetime", "dateTime", TYPE_QUESTION, FORM_DATETIME },
	{ "range", "range", TYPE_QUESTION, FORM_RANGE },
	{ "calculate", "calculate", TYPE_QUESTION, FORM_CALCULATE },
	{ "hidden", "hidden", TYPE_QUESTION, FORM_HIDDEN },
	{ "acknowledge", "acknowledge", TYPE_QUESTION, FORM_ACKNOWLEDGE },
	{ "trigger", "acknowledge", TYPE_QUESTION, FORM_ACKNOWLEDGE },
	{ "start", "start", TYPE_QUESTION, FORM_METADATA },
	{ "end", "end", TYPE_QUESTION, FORM_METADATA },
	{ "today", "today", TYPE_QUESTION, FORM_METADATA },
	{ "username", "username", TYPE_QUESTION, FORM_METADATA },
	{ "deviceid", "deviceid", TYPE_QUESTION, FORM_METADATA },
	{ "phonenumber", "phonenumber", TYPE_QUESTION, FORM_METADATA },
	{ "email", "email", TYPE_QUESTION, FORM_METADATA },
	{ "audit", "audit", TYPE_QUESTION, FORM_METADATA },
	{ "begin_group", "begin_group", TYPE_BEGIN, FORM_GROUP },
	{ "begin group", "begin_group", TYPE_BEGIN, FORM_GROUP },
	{ "end_group", "end_group", TYPE_END, FORM_GROUP },
	{ "end group", "end_group", TYPE_END, FORM_GROUP },
	{ "begin_repeat", "begin_repeat", TYPE_BEGIN, FORM_REPEAT },
	{ "begin repeat", "begin_repeat", TYPE_BEGIN, FORM_REPEAT },
	{ "end_repeat", "end_repeat", TYPE_END, FORM_REPEAT },
	{ "end repeat", "end_repeat", TYPE_END, FORM_REPEAT },
};

/* XLSForm's types that need a map, a camera, files or a network. Matched by their first words. */
static const char *const unsupported[] = {
	"rank", "geopoint", "geotrace", "geoshape", "start-geopoint", "background-geopoint", "gps", "location",
	"barcode", "image", "photo", "audio", "background-audio", "video", "file",
	"select_one_from_file", "select_multiple_from_file", "select one from file",
	"select multiple from file",
	"select_one_external", "csv-external", "xml-external", "osm", "cascading_select", "cascading select",
	"begin_loop", "begin loop", "end_loop", "end loop", "begin_lgroup", "begin lgroup", "end_lgroup",
	"end lgroup", "begin looped group", "end looped group",
	"simserial", "subscriberid", "imei", "add image prompt", "add photo prompt", "add audio prompt",
	"add video prompt", "add file prompt",
};

/* Does text begin with these words? Returns what follows them, past its blank, or NULL. */
static const char *after(const char *text, const char *words)
{
	size_t n = strlen(words);

	if (strncmp(text, words, n) != 0)
		return NULL;
	if (text[n] == '\0')
		return text + n;
	return word_blank(text + n) > 0 ? text + n + word_blank(text + n) : NULL;
}

static const struct spelling *longest(const char *text, const char **ret_rest)
{
	const struct spelling *best = NULL;

	for (size_t i = 0; i < ARRAY_SIZE(spellings); i++) {
		const char *rest = after(text, spellings[i].text);

		if (rest != NULL && (best == NULL || strlen(spellings[i].text) > strlen(best->text))) {
			best = &spellings[i];
			*ret_rest = rest;
		}
	}
	return best;
}

static bool is_unsupported(const char *text)
{
	for (size_t i = 0; i < ARRAY_SIZE(unsupported); i++)
		if (after(text, unsupported[i]) != NULL)
			return true;
	return false;
}

/* The spelling's own number of words, so that "select_on colours" is compared without its list. */
static const char *near_type(const char *text, struct arena *arena)
{
	struct suggestion whole = suggestion_begin(text), first;
	const char *word = arena_strndup(arena, text, strcspn(text, " "));

	first = suggestion_begin(word);
	for (size_t i = 0; i < ARRAY_SIZE(spellings); i++) {
		suggestion_offer(&whole, spellings[i].text);
		suggestion_offer(&first, spellings[i].text);
	}
	return whole.best != NULL ? whole.best : first.best;
}

static void say_unknown(const char *text, struct place at, struct arena *arena, struct form_problems *problems)
{
	const char *near = near_type(text, arena);

	if (near != NULL)
		problem_add(problems, FAULT_TYPE_UNKNOWN, at, _("there is no type \"%s\"; did you mean %s?"),
			word_shown(arena, text), near);
	else
		problem_add(problems, FAULT_TYPE_UNKNOWN, at,
			_("there is no type \"%s\"; the types are listed in stige-forms(5)"),
			word_shown(arena, text));
}

/* "colours", "colours or_other", "colours or specify other". */
static void read_list(struct type *t, const char *rest, struct place at, struct arena *arena,
	struct form_problems *problems)
{
	static const char *const other[] = { "or_other", "or specify other", "or other" };
	size_t n = strcspn(rest, " \t\n");
	const char *suffix = rest + n + word_blank(rest + n);

	t->list = arena_strndup(arena, rest, n);
	for (size_t i = 0; i < ARRAY_SIZE(other); i++)
		t->or_other = t->or_other || strcmp(suffix, other[i]) == 0;
	if (n == 0) {
		problem_add(problems, FAULT_LIST_MISSING, at,
			_("%s needs the name of its list, as in \"%s colours\""), t->word, t->word);
		t->role = TYPE_BAD;
	} else if (suffix[0] != '\0' && !t->or_other) {
		problem_add(problems, FAULT_TYPE_WORDS, at,
			_("after the list \"%s\" only or_other may follow, not \"%s\"; a list's name has no "
			"spaces"),
			word_shown(arena, t->list), word_shown(arena, suffix));
		t->role = TYPE_BAD;
	}
}

struct type type_read(const char *text, struct place at, struct arena *arena, struct form_problems *problems)
{
	struct type t = { TYPE_BAD, FORM_NOTE, "", "", false };
	const char *clean = word_collapse(arena, text), *rest = "";
	const struct spelling *s;

	if (is_unsupported(clean)) {
		problem_add(problems, FAULT_TYPE_UNSUPPORTED, at,
			_("the type %s is not supported here; take the row out or set disabled = yes in it"),
			word_shown(arena, clean));
		return t;
	}
	s = longest(clean, &rest);
	if (s == NULL) {
		say_unknown(clean, at, arena, problems);
		return t;
	}
	t = (struct type){ s->role, s->type, s->word, "", false };
	if (s->type == FORM_SELECT_ONE || s->type == FORM_SELECT_MULTIPLE) {
		read_list(&t, rest, at, arena, problems);
	} else if (rest[0] != '\0') {
		problem_add(problems, FAULT_TYPE_WORDS, at, _("the type %s stands alone; take out \"%s\""),
			s->word,
			word_shown(arena, rest));
		t.role = TYPE_BAD;
	}
	return t;
}
