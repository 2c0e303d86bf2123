/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/export.h"

#include "exportrows.h"
#include "outgoing.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/base/banned.h"

static const struct export_row {
	const char *word;                    /* in the list of exports and in its event */
	const char *file;                    /* what a proposed file name begins with */
	bool of_people;
	enum stige_rc (*write)(struct desk *d, const struct export_options *o, struct csv_sink sink,
		size_t *ret_rows, struct err *err);
} kinds[] = {
	[EXPORT_LOG] = { "log", "session-log", true, sessionlog_write },
	[EXPORT_ANSWERS] = { "answers", "answers", true, answers_write },
	[EXPORT_ROUNDS] = { "rounds", "rounds", true, rounds_write },
	[EXPORT_CODEBOOK] = { "codebook", "codebook", false, codebook_write },
};

/* Refuses what can be refused before a byte is written. */
static enum stige_rc check_options(const struct export_options *o, struct err *err)
{
	if (o->names && (!o->reason || !*o->reason))
		return err_set(err, STIGE_USAGE,
			_("The file is to hold names, but no reason is given; say why, it is kept with the "
			"export."));
	if (o->from != DATE_NONE && o->to != DATE_NONE && o->from > o->to)
		return err_set(err, STIGE_USAGE,
			_("The first day lies after the last; exchange the two dates."));
	return STIGE_OK;
}

struct export_work {
	struct desk *desk;
	const struct export_row *kind;
	const struct export_options *options;
};

static enum stige_rc write_rows(void *ctx, struct csv_sink to, size_t *ret_rows, struct err *err)
{
	const struct export_work *w = ctx;

	return w->kind->write(w->desk, w->options, to, ret_rows, err);
}

/* One client as anybody opens it; colleagues' meetings by the handful are for key-holders. */
static enum stige_rc may_write(struct desk *d, const struct export_options *o, struct err *err)
{
	bool own = o->mine || (o->caseworker && id_eq(o->caseworker, &d->caseworker.id));

	if (o->client)
		return guard_open_client(d, o->client, err);
	if (!own && d->caseworker.role != KEY_HOLDER)
		return err_set(err, STIGE_PERMISSION,
			_("only a key-holder writes files about colleagues' meetings; write your own: --caseworker %s"),
			d->caseworker.initials);
	return STIGE_OK;
}

enum stige_rc export_write(struct desk *d, enum export_what what, const struct export_options *options,
	const char *path, struct export_result *ret, struct err *err)
{
	const struct export_row *kind = &kinds[what];
	struct export_work work = { d, kind, options };
	struct outgoing out = {
		.path = path, .sink = options->sink, .write = write_rows, .ctx = &work,
		.record = {
			.what = kind->word, .dialect = csv_dialect_name(options->dialect),
			.names = kind->of_people && options->names, .reason = options->reason ? options->reason : "",
		},
	};
	enum stige_rc rc = check_options(options, err);

	if (kind->of_people && options->client)
		out.record.client = *options->client;
	if (rc == STIGE_OK && kind->of_people)
		rc = may_write(d, options, err);
	if (rc == STIGE_OK)
		rc = outgoing_send(d, &out, err);
	if (rc == STIGE_OK && ret) {
		*ret = (struct export_result){ .rows = out.record.rows, .bytes = out.record.bytes };
		memcpy(ret->sha256, out.sha256, sizeof(ret->sha256));
	}
	return rc;
}

static void add_week(struct str *out, int32_t day, bool with_year)
{
	int year;
	int week = date_iso_week(day, &year);

	if (with_year)
		str_addf(out, "-%04d", year);
	str_addf(out, "-W%02d", week);
}

void export_file_name(enum export_what what, const struct export_options *options, int32_t today,
	struct str *out)
{
	int32_t to = options->to != DATE_NONE ? options->to : today;
	int32_t from = options->from != DATE_NONE ? options->from : to;
	int from_year, to_year;
	int from_week = date_iso_week(from, &from_year);
	int to_week = date_iso_week(to, &to_year);

	str_add(out, kinds[what].file);
	add_week(out, from, true);
	if (from_week != to_week || from_year != to_year)
		add_week(out, to, from_year != to_year);
	str_addf(out, "-%s.csv", csv_dialect_name(options->dialect));
}
