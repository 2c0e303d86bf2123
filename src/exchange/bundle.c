/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/bundle.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "officekeys.h"
#include "outgoing.h"
#include "stige/base/banned.h"

static const unsigned char magic[16] = "stige bundle 1\n";

#define CHUNK ((size_t)64 << 10)
#define TAIL crypto_secretstream_xchacha20poly1305_ABYTES
#define KEY crypto_secretstream_xchacha20poly1305_KEYBYTES
#define SEALED_KEY (crypto_box_SEALBYTES + KEY)
#define STREAM crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define SIGNATURE crypto_sign_BYTES

/* The head as it stands in the file; bytes only, so that there is no padding. */
struct head {
	unsigned char magic[16], from[16], to[16], number[8], at[8], from_code[8], to_code[8];
	unsigned char sealed_key[SEALED_KEY], stream[STREAM];
};
_Static_assert(sizeof(struct head) == 184, "the file's format");

static void put_number(unsigned char out[8], int64_t n)
{
	uint64_t u = (uint64_t)n;

	for (size_t i = 0; i < 8; i++, u >>= 8)
		out[i] = (unsigned char)(u & 0xff);
}

static int64_t get_number(const unsigned char in[8])
{
	uint64_t u = 0;

	for (size_t i = 8; i > 0; i--)
		u = u << 8 | in[i - 1];
	return (int64_t)u;
}

/* ---- making ---- */

struct making {
	struct desk *desk;
	const struct peer *own, *to;
	struct bundle_facts facts;
	struct csv_sink sink;
	crypto_sign_state sign;
	crypto_secretstream_xchacha20poly1305_state stream;
	unsigned char plain[CHUNK];      /* what does not fill a chunk, or is the last one */
	size_t have;
	struct head head;
	bool headed;                     /* the head went under the first chunk */
	enum stige_rc rc;                /* of the sink, with its sentence */
	struct err why;
};

static void pass_on(struct making *w, const void *bytes, size_t n)
{
	if (w->rc != STIGE_OK)
		return;
	crypto_sign_update(&w->sign, bytes, n);
	w->rc = w->sink.write(w->sink.state, bytes, n, &w->why);
}

static void push_chunk(struct making *w, unsigned char tag)
{
	unsigned char out[CHUNK + TAIL];

	crypto_secretstream_xchacha20poly1305_push(&w->stream, out, NULL, w->plain, w->have,
		w->headed ? NULL : (const unsigned char *)&w->head, w->headed ? 0 : sizeof(w->head), tag);
	w->headed = true;
	pass_on(w, out, w->have + TAIL);
	w->have = 0;
}

/* merge_write's: a full chunk goes when it is known that another one follows. */
static bool take_rows(void *ctx, const void *bytes, size_t n)
{
	struct making *w = ctx;
	const unsigned char *in = bytes;

	while (n > 0) {
		size_t part;

		if (w->have == CHUNK)
			push_chunk(w, 0);
		part = CHUNK - w->have < n ? CHUNK - w->have : n;
		memcpy(w->plain + w->have, in, part);
		w->have += part;
		in += part;
		n -= part;
	}
	return w->rc == STIGE_OK;
}

static enum stige_rc make_head(struct making *w, unsigned char key[KEY], struct err *err)
{
	struct office_public to;
	struct head *h = &w->head;

	if (!office_public_read(w->to->keys, &to))
		return err_set(err, STIGE_DATA, _("the keys of %s are damaged; pair the offices anew"), w->to->code);
	memcpy(h->magic, magic, sizeof(magic));
	memcpy(h->from, w->own->office.bytes, sizeof(h->from));
	memcpy(h->to, w->to->office.bytes, sizeof(h->to));
	put_number(h->number, w->facts.number);
	put_number(h->at, w->facts.at);
	memcpy(h->from_code, w->facts.from_code, sizeof(h->from_code));
	memcpy(h->to_code, w->facts.to_code, sizeof(h->to_code));
	crypto_secretstream_xchacha20poly1305_keygen(key);
	if (crypto_box_seal(h->sealed_key, key, KEY, to.box) != 0)
		return err_set(err, STIGE_DATA, _("the keys of %s are damaged; pair the offices anew"), w->to->code);
	crypto_secretstream_xchacha20poly1305_init_push(&w->stream, h->stream, key);
	return STIGE_OK;
}

static enum stige_rc sign(struct making *w, struct err *err)
{
	struct office_secret *secret = office_secret_new(w->own->secret);
	unsigned char signature[SIGNATURE];

	if (!secret)
		return err_set(err, STIGE_DATA, _("the keys of this office are damaged; run `stige check`"));
	crypto_sign_final_create(&w->sign, signature, NULL, secret->sign);
	office_secret_free(secret);
	return w->sink.write(w->sink.state, (const char *)signature, sizeof(signature), err);
}

/* outgoing's: all of the file. */
static enum stige_rc write_bundle(void *ctx, struct csv_sink to, size_t *ret_rows, struct err *err)
{
	struct making *w = ctx;
	unsigned char key[KEY];
	enum stige_rc rc;

	w->sink = to;
	*ret_rows = 0;
	crypto_sign_init(&w->sign);
	rc = make_head(w, key, err);
	if (rc == STIGE_OK) {
		pass_on(w, &w->head, sizeof(w->head));
		rc = merge_write(w->desk->store, take_rows, w, err);
	}
	if (rc == STIGE_OK && w->rc == STIGE_OK)
		push_chunk(w, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
	/* What stopped the rows is told, not that they were stopped. */
	if (w->rc != STIGE_OK) {
		rc = w->rc;
		if (err)
			*err = w->why;
	}
	if (rc == STIGE_OK)
		rc = sign(w, err);
	sodium_memzero(key, sizeof(key));
	sodium_memzero(&w->stream, sizeof(w->stream));
	sodium_memzero(w->plain, sizeof(w->plain));
	return rc;
}

static void copy_code(char out[8], const char *code)
{
	memset(out, 0, 8);
	memcpy(out, code, strlen(code) < 7 ? strlen(code) : 7);
}

enum stige_rc bundle_make(struct desk *d, const char *to_code, const char *path, struct bundle_facts *ret,
	struct err *err)
{
	struct making *w = mem_alloc(sizeof(*w));
	struct arena a = ARENA_INIT;
	struct peer own, to;
	struct outgoing out = {
		.path = path, .write = write_bundle, .ctx = w,
		.record = { .what = "bundle", .names = true, .reason = to_code },
	};
	enum stige_rc rc = peer_find(d->store, &a, PEER_PAIRED, to_code, &to, err);

	if (rc == STIGE_OK)
		rc = peer_find(d->store, &a, PEER_OWN, "", &own, err);
	if (rc == STIGE_OK) {
		w->desk = d;
		w->own = &own;
		w->to = &to;
		w->facts = (struct bundle_facts){ .from = own.office, .to = to.office, .number = to.sent + 1,
			.at = store_now(d->store) };
		copy_code(w->facts.from_code, own.code);
		copy_code(w->facts.to_code, to.code);
		rc = peer_set_sent(d->store, &to.office, w->facts.number, err);
	}
	if (rc == STIGE_OK)
		rc = outgoing_send(d, &out, err);
	w->facts.bytes = out.record.bytes;
	memcpy(w->facts.sha256, out.sha256, sizeof(w->facts.sha256));
	*ret = w->facts;
	mem_free(w);
	arena_release(&a);
	return rc;
}

/* ---- reading ---- */

struct opened {
	int fd;
	const char *path;
	off_t size;
	struct head head;
};

static enum stige_rc no_bundle(const char *path, struct err *err)
{
	return err_set(err, STIGE_DATA, _("%s is no bundle, or only a part of one; fetch it anew"), path);
}

static bool read_at(const struct opened *o, void *bytes, size_t n, off_t at)
{
	char *out = bytes;

	while (n > 0) {
		ssize_t done = pread(o->fd, out, n, at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		out += done;
		n -= (size_t)done;
		at += done;
	}
	return true;
}

static enum stige_rc open_bundle(const char *path, struct opened *ret, struct err *err)
{
	struct stat st;

	*ret = (struct opened){ .path = path, .fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) };
	if (ret->fd < 0)
		return err_set(err, STIGE_NOINPUT, _("%s cannot be opened (%s); check the name"), path, strerror(errno));
	if (fstat(ret->fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size < (off_t)(sizeof(struct head) + TAIL + SIGNATURE))
		return no_bundle(path, err);
	ret->size = st.st_size;
	if (!read_at(ret, &ret->head, sizeof(ret->head), 0) || memcmp(ret->head.magic, magic, sizeof(magic)) != 0)
		return no_bundle(path, err);
	return STIGE_OK;
}

static void close_bundle(struct opened *o)
{
	if (o->fd >= 0)
		close(o->fd);
}

/* A code that a stranger's file claims: its letters, or none. */
static void claimed_code(char out[8], const unsigned char in[8])
{
	memset(out, 0, 8);
	for (size_t i = 0; i < 7 && in[i] != '\0'; i++)
		out[i] = (in[i] >= 'A' && in[i] <= 'Z') || (in[i] >= '0' && in[i] <= '9') ? (char)in[i] : '?';
}

static struct bundle_facts facts_of(const struct opened *o)
{
	struct bundle_facts f = { .number = get_number(o->head.number), .at = get_number(o->head.at),
		.bytes = (size_t)o->size };

	memcpy(f.from.bytes, o->head.from, sizeof(f.from.bytes));
	memcpy(f.to.bytes, o->head.to, sizeof(f.to.bytes));
	claimed_code(f.from_code, o->head.from_code);
	claimed_code(f.to_code, o->head.to_code);
	return f;
}

enum stige_rc bundle_look(const char *path, struct bundle_facts *ret, struct err *err)
{
	struct opened o;
	enum stige_rc rc = open_bundle(path, &o, err);

	if (rc == STIGE_OK)
		*ret = facts_of(&o);
	close_bundle(&o);
	return rc;
}

/* Is every byte the sender's? */
static enum stige_rc verify(const struct opened *o, const struct peer *from, struct err *err)
{
	off_t end = o->size - (off_t)SIGNATURE, at = 0;
	unsigned char part[CHUNK], signature[SIGNATURE];
	struct office_public keys;
	crypto_sign_state sign;

	crypto_sign_init(&sign);
	for (; at < end; at += (off_t)sizeof(part)) {
		size_t n = end - at < (off_t)sizeof(part) ? (size_t)(end - at) : sizeof(part);

		if (!read_at(o, part, n, at))
			return no_bundle(o->path, err);
		crypto_sign_update(&sign, part, n);
	}
	if (!read_at(o, signature, sizeof(signature), end) || !office_public_read(from->keys, &keys) ||
	    crypto_sign_final_verify(&sign, signature, keys.sign) != 0)
		return err_set(err, STIGE_DATA,
			_("%s was changed or cut on its way, or is not from %s at all; nothing was brought in, fetch it anew"),
			o->path, from->code);
	return STIGE_OK;
}

static enum stige_rc sender_of(struct desk *d, const struct bundle_facts *f, struct arena *a, struct peer *ret,
	struct err *err)
{
	struct peer *list;
	size_t count;
	enum stige_rc rc = peer_list(d->store, a, &list, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (list[i].state == PEER_PAIRED && id_eq(&list[i].office, &f->from)) {
			*ret = list[i];
			return STIGE_OK;
		}
	return rc != STIGE_OK ? rc : err_set(err, STIGE_DATA,
		_("the bundle says it is from %s, an office that is not paired with this one; nothing was brought in, pair "
		"them with `stige office pair`"), f->from_code);
}

/* What the outside says, held against what is known. */
static enum stige_rc admit(struct desk *d, const struct opened *o, const struct bundle_facts *f, struct arena *a,
	struct peer *ret_from, struct peer *ret_own, struct err *err)
{
	enum stige_rc rc = peer_find(d->store, a, PEER_OWN, "", ret_own, err);

	if (rc == STIGE_OK && !id_eq(&f->to, &ret_own->office))
		rc = err_set(err, STIGE_DATA,
			_("%s is for the office %s, not for this one; nothing was brought in"), o->path, f->to_code);
	if (rc == STIGE_OK)
		rc = sender_of(d, f, a, ret_from, err);
	if (rc == STIGE_OK)
		rc = verify(o, ret_from, err);
	if (rc == STIGE_OK && f->number <= ret_from->received)
		rc = err_set(err, STIGE_DATA,
			_("bundle %lld of %s has come already, or a newer one has (%lld); nothing is missing"),
			(long long)f->number, ret_from->code, (long long)ret_from->received);
	return rc;
}

/* The stream's rows, as merge_read asks for them. */
struct reading {
	const struct opened *o;
	crypto_secretstream_xchacha20poly1305_state stream;
	off_t at, end;
	bool final;
	unsigned char plain[CHUNK];
	size_t have, used;
};

static bool next_chunk(struct reading *r)
{
	unsigned char in[CHUNK + TAIL], tag;
	size_t n = r->end - r->at < (off_t)sizeof(in) ? (size_t)(r->end - r->at) : sizeof(in);
	bool first = r->at == (off_t)sizeof(struct head);
	unsigned long long have;

	if (r->final || n < TAIL || !read_at(r->o, in, n, r->at) ||
	    crypto_secretstream_xchacha20poly1305_pull(&r->stream, r->plain, &have, &tag, in, n,
		    first ? (const unsigned char *)&r->o->head : NULL, first ? sizeof(struct head) : 0) != 0)
		return false;
	r->at += (off_t)n;
	r->final = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	r->have = (size_t)have;
	r->used = 0;
	return r->final == (r->at == r->end);
}

static bool read_rows(void *ctx, void *bytes, size_t n)
{
	struct reading *r = ctx;
	char *out = bytes;

	while (n > 0) {
		size_t part;

		if (r->used == r->have && !next_chunk(r))
			return false;
		part = r->have - r->used < n ? r->have - r->used : n;
		memcpy(out, r->plain + r->used, part);
		r->used += part;
		out += part;
		n -= part;
	}
	return true;
}

static enum stige_rc open_stream(const struct opened *o, const struct peer *own, struct reading *ret, struct err *err)
{
	struct office_secret *secret = office_secret_new(own->secret);
	struct office_public public;
	unsigned char key[KEY];
	bool ok = secret && office_public_read(own->keys, &public) &&
		crypto_box_seal_open(key, o->head.sealed_key, SEALED_KEY, public.box, secret->box) == 0 &&
		crypto_secretstream_xchacha20poly1305_init_pull(&ret->stream, o->head.stream, key) == 0;

	sodium_memzero(key, sizeof(key));
	office_secret_free(secret);
	ret->o = o;
	ret->at = (off_t)sizeof(struct head);
	ret->end = o->size - (off_t)SIGNATURE;
	return ok ? STIGE_OK : err_set(err, STIGE_DATA,
		_("%s was made for another card of this office; have it made anew, after pairing again if need be"), o->path);
}

struct bringing {
	struct reading *reading;
	const struct bundle_facts *facts;
	enum merge_mode mode;
	struct merge_report *report;
};

static enum stige_rc bring_in(struct store *s, void *arg, struct err *err)
{
	struct bringing *w = arg;
	enum stige_rc rc = peer_set_received(s, &w->facts->from, w->facts->number, err);

	return rc == STIGE_OK ? merge_read(s, read_rows, w->reading, w->mode, w->report, err) : rc;
}

enum stige_rc bundle_admit(struct desk *d, const char *path, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct bundle_facts facts;
	struct peer from, own;
	struct opened o;
	enum stige_rc rc = open_bundle(path, &o, err);

	if (rc == STIGE_OK) {
		facts = facts_of(&o);
		rc = admit(d, &o, &facts, &a, &from, &own, err);
	}
	close_bundle(&o);
	arena_release(&a);
	return rc;
}

enum stige_rc bundle_merge(struct desk *d, const char *path, enum merge_mode mode, struct bundle_facts *ret_facts,
	struct merge_report *ret, struct err *err)
{
	struct reading *reading = mem_alloc(sizeof(*reading));
	struct bringing w = { reading, ret_facts, mode, ret };
	struct arena a = ARENA_INIT;
	struct peer from, own;
	struct opened o;
	enum stige_rc rc = open_bundle(path, &o, err);

	*ret = (struct merge_report){ 0 };
	if (rc == STIGE_OK) {
		*ret_facts = facts_of(&o);
		rc = admit(d, &o, ret_facts, &a, &from, &own, err);
	}
	if (rc == STIGE_OK)
		rc = open_stream(&o, &own, reading, err);
	if (rc == STIGE_OK)
		rc = mode == MERGE_KEEP ? store_tx(d->store, bring_in, &w, err)
			: merge_read(d->store, read_rows, reading, mode, ret, err);
	sodium_memzero(reading, sizeof(*reading));
	mem_free(reading);
	close_bundle(&o);
	arena_release(&a);
	return rc;
}
