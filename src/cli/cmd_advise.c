/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige advise, evidence, handover: what the program has to say about one client, and why. */
#include "commands.h"
#include "output.h"
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
	enum stige_rc rc = instrument_open(call->options->forms, session_today(call->options), NULL, &i,
		err);

	if (!rc)
		rc = file_read(path, FILE_MOST, &bytes, err);
	if (!rc)
		rc = facts_answer(&answer, i, bytes.text, bytes.len, path, err);
	if (!rc)
		rc = output_bytes(call, answer.text, answer.len, err);
	str_release(&answer);
	str_release(&bytes);
	instrument_free(i);
	return rc;
}

static void say_advice(const struct casefile *c, bool all, struct str *out)
{
	casefile_advice_text(c, LOOK_OWN, all, output_columns(), out);
}

static void say_handover(const struct casefile *c, bool more, struct str *out)
{
	(void)more;
	handover_text(c, output_columns(), out);
}

static const struct about advice = { .purpose = "advice", .say = say_advice };
static const struct about handover = { .purpose = "handover", .say = say_handover };

enum stige_rc cmd_advise(struct command_call *call, struct err *err)
{
	struct asked asked = { 0 };
	const char *facts = NULL;
	bool all = false;
	const struct word words[] = {
		{ .name = "CASE", .value = &asked.number },
		{ .name = "--facts", .value = &facts },
		{ .name = "--all", .flag = &all },
		{ .name = "--purpose", .value = &asked.purpose },
	};
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (rc)
		return rc;
	if (!asked.number == !facts)
		return err_set(err, STIGE_USAGE,
			_("advice for whom is not clear; name a case number, or a file with --facts FILE"));
	if (facts && all)
		return err_set(err, STIGE_USAGE,
			_("--all does not go with --facts, which writes all groupings; leave it out"));
	asked.more = all;
	return facts ? advise_facts(call, facts, err) : session_about(call, &asked, &advice, err);
}

static enum stige_rc about_one(struct command_call *call, const struct about *about, struct err *err)
{
	struct asked asked = { 0 };
	const struct word words[] = {
		{ .name = "CASE", .value = &asked.number, .needed = true },
		{ .name = "--purpose", .value = &asked.purpose },
	};
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	return rc ? rc : session_about(call, &asked, about, err);
}

enum stige_rc cmd_handover(struct command_call *call, struct err *err)
{
	return about_one(call, &handover, err);
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

enum stige_rc cmd_evidence(struct command_call *call, struct err *err)
{
	const char *id = NULL;
	const struct word words[] = { { .name = "ID", .value = &id } };
	struct str text = STR_INIT;
	struct instrument *i = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = instrument_open(call->options->forms, session_today(call->options), NULL, &i,
		err);
	if (!rc && id)
		rc = show_evidence(i->evidence, id, &text, err);
	else if (!rc)
		list_evidence(i->evidence, &text);
	if (!rc)
		rc = output_text(call, text.text, err);
	str_release(&text);
	instrument_free(i);
	return rc;
}
