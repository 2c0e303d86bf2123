/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The evidence card: a finding with its source, for whom it holds, how sure, and its limits. */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/instrument/sentences.h"

#include "stige/base/banned.h"

static const char *const kinds[] = {
	[EVIDENCE_FINDING] = N_("Finding of the report"),
	[EVIDENCE_MAPPING] = N_("Our own mapping or choice"),
	[EVIDENCE_LOCAL] = N_("About this client or office"),
	[EVIDENCE_CAUTION] = N_("Caution"),
	[EVIDENCE_SOURCE] = N_("Publication"),
};

static const char *const strengths[] = {
	[EVIDENCE_NO_CLAIM] = N_("no claim about what helps"),
	[EVIDENCE_COUNTED] = N_("a count of the study"),
	[EVIDENCE_ASSOCIATED] = N_("goes together with, which is no proof"),
	[EVIDENCE_REPORTED] = N_("reported, without printed sizes"),
	[EVIDENCE_ESTIMATED] = N_("the report's own estimate"),
};

static void add_source(struct str *out, const struct evidence_row *row, const char *lang)
{
	if (!*row->lines && !*row->figure)
		return;
	str_addf(out, "  %s: ", _("Source"));
	evidence_figure(out, row, lang);
	if (*row->figure && *row->lines)
		str_add(out, ", ");
	if (*row->lines) {
		/* TRANSLATORS: %s is a list such as "948-951 957-960". */
		str_addf(out, _("lines %s of the report"), row->lines);
	}
	str_addc(out, '\n');
}

static void add_limits(struct str *out, const struct evidence *e, const struct evidence_row *row,
	const char *lang)
{
	for (size_t i = 0; i < evidence_count(e); i++) {
		const struct evidence_row *limit = evidence_at(e, i);

		if (str_has_word(row->limits, limit->id))
			str_addf(out, "  - %s\n", evidence_text(limit, lang));
	}
}

static void add_row(struct str *out, const struct evidence *e, const struct evidence_row *row,
	const char *words, const char *lang)
{
	const struct evidence_row *population = *row->population ? evidence_find(e, row->population) : NULL;

	str_addf(out, "%s\n", words);
	str_addf(out, "  %s\n", _(kinds[row->kind]));
	add_source(out, row, lang);
	if (population)
		str_addf(out, "  %s: %s\n", _("Holds for"), evidence_text(population, lang));
	if (row->kind == EVIDENCE_FINDING)
		str_addf(out, "  %s: %s\n", _("How sure"), _(strengths[row->strength]));
	add_limits(out, e, row, lang);
}

void evidence_card_said(struct str *out, const struct evidence *e, const struct advice_say *say, const char *lang)
{
	add_row(out, e, say->row, say->text, lang);
	for (size_t i = 0; i < evidence_count(e); i++) {
		const struct evidence_row *other = evidence_at(e, i);

		if (str_has_word(say->row->with, other->id)) {
			str_addc(out, '\n');
			add_row(out, e, other, evidence_text(other, lang), lang);
		}
	}
}

void evidence_card(struct str *out, const struct evidence *e, const struct evidence_row *row,
	const char *lang)
{
	evidence_card_said(out, e, &(struct advice_say){ row, evidence_text(row, lang) }, lang);
}

void evidence_cards(struct str *out, const struct evidence *e, const struct advice_says *says, const char *lang)
{
	for (size_t i = 0; i < says->count; i++) {
		evidence_card_said(out, e, &says->list[i], lang);
		str_addc(out, '\n');
	}
}

void evidence_cards_of_line(struct str *out, const struct evidence *e, const struct advice_line *line,
	const char *lang)
{
	size_t before = out->len;

	evidence_cards(out, e, &line->study, lang);
	evidence_cards(out, e, &line->limits, lang);
	evidence_cards(out, e, &line->here, lang);
	if (out->len == before && line->row)
		evidence_card_said(out, e, &(struct advice_say){ line->row, line->headline }, lang);
}
