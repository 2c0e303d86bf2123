/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows to responses. In a tall file (one row an item) the rows of a response stand together; in a wide
 * one a row holds what each side answered in one meeting.
 */
#include "answerimport.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

static const char *field(const struct answer_import *im, const struct csv_row *row, enum answer_field f)
{
	return answer_field(&im->columns, row, f);
}

static void begin_hand(struct answer_hand *h, const struct export_form *of)
{
	arena_release(&h->arena);
	h->count = 0;
	h->of = of;
}

/* The row is gone when the response is complete: its text is kept, and where it stood. */
static void add_word(struct answer_hand *h, const struct form_item *item, const char *typed, bool plain,
	const struct csv_cell *cell)
{
	if (h->count == WORDS_MOST)
		return;
	h->words[h->count] = (struct taken_word){ item, arena_strdup(&h->arena, typed), plain };
	h->cells[h->count++] = *cell;
}

/* ---- tall: one row an item ---- */

/* What all rows of a response have in common. */
static const enum answer_field common[] = {
	ANSWER_RESPONSE, ANSWER_MEETING, ANSWER_DATE, ANSWER_DATE_GUESS, ANSWER_RESPONDENT, ANSWER_FORM_ID,
	ANSWER_FORM_VERSION,
};

/* The response whose rows are being read. */
struct tall {
	struct answer_hand hand;
	struct answer_says says;
	bool open, good;
	const char *common[ARRAY_SIZE(common)];      /* in the hand's arena */
};

/* The form by its version; without one, today's form that has the item. */
static const struct export_form *form_of_row(const struct answer_import *im, const struct csv_row *row)
{
	const char *id = field(im, row, ANSWER_FORM_ID), *version = field(im, row, ANSWER_FORM_VERSION);
	const char *item = field(im, row, ANSWER_ITEM);

	for (size_t i = 0; i < im->forms.count; i++) {
		const struct export_form *f = &im->forms.forms[i];
		const struct form_item *found = form_find(f->form, item);

		if (*id && !str_eq(id, form_id(f->form)))
			continue;
		if (*version && !str_eq(version, form_version(f->form)))
			continue;
		if (found && found->stored)
			return f;
	}
	return NULL;
}

static bool continues(const struct answer_import *im, const struct tall *t, const struct csv_row *row,
	size_t person)
{
	if (!t->open || person != t->says.person)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(common); i++)
		if (!str_eq(t->common[i], field(im, row, common[i])))
			return false;
	return *field(im, row, ANSWER_RESPONSE) || *field(im, row, ANSWER_FORM_ID)
		|| form_of_row(im, row) == t->hand.of;
}

static void complain_of_form(struct answer_import *im, const struct csv_row *row)
{
	struct str shown = STR_INIT;

	import_shown(&shown, field(im, row, ANSWER_ITEM));
	import_complain(im->result, answer_cell_of(im, row, ANSWER_ITEM), _("No form here has the item \"%s\" in this "
		"version; check the item, or put the form's file into forms/."), shown.text);
	str_release(&shown);
}

static void take_item(struct answer_import *im, struct answer_hand *h, const struct csv_row *row)
{
	const struct form_item *item = form_find(h->of->form, field(im, row, ANSWER_ITEM));
	const char *state = field(im, row, ANSWER_STATE), *value = field(im, row, ANSWER_VALUE);
	bool is_value = str_eq(state, "value");

	if (!item || !item->stored) {
		complain_of_form(im, row);
		return;
	}
	for (size_t i = 0; i < h->count; i++)
		if (h->words[i].item == item)
			import_complain(im->result, answer_cell_of(im, row, ANSWER_ITEM), "%s",
				_("This item stands twice in the response; take one of the two lines out."));
	if (*state && !is_value && !str_eq(state, "not-asked"))
		add_word(h, item, state, false, answer_cell_of(im, row, ANSWER_STATE));
	else if (*value && !str_eq(state, "not-asked"))
		add_word(h, item, value, is_value, answer_cell_of(im, row, ANSWER_VALUE));
}

static void begin_tall(struct answer_import *im, struct tall *t, const struct csv_row *row, size_t person)
{
	begin_hand(&t->hand, form_of_row(im, row));
	t->open = true;
	t->good = answer_row_says(im, row, person, &t->hand.arena, &t->says);
	for (size_t i = 0; i < ARRAY_SIZE(common); i++)
		t->common[i] = arena_strdup(&t->hand.arena, field(im, row, common[i]));
	if (!t->hand.of)
		complain_of_form(im, row);
}

static enum stige_rc end_tall(struct answer_import *im, struct tall *t, struct err *err)
{
	bool whole = t->open && t->good && t->hand.of;

	t->open = false;
	return whole ? answer_sheet_take(im, &t->hand, &t->says, err) : STIGE_OK;
}

/* row NULL: the file has ended. */
static enum stige_rc read_tall(struct answer_import *im, struct tall *t, const struct csv_row *row, size_t person,
	struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	if (!row || !continues(im, t, row, person))
		rc = end_tall(im, t, err);
	if (rc != STIGE_OK || !row || person == NOBODY || im->people[person].wrong)
		return rc;
	if (!t->open)
		begin_tall(im, t, row, person);
	if (t->hand.of)
		take_item(im, &t->hand, row);
	return rc;
}

/* ---- wide: one row a round ---- */

static const struct export_form *form_of_side(const struct answer_import *im, const struct csv_row *row,
	enum respondent who)
{
	static const enum answer_field versions[] = {
		[RESPONDENT_CLIENT] = ANSWER_CLIENT_VERSION, [RESPONDENT_CASEWORKER] = ANSWER_CASEWORKER_VERSION,
		[RESPONDENT_ACTIVITIES] = ANSWER_ACTIVITIES_VERSION,
	};
	const char *version = field(im, row, versions[who]);

	for (size_t i = 0; i < im->forms.count; i++)
		if (im->forms.forms[i].who == who
			&& (!*version || str_eq(version, form_version(im->forms.forms[i].form))))
			return &im->forms.forms[i];
	return NULL;
}

static bool is_yes(const char *cell)
{
	return str_eq(cell, "1") || str_eq(cell, "True") || str_eq(cell, "TRUE") || str_eq(cell, "true");
}

static bool is_no(const char *cell)
{
	return str_eq(cell, "0") || str_eq(cell, "False") || str_eq(cell, "FALSE") || str_eq(cell, "false");
}

/* A set from its columns of ones and noughts; where the set's own column says it, both must agree. */
static void take_choices(struct answer_import *im, struct answer_hand *h, const struct csv_row *row,
	const struct form_item *item, const char *whole, const struct csv_cell *whole_cell)
{
	struct str names = STR_INIT;
	const struct csv_cell *cell = NULL;
	bool spoken = false;

	for (size_t i = 0; i < im->columns.count; i++) {
		const struct export_column *c = im->columns.list[i].item;
		const char *text;

		if (!c || !c->choice || !str_eq(c->item, item->name))
			continue;
		text = answer_cell(&im->columns, row, i);
		if (*text && !is_yes(text) && !is_no(text))
			import_complain(im->result, &row->cells[i], "%s", _("This column is one choice; write 1 or 0."));
		spoken |= *text != '\0';
		cell = cell ? cell : &row->cells[i];
		if (is_yes(text))
			str_addf(&names, "%s%s", names.len ? " " : "", c->choice);
		if (*whole && ((is_yes(text) && !str_has_word(whole, c->choice))
			|| (is_no(text) && str_has_word(whole, c->choice))))
			import_complain(im->result, &row->cells[i], "%s",
				_("This column and the one with all choices say different things; check both."));
	}
	if (*whole)
		add_word(h, item, whole, false, whole_cell);
	else if (names.len)
		add_word(h, item, names.text, false, cell);
	else if (spoken && item->list && form_choice_find(item->list, "none"))
		import_complain(im->result, cell, "%s", _("No choice is marked; leave all of them empty if it was not "
			"asked, or mark one."));
	str_release(&names);
}

static void take_side(struct answer_import *im, struct answer_hand *h, const struct csv_row *row)
{
	for (size_t k = 0; k < form_stored_count(h->of->form); k++) {
		const struct form_item *item = form_stored_item(h->of->form, k);
		const struct csv_cell *cell = NULL;
		const char *text = "";

		for (size_t i = 0; i < im->columns.count; i++) {
			const struct export_column *c = im->columns.list[i].item;

			if (!c || c->choice || c->who != h->of->who || !str_eq(c->item, item->name))
				continue;
			text = answer_cell(&im->columns, row, i);
			cell = &row->cells[i];
		}
		if (item->type == FORM_SELECT_MULTIPLE)
			take_choices(im, h, row, item, text, cell);
		else if (*text)
			add_word(h, item, text, false, cell);
	}
}

static enum stige_rc read_wide(struct answer_import *im, struct answer_hand *h, const struct csv_row *row,
	size_t person, struct err *err)
{
	struct answer_says says;
	struct arena a = ARENA_INIT;
	enum stige_rc rc = STIGE_OK;
	bool good = answer_row_says(im, row, person, &a, &says);

	for (unsigned who = 0; good && rc == STIGE_OK && who < RESPONDENTS; who++) {
		begin_hand(h, form_of_side(im, row, (enum respondent)who));
		if (!h->of) {
			import_complain(im->result, &row->cells[0], _("No form of the %s is here in this version; put its "
				"file into forms/."), words_name(&respondent_words, who));
			continue;
		}
		take_side(im, h, row);
		if (h->count)
			rc = answer_sheet_take(im, h, &says, err);
	}
	arena_release(&a);
	return rc;
}

/* ---- the second pass ---- */

enum stige_rc answer_sheets_read(struct answer_import *im, struct err *err)
{
	struct tall *t = mem_alloc(sizeof(*t));
	const struct csv_row *row;
	size_t who = NOBODY, rows = 0;
	enum stige_rc rc = STIGE_OK;

	while (rc == STIGE_OK && (row = csv_stream_next(im->in))) {
		who = answer_row_person(im, row, who);
		if (im->columns.tall)
			rc = read_tall(im, t, row, who, err);
		else if (who != NOBODY && !im->people[who].wrong)
			rc = read_wide(im, &t->hand, row, who, err);
		if (!answer_progress(im, rows++, true))
			break;
	}
	if (rc == STIGE_OK && !im->stopped)
		rc = read_tall(im, t, NULL, NOBODY, err);
	arena_release(&t->hand.arena);
	mem_free(t);
	return rc == STIGE_OK ? csv_stream_why(im->in, err) : rc;
}
