/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copies of the desk's file: which there are, making one, what is in one beside what is here, and going back
 * to one while the desk is open.
 */
#ifndef STIGE_CASEFILE_BACKUPS_H
#define STIGE_CASEFILE_BACKUPS_H

#include "stige/casefile/desk.h"
#include "stige/store/backup.h"

enum backup_state { BACKUP_UNSEEN, BACKUP_WHOLE, BACKUP_BAD };

struct backup_row {
	const char *path;
	int64_t made;                    /* by its name or the list of exports; once it was seen, by itself */
	bool elsewhere;                  /* written there by a person; not one of those kept beside the file */
	enum backup_state state;         /* BACKUP_UNSEEN until backups_see */
	bool sealed;
	size_t bytes;
	const char *why;                 /* BACKUP_BAD: a sentence */
};

/* The rolling ones and those that were written elsewhere and are still there, newest first; in the arena. */
enum stige_rc backups_list(struct desk *d, struct arena *a, struct backup_row **ret, size_t *ret_count,
	struct err *err);
/* Reads one whole: is it as it was made, and sealed? */
void backups_see(const struct desk *d, struct arena *a, struct backup_row *row);

/* "stige-NB-20261122T0930.db" in the folder for exports: what a person is offered. */
void backups_propose(const struct desk *d, struct str *out);
/*
 * Makes one, proven, and writes down where it went: whoever erases a person must be told of the copies. A folder
 * gets a name as it is proposed. *ret_path is the whole path. STIGE_CANTCREATE where a file is there already.
 */
enum stige_rc backups_make(struct desk *d, const char *path, struct str *ret_path, struct err *err);
/* The same with a path that is a file's; for whoever has no desk. */
enum stige_rc backups_make_file(struct store *s, const char *path, struct err *err);

struct backup_look {
	struct backup_inside inside;
	size_t answers, meetings, clients, others;   /* written here since: forms, meetings, new clients, all the rest */
	bool other_office;
};
/*
 * What is in it, verified whole. passphrase: NULL = none was asked for; then *ret_ask says whether one is needed,
 * with STIGE_PERMISSION. It is the one of the desk's login when the backup was made.
 */
enum stige_rc backups_look(struct desk *d, const char *path, const char *passphrase, struct backup_look *ret,
	bool *ret_ask, struct err *err);

/*
 * Puts the backup in the place of the file and opens the desk on it: everything that was read from the desk is
 * stale, nothing can be undone. The file there was is kept as *ret_kept. On failure the desk is as it was, unless
 * the sentence says otherwise; where the backup stands there but could not be opened, the desk saves nothing more.
 */
enum stige_rc backups_restore(struct desk *d, const char *path, const char *passphrase, struct str *ret_kept,
	struct err *err);

#endif
