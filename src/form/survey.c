/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The survey section, row by row: items with their texts, groups opening and closing. */
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

/* Room for every row, and for the text question of every or_other. */
static void make_items(struct survey *v)
{
	const struct sheet *s = &v->r->book.sheets[SHEET_SURVEY];
	struct form *f = v->r->form;
	size_t n = s->count;

	for (size_t i = 0; i < s->count; i++)
		n += strstr(cell(v, &s->rows[i], COLUMN_TYPE).text, "other") != NULL;
	f->items = arena_array(v->r->arena, n, sizeof(*f->items));
	f->more = arena_array(v->r->arena, n, sizeof(*f->more));
	f->texts = arena_array(v->r->arena, n * FORM_COLUMNS * f->language_count, sizeof(*f->texts));
	f->texts_at = arena_array(v->r->arena, n * FORM_COLUMNS * f->language_count, sizeof(*f->texts_at));
	f->meta = arena_array(v->r->arena, n * f->meta_count, sizeof(*f->meta));
	v->r->sources = mem_array(n + 1, sizeof(*v->r->sources));
}

static bool is_meta(const struct column *c)
{
	return c->id == COLUMN_META || c->id == COLUMN_STATES || c->id == COLUMN_SERIES
		|| c->id == COLUMN_TRIGGER
		|| (c->id >= COLUMN_IMAGE && c->id <= COLUMN_VIDEO);
}

static void name_meta(struct survey *v)
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

static void check_label(const struct survey *v, size_t item, const struct sheet_row *row, struct place at)
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
			""
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
static void fill_item(struct survey *v, const struct sheet_row *row, size_t i, const struct type *type)
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

static void set_stored(struct form *f, size_t i)
{
	struct form_item *item = &f->items[i];
	bool repeated = in_repeat(f, item->parent);
	bool answers = item->type != FORM_NOTE && item->type != FORM_HIDDEN && item->type != FORM_METADATA
		&& item->type != FORM_GROUP && item->type != FORM_REPEAT;

	/* Until there is a screen for repeats, what is in them is worked out but neither asked nor stored. */
	item->asked = item->asked && !repeated;
	item->stored = answers && !repeated;
}

static size_t new_item(struct survey *v)
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

static const char *name_of(struct survey *v, const struct sheet_row *row, const struct type *type)
{
	struct cell name = cell(v, row, COLUMN_NAME), type_cell = cell(v, row, COLUMN_TYPE);

	if (!cell_empty(&name))
		return kept(v, name.text);
	/* A note stores nothing, so its name matters to nobody; pyxform makes up the same kind of name. */
	if (type->type == FORM_NOTE)
		return arena_printf(v->r->arena, "generated_note_name_%zu", v->r->form->item_count);
	if (column_find(&v->r->columns[SHEET_SURVEY], COLUMN_NAME) != NULL)
		problem_add(v->r->problems, FAULT_NAME_MISSING, name.raw != NULL ? name.at : type_cell.at,
			_("this %s has no name; expressions, answers and exports go by it"), type->word);
	return "";
}

static struct place name_place(const struct survey *v, const struct sheet_row *row)
{
	struct cell name = cell(v, row, COLUMN_NAME);

	return name.at;
}

/* "colours or_other": the list gets a choice "other", and a text question follows. */
static void add_other(struct survey *v, const struct sheet_row *row, size_t select)
{
	struct form *f = v->r->form;
	const struct form_item *item = &f->items[select];
	const char *name = f->more[select].plain_name;
	struct form_item *other;
	size_t i, list = (size_t)(item->list - f->lists);

	if (names_find(&f->list_more[list].names, "other") == NAMES_NONE)
		survey_other_choice(v, list, reader_add_choice(v->r, list, "other"));
	i = new_item(v);
	other = &f->items[i];
	other->type = FORM_TEXT;
	other->asked = true;
	other->line = row->line;
	f->more[i].type_word = "text";
	f->more[i].logic_text[LOGIC_RELEVANT] = arena_printf(v->r->arena, "selected(${%s}, 'other')", name);
	v->r->sources[i].row = NULL;
	survey_other_label(v, i);
	set_stored(f, i);
	survey_name(v, i, arena_printf(v->r->arena, "%s_other", name), name_place(v, row));
}

static size_t take_item(struct survey *v, const struct sheet_row *row, const struct type *type)
{
	struct form *f = v->r->form;
	size_t i = new_item(v);
	struct cell filter = cell(v, row, COLUMN_FILTER);

	fill_item(v, row, i, type);
	survey_name(v, i, name_of(v, row, type), name_place(v, row));
	check_label(v, i, row, name_place(v, row));
	set_stored(f, i);
	if (type->or_other && !cell_empty(&filter))
		problem_add(v->r->problems, FAULT_OTHER_FILTER, filter.at,
			_("or_other cannot stand beside a choice_filter; write the choice \"other\" and its "
			"text question yourself"));
	else if (type->or_other && f->items[i].list != NULL && f->more[i].plain_name[0] != '\0')
		add_other(v, row, i);
	return i;
}

static void open_group(struct survey *v, const struct sheet_row *row, const struct type *type)
{
	size_t i = take_item(v, row, type);
	struct cell required = cell(v, row, COLUMN_REQUIRED);

	if (!cell_empty(&required) && word_yesno(required.text) != WORD_NO)
		problem_add(v->r->problems, FAULT_GROUP_REQUIRED, required.at,
			_("a group cannot be required; write it in the rows of the questions inside"));
	if (v->open == SURVEY_DEEPEST) {
		v->too_deep++;
		if (v->too_deep == 1)
			problem_add(v->r->problems, FAULT_GROUP_DEEP, cell(v, row, COLUMN_TYPE).at,
				_("groups are nested more than %d deep"), SURVEY_DEEPEST);
		return;
	}
	v->stack[v->open++] = (struct open_group){ i, cell(v, row, COLUMN_TYPE).at };
}

static void close_group(struct survey *v, const struct sheet_row *row, const struct type *type)
{
	const struct form *f = v->r->form;
	struct place at = cell(v, row, COLUMN_TYPE).at;
	const struct open_group *top;

	if (v->too_deep > 0) {
		v->too_deep--;
		return;
	}
	if (v->open == 0) {
		problem_add(v->r->problems, FAULT_GROUP_CLOSED, at,
			_("this %s closes nothing; there is no %s above it"),
			type->word, type->type == FORM_GROUP ? "begin_group" : "begin_repeat");
		return;
	}
	top = &v->stack[--v->open];
	if (f->items[top->item].type != type->type)
		problem_add(v->r->problems, FAULT_GROUP_CLOSED, at,
			_("this %s closes the %s of line %zu; they must be of one kind"),
			type->word, f->more[top->item].type_word, f->items[top->item].line);
	if (f->item_count == top->item + 1)
		problem_add(v->r->problems, FAULT_GROUP_EMPTY, top->at,
			_("there is nothing between this row and its %s"),
			type->word);
}

/* Remarks in columns of one's own may fill a row that has no type; anything else needs one. */
static bool means_something(const struct survey *v, const struct sheet_row *row)
{
	const struct columns *columns = &v->r->columns[SHEET_SURVEY];

	for (size_t i = 0; i < columns->count; i++)
		if (columns->list[i].id < COLUMN_SETTING && !cell_empty(&row->cells[i]))
			return true;
	return false;
}

static void take_row(struct survey *v, const struct sheet_row *row)
{
	static const char *const yes_no[] = { "yes", "no" };
	struct cell type_cell = cell(v, row, COLUMN_TYPE), disabled = cell(v, row, COLUMN_DISABLED);
	struct type type;

	if (!cell_empty(&disabled) && word_yesno(disabled.text) == WORD_OTHER)
		reader_check_word(v->r, &disabled, COLUMN_DISABLED, yes_no);
	if (word_yesno(disabled.text) == WORD_YES)
		return;
	if (cell_empty(&type_cell)) {
		if (means_something(v, row) && column_find(&v->r->columns[SHEET_SURVEY], COLUMN_TYPE) != NULL)
			problem_add(v->r->problems, FAULT_TYPE_MISSING, type_cell.at,
				_("this row has no type"));
		return;
	}
	type = type_read(type_cell.text, type_cell.at, v->r->arena, v->r->problems);
	switch (type.role) {
	case TYPE_QUESTION:
		take_item(v, row, &type);
		break;
	case TYPE_BEGIN:
		open_group(v, row, &type);
		break;
	case TYPE_END:
		close_group(v, row, &type);
		break;
	case TYPE_BAD:
		/* Its name is still a name, so that references to it are not said to be wrong too. */
		survey_name_only(v, cell(v, row, COLUMN_NAME).text);
		break;
	}
}

static void list_stored(struct survey *v)
{
	struct form *f = v->r->form;

	f->stored = arena_array(v->r->arena, f->item_count, sizeof(*f->stored));
	for (size_t i = 0; i < f->item_count; i++)
		if (f->items[i].stored)
			f->stored[f->stored_count++] = i;
}

void reader_survey(struct reader *r)
{
	const struct sheet *s = &r->book.sheets[SHEET_SURVEY];
	struct survey v = { .r = r };

	name_meta(&v);
	make_items(&v);
	for (size_t i = 0; i < s->count; i++)
		take_row(&v, &s->rows[i]);
	for (size_t i = 0; i < v.open; i++)
		problem_add(r->problems, FAULT_GROUP_OPEN, v.stack[i].at, _("this %s is never closed"),
			r->form->more[v.stack[i].item].type_word);
	if (s->there && r->form->item_count == 0 && r->problems->errors == 0)
		problem_add(r->problems, FAULT_NO_QUESTIONS, s->at, _("the survey section has no questions"));
	survey_names_end(&v);
	list_stored(&v);
}
