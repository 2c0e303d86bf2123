/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/pairing.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"

#include "officekeys.h"
#include "stige/base/banned.h"

static const char card_head[] = "stige office card 1\n";

/* ---- keys ---- */

static bool read_hex(const char *hex, void *out, size_t n)
{
	size_t got;

	return strlen(hex) == 2 * n && sodium_hex2bin(out, n, hex, 2 * n, NULL, &got, NULL) == 0 && got == n;
}

bool office_public_read(const char *hex, struct office_public *ret)
{
	return read_hex(hex, ret, sizeof(*ret));
}

struct office_secret *office_secret_new(const char *hex)
{
	struct office_secret *k = sodium_malloc(sizeof(*k));

	if (k && !read_hex(hex, k, sizeof(*k))) {
		sodium_free(k);
		k = NULL;
	}
	return k;
}

void office_secret_free(struct office_secret *k)
{
	sodium_free(k);
}

static enum stige_rc make_keys(struct desk *d, struct err *err)
{
	struct office_secret *secret = sodium_malloc(sizeof(*secret));
	char *hex = sodium_malloc(SECRET_HEX), keys[PUBLIC_HEX];
	struct office_public public;
	struct peer own = { .office = d->office.id, .code = d->office.code, .state = PEER_OWN };
	enum stige_rc rc;

	if (secret && hex) {
		crypto_sign_keypair(public.sign, secret->sign);
		crypto_box_keypair(public.box, secret->box);
		own.keys = sodium_bin2hex(keys, sizeof(keys), (const unsigned char *)&public, sizeof(public));
		own.secret = sodium_bin2hex(hex, SECRET_HEX, (const unsigned char *)secret, sizeof(*secret));
		rc = peer_put(d->store, &own, err);
	} else {
		rc = err_set(err, STIGE_OOM,
			_("there is no memory that can be locked for the office's keys; close other programs"));
	}
	sodium_free(hex);
	sodium_free(secret);
	return rc;
}

static enum stige_rc own_keys(struct desk *d, struct arena *a, struct peer *ret, struct err *err)
{
	enum stige_rc rc = peer_find(d->store, a, PEER_OWN, "", ret, NULL);

	if (rc != STIGE_NOTFOUND)
		return rc == STIGE_OK ? rc : peer_find(d->store, a, PEER_OWN, "", ret, err);
	rc = make_keys(d, err);
	return rc == STIGE_OK ? peer_find(d->store, a, PEER_OWN, "", ret, err) : rc;
}

enum stige_rc pairing_list(struct desk *d, struct arena *a, struct peer **ret, size_t *ret_count, struct err *err)
{
	return peer_list(d->store, a, ret, ret_count, err);
}

/* ---- cards ---- */

bool pairing_may(const struct desk *d)
{
	return d->caseworker.role == KEY_HOLDER;
}

static enum stige_rc is_key_holder(const struct desk *d, struct err *err)
{
	if (pairing_may(d))
		return STIGE_OK;
	return err_set(err, STIGE_PERMISSION, _("only a key-holder pairs offices; ask one of them to log in"));
}

enum stige_rc pairing_card(struct desk *d, struct str *out, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct peer own;
	char hex[ID_HEX];
	enum stige_rc rc = is_key_holder(d, err);

	if (rc == STIGE_OK)
		rc = own_keys(d, &a, &own, err);
	if (rc == STIGE_OK)
		str_addf(out, "%soffice %s\nid %s\nkeys %s\n", card_head, d->office.code,
			id_format(&d->office.id, hex), own.keys);
	arena_release(&a);
	return rc;
}

/* The rest of a line that begins with the word, in the arena; NULL when it does not. Steps over the line. */
static const char *line_of(const char **at, const char *word, struct arena *a)
{
	size_t n = strlen(word), end;
	const char *start = *at;

	if (strncmp(start, word, n) != 0 || start[n] != ' ')
		return NULL;
	start += n + 1;
	end = strcspn(start, "\r\n");
	*at = start + end + strspn(start + end, "\r\n");
	return arena_strndup(a, start, end);
}

static bool is_code(const char *code)
{
	size_t n = strlen(code);

	return n >= 2 && n <= 6 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == n;
}

static bool read_card(const char *text, struct arena *a, struct peer *ret)
{
	struct office_public public;
	const char *id;

	if (!str_starts(text, "stige office card 1"))
		return false;
	text += strcspn(text, "\r\n");
	text += strspn(text, "\r\n");
	ret->code = line_of(&text, "office", a);
	id = line_of(&text, "id", a);
	ret->keys = line_of(&text, "keys", a);
	return ret->code && is_code(ret->code) && id && id_parse(id, &ret->office) && ret->keys &&
		office_public_read(ret->keys, &public) && *text == '\0';
}

/* Known already: a card read twice does not part who is paired. */
static enum stige_rc known_before(struct desk *d, struct arena *a, struct peer *peer, bool *ret_same, struct err *err)
{
	struct peer *list;
	size_t count;
	enum stige_rc rc = peer_list(d->store, a, &list, &count, err);

	*ret_same = false;
	for (size_t i = 0; rc == STIGE_OK && i < count; i++) {
		if (!id_eq(&list[i].office, &peer->office))
			continue;
		*ret_same = strcmp(list[i].keys, peer->keys) == 0 && strcmp(list[i].code, peer->code) == 0;
		peer->sent = list[i].sent;
		peer->received = list[i].received;
		if (*ret_same)
			*peer = list[i];
	}
	return rc;
}

enum stige_rc pairing_meet(struct desk *d, const char *card, size_t n, struct arena *a, struct peer *ret_peer,
	struct err *err)
{
	struct peer peer = { .state = PEER_NAMED, .secret = "" }, own;
	bool same;
	enum stige_rc rc = is_key_holder(d, err);

	if (rc == STIGE_OK && (strlen(card) != n || !read_card(card, a, &peer)))
		rc = err_set(err, STIGE_DATA,
			_("this is no office's card; have the other office make one with `stige office card`"));
	if (rc == STIGE_OK && id_eq(&peer.office, &d->office.id))
		rc = err_set(err, STIGE_DATA, _("this is your own office's card; read the one of the other office"));
	if (rc == STIGE_OK)
		rc = own_keys(d, a, &own, err);
	if (rc == STIGE_OK)
		rc = known_before(d, a, &peer, &same, err);
	if (rc == STIGE_OK && !same)
		rc = peer_put(d->store, &peer, err);
	if (rc == STIGE_OK)
		*ret_peer = peer;
	return rc;
}

/* ---- the code ---- */

static void add_office(crypto_generichash_state *hash, const struct peer *p)
{
	crypto_generichash_update(hash, p->office.bytes, sizeof(p->office.bytes));
	crypto_generichash_update(hash, (const unsigned char *)p->code, strlen(p->code) + 1);
	crypto_generichash_update(hash, (const unsigned char *)p->keys, strlen(p->keys) + 1);
}

enum stige_rc pairing_code(struct desk *d, const struct peer *peer, char ret[PAIRING_CODE], struct err *err)
{
	unsigned char bytes[SPOKEN_BYTES(PAIRING_GROUPS)];
	crypto_generichash_state hash;
	struct arena a = ARENA_INIT;
	struct peer own;
	enum stige_rc rc = own_keys(d, &a, &own, err);

	if (rc == STIGE_OK) {
		bool first = memcmp(own.office.bytes, peer->office.bytes, sizeof(own.office.bytes)) < 0;

		crypto_generichash_init(&hash, NULL, 0, sizeof(bytes));
		crypto_generichash_update(&hash, (const unsigned char *)"stige pairing 1", 16);
		add_office(&hash, first ? &own : peer);
		add_office(&hash, first ? peer : &own);
		crypto_generichash_final(&hash, bytes, sizeof(bytes));
		spoken_write(bytes, PAIRING_GROUPS, ret);
	}
	arena_release(&a);
	return rc;
}

enum stige_rc pairing_confirm(struct desk *d, const struct peer *peer, const char *heard, struct err *err)
{
	struct peer paired = *peer;
	char code[PAIRING_CODE];
	enum stige_rc rc = is_key_holder(d, err);

	if (rc == STIGE_OK)
		rc = pairing_code(d, peer, code, err);
	if (rc == STIGE_OK && !spoken_is(code, 0, PAIRING_GROUPS, heard))
		rc = err_set(err, STIGE_DATA,
			_("the code of %s is another one, so a card was changed on its way or the code was misheard; read it "
			"aloud once more, and exchange the cards anew if it stays so"), peer->code);
	paired.state = PEER_PAIRED;
	return rc == STIGE_OK ? peer_put(d->store, &paired, err) : rc;
}

enum stige_rc pairing_forget(struct desk *d, const struct peer *peer, struct err *err)
{
	enum stige_rc rc = is_key_holder(d, err);

	return rc == STIGE_OK ? peer_forget(d->store, &peer->office, err) : rc;
}
