/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/visitation.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "noted.h"
#include "stige/base/banned.h"

#define ITEM "visitation"

static const struct {
	const char *word, *text;
} codes[VISITATIONS] = {
	[VISITATION_NONE] = { "none", N_("not assessed") },
	[VISITATION_ACTIVITY_READY] = { "activity-ready", N_("activity-ready") },
	[VISITATION_JOB_READY] = { "job-ready", N_("job-ready") },
};

static enum visitation code_of(const struct note *n)
{
	for (size_t i = 0; n && i < VISITATIONS; i++)
		if (str_eq(codes[i].word, n->text))
			return (enum visitation)i;
	return VISITATION_NONE;
}

const char *visitation_text(enum visitation what)
{
	return _(codes[what].text);
}

enum visitation visitation_now(const struct casefile *c, int32_t *ret_since)
{
	const struct note *n = noted_newest(c, ITEM);

	*ret_since = n ? instant_date(n->at) : DATE_NONE;
	return code_of(n);
}

enum stige_rc visitation_set(struct desk *d, const struct casefile *c, enum visitation what, struct err *err)
{
	int32_t since;

	if (visitation_now(c, &since) == what)
		return STIGE_OK;
	return casefile_note(d, &c->client.id, NULL, ITEM, codes[what].word, err);
}

void visitation_words(const struct casefile *c, struct str *out)
{
	const struct note *newest = noted_newest(c, ITEM);
	const char *gap = _("; before: ");
	char on[DATE_TEXT];

	if (!newest)
		return;
	str_addf(out, _("%s since %s"), visitation_text(code_of(newest)), date_format(instant_date(newest->at), on));
	for (size_t i = c->note_count; i-- > 0;) {
		const struct note *n = &c->notes[i];

		if (n == newest || !str_eq(n->item, ITEM))
			continue;
		str_addf(out, "%s%s %s", gap, visitation_text(code_of(n)), date_format(instant_date(n->at), on));
		gap = ", ";
	}
}
