/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical bytes of a form: what stige form fmt writes and what its hash is taken of. */
#ifndef STIGE_SRC_FORM_CANON_H
#define STIGE_SRC_FORM_CANON_H

#include "column.h"
#include "sheet.h"
#include "stige/base/str.h"

/* columns: of the sheets in use. */
void canon_write(const struct book *book, const struct columns columns[SHEETS_USED], struct str *out);

#endif
