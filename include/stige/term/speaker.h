/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading aloud by a program of the caseworker's own choice ("espeak-ng -v %l"): off unless it is set up. The
 * command is split at blanks and run without a shell; it gets the text on its standard input, and nothing it
 * prints reaches the terminal. Nobody waits for it: a new text ends the one that is being read.
 */
#ifndef STIGE_TERM_SPEAKER_H
#define STIGE_TERM_SPEAKER_H

#include "stige/base/err.h"

struct speaker;

/* %l in the command stands for the language's code. STIGE_USAGE for a command without a word. */
enum stige_rc speaker_new(const char *command, struct speaker **ret, struct err *err);
void speaker_free(struct speaker *s);            /* ends what is being read; NULL is fine */
/* speaker is a struct speaker. At most 60,000 bytes of the text are read; a command that fails is silent. */
void speaker_say(void *speaker, const char *lang, const char *text);

#endif
