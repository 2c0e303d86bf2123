/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows and the field of a question, made from its item, and the answer that is there already. */
#include "question_private.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum { TYPED_MOST = 200, LINES_MOST = 4000, NUMBER_MOST = 12, DIGIT_DK = 0, DIGIT_DECLINED = 9 };

static const char *language_of(const struct question_view *v)
{
	return giving_draft(v->giving)->language;
}

static const char *choice_words(struct question_view *v, const struct form_list *l,
	const struct form_choice *c)
{
	return arena_strdup(&v->arena, form_choice_label(question_form(v), l, c, language_of(v)));
}

/* The words of "does not know" in the form's language: those that its own lists use. */
static const char *state_words(struct question_view *v, enum answer_kind state)
{
	const struct form *f = question_form(v);

	for (size_t i = 0; i < form_item_count(f); i++) {
		const struct form_list *l = form_item(f, i)->list;

		for (size_t k = 0; l && k < l->count; k++)
			if (question_state(&l->choices[k]) == state)
				return choice_words(v, l, &l->choices[k]);
	}
	return state == ANSWER_DK ? _("I do not know") : _("I would rather not say");
}

/* --- choices --- */

static size_t take_offered(struct question_view *v)
{
	const struct form_list *l = v->item->list;
	size_t values = 0;

	v->offered = arena_array(&v->arena, l->count + 1, sizeof(*v->offered));
	v->marks = arena_array(&v->arena, l->count + 1, sizeof(*v->marks));
	v->offered_count = 0;
	for (size_t i = 0; i < l->count; i++) {
		if (!entry_offered(question_entry(v), v->item, &l->choices[i]))
			continue;
		v->offered[v->offered_count++] = &l->choices[i];
		values += l->choices[i].state[0] == '\0';
	}
	v->chosen = v->offered_count;
	return values;
}

/* Choices named 1, 2, 3 ... are steps: their name is their digit, and the highest stands on top. */
static bool is_steps(const struct question_view *v)
{
	long last = 0, n;

	for (size_t i = 0; i < v->offered_count; i++) {
		if (v->offered[i]->state[0])
			continue;
		if (!str_to_long(v->offered[i]->name, last + 1, 8, &n))
			return false;
		last = n;
	}
	return last > 0;
}

static void add_row(struct question_view *v, const struct form_choice *c, const char *label, int digit)
{
	enum answer_kind state = c ? question_state(c) : digit == DIGIT_DK ? ANSWER_DK : ANSWER_DECLINED;
	int i = v->scale.count++;

	v->row_answers[i] = (struct answer_of_row){ c, state };
	v->rows[i] = (struct scale_row){ .label = label, .digit = digit };
	if (state != ANSWER_NONE)
		v->rows[i].apart = i > 0 && v->row_answers[i - 1].state == ANSWER_NONE;
	v->rows[i].exclusive = c ? question_exclusive(v, c) : true;
}

static void add_choices(struct question_view *v, bool steps)
{
	size_t n = v->offered_count;
	long digit = 0;

	for (size_t i = 0; i < n; i++) {
		const struct form_choice *c = v->offered[steps ? n - 1 - i : i];

		if (c->state[0])
			continue;
		digit++;
		if (steps)
			str_to_long(c->name, 1, 8, &digit);
		add_row(v, c, choice_words(v, v->item->list, c), (int)digit);
	}
	for (size_t i = 0; i < n; i++)
		if (v->offered[i]->state[0])
			add_row(v, v->offered[i], choice_words(v, v->item->list, v->offered[i]),
				question_state(v->offered[i]) == ANSWER_DK ? DIGIT_DK : DIGIT_DECLINED);
}

static void build_scale(struct question_view *v)
{
	unsigned flags = v->own ? SCALE_ADVANCE : 0;

	if (question_multiple(v))
		flags |= SCALE_MULTIPLE;
	v->kind = QUESTION_SCALE;
	v->scale = (struct scale){ .count = 0 };
	add_choices(v, is_steps(v));
	if (form_takes_states(question_form(v), v->item) && !form_has_state_rows(v->item)) {
		add_row(v, NULL, state_words(v, ANSWER_DK), DIGIT_DK);
		add_row(v, NULL, state_words(v, ANSWER_DECLINED), DIGIT_DECLINED);
	}
	scale_init(&v->scale, v->rows, v->scale.count, flags);
}

/* "I have read it": one row that is chosen like an answer. */
static void build_acknowledge(struct question_view *v)
{
	v->kind = QUESTION_SCALE;
	v->rows[0] = (struct scale_row){ .label = _("Yes, I have read it"), .digit = 1 };
	v->row_answers[0] = (struct answer_of_row){ NULL, ANSWER_TEXT };
	scale_init(&v->scale, v->rows, 1, v->own ? SCALE_ADVANCE : 0);
}

/* --- the rows below --- */

static void add_state(struct question_view *v, enum answer_kind state, const char *label, int digit)
{
	int i = v->states.count++;

	v->state_answers[i].state = state;
	v->state_rows[i] = (struct scale_row){ .label = label, .digit = digit };
}

static void build_states(struct question_view *v)
{
	v->states = (struct scale){ .count = 0 };
	if (v->kind == QUESTION_LINES)
		add_state(v, ANSWER_NONE, _("Keep this text and go on"), 1);
	if (v->kind != QUESTION_SCALE && form_takes_states(question_form(v), v->item)
		&& !(v->kind == QUESTION_LONG && form_has_state_rows(v->item))) {
		add_state(v, ANSWER_DK, state_words(v, ANSWER_DK), DIGIT_DK);
		add_state(v, ANSWER_DECLINED, state_words(v, ANSWER_DECLINED), DIGIT_DECLINED);
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
		field_init(&v->field, NUMBER_MOST, FIELD_NUMBER);
	else
		field_init(&v->field, many ? LINES_MOST : TYPED_MOST,
			v->kind == QUESTION_LINES ? FIELD_LINES : 0);
}

static void build_kind(struct question_view *v)
{
	switch (v->item->type) {
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
		if (take_offered(v) <= QUESTION_DIGITS_MOST)
			build_scale(v);
		else
			v->kind = QUESTION_LONG;
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

static bool row_holds(const struct answer_of_row *r, const struct answer *a)
{
	if (r->state == ANSWER_DK || r->state == ANSWER_DECLINED)
		return a->kind == r->state;
	if (r->state == ANSWER_TEXT)
		return a->kind == ANSWER_TEXT;
	return r->choice && (a->kind == ANSWER_TEXT || a->kind == ANSWER_SET)
		&& str_has_word(a->text, r->choice->name);
}

static void mark_scale(struct question_view *v, const struct answer *a)
{
	uint64_t marks = 0;

	for (int i = 0; i < v->scale.count; i++) {
		if (!row_holds(&v->row_answers[i], a))
			continue;
		marks |= (uint64_t)1 << i;
		if (!question_multiple(v))
			scale_choose(&v->scale, i);
	}
	if (question_multiple(v))
		scale_mark(&v->scale, marks);
}

static void mark_long(struct question_view *v, const struct answer *a)
{
	for (size_t i = 0; i < v->offered_count; i++) {
		const struct answer_of_row row = { v->offered[i], question_state(v->offered[i]) };

		v->marks[i] = row_holds(&row, a);
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
		if (v->state_answers[i].state != ANSWER_NONE && v->state_answers[i].state == a->kind) {
			scale_choose(&v->states, i);
			v->at_states = true;
		}
}

void question_build(struct question_view *v)
{
	build_kind(v);
	take_answer(v);
}
