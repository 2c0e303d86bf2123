/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdalign.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/arena.h"
#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* Pieces of all sizes: zeroed, aligned, and none overlaps another. */
static void pieces_stay_apart(void **state)
{
	static const size_t pieces = 2000;
	struct random_seeded seeded;
	struct random r = random_seeded_init(&seeded, 4);
	struct arena a = ARENA_INIT;
	unsigned char **at = mem_array(pieces, sizeof(*at));
	size_t *size = mem_array(pieces, sizeof(*size));

	(void)state;
	for (size_t i = 0; i < pieces; i++) {
		size[i] = random_below(&r, 50) == 0 ? random_below(&r, 200000) : random_below(&r, 100);
		at[i] = arena_alloc(&a, size[i]);
		assert_int_equal((uintptr_t)at[i] % alignof(max_align_t), 0);
		for (size_t k = 0; k < size[i]; k++)
			assert_int_equal(at[i][k], 0);
		memset(at[i], (int)(i % 255) + 1, size[i]);
	}
	for (size_t i = 0; i < pieces; i++)
		for (size_t k = 0; k < size[i]; k++)
			if (at[i][k] != i % 255 + 1)
				fail_msg("piece %zu was written over", i);
	arena_release(&a);
	assert_null(a.head);
	mem_free(at);
	mem_free(size);
}

static void copies_texts(void **state)
{
	struct arena a = ARENA_INIT;
	char *long_text;

	(void)state;
	assert_null(arena_strdup(&a, NULL));
	assert_null(arena_strndup(&a, NULL, 3));
	assert_string_equal(arena_strdup(&a, "abc"), "abc");
	assert_string_equal(arena_strndup(&a, "abc", 2), "ab");
	assert_string_equal(arena_strndup(&a, "abc", 20), "abc");
	assert_string_equal(arena_printf(&a, "%s-%04d", "NB", 42), "NB-0042");
	long_text = arena_printf(&a, "%0100000d", 7);
	assert_int_equal(strlen(long_text), 100000);
	arena_release(&a);
	assert_string_equal(arena_strdup(&a, "again"), "again");
	arena_release(&a);
}

static void arrays_are_zeroed(void **state)
{
	struct arena a = ARENA_INIT;
	int *numbers = arena_array(&a, 1000, sizeof(*numbers));

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], 0);
	assert_non_null(arena_array(&a, 0, sizeof(*numbers)));
	arena_release(&a);
}

static void memory_grows_by_doubling(void **state)
{
	size_t cap = 0;
	int *p = NULL;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		p = mem_grow(p, &cap, i + 1, sizeof(*p));
		assert_true(cap > i);
		p[i] = (int)i;
	}
	assert_int_equal(cap, 1024);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(p[i], i);
	mem_free(p);
	mem_free(NULL);
}

static void memory_is_zeroed_and_never_null(void **state)
{
	unsigned char *p = mem_array(100, 3);
	char *text = mem_strndup("abcdef", 3);

	(void)state;
	for (size_t i = 0; i < 300; i++)
		assert_int_equal(p[i], 0);
	assert_string_equal(text, "abc");
	mem_free(p);
	mem_free(text);
	p = mem_alloc(0);
	assert_non_null(p);
	mem_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_stay_apart),
		cmocka_unit_test(copies_texts),
		cmocka_unit_test(arrays_are_zeroed),
		cmocka_unit_test(memory_grows_by_doubling),
		cmocka_unit_test(memory_is_zeroed_and_never_null),
	};

	return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
