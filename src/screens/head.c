/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "head.h"

#include "stige/base/banned.h"

int head_rows(const char *words, int rows, int cols)
{
	int wanted = canvas_wrap_rows(words, cols - 2), most = (rows + 1) / 3;

	return (wanted < most ? wanted : most) + 1;
}

struct canvas head_draw(struct canvas *c, const char *words)
{
	int rows = head_rows(words, c->rows, c->cols);

	canvas_wrap(c, (struct rect){ 0, 1, rows - 1, c->cols - 2 }, ROLE_HINT, words);
	canvas_hline(c, rows - 1, 0, c->cols);
	return canvas_sub(c, (struct rect){ rows, 0, c->rows - rows, c->cols });
}
