/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige retention: what has been kept long enough. stige log prune: the one thing that goes at once. */
#include <string.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/rights.h"
#include "stige/store/events.h"
#include "stige/store/retention.h"
#include "words.h"
#include "stige/base/banned.h"

enum { TIME_MOST = 1200 };           /* a hundred years of months */

static enum stige_rc say_rules(struct command_call *call, struct store *s, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < retention_rule_count && !rc; i++) {
		const struct retention_rule *rule = &retention_rules[i];
		unsigned time;

		rc = retention_time(s, rule, &time, err);
		if (rc)
			return rc;
		if (rule->unit == RETENTION_FOR_GOOD || time == 0)
			rc = output_say(call, err, _("%-10s  for good     %s\n"), rule->code, _(rule->words));
		else if (rule->unit == RETENTION_DAYS)
			rc = output_say(call, err, _("%-10s  %4u days    %s\n"), rule->code, time, _(rule->words));
		else
			rc = output_say(call, err, _("%-10s  %4u months  %s\n"), rule->code, time, _(rule->words));
	}
	return rc;
}

static enum stige_rc say_due(struct command_call *call, struct desk *d, struct err *err)
{
	struct str text = STR_INIT;
	enum stige_rc rc = rights_kept_text(d, &text, err);

	if (!rc)
		rc = output_text(call, text.text, err);
	str_release(&text);
	return rc;
}

/* The settings behind the names of --set that are no rule's own. */
static const struct {
	const char *name, *setting;
} backups[] = {
	{ "backup-days", "backup_days" }, { "backup-weeks", "backup_weeks" }, { "backup-months", "backup_months" },
};

static const char *setting_of(const char *name)
{
	for (size_t i = 0; i < retention_rule_count; i++)
		if (str_eq(retention_rules[i].code, name))
			return retention_rules[i].setting;
	for (size_t i = 0; i < ARRAY_SIZE(backups); i++)
		if (str_eq(backups[i].name, name))
			return backups[i].setting;
	return NULL;
}

/* "log=12" */
static enum stige_rc set_time(struct desk *d, const char *typed, struct err *err)
{
	struct arena a = ARENA_INIT;
	size_t n = strcspn(typed, "=");
	const char *setting = setting_of(arena_strndup(&a, typed, n));
	long time;
	enum stige_rc rc;

	arena_release(&a);
	if (!setting || typed[n] != '=' || !str_to_long(typed + n + 1, 0, TIME_MOST, &time))
		return err_set(err, STIGE_USAGE,
			_("--set cannot be \"%s\"; write clients, log, exports, drafts, backup-days, backup-weeks or "
			"backup-months, then = and a number (0: for good, of backups none)"), typed);
	rc = d->caseworker.role == KEY_HOLDER ? STIGE_OK
		: err_set(err, STIGE_PERMISSION, _("only a key-holder changes how long things are kept; ask one of them"));
	return rc ? rc : setting_set(d->store, setting, typed + n + 1, err);
}

enum stige_rc cmd_retention(struct command_call *call, struct err *err)
{
	bool rules = false;
	const char *set = NULL;
	const struct word words[] = {
		{ .name = "--rules", .flag = &rules }, { .name = "--set", .value = &set },
	};
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc && set)
		rc = set_time(d, set, err);
	else if (!rc && rules)
		rc = say_rules(call, d->store, err);
	else if (!rc)
		rc = say_due(call, d, err);
	desk_close(d);
	return rc;
}

/* The first instant that is kept: the retention of the log back from today. */
static enum stige_rc oldest_kept(const struct command_call *call, struct store *s, int64_t *ret, struct err *err)
{
	const struct retention_rule *rule = retention_rule_of("event");
	char iso[DATE_TEXT], text[DATE_TEXT + 6];
	unsigned months;
	enum stige_rc rc = retention_time(s, rule, &months, err);

	if (rc)
		return rc;
	if (months == 0)
		return err_set(err, STIGE_CONFIG, _("the log is kept for good; set retention_log to a number of months"));
	snprintf(text, sizeof(text), "%sT00:00", date_format(date_add_months(session_today(call->options),
		-(int)months), iso));
	instant_parse(text, ret);
	return STIGE_OK;
}

enum stige_rc cmd_log_prune(struct command_call *call, struct err *err)
{
	struct desk *d = NULL;
	int64_t before = 0;
	size_t rows = 0;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc && d->caseworker.role != KEY_HOLDER)
		rc = err_set(err, STIGE_PERMISSION, _("only a key-holder prunes the log; ask one of them"));
	if (!rc)
		rc = oldest_kept(call, d->store, &before, err);
	if (!rc)
		rc = event_prune(d->store, before, &rows, err);
	if (!rc)
		rc = output_say(call, err, _("events pruned: %zu; the chain of the others still holds\n"), rows);
	desk_close(d);
	return rc;
}
