/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of the evidence table as lines of a text; a finding names where it stands in the report. */
#ifndef CASEFILE_TELL_H
#define CASEFILE_TELL_H

#include "stige/casefile/desk.h"
#include "stige/instrument/sentences.h"

/* A row that was rendered already. */
void tell_text(const struct desk *d, const struct evidence_row *row, const char *text, const char *first, int columns,
	struct str *out);
void tell_row(const struct desk *d, const struct evidence_row *row, const char *first, int columns,
	struct str *out);
/* With the rows it names as its limits, each on a line of its own. */
void tell_whole(const struct desk *d, const struct evidence_row *row, const char *first, int columns,
	struct str *out);
void tell(const struct desk *d, enum sentence what, const char *first, int columns, struct str *out);
/* args end with NULL. */
void tell_args(const struct desk *d, enum sentence what, const char *const *args, const char *first,
	int columns, struct str *out);

#endif
