/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answers.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/form/eval.h"
#include "word.h"
#include "stige/base/banned.h"

/* Beyond this a double cannot tell neighbours apart. */
static const double whole_most = 9007199254740991.0;

/* An answer to one item, in bytes; a page of text is about 4,000. */
#define TEXT_MOST ((size_t)32768)

static struct answer state_answer(const char *state)
{
	return answer_state(strcmp(state, "dk") == 0 ? ANSWER_DK : ANSWER_DECLINED);
}

static enum answers_fault from_choice(const struct form_item *item, const char *text, struct answer *ret)
{
	const struct form_choice *c = item->list != NULL ? form_choice_find(item->list, text) : NULL;

	if (c == NULL)
		return ANSWERS_NO_CHOICE;
	*ret = c->state[0] != '\0' ? state_answer(c->state) : answer_text(text);
	return ANSWERS_FINE;
}

/* Marks the choices that text names; false when one is not in the list. */
static bool mark_choices(const struct form_list *l, const char *text, bool *marked)
{
	while (*(text += word_blank(text)) != '\0') {
		size_t n = strcspn(text, " \t\n"), i = 0;

		while (i < l->count && !(strncmp(l->choices[i].name, text, n) == 0
			&& l->choices[i].name[n] == '\0'))
			i++;
		if (i == l->count)
			return false;
		marked[i] = true;
		text += n;
	}
	return true;
}

/* Names in the list's order, each once. A state among them must stand alone. */
static enum answers_fault from_set(const struct form_item *item, const char *text, struct answer *ret)
{
	const struct form_list *l = item->list;
	bool *marked = mem_array(l != NULL ? l->count + 1 : 1, sizeof(*marked));
	enum answers_fault fault = ANSWERS_NO_CHOICE;
	const char *state = "";
	struct str names = STR_INIT;
	size_t count = 0;

	if (l != NULL && mark_choices(l, text, marked)) {
		for (size_t i = 0; i < l->count; i++) {
			if (!marked[i])
				continue;
			if (l->choices[i].state[0] != '\0')
				state = l->choices[i].state;
			str_addf(&names, "%s%s", count++ > 0 ? " " : "", l->choices[i].name);
		}
		if (state[0] == '\0') {
			*ret = answer_set(names.text);
			fault = ANSWERS_FINE;
		} else if (count == 1) {
			*ret = state_answer(state);
			fault = ANSWERS_FINE;
		}
	}
	str_release(&names);
	mem_free(marked);
	return fault;
}

static enum answers_fault check_number(const struct form_item *item, double n)
{
	double low = fmin(item->range_start, item->range_end), high = fmax(item->range_start, item->range_end);

	if (!isfinite(n) || fabs(n) > whole_most)
		return ANSWERS_TOO_LARGE;
	if (item->type == FORM_INTEGER && n != floor(n))
		return ANSWERS_NOT_WHOLE;
	if (item->type != FORM_RANGE)
		return ANSWERS_FINE;
	if (n < low || n > high)
		return ANSWERS_OUT_OF_RANGE;
	if (item->range_step > 0) {
		double steps = (n - item->range_start) / item->range_step;

		if (fabs(steps - round(steps)) > 1e-9 * fmax(1.0, fabs(steps)))
			return ANSWERS_OFF_STEP;
	}
	return ANSWERS_FINE;
}

static enum answers_fault from_number(const struct form_item *item, const char *text, struct answer *ret)
{
	enum answers_fault fault;
	double n;

	if (!word_number(text, &n))
		return ANSWERS_NOT_NUMBER;
	/* "25.000" is twenty-five thousand to a Dane and twenty-five to a program: neither is guessed. */
	if (item->type == FORM_INTEGER && strchr(text, '.') != NULL)
		return ANSWERS_NOT_WHOLE;
	fault = check_number(item, n);
	if (fault == ANSWERS_FINE)
		*ret = answer_number(n);
	return fault;
}

/* Two digits below `most`. */
static bool two_digits(const char *s, int most)
{
	return s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9'
		&& (s[0] - '0') * 10 + s[1] - '0' < most;
}

/* "09:30", "09:30:00", "09:30:00.000+02:00": what comes behind the minutes is kept and not read. */
static bool is_time(const char *s)
{
	if (!two_digits(s, 24) || s[2] != ':' || !two_digits(s + 3, 60))
		return false;
	return strspn(s + 5, "0123456789:.+-Z") == strlen(s + 5);
}

static bool is_moment(const char *s)
{
	int64_t at;
	int32_t day;
	char date[DATE_TEXT] = "";

	if (instant_parse(s, &at))
		return true;
	if (strlen(s) < DATE_TEXT || s[DATE_TEXT - 1] != 'T')
		return false;
	memcpy(date, s, DATE_TEXT - 1);
	return date_parse(date, &day) && is_time(s + DATE_TEXT);
}

static enum answers_fault check_text(const char *text)
{
	enum text_fault fault = text_check(text, strlen(text), TEXT_MOST, TEXT_LINES, NULL);

	return fault == TEXT_FINE ? ANSWERS_FINE : ANSWERS_UNSAFE;
}

static enum answers_fault text_fault_of(enum form_type type, const char *text)
{
	int32_t day;

	switch (type) {
	case FORM_DATE:
		return date_parse(text, &day) ? ANSWERS_FINE : ANSWERS_NOT_DATE;
	case FORM_TIME:
		return is_time(text) ? ANSWERS_FINE : ANSWERS_NOT_TIME;
	case FORM_DATETIME:
		return is_moment(text) ? ANSWERS_FINE : ANSWERS_NOT_MOMENT;
	case FORM_ACKNOWLEDGE:
		return strcmp(text, "OK") == 0 ? ANSWERS_FINE : ANSWERS_NOT_OK;
	case FORM_TEXT:
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_METADATA:
		return check_text(text);
	case FORM_NOTE:
	case FORM_GROUP:
	case FORM_REPEAT:
	case FORM_SELECT_ONE:
	case FORM_SELECT_MULTIPLE:
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
		break;
	}
	return ANSWERS_KIND;
}

enum answers_fault answers_from_text(const struct form_item *item, const char *text, struct answer *ret)
{
	enum answers_fault fault;

	*ret = answer_state(ANSWER_NONE);
	if (text[0] == '\0')
		return ANSWERS_FINE;
	switch (item->type) {
	case FORM_SELECT_ONE:
		return from_choice(item, text, ret);
	case FORM_SELECT_MULTIPLE:
		return from_set(item, text, ret);
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
		return from_number(item, text, ret);
	case FORM_TEXT:
	case FORM_DATE:
	case FORM_TIME:
	case FORM_DATETIME:
	case FORM_ACKNOWLEDGE:
	case FORM_CALCULATE:
	case FORM_HIDDEN:
	case FORM_METADATA:
	case FORM_NOTE:
	case FORM_GROUP:
	case FORM_REPEAT:
		break;
	}
	fault = text_fault_of(item->type, text);
	if (fault == ANSWERS_FINE)
		*ret = answer_text(text);
	return fault;
}

static bool takes_number(enum form_type type)
{
	return type == FORM_INTEGER || type == FORM_DECIMAL || type == FORM_RANGE;
}

/* Context and calculations hold numbers as well as texts. */
static bool takes_both(enum form_type type)
{
	return type == FORM_HIDDEN || type == FORM_CALCULATE || type == FORM_METADATA;
}

enum answers_fault answers_check(const struct form_item *item, const struct answer *a, struct answer *ret)
{
	enum answers_fault fault = ANSWERS_FINE;

	*ret = answer_state(ANSWER_NONE);
	switch (a->kind) {
	case ANSWER_NONE:
	case ANSWER_DK:
	case ANSWER_DECLINED:
		*ret = answer_state(a->kind);
		return ANSWERS_FINE;
	case ANSWER_NUMBER:
		if (!takes_number(item->type) && !takes_both(item->type))
			return ANSWERS_KIND;
		fault = check_number(item, a->number);
		if (fault == ANSWERS_FINE)
			*ret = answer_number(a->number);
		return fault;
	case ANSWER_TEXT:
	case ANSWER_SET:
		break;
	}
	if (takes_number(item->type) || (a->kind == ANSWER_SET && item->type != FORM_SELECT_MULTIPLE))
		return ANSWERS_KIND;
	return answers_from_text(item, a->text, ret);
}

void answers_to_text(const struct answer *a, struct str *out)
{
	char number[EXPR_NUMBER_TEXT];

	switch (a->kind) {
	case ANSWER_NUMBER:
		str_add(out, expr_number_format(a->number, number));
		break;
	case ANSWER_TEXT:
	case ANSWER_SET:
		str_add(out, a->text);
		break;
	case ANSWER_NONE:
	case ANSWER_DK:
	case ANSWER_DECLINED:
		break;
	}
}
