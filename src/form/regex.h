/* SPDX-License-Identifier: GPL-3.0-or-later */
/* regex() through PCRE2: the whole value is matched, with limits on time, memory and depth. */
#ifndef STIGE_SRC_FORM_REGEX_H
#define STIGE_SRC_FORM_REGEX_H

#include <stdbool.h>
#include <stddef.h>

struct regex;

enum regex_verdict { REGEX_NO, REGEX_YES, REGEX_TOO_HARD };

/* NULL, with PCRE2's words in why, when it is no pattern. */
struct regex *regex_new(const char *pattern, char *why, size_t why_size);
void regex_free(struct regex *r);
enum regex_verdict regex_match(const struct regex *r, const char *text);

/* Are ^ and $ written? Without them engines disagree: whole value or any part of it. */
bool regex_is_anchored(const char *pattern);
/* The first place where it goes beyond POSIX ERE with \d \w \s \b, or NULL. */
const char *regex_beyond_ere(const char *pattern);

#endif
