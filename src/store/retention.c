/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/store/retention.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/office.h"

#include "list.h"
#include "stmt.h"
#include "stige/base/banned.h"

#define MOST 1200                            /* a hundred years of months */
#define DATE_LETTERS (DATE_TEXT - 1)

enum rule { RULE_CLIENTS, RULE_LOG, RULE_EXPORTS, RULE_DRAFTS, RULE_TOMBSTONES, RULE_HOUSE };

const struct retention_rule retention_rules[] = {
	[RULE_CLIENTS] = {
		"clients", "retention_clients", RETENTION_MONTHS, 60,
		"client assignment meeting response plan_item activity_record note outcome revision",
		N_("a person and all that is written, from the closing of the case or the last meeting"),
	},
	[RULE_LOG] = {
		"log", "retention_log", RETENTION_MONTHS, 6, "event",
		N_("the log, from each event on"),
	},
	[RULE_EXPORTS] = {
		"exports", "retention_exports", RETENTION_DAYS, 30, "export",
		N_("files that were written, from their making on"),
	},
	[RULE_DRAFTS] = {
		"drafts", "retention_drafts", RETENTION_DAYS, 30, "draft draft_answer",
		N_("forms that are not finished, from the last answer on"),
	},
	[RULE_TOMBSTONES] = {
		"tombstones", NULL, RETENTION_FOR_GOOD, 0, "tombstone anchor",
		N_("that something was erased, withdrawn or pruned: it keeps bundles and backups from bringing it back"),
	},
	[RULE_HOUSE] = {
		"house", NULL, RETENTION_FOR_GOOD, 0, "office caseworker form key_slot peer meta",
		N_("the office, who worked there, forms and settings: what is kept refers to them"),
	},
};
const size_t retention_rule_count = ARRAY_SIZE(retention_rules);

const struct retention_rule *retention_rule_of(const char *table)
{
	for (size_t i = 0; i < retention_rule_count; i++)
		if (str_has_word(retention_rules[i].tables, table))
			return &retention_rules[i];
	return NULL;
}

enum stige_rc retention_time(struct store *s, const struct retention_rule *rule, unsigned *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	const char *text = NULL;
	enum stige_rc rc = STIGE_OK;
	long n;

	*ret = rule->fallback;
	if (rule->setting)
		rc = setting_get(s, &a, rule->setting, &text, err);
	if (rc == STIGE_OK && str_to_long(text, 0, MOST, &n))
		*ret = (unsigned)n;
	arena_release(&a);
	return rc;
}

int32_t retention_due_on(enum retention_unit unit, unsigned time, int32_t since)
{
	if (time == 0 || since == DATE_NONE)
		return DATE_NONE;
	switch (unit) {
	case RETENTION_DAYS: return since + (int32_t)time;
	case RETENTION_MONTHS: return date_add_months(since, (int)time);
	case RETENTION_FOR_GOOD: break;
	}
	return DATE_NONE;
}

/* ---- what is due ---- */

struct looking {
	struct store *s;
	struct arena *arena;
	int32_t today;
	struct list list;
};

/* The day of a date or an instant as text. */
static int32_t day_of(const char *text)
{
	char day[DATE_TEXT];
	int32_t date = DATE_NONE;

	if (strlen(text) < DATE_LETTERS)
		return DATE_NONE;
	memcpy(day, text, DATE_LETTERS);
	day[DATE_LETTERS] = '\0';
	return date_parse(day, &date) ? date : DATE_NONE;
}

static void offer(struct looking *l, const struct retention_rule *rule, unsigned time, const struct id *client,
	const char *what, int32_t since)
{
	int32_t due = retention_due_on(rule->unit, time, since);
	struct retention_due *one;

	if (due == DATE_NONE || due > l->today)
		return;
	one = list_add(&l->list);
	*one = (struct retention_due){ rule, *client, arena_strdup(l->arena, what), since, due };
}

/* Rows of: id of the client or NULL, what, since when. */
static enum stige_rc look(struct looking *l, enum rule which, enum sql sql, struct err *err)
{
	const struct retention_rule *rule = &retention_rules[which];
	unsigned time;
	struct stmt q;
	enum stige_rc rc = retention_time(l->s, rule, &time, err);

	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, l->s, sql);
	while (stmt_row(&q)) {
		struct id client = stmt_col_id(&q, 0);
		const char *what = stmt_peek_text(&q, 1);

		if (which != RULE_EXPORTS || (*what != '\0' && file_exists(what)))
			offer(l, rule, time, &client, what, day_of(stmt_peek_text(&q, 2)));
	}
	return stmt_end(&q, err);
}

static int longest_first(const void *a, const void *b)
{
	const struct retention_due *x = a, *y = b;

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	return strcmp(x->what, y->what);
}

enum stige_rc retention_list(struct store *s, struct arena *a, int32_t today, struct retention_due **ret,
	size_t *ret_count, struct err *err)
{
	struct looking l = { .s = s, .arena = a, .today = today };
	enum stige_rc rc;

	list_init(&l.list, sizeof(struct retention_due));
	rc = look(&l, RULE_CLIENTS, SQL_RETENTION_CLIENTS, err);
	if (rc == STIGE_OK)
		rc = look(&l, RULE_DRAFTS, SQL_RETENTION_DRAFTS, err);
	if (rc == STIGE_OK)
		rc = look(&l, RULE_EXPORTS, SQL_RETENTION_EXPORTS, err);
	if (rc == STIGE_OK)
		rc = look(&l, RULE_LOG, SQL_RETENTION_LOG, err);
	*ret = list_take(&l.list, a, ret_count);
	if (*ret_count > 1)
		qsort(*ret, *ret_count, sizeof(**ret), longest_first);
	return rc;
}
