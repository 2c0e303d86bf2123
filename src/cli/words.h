/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words after a command: its own options by a table, and what stands without a dash.
 */
#ifndef STIGE_CLI_WORDS_H
#define STIGE_CLI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/cli/command.h"

struct word {
	const char *name;        /* "--birth" takes a value, "FILE" is a word by place */
	const char **value;
	bool *flag;              /* an option without a value */
	bool needed;
};

/*
 * Options as "--birth DATE" or "--birth=DATE"; what follows "--" are words by place. STIGE_USAGE names
 * the word that is unknown, missing or too many, with a suggestion. What was not typed stays as it was.
 */
enum stige_rc words_parse(struct command_call *call, const struct word *words, size_t count, struct err *err);

/* For a command that takes any number of files and no options: leaves them in call->argv, without "--". */
enum stige_rc words_places(struct command_call *call, struct err *err);
/* STIGE_USAGE for an option that neither these words (count may be 0) nor the options everywhere know. */
enum stige_rc words_unknown(const char *typed, const struct word *words, size_t count, struct err *err);

/* The name nearest to what was typed: offer them all, then read `name` (NULL = none is near). */
struct near {
	const char *typed;
	const char *name;
	size_t distance;
};
struct near near_begin(const char *typed);
void near_offer(struct near *n, const char *name);

/* A reason in words: there, and such as may be stored. STIGE_USAGE. */
enum stige_rc words_text(const char *option, const char *typed, struct err *err);

/* A date as people write it; NULL leaves *ret as it is. Of a week that lies behind: its Monday, its Sunday. */
enum stige_rc words_date(const char *option, const char *typed, int32_t today, int32_t *ret, struct err *err);
enum stige_rc words_until(const char *option, const char *typed, int32_t today, int32_t *ret, struct err *err);

#endif
