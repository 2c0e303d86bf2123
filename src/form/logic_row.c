/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expressions of one row, column by column. */
#include "logic.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "word.h"
#include "stige/base/banned.h"

static struct cell cell(struct reader *r, size_t item, enum column_id id)
{
	return reader_cell(r, SHEET_SURVEY, r->sources[item].row, id);
}

static void say_idle(const struct reader *r, const struct cell *c, enum column_id id, const char *why)
{
	if (!cell_empty(c))
		problem_add(r->problems, FAULT_COLUMN_IDLE, c->at, _("%s has no effect here: %s"),
			column_name(id), why);
}

static bool is_group(enum form_type type)
{
	return type == FORM_GROUP || type == FORM_REPEAT;
}

static void read_required(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_REQUIRED);
	struct form_item *item = &r->form->items[i];

	if (cell_empty(&c) || is_group(item->type))
		return;
	switch (word_yesno(c.text)) {
	case WORD_YES:
		item->required_always = true;
		break;
	case WORD_NO:
		break;
	case WORD_OTHER:
		if (word_is_name(c.text))
			problem_add(r->problems, FAULT_WORD_VALUE, c.at,
				_("required is yes, no or an expression, not \"%s\""), reader_shown(r,
				c.text));
		else
			r->form->more[i].logic[LOGIC_REQUIRED] = logic_compile(r, &c,
				column_name(COLUMN_REQUIRED), i, EXPR_CONDITION);
		break;
	}
	if (item->type == FORM_NOTE && word_yesno(c.text) != WORD_NO)
		say_idle(r, &c, COLUMN_REQUIRED, _("a note takes no answer"));
}

static void read_constraint(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_CONSTRAINT);
	const struct form_item *item = &r->form->items[i];

	if (cell_empty(&c))
		return;
	if (item->type == FORM_NOTE || is_group(item->type))
		say_idle(r, &c, COLUMN_CONSTRAINT, _("this row takes no answer"));
	r->form->more[i].logic[LOGIC_CONSTRAINT] = logic_compile(r, &c, column_name(COLUMN_CONSTRAINT), i,
		EXPR_CONDITION);
}

static void read_filter(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_FILTER);
	struct form_item *item = &r->form->items[i];

	if (cell_empty(&c))
		return;
	if (item->type != FORM_SELECT_ONE && item->type != FORM_SELECT_MULTIPLE) {
		say_idle(r, &c, COLUMN_FILTER, _("only selects have choices"));
		return;
	}
	if (item->list == NULL)
		return;
	r->form->more[i].logic[LOGIC_FILTER] = logic_compile_filter(r, &c, column_name(COLUMN_FILTER), i,
		(size_t)(item->list - r->form->lists));
}

static void read_calculation(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_CALCULATION), fallback = cell(r, i, COLUMN_DEFAULT);
	struct form_item *item = &r->form->items[i];

	if (is_group(item->type)) {
		say_idle(r, &c, COLUMN_CALCULATION, _("a group holds no value"));
		return;
	}
	if (!cell_empty(&c))
		r->form->more[i].logic[LOGIC_CALCULATION] = logic_compile(r, &c,
			column_name(COLUMN_CALCULATION), i, 0);
	else if (item->type == FORM_CALCULATE && cell_empty(&fallback))
		problem_add(r->problems, FAULT_CALCULATION_MISSING,
			c.raw != NULL ? c.at : cell(r, i, COLUMN_TYPE).at,
			_("this calculate has no calculation"));
}

static void read_relevant(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_RELEVANT);

	if (!cell_empty(&c))
		r->form->more[i].logic[LOGIC_RELEVANT] = logic_compile(r, &c, column_name(COLUMN_RELEVANT), i,
			EXPR_CONDITION);
}

static void read_repeat_count(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_REPEAT_COUNT);

	if (cell_empty(&c))
		return;
	if (r->form->items[i].type != FORM_REPEAT)
		say_idle(r, &c, COLUMN_REPEAT_COUNT, _("only a begin_repeat row has a count"));
	else
		r->form->more[i].repeat_count = logic_compile(r, &c, column_name(COLUMN_REPEAT_COUNT), i, 0);
}

/* trigger: one or more ${question}, separated by commas. */
static void read_trigger(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_TRIGGER);
	const char *rest;

	logic_check_text(r, &c, column_name(COLUMN_TRIGGER));
	for (rest = c.text; *rest != '\0';) {
		const char *end = str_starts(rest, "${") ? strchr(rest, '}') : NULL;

		rest = end != NULL ? end + 1 + word_blank(end + 1) : NULL;
		if (rest != NULL && *rest == ',')
			rest += 1 + word_blank(rest + 1);
		else if (rest == NULL || *rest != '\0')
			break;
	}
	if (rest == NULL || *rest != '\0')
		problem_add(r->problems, FAULT_EXPR_SYNTAX, c.at,
			_("trigger is one or more ${name}, separated by commas"));
}

static void read_messages(struct reader *r, size_t i)
{
	static const struct { enum column_id message, logic; enum form_column text; } pairs[] = {
		{ COLUMN_CONSTRAINT_MESSAGE, COLUMN_CONSTRAINT, FORM_CONSTRAINT_MESSAGE },
		{ COLUMN_REQUIRED_MESSAGE, COLUMN_REQUIRED, FORM_REQUIRED_MESSAGE },
	};
	const struct columns *columns = &r->columns[SHEET_SURVEY];

	for (size_t p = 0; p < ARRAY_SIZE(pairs); p++) {
		struct cell logic = cell(r, i, pairs[p].logic);

		if (!cell_empty(&logic))
			continue;
		for (size_t c = 0; c < columns->count; c++) {
			const struct cell *message = &r->sources[i].row->cells[c];

			if (columns->list[c].id != pairs[p].message || cell_empty(message))
				continue;
			problem_add(r->problems, FAULT_COLUMN_IDLE, message->at,
				_("%s has no effect here: the row has no %s"),
				column_name(pairs[p].message), column_name(pairs[p].logic));
			break;
		}
	}
}

static void check_texts(struct reader *r, const struct columns *columns, const struct sheet_row *row)
{
	for (size_t c = 0; c < columns->count; c++)
		if (column_translatable(columns->list[c].id))
			logic_check_text(r, &row->cells[c], columns->list[c].canonical);
}

static void read_parameters(struct reader *r, size_t i)
{
	struct cell c = cell(r, i, COLUMN_PARAMETERS);
	const struct parameters *p = &r->sources[i].parameters;

	if (p->seed[0] != '\0')
		logic_check_text(r, &c, column_name(COLUMN_PARAMETERS));
	logic_check_tick_labels(r, i, &c);
}

static void read_row(struct reader *r, size_t i)
{
	read_relevant(r, i);
	read_constraint(r, i);
	read_required(r, i);
	read_calculation(r, i);
	read_filter(r, i);
	read_repeat_count(r, i);
	read_trigger(r, i);
	read_messages(r, i);
	read_parameters(r, i);
	logic_read_default(r, i);
	check_texts(r, &r->columns[SHEET_SURVEY], r->sources[i].row);
}

/* What or_other added stands in no cell. */
static void read_other(struct reader *r, size_t i)
{
	struct cell made = {
		.text = r->form->more[i].logic_text[LOGIC_RELEVANT], .at = { NULL, r->form->items[i].line,
			1 },
	};

	r->form->more[i].logic[LOGIC_RELEVANT] = logic_compile(r, &made, column_name(COLUMN_RELEVANT), i,
		EXPR_CONDITION);
}

static void publish(struct form_item *item, const struct item_more *more)
{
	item->relevant = more->logic[LOGIC_RELEVANT];
	item->constraint = more->logic[LOGIC_CONSTRAINT];
	item->required = more->logic[LOGIC_REQUIRED];
	item->calculation = more->logic[LOGIC_CALCULATION];
	item->choice_filter = more->logic[LOGIC_FILTER];
}

/* instance_name names a filled-in form in ODK; stige does not show it, but its faults are faults. */
static void read_instance_name(struct reader *r)
{
	const struct sheet *s = &r->book.sheets[SHEET_SETTINGS];
	const struct columns *columns = &r->columns[SHEET_SETTINGS];

	for (size_t i = 0; s->count > 0 && i < columns->count; i++) {
		const struct cell *c = &s->rows[0].cells[i];

		if (strcmp(columns->list[i].name, "instance_name") == 0 && !cell_empty(c))
			expr_free(logic_compile(r, c, columns->list[i].name, EXPR_NONE, 0));
	}
}

void reader_logic(struct reader *r)
{
	struct form *f = r->form;
	const struct sheet *choices = &r->book.sheets[SHEET_CHOICES];

	for (size_t i = 0; i < f->item_count; i++) {
		if (r->sources[i].row != NULL)
			read_row(r, i);
		else
			read_other(r, i);
		publish(&f->items[i], &f->more[i]);
	}
	for (size_t i = 0; i < choices->count; i++)
		check_texts(r, &r->columns[SHEET_CHOICES], &choices->rows[i]);
	read_instance_name(r);
	logic_order(r);
}
