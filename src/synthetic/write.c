/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "write.h"

#include <stdlib.h>

#include "words.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/store/office.h"
#include "stige/base/banned.h"

enum {
	DAY = 86400,
	WAGE_JOB = 24500, WAGE_EDUCATION = 12000,            /* an invented office's references */
};

enum act_kind { ACT_ADD, ACT_MOVE, ACT_VISIT, ACT_REVISE, ACT_CHANGE };

struct act {
	int64_t at;
	enum act_kind kind;
	size_t index;                        /* of the person or the visit */
};

struct acts {
	struct act *list;
	size_t count, cap;
};

static int64_t show_time(void *ctx)
{
	return ((const struct writer *)ctx)->now;
}

/* ---- what happens, and when ---- */

static void add_act(struct acts *a, int64_t at, enum act_kind kind, size_t index)
{
	a->list = mem_grow(a->list, &a->cap, a->count + 1, sizeof(*a->list));
	a->list[a->count++] = (struct act){ at, kind, index };
}

static int in_time(const void *x, const void *y)
{
	const struct act *a = x, *b = y;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

static void list_visits(struct acts *acts, const struct town *t, const struct town_person *p)
{
	for (size_t i = p->first_visit; i < p->first_visit + p->visits; i++) {
		const struct town_visit *v = &t->visits[i];

		if (i > p->first_visit && v->worker != v[-1].worker)
			add_act(acts, v->at - 3 * (int64_t)DAY, ACT_MOVE, i);
		add_act(acts, v->at, ACT_VISIT, i);
		if (v->corrected != CORRECT_NONE)
			add_act(acts, v->at + (v->corrected == CORRECT_SLIP ? DAY / 12 : 3 * (int64_t)DAY),
				ACT_REVISE, i);
		if (v->voided)
			add_act(acts, v->at + DAY / 12, ACT_REVISE, i);
	}
}

static void list_acts(struct acts *acts, const struct town *t)
{
	for (size_t i = 0; i < t->person_count; i++) {
		const struct town_person *p = &t->people[i];

		add_act(acts, p->added, ACT_ADD, i);
		list_visits(acts, t, p);
		if (p->changed != INSTANT_NONE)
			add_act(acts, p->changed, ACT_CHANGE, i);
	}
	qsort(acts->list, acts->count, sizeof(*acts->list), in_time);
}

/* ---- the offices and who works there ---- */

static enum stige_rc write_office(struct writer *w, size_t nth, struct err *err)
{
	struct str code = STR_INIT, name = STR_INIT, month = STR_INIT, gross = STR_INIT;
	const struct town_worker *first = &w->town->workers[0];
	struct office o = { .wage_job = WAGE_JOB, .wage_education = WAGE_EDUCATION };
	struct caseworker c = { .role = KEY_HOLDER, .active = true };
	enum stige_rc rc;

	str_add(&code, word_offices[nth].code);
	str_add(&name, word_offices[nth].name);
	str_add(&month, "month");
	str_add(&gross, "gross");
	o.code = code.text;
	o.name = name.text;
	o.wage_period = c.wage_period = month.text;
	o.wage_basis = c.wage_basis = gross.text;
	c.name = first->name;
	c.initials = first->initials;
	c.login = first->login;
	if (nth) {
		rc = office_add(w->store, &o, err);
		w->offices[nth] = o.id;
	} else {
		rc = office_found(w->store, &o, &c, NULL, &w->workers[0], err);
	}
	str_release(&gross);
	str_release(&month);
	str_release(&name);
	str_release(&code);
	return rc;
}

static enum stige_rc write_worker(struct writer *w, size_t nth, struct err *err)
{
	const struct town_worker *worker = &w->town->workers[nth];
	struct str month = STR_INIT, gross = STR_INIT;
	struct caseworker c = {
		.name = worker->name,
		.initials = worker->initials,
		.login = worker->login,
		/* Two key-holders, so that no warning stands over an office where all is well. */
		.role = nth == 1 ? KEY_HOLDER : CASEWORKER,
		.active = true,
		.office = w->offices[worker->office],
	};
	enum stige_rc rc;

	str_add(&month, "month");
	str_add(&gross, "gross");
	c.wage_period = month.text;
	c.wage_basis = gross.text;
	rc = caseworker_add(w->store, &c, NULL, &w->workers[nth], err);
	str_release(&gross);
	str_release(&month);
	return rc;
}

static enum stige_rc write_staff(struct writer *w, struct err *err)
{
	const struct town *t = w->town;
	size_t offices = t->workers[t->worker_count - 1].office + 1;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < offices && rc == STIGE_OK; i++) {
		rc = write_office(w, i, err);
		if (rc == STIGE_OK && i == 0)
			store_login(w->store, &w->workers[0]);
	}
	for (size_t i = 1; i < t->worker_count && rc == STIGE_OK; i++)
		rc = write_worker(w, i, err);
	if (rc == STIGE_OK)
		rc = setting_set(w->store, "synthetic", "yes", err);
	return rc;
}

static enum stige_rc keep_form(struct writer *w, const struct form *f, struct err *err)
{
	struct stored_form kept = { .hash = form_hash(f), .id = form_id(f), .version = form_version(f) };

	kept.text = form_text(f, &kept.len);
	return form_keep(w->store, &kept, err);
}

static enum stige_rc keep_forms(struct writer *w, struct err *err)
{
	const struct shape *s = w->town->shape;
	enum stige_rc rc = keep_form(w, s->client.form, err);

	if (rc == STIGE_OK)
		rc = keep_form(w, s->caseworker.form, err);
	if (rc == STIGE_OK)
		rc = keep_form(w, s->activities.form, err);
	return rc;
}

/* ---- the acts ---- */

static size_t last_worker(const struct town *t, const struct town_person *p)
{
	return p->visits ? t->visits[p->first_visit + p->visits - 1].worker : 0;
}

static enum stige_rc write_person(struct writer *w, size_t nth, struct err *err)
{
	const struct town_person *p = &w->town->people[nth];
	size_t worker = p->visits ? w->town->visits[p->first_visit].worker : 0;
	char case_no[16];

	store_login(w->store, &w->workers[worker]);
	return client_add(w->store, &p->fields, &w->workers[worker], &w->people[nth].id, case_no, err);
}

static enum stige_rc write_move(struct writer *w, size_t visit, struct err *err)
{
	static const char *const reasons[] = { "reorganisation", "left", "visitation", "illness", "wish" };
	const struct town_visit *v = &w->town->visits[visit];

	store_login(w->store, &w->workers[v->worker]);
	return client_assign(w->store, &w->people[v->person].id, &w->workers[v->worker],
		(int32_t)(w->now / DAY), reasons[visit % ARRAY_SIZE(reasons)], err);
}

static enum stige_rc write_change(struct writer *w, size_t person, struct err *err)
{
	const struct town_person *p = &w->town->people[person];

	store_login(w->store, &w->workers[last_worker(w->town, p)]);
	return client_edit(w->store, &w->people[person].id, &p->fields, &p->later, err);
}

static enum stige_rc write_act(struct writer *w, const struct act *a, struct err *err)
{
	w->now = a->at;
	switch (a->kind) {
	case ACT_ADD:
		return write_person(w, a->index, err);
	case ACT_MOVE:
		return write_move(w, a->index, err);
	case ACT_VISIT:
		return write_visit(w, a->index, err);
	case ACT_REVISE:
		return write_revision(w, a->index, err);
	case ACT_CHANGE:
		return write_change(w, a->index, err);
	}
	return STIGE_INTERNAL;
}

static enum stige_rc write_acts(struct writer *w, struct err *err)
{
	struct acts acts = { NULL, 0, 0 };
	enum stige_rc rc;

	list_acts(&acts, w->town);
	w->now = acts.list[0].at - DAY;
	rc = write_staff(w, err);
	if (rc == STIGE_OK)
		rc = keep_forms(w, err);
	for (size_t i = 0; i < acts.count && rc == STIGE_OK; i++)
		rc = write_act(w, &acts.list[i], err);
	mem_free(acts.list);
	return rc;
}

enum stige_rc town_write(struct store *s, struct town *t, struct err *err)
{
	struct writer w = { .store = s, .town = t };
	struct store_clock before;
	enum stige_rc rc;

	w.workers = mem_array(t->worker_count, sizeof(*w.workers));
	w.offices = mem_array(word_office_count, sizeof(*w.offices));
	w.people = mem_array(t->person_count, sizeof(*w.people));
	w.client_responses = mem_array(t->visit_count, sizeof(*w.client_responses));
	w.caseworker_responses = mem_array(t->visit_count, sizeof(*w.caseworker_responses));
	before = store_set_clock(s, (struct store_clock){ show_time, &w });
	rc = write_acts(&w, err);
	store_set_clock(s, before);
	store_login(s, &w.workers[0]);
	mem_free(w.caseworker_responses);
	mem_free(w.client_responses);
	mem_free(w.people);
	mem_free(w.offices);
	mem_free(w.workers);
	return rc;
}
