/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>
#include <csv.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/csv/writer.h"
#include "guard.h"
#include "number.h"
#include "stige/base/banned.h"

#define FLUSH_AT ((size_t)32 << 10)
#define BOM "\xef\xbb\xbf"

static const struct {
	const char *name;
	char delimiter;
	char point;
	bool guards;                 /* texts against Excel */
	bool quotes_all;
	const char *head;
} dialects[] = {
	[CSV_EXACT] = { .name = "exact", .delimiter = ',', .point = '.', .quotes_all = true, .head = "" },
	[CSV_EXCEL_DA] = { .name = "excel-da", .delimiter = ';', .point = ',', .guards = true, .head = BOM },
};

bool csv_dialect_parse(const char *name, enum csv_dialect *ret)
{
	for (size_t i = 0; i < ARRAY_SIZE(dialects); i++) {
		if (str_eq(dialects[i].name, name)) {
			*ret = (enum csv_dialect)i;
			return true;
		}
	}
	return false;
}

const char *csv_dialect_name(enum csv_dialect dialect)
{
	return dialects[dialect].name;
}

/* ---- bytes out ---- */

static enum stige_rc write_str(void *state, const char *bytes, size_t n, struct err *err)
{
	(void)err;
	str_addn(state, bytes, n);
	return STIGE_OK;
}

static void flush(struct csv_writer *w)
{
	if (w->pending.len > 0 && w->err.rc == STIGE_OK) {
		enum stige_rc rc = w->sink.write(w->sink.state, w->pending.text, w->pending.len, &w->err);

		w->err.rc = rc;
	}
	str_clear(&w->pending);
}

void csv_writer_init(struct csv_writer *w, enum csv_dialect dialect, struct csv_sink sink)
{
	*w = (struct csv_writer){
		.dialect = dialect, .sink = sink,
		.pending = STR_INIT, .cell = STR_INIT, .err = ERR_INIT,
	};
	str_add(&w->pending, dialects[dialect].head);
}

void csv_writer_init_str(struct csv_writer *w, enum csv_dialect dialect, struct str *out)
{
	csv_writer_init(w, dialect, (struct csv_sink){ .write = write_str, .state = out });
}

enum stige_rc csv_writer_finish(struct csv_writer *w, struct err *err)
{
	enum stige_rc rc;

	BUG_ON(w->column != 0);
	flush(w);
	rc = w->err.rc;
	if (rc != STIGE_OK && err)
		*err = w->err;
	str_release(&w->pending);
	str_release(&w->cell);
	mem_free(w->quoted);
	return rc;
}

/* ---- one cell ---- */

static void add_quoted(struct csv_writer *w, const char *s, size_t n)
{
	if (!memchr(s, '"', n)) {
		str_addc(&w->pending, '"');
		str_addn(&w->pending, s, n);
		str_addc(&w->pending, '"');
		return;
	}
	w->quoted = mem_grow(w->quoted, &w->quoted_cap, 2 * n + 2, 1);
	str_addn(&w->pending, w->quoted, csv_write(w->quoted, w->quoted_cap, s, n));
}

/* Both delimiters, so that the first line leaves a reader no doubt; blanks, because some trim. */
static bool wants_quotes(const char *s, size_t n)
{
	return n > 0 && (s[0] == ' ' || s[n - 1] == ' ' || strpbrk(s, "\",;\r\n\t"));
}

static void put_cell(struct csv_writer *w, const char *s, bool quotes)
{
	size_t n = strlen(s);

	if (w->column++ > 0)
		str_addc(&w->pending, dialects[w->dialect].delimiter);
	quotes |= dialects[w->dialect].quotes_all;
	w->bare = w->column == 1 && n == 0 && !quotes;
	if (quotes)
		add_quoted(w, s, n);
	else
		str_addn(&w->pending, s, n);
}

struct csv_mark csv_mark_here(const struct csv_writer *w)
{
	return (struct csv_mark){ w->pending.len, w->column };
}

void csv_keep_cells(const struct csv_writer *w, struct csv_mark since, struct csv_kept *kept)
{
	str_clear(&kept->bytes);
	str_addn(&kept->bytes, w->pending.text + since.at, w->pending.len - since.at);
	kept->first = since.column;
	kept->cells = w->column;
}

void csv_put_kept(struct csv_writer *w, const struct csv_kept *kept)
{
	BUG_ON(w->column != kept->first);
	str_addn(&w->pending, kept->bytes.text, kept->bytes.len);
	w->column = kept->cells;
	w->bare = w->column == 1 && kept->bytes.len == 0;
}

void csv_end_row(struct csv_writer *w)
{
	if (w->bare)                 /* else a row of one empty cell would be a blank line */
		add_quoted(w, "", 0);
	w->bare = false;
	w->column = 0;
	str_addn(&w->pending, "\r\n", 2);
	if (w->pending.len >= FLUSH_AT)
		flush(w);
}

const char *csv_unguard(const char *cell)
{
	return *cell == '\'' ? cell + 1 : cell;
}

void csv_put_code(struct csv_writer *w, const char *code)
{
	const char *s = code ? code : "";

	put_cell(w, s, dialects[w->dialect].quotes_all || wants_quotes(s, strlen(s)));
}

void csv_put_text(struct csv_writer *w, const char *text)
{
	if (!text || !dialects[w->dialect].guards || !guard_needed(text)) {
		csv_put_code(w, text);
		return;
	}
	str_clear(&w->cell);
	str_addc(&w->cell, '\'');
	str_add(&w->cell, text);
	csv_put_code(w, w->cell.text);
}

/* A decimal comma needs no quotes where the semicolon divides. */
void csv_put_number(struct csv_writer *w, double number)
{
	str_clear(&w->cell);
	number_put(&w->cell, number, dialects[w->dialect].point);
	put_cell(w, w->cell.text, false);
}

void csv_put_integer(struct csv_writer *w, int64_t number)
{
	str_clear(&w->cell);
	str_addf(&w->cell, "%" PRId64, number);
	put_cell(w, w->cell.text, false);
}

void csv_put_date(struct csv_writer *w, int32_t days)
{
	char text[DATE_TEXT];

	put_cell(w, date_format(days, text), false);
}

void csv_put_instant(struct csv_writer *w, int64_t at)
{
	char text[INSTANT_TEXT];

	put_cell(w, w->dialect == CSV_EXACT ? instant_format(at, text) : instant_format_local(at, text),
		false);
}

void csv_put_empty(struct csv_writer *w)
{
	put_cell(w, "", false);
}
