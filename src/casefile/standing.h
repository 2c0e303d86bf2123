/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a client stands on a day, as the forms see it: the hidden items stige_age, stige_path
 * and stige_education. They are context, no questions, and are not kept with the answers.
 */
#ifndef CASEFILE_STANDING_H
#define CASEFILE_STANDING_H

#include "stige/form/entry.h"
#include "stige/instrument/advice.h"
#include "stige/store/clients.h"

struct standing {
	int age;                         /* -1 = unknown */
	enum advice_path path;
	enum client_education education;
};

struct standing standing_on(const struct client_fields *client, int32_t day);
/* Fills the context items that the form has. */
enum stige_rc standing_give(const struct standing *s, struct entry *e, struct err *err);

#endif
