/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "amount.h"

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/casefile/casefile.h"
#include "stige/base/banned.h"

/* Hours of a month of 37 hours a week, times 100: 37 x 52 / 12. */
enum { MONTH_HOURS_100 = 16033 };

static enum stige_rc give(struct entry *e, const struct form_item *beside, const char *word, struct err *err)
{
	const struct form_item *item = beside ? form_find(entry_form(e), beside->name) : NULL;
	struct answer a;
	enum stige_rc rc;

	if (!item || item->type != FORM_HIDDEN || !word || !*word)
		return STIGE_OK;
	a = answer_text(word);
	rc = entry_set(e, item, &a, err);
	answer_release(&a);
	return rc;
}

enum stige_rc amount_give(const struct desk *d, struct entry *e, struct err *err)
{
	const struct indicators *known = &d->instrument->indicators;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < known->count && rc == STIGE_OK; i++) {
		rc = give(e, known->list[i].period, d->caseworker.wage_period, err);
		if (rc == STIGE_OK)
			rc = give(e, known->list[i].basis, d->caseworker.wage_basis, err);
	}
	return rc;
}

static const char *word_of(const struct answer *a)
{
	return a && a->kind == ANSWER_TEXT ? a->text : "";
}

static const char *kept(const struct history *h, size_t response, const struct form_item *beside)
{
	return beside ? word_of(forms_answer(h->responses[response],
		forms_place(h->forms[response]->form, beside->name))) : "";
}

struct amount_terms amount_kept(const struct history *h, const struct round *round, size_t indicator)
{
	const struct indicator *i = &h->instrument->indicators.list[indicator];
	size_t r = round->response[i->side == INDICATOR_CLIENT ? RESPONDENT_CLIENT : RESPONDENT_CASEWORKER];

	if (r == NO_RESPONSE)
		return (struct amount_terms){ "", "" };
	return (struct amount_terms){ kept(h, r, i->period), kept(h, r, i->basis) };
}

static bool agree(const char *a, const char *b)
{
	return !*a || !*b || str_eq(a, b);
}

bool amount_terms_agree(const struct amount_terms *a, const struct amount_terms *b)
{
	return agree(a->period, b->period) && agree(a->basis, b->basis);
}

int32_t amount_by_month(int64_t amount, const char *period)
{
	int64_t month = str_eq(period, "hour") ? (amount * MONTH_HOURS_100 + 50) / 100 : amount;

	return month < INT32_MAX ? (int32_t)month : INT32_MAX;
}

void casefile_amount(const struct casefile *c, const struct series *s, size_t point, struct str *out)
{
	const struct series_point *p = &s->points[point];
	const struct indicator *i = s->indicator;
	const struct response *r;
	const char *period, *basis;

	if (p->state != SERIES_VALUE || i->kind != INDICATOR_NUMBER)
		return;
	r = &c->responses[p->response];
	period = i->period ? word_of(casefile_answer(c, r, i->period->name)) : "";
	basis = i->basis ? word_of(casefile_answer(c, r, i->basis->name)) : "";
	str_addf(out, _("%d kr"), (int)p->value);
	if (str_eq(period, "hour"))
		str_addf(out, " %s", _("an hour"));
	else if (str_eq(period, "month"))
		str_addf(out, " %s", _("a month"));
	if (str_eq(basis, "gross"))
		str_addf(out, " %s", _("before tax"));
	else if (str_eq(basis, "net"))
		str_addf(out, " %s", _("after tax"));
}
