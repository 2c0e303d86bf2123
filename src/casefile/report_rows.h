/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the rows of a report are put together; report.h is what they mean. */
#ifndef CASEFILE_REPORT_ROWS_H
#define CASEFILE_REPORT_ROWS_H

#include "stige/casefile/report.h"

/* A row at the end; label is copied, code lives on. */
struct report_row *report_add(struct report *r, const char *code, const char *label);
/* One more client behind the row; counted in its first cell. */
void report_put(struct report_row *row, size_t client);
/* Is this row of the caseload counted at all? */
bool report_counts(const struct caseload_row *row);

/* Rows from what the clients answered. */
enum stige_rc report_movement(struct report *r, struct desk *d, struct err *err);
enum stige_rc report_quality(struct report *r, struct desk *d, struct err *err);
/* Marks the cells of a row that may not be told. */
void report_hide(struct report_row *row);

#endif
