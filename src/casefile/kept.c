/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has been kept long enough, said in words. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/rights.h"
#include "stige/store/retention.h"

#include "happened.h"
#include "stige/base/banned.h"

static const struct {
	const char *rule, *words;
} remedies[] = {
	{ "clients", N_("`stige subject erase` erases the person") },
	{ "log", N_("`stige log prune` prunes the log") },
	{ "exports", N_("delete the file where it lies") },
	{ "drafts", N_("finish the form or drop it") },
};

static const char *remedy(const struct retention_due *due)
{
	for (size_t i = 0; i < ARRAY_SIZE(remedies); i++)
		if (str_eq(remedies[i].rule, due->rule->code))
			return _(remedies[i].words);
	return "";
}

enum stige_rc rights_kept_text(struct desk *d, struct str *out, struct err *err)
{
	struct retention_due *list = NULL;
	struct arena a = ARENA_INIT;
	char day[DATE_TEXT];
	size_t count = 0;
	enum stige_rc rc = happened(d->store, EVENT_CLIENT_LISTED, NULL, NULL, "retention", err);

	if (rc == STIGE_OK)
		rc = retention_list(d->store, &a, desk_today(d), &list, &count, err);
	for (size_t i = 0; i < count && rc == STIGE_OK; i++)
		str_addf(out, "%s  %-8s  %s: %s\n", date_format(list[i].due, day), list[i].rule->code, list[i].what,
			remedy(&list[i]));
	if (rc == STIGE_OK && count == 0)
		str_addf(out, "%s\n", _("nothing is due"));
	arena_release(&a);
	return rc;
}

enum stige_rc rights_old_exports(struct desk *d, struct arena *a, size_t *ret_count, const char **ret_first,
	struct err *err)
{
	struct retention_due *list = NULL;
	size_t count = 0;
	enum stige_rc rc = retention_list(d->store, a, desk_today(d), &list, &count, err);

	*ret_count = 0;
	*ret_first = "";
	for (size_t i = 0; i < count && rc == STIGE_OK; i++)
		if (str_eq(list[i].rule->code, "exports") && (*ret_count)++ == 0)
			*ret_first = list[i].what;
	return rc;
}
