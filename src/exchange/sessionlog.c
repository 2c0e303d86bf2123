/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session log as CSV: one row an event. It never holds an answer, free text, or (without names) a name. */
#include "exportrows.h"

#include "logsource.h"

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

enum stige_rc sessionlog_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err)
{
	struct log_source source;
	struct log_writing w = {
		.source = &source,
		.columns = o->names ? ARRAY_SIZE(columns) : ARRAY_SIZE(columns) - 1,
	};
	enum stige_rc rc;

	rc = log_source_load(&source, d, err);
	if (rc != STIGE_OK)
		return rc;
	csv_writer_init(&w.csv, o->dialect, sink);
	for (size_t i = 0; i < w.columns; i++)
		csv_put_code(&w.csv, columns[i].name);
	csv_end_row(&w.csv);
	rc = log_each(d, o, write_line, &w, err);
	*ret_rows = w.rows;
	log_source_release(&source);
	return export_finish(&w.csv, rc, err);
}
