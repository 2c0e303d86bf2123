/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige check and dump: the file as a whole. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
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

struct dumping {
	const struct command_call *call;
	struct err err;                  /* why the output did not take it */
};

static bool write_out(void *ctx, const char *bytes, size_t n)
{
	struct dumping *d = ctx;

	return output_bytes(d->call, bytes, n, &d->err) == STIGE_OK;
}

/*
 * The event comes after the printing, so that the dump is the same before and after, and also when
 * the printing stopped half-way: what was read so far was shown.
 */
static enum stige_rc dump_text(struct command_call *call, struct store *s, unsigned flags, struct err *err)
{
	struct event e = {
		.kind = EVENT_DUMPED, .form_hash = "", .item = "", .reason = "",
		.answered = -1, .of = -1, .minutes = -1, .respondent = "", .mode = "", .language = "",
	};
	struct dumping dumping = { .call = call };
	enum stige_rc rc = session_login(call, s, err);

	if (rc)
		return rc;
	rc = store_dump(s, flags, write_out, &dumping, err);
	if (!rc && output_flush(call->out, &dumping.err))
		rc = dumping.err.rc;
	if (dumping.err.rc && err)
		*err = dumping.err;
	if (rc) {
		event_add(s, &e, NULL);          /* the first failure is the one to tell */
		return rc;
	}
	return event_add(s, &e, err);
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
