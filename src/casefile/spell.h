/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of a client's file in words, shared by the texts. */
#ifndef CASEFILE_SPELL_H
#define CASEFILE_SPELL_H

#include "stige/casefile/casefile.h"

/* "2026-11-22 (week 47)"; nothing for DATE_NONE. */
void spell_date(struct str *out, int32_t date);
/* When due, in at most 10 columns: "late 4w", "w47". */
void spell_due_short(struct str *out, const struct due *due);
/* A series as digits, one a quarter, "." for a hole, the newest `most` of them. Nothing for amounts. */
void spell_digits(struct str *out, const struct casefile *c, const struct series *s, size_t most);
/* "4", "24000", "not known", "not said"; "-" for a hole and for none (NULL). */
void spell_point(struct str *out, const struct series_point *p);
/* The newest round's point: "4", "24000", "does not know", "-". */
void spell_last(struct str *out, const struct series *s);
/* Short names of a set of activities, separated by semicolons. */
void spell_activities(struct str *out, const struct desk *d, uint32_t set);
/* What runs now, with the letters of its groups: "J, H: Internship, external; ...". */
void spell_running(struct str *out, const struct casefile *c);
/* "3", "11e" before the short label, and a star when the path's figure names it. */
void spell_label(struct str *out, const struct casefile *c, const struct indicator *i);
/* "C3 Cooperation", "W11 Belief in a job". */
void spell_name(struct str *out, const struct desk *d, const struct indicator *i);
/* A text's first line, "WHAT: name, case number", and the rule under it. */
void spell_title(struct str *out, const struct casefile *c, const char *what, int columns);
/* The code of a suggestion: a grouping or an activity. */
void spell_code(struct str *out, const struct desk *d, const char *code);
const char *spell_mode(enum response_mode mode);
const char *spell_kind(enum meeting_kind kind);
/* Up to the first blank. */
void spell_first_name(struct str *out, const char *name);
/* An agreed step with its date. */
void spell_step(struct str *out, const struct plan_item *step);
bool spell_open_step(const struct plan_item *p);
/* The open steps as a list under a heading; nothing when there are none. Returns how many. */
size_t spell_open_steps(struct str *out, const struct casefile *c, const char *heading, int columns);
/* The labels of the choices that a set of channels names. */
void spell_choices(struct str *out, const struct indicator *i, const char *names, const char *lang);
/* Does anything stand in this series? */
bool spell_any(const struct series *s);

#endif
