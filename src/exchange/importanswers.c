/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers in: two passes over the file in one transaction, which a problem or a dry run undoes. */
#include "answerimport.h"

#include "answermap.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum { PROGRESS_ROWS = 2000 };

/* A study of 4,000 clients is some 70 MB of exact CSV with 5 million cells; a nation fifteen of it. */
static const struct csv_limits limits = {
	.bytes = (size_t)4 << 30, .rows = 40000000, .all_cells = 600000000,
};

bool answer_progress(struct answer_import *im, size_t row, bool second)
{
	size_t done, of;

	if (!im->options->progress || row % PROGRESS_ROWS)
		return true;
	csv_stream_done(im->in, &done, &of);
	im->stopped |= !im->options->progress(im->options->ctx, second ? of + done : done, 2 * of);
	return !im->stopped;
}

static enum stige_rc write_event(struct answer_import *im, struct err *err)
{
	const struct event e = {
		.kind = EVENT_IMPORTED, .form_hash = "", .item = "", .reason = "answers",
		.answered = (int)im->result->added, .of = (int)(im->result->added + im->result->known), .minutes = -1,
		.respondent = "", .mode = "", .language = "",
	};

	return event_add(im->desk->store, &e, err);
}

/* The first line that is not blank; NULL when there is none. */
static const struct csv_row *read_head(struct answer_import *im)
{
	const struct csv_row *row;

	do
		row = csv_stream_next(im->in);
	while (row && import_row_blank(row));
	return row;
}

static enum stige_rc read_columns(struct answer_import *im, bool *ret_good, struct err *err)
{
	const struct csv_row *head = read_head(im);
	enum stige_rc rc = csv_stream_why(im->in, err);

	if (rc == STIGE_OK && !head)
		rc = err_set(err, STIGE_DATA, _("The file is empty; its first line names the columns."));
	if (rc != STIGE_OK)
		return rc;
	*ret_good = answer_columns_find(&im->columns, head, csv_stream_delimiter(im->in), &im->forms, im->options->map,
		&im->arena, im->result, &rc, err);
	if (rc == STIGE_OK && im->options->save_map)
		rc = answer_map_save(&im->columns, im->options->save_map, err);
	return rc;
}

/* What the file says, with every problem in the result. */
static enum stige_rc read_file(struct answer_import *im, struct err *err)
{
	bool good = false;
	enum stige_rc rc = export_forms_load(&im->forms, im->desk, err);

	if (rc == STIGE_OK)
		rc = response_mark(im->desk->store, &im->mark, err);
	if (rc == STIGE_OK)
		rc = read_columns(im, &good, err);
	if (rc != STIGE_OK || !good)
		return rc;
	im->forms_kept = arena_array(&im->arena, im->forms.count + 1, sizeof(*im->forms_kept));
	for (size_t i = 0; i < im->forms.count; i++)
		im->forms_kept[i] = false;
	rc = answer_people_find(im, err);
	if (rc != STIGE_OK || im->stopped)
		return rc;
	csv_stream_rewind(im->in);
	read_head(im);
	return answer_sheets_read(im, err);
}

/* One transaction from the first look to the last row: what was checked is what is written. */
static enum stige_rc run(struct store *s, void *arg, struct err *err)
{
	struct answer_import *im = arg;
	enum stige_rc rc = read_file(im, err);

	(void)s;
	if (rc == STIGE_OK && im->stopped)
		rc = import_stopped(err);
	if (rc == STIGE_OK)
		rc = import_verdict(im->result, im->path, err);
	if (rc == STIGE_OK && im->result->added)
		rc = write_event(im, err);
	if (rc != STIGE_OK || !im->options->dry_run)
		return rc;
	im->rehearsed = true;                /* and undone: nobody reads the sentence */
	return err_set(err, STIGE_DATA, "%s", "rehearsed");
}

static void release(struct answer_import *im)
{
	mem_free(im->workers);
	mem_free(im->people);
	keymap_release(&im->by_person);
	export_forms_release(&im->forms);
	arena_release(&im->of_day);
	arena_release(&im->arena);
	str_release(&im->scratch);
	csv_stream_free(im->in);
}

enum stige_rc import_answers(struct desk *d, const char *path, const struct import_options *options,
	struct import_result *ret, struct err *err)
{
	struct answer_import im = {
		.desk = d, .options = options, .path = path, .result = ret, .arena = ARENA_INIT, .of_day = ARENA_INIT,
		.scratch = STR_INIT, .day_person = NOBODY, .meeting = { .person = NOBODY },
	};
	enum stige_rc rc;

	*ret = (struct import_result)IMPORT_RESULT_INIT;
	rc = csv_stream_new(&im.in, path, &limits, err);
	if (rc == STIGE_OK) {
		import_note_encoding(csv_stream_encoding(im.in), ret);
		rc = store_tx(d->store, run, &im, err);
	}
	if (im.rehearsed)
		rc = STIGE_OK;
	release(&im);
	return rc;
}
