/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What stands on the outside of a bundle, before anything is verified: whatever the bytes, a sentence says no,
 * or the facts are such that they can be shown. The input's first byte chooses: 0 the rest is the whole file; 1
 * it stands behind the mark that bundles begin with.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "stige/base/bug.h"
#include "stige/exchange/bundle.h"
#include "stige/base/banned.h"

static const char *scratch(void)
{
	static char path[64];            /* made once, for a million runs */
	int fd;

	if (!path[0]) {
		snprintf(path, sizeof(path), "%s/stige-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
		fd = mkstemp(path);
		BUG_ON(fd < 0);
		close(fd);
	}
	return path;
}

static void leave(void)
{
	unlink(scratch());
}

static bool showable(const char code[8])
{
	size_t n = strnlen(code, 8);

	return n < 8 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?") == n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static bool registered;
	FILE *f = fopen(scratch(), "wb");
	struct bundle_facts facts;
	struct err err = ERR_INIT;

	if (!registered)
		atexit(leave);
	registered = true;
	BUG_ON(!f);
	if (n > 0 && bytes[0] % 2)
		BUG_ON(fwrite("stige bundle 1\n", 1, 16, f) != 16);
	if (n > 1)
		BUG_ON(fwrite(bytes + 1, 1, n - 1, f) != n - 1);
	BUG_ON(fclose(f) != 0);
	if (bundle_look(scratch(), &facts, &err) != STIGE_OK)
		BUG_ON(!err.msg[0]);
	else
		BUG_ON(!showable(facts.from_code) || !showable(facts.to_code) || facts.bytes == 0);
	return 0;
}
