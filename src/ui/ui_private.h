/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of the ui know of each other. */
#ifndef UI_PRIVATE_H
#define UI_PRIVATE_H

#include "stige/ui/ui.h"

struct ui_entry {
	const struct screen *screen;
	void *state;
	screen_done *done;       /* called on the entry beneath when this one pops */
	bool stale;              /* facts changed since its last reload */
	bool resized;            /* the size changed while it was stale: lay it out after the reload */
};

/* ui_stack.c: pushing and taking away; nothing is called back but the screens' own functions. */
void stack_remove(struct ui *ui, size_t at);             /* leave, close, free */
void stack_layout(struct ui *ui);                        /* tells every screen its size */
void stack_layout_entry(const struct ui *ui, size_t at);
size_t stack_base(const struct ui *ui);                  /* the lowest screen that shows */
enum context stack_context(const struct ui_entry *entry);

/* ui_mouse.c: false when it is no key of the mouse. */
bool mouse_key(struct ui *ui, struct key key);

/* ui_draw.c: a word where messages stand, or at the foot of a bare screen, over what is there. */
void ui_draw_note(const struct ui *ui, struct canvas *c, const char *text);

/* ui_messages.c */
void messages_release(struct ui *ui);

/* The label an action has on the screen beneath the top one, "" = not to be had there, NULL = the table's. */
const char *ui_label_beneath(const struct ui *ui, enum action action);
/* Asks the screen beneath the top one to find (screen.find); false where it cannot. */
bool ui_find_beneath(struct ui *ui, const char *words, int step);
/* Its context. */
enum context ui_context_beneath(const struct ui *ui);

#endif
