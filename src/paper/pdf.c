/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as PDF: a module of its own, loaded when a PDF is asked for (pdf_load.c), so that no
 * other run pays for its forty libraries. cairo writes the file, pango shapes the letters: no other library of the
 * distribution joins Arabic letters and sets a line from right to left. Every block is first
 * measured, so that none is cut by the end of a page, and then drawn. Lengths are points.
 */
#include <stdio.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "pdf.h"
#include "picture.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

/* A4; its margins; the columns of a curve; the boxes of a question. */
#define PAGE_WIDE 595.28
#define PAGE_HIGH 841.89
#define MARGIN 51.0
#define WIDE (PAGE_WIDE - 2 * MARGIN)
#define LABEL_WIDE 165.0
#define PICTURE_WIDE 110.0
#define GUTTER 12.0
#define BOX 9.0
#define INDENT 26.0
#define DIGIT_WIDE 16.0
#define FULL_TURN 6.2832

enum size { SIZE_NOTE = 9, SIZE_WORDS = 11, SIZE_HEADING = 12, SIZE_TITLE = 16 };

struct pdf_run {
	const struct paper *paper;
	cairo_t *cr;
	PangoContext *context;
	bool rtl;
	bool ink;                        /* false: only measured */
	double y;                        /* of what comes next */
};

struct words {
	const char *text;
	enum size size;
	bool bold;
	double at, wide;                 /* from the side where reading begins; the width it is wrapped to */
};

/* Where something that begins `at` in reading order and is `wide` lies from the left. */
static double left_of(const struct pdf_run *r, double at, double wide)
{
	return MARGIN + (r->rtl ? WIDE - at - wide : at);
}

/*
 * The side where reading begins, whatever the words' own direction: pango changes sides for a paragraph that
 * runs against the page's direction.
 */
static PangoAlignment begins(const struct pdf_run *r, PangoLayout *layout)
{
	const PangoLayoutLine *first = pango_layout_get_line_readonly(layout, 0);
	bool against = first->resolved_dir == (r->rtl ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL);

	return r->rtl != against ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

/* Draws words from y downwards; returns their height. */
static double put_words(const struct pdf_run *r, const struct words *w, double y)
{
	PangoLayout *layout = pango_layout_new(r->context);
	PangoFontDescription *font = pango_font_description_from_string("Sans");
	int high;

	pango_font_description_set_size(font, (int)w->size * PANGO_SCALE);
	pango_font_description_set_weight(font, w->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_width(layout, (int)(w->wide * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_spacing(layout, 2 * PANGO_SCALE);
	pango_layout_set_text(layout, w->text, -1);
	pango_layout_set_alignment(layout, begins(r, layout));
	pango_layout_get_size(layout, NULL, &high);
	if (r->ink) {
		cairo_move_to(r->cr, left_of(r, w->at, w->wide), y);
		pango_cairo_show_layout(r->cr, layout);
	}
	pango_font_description_free(font);
	g_object_unref(layout);
	return (double)high / PANGO_SCALE;
}

static void line(const struct pdf_run *r, double x, double y, double wide)
{
	if (!r->ink)
		return;
	cairo_set_line_width(r->cr, 0.7);
	cairo_move_to(r->cr, x, y);
	cairo_rel_line_to(r->cr, wide, 0);
	cairo_stroke(r->cr);
}

/* --- curves --- */

struct frame {
	double x, y, scale;
};

static void dot(const struct pdf_run *r, const struct frame *f, struct picture_at at, double radius)
{
	cairo_new_path(r->cr);
	cairo_arc(r->cr, f->x + at.col * f->scale, f->y + at.row * f->scale, radius, 0, FULL_TURN);
	cairo_fill(r->cr);
}

static void draw_curve(const struct pdf_run *r, const struct paper_curve *c, const struct frame *f)
{
	cairo_set_source_rgb(r->cr, 0.7, 0.7, 0.7);
	line(r, f->x, f->y + picture_row(1) * f->scale, PICTURE_WIDE);
	line(r, f->x, f->y + picture_row(PAPER_STEPS) * f->scale, PICTURE_WIDE);
	cairo_set_source_rgb(r->cr, 0, 0, 0);
	cairo_set_line_width(r->cr, 1.4);
	cairo_new_path(r->cr);
	for (size_t i = 0; i < c->count; i++) {
		struct picture_at at = picture_at(c, i);
		double x = f->x + at.col * f->scale, y = f->y + at.row * f->scale;

		if (c->points[i].step && picture_joined(c, i))
			cairo_line_to(r->cr, x, y);
		else if (c->points[i].step)
			cairo_move_to(r->cr, x, y);
	}
	cairo_stroke(r->cr);
	for (size_t i = 0; i < c->count; i++)
		if (c->points[i].step)
			dot(r, f, picture_at(c, i), i + 1 == c->count ? 3.6 : 2.0);
}

static double put_curve(const struct pdf_run *r, const struct paper_curve *c)
{
	const struct frame f = { .x = left_of(r, LABEL_WIDE + GUTTER, PICTURE_WIDE), .y = r->y + 1,
		.scale = PICTURE_WIDE / PICTURE_COLS };
	double high = c->count ? PICTURE_ROWS * f.scale + 2 : 0, used;
	double at = LABEL_WIDE + GUTTER + (c->count ? PICTURE_WIDE + GUTTER : 0), drop = c->count ? 6 : 0;
	const struct words label = { .text = c->label, .size = SIZE_WORDS, .wide = LABEL_WIDE };
	const struct words now = { .text = c->words, .size = SIZE_WORDS, .at = at, .wide = WIDE - at };

	if (c->count && r->ink)
		draw_curve(r, c, &f);
	used = put_words(r, &label, r->y + drop) + drop;
	high = used > high ? used : high;
	used = put_words(r, &now, r->y + drop) + drop;
	return (used > high ? used : high) + 2;
}

/* --- questions --- */

static void draw_box(const struct pdf_run *r, double y, bool round)
{
	double x = left_of(r, INDENT, BOX);

	if (!r->ink)
		return;
	cairo_set_line_width(r->cr, 0.8);
	cairo_new_path(r->cr);
	if (round)
		cairo_arc(r->cr, x + BOX / 2, y + BOX / 2, BOX / 2, 0, FULL_TURN);
	else
		cairo_rectangle(r->cr, x, y, BOX, BOX);
	cairo_stroke(r->cr);
}

static double put_answer(const struct pdf_run *r, const struct paper_answer *a, bool several, double y)
{
	char digit[4] = "";
	const struct words number = { .text = digit, .size = SIZE_WORDS, .at = INDENT + BOX + 7, .wide = DIGIT_WIDE };
	double at = number.at + DIGIT_WIDE;
	const struct words label = { .text = a->label, .size = SIZE_WORDS, .at = at, .wide = WIDE - at };

	draw_box(r, y + 3, !several);
	if (a->digit >= 0) {
		snprintf(digit, sizeof(digit), "%d", a->digit % 10);
		put_words(r, &number, y);
	}
	return put_words(r, &label, y) + 3;
}

static double put_question(const struct pdf_run *r, const struct paper_question *q)
{
	const struct words number = { .text = q->number, .size = SIZE_WORDS, .bold = true, .wide = INDENT };
	const struct words words = { .text = q->words, .size = SIZE_WORDS, .bold = true, .at = INDENT,
		.wide = WIDE - INDENT };
	const struct words hint = { .text = q->hint, .size = SIZE_NOTE, .at = INDENT, .wide = WIDE - INDENT };
	double y = r->y + 8;

	put_words(r, &number, y);
	y += put_words(r, &words, y) + 2;
	if (*q->hint)
		y += put_words(r, &hint, y);
	y += 4;
	if (q->typed) {
		y += 16;
		line(r, left_of(r, INDENT, WIDE / 2), y, WIDE / 2);
		y += 6;
	}
	for (size_t i = 0; i < q->count; i++) {
		if (q->answers[i].apart && i > 0 && !q->answers[i - 1].apart)
			y += 4;
		y += put_answer(r, &q->answers[i], q->several, y);
	}
	return y + 4 - r->y;
}

/* --- blocks --- */

static double put_blank(const struct pdf_run *r, const char *text)
{
	const struct words w = { .text = text, .size = SIZE_WORDS, .wide = LABEL_WIDE };
	double high = put_words(r, &w, r->y + 4) + 4;

	line(r, left_of(r, LABEL_WIDE + GUTTER, WIDE / 2), r->y + high - 2, WIDE / 2);
	return high + 2;
}

static double put_point(const struct pdf_run *r, const char *text)
{
	const struct words mark = { .text = "\xe2\x80\xa2", .size = SIZE_WORDS, .at = 6, .wide = 10 };
	const struct words w = { .text = text, .size = SIZE_WORDS, .at = INDENT, .wide = WIDE - INDENT };

	put_words(r, &mark, r->y);
	return put_words(r, &w, r->y) + 3;
}

/* How each kind that is words alone looks, and what it is to a reader that speaks. */
static const struct {
	enum size size;
	bool bold;
	double before, after;
	const char *tag;
} looks[] = {
	[PAPER_TITLE] = { SIZE_TITLE, true, 0, 8, "H1" },
	[PAPER_HEADING] = { SIZE_HEADING, true, 12, 4, "H2" },
	[PAPER_WORDS] = { SIZE_WORDS, false, 2, 4, "P" },
	[PAPER_POINT] = { .tag = "P" },
	[PAPER_NOTE] = { SIZE_NOTE, false, 8, 2, "P" },
	[PAPER_BLANK] = { .tag = "P" },
	[PAPER_CURVE] = { .tag = "P" },
	[PAPER_FACT] = { .tag = "P" },
	[PAPER_QUESTION] = { .tag = "P" },
};

static double put_block(const struct pdf_run *r, const struct paper_block *b)
{
	const struct words w = { .text = b->text, .size = looks[b->kind].size, .bold = looks[b->kind].bold,
		.wide = WIDE };

	switch (b->kind) {
	case PAPER_POINT:
		return put_point(r, b->text);
	case PAPER_BLANK:
		return put_blank(r, b->text);
	case PAPER_CURVE:
	case PAPER_FACT:
		return put_curve(r, &b->curve);
	case PAPER_QUESTION:
		return put_question(r, &b->question);
	case PAPER_TITLE:
	case PAPER_HEADING:
	case PAPER_WORDS:
	case PAPER_NOTE:
		break;
	}
	return looks[b->kind].before + put_words(r, &w, r->y + looks[b->kind].before) + looks[b->kind].after;
}

static void put_document(struct pdf_run *r)
{
	const struct paper *p = r->paper;
	double high;

	for (size_t i = 0; i < p->count; i++) {
		r->ink = false;
		high = put_block(r, &p->blocks[i]);
		if (r->y > MARGIN && r->y + high > PAGE_HIGH - MARGIN) {
			cairo_show_page(r->cr);
			r->y = MARGIN;
		}
		r->ink = true;
		cairo_tag_begin(r->cr, looks[p->blocks[i].kind].tag, NULL);
		put_block(r, &p->blocks[i]);
		cairo_tag_end(r->cr, looks[p->blocks[i].kind].tag);
		r->y += high;
	}
}

static cairo_status_t write_bytes(void *out, const unsigned char *bytes, unsigned n)
{
	str_addn(out, (const char *)bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

/* The same document and instant give the same bytes. */
static void describe(cairo_surface_t *surface, const struct paper *p, int64_t made)
{
	char at[INSTANT_TEXT];

	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, p->count ? p->blocks[0].text : "");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, instant_format(made, at));
}

enum stige_rc pdf_draw(const struct paper *p, int64_t made, struct str *out, struct err *err)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_bytes, out, PAGE_WIDE, PAGE_HIGH);
	PangoFontMap *fonts = pango_cairo_font_map_new();
	struct pdf_run r = { .paper = p, .cr = cairo_create(surface), .rtl = paper_rtl(p->lang), .y = MARGIN };
	cairo_status_t status;

	describe(surface, p, made);
	r.context = pango_font_map_create_context(fonts);
	pango_context_set_language(r.context, pango_language_from_string(p->lang));
	pango_context_set_base_dir(r.context, r.rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
	pango_cairo_update_context(r.cr, r.context);
	cairo_tag_begin(r.cr, "Document", NULL);
	put_document(&r);
	cairo_tag_end(r.cr, "Document");
	status = cairo_status(r.cr);
	g_object_unref(r.context);
	g_object_unref(fonts);
	cairo_destroy(r.cr);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return status == CAIRO_STATUS_SUCCESS ? STIGE_OK : err_set(err, STIGE_INTERNAL,
		_("The PDF cannot be drawn (%s); make the sheet as HTML instead."), cairo_status_to_string(status));
}
