/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds on every frame of every script, whatever it shows. */
#include "stage.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { TELLING_BYTES = 24 };

static bool bare(const struct stage *s)
{
	const struct screen *top = ui_top(&s->ui);

	return !top || top->flags & SCREEN_BARE || s->ui.rows < UI_MIN_ROWS || s->ui.cols < UI_MIN_COLS;
}

static void all_text(const struct canvas *c, struct str *out)
{
	for (int row = 0; row < c->rows; row++) {
		canvas_row_text(c, row, out);
		str_addc(out, '\n');
	}
}

/* --- the cursor --- */

static bool row_has_role(const struct canvas *c, int row, enum canvas_role role)
{
	for (int col = 0; col < c->cols; col++)
		if (canvas_at(c, row, col)->role == role)
			return true;
	return false;
}

static bool any_role(const struct canvas *c, enum canvas_role role)
{
	for (int row = 0; row < c->rows; row++)
		if (row_has_role(c, row, role))
			return true;
	return false;
}

/* A page that is only read has no focus: there the cursor stands where it begins. */
static enum stige_rc check_cursor(const struct stage *s, const struct canvas *c, struct err *err)
{
	bool bare_frame = bare(s), reading = bare_frame || ui_context(&s->ui) == CONTEXT_PAGE;
	int row, col;

	canvas_get_cursor(c, &row, &col);
	if (row < 0 || col < 0 || row >= c->rows || col >= c->cols)
		return err_set(err, STIGE_DATA, "the cursor is at %d,%d, outside the frame", row, col);
	if (!bare_frame && (row == 0 || row == c->rows - 1))
		return err_set(err, STIGE_DATA, "the cursor is at %d,%d, on the title or the footer", row,
			col);
	if (any_role(c, ROLE_FOCUS) && !row_has_role(c, row, ROLE_FOCUS) && !row_has_role(c, row,
		ROLE_SECRET))
		return err_set(err, STIGE_DATA, "the cursor is at %d,%d, not on the focus", row, col);
	if (!any_role(c, ROLE_FOCUS) && !reading && str_eq(canvas_at(c, row, col)->bytes, " "))
		return err_set(err, STIGE_DATA, "the cursor is at %d,%d, on nothing", row, col);
	return STIGE_OK;
}

/* Does anything to be read stand in these columns? */
static bool has_letters(const struct canvas *c, int row, int from, int to)
{
	for (int col = from; col < to; col++) {
		const unsigned char first = (unsigned char)canvas_at(c, row, col)->bytes[0];

		if (isalnum(first) || first >= 0xC3)
			return true;
	}
	return false;
}

/*
 * What a speech reader or a braille line finds at the cursor names the thing in focus: words from the cursor
 * on; of a field its label before it (lines of text have theirs above).
 */
static enum stige_rc check_named(const struct stage *s, const struct canvas *c, struct err *err)
{
	enum context context = ui_context(&s->ui);
	int row, col;

	canvas_get_cursor(c, &row, &col);
	if (context == CONTEXT_AREA || has_letters(c, row, col, c->cols)
		|| (context_takes_text(context) && has_letters(c, row, 0, col)))
		return STIGE_OK;
	return err_set(err, STIGE_DATA, "nothing at the cursor (%d,%d) names what is in focus", row, col);
}

/* --- the frame --- */

static enum stige_rc check_footer(const struct canvas *c, struct err *err)
{
	struct str footer = STR_INIT;
	bool good;

	canvas_row_text(c, c->rows - 1, &footer);
	good = (strstr(footer.text, "? ") || strstr(footer.text, "F1 "))
		&& (strstr(footer.text, ": ") || strstr(footer.text, "F2 "));
	if (!good)
		err_set(err, STIGE_DATA, "the footer lacks help or commands: \"%s\"", footer.text);
	str_release(&footer);
	return good ? STIGE_OK : STIGE_DATA;
}

static enum stige_rc check_text(const struct canvas *c, const char *text, struct err *err)
{
	if (strstr(text, "{1}") || strstr(text, "{2}"))
		return err_set(err, STIGE_DATA, "a sentence stands there with its places left open");
	if (strstr(text, "\xEF\xBF\xBD"))
		return err_set(err, STIGE_DATA, "a mark for what cannot be shown (U+FFFD) stands on the "
			"frame");
	for (int row = 0; row < c->rows; row++) {
		struct str line = STR_INIT;
		int width;

		canvas_row_text(c, row, &line);
		width = text_width(line.text);
		str_release(&line);
		if (width > c->cols)
			return err_set(err, STIGE_DATA, "row %d is %d columns wide", row, width);
	}
	return STIGE_OK;
}

/* --- what the terminal makes of it --- */

static bool same_look(struct theme_style a, struct theme_style b)
{
	return a.fore == b.fore && a.back == b.back && a.attrs == b.attrs;
}

/* Monochrome has no colour at all, eight colours are eight; and in both the focus is seen. */
static enum stige_rc check_theme(const struct canvas *c, enum theme theme, struct err *err)
{
	int most = theme == THEME_MONO ? THEME_DEFAULT : 7;
	struct theme_style text = theme_style(theme, ROLE_TEXT);

	for (int row = 0; row < c->rows; row++)
		for (int col = 0; col < c->cols; col++) {
			enum canvas_role role = (enum canvas_role)canvas_at(c, row, col)->role;
			struct theme_style style = theme_style(theme, role);

			if (style.fore > most || style.back > most)
				return err_set(err, STIGE_DATA, "%s has no such colour (row %d, column %d)",
					theme_name(theme), row, col);
			if (role == ROLE_FOCUS && same_look(style, text))
				return err_set(err, STIGE_DATA, "the focus looks like any text in %s", theme_name(theme));
		}
	return STIGE_OK;
}

/* The digits' ladder is for fonts without the glyphs: none of them may be on its frames. */
static enum stige_rc check_glyphs(const struct stage *s, const struct canvas *c, struct err *err)
{
	for (int row = 0; row < c->rows && s->ui.spark == SPARK_DIGITS; row++)
		for (int col = 0; col < c->cols; col++)
			for (int level = 1; level <= 5; level++) {
				const char *cell = canvas_at(c, row, col)->bytes;

				if (str_eq(cell, spark_glyph(SPARK_BLOCKS, level)))
					return err_set(err, STIGE_DATA, "a block stands at %d,%d on the digits' ladder", row, col);
			}
	return STIGE_OK;
}

/* --- what the client may not see --- */

static const char *const langs[] = { "en", "da" };

/* Does the client's form use these words too? */
static bool clients_words(const struct indicators *all, const char *words, const char *lang)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->list[i].side == INDICATOR_CLIENT && (strstr(indicator_short(&all->list[i], lang),
			words)
			|| strstr(indicator_question(&all->list[i], lang), words)))
			return true;
	return false;
}

static bool shows(const char *text, const char *words)
{
	char start[TELLING_BYTES + 1];
	size_t n = strlen(words);

	if (n < 6)
		return false;
	n = n < TELLING_BYTES ? n : text_valid_bytes(words, TELLING_BYTES);
	memcpy(start, words, n);
	start[n] = '\0';
	return strstr(text, start) != NULL;
}

static enum stige_rc check_hidden(const struct stage *s, const char *text, struct err *err)
{
	const struct indicators *all = &s->app->desk->instrument->indicators;

	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; all->list[i].side == INDICATOR_CASEWORKER && k < ARRAY_SIZE(langs); k++) {
			const char *words[] = { indicator_question(&all->list[i], langs[k]),
				indicator_row(&all->list[i], langs[k]),
				indicator_short(&all->list[i], langs[k]) };

			for (size_t w = 0; w < ARRAY_SIZE(words); w++)
				if (!clients_words(all, words[w], langs[k]) && shows(text, words[w]))
					return err_set(err, STIGE_DATA,
						"\"%s\" stands in the shared look of a meeting", words[w]);
		}
	return STIGE_OK;
}

static const char *const people[] = { "Aksel", "Birthe", "Camilla" };

/* While a meeting is open and shared nobody else's name shows; in the client's room nobody's at all. */
static enum stige_rc check_people(const struct stage *s, const char *text, bool room, struct err *err)
{
	const char *own = s->app->sitting->casefile->client.f.name;

	for (size_t i = 0; i < ARRAY_SIZE(people); i++)
		if (strstr(text, people[i]) && (room || !strstr(own, people[i])))
			return err_set(err, STIGE_DATA, "\"%s\" stands on a frame that a client may see",
				people[i]);
	if (room && strstr(text, "NB-0"))
		return err_set(err, STIGE_DATA, "a case number stands in the client's room");
	return STIGE_OK;
}

static enum stige_rc check_seen(const struct stage *s, const char *text, struct err *err)
{
	bool room = str_eq(ui_top(&s->ui)->name, "room");
	enum stige_rc rc;

	if (!s->app->sitting || app_look(s->app) != LOOK_SHARED)
		return STIGE_OK;
	rc = check_hidden(s, text, err);
	if (rc == STIGE_OK && room && strstr(text, "Kirsten"))
		rc = err_set(err, STIGE_DATA, "the caseworker's name stands in the client's room");
	return rc == STIGE_OK ? check_people(s, text, room, err) : rc;
}

enum stige_rc invariants_check(const struct stage *s, const struct canvas *c, struct err *err)
{
	struct str text = STR_INIT;
	enum stige_rc rc;

	if (!ui_top(&s->ui))
		return STIGE_OK;
	all_text(c, &text);
	rc = check_cursor(s, c, err);
	if (rc == STIGE_OK)
		rc = check_named(s, c, err);
	if (rc == STIGE_OK && !bare(s))
		rc = check_footer(c, err);
	if (rc == STIGE_OK)
		rc = check_text(c, text.text, err);
	if (rc == STIGE_OK)
		rc = check_seen(s, text.text, err);
	if (rc == STIGE_OK)
		rc = check_theme(c, THEME_MONO, err);
	if (rc == STIGE_OK)
		rc = check_theme(c, THEME_CONSOLE8, err);
	if (rc == STIGE_OK)
		rc = check_glyphs(s, c, err);
	str_release(&text);
	return rc;
}
