/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Advice in words: what stands on the advice screen, on `stige advise` and on the evidence
 * card. Every sentence comes from a row of the evidence table, and keeps it beside itself.
 */
#ifndef STIGE_INSTRUMENT_SENTENCES_H
#define STIGE_INSTRUMENT_SENTENCES_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/arena.h"
#include "stige/instrument/advice.h"
#include "stige/instrument/instrument.h"

struct advice_say {
	const struct evidence_row *row;
	const char *text;                    /* rendered, in the page's arena */
};

struct advice_says {
	struct advice_say *list;
	size_t count, cap;
};

enum advice_line_kind {
	ADVICE_LINE_BEST,                    /* the best line: one or several groupings */
	ADVICE_LINE_RUNNING,                 /* what runs now and what the report says of it */
	ADVICE_LINE_OTHER,                   /* one other */
	ADVICE_LINE_RULE,                    /* one of the sixteen, in advice_page.all */
};

struct advice_line {
	enum advice_line_kind kind;
	unsigned groups;                     /* of its first grouping */
	enum advice_class class;
	const char *headline;
	const struct evidence_row *row;      /* the headline's; of a RULE none: it is made of names */
	struct advice_says here;             /* this client's facts */
	struct advice_says study;            /* the finding, with its strength word */
	struct advice_says limits;           /* what it does not say */
};

struct advice_page {
	struct arena arena;
	struct advice_says before;           /* read before the lines: path, too little answered, expired */
	struct advice_line lines[3];
	size_t line_count;
	struct advice_line all[GROUPING_COUNT];  /* headline and study only, for the key v */
	struct advice_says activities;       /* proposed and kept ones, one a sentence */
	struct advice_says prompts;
	struct advice_says always;           /* averages, progress not proof, no effect sizes */
};

/*
 * own = false is the shared look: nothing that rests on a caseworker's item, no prompt meant
 * for the caseworker alone. Release with advice_page_release.
 */
void advice_page_make(struct advice_page *page, const struct instrument *i, const struct advice_facts *f,
	const struct advice *a, bool own, const char *lang);
void advice_page_release(struct advice_page *page);

/*
 * Sentences that other rooms show: rows of the evidence table as well, by a name of their own so
 * that a missing one is found when the instrument is opened.
 */
#define SENTENCES(X) \
	X(SENTENCE_WORKED_SINCE, "worked.since") \
	X(SENTENCE_WORKED_NONE, "worked.none") \
	X(SENTENCE_WORKED_REGISTERED, "worked.registered") \
	X(SENTENCE_WORKED_HIDDEN, "worked.hidden") \
	X(SENTENCE_VOICES_TWO, "voices.two") \
	X(SENTENCE_VOICES_GAP, "voices.gap") \
	X(SENTENCE_VOICES_BELIEF, "voices.belief") \
	X(SENTENCE_VOICES_APART, "voices.apart") \
	X(SENTENCE_PATH_INDICATORS, "path6.indicators") \
	X(SENTENCE_PATH_CHANNELS, "path6.channels") \
	X(SENTENCE_PATH_UNDECIDED, "path6.undecided") \
	X(SENTENCE_PATH_EDUCATION, "path7.indicators") \
	X(SENTENCE_PATH_SEARCH, "path3.nine") \
	X(SENTENCE_PATH_HIDDEN, "path.hidden") \
	X(SENTENCE_SEARCH_STRONGEST, "search.strongest") \
	X(SENTENCE_SEARCH_INTERNSHIP, "search.internship") \
	X(SENTENCE_SEARCH_USED, "search.used") \
	X(SENTENCE_SEARCH_NUMBER, "search.number") \
	X(SENTENCE_IMAGES, "note.images") \
	X(SENTENCE_CHANNELS, "limit.channels") \
	X(SENTENCE_MOVE_STEADY, "move.steady") \
	X(SENTENCE_MOVE_FIRST, "move.first") \
	X(SENTENCE_MOVE_SMALL, "move.small") \
	X(SENTENCE_MOVE_ONE, "move.one") \
	X(SENTENCE_MOVE_WOBBLE, "move.wobble") \
	X(SENTENCE_MOVE_AIM, "move.aim") \
	X(SENTENCE_MOVE_REACHED, "move.reached") \
	X(SENTENCE_MOVE_UNKNOWN, "move.unknown") \
	X(SENTENCE_BELIEF_TABLES, "table5") \
	X(SENTENCE_MIRROR_OFF, "mirror.off") \
	X(SENTENCE_MIRROR_WHAT, "mirror.what") \
	X(SENTENCE_MIRROR_FEW, "mirror.few") \
	X(SENTENCE_MIRROR_STUDY, "fig10") \
	X(SENTENCE_MIRROR_NOT, "mirror.not") \
	X(SENTENCE_NO_PROGRESS, "prompt.no-progress") \
	X(SENTENCE_HANDOVER_UNWRITTEN, "handover.unwritten") \
	X(SENTENCE_HANDOVER_FRESH, "handover.fresh") \
	X(SENTENCE_HANDOVER_FIRST, "handover.first") \
	X(SENTENCE_HANDOVER_GIVE, "handover.give") \
	X(SENTENCE_SUPPLY, "activities.supply") \
	X(SENTENCE_REFLECT_TOOLS, "reflect.tools") \
	X(SENTENCE_REFLECT_EMPLOYERS, "reflect.employers") \
	X(SENTENCE_CHANGE_JOB, "table4.job") \
	X(SENTENCE_CHANGE_EDUCATION, "table4.education")

enum sentence {
#define X(name, id) name,
	SENTENCES(X)
#undef X
	SENTENCE_COUNT
};

const struct evidence_row *sentence_row(const struct instrument *i, enum sentence what);
/* Appends it with {1} .. filled in. */
void sentence_say(struct str *out, const struct instrument *i, enum sentence what, const char *lang,
	const char *const *args, size_t nargs);

/* Are all sentences there that pages are made of? STIGE_DATA names the first one missing. */
enum stige_rc sentences_check(const struct instrument *i, struct err *err);

/* "job-oriented with upgrading and health"; the row is names.none for the empty grouping. */
void grouping_words(struct str *out, const struct instrument *i, unsigned groups, const char *lang);

/* What the report's figure 3, 5, 6 or 7 says of an indicator; NULL when it does not name it. */
const struct evidence_row *figure_row(const struct instrument *i, const struct indicator *one, int figure);

/* One evidence row as a card: text, source, for whom, how sure, limits; rows it never stands without. */
void evidence_card(struct str *out, const struct evidence *e, const struct evidence_row *row,
	const char *lang);
/* The card of a sentence that was said: its words as they stand there, not the row's with places left open. */
void evidence_card_said(struct str *out, const struct evidence *e, const struct advice_say *say, const char *lang);
/* The cards of some sentences, each with a blank line after it. */
void evidence_cards(struct str *out, const struct evidence *e, const struct advice_says *says, const char *lang);
/* Those of a line; one of which the study says nothing has its headline's. */
void evidence_cards_of_line(struct str *out, const struct evidence *e, const struct advice_line *line,
	const char *lang);

#endif
