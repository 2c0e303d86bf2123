/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of several versions of a form in one folder the one in force on a day. NAME.csv and
 * NAME.*.csv are versions of one form: they share its form_id, each begins on a day of its own
 * (stige_valid_from; without one, from the beginning), and each may follow the one before it.
 */
#ifndef STIGE_SRC_INSTRUMENT_VERSIONS_H
#define STIGE_SRC_INSTRUMENT_VERSIONS_H

#include <stdint.h>

#include "stige/base/err.h"
#include "stige/form/check.h"
#include "stige/form/questionnaire.h"

/*
 * The newest that began on or before `today`, and its file (caller: mem_free). All of them are
 * read, so that a fault of next year's form is told now and not on the day it begins.
 */
enum stige_rc versions_open(const char *dir, const char *name, int32_t today, struct form_problems *problems,
	struct form **ret, char **ret_path, struct err *err);

#endif
