/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * usage: csvrows FILE [DIALECT]
 * The rows of a CSV file as our reader has them: a line a row, its cells in hexadecimal, so that nothing in them
 * can be taken for the line's end. With a dialect the same rows as our writer writes them. For outside.py.
 */
#include <stdio.h>

#include "stige/csv/stream.h"
#include "stige/csv/writer.h"
#include "stige/base/banned.h"

static void print_cell(const char *text)
{
	for (; *text; text++)
		printf("%02x", (unsigned)(unsigned char)*text);
}

static void print_row(const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		print_cell(row->cells[i].text);
		putchar(i + 1 < row->count ? ' ' : '\n');
	}
}

static void put_row(struct csv_writer *w, const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		csv_put_text(w, row->cells[i].text);
	csv_end_row(w);
}

int main(int count, char **args)
{
	struct csv_stream *in = NULL;
	struct str out = STR_INIT;
	struct err err = ERR_INIT;
	const struct csv_row *row;
	struct csv_writer w;
	enum csv_dialect dialect = CSV_EXACT;
	enum stige_rc rc;

	if (count < 2 || (count > 2 && !csv_dialect_parse(args[2], &dialect)))
		return 64;
	csv_writer_init_str(&w, dialect, &out);
	rc = csv_stream_new(&in, args[1], NULL, &err);
	while (rc == STIGE_OK && (row = csv_stream_next(in))) {
		if (count > 2)
			put_row(&w, row);
		else
			print_row(row);
	}
	if (rc == STIGE_OK)
		rc = csv_stream_why(in, &err);
	csv_writer_finish(&w, NULL);
	if (count > 2)
		fwrite(out.text, 1, out.len, stdout);
	if (rc != STIGE_OK)
		fprintf(stderr, "%s\n", err.msg);
	str_release(&out);
	csv_stream_free(in);
	return rc != STIGE_OK;
}
