/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige log show|verify: the access log and the chain it hangs on. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/store/events.h"
#include "words.h"
#include "stige/base/banned.h"

struct show {
	struct command_call *call;
	struct store *store;
	bool citizen;                    /* when and why, not who (CJEU C-579/21) */
	enum stige_rc rc;
	struct err *err;
};

static const struct {
	const char *code, *words;
} citizen_words[] = {
	{ "client-opened", N_("your case was opened") },
	{ "cpr-shown", N_("your CPR number was shown") },
	{ "name-shown", N_("your protected name was shown") },
	{ "exported", N_("a file was written") },
	{ "subject-exported", N_("what is written about you was handed out") },
	{ "client-restricted", N_("your case was restricted") },
	{ "client-unrestricted", N_("the restriction of your case ended") },
	{ "own", N_("by your caseworker") },
	{ "meeting", N_("in a meeting with you") },
	{ "sheet", N_("to make your sheet") },
	{ "advice", N_("to look for what could help") },
	{ "handover", N_("for a change of caseworker") },
};

/* In the person's words; a purpose has its own, and what has none keeps its code. */
static const char *in_words(const char *code)
{
	const struct purpose *purpose = guard_purpose(code);

	for (size_t i = 0; i < ARRAY_SIZE(citizen_words); i++)
		if (str_eq(citizen_words[i].code, code))
			return _(citizen_words[i].words);
	return purpose ? _(purpose->words) : code;
}

static bool show_to_citizen(struct show *show, const struct event *e)
{
	char at[INSTANT_TEXT];

	show->rc = output_say(show->call, show->err, "%s  %s%s%s\n", instant_format_local(e->at, at),
		in_words(event_word(e->kind)), *e->reason ? ": " : "", in_words(e->reason));
	return !show->rc;
}

static bool show_event(void *ctx, const struct event *e)
{
	struct show *show = ctx;
	struct arena a = ARENA_INIT;
	struct client client;
	struct caseworker who;
	char at[INSTANT_TEXT];
	bool has_client = !id_is_zero(&e->client) && !client_get(show->store, &a, &e->client, &client, NULL);
	bool has_who = !id_is_zero(&e->caseworker)
		&& !caseworker_get(show->store, &a, &e->caseworker, &who, NULL);

	if (show->citizen) {
		arena_release(&a);
		return show_to_citizen(show, e);
	}
	show->rc = output_say(show->call, show->err, "%s  %-4s  %-10s  %s%s%s\n", instant_format_local(e->at, at),
		has_who ? who.initials : "-", has_client ? client.case_no : "-", event_word(e->kind),
		*e->reason ? " " : "", e->reason);
	arena_release(&a);
	return !show->rc;
}

static int64_t day_begin(int32_t date)
{
	char iso[DATE_TEXT], text[DATE_TEXT + 6];
	int64_t at = INSTANT_NONE;

	if (date == DATE_NONE)
		return INSTANT_NONE;
	snprintf(text, sizeof(text), "%sT00:00", date_format(date, iso));
	instant_parse(text, &at);
	return at;
}

/* Who looks into the log stands in it too. */
static enum stige_rc tell(struct store *s, const struct id *client, bool citizen, struct err *err)
{
	struct event e = {
		.kind = EVENT_LOG_SHOWN, .form_hash = "", .item = "", .reason = citizen ? "citizen" : "", .answered = -1,
		.of = -1, .minutes = -1, .respondent = "", .mode = "", .language = "",
	};

	if (client)
		e.client = *client;
	return event_add(s, &e, err);
}

static enum stige_rc show_log(struct command_call *call, struct store *s, const struct event_filter *filter,
	bool citizen, struct err *err)
{
	struct show show = { .call = call, .store = s, .citizen = citizen, .err = err };
	enum stige_rc rc = tell(s, filter->client, citizen, err);

	if (!rc)
		rc = event_each(s, filter, show_event, &show, err);
	return rc ? rc : show.rc;
}

enum stige_rc cmd_log_show(struct command_call *call, struct err *err)
{
	const char *number = NULL, *from = NULL, *to = NULL;
	bool citizen = false;
	const struct word words[] = {
		{ .name = "--client", .value = &number }, { .name = "--from", .value = &from },
		{ .name = "--to", .value = &to }, { .name = "--citizen", .flag = &citizen },
	};
	struct event_filter filter = { .log = 'A' };
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	int32_t first = DATE_NONE, last = DATE_NONE;
	int32_t today = session_today(call->options);
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = words_date("--from", from, today, &first, err);
	if (!rc)
		rc = words_date("--to", to, today, &last, err);
	if (!rc && first != DATE_NONE && last != DATE_NONE && first > last)
		rc = err_set(err, STIGE_USAGE, _("--from lies after --to; exchange the two dates"));
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc && citizen && !number)
		rc = err_set(err, STIGE_USAGE, _("--citizen is about one person; name the case with --client CASE"));
	if (!rc && number) {
		rc = client_find(d->store, &a, number, &client, err);
		filter.client = &client.id;
	}
	filter.from = day_begin(first);
	filter.to = last == DATE_NONE ? INSTANT_NONE : day_begin(last + 1);
	if (!rc)
		rc = show_log(call, d->store, &filter, citizen, err);
	desk_close(d);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_log_verify(struct command_call *call, struct err *err)
{
	struct store *s = NULL;
	size_t bad = 0;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = session_store(call, &s, err);
	if (!rc)
		rc = event_verify(s, &bad, err);
	if (!rc && bad)
		rc = err_set(err, STIGE_NOTFOUND, _("the log was changed: the chain of events does not hold "
			"(links broken: %zu); compare it with a backup"), bad);
	if (!rc)
		rc = output_say(call, err, "%s\n", _("the chain of events holds"));
	store_close(s);
	return rc;
}
