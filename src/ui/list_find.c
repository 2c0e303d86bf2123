/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding in a list: each row is drawn aside and read, so that what is found is what is seen. */
#include <string.h>

#include "stige/base/text.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

static void row_key(const struct list_source *src, size_t i, int cols, struct str *out)
{
	struct canvas c = canvas_new(list_row_height(src, i), cols);
	struct str text = STR_INIT;

	list_row_draw(src, i, false, &c);
	for (int row = 0; row < c.rows; row++) {
		canvas_row_text(&c, row, &text);
		str_addc(&text, ' ');
	}
	text_search_key(out, text.text);
	str_release(&text);
	canvas_free(&c);
}

static bool row_shows(const struct list_source *src, size_t i, int cols, const char *key)
{
	struct str row = STR_INIT;
	bool shows = false;

	if (!src->can_focus || src->can_focus(src->context, i)) {
		row_key(src, i, cols, &row);
		shows = strstr(row.text, key) != NULL;
	}
	str_release(&row);
	return shows;
}

bool list_find(struct list *l, const struct list_source *src, int cols, const char *words, int step)
{
	struct str key = STR_INIT;
	size_t n = cols > LIST_MARGIN ? src->count : 0, by = step < 0 ? n - 1 : 1;        /* n - 1 forwards is one back */
	size_t at = n > 0 ? (l->focus + (step == 0 ? 0 : by)) % n : 0;
	bool found = false;

	text_search_key(&key, words);
	for (size_t tried = 0; tried < n && !found; tried++) {
		found = row_shows(src, at, cols - LIST_MARGIN, key.text);
		if (found)
			list_focus(l, src, at);
		at = (at + by) % n;
	}
	str_release(&key);
	return found;
}
