/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client's page as text: for a pipe, for the demo without a terminal. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/casefile/casefile.h"

#include "spell.h"
#include "stige/base/banned.h"

enum {
	WIDE = 72,                           /* from here on the words stand in the item's own line */
	LABEL_WIDE = 30, LABEL_NARROW = 24,
	SERIES_WIDE = 14, SERIES_NARROW = 5,
	LAST_WIDE = 10, LAST_NARROW = 9,
};

static void title(const struct casefile *c, int columns, struct str *out)
{
	struct str line = STR_INIT;
	const char *who = desk_initials(c->desk, &c->client.caseworker);
	char since[DATE_TEXT];

	str_add(&line, c->client.f.name);
	if (c->age >= 0)
		str_addf(&line, ", %d", c->age);
	str_addf(&line, "   %s   ", c->client.case_no);
	due_in_full(&c->due, &line);
	str_addf(&line, "   ");
	str_addf(&line, ngettext("%u round", "%u rounds", c->rounds), c->rounds);
	if (*c->client.cpr_masked)
		str_addf(&line, "   CPR %s", c->client.cpr_masked);
	if (!id_is_zero(&c->client.caseworker))
		str_addf(&line, "   %s %s", who, date_format(c->client.caseworker_since, since));
	if (c->desk->synthetic)
		str_addf(&line, "   %s", _("INVENTED"));
	lay_wrap(out, "", line.text, columns);
	lay_rule(out, columns);
	str_release(&line);
}

/* A cell and one blank after it. */
static void cell(struct str *out, struct str *text, int columns)
{
	lay_cell(out, text->text, columns - 1);
	str_addc(out, ' ');
	str_clear(text);
}

static void item(const struct casefile *c, const struct series *s, int columns, struct str *out)
{
	bool wide = columns >= WIDE;
	struct series_change change = series_since_last(s->points, s->count);
	struct str text = STR_INIT;

	spell_label(&text, c, s->indicator);
	cell(out, &text, wide ? LABEL_WIDE : LABEL_NARROW);
	spell_digits(&text, c, s, wide ? SERIES_WIDE : SERIES_NARROW);
	cell(out, &text, (wide ? SERIES_WIDE : SERIES_NARROW) + 1);
	spell_last(&text, s);
	cell(out, &text, wide ? LAST_WIDE : LAST_NARROW);
	series_words(&text, &change);
	if (wide)
		lay_cell(out, text.text, columns - LABEL_WIDE - SERIES_WIDE - 1 - LAST_WIDE);
	lay_end(out);
	if (!wide && text.len)
		lay_wrap(out, "       ", text.text, columns);
	str_release(&text);
}

static void side(const struct casefile *c, enum indicator_side which, const char *heading, int columns,
	struct str *out)
{
	lay_wrap(out, "", heading, columns);
	for (size_t i = 0; i < c->series_count; i++) {
		const struct series *s = &c->series[i];

		if (s->indicator->side == which && (!s->indicator->optional || spell_any(s)))
			item(c, s, columns, out);
	}
	str_addc(out, '\n');
}

void casefile_text(const struct casefile *c, enum look look, int columns, struct str *out)
{
	struct str running = STR_INIT;

	columns = lay_columns(columns);
	title(c, columns, out);
	side(c, INDICATOR_CLIENT, _("Client says"), columns, out);
	if (look == LOOK_OWN)
		side(c, INDICATOR_CASEWORKER, _("Caseworker says"), columns, out);
	lay_wrap(out, "* ", c->advice.path == ADVICE_EDUCATION
		? _("named in the report's figure 7 (starting an education, under 30)")
		: _("named in the report's figure 5 (getting a job, 30 or over)"), columns);
	spell_running(&running, c);
	lay_wrap(out, _("Activities now: "), running.text, columns);
	spell_open_steps(out, c, _("Agreed steps"), columns);
	str_release(&running);
}
