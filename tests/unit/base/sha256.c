/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/id.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/base/banned.h"

/* FIPS 180-4's examples and NIST's long message. */
static void nist_vectors(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
		{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
			"nopqrstu", "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
	};
	char hex[SHA256_HEX];

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_string_equal(sha256_hex(cases[i].text, strlen(cases[i].text), hex), cases[i].want);
}

static void a_million_letters(void **state)
{
	const size_t n = 1000000;
	char *a = mem_alloc(n), hex[SHA256_HEX];

	(void)state;
	memset(a, 'a', n);
	assert_string_equal(sha256_hex(a, n, hex), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
	mem_free(a);
}

/* Lengths around the block's end, where the padding goes from one block to two. */
static void lengths_around_the_padding(void **state)
{
	static const struct {
		size_t n;
		const char *want;
	} cases[] = {
		{ 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318" },
		{ 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a" },
		{ 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb" },
	};
	char a[64], hex[SHA256_HEX];

	(void)state;
	memset(a, 'a', sizeof(a));
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++)
		assert_string_equal(sha256_hex(a, cases[i].n, hex), cases[i].want);
}

/* In C and by the processor, at once and in pieces of every size: one digest for each length. */
static void pieces_and_ways_agree(void **state)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 7);
	unsigned char bytes[600];
	char whole[SHA256_HEX], hex[SHA256_HEX];

	(void)state;
	random.fill(random.state, bytes, sizeof(bytes));
	for (size_t n = 0; n <= sizeof(bytes); n++) {
		sha256_hex(bytes, n, whole);
		for (unsigned way = 0; way < 2; way++) {
			struct sha256 s;
			size_t at = 0;

			sha256_begin(&s);
			s.by_cpu = s.by_cpu && way;
			while (at < n) {
				size_t piece = random_below(&random, (uint32_t)(n - at) + 1);

				sha256_add(&s, bytes + at, piece);
				at += piece;
			}
			assert_string_equal(sha256_end_hex(&s, hex), whole);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nist_vectors), cmocka_unit_test(a_million_letters),
		cmocka_unit_test(lengths_around_the_padding), cmocka_unit_test(pieces_and_ways_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
