/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importcpr.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/store/clients.h"
#include "stige/base/banned.h"

/* The file's order among equal ones. */
static int by_digits(const void *x, const void *y)
{
	const struct import_cpr *const *a = x, *const *b = y;
	int order = strcmp((*a)->digits, (*b)->digits);

	return order ? order : (*a > *b) - (*a < *b);
}

static size_t parse_all(struct import_cpr *list, size_t n, int32_t today, struct import_cpr **ret)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++) {
		list[i].fault = CPR_FINE;
		list[i].twice = false;
		list[i].owner = (struct id){ { 0 } };
		list[i].digits[0] = '\0';
		if (!*list[i].typed)
			continue;
		list[i].fault = cpr_parse(list[i].typed, today, list[i].digits, NULL);
		if (list[i].fault == CPR_FINE)
			ret[count++] = &list[i];
		else
			list[i].digits[0] = '\0';
	}
	return count;
}

enum stige_rc import_cpr_match(struct desk *d, struct import_cpr *list, size_t n, struct err *err)
{
	struct import_cpr **sorted = mem_array(n + 1, sizeof(*sorted));
	size_t count = parse_all(list, n, desk_today(d), sorted);
	const char **digits = mem_array(count + 1, sizeof(*digits));
	struct id *found = mem_array(count + 1, sizeof(*found));
	enum stige_rc rc;

	if (count)
		qsort(sorted, count, sizeof(*sorted), by_digits);
	for (size_t i = 0; i < count; i++)
		digits[i] = sorted[i]->digits;
	rc = client_match_cpr(d->store, digits, count, found, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		sorted[i]->owner = found[i];
		sorted[i]->twice = i > 0 && str_eq(digits[i], digits[i - 1]);
	}
	mem_free(found);
	mem_free(digits);
	mem_free(sorted);
	return rc;
}
