/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/export.h"

#include "exportrows.h"
#include "outfile.h"

#include <sys/stat.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
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

/* What went out, to whom it can be answered later (reliability: a list of exports with their hashes). */
static enum stige_rc record(struct desk *d, const struct export_row *kind, const struct export_options *o,
	const char *path, const struct export_result *r, struct err *err)
{
	struct export_record e = {
		.at = store_now(d->store),
		.what = kind->word,
		.dialect = csv_dialect_name(o->dialect),
		.file = path,
		.sha256 = r->sha256,
		.bytes = r->bytes,
		.rows = r->rows,
		.names = kind->of_people && o->names,
		.reason = o->reason ? o->reason : "",
	};

	if (kind->of_people && o->client)
		e.client = *o->client;
	return export_add(d->store, &e, err);
}

/* A slip of the finger must not put the rows in the place of the database they come from. */
static bool is_database(const struct desk *d, const char *path)
{
	struct stat out, database;

	return stat(path, &out) == 0 && stat(store_path(d->store), &database) == 0
		&& out.st_dev == database.st_dev && out.st_ino == database.st_ino;
}

/* Refuses what can be refused before a byte is written. */
static enum stige_rc check_options(const struct desk *d, const struct export_options *o, const char *path,
	bool to_sink, struct err *err)
{
	if (o->names && (!o->reason || !*o->reason))
		return err_set(err, STIGE_USAGE,
			_("The file is to hold names, but no reason is given; say why, it is kept with the "
			"export."));
	if (o->from != DATE_NONE && o->to != DATE_NONE && o->from > o->to)
		return err_set(err, STIGE_USAGE,
			_("The first day lies after the last; exchange the two dates."));
	BUG_ON(to_sink && !o->sink.write);
	if (!to_sink && is_database(d, path))
		return err_set(err, STIGE_CANTCREATE, _("%s is the database itself; name another file."), path);
	return STIGE_OK;
}

/* The record is on disk before anybody can read the rows. */
enum stige_rc export_write(struct desk *d, enum export_what what, const struct export_options *options,
	const char *path, struct export_result *ret, struct err *err)
{
	const struct export_row *kind = &kinds[what];
	struct outfile out = OUTFILE_INIT;
	struct export_result done = { 0, 0, "" };
	bool to_sink = str_eq(path, "-");
	enum stige_rc rc;

	rc = check_options(d, options, path, to_sink, err);
	if (rc == STIGE_OK)
		rc = to_sink ? outfile_open_nameless(&out, store_path(d->store), err)
			: outfile_open(&out, path, err);
	if (rc == STIGE_OK)
		rc = kind->write(d, options, (struct csv_sink){ outfile_write, &out }, &done.rows, err);
	if (rc == STIGE_OK)
		rc = outfile_seal(&out, done.sha256, err);
	done.bytes = out.bytes;
	if (rc == STIGE_OK)
		rc = record(d, kind, options, path, &done, err);
	if (rc == STIGE_OK)
		rc = to_sink ? outfile_copy(&out, options->sink, err) : outfile_publish(&out, err);
	if (rc == STIGE_OK && ret)
		*ret = done;
	outfile_release(&out);
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
