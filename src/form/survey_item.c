/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of the survey section made into an item: everything but its name and its group. */
#include "survey.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

static struct cell cell(const struct survey *v, const struct sheet_row *row, enum column_id id)
{
	return reader_cell(v->r, SHEET_SURVEY, row, id);
}

static const char *kept(const struct survey *v, const char *text)
{
	return arena_strdup(v->r->arena, text);
}

static bool is_meta(const struct column *c)
{
	return c->id == COLUMN_META || c->id == COLUMN_STATES || c->id == COLUMN_SERIES
		|| c->id == COLUMN_TRIGGER
		|| (c->id >= COLUMN_IMAGE && c->id <= COLUMN_VIDEO);
}

void survey_name_meta(struct survey *v)
{
	const struct columns *c = &v->r->columns[SHEET_SURVEY];
	struct form *f = v->r->form;

	f->meta_columns = arena_array(v->r->arena, c->count, sizeof(*f->meta_columns));
	for (size_t i = 0; i < c->count; i++)
		if (is_meta(&c->list[i]))
			f->meta_columns[f->meta_count++] = kept(v, c->list[i].canonical);
}

static void take_texts(struct survey *v, const struct sheet_row *row, size_t item)
{
	static const enum column_id ids[FORM_COLUMNS] = {
		[FORM_LABEL] = COLUMN_LABEL, [FORM_HINT] = COLUMN_HINT, [FORM_GUIDANCE] = COLUMN_GUIDANCE,
		[FORM_CONSTRAINT_MESSAGE] = COLUMN_CONSTRAINT_MESSAGE,
		[FORM_REQUIRED_MESSAGE] = COLUMN_REQUIRED_MESSAGE,
	};
	struct form *f = v->r->form;

	for (size_t c = 0; c < FORM_COLUMNS; c++) {
		const char **texts = &f->texts[(item * FORM_COLUMNS + c) * f->language_count];

		reader_texts(v->r, SHEET_SURVEY, row, ids[c], texts, f->texts_at + (texts - f->texts));
		for (size_t l = 0; l < f->language_count; l++)
			texts[l] = arena_strdup(v->r->arena, texts[l]);
	}
}

static void take_meta(struct survey *v, const struct sheet_row *row, size_t item)
{
	const struct columns *columns = &v->r->columns[SHEET_SURVEY];
	const char **meta = &v->r->form->meta[item * v->r->form->meta_count];

	for (size_t i = 0; i < columns->count; i++)
		if (is_meta(&columns->list[i]))
			*meta++ = kept(v, row->cells[i].text);
}

static bool has_text(const struct form *f, size_t item, enum form_column column)
{
	for (size_t l = 0; l < f->language_count; l++)
		if (f->texts[(item * FORM_COLUMNS + column) * f->language_count + l] != NULL)
			return true;
	return false;
}

static bool has_media(const struct survey *v, const struct sheet_row *row)
{
	for (size_t i = 0; i < v->r->columns[SHEET_SURVEY].count; i++) {
		enum column_id id = v->r->columns[SHEET_SURVEY].list[i].id;

		if (id >= COLUMN_IMAGE && id <= COLUMN_VIDEO && !cell_empty(&row->cells[i]))
			return true;
	}
	return false;
}

static bool in_repeat(const struct form *f, size_t parent)
{
	for (; parent != FORM_NO_PARENT; parent = f->items[parent].parent)
		if (f->items[parent].type == FORM_REPEAT)
			return true;
	return false;
}

/* A question that only a calculation answers need not be shown: it has no label. */
static bool is_asked(const struct survey *v, size_t item, const struct sheet_row *row)
{
	const struct form *f = v->r->form;
	struct cell calculation = cell(v, row, COLUMN_CALCULATION);

	switch (f->items[item].type) {
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_METADATA:
	case FORM_GROUP:
	case FORM_REPEAT:
		return false;
	case FORM_NOTE:
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
	case FORM_TEXT:
	case FORM_DATE:
	case FORM_TIME:
	case FORM_DATETIME:
	case FORM_ACKNOWLEDGE:
		break;
	}
	return cell_empty(&calculation) || has_text(f, item, FORM_LABEL) || has_text(f, item, FORM_HINT);
}

void survey_check_label(const struct survey *v, size_t item, const struct sheet_row *row, struct place at)
{
	const struct form *f = v->r->form;

	if (!f->items[item].asked || has_text(f, item, FORM_LABEL) || has_text(f, item, FORM_HINT)
	    || has_media(v, row))
		return;
	problem_add(v->r->problems, FAULT_LABEL_MISSING, at,
		_("the question \"%s\" has neither label nor hint"),
		reader_shown(v->r, f->more[item].plain_name));
}

static void find_list(struct survey *v, struct form_item *item, const struct type *type,
	const struct cell *at)
{
	struct form *f = v->r->form;
	size_t list = names_find(&f->list_names, type->list);
	struct suggestion s = suggestion_begin(type->list);

	if (list != NAMES_NONE) {
		item->list = &f->lists[list];
		return;
	}
	for (size_t i = 0; i < f->list_count; i++)
		suggestion_offer(&s, f->lists[i].name);
	if (s.best != NULL)
		problem_add(v->r->problems, FAULT_LIST_UNKNOWN, at->at,
			_("choices has no list \"%s\"; did you mean \"%s\"?"), reader_shown(v->r, type->list),
			reader_shown(v->r, s.best));
	else
		problem_add(v->r->problems, FAULT_LIST_UNKNOWN, at->at,
			_("choices has no list \"%s\"; add its choices there"), reader_shown(v->r,
			type->list));
}

static void check_list(struct survey *v, const struct form_item *item, const struct cell *at)
{
	if (item->list == NULL || item->type != FORM_SELECT_MULTIPLE)
		return;
	for (size_t i = 0; i < item->list->count; i++) {
		const char *name = item->list->choices[i].name;

		if (strpbrk(name, " \t\n") == NULL)
			continue;
		problem_add(v->r->problems, FAULT_CHOICE_SPACE, at->at,
			_("the choice \"%s\" of the list %s has a space; a select_multiple stores its choices "
			"separated by spaces"),
			reader_shown(v->r, name), reader_shown(v->r, item->list->name));
		return;
	}
}

/* Expressions as they are written; logic.c reads them once all names are known. */
static void take_logic(struct survey *v, const struct sheet_row *row, struct item_more *more)
{
	static const enum column_id ids[LOGIC_KINDS] = {
		[LOGIC_RELEVANT] = COLUMN_RELEVANT, [LOGIC_CONSTRAINT] = COLUMN_CONSTRAINT,
		[LOGIC_REQUIRED] = COLUMN_REQUIRED, [LOGIC_CALCULATION] = COLUMN_CALCULATION,
		[LOGIC_FILTER] = COLUMN_FILTER,
	};

	for (size_t k = 0; k < LOGIC_KINDS; k++)
		more->logic_text[k] = kept(v, cell(v, row, ids[k]).text);
}

static void take_words(struct survey *v, const struct sheet_row *row, struct form_item *item,
	struct item_more *more)
{
	static const char *const yes_no[] = { "yes", "no" }, *const series[] = { "same", "new" };
	struct cell states = cell(v, row, COLUMN_STATES), mark = cell(v, row, COLUMN_SERIES);
	struct cell read_only = cell(v, row, COLUMN_READ_ONLY);

	item->appearance = word_collapse(v->r->arena, kept(v, cell(v, row, COLUMN_APPEARANCE).text));
	more->states = strcmp(states.text, "no") != 0;
	more->series = kept(v, mark.text);
	more->read_only = word_yesno(read_only.text) == WORD_YES;
	if (!cell_empty(&states))
		reader_check_word(v->r, &states, COLUMN_STATES, yes_no);
	if (!cell_empty(&mark))
		reader_check_word(v->r, &mark, COLUMN_SERIES, series);
	if (!cell_empty(&read_only) && word_yesno(read_only.text) == WORD_OTHER)
		reader_check_word(v->r, &read_only, COLUMN_READ_ONLY, yes_no);
}

static void take_parameters(struct survey *v, const struct sheet_row *row, struct form_item *item,
	struct item_more *more, struct item_source *source)
{
	struct cell parameters = cell(v, row, COLUMN_PARAMETERS);

	more->parameters = kept(v, parameters.text);
	source->parameters = parameters_read(&parameters, item->type, more->type_word, v->r->arena,
		v->r->problems);
	item->range_start = source->parameters.start;
	item->range_end = source->parameters.end;
	item->range_step = source->parameters.step;
}

/* Everything of a row but its place in the tree and its name. */
void survey_fill(struct survey *v, const struct sheet_row *row, size_t i, const struct type *type)
{
	struct form *f = v->r->form;
	struct form_item *item = &f->items[i];
	struct item_more *more = &f->more[i];
	struct cell type_cell = cell(v, row, COLUMN_TYPE);

	item->type = type->type;
	item->line = row->line;
	item->or_other = type->or_other;
	more->type_word = type->word;
	v->r->sources[i].row = row;
	if (type->list[0] != '\0')
		find_list(v, item, type, &type_cell);
	check_list(v, item, &type_cell);
	take_texts(v, row, i);
	take_meta(v, row, i);
	take_words(v, row, item, more);
	take_parameters(v, row, item, more, &v->r->sources[i]);
	take_logic(v, row, more);
	more->default_value = more->default_text = kept(v, cell(v, row, COLUMN_DEFAULT).text);
	item->asked = is_asked(v, i, row);
}

/* A hidden row is kept with the answers; under the program's own prefix it is context, given anew each time. */
static bool is_context(const struct form *f, size_t i)
{
	return f->items[i].type == FORM_HIDDEN && str_starts(f->more[i].plain_name, "stige_");
}

void survey_set_stored(struct form *f, size_t i)
{
	struct form_item *item = &f->items[i];
	bool repeated = in_repeat(f, item->parent);
	bool answers = item->type != FORM_NOTE && !is_context(f, i) && item->type != FORM_METADATA
		&& item->type != FORM_GROUP && item->type != FORM_REPEAT;

	/* Until there is a screen for repeats, what is in them is worked out but neither asked nor stored. */
	item->asked = item->asked && !repeated;
	item->stored = answers && !repeated;
}

size_t survey_new_item(struct survey *v)
{
	struct form *f = v->r->form;
	size_t i = f->item_count++;

	f->items[i] = (struct form_item){
		.name = "", .index = i, .parent = v->open > 0 ? v->stack[v->open - 1].item : FORM_NO_PARENT,
		.appearance = "",
	};
	f->more[i].default_value = f->more[i].default_text = f->more[i].parameters = f->more[i].series = "";
	f->more[i].states = true;
	for (size_t k = 0; k < LOGIC_KINDS; k++)
		f->more[i].logic_text[k] = "";
	for (size_t c = 0; c < f->meta_count; c++)
		f->meta[i * f->meta_count + c] = "";
	return i;
}
