/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige doctor, the place: permissions, backups and their age. */
#include <sys/stat.h>

#include "doctor.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/store/backup.h"
#include "stige/base/banned.h"

enum { OTHERS = 077, BACKUP_OLD = 7 };

static void add_access(struct str *out, const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0)
		str_addf(out, _("permissions: %s cannot be looked at\n"), path);
	else if (st.st_mode & OTHERS)
		str_addf(out, _("permissions: others can get at %s; chmod go= %s\n"), path, path);
	else
		str_addf(out, _("permissions: %s is yours alone\n"), path);
}

static void add_backups(struct str *out, const struct options *o, const struct backup_entry *list, size_t count)
{
	char on[INSTANT_TEXT];
	int32_t days;

	if (count == 0) {
		str_addf(out,
			_("backups: none yet; the end of a session makes one, `stige backup make FILE` another elsewhere\n"));
		return;
	}
	days = session_today(o) - instant_date(list[0].made);
	str_addf(out, _("backups: %zu, the newest of %s"), count, instant_format_local(list[0].made, on));
	if (days > BACKUP_OLD)
		str_addf(out, ngettext(", %d day ago: make one with `stige backup make FILE`",
			", %d days ago: make one with `stige backup make FILE`", (unsigned long)days), (int)days);
	str_addc(out, '\n');
}

enum stige_rc doctor_place(struct command_call *call, const struct store *s, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct backup_entry *list = NULL;
	struct str text = STR_INIT, folder = STR_INIT;
	const char *path = store_path(s);
	size_t count = 0;
	enum stige_rc rc = backup_list(s, &a, &list, &count, err);

	file_folder(&folder, path);
	add_access(&text, path);
	add_access(&text, folder.text);
	if (!rc) {
		add_backups(&text, call->options, list, count);
		rc = output_text(call, text.text, err);
	}
	str_release(&text);
	str_release(&folder);
	arena_release(&a);
	return rc;
}
