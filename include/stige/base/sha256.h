/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 (FIPS 180-4): names a form by its canonical text. Not for keys or passphrases.
 */
#ifndef STIGE_BASE_SHA256_H
#define STIGE_BASE_SHA256_H

#include <stddef.h>

#define SHA256_BYTES 32
#define SHA256_HEX 65                /* 64 lower-case hex digits and the NUL */

void sha256(const void *bytes, size_t n, unsigned char ret_digest[SHA256_BYTES]);
char *sha256_hex(const void *bytes, size_t n, char out[SHA256_HEX]);     /* returns out */

#endif
