/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The codebook as CSV: what every item, every step and every blank code of the exports means, from
 * the forms themselves and for each version that answers stand on. It tells of nobody.
 */
#include "exportforms.h"
#include "exportrows.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

static const char *const types[] = {
	[FORM_NOTE] = "note", [FORM_SELECT_ONE] = "select_one", [FORM_SELECT_MULTIPLE] = "select_multiple",
	[FORM_INTEGER] = "integer", [FORM_DECIMAL] = "decimal", [FORM_RANGE] = "range", [FORM_TEXT] = "text",
	[FORM_DATE] = "date", [FORM_TIME] = "time", [FORM_DATETIME] = "dateTime",
	[FORM_ACKNOWLEDGE] = "acknowledge", [FORM_CALCULATE] = "calculate", [FORM_HIDDEN] = "hidden",
	[FORM_METADATA] = "metadata", [FORM_GROUP] = "group", [FORM_REPEAT] = "repeat",
};

static const char *const head[] = {
	"schema", "form_id", "form_version", "respondent", "item", "column", "type", "kind", "value", "state",
	"label", "score",
};

struct code_row {
	const char *column, *kind, *value, *state, *label, *score;
};

struct code_writing {
	struct csv_writer csv;
	const char *lang;
	const struct export_form *of;
	const struct form_item *item;
	size_t rows;
};

static void put_number_or_text(struct csv_writer *w, const char *text)
{
	if (export_is_integer(text))
		csv_put_code(w, text);
	else
		csv_put_text(w, text);
}

static void put_row(struct code_writing *w, const struct code_row *row)
{
	csv_put_code(&w->csv, "stige-codebook-1");
	csv_put_text(&w->csv, form_id(w->of->form));
	put_number_or_text(&w->csv, form_version(w->of->form));
	csv_put_code(&w->csv, words_name(&respondent_words, w->of->who));
	csv_put_text(&w->csv, w->item->name);
	csv_put_text(&w->csv, row->column);
	csv_put_code(&w->csv, types[w->item->type]);
	csv_put_code(&w->csv, row->kind);
	put_number_or_text(&w->csv, row->value);
	csv_put_code(&w->csv, row->state);
	csv_put_text(&w->csv, row->label);
	put_number_or_text(&w->csv, row->score);
	csv_end_row(&w->csv);
	w->rows++;
}

/* One choice; in a set it has a column of its own in the rounds, of 1 and 0. */
static void put_choice(struct code_writing *w, const struct form_choice *c)
{
	const struct form_list *list = w->item->list;
	struct str column = STR_INIT;
	struct code_row row = {
		.kind = "choice", .value = c->name, .state = *c->state ? c->state : "value",
		.label = form_choice_label(w->of->form, list, c, w->lang),
		.score = form_choice_meta(w->of->form, list, c, "stige_score"),
	};

	str_add(&column, w->item->name);
	if (w->item->type == FORM_SELECT_MULTIPLE && !*c->state)
		str_addf(&column, "/%s", c->name);
	row.column = column.text;
	put_row(w, &row);
	str_release(&column);
}

static void put_state(struct code_writing *w, const char *value, const char *state, const char *label)
{
	put_row(w, &(struct code_row){ w->item->name, "state", value, state, label, "" });
}

static void put_item(struct code_writing *w)
{
	const struct form *f = w->of->form;

	put_row(w, &(struct code_row){ w->item->name, "item", "", "",
		form_item_text(f, w->item, FORM_LABEL, w->lang), "" });
	for (size_t i = 0; w->item->list && i < w->item->list->count; i++)
		put_choice(w, &w->item->list->choices[i]);
	if (form_takes_states(f, w->item) && !form_has_state_rows(w->item)) {
		put_state(w, "dk", "dk", _("does not know"));
		put_state(w, "declined", "declined", _("rather not say"));
	}
	put_state(w, "", "not-asked", _("not asked, or left out by the form"));
}

enum stige_rc codebook_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err)
{
	struct code_writing w = { .lang = d->lang };
	struct export_forms forms;
	enum stige_rc rc = export_forms_load(&forms, d, err);

	csv_writer_init(&w.csv, o->dialect, sink);
	for (size_t i = 0; i < ARRAY_SIZE(head); i++)
		csv_put_code(&w.csv, head[i]);
	csv_end_row(&w.csv);
	for (size_t i = 0; rc == STIGE_OK && i < forms.count; i++) {
		w.of = &forms.forms[i];
		for (size_t k = 0; k < form_stored_count(w.of->form); k++) {
			w.item = form_stored_item(w.of->form, k);
			put_item(&w);
		}
	}
	*ret_rows = w.rows;
	export_forms_release(&forms);
	return export_finish(&w.csv, rc, err);
}
