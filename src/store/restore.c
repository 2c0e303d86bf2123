/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verifying a backup and putting one in the place of the database.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/store/office.h"
#include "stige/store/subject.h"

#include "foreign.h"
#include "leftover.h"
#include "stmt.h"
#include "trailer.h"
#include "stige/base/banned.h"

#define EVERYTHING (STORE_DUMP_EVENTS | STORE_DUMP_LOCAL)

enum stige_rc backup_lend_keys(void *from, struct store *copy, struct err *err)
{
	return keys_lend(from, copy, err);
}

enum stige_rc backup_verify(const char *path, const char *work, const struct backup_unlock *unlock,
	struct backup_facts *ret, struct err *err)
{
	struct foreign f = FOREIGN_INIT;
	struct backup_facts facts = { .made = 0 };
	enum stige_rc rc = foreign_take_verified(&f, path, work, unlock, err);

	if (rc == STIGE_OK)
		rc = store_dump_hash(f.s, EVERYTHING, facts.dump_hash, err);
	facts.made = f.made;
	facts.bytes = f.bytes;
	foreign_release(&f);
	if (rc == STIGE_OK && ret)
		*ret = facts;
	return rc;
}

/* ---- restoring ---- */

static enum stige_rc forget_device(struct store *s, void *arg, struct err *err)
{
	enum stige_rc rc = meta_set(s, "device", NULL, err);

	(void)arg;
	return rc == STIGE_OK ? meta_set(s, "chain", NULL, err) : rc;
}

static enum stige_rc log_in(struct store *s, const char *login, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct caseworker who;
	enum stige_rc rc = caseworker_find(s, &a, login, &who, err);

	if (rc == STIGE_OK)
		store_login(s, &who.id);
	arena_release(&a);
	return rc;
}

/*
 * What was written after the backup has numbers in this device's chain that bundles may have
 * carried away: the restored file goes on as a new device, so that no two events share a number.
 */
static enum stige_rc begin_anew(struct foreign *f, const struct backup_restore *r, struct err *err)
{
	struct store_options options = { .path = f->path.text, .now = r->now, .now_ctx = r->now_ctx };
	struct event e = event_new(EVENT_RESTORED);
	enum stige_rc rc = store_tx(f->s, forget_device, NULL, err);

	if (rc != STIGE_OK)
		return rc;
	store_close(f->s);
	f->s = NULL;
	rc = store_open(&options, &f->s, err);
	if (rc == STIGE_OK)
		rc = foreign_unlock(r->unlock, f->s, err);
	if (rc == STIGE_OK)
		rc = log_in(f->s, r->login, err);
	return rc == STIGE_OK ? event_add(f->s, &e, err) : rc;
}

struct swapping {
	struct foreign *f;
	const char *database;
	const char *kept;            /* "" = there is nothing to keep */
	bool swapped;                /* the new file has the name, and the folder is on the disk */
};

static enum stige_rc swap_failed(const char *database, struct err *err)
{
	return err_set(err, STIGE_CANTCREATE, _("%s could not be put in place (%s); the present file stands"), database,
		strerror(errno));
}

/* A journal that was left behind goes with its file, or it would be played into the new one. */
static bool move_journal(const char *from_path, const char *to_path)
{
	struct str from = STR_INIT, to = STR_INIT;
	struct stat st;
	bool ok = true;

	str_addf(&from, "%s-journal", from_path);
	str_addf(&to, "%s-journal", to_path);
	if (lstat(from.text, &st) == 0 && st.st_size > 0)
		ok = rename(from.text, to.text) == 0;
	str_release(&from);
	str_release(&to);
	return ok;
}

/*
 * A second name for the present file, then the new one over its first: at every moment there is a
 * whole database under the name; cut off in between, the next program takes the second name from it
 * (leftover.c). A work of store_tx on the present file where that opens: nobody
 * writes meanwhile.
 */
static enum stige_rc swap(struct store *present, void *arg, struct err *err)
{
	struct swapping *w = arg;
	struct str dir = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	(void)present;
	if (*w->kept && link(w->database, w->kept) != 0)
		return swap_failed(w->database, err);
	if ((*w->kept && !move_journal(w->database, w->kept)) || rename(w->f->path.text, w->database) != 0) {
		rc = swap_failed(w->database, err);
		if (*w->kept && move_journal(w->kept, w->database))
			(void)unlink(w->kept);
	}
	file_folder(&dir, w->database);
	if (rc == STIGE_OK)
		rc = place_sync(dir.text, err);
	str_release(&dir);
	w->swapped = rc == STIGE_OK;
	return rc;
}

/* The transaction on the present file is for its lock alone: how it ends does not matter any more. */
static enum stige_rc swap_locked(struct store *present, struct swapping *w, struct err *err)
{
	struct err own = ERR_INIT;
	enum stige_rc rc = store_tx(present, swap, w, &own);

	if (rc == STIGE_OK || w->swapped)
		return STIGE_OK;
	if (err)
		*err = own;
	return rc;
}

/* "stige.db" becomes "stige-before-restore-20261122T093000Z.db". */
static void kept_name(const char *database, int64_t now, struct str *out)
{
	char at[INSTANT_TEXT];
	const char *name = trailer_name(database), *dot = strrchr(name, '.');

	leftover_kept_begin(database, out);
	for (const char *p = instant_format(now, at); *p; p++)
		if (*p != '-' && *p != ':')
			str_addc(out, *p);
	str_add(out, dot && dot > name ? dot : "");
}

/* May it be put aside unread? A damaged or newer one may: that is why a backup is wanted. */
static bool is_beyond_reading(enum stige_rc rc)
{
	return rc == STIGE_DATA || rc == STIGE_CONFIG || rc == STIGE_NOINPUT;
}

/*
 * The present file's tombstones come along and the swap happens under its lock. Where it cannot be
 * read any more the swap happens all the same; but no disk that fails for a moment brings a person
 * back who was erased.
 */
static enum stige_rc swap_over(const struct backup_restore *r, struct swapping *w, struct err *err)
{
	struct store_options options = { .path = r->database, .now = r->now, .now_ctx = r->now_ctx };
	struct arena a = ARENA_INIT;
	struct tombstones erased = { NULL, 0 };
	struct store *present = NULL;
	bool readable;
	enum stige_rc rc = *w->kept ? store_open(&options, &present, err) : STIGE_NOINPUT;

	if (rc == STIGE_OK)
		rc = tombstones_read(present, &a, &erased, err);
	readable = rc == STIGE_OK;
	if (readable)
		rc = tombstones_plant(w->f->s, &erased, err);
	else if (is_beyond_reading(rc))
		rc = STIGE_OK;
	store_close(w->f->s);
	w->f->s = NULL;
	if (rc == STIGE_OK)
		rc = place_sync(w->f->path.text, err);
	if (rc == STIGE_OK)
		rc = readable ? swap_locked(present, w, err) : swap(NULL, w, err);
	store_close(present);
	arena_release(&a);
	return rc;
}

enum stige_rc backup_restore(const struct backup_restore *r, struct str *ret_kept, struct err *err)
{
	struct foreign f = FOREIGN_INIT;
	struct str dir = STR_INIT, kept = STR_INIT;
	struct swapping w = { .f = &f, .database = r->database, .kept = "" };
	struct stat st;
	enum stige_rc rc;

	file_folder(&dir, r->database);
	rc = foreign_take_verified(&f, r->backup, dir.text, r->unlock, err);
	if (rc == STIGE_OK)
		rc = begin_anew(&f, r, err);
	if (rc == STIGE_OK && lstat(r->database, &st) == 0)
		kept_name(r->database, store_now(f.s), &kept);
	w.kept = kept.text;
	if (rc == STIGE_OK)
		rc = swap_over(r, &w, err);
	if (rc == STIGE_OK && ret_kept)
		str_add(ret_kept, kept.text);
	foreign_release(&f);
	str_release(&kept);
	str_release(&dir);
	return rc;
}

/* ---- changing one that is kept ---- */

/* It stays the backup of its day. */
static int64_t stand_still(void *made)
{
	return *(const int64_t *)made;
}

enum stige_rc backup_remake(const char *path, const struct backup_unlock *unlock,
	enum stige_rc (*change)(struct store *copy, void *arg, struct err *err), void *arg, struct err *err)
{
	struct foreign f = FOREIGN_INIT;
	struct str dir = STR_INIT;
	enum stige_rc rc;

	file_folder(&dir, path);
	rc = foreign_take_verified(&f, path, dir.text, unlock, err);
	if (rc == STIGE_OK) {
		store_set_clock(f.s, (struct store_clock){ stand_still, &f.made });
		rc = change(f.s, arg, err);
	}
	if (rc == STIGE_OK)
		rc = backup_make(f.s, path, err);
	foreign_release(&f);
	str_release(&dir);
	return rc;
}
