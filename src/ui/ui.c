/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key's way: key, action, handler, reactions; and what the ui does where a screen does not. */
#include "stige/ui/ui.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "ui_private.h"
#include "stige/base/banned.h"

static void react(struct ui *ui, size_t at, unsigned bits);
static void reload_shown(struct ui *ui);

unsigned ui_open(struct ui *ui, const struct screen *screen, const void *arg, screen_done *done)
{
	struct err err = ERR_INIT;

	if (ui_push(ui, screen, arg, done, &err) != STIGE_OK)
		return ui_fail(ui, &err);
	return UI_REDRAW;
}

unsigned ui_replace(struct ui *ui, const struct screen *screen, const void *arg)
{
	struct err err = ERR_INIT;

	if (ui_push(ui, screen, arg, NULL, &err) != STIGE_OK)
		return ui_fail(ui, &err);
	return UI_POP | UI_REDRAW;
}

void ui_set_result(struct ui *ui, int value)
{
	ui->result = value;
}

unsigned ui_pop_to(struct ui *ui, const struct screen *screen)
{
	ui->pop_to = screen;
	return UI_REDRAW;
}

/* Tells the screen beneath how the one above ended. */
static void complete(struct ui *ui, size_t at, screen_done *done, int value)
{
	unsigned bits;

	if (!done || at >= ui->count)
		return;
	ui->result = 0;
	bits = done(ui->entries[at].state, value);
	react(ui, at, bits & ~(unsigned)UI_UNHANDLED);
}

/*
 * The entry at `at` asked to be closed. If it has opened another on top of itself it is
 * replaced: the new one takes over the completion.
 */
static void pop(struct ui *ui, size_t at)
{
	screen_done *done = ui->entries[at].done;
	bool replaced = at + 1 < ui->count;
	int value = ui->result;

	if (replaced)
		ui->entries[at + 1].done = done;
	stack_remove(ui, at);
	reload_shown(ui);                /* a completion finds the facts as they are now */
	if (!replaced && at > 0)
		complete(ui, at - 1, done, value);
}

static void pop_to(struct ui *ui)
{
	const struct screen *target = ui->pop_to;
	size_t i;

	ui->pop_to = NULL;
	for (i = 0; i < ui->count && ui->entries[i].screen != target; i++)
		;
	if (i == ui->count)
		return;
	ui->entries[i].stale = true;
	while (ui->count > i + 1)
		stack_remove(ui, ui->count - 1);
}

void ui_stale(struct ui *ui)
{
	size_t i;

	for (i = 0; i < ui->count; i++)
		ui->entries[i].stale = true;
}

/* Reads the facts again for what shows; what is hidden waits until it shows. */
static void reload_shown(struct ui *ui)
{
	struct err err = ERR_INIT;
	size_t i;

	for (i = ui->count > 0 ? stack_base(ui) : 0; i < ui->count; i++) {
		struct ui_entry *entry = &ui->entries[i];

		if (!entry->stale)
			continue;
		entry->stale = false;
		ui->pending |= UI_REDRAW;
		if (entry->screen->reload && entry->screen->reload(entry->state, &err) != STIGE_OK)
			ui_fail(ui, &err);
		entry->stale = false;    /* it may have said that the others are */
		if (entry->resized)
			stack_layout_entry(ui, i);
		entry->resized = false;
	}
}

static void lock(struct ui *ui)
{
	const struct screen *screen = ui->lock ? ui->lock : &ui_blank_screen;

	if (ui_top(ui) != screen)
		ui_open(ui, screen, NULL, NULL);
}

static void say_unbound(struct ui *ui, enum context context)
{
	struct str key = STR_INIT;

	if (context & CONTEXT_OWN && keys_of_action(ACTION_HELP, context, 1, &key) > 0)
		ui_say(ui, _("That key does nothing here; %s shows the keys that do."), key.text);
	str_release(&key);
}

static void react(struct ui *ui, size_t at, unsigned bits)
{
	ui->pending |= bits & (UI_REDRAW | UI_REPAINT | UI_SUSPEND);
	if (bits & UI_BELL)
		say_unbound(ui, stack_context(&ui->entries[at]));
	if (bits & UI_RELOAD)
		ui_stale(ui);
	if (bits & UI_QUIT)
		ui->quit = true;
	if (bits & UI_POP) {
		ui->pending |= UI_REDRAW;
		pop(ui, at);
	}
	if (ui->pop_to)
		pop_to(ui);
	if (bits & UI_LOCK || (bits & UI_SUSPEND && ui->flags & UI_SEALED))
		lock(ui);
	reload_shown(ui);
}

static unsigned leave_screen(const struct ui *ui)
{
	return ui->count > 1 ? UI_POP : UI_QUIT;
}

static unsigned open_help(struct ui *ui, enum context context)
{
	/* The client's room explains its question itself, or not at all: help is a way to commands. */
	if (context & CONTEXT_ROOMS)
		return UI_NONE;
	return ui_open(ui, &ui_help_screen, &context, NULL);
}

static unsigned find(struct ui *ui, enum action action)
{
	const struct ui_entry *top = &ui->entries[ui->count - 1];

	if (!top->screen->find)
		return UI_NONE;
	if (action == ACTION_FIND)
		return ui_open(ui, &ui_find_screen, NULL, NULL);
	if (ui->find.len == 0)
		ui_say(ui, "%s", _("There is no search; / begins one."));
	else if (!top->screen->find(top->state, ui->find.text, action == ACTION_FIND_NEXT ? 1 : -1))
		ui_say(ui, _("\"%s\" is nowhere here."), ui->find.text);
	return UI_REDRAW;
}

static unsigned say_page(struct ui *ui)
{
	struct str text = STR_INIT;
	unsigned did;

	ui_say_page(ui, &text);
	did = ui_open(ui, &ui_say_screen, text.text, NULL);
	str_release(&text);
	return did;
}

/* The ui's own meaning of an action that the screen left alone. */
static unsigned default_action(struct ui *ui, enum context context, enum action action)
{
	if (action == ACTION_HELP)
		return open_help(ui, context);
	if (action == ACTION_COMMANDS)
		return ui_open(ui, &ui_palette_screen, NULL, NULL);
	if (action == ACTION_FIND || action == ACTION_FIND_NEXT || action == ACTION_FIND_PREVIOUS)
		return find(ui, action);
	if (action == ACTION_BLANK)
		return ui_open(ui, &ui_blank_screen, NULL, NULL);
	if (action == ACTION_OPEN_MESSAGES)
		return ui_open(ui, &ui_messages_screen, NULL, NULL);
	if (action == ACTION_SAY)
		return say_page(ui);
	if (action == ACTION_REDRAW)
		return UI_REPAINT | UI_REDRAW;
	if (action == ACTION_SUSPEND)
		return UI_SUSPEND | UI_REDRAW;
	if (action == ACTION_LEAVE)
		return leave_screen(ui);
	if (action == ACTION_BACK && !(context & (CONTEXT_ROOMS | CONTEXT_LOCK)) && ui->count > 1)
		return UI_POP;
	return ui->fallback ? ui->fallback(ui, action) : UI_NONE;
}

/* In a plain list Left and Backspace lead back and Right opens, as in file managers. */
static enum action list_twin(enum context context, enum action action)
{
	if (!(context & CONTEXT_LISTS))
		return ACTION_NONE;
	if (action == ACTION_LEFT || action == ACTION_PREVIOUS)
		return ACTION_BACK;
	return action == ACTION_RIGHT ? ACTION_OPEN : ACTION_NONE;
}

static unsigned ask_screen(const struct ui_entry *entry, enum action action)
{
	return entry->screen->action ? entry->screen->action(entry->state, action) : UI_UNHANDLED;
}

static unsigned perform(struct ui *ui, size_t at, enum action action)
{
	enum context context = stack_context(&ui->entries[at]);
	enum action twin = list_twin(context, action);
	unsigned bits = ask_screen(&ui->entries[at], action);

	if (bits & UI_UNHANDLED && twin != ACTION_NONE) {
		action = twin;
		bits = ask_screen(&ui->entries[at], action);
	}
	return bits & UI_UNHANDLED ? default_action(ui, context, action) : bits;
}

/* What is queued was chosen on a screen that has popped (the palette, the help). */
static void run_queued(struct ui *ui)
{
	enum action action = ui->queued;

	ui->queued = ACTION_NONE;
	if (action != ACTION_NONE)
		ui_action(ui, action);
}

void ui_action(struct ui *ui, enum action action)
{
	size_t at = ui->count - 1;

	if (ui->count == 0 || action == ACTION_NONE)
		return;
	ui->result = 0;
	react(ui, at, perform(ui, at, action));
	run_queued(ui);
}

static void type_key(struct ui *ui, struct key key)
{
	size_t at = ui->count - 1;
	const struct ui_entry *entry = &ui->entries[at];
	enum context context = stack_context(entry);
	unsigned bits = entry->screen->text ? entry->screen->text(entry->state, key) : UI_UNHANDLED;

	if (bits & UI_UNHANDLED)
		say_unbound(ui, context);
	react(ui, at, bits & ~(unsigned)UI_UNHANDLED);
	run_queued(ui);
}

/* A message has been read when the next key comes. */
static void key_came(struct ui *ui)
{
	ui->last_key = ui->now;
	ui->idle_done = false;
	ui->result = 0;
	if (ui->message_shown)
		ui->pending |= UI_REDRAW;
	ui->message_shown = false;
}

/* A script may name an action, but only one that has its place here. */
static enum action action_of(const struct ui *ui, struct key key)
{
	enum context context = ui_context(ui);

	if (key.code != KC_ACTION)
		return keys_action(context, key);
	if (key.ch >= ACTION_COUNT || !(action_info((enum action)key.ch)->contexts & (unsigned)context))
		return ACTION_NONE;
	return (enum action)key.ch;
}

void ui_key(struct ui *ui, struct key key)
{
	enum action action;

	if (ui->count == 0)
		return;
	key_came(ui);
	if (mouse_key(ui, key))
		return;
	action = action_of(ui, key);
	if (action != ACTION_NONE)
		ui_action(ui, action);
	else
		type_key(ui, key);
}

void ui_resize(struct ui *ui, int rows, int cols)
{
	ui->rows = rows;
	ui->cols = cols;
	stack_layout(ui);
	ui->pending |= UI_REDRAW | UI_REPAINT;
}

void ui_suspend(struct ui *ui)
{
	if (ui->count > 0)
		react(ui, ui->count - 1, UI_SUSPEND | UI_REDRAW);
}

static int idle_limit(const struct ui *ui)
{
	const struct screen *top = ui_top(ui);

	return top && top->idle_after > 0 ? top->idle_after : ui->idle_seconds;
}

static bool has_chore(const struct ui *ui)
{
	return ui->chore && ui->chore->wanted(ui->app);
}

static void lock_when_idle(struct ui *ui)
{
	const struct ui_entry *entry;
	size_t at = ui->count - 1;
	int limit = idle_limit(ui);

	if (ui->count == 0 || limit <= 0 || ui->idle_done || ui->now - ui->last_key < limit)
		return;
	entry = &ui->entries[at];
	ui->idle_done = true;
	react(ui, at, entry->screen->idle ? entry->screen->idle(entry->state) : UI_LOCK);
}

void ui_tick(struct ui *ui)
{
	lock_when_idle(ui);
	if (has_chore(ui))
		ui->chore->work(ui->app);
}

int ui_next_tick(const struct ui *ui)
{
	int limit = idle_limit(ui);
	int64_t left = ui->last_key + limit - ui->now;

	if (has_chore(ui))
		return 0;
	if (ui->count == 0 || limit <= 0 || ui->idle_done)
		return -1;
	if (left > limit)
		left = limit;
	return left < 0 ? 0 : (int)left;
}
