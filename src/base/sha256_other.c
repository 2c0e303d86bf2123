/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sha256_blocks.h"

#include "stige/base/bug.h"
#include "stige/base/banned.h"

bool sha256_cpu_can(void)
{
	return false;
}

void sha256_cpu_blocks(uint32_t h[8], const unsigned char *p, size_t blocks)
{
	(void)h;
	(void)p;
	(void)blocks;
	BUG_ON(true);
}
