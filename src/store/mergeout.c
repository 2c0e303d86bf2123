/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every shared row out of a file, in the catalogue's order, as one state of it. */
#include "stige/base/i18n.h"
#include "stige/store/merge.h"

#include "catalog.h"
#include "wire.h"
#include "stige/base/banned.h"

#define FLUSH_AT ((size_t)64 << 10)

struct sending {
	bool (*write)(void *ctx, const void *bytes, size_t n);
	void *ctx;
	struct str bytes;
};

static enum stige_rc flush(struct sending *w, size_t at, struct err *err)
{
	if (w->bytes.len < at)
		return STIGE_OK;
	if (!w->write(w->ctx, w->bytes.text, w->bytes.len))
		return err_set(err, STIGE_IO, _("the rows could not be written to their end; check where the bundle goes"));
	str_clear(&w->bytes);
	return STIGE_OK;
}

static enum stige_rc send_table(struct store *s, struct sending *w, const struct table *t, struct err *err)
{
	struct str sql = STR_INIT, order = STR_INIT;
	enum stige_rc rc = STIGE_OK, end;
	struct stmt q;

	str_addf(&order, "ORDER BY %s", t->order);
	catalog_select(t, order.text, &sql);
	stmt_begin_once(&q, s, sql.text);
	while (rc == STIGE_OK && stmt_row(&q)) {
		wire_put(&w->bytes, t, &q);
		if (q.err.rc == STIGE_OK)
			rc = flush(w, FLUSH_AT, err);
	}
	end = stmt_end(&q, err);
	str_release(&order);
	str_release(&sql);
	return rc == STIGE_OK ? end : rc;
}

/* A work for tx_read: one state of the file. */
static enum stige_rc send_all(struct store *s, void *arg, struct err *err)
{
	struct sending *w = arg;
	enum stige_rc rc = STIGE_OK;

	wire_begin(&w->bytes);
	for (size_t i = 0; rc == STIGE_OK && i < catalog_count; i++)
		if (catalog[i].scope != TABLE_LOCAL)
			rc = send_table(s, w, &catalog[i], err);
	wire_end(&w->bytes);
	return rc == STIGE_OK ? flush(w, 0, err) : rc;
}

enum stige_rc merge_write(struct store *s, bool (*write)(void *ctx, const void *bytes, size_t n), void *ctx,
	struct err *err)
{
	struct sending w = { write, ctx, STR_INIT };
	enum stige_rc rc = tx_read(s, send_all, &w, err);

	str_release(&w.bytes);
	return rc;
}

