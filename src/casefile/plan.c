/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/plan.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/undo.h"
#include "stige/base/banned.h"

static const struct {
	const char *word, *text;
} reasons[] = {
	{ "client-wish", N_("The client wants something else") },
	{ "not-offered", N_("It is not offered here") },
	{ "tried", N_("It has been tried") },
	{ "health", N_("Health stands in the way now") },
	{ "not-now", N_("Not now") },
	{ "other", N_("Another reason") },
};

size_t plan_reason_count(void)
{
	return ARRAY_SIZE(reasons);
}

const char *plan_reason(size_t i)
{
	return reasons[i].word;
}

const char *plan_reason_text(const char *reason)
{
	for (size_t i = 0; i < ARRAY_SIZE(reasons); i++)
		if (str_eq(reasons[i].word, reason))
			return _(reasons[i].text);
	return reason;
}

/* --- the page --- */

static bool is_decision(const struct plan_item *p)
{
	return p->kind != PLAN_STEP;
}

/* Is there a newer word on the same suggestion? Those of one day follow each other in the list. */
static bool is_outdated(const struct casefile *c, size_t item)
{
	const struct plan_item *p = &c->plan[item];

	for (size_t i = 0; i < c->plan_count; i++) {
		const struct plan_item *other = &c->plan[i];

		if (i == item || !is_decision(other) || !str_eq(other->code, p->code))
			continue;
		if (other->agreed > p->agreed || (other->agreed == p->agreed && i > item))
			return true;
	}
	return false;
}

static enum plan_part part_of(const struct plan_item *p)
{
	if (!is_decision(p))
		return p->status == PLAN_OPEN ? PLAN_PART_STEPS : PLAN_PART_PAST;
	if (p->status == PLAN_OPEN)
		return PLAN_PART_CHOSEN;
	return p->status == PLAN_DONE ? PLAN_PART_DONE : PLAN_PART_DECLINED;
}

void plan_page_make(struct plan_page *ret, const struct casefile *c)
{
	*ret = (struct plan_page){ .arena = ARENA_INIT, .no_progress = c->facts.no_progress };
	for (size_t k = 0; k < PLAN_PARTS; k++)
		ret->part[k] = arena_array(&ret->arena, c->plan_count + 1, sizeof(*ret->part[k]));
	for (size_t i = 0; i < c->plan_count; i++) {
		const struct plan_item *p = &c->plan[i];
		enum plan_part k = part_of(p);

		if (!is_decision(p) || !is_outdated(c, i))
			ret->part[k][ret->count[k]++] = p;
	}
}

void plan_page_release(struct plan_page *p)
{
	arena_release(&p->arena);
	*p = (struct plan_page){ .arena = ARENA_INIT };
}

/* --- deciding --- */

static bool is_reason(const char *word)
{
	for (size_t i = 0; i < ARRAY_SIZE(reasons); i++)
		if (str_eq(reasons[i].word, word))
			return true;
	return false;
}

static bool is_code(const struct desk *d, const char *code)
{
	const struct activity *one = activities_find_name(&d->instrument->activities, code);
	unsigned groups;

	return one ? !one->exclusive : grouping_parse(code, &groups) && groups != 0;
}

/* What was said of it in this meeting, or NULL. */
static const struct plan_item *said_here(const struct casefile *c, const struct id *meeting, const char *code)
{
	for (size_t i = c->plan_count; i-- > 0;) {
		const struct plan_item *p = &c->plan[i];

		if (meeting && is_decision(p) && str_eq(p->code, code) && id_eq(&p->meeting, meeting))
			return p;
	}
	return NULL;
}

enum stige_rc plan_agree(struct desk *d, struct plan_item *item, struct err *err)
{
	enum stige_rc rc = plan_add(d->store, item, &item->id, err);

	if (rc == STIGE_OK)
		undo_agreed(d, item);
	return rc;
}

static enum stige_rc add(struct desk *d, const struct casefile *c, const struct id *meeting, const char *code,
	enum plan_status status, const char *reason, struct err *err)
{
	struct plan_item item = {
		.client = c->client.id, .kind = PLAN_SUGGESTION, .text = "", .code = code,
		.agreed = desk_today(d), .due = DATE_NONE, .status = status, .status_at = desk_today(d), .reason = reason,
	};

	if (meeting)
		item.meeting = *meeting;
	return plan_agree(d, &item, err);
}

static enum stige_rc change(struct desk *d, const struct plan_item *was, enum plan_status status, const char *reason,
	struct err *err)
{
	enum stige_rc rc = plan_set_status(d->store, &was->id, status, reason, err);

	if (rc == STIGE_OK)
		undo_tick(d, was, status, reason);
	return rc;
}

enum stige_rc plan_decide(struct desk *d, const struct casefile *c, const struct id *meeting, const char *code,
	bool chosen, const char *reason, struct err *err)
{
	const struct plan_item *before = said_here(c, meeting, code);
	enum plan_status status = chosen ? PLAN_OPEN : PLAN_DECLINED;

	if (!is_code(d, code))
		return err_set(err, STIGE_DATA, _("\"%.40s\" is neither a grouping nor an activity."), code);
	if (!chosen && !is_reason(reason ? reason : ""))
		return err_set(err, STIGE_DATA, _("Say why the suggestion is declined."));
	if (before)
		return change(d, before, status, chosen ? "" : reason, err);
	return add(d, c, meeting, code, status, chosen ? "" : reason, err);
}

enum stige_rc plan_done(struct desk *d, const struct plan_item *item, struct err *err)
{
	return plan_set_status(d->store, &item->id, PLAN_DONE, "", err);
}
