/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The forms that answers were given on, each kept whole under the hash of its text: an answer
 * can be read for as long as it is kept, whatever becomes of forms/.
 */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/sha256.h"
#include "stige/store/responses.h"

#include "list.h"
#include "stmt.h"
#include "stige/base/banned.h"

static enum stige_rc keep(struct store *s, void *arg, struct err *err)
{
	const struct stored_form *f = arg;
	char hash[SHA256_HEX];
	struct stmt q;

	if (strlen(f->text) != f->len || strcmp(sha256_hex(f->text, f->len, hash), f->hash) != 0)
		return err_set(err, STIGE_DATA,
			_("the form %s is not the one its hash names, nothing was saved; read it again"),
			f->id);
	stmt_begin(&q, s, SQL_FORM_KEEP);
	stmt_text(&q, f->hash);
	stmt_text(&q, f->id);
	stmt_text(&q, f->version);
	stmt_text(&q, f->text);
	return stmt_run(&q, err);
}

/* Most of the time it is there already, and nothing is to be written. */
enum stige_rc form_keep(struct store *s, const struct stored_form *form, struct err *err)
{
	struct stored_form copy = *form;
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_FORM_GET);
	stmt_text(&q, form->hash);
	there = stmt_row(&q);
	rc = stmt_end(&q, err);
	return rc == STIGE_OK && !there ? store_tx(s, keep, &copy, err) : rc;
}

static void read_form(struct stmt *q, struct arena *a, struct stored_form *ret)
{
	ret->hash = stmt_col_text(q, 0, a);
	ret->id = stmt_col_text(q, 1, a);
	ret->version = stmt_col_text(q, 2, a);
	ret->text = stmt_col_text(q, 3, a);
	ret->len = strlen(ret->text);
}

enum stige_rc form_kept(struct store *s, struct arena *a, const char *hash, struct stored_form *ret,
	struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_FORM_GET);
	stmt_text(&q, hash);
	there = stmt_row(&q);
	if (there)
		read_form(&q, a, ret);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && !there)
		rc = err_set(err, STIGE_NOTFOUND, _("the form %.12s is not in %s; run `stige check`"), hash,
			s->path);
	return rc;
}

enum stige_rc form_kept_list(struct store *s, struct arena *a, struct stored_form **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_FORM_LIST);
	while (stmt_row(&q))
		read_form(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}
