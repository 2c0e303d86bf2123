/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/id.h"
#include "stige/base/banned.h"

static uint64_t rotate(uint64_t x, int k)
{
	return (x << k) | (x >> (64 - k));
}

/* xoshiro256** 1.0 (Blackman and Vigna, public domain). */
static uint64_t next_word(struct random_seeded *state)
{
	uint64_t *s = state->s;
	uint64_t word = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return word;
}

/* Lowest byte first, so that a seed gives the same bytes on every machine. */
static void seeded_fill(void *state, void *buf, size_t n)
{
	unsigned char *out = buf;

	for (size_t i = 0; i < n; ) {
		uint64_t word = next_word(state);

		for (int k = 0; k < 8 && i < n; k++, i++, word >>= 8)
			out[i] = (unsigned char)(word & 0xff);
	}
}

/* splitmix64 spreads the seed over the state: no seed leaves it all zero. */
static uint64_t spread(uint64_t *seed)
{
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

struct random random_seeded_init(struct random_seeded *state, uint64_t seed)
{
	for (int i = 0; i < 4; i++)
		state->s[i] = spread(&seed);
	return (struct random){ .fill = seeded_fill, .state = state };
}

static uint32_t random_word(struct random *r)
{
	unsigned char b[4];

	r->fill(r->state, b, sizeof(b));
	return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

uint32_t random_below(struct random *r, uint32_t bound)
{
	uint32_t word, over;

	BUG_ON(bound == 0);
	/* 2^32 mod bound: the tail that would favour small numbers. */
	over = (UINT32_MAX - bound + 1) % bound;
	do
		word = random_word(r);
	while (word > UINT32_MAX - over);
	return word % bound;
}

struct id id_make(struct random *r)
{
	struct id id;

	r->fill(r->state, id.bytes, sizeof(id.bytes));
	return id;
}

bool id_eq(const struct id *a, const struct id *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

bool id_is_zero(const struct id *id)
{
	static const struct id zero;

	return id_eq(id, &zero);
}

char *id_format(const struct id *id, char out[ID_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < sizeof(id->bytes); i++) {
		out[2 * i] = digits[id->bytes[i] >> 4];
		out[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	out[ID_HEX - 1] = '\0';
	return out;
}

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool id_parse(const char *hex, struct id *ret)
{
	struct id id;

	if (!hex || strlen(hex) != ID_HEX - 1)
		return false;
	for (size_t i = 0; i < sizeof(id.bytes); i++) {
		int high = nibble(hex[2 * i]), low = nibble(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id.bytes[i] = (uint8_t)(high << 4 | low);
	}
	*ret = id;
	return true;
}
