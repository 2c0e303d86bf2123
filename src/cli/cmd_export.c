/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige export log|answers|rounds|codebook: what leaves as CSV, and a record of it that stays. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/export.h"
#include "words.h"
#include "stige/base/banned.h"

struct export_words {
	const char *dialect, *from, *to, *client, *caseworker, *output, *reason, *purpose;
	bool names;
};

static enum stige_rc take_words(struct command_call *call, const struct export_words *w,
	struct export_options *o, struct err *err)
{
	int32_t today = session_today(call->options);
	enum stige_rc rc;

	*o = (struct export_options){ .dialect = CSV_EXACT, .from = DATE_NONE, .to = DATE_NONE, .names = w->names,
		.reason = w->reason, .sink = { output_sink, call } };
	if (w->dialect && !csv_dialect_parse(w->dialect, &o->dialect))
		return err_set(err, STIGE_USAGE, _("--dialect cannot be \"%s\"; it is exact or excel-da"), w->dialect);
	rc = words_date("--from", w->from, today, &o->from, err);
	if (!rc)
		rc = words_until("--to", w->to, today, &o->to, err);
	if (!rc && w->names && !w->reason)
		rc = err_set(err, STIGE_USAGE,
			_("--names needs a reason; say with --reason TEXT why the names must be in the file"));
	if (!rc && w->reason && !w->names)
		rc = err_set(err, STIGE_USAGE, _("--reason goes with --names; add that, or leave the reason out"));
	return rc;
}

static enum stige_rc parse(struct command_call *call, struct export_words *w, struct export_options *o,
	struct err *err)
{
	const struct word words[] = {
		{ .name = "--dialect", .value = &w->dialect }, { .name = "--from", .value = &w->from },
		{ .name = "--to", .value = &w->to }, { .name = "--client", .value = &w->client },
		{ .name = "--caseworker", .value = &w->caseworker },
		{ .name = "--output", .value = &w->output }, { .name = "--reason", .value = &w->reason },
		{ .name = "--names", .flag = &w->names }, { .name = "--purpose", .value = &w->purpose },
	};
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_purpose(w->purpose, err);
	return rc ? rc : take_words(call, w, o, err);
}

/* The codebook is about nobody: only what it looks like and where it goes. */
static enum stige_rc parse_codebook(struct command_call *call, struct export_words *w,
	struct export_options *o, struct err *err)
{
	const struct word words[] = {
		{ .name = "--dialect", .value = &w->dialect }, { .name = "--output", .value = &w->output },
	};
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	return rc ? rc : take_words(call, w, o, err);
}

/* Where it goes: --output, else the folder set up for exports, else standard output. */
static void choose_path(const struct desk *d, enum export_what what, const struct export_options *o,
	const char *output, struct str *path)
{
	struct str name = STR_INIT;

	if (output) {
		str_add(path, output);
	} else if (!*d->export_dir) {
		str_add(path, "-");
	} else {
		export_file_name(what, o, desk_today(d), &name);
		file_join(path, d->export_dir, name.text);
	}
	str_release(&name);
}

/* By initials; the desk knows those who left too. */
static enum stige_rc find_caseworker(const struct desk *d, const char *initials, struct export_options *o,
	struct err *err)
{
	for (size_t i = 0; i < d->caseworker_count && initials; i++)
		if (str_eq(d->caseworkers[i].initials, initials))
			o->caseworker = &d->caseworkers[i].id;
	if (initials && !o->caseworker)
		return err_set(err, STIGE_NOTFOUND, _("no caseworker has the initials \"%s\"; they stand in "
			"`stige key list`"), initials);
	return STIGE_OK;
}

/* `o` by value: the client it names lives no longer than this call. */
static enum stige_rc write_export(struct command_call *call, enum export_what what,
	const struct export_words *w, struct export_options o, struct err *err)
{
	struct export_result result;
	struct str path = STR_INIT;
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = session_desk(call, &d, err);

	if (!rc && w->client) {
		rc = client_find(d->store, &a, w->client, &client, err);
		o.client = &client.id;
	}
	if (!rc && w->client && w->purpose)
		desk_purpose(d, &client.id, w->purpose);
	if (!rc)
		rc = find_caseworker(d, w->caseworker, &o, err);
	if (!rc) {
		choose_path(d, what, &o, w->output, &path);
		rc = export_write(d, what, &o, path.text, &result, err);
	}
	if (!rc && !str_eq(path.text, "-"))
		rc = output_say(call, err, _("%zu rows written to %s\n"), result.rows, path.text);
	desk_close(d);
	str_release(&path);
	arena_release(&a);
	return rc;
}

static enum stige_rc export_people(struct command_call *call, enum export_what what, struct err *err)
{
	struct export_words w = { 0 };
	struct export_options o;
	enum stige_rc rc = parse(call, &w, &o, err);

	return rc ? rc : write_export(call, what, &w, o, err);
}

enum stige_rc cmd_export_log(struct command_call *call, struct err *err)
{
	return export_people(call, EXPORT_LOG, err);
}

enum stige_rc cmd_export_answers(struct command_call *call, struct err *err)
{
	return export_people(call, EXPORT_ANSWERS, err);
}

enum stige_rc cmd_export_rounds(struct command_call *call, struct err *err)
{
	return export_people(call, EXPORT_ROUNDS, err);
}

enum stige_rc cmd_export_codebook(struct command_call *call, struct err *err)
{
	struct export_words w = { 0 };
	struct export_options o;
	enum stige_rc rc = parse_codebook(call, &w, &o, err);

	return rc ? rc : write_export(call, EXPORT_CODEBOOK, &w, o, err);
}
