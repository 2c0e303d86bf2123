/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige advise, evidence, handover, sheet: what the program has to say about one client, and why. */
#include "commands.h"
#include "session.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/casefile.h"
#include "stige/casefile/handover.h"
#include "stige/instrument/facts.h"
#include "stige/instrument/sentences.h"
#include "words.h"
#include "stige/base/banned.h"

static enum stige_rc advise_facts(struct command_call *call, const char *path, struct err *err)
{
	struct str bytes = STR_INIT, answer = STR_INIT;
	struct instrument *i = NULL;
	enum stige_rc rc = instrument_open(call->options->forms, NULL, &i, err);

	if (!rc)
		rc = file_read(path, FILE_MOST, &bytes, err);
	if (!rc)
		rc = facts_answer(&answer, i, bytes.text, bytes.len, path, err);
	if (!rc)
		rc = session_print(call, &answer, err);
	str_release(&answer);
	str_release(&bytes);
	instrument_free(i);
	return rc;
}

/* Loads the client (which writes the access event), lets `say` write, prints. */
static enum stige_rc about_client(struct command_call *call, const char *number, const char *purpose,
	void (*say)(const struct casefile *c, bool all, struct str *out), bool all, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct desk *d = NULL;
	struct casefile *file = NULL;
	struct client client;
	enum stige_rc rc = session_desk(call, &d, err);

	if (!rc)
		rc = session_client(d, number, &a, &client, err);
	if (!rc)
		rc = casefile_load(d, &client.id, purpose, &file, err);
	if (!rc) {
		say(file, all, &text);
		rc = session_print(call, &text, err);
	}
	casefile_free(file);
	desk_close(d);
	str_release(&text);
	arena_release(&a);
	return rc;
}

static void say_advice(const struct casefile *c, bool all, struct str *out)
{
	casefile_advice_text(c, LOOK_OWN, all, session_columns(), out);
}

static void say_handover(const struct casefile *c, bool all, struct str *out)
{
	(void)all;
	handover_text(c, session_columns(), out);
}

static void say_sheet(const struct casefile *c, bool all, struct str *out)
{
	(void)all;
	casefile_sheet(c, session_columns(), out);
}

int cmd_advise(struct command_call *call)
{
	const char *number = NULL, *facts = NULL;
	bool all = false;
	const struct word words[] = {
		{ .name = "CASE", .value = &number },
		{ .name = "--facts", .value = &facts },
		{ .name = "--all", .flag = &all },
	};
	struct err err = ERR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc && !number == !facts)
		rc = err_set(&err, STIGE_USAGE, _("name a case number, or a file with --facts FILE"));
	if (!rc)
		rc = facts ? advise_facts(call, facts, &err)
			: about_client(call, number, "advice", say_advice, all, &err);
	return rc ? command_fail(call->err, &err) : 0;
}

static int about_one(struct command_call *call, const char *purpose,
	void (*say)(const struct casefile *c, bool all, struct str *out))
{
	const char *number = NULL;
	const struct word words[] = { { .name = "CASE", .value = &number, .needed = true } };
	struct err err = ERR_INIT;

	if (words_parse(call, words, ARRAY_SIZE(words), &err)
		|| about_client(call, number, purpose, say, false, &err))
		return command_fail(call->err, &err);
	return 0;
}

int cmd_handover(struct command_call *call)
{
	return about_one(call, "handover", say_handover);
}

int cmd_sheet(struct command_call *call)
{
	return about_one(call, "sheet", say_sheet);
}

static void list_evidence(const struct evidence *e, struct str *out)
{
	for (size_t i = 0; i < evidence_count(e); i++) {
		const struct evidence_row *row = evidence_at(e, i);

		str_addf(out, "%-28s %s  %s\n", row->id, evidence_kind_letter(row->kind),
			evidence_text(row, i18n_lang()));
	}
}

static enum stige_rc show_evidence(const struct evidence *e, const char *id, struct str *out, struct err *err)
{
	const struct evidence_row *row = evidence_find(e, id);

	if (!row)
		return err_set(err, STIGE_NOTFOUND, _("there is no evidence \"%s\"; stige evidence lists all"), id);
	evidence_card(out, e, row, i18n_lang());
	return STIGE_OK;
}

int cmd_evidence(struct command_call *call)
{
	const char *id = NULL;
	const struct word words[] = { { .name = "ID", .value = &id } };
	struct err err = ERR_INIT;
	struct str text = STR_INIT;
	struct instrument *i = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc)
		rc = instrument_open(call->options->forms, NULL, &i, &err);
	if (!rc && id)
		rc = show_evidence(i->evidence, id, &text, &err);
	else if (!rc)
		list_evidence(i->evidence, &text);
	if (!rc)
		rc = session_print(call, &text, &err);
	str_release(&text);
	instrument_free(i);
	return rc ? command_fail(call->err, &err) : 0;
}
