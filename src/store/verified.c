/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups that are looked at: whole and ours, then in full, then what is in them. */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"
#include "stige/store/office.h"

#include "foreign.h"
#include "stmt.h"
#include "stige/base/banned.h"

enum stige_rc foreign_unlock(const struct backup_unlock *unlock, struct store *copy, struct err *err)
{
	return unlock ? unlock->open(unlock->ctx, copy, err) : STIGE_OK;
}

static enum stige_rc must_pass(struct store *s, const char *path, struct err *err)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	enum stige_rc rc = store_check(s, &findings, err);

	if (rc == STIGE_OK && findings.count > 0)
		rc = err_set(err, STIGE_DATA, _("the backup %s does not pass its check (%s); use another one"), path,
			findings.list[0].sentence);
	store_findings_release(&findings);
	return rc;
}

enum stige_rc foreign_take_verified(struct foreign *f, const char *path, const char *work,
	const struct backup_unlock *unlock, struct err *err)
{
	enum stige_rc rc = foreign_take(f, path, work, true, err);

	if (rc == STIGE_OK)
		rc = foreign_unlock(unlock, f->s, err);
	return rc == STIGE_OK ? must_pass(f->s, path, err) : rc;
}

enum stige_rc backup_glance(const char *path, const char *work, struct backup_glance *ret, struct err *err)
{
	struct foreign f = FOREIGN_INIT;
	enum stige_rc rc = foreign_take(&f, path, work, true, err);

	if (rc == STIGE_OK)
		*ret = (struct backup_glance){ f.made, f.bytes, store_sealed(f.s) };
	foreign_release(&f);
	return rc;
}

/* ---- what is in it ---- */

/* How far the copy knows each device's chain. */
struct reach {
	struct id device;
	int64_t seq;
};
struct reaches {
	struct reach *list;
	size_t count, room;
	int64_t last;
};

static struct reach *reach_of(const struct reaches *all, const struct id *device)
{
	for (size_t i = 0; i < all->count; i++)
		if (id_eq(&all->list[i].device, device))
			return &all->list[i];
	return NULL;
}

static bool note_reach(void *ctx, const struct event *e)
{
	struct reaches *all = ctx;
	struct reach *r = reach_of(all, &e->device);

	if (!r) {
		all->list = mem_grow(all->list, &all->room, all->count + 1, sizeof(*all->list));
		r = &all->list[all->count++];
		*r = (struct reach){ e->device, e->seq };
	}
	if (e->seq > r->seq)
		r->seq = e->seq;
	if (all->last == INSTANT_NONE || e->at > all->last)
		all->last = e->at;
	return true;
}

struct comparing {
	const struct reaches *known;
	struct backup_inside *inside;
};

static bool count_lacking(void *ctx, const struct event *e)
{
	const struct comparing *w = ctx;
	const struct reach *r = reach_of(w->known, &e->device);

	if (!r || e->seq > r->seq)
		w->inside->lacking[e->kind]++;
	return true;
}

static enum stige_rc count(struct store *s, const char *sql, size_t *ret, struct err *err)
{
	struct stmt q;

	stmt_begin_once(&q, s, sql);
	if (stmt_row(&q))
		*ret = (size_t)stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

static enum stige_rc read_office(struct store *copy, struct backup_inside *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *invented = NULL;
	struct office office;
	enum stige_rc rc = office_get(copy, &a, &office, err);

	if (rc == STIGE_OK)
		rc = setting_get(copy, &a, "synthetic", &invented, err);
	if (rc == STIGE_OK) {
		ret->office = office.id;
		memcpy(ret->office_code, office.code, strnlen(office.code, sizeof(ret->office_code) - 1));
		ret->invented = invented && *invented && strcmp(invented, "no") != 0;
	}
	arena_release(&a);
	return rc;
}

static enum stige_rc look(struct store *copy, struct store *present, struct backup_inside *ret, struct err *err)
{
	static const struct event_filter all = { .from = INSTANT_NONE, .to = INSTANT_NONE };
	struct reaches known = { .last = INSTANT_NONE };
	struct comparing w = { &known, ret };
	enum stige_rc rc = read_office(copy, ret, err);

	if (rc == STIGE_OK)
		rc = count(copy, "SELECT count(*) FROM client", &ret->clients, err);
	if (rc == STIGE_OK)
		rc = count(copy, "SELECT count(*) FROM meeting", &ret->meetings, err);
	if (rc == STIGE_OK)
		rc = count(copy, "SELECT count(*) FROM response", &ret->responses, err);
	if (rc == STIGE_OK)
		rc = event_each(copy, &all, note_reach, &known, err);
	ret->last = known.last;
	if (rc == STIGE_OK)
		rc = event_each(present, &all, count_lacking, &w, err);
	mem_free(known.list);
	return rc;
}

enum stige_rc backup_look_inside(const char *path, struct store *present, const struct backup_unlock *unlock,
	struct backup_inside *ret, struct err *err)
{
	struct foreign f = FOREIGN_INIT;
	struct str work = STR_INIT;
	enum stige_rc rc;

	*ret = (struct backup_inside){ .last = INSTANT_NONE };
	file_folder(&work, present->path);
	rc = foreign_take_verified(&f, path, work.text, unlock, err);
	if (rc == STIGE_OK)
		rc = look(f.s, present, ret, err);
	foreign_release(&f);
	str_release(&work);
	return rc;
}
