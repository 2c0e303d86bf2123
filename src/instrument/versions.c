/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "versions.h"

#include <dirent.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/form/diff.h"
#include "stige/form/xlsform.h"

#include "stige/base/banned.h"

struct version {
	char *path;
	struct form *form;
	int32_t from;                        /* DATE_NONE, the least of all days: from the beginning */
};

struct versions {
	struct version *list;
	size_t count, cap;
};

/* "client.csv", or "client.", whatever, ".csv". */
static bool is_version(const char *file, const char *name)
{
	size_t n = strlen(name);

	return str_starts(file, name) && file[n] == '.' && str_ends(file + n, ".csv");
}

/* By name, so that the first fault told is always the same one. */
static void add_path(struct versions *v, const char *dir, const char *file)
{
	struct str path = STR_INIT;
	size_t at = v->count;

	file_join(&path, dir, file);
	v->list = mem_grow(v->list, &v->cap, v->count + 1, sizeof *v->list);
	for (; at > 0 && strcmp(v->list[at - 1].path, path.text) > 0; at--)
		v->list[at] = v->list[at - 1];
	v->list[at] = (struct version){ .path = str_steal(&path), .from = DATE_NONE };
	v->count++;
}

/* Where there is none, the plain file is named: opening it says what is wrong. */
static void find_paths(struct versions *v, const char *dir, const char *name)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	struct str plain = STR_INIT;

	while (d && (entry = readdir(d)))
		if (is_version(entry->d_name, name))
			add_path(v, dir, entry->d_name);
	if (d)
		closedir(d);
	str_addf(&plain, "%s.csv", name);
	if (v->count == 0)
		add_path(v, dir, plain.text);
	str_release(&plain);
}

static enum stige_rc read_forms(struct versions *v, struct form_problems *problems, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < v->count && !rc; i++) {
		struct version *one = &v->list[i];

		rc = form_read_file(one->path, problems, &one->form, err);
		if (!rc && *form_setting(one->form, "stige_valid_from"))
			date_parse(form_setting(one->form, "stige_valid_from"), &one->from);
	}
	return rc;
}

static void sort_by_day(struct versions *v)
{
	for (size_t i = 1; i < v->count; i++) {
		struct version one = v->list[i];
		size_t k = i;

		for (; k > 0 && v->list[k - 1].from > one.from; k--)
			v->list[k] = v->list[k - 1];
		v->list[k] = one;
	}
}

static enum stige_rc check_pair(const struct version *older, const struct version *newer, struct err *err)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	enum stige_rc rc;

	if (strcmp(form_id(older->form), form_id(newer->form)) != 0)
		return err_set(err, STIGE_DATA, _("%s has the form_id %s and %s has %s; versions of a form share it"),
			older->path, form_id(older->form), newer->path, form_id(newer->form));
	if (older->from == newer->from)
		return err_set(err, STIGE_DATA,
			_("%s and %s begin on the same day; give one another stige_valid_from, or take it out"),
			older->path, newer->path);
	form_succession_check(older->form, newer->form, &problems);
	rc = form_problems_verdict(&problems, newer->path, err);
	form_problems_release(&problems);
	return rc;
}

static enum stige_rc check_versions(const struct versions *v, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 1; i < v->count && !rc; i++)
		rc = check_pair(&v->list[i - 1], &v->list[i], err);
	return rc;
}

static enum stige_rc choose(struct versions *v, int32_t today, struct form **ret, char **ret_path,
	struct err *err)
{
	char first[DATE_TEXT];
	size_t at = v->count;

	while (at > 0 && v->list[at - 1].from > today)
		at--;
	if (at == 0)
		return err_set(err, STIGE_DATA,
			_("%s begins on %s only; add the version that is in force until then"), v->list[0].path,
			date_format(v->list[0].from, first));
	*ret = v->list[at - 1].form;
	*ret_path = v->list[at - 1].path;
	v->list[at - 1].form = NULL;
	v->list[at - 1].path = NULL;
	return STIGE_OK;
}

enum stige_rc versions_open(const char *dir, const char *name, int32_t today, struct form_problems *problems,
	struct form **ret, char **ret_path, struct err *err)
{
	struct versions v = { .list = NULL };
	enum stige_rc rc;

	find_paths(&v, dir, name);
	rc = read_forms(&v, problems, err);
	if (!rc) {
		sort_by_day(&v);
		rc = check_versions(&v, err);
	}
	if (!rc)
		rc = choose(&v, today, ret, ret_path, err);
	for (size_t i = 0; i < v.count; i++) {
		form_free(v.list[i].form);
		mem_free(v.list[i].path);
	}
	mem_free(v.list);
	return rc;
}
