/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the session log in words. */
#ifndef STIGE_EXCHANGE_SESSIONLOG_H
#define STIGE_EXCHANGE_SESSIONLOG_H

#include "stige/exchange/export.h"

struct log_row {
	int64_t at;
	const char *event;                   /* the kind's code word */
	const char *case_no, *name;          /* "" when it is about no client */
	const char *caseworker;              /* initials */
	const char *what;                    /* in words, translated: "client form completed" */
	const char *detail;                  /* code words, as in the file */
	const char *filled_in_by;            /* "client alone" ..., translated; "" when about no form */
	int answered, of;                    /* -1 = does not apply */
};
/* Oldest first. All strings are in the arena. That the log was looked at is on disk before a row is given out. */
enum stige_rc sessionlog_rows(struct desk *d, const struct export_options *options, struct arena *a,
	struct log_row **ret, size_t *ret_count, struct err *err);

#endif
