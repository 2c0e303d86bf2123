/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/sessionlog.h"

#include "logsource.h"
#include "outfile.h"

#include <sys/stat.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { SHORT_ID = 16 };              /* hex digits: enough for millions of rows, short enough to read */

/* One event on its way into a row. */
struct log_line {
	const struct log_source *source;
	const struct event *event;
};

static void put_schema(struct csv_writer *w, const struct log_line *l)
{
	(void)l;
	csv_put_code(w, "stige-log-1");
}

/* Ids begin with a letter, so that no spreadsheet reads 16 digits as a number. */
static void put_id(struct csv_writer *w, char letter, const struct id *id)
{
	char hex[ID_HEX], text[SHORT_ID + 2];

	if (id_is_zero(id)) {
		csv_put_empty(w);
		return;
	}
	id_format(id, hex);
	text[0] = letter;
	for (size_t i = 0; i < SHORT_ID; i++)
		text[i + 1] = hex[i];
	text[SHORT_ID + 1] = '\0';
	csv_put_code(w, text);
}

static void put_count(struct csv_writer *w, int count)
{
	if (count < 0)
		csv_put_empty(w);
	else
		csv_put_integer(w, count);
}

static void put_event(struct csv_writer *w, const struct log_line *l)
{
	put_id(w, 'e', &l->event->id);
}

static void put_at(struct csv_writer *w, const struct log_line *l)
{
	csv_put_instant(w, l->event->at);
}

static void put_office(struct csv_writer *w, const struct log_line *l)
{
	csv_put_text(w, log_office(l->source, &l->event->office));
}

static void put_caseworker(struct csv_writer *w, const struct log_line *l)
{
	csv_put_text(w, log_initials(l->source, &l->event->caseworker));
}

static void put_case_no(struct csv_writer *w, const struct log_line *l)
{
	const struct client *c = log_client(l->source, &l->event->client);

	csv_put_text(w, c ? c->case_no : "");
}

static void put_name(struct csv_writer *w, const struct log_line *l)
{
	const struct client *c = log_client(l->source, &l->event->client);

	struct arena a = ARENA_INIT;

	csv_put_text(w, c ? log_name(c, &a) : "");
	arena_release(&a);
}

static void put_meeting(struct csv_writer *w, const struct log_line *l)
{
	put_id(w, 'm', &l->event->meeting);
}

static void put_kind(struct csv_writer *w, const struct log_line *l)
{
	csv_put_code(w, event_word(l->event->kind));
}

static void put_form_id(struct csv_writer *w, const struct log_line *l)
{
	const struct stored_form *f = log_form(l->source, l->event->form_hash);

	csv_put_text(w, f ? f->id : "");
}

static void put_form_version(struct csv_writer *w, const struct log_line *l)
{
	const struct stored_form *f = log_form(l->source, l->event->form_hash);

	csv_put_text(w, f ? f->version : "");
}

static void put_respondent(struct csv_writer *w, const struct log_line *l)
{
	csv_put_text(w, l->event->respondent);
}

static void put_mode(struct csv_writer *w, const struct log_line *l)
{
	csv_put_text(w, l->event->mode);
}

static void put_language(struct csv_writer *w, const struct log_line *l)
{
	csv_put_text(w, l->event->language);
}

static void put_answered(struct csv_writer *w, const struct log_line *l)
{
	put_count(w, l->event->answered);
}

static void put_asked(struct csv_writer *w, const struct log_line *l)
{
	put_count(w, l->event->of);
}

static void put_minutes(struct csv_writer *w, const struct log_line *l)
{
	put_count(w, l->event->minutes);
}

static void put_detail(struct csv_writer *w, const struct log_line *l)
{
	struct str detail = STR_INIT;

	log_detail(&detail, l->event);
	csv_put_text(w, detail.text);
	str_release(&detail);
}

/* The columns of stige-csv(5), in order; the last one only with names. */
static const struct log_column {
	const char *name;
	void (*put)(struct csv_writer *w, const struct log_line *l);
} columns[] = {
	{ "schema", put_schema },
	{ "event", put_event },
	{ "at", put_at },
	{ "office", put_office },
	{ "caseworker", put_caseworker },
	{ "case_no", put_case_no },
	{ "meeting", put_meeting },
	{ "kind", put_kind },
	{ "form_id", put_form_id },
	{ "form_version", put_form_version },
	{ "respondent", put_respondent },
	{ "mode", put_mode },
	{ "language", put_language },
	{ "answered", put_answered },
	{ "asked", put_asked },
	{ "minutes", put_minutes },
	{ "detail", put_detail },
	{ "name", put_name },
};

struct log_writing {
	struct csv_writer csv;
	const struct log_source *source;
	size_t columns, rows;
};

static bool write_line(void *ctx, const struct event *e)
{
	struct log_writing *w = ctx;
	const struct log_line line = { w->source, e };

	for (size_t i = 0; i < w->columns; i++)
		columns[i].put(&w->csv, &line);
	csv_end_row(&w->csv);
	w->rows++;
	return w->csv.err.rc == STIGE_OK;
}

/* Head and rows into the sink; *ret_rows counts what is below the head. */
static enum stige_rc write_log(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err)
{
	struct log_source source;
	struct log_writing w = {
		.source = &source,
		.columns = o->names ? ARRAY_SIZE(columns) : ARRAY_SIZE(columns) - 1,
	};
	enum stige_rc rc, finished;
	struct err late = ERR_INIT;

	rc = log_source_load(&source, d, err);
	if (rc != STIGE_OK)
		return rc;
	csv_writer_init(&w.csv, o->dialect, sink);
	for (size_t i = 0; i < w.columns; i++)
		csv_put_code(&w.csv, columns[i].name);
	csv_end_row(&w.csv);
	rc = log_each(d, o, write_line, &w, err);
	finished = csv_writer_finish(&w.csv, &late);
	if (rc == STIGE_OK && finished != STIGE_OK)
		rc = err_set(err, finished, "%s", late.msg);
	*ret_rows = w.rows;
	log_source_release(&source);
	return rc;
}

/* What went out, to whom it can be answered later (reliability: a list of exports with their hashes). */
static enum stige_rc record(struct desk *d, const struct export_options *o, const char *path,
	const struct export_result *r, struct err *err)
{
	const struct export_record e = {
		.at = store_now(d->store),
		.what = "log",
		.dialect = csv_dialect_name(o->dialect),
		.file = path,
		.sha256 = r->sha256,
		.bytes = r->bytes,
		.rows = r->rows,
		.names = o->names,
		.reason = o->reason ? o->reason : "",
	};

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
			_("The log is to hold names, but no reason is given; say why, it is kept with the "
			"export."));
	if (o->from != DATE_NONE && o->to != DATE_NONE && o->from > o->to)
		return err_set(err, STIGE_USAGE,
			_("The first day of the log lies after its last; exchange the two dates."));
	BUG_ON(to_sink && !o->sink.write);
	if (!to_sink && is_database(d, path))
		return err_set(err, STIGE_CANTCREATE, _("%s is the database itself; name another file."), path);
	return STIGE_OK;
}

/* The record is on disk before anybody can read the rows. */
enum stige_rc sessionlog_export(struct desk *d, const struct export_options *options, const char *path,
	struct export_result *ret, struct err *err)
{
	struct outfile out = OUTFILE_INIT;
	struct export_result done = { 0, 0, "" };
	bool to_sink = str_eq(path, "-");
	enum stige_rc rc;

	rc = check_options(d, options, path, to_sink, err);
	if (rc == STIGE_OK)
		rc = to_sink ? outfile_open_nameless(&out, store_path(d->store), err)
			: outfile_open(&out, path, err);
	if (rc == STIGE_OK)
		rc = write_log(d, options, (struct csv_sink){ outfile_write, &out }, &done.rows, err);
	if (rc == STIGE_OK)
		rc = outfile_seal(&out, done.sha256, err);
	done.bytes = out.bytes;
	if (rc == STIGE_OK)
		rc = record(d, options, path, &done, err);
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

void sessionlog_file_name(const struct export_options *options, int32_t today, struct str *out)
{
	int32_t to = options->to != DATE_NONE ? options->to : today;
	int32_t from = options->from != DATE_NONE ? options->from : to;
	int from_year, to_year;
	int from_week = date_iso_week(from, &from_year);
	int to_week = date_iso_week(to, &to_year);

	str_add(out, "session-log");
	add_week(out, from, true);
	if (from_week != to_week || from_year != to_year)
		add_week(out, to, from_year != to_year);
	str_addf(out, "-%s.csv", csv_dialect_name(options->dialect));
}
