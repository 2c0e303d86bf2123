/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bad input is not an error but a list of issues: which field, what is wrong and what to
 * do, in the user's language. All of them in one pass, in the order of the fields.
 */
#ifndef STIGE_BASE_ISSUE_H
#define STIGE_BASE_ISSUE_H

#include <stddef.h>

struct issue {
	const char *field;       /* the field's fixed name ("birth"), static */
	char *message;
};

struct issues {
	struct issue *list;
	size_t count, cap;
};

#define ISSUES_INIT { NULL, 0, 0 }

void issues_add(struct issues *s, const char *field, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
const char *issues_find(const struct issues *s, const char *field);   /* first message or NULL */
void issues_release(struct issues *s);

#endif
