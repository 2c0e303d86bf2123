/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a caseload are shown, and in which order. */
#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/casefile/caseload.h"
#include "stige/base/banned.h"

enum { BIRTH_DIGITS_LEAST = 4 };

/* Late and expired first, then due, first round, not yet, paused, closed. */
static const int order_of[] = {
	[DUE_LATE] = 0, [DUE_EXPIRED] = 0, [DUE_NOW] = 1, [DUE_FIRST] = 2, [DUE_NOT_YET] = 3, [DUE_PAUSED] = 4,
	[DUE_CLOSED] = 5,
};

static int by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_name(const struct caseload_row *a, const struct caseload_row *b)
{
	int cmp = strcmp(a->sort_key, b->sort_key);

	return cmp ? cmp : strcmp(a->client.case_no, b->client.case_no);
}

static int by_case(const struct caseload_row *a, const struct caseload_row *b)
{
	return strcmp(a->client.case_no, b->client.case_no);
}

static int by_due(const struct caseload_row *a, const struct caseload_row *b)
{
	int cmp = by_number(order_of[a->due.state], order_of[b->due.state]);

	if (cmp == 0)
		cmp = by_number(b->due.weeks_past, a->due.weeks_past);
	if (cmp == 0)
		cmp = by_number(a->due.date, b->due.date);
	return cmp ? cmp : by_name(a, b);
}

static int by_last(const struct caseload_row *a, const struct caseload_row *b)
{
	int cmp = by_number(a->last_round, b->last_round);

	return cmp ? cmp : by_name(a, b);
}

static int by_benefit(const struct caseload_row *a, const struct caseload_row *b)
{
	int cmp = strcmp(a->client.f.benefit, b->client.f.benefit);

	if (cmp == 0)
		cmp = by_number(a->client.f.benefit_since, b->client.f.benefit_since);
	return cmp ? cmp : by_name(a, b);
}

static int (*const orders[])(const struct caseload_row *a, const struct caseload_row *b) = {
	[CASELOAD_BY_DUE] = by_due, [CASELOAD_BY_NAME] = by_name, [CASELOAD_BY_CASE] = by_case,
	[CASELOAD_BY_LAST] = by_last, [CASELOAD_BY_BENEFIT] = by_benefit,
};

/* qsort has no place for the rows, so it sorts pointers to them. */
struct place {
	const struct caseload_row *row;
	bool begins;                     /* with what is looked for */
	int (*order)(const struct caseload_row *a, const struct caseload_row *b);
};

static int compare(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->begins != right->begins)
		return left->begins ? -1 : 1;
	return left->order(left->row, right->row);
}

static bool is_due(enum due_state state)
{
	return state == DUE_NOW || state == DUE_LATE || state == DUE_EXPIRED || state == DUE_FIRST;
}

static bool passes(const struct caseload_row *row, enum caseload_filter filter)
{
	switch (filter) {
	case CASELOAD_ALL:
		return true;
	case CASELOAD_DUE:
		return is_due(row->due.state);
	case CASELOAD_LATE:
		return row->due.state == DUE_LATE || row->due.state == DUE_EXPIRED;
	case CASELOAD_OPEN:
		return row->open_meeting || row->open_draft;
	case CASELOAD_PAUSED:
		return row->due.state == DUE_PAUSED;
	case CASELOAD_CLOSED:
		return row->due.state == DUE_CLOSED;
	case CASELOAD_NO_ACTIVITY:
		return row->no_activity && row->due.state != DUE_CLOSED;
	}
	return true;
}

/* What was typed to find somebody, in the ways it can be meant. */
struct wanted {
	struct str key;                      /* folded, as the rows' search keys are */
	struct str digits;                   /* of a birth date, or "" */
};

static void wanted_make(struct wanted *w, const char *find)
{
	bool date = true;

	str_init(&w->key);
	str_init(&w->digits);
	text_name_key(&w->key, find);
	for (const char *p = find; *p; p++) {
		if (*p >= '0' && *p <= '9')
			str_addc(&w->digits, *p);
		else
			date = date && strchr("-/. ", *p);
	}
	if (!date || w->digits.len < BIRTH_DIGITS_LEAST)
		str_clear(&w->digits);
}

static bool born(int32_t birth, const char *digits)
{
	struct date_parts p;
	struct str s = STR_INIT;
	bool is;

	if (birth == DATE_NONE)
		return false;
	p = date_split(birth);
	str_addf(&s, "%02d%02d%04d", p.day, p.month, p.year);
	is = str_starts(s.text, digits);
	str_clear(&s);
	str_addf(&s, "%02d%02d%02d", p.day, p.month, p.year % 100);
	is = is || str_starts(s.text, digits);
	str_clear(&s);
	str_addf(&s, "%04d%02d%02d", p.year, p.month, p.day);
	is = is || str_starts(s.text, digits);
	str_release(&s);
	return is;
}

static bool has_number(const char *number, const char *key)
{
	struct str folded = STR_INIT;
	bool has;

	text_name_key(&folded, number);
	has = strstr(folded.text, key) != NULL;
	str_release(&folded);
	return has;
}

static bool is_wanted(const struct caseload_row *row, const struct wanted *w)
{
	if (strstr(row->search_key, w->key.text))
		return true;
	if (has_number(row->client.case_no, w->key.text) || has_number(row->client.f.journal_no, w->key.text))
		return true;
	return w->digits.len > 0 && born(row->client.f.birth, w->digits.text);
}

/* Does a word of the name begin with it? */
static bool begins(const struct caseload_row *row, const struct wanted *w)
{
	for (const char *at = row->search_key; w->key.len && (at = strstr(at, w->key.text)); at++)
		if (at == row->search_key || at[-1] == ' ' || at[-1] == '-')
			return true;
	return false;
}

size_t *caseload_view(const struct caseload *c, enum caseload_sort sort, enum caseload_filter filter,
	const char *find, size_t *ret_count)
{
	struct place *places = mem_array(c->count + 1, sizeof(*places));
	size_t *view = mem_array(c->count + 1, sizeof(*view));
	struct wanted w;
	size_t n = 0;

	wanted_make(&w, find ? find : "");
	for (size_t i = 0; i < c->count; i++)
		if (passes(&c->rows[i], filter) && is_wanted(&c->rows[i], &w))
			places[n++] = (struct place){ &c->rows[i], begins(&c->rows[i], &w), orders[sort] };
	qsort(places, n, sizeof(*places), compare);
	for (size_t i = 0; i < n; i++)
		view[i] = (size_t)(places[i].row - c->rows);
	str_release(&w.key);
	str_release(&w.digits);
	mem_free(places);
	*ret_count = n;
	return view;
}

bool caseload_has_twin(const struct caseload *c, const struct caseload_row *row)
{
	for (size_t i = 0; i < c->count; i++)
		if (&c->rows[i] != row && str_eq(c->rows[i].look_key, row->look_key))
			return true;
	return false;
}

size_t caseload_lookalikes(const struct caseload *c, const char *name, int32_t birth)
{
	struct str key = STR_INIT;
	size_t n = 0;

	text_name_key(&key, name);
	for (size_t i = 0; i < c->count; i++) {
		const struct client_fields *f = &c->rows[i].client.f;

		/* Two birth dates that are known and differ are two people. */
		if (birth != DATE_NONE && f->birth != DATE_NONE && birth != f->birth)
			continue;
		n += str_distance(c->rows[i].search_key, key.text, 1) <= (birth != DATE_NONE && birth == f->birth);
	}
	str_release(&key);
	return n;
}
