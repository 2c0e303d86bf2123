/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logic.h"

#include <math.h>
#include <string.h>

#include "answers.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "word.h"
#include "stige/base/banned.h"

/* "today()", "concat(...)": a name with a bracket right behind it. */
static bool has_call(const char *text)
{
	for (const char *s = text; *s != '\0';) {
		size_t n = word_name(s);

		if (n > 0 && s[n] == '(')
			return true;
		s += n > 0 ? n : 1;
	}
	return false;
}

/*
 * A default with a reference or a call is worked out; so is one with an operator, if it can be
 * (a date's hyphens and a plain sentence are not arithmetic).
 */
static bool is_dynamic(struct reader *r, size_t item, const char *text)
{
	struct answer plain = ANSWER_INIT;
	bool fits;

	if (strstr(text, "${") != NULL || has_call(text))
		return true;
	if (strpbrk(text, "+*|=<>'\"") == NULL && strstr(text, " - ") == NULL && strstr(text, " div ") == NULL
	    && strstr(text, " mod ") == NULL)
		return false;
	fits = answers_from_text(&r->form->items[item], text, &plain) == ANSWERS_FINE;
	answer_release(&plain);
	if (fits && r->form->items[item].type != FORM_TEXT && r->form->items[item].type != FORM_HIDDEN)
		return false;
	return logic_compiles(r, text, item);
}

static void check_static(struct reader *r, size_t item, const struct cell *c)
{
	struct answer a = ANSWER_INIT;
	enum answers_fault fault = answers_from_text(&r->form->items[item], c->text, &a);

	answer_release(&a);
	if (fault == ANSWERS_FINE)
		return;
	problem_add(r->problems, FAULT_DEFAULT_VALUE, c->at, _("the default \"%s\" is no answer to this %s"),
		reader_shown(r, c->text), r->form->more[item].type_word);
}

void logic_read_default(struct reader *r, size_t i)
{
	struct cell c = reader_cell(r, SHEET_SURVEY, r->sources[i].row, COLUMN_DEFAULT);
	struct item_more *more = &r->form->more[i];
	enum form_type type = r->form->items[i].type;

	if (cell_empty(&c))
		return;
	if (type == FORM_NOTE || type == FORM_GROUP || type == FORM_REPEAT) {
		problem_add(r->problems, FAULT_COLUMN_IDLE, c.at, _("%s has no effect here: %s"),
			column_name(COLUMN_DEFAULT), _("this row takes no answer"));
		more->default_value = "";
		return;
	}
	if (is_dynamic(r, i, c.text)) {
		more->default_value = "";
		more->default_expr = logic_compile(r, &c, column_name(COLUMN_DEFAULT), i, 0);
	} else {
		check_static(r, i, &c);
	}
}

void logic_check_tick_labels(struct reader *r, size_t i, const struct cell *c)
{
	const struct parameters *p = &r->sources[i].parameters;
	const struct form_list *l;
	double n;

	if (p->tick_labels[0] == '\0')
		return;
	l = form_list_find(r->form, p->tick_labels);
	if (l == NULL) {
		problem_add(r->problems, FAULT_PARAMETER_VALUE, c->at,
			_("tick_labelset: choices has no list \"%s\""),
			reader_shown(r, p->tick_labels));
		return;
	}
	for (size_t k = 0; k < l->count; k++)
		if (!word_number(l->choices[k].name, &n) || n < fmin(p->start, p->end)
			|| n > fmax(p->start, p->end))
			problem_add(r->problems, FAULT_PARAMETER_VALUE, c->at,
				_("tick_labelset: the choice \"%s\" is not a number between start and end"),
				reader_shown(r, l->choices[k].name));
}
