/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "suggest.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "word.h"
#include "stige/base/banned.h"

/* Two edits for an ordinary word, one for a short one, none for a letter or two. */
static size_t most_edits(const char *word)
{
	size_t n = strlen(word);

	if (n <= 2)
		return 0;
	return n <= 4 ? 1 : 2;
}

struct suggestion suggestion_begin(const char *word)
{
	return (struct suggestion){ word, NULL, most_edits(word) + 1 };
}

void suggestion_offer(struct suggestion *s, const char *candidate)
{
	size_t distance;

	if (s->distance == 0 || candidate[0] == '\0')
		return;
	distance = word_same(s->word, candidate) ? 0 : str_distance(s->word, candidate, s->distance);
	if (distance < s->distance) {
		s->best = candidate;
		s->distance = distance;
	}
}

const char *suggest(const char *word, const char *const *words, size_t count)
{
	struct suggestion s = suggestion_begin(word);

	for (size_t i = 0; i < count; i++)
		suggestion_offer(&s, words[i]);
	return s.best;
}
