/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column.h"

#include <stdbool.h>
#include <string.h>

#include "names.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

enum { ON_SURVEY = 1 << SHEET_SURVEY, ON_CHOICES = 1 << SHEET_CHOICES };

/* Every column that means something, with the other names pyxform knows it by (looked up by word_key). */
static const struct column_kind {
	const char *name;
	unsigned sheets;
	bool translatable;
	const char *aliases;         /* separated by single spaces */
} kinds[COLUMN_IDS] = {
	[COLUMN_TYPE] = { "type", ON_SURVEY, false, "command bind::type" },
	[COLUMN_NAME] = { "name", ON_SURVEY | ON_CHOICES, false, "tag value" },
	[COLUMN_LABEL] = { "label", ON_SURVEY | ON_CHOICES, true, "caption" },
	[COLUMN_HINT] = { "hint", ON_SURVEY, true, "" },
	[COLUMN_GUIDANCE] = { "guidance_hint", ON_SURVEY, true, "" },
	[COLUMN_REQUIRED] = { "required", ON_SURVEY, false, "bind::required" },
	[COLUMN_REQUIRED_MESSAGE] = { "required_message", ON_SURVEY, true,
		"requiredmsg jr:requiredmsg bind::jr:requiredmsg" },
	[COLUMN_RELEVANT] = { "relevant", ON_SURVEY, false, "relevance bind::relevant" },
	[COLUMN_CONSTRAINT] = { "constraint", ON_SURVEY, false, "bind::constraint" },
	[COLUMN_CONSTRAINT_MESSAGE] = { "constraint_message", ON_SURVEY, true,
		"constraining_message jr:constraintmsg bind::jr:constraintmsg" },
	[COLUMN_CALCULATION] = { "calculation", ON_SURVEY, false, "calculate bind::calculate" },
	[COLUMN_DEFAULT] = { "default", ON_SURVEY, false, "" },
	[COLUMN_READ_ONLY] = { "read_only", ON_SURVEY, false, "readonly bind::readonly" },
	[COLUMN_APPEARANCE] = { "appearance", ON_SURVEY, false, "control::appearance body::appearance" },
	[COLUMN_PARAMETERS] = { "parameters", ON_SURVEY, false, "" },
	[COLUMN_FILTER] = { "choice_filter", ON_SURVEY, false, "" },
	[COLUMN_REPEAT_COUNT] = { "repeat_count", ON_SURVEY, false, "count jr:count control::jr:count" },
	[COLUMN_TRIGGER] = { "trigger", ON_SURVEY, false, "" },
	[COLUMN_IMAGE] = { "image", ON_SURVEY | ON_CHOICES, true, "media::image" },
	[COLUMN_BIG_IMAGE] = { "big-image", ON_SURVEY | ON_CHOICES, true, "media::big-image" },
	[COLUMN_AUDIO] = { "audio", ON_SURVEY | ON_CHOICES, true, "media::audio" },
	[COLUMN_VIDEO] = { "video", ON_SURVEY | ON_CHOICES, true, "media::video" },
	[COLUMN_DISABLED] = { "disabled", ON_SURVEY, false, "" },
	[COLUMN_LIST_NAME] = { "list_name", ON_CHOICES, false, "" },
	[COLUMN_SERIES] = { "stige_series", ON_SURVEY | ON_CHOICES, false, "" },
	[COLUMN_STATE] = { "stige_state", ON_CHOICES, false, "" },
	[COLUMN_STATES] = { "stige_states", ON_SURVEY, false, "" },
};

static const struct {
	const char *name, *alias;
} settings[] = {
	{ "form_title", "set_form_title" }, { "form_id", "set_form_id id_string" }, { "version", "" },
	{ "default_language", "" }, { "instance_name", "" }, { "style", "" }, { "name", "" }, { "namespaces", "" },
	{ "clean_text_values", "" }, { "allow_choice_duplicates", "" }, { "public_key", "" },
	{ "submission_url", "" }, { "auto_send", "" }, { "auto_delete", "" }, { "omit_instanceid", "" },
	{ "client_editable", "" }, { "stige_schema", "" }, { "stige_role", "" }, { "stige_valid_from", "" },
};

const char *column_name(enum column_id id)
{
	return kinds[id].name;
}

int column_translatable(enum column_id id)
{
	return id < COLUMN_SETTING && kinds[id].translatable;
}

static bool known_on(enum column_id id, enum sheet_kind sheet)
{
	return kinds[id].name != NULL && (kinds[id].sheets & 1u << sheet) != 0;
}

static enum column_id lookup(const char *key, enum sheet_kind sheet)
{
	for (size_t i = 0; i < COLUMN_SETTING; i++)
		if (known_on((enum column_id)i, sheet)
		    && (strcmp(key, kinds[i].name) == 0 || str_has_word(kinds[i].aliases, key)))
			return (enum column_id)i;
	return COLUMN_META;
}

/* A header with "::" anywhere on the sheet splits there only; an old one splits at a single colon. */
static const char *separator(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->width; i++)
		if (strstr(sheet->header[i].text, "::") != NULL)
			return "::";
	return ":";
}

/* Where the header splits next, past the colon of "jr:"; NULL when it does not. */
static const char *split(const char *text, const char *mark)
{
	const char *at = strstr(text, mark);

	while (at != NULL && mark[1] == '\0' && at >= text + 2 && at[-2] == 'j' && at[-1] == 'r')
		at = strstr(at + 1, mark);
	return at;
}

/*
 * Tries the first word alone, then with the second ("media::image", "bind::relevant"); what is
 * left over is the language.
 */
static void name_column(struct column *c, const char *text, const char *mark, enum sheet_kind sheet,
	struct arena *arena)
{
	const char *at = split(text, mark);
	size_t taken;

	for (int words = 1; words <= 2; words++) {
		const char *key;

		taken = at != NULL ? (size_t)(at - text) : strlen(text);
		key = word_key(arena, arena_strndup(arena, text, taken));
		if (words == 2 && mark[1] == '\0' && strchr(key, ':') != NULL) {
			char *colon = strchr(key, ':');

			key = arena_printf(arena, "%.*s::%s", (int)(colon - key), key, colon + 1);
		}
		c->id = lookup(key, sheet);
		if (c->id != COLUMN_META || at == NULL)
			break;
		at = split(at + strlen(mark), mark);
	}
	c->language = "";
	if (c->id == COLUMN_META)
		return;
	c->name = kinds[c->id].name;
	if (at != NULL) {
		const char *language = at + strlen(mark);

		c->language = arena_strdup(arena, language + word_blank(language));
	}
}

static void name_setting(struct column *c, const char *text, struct arena *arena)
{
	const char *key = word_key(arena, text);

	c->id = COLUMN_SETTING;
	c->language = "";
	c->name = key;
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		if (str_has_word(settings[i].alias, key))
			c->name = settings[i].name;
	c->canonical = c->name;
}

/*
 * fmt writes media::image as image. Where that was the sheet's only "::", a header with a single colon would
 * be split when it is read again: then this one keeps its spelling.
 */
static void keep_separator(struct columns *c)
{
	size_t spelt = c->count;
	bool colon = false;

	for (size_t i = 0; i < c->count; i++) {
		if (strstr(c->list[i].canonical, "::") != NULL)
			return;
		colon = colon || strchr(c->list[i].canonical, ':') != NULL;
		if (strstr(c->list[i].written, "::") != NULL)
			spelt = i;
	}
	if (colon && spelt < c->count)
		c->list[spelt].canonical = c->list[spelt].written;
}

void columns_name(struct columns *c, const struct sheet *sheet, enum sheet_kind kind, struct arena *arena)
{
	const char *mark = separator(sheet);

	c->sheet = kind;
	c->count = sheet->width;
	c->list = arena_array(arena, c->count, sizeof(*c->list));
	for (size_t i = 0; i < c->count; i++) {
		struct column *column = &c->list[i];
		const char *text = sheet->header[i].text;

		*column = (struct column){ COLUMN_LOST, text, "", text, text, sheet->header[i].at };
		if (text[0] == '\0')
			continue;
		if (kind == SHEET_SETTINGS) {
			name_setting(column, text, arena);
			continue;
		}
		name_column(column, text, mark, kind, arena);
		if (column->id != COLUMN_META)
			column->canonical = column->language[0] == '\0' ? column->name
				: arena_printf(arena, "%s::%s", column->name, column->language);
	}
	keep_separator(c);
}

/* ---- what is wrong with them */

struct checking {
	const struct columns *columns;
	struct arena *arena;
	struct form_problems *problems;
};

static void check_twice(const struct checking *k)
{
	struct names seen = NAMES_INIT;

	for (size_t i = 0; i < k->columns->count; i++) {
		const struct column *c = &k->columns->list[i];

		if (c->id == COLUMN_LOST || names_add(&seen, word_lower(k->arena, c->canonical), i))
			continue;
		problem_add(k->problems, FAULT_COLUMN_TWICE, c->at,
			_("the column %s stands twice (first in column %zu of the line); take one out"),
			word_shown(k->arena, c->canonical),
			k->columns->list[names_find(&seen, word_lower(k->arena, c->canonical))].at.column);
	}
	names_release(&seen);
}

static void check_choice_extra(const struct checking *k, struct column *c)
{
	const char *shown = word_shown(k->arena, c->name);

	if (strchr(c->name, ':') != NULL)
		problem_add(k->problems, FAULT_COLUMN_BAD, c->at,
			_("the choices column \"%s\" has a colon; only label, image, audio and video can have "
			"a language, and other names have letters, digits and _"), shown);
	else if (strpbrk(c->name, " \t\n") != NULL)
		problem_add(k->problems, FAULT_COLUMN_SPACE, c->at,
			_("the choices column \"%s\" has a space and is left out; write _ instead"), shown);
	else if (!word_is_name(c->name))
		problem_add(k->problems, FAULT_COLUMN_BAD, c->at,
			_("the choices column \"%s\" is not a name; begin with a letter, then letters, "
			"digits, _ - ."), shown);
	else
		return;
	c->id = COLUMN_LOST;
}

static const char *nearest_column(const struct columns *columns, const char *word)
{
	struct suggestion s = suggestion_begin(word);

	if (columns->sheet == SHEET_SETTINGS)
		for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
			suggestion_offer(&s, settings[i].name);
	else
		for (size_t i = 0; i < COLUMN_SETTING; i++)
			if (known_on((enum column_id)i, columns->sheet))
				suggestion_offer(&s, kinds[i].name);
	return s.best;
}

static bool setting_known(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(settings); i++)
		if (strcmp(name, settings[i].name) == 0)
			return true;
	return false;
}

static void check_spelling(const struct checking *k, const struct column *c)
{
	const char *end = strchr(c->name, ':');
	const char *word = word_key(k->arena, end != NULL
		? arena_strndup(k->arena, c->name, (size_t)(end - c->name)) : c->name);
	const char *near;

	if (c->id == COLUMN_SETTING && setting_known(c->name))
		return;
	near = nearest_column(k->columns, word);
	if (near == NULL || strcmp(near, word) == 0)
		return;
	/* Our own columns are many and alike ("stige_scale", "stige_state"): only a single slip is one. */
	if (str_starts(word, "stige_") && str_distance(word, near, 2) > 1)
		return;
	problem_add(k->problems, FAULT_COLUMN_UNKNOWN, c->at,
		_("the column \"%s\" is not one of XLSForm's and is kept as a note; did you mean %s?"),
		word_shown(k->arena, c->canonical), near);
}

static void check_language(const struct checking *k, const struct column *c)
{
	if (c->language[0] == '\0' || kinds[c->id].translatable)
		return;
	problem_add(k->problems, FAULT_COLUMN_LANGUAGE, c->at,
		_("the column %s is the same in all languages; take out \"::%s\""), c->name,
		word_shown(k->arena, c->language));
}

/* Content under a header cell that is empty: most often a comma that was not in quotes. */
static void check_nameless(const struct checking *k, const struct sheet *sheet)
{
	for (size_t i = 0; i < k->columns->count; i++) {
		if (sheet->header[i].text[0] != '\0')
			continue;
		for (size_t r = 0; r < sheet->count; r++) {
			const struct cell *c = &sheet->rows[r].cells[i];

			if (cell_empty(c))
				continue;
			problem_add(k->problems, FAULT_CELL_BEYOND, c->at,
				_("this cell stands in a column without a name; name the column, or put "
				"quotes around a text with commas"));
			break;
		}
	}
}

static void check_missing(const struct checking *k, const struct sheet *sheet, enum column_id id)
{
	const char *near = NULL;
	struct suggestion s = suggestion_begin(kinds[id].name);

	if (column_find(k->columns, id) != NULL)
		return;
	for (size_t i = 0; i < k->columns->count; i++)
		if (k->columns->list[i].id == COLUMN_META)
			suggestion_offer(&s, k->columns->list[i].name);
	near = s.best;
	if (near != NULL)
		problem_add(k->problems, FAULT_COLUMN_MISSING, sheet->header[0].at,
			_("the section %s has no column %s; is it the one called \"%s\"?"),
			sheet_name(k->columns->sheet), kinds[id].name, word_shown(k->arena, near));
	else
		problem_add(k->problems, FAULT_COLUMN_MISSING, sheet->header[0].at,
			_("the section %s has no column %s"), sheet_name(k->columns->sheet), kinds[id].name);
}

void columns_check(const struct columns *c, const struct sheet *sheet, struct arena *arena,
	struct form_problems *problems)
{
	struct checking k = { c, arena, problems };

	check_twice(&k);
	check_nameless(&k, sheet);
	for (size_t i = 0; i < c->count; i++) {
		struct column *column = &c->list[i];

		if (column->id == COLUMN_META || column->id == COLUMN_SETTING)
			check_spelling(&k, column);
		else if (column->id != COLUMN_LOST)
			check_language(&k, column);
		if (column->id == COLUMN_META && c->sheet == SHEET_CHOICES)
			check_choice_extra(&k, column);
	}
	if (sheet->width == 0 || c->sheet == SHEET_SETTINGS)
		return;
	check_missing(&k, sheet, c->sheet == SHEET_SURVEY ? COLUMN_TYPE : COLUMN_LIST_NAME);
	check_missing(&k, sheet, COLUMN_NAME);
}

const struct column *column_find(const struct columns *c, enum column_id id)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].id == id)
			return &c->list[i];
	return NULL;
}

struct cell column_cell(const struct columns *c, const struct sheet_row *row, enum column_id id,
	const char *file)
{
	const struct column *column = column_find(c, id);

	if (column != NULL)
		return row->cells[column - c->list];
	return (struct cell){ "", NULL, { file, row->line, 1 } };
}
