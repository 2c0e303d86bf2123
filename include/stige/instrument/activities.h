/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The activities of Box 1 and the groups of Box 2, read from forms/activities.csv: 21
 * activities in four groups and the one that says "no activities". A set of groups is a
 * grouping; there are sixteen, the empty one included.
 */
#ifndef STIGE_INSTRUMENT_ACTIVITIES_H
#define STIGE_INSTRUMENT_ACTIVITIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/err.h"
#include "stige/base/str.h"
#include "stige/form/questionnaire.h"

/* Box 2 (report lines 787-858), in the order in which groupings are written: JUSH. */
enum group {
	GROUP_JOB = 1 << 0,              /* J */
	GROUP_UPGRADING = 1 << 1,        /* U */
	GROUP_SOCIAL = 1 << 2,           /* S */
	GROUP_HEALTH = 1 << 3,           /* H */
};
#define GROUP_COUNT 4
#define GROUP_ALL 15u
#define GROUPING_COUNT 16
#define GROUPING_TEXT 5                  /* "JUSH" or "none" and the NUL */

/* "JSH"; "none" for the empty set. Returns out. */
char *grouping_format(unsigned groups, char out[GROUPING_TEXT]);
/* Letters of JUSH, each at most once, in any order; "" and "none" are the empty set. */
bool grouping_parse(const char *letters, unsigned *ret_groups);
char group_letter(unsigned group);
size_t grouping_size(unsigned groups);

/* A set of activities: bit N stands for activity number N, 1..ACTIVITY_MOST. */
#define ACTIVITY_MOST 31

struct activity {
	int no;                              /* Box 1's number; as a choice it is called a1 .. a22 */
	unsigned group;                      /* enum group; 0 for "no activities" */
	bool exclusive;                      /* stands alone: "no activities" */
	const struct form_choice *choice;
};

struct activities {
	const struct form *form;             /* borrowed */
	const struct form_item *item;        /* the question they are choices of */
	const struct form_list *groups;      /* the list stige_groups */
	struct activity list[ACTIVITY_MOST]; /* in the file's order */
	size_t count;
};

/* Reads the metadata of the choices. STIGE_DATA names what is missing or doubled. */
enum stige_rc activities_init(struct activities *a, const struct form *form, struct err *err);

const struct activity *activities_find(const struct activities *a, int no);                /* or NULL */
const struct activity *activities_find_name(const struct activities *a, const char *name); /* "a13" */
uint32_t activities_all(const struct activities *a);                 /* every one but the exclusive */
/* Choice names separated by single spaces, as an answer holds them; false at an unknown name. */
bool activities_parse(const struct activities *a, const char *names, uint32_t *ret_set);
/* The other way: appends their choice names, in the file's order, separated by single spaces. */
void activities_names(const struct activities *a, uint32_t set, struct str *out);
/* The groups of a set of activities. Two activities of one group are one group (report line 896-899). */
unsigned activities_groups(const struct activities *a, uint32_t set);

/* Texts belong to the form. lang as in questionnaire.h. */
/* As Box 1 has it; at most 24 columns; as Box 2 has it ("" for the exclusive one); a note, mostly "". */
const char *activity_label(const struct activities *a, const struct activity *one, const char *lang);
const char *activity_short(const struct activities *a, const struct activity *one, const char *lang);
const char *activity_box2(const struct activities *a, const struct activity *one, const char *lang);
const char *activity_note(const struct activities *a, const struct activity *one, const char *lang);
/* "Job-oriented activities" and "job-oriented". */
const char *group_label(const struct activities *a, unsigned group, const char *lang);
const char *group_short(const struct activities *a, unsigned group, const char *lang);

#endif
