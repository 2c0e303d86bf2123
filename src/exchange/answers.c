/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers as CSV: one row an item of a response, all of its form's stored items. */
#include "exportrows.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

/* One answer on its way into a row. */
struct answer_line {
	struct desk *desk;
	const struct response *response;
	const struct response_owner *owner;
	const struct form *form;
	const struct form_item *item;
	const struct answer *answer;
	const char *initials;
	struct str *scratch;
};

static void put_schema(struct csv_writer *w, const struct answer_line *l)
{
	(void)l;
	csv_put_code(w, "stige-answers-1");
}

static void put_response(struct csv_writer *w, const struct answer_line *l)
{
	export_put_id(w, 'r', &l->response->id);
}

static void put_case_no(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_text(w, l->owner->case_no);
}

static void put_meeting(struct csv_writer *w, const struct answer_line *l)
{
	export_put_id(w, 'm', &l->response->meeting);
}

static void put_date(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_date(w, l->response->date);
}

static void put_respondent(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_code(w, words_name(&respondent_words, l->response->respondent));
}

static void put_form_id(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_text(w, form_id(l->form));
}

static void put_form_version(struct csv_writer *w, const struct answer_line *l)
{
	const char *version = form_version(l->form);

	if (export_is_integer(version))
		csv_put_code(w, version);
	else
		csv_put_text(w, version);
}

static void put_item(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_text(w, l->item->name);
}

static void put_value(struct csv_writer *w, const struct answer_line *l)
{
	export_put_value(w, l->item, l->answer);
}

/* The label of each choice that was made, in the words of the program's language. */
static void put_label(struct csv_writer *w, const struct answer_line *l)
{
	const char *names = l->item->list && answer_known(l->answer) ? l->answer->text : "";

	str_clear(l->scratch);
	while (*names) {
		size_t n = l->answer->kind == ANSWER_SET ? strcspn(names, " ") : strlen(names);

		for (size_t i = 0; i < l->item->list->count; i++) {
			const struct form_choice *c = &l->item->list->choices[i];

			if (strncmp(c->name, names, n) || c->name[n])
				continue;
			str_add(l->scratch, l->scratch->len ? "; " : "");
			str_add(l->scratch, form_choice_label(l->form, l->item->list, c, l->desk->lang));
			break;
		}
		names += n + (names[n] == ' ');
	}
	csv_put_text(w, l->scratch->text);
}

static void put_state(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_code(w, export_state(l->answer));
}

static void put_caseworker(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_text(w, l->initials);
}

static void put_name(struct csv_writer *w, const struct answer_line *l)
{
	csv_put_text(w, l->owner->name);
}

/* The columns of stige-csv(5), in order; the last one only with names. */
static const struct answer_column {
	const char *name;
	void (*put)(struct csv_writer *w, const struct answer_line *l);
} columns[] = {
	{ "schema", put_schema },
	{ "response", put_response },
	{ "case_no", put_case_no },
	{ "meeting", put_meeting },
	{ "date", put_date },
	{ "respondent", put_respondent },
	{ "form_id", put_form_id },
	{ "form_version", put_form_version },
	{ "item", put_item },
	{ "value", put_value },
	{ "label", put_label },
	{ "state", put_state },
	{ "caseworker", put_caseworker },
	{ "name", put_name },
};

/* Cells before the item are the same in all rows of a response, and so are those after the state. */
enum { FIRST_OF_ITEM = 8, FIRST_OF_OWNER = 12 };
/* What an item's cells can say again and again: that it is no answer, or one choice of its list. */
enum { NOT_ASKED, NOT_KNOWN, NOT_SAID, FIRST_CHOICE };

struct form_cells {
	const struct form *form;
	struct csv_kept **items;             /* by place: the words above, then the choices */
};

struct answer_writing {
	struct csv_writer csv;
	struct csv_kept head, tail;          /* of the response at hand */
	struct form_cells *forms;
	size_t form_count, form_cap;
	struct arena arena;                  /* of the forms' cells */
	struct answer_line line;
	struct id initialled;                /* whose initials the line has */
	struct str scratch;
	size_t columns, rows;
	enum stige_rc rc;
	struct err err;
};

static size_t words_of(const struct form_item *item)
{
	return FIRST_CHOICE + (item->list ? item->list->count : 0);
}

static const struct form_cells *cells_of(struct answer_writing *w, const struct form *form)
{
	struct form_cells *c;

	for (size_t i = 0; i < w->form_count; i++)
		if (w->forms[i].form == form)
			return &w->forms[i];
	w->forms = mem_grow(w->forms, &w->form_cap, w->form_count + 1, sizeof(*w->forms));
	c = &w->forms[w->form_count++];
	c->form = form;
	c->items = arena_array(&w->arena, form_stored_count(form) + 1, sizeof(*c->items));
	for (size_t i = 0; i < form_stored_count(form); i++) {
		size_t words = words_of(form_stored_item(form, i));

		c->items[i] = arena_array(&w->arena, words, sizeof(*c->items[i]));
		for (size_t k = 0; k < words; k++)
			c->items[i][k] = (struct csv_kept)CSV_KEPT_INIT;
	}
	return c;
}

/* Where the cells of this answer are kept; NULL for a number, a text or a set, which hardly come again. */
static struct csv_kept *kept_of(const struct form_cells *c, size_t place, const struct form_item *item,
	const struct answer *a)
{
	const struct form_choice *choice;

	switch (a->kind) {
	case ANSWER_NONE: return &c->items[place][NOT_ASKED];
	case ANSWER_DK: return &c->items[place][NOT_KNOWN];
	case ANSWER_DECLINED: return &c->items[place][NOT_SAID];
	case ANSWER_NUMBER:
	case ANSWER_SET: return NULL;
	case ANSWER_TEXT: break;
	}
	choice = item->list ? form_choice_find(item->list, a->text) : NULL;
	return choice ? &c->items[place][FIRST_CHOICE + (choice - item->list->choices)] : NULL;
}

static void put_columns(struct answer_writing *w, size_t from, size_t to, struct csv_kept *kept)
{
	struct csv_mark mark = csv_mark_here(&w->csv);

	for (size_t i = from; i < to; i++)
		columns[i].put(&w->csv, &w->line);
	if (kept)
		csv_keep_cells(&w->csv, mark, kept);
}

static void put_again(struct answer_writing *w, size_t from, size_t to, struct csv_kept *kept)
{
	if (kept && kept->cells)
		csv_put_kept(&w->csv, kept);
	else
		put_columns(w, from, to, kept);
}

static void write_answer(struct answer_writing *w, const struct form_cells *c, size_t place)
{
	const struct answer none = ANSWER_INIT;
	const struct response *r = w->line.response;

	w->line.item = form_stored_item(w->line.form, place);
	w->line.answer = place < r->count ? &r->answers[place] : &none;
	put_again(w, 0, FIRST_OF_ITEM, &w->head);
	put_again(w, FIRST_OF_ITEM, FIRST_OF_OWNER, kept_of(c, place, w->line.item, w->line.answer));
	put_again(w, FIRST_OF_OWNER, w->columns, &w->tail);
	csv_end_row(&w->csv);
	w->rows++;
}

static void write_answers(struct answer_writing *w)
{
	const struct form_cells *c = cells_of(w, w->line.form);

	w->head.cells = w->tail.cells = 0;
	for (size_t i = 0; i < form_stored_count(w->line.form); i++)
		write_answer(w, c, i);
}

static void writing_release(struct answer_writing *w)
{
	for (size_t i = 0; i < w->form_count; i++)
		for (size_t k = 0; k < form_stored_count(w->forms[i].form); k++)
			for (size_t n = 0; n < words_of(form_stored_item(w->forms[i].form, k)); n++)
				str_release(&w->forms[i].items[k][n].bytes);
	mem_free(w->forms);
	arena_release(&w->arena);
	str_release(&w->scratch);
	str_release(&w->head.bytes);
	str_release(&w->tail.bytes);
}

static bool write_response(void *ctx, const struct response *r, const struct response_owner *owner)
{
	struct answer_writing *w = ctx;

	w->line.response = r;
	if (!w->line.initials || !id_eq(&w->initialled, &r->caseworker)) {
		w->line.initials = export_initials(w->line.desk, &r->caseworker);
		w->initialled = r->caseworker;
	}
	w->line.owner = owner;
	w->rc = desk_form(w->line.desk, r->form_hash, &w->line.form, &w->err);
	if (w->rc == STIGE_OK)
		write_answers(w);
	return w->rc == STIGE_OK && w->csv.err.rc == STIGE_OK;
}

enum stige_rc answers_write(struct desk *d, const struct export_options *o, struct csv_sink sink,
	size_t *ret_rows, struct err *err)
{
	struct answer_writing w = {
		.head = CSV_KEPT_INIT, .tail = CSV_KEPT_INIT, .arena = ARENA_INIT, .scratch = STR_INIT,
		.columns = ARRAY_SIZE(columns) - !o->names, .err = ERR_INIT,
	};
	const struct response_filter filter = export_filter(d, o);
	enum stige_rc rc;

	w.line.desk = d;
	w.line.scratch = &w.scratch;
	csv_writer_init(&w.csv, o->dialect, sink);
	for (size_t i = 0; i < w.columns; i++)
		csv_put_code(&w.csv, columns[i].name);
	csv_end_row(&w.csv);
	rc = response_each(d->store, &filter, write_response, &w, err);
	if (rc == STIGE_OK && w.rc != STIGE_OK)
		rc = err_set(err, w.rc, "%s", w.err.msg);
	*ret_rows = w.rows;
	writing_release(&w);
	return export_finish(&w.csv, rc, err);
}
