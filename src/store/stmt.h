/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One run of one prepared statement: bind in order, step, read columns, end. The first thing
 * that goes wrong sticks: binds and columns need no checks of their own, stmt_end tells.
 *
 *	struct stmt q;
 *
 *	stmt_begin(&q, s, SQL_CLIENT_GET);
 *	stmt_id(&q, id);
 *	if (stmt_row(&q))
 *		read_client(&q, a, ret);
 *	return stmt_end(&q, err);
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include "stige/base/arena.h"
#include "stige/store/words.h"

#include "internal.h"

struct stmt {
	struct store *s;
	sqlite3_stmt *st;
	int next;                    /* place of the next bind */
	bool once;                   /* not one of the table: finalised at the end */
	struct err err;              /* err.rc != STIGE_OK: the first thing that went wrong */
};

void stmt_begin(struct stmt *q, struct store *s, enum sql which);
/* A statement that is made from a const table of names, for dump and check. Never from data. */
void stmt_begin_once(struct stmt *q, struct store *s, const char *sql);
/* The next run of a statement that was begun once: for many rows. What went wrong stays. */
void stmt_again(struct stmt *q);
/* Is there a row? False at the end and when anything is wrong. */
bool stmt_row(struct stmt *q);
/* Gives the statement back; STIGE_OK or what went wrong. Always call it. */
enum stige_rc stmt_end(struct stmt *q, struct err *err);
/* Steps to the end and ends: for statements that write. */
enum stige_rc stmt_run(struct stmt *q, struct err *err);
/* Marks the row as damaged. */
void stmt_damaged(struct stmt *q, int column);
/* Turns SQLite's last result into one of ours with its sentence. */
enum stige_rc stmt_error(struct store *s, int code, struct err *err);

/* Binding, from the first parameter on. */
void stmt_id(struct stmt *q, const struct id *id);              /* NULL and zero bind NULL */
void stmt_int(struct stmt *q, int64_t n);
void stmt_text(struct stmt *q, const char *text);               /* NULL binds NULL */
void stmt_text_or_null(struct stmt *q, const char *text);       /* "" binds NULL too */
void stmt_date(struct stmt *q, int32_t date);                   /* DATE_NONE binds NULL */
void stmt_instant(struct stmt *q, int64_t at);                  /* INSTANT_NONE binds NULL */
void stmt_blob(struct stmt *q, const void *bytes, size_t n);
void stmt_null(struct stmt *q);
void stmt_sealed(struct stmt *q, const struct seal_place *place, const char *bytes, size_t n);

/* Columns of the row, from 0. Copies are in the arena; a value of the wrong shape is damage. */
bool stmt_is_null(const struct stmt *q, int column);
struct id stmt_col_id(struct stmt *q, int column);              /* NULL gives zero */
int64_t stmt_col_int(struct stmt *q, int column);
const char *stmt_col_text(struct stmt *q, int column, struct arena *a);        /* NULL gives "" */
const char *stmt_peek_text(struct stmt *q, int column);         /* until the next step only */
int32_t stmt_col_date(struct stmt *q, int column);
int64_t stmt_col_instant(struct stmt *q, int column);
unsigned stmt_col_word(struct stmt *q, int column, const struct words *words);
/* The opened text. */
const char *stmt_col_sealed(struct stmt *q, int column, const struct seal_place *place, struct arena *a);
/* The same for a short look: into s->scratch, until the next sealed value. */
const struct str *stmt_open_sealed(struct stmt *q, int column, const struct seal_place *place);

/*
 * The clear columns of a row, joined for a seal's place. One rule for those who write a row
 * (value by value) and those who walk through rows (by column).
 */
void clear_id(struct str *out, const struct id *id);
void clear_text(struct str *out, const char *text);             /* NULL counts as "" */
void clear_int(struct str *out, int64_t n);
void clear_date(struct str *out, int32_t date);
void clear_instant(struct str *out, int64_t at);
void clear_column(struct str *out, struct stmt *q, int column);

#endif
