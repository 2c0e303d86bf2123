/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From what was answered to what the advice rests on. The newest answer that is not null
 * counts: where it is "does not know" or "rather not say", the item is unknown and no older
 * answer is fallen back on.
 */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "amount.h"
#include "history.h"
#include "stige/base/banned.h"

static bool is_exclusive(const struct indicator *i, const char *choice, size_t n)
{
	char name[64];
	const struct form_choice *c;

	if (n >= sizeof(name))
		return false;
	memcpy(name, choice, n);
	name[n] = '\0';
	c = form_choice_find(i->item->list, name);
	return c && str_eq(form_choice_meta(i->form, i->item->list, c, "stige_exclusive"), "yes");
}

/* The channels in use: the set without the choice that says "none". */
static const char *channels(const struct indicator *i, const char *set, struct arena *a)
{
	struct str used = STR_INIT;
	char *text;

	while (*set) {
		size_t n = strcspn(set, " ");

		if (n && !is_exclusive(i, set, n)) {
			if (used.len)
				str_addc(&used, ' ');
			str_addn(&used, set, n);
		}
		set += n + (set[n] == ' ');
	}
	text = arena_strdup(a, used.text);
	str_release(&used);
	return text;
}

static void put_known(struct advice_value *v, const struct indicator *i, const struct answer *a,
	struct arena *arena)
{
	if (i->kind == INDICATOR_SET && a->kind == ANSWER_SET) {
		v->kind = ANSWER_SET;
		v->set = channels(i, a->text, arena);
	} else if (indicator_value(i, a, &v->number)) {
		v->kind = ANSWER_NUMBER;
	}
}

/* The last number before round n that can be compared with the one there, 0 when there is none. */
static int32_t number_before(const struct series_point *p, size_t n)
{
	for (; n > 0 && !(p[n].marks & SERIES_BREAK); n--)
		if (p[n - 1].state == SERIES_VALUE)
			return p[n - 1].value;
	return 0;
}

static int32_t before_round(const struct history *h, size_t indicator, size_t n)
{
	struct series_point *points = mem_array(h->round_count, sizeof(*points));
	int32_t before;

	history_points(h, indicator, points);
	before = number_before(points, n);
	mem_free(points);
	return before;
}

/* Returns the round it was taken from, or round_count. */
static size_t fill_value(struct advice_value *v, const struct history *h, size_t indicator, int32_t today,
	struct arena *a)
{
	const struct indicator *i = &h->instrument->indicators.list[indicator];

	for (size_t n = h->round_count; n-- > 0;) {
		const struct answer *answer = history_answer(h, &h->rounds[n], indicator);

		if (!answer || !answer_given(answer))
			continue;
		if (answer_known(answer))
			put_known(v, i, answer, a);
		else
			v->kind = answer->kind;
		v->days = today > h->rounds[n].date ? today - h->rounds[n].date : 0;
		if (i->kind == INDICATOR_SCALE)
			v->before = before_round(h, indicator, n);
		return n;
	}
	return h->round_count;
}

static const struct caseworker *who_asked(const struct desk *d, const struct history *h, size_t round)
{
	size_t r = h->rounds[round].response[RESPONDENT_CLIENT];

	for (size_t i = 0; i < d->caseworker_count; i++)
		if (id_eq(&d->caseworkers[i].id, &h->responses[r]->caseworker))
			return &d->caseworkers[i];
	return &d->caseworker;
}

/* What an amount was said in: as kept beside it or, on older answers, the defaults of who asked. */
static struct amount_terms terms_of(const struct desk *d, const struct history *h, size_t indicator, size_t round)
{
	const struct caseworker *asked = who_asked(d, h, round);
	struct amount_terms terms = amount_kept(h, &h->rounds[round], indicator);

	if (!*terms.period && asked->wage_period)
		terms.period = asked->wage_period;
	if (!*terms.basis && asked->wage_basis)
		terms.basis = asked->wage_basis;
	return terms;
}

/*
 * The office's reference for the path. Where the amount was said by the hour and the reference
 * stands by the month, or the other way round, both are taken by the month; before and after tax
 * cannot be compared: then there is no reference.
 */
static void compare_wage(struct advice_facts *f, struct advice_value *v, const struct desk *d,
	const struct amount_terms *said)
{
	const struct office *o = &d->office;
	const struct amount_terms ours = { o->wage_period ? o->wage_period : "", o->wage_basis ? o->wage_basis : "" };
	long wage = advice_path_of(f) == ADVICE_EDUCATION ? o->wage_education : o->wage_job;

	if (wage <= 0 || wage >= INT32_MAX || (*said->basis && *ours.basis && !str_eq(said->basis, ours.basis)))
		return;
	f->reference_wage = (int32_t)wage;
	if (amount_terms_agree(said, &ours))
		return;
	f->reference_wage = amount_by_month(wage, ours.period);
	if (v->kind == ANSWER_NUMBER)
		v->number = amount_by_month(v->number, said->period);
}

/* All items of the path that can rise; an amount is neither high nor low. */
static bool no_progress(const struct history *h, const struct advice_table *t, enum advice_path path)
{
	struct series_point *points = mem_array(t->item_count * h->round_count + 1, sizeof(*points));
	size_t k = 0;
	bool stands;

	for (size_t i = 0; i < t->item_count; i++) {
		const struct indicator *one = t->items[i].indicator;

		if (advice_on_path(t, i, path) && one->rising)
			history_points(h, (size_t)(one - h->instrument->indicators.list),
				points + k++ * h->round_count);
	}
	stands = series_no_progress(points, k, h->round_count);
	mem_free(points);
	return stands;
}

static void fill_client(struct advice_facts *f, const struct client_fields *client, int32_t today)
{
	static const enum advice_education education[] = {
		[EDUCATION_UNKNOWN] = ADVICE_EDUCATION_UNKNOWN, [EDUCATION_NO] = ADVICE_EDUCATION_NO,
		[EDUCATION_YES] = ADVICE_EDUCATION_YES,
	};
	static const enum advice_goal goal[] = {
		[GOAL_NONE] = ADVICE_GOAL_NONE, [GOAL_JOB] = ADVICE_GOAL_JOB,
			[GOAL_EDUCATION] = ADVICE_GOAL_EDUCATION,
	};

	f->age = client->birth == DATE_NONE ? -1 : date_age(client->birth, today);
	f->education = education[client->education];
	f->goal = goal[client->goal];
	if (client->excluded_until == DATE_NONE || today < client->excluded_until)
		grouping_parse(client->excluded ? client->excluded : "", &f->excluded);
}

void facts_make(struct advice_facts *ret, const struct desk *d, const struct client_fields *client,
	const struct history *h, const struct activity_record *records, size_t record_count, int32_t today,
	struct arena *a)
{
	const struct advice_table *t = d->instrument->advice;
	struct amount_terms terms = { "", "" };

	advice_facts_init(ret, t);
	fill_client(ret, client, today);
	ret->catalogue = catalogue_activities(d->instrument->catalogue, t->activities, today);
	for (size_t i = 0; i < t->item_count; i++) {
		size_t indicator = (size_t)(t->items[i].indicator - d->instrument->indicators.list);
		size_t round = fill_value(&ret->values[i], h, indicator, today, a);

		if (t->items[i].kind != ADVICE_WAGE)
			continue;
		if (round < h->round_count)
			terms = terms_of(d, h, indicator, round);
		compare_wage(ret, &ret->values[i], d, &terms);
	}
	ret->recorded = history_running(h, records, record_count, today, &ret->running);
	if (h->round_count > 0 && today > h->rounds[h->round_count - 1].date)
		ret->newest_days = today - h->rounds[h->round_count - 1].date;
	ret->caseworker_changed = history_caseworker_changed(h);
	ret->no_progress = h->round_count > 0 && no_progress(h, t, advice_path_of(ret));
}
