/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige check and dump: the file as a whole. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/store/office.h"
#include "words.h"
#include "stige/base/banned.h"

static enum stige_rc say_findings(struct command_call *call, const struct store *s,
	const struct store_findings *findings, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < findings->count && !rc; i++)
		rc = output_say(call, err, "%s\n", findings->list[i].sentence);
	if (rc)
		return rc;
	if (findings->count)
		return err_set(err, STIGE_NOTFOUND,
			_("%s does not pass its check (problems: %zu); restore the last good backup"),
			store_path(s), findings->count);
	return output_say(call, err, _("%s is whole\n"), store_path(s));
}

enum stige_rc cmd_check(struct command_call *call, struct err *err)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct store *s = NULL;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = session_store(call, &s, err);
	if (!rc)
		rc = store_check(s, &findings, err);
	if (!rc)
		rc = say_findings(call, s, &findings, err);
	store_findings_release(&findings);
	store_close(s);
	return rc;
}

static enum stige_rc dump_hash(struct command_call *call, struct store *s, unsigned flags, struct err *err)
{
	char sum[65];
	enum stige_rc rc = store_dump_hash(s, flags, sum, err);

	return rc ? rc : output_say(call, err, "%s\n", sum);
}

static bool collect(void *ctx, const char *bytes, size_t n)
{
	str_addn(ctx, bytes, n);
	return true;
}

/* Everybody's everything at once: for who answers for the file. */
static enum stige_rc may_dump(struct store *s, struct err *err)
{
	const struct id *login = store_caseworker(s);
	struct arena a = ARENA_INIT;
	struct caseworker who;
	enum stige_rc rc = id_is_zero(login) ? STIGE_OK : caseworker_get(s, &a, login, &who, err);

	if (!rc && !id_is_zero(login) && who.role != KEY_HOLDER)
		rc = err_set(err, STIGE_PERMISSION, _("only a key-holder dumps the whole file; ask one of them"));
	arena_release(&a);
	return rc;
}

/* Read before the event is written, so that the dump is the same before and after; printed when it is on disk. */
static enum stige_rc dump_text(struct command_call *call, struct store *s, unsigned flags, struct err *err)
{
	const struct event e = {
		.kind = EVENT_DUMPED, .form_hash = "", .item = "", .reason = "",
		.answered = -1, .of = -1, .minutes = -1, .respondent = "", .mode = "", .language = "",
	};
	struct str text = STR_INIT;
	enum stige_rc rc = session_login(call, s, err);

	if (!rc)
		rc = may_dump(s, err);
	if (!rc)
		rc = store_dump(s, flags, collect, &text, err);
	if (!rc)
		rc = event_add(s, &e, err);
	if (!rc)
		rc = output_bytes(call, text.text, text.len, err);
	str_release(&text);
	return rc;
}

enum stige_rc cmd_dump(struct command_call *call, struct err *err)
{
	bool hash = false, events = false;
	const struct word words[] = {
		{ .name = "--hash", .flag = &hash },
		{ .name = "--events", .flag = &events },
	};
	struct store *s = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);
	unsigned flags = events ? STORE_DUMP_EVENTS : 0;

	if (!rc && call->options->read_only && !hash)
		rc = err_set(err, STIGE_USAGE, _("--read-only serves dump --hash alone; add --hash"));
	if (!rc)
		rc = session_store(call, &s, err);
	if (!rc)
		rc = hash ? dump_hash(call, s, flags, err) : dump_text(call, s, flags, err);
	store_close(s);
	return rc;
}
