/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of text that scrolls: what the screens made of it have in common. They differ in open. */
#ifndef STIGE_SCREENS_TEXT_H
#define STIGE_SCREENS_TEXT_H

#include "app_state.h"

struct text_state {
	struct app *app;
	const char *title;               /* translated */
	char *text;                      /* owned */
	enum context context;
	bool flush;                      /* no margin: what the mouse marks has no blanks before it */
	int top, lines, rows, cols;
	int match;                       /* the line that was found, 0 = none, else counted from 1 */
};

void text_layout(void *state, int rows, int cols);
enum context text_context(const void *state);
void text_title(const void *state, struct str *left, struct str *right);
void text_draw(const void *state, struct canvas *c);
bool text_find(void *state, const char *words, int step);
const char *text_label(const void *state, enum action action);
unsigned text_action(void *state, enum action action);
void text_close(void *state);

#endif
