/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assessment_grid.h"

#include "stige/base/i18n.h"
#include "stige/form/offer.h"
#include "stige/base/banned.h"

const char grid_digits[] = "1234509";

int grid_cell(int cols)
{
	return cols >= 72 ? 4 : cols >= 56 ? 3 : 2;
}

/* The column an answer stands in, -1 when it is none of them. */
static int column_of(const struct answer *a)
{
	char digit = '\0';

	if (a->kind == ANSWER_DK)
		digit = '0';
	else if (a->kind == ANSWER_DECLINED)
		digit = '9';
	else if (a->kind == ANSWER_TEXT && a->text[1] == '\0')
		digit = a->text[0];
	for (int i = 0; i < GRID_COLUMNS; i++)
		if (grid_digits[i] == digit)
			return i;
	return -1;
}

/* What stands in no column: as it would be typed, to be compared with the sheet. */
static void draw_typed(struct canvas *c, int at, const struct grid_row *r, const struct answer *now)
{
	struct arena arena = ARENA_INIT;
	struct choice_offer offer;
	struct str text = STR_INIT;

	offer_make(&offer, &arena, r->entry, r->item, r->lang);
	for (size_t i = 0; i < offer.count; i++)
		if (offer.rows[i].digit != OFFER_NO_DIGIT && offer_holds(&offer.rows[i], now))
			str_addf(&text, text.len ? " %d" : "%d", offer.rows[i].digit);
	if (now->kind == ANSWER_NUMBER)
		str_addf(&text, "%.10g", now->number);
	canvas_text(c, 0, at + 1, c->cols - at - 1, ROLE_VALUE, text.len ? text.text : _("answered"));
	str_release(&text);
	arena_release(&arena);
}

void grid_answer(struct canvas *c, int at, int cols, const struct grid_row *r)
{
	const struct answer *now = entry_answer(r->entry, r->item);
	int chosen = column_of(now), was = r->before ? column_of(r->before) : -1;

	if (answer_given(now) && chosen < 0) {
		draw_typed(c, at, r, now);
		return;
	}
	for (int i = 0; i < GRID_COLUMNS; i++) {
		int col = at + i * grid_cell(cols);

		if (i == chosen)
			canvas_textf(c, 0, col, 3, ROLE_VALUE, "[%c]", grid_digits[i]);
		else if (i == was)
			canvas_textf(c, 0, col, 3, ROLE_HINT, "(%c)", grid_digits[i]);
		else
			canvas_text(c, 0, col + 1, 1, ROLE_HOLE, ".");
	}
}
