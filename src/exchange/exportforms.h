/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every form that answers can stand on: today's three, then the older ones that are kept. And the
 * columns they make when each item is one, and each choice of a set one more ("c10/internet").
 */
#ifndef STIGE_EXCHANGE_EXPORTFORMS_H
#define STIGE_EXCHANGE_EXPORTFORMS_H

#include "stige/casefile/desk.h"
#include "stige/store/responses.h"

#define RESPONDENTS (RESPONDENT_ACTIVITIES + 1)

struct export_form {
	const struct form *form;             /* the desk's */
	enum respondent who;
};
struct export_column {
	enum respondent who;
	const char *item, *choice;           /* choice NULL: the item itself */
	const char *header;
};
struct export_forms {
	struct arena arena;
	struct export_form *forms;
	size_t count;
	struct export_column *columns;       /* each header once, in the order of the forms */
	size_t column_count, column_cap;
};

enum stige_rc export_forms_load(struct export_forms *f, struct desk *d, struct err *err);
void export_forms_release(struct export_forms *f);

#endif
