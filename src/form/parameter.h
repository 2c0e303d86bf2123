/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parameters column: key=value pairs, separated by space, comma or semicolon. */
#ifndef STIGE_SRC_FORM_PARAMETER_H
#define STIGE_SRC_FORM_PARAMETER_H

#include "problem.h"
#include "sheet.h"
#include "stige/base/arena.h"
#include "stige/form/questionnaire.h"

struct parameters {
	double start, end, step;     /* of a range; 1 10 1 unless given */
	const char *tick_labels;     /* a list's name, or "" */
	const char *seed;            /* "" , a number or a ${reference} */
	size_t seed_at;              /* its byte in the cell */
};

/* type_word names the type in messages. */
struct parameters parameters_read(const struct cell *cell, enum form_type type, const char *type_word,
	struct arena *arena, struct form_problems *problems);

#endif
