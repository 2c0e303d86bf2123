/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the module that draws PDF offers, under the name PDF_DRAW. */
#ifndef PAPER_PDF_H
#define PAPER_PDF_H

#include "stige/paper/paper.h"

#define PDF_DRAW "pdf_draw"

enum stige_rc pdf_draw(const struct paper *p, int64_t made, struct str *out, struct err *err);
typedef enum stige_rc pdf_drawer(const struct paper *p, int64_t made, struct str *out, struct err *err);

#endif
