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

/* ---- one client's ---- */

struct looking {
	struct command_call *call;
	struct desk *desk;
	struct arena *a;
};

static enum stige_rc say_side(struct looking *l, const struct client *client, const struct conflict *c, bool other,
	struct err *err)
{
	struct conflict_look look;
	char at[INSTANT_TEXT];
	enum stige_rc rc = desk_conflict_look(l->desk, client, l->a, c, other, &look, err);

	return rc ? rc : output_say(l->call, err, "     %s  %s  %s %s  %s%s\n", other ? "b" : "a",
		look.at == INSTANT_NONE ? "-" : instant_format_local(look.at, at), look.office, look.initials, look.words,
		other ? "" : _("  (counts now)"));
}

static enum stige_rc show(struct looking *l, const struct client *client, struct err *err)
{
	struct conflict *list;
	size_t count = 0;
	enum stige_rc rc = desk_conflicts_of(l->desk, client, l->a, &list, &count, err);

	for (size_t i = 0; !rc && i < count; i++) {
		rc = say_one(l->call, i + 1, client->case_no, &list[i], err);
		if (!rc)
			rc = say_side(l, client, &list[i], false, err);
		if (!rc)
			rc = say_side(l, client, &list[i], true, err);
	}
	if (!rc && count == 0)
		rc = output_say(l->call, err, "%s", _("No versions differ.\n"));
	return rc;
}

static enum stige_rc settle(struct looking *l, const struct client *client, size_t number, bool other, struct err *err)
{
	struct conflict *list;
	size_t count = 0;
	enum stige_rc rc = desk_conflicts_of(l->desk, client, l->a, &list, &count, err);

	if (!rc && number > count)
		rc = err_set(err, STIGE_NOTFOUND,
			_("%s has no conflict of this number; `stige conflicts show %s` lists them"), client->case_no,
			client->case_no);
	if (!rc)
		rc = conflict_settle(l->desk->store, &list[number - 1], other, err);
	return rc ? rc : output_say(l->call, err, _("settled: %s %s of %s\n"), list[number - 1].what,
		list[number - 1].field, client->case_no);
}

enum stige_rc cmd_conflicts_show(struct command_call *call, struct err *err)
{
	const char *number = NULL, *purpose = NULL;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "--purpose", .value = &purpose },
	};
	struct arena a = ARENA_INIT;
	struct looking l = { .call = call, .a = &a };
	struct client client;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_client(call, number, purpose, &a, &client, &l.desk, err);
	if (!rc)
		rc = show(&l, &client, err);
	desk_close(l.desk);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_conflicts_settle(struct command_call *call, struct err *err)
{
	const char *number = NULL, *which = NULL, *keep = NULL, *purpose = NULL;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "NUMBER", .value = &which, .needed = true },
		{ .name = "--keep", .value = &keep, .needed = true }, { .name = "--purpose", .value = &purpose },
	};
	struct arena a = ARENA_INIT;
	struct looking l = { .call = call, .a = &a };
	struct client client;
	long n = 0;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc && !str_to_long(which, 1, 100000, &n))
		rc = err_set(err, STIGE_USAGE,
			_("\"%s\" is no number of the list; `stige conflicts show CASE` counts from 1"), which);
	if (!rc && !str_eq(keep, "a") && !str_eq(keep, "b"))
		rc = err_set(err, STIGE_USAGE, _("--keep cannot be \"%s\"; it is a or b"), keep);
	if (!rc)
		rc = session_client(call, number, purpose, &a, &client, &l.desk, err);
	if (!rc)
		rc = settle(&l, &client, (size_t)n, str_eq(keep, "b"), err);
	desk_close(l.desk);
	arena_release(&a);
	return rc;
}
