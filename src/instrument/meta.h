/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metadata texts come in one column a language: stige_short_en, stige_short_da. */
#ifndef STIGE_SRC_INSTRUMENT_META_H
#define STIGE_SRC_INSTRUMENT_META_H

#include "stige/form/questionnaire.h"

/* column is without the language; the form's default language stands in; "" when there is none. */
const char *meta_choice(const struct form *f, const struct form_list *l, const struct form_choice *c,
	const char *column, const char *lang);
const char *meta_item(const struct form *f, const struct form_item *item, const char *column,
	const char *lang);

#endif
