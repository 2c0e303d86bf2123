/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of this room share: the state behind struct store.
 */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <sys/types.h>

#include <sqlite3.h>

#include "stige/store/events.h"
#include "stige/store/seal.h"
#include "stige/store/store.h"

#include "statements.h"

#define STORE_APPLICATION_ID 0x53544947      /* "STIG", at byte 68 of the file */
#define STORE_LENGTH_MOST (16 << 20)         /* bytes of one value or row: a form's text is the longest */
#define STORE_BUSY_MS 5000                   /* how long a lock of somebody else is waited for */

#define CHAIN_HASH 32                        /* bytes of a link of the event chain (BLAKE2b) */

/* The end of this device's event chain, as far as the open transaction has got. */
struct chain {
	bool loaded, dirty;
	int64_t seq;
	unsigned char hash[CHAIN_HASH];
};

/* See guards.h; a bit a table of the catalogue. */
struct guards {
	bool on;                     /* in the open transaction: the tables are of the present form */
	bool first;                  /* the file has no hashes yet */
	bool looked;                 /* this connection has held every hash against its table */
	unsigned changed, bad;
	int changes;                 /* sqlite3_total_changes when it began */
};

struct tx {
	unsigned depth;              /* works inside works; 0 = no transaction */
	bool reading;                /* a read transaction runs */
	enum stige_rc failed;        /* the first error; nothing is written after it */
	struct err err;
};

/* See slow.h. */
struct slow {
	void (*tell)(void *ctx);
	void *ctx;
	bool watching;               /* a transaction is open, and nobody was told yet */
	int64_t began;               /* ms of a clock that is never set */
	const sqlite3_io_methods *real;
	sqlite3_io_methods methods;  /* of the database's file */
};

struct store {
	sqlite3 *db;
	char *path;                  /* real and absolute */
	bool read_only;
	dev_t device_no;             /* which file it is: another one may get its name */
	ino_t inode;
	int busy_ms;
	unsigned long (*fs_type)(const char *dir);
	long waited;                 /* ms, for the lock that is being waited for */
	struct random random;
	struct store_clock clock;
	struct seal *seal;
	struct seal *seal_before;    /* while a transaction that seals anew is not committed */
	bool keys_known;             /* the file's key version has been read */
	struct key_cost key_cost;
	struct id caseworker;        /* who acts; zero before login */
	struct id device;
	struct id office;            /* of who acts, once it was asked for */
	bool office_known;
	struct tx tx;
	struct chain chain;
	struct guards guards;
	struct slow slow;
	bool scrub;                  /* erased in the open transaction: see scrub.c */
	struct str scratch;          /* sealed or opened bytes on their way */
	struct str clear;            /* the clear columns of the row at hand */
	sqlite3_stmt *statements[SQL_COUNT];
};

/* place.c: where the file may lie. Fills the real path and makes an empty file if it has to. */
enum stige_rc place_resolve(const struct store_options *options, struct str *ret_path, struct err *err);
/* The name of a network file system by statfs's type, NULL = a local one. */
const char *place_network_name(unsigned long type);
/* Puts a file or folder that was written by us or SQLite onto the disk. */
enum stige_rc place_sync(const char *path, struct err *err);
/* Somebody widened our file, or it came from elsewhere: nobody else has business in it. */
void place_make_private(const char *path);

/* connection.c: opens s->db at s->path as design.md section 4 wants it, or closes it. */
enum stige_rc connection_open(struct store *s, struct err *err);
void connection_close(struct store *s);

/* keys.c: reads what the file is sealed with; the store is locked then, if it is. */
enum stige_rc keys_load(struct store *s, struct err *err);
/* Has another program sealed the file anew? Then the store locks: STIGE_PERMISSION. */
enum stige_rc keys_follow(struct store *s, struct err *err);
/* A transaction ended: the new key stays, or the one before comes back. */
void keys_settle(struct store *s, bool committed);
/* Lends an unlocked store's key to a second connection to the same content. */
enum stige_rc keys_lend(const struct store *from, struct store *to, struct err *err);
/* rekey.c: rubs out what sealing left between the rows, if that is still to be done. */
void keys_tidy(struct store *s);

/* tx.c: a snapshot to read from; inside another transaction it is that one. */
enum stige_rc tx_read(struct store *s, enum stige_rc (*work)(struct store *s, void *arg, struct err *err),
	void *arg, struct err *err);

/* meta.c: names and values of this machine. ret is in the arena, NULL when unset. */
enum stige_rc meta_get(struct store *s, struct arena *a, const char *name, const char **ret, struct err *err);
enum stige_rc meta_set(struct store *s, const char *name, const char *value, struct err *err);
/* An id that is kept in meta; zero when unset. */
enum stige_rc meta_get_id(struct store *s, const char *name, struct id *ret, struct err *err);

/* office.c: the office of who acts, this file's own before a login; zero before there is one. */
enum stige_rc office_acting(struct store *s, struct id *ret, struct err *err);

/* numbers.c: the greatest case number of an office that an erased client had; 0 = none. */
enum stige_rc numbers_greatest(struct store *s, const struct id *office, int64_t *ret, struct err *err);
enum stige_rc numbers_keep(struct store *s, const struct id *office, int64_t number, struct err *err);

/* scrub.c: what was deleted in the open transaction must not stand in the file's gaps after the commit. */
enum stige_rc scrub_ask(struct store *s, struct err *err);
/* Does it, or leaves it to the next opening. Outside a transaction. */
void scrub_now(struct store *s);
/* At opening: was there something left to do? */
enum stige_rc scrub_if_due(struct store *s, struct err *err);

/* erase.c: the persons who must not come back; the texts are in the arena. */
struct tombstone {
	struct id id, record, caseworker;
	const char *reason;
	int64_t at;
};
struct tombstones {
	const struct tombstone *list;
	size_t count;
};
enum stige_rc tombstones_read(struct store *s, struct arena *a, struct tombstones *ret, struct err *err);
/* Plants them in another file and erases there whoever is back; one transaction. */
enum stige_rc tombstones_plant(struct store *s, const struct tombstones *t, struct err *err);

/* assignments.c: the row and its revisions, inside a transaction and without an event. reason may be NULL. */
enum stige_rc assignment_insert(struct store *s, const struct id *client, const struct id *caseworker,
	int32_t since, const char *reason, struct err *err);

/* chain.c */
enum stige_rc chain_append(struct store *s, const struct event *e, struct err *err);
/* Writes the chain's end, once a transaction, just before it commits. */
enum stige_rc chain_flush(struct store *s, struct err *err);

/* events.c: the event of a fact that was just written; what the caller left zero is filled in. */
struct event event_new(enum event_kind kind);
/* No blanks or control characters: what a code word or an item's name may look like. */
bool event_code_ok(const char *s);

/* STIGE_PERMISSION when the client is restricted: what is stored stays, and nothing is added. In a transaction. */
enum stige_rc client_not_restricted(struct store *s, const struct id *client, struct err *err);

#endif
