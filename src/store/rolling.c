/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The backups that are made by themselves, in a folder beside the database, and which of them stay.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/store/backup.h"
#include "stige/store/office.h"

#include "leftover.h"
#include "list.h"
#include "stmt.h"
#include "trailer.h"
#include "stige/base/banned.h"

#define FOLDER "backups"
#define SUFFIX ".db"
#define STAMP ((size_t)16)           /* "20261122T093000Z" */
#define MOST 999

/* ---- which stay ---- */

static enum stige_rc read_count(struct store *s, const char *name, unsigned fallback, unsigned *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text = NULL;
	long n;
	enum stige_rc rc = setting_get(s, &a, name, &text, err);

	*ret = rc == STIGE_OK && str_to_long(text, 0, MOST, &n) ? (unsigned)n : fallback;
	arena_release(&a);
	return rc;
}

enum stige_rc backup_policy_get(struct store *s, struct backup_policy *ret, struct err *err)
{
	enum stige_rc rc = read_count(s, "backup_days", 7, &ret->days, err);

	if (rc == STIGE_OK)
		rc = read_count(s, "backup_weeks", 5, &ret->weeks, err);
	if (rc == STIGE_OK)
		rc = read_count(s, "backup_months", 12, &ret->months, err);
	return rc;
}

static int64_t day_of(int32_t date)
{
	return date;
}

/* Weeks begin on Monday: 1970-01-01 was a Thursday. */
static int64_t week_of(int32_t date)
{
	return ((int64_t)date + 3) / 7;
}

static int64_t month_of(int32_t date)
{
	struct date_parts p = date_split(date);

	return (int64_t)p.year * 12 + p.month;
}

/* Marks the newest of each of the last `most` spans that have one. */
static void keep_spans(unsigned most, int64_t (*span)(int32_t date), const int64_t *made, size_t count, bool *ret_keep)
{
	int64_t last = INT64_MIN;

	for (size_t i = 0; i < count && most > 0; i++) {
		int64_t this = span(instant_date(made[i]));

		if (this == last)
			continue;
		last = this;
		ret_keep[i] = true;
		most--;
	}
}

void backup_policy_apply(const struct backup_policy *p, const int64_t *made, size_t count, bool *ret_keep)
{
	for (size_t i = 0; i < count; i++)
		ret_keep[i] = false;
	keep_spans(p->days, day_of, made, count, ret_keep);
	keep_spans(p->weeks, week_of, made, count, ret_keep);
	keep_spans(p->months, month_of, made, count, ret_keep);
}

/* ---- their names ---- */

static void folder(const struct store *s, struct str *out)
{
	struct str dir = STR_INIT;

	file_folder(&dir, s->path);
	file_join(out, dir.text, FOLDER);
	str_release(&dir);
}

/* "stige-" of "/.../stige.db": the beginning of this database's backups. */
static void stem(const struct store *s, struct str *out)
{
	const char *name = trailer_name(s->path), *dot = strrchr(name, '.');

	str_addn(out, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
	str_addc(out, '-');
}

static void add_stamp(struct str *out, int64_t at)
{
	char text[INSTANT_TEXT];

	for (const char *p = instant_format(at, text); *p; p++)
		if (*p != '-' && *p != ':')
			str_addc(out, *p);
}

/* "20261122T093000Z" back into an instant, by putting the marks in again. */
static bool read_stamp(const char *stamp, int64_t *ret)
{
	struct str text = STR_INIT;
	bool ok;

	str_addf(&text, "%.4s-%.2s-%.5s:%.2s:%.3s", stamp, stamp + 4, stamp + 6, stamp + 11, stamp + 13);
	ok = instant_parse(text.text, ret);
	str_release(&text);
	return ok;
}

static bool is_ours(const char *name, const char *begin, int64_t *ret_made)
{
	size_t n = strlen(begin);

	return str_starts(name, begin) && strlen(name) == n + STAMP + strlen(SUFFIX) && str_ends(name, SUFFIX) &&
		read_stamp(name + n, ret_made);
}

static int newest_first(const void *a, const void *b)
{
	const struct backup_entry *x = a, *y = b;

	return x->made < y->made ? 1 : x->made > y->made ? -1 : strcmp(x->path, y->path);
}

enum stige_rc backup_list(const struct store *s, struct arena *a, struct backup_entry **ret, size_t *ret_count,
	struct err *err)
{
	struct str dir = STR_INIT, begin = STR_INIT;
	struct dirent *entry;
	struct list list;
	enum stige_rc rc = STIGE_OK;
	DIR *d;

	folder(s, &dir);
	stem(s, &begin);
	list_init(&list, sizeof(**ret));
	d = opendir(dir.text);
	if (!d && errno != ENOENT)
		rc = err_set(err, STIGE_NOINPUT, _("the folder %s cannot be read (%s); check who may read it"), dir.text,
			strerror(errno));
	while (d && (entry = readdir(d))) {
		struct str path = STR_INIT;
		struct backup_entry *one;
		int64_t made;

		if (!is_ours(entry->d_name, begin.text, &made))
			continue;
		file_join(&path, dir.text, entry->d_name);
		one = list_add(&list);
		*one = (struct backup_entry){ arena_strdup(a, path.text), made };
		str_release(&path);
	}
	*ret = list_take(&list, a, ret_count);
	if (*ret_count > 1)
		qsort(*ret, *ret_count, sizeof(**ret), newest_first);
	str_release(&begin);
	str_release(&dir);
	if (d)
		closedir(d);
	return rc;
}

/* ---- one more ---- */

/* Only backups that this program made, by their names; and only after a newer one was proven. */
static enum stige_rc expire(struct store *s, const struct backup_policy *p, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct backup_entry *entries;
	size_t count = 0;
	enum stige_rc rc = backup_list(s, &a, &entries, &count, err);
	int64_t *made = arena_array(&a, count + 1, sizeof(*made));
	bool *keep = arena_array(&a, count + 1, sizeof(*keep));

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		made[i] = entries[i].made;
	if (rc == STIGE_OK)
		backup_policy_apply(p, made, count, keep);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (!keep[i] && unlink(entries[i].path) != 0 && errno != ENOENT)
			rc = err_set(err, STIGE_IO, _("the old backup %s cannot be removed (%s); remove it by hand"),
				entries[i].path, strerror(errno));
	arena_release(&a);
	return rc;
}

enum stige_rc backup_roll(struct store *s, struct err *err)
{
	struct backup_policy policy;
	struct str dir = STR_INIT, name = STR_INIT, path = STR_INIT;
	enum stige_rc rc = backup_policy_get(s, &policy, err);

	if (rc != STIGE_OK || policy.days + policy.weeks + policy.months == 0)
		return rc;
	folder(s, &dir);
	stem(s, &name);
	add_stamp(&name, store_now(s));
	str_add(&name, SUFFIX);
	file_join(&path, dir.text, name.text);
	rc = file_make_dir(dir.text, err);
	if (rc == STIGE_OK) {
		leftover_sweep(dir.text);
		rc = backup_make(s, path.text, err);
	}
	if (rc == STIGE_OK)
		rc = expire(s, &policy, err);
	str_release(&path);
	str_release(&name);
	str_release(&dir);
	return rc;
}
