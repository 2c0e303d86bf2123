/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/ui/layout.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { GAPS = 8 };

static bool has_room(const struct ui *ui, const char *left, const char *right, const char *badge)
{
	return text_width(left) + text_width(right) + text_width(badge) + GAPS <= ui->cols;
}

/* Always on the first screen; elsewhere where it takes nothing from the title. */
static bool warns(const struct ui *ui, const struct ui_entry *entry, const char *left, const char *right)
{
	return ui->flags & UI_EXPOSED && (entry == ui->entries || has_room(ui, left, right, _("not sealed")));
}

static const char *badge(const struct ui *ui, const struct ui_entry *entry, const char *left, const char *right)
{
	if (ui->flags & UI_INVENTED)
		return has_room(ui, left, right, _("invented people")) ? _("invented people") : _("invented");
	if (ui->flags & UI_CHECKING)
		return _("checking");
	return warns(ui, entry, left, right) ? _("not sealed") : "";
}

static void draw_title(const struct ui *ui, const struct ui_entry *entry, struct canvas *c)
{
	struct str left = STR_INIT, right = STR_INIT;

	if (entry->screen->title)
		entry->screen->title(entry->state, &left, &right);
	layout_title(c, 0, left.text, right.text, badge(ui, entry, left.text, right.text));
	str_release(&left);
	str_release(&right);
}

static void draw_message(const struct ui *ui, struct canvas *c, struct rect body)
{
	int row = body.row + body.rows;
	struct canvas rows = canvas_sub(c, (struct rect){ row, 0, c->rows - 1 - row, c->cols });
	const char *text = ui_message(ui);

	if (text[0])
		layout_message(&rows, 0, text, ui->messages[ui->message_count - 1].error);
}

/* What surrounds the lowest screen that shows; the footer is that of the screen on top. */
static void draw_frame(const struct ui *ui, const struct ui_entry *base, struct canvas *c, struct rect body)
{
	const struct ui_entry *top = &ui->entries[ui->count - 1];

	draw_title(ui, base, c);
	draw_message(ui, c, body);
	layout_footer(c, c->rows - 1, stack_context(top), top->screen, top->state);
}

void ui_draw(const struct ui *ui, struct canvas *c)
{
	const struct ui_entry *base;
	struct rect body;
	size_t i;

	canvas_clear(c);
	canvas_cursor(c, 0, 0, false);
	if (ui->count == 0)
		return;
	if (c->rows < UI_MIN_ROWS || c->cols < UI_MIN_COLS) {
		layout_too_small(c);
		return;
	}
	base = &ui->entries[stack_base(ui)];
	body = ui_body(base->screen, c->rows, c->cols);
	if (!(base->screen->flags & SCREEN_BARE))
		draw_frame(ui, base, c, body);
	for (i = stack_base(ui); i < ui->count; i++) {
		const struct ui_entry *entry = &ui->entries[i];
		struct canvas area = canvas_sub(c, body);

		if (entry->screen->draw)
			entry->screen->draw(entry->state, &area);
	}
	if (ui->flags & UI_CURSOR_SHOWN) {
		int row, col;

		canvas_get_cursor(c, &row, &col);
		canvas_cursor(c, row, col, true);
	}
}

void ui_draw_note(const struct ui *ui, struct canvas *c, const char *text)
{
	const struct screen *base;
	struct rect body;
	int row = c->rows - 1;

	if (ui->count == 0 || c->rows < UI_MIN_ROWS || c->cols < UI_MIN_COLS)
		return;
	base = ui->entries[stack_base(ui)].screen;
	body = ui_body(base, c->rows, c->cols);
	if (!(base->flags & SCREEN_BARE))
		row = body.row + body.rows;
	canvas_fill(c, (struct rect){ row, 0, 1, c->cols }, ROLE_MESSAGE, " ");
	canvas_text(c, row, 1, c->cols - 2, ROLE_MESSAGE, text);
}
