/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * `stige advise --facts`: cases from a CSV file in, one row of advice a case out. Columns and
 * cells are described in stige-csv(5). Any bad cell refuses the whole file.
 */
#ifndef STIGE_INSTRUMENT_FACTS_H
#define STIGE_INSTRUMENT_FACTS_H

#include <stddef.h>

#include "stige/base/arena.h"
#include "stige/base/err.h"
#include "stige/base/str.h"
#include "stige/instrument/advice.h"
#include "stige/instrument/instrument.h"

struct facts_case {
	const char *id;
	struct advice_facts facts;
};

struct facts_file {
	struct arena arena;
	struct facts_case *cases;
	size_t count;
};

/*
 * Reads all cases. STIGE_DATA with file, line and column (in characters, 1-based) of the first
 * bad cell: an unknown, doubled or missing column, a value out of range, a doubled id.
 */
enum stige_rc facts_read(struct facts_file *file, const struct instrument *i, const char *bytes, size_t n,
	const char *name, struct err *err);
void facts_release(struct facts_file *file);

/* The answer's header and one row; CRLF, quotes only where needed. */
void facts_put_header(struct str *out);
void facts_put(struct str *out, const struct instrument *i, const char *id, const struct advice *a);

/* Both: cases in, the whole answer out. On failure out is as it was. */
enum stige_rc facts_answer(struct str *out, const struct instrument *i, const char *bytes, size_t n,
	const char *name, struct err *err);

#endif
