/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `stige form fmt`: the canonical bytes of a form file. UTF-8 without a mark, commas, LF,
 * quotes only where needed, sections in the order survey, choices, settings, cells trimmed,
 * blank rows and columns gone, columns under their canonical names. Formatting twice changes
 * nothing more, and a form's hash is the SHA-256 of these bytes.
 */
#ifndef STIGE_FORM_FORMAT_H
#define STIGE_FORM_FORMAT_H

#include <stddef.h>

#include "stige/base/err.h"
#include "stige/base/str.h"
#include "stige/form/check.h"

/*
 * Appends them to ret. Needs the container alone to be sound, not the form. STIGE_DATA (err
 * names the first fault, problems has all) when a cell would be lost or nothing can be read.
 */
enum stige_rc form_format(const char *bytes, size_t n, const char *name, struct form_problems *problems,
	struct str *ret, struct err *err);
/* The same for a file or a folder of survey.csv, choices.csv, settings.csv: one file's bytes. */
enum stige_rc form_format_file(const char *path, struct form_problems *problems, struct str *ret, struct err *err);

#endif
