/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/outbox.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "happened.h"
#include "stige/base/banned.h"

/* export_list gives them as they were written. */
static void newest_first(struct export_record *list, size_t count)
{
	for (size_t i = 0; i < count / 2; i++) {
		struct export_record other = list[i];

		list[i] = list[count - 1 - i];
		list[count - 1 - i] = other;
	}
}

enum stige_rc outbox_load(struct desk *d, struct outbox *ret, struct err *err)
{
	enum stige_rc rc;

	*ret = (struct outbox){ .arena = ARENA_INIT };
	rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, "outbox", err);
	if (rc == STIGE_OK)
		rc = sitting_left(d, &ret->arena, &ret->drafts, &ret->draft_count, err);
	if (rc == STIGE_OK)
		rc = export_list(d->store, &ret->arena, &ret->exports, &ret->export_count, err);
	if (rc == STIGE_OK)
		rc = backup_list(d->store, &ret->arena, &ret->backups, &ret->backup_count, err);
	if (rc != STIGE_OK) {
		outbox_release(ret);
		return rc;
	}
	if (ret->export_count > 1 && ret->exports[0].at < ret->exports[ret->export_count - 1].at)
		newest_first(ret->exports, ret->export_count);
	return STIGE_OK;
}

void outbox_release(struct outbox *o)
{
	arena_release(&o->arena);
	*o = (struct outbox){ .arena = ARENA_INIT };
}

int32_t outbox_age(const struct desk *d, int64_t at)
{
	int32_t days = desk_today(d) - instant_date(at);

	return days > 0 ? days : 0;
}

void outbox_age_words(int32_t days, struct str *out)
{
	if (days == 0)
		str_add(out, _("today"));
	else
		str_addf(out, ngettext("%d day ago", "%d days ago", (unsigned long)days), (int)days);
}
