/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tell.h"

#include "stige/base/i18n.h"
#include "stige/base/lay.h"

#include "stige/base/banned.h"

void tell_text(const struct desk *d, const struct evidence_row *row, const char *text, const char *first, int columns,
	struct str *out)
{
	struct str line = STR_INIT;

	str_add(&line, text);
	if (row->kind == EVIDENCE_FINDING && *row->lines) {
		str_add(&line, " (");
		evidence_figure(&line, row, d->lang);
		str_add(&line, *row->figure ? ", " : "");
		str_addf(&line, _("report lines %s"), row->lines);
		str_addc(&line, ')');
	}
	lay_wrap(out, first, line.text, columns);
	str_release(&line);
}

void tell_row(const struct desk *d, const struct evidence_row *row, const char *first, int columns,
	struct str *out)
{
	tell_text(d, row, evidence_text(row, d->lang), first, columns, out);
}

void tell_whole(const struct desk *d, const struct evidence_row *row, const char *first, int columns,
	struct str *out)
{
	const struct evidence *e = d->instrument->evidence;

	tell_row(d, row, first, columns, out);
	for (size_t i = 0; i < evidence_count(e); i++)
		if (str_has_word(row->limits, evidence_at(e, i)->id))
			tell_row(d, evidence_at(e, i), "   - ", columns, out);
}

void tell_args(const struct desk *d, enum sentence what, const char *const *args, const char *first,
	int columns, struct str *out)
{
	struct str text = STR_INIT;
	size_t n = 0;

	while (args[n])
		n++;
	sentence_say(&text, d->instrument, what, d->lang, args, n);
	tell_text(d, sentence_row(d->instrument, what), text.text, first, columns, out);
	str_release(&text);
}

void tell(const struct desk *d, enum sentence what, const char *first, int columns, struct str *out)
{
	tell_row(d, sentence_row(d->instrument, what), first, columns, out);
}
