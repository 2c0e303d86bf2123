/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exportrows.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { SAFE_DIGITS = 15 };                   /* a spreadsheet keeps no more */

struct response_filter export_filter(const struct desk *d, const struct export_options *o)
{
	return (struct response_filter){
		.from = o->from, .to = o->to, .client = o->client,
		.caseworker = o->mine ? &d->caseworker.id : o->caseworker,
		.names = o->names,
	};
}

void export_put_id(struct csv_writer *w, char letter, const struct id *id)
{
	char text[ID_HEX + 1];

	text[0] = letter;
	id_format(id, text + 1);
	csv_put_code(w, text);
}

const char *export_initials(const struct desk *d, const struct id *caseworker)
{
	const char *initials = id_is_zero(caseworker) ? "" : desk_initials(d, caseworker);

	return str_eq(initials, "?") ? "" : initials;
}

bool export_is_integer(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && n <= SAFE_DIGITS && !text[n] && (n == 1 || text[0] != '0');
}

void export_put_value(struct csv_writer *w, const struct form_item *item, const struct answer *a)
{
	int32_t date;

	if (a->kind == ANSWER_NUMBER)
		csv_put_number(w, a->number);
	else if (!answer_known(a))
		csv_put_empty(w);
	else if (item->type == FORM_DATE && date_parse(a->text, &date))
		csv_put_date(w, date);
	else if (item->type == FORM_SELECT_ONE && export_is_integer(a->text))
		csv_put_code(w, a->text);
	else
		csv_put_text(w, a->text);
}

const char *export_state(const struct answer *a)
{
	switch (a->kind) {
	case ANSWER_NONE: return "not-asked";
	case ANSWER_DK: return "dk";
	case ANSWER_DECLINED: return "declined";
	case ANSWER_NUMBER:
	case ANSWER_TEXT:
	case ANSWER_SET: break;
	}
	return "value";
}

enum stige_rc export_finish(struct csv_writer *w, enum stige_rc rc, struct err *err)
{
	struct err late = ERR_INIT;
	enum stige_rc finished = csv_writer_finish(w, &late);

	return rc == STIGE_OK && finished != STIGE_OK ? err_set(err, finished, "%s", late.msg) : rc;
}
