/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong with a form file: every problem in one pass, each with a stable code, a
 * position and one sentence in the user's language (what is wrong, where, what to do).
 */
#ifndef STIGE_FORM_CHECK_H
#define STIGE_FORM_CHECK_H

#include <stddef.h>

#include "stige/base/err.h"

enum form_severity { FORM_WARNING, FORM_ERROR };

struct form_problem {
	const char *code;                    /* "F012", static; listed in stige-forms(5) */
	enum form_severity severity;
	const char *file;                    /* of a folder: "survey.csv", static; NULL = the one file */
	size_t line, column;                 /* 1-based; column in characters: the cell's begin, or where an
	                                        expression fails; 0 0 = the file as a whole */
	char *message;
};

struct form_problems {
	struct form_problem *list;           /* in the file's order */
	size_t count, cap;
	size_t errors;                       /* how many are FORM_ERROR */
};
#define FORM_PROBLEMS_INIT { NULL, 0, 0, 0 }

void form_problems_release(struct form_problems *p);
/* STIGE_OK without an error, else STIGE_DATA with the first one: "NAME:LINE:COLUMN: sentence". */
enum stige_rc form_problems_verdict(const struct form_problems *p, const char *name, struct err *err);

/* The catalogue, for the man page and the tests: codes in order. */
struct form_code {
	const char *code;
	enum form_severity severity;
	const char *summary;                 /* N_(): one line of what the code means */
};
extern const struct form_code form_codes[];
extern const size_t form_code_count;

#endif
