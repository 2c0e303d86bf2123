/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Case numbers that clients bring with them. */
#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/store/clients.h"
#include "stige/store/office.h"

#include "clienting.h"
#include "stige/base/banned.h"

static const struct office *office_with(const struct office *list, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(list[i].code, code))
			return &list[i];
	return NULL;
}

/* The office of a case number, added where it is not known. */
static enum stige_rc find_office(struct store *s, const char *code, struct id *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const struct office *known;
	struct office *offices, made = {
		.code = arena_strdup(&a, code), .name = arena_strdup(&a, ""),
		.wage_period = arena_strdup(&a, "month"), .wage_basis = arena_strdup(&a, "gross"),
	};
	size_t count;
	enum stige_rc rc = office_list(s, &a, &offices, &count, err);

	*ret = made.id;
	known = rc == STIGE_OK ? office_with(offices, count, code) : NULL;
	if (known)
		*ret = known->id;
	if (rc == STIGE_OK && id_is_zero(ret)) {
		rc = office_add(s, &made, err);
		*ret = made.id;
	}
	arena_release(&a);
	return rc;
}

/* "NB-0042": an office's code and a number, written as we write it. */
static bool split_case_no(const char *case_no, char code[8], int64_t *ret_number)
{
	size_t n = strcspn(case_no, "-");
	char again[16];
	long number;

	if (n < 2 || n > 6 || strspn(case_no, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != n || !case_no[n])
		return false;
	if (!str_to_long(case_no + n + 1, 1, 99999999, &number))
		return false;
	snprintf(code, 8, "%.*s", (int)n, case_no);
	snprintf(again, sizeof(again), "%s-%04ld", code, number);
	*ret_number = number;
	return strcmp(again, case_no) == 0;
}

enum stige_rc case_no_maybe_erased(struct store *s, const char *case_no, bool *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const struct office *office = NULL;
	struct office *offices;
	struct client there;
	int64_t number, greatest = 0;
	size_t count;
	char code[8];
	enum stige_rc rc;

	*ret = false;
	if (!split_case_no(case_no, code, &number))
		return STIGE_OK;
	rc = office_list(s, &a, &offices, &count, err);
	if (rc == STIGE_OK)
		office = office_with(offices, count, code);
	if (office)
		rc = numbers_greatest(s, &office->id, &greatest, err);
	if (rc == STIGE_OK && number <= greatest) {
		rc = client_find(s, &a, case_no, &there, NULL);
		*ret = rc == STIGE_NOTFOUND;
		if (*ret)
			rc = STIGE_OK;
	}
	arena_release(&a);
	return rc;
}

enum stige_rc case_no_take(struct store *s, const char *case_no, struct id *ret_office, int64_t *ret_number,
	struct err *err)
{
	char code[8];

	if (!split_case_no(case_no, code, ret_number))
		return err_set(err, STIGE_DATA,
			_("\"%s\" is no case number; it is an office's code, a hyphen and four digits or more"),
			case_no);
	return find_office(s, code, ret_office, err);
}
