/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The advice as text: lines with the client's facts, the finding with its source, and the limits. */
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/casefile/casefile.h"
#include "stige/instrument/sentences.h"

#include "tell.h"
#include "stige/base/banned.h"

static void sentences(const struct desk *d, const struct advice_says *says, const char *label, int columns,
	struct str *out)
{
	struct str first = STR_INIT;

	for (size_t i = 0; i < says->count; i++) {
		str_clear(&first);
		str_add(&first, "   ");
		lay_cell(&first, i == 0 ? label : "", 8);
		tell_text(d, says->list[i].row, says->list[i].text, first.text, columns, out);
	}
	str_release(&first);
}

static void paragraph(const struct desk *d, const struct advice_says *says, const char *heading, int columns,
	struct str *out)
{
	if (says->count == 0)
		return;
	if (*heading)
		lay_wrap(out, "", heading, columns);
	for (size_t i = 0; i < says->count; i++)
		tell_text(d, says->list[i].row, says->list[i].text, *heading ? "   " : "", columns, out);
	str_addc(out, '\n');
}

static void one_line(const struct desk *d, const struct advice_line *line, size_t number, int columns, struct str *out)
{
	struct str first = STR_INIT;

	str_addf(&first, "%2zu ", number);
	lay_wrap(out, first.text, line->headline, columns);
	sentences(d, &line->here, _("Here:"), columns, out);
	sentences(d, &line->study, _("Study:"), columns, out);
	sentences(d, &line->limits, _("Limits:"), columns, out);
	str_addc(out, '\n');
	str_release(&first);
}

void casefile_advice_text(const struct casefile *c, enum look look, bool all, int columns, struct str *out)
{
	struct advice_page page;
	struct str title = STR_INIT;

	columns = lay_columns(columns);
	advice_page_make(&page, c->desk->instrument, &c->facts, &c->advice, look == LOOK_OWN, c->desk->lang);
	str_addf(&title, _("What could help next: %s, %s"), c->client.f.name, c->client.case_no);
	if (c->desk->synthetic)
		str_addf(&title, "   %s", _("INVENTED"));
	lay_wrap(out, "", title.text, columns);
	lay_rule(out, columns);
	paragraph(c->desk, &page.before, "", columns, out);
	for (size_t i = 0; i < page.line_count; i++)
		one_line(c->desk, &page.lines[i], i + 1, columns, out);
	paragraph(c->desk, &page.activities, _("Activities"), columns, out);
	paragraph(c->desk, &page.prompts, _("To think about"), columns, out);
	if (all) {
		lay_wrap(out, "", _("All groupings in order"), columns);
		for (size_t i = 0; i < GROUPING_COUNT; i++)
			one_line(c->desk, &page.all[i], i + 1, columns, out);
	}
	paragraph(c->desk, &page.always, "", columns, out);
	str_release(&title);
	advice_page_release(&page);
}
