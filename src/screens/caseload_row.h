/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STIGE_SCREENS_CASELOAD_ROW_H
#define STIGE_SCREENS_CASELOAD_ROW_H

#include "stige/casefile/caseload.h"
#include "stige/ui/canvas.h"
#include "stige/ui/spark.h"

struct caseload_look {
	enum spark_ladder spark;
	const struct caseload *load;     /* all rows: those who share a name are told apart */
	int cols;                        /* of a row */
	const struct desk *desk;         /* whose client it is stands before the name; NULL = all are one's own */
};

void caseload_row_draw(const struct caseload_look *look, const struct caseload_row *r, bool focused,
	struct canvas *c);
/* The columns' heads, into one row of the same width. */
void caseload_heads_draw(int cols, struct canvas *c);
/* What the heads that stand there mean; "" where they need no words. */
const char *caseload_heads_words(int cols);

#endif
