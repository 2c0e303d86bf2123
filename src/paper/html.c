/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as one HTML file. The policy in its head forbids what the file does not do anyway:
 * scripts, and anything from elsewhere. Lengths of the picture are in its own units.
 */
#include "stige/paper/paper.h"

#include <string.h>

#include "picture.h"
#include "stige/base/banned.h"

static const char style[] =
	"@page{size:A4;margin:18mm}"
	"body{font:12pt/1.45 sans-serif;max-width:42em;margin:2em auto;padding:0 1em;color:#000;background:#fff}"
	"h1{font-size:1.5em;margin:0 0 .6em}h2{font-size:1.1em;margin:1.4em 0 .4em}"
	"p{margin:.4em 0}ul{margin:.2em 0;padding-inline-start:1.4em}small{font-size:.85em}"
	".c{display:grid;grid-template-columns:13em 9.5em 1fr;column-gap:1em;align-items:center;"
	"margin:.15em 0;break-inside:avoid}.c svg{width:9.5em;height:2.4em;display:block}"
	".f{grid-template-columns:13em 1fr}"
	".q{margin:1.1em 0;break-inside:avoid}.q p{margin:.1em 0}.q .w{font-weight:bold}"
	".q ol{list-style:none;margin:.3em 0;padding-inline-start:1.6em}.q li{margin:.25em 0}"
	".q .a{margin-top:.7em}.b{display:inline-block;width:.95em;height:.95em;border:1.5px solid #000;"
	"vertical-align:-.1em;margin-inline-end:.6em}.o{border-radius:50%}"
	".d{display:inline-block;width:1.2em}"
	".l{display:inline-block;border-bottom:1px solid #000;min-width:14em;height:1.3em}"
	"@media print{body{margin:0;padding:0;max-width:none}}";

struct html_run {
	const struct paper *paper;
	struct str *out;
	bool in_list;
};

static void escape(struct str *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			str_add(out, "&amp;");
			break;
		case '<':
			str_add(out, "&lt;");
			break;
		case '>':
			str_add(out, "&gt;");
			break;
		case '"':
			str_add(out, "&quot;");
			break;
		case '\n':
			str_add(out, "<br>");
			break;
		default:
			str_addc(out, *text);
		}
	}
}

static void put_language(const struct html_run *r, const char *lang)
{
	str_add(r->out, " lang=\"");
	escape(r->out, lang);
	str_addf(r->out, "\" dir=\"%s\"", paper_rtl(lang) ? "rtl" : "ltr");
}

/* An element with words in it; the program's own say so where they are in another language. */
static void put_words(const struct html_run *r, const char *element, bool own, const char *text)
{
	str_addf(r->out, "<%s", element);
	if (own && strcmp(r->paper->lang, r->paper->own_lang) != 0)
		put_language(r, r->paper->own_lang);
	str_addc(r->out, '>');
	escape(r->out, text);
	str_addf(r->out, "</%s>\n", element);
}

static void put_svg(const struct html_run *r, const struct paper_curve *c)
{
	struct picture_at at, last = { 0, 0 };
	bool drawn = false;

	str_addf(r->out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" direction=\"ltr\" aria-label=\"",
		PICTURE_COLS, PICTURE_ROWS);
	paper_digits(r->out, c, c->slots, " ");
	str_addf(r->out, "\"><path d=\"M0 %dH%dM0 %dH%d\" stroke=\"#bbb\"/><path d=\"", picture_row(1), PICTURE_COLS,
		picture_row(PAPER_STEPS), PICTURE_COLS);
	for (size_t i = 0; i < c->count; i++) {
		if (!c->points[i].step)
			continue;
		at = picture_at(c, i);
		str_addf(r->out, "%c%d %d", picture_joined(c, i) ? 'L' : 'M', at.col, at.row);
	}
	str_add(r->out, "\" fill=\"none\" stroke=\"#000\" stroke-width=\"3\"/>");
	for (size_t i = 0; i < c->count; i++) {
		if (!c->points[i].step)
			continue;
		last = picture_at(c, i);
		drawn = i + 1 == c->count;
		str_addf(r->out, "<circle cx=\"%d\" cy=\"%d\" r=\"4\"/>", last.col, last.row);
	}
	if (drawn)
		str_addf(r->out, "<circle cx=\"%d\" cy=\"%d\" r=\"7\"/>", last.col, last.row);
	str_add(r->out, "</svg>");
}

static void put_curve(const struct html_run *r, const struct paper_curve *c)
{
	str_addf(r->out, "<div class=\"c%s\"><span>", c->count ? "" : " f");
	escape(r->out, c->label);
	str_add(r->out, "</span>");
	if (c->count)
		put_svg(r, c);
	str_add(r->out, "<span>");
	escape(r->out, c->words);
	str_add(r->out, "</span></div>\n");
}

static void put_answers(const struct html_run *r, const struct paper_question *q)
{
	str_add(r->out, "<ol>\n");
	for (size_t i = 0; i < q->count; i++) {
		const struct paper_answer *a = &q->answers[i];

		str_addf(r->out, "<li%s><span class=\"b%s\"></span><span class=\"d\">",
			a->apart && i > 0 && !q->answers[i - 1].apart ? " class=\"a\"" : "", q->several ? "" : " o");
		if (a->digit >= 0)
			str_addf(r->out, "%d", a->digit);
		str_add(r->out, "</span>");
		escape(r->out, a->label);
		str_add(r->out, "</li>\n");
	}
	str_add(r->out, "</ol>");
}

static void put_question(const struct html_run *r, const struct paper_question *q)
{
	str_add(r->out, "<div class=\"q\"><p class=\"w\">");
	if (*q->number) {
		escape(r->out, q->number);
		str_add(r->out, ". ");
	}
	escape(r->out, q->words);
	str_add(r->out, "</p>");
	if (*q->hint)
		put_words(r, "p", false, q->hint);
	if (q->typed)
		str_add(r->out, "<p><span class=\"l\"></span></p>\n");
	if (q->count)
		put_answers(r, q);
	str_add(r->out, "</div>\n");
}

static void put_blank(const struct html_run *r, const char *text)
{
	str_add(r->out, "<p>");
	escape(r->out, text);
	str_add(r->out, " <span class=\"l\"></span></p>\n");
}

static void put_block(struct html_run *r, const struct paper_block *b)
{
	bool point = b->kind == PAPER_POINT;

	if (point != r->in_list)
		str_add(r->out, point ? "<ul>\n" : "</ul>\n");
	r->in_list = point;
	switch (b->kind) {
	case PAPER_TITLE:
		put_words(r, "h1", b->own, b->text);
		break;
	case PAPER_HEADING:
		put_words(r, "h2", b->own, b->text);
		break;
	case PAPER_WORDS:
		put_words(r, "p", b->own, b->text);
		break;
	case PAPER_POINT:
		put_words(r, "li", b->own, b->text);
		break;
	case PAPER_NOTE:
		str_add(r->out, "<p>");
		put_words(r, "small", b->own, b->text);
		str_add(r->out, "</p>\n");
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

void paper_html(const struct paper *p, struct str *out)
{
	struct html_run r = { .paper = p, .out = out };

	str_add(out, "<!DOCTYPE html>\n<html");
	put_language(&r, p->lang);
	str_add(out, ">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
	if (p->count)
		escape(out, p->blocks[0].text);
	str_addf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n", style);
	for (size_t i = 0; i < p->count; i++)
		put_block(&r, &p->blocks[i]);
	str_addf(out, "%s</body>\n</html>\n", r.in_list ? "</ul>\n" : "");
}
