/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The same person twice: within a file, and between a file and the caseload. What is certain
 * is recognised, what only looks like it is asked; nothing is guessed.
 */
#ifndef STIGE_EXCHANGE_IMPORTTWINS_H
#define STIGE_EXCHANGE_IMPORTTWINS_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/exchange/import.h"
#include "stige/store/clients.h"

/* One line of the file, checked. */
struct import_row {
	struct client_fields fields;
	size_t line, name_column, number_column;
	bool known;                          /* in the caseload already: left as it is */
};

/* Marks what is known and adds a problem for every other twin. */
void import_twins_find(struct import_row *rows, size_t count, const struct client *clients,
	size_t client_count, struct import_result *result);

#endif
