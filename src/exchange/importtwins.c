/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importtwins.h"

#include "importtable.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/arena.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

/* A person of the caseload or of the file, as persons are compared. */
struct person {
	const char *name, *number;           /* search keys; number "" = none */
	int32_t birth;
	size_t order;                        /* the caseload first, then the file's lines */
	const char *case_no;                 /* of the caseload's */
	struct import_row *row;              /* of the file's, else NULL */
};

struct people {
	struct arena arena;
	struct person *list;
	size_t count;
	const struct import_options *options;
	struct import_result *result;
};

static const char *key_of(struct people *p, const char *text)
{
	struct str key = STR_INIT;
	const char *kept;

	text_search_key(&key, text);
	kept = arena_strdup(&p->arena, key.text);
	str_release(&key);
	return kept;
}

static void add_person(struct people *p, const struct client_fields *f, const char *case_no,
	struct import_row *row)
{
	p->list[p->count] = (struct person){
		.name = key_of(p, f->name),
		.number = key_of(p, f->journal_no),
		.birth = f->birth,
		.order = p->count,
		.case_no = case_no,
		.row = row,
	};
	p->count++;
}

static int in_order(const struct person *a, const struct person *b)
{
	return (a->order > b->order) - (a->order < b->order);
}

static int by_number(const void *x, const void *y)
{
	const struct person *a = x, *b = y;
	int order = strcmp(a->number, b->number);

	return order ? order : in_order(a, b);
}

/* An unknown birth date is the smallest, so that it comes first among its namesakes. */
static int by_name(const void *x, const void *y)
{
	const struct person *a = x, *b = y;
	int order = strcmp(a->name, b->name);

	if (!order)
		order = (a->birth > b->birth) - (a->birth < b->birth);
	return order ? order : in_order(a, b);
}

static bool births_agree(const struct person *a, const struct person *b)
{
	return a->birth == b->birth || a->birth == DATE_NONE || b->birth == DATE_NONE;
}

/* What a message calls the one who was there first. */
static const char *name_person(struct people *p, const struct person *who)
{
	return who->case_no ? who->case_no : arena_printf(&p->arena, _("line %zu"), who->row->line);
}

static struct import_row known_as(struct import_row row, const char *case_no)
{
	row.known = true;
	row.case_no = case_no;
	return row;
}

/* As it was decided; false where nobody has said anything, and it stays a problem. */
static bool settle(struct people *p, struct import_row *row, enum import_doubt doubt, const char *case_no)
{
	enum import_choice choice = import_decided(p->options, row->line, doubt, case_no != NULL);

	if (choice == DECIDED_SAME)
		*row = known_as(*row, case_no);
	row->left_out |= choice == DECIDED_LEAVE_OUT;
	return choice != DECIDED_NOT;
}

static void ask(struct people *p, const struct import_row *row, size_t column, enum import_doubt doubt,
	const char *case_no, struct str *message)
{
	const struct csv_cell cell = { .line = row->line, .column = column };

	import_doubt(p->result, &cell, doubt, case_no, message->text);
	str_release(message);
}

/* self has the number of `first`, who was there before. */
static void settle_number(struct people *p, const struct person *first, const struct person *self)
{
	const char *who = name_person(p, first);
	struct str message = STR_INIT;

	if (first->row)
		str_addf(&message, _("This number stands in %s too; take one of the two lines out."), who);
	else if (!str_eq(first->name, self->name) && settle(p, self->row, DOUBT_NUMBER, first->case_no))
		return;
	else if (!str_eq(first->name, self->name)) {
		str_addf(&message, _("This number belongs to %s in the caseload, who has another name; check "
			"the number."), who);
		ask(p, self->row, self->row->number_column, DOUBT_NUMBER, first->case_no, &message);
	}
	else if (!births_agree(first, self))
		str_addf(&message, _("Number and name are those of %s in the caseload, but the birth date is "
			"another; check the date."), who);
	else
		*self->row = known_as(*self->row, first->case_no);
	if (message.len)
		import_problem_add(p->result, self->row->line, self->row->number_column, str_steal(&message));
}

static void find_numbers(struct people *p)
{
	size_t start = 0;

	qsort(p->list, p->count, sizeof(*p->list), by_number);
	for (size_t i = 0; i < p->count; i++) {
		const struct person *self = &p->list[i];
		size_t against;

		if (!str_eq(p->list[start].number, self->number))
			start = i;
		if (!*self->number || !self->row || start == i)
			continue;
		/* A line of the file before this one is the nearer twin. */
		against = p->list[i - 1].row ? i - 1 : start;
		settle_number(p, &p->list[against], self);
	}
}

/* One of the two comes from the file: only lines of the file can be put right. */
static void settle_name(struct people *p, const struct person *a, const struct person *b)
{
	const struct person *first = a->order < b->order ? a : b;
	const struct person *second = first == a ? b : a;
	struct str message = STR_INIT;

	if (!second->row || second->row->known || second->row->left_out || *second->row->twin
		|| (*a->number && str_eq(a->number, b->number)) || settle(p, second->row, DOUBT_ALIKE, first->case_no))
		return;
	if (first->case_no)
		str_addf(&message, _("Name and birth date look like those of %s; write that into a column \"twin\" if "
			"they are one person, else write \"new\" there."), first->case_no);
	else
		str_addf(&message, _("Name and birth date look like those of line %zu; take one of the two out if they "
			"are one person, else write \"new\" into a column \"twin\"."), first->row->line);
	ask(p, second->row, second->row->name_column, DOUBT_ALIKE, first->case_no, &message);
}

static void find_names(struct people *p)
{
	size_t start = 0;

	qsort(p->list, p->count, sizeof(*p->list), by_name);
	for (size_t i = 1; i < p->count; i++) {
		if (!str_eq(p->list[start].name, p->list[i].name)) {
			start = i;
			continue;
		}
		if (p->list[i - 1].birth == p->list[i].birth)
			settle_name(p, &p->list[i - 1], &p->list[i]);
		else if (births_agree(&p->list[start], &p->list[i]))
			settle_name(p, &p->list[start], &p->list[i]);
	}
}

void import_twins_find(struct import_row *rows, size_t count, const struct client *clients,
	size_t client_count, const struct import_options *options, struct import_result *result)
{
	struct people p = { .arena = ARENA_INIT, .options = options, .result = result };

	p.list = arena_array(&p.arena, count + client_count, sizeof(*p.list));
	for (size_t i = 0; i < client_count; i++)
		add_person(&p, &clients[i].f, clients[i].case_no, NULL);
	for (size_t i = 0; i < count; i++)
		add_person(&p, &rows[i].fields, NULL, &rows[i]);
	find_numbers(&p);
	find_names(&p);
	arena_release(&p.arena);
}
