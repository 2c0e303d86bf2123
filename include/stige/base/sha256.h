/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 (FIPS 180-4): names a form by its canonical text and a file on its way out by its bytes. Not for
 * keys or passphrases.
 */
#ifndef STIGE_BASE_SHA256_H
#define STIGE_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHA256_BYTES 32
#define SHA256_HEX 65                /* 64 lower-case hex digits and the NUL */

/* Piece by piece: begin, any number of add, one end. */
struct sha256 {
	uint32_t h[8];
	unsigned char part[64];          /* of a block that is not whole yet */
	uint64_t bytes;
	bool by_cpu;                     /* the processor has instructions for it */
};

void sha256_begin(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *bytes, size_t n);
void sha256_end(struct sha256 *s, unsigned char ret_digest[SHA256_BYTES]);
char *sha256_end_hex(struct sha256 *s, char out[SHA256_HEX]);            /* returns out */

char *sha256_hex(const void *bytes, size_t n, char out[SHA256_HEX]);     /* at once; returns out */

#endif
