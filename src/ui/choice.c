/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/field.h"

#include "stige/base/text.h"
#include "stige/base/banned.h"

bool choice_action(struct choice *ch, enum action action)
{
	if (action != ACTION_LEFT && action != ACTION_RIGHT && action != ACTION_MARK)
		return false;
	if (ch->count == 0)
		return true;
	if (ch->at >= ch->count)
		ch->at = 0;
	else if (action == ACTION_LEFT)
		ch->at -= ch->at > 0;
	else if (action == ACTION_RIGHT)
		ch->at += ch->at + 1 < ch->count;
	else
		ch->at = (ch->at + 1) % ch->count;
	return true;
}

void choice_draw(const struct choice *ch, struct canvas *c, int row, int col, int width, bool focused)
{
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_VALUE;
	const char *label = ch->at < ch->count ? ch->labels[ch->at] : "";
	int blank = text_width(label) <= width - 6;      /* "[ label v ]", or "[label v]" where that has no room */

	if (width < 6)
		return;
	canvas_fill(c, (struct rect){ row, col, 1, width }, role, " ");
	canvas_text(c, row, col, 1, role, "[");
	canvas_text(c, row, col + 1 + blank, width - 4 - 2 * blank, role, label);
	canvas_text(c, row, col + width - 2 - blank, 2 + blank, role, blank ? "v ]" : "v]");
	if (focused)
		canvas_cursor(c, row, col + 1 + blank, false);
}
