/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/terms.h"

#include <stdio.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

const char *meeting_kind_word(enum meeting_kind kind)
{
	static const char *const words[MEETING_KINDS] = {
		[MEETING_OFFICE] = N_("at the office"), [MEETING_PHONE] = N_("by phone"),
		[MEETING_VIDEO] = N_("by video"), [MEETING_OUTREACH] = N_("outreach"),
	};

	return _(words[kind]);
}

const char *meeting_result_word(enum meeting_result result)
{
	static const char *const words[] = {
		[MEETING_OPEN] = N_("begun"), [MEETING_HELD] = N_("held"), [MEETING_NOT_COME] = N_("did not come"),
		[MEETING_CANCELLED] = N_("cancelled"), [MEETING_MOVED] = N_("moved to another day"),
	};

	return _(words[result]);
}

const char *response_mode_word(enum response_mode mode)
{
	static const char *const words[RESPONSE_MODES] = {
		[MODE_ALONE] = N_("client alone"), [MODE_READ_ALOUD] = N_("read aloud"),
		[MODE_INTERPRETER] = N_("with an interpreter"), [MODE_PAPER] = N_("from paper"),
		[MODE_PHONE] = N_("by phone"),
	};

	return _(words[mode]);
}

const char *plan_status_word(enum plan_status status)
{
	switch (status) {
	case PLAN_OPEN:
		return P_("step", "open");         /* the footer's "open" is a deed */
	case PLAN_DONE:
		return _("done");
	case PLAN_NOT_DONE:
		return _("not done");
	case PLAN_DROPPED:
		return _("dropped");
	case PLAN_DECLINED:
		return _("declined");
	}
	return "";
}

const char *respondent_word(enum respondent who)
{
	static const char *const words[] = {
		[RESPONDENT_CLIENT] = N_("the client's questions"),
		[RESPONDENT_CASEWORKER] = N_("your assessment"),
		[RESPONDENT_ACTIVITIES] = N_("the activities"),
	};

	return _(words[who]);
}

char *day_words(int32_t day, char out[DAY_TEXT])
{
	static const char *const names[] = {
		NULL, N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
		N_("Sunday"),
	};
	char iso[DATE_TEXT];

	snprintf(out, DAY_TEXT, _("%s %s, week %d"), _(names[date_weekday(day)]), date_format(day, iso),
		date_iso_week(day, NULL));
	return out;
}

char *day_short(int32_t day, char out[DAY_TEXT])
{
	static const char *const names[] = {
		NULL, N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
	};
	char iso[DATE_TEXT];

	snprintf(out, DAY_TEXT, "%s %s", _(names[date_weekday(day)]), date_format(day, iso));
	return out;
}

enum correct_reason correct_reason_at(size_t i)
{
	static const enum correct_reason reasons[CORRECT_REASONS] = {
		CORRECT_SLIP, CORRECT_MISUNDERSTOOD, CORRECT_CHANGED_MIND, CORRECT_READ_WRONGLY,
	};

	return i < CORRECT_REASONS ? reasons[i] : CORRECT_NONE;
}

const char *correct_reason_text(enum correct_reason reason)
{
	static const char *const texts[] = {
		[CORRECT_NONE] = "",
		[CORRECT_SLIP] = N_("Typed wrongly"),
		[CORRECT_MISUNDERSTOOD] = N_("Misunderstood, or the client says it was wrong"),
		[CORRECT_CHANGED_MIND] = N_("The person sees it otherwise now"),
		[CORRECT_READ_WRONGLY] = N_("Read or heard wrongly"),
	};

	return *texts[reason] ? _(texts[reason]) : "";
}

enum response_mode meeting_mode(enum meeting_kind kind)
{
	if (kind == MEETING_PHONE)
		return MODE_PHONE;
	return kind == MEETING_VIDEO ? MODE_READ_ALOUD : MODE_ALONE;
}
