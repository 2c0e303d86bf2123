/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mergeplaces.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/mem.h"

#include "conflicts.h"
#include "stmt.h"
#include "stige/base/banned.h"

#define NO_COLUMN ((size_t)-1)

/* Which rows are about which places. */
static const struct telling {
	const char *table, *what;        /* what: only where the second column says so */
	enum conflict_kind kind;
	size_t column;                   /* names the place ... */
	bool by_response;                /* ... or a response, whose meeting is the place */
} tellings[] = {
	{ "assignment", NULL, CONFLICT_CASEWORKER, 1, false },
	{ "form", NULL, CONFLICT_FORM, NO_COLUMN, false },
	{ "response", NULL, CONFLICT_RESPONSE, 1, false },
	/* Answers that are taken back make those before them count again. */
	{ "tombstone", "response", CONFLICT_RESPONSE, 2, true },
	{ "revision", NULL, CONFLICT_FIELD, 2, false },
};

struct mergeplace {
	const struct telling *by;
	struct id id;
};

void mergeplaces_init(struct mergeplaces *p)
{
	list_init(&p->list, sizeof(struct mergeplace));
}

void mergeplaces_release(struct mergeplaces *p)
{
	mem_free(p->list.items);
	mergeplaces_init(p);
}

void mergeplaces_note(struct mergeplaces *p, const struct wire_row *row)
{
	for (size_t i = 0; i < ARRAY_SIZE(tellings); i++) {
		const struct telling *t = &tellings[i];
		struct mergeplace *place;

		if (strcmp(t->table, row->table->name) != 0 || (t->what && strcmp(t->what, wire_bytes(row, 1)) != 0))
			continue;
		place = list_add(&p->list);
		place->by = t;
		if (t->column != NO_COLUMN)
			place->id = wire_id(row, t->column);
	}
}

/* Zero when there is no such row: a person who was erased meanwhile. */
static enum stige_rc find_meeting(struct store *s, struct mergeplace *place, struct err *err)
{
	struct id meeting = { { 0 } };
	struct stmt q;

	if (!place->by->by_response)
		return STIGE_OK;
	stmt_begin(&q, s, SQL_RESPONSE_MEETING);
	stmt_id(&q, &place->id);
	if (stmt_row(&q))
		meeting = stmt_col_id(&q, 0);
	place->id = meeting;
	return stmt_end(&q, err);
}

static int by_place(const void *x, const void *y)
{
	const struct mergeplace *a = x, *b = y;

	if (a->by->kind != b->by->kind)
		return a->by->kind < b->by->kind ? -1 : 1;
	return memcmp(&a->id, &b->id, sizeof(a->id));
}

enum stige_rc mergeplaces_conflicts(struct store *s, struct mergeplaces *p, size_t *ret, struct err *err)
{
	struct mergeplace *list = p->list.items;
	enum stige_rc rc = STIGE_OK;

	*ret = 0;
	for (size_t i = 0; rc == STIGE_OK && i < p->list.count; i++)
		rc = find_meeting(s, &list[i], err);
	if (p->list.count)
		qsort(list, p->list.count, sizeof(*list), by_place);
	for (size_t i = 0; rc == STIGE_OK && i < p->list.count; i++) {
		size_t here = 0;

		if (i > 0 && by_place(&list[i - 1], &list[i]) == 0)
			continue;
		if (list[i].by->kind == CONFLICT_FORM || !id_is_zero(&list[i].id))
			rc = conflict_count_at(s, list[i].by->kind, &list[i].id, &here, err);
		*ret += here;
	}
	return rc;
}
