/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choices section: lists of choices with their labels and extra columns. */
#include "reader.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "word.h"
#include "stige/base/banned.h"

/* Extra columns and those of ours, by which a filter or form_choice_meta may ask. */
static bool is_extra(const struct column *c)
{
	return c->id == COLUMN_META || c->id == COLUMN_STATE || c->id == COLUMN_SERIES
		|| (c->id >= COLUMN_IMAGE && c->id <= COLUMN_VIDEO);
}

static void name_columns(struct reader *r)
{
	const struct columns *c = &r->columns[SHEET_CHOICES];
	struct form *f = r->form;

	f->choice_columns = arena_array(r->arena, c->count, sizeof(*f->choice_columns));
	for (size_t i = 0; i < c->count; i++)
		if (is_extra(&c->list[i]))
			f->choice_columns[f->choice_column_count++] = arena_strdup(r->arena,
				c->list[i].canonical);
}

static struct cell cell(const struct reader *r, const struct sheet_row *row, enum column_id id)
{
	return reader_cell(r, SHEET_CHOICES, row, id);
}

/* How many choices each list has; a row without a list is left out here and said later. */
static size_t *count_choices(struct reader *r)
{
	const struct sheet *s = &r->book.sheets[SHEET_CHOICES];
	struct form *f = r->form;
	size_t *counts = mem_array(s->count + 1, sizeof(*counts));

	for (size_t i = 0; i < s->count; i++) {
		struct cell list = cell(r, &s->rows[i], COLUMN_LIST_NAME);

		if (cell_empty(&list))
			continue;
		if (names_find(&f->list_names, list.text) == NAMES_NONE)
			names_add(&f->list_names, arena_strdup(r->arena, list.text), f->list_count++);
		counts[names_find(&f->list_names, list.text)]++;
	}
	return counts;
}

/* With room for the "other" that or_other adds. */
static void make_lists(struct reader *r, const size_t *counts)
{
	struct form *f = r->form;

	f->lists = arena_array(r->arena, f->list_count, sizeof(*f->lists));
	f->list_more = arena_array(r->arena, f->list_count, sizeof(*f->list_more));
	for (size_t i = 0; i < f->list_count; i++) {
		struct list_more *more = &f->list_more[i];
		size_t n = counts[i] + 1;

		more->choices = arena_array(r->arena, n, sizeof(*more->choices));
		more->labels = arena_array(r->arena, n * f->language_count, sizeof(*more->labels));
		more->meta = arena_array(r->arena, n * f->choice_column_count, sizeof(*more->meta));
		more->series = arena_array(r->arena, n, sizeof(*more->series));
		more->at = arena_array(r->arena, n * f->language_count, sizeof(*more->at));
		f->lists[i].choices = more->choices;
	}
}

struct form_choice *reader_add_choice(struct reader *r, size_t list, const char *name)
{
	struct form *f = r->form;
	struct list_more *more = &f->list_more[list];
	size_t i = f->lists[list].count++;

	more->choices[i] = (struct form_choice){ arena_strdup(r->arena, name), i, "" };
	more->series[i] = "";
	for (size_t c = 0; c < f->choice_column_count; c++)
		more->meta[i * f->choice_column_count + c] = "";
	names_add(&more->names, more->choices[i].name, i);
	return &more->choices[i];
}

static void take_extras(struct reader *r, const struct sheet_row *row, size_t list, struct form_choice *choice)
{
	static const char *const states[] = { "dk", "declined" }, *const series[] = { "same", "new" };
	const struct columns *columns = &r->columns[SHEET_CHOICES];
	struct form *f = r->form;
	const char **meta = &f->list_more[list].meta[choice->index * f->choice_column_count];
	struct cell state = cell(r, row, COLUMN_STATE), mark = cell(r, row, COLUMN_SERIES);

	for (size_t i = 0; i < columns->count; i++)
		if (is_extra(&columns->list[i]))
			*meta++ = arena_strdup(r->arena, row->cells[i].text);
	if (!cell_empty(&state))
		reader_check_word(r, &state, COLUMN_STATE, states);
	if (!cell_empty(&mark))
		reader_check_word(r, &mark, COLUMN_SERIES, series);
	choice->state = arena_strdup(r->arena, state.text);
	f->list_more[list].series[choice->index] = arena_strdup(r->arena, mark.text);
}

static bool has_picture(const struct reader *r, const struct sheet_row *row)
{
	for (size_t i = 0; i < r->columns[SHEET_CHOICES].count; i++) {
		enum column_id id = r->columns[SHEET_CHOICES].list[i].id;

		if (id >= COLUMN_IMAGE && id <= COLUMN_VIDEO && !cell_empty(&row->cells[i]))
			return true;
	}
	return false;
}

static void take_label(struct reader *r, const struct sheet_row *row, size_t list,
	const struct form_choice *choice, struct place name_at)
{
	struct form *f = r->form;
	const char **labels = &f->list_more[list].labels[choice->index * f->language_count];
	bool any = false;

	reader_texts(r, SHEET_CHOICES, row, COLUMN_LABEL, labels,
		&f->list_more[list].at[choice->index * f->language_count]);
	for (size_t i = 0; i < f->language_count; i++) {
		any = any || labels[i] != NULL;
		labels[i] = arena_strdup(r->arena, labels[i]);
	}
	if (!any && !has_picture(r, row))
		problem_add(r->problems, FAULT_CHOICE_LABEL, name_at,
			_("the choice \"%s\" of the list %s has no label"),
			reader_shown(r, choice->name), reader_shown(r, f->lists[list].name));
}

static void take_row(struct reader *r, const struct sheet_row *row)
{
	struct cell list_cell = cell(r, row, COLUMN_LIST_NAME), name = cell(r, row, COLUMN_NAME);
	struct form_choice *choice;
	size_t list;

	if (cell_empty(&list_cell)) {
		if (column_find(&r->columns[SHEET_CHOICES], COLUMN_LIST_NAME) != NULL)
			problem_add(r->problems, FAULT_CHOICE_LIST, list_cell.at,
				_("this choice has no list_name; write its list's name here"));
		return;
	}
	list = names_find(&r->form->list_names, list_cell.text);
	r->form->lists[list].name = r->form->lists[list].name != NULL ? r->form->lists[list].name
		: arena_strdup(r->arena, list_cell.text);
	if (cell_empty(&name)) {
		if (column_find(&r->columns[SHEET_CHOICES], COLUMN_NAME) != NULL)
			problem_add(r->problems, FAULT_CHOICE_NAME, name.at,
				_("this choice of the list %s has no name; it is what is stored"),
				reader_shown(r, list_cell.text));
		return;
	}
	if (!r->choice_duplicates && names_find(&r->form->list_more[list].names, name.text) != NAMES_NONE)
		problem_add(r->problems, FAULT_CHOICE_TWICE, name.at,
			_("the list %s has the choice \"%s\" already; answers could not be told apart"),
			reader_shown(r, list_cell.text), reader_shown(r, name.text));
	choice = reader_add_choice(r, list, name.text);
	if (r->form->lists[list].count == 1)
		r->form->list_more[list].line = row->line;
	take_label(r, row, list, choice, name.at);
	take_extras(r, row, list, choice);
}

void reader_choices(struct reader *r)
{
	const struct sheet *s = &r->book.sheets[SHEET_CHOICES];
	size_t *counts;

	name_columns(r);
	counts = count_choices(r);
	make_lists(r, counts);
	for (size_t i = 0; i < s->count; i++)
		take_row(r, &s->rows[i]);
	mem_free(counts);
}
