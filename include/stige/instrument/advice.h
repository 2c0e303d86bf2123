/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which groups of activities to combine for this client: facts in, an order and reasons out.
 * Integers only, no clock, no chance; the same facts always give the same advice. The rules
 * are described in stige-advice(7); which item counts how much, which activity it leads to
 * and which prompt speaks when are rows of forms/advice.csv. Nothing here knows an item by
 * name. There is no score for a person, only an order of groupings and the reasons for it.
 */
#ifndef STIGE_INSTRUMENT_ADVICE_H
#define STIGE_INSTRUMENT_ADVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/answer.h"
#include "stige/base/err.h"
#include "stige/form/check.h"
#include "stige/instrument/activities.h"
#include "stige/instrument/evidence.h"
#include "stige/instrument/indicators.h"

#define ADVICE_ITEMS_MOST 32
#define ADVICE_PROMPTS_MOST 64
#define ADVICE_BOXES_MOST 32
#define ADVICE_ACTIVITIES_MOST 4         /* proposed at a time */
#define ADVICE_CAP_DEFAULT 3             /* groups in one grouping; 2, 3 or 4 */
#define ADVICE_EXPIRED_DAYS 183          /* an older answer is unknown */
#define ADVICE_DUE_DAYS 120
#define ADVICE_ADULT 30                  /* years; report lines 489-492 */

enum advice_path { ADVICE_JOB, ADVICE_EDUCATION };
#define ADVICE_PATHS 2

enum advice_education { ADVICE_EDUCATION_UNKNOWN, ADVICE_EDUCATION_NO, ADVICE_EDUCATION_YES };
enum advice_goal { ADVICE_GOAL_NONE, ADVICE_GOAL_JOB, ADVICE_GOAL_EDUCATION };

/* How an item's answer becomes a need. */
enum advice_item_kind {
	ADVICE_SCALE,                        /* 1 is 2, 2 is 1, 3 after a fall is 1 */
	ADVICE_CHANNELS,                     /* asked and none is 1 */
	ADVICE_WAGE,                         /* more than 1.10 x the reference is 1 */
	ADVICE_BELIEF,                       /* never counts for a client */
};

struct advice_item {
	const struct indicator *indicator;
	enum advice_item_kind kind;
	int weight[ADVICE_PATHS];            /* 0 = not used on that path; a rank, not an effect size */
	unsigned group;                      /* enum group, 0 = none in the report ("unmapped") */
	int activities[ADVICE_ACTIVITIES_MOST];  /* numbers, best first, 0 ends */
};

/* When a prompt speaks. */
enum advice_when {
	ADVICE_UNRECORDED, ADVICE_NO_ACTIVITY, ADVICE_NO_GROUP, ADVICE_GROUP_EXCLUDED,
	ADVICE_EDUCATION_OPEN, ADVICE_AGE_OPEN, ADVICE_LOW, ADVICE_DOES_NOT_KNOW,
	ADVICE_CHANNEL_MISSING, ADVICE_CHANNELS_IN_USE, ADVICE_CASEWORKER_CHANGED, ADVICE_DISAGREE,
	ADVICE_EXPIRED, ADVICE_MEASURE_DUE, ADVICE_NO_PROGRESS,
	ADVICE_CONDITION,                    /* a centre's own rule: an expression over the answers */
};

struct advice_prompt {
	const char *name;                    /* "CHANNELS-SUGGEST-INTERNET" */
	enum advice_when when;
	unsigned paths;                      /* bit (1 << path) */
	unsigned group;                      /* of NO_GROUP and GROUP_EXCLUDED */
	size_t items[2];                     /* indices of items in the table, as `when` needs them */
	const char *channels[2];             /* of the channel conditions; NULL ends */
	const struct evidence_row *sentence;
	struct form_expr *condition;         /* of CONDITION; owned by the table */
	bool own;                            /* for the caseworker alone: never in the shared look */
};

/* A box of the figure that a path is drawn as: Figure 6 (report lines 450-472), Figure 7 (505-550). */
enum advice_box_kind {
	ADVICE_BOX_ITEM,
	ADVICE_BOX_UNDECIDED,                /* the report leaves open which of its items it is */
	ADVICE_BOX_CHANNEL,                  /* one way of searching */
	ADVICE_BOX_GOAL,
};

struct advice_box {
	enum advice_box_kind kind;
	unsigned paths;                      /* bit (1 << path) */
	size_t items[2];                     /* indices of items in the table */
	size_t item_count;                   /* 0, 1 or 2 */
	const char *channel;                 /* of CHANNEL: the choice's name */
	const struct evidence_row *label;    /* as printed */
};

struct advice_table {
	struct advice_item items[ADVICE_ITEMS_MOST];     /* the indicators' order: C before W */
	size_t item_count;
	struct advice_prompt prompts[ADVICE_PROMPTS_MOST];
	size_t prompt_count;
	struct advice_box boxes[ADVICE_BOXES_MOST];      /* in the figures' order */
	size_t box_count;
	int fallback;                        /* job-oriented: proposed when none scores (lines 329-339) */
	int cap;                             /* default of facts.cap */
	const struct activities *activities; /* borrowed, as the indicators and rows are */
};

/* Reads forms/advice.csv against the forms and the evidence. Problems as in form_read. */
enum stige_rc advice_read(const char *bytes, size_t n, const char *name, const struct indicators *indicators,
	const struct activities *activities, const struct evidence *evidence, struct form_problems *problems,
	struct advice_table **ret, struct err *err);
void advice_free(struct advice_table *t);
bool advice_looks_like(const char *bytes, size_t n);
size_t advice_item_index(const struct advice_table *t, const char *name);        /* SIZE_MAX if none */
/* Is this the caseworker's confidence (W11, W11e), which never counts for a client and is not handed on? */
bool advice_is_belief(const struct advice_table *t, const struct indicator *one);

/* The newest answer of one item that is not null. */
struct advice_value {
	enum answer_kind kind;               /* NONE = never asked; NUMBER, SET, DK, DECLINED */
	int32_t number;                      /* NUMBER: step or amount */
	const char *set;                     /* SET: channel names separated by spaces, "" = asked and none */
	int32_t before;                      /* scale: the number before this one, 0 = none */
	int32_t days;                        /* its age on the meeting's date, >= 0 */
};

struct advice_facts {
	int age;                             /* on the meeting's date; -1 = unknown */
	enum advice_education education;
	enum advice_goal goal;               /* set by the caseworker */
	struct advice_value values[ADVICE_ITEMS_MOST];   /* by index in the table */
	int32_t reference_wage;              /* of the office for the path; 0 = none */
	bool recorded;                       /* has a set of activities ever been registered? */
	uint32_t running;                    /* the newest set less what has ended; bit N = number N */
	uint32_t catalogue;                  /* what the office offers; activities_all() if it says nothing */
	unsigned excluded;                   /* groups */
	int32_t newest_days;                 /* age of the newest response; 0 also when there is none */
	bool caseworker_changed;
	bool no_progress;                    /* series_no_progress of the path's items */
	int cap;                             /* 2, 3, 4; 0 = the table's default */
};

/* Neutral facts: nothing known, nothing running, everything on offer. */
void advice_facts_init(struct advice_facts *f, const struct advice_table *t);

enum advice_class { ADVICE_A1, ADVICE_A2, ADVICE_B, ADVICE_C, ADVICE_D, ADVICE_E };

struct advice_grouping {
	unsigned groups;
	enum advice_class class;
	int fit, waste;
	bool excluded;                       /* holds an excluded group */
};

struct advice {
	enum advice_path path;
	int severity[ADVICE_ITEMS_MOST];     /* 0, 1, 2; 0 also when unknown */
	uint32_t unknown;                    /* items of weight >= 2 on the path without answer: bit index */
	uint32_t unmapped;                   /* items with a severity that no grouping answers: bit index */
	int need[GROUP_COUNT];               /* J U S H */
	unsigned indicated;                  /* of U, S, H */
	struct advice_grouping order[GROUPING_COUNT];
	size_t best;                         /* order[0..best): one line, nothing tells them apart */
	int activities[ADVICE_ACTIVITIES_MOST];
	size_t activity_count;
	uint32_t keep;                       /* running activities that belong to the best line */
	size_t prompts[ADVICE_PROMPTS_MOST]; /* indices in the table, in order; a centre's own rules last */
	size_t prompt_count;
};

enum advice_path advice_path_of(const struct advice_facts *f);
enum advice_class advice_class_of(unsigned groups);
const char *advice_class_name(enum advice_class class);                          /* "A1" */
/* Is the item one that the figures name for this path (weight 2 or more)? */
bool advice_on_path(const struct advice_table *t, size_t item, enum advice_path path);
/* Known: a value, and not older than ADVICE_EXPIRED_DAYS. */
bool advice_known(const struct advice_facts *f, size_t item);

/* facts.cap must be 0, 2, 3 or 4 (BUG_ON). */
void advice_compute(const struct advice_table *t, const struct advice_facts *f, struct advice *ret);

#endif
