/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growing string. `text` is always NUL-terminated and never NULL, so that it can be
 * printed at any time. STR_INIT or str_init before first use; str_release afterwards.
 */
#ifndef STIGE_BASE_STR_H
#define STIGE_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
	char *text;
	size_t len;        /* bytes, without the NUL */
	size_t cap;        /* 0 while nothing is allocated */
};

extern char str_empty[1];
#define STR_INIT { str_empty, 0, 0 }

void str_init(struct str *s);
void str_release(struct str *s);                 /* frees; s is as after str_init */
void str_clear(struct str *s);                   /* empties, keeps the memory */
char *str_steal(struct str *s);                  /* caller frees; s is as after str_init */
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const char *bytes, size_t n);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *s, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
void str_cut(struct str *s, size_t len);         /* shortens to len bytes */

/* Small questions about plain strings; NULL counts as "". */
bool str_eq(const char *a, const char *b);
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
/* Is `word` one of the words of `list`, which are separated by single spaces? */
bool str_has_word(const char *list, const char *word);
/* Digits only, no sign or blanks, min..max; false and *ret_n untouched otherwise. */
bool str_to_long(const char *s, long min, long max, long *ret_n);
/* Edit distance (Damerau, bytes) for "did you mean"; stops counting above `most`. */
size_t str_distance(const char *a, const char *b, size_t most);

#endif
