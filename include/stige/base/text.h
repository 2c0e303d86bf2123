/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text from people and files: what may be stored, what is safe to show, how wide it is,
 * how Danes sort and search it. Everything is UTF-8. The terminal's locale plays no part.
 */
#ifndef STIGE_BASE_TEXT_H
#define STIGE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/str.h"

enum text_fault {
	TEXT_FINE,
	TEXT_NOT_UTF8,
	TEXT_CONTROL,        /* C0, C1, DEL (a line feed is fine where lines are allowed) */
	TEXT_BIDI,           /* direction marks that make a name look like another */
	TEXT_INVISIBLE,      /* zero width, tags, soft hyphen, byte order mark, line separators */
	TEXT_NONCHARACTER,   /* noncharacters, surrogates, private use, unassigned */
	TEXT_PILE,           /* more than two combining marks on one letter */
	TEXT_TOO_LONG,
};

enum text_flags {
	TEXT_LINES = 1 << 0, /* line feeds are allowed */
};

/* The first fault of a text that is to be stored; *ret_at (may be NULL) is its byte. */
enum text_fault text_check(const char *s, size_t n, size_t most_bytes, unsigned flags, size_t *ret_at);
/* How many of the n bytes, from the first on, are whole UTF-8 characters (NUL is one). */
size_t text_valid_bytes(const char *s, size_t n);
/* One sentence for people: what is wrong and what to do. Translated, static. */
const char *text_fault_sentence(enum text_fault fault);

/* Appends the NFC form, trimmed, inner runs of blanks made one (not line feeds). s is valid UTF-8. */
void text_normalise(struct str *out, const char *s);

/*
 * Between data and any sink. Appends s with everything that could move the cursor, hide or
 * reorder text replaced by U+FFFD (a visible mark), and at most two combining marks a letter.
 * Invalid bytes become U+FFFD too. With TEXT_LINES a line feed stays.
 */
void text_safe(struct str *out, const char *s, unsigned flags);

/* One grapheme: its bytes and its columns (0, 1 or 2). Returns false at the end. s need not be safe. */
struct text_cluster {
	const char *bytes;
	size_t len;
	int width;
};
bool text_next(const char **s, struct text_cluster *ret);

int text_width(const char *s);                    /* columns */
/* Appends at most `columns` of s; if cut, the last column is "…" (U+2026). Returns the columns used. */
int text_fit(struct str *out, const char *s, int columns);
/*
 * The bytes of s that make its longest first line of at most `columns`, broken at blanks (in a
 * word longer than that, anywhere). 0 only at a line feed and at the end. To go on, skip the
 * blanks that follow and then one line feed.
 */
size_t text_wrap(const char *s, int columns);

/*
 * Keys that compare with strcmp. Danish: æ ø å last, and aa counts as å; ä sorts as æ, ö as
 * ø, ü as y; accents and punctuation ignored at first, case ignored. The search key is for
 * "contains": case, accents folded (é = e), å and aa both "aa", ø as "ø", æ as "æ".
 */
void text_sort_key(struct str *out, const char *s);
void text_search_key(struct str *out, const char *s);
/* The search key for people's names: who has no æ or ø on the keyboard writes ae and oe, so they count as the same. */
void text_name_key(struct str *out, const char *s);

/*
 * A key for "cannot be told apart at a glance": as the search key, without blanks and marks, with
 * the letters of other alphabets that look like ours (Unicode TR39's confusables, of letters in
 * names), l as i and 1, and 0 as o. Equal keys are to be told apart by something else than the name.
 */
void text_look_key(struct str *out, const char *s);

/* Appends an ASCII rendering (ae, oe, aa, e for é, ? for the rest) for terminals outside UTF-8. */
void text_ascii(struct str *out, const char *s);

#endif
