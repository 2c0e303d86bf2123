/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of this room share: cmocka, the shipped instrument, files of tests/data. */
#ifndef STIGE_TESTS_INSTRUMENT_SUPPORT_H
#define STIGE_TESTS_INSTRUMENT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/instrument/instrument.h"

static inline void source_path(struct str *path, const char *relative)
{
	const char *root = getenv("STIGE_SOURCE_ROOT");

	assert_non_null(root);
	file_join(path, root, relative);
}

static inline void read_source(struct str *bytes, const char *relative)
{
	struct str path = STR_INIT;
	struct err err = ERR_INIT;

	source_path(&path, relative);
	if (file_read(path.text, FILE_MOST, bytes, &err))
		fail_msg("%s", err.msg);
	str_release(&path);
}

static inline int open_instrument(void **state)
{
	struct str path = STR_INIT;
	struct instrument *i = NULL;
	struct err err = ERR_INIT;

	source_path(&path, "forms");
	if (instrument_open(path.text, 0, NULL, &i, &err)) {
		print_error("%s\n", err.msg);
		return -1;
	}
	str_release(&path);
	*state = i;
	return 0;
}

static inline int close_instrument(void **state)
{
	instrument_free(*state);
	return 0;
}

/* A repeatable stream of numbers (xorshift64*): tests say their seed and always draw the same cases. */
static inline uint32_t draw(uint64_t *seed, uint32_t bound)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (uint32_t)((*seed * 2685821657736338717u) >> 33) % bound;
}

#endif
