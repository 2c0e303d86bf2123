/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One character to and from UTF-8, for keys. Everything longer is base/text's. */
#ifndef UI_UTF8_H
#define UI_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes written, 1..4 (surrogates and what is too large become U+FFFD); out gets no NUL. */
size_t utf8_put(uint32_t ch, char out[4]);
/* Bytes read; 0 at the end or when s does not begin with a well-formed character. */
size_t utf8_get(const char *s, uint32_t *ret);

#endif
