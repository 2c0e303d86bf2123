/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/conflicts.h"

#include "stige/casefile/guard.h"
#include "happened.h"
#include "stige/base/banned.h"

static enum stige_rc row_of(struct desk *d, struct arena *a, const struct conflict *c, struct conflict_row *ret,
	struct err *err)
{
	struct client client;
	enum stige_rc rc;

	*ret = (struct conflict_row){ .conflict = *c, .case_no = "-" };
	if (id_is_zero(&c->client))
		return STIGE_OK;
	rc = client_get(d->store, a, &c->client, &client, err);
	if (rc == STIGE_OK) {
		ret->case_no = client.case_no;
		ret->guarded = guard_needs_purpose(d, &client);
	}
	return rc;
}

enum stige_rc desk_conflicts(struct desk *d, struct arena *a, struct conflict_row **ret, size_t *ret_count,
	struct err *err)
{
	struct conflict *list = NULL;
	enum stige_rc rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, "conflicts", err);

	*ret_count = 0;
	if (rc == STIGE_OK)
		rc = conflict_list(d->store, a, &list, ret_count, err);
	*ret = arena_array(a, *ret_count + 1, sizeof(**ret));
	for (size_t i = 0; rc == STIGE_OK && i < *ret_count; i++)
		rc = row_of(d, a, &list[i], &(*ret)[i], err);
	return rc;
}

enum stige_rc desk_conflict_count(struct desk *d, size_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct conflict *list;
	enum stige_rc rc = conflict_list(d->store, &a, &list, ret, err);

	arena_release(&a);
	return rc;
}

enum stige_rc desk_conflicts_of(struct desk *d, const struct client *client, struct arena *a, struct conflict **ret,
	size_t *ret_count, struct err *err)
{
	static const struct id nobody;
	const struct id *whose = client ? &client->id : &nobody;
	const char *why = "conflicts";
	size_t count = 0;
	enum stige_rc rc = client ? guard_open(d, client, "conflicts", &why, err) : STIGE_OK;

	*ret_count = 0;
	if (rc == STIGE_OK && client)
		rc = client_opened(d->store, &client->id, why, err);
	if (rc == STIGE_OK)
		rc = conflict_list(d->store, a, ret, &count, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (id_eq(&(*ret)[i].client, whose) && (client || conflict_settles(&(*ret)[i])))
			(*ret)[(*ret_count)++] = (*ret)[i];
	return rc;
}

bool conflict_settles(const struct conflict *c)
{
	return c->kind != CONFLICT_FORM;
}

enum stige_rc desk_conflict_settle(struct desk *d, const struct conflict *c, bool other, struct err *err)
{
	return conflict_settle(d->store, c, other, err);
}
