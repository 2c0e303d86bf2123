/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same person twice: within a file, and between a file and the caseload. What is certain
 * is recognised, what only looks like it is asked; nothing is guessed.
 */
#ifndef STIGE_EXCHANGE_IMPORTTWINS_H
#define STIGE_EXCHANGE_IMPORTTWINS_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/cpr.h"
#include "stige/exchange/import.h"
#include "stige/store/clients.h"

/* One line of the file, checked. */
struct import_row {
	struct client_fields fields;
	size_t line, name_column, number_column, cpr_column, twin_column;
	const char *cpr;                     /* as typed; "" = none */
	const char *twin;                    /* what is answered about a look-alike: a case number, TWIN_NEW, "" */
	char digits[CPR_DIGITS + 1];         /* of the CPR number, once it is matched */
	bool known;                          /* in the caseload already: left as it is */
	bool left_out;                       /* by a decision */
	const char *case_no;                 /* of the known one */
};

#define TWIN_NEW "new"                       /* somebody else */

/* Marks what is known and adds a problem for every other twin. */
void import_twins_find(struct import_row *rows, size_t count, const struct client *clients,
	size_t client_count, const struct import_options *options, struct import_result *result);

#endif
