/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The CPR numbers of a file: which are none, which stand twice, whose they are. No message repeats one. */
#ifndef STIGE_EXCHANGE_IMPORTCPR_H
#define STIGE_EXCHANGE_IMPORTCPR_H

#include "stige/base/cpr.h"
#include "stige/casefile/desk.h"

struct import_cpr {
	const char *typed;                   /* "" = no number */
	enum cpr_fault fault;
	bool twice;                          /* another one before it in the file is the same */
	struct id owner;                     /* of the caseload; zero = nobody */
	char digits[CPR_DIGITS + 1];         /* "" with a fault */
};

/* From `typed` to all the rest. */
enum stige_rc import_cpr_match(struct desk *d, struct import_cpr *list, size_t n, struct err *err);

#endif
