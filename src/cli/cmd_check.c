/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige check, dump, backup make: the file as a whole. */
#include <errno.h>
#include <string.h>

#include "commands.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/backup.h"
#include "stige/store/events.h"
#include "words.h"
#include "stige/base/banned.h"

int cmd_check(struct command_call *call)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct err err = ERR_INIT;
	struct store *s = NULL;
	enum stige_rc rc = words_parse(call, NULL, 0, &err);

	if (!rc)
		rc = session_store(call, &s, &err);
	if (!rc)
		rc = store_check(s, &findings, &err);
	for (size_t i = 0; i < findings.count; i++)
		fprintf(call->out, "%s\n", findings.list[i].sentence);
	if (!rc && findings.count)
		rc = err_set(&err, STIGE_NOTFOUND, _("%zu problems found in %s; restore the last good backup"),
			findings.count, store_path(s));
	if (!rc)
		fprintf(call->out, _("%s is whole\n"), store_path(s));
	store_findings_release(&findings);
	store_close(s);
	return rc ? command_fail(call->err, &err) : 0;
}

static bool write_out(void *stream, const char *bytes, size_t n)
{
	return fwrite(bytes, 1, n, stream) == n;
}

static enum stige_rc dump_text(struct command_call *call, struct store *s, unsigned flags, struct err *err)
{
	struct event e = { .kind = EVENT_DUMPED, .form_hash = "", .item = "", .reason = "", .answered = -1, .of = -1,
		.minutes = -1, .respondent = "", .mode = "", .language = "" };
	enum stige_rc rc = store_dump(s, flags, write_out, call->out, err);

	if (!rc && fflush(call->out) != 0)
		rc = err_set(err, STIGE_IO, _("the output cannot be written: %s"), strerror(errno));
	/* After printing, so that the dump is the same before and after. */
	return rc ? rc : event_add(s, &e, err);
}

int cmd_dump(struct command_call *call)
{
	bool hash = false, events = false;
	const struct word words[] = {
		{ .name = "--hash", .flag = &hash },
		{ .name = "--events", .flag = &events },
	};
	struct err err = ERR_INIT;
	struct store *s = NULL;
	char sum[65];
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);
	unsigned flags = events ? STORE_DUMP_EVENTS : 0;

	if (!rc && call->options->read_only && !hash)
		rc = err_set(&err, STIGE_USAGE, _("--read-only serves dump --hash alone; add --hash"));
	if (!rc)
		rc = session_store(call, &s, &err);
	if (!rc && hash) {
		rc = store_dump_hash(s, flags, sum, &err);
		if (!rc)
			fprintf(call->out, "%s\n", sum);
	} else if (!rc) {
		rc = dump_text(call, s, flags, &err);
	}
	store_close(s);
	return rc ? command_fail(call->err, &err) : 0;
}

int cmd_backup_make(struct command_call *call)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE", .value = &file, .needed = true } };
	struct err err = ERR_INIT;
	struct store *s = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc)
		rc = session_store(call, &s, &err);
	if (!rc)
		rc = backup_make(s, file, &err);
	if (!rc)
		fprintf(call->out, _("%s is a whole copy\n"), file);
	store_close(s);
	return rc ? command_fail(call->err, &err) : 0;
}
