/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laying text out in columns for a pipe, a sheet or the journal. Everything put here is made safe to show. */
#ifndef STIGE_BASE_LAY_H
#define STIGE_BASE_LAY_H

#include "stige/base/str.h"

enum { LAY_LEAST = 36, LAY_MOST = 120 };

int lay_columns(int columns);                    /* within 36..120 */
/* A cell: cut to `columns`, padded with blanks. */
void lay_cell(struct str *out, const char *text, int columns);
/*
 * Adds a piece that stays whole: beside what is there, `gap` blanks apart, or in a line of its own where that
 * would be wider than `columns`. used: how much of the line is taken, 0 at first.
 */
void lay_piece(struct str *out, const char *piece, int gap, int columns, int *used);
/* Ends the line, without the blanks at its end. */
void lay_end(struct str *out);
/*
 * A paragraph: `first` before its first line, as many blanks before the others; line feeds in text
 * end a line.
 */
void lay_wrap(struct str *out, const char *first, const char *text, int columns);
void lay_rule(struct str *out, int columns);
size_t lay_lines(const char *text);              /* how many line feeds */

#endif
