/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The greatest case number of an office that was ever given out and erased again.
 */
#include <stdlib.h>

#include "stmt.h"
#include "stige/base/banned.h"

enum stige_rc numbers_greatest(struct store *s, const struct id *office, int64_t *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text = NULL;
	char hex[ID_HEX];
	enum stige_rc rc = meta_get(s, &a, arena_printf(&a, "number.%s", id_format(office, hex)), &text, err);

	*ret = rc == STIGE_OK && text ? strtoll(text, NULL, 10) : 0;
	arena_release(&a);
	return rc;
}

enum stige_rc numbers_keep(struct store *s, const struct id *office, int64_t number, struct err *err)
{
	struct arena a = ARENA_INIT;
	char hex[ID_HEX];
	int64_t greatest;
	enum stige_rc rc = numbers_greatest(s, office, &greatest, err);

	if (rc == STIGE_OK && number > greatest)
		rc = meta_set(s, arena_printf(&a, "number.%s", id_format(office, hex)),
			arena_printf(&a, "%lld", (long long)number), err);
	arena_release(&a);
	return rc;
}
