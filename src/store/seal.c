/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Key version 0. The tag is a SipHash of the bytes under a key that the value's place makes:
 * each part of the place is hashed under the hash of the parts before it, so that no two
 * places can run together, and nothing has to be copied.
 */
#include <string.h>

#include <sodium.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/seal.h"
#include "stige/base/banned.h"

#define TAG_BYTES crypto_shorthash_BYTES

/* Not secret: version 0 guards against accident only. */
static const unsigned char plain_key[crypto_shorthash_KEYBYTES] = "stige seal v. 0";

struct seal {
	uint32_t version;
};

struct seal *seal_new(void)
{
	struct seal *k;

	if (sodium_init() < 0)
		return NULL;
	k = mem_alloc(sizeof(*k));
	k->version = 0;
	return k;
}

void seal_free(struct seal *k)
{
	if (!k)
		return;
	sodium_memzero(k, sizeof(*k));
	mem_free(k);
}

uint32_t seal_version(const struct seal *k)
{
	return k->version;
}

/* The next link: hash of `bytes` under the link before. */
static void fold(unsigned char link[TAG_BYTES], const void *bytes, size_t n)
{
	unsigned char key[crypto_shorthash_KEYBYTES];

	memcpy(key, plain_key, sizeof(key));
	memcpy(key + sizeof(key) - TAG_BYTES, link, TAG_BYTES);
	crypto_shorthash(link, bytes, n, key);
}

static void make_tag(const struct seal *k, const struct seal_place *place, const void *bytes, size_t n,
	unsigned char tag[TAG_BYTES])
{
	const unsigned char version[4] = {
		(unsigned char)(k->version & 0xff), (unsigned char)(k->version >> 8 & 0xff),
		(unsigned char)(k->version >> 16 & 0xff), (unsigned char)(k->version >> 24 & 0xff),
	};

	memset(tag, 0, TAG_BYTES);
	fold(tag, version, sizeof(version));
	fold(tag, place->table, strlen(place->table));
	fold(tag, place->column, strlen(place->column));
	fold(tag, place->row.bytes, sizeof(place->row.bytes));
	fold(tag, place->clear, strlen(place->clear));
	fold(tag, bytes, n);
}

void seal_close(const struct seal *k, const struct seal_place *place, const char *bytes, size_t n,
	struct str *out)
{
	unsigned char tag[TAG_BYTES];

	make_tag(k, place, bytes, n, tag);
	str_addn(out, (const char *)tag, sizeof(tag));
	str_addn(out, bytes, n);
}

enum stige_rc seal_open(const struct seal *k, const struct seal_place *place, const void *blob, size_t n,
	struct str *out, struct err *err)
{
	const unsigned char *sealed = blob;
	unsigned char tag[TAG_BYTES];
	char row[ID_HEX];

	if (n >= TAG_BYTES) {
		make_tag(k, place, sealed + TAG_BYTES, n - TAG_BYTES, tag);
		if (sodium_memcmp(tag, sealed, TAG_BYTES) == 0) {
			str_addn(out, (const char *)sealed + TAG_BYTES, n - TAG_BYTES);
			return STIGE_OK;
		}
	}
	return err_set(err, STIGE_DATA,
		_("the value of %s.%s in row %s was damaged or moved; run `stige check` and go back to a "
		"backup"),
		place->table, place->column, id_format(&place->row, row));
}
