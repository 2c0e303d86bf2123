/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mouse does nothing of its own: a click becomes the actions that keys would have been. Where the focus is
 * is read off the window itself, so that no screen knows of a mouse.
 */
#include <stdlib.h>

#include "stige/ui/layout.h"
#include "ui_private.h"
#include "stige/base/banned.h"

static int focus_row(const struct ui *ui, struct canvas *c)
{
	int row, col;

	ui_draw(ui, c);
	canvas_get_cursor(c, &row, &col);
	return row;
}

static bool does(struct ui *ui, enum action action)
{
	bool has_place = action_info(action)->contexts & (unsigned)ui_context(ui);

	if (has_place)
		ui_action(ui, action);
	return has_place;
}

/* Step by step, as the arrows go; a row that cannot have the focus leads to the nearest before it that can. */
static void walk_to(struct ui *ui, struct canvas *c, int target)
{
	int at = focus_row(ui, c);

	for (int step = 0; step < ui->rows && at != target; step++) {
		bool down = target > at;
		int before = at;

		if (!does(ui, down ? ACTION_DOWN : ACTION_UP))
			return;
		at = focus_row(ui, c);
		if (abs(target - at) < abs(target - before))
			continue;
		if (at != before)
			does(ui, down ? ACTION_UP : ACTION_DOWN);
		return;
	}
}

static void click_body(struct ui *ui, int row)
{
	enum context context = ui_context(ui);
	struct canvas c = canvas_new(ui->rows, ui->cols);

	if (focus_row(ui, &c) != row)
		walk_to(ui, &c, row);
	else if (!context_takes_text(context))
		does(ui, ACTION_OPEN);
	canvas_free(&c);
}

static void click_footer(struct ui *ui, int col)
{
	const struct ui_entry *top = &ui->entries[ui->count - 1];

	ui_action(ui, layout_footer_at(ui->cols, col, stack_context(top), top->screen, top->state));
}

/* Locks and the blank screen are for keys alone; a page that is only read has no row to mark. */
static bool takes_clicks(const struct ui *ui)
{
	return ui->rows >= UI_MIN_ROWS && ui->cols >= UI_MIN_COLS
		&& !(ui_context(ui) & (CONTEXT_LOCK | CONTEXT_BLANK));
}

bool mouse_key(struct ui *ui, struct key key)
{
	if (key.code != KC_CLICK && key.code != KC_WHEEL_UP && key.code != KC_WHEEL_DOWN)
		return false;
	if (!takes_clicks(ui))
		return true;
	if (key.code != KC_CLICK)
		does(ui, key.code == KC_WHEEL_UP ? ACTION_UP : ACTION_DOWN);
	else if (key_row(key) == ui->rows - 1 && !(ui_top(ui)->flags & SCREEN_BARE))
		click_footer(ui, key_col(key));
	else if (ui_context(ui) != CONTEXT_PAGE)
		click_body(ui, key_row(key));
	return true;
}
