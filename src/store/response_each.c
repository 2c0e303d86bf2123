/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All responses that count, one at a time: the file may be larger than the memory. */
#include <string.h>

#include "stige/base/date.h"

#include "clienting.h"
#include "drafting.h"
#include "stige/base/banned.h"

enum column { OFFICE = 15, NUMBER, CASE_NO, CREATED, NAME, PROTECTED };

#define FIRST_DAY "0001-01-01"
#define LAST_DAY "9999-12-31"

static const char *open_name(struct stmt *q, const struct response *r, const char *case_no, struct arena *a)
{
	struct seal_place place = { .table = "client", .column = "name", .row = r->client };
	struct id office = stmt_col_id(q, OFFICE);

	client_clear(&q->s->clear, &office, stmt_col_int(q, NUMBER), case_no, stmt_col_instant(q, CREATED));
	place.clear = q->s->clear.text;
	return stmt_col_sealed(q, NAME, &place, a);
}

/* Whose responses follow: read once a client. */
struct owning {
	struct arena arena;
	struct id client;
	struct response_owner owner;
};

static void read_owner(struct stmt *q, const struct response_filter *filter, const struct response *r,
	struct owning *o)
{
	if (id_eq(&o->client, &r->client))
		return;
	arena_release(&o->arena);
	o->client = r->client;
	o->owner.case_no = stmt_col_text(q, CASE_NO, &o->arena);
	o->owner.name = filter->names && stmt_col_int(q, PROTECTED) == 0
		? open_name(q, r, o->owner.case_no, &o->arena) : "";
}

/* False at the end, when something is wrong, and when each() has had enough. */
static bool next(struct stmt *q, const struct response_filter *filter, struct owning *o, struct arena *a,
	bool (*each)(void *ctx, const struct response *r, const struct response_owner *owner), void *ctx)
{
	struct response r = { .answers = NULL };

	if (!stmt_row(q))
		return false;
	response_read(q, a, &r);
	read_owner(q, filter, &r, o);
	return q->err.rc == STIGE_OK && each(ctx, &r, &o->owner);
}

static void bind_day(struct stmt *q, int32_t day, const char *open)
{
	if (day == DATE_NONE)
		stmt_text(q, open);
	else
		stmt_date(q, day);
}

enum stige_rc response_each(struct store *s, const struct response_filter *filter,
	bool (*each)(void *ctx, const struct response *r, const struct response_owner *owner), void *ctx,
	struct err *err)
{
	struct owning owning = { .arena = ARENA_INIT };
	struct arena a = ARENA_INIT;
	struct stmt q;
	bool more = true;

	stmt_begin(&q, s, SQL_RESPONSE_EACH);
	stmt_id(&q, filter->client);
	stmt_id(&q, filter->caseworker);
	bind_day(&q, filter->from, FIRST_DAY);
	bind_day(&q, filter->to, LAST_DAY);
	while (more) {
		more = next(&q, filter, &owning, &a, each, ctx);
		arena_release(&a);
	}
	arena_release(&owning.arena);
	return stmt_end(&q, err);
}
