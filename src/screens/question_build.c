/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows and the field of a question, made from what its item offers, and the answer that is there already. */
#include "question_private.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum { TYPED_MOST = 200, LINES_MOST = 4000, NUMBER_MOST = 12 };

/* --- choices --- */

static void build_scale(struct question_view *v)
{
	unsigned flags = v->own ? SCALE_ADVANCE : 0;

	if (question_multiple(v))
		flags |= SCALE_MULTIPLE;
	v->kind = QUESTION_SCALE;
	for (size_t i = 0; i < v->offer.count; i++) {
		const struct offer_row *row = &v->offer.rows[i];

		v->rows[i] = (struct scale_row){ .label = row->label, .digit = row->digit, .exclusive = row->exclusive,
			.apart = i > 0 && i == v->offer.values };
	}
	scale_init(&v->scale, v->rows, (int)v->offer.count, flags);
}

/* What the form has no row for stands below the list. */
static void build_long(struct question_view *v)
{
	v->kind = QUESTION_LONG;
	v->marks = arena_array(&v->arena, v->offer.count + 1, sizeof(*v->marks));
	v->listed = 0;
	while (v->listed < v->offer.count && v->offer.rows[v->listed].choice)
		v->listed++;
	v->chosen = v->listed;
}

/* "I have read it": one row that is chosen like an answer. */
static void build_acknowledge(struct question_view *v)
{
	v->kind = QUESTION_SCALE;
	v->rows[0] = (struct scale_row){ .label = _("Yes, I have read it"), .digit = 1 };
	scale_init(&v->scale, v->rows, 1, v->own ? SCALE_ADVANCE : 0);
}

/* --- the rows below --- */

static void add_state(struct question_view *v, enum answer_kind state, const char *label, int digit)
{
	int i = v->states.count++;

	v->state_answers[i] = state;
	v->state_rows[i] = (struct scale_row){ .label = label, .digit = digit };
}

static void build_states(struct question_view *v)
{
	v->states = (struct scale){ .count = 0 };
	if (v->kind == QUESTION_LINES)
		add_state(v, ANSWER_NONE, _("Keep this text and go on"), 1);
	for (size_t i = 0; i < v->offer.count && v->kind != QUESTION_SCALE; i++) {
		const struct offer_row *row = &v->offer.rows[i];

		if (!row->choice)
			add_state(v, row->state, row->label, row->state == ANSWER_DK ? OFFER_DK : OFFER_DECLINED);
	}
	scale_init(&v->states, v->state_rows, v->states.count, v->own ? SCALE_ADVANCE : 0);
}

static void build_field(struct question_view *v)
{
	bool many = v->item->type == FORM_TEXT && str_has_word(v->item->appearance, "multiline");
	bool number = v->item->type == FORM_INTEGER || v->item->type == FORM_DECIMAL
		|| v->item->type == FORM_RANGE;

	v->kind = many && v->own ? QUESTION_LINES : QUESTION_TYPED;
	if (number)
		field_init(&v->field, NUMBER_MOST, FIELD_NUMBER | FIELD_OVER);
	else
		field_init(&v->field, many ? LINES_MOST : TYPED_MOST,
			v->kind == QUESTION_LINES ? FIELD_LINES : 0);
}

static void build_kind(struct question_view *v)
{
	switch (v->item->type) {
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
		if (v->offer.digits)
			build_scale(v);
		else
			build_long(v);
		break;
	case FORM_ACKNOWLEDGE:
		build_acknowledge(v);
		break;
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
	case FORM_TEXT:
	case FORM_DATE:
	case FORM_TIME:
	case FORM_DATETIME:
		build_field(v);
		break;
	case FORM_NOTE:
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_METADATA:
	case FORM_GROUP:
	case FORM_REPEAT:
		v->kind = QUESTION_NOTE;
		break;
	}
	if (form_read_only(question_form(v), v->item))
		v->kind = QUESTION_NOTE;
	if (v->kind != QUESTION_NOTE)
		build_states(v);
}

/* --- the answer that is there --- */

static void mark_scale(struct question_view *v, const struct answer *a)
{
	uint64_t marks = 0;

	if (v->item->type == FORM_ACKNOWLEDGE && a->kind == ANSWER_TEXT)
		scale_choose(&v->scale, 0);
	for (size_t i = 0; i < v->offer.count; i++) {
		if (!offer_holds(&v->offer.rows[i], a))
			continue;
		marks |= (uint64_t)1 << i;
		if (!question_multiple(v))
			scale_choose(&v->scale, (int)i);
	}
	if (question_multiple(v))
		scale_mark(&v->scale, marks);
}

static void mark_long(struct question_view *v, const struct answer *a)
{
	for (size_t i = 0; i < v->listed; i++) {
		v->marks[i] = offer_holds(&v->offer.rows[i], a);
		if (!v->marks[i])
			continue;
		v->chosen = v->list.focus = i;
		v->started = true;
	}
}

/* As people write it here: a decimal comma in Danish, the day before the month. */
static void write_field(struct question_view *v, const struct answer *a)
{
	struct str text = STR_INIT;
	struct date_parts d;
	int32_t day;

	if (a->kind == ANSWER_NUMBER) {
		str_addf(&text, "%.10g", a->number);
		for (size_t i = 0; i < text.len && str_eq(i18n_lang(), "da"); i++)
			if (text.text[i] == '.')
				text.text[i] = ',';
	} else if (a->kind == ANSWER_TEXT && v->item->type == FORM_DATE && date_parse(a->text, &day)) {
		d = date_split(day);
		str_addf(&text, "%02d-%02d-%04d", d.day, d.month, d.year);
	} else if (a->kind == ANSWER_TEXT) {
		str_add(&text, a->text);
	}
	field_set(&v->field, text.text);
	str_release(&text);
}

static void take_answer(struct question_view *v)
{
	const struct answer *a = entry_answer(question_entry(v), v->item);

	if (v->kind == QUESTION_SCALE)
		mark_scale(v, a);
	else if (v->kind == QUESTION_LONG)
		mark_long(v, a);
	else if (v->kind != QUESTION_NOTE)
		write_field(v, a);
	for (int i = 0; i < v->states.count; i++)
		if (v->state_answers[i] != ANSWER_NONE && v->state_answers[i] == a->kind) {
			scale_choose(&v->states, i);
			v->at_states = true;
		}
}

void question_build(struct question_view *v)
{
	offer_make(&v->offer, &v->arena, question_entry(v), v->item, giving_draft(v->giving)->language);
	build_kind(v);
	take_answer(v);
}
