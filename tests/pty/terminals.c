/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pty-terminals STIGE FORMS: whatever TERM says, the same pages stand on the glass. Each description of a terminal
 * sends its own codes, and some of them are made shorter (term/curses_type.c); what comes of them must be what
 * xterm-256color's make: letters, cursor, and what is in reverse.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/mem.h"
#include "vt.h"
#include "stige/base/banned.h"

enum { ROWS = 24, COLS = 80 };

static const char *stige, *forms;

/* The first page, the caseload and a step in it, a client, the plan, back, the palette, help. */
static const char *const keys[] = { "Esc", "Down", "Down", "Up", "Enter", "3", "Esc", "Down", ":", "Esc", "?", "Esc" };

struct page {
	struct str text;                 /* rows, then the cursor's place, then a letter for each cell in reverse */
};

static void take(const struct vt *vt, struct page *ret)
{
	int row, col;

	str_init(&ret->text);
	vt_text(vt, &ret->text);
	vt_cursor(vt, &row, &col);
	str_addf(&ret->text, "cursor %d,%d\n", row, col);
	for (row = 0; row < ROWS; row++) {
		for (col = 0; col < COLS; col++)
			str_addc(&ret->text, vt_cell(vt, row, col).reverse ? 'R' : '.');
		str_addc(&ret->text, '\n');
	}
}

static void walk(const char *term, struct page pages[ARRAY_SIZE(keys) + 1])
{
	char name[64];
	const char *const env[] = { name, "LC_ALL=C.UTF-8", "LANGUAGE=da", "TZ=Europe/Copenhagen",
		"HOME=/nonexistent", NULL };
	const char *const argv[] = { stige, "demo", "--forms", forms, "--now", "2026-11-22T09:30", "--spark", "digits",
		NULL };
	struct vt *vt;

	snprintf(name, sizeof(name), "TERM=%s", term);
	vt = vt_start(&(struct vt_options){ .argv = argv, .env = env, .rows = ROWS, .cols = COLS });
	assert_non_null(vt);
	if (!vt_wait(vt))
		fail_msg("it does not start with TERM=%s", term);
	take(vt, &pages[0]);
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		if (!vt_key(vt, keys[i]))
			fail_msg("no frame after %s with TERM=%s", keys[i], term);
		take(vt, &pages[i + 1]);
	}
	vt_free(vt);
}

static void release(struct page pages[ARRAY_SIZE(keys) + 1])
{
	for (size_t i = 0; i <= ARRAY_SIZE(keys); i++)
		str_release(&pages[i].text);
}

static void every_terminal_shows_the_same(void **state)
{
	static const char *const terms[] = { "xterm", "xterm-mono", "xterm-vt220", "screen", "screen-256color", "tmux",
		"tmux-256color", "linux", "vt100", "vt220", "rxvt" };
	struct page known[ARRAY_SIZE(keys) + 1], pages[ARRAY_SIZE(keys) + 1];

	(void)state;
	walk("xterm-256color", known);
	for (size_t i = 0; i < ARRAY_SIZE(terms); i++) {
		walk(terms[i], pages);
		for (size_t k = 0; k <= ARRAY_SIZE(keys); k++)
			if (!str_eq(pages[k].text.text, known[k].text.text))
				fail_msg("TERM=%s, after %s:\n%s\ninstead of\n%s", terms[i], k ? keys[k - 1] : "the start",
					pages[k].text.text, known[k].text.text);
		release(pages);
	}
	/* The control: the pages are not all one. */
	assert_string_not_equal(known[0].text.text, known[1].text.text);
	assert_string_not_equal(known[1].text.text, known[2].text.text);
	release(known);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_terminal_shows_the_same) };

	if (argc != 3)
		return 64;
	stige = argv[1];
	forms = argv[2];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
