/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields as a person typed them: checked, cleaned, complained of. */
#ifndef CASEFILE_TYPED_H
#define CASEFILE_TYPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/arena.h"
#include "stige/base/issue.h"

/* One run over what was typed: everything the small checks need. */
struct typed {
	int32_t today;
	struct arena *arena;
	struct issues *issues;
};

/* A code word, and what a Danish file may hold for it. */
struct typed_choice {
	const char *word, *danish;
	int value;
};

size_t typed_characters(const char *s);          /* as people count them */
/* Stored text: checked, then NFC without outer blanks. "" and an issue when it cannot be kept. */
const char *typed_text(struct typed *t, const char *field, const char *typed, size_t most);
/* A person's name, required: 2-100 characters. */
const char *typed_name(struct typed *t, const char *field, const char *typed);
/* The value of a code word; an issue that lists the words when it is none of them. */
int typed_word(struct typed *t, const char *field, const char *typed, const struct typed_choice *words,
	size_t count, int otherwise);
/* Four to eight digits, under the name "pin"; NULL where nothing was typed, or it is none. */
const char *typed_pin(struct typed *t, const char *typed);

#endif
