/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige outcome list|add|change: what became of a client, kept by hand. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/outcome.h"
#include "stige/store/words.h"
#include "words.h"
#include "stige/base/banned.h"

enum { NUMBER_MOST = 100000 };

struct outcome_call {
	struct asked asked;
	struct outcome_typed typed;
	const char *number;
	struct desk *desk;
	struct casefile *file;
	struct arena arena;
	struct outcome *list;
	size_t count;
};

/* The client, opened, and the outcomes as they stand in the list. */
static enum stige_rc open_call(const struct command_call *call, struct outcome_call *o, struct err *err)
{
	enum stige_rc rc = session_casefile(call, &o->asked, "own", &o->desk, &o->file, err);

	if (!rc)
		rc = outcome_list(o->desk->store, &o->arena, &o->file->client.id, &o->list, &o->count, err);
	return rc;
}

static void close_call(struct outcome_call *o)
{
	casefile_free(o->file);
	desk_close(o->desk);
	arena_release(&o->arena);
}

enum stige_rc cmd_outcome_list(struct command_call *call, struct err *err)
{
	struct outcome_call o = { .arena = ARENA_INIT };
	const struct word words[] = {
		{ .name = "CASE", .value = &o.asked.number, .needed = true },
	};
	struct str text = STR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = open_call(call, &o, err);
	for (size_t i = 0; i < o.count; i++) {
		str_addf(&text, "%2zu  ", i + 1);
		outcome_line(&o.list[i], &text);
		str_addc(&text, '\n');
	}
	if (!rc)
		rc = output_text(call, text.len ? text.text : _("Nothing has been written down yet.\n"), err);
	str_release(&text);
	close_call(&o);
	return rc;
}

/* A client's period begins when the client came, unless it is said. */
static enum stige_rc find_days(const struct outcome_call *o, const char *at, const char *since,
	struct outcome_days *ret, struct err *err)
{
	int32_t today = desk_today(o->desk);
	enum stige_rc rc;

	*ret = (struct outcome_days){ instant_date(o->file->client.created), today, today };
	rc = words_date("--at", at, today, &ret->day, err);
	if (!rc)
		rc = words_date("--since", since, today, &ret->since, err);
	if (!rc && ret->since > ret->day && !since)
		ret->since = ret->day;
	if (!rc && ret->since > ret->day)
		rc = err_set(err, STIGE_USAGE, _("--since lies after --at; exchange the two dates"));
	return rc;
}

enum stige_rc cmd_outcome_status(struct command_call *call, struct err *err)
{
	struct outcome_call o = { .arena = ARENA_INIT };
	const char *at = NULL, *since = NULL;
	const struct word words[] = {
		{ .name = "CASE", .value = &o.asked.number, .needed = true },
		{ .name = "--at", .value = &at }, { .name = "--since", .value = &since },
	};
	struct outcome_days days;
	struct str text = STR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = open_call(call, &o, err);
	if (!rc)
		rc = find_days(&o, at, since, &days, err);
	if (!rc) {
		outcome_status(o.list, o.count, &days, &text);
		rc = output_text(call, text.text, err);
	}
	str_release(&text);
	close_call(&o);
	return rc;
}

static enum stige_rc put(struct outcome_call *o, struct outcome *outcome, struct err *err)
{
	struct issues issues = ISSUES_INIT;
	enum stige_rc rc = STIGE_OK;

	if (!outcome_check(&o->typed, desk_today(o->desk), &o->arena, outcome, &issues))
		rc = err_set(err, STIGE_DATA, "--%s: %s", issues.list[0].field, issues.list[0].message);
	issues_release(&issues);
	return rc ? rc : outcome_put(o->desk->store, outcome, err);
}

enum stige_rc cmd_outcome_add(struct command_call *call, struct err *err)
{
	struct outcome_call o = { .arena = ARENA_INIT };
	const struct word words[] = {
		{ .name = "CASE", .value = &o.asked.number, .needed = true },
		{ .name = "--kind", .value = &o.typed.kind, .needed = true },
		{ .name = "--from", .value = &o.typed.from, .needed = true },
		{ .name = "--to", .value = &o.typed.to }, { .name = "--detail", .value = &o.typed.detail },
	};
	struct outcome new = { .source = OUTCOME_BY_HAND };
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = open_call(call, &o, err);
	if (!rc) {
		new.client = o.file->client.id;
		rc = put(&o, &new, err);
	}
	close_call(&o);
	return rc;
}

/* What was not typed stays as it is. */
static void keep_rest(struct outcome_call *o, const struct outcome *was)
{
	char day[DATE_TEXT];

	if (!o->typed.kind)
		o->typed.kind = words_name(&outcome_kind_words, was->kind);
	if (!o->typed.from)
		o->typed.from = arena_strdup(&o->arena, date_format(was->from, day));
	if (!o->typed.to)
		o->typed.to = arena_strdup(&o->arena, date_format(was->to, day));
	if (!o->typed.detail)
		o->typed.detail = was->detail;
}

enum stige_rc cmd_outcome_change(struct command_call *call, struct err *err)
{
	struct outcome_call o = { .arena = ARENA_INIT };
	const struct word words[] = {
		{ .name = "CASE", .value = &o.asked.number, .needed = true },
		{ .name = "NUMBER", .value = &o.number, .needed = true },
		{ .name = "--kind", .value = &o.typed.kind }, { .name = "--from", .value = &o.typed.from },
		{ .name = "--to", .value = &o.typed.to }, { .name = "--detail", .value = &o.typed.detail },
	};
	long number = 0;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = open_call(call, &o, err);
	if (!rc && (!str_to_long(o.number, 1, NUMBER_MOST, &number) || (size_t)number > o.count))
		rc = err_set(err, STIGE_USAGE, _("there is no outcome number %s; they are numbered by `stige outcome list %s`"),
			o.number, o.asked.number);
	if (!rc) {
		keep_rest(&o, &o.list[number - 1]);
		rc = put(&o, &o.list[number - 1], err);
	}
	close_call(&o);
	return rc;
}
