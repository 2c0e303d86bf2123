/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as lines of text. */
#include "stige/paper/paper.h"

#include <string.h>

#include "stige/base/lay.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { WIDE = 56, LABEL_WIDE = 26, LABEL_NARROW = 23, DIGITS = 13, LINE_TO_WRITE_ON = 24 };

struct text_run {
	const struct paper *paper;
	int columns;
	struct str *out;
	enum paper_kind before;          /* the block before, PAPER_TITLE at first */
};

static void wrap(const struct text_run *r, const char *first, const char *text)
{
	lay_wrap(r->out, first, text, r->columns);
}

/* Label, points and words in columns; where the label is a sentence, or goes the other way, under each other. */
static void put_curve(const struct text_run *r, const struct paper_curve *c)
{
	bool wide = r->columns >= WIDE;
	int label = wide ? LABEL_WIDE : LABEL_NARROW;
	bool stacked = paper_rtl(r->paper->lang) || text_width(c->label) > label - 1;
	struct str first = STR_INIT, digits = STR_INIT;

	str_add(&first, "  ");
	if (stacked) {
		wrap(r, first.text, c->label);
		str_add(&first, "    ");
	} else {
		lay_cell(&first, c->label, label - 1);
		str_addc(&first, ' ');
	}
	if (wide) {
		paper_digits(&digits, c, DIGITS - 1, "");
		lay_cell(&first, digits.text, DIGITS);
	}
	wrap(r, first.text, c->words);
	str_release(&first);
	str_release(&digits);
}

static void put_answers(const struct text_run *r, const struct paper_question *q)
{
	struct str first = STR_INIT;

	if (q->typed)
		str_add(r->out, "     ______________________________\n");
	for (size_t i = 0; i < q->count; i++) {
		if (q->answers[i].apart && i > 0 && !q->answers[i - 1].apart)
			str_addc(r->out, '\n');
		str_clear(&first);
		str_add(&first, "     [ ] ");
		if (q->answers[i].digit >= 0)
			str_addf(&first, "%d  ", q->answers[i].digit);
		wrap(r, first.text, q->answers[i].label);
	}
	str_release(&first);
}

static void put_question(const struct text_run *r, const struct paper_question *q)
{
	struct str first = STR_INIT;

	str_addf(&first, "%3s%s ", q->number, *q->number ? "." : " ");
	wrap(r, first.text, q->words);
	if (*q->hint)
		wrap(r, "     ", q->hint);
	put_answers(r, q);
	str_release(&first);
}

/* Words, and as much of a line as there is room for. */
static void put_blank(const struct text_run *r, const char *text)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s ", text);
	for (int i = text_width(text) + 1; i < r->columns && i < text_width(text) + LINE_TO_WRITE_ON; i++)
		str_addc(&line, '_');
	wrap(r, "", line.text);
	str_release(&line);
}

/* A blank row before what begins something; rows of one kind stand close. */
static bool stands_apart(enum paper_kind before, enum paper_kind now)
{
	if (now == PAPER_POINT || now == PAPER_CURVE || now == PAPER_FACT)
		return before == PAPER_TITLE;
	return now == PAPER_QUESTION || now != before;
}

static void put_block(struct text_run *r, const struct paper_block *b)
{
	if (r->out->len && stands_apart(r->before, b->kind))
		str_addc(r->out, '\n');
	r->before = b->kind;
	switch (b->kind) {
	case PAPER_TITLE:
	case PAPER_HEADING:
	case PAPER_WORDS:
	case PAPER_NOTE:
		wrap(r, "", b->text);
		break;
	case PAPER_POINT:
		wrap(r, "  - ", b->text);
		break;
	case PAPER_BLANK:
		put_blank(r, b->text);
		break;
	case PAPER_CURVE:
	case PAPER_FACT:
		put_curve(r, &b->curve);
		break;
	case PAPER_QUESTION:
		put_question(r, &b->question);
		break;
	}
}

void paper_text(const struct paper *p, int columns, struct str *out)
{
	struct str text = STR_INIT;
	struct text_run r = { .paper = p, .columns = lay_columns(columns), .out = &text, .before = PAPER_TITLE };

	for (size_t i = 0; i < p->count; i++)
		put_block(&r, &p->blocks[i]);
	str_add(out, text.text);
	str_release(&text);
}
