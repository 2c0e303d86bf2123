/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige bundle make|show, stige merge: everything that is shared, from one office to another. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/bundle.h"
#include "words.h"
#include "stige/base/banned.h"

enum stige_rc cmd_bundle_make(struct command_call *call, struct err *err)
{
	const char *to = NULL, *output = NULL;
	const struct word words[] = {
		{ .name = "--to", .value = &to, .needed = true }, { .name = "--output", .value = &output },
	};
	struct bundle_facts facts;
	struct str path = STR_INIT;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc && output)
		str_add(&path, output);
	else if (!rc)
		rc = bundle_path(d, to, &path, err);
	if (!rc && file_exists(path.text))
		rc = err_set(err, STIGE_CANTCREATE, _("%s is there already; name a file that is not"), path.text);
	if (!rc)
		rc = bundle_make(d, to, path.text, &facts, err);
	if (!rc)
		rc = output_say(call, err, _("bundle %lld for %s written to %s, %zu bytes; only %s can open it\n"),
			(long long)facts.number, to, path.text, facts.bytes, to);
	desk_close(d);
	str_release(&path);
	return rc;
}

static enum stige_rc say_facts(const struct command_call *call, const char *file, const struct bundle_facts *f,
	struct err *err)
{
	char at[INSTANT_TEXT];

	return output_say(call, err, _("%s: bundle %lld from %s to %s, made %s, %zu bytes\n"), file,
		(long long)f->number, f->from_code, f->to_code, instant_format_local(f->at, at), f->bytes);
}

enum stige_rc cmd_bundle_show(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE", .value = &file, .needed = true } };
	struct bundle_facts facts;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = bundle_look(file, &facts, err);
	if (!rc)
		rc = say_facts(call, file, &facts, err);
	return rc ? rc : output_say(call, err, "%s",
		_("That is what stands on the outside; `stige merge FILE --dry-run` verifies it.\n"));
}

static enum stige_rc say_report(const struct command_call *call, const struct merge_report *r, bool dry,
	struct err *err)
{
	enum stige_rc rc = output_say(call, err, _("%zu new, %zu the same, %zu erased again\n"), r->new_rows,
		r->same_rows, r->erased);

	if (!rc && r->conflicts > 0)
		rc = output_say(call, err, _("versions that differ: %zu; see `stige conflicts list`\n"),
			r->conflicts);
	if (!rc && dry)
		rc = output_say(call, err, "%s", _("That is what would happen; nothing was brought in.\n"));
	return rc;
}

enum stige_rc cmd_merge(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	bool dry = false;
	const struct word words[] = {
		{ .name = "FILE", .value = &file, .needed = true }, { .name = "--dry-run", .flag = &dry },
	};
	struct merge_report report;
	struct bundle_facts facts;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = dry ? bundle_merge(d, file, MERGE_LOOK, &facts, &report, err)
			: bundle_bring_in(d, file, &facts, &report, err);
	if (!rc)
		rc = say_facts(call, file, &facts, err);
	if (!rc)
		rc = say_report(call, &report, dry, err);
	desk_close(d);
	return rc;
}
