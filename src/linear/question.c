/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question in words, and a typed line as its answer. */
#include "form.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/offer.h"
#include "stige/base/banned.h"

enum { ROWS_MOST = 999 };

static const char *language_of(const struct giving *g)
{
	return giving_draft(g)->language;
}

static void offer_of(const struct giving *g, const struct form_item *item, struct arena *a, struct choice_offer *ret)
{
	offer_make(ret, a, giving_entry(g), item, language_of(g));
}

/* What is typed for a state that has no digit. */
static const char *state_word(enum answer_kind state)
{
	return state == ANSWER_DK ? N_("unknown") : N_("unsaid");
}

/* ---- saying it ---- */

static void say_rows(struct talk *t, const struct choice_offer *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->digits)
			talk_say(t, "%d  %s", o->rows[i].digit, o->rows[i].label);
		else if (o->rows[i].state == ANSWER_NONE)
			talk_say(t, "%zu  %s", i + 1, o->rows[i].label);
		else
			talk_say(t, "%s  %s", _(state_word(o->rows[i].state)), o->rows[i].label);
}

static const char *instruction(const struct form_item *item)
{
	if (item->type == FORM_SELECT_MULTIPLE)
		return _("Write the numbers of all that fit, with blanks between.");
	if (item->type == FORM_SELECT_ONE)
		return _("Write the number of your answer.");
	if (item->type == FORM_ACKNOWLEDGE)
		return _("Write yes when you have read it.");
	return item->type == FORM_NOTE ? _("Press Enter to go on.") : _("Write your answer.");
}

void question_say_choices(struct talk *t, struct giving *g, const struct form_item *item)
{
	struct arena a = ARENA_INIT;
	struct str expects = STR_INIT;
	struct choice_offer o;

	offer_of(g, item, &a, &o);
	say_rows(t, &o);
	if (!item->list)
		entry_expects(item, &expects);
	if (expects.len)
		talk_say(t, "%s", expects.text);
	talk_say(t, "%s", instruction(item));
	str_release(&expects);
	arena_release(&a);
}

static void say_text(struct talk *t, const struct entry *e, const struct form_item *item, enum form_column column)
{
	struct str text = STR_INIT;

	entry_text(e, item, column, &text);
	if (text.len)
		talk_text(t, text.text);
	str_release(&text);
}

void question_say(struct talk *t, struct giving *g, const struct form_item *item)
{
	const struct entry *e = giving_entry(g);
	const struct answer *now = entry_answer(e, item);
	size_t number = entry_number(e, item);
	struct str words = STR_INIT;

	talk_say(t, "%s", "");
	if (number)
		talk_say(t, _("Question %zu of %zu"), number, entry_of(e));
	say_text(t, e, item, FORM_LABEL);
	say_text(t, e, item, FORM_HINT);
	question_say_choices(t, g, item);
	if (answer_given(now)) {
		question_answer_words(g, item, now, &words);
		talk_say(t, _("Answered already: %s. Enter keeps it."), words.text);
	}
	str_release(&words);
}

void question_answer_words(const struct giving *g, const struct form_item *item, const struct answer *a,
	struct str *out)
{
	struct arena arena = ARENA_INIT;
	struct choice_offer o;
	const char *gap = "";

	offer_of(g, item, &arena, &o);
	for (size_t i = 0; i < o.count; i++) {
		if (!offer_holds(&o.rows[i], a))
			continue;
		if (o.digits)
			str_addf(out, "%s%d, %s", gap, o.rows[i].digit, o.rows[i].label);
		else
			str_addf(out, "%s%s", gap, o.rows[i].label);
		gap = "; ";
	}
	if (!*gap && a->kind == ANSWER_NUMBER)
		str_addf(out, "%.10g", a->number);
	else if (!*gap && a->kind == ANSWER_TEXT)
		str_add(out, a->text);
	arena_release(&arena);
}

/* ---- taking the answer ---- */

/* The row of a number or of a state's word; -1 when it is none. */
static long row_of(const struct choice_offer *o, const char *typed)
{
	long n;

	if (str_to_long(typed, 0, ROWS_MOST, &n)) {
		for (size_t i = 0; i < o->count; i++)
			if (o->digits ? o->rows[i].digit == n : i < o->values && (long)i + 1 == n)
				return (long)i;
		return -1;
	}
	for (size_t i = 0; i < o->count; i++)
		if (o->rows[i].state != ANSWER_NONE && talk_is(typed, state_word(o->rows[i].state)))
			return (long)i;
	return -1;
}

/* "1 3", "1,3" as marks. Returns how many; 0 when a word is none of the rows. */
static size_t mark_rows(const struct choice_offer *o, const char *line, bool *marks)
{
	size_t n = 0;

	while (*line) {
		size_t len = strcspn(line, " ,;");
		struct str word = STR_INIT;
		long row;

		str_addn(&word, line, len);
		row = row_of(o, word.text);
		str_release(&word);
		if (row < 0)
			return 0;
		n += !marks[row];
		marks[row] = true;
		line += len;
		line += strspn(line, " ,;");
	}
	return n;
}

static bool stands_alone(const struct choice_offer *o, const bool *marks)
{
	for (size_t i = 0; i < o->count; i++)
		if (marks[i] && o->rows[i].exclusive)
			return true;
	return false;
}

static enum stige_rc take_choices(const struct choice_offer *o, const struct form_item *item, const char *line,
	struct answer *ret, struct err *err)
{
	bool *marks = mem_array(o->count + 1, sizeof(*marks));
	size_t n = mark_rows(o, line, marks);
	enum stige_rc rc = STIGE_OK;

	if (n == 0)
		rc = err_set(err, STIGE_DATA, _("That is none of the answers; ? says them again."));
	else if (n > 1 && item->type != FORM_SELECT_MULTIPLE)
		rc = err_set(err, STIGE_DATA, _("One answer only; write one number."));
	else if (n > 1 && stands_alone(o, marks))
		rc = err_set(err, STIGE_DATA, _("One of these stands alone: it cannot be answered beside another."));
	else
		*ret = offer_answer(o, item, marks);
	mem_free(marks);
	return rc;
}

static enum stige_rc take_typed(const struct giving *g, const struct choice_offer *o, const struct form_item *item,
	const char *line, struct answer *ret, struct err *err)
{
	long state = row_of(o, line);

	if (state >= 0) {
		*ret = answer_state(o->rows[state].state);
		return STIGE_OK;
	}
	if (item->type != FORM_ACKNOWLEDGE)
		return entry_parse(giving_entry(g), item, line, ret, err);
	if (!talk_is(line, N_("yes")) && !str_eq(line, "1"))
		return err_set(err, STIGE_DATA, "%s", instruction(item));
	*ret = answer_text("OK");
	return STIGE_OK;
}

bool question_take(struct talk *t, struct giving *g, const struct form_item *item, const char *line)
{
	struct arena a = ARENA_INIT;
	struct answer answer = ANSWER_INIT;
	struct str words = STR_INIT;
	struct err err = ERR_INIT;
	struct choice_offer o;
	enum stige_rc rc;

	offer_of(g, item, &a, &o);
	rc = item->list ? take_choices(&o, item, line, &answer, &err) : take_typed(g, &o, item, line, &answer, &err);
	if (!rc)
		rc = giving_set(g, item, &answer, &err);
	if (rc) {
		talk_say(t, "%s", err.msg);
	} else {
		question_answer_words(g, item, &answer, &words);
		talk_say(t, _("Saved: %s."), words.text);
	}
	str_release(&words);
	answer_release(&answer);
	arena_release(&a);
	return rc == STIGE_OK;
}
