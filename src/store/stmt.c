/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "stmt.h"
#include "stige/base/banned.h"

static const char *const statements[] = {
#define X(name, sql) [SQL_##name] = sql,
	SQL_STATEMENTS(X)
#undef X
};

/* A full disk comes as its own code, or as a failed write whose errno says so. */
static bool disk_full(const struct store *s, int code)
{
	int error = sqlite3_system_errno(s->db);

	return (code & 0xff) == SQLITE_FULL ||
		((code & 0xff) == SQLITE_IOERR && (error == ENOSPC || error == EFBIG || error == EDQUOT));
}

enum stige_rc stmt_error(struct store *s, int code, struct err *err)
{
	const char *why = s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(code);

	if (s->read_only && (code & 0xff) == SQLITE_READONLY)
		return err_set(err, STIGE_CONFIG,
			_("a save in %s was cut off; start once without --read-only, and it is put right"),
			s->path);
	if (disk_full(s, code))
		return err_set(err, STIGE_IO,
			_("the disk with %s is full, nothing was saved; free some space and try again"),
			s->path);
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, STIGE_BUSY,
			_("%s is held by another program, nothing was saved; try again in a moment"),
			s->path);
	case SQLITE_NOMEM:
		bug_oom();
	case SQLITE_IOERR:
		/* A quota may be why: SQLite has often lost the errno while it rolled back. */
		if (code == SQLITE_IOERR_WRITE)
			return err_set(err, STIGE_IO, _("%s could not be written (%s), nothing was saved; "
				"see whether your share of the disk is full, and try again"), s->path, why);
		return err_set(err, STIGE_IO,
			_("%s could not be read or written (%s), nothing was saved; check the disk and try "
			"again"),
			s->path, why);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(err, STIGE_DATA,
			_("%s is damaged (%s); run `stige check` and go back to a backup"), s->path, why);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return err_set(err, STIGE_PERMISSION,
			_("%s cannot be written (%s), nothing was saved; check who may write to it and its "
			"folder"),
			s->path, why);
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
	case SQLITE_TOOBIG:
		return err_set(err, STIGE_DATA,
			_("the database refuses a value (%s), nothing was saved; check what was given"), why);
	default:
		return err_set(err, STIGE_INTERNAL,
			_("the database answers \"%s\", nothing was saved; report this as an error in stige"),
			why);
	}
}

/* The first trouble sticks. */
static void check(struct stmt *q, int code)
{
	if (code != SQLITE_OK && q->err.rc == STIGE_OK)
		stmt_error(q->s, code, &q->err);
}

static void begin(struct stmt *q, struct store *s)
{
	q->s = s;
	q->st = NULL;
	q->next = 1;
	q->once = false;
	q->err.rc = STIGE_OK;
	q->err.msg[0] = '\0';
}

void stmt_begin(struct stmt *q, struct store *s, enum sql which)
{
	begin(q, s);
	if (!s->statements[which])
		check(q, sqlite3_prepare_v3(s->db, statements[which], -1, SQLITE_PREPARE_PERSISTENT,
			&s->statements[which], NULL));
	q->st = s->statements[which];
	/* Somebody is reading with it: two cursors of one statement would mix their rows. */
	BUG_ON(q->st && sqlite3_stmt_busy(q->st));
}

void stmt_begin_once(struct stmt *q, struct store *s, const char *sql)
{
	begin(q, s);
	q->once = true;
	check(q, sqlite3_prepare_v3(s->db, sql, -1, 0, &q->st, NULL));
}

void stmt_again(struct stmt *q)
{
	if (q->err.rc != STIGE_OK)
		return;
	sqlite3_reset(q->st);
	sqlite3_clear_bindings(q->st);
	q->next = 1;
}

bool stmt_row(struct stmt *q)
{
	int code;

	if (q->err.rc != STIGE_OK)
		return false;
	code = sqlite3_step(q->st);
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		check(q, code);
	return false;
}

enum stige_rc stmt_end(struct stmt *q, struct err *err)
{
	if (q->once) {
		sqlite3_finalize(q->st);
	} else if (q->st) {
		sqlite3_reset(q->st);
		sqlite3_clear_bindings(q->st);
	}
	q->st = NULL;
	if (q->err.rc != STIGE_OK && err)
		*err = q->err;
	return q->err.rc;
}

enum stige_rc stmt_run(struct stmt *q, struct err *err)
{
	while (stmt_row(q))
		;
	return stmt_end(q, err);
}

void stmt_damaged(struct stmt *q, int column)
{
	if (q->err.rc == STIGE_OK)
		err_set(&q->err, STIGE_DATA,
			_("a row in %s is damaged (column %s); run `stige check` and go back to a backup"),
			q->s->path, sqlite3_column_name(q->st, column));
}

/* ---- binding ---- */

/* SQLite copies what it is given here: most of it lives on the caller's stack. */
static void bind_bytes(struct stmt *q, const void *bytes, size_t n, bool text)
{
	if (q->err.rc != STIGE_OK)
		return;
	check(q, text ? sqlite3_bind_text64(q->st, q->next++, bytes, n, SQLITE_TRANSIENT, SQLITE_UTF8)
		: sqlite3_bind_blob64(q->st, q->next++, bytes, n, SQLITE_TRANSIENT));
}

void stmt_null(struct stmt *q)
{
	if (q->err.rc == STIGE_OK)
		check(q, sqlite3_bind_null(q->st, q->next++));
}

void stmt_id(struct stmt *q, const struct id *id)
{
	if (!id || id_is_zero(id))
		stmt_null(q);
	else
		bind_bytes(q, id->bytes, sizeof(id->bytes), false);
}

void stmt_int(struct stmt *q, int64_t n)
{
	if (q->err.rc == STIGE_OK)
		check(q, sqlite3_bind_int64(q->st, q->next++, n));
}

void stmt_text(struct stmt *q, const char *text)
{
	if (text)
		bind_bytes(q, text, strlen(text), true);
	else
		stmt_null(q);
}

void stmt_text_or_null(struct stmt *q, const char *text)
{
	stmt_text(q, text && *text != '\0' ? text : NULL);
}

void stmt_date(struct stmt *q, int32_t date)
{
	char text[DATE_TEXT];

	stmt_text_or_null(q, date_format(date, text));
}

void stmt_instant(struct stmt *q, int64_t at)
{
	char text[INSTANT_TEXT];

	stmt_text(q, at == INSTANT_NONE ? NULL : instant_format(at, text));
}

void stmt_blob(struct stmt *q, const void *bytes, size_t n)
{
	bind_bytes(q, bytes, n, false);
}

void stmt_sealed(struct stmt *q, const struct seal_place *place, const char *bytes, size_t n)
{
	struct str *sealed = &q->s->scratch;

	if (seal_locked(q->s->seal) && q->err.rc == STIGE_OK)
		seal_open(q->s->seal, place, NULL, 0, sealed, &q->err);      /* it knows the sentence */
	if (q->err.rc != STIGE_OK)
		return;
	str_clear(sealed);
	seal_close(q->s->seal, place, bytes, n, sealed);
	bind_bytes(q, sealed->text, sealed->len, false);
}

/* ---- columns ---- */

bool stmt_is_null(const struct stmt *q, int column)
{
	return sqlite3_column_type(q->st, column) == SQLITE_NULL;
}

struct id stmt_col_id(struct stmt *q, int column)
{
	struct id id = { { 0 } };
	const void *bytes = sqlite3_column_blob(q->st, column);

	if (stmt_is_null(q, column))
		return id;
	if (bytes && sqlite3_column_bytes(q->st, column) == (int)sizeof(id.bytes))
		memcpy(id.bytes, bytes, sizeof(id.bytes));
	if (id_is_zero(&id))         /* no id is zero: none is NULL */
		stmt_damaged(q, column);
	return id;
}

int64_t stmt_col_int(struct stmt *q, int column)
{
	return sqlite3_column_int64(q->st, column);
}

const char *stmt_peek_text(struct stmt *q, int column)
{
	bool null = stmt_is_null(q, column);         /* before: a number that could not be written out says it is */
	const unsigned char *text = sqlite3_column_text(q->st, column);

	if (!text && !null)
		check(q, SQLITE_NOMEM);
	return text ? (const char *)text : "";
}

const char *stmt_col_text(struct stmt *q, int column, struct arena *a)
{
	return arena_strdup(a, stmt_peek_text(q, column));
}

int32_t stmt_col_date(struct stmt *q, int column)
{
	int32_t date = DATE_NONE;

	if (!stmt_is_null(q, column) && !date_parse(stmt_peek_text(q, column), &date))
		stmt_damaged(q, column);
	return date;
}

int64_t stmt_col_instant(struct stmt *q, int column)
{
	int64_t at = INSTANT_NONE;

	if (!stmt_is_null(q, column) && !instant_parse(stmt_peek_text(q, column), &at))
		stmt_damaged(q, column);
	return at;
}

unsigned stmt_col_word(struct stmt *q, int column, const struct words *words)
{
	unsigned value = 0;

	if (!words_find(words, stmt_peek_text(q, column), &value))
		stmt_damaged(q, column);
	return value;
}

const struct str *stmt_open_sealed(struct stmt *q, int column, const struct seal_place *place)
{
	const void *blob = sqlite3_column_blob(q->st, column);
	size_t n = (size_t)sqlite3_column_bytes(q->st, column);
	struct str *opened = &q->s->scratch;

	str_clear(opened);
	if (q->err.rc == STIGE_OK && !stmt_is_null(q, column) &&
	    seal_open(q->s->seal, place, blob, n, opened, &q->err) == STIGE_DATA && q->s->tx.depth == 0)
		keys_follow(q->s, &q->err);          /* not damaged, but sealed anew meanwhile? */
	return opened;
}

const char *stmt_col_sealed(struct stmt *q, int column, const struct seal_place *place, struct arena *a)
{
	const struct str *opened = stmt_open_sealed(q, column, place);

	return arena_strndup(a, opened->text, opened->len);
}

/* ---- the clear columns of a row ---- */

#define CLEAR_MARK '\x1f'            /* ends each; no text that is stored holds it */

void clear_text(struct str *out, const char *text)
{
	str_add(out, text ? text : "");
	str_addc(out, CLEAR_MARK);
}

void clear_id(struct str *out, const struct id *id)
{
	char hex[ID_HEX];

	clear_text(out, id_is_zero(id) ? "" : id_format(id, hex));
}

void clear_int(struct str *out, int64_t n)
{
	str_addf(out, "%lld", (long long)n);
	str_addc(out, CLEAR_MARK);
}

void clear_date(struct str *out, int32_t date)
{
	char text[DATE_TEXT];

	clear_text(out, date_format(date, text));
}

void clear_instant(struct str *out, int64_t at)
{
	char text[INSTANT_TEXT];

	clear_text(out, at == INSTANT_NONE ? "" : instant_format(at, text));
}

void clear_column(struct str *out, struct stmt *q, int column)
{
	struct id id;

	switch (sqlite3_column_type(q->st, column)) {
	case SQLITE_BLOB:
		id = stmt_col_id(q, column);
		clear_id(out, &id);
		break;
	case SQLITE_INTEGER:
		clear_int(out, stmt_col_int(q, column));
		break;
	default:
		clear_text(out, stmt_peek_text(q, column));
		break;
	}
}
