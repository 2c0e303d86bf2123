/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about clients share. */
#ifndef STORE_CLIENTING_H
#define STORE_CLIENTING_H

#include "stmt.h"

/* The clear columns of a client's row. */
void client_clear(struct str *out, const struct id *office, int64_t number, const char *case_no,
	int64_t created);
/* Office and number of a case number from elsewhere; the office is added where it is not known. STIGE_DATA. */
enum stige_rc case_no_take(struct store *s, const char *case_no, struct id *ret_office, int64_t *ret_number,
	struct err *err);

#endif
