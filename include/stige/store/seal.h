/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every value that identifies or describes a person passes through here on its way into and
 * out of the file. Key version 0: the plain bytes with an 8-byte keyed hash in front, against
 * accident, not against a reader. Later versions encrypt, with the place as associated data,
 * so that a value moved to another row or column does not open.
 */
#ifndef STIGE_STORE_SEAL_H
#define STIGE_STORE_SEAL_H

#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/base/id.h"
#include "stige/base/str.h"

/* Where a sealed value lives; part of what is authenticated. */
struct seal_place {
	const char *table, *column;
	struct id row;
	const char *clear;               /* the row's clear columns that must not change under it, "" */
};

struct seal;                             /* the keys that are open */

struct seal *seal_new(void);             /* key version 0 */
void seal_free(struct seal *k);          /* wipes */
uint32_t seal_version(const struct seal *k);
void seal_close(const struct seal *k, const struct seal_place *place, const char *bytes, size_t n,
	struct str *out);
/* STIGE_DATA when it was changed, cut, or belongs elsewhere. Appends the opened bytes. */
enum stige_rc seal_open(const struct seal *k, const struct seal_place *place, const void *blob, size_t n,
	struct str *out, struct err *err);

#endif
