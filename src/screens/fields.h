/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page of fields: first start, a client, an export. Rows are described by a const table;
 * the values live in the state. Tab and the arrows move, letters go into the field, Enter goes on
 * to the next row and presses a button; what is wrong stands under its row.
 */
#ifndef STIGE_SCREENS_FIELDS_H
#define STIGE_SCREENS_FIELDS_H

#include "stige/base/issue.h"
#include "stige/ui/canvas.h"
#include "stige/ui/field.h"
#include "stige/ui/keys.h"
#include "stige/ui/screen.h"

enum { FIELDS_MOST = 20, FIELDS_CHOICES_MOST = 8 };

enum fields_kind { FIELDS_TEXT, FIELDS_CHOICE, FIELDS_BUTTON };

struct fields_row {
	const char *name;                /* as issues name it */
	const char *label;               /* N_() */
	const char *hint;                /* N_(), shown when the row has the focus; NULL */
	enum fields_kind kind;
	bool needed;                     /* marked by a star: it may not stay empty */
	unsigned flags;                  /* enum field_flags */
	size_t most;                     /* bytes of text */
	const char *choices[FIELDS_CHOICES_MOST];        /* N_(), NULL ends */
	const char *codes[FIELDS_CHOICES_MOST];          /* what each stands for */
};

struct fields {
	const struct fields_row *rows;
	size_t count;
	struct field text[FIELDS_MOST];
	struct choice choice[FIELDS_MOST];
	const char *labels[FIELDS_MOST][FIELDS_CHOICES_MOST];
	size_t focus;
	struct issues issues;
	struct str was;                  /* the values before the first key; whether there was one */
	bool touched;
};

void fields_init(struct fields *f, const struct fields_row *rows, size_t count);
void fields_release(struct fields *f);
/* After a change of language. */
void fields_translate(struct fields *f);
void fields_set(struct fields *f, size_t row, const char *value);        /* text, or the code of a choice */
const char *fields_get(const struct fields *f, size_t row);              /* text, or the chosen code ("" when none) */
/* Puts the focus on the first row with an issue; f->issues holds them. Returns UI_REDRAW. */
unsigned fields_show_issues(struct fields *f);

enum context fields_context(const struct fields *f);
/* The footer's words for this page (screen.label). */
const char *fields_label(const struct fields *f, enum action action);
/*
 * UI_UNHANDLED when it is not the page's; *ret_pressed is the button's row when one was pressed
 * (Enter or Space on it), else FIELDS_MOST.
 */
unsigned fields_action(struct fields *f, enum action action, size_t *ret_pressed);
unsigned fields_key(struct fields *f, struct key key);
/* Esc on the page (screen.action): leaves it, and asks first where something was typed and would be lost. */
unsigned fields_back(const struct fields *f, struct ui *ui);
void fields_draw(const struct fields *f, struct canvas *c);
/* Which of a choice's values, counted from 0; of a row that has chosen one. */
size_t fields_chosen(const struct fields *f, size_t row);

/* The ops of a screen whose state begins with its page, where they do no more than hand on; draw: a rule, the page. */
void fields_page_layout(void *state, int rows, int cols);
enum context fields_page_context(const void *state);
const char *fields_page_label(const void *state, enum action action);
void fields_page_draw(const void *state, struct canvas *c);
unsigned fields_page_text(void *state, struct key key);
void fields_page_close(void *state);

#endif
