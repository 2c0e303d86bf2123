/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The study's nine outcome definitions over one client's outcomes, each for itself, in words. */
#include "stige/casefile/outcome.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/spells.h"
#include "stige/base/banned.h"

enum { HALF_A_YEAR = 182, YEAR = 365 };

static const char *const answers[] = {
	[OUTCOME_NO] = N_("no"),
	[OUTCOME_YES] = N_("yes"),
	[OUTCOME_UNKNOWN] = N_("not known yet"),
};

static void add_rules(const struct spell *list, size_t n, int32_t since, int32_t day, int32_t known, struct str *out)
{
	for (size_t i = 0; i < outcome_rule_count; i++) {
		const struct outcome_rule *r = &outcome_rules[i];
		bool period = r->how == OUTCOME_EVER;
		enum outcome_answer a = outcome_holds(r, list, n, period ? since : day, day, known);

		str_addf(out, "  %s  %s: %s (", r->code, _(r->text), _(answers[a]));
		str_addf(out, _("report lines %s"), r->lines);
		str_add(out, ")\n");
	}
}

static void add_kept(const struct spell *list, size_t n, int32_t known, struct str *out)
{
	char day[DATE_TEXT];

	for (size_t i = 0; i < n; i++) {
		str_addf(out, "  %s, ", outcome_kind_text(list[i].kind));
		str_addf(out, _("since %s"), date_format(list[i].from, day));
		str_add(out, ": ");
		str_addf(out, _("half a year later: %s"), _(answers[spell_kept(&list[i], HALF_A_YEAR, known)]));
		str_add(out, ", ");
		str_addf(out, _("a year later: %s"), _(answers[spell_kept(&list[i], YEAR, known)]));
		str_addc(out, '\n');
	}
}

void outcome_status(const struct outcome *outcomes, size_t n, const struct outcome_days *days, struct str *out)
{
	struct spell *list = mem_array(n + 1, sizeof(*list));
	char since[DATE_TEXT], day[DATE_TEXT];

	n = spells_of(outcomes, n, list);
	str_addf(out, _("On %s, in the period since %s, as far as it is written down:"), date_format(days->day, day),
		date_format(days->since, since));
	str_addc(out, '\n');
	add_rules(list, n, days->since, days->day, days->known_until, out);
	if (n) {
		str_add(out, _("Still in it (report lines 375-377):"));
		str_addc(out, '\n');
		add_kept(list, n, days->known_until, out);
	}
	mem_free(list);
}
