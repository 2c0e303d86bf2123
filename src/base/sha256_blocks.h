/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What SHA-256 does to whole blocks: in C for any machine, and by the processor's own instructions where
 * it has them (sha256_x86.c; elsewhere sha256_other.c says that it has none). Both come to the same.
 */
#ifndef BASE_SHA256_BLOCKS_H
#define BASE_SHA256_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHA256_BLOCK = 64, SHA256_ROUNDS = 64 };

extern const uint32_t sha256_constants[SHA256_ROUNDS];

void sha256_blocks(uint32_t h[8], const unsigned char *p, size_t blocks);

bool sha256_cpu_can(void);
/* Only where it can. */
void sha256_cpu_blocks(uint32_t h[8], const unsigned char *p, size_t blocks);

#endif
