/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the office itself offers (report lines 1436-1439: is what works on offer here?): an
 * optional file catalogue.csv beside the forms, one row an offer. Without it everything of
 * Box 1 is on offer.
 *
 * Columns: catalogue (the offer's name), activity (Box 1's number), place, from, until (dates,
 * until is the last day; empty = open), note.
 */
#ifndef STIGE_INSTRUMENT_CATALOGUE_H
#define STIGE_INSTRUMENT_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/base/str.h"
#include "stige/form/check.h"
#include "stige/instrument/activities.h"

struct offer {
	const char *name, *place, *note;     /* place and note may be "" */
	const struct activity *activity;
	int32_t from, until;                 /* DATE_NONE = open */
};

struct catalogue;

/* As form_read: problems gets everything found; STIGE_DATA when there is an error. The activities must outlive it. */
enum stige_rc catalogue_read(const char *bytes, size_t n, const char *name, const struct activities *activities,
	struct form_problems *problems, struct catalogue **ret, struct err *err);
void catalogue_free(struct catalogue *c);
bool catalogue_looks_like(const char *bytes, size_t n);

size_t catalogue_count(const struct catalogue *c);               /* c NULL: 0 */
const struct offer *catalogue_at(const struct catalogue *c, size_t i);   /* the file's order */
/* Does it run on this day? */
bool offer_runs(const struct offer *o, int32_t day);
/* What runs on this day for one activity: "Bakery, Nørregade; Café". Nothing is added when c is NULL or has none. */
void catalogue_words(struct str *out, const struct catalogue *c, const struct activity *activity, int32_t day);
/* The activities with an offer that runs on this day; all of them when c is NULL. */
uint32_t catalogue_activities(const struct catalogue *c, const struct activities *activities, int32_t day);

#endif
