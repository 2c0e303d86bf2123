/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/due.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

static const char *const words[] = {
	[DUE_FIRST] = N_("first round"),
	[DUE_NOT_YET] = N_("not yet"),
	[DUE_NOW] = N_("due"),
	[DUE_LATE] = N_("late"),
	[DUE_EXPIRED] = N_("expired"),
	[DUE_PAUSED] = N_("paused"),
	[DUE_CLOSED] = N_("closed"),
};

static enum due_state state_after(int32_t days)
{
	if (days >= EXPIRED_FROM)
		return DUE_EXPIRED;
	if (days >= LATE_FROM)
		return DUE_LATE;
	return days >= DUE_FROM ? DUE_NOW : DUE_NOT_YET;
}

struct due due_on(int32_t today, int32_t last, int32_t paused_until, int closed)
{
	struct due due = { .state = DUE_FIRST, .date = DATE_NONE, .weeks_past = 0, .days = -1 };

	/* A clock that was set back makes no round lie in the future. */
	if (last != DATE_NONE)
		due.days = today > last ? today - last : 0;

	if (closed) {
		due.state = DUE_CLOSED;
		return due;
	}
	if (paused_until != DATE_NONE && today < paused_until) {
		due.state = DUE_PAUSED;
		due.date = paused_until;
		return due;
	}
	if (last == DATE_NONE)
		return due;
	due.state = state_after(due.days);
	due.date = last + DUE_SHOWN;
	if (due.days > DUE_SHOWN)
		due.weeks_past = (due.days - DUE_SHOWN) / 7;
	return due;
}

const char *due_word(enum due_state state)
{
	return _(words[state]);
}

void due_words(const struct due *due, struct str *out)
{
	if (due->state == DUE_PAUSED) {
		due_in_full(due, out);
		return;
	}
	str_add(out, due_word(due->state));
	if (due->weeks_past > 0)
		str_addf(out, " %d", due->weeks_past);
}

void due_in_full(const struct due *due, struct str *out)
{
	char iso[DATE_TEXT];

	str_add(out, due_word(due->state));
	switch (due->state) {
	case DUE_NOT_YET:
	case DUE_NOW:
		str_addf(out, ", ");
		str_addf(out, _("week %d"), date_iso_week(due->date, NULL));
		break;
	case DUE_LATE:
	case DUE_EXPIRED:
		str_addf(out, ", ");
		str_addf(out, ngettext("%d week past", "%d weeks past", (unsigned long)due->weeks_past),
			due->weeks_past);
		break;
	case DUE_PAUSED:
		str_addc(out, ' ');
		str_addf(out, _("until %s"), date_format(due->date, iso));
		break;
	case DUE_FIRST:
	case DUE_CLOSED:
		break;
	}
}
