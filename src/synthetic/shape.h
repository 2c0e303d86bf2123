/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The forms as the generator sees them: places to fill, each of some kind. Which item is which
 * comes from the instrument's tables; nothing here knows one by name.
 */
#ifndef STIGE_SYNTHETIC_SHAPE_H
#define STIGE_SYNTHETIC_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/answer.h"
#include "stige/base/err.h"
#include "stige/casefile/desk.h"

enum { SLOTS_MOST = 24, STEPS = 5, CHANNELS_MOST = 16 };

/* A place's value: a step, an amount, a set of channels (bit n = the nth, 0 = none) - or one of these. */
enum { VALUE_NOT_ASKED = -1, VALUE_DK = -2, VALUE_DECLINED = -3 };

enum slot_kind {
	SLOT_EMPTY,                          /* stored, but no indicator: stays not asked */
	SLOT_SCALE,
	SLOT_BELIEF,                         /* the caseworker's confidence, a scale too */
	SLOT_CHANNELS,
	SLOT_AMOUNT,
};

/* One stored item of a form, in the form's order. */
struct slot {
	const struct form_item *item;
	enum slot_kind kind;
	bool optional;                       /* asked on the education path only */
	unsigned group;                      /* bit of the group that supports it ("our mapping"), 0 = none */
	const char *steps[STEPS];            /* scales: the choice of each step */
	const char *channels[CHANNELS_MOST];
	size_t channel_count;
	const char *no_channel;              /* the choice that says none */
};

struct shape_form {
	const struct form *form;
	struct slot slots[SLOTS_MOST];
	size_t count;
};

struct shape {
	struct shape_form client, caseworker, activities;    /* of the last only the form */
	const struct activities *list;
};

/* STIGE_CONFIG when the forms are not what the generator can fill. */
enum stige_rc shape_init(struct shape *s, const struct instrument *instrument, struct err *err);
/* answers: f->count places, to be released one by one. */
void shape_answers(const struct shape_form *f, const int32_t *values, struct answer *answers);
/* A set of activities (bit n = number n, 0 = none) as the answer to their form. */
struct answer shape_activities(const struct shape *s, uint32_t set);
/* The place of the caseworker's confidence in a job: SLOTS_MOST when there is none. */
size_t shape_belief(const struct shape *s);
size_t shape_channels(const struct shape *s);            /* of the client's search */

#endif
