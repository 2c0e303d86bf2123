/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The 512 bytes behind a backup: "stige backup 1", its name, when it was made, the SHA-256 of the
 * database and of these lines. SQLite does not look behind the last page it knows of.
 */
#ifndef STORE_TRAILER_H
#define STORE_TRAILER_H

#include <sodium.h>

#include "stige/base/err.h"
#include "stige/base/str.h"

#define TRAILER_BYTES 512
#define TRAILER_NAME_MOST 200

/* What a name may be: no control characters, not too long. */
bool trailer_name_ok(const char *name);
/* Behind the file at `path`, which will get the name `name`. */
enum stige_rc trailer_append(const char *path, const char *name, int64_t made, struct err *err);
/*
 * The last bytes of a file against the hash state of all before them. path names the file in
 * sentences and must end in the name it was made under.
 */
enum stige_rc trailer_check(const char bytes[TRAILER_BYTES], crypto_hash_sha256_state *hash, const char *path,
	int64_t *ret_made, struct err *err);
/* The last component of a path. */
const char *trailer_name(const char *path);

#endif
