/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stream against the reader of whole texts: the same rows, places, faults and encodings, wherever blocks end. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/csv/stream.h"
#include "stige/base/banned.h"

enum { BLOCK = 64 << 10, TEXTS = 150, PIECES = 60000 };

static char *write_text(const char *bytes, size_t n)
{
	char *path = mem_strdup("/tmp/stige-stream-XXXXXX");
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
	close(fd);
	return path;
}

static void same_row(const struct csv_row *a, const struct csv_row *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->line, b->line);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->cells[i].text, b->cells[i].text);
		assert_int_equal(a->cells[i].line, b->cells[i].line);
		assert_int_equal(a->cells[i].column, b->cells[i].column);
		assert_int_equal(a->cells[i].quoted, b->cells[i].quoted);
	}
}

static void same_rows(struct csv_stream *s, const struct csv_table *t)
{
	const struct csv_row *row;
	size_t n = 0;

	while ((row = csv_stream_next(s))) {
		assert_true(n < t->count);
		same_row(row, &t->rows[n++]);
	}
	assert_int_equal(csv_stream_why(s, NULL), STIGE_OK);
	assert_int_equal(n, t->count);
}

/* Returns whether the text was in order. */
static bool compare(const char *bytes, size_t n)
{
	struct err whole = ERR_INIT, streamed = ERR_INIT;
	char *path = write_text(bytes, n);
	struct csv_stream *s;
	struct csv_table t;
	enum stige_rc want = csv_read_file(&t, path, NULL, NULL, &whole);
	enum stige_rc rc = csv_stream_new(&s, path, NULL, &streamed);

	if (want == STIGE_OK) {
		assert_int_equal(rc, STIGE_OK);
		same_rows(s, &t);
		assert_int_equal(csv_stream_encoding(s), t.encoding);
		csv_stream_rewind(s);
		same_rows(s, &t);
	} else {
		while (rc == STIGE_OK && csv_stream_next(s))
			;
		assert_int_equal(rc == STIGE_OK ? csv_stream_why(s, &streamed) : rc, want);
		assert_string_equal(streamed.msg, whole.msg);
	}
	csv_stream_free(s);
	csv_table_release(&t);
	unlink(path);
	mem_free(path);
	return want == STIGE_OK;
}

/* Some hundred kilobytes of what could matter, quotes mostly as they should be. */
static void random_text(struct random *r, bool latin, struct str *out)
{
	static const char *const pieces[] = {
		",", ",", ";", "\n", "\r\n", "\r", "a", "bcd", "\"x,y\"", "\"\"", "\"a\"\"b\"", "\"\n\"", "\"\r\n;\"",
		"æ", "\u20ac", "\U0001f600", " ", "12",
	};
	size_t n = 1000 + random_below(r, PIECES);
	bool closed = false;

	for (size_t i = 0; i < n; i++) {
		const char *piece = pieces[random_below(r, ARRAY_SIZE(pieces))];

		/* A quoted cell stands alone between marks. */
		if (*piece == '"' || closed)
			str_add(out, ",");
		closed = *piece == '"';
		str_add(out, latin && (*piece & 0x80) ? "\xf8" : piece);
	}
}

enum { FAULTS = 4 };

/* At most one: of two the stream tells the first, the reader of a whole that of the encoding. */
static void add_fault(size_t which, struct str *text)
{
	static const struct {
		const char *bytes;
		size_t n;
	} faults[FAULTS] = { { ",a\"b", 4 }, { ",\"never closed", 14 }, { ",a\0b", 4 }, { ",\x81", 2 } };

	if (which < FAULTS)
		str_addn(text, faults[which].bytes, faults[which].n);
}

static void random_texts_come_alike(void **state)
{
	struct random_seeded seed;
	struct random r = random_seeded_init(&seed, 64);
	size_t fine = 0;

	(void)state;
	for (size_t i = 0; i < TEXTS; i++) {
		struct str text = STR_INIT;

		if (random_below(&r, 4) == 0)
			str_add(&text, "\xef\xbb\xbf");
		random_text(&r, random_below(&r, 3) == 0, &text);
		add_fault(random_below(&r, 2 * FAULTS), &text);
		fine += compare(text.text, text.len);
		str_release(&text);
	}
	/* Both kinds came up. */
	assert_in_range(fine, TEXTS / 5, TEXTS - TEXTS / 5);
}

/* Each mark on, before and after the end of a block. */
static void marks_at_the_end_of_a_block(void **state)
{
	static const char *const marks[] = {
		"\r\n", "\"q\"", "\"a\"\"b\"", "æ", "\U0001f600", ",", "\n", "\"\r\n\"", "\xff", "", "\"", "x\"y",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		for (size_t back = 0; back < 6; back++) {
			struct str text = STR_INIT;

			str_add(&text, "h,i\n");
			while (text.len < BLOCK - back - 1)
				str_add(&text, text.len % 64 ? "z" : "\n");
			str_add(&text, ",");
			str_add(&text, marks[i]);
			compare(text.text, text.len);
			str_add(&text, ",end\nlast,row");
			compare(text.text, text.len);
			str_release(&text);
		}
}

static void what_cannot_be_read(void **state)
{
	struct csv_stream *s;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(csv_stream_new(&s, "/nowhere/at/all", NULL, &err), STIGE_NOINPUT);
	csv_stream_free(s);
	assert_int_equal(csv_stream_new(&s, "/", NULL, &err), STIGE_NOINPUT);
	csv_stream_free(s);
	assert_true(compare("", 0));
	assert_true(compare("\n", 1));
	assert_true(compare("a,", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_texts_come_alike),
		cmocka_unit_test(marks_at_the_end_of_a_block),
		cmocka_unit_test(what_cannot_be_read),
	};

	return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
