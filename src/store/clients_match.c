/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Clients of a file from elsewhere: whose CPR numbers are these? The numbers do not leave the room. */
#include <stdlib.h>
#include <string.h>

#include "stige/store/clients.h"

#include "clienting.h"
#include "stige/base/banned.h"

static int by_digits(const void *key, const void *one)
{
	return strcmp(key, *(const char *const *)one);
}

enum stige_rc client_match_cpr(struct store *s, const char *const *digits, size_t count, struct id *ret_ids,
	struct err *err)
{
	struct seal_place place = { .table = "client", .column = "cpr" };
	struct stmt q;

	memset(ret_ids, 0, count * sizeof(*ret_ids));
	stmt_begin(&q, s, SQL_CLIENT_CPR_NUMBERS);
	while (count && stmt_row(&q)) {
		struct id office = stmt_col_id(&q, 1);
		const char *const *found;

		place.row = stmt_col_id(&q, 0);
		client_clear(&s->clear, &office, stmt_col_int(&q, 2), stmt_peek_text(&q, 3),
			stmt_col_instant(&q, 4));
		place.clear = s->clear.text;
		found = bsearch(stmt_open_sealed(&q, 5, &place)->text, digits, count, sizeof(*digits), by_digits);
		if (found)
			ret_ids[found - digits] = place.row;
	}
	return stmt_end(&q, err);
}
