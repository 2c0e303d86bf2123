/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads an XLSForm in its CSV form (one file with the sections survey, choices, settings, or
 * a folder with survey.csv, choices.csv, settings.csv). The dialect is described in
 * stige-forms(5).
 */
#ifndef STIGE_FORM_XLSFORM_H
#define STIGE_FORM_XLSFORM_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/err.h"
#include "stige/form/check.h"
#include "stige/form/questionnaire.h"

#define FORM_BYTES_MOST ((size_t)8 << 20)    /* of a form's file; the shipped ones have 20 kB */

/*
 * Reads and checks. problems gets everything found, errors and warnings. Returns STIGE_OK with
 * *ret_form when there is no error; STIGE_DATA (err names the first error with file, line and
 * column) when there is one; STIGE_NOINPUT when the file cannot be read. `name` stands for the
 * file in messages.
 */
enum stige_rc form_read(const char *bytes, size_t n, const char *name, struct form_problems *problems,
	struct form **ret_form, struct err *err);
/* A file, or a folder with survey.csv and perhaps choices.csv and settings.csv. */
enum stige_rc form_read_file(const char *path, struct form_problems *problems, struct form **ret_form,
	struct err *err);

/* Is the first cell survey, choices or settings? Then it is an XLSForm and not a plain table. */
bool form_looks_like_xlsform(const char *bytes, size_t n);

#endif
