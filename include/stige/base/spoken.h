/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Codes that are printed, read aloud and typed: groups of four letters of Crockford's base 32, in
 * which no letter looks like a digit. Who types one that does all the same is understood.
 */
#ifndef STIGE_BASE_SPOKEN_H
#define STIGE_BASE_SPOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SPOKEN_GROUP 4
#define SPOKEN_BYTES(groups) ((groups) * SPOKEN_GROUP)       /* one random byte a letter: its low 5 bits count */
#define SPOKEN_TEXT(groups) ((groups) * (SPOKEN_GROUP + 1))  /* with hyphens between the groups and a NUL */

void spoken_write(const uint8_t *bytes, size_t groups, char *out);
/*
 * The letters alone, in the one way to write them: `letters` of them and a NUL to out. False when
 * what was typed cannot be such a code.
 */
bool spoken_read(const char *typed, size_t letters, char *out);
/* Was this what the code's groups [from, from + groups) say? */
bool spoken_is(const char *code, size_t from, size_t groups, const char *typed);

#endif
