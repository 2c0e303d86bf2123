/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change of caseworker: who may, who did, and what was written for the next one. */
#include "stige/casefile/handover.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/casefile/undo.h"
#include "stige/instrument/sentences.h"

#include "happened.h"
#include "noted.h"
#include "stige/base/banned.h"

#define PREFIX "handover-"
#define READ PREFIX "read"

static const struct {
	const char *word, *text;
	bool avoidable;
} reasons[] = {
	{ "wish", N_("The client or the caseworker wishes it"), false },
	{ "illness", N_("Illness"), false },
	{ "left", N_("The caseworker leaves"), false },
	{ "visitation", N_("The client was assessed anew (visitation)"), true },
	{ "reorganisation", N_("Reorganisation"), true },
	{ "other", N_("Another reason"), false },
};

static const struct {
	const char *item, *name;
} parts[HANDOVER_PARTS] = {
	[HANDOVER_WANTS] = { PREFIX "wants", N_("What the client wants") },
	[HANDOVER_WORKS] = { PREFIX "works", N_("What works, what to avoid") },
	[HANDOVER_SEARCH] = { PREFIX "search", N_("Plan for job search") },
	[HANDOVER_JOINT] = { PREFIX "joint", N_("Joint meeting") },
	[HANDOVER_TOLD] = { PREFIX "told", N_("Client told: date, how") },
};

size_t handover_reason_count(void)
{
	return ARRAY_SIZE(reasons);
}

const char *handover_reason(size_t i)
{
	return reasons[i].word;
}

static size_t find_reason(const char *word)
{
	size_t i = 0;

	while (i < ARRAY_SIZE(reasons) && !str_eq(reasons[i].word, word))
		i++;
	return i;
}

const char *handover_reason_text(const char *reason)
{
	size_t i = find_reason(reason);

	return i < ARRAY_SIZE(reasons) ? _(reasons[i].text) : reason;
}

bool handover_avoidable(const char *reason)
{
	size_t i = find_reason(reason);

	return i < ARRAY_SIZE(reasons) && reasons[i].avoidable;
}

/* --- the act --- */

static const struct caseworker *colleague(const struct desk *d, const struct id *id)
{
	for (size_t i = 0; i < d->caseworker_count; i++)
		if (id_eq(&d->caseworkers[i].id, id))
			return &d->caseworkers[i];
	return NULL;
}

static enum stige_rc may_be(const struct desk *d, const struct id *to, int32_t from, const char *reason,
	struct err *err)
{
	const struct caseworker *next = colleague(d, to);

	if (find_reason(reason ? reason : "") == ARRAY_SIZE(reasons))
		return err_set(err, STIGE_DATA, _("Say why the caseworker changes."));
	if (!next || !next->active)
		return err_set(err, STIGE_DATA, _("This caseworker does not work here any more; choose another."));
	if (from == DATE_NONE || from > desk_today(d))
		return err_set(err, STIGE_DATA, _("The change is written on its day or later; give a day that has come."));
	return STIGE_OK;
}

static bool is_key_holder(const struct desk *d)
{
	return d->caseworker.role == KEY_HOLDER;
}

enum stige_rc handover_assign(struct desk *d, const struct casefile *c, const struct id *to, int32_t from,
	const char *reason, struct err *err)
{
	const struct id *whose = &c->client.caseworker;
	enum stige_rc rc = may_be(d, to, from, reason, err);

	if (rc == STIGE_OK && !is_key_holder(d) && !id_is_zero(whose) && !id_eq(whose, &d->caseworker.id))
		rc = err_set(err, STIGE_PERMISSION, _("This is a colleague's client; only the colleague or a key-holder "
			"can hand over."));
	if (rc == STIGE_OK)
		rc = client_assign(d->store, &c->client.id, to, from, reason, err);
	if (rc == STIGE_OK && !id_eq(whose, to))
		undo_handover(d, &c->client, to, from, reason);
	return rc;
}

struct assign_work {
	const struct id *clients, *to;
	size_t count;
	int32_t from;
	const char *reason;
};

static enum stige_rc assign_all(struct store *s, void *arg, struct err *err)
{
	const struct assign_work *w = arg;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < w->count && rc == STIGE_OK; i++)
		rc = client_assign(s, &w->clients[i], w->to, w->from, w->reason, err);
	return rc;
}

static enum stige_rc only_key_holder(const struct desk *d, struct err *err)
{
	return is_key_holder(d) ? STIGE_OK : err_set(err, STIGE_PERMISSION,
		_("Only a key-holder hands over a colleague's clients; ask one of them."));
}

enum stige_rc handover_assign_all(struct desk *d, const struct id *clients, size_t count, const struct id *to,
	int32_t from, const char *reason, struct err *err)
{
	struct assign_work w = { clients, to, count, from, reason };
	enum stige_rc rc = only_key_holder(d, err);

	if (rc == STIGE_OK)
		rc = may_be(d, to, from, reason, err);
	return rc == STIGE_OK ? store_tx(d->store, assign_all, &w, err) : rc;
}

enum stige_rc handover_clients(struct desk *d, struct arena *a, const struct id *caseworker, struct client **ret,
	size_t *ret_count, struct err *err)
{
	struct client *all = NULL;
	size_t count = 0;
	enum stige_rc rc = only_key_holder(d, err);

	if (rc == STIGE_OK)
		rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, "handover", err);
	if (rc == STIGE_OK)
		rc = client_list(d->store, a, caseworker, &all, &count, err);
	if (rc != STIGE_OK)
		return rc;
	*ret = all;
	*ret_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (all[i].f.status == CLIENT_CLOSED)
			continue;
		/* who is restricted changes hands as well, and shows no name */
		all[i].f.name = all[i].restricted ? "" : guard_name(&all[i], a);
		all[(*ret_count)++] = all[i];
	}
	return STIGE_OK;
}

/* --- the page --- */

const char *handover_part_name(enum handover_part part)
{
	return _(parts[part].name);
}

static const struct note *newest(const struct casefile *c, const char *item, const struct id *by)
{
	const struct note *found = NULL;

	for (size_t i = 0; i < c->note_count; i++) {
		const struct note *n = &c->notes[i];

		if (str_eq(n->item, item) && (!by || id_eq(&n->caseworker, by)) && (!found || n->at >= found->at))
			found = n;
	}
	return found;
}

/* The running assignment, and the one that ended last. */
static void find_assignments(struct handover_page *p, const struct casefile *c)
{
	for (size_t i = 0; i < c->assignment_count; i++) {
		const struct assignment *a = &c->assignments[i];

		if (a->to == DATE_NONE)
			p->now = a;
		else if (!p->before || a->to >= p->before->to)
			p->before = a;
	}
}

static bool wrote_any(const struct casefile *c, const struct id *who)
{
	for (int k = 0; k < HANDOVER_PARTS; k++)
		if (newest(c, parts[k].item, who))
			return true;
	return false;
}

/* Who has held a meeting with the client since then is past it: histories that were brought in know no marks. */
static bool has_met(const struct casefile *c, const struct assignment *now)
{
	for (size_t i = 0; i < c->meeting_count; i++) {
		const struct meeting *m = &c->meetings[i];

		if (m->result == MEETING_HELD && m->date > now->from && id_eq(&m->caseworker, &now->caseworker))
			return true;
	}
	return false;
}

static bool was_read(const struct casefile *c, const struct assignment *now)
{
	const struct note *mark = newest(c, READ, &now->caseworker);

	return (mark && instant_date(mark->at) >= now->from) || has_met(c, now);
}

void handover_page_make(struct handover_page *ret, const struct casefile *c)
{
	*ret = (struct handover_page){ .ready = 0 };
	for (int k = 0; k < HANDOVER_PARTS; k++) {
		ret->part[k] = newest(c, parts[k].item, NULL);
		ret->ready += ret->part[k] != NULL;
	}
	find_assignments(ret, c);
	ret->unwritten = ret->before && !wrote_any(c, &ret->before->caseworker);
	ret->waits = ret->before && ret->now && id_eq(&ret->now->caseworker, &c->desk->caseworker.id)
		&& !id_eq(&ret->before->caseworker, &ret->now->caseworker) && !was_read(c, ret->now);
}

bool handover_waits(const struct casefile *c)
{
	struct handover_page p;

	handover_page_make(&p, c);
	return p.waits;
}

enum stige_rc handover_write(struct desk *d, const struct casefile *c, enum handover_part part, const char *typed,
	struct err *err)
{
	char iso[DATE_TEXT];
	int32_t date;

	if (part == HANDOVER_JOINT) {
		if (!date_input(typed, desk_today(d), &date))
			return err_set(err, STIGE_DATA, _("\"%.40s\" is no date; write it as 22-11-2026."), typed);
		typed = date_format(date, iso);
	}
	if (!typed[strspn(typed, " \t\n")])
		return err_set(err, STIGE_DATA, _("Write something, or leave with Esc."));
	return casefile_note(d, &c->client.id, NULL, parts[part].item, typed, err);
}

enum stige_rc handover_mark_read(struct desk *d, const struct casefile *c, struct err *err)
{
	struct id id;

	return handover_waits(c) ? noted_put(d, &c->client.id, NULL, READ, "read", &id, err) : STIGE_OK;
}

size_t handover_figures(const struct casefile *c, const struct evidence_row *ret[HANDOVER_FIGURES])
{
	bool first = c->client.caseworker_changes == 0
		|| (c->client.caseworker_changes == 1 && handover_waits(c));

	if (!first)
		return 0;
	ret[0] = sentence_row(c->desk->instrument, SENTENCE_CHANGE_JOB);
	ret[1] = sentence_row(c->desk->instrument, SENTENCE_CHANGE_EDUCATION);
	return HANDOVER_FIGURES;
}
