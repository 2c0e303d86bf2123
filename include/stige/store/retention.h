/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long what is kept. Every kind of record has a rule; the times are settings that an office
 * decides with its data protection officer. Nothing is deleted by a rule: what is due is listed,
 * and a person acts.
 */
#ifndef STIGE_STORE_RETENTION_H
#define STIGE_STORE_RETENTION_H

#include "stige/base/arena.h"
#include "stige/store/store.h"

enum retention_unit { RETENTION_FOR_GOOD, RETENTION_DAYS, RETENTION_MONTHS };

struct retention_rule {
	const char *code;                /* "clients", "log", "exports", "drafts", ... */
	const char *setting;             /* its name; NULL = cannot be changed */
	enum retention_unit unit;
	unsigned fallback;               /* while the setting is unset */
	const char *tables;              /* the tables it covers, with blanks between */
	const char *words;               /* N_(): what is kept, and from when the time runs */
};
extern const struct retention_rule retention_rules[];
extern const size_t retention_rule_count;

/* The rule that a table falls under, NULL = none: a test makes sure of every table. */
const struct retention_rule *retention_rule_of(const char *table);
/* The time in force, in the rule's unit; 0 = for good. */
enum stige_rc retention_time(struct store *s, const struct retention_rule *rule, unsigned *ret, struct err *err);
/* The day on which something that began to count on `since` is due; DATE_NONE = never. */
int32_t retention_due_on(enum retention_unit unit, unsigned time, int32_t since);

struct retention_due {
	const struct retention_rule *rule;
	struct id client;                /* zero = about none */
	const char *what;                /* case number, path of a file, number of events */
	int32_t since, due;
};
/*
 * What is due on `today`, longest overdue first. Closed clients count from their closing or last
 * meeting; drafts from their last answer; exports while the file is still there; the log as a whole.
 */
enum stige_rc retention_list(struct store *s, struct arena *a, int32_t today, struct retention_due **ret,
	size_t *ret_count, struct err *err);

#endif
