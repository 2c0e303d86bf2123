/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/sha256.h"

#include <string.h>

#include "sha256_blocks.h"
#include "stige/base/banned.h"

enum { LENGTH_AT = 56 };

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const uint32_t sha256_constants[SHA256_ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, unsigned n)
{
	return (x >> n) | (x << (32 - n));
}

static uint32_t load(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static void store(unsigned char *p, uint32_t x)
{
	p[0] = (unsigned char)(x >> 24);
	p[1] = (unsigned char)(x >> 16);
	p[2] = (unsigned char)(x >> 8);
	p[3] = (unsigned char)x;
}

static void schedule(uint32_t w[SHA256_ROUNDS], const unsigned char *block)
{
	for (size_t i = 0; i < 16; i++)
		w[i] = load(block + 4 * i);
	for (size_t i = 16; i < SHA256_ROUNDS; i++) {
		uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
		uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10);

		w[i] = w[i - 16] + s0 + w[i - 7] + s1;
	}
}

/* One round of FIPS 180-4, 6.2.2. Only d and h change: in the next round they have other names. */
static inline void round_of(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f, uint32_t g,
	uint32_t *h, uint32_t word)
{
	uint32_t t1 = *h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + (g ^ (e & (f ^ g))) + word;

	*d += t1;
	*h = t1 + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) | (c & (a | b)));
}

static void compress(uint32_t h[8], const unsigned char *block)
{
	uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], i = h[7];
	uint32_t w[SHA256_ROUNDS];

	schedule(w, block);
	for (size_t k = 0; k < SHA256_ROUNDS; k += 8) {
		round_of(a, b, c, &d, e, f, g, &i, w[k] + sha256_constants[k]);
		round_of(i, a, b, &c, d, e, f, &g, w[k + 1] + sha256_constants[k + 1]);
		round_of(g, i, a, &b, c, d, e, &f, w[k + 2] + sha256_constants[k + 2]);
		round_of(f, g, i, &a, b, c, d, &e, w[k + 3] + sha256_constants[k + 3]);
		round_of(e, f, g, &i, a, b, c, &d, w[k + 4] + sha256_constants[k + 4]);
		round_of(d, e, f, &g, i, a, b, &c, w[k + 5] + sha256_constants[k + 5]);
		round_of(c, d, e, &f, g, i, a, &b, w[k + 6] + sha256_constants[k + 6]);
		round_of(b, c, d, &e, f, g, i, &a, w[k + 7] + sha256_constants[k + 7]);
	}
	h[0] += a;
	h[1] += b;
	h[2] += c;
	h[3] += d;
	h[4] += e;
	h[5] += f;
	h[6] += g;
	h[7] += i;
}

void sha256_blocks(uint32_t h[8], const unsigned char *p, size_t blocks)
{
	for (; blocks > 0; blocks--, p += SHA256_BLOCK)
		compress(h, p);
}

static void add_blocks(struct sha256 *s, const unsigned char *p, size_t blocks)
{
	if (s->by_cpu)
		sha256_cpu_blocks(s->h, p, blocks);
	else
		sha256_blocks(s->h, p, blocks);
}

void sha256_begin(struct sha256 *s)
{
	/* The fractional parts of the square roots of the first eight primes. */
	static const uint32_t first[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};

	memcpy(s->h, first, sizeof(first));
	s->bytes = 0;
	s->by_cpu = sha256_cpu_can();
}

void sha256_add(struct sha256 *s, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	size_t held = s->bytes % SHA256_BLOCK, fill = SHA256_BLOCK - held;

	if (n == 0)
		return;
	s->bytes += n;
	if (n < fill) {
		memcpy(s->part + held, p, n);
		return;
	}
	if (held > 0) {
		memcpy(s->part + held, p, fill);
		add_blocks(s, s->part, 1);
		p += fill;
		n -= fill;
	}
	add_blocks(s, p, n / SHA256_BLOCK);
	memcpy(s->part, p + n / SHA256_BLOCK * SHA256_BLOCK, n % SHA256_BLOCK);
}

void sha256_end(struct sha256 *s, unsigned char ret_digest[SHA256_BYTES])
{
	unsigned char last[2 * SHA256_BLOCK] = { 0 };
	size_t held = s->bytes % SHA256_BLOCK, tail = held < LENGTH_AT ? SHA256_BLOCK : 2 * SHA256_BLOCK;
	uint64_t bits = s->bytes * 8;

	memcpy(last, s->part, held);
	last[held] = 0x80;
	store(last + tail - 8, (uint32_t)(bits >> 32));
	store(last + tail - 4, (uint32_t)bits);
	add_blocks(s, last, tail / SHA256_BLOCK);
	for (size_t i = 0; i < 8; i++)
		store(ret_digest + 4 * i, s->h[i]);
}

char *sha256_end_hex(struct sha256 *s, char out[SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[SHA256_BYTES];

	sha256_end(s, digest);
	for (size_t i = 0; i < SHA256_BYTES; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[SHA256_HEX - 1] = '\0';
	return out;
}

char *sha256_hex(const void *bytes, size_t n, char out[SHA256_HEX])
{
	struct sha256 s;

	sha256_begin(&s);
	sha256_add(&s, bytes, n);
	return sha256_end_hex(&s, out);
}
