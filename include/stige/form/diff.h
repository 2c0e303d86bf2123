/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two versions of a form: what differs, in words; whether the newer may follow the older; and
 * what that does to the curve of an item.
 *
 * Answers go by an item's name and a choice's name. A text that changes under a used name may
 * change what an old answer meant, so the newer form's row says which it is, in stige_series:
 * "same" (the question is the same: the curve goes on behind a thin seam) or "new" (the curve
 * begins again). Texts are a label or hint in a language both forms have, a choice's label,
 * and the choices themselves; dk and declined rows do not count. For a choice the mark may
 * stand in its own row or in the question's.
 */
#ifndef STIGE_FORM_DIFF_H
#define STIGE_FORM_DIFF_H

#include <stddef.h>

#include "stige/form/check.h"
#include "stige/form/questionnaire.h"

enum form_difference_kind {
	FORM_DIFF_SETTING, FORM_DIFF_LANGUAGE,
	FORM_DIFF_ADDED, FORM_DIFF_REMOVED, FORM_DIFF_RENAMED, FORM_DIFF_MOVED,
	FORM_DIFF_TYPE, FORM_DIFF_LIST, FORM_DIFF_CHOICE, FORM_DIFF_TEXT, FORM_DIFF_LOGIC,
};

struct form_difference {
	enum form_difference_kind kind;
	char *item;                  /* the item's name, "" for the form as a whole */
	char *text;                  /* one sentence, translated: what was and what is */
};

struct form_differences {
	struct form_difference *list;
	size_t count, cap;
};
#define FORM_DIFFERENCES_INIT { NULL, 0, 0 }

/* Settings and languages first, then items in the newer form's order, then those that are gone. */
void form_diff(const struct form *older, const struct form *newer, struct form_differences *ret);
void form_differences_release(struct form_differences *d);

/*
 * May newer follow older, of which answers are stored? Adds errors (F120 ..) with the places
 * of the newer file and the texts side by side. Nothing is added when the two are one text.
 */
void form_succession_check(const struct form *older, const struct form *newer, struct form_problems *problems);

enum form_series {
	FORM_SERIES_SAME,            /* nothing about the item changed that a curve would show */
	FORM_SERIES_SEAM,            /* other words or another kind of number, the same question */
	FORM_SERIES_BREAK,           /* another question; also when one of the forms has no such item */
};

/* For neighbours in the row of versions: marks speak of the version just before. */
enum form_series form_series_mark(const struct form *older, const struct form *newer, const char *item);

#endif
