/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is due. The report has both sides answer about every third month (lines 161-165); the
 * windows around it are ours. One function, used by every list.
 */
#ifndef STIGE_CASEFILE_DUE_H
#define STIGE_CASEFILE_DUE_H

#include <stdint.h>

#include "stige/base/str.h"

/* Days since the last round. */
enum {
	DUE_FROM = 76,       /* 76-120 due */
	DUE_SHOWN = 91,      /* the date shown as due */
	LATE_FROM = 121,     /* 121-183 late */
	EXPIRED_FROM = 184,  /* 184 and more: its answers no longer feed advice */
};

enum due_state { DUE_FIRST, DUE_NOT_YET, DUE_NOW, DUE_LATE, DUE_EXPIRED, DUE_PAUSED, DUE_CLOSED };

struct due {
	enum due_state state;
	int32_t date;        /* last round + 91; DATE_NONE for DUE_FIRST and DUE_CLOSED; until-date when paused */
	int weeks_past;      /* whole weeks past `date`, 0 when not past */
	int32_t days;        /* since the last round; -1 when there is none */
};

/* last = date of the last round (DATE_NONE = none yet); paused_until counts while today is before it. */
struct due due_on(int32_t today, int32_t last, int32_t paused_until, int closed);
/* "not yet", "due", "late", ...; translated. */
const char *due_word(enum due_state state);
/* The same with the weeks past the date shown as due, once there are any: "late 6"; a pause with its last day. */
void due_words(const struct due *due, struct str *out);
/* "late, 4 weeks past", "due, week 47", "paused until 2026-12-01". Appended. */
void due_in_full(const struct due *due, struct str *out);

#endif
