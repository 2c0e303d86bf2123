/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The survey section, row by row: items with their texts, groups opening and closing. */
#include "survey.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
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
	size_t n = v->count;

	for (size_t i = 0; i < v->count; i++)
		n += strstr(cell(v, &s->rows[i], COLUMN_TYPE).text, "other") != NULL;
	f->items = arena_array(v->r->arena, n, sizeof(*f->items));
	f->more = arena_array(v->r->arena, n, sizeof(*f->more));
	f->texts = arena_array(v->r->arena, n * FORM_COLUMNS * f->language_count, sizeof(*f->texts));
	f->texts_at = arena_array(v->r->arena, n * FORM_COLUMNS * f->language_count, sizeof(*f->texts_at));
	f->meta = arena_array(v->r->arena, n * f->meta_count, sizeof(*f->meta));
	v->r->sources = mem_array(n + 1, sizeof(*v->r->sources));
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
	i = survey_new_item(v);
	other = &f->items[i];
	other->type = FORM_TEXT;
	other->asked = true;
	other->line = row->line;
	f->more[i].type_word = "text";
	f->more[i].logic_text[LOGIC_RELEVANT] = arena_printf(v->r->arena, "selected(${%s}, 'other')", name);
	v->r->sources[i].row = NULL;
	survey_other_label(v, i);
	survey_set_stored(f, i);
	survey_name(v, i, arena_printf(v->r->arena, "%s_other", name), name_place(v, row));
}

static size_t take_item(struct survey *v, const struct sheet_row *row, const struct type *type)
{
	struct form *f = v->r->form;
	size_t i = survey_new_item(v);
	struct cell filter = cell(v, row, COLUMN_FILTER);

	survey_fill(v, row, i, type);
	survey_name(v, i, name_of(v, row, type), name_place(v, row));
	survey_check_label(v, i, row, name_place(v, row));
	survey_set_stored(f, i);
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

	if (s->count > SURVEY_LONGEST)
		problem_add(r->problems, FAULT_LIMIT, (struct place){ s->at.file,
			s->rows[SURVEY_LONGEST].line, 1 },
			_("the survey section has more than %zu rows; split the form"), SURVEY_LONGEST);
	v.count = s->count < SURVEY_LONGEST ? s->count : SURVEY_LONGEST;
	survey_name_meta(&v);
	make_items(&v);
	for (size_t i = 0; i < v.count; i++)
		take_row(&v, &s->rows[i]);
	for (size_t i = 0; i < v.open; i++)
		problem_add(r->problems, FAULT_GROUP_OPEN, v.stack[i].at, _("this %s is never closed"),
			r->form->more[v.stack[i].item].type_word);
	if (s->there && r->form->item_count == 0 && r->problems->errors == 0)
		problem_add(r->problems, FAULT_NO_QUESTIONS, s->at, _("the survey section has no questions"));
	survey_names_end(&v);
	list_stored(&v);
}
