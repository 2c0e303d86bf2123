/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command palette, over the screen it was asked on: type, choose, Enter. */
#include "stige/base/i18n.h"
#include "stige/ui/field.h"
#include "stige/ui/keys.h"
#include "stige/ui/list.h"
#include "stige/ui/palette.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { BOX_COLS = 72, BOX_ROWS = 14, QUERY_MOST = 60, KEY_COLS = 11 };

struct palette {
	struct ui *ui;
	enum context context;            /* of the screen beneath */
	struct field query;
	enum action matches[ACTION_COUNT];
	size_t count;
	struct list list;
	int cols;                        /* of a row */
};

static int row_rows(const void *context, size_t i)
{
	const struct palette *p = context;
	int width = p->cols - KEY_COLS - 1;

	return canvas_wrap_rows(_(action_info(p->matches[i])->help), width > 0 ? width : 1);
}

static void row_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct palette *p = context;
	const struct action_info *info = action_info(p->matches[i]);
	struct str keys = STR_INIT;
	int width = c->cols - KEY_COLS;

	(void)focused;
	canvas_wrap(c, (struct rect){ 0, 0, c->rows, width - 1 }, ROLE_TEXT, _(info->help));
	keys_of_action(p->matches[i], p->context, 1, &keys);
	canvas_text(c, 0, width, KEY_COLS - 1, ROLE_KEY, keys.text);
	str_release(&keys);
}

static struct list_source source(const struct palette *p)
{
	return (struct list_source){ .count = p->count, .context = p, .draw = row_draw,
		.rows = row_rows, .whole = true };
}

/* Leaves out what the screen beneath says is not to be had now. */
static void drop_unavailable(struct palette *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->count; i++) {
		const char *label = ui_label_beneath(p->ui, p->matches[i]);

		if (!label || label[0])
			p->matches[n++] = p->matches[i];
	}
	p->count = n;
}

static void search(struct palette *p)
{
	struct list_source src;

	p->count = palette_match(p->query.text.text, p->context, p->matches);
	drop_unavailable(p);
	p->list.focus = p->list.top = 0;
	src = source(p);
	list_layout(&p->list, &src, p->list.height);
}

static enum stige_rc palette_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct palette *p = state;

	(void)arg;
	(void)err;
	p->ui = ui;
	field_init(&p->query, QUERY_MOST, 0);
	return STIGE_OK;
}

/* Only now is it on the stack, so that there is a screen beneath. */
static enum stige_rc palette_reload(void *state, struct err *err)
{
	struct palette *p = state;

	(void)err;
	p->context = ui_context_beneath(p->ui);
	search(p);
	return STIGE_OK;
}

static struct rect box(int rows, int cols)
{
	struct rect r;

	r.rows = rows < BOX_ROWS ? rows : BOX_ROWS;
	r.cols = cols - 4 < BOX_COLS ? cols - 4 : BOX_COLS;
	r.row = (rows - r.rows) / 3;
	r.col = (cols - r.cols) / 2;
	return r;
}

static void palette_layout(void *state, int rows, int cols)
{
	struct palette *p = state;
	struct list_source src = source(p);
	struct rect r = box(rows, cols);

	p->cols = r.cols - 2 - LIST_MARGIN;
	list_layout(&p->list, &src, r.rows - 4);
}

static void palette_draw(const void *state, struct canvas *c)
{
	const struct palette *p = state;
	struct list_source src = source(p);
	struct rect r = box(c->rows, c->cols);
	struct canvas rows = canvas_sub(c, (struct rect){ r.row + 3, r.col + 1, r.rows - 4, r.cols - 2 });

	canvas_box(c, r, _("Commands"));
	canvas_text(c, r.row + 1, r.col + 2, 1, ROLE_KEY, ":");
	canvas_hline(c, r.row + 2, r.col + 1, r.cols - 2);
	list_draw(&p->list, &src, &rows);
	if (p->count == 0)
		canvas_text(&rows, 0, LIST_MARGIN, rows.cols, ROLE_HINT,
			_("No command matches; Backspace widens."));
	/* Drawn last: what is typed has the cursor, the marked row says so itself. */
	field_draw(&p->query, c, r.row + 1, r.col + 4, r.cols - 6, true);
}

static unsigned palette_action(void *state, enum action action)
{
	struct palette *p = state;
	struct list_source src = source(p);

	if (list_action(&p->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_COMMANDS)
		return UI_POP;
	if (action != ACTION_OPEN)
		return UI_UNHANDLED;
	if (p->count == 0)
		return UI_NONE;
	p->ui->queued = p->matches[p->list.focus];
	return UI_POP;
}

static unsigned palette_text(void *state, struct key key)
{
	struct palette *p = state;

	if (!field_key(&p->query, key))
		return UI_UNHANDLED;
	search(p);
	return UI_REDRAW;
}

static const char *palette_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_OPEN ? _("run") : NULL;
}

static void palette_close(void *state)
{
	struct palette *p = state;

	field_release(&p->query);
}

const struct screen ui_palette_screen = {
	.name = "palette",
	.state_size = sizeof(struct palette),
	.flags = SCREEN_OVER,
	.context = CONTEXT_PALETTE,
	.open = palette_open,
	.reload = palette_reload,
	.layout = palette_layout,
	.label = palette_label,
	.draw = palette_draw,
	.action = palette_action,
	.text = palette_text,
	.close = palette_close,
};
