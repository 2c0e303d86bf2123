/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What clients.c shares with those who open a client's sealed values beside it. */
#ifndef STORE_CLIENTING_H
#define STORE_CLIENTING_H

#include "stmt.h"

/* The clear columns of a client's row. */
void client_clear(struct str *out, const struct id *office, int64_t number, const char *case_no,
	int64_t created);

#endif
