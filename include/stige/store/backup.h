/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copies of the whole file: made beside a live program and proven by reopening them, verified as
 * a file from a stranger, restored whole or not at all, and kept in a folder beside the database
 * for some days, weeks and months.
 *
 * A backup is a database with 512 bytes behind it that say its name, when it was made and the
 * SHA-256 of everything before. So a cut, a flipped bit or another name shows at once.
 */
#ifndef STIGE_STORE_BACKUP_H
#define STIGE_STORE_BACKUP_H

#include "stige/base/arena.h"
#include "stige/store/events.h"
#include "stige/store/store.h"

/*
 * Full check first; VACUUM INTO a temporary file, reopened, checked, dump hash equal, fsync, rename.
 * STIGE_USAGE for a name with control characters or longer than 200 bytes.
 */
enum stige_rc backup_make(struct store *s, const char *path, struct err *err);

/* How a backup that is sealed is opened; NULL where none is. Fills in the keys of `copy`. */
struct backup_unlock {
	enum stige_rc (*open)(void *ctx, struct store *copy, struct err *err);
	void *ctx;
};

/* For struct backup_unlock: the keys of a store that is open, which is the ctx. */
enum stige_rc backup_lend_keys(void *from, struct store *copy, struct err *err);

struct backup_facts {
	int64_t made;
	size_t bytes;                    /* of the database in it */
	char dump_hash[65];              /* of everything, brought up to the present schema */
};
/*
 * Nothing in the file is believed: it is copied to a private folder under `work` (which must be
 * there), its name, hash, header and tables are held against what they must be before a single
 * row is read, then every check runs. STIGE_DATA, with what is wrong, when it is no good backup;
 * STIGE_CONFIG when it is newer than this program. ret may be NULL.
 */
enum stige_rc backup_verify(const char *path, const char *work, const struct backup_unlock *unlock,
	struct backup_facts *ret, struct err *err);

struct backup_glance {
	int64_t made;
	size_t bytes;                    /* of the database in it */
	bool sealed;
};
/* What can be told without a key: whole by its hash, ours by its tables. Errors and `work` as for backup_verify. */
enum stige_rc backup_glance(const char *path, const char *work, struct backup_glance *ret, struct err *err);

struct backup_inside {
	struct id office;
	char office_code[8];
	bool invented;                   /* it says that everybody in it is */
	size_t clients, meetings, responses;
	int64_t last;                    /* the newest event; INSTANT_NONE = there is none */
	size_t lacking[EVENT_KIND_COUNT];    /* events by kind that `present` has and it has not */
};
/* Verified as by backup_verify, in the folder of `present`; then what is in it, beside what is in `present`. */
enum stige_rc backup_look_inside(const char *path, struct store *present, const struct backup_unlock *unlock,
	struct backup_inside *ret, struct err *err);

struct backup_restore {
	const char *backup, *database;   /* the database may be missing or damaged */
	const char *login;               /* who does it, for the log; must be in the backup */
	const struct backup_unlock *unlock;
	int64_t (*now)(void *ctx);       /* NULL = the system's clock */
	void *now_ctx;
};
/*
 * Verified first. The present file is kept beside under a dated name, *ret_kept ("" = there was
 * none). Persons who were erased since stay erased. The restored file is a new device in the log.
 */
enum stige_rc backup_restore(const struct backup_restore *restore, struct str *ret_kept, struct err *err);

/* ---- rolling backups ---- */

struct backup_policy {
	unsigned days, weeks, months;    /* the newest backup of each of the last so many is kept */
};
/* From the settings backup_days, backup_weeks, backup_months; 7, 5 and 12 when unset. All zero = none is made. */
enum stige_rc backup_policy_get(struct store *s, struct backup_policy *ret, struct err *err);
/* Which of `made` (instants, newest first) a policy keeps: ret_keep[i]. Counts days, weeks, months that have one. */
void backup_policy_apply(const struct backup_policy *p, const int64_t *made, size_t count, bool *ret_keep);

struct backup_entry {
	const char *path;
	int64_t made;                    /* by its name */
};
/* The rolling backups of this database, in the folder `backups` beside it, newest first. */
enum stige_rc backup_list(const struct store *s, struct arena *a, struct backup_entry **ret, size_t *ret_count,
	struct err *err);
/* Makes one more, verified; only then those that the policy does not keep go. */
enum stige_rc backup_roll(struct store *s, struct err *err);
/*
 * Changes the content of a rolling backup and puts it back under its name, whole or not at all: for
 * erasing a person there too.
 */
enum stige_rc backup_remake(const char *path, const struct backup_unlock *unlock,
	enum stige_rc (*change)(struct store *copy, void *arg, struct err *err), void *arg, struct err *err);

#endif
