/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Key version 0. The tag is a SipHash of the bytes under a key that the value's place makes:
 * each part of the place is hashed under the hash of the parts before it, so that no two
 * places can run together, and nothing has to be copied.
 *
 * From version 1 on the place is the associated data of the cipher, each part with its length.
 * A value is nonce, ciphertext, tag.
 */
#include <string.h>

#include <sodium.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/seal.h"
#include "stige/base/banned.h"

#define TAG_BYTES crypto_shorthash_BYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define MAC_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define STEP 64                      /* bytes; what a value's length may tell */

/* Not secret: version 0 guards against accident only. */
static const unsigned char plain_key[crypto_shorthash_KEYBYTES] = "stige seal v. 0";

struct seal {
	uint32_t version;
	unsigned char *key;          /* sodium's guarded memory; NULL = none is open */
	struct str place;            /* associated data on its way */
};

_Static_assert(SEAL_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "the cipher's key");

struct seal *seal_new(void)
{
	struct seal *k;

	if (sodium_init() < 0)
		return NULL;
	k = mem_alloc(sizeof(*k));
	str_init(&k->place);
	return k;
}

void seal_free(struct seal *k)
{
	if (!k)
		return;
	sodium_free(k->key);
	str_release(&k->place);
	mem_free(k);
}

void seal_expect(struct seal *k, uint32_t version)
{
	sodium_free(k->key);
	k->key = NULL;
	k->version = version;
}

void seal_unlock(struct seal *k, const unsigned char key[SEAL_KEY])
{
	BUG_ON(k->version == 0);
	if (!k->key)
		k->key = sodium_malloc(SEAL_KEY);
	if (!k->key)
		bug_oom();
	memcpy(k->key, key, SEAL_KEY);
}

uint32_t seal_version(const struct seal *k)
{
	return k->version;
}

bool seal_locked(const struct seal *k)
{
	return k->version > 0 && !k->key;
}

const unsigned char *seal_key(const struct seal *k)
{
	return k->key;
}

static void number_bytes(uint32_t n, unsigned char out[4])
{
	for (size_t i = 0; i < 4; i++, n >>= 8)
		out[i] = (unsigned char)(n & 0xff);
}

/* ---- version 0 ---- */

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
	unsigned char version[4];

	number_bytes(k->version, version);
	memset(tag, 0, TAG_BYTES);
	fold(tag, version, sizeof(version));
	fold(tag, place->table, strlen(place->table));
	fold(tag, place->column, strlen(place->column));
	fold(tag, place->row.bytes, sizeof(place->row.bytes));
	fold(tag, place->clear, strlen(place->clear));
	fold(tag, bytes, n);
}

static void close_plain(const struct seal *k, const struct seal_place *place, const char *bytes, size_t n,
	struct str *out)
{
	unsigned char tag[TAG_BYTES];

	make_tag(k, place, bytes, n, tag);
	str_addn(out, (const char *)tag, sizeof(tag));
	str_addn(out, bytes, n);
}

static bool open_plain(const struct seal *k, const struct seal_place *place, const unsigned char *sealed,
	size_t n, struct str *out)
{
	unsigned char tag[TAG_BYTES];

	if (n < TAG_BYTES)
		return false;
	make_tag(k, place, sealed + TAG_BYTES, n - TAG_BYTES, tag);
	if (sodium_memcmp(tag, sealed, TAG_BYTES) != 0)
		return false;
	str_addn(out, (const char *)sealed + TAG_BYTES, n - TAG_BYTES);
	return true;
}

/* ---- from version 1 on ---- */

static void add_part(struct str *out, const void *bytes, size_t n)
{
	unsigned char length[4];

	number_bytes((uint32_t)n, length);
	str_addn(out, (const char *)length, sizeof(length));
	str_addn(out, bytes, n);
}

static void set_place(struct seal *k, const struct seal_place *place)
{
	unsigned char version[4];

	number_bytes(k->version, version);
	str_clear(&k->place);
	add_part(&k->place, version, sizeof(version));
	add_part(&k->place, place->table, strlen(place->table));
	add_part(&k->place, place->column, strlen(place->column));
	add_part(&k->place, place->row.bytes, sizeof(place->row.bytes));
	add_part(&k->place, place->clear, strlen(place->clear));
}

/* In place: the text is copied behind room for the nonce, padded, and turned into ciphertext there. */
static void close_secret(struct seal *k, const struct seal_place *place, const char *bytes, size_t n,
	struct str *out)
{
	static const char zeros[STEP];
	unsigned char nonce[NONCE_BYTES], mac[MAC_BYTES];
	size_t start = out->len + NONCE_BYTES, padded = (n / STEP + 1) * STEP;
	unsigned char *text;

	set_place(k, place);
	randombytes_buf(nonce, sizeof(nonce));
	str_addn(out, (const char *)nonce, sizeof(nonce));
	str_addn(out, bytes, n);
	str_addc(out, '\x80');               /* where the text ends; ISO 7816-4, as sodium_unpad reads it */
	str_addn(out, zeros, padded - n - 1);
	text = (unsigned char *)out->text + start;
	crypto_aead_xchacha20poly1305_ietf_encrypt_detached(text, mac, NULL, text, padded,
		(const unsigned char *)k->place.text, k->place.len, NULL, nonce, k->key);
	str_addn(out, (const char *)mac, sizeof(mac));
}

static bool open_secret(struct seal *k, const struct seal_place *place, const unsigned char *sealed, size_t n,
	struct str *out)
{
	size_t start = out->len, padded, length;
	unsigned char *text;

	if (n < NONCE_BYTES + STEP + MAC_BYTES)
		return false;
	padded = n - NONCE_BYTES - MAC_BYTES;
	set_place(k, place);
	str_addn(out, (const char *)sealed + NONCE_BYTES, padded);
	text = (unsigned char *)out->text + start;
	if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached(text, NULL, text, padded,
		    sealed + NONCE_BYTES + padded, (const unsigned char *)k->place.text, k->place.len,
		    sealed, k->key) != 0 ||
	    sodium_unpad(&length, text, padded, STEP) != 0) {
		str_cut(out, start);
		return false;
	}
	str_cut(out, start + length);
	return true;
}

/* ---- both ---- */

void seal_close(struct seal *k, const struct seal_place *place, const char *bytes, size_t n, struct str *out)
{
	BUG_ON(seal_locked(k));
	if (k->version == 0)
		close_plain(k, place, bytes, n, out);
	else
		close_secret(k, place, bytes, n, out);
}

enum stige_rc seal_open(struct seal *k, const struct seal_place *place, const void *blob, size_t n,
	struct str *out, struct err *err)
{
	char row[ID_HEX];

	if (seal_locked(k))
		return err_set(err, STIGE_PERMISSION,
			_("the database is locked; type the passphrase, or give it with --passphrase-fd"));
	if (k->version == 0 ? open_plain(k, place, blob, n, out) : open_secret(k, place, blob, n, out))
		return STIGE_OK;
	return err_set(err, STIGE_DATA,
		_("the value of %s.%s in row %s was damaged or moved; run `stige check` and go back to a "
		"backup"),
		place->table, place->column, id_format(&place->row, row));
}
