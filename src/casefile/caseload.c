/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row a client. A caseworker's own clients are read one by one; a whole office's responses
 * in one pass, put to their clients by a table of ids.
 */
#include "stige/casefile/caseload.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/guard.h"
#include "stige/store/drafts.h"

#include "ended.h"
#include "happened.h"
#include "history.h"
#include "stige/base/banned.h"

enum {
	ONE_BY_ONE_MOST = 100,               /* clients; above, one pass over all responses is quicker */
	BELIEFS = 6,
};

/* The responses of one client, as pointers. */
struct pile {
	const struct response **list;
	size_t count, cap;
};

/* What loading needs beside the rows. */
struct load {
	struct desk *desk;
	struct caseload *c;
	struct arena all;                    /* all responses, when they were read at once */
	struct pile *piles;                  /* by row, or NULL */
	struct draft *drafts;
	size_t draft_count;
	int32_t today;
};

/* --- all responses at once --- */

static size_t hash_of(const struct id *id, size_t mask)
{
	size_t h;

	memcpy(&h, id->bytes, sizeof(h));        /* ids are random: any part is as good as a hash */
	return h & mask;
}

static size_t *index_rows(const struct caseload *c, size_t *ret_mask)
{
	size_t size = 16, *table;

	while (size < c->count * 2)
		size *= 2;
	table = mem_array(size, sizeof(*table));
	*ret_mask = size - 1;
	for (size_t i = 0; i < c->count; i++) {
		size_t at = hash_of(&c->rows[i].client.id, size - 1);

		while (table[at])
			at = (at + 1) & (size - 1);
		table[at] = i + 1;
	}
	return table;
}

/* The row of a client, SIZE_MAX when it is not of this caseload. */
static size_t row_of(const struct caseload *c, const size_t *table, size_t mask, const struct id *client)
{
	size_t at = hash_of(client, mask);

	while (table[at]) {
		if (id_eq(&c->rows[table[at] - 1].client.id, client))
			return table[at] - 1;
		at = (at + 1) & mask;
	}
	return SIZE_MAX;
}

static void pile_add(struct pile *p, const struct response *r)
{
	p->list = mem_grow(p->list, &p->cap, p->count + 1, sizeof(const struct response *));
	p->list[p->count++] = r;
}

static enum stige_rc read_all(struct load *l, struct err *err)
{
	struct response *list = NULL;
	size_t count = 0, mask, *table;
	enum stige_rc rc = response_list(l->desk->store, &l->all, NULL, &list, &count, err);

	if (rc != STIGE_OK)
		return rc;
	l->piles = mem_array(l->c->count, sizeof(*l->piles));
	table = index_rows(l->c, &mask);
	for (size_t i = 0; i < count; i++) {
		size_t row = row_of(l->c, table, mask, &list[i].client);

		if (row != SIZE_MAX)
			pile_add(&l->piles[row], &list[i]);
	}
	mem_free(table);
	return STIGE_OK;
}

static enum stige_rc read_one(struct load *l, const struct id *client, struct arena *a, struct pile *ret,
	struct err *err)
{
	struct response *list = NULL;
	size_t count = 0;
	enum stige_rc rc = response_list(l->desk->store, a, client, &list, &count, err);

	for (size_t i = 0; i < count && rc == STIGE_OK; i++)
		pile_add(ret, &list[i]);
	return rc;
}

/* --- one row --- */

static int step_of(const struct series_point *p)
{
	return p->state == SERIES_VALUE ? p->value : 0;
}

static void fill_belief(struct caseload_row *row, const struct series_point *p, size_t n)
{
	size_t first = n > BELIEFS ? n - BELIEFS : 0;

	row->belief_count = n - first;
	for (size_t i = first; i < n; i++)
		row->belief[i - first] = step_of(&p[i]);
}

/* The client's scale items: the newest response's steps, and what moved since the round before. */
static void fill_level(struct caseload_row *row, struct series_tally *tally, const struct history *h,
	const struct series_point *p, size_t n)
{
	size_t newest = history_newest(h, RESPONDENT_CLIENT, 0), at = n;
	struct series_change change = series_since_last(p, n);

	while (at > 0 && p[at - 1].response != newest)
		at--;
	row->levels[row->level_count++] = at > 0 ? step_of(&p[at - 1]) : 0;
	series_count(tally, &change);
}

static void fill_series(struct caseload_row *row, const struct desk *d, const struct history *h)
{
	const struct indicators *known = &d->instrument->indicators;
	struct series_point *points = mem_array(h->round_count + 1, sizeof(*points));
	struct series_tally tally = { 0, 0, 0, 0 };

	for (size_t i = 0; i < known->count; i++) {
		bool level = known->list[i].side == INDICATOR_CLIENT && known->list[i].kind == INDICATOR_SCALE
			&& row->level_count < CASELOAD_LEVELS;
		bool belief = advice_is_belief(d->instrument->advice, &known->list[i])
			&& !known->list[i].optional;

		if (!level && !belief)
			continue;
		history_points(h, i, points);
		if (level)
			fill_level(row, &tally, h, points, h->round_count);
		else
			fill_belief(row, points, h->round_count);
	}
	row->risen = (unsigned)tally.risen;
	row->fallen = (unsigned)tally.fallen;
	mem_free(points);
}

static const struct meeting *open_one(const struct meeting *list, size_t count)
{
	for (size_t i = count; i-- > 0;)
		if (list[i].result == MEETING_OPEN)
			return &list[i];
	return NULL;
}

/* Done in the round that is going on: the open meeting's, else the newest while it is not due again. */
static void fill_done(struct caseload_row *row, const struct history *h, const struct meeting *open)
{
	const struct round *round = NULL;

	if (open)
		round = history_round(h, &open->id);
	else if (h->round_count > 0 && row->due.days < DUE_FROM)
		round = &h->rounds[h->round_count - 1];
	row->client_done = round && round->response[RESPONDENT_CLIENT] != NO_RESPONSE;
	row->caseworker_done = round && round->response[RESPONDENT_CASEWORKER] != NO_RESPONSE;
}

static enum stige_rc fill_meetings(struct load *l, struct caseload_row *row, const struct history *h,
	struct arena *a, struct err *err)
{
	struct meeting *list = NULL;
	const struct meeting *open;
	size_t count = 0;
	enum stige_rc rc = meeting_list(l->desk->store, a, &row->client.id, &list, &count, err);

	if (rc != STIGE_OK)
		return rc;
	open = open_one(list, count);
	row->open_meeting = open != NULL;
	row->next_meeting = ended_next(list, count, l->today);
	fill_done(row, h, open);
	return STIGE_OK;
}

static enum stige_rc fill_activities(struct load *l, struct caseload_row *row, const struct history *h,
	struct arena *a, struct err *err)
{
	const struct activities *known = &l->desk->instrument->activities;
	struct activity_record *records = NULL;
	size_t count = 0;
	uint32_t running = 0, registered = 0;
	char letters[GROUPING_TEXT];
	const char *names = history_activities(h, history_newest(h, RESPONDENT_ACTIVITIES, 0));
	enum stige_rc rc = STIGE_OK;

	row->running = "";
	if (!names || !activities_parse(known, names, &registered))
		return STIGE_OK;
	row->no_activity = (registered & activities_all(known)) == 0;
	if (!row->no_activity)
		rc = activity_list(l->desk->store, a, &row->client.id, &records, &count, err);
	if (rc == STIGE_OK && history_running(h, records, count, l->today, &running) && running)
		row->running = arena_strdup(&l->c->arena,
			grouping_format(activities_groups(known, running), letters));
	return rc;
}

static void fill_keys(struct caseload_row *row, struct arena *a)
{
	struct str key = STR_INIT;

	text_sort_key(&key, row->client.f.name);
	row->sort_key = arena_strdup(a, key.text);
	str_clear(&key);
	text_name_key(&key, row->client.f.name);
	row->search_key = arena_strdup(a, key.text);
	str_clear(&key);
	text_look_key(&key, row->client.f.name);
	row->look_key = arena_strdup(a, key.text);
	str_release(&key);
}

static void fill_due(struct caseload_row *row, const struct history *h, int32_t today)
{
	const struct client_fields *f = &row->client.f;

	row->rounds = (unsigned)h->round_count;
	row->last_round = h->round_count > 0 ? h->rounds[h->round_count - 1].date : DATE_NONE;
	row->due = due_on(today, row->last_round, f->status == CLIENT_PAUSED ? f->paused_until : DATE_NONE,
		f->status == CLIENT_CLOSED);
}

static enum stige_rc fill_row(struct load *l, struct caseload_row *row, const struct pile *pile,
	struct arena *a, struct err *err)
{
	struct history h;
	enum stige_rc rc = history_make(&h, l->desk, pile->list, pile->count, a, err);

	if (rc != STIGE_OK)
		return rc;
	fill_due(row, &h, l->today);
	fill_series(row, l->desk, &h);
	fill_keys(row, &l->c->arena);
	for (size_t i = 0; i < l->draft_count; i++)
		row->open_draft = row->open_draft || id_eq(&l->drafts[i].client, &row->client.id);
	rc = fill_meetings(l, row, &h, a, err);
	return rc == STIGE_OK ? fill_activities(l, row, &h, a, err) : rc;
}

static void count_row(struct caseload *c, const struct caseload_row *row)
{
	switch (row->due.state) {
	case DUE_NOW:
		c->due++;
		break;
	case DUE_LATE:
	case DUE_EXPIRED:
		c->late++;
		break;
	case DUE_PAUSED:
		c->paused++;
		break;
	case DUE_FIRST:
		c->first++;
		break;
	case DUE_NOT_YET:
	case DUE_CLOSED:
		break;
	}
}

/* --- the whole --- */

static enum stige_rc fill_rows(struct load *l, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < l->c->count && rc == STIGE_OK; i++) {
		struct arena a = ARENA_INIT;
		struct pile own = { NULL, 0, 0 };

		if (!l->piles)
			rc = read_one(l, &l->c->rows[i].client.id, &a, &own, err);
		if (rc == STIGE_OK)
			rc = fill_row(l, &l->c->rows[i], l->piles ? &l->piles[i] : &own, &a, err);
		if (rc == STIGE_OK)
			count_row(l->c, &l->c->rows[i]);
		mem_free(own.list);
		arena_release(&a);
	}
	return rc;
}

static enum stige_rc read_clients(struct load *l, bool office, struct err *err)
{
	struct client *list = NULL;
	size_t count = 0;
	enum stige_rc rc = client_list(l->desk->store, &l->c->arena, office ? NULL : &l->desk->caseworker.id,
		&list, &count, err);

	if (rc != STIGE_OK)
		return rc;
	l->c->rows = arena_array(&l->c->arena, count + 1, sizeof(*l->c->rows));
	for (size_t i = 0; i < count; i++) {
		if (list[i].restricted)
			continue;
		list[i].f.name = guard_name(&list[i], &l->c->arena);
		l->c->rows[l->c->count++].client = list[i];
	}
	return STIGE_OK;
}

static void load_release(struct load *l)
{
	for (size_t i = 0; l->piles && i < l->c->count; i++)
		mem_free(l->piles[i].list);
	mem_free(l->piles);
	arena_release(&l->all);
}

enum stige_rc caseload_load(struct desk *d, bool office, struct caseload *ret, struct err *err)
{
	struct load l = { .desk = d, .c = ret, .all = ARENA_INIT, .today = desk_today(d) };
	enum stige_rc rc;

	*ret = (struct caseload){ .arena = ARENA_INIT };
	rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, office ? "office" : "own", err);
	if (rc == STIGE_OK)
		rc = read_clients(&l, office, err);
	if (rc == STIGE_OK)
		rc = draft_list(d->store, &l.all, NULL, &l.drafts, &l.draft_count, err);
	if (rc == STIGE_OK && ret->count > ONE_BY_ONE_MOST)
		rc = read_all(&l, err);
	if (rc == STIGE_OK)
		rc = fill_rows(&l, err);
	load_release(&l);
	if (rc != STIGE_OK)
		caseload_release(ret);
	return rc;
}

void caseload_release(struct caseload *c)
{
	arena_release(&c->arena);
	*c = (struct caseload){ .arena = ARENA_INIT };
}
