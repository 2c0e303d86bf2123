/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports that look into the answers: movement, and what is missing. Each client's responses are read once. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "amount.h"
#include "history.h"
#include "report_rows.h"
#include "spell.h"
#include "stige/base/banned.h"

/* Kroner a month that are worth a second look where the office has no usual wage; else thirds of it [our choice]. */
enum { WAGE_LEAST = 5000, WAGE_MOST = 100000, WAGE_PART = 3 };
/* Where so large a part of a round's answers is no value, its client stands behind the row [our choice]. */
enum { UNKNOWN_PART = 3 };

enum { CELL_UP, CELL_DOWN, CELL_SAME, CELL_NOT_COMPARED };
enum { CELL_NUMBER, CELL_OF };

struct looking {
	struct report *report;
	struct desk *desk;
	struct report_row **rows;                /* of the report, by what they stand for */
	struct series_point *points;             /* of one indicator; room for the client at hand */
};

/* Reads one client's responses and lets `use` look at them. */
static enum stige_rc look_at(struct looking *l, size_t client,
	void (*use)(struct looking *l, size_t client, const struct history *h), struct err *err)
{
	struct arena a = ARENA_INIT;
	struct response *responses = NULL;
	const struct response **list;
	struct history h;
	size_t n = 0;
	enum stige_rc rc = response_list(l->desk->store, &a, &l->report->load.rows[client].client.id, &responses, &n, err);

	list = arena_array(&a, n + 1, sizeof(*list));
	for (size_t i = 0; i < n; i++)
		list[i] = &responses[i];
	if (rc == STIGE_OK)
		rc = history_make(&h, l->desk, list, n, &a, err);
	if (rc == STIGE_OK) {
		l->points = arena_array(&a, h.round_count + 1, sizeof(*l->points));
		use(l, client, &h);
	}
	arena_release(&a);
	return rc;
}

static enum stige_rc look_at_all(struct looking *l, void (*use)(struct looking *l, size_t client,
	const struct history *h), struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < l->report->load.count && rc == STIGE_OK; i++)
		if (report_counts(&l->report->load.rows[i]))
			rc = look_at(l, i, use, err);
	return rc;
}

/* --- movement --- */

static bool moves(const struct indicator *i)
{
	return i->kind == INDICATOR_SCALE && !i->optional;
}

static void count_movement(struct looking *l, size_t client, const struct history *h)
{
	const struct indicators *known = &l->desk->instrument->indicators;

	(void)client;
	if (h->round_count < 2)
		return;
	l->report->of++;
	for (size_t i = 0; i < known->count; i++) {
		struct series_tally t = { 0, 0, 0, 0 };
		struct series_change change;

		if (!l->rows[i])
			continue;
		history_points(h, i, l->points);
		change = series_since_last(l->points, h->round_count);
		series_count(&t, &change);
		l->rows[i]->cells[CELL_UP] += (unsigned)t.risen;
		l->rows[i]->cells[CELL_DOWN] += (unsigned)t.fallen;
		l->rows[i]->cells[CELL_SAME] += (unsigned)t.same;
		l->rows[i]->cells[CELL_NOT_COMPARED] += (unsigned)t.unknown;
	}
}

/* The smallest of the cells that are still told, REPORT_CELLS when none is. */
static size_t smallest_told(const struct report_row *row)
{
	size_t least = REPORT_CELLS;

	for (size_t i = 0; i < REPORT_CELLS; i++)
		if (!(row->hidden & 1u << i) && (least == REPORT_CELLS || row->cells[i] < row->cells[least]))
			least = i;
	return least;
}

/*
 * The cells of a row add up to a number that is told. One hidden cell alone is that number less the others; and
 * several are known when each must be as large as a hidden one can be, or nothing.
 */
void report_hide(struct report_row *row)
{
	unsigned sum = 0, count = 0;
	size_t more;

	for (size_t i = 0; i < REPORT_CELLS; i++) {
		if (row->cells[i] >= REPORT_LEAST)
			continue;
		row->hidden |= 1u << i;
		sum += row->cells[i];
		count++;
	}
	more = smallest_told(row);
	if (more < REPORT_CELLS && count > 0 && (count == 1 || sum == 0 || sum == count * (REPORT_LEAST - 1)))
		row->hidden |= 1u << more;
}

enum stige_rc report_movement(struct report *r, struct desk *d, struct err *err)
{
	const struct indicators *known = &d->instrument->indicators;
	struct looking l = { .report = r, .desk = d, .rows = mem_array(known->count + 1, sizeof(*l.rows)) };
	struct str name = STR_INIT;
	enum stige_rc rc;

	for (size_t i = 0; i < known->count; i++) {
		if (!moves(&known->list[i]))
			continue;
		str_clear(&name);
		spell_name(&name, d, &known->list[i]);
		l.rows[i] = report_add(r, known->list[i].name, name.text);
	}
	r->of = 0;
	rc = look_at_all(&l, count_movement, err);
	for (size_t i = 0; i < r->row_count; i++)
		report_hide(&r->rows[i]);
	str_release(&name);
	mem_free(l.rows);
	return rc;
}

/* --- what is missing --- */

enum quality {
	QUALITY_LATE, QUALITY_ONE_SIDE, QUALITY_MISSING, QUALITY_DK, QUALITY_DECLINED, QUALITY_UNKNOWN, QUALITY_WAGE,
	QUALITY_NO_DATE, QUALITY_LEFT, QUALITY_COUNT
};

static const struct { const char *code, *label; } qualities[] = {
	[QUALITY_LATE] = { "late", N_("Rounds that are late or expired") },
	[QUALITY_ONE_SIDE] = { "one-side", N_("Newest round from one side only") },
	[QUALITY_MISSING] = { "missing", N_("Newest round with a question not answered") },
	[QUALITY_DK] = { "dk", N_("Answers: does not know") },
	[QUALITY_DECLINED] = { "declined", N_("Answers: rather not say") },
	[QUALITY_UNKNOWN] = { "unknown", N_("A third or more of the answers without a value") },
	[QUALITY_WAGE] = { "wage", N_("A wage that is worth a second look") },
	[QUALITY_NO_DATE] = { "no-date", N_("No next meeting agreed") },
	[QUALITY_LEFT] = { "left", N_("Something begun and not completed") },
};

static bool is_strange(const struct desk *d, const struct history *h, size_t indicator, const struct series_point *p)
{
	const struct amount_terms said = amount_kept(h, &h->rounds[h->round_count - 1], indicator);
	int32_t usual = amount_by_month(d->office.wage_job, d->office.wage_period ? d->office.wage_period : "");
	int32_t wage = amount_by_month(p->value, said.period);

	if (usual > 0)
		return wage < usual / WAGE_PART || wage > (int64_t)usual * WAGE_PART;
	return wage < WAGE_LEAST || wage > WAGE_MOST;
}

/* What the newest round says, over all items of the sides that answered in it. */
struct newest {
	unsigned dk, declined, values, missing;
	bool strange;
};

static struct newest look_at_newest(struct looking *l, const struct history *h)
{
	const struct indicators *known = &l->desk->instrument->indicators;
	const struct round *round = &h->rounds[h->round_count - 1];
	struct newest n = { 0 };

	for (size_t i = 0; i < known->count; i++) {
		const struct series_point *p = &l->points[h->round_count - 1];
		enum respondent side = known->list[i].side == INDICATOR_CLIENT ? RESPONDENT_CLIENT
			: RESPONDENT_CASEWORKER;

		if (known->list[i].optional || round->response[side] == NO_RESPONSE)
			continue;
		history_points(h, i, l->points);
		n.dk += p->state == SERIES_DK;
		n.declined += p->state == SERIES_DECLINED;
		n.values += p->state == SERIES_VALUE;
		n.missing += p->state == SERIES_HOLE;
		if (known->list[i].kind == INDICATOR_NUMBER && p->state == SERIES_VALUE)
			n.strange = n.strange || is_strange(l->desk, h, i, p);
	}
	return n;
}

static void put_if(struct looking *l, enum quality q, size_t client, bool is)
{
	l->rows[q]->cells[CELL_OF]++;
	if (is)
		report_put(l->rows[q], client);
}

static void put_answers(struct looking *l, enum quality q, unsigned n, unsigned of)
{
	l->rows[q]->cells[CELL_NUMBER] += n;
	l->rows[q]->cells[CELL_OF] += of;
}

static void count_quality(struct looking *l, size_t client, const struct history *h)
{
	const struct caseload_row *row = &l->report->load.rows[client];
	enum due_state state = row->due.state;
	const struct round *round;
	struct newest n;
	unsigned answers;

	put_if(l, QUALITY_LATE, client, state == DUE_LATE || state == DUE_EXPIRED);
	put_if(l, QUALITY_NO_DATE, client, state != DUE_PAUSED && row->next_meeting == DATE_NONE);
	put_if(l, QUALITY_LEFT, client, row->open_draft || row->open_meeting);
	if (h->round_count == 0)
		return;
	round = &h->rounds[h->round_count - 1];
	n = look_at_newest(l, h);
	answers = n.dk + n.declined + n.values;
	put_if(l, QUALITY_ONE_SIDE, client, round->response[RESPONDENT_CLIENT] == NO_RESPONSE
		|| round->response[RESPONDENT_CASEWORKER] == NO_RESPONSE);
	put_if(l, QUALITY_MISSING, client, n.missing > 0);
	put_answers(l, QUALITY_DK, n.dk, answers);
	put_answers(l, QUALITY_DECLINED, n.declined, answers);
	put_if(l, QUALITY_UNKNOWN, client, answers > 0 && (n.dk + n.declined) * UNKNOWN_PART >= answers);
	put_if(l, QUALITY_WAGE, client, n.strange);
}

enum stige_rc report_quality(struct report *r, struct desk *d, struct err *err)
{
	struct report_row *rows[QUALITY_COUNT];
	struct looking l = { .report = r, .desk = d, .rows = rows };

	for (size_t i = 0; i < QUALITY_COUNT; i++)
		rows[i] = report_add(r, qualities[i].code, _(qualities[i].label));
	return look_at_all(&l, count_quality, err);
}
