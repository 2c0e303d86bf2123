/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session log as a file: the last seven days and by case number, unless something else is said. */
#include "parts.h"

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/exchange/export.h"
#include "stige/base/banned.h"

enum { WEEK = 7 };

static enum said ask_days(struct talk *t, struct export_options *o)
{
	enum said said = talk_date(t, _("From which day; Enter: the last seven days"), DATE_NONE, &o->from);

	if (said == SAID_NOTHING) {
		o->from = desk_today(t->desk) - WEEK + 1;
		return SAID_TEXT;
	}
	if (said == SAID_TEXT)
		said = talk_date(t, _("To which day; Enter: today"), DATE_NONE, &o->to);
	return said == SAID_NOTHING ? SAID_TEXT : said;
}

static enum said ask_file(struct talk *t, const struct export_options *o, struct str *ret_path)
{
	struct str name = STR_INIT, text = STR_INIT;
	char line[LINES_MOST];
	enum said said;

	export_file_name(EXPORT_LOG, o, desk_today(t->desk), &name);
	if (*t->desk->export_dir)
		file_join(ret_path, t->desk->export_dir, name.text);
	else
		str_add(ret_path, name.text);
	str_addf(&text, _("File; Enter: %s"), ret_path->text);
	said = talk_ask(t, &(struct question){ .text = text.text }, line);
	if (said == SAID_TEXT) {
		str_clear(ret_path);
		str_add(ret_path, line);
	}
	str_release(&name);
	str_release(&text);
	return said == SAID_NOTHING ? SAID_TEXT : said;
}

enum said export_talk(struct talk *t)
{
	struct export_options o = { .dialect = CSV_EXCEL_DA, .to = DATE_NONE, .mine = true };
	struct export_result result;
	struct str path = STR_INIT;
	struct err err = ERR_INIT;
	enum said said;

	talk_say(t, "%s", _("The session log of your meetings, with case numbers and no names. Nothing leaves this "
		"machine by itself."));
	said = ask_days(t, &o);
	if (said == SAID_TEXT)
		said = ask_file(t, &o, &path);
	if (said == SAID_TEXT && export_write(t->desk, EXPORT_LOG, &o, path.text, &result, &err))
		talk_fail(t, &err);
	else if (said == SAID_TEXT)
		talk_say(t, ngettext("%zu row written to %s", "%zu rows written to %s", result.rows), result.rows, path.text);
	str_release(&path);
	return said == SAID_END ? SAID_END : SAID_TEXT;
}
