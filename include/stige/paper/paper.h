/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Something for paper: blocks in order, without a word on how they look. Text, HTML and PDF are
 * made of the same blocks, so that all three say the same. Pure: a value in, bytes out.
 *
 * A document has one language and one direction. What the program itself says stands in it too
 * (`own`), in the program's language: where the two differ, each is marked with its own.
 */
#ifndef STIGE_PAPER_PAPER_H
#define STIGE_PAPER_PAPER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/arena.h"
#include "stige/base/err.h"
#include "stige/base/str.h"

enum paper_kind {
	PAPER_TITLE,             /* once, first */
	PAPER_HEADING,
	PAPER_WORDS,             /* a paragraph */
	PAPER_POINT,             /* one of a list */
	PAPER_NOTE,              /* small print */
	PAPER_BLANK,             /* words, and a line to write on by hand */
	PAPER_CURVE,             /* a scale over time, small, with its words beside it */
	PAPER_FACT,              /* the same without a picture: what has no scale */
	PAPER_QUESTION,          /* a question with boxes to tick, or a line to write on */
};

#define PAPER_STEPS 5            /* every curve is drawn on 1..5 and on nothing else */

struct paper_point {
	size_t slot;             /* its column in time, 0..slots-1, ascending */
	int step;                /* 1..PAPER_STEPS; 0 = a hole */
};

struct paper_curve {
	const char *label;
	const char *words;       /* the newest answer in words */
	const struct paper_point *points;        /* oldest first */
	size_t count, slots;     /* of a PAPER_FACT: 0 */
};

struct paper_answer {
	const char *label;
	int digit;               /* 0..9, what is typed for it; -1 = none */
	bool apart;              /* no value: stands a little away from the others */
};

struct paper_question {
	const char *number, *words, *hint;       /* "" = none */
	const struct paper_answer *answers;
	size_t count;
	bool several;            /* more than one may be ticked */
	bool typed;              /* a line to write on, before the boxes */
};

struct paper_block {
	enum paper_kind kind;
	bool own;                /* the program's words, in its language */
	const char *text;        /* of the kinds that are words alone */
	struct paper_curve curve;
	struct paper_question question;
};

struct paper {
	struct arena arena;
	const char *lang, *own_lang;
	struct paper_block *blocks;
	size_t count, room;
};

/* lang: of the document, a code as forms name it ("da", "ar"). own_lang: of the program's words. */
void paper_init(struct paper *p, const char *lang, const char *own_lang);
void paper_release(struct paper *p);
/* Everything is copied and made safe to show. `own` as in the block. */
void paper_add(struct paper *p, enum paper_kind kind, bool own, const char *text);
void paper_add_curve(struct paper *p, const struct paper_curve *curve);
void paper_add_question(struct paper *p, const struct paper_question *question);

/* Is the language written from right to left? */
bool paper_rtl(const char *lang);
/* The points of a curve as "2 2 . 3", a point a slot, `.` for holes; the newest `most` slots. */
void paper_digits(struct str *out, const struct paper_curve *curve, size_t most, const char *gap);

/*
 * Lines of at most `columns` (40..120). From right to left the letters stand in reading order and
 * each text is alone on its line: turning it round is left to who shows it.
 */
void paper_text(const struct paper *p, int columns, struct str *out);
/* One file that needs no other: no script, nothing from elsewhere; prints on A4. */
void paper_html(const struct paper *p, struct str *out);
/*
 * A4, tagged, with its letters inside. made: the instant written in it. STIGE_UNAVAILABLE where the
 * program was built without it (paper_has_pdf).
 */
enum stige_rc paper_pdf(const struct paper *p, int64_t made, struct str *out, struct err *err);
bool paper_has_pdf(void);

#endif
