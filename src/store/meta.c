/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What only this machine knows: its id, its office, its settings, the end of its event chain.
 */
#include "stige/base/i18n.h"

#include "stmt.h"
#include "stige/base/banned.h"

enum stige_rc meta_get(struct store *s, struct arena *a, const char *name, const char **ret, struct err *err)
{
	struct stmt q;

	*ret = NULL;
	stmt_begin(&q, s, SQL_META_GET);
	stmt_text(&q, name);
	if (stmt_row(&q))
		*ret = stmt_col_text(&q, 0, a);
	return stmt_end(&q, err);
}

enum stige_rc meta_set(struct store *s, const char *name, const char *value, struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, value ? SQL_META_SET : SQL_META_REMOVE);
	stmt_text(&q, name);
	if (value)
		stmt_text(&q, value);
	return stmt_run(&q, err);
}

enum stige_rc meta_get_id(struct store *s, const char *name, struct id *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *hex;
	enum stige_rc rc = meta_get(s, &a, name, &hex, err);

	*ret = (struct id){ { 0 } };
	if (rc == STIGE_OK && hex && !id_parse(hex, ret))
		rc = err_set(err, STIGE_DATA, _("%s is damaged (setting %s); go back to a backup"), s->path,
			name);
	arena_release(&a);
	return rc;
}
