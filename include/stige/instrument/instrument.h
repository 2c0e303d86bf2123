/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The instrument as a whole, read from one folder: client.csv, caseworker.csv, activities.csv,
 * evidence.csv, advice.csv and, where the office has one, catalogue.csv. Immutable once open, in
 * all its languages at once.
 */
#ifndef STIGE_INSTRUMENT_INSTRUMENT_H
#define STIGE_INSTRUMENT_INSTRUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/form/check.h"
#include "stige/form/questionnaire.h"
#include "stige/instrument/activities.h"
#include "stige/instrument/advice.h"
#include "stige/instrument/catalogue.h"
#include "stige/instrument/evidence.h"
#include "stige/instrument/indicators.h"

struct instrument {
	struct form *client, *caseworker, *activity_form;
	char *client_path, *caseworker_path, *activity_path;     /* the files they were read from */
	struct indicators indicators;
	struct activities activities;
	struct evidence *evidence;
	struct advice_table *advice;
	struct catalogue *catalogue;         /* NULL = none: everything is on offer */
};

/*
 * Reads the five files, and the catalogue when it is there. Of a form there may be several versions
 * (client.csv, client.2027.csv ...): the one counts whose stige_valid_from is the newest not after
 * today. problems (may be NULL) gets what was found in all files. STIGE_NOINPUT when one is missing;
 * STIGE_DATA with file, line and column of the first error, or when two versions cannot follow one
 * another.
 */
enum stige_rc instrument_open(const char *dir, int32_t today, struct form_problems *problems,
	struct instrument **ret, struct err *err);
void instrument_free(struct instrument *i);

/*
 * Checks one plain table by itself, for `form check`: evidence, or advice or a catalogue against
 * the forms in the folder of `name` that are in force today (a warning when they cannot be read).
 * False when the header is none of theirs.
 */
bool instrument_check_table(const char *bytes, size_t n, const char *name, int32_t today,
	struct form_problems *problems);

/* The codes of these tables' problems, for the manual page. */
struct table_code {
	const char *code;                    /* "T013" */
	const char *summary;                 /* N_() */
};
extern const struct table_code table_codes[];
extern const size_t table_code_count;

#endif
