/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An office of invented people in a folder of its own, and what is done with it: the use cases that
 * every fault is tried on. Ids come from a seed and the clock stands still, so that a use case leaves
 * the same file whenever it works.
 */
#ifndef TESTS_FAULTS_SCENE_H
#define TESTS_FAULTS_SCENE_H

#include "stige/base/arena.h"
#include "stige/store/backup.h"
#include "stige/store/clients.h"
#include "stige/store/office.h"
#include "stige/store/responses.h"
#include "stige/store/store.h"

#define SCENE_PATH 160
#define SCENE_FILE "stige.db"
#define SCENE_BACKUP "backup.db"
#define SCENE_ROWS "rows"
#define SCENE_ANSWERS 4

struct people {
	struct id caseworker, client, other, meeting, draft, ready, response, second;
	struct stored_form form;
};

struct scene {
	char dir[SCENE_PATH - 32];       /* real and absolute */
	char path[SCENE_PATH];
	struct random_seeded seed;
	struct random random;
	int64_t now;
	int busy_ms;
	struct store *s;
	struct people p;
	void (*saved)(struct scene *sc, const char *what);       /* after each save while it is built; may be NULL */
	void *ctx;
};

/* A new folder under TMPDIR. scene_end closes the store and removes the folder. */
void scene_begin(struct scene *sc);
void scene_end(struct scene *sc);
void scene_empty_folder(const char *dir);
/* From now on the same ids again. */
void scene_seed(struct scene *sc, uint64_t seed);
enum stige_rc scene_open(struct scene *sc, struct err *err);
void scene_close(struct scene *sc);
/* A sealed file is unlocked too. */
extern const struct backup_unlock scene_unlock;
enum stige_rc scene_seal(struct scene *sc, struct err *err);
int64_t scene_now(void *scene);
/* The office, its people and what happened so far; ends the program when it does not work. */
void scene_build(struct scene *sc, bool sealed);
void scene_start(struct scene *sc, bool sealed);         /* the same on a store that is open, and leaves it so */
/* What people and use cases are made of. */
enum stige_rc scene_found(struct scene *sc, struct err *err);
struct client_fields scene_fields(const char *name);
extern const struct answer scene_answers[SCENE_ANSWERS];
extern const struct response_counts scene_counts;
enum stige_rc scene_say(struct scene *sc, const struct id *draft, const char *item, double n, struct err *err);
/* The sentence and the end of the program, for what must work. */
void scene_must(enum stige_rc rc, const struct err *err, const char *what);

enum use_flags {
	USE_FOUNDS = 1 << 0,             /* begins with an empty folder, opens by itself */
	USE_OPENS = 1 << 1,              /* opens by itself */
	USE_READS = 1 << 2,              /* changes nothing */
	USE_MIGRATES = 1 << 3,           /* to a schema that is not ours yet */
	USE_NAIVE = 1 << 4,              /* not ours: what the tests must find fault with */
	USE_PLAIN_ONLY = 1 << 5,         /* not for a sealed file */
	USE_SEALED_ONLY = 1 << 6,
};

struct use {
	const char *name;
	unsigned flags;
	enum stige_rc (*run)(struct scene *sc, struct err *err);
	/* Done on the scene first, without a fault; NULL = nothing. */
	enum stige_rc (*prepare)(struct scene *sc, struct err *err);
	const char *backup;              /* changes nothing here, leaves a backup under this name in the folder */
	const char *beside;              /* what `prepare` leaves in the folder, if not SCENE_BACKUP */
	const char *kept;                /* leaves the file as it was under this name */
	const char *fixture;             /* begins with this file of tests/data/db, not with the scene's */
};

extern const struct use uses[];
extern const size_t use_count;
/* Is it one for a file like this? */
bool use_suits(const struct use *use, bool sealed);
/* Writes eleven rows and goes on after errors: the bug that store_tx is there against. */
extern const struct use use_naive;

/*
 * Settings of the connection that are known to be bad, for the positive controls. Through the room's
 * own header: nothing of the shipped store can be weakened from outside.
 */
void scene_spoil(struct scene *sc, const char *pragmas);

#define LOOK_HASH 65

/* What a fresh program finds. */
struct look {
	enum stige_rc rc;                /* of opening, checking and dumping */
	size_t findings;
	int version;                     /* of a file from the next schema; 0 = ours */
	char hash[LOOK_HASH];            /* of everything, events and local tables too */
	char why[1024];                  /* the error or the first finding */
};
void look_at(const char *path, struct look *ret);
/* A backup, as one that is to be restored is looked at. work: a folder for its copy. */
void look_at_backup(const char *path, const char *work, struct look *ret);
/* Neither an error nor a finding. */
bool look_sound(const struct look *l);

/* STIGE_SOAK asks for the full counts; `meson test --setup soak` sets it. */
bool soak(void);

#endif
