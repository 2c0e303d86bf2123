/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is known about a person, collected before it is written in one of three ways.
 */
#ifndef STIGE_EXCHANGE_SUBJECT_PRIVATE_H
#define STIGE_EXCHANGE_SUBJECT_PRIVATE_H

#include <stddef.h>
#include <stdint.h>

#include "stige/base/arena.h"
#include "stige/exchange/subject.h"

/* One value: of a column, or of one question of a response. */
struct subject_fact {
	const char *table, *column;      /* of an answer: the question's name */
	size_t row_no;                   /* in its table */
	const char *question;            /* its words; "" where it is no answer */
	const char *value;               /* as it stands in the file */
	const char *text;                /* in words, "" where the value says it all */
	bool id;                         /* an id: of no use to a reader */
};

struct subject_facts {
	struct arena arena;
	const char *case_no;
	int64_t at;                      /* when it was collected */
	struct subject_fact *list;
	size_t count, cap;
};

/* Nothing is left out but staff and CPR digits that were not asked for. Release in any case. */
enum stige_rc subject_collect(struct desk *d, const struct subject_options *options, struct subject_facts *ret,
	struct err *err);
void subject_facts_release(struct subject_facts *f);

void subject_write_text(const struct subject_facts *f, struct str *out);
void subject_write_csv(const struct subject_facts *f, struct str *out);
void subject_write_json(const struct subject_facts *f, struct str *out);

#endif
