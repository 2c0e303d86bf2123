/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expressions of a form: read once every name is known, each fault at its place in the cell. */
#include "logic.h"

#include <stdio.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

static enum form_fault fault_of(enum expr_note_kind kind)
{
	switch (kind) {
	case EXPR_SYNTAX:
	case EXPR_UNSUPPORTED:
		return FAULT_EXPR_SYNTAX;
	case EXPR_UNKNOWN_NAME:
		return FAULT_EXPR_REFERENCE;
	case EXPR_AMBIGUOUS_NAME:
		return FAULT_EXPR_AMBIGUOUS;
	case EXPR_UNKNOWN_FUNCTION:
		return FAULT_EXPR_FUNCTION;
	case EXPR_ARITY:
		return FAULT_EXPR_ARITY;
	case EXPR_UNKNOWN_LIST:
	case EXPR_UNKNOWN_COLUMN:
		return FAULT_EXPR_COLUMN;
	case EXPR_ARGUMENT:
	case EXPR_BARE_CONDITION:
	case EXPR_MANY_NODES:
	case EXPR_BAD_REGEX:
	case EXPR_BAD_DATE:
		return FAULT_EXPR_REFUSED;
	case EXPR_LIMIT:
		return FAULT_EXPR_LIMIT;
	case EXPR_WARN_DATE_TEXT:
	case EXPR_WARN_REGEX_ANCHOR:
	case EXPR_WARN_REGEX_DIALECT:
		return FAULT_EXPR_WARNING;
	}
	return FAULT_EXPR_SYNTAX;
}

/* ---- the names an expression may use */

static size_t find(void *ctx, const char *name, bool *ret_ambiguous)
{
	const struct reader *r = ctx;

	*ret_ambiguous = names_find(&r->ambiguous, name) != NAMES_NONE;
	return *ret_ambiguous ? EXPR_NONE : names_find(&r->plain_names, name);
}

static size_t child(void *ctx, size_t parent, const char *name)
{
	const struct reader *r = ctx;
	struct str key = STR_INIT;
	size_t i;

	str_addf(&key, "%zu/%s", parent == EXPR_ROOT ? 0 : parent + 1, name);
	i = names_find(&r->children, key.text);
	str_release(&key);
	return i;
}

static void place(void *ctx, size_t i, struct expr_place *ret)
{
	const struct reader *r = ctx;
	const struct form_item *item = &r->form->items[i];

	*ret = (struct expr_place){
		.parent = item->parent == FORM_NO_PARENT ? EXPR_ROOT : item->parent,
		.repeats = item->type == FORM_REPEAT,
		.number = item->type == FORM_INTEGER || item->type == FORM_DECIMAL || item->type == FORM_RANGE,
	};
}

static size_t list(void *ctx, const char *name)
{
	const struct reader *r = ctx;

	return names_find(&r->form->list_names, name);
}

static size_t column(void *ctx, size_t which, const char *name)
{
	const struct reader *r = ctx;

	(void)which;
	return form_choice_column(r->form, name);
}

static const char *nearest(void *ctx, enum expr_names what, size_t which, const char *name)
{
	const struct reader *r = ctx;
	const struct form *f = r->form;
	struct suggestion s = suggestion_begin(name);

	(void)which;
	switch (what) {
	case EXPR_NAMES_PLACES:
		for (size_t i = 0; i < f->item_count; i++)
			suggestion_offer(&s, f->more[i].plain_name);
		break;
	case EXPR_NAMES_LISTS:
		for (size_t i = 0; i < f->list_count; i++)
			suggestion_offer(&s, f->lists[i].name);
		break;
	case EXPR_NAMES_COLUMNS:
		suggestion_offer(&s, "name");
		suggestion_offer(&s, "label");
		for (size_t i = 0; i < f->choice_column_count; i++)
			suggestion_offer(&s, f->choice_columns[i]);
		break;
	}
	return s.best;
}

/* Filling in EXPR_NONE for NAMES_NONE above rests on this. */
_Static_assert(EXPR_NONE == NAMES_NONE, "both mean: not there");

static struct expr_scope scope_of(struct reader *r, size_t here, unsigned flags)
{
	struct expr_scope scope = EXPR_SCOPE_INIT;

	scope.ctx = r;
	scope.flags = flags;
	scope.root = r->form->root;
	scope.here = here;
	scope.find = find;
	scope.child = child;
	scope.place = place;
	scope.list = list;
	scope.column = column;
	scope.suggest = nearest;
	return scope;
}

/* ---- reading one cell */

/*
 * Spreadsheets turn " and ' into typographic quotes; in an expression they can only be meant
 * as plain ones. A character stays a character, so that places still fit.
 */
static const char *plain_quotes(struct arena *arena, const char *text)
{
	static const struct { const char *from; char to; } marks[] = {
		{ "\u201C", '"' }, { "\u201D", '"' }, { "\u201E", '"' }, { "\u2018", '\'' }, { "\u2019", '\'' },
	};
	char *copy = arena_strdup(arena, text), *to = copy;

	for (const char *from = copy; *from != '\0';) {
		size_t n = 1;

		*to = *from;
		for (size_t i = 0; i < ARRAY_SIZE(marks); i++) {
			if (strncmp(from, marks[i].from, strlen(marks[i].from)) != 0)
				continue;
			n = strlen(marks[i].from);
			*to = marks[i].to;
		}
		from += n;
		to++;
	}
	*to = '\0';
	return copy;
}

static size_t byte_of(const char *text, size_t characters)
{
	size_t i = 0;

	while (characters > 0 && text[i] != '\0') {
		i++;
		while (((unsigned char)text[i] & 0xC0) == 0x80)
			i++;
		characters--;
	}
	return i;
}

static void say_notes(const struct reader *r, const struct cell *c, const char *column,
	const struct expr_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++)
		problem_add(r->problems, fault_of(notes->list[i].kind),
			cell_place(c, byte_of(c->text, notes->list[i].at)), "%s: %s", column,
			notes->list[i].message);
}

static struct form_expr *compile(struct reader *r, const struct cell *c, const char *column,
	const struct expr_scope *scope)
{
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e = NULL;

	expr_compile(plain_quotes(r->arena, c->text), scope, &notes, &e);
	say_notes(r, c, column, &notes);
	expr_notes_release(&notes);
	return e;
}

struct form_expr *logic_compile(struct reader *r, const struct cell *c, const char *column, size_t here,
	unsigned flags)
{
	struct expr_scope scope = scope_of(r, here, flags);

	return compile(r, c, column, &scope);
}

/* Is it an expression at all, without a word about it? For defaults, which may be plain text. */
bool logic_compiles(struct reader *r, const char *text, size_t here)
{
	struct expr_scope scope = scope_of(r, here, 0);
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e = NULL;
	bool good = expr_compile(text, &scope, &notes, &e) == STIGE_OK;

	expr_notes_release(&notes);
	expr_free(e);
	return good;
}

/* ---- the columns of a row */

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
				_("required is yes, no or an expression, not \"%s\""), reader_shown(r, c.text));
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
	struct expr_scope scope = scope_of(r, i, EXPR_CONDITION);

	if (cell_empty(&c))
		return;
	if (item->type != FORM_SELECT_ONE && item->type != FORM_SELECT_MULTIPLE) {
		say_idle(r, &c, COLUMN_FILTER, _("only selects have choices"));
		return;
	}
	if (item->list == NULL)
		return;
	scope.row_list = (size_t)(item->list - r->form->lists);
	r->form->more[i].logic[LOGIC_FILTER] = compile(r, &c, column_name(COLUMN_FILTER), &scope);
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
		.text = r->form->more[i].logic_text[LOGIC_RELEVANT], .at = { NULL, r->form->items[i].line, 1 },
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
	logic_order(r);
}
