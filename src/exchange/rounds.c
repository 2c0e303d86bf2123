/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rounds as CSV: one row a meeting with answers of the client or the caseworker, one column an
 * item. Responses come meeting by meeting, so one meeting is held at a time.
 */
#include "exportforms.h"
#include "exportrows.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

/* What one side gave in the meeting at hand; form NULL = nothing. */
struct side {
	const struct form *form;
	const struct answer *answers;
	size_t count;
	int64_t completed;
};

struct round_writing {
	struct csv_writer csv;
	struct desk *desk;
	bool names;
	struct export_forms forms;
	struct arena arena;                  /* of the meeting at hand */
	struct id meeting, caseworker;       /* meeting zero = none yet */
	int32_t date;
	const char *case_no, *name;
	struct side sides[RESPONDENTS];
	size_t rows;
	enum stige_rc rc;
	struct err err;
};

static const char *const version_columns[] = {
	[RESPONDENT_CLIENT] = "client_version",
	[RESPONDENT_CASEWORKER] = "caseworker_version",
	[RESPONDENT_ACTIVITIES] = "activities_version",
};

static void put_head(struct round_writing *w)
{
	static const char *const first[] = { "schema", "case_no", "meeting", "date", "caseworker" };

	for (size_t i = 0; i < ARRAY_SIZE(first); i++)
		csv_put_code(&w->csv, first[i]);
	for (size_t i = 0; i < RESPONDENTS; i++)
		csv_put_code(&w->csv, version_columns[i]);
	for (size_t i = 0; i < w->forms.column_count; i++)
		csv_put_text(&w->csv, w->forms.columns[i].header);
	if (w->names)
		csv_put_code(&w->csv, "name");
	csv_end_row(&w->csv);
}

static void put_cell(struct round_writing *w, const struct export_column *c)
{
	const struct side *s = &w->sides[c->who];
	const struct form_item *item = NULL;
	const struct answer *a = NULL;

	for (size_t i = 0; s->form && i < s->count && !item; i++)
		if (str_eq(form_stored_item(s->form, i)->name, c->item)) {
			item = form_stored_item(s->form, i);
			a = &s->answers[i];
		}
	if (!item || !answer_given(a) || (c->choice && !answer_known(a)))
		csv_put_empty(&w->csv);
	else if (c->choice)
		csv_put_integer(&w->csv, str_has_word(a->text, c->choice));
	else if (answer_known(a))
		export_put_value(&w->csv, item, a);
	else
		csv_put_code(&w->csv, export_state(a));
}

static void put_version(struct round_writing *w, const struct side *s)
{
	const char *version = s->form ? form_version(s->form) : "";

	if (export_is_integer(version))
		csv_put_code(&w->csv, version);
	else
		csv_put_text(&w->csv, version);
}

/* The meeting at hand is complete. */
static void end_round(struct round_writing *w)
{
	if (w->sides[RESPONDENT_CLIENT].form || w->sides[RESPONDENT_CASEWORKER].form) {
		csv_put_code(&w->csv, "stige-rounds-1");
		csv_put_text(&w->csv, w->case_no);
		export_put_id(&w->csv, 'm', &w->meeting);
		csv_put_date(&w->csv, w->date);
		csv_put_text(&w->csv, export_initials(w->desk, &w->caseworker));
		for (size_t i = 0; i < RESPONDENTS; i++)
			put_version(w, &w->sides[i]);
		for (size_t i = 0; i < w->forms.column_count; i++)
			put_cell(w, &w->forms.columns[i]);
		if (w->names)
			csv_put_text(&w->csv, w->name);
		csv_end_row(&w->csv);
		w->rows++;
	}
	memset(w->sides, 0, sizeof(w->sides));
	arena_release(&w->arena);
}

static void begin_round(struct round_writing *w, const struct response *r, const struct response_owner *owner)
{
	w->meeting = r->meeting;
	w->caseworker = r->caseworker;
	w->date = r->date;
	w->case_no = arena_strdup(&w->arena, owner->case_no);
	w->name = arena_strdup(&w->arena, owner->name);
}

/* The younger one counts where a side gave two in one meeting. */
static void hold(struct round_writing *w, const struct response *r, const struct form *form)
{
	struct side *s = &w->sides[r->respondent];
	struct answer *copy;

	if (s->form && s->completed > r->completed)
		return;
	copy = arena_array(&w->arena, r->count + 1, sizeof(*copy));
	for (size_t i = 0; i < r->count; i++) {
		copy[i] = r->answers[i];
		copy[i].text = arena_strdup(&w->arena, r->answers[i].text);
	}
	*s = (struct side){ form, copy, r->count, r->completed };
	if (s->count > form_stored_count(form))
		s->count = form_stored_count(form);
}

static bool take_response(void *ctx, const struct response *r, const struct response_owner *owner)
{
	struct round_writing *w = ctx;
	const struct form *form;

	if (!id_eq(&w->meeting, &r->meeting)) {
		end_round(w);
		begin_round(w, r, owner);
	}
	w->rc = desk_form(w->desk, r->form_hash, &form, &w->err);
	if (w->rc == STIGE_OK)
		hold(w, r, form);
	return w->rc == STIGE_OK && w->csv.err.rc == STIGE_OK;
}

enum stige_rc rounds_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err)
{
	struct round_writing w = { .desk = d, .names = o->names, .arena = ARENA_INIT, .err = ERR_INIT };
	const struct response_filter filter = export_filter(d, o);
	enum stige_rc rc = export_forms_load(&w.forms, d, err);

	csv_writer_init(&w.csv, o->dialect, sink);
	if (rc == STIGE_OK) {
		put_head(&w);
		rc = response_each(d->store, &filter, take_response, &w, err);
	}
	if (rc == STIGE_OK && w.rc != STIGE_OK)
		rc = err_set(err, w.rc, "%s", w.err.msg);
	if (rc == STIGE_OK)
		end_round(&w);
	*ret_rows = w.rows;
	arena_release(&w.arena);
	export_forms_release(&w.forms);
	return export_finish(&w.csv, rc, err);
}
