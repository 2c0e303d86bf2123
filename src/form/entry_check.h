/* SPDX-License-Identifier: GPL-3.0-or-later */
/* May this answer be given to this item, as things stand? */
#ifndef STIGE_SRC_FORM_ENTRY_CHECK_H
#define STIGE_SRC_FORM_ENTRY_CHECK_H

#include "answers.h"
#include "entry_state.h"
#include "stige/base/err.h"

/*
 * Type, list, range, filter and constraint. ret (may be NULL) gets the answer in canonical
 * form. STIGE_DATA with a sentence when it may not.
 */
enum stige_rc entry_check(const struct entry *e, size_t item, const struct answer *a, struct answer *ret,
	struct err *err);
/* The sentence for an answer that is not of the item's type; STIGE_OK for none. */
enum stige_rc entry_say(const struct form_item *item, enum answers_fault fault, struct err *err);

#endif
