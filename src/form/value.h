/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making values, for the functions and the evaluator. */
#ifndef STIGE_SRC_FORM_VALUE_H
#define STIGE_SRC_FORM_VALUE_H

#include <math.h>

#include "stige/form/eval.h"

/* What counts as blank around numbers and between words. */
#define VALUE_SPACES " \t\n\r\f\v"
#define VALUE_NAN ((double)NAN)

double value_text_number(const char *text, int32_t utc_offset);

static inline struct expr_value value_boolean(bool b)
{
	return (struct expr_value){ .kind = EXPR_BOOLEAN, .boolean = b };
}

static inline struct expr_value value_number(double n)
{
	return (struct expr_value){ .kind = EXPR_NUMBER, .number = n };
}

static inline struct expr_value value_text(const char *text, int32_t utc_offset)
{
	return (struct expr_value){ .kind = EXPR_TEXT, .text = text, .utc_offset = utc_offset };
}

static inline struct expr_value value_date(double days, int32_t utc_offset)
{
	return (struct expr_value){ .kind = EXPR_DATE, .number = days, .utc_offset = utc_offset };
}

static inline struct expr_value value_nodes(const char *const *nodes, size_t count, bool number,
	int32_t utc_offset)
{
	return (struct expr_value){ .kind = EXPR_NODES, .number_nodes = number, .utc_offset = utc_offset,
		.nodes = nodes, .count = count };
}

#endif
