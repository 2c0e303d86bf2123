/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Something to read: the sheet, a hand-over page, a card of evidence. */
#include "text.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

static enum stige_rc text_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct text_state *s = state;
	const struct text_arg *a = arg;

	(void)ui;
	(void)err;
	*s = (struct text_state){ .title = a->title, .text = a->text, .context = a->context };
	return STIGE_OK;
}

enum context text_context(const void *state)
{
	return ((const struct text_state *)state)->context;
}

void text_title(const void *state, struct str *left, struct str *right)
{
	const struct text_state *s = state;

	str_add(left, s->title);
	if (s->lines > s->rows)
		str_addf(right, "%d-%d / %d", s->top + 1, s->top + s->rows > s->lines ? s->lines : s->top + s->rows, s->lines);
}

enum { LINE_MOST = 1024, HANG_MOST = 16 };

/* Where the next line is taken from. */
struct reading {
	const char *p;
	bool begun;                      /* the paragraph's first line has been taken */
	int hang;                        /* its other lines stand so far in */
};

/* Under the first letter: behind the blanks, and behind "- ". */
static int hang_of(const char *p)
{
	int blanks = (int)strspn(p, " ");

	blanks += p[blanks] == '-' && p[blanks + 1] == ' ' ? 2 : 0;
	return blanks < HANG_MOST ? blanks : 0;
}

/* Takes the next wrapped line; false at the end. */
static bool next_line(struct reading *r, int cols, char line[LINE_MOST])
{
	size_t n, most, in = r->begun ? (size_t)r->hang : 0;

	if (!*r->p)
		return false;
	if (!r->begun)
		r->hang = hang_of(r->p);
	n = text_wrap(r->p, cols - (int)in > 1 ? cols - (int)in : 1);
	most = n < LINE_MOST - HANG_MOST ? n : LINE_MOST - HANG_MOST;
	memset(line, ' ', in);
	memcpy(line + in, r->p, most);
	line[in + most] = '\0';
	r->p += n;
	r->p += strspn(r->p, " ");
	r->begun = *r->p != '\n';
	r->p += *r->p == '\n';
	return true;
}

static int margin(const struct text_state *s)
{
	return s->flush ? 0 : 1;
}

static int count_lines(const char *text, int cols)
{
	struct reading r = { .p = text };
	char line[LINE_MOST];
	int n = 0;

	while (next_line(&r, cols, line))
		n++;
	return n;
}

void text_layout(void *state, int rows, int cols)
{
	struct text_state *s = state;

	s->rows = rows;
	s->cols = cols;
	s->match = 0;
	s->lines = count_lines(s->text, cols - 2 * margin(s));
	if (s->top > s->lines - rows)
		s->top = s->lines > rows ? s->lines - rows : 0;
}

/* What a line says begins here; a rule and an empty line say nothing. */
static size_t words_at(const char *line)
{
	return line[strspn(line, " -")] ? strspn(line, " ") : strlen(line);
}

/* The text goes into a window that begins above the first row shown. */
void text_draw(const void *state, struct canvas *c)
{
	const struct text_state *s = state;
	struct reading r = { .p = s->text };
	char line[LINE_MOST];
	bool placed = false;

	for (int row = -s->top; row < c->rows && next_line(&r, c->cols - 2 * margin(s), line); row++) {
		bool found = s->match && row == s->match - 1 - s->top;

		canvas_text(c, row, margin(s), c->cols - 2 * margin(s), found ? ROLE_FOCUS : ROLE_TEXT, line);
		if (row >= 0 && line[words_at(line)] && (found || !placed)) {
			canvas_cursor(c, row, margin(s) + (int)words_at(line), false);
			placed = true;
		}
	}
	if (!placed)
		canvas_cursor(c, 0, margin(s), false);
}

static unsigned text_scroll(struct text_state *s, int by)
{
	int most = s->lines > s->rows ? s->lines - s->rows : 0;

	s->top += by;
	if (s->top > most)
		s->top = most;
	if (s->top < 0)
		s->top = 0;
	return UI_REDRAW;
}

/* A line's place among those that match, seen from where the reader is. */
static int better(int line, int best, int from, int lines, int step)
{
	int ahead = (line - from + lines) % lines, best_ahead = (best - from + lines) % lines;

	return step < 0 ? ahead > best_ahead : ahead < best_ahead;
}

bool text_find(void *state, const char *words, int step)
{
	struct text_state *s = state;
	int from = s->match ? s->match - 1 : s->top, best = -1, at = 0;
	struct str key = STR_INIT, row = STR_INIT;
	char line[LINE_MOST];

	if (s->lines < 1 || s->cols < 3)
		return false;            /* not laid out: the window is too small */
	text_search_key(&key, words);
	from = s->match && step > 0 ? (from + 1) % s->lines : from;
	for (struct reading r = { .p = s->text }; next_line(&r, s->cols - 2 * margin(s), line); at++) {
		str_clear(&row);
		text_search_key(&row, line);
		if (strstr(row.text, key.text) && (best < 0 || better(at, best, from, s->lines, step)))
			best = at;
	}
	str_release(&row);
	str_release(&key);
	if (best < 0)
		return false;
	s->match = best + 1;
	if (best < s->top || best >= s->top + s->rows)
		s->top = best;
	text_scroll(s, 0);
	return true;
}

const char *text_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN || action == ACTION_EXPORT ? "" : NULL;
}

unsigned text_action(void *state, enum action action)
{
	struct text_state *s = state;
	static const struct { enum action action; int lines, pages; } moves[] = {
		{ ACTION_UP, -1, 0 }, { ACTION_DOWN, 1, 0 }, { ACTION_PAGE_UP, 0, -1 }, { ACTION_PAGE_DOWN, 0, 1 },
		{ ACTION_FIRST, -100000, 0 }, { ACTION_LAST, 100000, 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(moves); i++)
		if (moves[i].action == action)
			return text_scroll(s, moves[i].lines + moves[i].pages * s->rows);
	return action == ACTION_OPEN ? UI_POP : UI_UNHANDLED;
}

void text_close(void *state)
{
	mem_free(((struct text_state *)state)->text);
}

const struct screen screen_text = {
	.name = "text",
	.state_size = sizeof(struct text_state),
	.context = CONTEXT_PAGE,
	.open = text_open,
	.layout = text_layout,
	.context_now = text_context,
	.title = text_title,
	.draw = text_draw,
	.label = text_label,
	.action = text_action,
	.find = text_find,
	.close = text_close,
};
