/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts with their ${name} filled in, and what a person typed turned into an answer. */
#include "entry_state.h"

#include <string.h>

#include "answers.h"
#include "entry_check.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "word.h"
#include "stige/base/banned.h"

static const char last_saved[] = "last-saved#";

/* The value as text. References were checked when the form was read; a name with a group in front is not one. */
static void add_value(const struct entry *e, const char *name, struct str *out)
{
	bool saved = str_starts(name, last_saved);
	const char *plain = saved ? name + strlen(last_saved) : name;
	const struct form_item *item = form_find(e->form, plain);
	const struct answer *a = NULL;

	if (item != NULL && !saved)
		a = entry_answer(e, item);
	else if (item != NULL && e->context.last_saved != NULL)
		a = e->context.last_saved(e->context.ctx, item->name);
	if (a != NULL)
		answers_to_text(a, out);
}

void entry_text(const struct entry *e, const struct form_item *item, enum form_column column, struct str *out)
{
	const char *text = form_item_text(e->form, item, column, e->lang);

	for (;;) {
		const char *at = strstr(text, "${"), *end = at != NULL ? strchr(at, '}') : NULL;
		char *name;

		if (end == NULL) {
			str_add(out, text);
			return;
		}
		str_addn(out, text, (size_t)(at - text));
		name = mem_strndup(at + 2, (size_t)(end - at - 2));
		add_value(e, name, out);
		mem_free(name);
		text = end + 1;
	}
}

/* ---- what a person typed */

/* Digits with a decimal comma or point; blanks between digits are thousands as people write them. */
static void number_text(const char *typed, struct str *out)
{
	for (const char *c = typed; *c != '\0';) {
		size_t blank = word_blank(c);

		if (blank > 0) {
			c += blank;
			continue;
		}
		str_addc(out, *c == ',' ? '.' : *c);
		c++;
	}
}

/* "9:30", "0930", "9.30" -> "09:30". */
static void time_text(const char *typed, struct str *out)
{
	size_t digits = 0, n = strspn(typed, "0123456789");
	char d[5] = "0000";

	if ((n == 1 || n == 2) && (typed[n] == ':' || typed[n] == '.')
		&& strspn(typed + n + 1, "0123456789") == 2
	    && typed[n + 3] == '\0') {
		memcpy(d + 2 - n, typed, n);
		memcpy(d + 2, typed + n + 1, 2);
		digits = 4;
	} else if ((n == 3 || n == 4) && typed[n] == '\0') {
		memcpy(d + 4 - n, typed, n);
		digits = 4;
	}
	if (digits == 4)
		str_addf(out, "%.2s:%s", d, d + 2);
	else
		str_add(out, typed);
}

static void date_text(const struct entry *e, const char *typed, struct str *out)
{
	int32_t days;
	char iso[DATE_TEXT];

	str_add(out, date_input(typed, e->context.today, &days) ? date_format(days, iso) : typed);
}

/* "22-11-2026 9:30" -> "2026-11-22T09:30". */
static void moment_text(const struct entry *e, const char *typed, struct str *out)
{
	size_t n = strcspn(typed, " ");
	char *date;

	if (typed[n] == '\0') {
		str_add(out, typed);
		return;
	}
	date = mem_strndup(typed, n);
	date_text(e, date, out);
	str_addc(out, 'T');
	time_text(typed + n + word_blank(typed + n), out);
	mem_free(date);
}

/* A choice by its name, or by its label in the entry's language. */
static void choice_text(const struct entry *e, const struct form_item *item, const char *typed,
	struct str *out)
{
	struct str want = STR_INIT, have = STR_INIT;
	const char *name = typed;

	text_search_key(&want, typed);
	for (size_t i = 0; item->list != NULL && i < item->list->count
		&& form_choice_find(item->list, typed) == NULL; i++) {
		str_clear(&have);
		text_search_key(&have, form_choice_label(e->form, item->list, &item->list->choices[i],
			e->lang));
		if (strcmp(have.text, want.text) == 0)
			name = item->list->choices[i].name;
	}
	str_add(out, name);
	str_release(&want);
	str_release(&have);
}

/* The text an XForm would hold for what was typed. */
static void canonical(const struct entry *e, const struct form_item *item, const char *typed, struct str *out)
{
	switch (item->type) {
	case FORM_INTEGER:
	case FORM_DECIMAL:
	case FORM_RANGE:
		number_text(typed, out);
		break;
	case FORM_DATE:
		date_text(e, typed, out);
		break;
	case FORM_TIME:
		time_text(typed, out);
		break;
	case FORM_SELECT_ONE:
		choice_text(e, item, typed, out);
		break;
	case FORM_TEXT:
	case FORM_HIDDEN:
		text_normalise(out, typed);
		break;
	case FORM_ACKNOWLEDGE:
		str_add(out, word_same(typed, "ok") ? "OK" : typed);
		break;
	case FORM_DATETIME:
		moment_text(e, typed, out);
		break;
	case FORM_SELECT_MULTIPLE:
	case FORM_NOTE:
	case FORM_CALCULATE:
	case FORM_METADATA:
	case FORM_GROUP:
	case FORM_REPEAT:
		str_add(out, typed);
		break;
	}
}

enum stige_rc entry_parse(const struct entry *e, const struct form_item *item, const char *typed,
	struct answer *ret_answer, struct err *err)
{
	struct str trimmed = STR_INIT, text = STR_INIT;
	enum stige_rc rc;

	str_add(&trimmed, typed + word_blank(typed));
	while (word_blank_before(trimmed.text, trimmed.len) > 0)
		str_cut(&trimmed, trimmed.len - word_blank_before(trimmed.text, trimmed.len));
	if (trimmed.len > 0)
		canonical(e, item, trimmed.text, &text);
	rc = entry_say(item, answers_from_text(item, text.text, ret_answer), err);
	str_release(&trimmed);
	str_release(&text);
	return rc;
}
