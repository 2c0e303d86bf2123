/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keys do to one question. Its rows are built in question_build.c and drawn in question_draw.c. */
#include "question_private.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

void question_release(struct question_view *v)
{
	if (v->field.most)
		field_release(&v->field);
	mem_free(v->error);
	arena_release(&v->arena);
	*v = (struct question_view){ .giving = NULL };
}

void question_show(struct question_view *v, struct giving *giving, const struct form_item *item, bool own)
{
	bool large = v->large;

	question_release(v);
	v->large = large;
	v->giving = giving;
	v->item = item;
	v->own = own;
	question_build(v);
}

bool question_typing(const struct question_view *v)
{
	return (v->kind == QUESTION_TYPED || v->kind == QUESTION_LINES) && !v->at_states;
}

void question_tell(struct question_view *v, const char *why)
{
	mem_free(v->error);
	v->error = why ? mem_strdup(why) : NULL;
}

/* Commit, then paint: the caller goes on only after the answer is on disk. */
static enum question_result confirm(struct question_view *v)
{
	struct answer a = ANSWER_INIT;
	struct err err = ERR_INIT;
	enum question_result result = QUESTION_NEXT;

	question_tell(v, NULL);
	if (v->kind == QUESTION_NOTE)
		return QUESTION_NEXT;
	if (question_answer(v, &a, &err)) {
		question_tell(v, err.msg);
		result = QUESTION_REFUSED;
	} else if (!answer_given(&a) && entry_required(question_entry(v), v->item)) {
		result = QUESTION_EMPTY;
	} else if (giving_set(v->giving, v->item, &a, &err)) {
		question_tell(v, err.msg);
		result = QUESTION_REFUSED;
	}
	answer_release(&a);
	return result;
}

/* --- keys --- */

static enum question_result scale_key(struct question_view *v, struct scale *s, enum action action)
{
	switch (scale_action(s, action)) {
	case SCALE_UNHANDLED:
		return QUESTION_UNHANDLED;
	case SCALE_MOVED:
		return QUESTION_KEPT;
	case SCALE_CHANGED:
		question_tell(v, NULL);
		return QUESTION_KEPT;
	case SCALE_CONFIRMED:
	case SCALE_EMPTY:
		break;
	}
	return confirm(v);
}

/* A choice that stands alone clears the others, and the reverse, as in short lists. */
static void toggle_long(struct question_view *v, size_t at)
{
	bool now = !v->marks[at], alone = v->offer.rows[at].exclusive;

	for (size_t i = 0; now && i < v->listed; i++)
		if (alone || v->offer.rows[i].exclusive)
			v->marks[i] = false;
	v->marks[at] = now;
}

static enum question_result long_key(struct question_view *v, enum action action)
{
	const struct list_source src = { .count = v->listed };

	if (action == ACTION_OPEN)
		return confirm(v);
	if (action == ACTION_MARK && v->started) {
		if (question_multiple(v))
			toggle_long(v, v->list.focus);
		else
			v->chosen = v->list.focus;
		return QUESTION_KEPT;
	}
	if (action == ACTION_DOWN && !v->started)
		list_focus(&v->list, &src, 0);
	else if (!list_action(&v->list, &src, action))
		return QUESTION_UNHANDLED;
	v->started = true;
	if (!question_multiple(v))
		v->chosen = v->list.focus;
	return QUESTION_KEPT;
}

/* Tab goes to the rows below and back. */
static enum question_result other_part(struct question_view *v)
{
	if (v->states.count == 0)
		return QUESTION_UNHANDLED;
	v->at_states = !v->at_states;
	if (!v->at_states)
		scale_choose(&v->states, SCALE_NONE);
	else if (v->states.focus == SCALE_NONE)
		v->states.focus = 0;
	return QUESTION_KEPT;
}

/* F1 in the client's room: what the form's maker wrote beside the question, or that nobody did; and whom to ask. */
static void explain(const struct question_view *v, struct str *out)
{
	if (v->own)
		return;
	str_addf(out, "%s%s", out->len ? " " : "", out->len ? _("This help is our own.")
		: _("There is no help for this question."));
	str_addf(out, " %s", _("You can also ask your caseworker."));
}

void question_hint(const struct question_view *v, struct str *out)
{
	if (v->guide)
		entry_text(question_entry(v), v->item, FORM_GUIDANCE, out);
	if (!out->len)
		entry_text(question_entry(v), v->item, FORM_HINT, out);
	if (v->guide)
		explain(v, out);
}

void question_taken(const struct question_view *v, struct str *out)
{
	const struct answer *a = entry_answer(question_entry(v), v->item);
	size_t before = out->len;

	for (size_t i = 0; i < v->offer.count; i++)
		if (offer_holds(&v->offer.rows[i], a))
			str_addf(out, "%s%s", out->len > before ? ", " : "", v->offer.rows[i].label);
	if (out->len == before && question_typing(v))
		str_add(out, v->field.text.text);
}

void question_speech(const struct question_view *v, struct str *out)
{
	struct str hint = STR_INIT;

	entry_text(question_entry(v), v->item, FORM_LABEL, out);
	question_hint(v, &hint);
	str_addf(out, "\n%s%s", hint.text, hint.len ? "\n" : "");
	for (size_t i = 0; i < v->offer.count; i++) {
		if (v->offer.rows[i].digit != OFFER_NO_DIGIT)
			str_addf(out, "%d ", v->offer.rows[i].digit);
		str_addf(out, "%s.\n", v->offer.rows[i].label);
	}
	str_release(&hint);
}

static bool has_guidance(const struct question_view *v)
{
	return *form_item_text(question_form(v), v->item, FORM_GUIDANCE, giving_draft(v->giving)->language);
}

/* In the client's room a key to and fro; on the caseworker's side the keys' help is one press further. */
static enum question_result help(struct question_view *v)
{
	bool further = v->own && (v->guide || !has_guidance(v));

	v->guide = !v->guide && !further;
	return further ? QUESTION_UNHANDLED : QUESTION_KEPT;
}

enum question_result question_action(struct question_view *v, enum action action)
{
	if (action == ACTION_NEXT_PART || action == ACTION_PREVIOUS_PART)
		return other_part(v);
	if (action == ACTION_HELP)
		return help(v);
	if (v->at_states) {
		if (action == ACTION_UP && v->states.focus <= 0)
			return other_part(v);
		return scale_key(v, &v->states, action);
	}
	switch (v->kind) {
	case QUESTION_SCALE:
		return scale_key(v, &v->scale, action);
	case QUESTION_LONG:
		return long_key(v, action);
	case QUESTION_NOTE:
	case QUESTION_TYPED:
	case QUESTION_LINES:
		break;
	}
	if (action == ACTION_DOWN && v->states.count && v->kind != QUESTION_NOTE)
		return other_part(v);
	return action == ACTION_OPEN ? confirm(v) : QUESTION_UNHANDLED;
}

enum question_result question_key(struct question_view *v, struct key key)
{
	if (!question_typing(v) || !field_key(&v->field, key))
		return QUESTION_UNHANDLED;
	question_tell(v, NULL);
	return QUESTION_KEPT;
}
