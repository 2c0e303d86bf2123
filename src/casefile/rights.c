/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/rights.h"

#include <dirent.h>
#include <string.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/casefile/guard.h"
#include "stige/store/backup.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum stige_rc rights_set_cpr(struct desk *d, const struct id *client, const char *typed, bool *ret_odd,
	struct err *err)
{
	char digits[CPR_DIGITS + 1] = "";
	enum cpr_fault fault = *typed ? cpr_parse(typed, desk_today(d), digits, NULL) : CPR_FINE;

	*ret_odd = fault == CPR_FINE && *digits && !cpr_modulus11(digits);
	if (fault != CPR_FINE)
		return err_set(err, STIGE_DATA, "%s", cpr_fault_sentence(fault));
	return client_set_cpr(d->store, client, digits, err);
}

enum stige_rc rights_show_cpr(struct desk *d, const struct id *client, const char *purpose, char ret[CPR_TEXT],
	struct err *err)
{
	char digits[CPR_DIGITS + 1];
	enum stige_rc rc = guard_check(purpose, err);

	if (rc == STIGE_OK)
		rc = client_cpr(d->store, client, purpose, digits, err);
	if (rc == STIGE_OK)
		cpr_hyphenated(digits, ret);
	return rc;
}

enum stige_rc rights_protect(struct desk *d, const struct id *client, bool on, struct err *err)
{
	return client_protect(d->store, client, on, err);
}

enum stige_rc rights_restrict(struct desk *d, const struct id *client, bool on, const char *reason,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct client c;
	const char *why = "own";
	enum stige_rc rc = client_get(d->store, &a, client, &c, err);

	if (rc == STIGE_OK && !*reason)
		rc = err_set(err, STIGE_USAGE, _("no reason is given; write a few words, they are kept with the restriction"));
	c.restricted = false;                /* ending a restriction needs no purpose besides its reason */
	if (rc == STIGE_OK)
		rc = guard_open(d, &c, why, &why, err);
	if (rc == STIGE_OK)
		rc = client_restrict(d->store, client, on, reason, err);
	arena_release(&a);
	return rc;
}

/* ---- erasing ---- */

void erasure_release(struct erasure *e)
{
	str_release(&e->elsewhere);
	str_release(&e->troubles);
}

bool rights_may_erase(const struct desk *d)
{
	return d->caseworker.role == KEY_HOLDER;
}

static void add_file(struct erasure *e, const char *file)
{
	if (*file != '\0' && !str_eq(file, "-"))
		str_addf(&e->elsewhere, "%s\n", file);
}

/* Files that were written about the person alone, with names in them, or as copies of everything. */
static enum stige_rc find_exports(struct desk *d, const struct client *c, struct erasure *e, struct arena *a,
	struct err *err)
{
	struct export_record *list = NULL;
	size_t count = 0;
	enum stige_rc rc = export_list(d->store, a, &list, &count, err);

	for (size_t i = 0; i < count && rc == STIGE_OK; i++) {
		bool own = id_eq(&list[i].client, &c->id);
		bool all = id_is_zero(&list[i].client) && list[i].names && list[i].at >= c->created;

		if (own || all)
			add_file(e, list[i].file);
	}
	return rc;
}

/* Databases that a restore put aside, beside this one. */
static void find_kept(const struct desk *d, struct erasure *e)
{
	struct str dir = STR_INIT;
	struct dirent *entry;
	DIR *folder;

	file_folder(&dir, store_path(d->store));
	folder = opendir(dir.text);
	while (folder && (entry = readdir(folder)))
		if (strstr(entry->d_name, "-before-restore-")) {
			file_join(&e->elsewhere, dir.text, entry->d_name);
			str_addc(&e->elsewhere, '\n');
		}
	if (folder)
		closedir(folder);
	str_release(&dir);
}

static enum stige_rc carry(struct store *copy, void *live, struct err *err)
{
	return subject_carry_tombstones(live, copy, err);
}

/* One that cannot be made anew is named, to be deleted by hand. */
static enum stige_rc clean_backups(struct desk *d, struct erasure *e, struct arena *a, struct err *err)
{
	struct backup_entry *list = NULL;
	const struct backup_unlock unlock = { backup_lend_keys, d->store };
	size_t count = 0;
	enum stige_rc rc = backup_list(d->store, a, &list, &count, err);

	for (size_t i = 0; i < count && rc == STIGE_OK; i++) {
		struct err why = ERR_INIT;

		if (backup_remake(list[i].path, &unlock, carry, d->store, &why) == STIGE_OK) {
			e->backups++;
			continue;
		}
		str_addf(&e->troubles, "%s\n", why.msg);
		add_file(e, list[i].path);
	}
	return rc;
}

/* Typed a second time, and by a key-holder: what is gone is gone. */
static enum stige_rc may_erase(const struct desk *d, const struct client *c, const char *confirm, struct err *err)
{
	if (!rights_may_erase(d))
		return err_set(err, STIGE_PERMISSION, _("only a key-holder erases a person; ask one of them"));
	if (!str_eq(confirm, c->case_no))
		return err_set(err, STIGE_USAGE,
			_("everything about this person goes and cannot be brought back; to do it, write the case number "
			"a second time: --confirm %s"), c->case_no);
	return STIGE_OK;
}

enum stige_rc rights_erase(struct desk *d, const struct id *client, const char *confirm, enum erase_reason reason,
	struct erasure *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct client c;
	enum stige_rc rc = client_get(d->store, &a, client, &c, err);

	if (rc == STIGE_OK)
		rc = may_erase(d, &c, confirm, err);
	if (rc == STIGE_OK)
		rc = find_exports(d, &c, ret, &a, err);
	if (rc == STIGE_OK)
		rc = subject_erase(d->store, client, reason, err);
	if (rc == STIGE_OK)
		rc = clean_backups(d, ret, &a, err);
	if (rc == STIGE_OK)
		find_kept(d, ret);
	arena_release(&a);
	return rc;
}
