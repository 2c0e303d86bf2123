/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/paper/paper.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

void paper_init(struct paper *p, const char *lang, const char *own_lang)
{
	*p = (struct paper){ .arena = ARENA_INIT };
	p->lang = arena_strdup(&p->arena, lang);
	p->own_lang = arena_strdup(&p->arena, own_lang);
}

void paper_release(struct paper *p)
{
	mem_free(p->blocks);
	arena_release(&p->arena);
	*p = (struct paper){ .arena = ARENA_INIT };
}

static const char *safe(struct paper *p, const char *text)
{
	struct str s = STR_INIT;
	const char *kept;

	text_safe(&s, text ? text : "", TEXT_LINES);
	kept = arena_strdup(&p->arena, s.text);
	str_release(&s);
	return kept;
}

static struct paper_block *add(struct paper *p, enum paper_kind kind)
{
	p->blocks = mem_grow(p->blocks, &p->room, p->count + 1, sizeof(*p->blocks));
	p->blocks[p->count] = (struct paper_block){ .kind = kind, .text = "" };
	return &p->blocks[p->count++];
}

void paper_add(struct paper *p, enum paper_kind kind, bool own, const char *text)
{
	struct paper_block *b = add(p, kind);

	b->own = own;
	b->text = safe(p, text);
}

void paper_add_curve(struct paper *p, const struct paper_curve *curve)
{
	struct paper_block *b = add(p, curve->count ? PAPER_CURVE : PAPER_FACT);
	struct paper_point *points = arena_array(&p->arena, curve->count + 1, sizeof(*points));

	for (size_t i = 0; i < curve->count; i++)
		points[i] = curve->points[i];
	b->curve = *curve;
	b->curve.label = safe(p, curve->label);
	b->curve.words = safe(p, curve->words);
	b->curve.points = points;
}

void paper_add_question(struct paper *p, const struct paper_question *question)
{
	struct paper_block *b = add(p, PAPER_QUESTION);
	struct paper_answer *answers = arena_array(&p->arena, question->count + 1, sizeof(*answers));

	for (size_t i = 0; i < question->count; i++) {
		answers[i] = question->answers[i];
		answers[i].label = safe(p, question->answers[i].label);
	}
	b->question = *question;
	b->question.number = safe(p, question->number);
	b->question.words = safe(p, question->words);
	b->question.hint = safe(p, question->hint);
	b->question.answers = answers;
}

/* Languages whose usual script runs from right to left; what follows the code ("-", "_") does not matter. */
bool paper_rtl(const char *lang)
{
	static const char known[] = "ar arc ckb dv fa he iw ks ps sd syr ug ur yi";
	char code[8];
	size_t n = strcspn(lang, "-_");

	if (n == 0 || n >= sizeof(code))
		return false;
	memcpy(code, lang, n);
	code[n] = '\0';
	return str_has_word(known, code);
}

void paper_digits(struct str *out, const struct paper_curve *curve, size_t most, const char *gap)
{
	size_t first = curve->slots > most ? curve->slots - most : 0, at = 0;

	for (size_t slot = first; slot < curve->slots; slot++) {
		while (at < curve->count && curve->points[at].slot < slot)
			at++;
		if (slot > first)
			str_add(out, gap);
		if (at < curve->count && curve->points[at].slot == slot && curve->points[at].step)
			str_addf(out, "%d", curve->points[at].step);
		else
			str_addc(out, '.');
	}
}
