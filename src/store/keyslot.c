/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Argon2id(passphrase) opens the slot's secret key, the secret key opens the box with the data
 * key. The slot's own columns are authenticated with the secret key, so that neither the
 * caseworker nor the cost can be changed under it.
 */
#include <string.h>

#include <sodium.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "keyslot.h"
#include "stige/base/banned.h"

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define SECRET crypto_box_SECRETKEYBYTES
#define BOXED (4 + SEAL_KEY)

_Static_assert(SLOT_SALT == crypto_pwhash_argon2id_SALTBYTES, "salt");
_Static_assert(SLOT_PUBLIC == crypto_box_PUBLICKEYBYTES, "public key");
_Static_assert(SLOT_SECRET == NONCE + SECRET + crypto_aead_xchacha20poly1305_ietf_ABYTES, "secret key");
_Static_assert(SLOT_KEY == BOXED + crypto_box_SEALBYTES, "boxed data key");

/* What is secret on its way: one piece of guarded memory, wiped when it goes. */
struct hidden {
	unsigned char wrap[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	unsigned char secret[SECRET];
	unsigned char boxed[BOXED];
};

static struct hidden *hidden_new(void)
{
	struct hidden *h = sodium_malloc(sizeof(*h));

	if (!h)
		bug_oom();
	memset(h, 0, sizeof(*h));
	return h;
}

/* May come before any store was opened. */
char *secret_new(size_t n)
{
	char *secret;

	BUG_ON(sodium_init() < 0);
	secret = sodium_malloc(n);
	if (!secret)
		bug_oom();
	memset(secret, 0, n);
	return secret;
}

void secret_free(char *secret)
{
	sodium_free(secret);
}

/* ---- the passphrase's key ---- */

static void derive(struct hidden *h, const struct key_slot *slot, const char *passphrase)
{
	if (crypto_pwhash(h->wrap, sizeof(h->wrap), passphrase, strlen(passphrase), slot->salt, slot->passes,
		    slot->memory, crypto_pwhash_ALG_ARGON2ID13) != 0)
		bug_oom();           /* the one way it fails with parameters in range */
}

static enum stige_rc cost_ok(const struct key_slot *slot, struct err *err)
{
	if (slot->passes < KEY_PASSES_LEAST || slot->memory < KEY_MEMORY_LEAST)
		return err_set(err, STIGE_PERMISSION,
			_("this file asks for a weaker passphrase check than is safe (%zu KiB, %llu times), so "
			"it was changed by somebody; go back to a backup"),
			slot->memory >> 10, (unsigned long long)slot->passes);
	if (slot->passes > KEY_PASSES_MOST || slot->memory > KEY_MEMORY_MOST)
		return err_set(err, STIGE_PERMISSION,
			_("this file asks for more work than a passphrase check may take (%zu MiB, %llu "
			"times); go back to a backup"),
			slot->memory >> 20, (unsigned long long)slot->passes);
	return STIGE_OK;
}

/* ---- the slot's columns ---- */

struct slot_name {
	unsigned char bytes[96];
	size_t n;
};

static void name_add(struct slot_name *name, const void *bytes, size_t n)
{
	memcpy(name->bytes + name->n, bytes, n);
	name->n += n;
}

static void name_number(struct slot_name *name, uint64_t number)
{
	for (int i = 0; i < 8; i++, number >>= 8)
		name->bytes[name->n++] = (unsigned char)(number & 0xff);
}

/* Every part has its length by its kind. */
static struct slot_name slot_name(const struct key_slot *slot)
{
	struct slot_name name = { .n = 0 };

	name_add(&name, "stige key slot 1", 16);
	name_add(&name, slot->id.bytes, sizeof(slot->id.bytes));
	name_add(&name, slot->caseworker.bytes, sizeof(slot->caseworker.bytes));
	name_number(&name, slot->passes);
	name_number(&name, slot->memory);
	name_add(&name, slot->salt, sizeof(slot->salt));
	return name;
}

/* ---- making ---- */

void slot_make(struct key_slot *slot, const char *passphrase)
{
	struct hidden *h = hidden_new();
	struct slot_name name;

	randombytes_buf(slot->salt, sizeof(slot->salt));
	randombytes_buf(slot->secret, NONCE);
	crypto_box_keypair(slot->public_key, h->secret);
	derive(h, slot, passphrase);
	name = slot_name(slot);
	crypto_aead_xchacha20poly1305_ietf_encrypt(slot->secret + NONCE, NULL, h->secret, SECRET, name.bytes,
		name.n, NULL, slot->secret, h->wrap);
	sodium_free(h);
}

void slot_give(struct key_slot *slot, uint32_t version, const unsigned char key[SEAL_KEY])
{
	struct hidden *h = hidden_new();

	for (size_t i = 0; i < 4; i++)
		h->boxed[i] = (unsigned char)(version >> 8 * i & 0xff);
	memcpy(h->boxed + 4, key, SEAL_KEY);
	crypto_box_seal(slot->data_key, h->boxed, BOXED, slot->public_key);
	sodium_free(h);
}

/* ---- opening ---- */

static enum stige_rc open_secret(struct hidden *h, const struct key_slot *slot, const char *passphrase,
	struct err *err)
{
	struct slot_name name = slot_name(slot);

	derive(h, slot, passphrase);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(h->secret, NULL, NULL, slot->secret + NONCE,
		    SLOT_SECRET - NONCE, name.bytes, name.n, slot->secret, h->wrap) == 0)
		return STIGE_OK;
	return id_is_zero(&slot->caseworker)
		? err_set(err, STIGE_PERMISSION, _("That is not the recovery code; look at each group again."))
		: err_set(err, STIGE_PERMISSION,
			_("That is not the passphrase; type it again. If it is lost, use the recovery code: "
			"Tab on the screen, or `stige key recover`."));
}

static bool open_box(struct hidden *h, struct key_slot *slot, uint32_t version)
{
	uint32_t boxed = 0;

	crypto_scalarmult_base(slot->public_key, h->secret);
	if (crypto_box_seal_open(h->boxed, slot->data_key, SLOT_KEY, slot->public_key, h->secret) != 0)
		return false;
	for (size_t i = 0; i < 4; i++)
		boxed |= (uint32_t)h->boxed[i] << 8 * i;
	return boxed == version;
}

enum stige_rc slot_open(struct key_slot *slot, const char *passphrase, uint32_t version,
	unsigned char ret_key[SEAL_KEY], struct err *err)
{
	struct hidden *h;
	enum stige_rc rc = cost_ok(slot, err);

	if (rc != STIGE_OK)
		return rc;
	h = hidden_new();
	rc = open_secret(h, slot, passphrase, err);
	if (rc == STIGE_OK && open_box(h, slot, version))
		memcpy(ret_key, h->boxed + 4, SEAL_KEY);
	else if (rc == STIGE_OK)
		rc = err_set(err, STIGE_DATA,
			_("the key in this file is damaged or from another time; go back to a backup"));
	sodium_free(h);
	return rc;
}
