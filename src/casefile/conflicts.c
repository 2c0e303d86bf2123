/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/conflicts.h"

#include "stige/store/clients.h"
#include "happened.h"
#include "stige/base/banned.h"

enum stige_rc desk_conflicts(struct desk *d, struct arena *a, struct conflict **ret, size_t *ret_count,
	struct err *err)
{
	enum stige_rc rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, "conflicts", err);

	return rc == STIGE_OK ? conflict_list(d->store, a, ret, ret_count, err) : rc;
}

enum stige_rc desk_conflicts_of(struct desk *d, const struct id *client, struct arena *a, struct conflict **ret,
	size_t *ret_count, struct err *err)
{
	size_t count = 0;
	enum stige_rc rc = client_opened(d->store, client, "conflicts", err);

	*ret_count = 0;
	if (rc == STIGE_OK)
		rc = conflict_list(d->store, a, ret, &count, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (id_eq(&(*ret)[i].client, client))
			(*ret)[(*ret_count)++] = (*ret)[i];
	return rc;
}
