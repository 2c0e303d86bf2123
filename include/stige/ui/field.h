/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people type into: a line of text, lines of text, a choice. Editing goes by
 * graphemes: one Backspace takes away what a reader sees as one letter. A field takes raw
 * keys (from the screen's text op); what it does not know it refuses by returning false.
 */
#ifndef STIGE_UI_FIELD_H
#define STIGE_UI_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"
#include "stige/ui/actions.h"
#include "stige/ui/canvas.h"
#include "stige/ui/keys.h"

enum field_flags {
	FIELD_SECRET = 1 << 0,   /* drawn as stars; wiped on release */
	FIELD_DIGITS = 1 << 1,   /* takes 0-9 only */
	FIELD_NUMBER = 1 << 2,   /* takes 0-9, one comma or point, a leading minus */
	FIELD_LINES = 1 << 3,    /* Enter makes a new line; Up and Down move */
	FIELD_OVER = 1 << 4,     /* typing begins anew over what was set (dates, numbers); other keys edit it */
};

struct field {
	struct str text;         /* UTF-8; never longer than `most` bytes */
	size_t cursor;           /* byte, at a grapheme's start or at the end */
	size_t most;
	unsigned flags;
	bool set;                /* FIELD_OVER: nothing was typed since field_set */
	int cols;                /* the width it was laid out for, for Up and Down in FIELD_LINES */
};

void field_init(struct field *f, size_t most, unsigned flags);
void field_release(struct field *f);
void field_set(struct field *f, const char *text);       /* cut at `most`; cursor at the end */
bool field_empty(const struct field *f);
/*
 * Characters, Backspace, Delete, Left, Right, Home, End, Ctrl-u (empties), Ctrl-w (a word);
 * in FIELD_LINES also Enter, Up, Down. True if the key was the field's, even when it changed
 * nothing (full, or at the end).
 */
bool field_key(struct field *f, struct key key);
/* One line in `width` columns, shifted so that the cursor shows; sets the cursor if focused. */
void field_draw(const struct field *f, struct canvas *c, int row, int col, int width, bool focused);
/* Lines wrapped into r, scrolled so that the cursor shows. */
void field_draw_lines(const struct field *f, struct canvas *c, struct rect r, bool focused);

/* [ Dansk          v ] - one of a few. */
struct choice {
	const char *const *labels;   /* translated; the caller keeps them */
	size_t count;
	size_t at;                   /* CHOICE_NONE = nothing chosen yet */
};

#define CHOICE_NONE ((size_t)-1)

/* LEFT and RIGHT move, MARK (Space) goes round. From CHOICE_NONE all three choose the first. */
bool choice_action(struct choice *ch, enum action action);
void choice_draw(const struct choice *ch, struct canvas *c, int row, int col, int width, bool focused);

#endif
