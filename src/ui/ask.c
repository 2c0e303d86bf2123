/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box that asks: a sentence and a few choices. */
#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/list.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { CHOICES_MOST = 9, BOX_COLS = 64, NO_CHOICE = -1 };

struct asking {
	struct ui *ui;
	char *title, *text;
	char *choices[CHOICES_MOST];
	size_t count;
	struct list list;
};

static void row_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct asking *a = context;

	(void)focused;
	canvas_textf(c, 0, 0, c->cols, ROLE_TEXT, "%zu  %s", i + 1, a->choices[i]);
}

static struct list_source source(const struct asking *a)
{
	return (struct list_source){ .count = a->count, .context = a, .draw = row_draw };
}

static enum stige_rc asking_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	const struct ui_ask *ask = arg;
	struct asking *a = state;

	(void)err;
	a->ui = ui;
	a->title = mem_strdup(ask->title);
	a->text = mem_strdup(ask->text);
	for (; ask->choices[a->count]; a->count++) {
		BUG_ON(a->count == CHOICES_MOST);
		a->choices[a->count] = mem_strdup(ask->choices[a->count]);
	}
	return STIGE_OK;
}

/* As high as its text and choices; the text gives way to the choices in a low window. */
static struct rect box(const struct asking *a, int rows, int cols)
{
	struct rect r = { .cols = cols - 4 < BOX_COLS ? cols - 4 : BOX_COLS };
	int need;

	need = canvas_wrap_rows(a->text, r.cols - 4) + (int)a->count + 3;
	r.rows = need < rows ? need : rows;
	r.row = (rows - r.rows) / 2;
	r.col = (cols - r.cols) / 2;
	return r;
}

static int choice_rows(const struct asking *a, struct rect r)
{
	int most = r.rows - 3;

	return (int)a->count < most ? (int)a->count : most;
}

static void asking_layout(void *state, int rows, int cols)
{
	struct asking *a = state;
	struct list_source src = source(a);

	list_layout(&a->list, &src, choice_rows(a, box(a, rows, cols)));
}

static void asking_draw(const void *state, struct canvas *c)
{
	const struct asking *a = state;
	struct list_source src = source(a);
	struct rect r = box(a, c->rows, c->cols);
	int n = choice_rows(a, r);
	struct canvas rows = canvas_sub(c, (struct rect){ r.row + r.rows - 1 - n, r.col + 1, n, r.cols - 2 });

	canvas_box(c, r, a->title);
	canvas_wrap(c, (struct rect){ r.row + 1, r.col + 2, r.rows - 3 - n, r.cols - 4 }, ROLE_TEXT, a->text);
	list_draw(&a->list, &src, &rows);
}

static unsigned finish(struct asking *a, int value)
{
	ui_set_result(a->ui, value);
	return UI_POP;
}

static unsigned asking_action(void *state, enum action action)
{
	struct asking *a = state;
	struct list_source src = source(a);
	int digit;

	if (list_action(&a->list, &src, action))
		return UI_REDRAW;
	if (action_digit(action, &digit) && digit >= 1 && (size_t)digit <= a->count) {
		list_focus(&a->list, &src, (size_t)digit - 1);
		return UI_REDRAW;
	}
	if (action == ACTION_OPEN)
		return finish(a, (int)a->list.focus);
	if (action == ACTION_BACK || action == ACTION_LEAVE)
		return finish(a, NO_CHOICE);
	return UI_UNHANDLED;
}

static const char *asking_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_OPEN)
		return _("choose");
	if (action == ACTION_BACK)
		return _("cancel");
	if (action == ACTION_DIGIT_1)
		return _("row");
	return action == ACTION_MARK ? "" : NULL;
}

static void asking_close(void *state)
{
	struct asking *a = state;
	size_t i;

	for (i = 0; i < a->count; i++)
		mem_free(a->choices[i]);
	mem_free(a->title);
	mem_free(a->text);
}

static const struct screen asking_screen = {
	.name = "ask",
	.state_size = sizeof(struct asking),
	.flags = SCREEN_OVER,
	.context = CONTEXT_DIALOG,
	.open = asking_open,
	.layout = asking_layout,
	.label = asking_label,
	.draw = asking_draw,
	.action = asking_action,
	.close = asking_close,
};

unsigned ui_ask(struct ui *ui, const struct ui_ask *ask, screen_done *done)
{
	return ui_open(ui, &asking_screen, ask, done);
}
