/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outcomes in: a list, or a register in weeks. Read and checked as a whole, then written as a whole. */
#include "outcomeimport.h"

#include <string.h>

#include "outfile.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

enum { PROGRESS_ROWS = 200 };

static const struct csv_limits limits = {
	.bytes = (size_t)512 << 20, .cells = 4000, .rows = 1000000, .all_cells = 48000000,
};

/* ---- what a row says ---- */

static void want(struct outcome_import *im, const struct outcome_row *row, const struct spell *s,
	const char *detail)
{
	struct outcome *o;

	im->wanted = mem_grow(im->wanted, &im->wanted_cap, im->wanted_count + 1, sizeof(*im->wanted));
	o = &im->wanted[im->wanted_count++];
	*o = (struct outcome){
		.client = im->clients[row->client].id, .kind = s->kind, .from = s->from, .to = s->to,
		.source = im->columns.weekly ? OUTCOME_FROM_REGISTER : OUTCOME_BY_HAND, .detail = detail,
	};
}

static const char *cell(const struct outcome_import *im, const struct csv_row *row, enum outcome_column_kind kind)
{
	size_t at = im->columns.at[kind];

	return at == OUTCOME_ABSENT ? "" : import_plain(im->table.delimiter, false, row->cells[at].text);
}

static bool read_day(struct outcome_import *im, const struct csv_row *row, enum outcome_column_kind kind,
	int32_t *ret)
{
	const char *text = cell(im, row, kind);

	*ret = DATE_NONE;
	if (!*text || date_parse(text, ret) || date_input(text, desk_today(im->desk), ret))
		return true;
	import_complain(im->result, &row->cells[im->columns.at[kind]], "%s",
		_("This is not a date; write it as 24-12-2026 or 2026-12-24."));
	return false;
}

/* A line of a list: one spell. */
static void take_spell(struct outcome_import *im, const struct outcome_row *r)
{
	const struct csv_row *row = r->row;
	struct spell s = { .kind = OUTCOME_JOB };
	unsigned kind;
	bool good = words_find(&outcome_kind_words, cell(im, row, OUTCOME_COLUMN_KIND), &kind)
		&& kind != OUTCOME_WITHDRAWN;

	if (good)
		s.kind = (enum outcome_kind)kind;
	else
		import_complain(im->result, &row->cells[im->columns.at[OUTCOME_COLUMN_KIND]], "%s",
			_("This is no outcome; write job, flex-job, marginal-job, wage-subsidy, education or "
			"other-benefit."));
	good &= read_day(im, row, OUTCOME_COLUMN_FROM, &s.from);
	good &= read_day(im, row, OUTCOME_COLUMN_TO, &s.to);
	if (!good)
		return;
	if (s.from == DATE_NONE)
		import_complain(im->result, &row->cells[im->columns.at[OUTCOME_COLUMN_FROM]], "%s",
			_("An outcome needs its first day; write it as 24-12-2026 or 2026-12-24."));
	else if (s.to != DATE_NONE && s.to < s.from)
		import_complain(im->result, &row->cells[im->columns.at[OUTCOME_COLUMN_TO]], "%s",
			_("The last day lies before the first; check both dates."));
	else
		want(im, r, &s, cell(im, row, OUTCOME_COLUMN_DETAIL));
}

/* The month of a week is that of its Thursday. */
static bool is_paid(const struct outcome_import *im, const struct csv_row *row, int32_t monday)
{
	struct date_parts p = date_split(monday + 3);
	int32_t month = date_make(p.year, p.month, 1);

	for (size_t i = 0; i < im->columns.month_count; i++)
		if (im->columns.months[i].day == month) {
			const char *text = row->cells[im->columns.months[i].column].text;

			return *text && !str_eq(text, "0") && !str_eq(text, ".");
		}
	return false;
}

static bool read_week(struct outcome_import *im, const struct csv_row *row, const struct outcome_day *of,
	struct register_week *ret)
{
	const struct csv_cell *c = &row->cells[of->column];
	bool blank = !*c->text || str_eq(c->text, ".");

	*ret = (struct register_week){ .monday = of->day, .code = REGISTER_BLANK };
	ret->paid = blank && is_paid(im, row, of->day);
	if (blank)
		return true;
	if (str_to_long(c->text, 0, 9999, &ret->code) && register_code_find(&im->codes, ret->code, of->day))
		return true;
	import_complain(im->result, c, "%s",
		_("The table of register codes does not say what this code means in this week; add it there."));
	return false;
}

/* A line of a register: all spells of its weeks. */
static void take_weeks(struct outcome_import *im, const struct outcome_row *r)
{
	size_t n = im->columns.week_count, count;
	struct register_week *weeks = mem_array(n + 1, sizeof(*weeks));
	struct spell *spells = mem_array(n + 1, sizeof(*spells));
	bool good = true;

	for (size_t i = 0; i < n; i++)
		good &= read_week(im, r->row, &im->columns.weeks[i], &weeks[i]);
	count = good ? register_spells(&im->codes, weeks, n, spells) : 0;
	for (size_t i = 0; i < count; i++)
		want(im, r, &spells[i], "");
	mem_free(spells);
	mem_free(weeks);
}

static enum stige_rc take_rows(struct outcome_import *im, struct err *err)
{
	for (size_t i = 0; i < im->row_count; i++) {
		const struct outcome_row *r = &im->rows[i];

		if (im->options->progress && i % PROGRESS_ROWS == 0
			&& !im->options->progress(im->options->ctx, i, im->row_count))
			return import_stopped(err);
		if (r->link != LINK_MATCHED)
			continue;
		if (im->columns.weekly)
			take_weeks(im, r);
		else
			take_spell(im, r);
	}
	return STIGE_OK;
}

/* ---- writing ---- */

/* Days in common, or next to each other. */
static bool touches(const struct outcome *a, const struct outcome *b)
{
	return (a->to == DATE_NONE || b->from <= a->to + 1) && (b->to == DATE_NONE || a->from <= b->to + 1);
}

static bool same(const struct outcome *a, const struct outcome *b)
{
	return a->kind == b->kind && a->from == b->from && a->to == b->to;
}

/* The one that is here and is, or becomes, the wanted one. Only the register's own get newer dates. */
static const struct outcome *find_here(const struct outcome *here, size_t count, const struct outcome *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (same(&here[i], wanted))
			return &here[i];
	for (size_t i = 0; i < count && wanted->source == OUTCOME_FROM_REGISTER; i++)
		if (here[i].source == OUTCOME_FROM_REGISTER && here[i].kind == wanted->kind && touches(&here[i], wanted))
			return &here[i];
	return NULL;
}

static enum stige_rc settle(struct outcome_import *im, struct outcome *wanted, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct outcome *here;
	const struct outcome *found;
	size_t count;
	enum stige_rc rc = outcome_list(im->desk->store, &a, &wanted->client, &here, &count, err);

	found = rc == STIGE_OK ? find_here(here, count, wanted) : NULL;
	if (found && same(found, wanted)) {
		im->counts->known++;
		arena_release(&a);
		return rc;
	}
	if (found)
		wanted->id = found->id;
	if (rc == STIGE_OK && !im->options->dry_run)
		rc = outcome_put(im->desk->store, wanted, err);
	im->counts->changed += found != NULL;
	im->counts->added += !found;
	arena_release(&a);
	return rc;
}

static enum stige_rc write_event(struct outcome_import *im, struct err *err)
{
	const struct event e = {
		.kind = EVENT_IMPORTED, .form_hash = "", .item = "", .reason = "outcomes",
		.answered = (int)(im->counts->added + im->counts->changed), .of = (int)im->wanted_count, .minutes = -1,
		.respondent = "", .mode = "", .language = "",
	};

	return event_add(im->desk->store, &e, err);
}

static enum stige_rc read_all(struct outcome_import *im, struct err *err)
{
	struct str beside = STR_INIT;
	enum stige_rc rc = outcome_columns_find(im, err);

	if (rc == STIGE_OK && im->columns.weekly) {
		if (!im->options->codes)
			file_join(&beside, im->folder.text, "register.csv");
		rc = register_codes_read(&im->codes, im->options->codes ? im->options->codes : beside.text, &im->arena,
			err);
	}
	if (rc == STIGE_OK && !im->result->problem_count)
		rc = outcome_rows_link(im, err);
	if (rc == STIGE_OK && !im->result->problem_count)
		rc = take_rows(im, err);
	str_release(&beside);
	return rc == STIGE_OK ? import_verdict(im->result, im->path, err) : rc;
}

static enum stige_rc run(struct store *s, void *arg, struct err *err)
{
	struct outcome_import *im = arg;
	enum stige_rc rc = read_all(im, err);

	(void)s;
	for (size_t i = 0; rc == STIGE_OK && i < im->wanted_count; i++)
		rc = settle(im, &im->wanted[i], err);
	return rc == STIGE_OK && !im->options->dry_run ? write_event(im, err) : rc;
}

static void release(struct outcome_import *im)
{
	mem_free(im->wanted);
	str_release(&im->folder);
	arena_release(&im->arena);
	csv_table_release(&im->table);
}

enum stige_rc import_outcomes(struct desk *d, const char *path, const struct outcome_options *options,
	struct import_result *ret, struct outcome_counts *ret_counts, struct err *err)
{
	struct outcome_import im = {
		.desk = d, .options = options, .path = path, .result = ret, .counts = ret_counts, .arena = ARENA_INIT,
		.folder = STR_INIT,
	};
	enum stige_rc rc;

	*ret = (struct import_result)IMPORT_RESULT_INIT;
	*ret_counts = (struct outcome_counts){ 0, 0, 0, 0, 0, 0 };
	rc = csv_read_file(&im.table, path, &limits, NULL, err);
	if (rc != STIGE_OK)
		return rc;
	import_note_encoding(im.table.encoding, ret);
	file_folder(&im.folder, d->instrument->client_path);        /* the codes stand beside the forms */
	rc = store_tx(d->store, run, &im, err);
	if (rc == STIGE_OK && options->links && !options->dry_run) {
		rc = outcome_links_write(&im, options->links, err);
		if (rc != STIGE_OK)
			err_prefix(err, "%s", _("the outcomes are taken in, but not the linking log"));
	}
	release(&im);
	return rc;
}
