/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/palette.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { IN_ORDER = 1, NEXT_TO_IT = 4, WORD_BEGINS = 8, IN_ONE_PIECE = 100 };

static bool word_begins(const char *text, const char *at)
{
	return at == text || at[-1] == ' ' || at[-1] == '-';
}

/* The letters in order, each taken at the first place it occurs. 0 = not all are there. */
static int score_in_order(const char *query, const char *text)
{
	const char *from = text;
	int score = 0;

	for (; *query; query++) {
		const char *at;

		if (*query == ' ')
			continue;
		at = strchr(from, *query);
		if (!at)
			return 0;
		score += IN_ORDER + (at == from && at > text ? NEXT_TO_IT : 0)
			+ (word_begins(text, at) ? WORD_BEGINS : 0);
		from = at + 1;
	}
	return score;
}

static int score_piece(const char *query, const char *text)
{
	const char *at = strstr(text, query);

	if (!at)
		return 0;
	return IN_ONE_PIECE + (word_begins(text, at) ? WORD_BEGINS : 0) + (at == text ? WORD_BEGINS : 0);
}

int palette_score(const char *query, const char *text)
{
	struct str q = STR_INIT, t = STR_INIT;
	int score = 1;

	if (query[0]) {
		text_search_key(&q, query);
		text_search_key(&t, text);
		score = score_piece(q.text, t.text);
		if (score == 0)
			score = score_in_order(q.text, t.text);
	}
	str_release(&q);
	str_release(&t);
	return score;
}

bool palette_offers(enum action action, enum context context)
{
	const struct action_info *info = action_info(action);

	if (action == ACTION_NONE || !(info->contexts & (unsigned)context) || !info->help[0])
		return false;
	return info->group != ACTION_GROUP_MOVE && action != ACTION_COMMANDS && action != ACTION_OPEN
		&& action != ACTION_MARK;
}

static int max(int a, int b)
{
	return a > b ? a : b;
}

/* A sentence is long and holds most letters in some order: there only a piece counts, and less. */
static int score_sentence(const char *query, const char *sentence)
{
	int score = palette_score(query, sentence);

	return score >= IN_ONE_PIECE ? score / 2 : 0;
}

/* What it is called elsewhere, in the language that is on and in English. */
static int score_words(const char *query, enum action action, enum context context)
{
	const char *words = action_words(action, context);
	int score = words[0] ? max(palette_score(query, words), palette_score(query, _(words))) : 0;

	return score >= IN_ONE_PIECE ? score * 3 / 4 : 0;
}

static int action_score(const char *query, enum action action, enum context context)
{
	const struct action_info *info = action_info(action);
	int score = max(palette_score(query, info->name), score_words(query, action, context));

	if (info->label[0])
		score = max(score, palette_score(query, _(info->label)));
	return max(score, score_sentence(query, _(info->help)));
}

/* Puts the action behind all that are at least as good. */
static void insert(enum action *list, int *scores, size_t n, enum action action, int score)
{
	size_t at = n;

	while (at > 0 && scores[at - 1] < score) {
		scores[at] = scores[at - 1];
		list[at] = list[at - 1];
		at--;
	}
	scores[at] = score;
	list[at] = action;
}

size_t palette_match(const char *query, enum context context, enum action *ret)
{
	int scores[ACTION_COUNT];
	size_t n = 0;
	int i;

	for (i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		int score;

		if (!palette_offers((enum action)i, context))
			continue;
		score = action_score(query, (enum action)i, context);
		if (score > 0)
			insert(ret, scores, n++, (enum action)i, score);
	}
	return n;
}
