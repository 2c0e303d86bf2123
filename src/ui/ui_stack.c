/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "ui_private.h"
#include "stige/base/banned.h"

enum { MESSAGE_ROWS = 2, LOW_WINDOW = 20 };

void ui_init(struct ui *ui, void *app, int rows, int cols, int64_t now)
{
	*ui = (struct ui){
		.app = app, .rows = rows, .cols = cols, .now = now, .last_key = now,
		.idle_seconds = UI_IDLE_SECONDS, .pending = UI_REDRAW,
	};
	str_init(&ui->find);
}

void ui_release(struct ui *ui)
{
	while (ui->count > 0)
		stack_remove(ui, ui->count - 1);
	mem_free(ui->entries);
	ui->entries = NULL;
	ui->capacity = 0;
	messages_release(ui);
	str_release(&ui->find);
}

struct rect ui_body(const struct screen *screen, int rows, int cols)
{
	int messages = rows < LOW_WINDOW ? 1 : MESSAGE_ROWS;

	if (screen->flags & SCREEN_BARE)
		return (struct rect){ 0, 0, rows, cols };
	return (struct rect){ 1, 0, rows - 2 - messages, cols };
}

size_t stack_base(const struct ui *ui)
{
	size_t i = ui->count - 1;

	while (i > 0 && ui->entries[i].screen->flags & SCREEN_OVER)
		i--;
	return i;
}

/* An overlay lives in the area of the screen it lies on. */
void stack_layout_entry(const struct ui *ui, size_t at)
{
	const struct ui_entry *entry = &ui->entries[at];
	struct rect body;
	size_t base = at;

	if (!entry->screen->layout || ui->rows < UI_MIN_ROWS || ui->cols < UI_MIN_COLS)
		return;
	while (base > 0 && ui->entries[base].screen->flags & SCREEN_OVER)
		base--;
	body = ui_body(ui->entries[base].screen, ui->rows, ui->cols);
	entry->screen->layout(entry->state, body.rows, body.cols);
}

void stack_layout(struct ui *ui)
{
	size_t i;

	/* What is stale may point at facts that are gone: it is laid out once it has been reloaded. */
	for (i = 0; i < ui->count; i++)
		if (ui->entries[i].stale)
			ui->entries[i].resized = true;
		else
			stack_layout_entry(ui, i);
}

static void append(struct ui *ui, struct ui_entry entry)
{
	ui->entries = mem_grow(ui->entries, &ui->capacity, ui->count + 1, sizeof(*ui->entries));
	ui->entries[ui->count++] = entry;
}

enum stige_rc ui_push(struct ui *ui, const struct screen *screen, const void *arg, screen_done *done,
	struct err *err)
{
	struct ui_entry entry = { .screen = screen, .done = done };
	enum stige_rc rc = STIGE_OK;

	entry.state = mem_alloc(screen->state_size > 0 ? screen->state_size : 1);
	if (screen->open)
		rc = screen->open(entry.state, ui, arg, err);
	if (rc != STIGE_OK) {
		mem_free(entry.state);
		return rc;
	}
	append(ui, entry);
	if (screen->reload)
		rc = screen->reload(entry.state, err);
	if (rc != STIGE_OK) {
		stack_remove(ui, ui->count - 1);
		return rc;
	}
	ui->entries[ui->count - 1].stale = false;        /* it may have said that the others are */
	stack_layout_entry(ui, ui->count - 1);
	ui->pending |= UI_REDRAW;
	return STIGE_OK;
}

void stack_remove(struct ui *ui, size_t at)
{
	struct ui_entry entry = ui->entries[at];
	size_t i;

	if (entry.screen->leave)
		entry.screen->leave(entry.state);
	for (i = at + 1; i < ui->count; i++)
		ui->entries[i - 1] = ui->entries[i];
	ui->count--;
	if (entry.screen->close)
		entry.screen->close(entry.state);
	mem_free(entry.state);
}

const struct screen *ui_top(const struct ui *ui)
{
	return ui->count > 0 ? ui->entries[ui->count - 1].screen : NULL;
}

void *ui_top_state(const struct ui *ui)
{
	return ui->count > 0 ? ui->entries[ui->count - 1].state : NULL;
}

bool ui_has(const struct ui *ui, const struct screen *screen)
{
	size_t i;

	for (i = 0; i < ui->count; i++)
		if (ui->entries[i].screen == screen)
			return true;
	return false;
}

enum context stack_context(const struct ui_entry *entry)
{
	const struct screen *screen = entry->screen;

	return screen->context_now ? screen->context_now(entry->state) : screen->context;
}

enum context ui_context(const struct ui *ui)
{
	BUG_ON(ui->count == 0);
	return stack_context(&ui->entries[ui->count - 1]);
}

enum context ui_context_beneath(const struct ui *ui)
{
	return ui->count > 1 ? stack_context(&ui->entries[ui->count - 2]) : CONTEXT_LIST;
}

const char *ui_label_beneath(const struct ui *ui, enum action action)
{
	const struct ui_entry *entry;

	if (ui->count < 2)
		return NULL;
	entry = &ui->entries[ui->count - 2];
	return screen_label(entry->screen, entry->state, action);
}

bool ui_find_beneath(struct ui *ui, const char *words, int step)
{
	struct ui_entry *entry = ui->count > 1 ? &ui->entries[ui->count - 2] : NULL;

	return entry && entry->screen->find && entry->screen->find(entry->state, words, step);
}

const char *screen_label(const struct screen *screen, const void *state, enum action action)
{
	const char *label = screen->label ? screen->label(state, action) : NULL;
	bool finding = action == ACTION_FIND || action == ACTION_FIND_NEXT || action == ACTION_FIND_PREVIOUS;

	return !label && finding && !screen->find ? "" : label;
}
