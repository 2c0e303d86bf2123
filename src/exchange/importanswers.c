/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers in: read and checked as a whole, then written as a whole. */
#include "answerimport.h"

#include "answermap.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum { DAY = 86400, NOON = 43200, PROGRESS_SHEETS = 200 };

/* A study of 4,000 clients is some 70 MB of exact CSV with 5 million cells. */
static const struct csv_limits limits = {
	.bytes = (size_t)512 << 20, .rows = 4000000, .all_cells = 48000000,
};

void answer_progress(const struct answer_import *im, size_t done, size_t of)
{
	if (im->options->progress)
		im->options->progress(im->options->ctx, done, of);
}

/* ---- writing ---- */

/* Who is not known here gets a row to be named by, but no login. */
static enum stige_rc write_workers(struct answer_import *im, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < im->worker_count; i++) {
		struct answer_worker *w = &im->workers[i];
		struct caseworker c = {
			.name = arena_strdup(&im->arena, w->initials), .initials = arena_strdup(&im->arena, w->initials),
			.role = CASEWORKER,
		};

		if (id_is_zero(&w->id))
			rc = caseworker_add(im->desk->store, &c, NULL, &w->id, err);
	}
	return rc;
}

static enum stige_rc write_person(struct answer_import *im, struct answer_person *p, struct err *err)
{
	const struct answer_worker *w = p->worker == NOBODY ? NULL : &im->workers[p->worker];
	const struct id *caseworker = w && w->active ? &w->id : NULL;
	char digits[CPR_DIGITS + 1];
	enum stige_rc rc;

	if (*p->case_no)
		rc = client_add_as(im->desk->store, &p->fields, p->case_no, caseworker, &p->id, err);
	else
		rc = client_add(im->desk->store, &p->fields, caseworker, &p->id, NULL, err);
	if (rc == STIGE_OK && *p->cpr && cpr_parse(p->cpr, desk_today(im->desk), digits, NULL) == CPR_FINE)
		rc = client_set_cpr(im->desk->store, &p->id, digits, err);
	return rc;
}

/* New people are those with a response that is new. */
static enum stige_rc write_people(struct answer_import *im, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < im->person_count; i++) {
		struct answer_person *p = &im->people[i];

		if (p->client)
			p->id = p->client->id;
		else if (p->newest != DATE_NONE)
			rc = write_person(im, p, err);
	}
	return rc;
}

/* When it was, as far as the day tells: noon, but never ahead of now. */
static int64_t moment_of(const struct answer_import *im, int32_t date)
{
	int64_t noon = (int64_t)date * DAY + NOON, now = store_now(im->desk->store);

	return noon < now ? noon : now;
}

static enum stige_rc write_meetings(struct answer_import *im, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < im->meeting_count; i++) {
		struct answer_meeting *m = &im->meetings[i];
		struct meeting new = {
			.id = m->id, .client = im->people[m->person].id, .date = m->date,
			.begun = moment_of(im, m->date), .kind = MEETING_OFFICE,
		};

		if (m->there)
			continue;
		if (m->worker != NOBODY)
			new.caseworker = im->workers[m->worker].id;
		rc = meeting_add(im->desk->store, &new, err);
		m->id = new.id;
	}
	return rc;
}

static enum stige_rc write_forms(struct answer_import *im, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < im->forms.count; i++) {
		const struct form *f = im->forms.forms[i].form;
		struct stored_form kept = { .hash = form_hash(f), .id = form_id(f), .version = form_version(f) };

		kept.text = form_text(f, &kept.len);
		rc = form_keep(im->desk->store, &kept, err);
	}
	return rc;
}

static enum stige_rc write_sheet(struct answer_import *im, const struct answer_sheet *s, struct err *err)
{
	const struct answer_meeting *m = &im->meetings[s->meeting];
	struct response r = {
		.id = s->id, .meeting = m->id, .form_hash = form_hash(s->form), .respondent = s->who,
		.mode = s->mode, .language = s->language, .started = moment_of(im, m->date),
		.reason = CORRECT_NONE, .answers = s->taken.answers, .count = s->taken.count,
	};

	r.completed = r.started;
	return response_add(im->desk->store, &r, s->taken.counts, err);
}

static enum stige_rc write_event(struct answer_import *im, struct err *err)
{
	const struct event e = {
		.kind = EVENT_IMPORTED, .form_hash = "", .item = "", .reason = "answers",
		.answered = (int)im->sheet_count, .of = (int)(im->sheet_count + im->result->known), .minutes = -1,
		.respondent = "", .mode = "", .language = "",
	};

	return event_add(im->desk->store, &e, err);
}

static enum stige_rc write_all(struct answer_import *im, struct err *err)
{
	enum stige_rc rc = write_workers(im, err);

	if (rc == STIGE_OK)
		rc = write_people(im, err);
	if (rc == STIGE_OK)
		rc = write_meetings(im, err);
	if (rc == STIGE_OK)
		rc = write_forms(im, err);
	for (size_t i = 0; rc == STIGE_OK && i < im->sheet_count; i++) {
		rc = write_sheet(im, &im->sheets[i], err);
		if (i % PROGRESS_SHEETS == 0)
			answer_progress(im, i, im->sheet_count);
	}
	return rc == STIGE_OK ? write_event(im, err) : rc;
}

/* ---- the whole ---- */

static void count_clients(struct answer_import *im)
{
	for (size_t i = 0; i < im->person_count; i++)
		im->result->clients += !im->people[i].client && im->people[i].newest != DATE_NONE;
	im->result->added = im->sheet_count;
}

/* What the file says, with every problem in the result. */
static enum stige_rc read_file(struct answer_import *im, struct err *err)
{
	enum stige_rc rc = export_forms_load(&im->forms, im->desk, err);
	bool good;

	im->head = import_head(&im->table);
	if (rc == STIGE_OK && im->head == im->table.count)
		return err_set(err, STIGE_DATA, _("The file is empty; its first line names the columns."));
	if (rc != STIGE_OK)
		return rc;
	good = answer_columns_find(&im->columns, &im->table, im->head, &im->forms, im->options->map, &im->arena,
		im->result, &rc, err);
	if (rc == STIGE_OK && im->options->save_map)
		rc = answer_map_save(&im->columns, im->options->save_map, err);
	if (rc != STIGE_OK || !good)
		return rc;
	rc = answer_people_find(im, err);
	return rc == STIGE_OK ? answer_sheets_read(im, err) : rc;
}

/* One transaction from the first look to the last row: what was checked is what is written. */
static enum stige_rc run(struct store *s, void *arg, struct err *err)
{
	struct answer_import *im = arg;
	enum stige_rc rc = read_file(im, err);

	(void)s;
	if (rc == STIGE_OK)
		rc = import_verdict(im->result, im->path, err);
	if (rc == STIGE_OK && !im->options->dry_run && im->sheet_count)
		rc = write_all(im, err);
	return rc;
}

static void release(struct answer_import *im)
{
	for (size_t i = 0; i < im->sheet_count; i++)
		taken_release(&im->sheets[i].taken);
	mem_free(im->sheets);
	mem_free(im->meetings);
	mem_free(im->workers);
	mem_free(im->people);
	keymap_release(&im->by_meeting);
	keymap_release(&im->by_response);
	export_forms_release(&im->forms);
	arena_release(&im->arena);
	csv_table_release(&im->table);
}

enum stige_rc import_answers(struct desk *d, const char *path, const struct import_options *options,
	struct import_result *ret, struct err *err)
{
	struct answer_import im = { .desk = d, .options = options, .path = path, .result = ret, .arena = ARENA_INIT };
	enum stige_rc rc;

	*ret = (struct import_result)IMPORT_RESULT_INIT;
	rc = csv_read_file(&im.table, path, &limits, NULL, err);
	if (rc != STIGE_OK)
		return rc;
	import_note_encoding(&im.table, ret);
	rc = store_tx(d->store, run, &im, err);
	if (rc == STIGE_OK)
		count_clients(&im);
	release(&im);
	return rc;
}
