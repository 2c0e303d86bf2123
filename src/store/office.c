/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/store/office.h"

#include "list.h"
#include "revisions.h"
#include "stige/base/banned.h"

/* ---- which one is ours ---- */

/* Before first start there is none, which is fine for an event. */
enum stige_rc office_acting(struct store *s, struct id *ret, struct err *err)
{
	struct stmt q;
	enum stige_rc rc = STIGE_OK;

	if (!s->office_known) {
		s->office = (struct id){ { 0 } };
		stmt_begin(&q, s, SQL_CASEWORKER_OFFICE);
		stmt_id(&q, &s->caseworker);
		if (stmt_row(&q))
			s->office = stmt_col_id(&q, 0);
		rc = stmt_end(&q, err);
		if (rc == STIGE_OK && id_is_zero(&s->office))
			rc = meta_get_id(s, "office", &s->office, err);
		s->office_known = rc == STIGE_OK && !id_is_zero(&s->office);
	}
	*ret = s->office;
	return rc;
}

/* ---- values ---- */

struct office_values {
	const char *v[OFFICE_FIELDS];
	char wage_job[24], wage_education[24];
};

static const char *or_else(const char *s, const char *fallback)
{
	return s && *s != '\0' ? s : fallback;
}

static void office_values(const struct office *o, struct office_values *ret)
{
	snprintf(ret->wage_job, sizeof(ret->wage_job), "%ld", o->wage_job);
	snprintf(ret->wage_education, sizeof(ret->wage_education), "%ld", o->wage_education);
	ret->v[OFFICE_CODE] = or_else(o->code, "");
	ret->v[OFFICE_NAME] = or_else(o->name, "");
	ret->v[OFFICE_WAGE_JOB] = ret->wage_job;
	ret->v[OFFICE_WAGE_EDUCATION] = ret->wage_education;
	ret->v[OFFICE_WAGE_PERIOD] = or_else(o->wage_period, "month");
	ret->v[OFFICE_WAGE_BASIS] = or_else(o->wage_basis, "gross");
}

static void read_office(struct stmt *q, struct arena *a, struct office *ret)
{
	ret->id = stmt_col_id(q, 0);
	ret->code = arena_strdup(a, stmt_peek_text(q, 1));
	ret->name = arena_strdup(a, stmt_peek_text(q, 2));
	ret->wage_job = (long)stmt_col_int(q, 3);
	ret->wage_education = (long)stmt_col_int(q, 4);
	ret->wage_period = arena_strdup(a, stmt_peek_text(q, 5));
	ret->wage_basis = arena_strdup(a, stmt_peek_text(q, 6));
}

static enum stige_rc insert(struct store *s, struct office *o, struct err *err)
{
	struct office_values values = { .wage_job = "" };
	struct stmt q;
	enum stige_rc rc;

	if (id_is_zero(&o->id))
		o->id = id_make(&s->random);
	office_values(o, &values);
	stmt_begin(&q, s, SQL_OFFICE_ADD);
	stmt_id(&q, &o->id);
	revised_bind(&q, &revised_office, &o->id, "", values.v);
	rc = stmt_run(&q, err);
	return rc == STIGE_OK ? revised_first(s, &revised_office, &o->id, values.v, err) : rc;
}

/* ---- first start ---- */

struct founding_work {
	const struct office *office;
	const struct caseworker *first;
	const char *pin;
	struct id *ret_caseworker;
};

static enum stige_rc found(struct store *s, void *arg, struct err *err)
{
	const struct founding_work *w = arg;
	struct office office = *w->office;
	struct caseworker first = *w->first;
	struct event e = event_new(EVENT_OFFICE_FOUNDED);
	char hex[ID_HEX];
	struct id ours;
	enum stige_rc rc = meta_get_id(s, "office", &ours, err);

	if (rc == STIGE_OK && !id_is_zero(&ours))
		return err_set(err, STIGE_DATA,
			_("%s has an office already; start stige without a command to work in it"), s->path);
	if (rc == STIGE_OK)
		rc = insert(s, &office, err);
	if (rc == STIGE_OK)
		rc = meta_set(s, "office", id_format(&office.id, hex), err);
	s->office_known = false;
	if (id_is_zero(&first.id))
		first.id = id_make(&s->random);
	first.office = office.id;
	e.office = office.id;
	e.caseworker = first.id;
	if (rc == STIGE_OK)
		rc = event_add(s, &e, err);
	first.role = KEY_HOLDER;
	first.active = true;
	return rc == STIGE_OK ? caseworker_add(s, &first, w->pin, w->ret_caseworker, err) : rc;
}

enum stige_rc office_found(struct store *s, const struct office *office, const struct caseworker *first,
	const char *pin, struct id *ret_caseworker, struct err *err)
{
	struct founding_work w = { office, first, pin, ret_caseworker };

	return store_tx(s, found, &w, err);
}

/* ---- reading ---- */

enum stige_rc office_get(struct store *s, struct arena *a, struct office *ret, struct err *err)
{
	struct id ours;
	struct stmt q;
	bool there;
	enum stige_rc rc = meta_get_id(s, "office", &ours, err);

	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_OFFICE_GET);
	stmt_id(&q, &ours);
	there = stmt_row(&q);
	if (there)
		read_office(&q, a, ret);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_CONFIG,
			_("%s has no office yet; start stige without a command to set it up"), s->path);
	return rc;
}

enum stige_rc office_list(struct store *s, struct arena *a, struct office **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	struct id ours;
	struct stmt q;
	enum stige_rc rc = meta_get_id(s, "office", &ours, err);

	if (rc != STIGE_OK)
		return rc;
	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_OFFICE_LIST);
	stmt_id(&q, &ours);
	while (stmt_row(&q))
		read_office(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* ---- changing ---- */

static enum stige_rc set(struct store *s, void *arg, struct err *err)
{
	const struct office *o = arg;
	struct office_values values = { .wage_job = "" };
	unsigned changed;
	enum stige_rc rc;

	office_values(o, &values);
	rc = revised_change(s, &revised_office, &o->id, values.v, &changed, err);
	for (size_t i = 0; rc == STIGE_OK && i < revised_office.count; i++) {
		struct event e = event_new(EVENT_SETTING_CHANGED);

		if (!(changed & 1u << i))
			continue;
		e.item = revised_office.fields[i].name;
		rc = event_add(s, &e, err);
	}
	return rc;
}

enum stige_rc office_set(struct store *s, const struct office *office, struct err *err)
{
	struct office copy = *office;

	return store_tx(s, set, &copy, err);
}

static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	struct office *o = arg;
	struct event e = event_new(EVENT_OFFICE_FOUNDED);
	enum stige_rc rc = insert(s, o, err);

	e.office = o->id;
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc office_add(struct store *s, struct office *office, struct err *err)
{
	return store_tx(s, add, office, err);
}
