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

void text_layout(void *state, int rows, int cols)
{
	struct text_state *s = state;

	s->rows = rows;
	s->lines = canvas_wrap_rows(s->text, cols - 2);
	if (s->top > s->lines - rows)
		s->top = s->lines > rows ? s->lines - rows : 0;
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

/* The text goes into a window that begins above the first row shown. */
void text_draw(const void *state, struct canvas *c)
{
	const struct text_state *s = state;
	const char *p = s->text;
	int row = -s->top;

	while (*p && row < c->rows) {
		size_t n = text_wrap(p, c->cols - 2);
		char line[1024];

		if (row >= 0) {
			size_t most = n < sizeof(line) ? n : sizeof(line) - 1;

			memcpy(line, p, most);
			line[most] = '\0';
			canvas_text(c, row, 1, c->cols - 2, ROLE_TEXT, line);
		}
		p += n;
		while (*p == ' ')
			p++;
		if (*p == '\n')
			p++;
		row++;
	}
	canvas_cursor(c, 0, 1, false);
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
	.action = text_action,
	.close = text_close,
};
