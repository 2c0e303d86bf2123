/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A report as CSV, one row a number: schema,report,date,row,label,measure,value,state,cases. state is "told" or
 * "hidden" (value is empty then); cases are the case numbers behind the row, in the rows of its first measure.
 */
#ifndef STIGE_EXCHANGE_REPORTFILE_H
#define STIGE_EXCHANGE_REPORTFILE_H

#include "stige/casefile/report.h"
#include "stige/csv/writer.h"

struct reportfile_options {
	enum csv_dialect dialect;
	struct csv_sink sink;            /* where the bytes of path "-" go; else unused */
};

/* To path or the sink, as any export: recorded before anybody can read it. STIGE_CANTCREATE, STIGE_IO. */
enum stige_rc reportfile_write(struct desk *d, const struct report *r, const struct reportfile_options *options,
	const char *path, struct err *err);

#endif
