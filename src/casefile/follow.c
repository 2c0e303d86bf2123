/* SPDX-License-Identifier: GPL-3.0-or-later */
/* May the forms of forms/ be used over the answers that are kept? */
#include "stige/casefile/desk.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/diff.h"
#include "stige/form/xlsform.h"
#include "stige/store/responses.h"

#include "forms.h"
#include "stige/base/banned.h"

static bool all_digits(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

/* Numbers by their size ("10" after "9"), everything else by its letters. */
static bool version_after(const char *a, const char *b)
{
	if (all_digits(a) && all_digits(b)) {
		a += strspn(a, "0");
		b += strspn(b, "0");
		if (strlen(a) != strlen(b))
			return strlen(a) > strlen(b);
	}
	return strcmp(a, b) > 0;
}

/*
 * The newest version kept of a form, NULL when there is none or the form itself is kept: what was used
 * once may be used again.
 */
static const struct stored_form *newest_kept(const struct stored_form *kept, size_t count, const struct form *f)
{
	const struct stored_form *newest = NULL;

	for (size_t i = 0; i < count; i++) {
		if (str_eq(kept[i].hash, form_hash(f)))
			return NULL;
		if (str_eq(kept[i].id, form_id(f)) && (!newest || version_after(kept[i].version, newest->version)))
			newest = &kept[i];
	}
	return newest;
}

static enum stige_rc follow_one(const struct stored_form *kept, size_t count, const struct form *f,
	struct form_problems *problems, struct err *err)
{
	const struct stored_form *newest = newest_kept(kept, count, f);
	struct form_problems own = FORM_PROBLEMS_INIT;
	struct form *older = NULL;
	enum stige_rc rc;

	if (!newest)
		return STIGE_OK;
	rc = form_read(newest->text, newest->len, newest->id, &own, &older, err);
	if (rc == STIGE_OK)
		form_succession_check(older, f, problems);
	form_problems_release(&own);
	form_free(older);
	return rc;
}

enum stige_rc desk_form_follows(struct store *s, const struct form *f, struct form_problems *problems,
	struct err *err)
{
	struct arena a = ARENA_INIT;
	struct stored_form *kept = NULL;
	size_t count = 0;
	enum stige_rc rc = form_kept_list(s, &a, &kept, &count, err);

	if (rc == STIGE_OK)
		rc = follow_one(kept, count, f, problems, err);
	arena_release(&a);
	return rc;
}

/* The first difference in full, and where to see the others. */
static enum stige_rc refuse(struct store *s, const char *path, const struct form_problems *problems,
	struct err *err)
{
	struct err first = ERR_INIT;
	enum stige_rc rc = form_problems_verdict(problems, path, &first);

	if (rc == STIGE_OK)
		return STIGE_OK;
	if (problems->errors == 1)
		return err_set(err, rc, "%s", first.msg);
	return err_set(err, rc, _("%s (and %zu more: stige form check --database %s %s)"), first.msg,
		problems->errors - 1, store_path(s), path);
}

enum stige_rc forms_follow(const struct desk *d, struct err *err)
{
	const struct instrument *i = d->instrument;
	const struct {
		const struct form *form;
		const char *path;
	} forms[] = {
		{ i->client, i->client_path }, { i->caseworker, i->caseworker_path },
		{ i->activity_form, i->activity_path },
	};
	enum stige_rc rc = STIGE_OK;

	for (size_t k = 0; k < ARRAY_SIZE(forms) && rc == STIGE_OK; k++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;

		rc = desk_form_follows(d->store, forms[k].form, &problems, err);
		if (rc == STIGE_OK)
			rc = refuse(d->store, forms[k].path, &problems, err);
		form_problems_release(&problems);
	}
	return rc;
}
