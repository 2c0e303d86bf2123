/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tour: what a fresh reader needs for the first day, a page at a time. It is shown after the first
 * start, ends with Esc at any page, and `:tour` calls it again. Keys in it come from the table of actions.
 */
#include "app_state.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/keys.h"
#include "stige/base/banned.h"

enum { MEASURE = 64 };

/* With {name} as in keys_expand. */
static const struct {
	const char *title, *text;
} pages[] = {
	{ N_("What stige is for"),
		N_("Every third month the client answers eleven questions, and you answer eleven. Stige shows what moved, "
		"and which groups of activities went with progress in the study it builds on.\n\n"
		"It is a help for the talk between the two of you. It never judges a person and shows no score.") },
	{ N_("Your clients"),
		N_("The first page is your caseload: who is late or due stands first.\n\n"
		"Up and Down choose a client, {open} opens the page, {find} finds by three letters of the name, a birth date "
		"or a case number, {filter} shows only some, {new-client} writes a new one.") },
	{ N_("A meeting"),
		N_("{meeting} begins a meeting with the chosen client. {open} then leads from step to step, in the order you "
		"meet them; every step can be left out and taken up again.\n\n"
		"When the client answers, turn the screen. Only your PIN leads back.") },
	{ N_("Nothing is lost"),
		N_("Every answer is saved when it is given. There is no key to save with, and {back} never throws anything "
		"away.\n\n{undo} undoes the last change, {redo} makes it again.") },
	{ N_("What the client may see"),
		N_("In a meeting the look is shared: your own assessment and other clients stay hidden until you press w.\n\n"
		"{blank} blanks the screen at once. After five minutes without a key it locks.") },
	{ N_("When in doubt"),
		N_("The lowest row shows the keys that work now. {help} shows all of them with a sentence each, and "
		"{commands} finds a command by its words: type \"export\" or \"hand\".\n\n"
		"This tour is there again as the command \"tour\".") },
};

struct tour_state {
	size_t page;
};

static void tour_title(const void *state, struct str *left, struct str *right)
{
	const struct tour_state *s = state;

	str_add(left, _("A short tour"));
	str_addf(right, _("%zu of %zu"), s->page + 1, ARRAY_SIZE(pages));
}

/* Paragraphs without a blank row between. */
static void close_up(struct str *text)
{
	struct str close = STR_INIT;

	for (const char *p = text->text; *p; p++)
		if (p[0] != '\n' || p[1] != '\n')
			str_addc(&close, *p);
	str_clear(text);
	str_add(text, close.text);
	str_release(&close);
}

static void tour_draw(const void *state, struct canvas *c)
{
	const struct tour_state *s = state;
	struct str text = STR_INIT;
	int width = c->cols - 4 < MEASURE ? c->cols - 4 : MEASURE;
	int top = c->rows > 14 ? 2 : 1, gap;

	canvas_hline(c, 0, 0, c->cols);
	canvas_text(c, top, 2, width, ROLE_FOCUS, _(pages[s->page].title));
	keys_expand(_(pages[s->page].text), &text);
	/* A low window gives up the blank row, before words. */
	gap = canvas_wrap_rows(text.text, width) > c->rows - top - 2 ? 1 : 2;
	if (canvas_wrap_rows(text.text, width) > c->rows - top - gap)
		close_up(&text);
	canvas_wrap(c, (struct rect){ top + gap, 2, c->rows - top - gap, width }, ROLE_TEXT, text.text);
	canvas_cursor(c, top, 2, false);
	str_release(&text);
}

static const char *tour_label(const void *state, enum action action)
{
	const struct tour_state *s = state;

	if (action == ACTION_OPEN)
		return s->page + 1 < ARRAY_SIZE(pages) ? _("next page") : _("begin");
	if (action == ACTION_EXPORT)
		return "";
	return action == ACTION_BACK ? _("skip the tour") : NULL;
}

static unsigned tour_action(void *state, enum action action)
{
	struct tour_state *s = state;

	if (action == ACTION_OPEN || action == ACTION_RIGHT || action == ACTION_DOWN || action == ACTION_PAGE_DOWN) {
		if (++s->page < ARRAY_SIZE(pages))
			return UI_REDRAW;
		s->page--;
		return action == ACTION_OPEN ? UI_POP : UI_BELL;
	}
	if (action == ACTION_LEFT || action == ACTION_UP || action == ACTION_PREVIOUS || action == ACTION_PAGE_UP) {
		if (s->page == 0)
			return UI_BELL;
		s->page--;
		return UI_REDRAW;
	}
	return action == ACTION_OPEN_TOUR ? UI_NONE : UI_UNHANDLED;
}

const struct screen screen_tour = {
	.name = "tour",
	.state_size = sizeof(struct tour_state),
	.context = CONTEXT_PAGE,
	.title = tour_title,
	.draw = tour_draw,
	.label = tour_label,
	.action = tour_action,
};
