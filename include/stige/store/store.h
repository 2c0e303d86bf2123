/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One SQLite file with everything: opening, transactions, checking, dumping.
 *
 * Facts are appended, never overwritten. Every function that writes is one transaction
 * (through store_tx) that also appends its event; it returns only after the commit, so
 * STIGE_OK means it is on disk. Calls inside a store_tx join the transaction that is open.
 *
 * Who acts and when are the store's state: store_login names the caseworker, the clock is a
 * callback. Ids come from the random source given at opening; keys and nonces are libsodium's
 * always, so that a seed that is used again repeats no nonce.
 */
#ifndef STIGE_STORE_STORE_H
#define STIGE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/base/id.h"
#include "stige/base/str.h"

struct store;

/* What opening a key costs: Argon2id's passes and bytes of memory; see store/keys.h. */
struct key_cost {
	uint64_t passes;
	size_t memory;
};

struct store_options {
	const char *path;                /* NULL = store_default_path */
	bool create;                     /* make the file if it is not there; else STIGE_NOINPUT */
	bool read_only;                  /* for check, dump --hash, doctor */
	struct random *random;           /* NULL = the system's */
	int64_t (*now)(void *ctx);       /* NULL = the system's clock */
	void *now_ctx;
	int busy_ms;                     /* how long to wait for another program's lock; 0 = 5,000 */
	unsigned long (*fs_type)(const char *dir);   /* NULL = statfs(2)'s f_type; tests name another */
	struct key_cost key_cost;        /* of passphrases set from now on; zero or below the floor = the default */
};

/* $XDG_DATA_HOME/stige/stige.db, or the same under ~/.local/share. STIGE_CONFIG without a home. */
enum stige_rc store_default_path(struct str *out, struct err *err);

/*
 * Refuses, each with its sentence: a file that is not ours or not a database (STIGE_DATA), is
 * newer than this program (STIGE_CONFIG), cannot be written (STIGE_PERMISSION), is locked
 * (STIGE_BUSY), sits in a missing folder (STIGE_NOINPUT; with `create` the default folder is
 * made, others are not), has hard links, lies on a network file system or in a folder that others
 * may write to (STIGE_CONFIG; these three guard what is written, a read-only open passes them).
 * Runs the migrations that are missing, each in its own transaction. A sealed file is open but
 * locked then: store_unlock (store/keys.h). Until it succeeds whatever holds a sealed value is
 * STIGE_PERMISSION.
 */
enum stige_rc store_open(const struct store_options *options, struct store **ret, struct err *err);
void store_close(struct store *s);                     /* NULL is fine */
/*
 * The file that has the name now, with the same options and store_on_slow's: it may be another one. Not its keys,
 * nor who acts.
 */
enum stige_rc store_open_again(const struct store *s, struct store **ret, struct err *err);

const char *store_path(const struct store *s);
int64_t store_now(const struct store *s);
/*
 * Another clock from now on; returns the one before, to be set back. For invented caseloads, whose
 * facts are written at the instants they claim.
 */
struct store_clock {
	int64_t (*now)(void *ctx);       /* NULL = the system's */
	void *ctx;
};
struct store_clock store_set_clock(struct store *s, struct store_clock clock);
struct random *store_random(struct store *s);
/* Fills buf from libsodium: the system's random source, for callers that may not see sodium. */
struct random store_system_random(void);

/*
 * One transaction: BEGIN IMMEDIATE, the work, COMMIT. The first error stops and rolls back;
 * nothing else in the program says BEGIN. A work inside a work joins it.
 */
enum stige_rc store_tx(struct store *s, enum stige_rc (*work)(struct store *s, void *arg, struct err *err),
	void *arg, struct err *err);

#define STORE_SLOW_MS 100
/*
 * Told once in each transaction that has lasted longer than STORE_SLOW_MS, from within it: to say so to a person.
 * It may touch nothing of the store. NULL = nobody is told.
 */
void store_on_slow(struct store *s, void (*tell)(void *ctx), void *ctx);

/* The caseworker who acts from now on; written to every event. */
void store_login(struct store *s, const struct id *caseworker);
const struct id *store_caseworker(const struct store *s);   /* all zero before login */

/* One problem found by the check, in words. The sentence names table and row id, never content. */
struct store_finding {
	char *sentence;
};
struct store_findings {
	struct store_finding *list;
	size_t count, cap;
};
#define STORE_FINDINGS_INIT { NULL, 0, 0 }
void store_findings_release(struct store_findings *f);
/* integrity_check, foreign_key_check, every seal, every event chain, every derived row. Not while locked. */
enum stige_rc store_check(struct store *s, struct store_findings *findings, struct err *err);
/*
 * The same in slices for a program that waits for keys: does a little, returns true while more is left.
 * While the store is locked it does nothing and there is more.
 */
struct store_check_run;
/*
 * hurry is asked now and then while SQLite looks through one table, which is the longest of all: true,
 * and the step ends at once; the next one begins with that table anew. NULL = there is no hurry.
 */
struct store_check_run *store_check_begin(struct store *s, bool (*hurry)(void *ctx), void *ctx);
bool store_check_step(struct store_check_run *run, struct store_findings *findings);
void store_check_end(struct store_check_run *run);

enum store_dump_flags {
	STORE_DUMP_EVENTS = 1 << 0,      /* with the event table */
	STORE_DUMP_LOCAL = 1 << 1,       /* with drafts, exports and settings */
};
/*
 * The canonical dump: ordered text of all shared rows on opened values; equal content gives
 * equal bytes, whatever the order of writing. Streams through `write`.
 */
enum stige_rc store_dump(struct store *s, unsigned flags,
	bool (*write)(void *ctx, const char *bytes, size_t n), void *ctx, struct err *err);
enum stige_rc store_dump_hash(struct store *s, unsigned flags, char out[65], struct err *err);

#endif
