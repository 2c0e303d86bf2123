/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The writers behind export_write: head and rows into the sink; *ret_rows counts what is below the
 * head. What answers, rounds and codebook say in the same words.
 */
#ifndef STIGE_EXCHANGE_EXPORTROWS_H
#define STIGE_EXCHANGE_EXPORTROWS_H

#include "stige/exchange/export.h"
#include "stige/store/responses.h"

enum stige_rc sessionlog_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err);
enum stige_rc answers_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err);
enum stige_rc rounds_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err);
enum stige_rc codebook_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err);

/* The responses that the options ask for. */
struct response_filter export_filter(const struct desk *d, const struct export_options *o);
/* Letter and 32 hex digits: ids begin with a letter, so that no spreadsheet takes them for numbers. */
void export_put_id(struct csv_writer *w, char letter, const struct id *id);
/* "" for nobody and for one who is not known. */
const char *export_initials(const struct desk *d, const struct id *caseworker);
/* The value of an answer, typed as its item is; an empty cell for what is no value. */
void export_put_value(struct csv_writer *w, const struct form_item *item, const struct answer *a);
/* "value", "dk", "declined", "not-asked". */
const char *export_state(const struct answer *a);
/* Is it a whole number as we write one? Then a spreadsheet may take it for one. */
bool export_is_integer(const char *text);
/* The responses of a row as `rc`, unless the writer failed first. Ends the writer. */
enum stige_rc export_finish(struct csv_writer *w, enum stige_rc rc, struct err *err);

#endif
