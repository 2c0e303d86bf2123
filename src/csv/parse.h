/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text into rows. It comes in blocks that may end anywhere, also inside a cell; rows that are complete
 * stand in the table after each block.
 */
#ifndef CSV_PARSE_H
#define CSV_PARSE_H

#include <csv.h>

#include "decode.h"

struct reading {
	struct csv_table *table;
	struct csv_limits limits;
	struct csv_fault fault;
	struct csv_parser parser;
	unsigned char bytes[256];    /* what each is; see parse.c */
	const char *text;            /* the block at hand */
	size_t n, at;                /* at: the next byte */
	struct place place;          /* of that byte */
	struct place cell_place;     /* where the open cell begins */
	size_t cell_bytes;           /* of it so far, with its quotes */
	bool cell_quoted, cell_ended;
	size_t row_line;
	bool row_open;
	struct csv_cell *cells;      /* of the open row */
	size_t count, cap;
	size_t rows, rows_cap, all_cells;    /* rows and cells of all blocks */
};

/* The default where a limit is 0. */
struct csv_limits csv_limits_of(const struct csv_limits *limits);
char csv_find_delimiter(const char *text, size_t n);

/* The table has its delimiter and is empty; limits are csv_limits_of. */
void reading_init(struct reading *r, struct csv_table *table, struct csv_limits limits);
/* Stops at the first fault. */
void reading_block(struct reading *r, const char *text, size_t n);
/* There is no more text. */
void reading_end(struct reading *r);
/* Forgets the rows that are complete; the cells of the open one stay. */
void reading_forget(struct reading *r);
void reading_release(struct reading *r);

/* STIGE_OK without a fault, else its sentence with its place. */
enum stige_rc csv_fault_report(const struct csv_fault *fault, struct err *err);

#endif
