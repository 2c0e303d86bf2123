/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige conflicts: what two offices did differently, and which of the two is to count. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/conflicts.h"
#include "stige/form/entry.h"
#include "stige/store/clients.h"
#include "words.h"
#include "stige/base/banned.h"

/* No content: whose it is and what it is about. */
static enum stige_rc say_one(struct command_call *call, size_t number, const char *case_no, const struct conflict *c,
	struct err *err)
{
	struct str words = STR_INIT;
	enum stige_rc rc;

	conflict_words(c, &words);
	rc = output_say(call, err, "%3zu  %-10s  %s\n", number, case_no, words.text);
	str_release(&words);
	return rc;
}

enum stige_rc cmd_conflicts_list(struct command_call *call, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct desk *d = NULL;
	struct conflict_row *list;
	size_t count = 0;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = desk_conflicts(d, &a, &list, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = say_one(call, i + 1, list[i].case_no, &list[i].conflict, err);
	if (!rc && count == 0)
		rc = output_say(call, err, "%s", _("No versions differ.\n"));
	desk_close(d);
	arena_release(&a);
	return rc;
}

/* ---- one client's, or the office's own ---- */

struct looking {
	struct command_call *call;
	struct desk *desk;
	struct arena *a;
	const char *number;              /* as typed; "-" is the office itself */
	struct client client;
};

static const struct client *client_of(const struct looking *l)
{
	return str_eq(l->number, "-") ? NULL : &l->client;
}

static enum stige_rc open_one(struct looking *l, const char *purpose, struct err *err)
{
	return client_of(l) ? session_client(l->call, l->number, purpose, l->a, &l->client, &l->desk, err)
		: session_desk(l->call, &l->desk, err);
}

static enum stige_rc list_one(struct looking *l, struct conflict **ret, size_t *ret_count, struct err *err)
{
	return desk_conflicts_of(l->desk, client_of(l), l->a, ret, ret_count, err);
}

static enum stige_rc say_side(struct looking *l, const struct conflict *c, bool other, struct err *err)
{
	struct conflict_look look;
	char at[INSTANT_TEXT];
	enum stige_rc rc = desk_conflict_look(l->desk, client_of(l), l->a, c, other, &look, err);

	return rc ? rc : output_say(l->call, err, "     %s  %s  %s %s  %s%s\n", other ? "b" : "a",
		look.at == INSTANT_NONE ? "-" : instant_format_local(look.at, at), look.office, look.initials, look.words,
		other ? "" : _("  (counts now)"));
}

static enum stige_rc show(struct looking *l, struct err *err)
{
	struct conflict *list;
	size_t count = 0;
	enum stige_rc rc = list_one(l, &list, &count, err);

	for (size_t i = 0; !rc && i < count; i++) {
		rc = say_one(l->call, i + 1, l->number, &list[i], err);
		if (!rc)
			rc = say_side(l, &list[i], false, err);
		if (!rc)
			rc = say_side(l, &list[i], true, err);
	}
	if (!rc && count == 0)
		rc = output_say(l->call, err, "%s", _("No versions differ.\n"));
	return rc;
}

static enum stige_rc settle(struct looking *l, size_t number, bool other, struct err *err)
{
	struct conflict *list;
	size_t count = 0;
	enum stige_rc rc = list_one(l, &list, &count, err);

	if (!rc && number > count)
		rc = err_set(err, STIGE_NOTFOUND,
			_("%s has no conflict of this number; `stige conflicts show %s` lists them"), l->number, l->number);
	if (!rc)
		rc = conflict_settle(l->desk->store, &list[number - 1], other, err);
	return rc ? rc : output_say(l->call, err, _("settled: %s %s of %s\n"), list[number - 1].what,
		list[number - 1].field, l->number);
}

enum stige_rc cmd_conflicts_show(struct command_call *call, struct err *err)
{
	const char *purpose = NULL;
	struct arena a = ARENA_INIT;
	struct looking l = { .call = call, .a = &a };
	const struct word words[] = {
		{ .name = "CASE", .value = &l.number, .needed = true }, { .name = "--purpose", .value = &purpose },
	};
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = open_one(&l, purpose, err);
	if (!rc)
		rc = show(&l, err);
	desk_close(l.desk);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_conflicts_settle(struct command_call *call, struct err *err)
{
	const char *which = NULL, *keep = NULL, *purpose = NULL;
	struct arena a = ARENA_INIT;
	struct looking l = { .call = call, .a = &a };
	const struct word words[] = {
		{ .name = "CASE", .value = &l.number, .needed = true }, { .name = "NUMBER", .value = &which, .needed = true },
		{ .name = "--keep", .value = &keep, .needed = true }, { .name = "--purpose", .value = &purpose },
	};
	long n = 0;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc && !str_to_long(which, 1, 100000, &n))
		rc = err_set(err, STIGE_USAGE,
			_("\"%s\" is no number of the list; `stige conflicts show CASE` counts from 1"), which);
	if (!rc && !str_eq(keep, "a") && !str_eq(keep, "b"))
		rc = err_set(err, STIGE_USAGE, _("--keep cannot be \"%s\"; it is a or b"), keep);
	if (!rc)
		rc = open_one(&l, purpose, err);
	if (!rc)
		rc = settle(&l, (size_t)n, str_eq(keep, "b"), err);
	desk_close(l.desk);
	arena_release(&a);
	return rc;
}
