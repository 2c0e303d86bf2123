/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/backups.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/undo.h"
#include "stige/store/events.h"
#include "stige/store/keys.h"

#include "forms.h"
#include "stige/base/banned.h"

/* ---- which there are ---- */

static int newest_first(const void *a, const void *b)
{
	const struct backup_row *x = a, *y = b;

	return x->made < y->made ? 1 : x->made > y->made ? -1 : strcmp(x->path, y->path);
}

/* Written there by a person, and not carried away since. */
static bool is_elsewhere(const struct export_record *e)
{
	return str_eq(e->what, "backup") && file_exists(e->file);
}

enum stige_rc backups_list(struct desk *d, struct arena *a, struct backup_row **ret, size_t *ret_count,
	struct err *err)
{
	struct export_record *written = NULL;
	struct backup_entry *rolling = NULL;
	size_t written_count = 0, rolling_count = 0, n = 0;
	enum stige_rc rc = backup_list(d->store, a, &rolling, &rolling_count, err);

	if (rc == STIGE_OK)
		rc = export_list(d->store, a, &written, &written_count, err);
	*ret_count = 0;
	if (rc != STIGE_OK)
		return rc;
	*ret = arena_array(a, rolling_count + written_count + 1, sizeof(**ret));
	for (size_t i = 0; i < rolling_count; i++)
		(*ret)[n++] = (struct backup_row){ .path = rolling[i].path, .made = rolling[i].made };
	for (size_t i = 0; i < written_count; i++)
		if (is_elsewhere(&written[i]))
			(*ret)[n++] = (struct backup_row){ .path = written[i].file, .made = written[i].at, .elsewhere = true };
	qsort(*ret, n, sizeof(**ret), newest_first);
	*ret_count = n;
	return STIGE_OK;
}

void backups_see(const struct desk *d, struct arena *a, struct backup_row *row)
{
	struct backup_glance glance;
	struct str work = STR_INIT;
	struct err err = ERR_INIT;

	file_folder(&work, store_path(d->store));
	if (backup_glance(row->path, work.text, &glance, &err) == STIGE_OK) {
		row->state = BACKUP_WHOLE;
		row->made = glance.made;
		row->bytes = glance.bytes;
		row->sealed = glance.sealed;
	} else {
		row->state = BACKUP_BAD;
		row->why = arena_strdup(a, err.msg);
	}
	str_release(&work);
}

/* ---- one more ---- */

/* "stige-NB-20261122T0930.db": the local time, as people look for it. */
static void file_name(const struct desk *d, struct str *out)
{
	char at[INSTANT_TEXT];

	str_addf(out, "stige-%s-", d->office.code);
	for (const char *p = instant_format_local(store_now(d->store), at); *p; p++)
		if (*p != '-' && *p != ':')
			str_addc(out, *p == ' ' ? 'T' : *p);
	str_add(out, ".db");
}

static void into_folder(const struct desk *d, const char *folder, struct str *out)
{
	struct str name = STR_INIT;

	file_name(d, &name);
	file_join(out, folder, name.text);
	str_release(&name);
}

void backups_propose(const struct desk *d, struct str *out)
{
	if (*d->export_dir)
		into_folder(d, d->export_dir, out);
	else
		file_name(d, out);
}

enum stige_rc backups_make_file(struct store *s, const char *path, struct err *err)
{
	struct export_record e = { .what = "backup", .names = true, .reason = "backup" };
	struct str whole = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	/* An older backup is not written over: it may be the last good one. */
	if (file_exists(path))
		rc = err_set(err, STIGE_CANTCREATE, _("%s is there already; name a file that is not"), path);
	if (rc == STIGE_OK)
		rc = backup_make(s, path, err);
	file_absolute(&whole, path);
	e.file = whole.text;
	if (rc == STIGE_OK)
		rc = export_add(s, &e, err);
	str_release(&whole);
	return rc;
}

enum stige_rc backups_make(struct desk *d, const char *path, struct str *ret_path, struct err *err)
{
	struct str file = STR_INIT;
	enum stige_rc rc;

	if (file_is_folder(path))
		into_folder(d, path, &file);
	else
		str_add(&file, path);
	rc = backups_make_file(d->store, file.text, err);
	if (rc == STIGE_OK)
		file_absolute(ret_path, file.text);
	str_release(&file);
	return rc;
}

/* ---- what is in one ---- */

struct opening {
	struct desk *desk;
	const char *passphrase;
	bool sealed;                     /* the copy was, and no passphrase was there for it */
};

/* The desk's own key opens what was sealed with it; anything else needs the passphrase of that time. */
static enum stige_rc open_copy(void *ctx, struct store *copy, struct err *err)
{
	struct opening *o = ctx;

	if (!store_locked(copy))
		return STIGE_OK;
	if (o->passphrase)
		return store_unlock(copy, o->desk->login, o->passphrase, err);
	o->sealed = true;
	return backup_lend_keys(o->desk->store, copy, err);
}

/* Forms, meetings and clients by themselves, everything else that a person wrote together. */
static void count_lacking(const size_t lacking[EVENT_KIND_COUNT], struct backup_look *ret)
{
	for (unsigned kind = 0; kind < EVENT_KIND_COUNT; kind++)
		if (event_log((enum event_kind)kind) == 'S')
			ret->others += lacking[kind];
	ret->answers = lacking[EVENT_FORM_COMPLETED] + lacking[EVENT_CORRECTED] + lacking[EVENT_VOIDED];
	ret->meetings = lacking[EVENT_MEETING_BEGUN];
	ret->clients = lacking[EVENT_CLIENT_ADDED];
	ret->others -= ret->answers + ret->meetings + ret->clients;
}

enum stige_rc backups_look(struct desk *d, const char *path, const char *passphrase, struct backup_look *ret,
	bool *ret_ask, struct err *err)
{
	struct opening o = { .desk = d, .passphrase = passphrase };
	const struct backup_unlock unlock = { open_copy, &o };
	enum stige_rc rc;

	*ret = (struct backup_look){ .answers = 0 };
	rc = backup_look_inside(path, d->store, &unlock, &ret->inside, err);
	*ret_ask = rc != STIGE_OK && o.sealed;
	if (*ret_ask)
		return STIGE_PERMISSION;
	count_lacking(ret->inside.lacking, ret);
	ret->other_office = !id_eq(&ret->inside.office, &d->office.id);
	return rc;
}

/* ---- going back to one ---- */

static int64_t clock_of(void *store)
{
	return store_now(store);
}

/* The restored file under the name; the store before it can save nothing any more (tx.c). */
static enum stige_rc open_again(struct desk *d, struct opening *o, struct store **ret, struct err *err)
{
	struct store *fresh = NULL;
	enum stige_rc rc = store_open_again(d->store, &fresh, err);

	if (rc == STIGE_OK)
		rc = open_copy(o, fresh, err);
	if (rc == STIGE_OK)
		*ret = fresh;
	else
		store_close(fresh);
	return rc;
}

static enum stige_rc reopen(struct desk *d, struct opening *o, struct err *err)
{
	struct store *before = d->store, *fresh = NULL;
	struct err why = ERR_INIT;
	enum stige_rc rc = open_again(d, o, &fresh, &why);

	if (rc == STIGE_OK) {
		d->store = fresh;
		rc = forms_follow(d, &why);
	}
	if (rc == STIGE_OK)
		rc = desk_refresh(d, NULL, &why);
	if (rc != STIGE_OK) {
		d->store = before;
		store_close(fresh);
		return err_set(err, rc, _("the backup is in place, but it could not be opened (%s); leave, and start stige "
			"again"), why.msg);
	}
	store_close(before);
	desk_purpose(d, &(struct id){ { 0 } }, "");
	if (d->undo)
		undo_begin(d);
	return STIGE_OK;
}

enum stige_rc backups_restore(struct desk *d, const char *path, const char *passphrase, struct str *ret_kept,
	struct err *err)
{
	struct opening o = { .desk = d, .passphrase = passphrase };
	const struct backup_unlock unlock = { open_copy, &o };
	const struct backup_restore restore = {
		.backup = path, .database = store_path(d->store), .login = d->login, .unlock = &unlock, .now = clock_of,
		.now_ctx = d->store,
	};
	enum stige_rc rc = backup_restore(&restore, ret_kept, err);

	return rc == STIGE_OK ? reopen(d, &o, err) : rc;
}
