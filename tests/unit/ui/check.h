/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the ui share: reading a canvas back. */
#ifndef UNIT_UI_CHECK_H
#define UNIT_UI_CHECK_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "stige/base/str.h"
#include "stige/ui/canvas.h"
#include "stige/ui/keys.h"

static inline void check_row(const struct canvas *c, int row, const char *expected)
{
	struct str text = STR_INIT;

	canvas_row_text(c, row, &text);
	assert_string_equal(text.text, expected);
	str_release(&text);
}

static inline void check_role(const struct canvas *c, int row, int col, enum canvas_role role)
{
	assert_int_equal(canvas_role_letter((enum canvas_role)canvas_at(c, row, col)->role),
		canvas_role_letter(role));
}

static inline void check_cursor(const struct canvas *c, int row, int col)
{
	int r, k;

	canvas_get_cursor(c, &r, &k);
	assert_int_equal(r, row);
	assert_int_equal(k, col);
}

static inline struct key key_named(const char *name)
{
	struct key key = { .code = KC_NONE };

	assert_true(key_parse(name, &key));
	return key;
}

#endif
