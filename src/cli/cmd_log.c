/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige log show|verify: the access log and the chain it hangs on. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/citizenlog.h"
#include "stige/store/events.h"
#include "words.h"
#include "stige/base/banned.h"

struct show {
	struct command_call *call;
	struct store *store;
	enum stige_rc rc;
	struct err *err;
};

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
static enum stige_rc tell(struct store *s, const struct id *client, struct err *err)
{
	struct event e = {
		.kind = EVENT_LOG_SHOWN, .form_hash = "", .item = "", .reason = "", .answered = -1, .of = -1,
		.minutes = -1, .respondent = "", .mode = "", .language = "",
	};

	if (client)
		e.client = *client;
	return event_add(s, &e, err);
}

/* What colleagues did is for key-holders; everybody sees the own entries, and those about a client they may open. */
static enum stige_rc show_log(struct command_call *call, struct desk *d, struct event_filter *filter, struct err *err)
{
	struct show show = { .call = call, .store = d->store, .err = err };
	enum stige_rc rc = tell(d->store, filter->client, err);

	if (!filter->client && d->caseworker.role != KEY_HOLDER) {
		filter->caseworker = &d->caseworker.id;
		output_complain(call, "%s", _("only your own entries are shown; a key-holder sees everybody's"));
	}
	if (!rc)
		rc = event_each(d->store, filter, show_event, &show, err);
	return rc ? rc : show.rc;
}

static enum stige_rc show_to_citizen(struct command_call *call, struct desk *d, const struct event_filter *filter,
	struct err *err)
{
	struct str text = STR_INIT;
	enum stige_rc rc = citizenlog_text(d, filter->client, filter->from, filter->to, &text, err);

	if (!rc)
		rc = output_text(call, text.text, err);
	str_release(&text);
	return rc;
}

static enum stige_rc parse_days(const struct command_call *call, const char *from, const char *to,
	struct event_filter *filter, struct err *err)
{
	int32_t first = DATE_NONE, last = DATE_NONE;
	int32_t today = session_today(call->options);
	enum stige_rc rc = words_date("--from", from, today, &first, err);

	if (!rc)
		rc = words_until("--to", to, today, &last, err);
	if (!rc && first != DATE_NONE && last != DATE_NONE && first > last)
		rc = err_set(err, STIGE_USAGE, _("--from lies after --to; exchange the two dates"));
	filter->from = day_begin(first);
	filter->to = last == DATE_NONE ? INSTANT_NONE : day_begin(last + 1);
	return rc;
}

enum stige_rc cmd_log_show(struct command_call *call, struct err *err)
{
	const char *number = NULL, *from = NULL, *to = NULL, *purpose = NULL;
	bool citizen = false;
	const struct word words[] = {
		{ .name = "--client", .value = &number }, { .name = "--from", .value = &from },
		{ .name = "--to", .value = &to }, { .name = "--citizen", .flag = &citizen },
		{ .name = "--purpose", .value = &purpose },
	};
	struct event_filter filter = { .log = 'A' };
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = parse_days(call, from, to, &filter, err);
	if (!rc && citizen && !number)
		rc = err_set(err, STIGE_USAGE, _("--citizen is about one person; name the case with --client CASE"));
	if (!rc)
		rc = number ? session_own_client(call, number, purpose, &a, &client, &d, err) : session_desk(call, &d, err);
	if (!rc && number)
		filter.client = &client.id;
	if (!rc)
		rc = citizen ? show_to_citizen(call, d, &filter, err) : show_log(call, d, &filter, err);
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
