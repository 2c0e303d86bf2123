/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/citizenlog.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

static const struct {
	const char *code, *words;
} said[] = {
	{ "client-opened", N_("your case was opened") },
	{ "client-refused", N_("somebody tried to open your case and was refused") },
	{ "cpr-shown", N_("your CPR number was shown") },
	{ "name-shown", N_("your protected name was shown") },
	{ "log-shown", N_("this log was looked at") },
	{ "exported", N_("a file was written") },
	{ "subject-exported", N_("what is written about you was handed out") },
	{ "client-restricted", N_("your case was restricted") },
	{ "client-unrestricted", N_("the restriction of your case ended") },
	{ "own", N_("by your caseworker") },
	{ "meeting", N_("in a meeting with you") },
	{ "sheet", N_("to make your sheet") },
	{ "advice", N_("to look for what could help") },
	{ "handover", N_("for a change of caseworker") },
	{ "journal", N_("for the text in your journal") },
	{ "conflicts", N_("to settle what two offices wrote differently") },
	{ "revealed", N_("to look at earlier answers") },
	{ "citizen", N_("to be shown to you") },
	{ "subject-export", N_("to be handed out to you") },
};

/* In the person's words; a purpose has its own, and what has none keeps its code. */
static const char *in_words(const char *code)
{
	const struct purpose *purpose = guard_purpose(code);

	for (size_t i = 0; i < ARRAY_SIZE(said); i++)
		if (str_eq(said[i].code, code))
			return _(said[i].words);
	return purpose ? _(purpose->words) : code;
}

static bool add_line(void *out, const struct event *e)
{
	char at[INSTANT_TEXT];

	str_addf(out, "%s  %s%s%s\n", instant_format_local(e->at, at), in_words(event_word(e->kind)),
		*e->reason ? ": " : "", in_words(e->reason));
	return true;
}

static enum stige_rc tell(struct desk *d, const struct id *client, struct err *err)
{
	const struct event e = {
		.kind = EVENT_LOG_SHOWN, .form_hash = "", .item = "", .reason = "citizen", .answered = -1, .of = -1,
		.minutes = -1, .respondent = "", .mode = "", .language = "", .client = *client,
	};

	return event_add(d->store, &e, err);
}

enum stige_rc citizenlog_text(struct desk *d, const struct id *client, int64_t from, int64_t to, struct str *out,
	struct err *err)
{
	const struct event_filter filter = { .from = from, .to = to, .client = client, .log = 'A' };
	enum stige_rc rc = guard_open_client(d, client, err);

	if (rc == STIGE_OK)
		rc = tell(d, client, err);
	if (rc == STIGE_OK)
		rc = event_each(d->store, &filter, add_line, out, err);
	return rc;
}
