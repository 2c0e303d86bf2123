/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A little form with answers, for the tests of expressions: questions, a group, a repeat with
 * three instances and a repeat in it with two, none and one.
 *
 *   a 5   b (blank)   k "red green"   d 2026-11-22   g { x 7  dup }
 *   r { v 1, blank, 4   w p, q, p   dup   s { y 10, 20 | | 30 } }
 */
#ifndef STIGE_TESTS_LITTLEFORM_H
#define STIGE_TESTS_LITTLEFORM_H

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/form/eval.h"

enum little { A, B, K, D, G, X, G_DUP, R, V, W, R_DUP, S, Y, LITTLE_COUNT };

static const struct {
	const char *name;
	struct expr_place place;
	size_t count;
	const char *answers[3];
} little[LITTLE_COUNT] = {
	[A] = { "a", { EXPR_ROOT, false, true }, 1, { "5" } },
	[B] = { "b", { EXPR_ROOT, false, false }, 1, { "" } },
	[K] = { "k", { EXPR_ROOT, false, false }, 1, { "red green" } },
	[D] = { "d", { EXPR_ROOT, false, false }, 1, { "2026-11-22" } },
	[G] = { "g", { EXPR_ROOT, false, false }, 1, { "" } },
	[X] = { "x", { G, false, true }, 1, { "7" } },
	[G_DUP] = { "dup", { G, false, false }, 1, { "" } },
	[R] = { "r", { EXPR_ROOT, true, false }, 3, { "", "", "" } },
	[V] = { "v", { R, false, true }, 3, { "1", "", "4" } },
	[W] = { "w", { R, false, false }, 3, { "p", "q", "p" } },
	[R_DUP] = { "dup", { R, false, false }, 3, { "", "", "" } },
	[S] = { "s", { R, true, false }, 3, { "", "", "" } },
	[Y] = { "y", { S, false, true }, 3, { "10", "20", "30" } },
};

/* Which r holds the i-th s (or y), and where those of the i-th r begin. */
static const size_t s_in_r[] = { 0, 0, 2 }, s_first[] = { 0, 2, 2 }, s_count[] = { 2, 0, 1 };

static const char *const little_columns[] = { "name", "label", "score" };
static const char *const little_rows[3][3] = {
	{ "1", "Lav", "10" }, { "2", "Mellem", "20" }, { "3", "H\xC3\xB8j", "20" },
};

static inline size_t little_child(void *ctx, size_t parent, const char *name)
{
	(void)ctx;
	for (size_t i = 0; i < LITTLE_COUNT; i++)
		if (little[i].place.parent == parent && strcmp(little[i].name, name) == 0)
			return i;
	return EXPR_NONE;
}

static inline size_t little_find(void *ctx, const char *name, bool *ret_ambiguous)
{
	size_t found = EXPR_NONE;

	(void)ctx;
	*ret_ambiguous = strcmp(name, "dup") == 0;
	for (size_t i = 0; i < LITTLE_COUNT && !*ret_ambiguous; i++)
		if (strcmp(little[i].name, name) == 0)
			found = i;
	return found;
}

static inline void little_place(void *ctx, size_t i, struct expr_place *ret)
{
	(void)ctx;
	*ret = little[i].place;
}

static inline size_t little_list(void *ctx, const char *name)
{
	(void)ctx;
	return strcmp(name, "skala") == 0 ? 0 : EXPR_NONE;
}

static inline size_t little_column(void *ctx, size_t list, const char *name)
{
	(void)ctx, (void)list;
	for (size_t i = 0; i < ARRAY_SIZE(little_columns); i++)
		if (strcmp(little_columns[i], name) == 0)
			return i;
	return EXPR_NONE;
}

static inline const char *little_suggest(void *ctx, enum expr_names what, size_t list, const char *name)
{
	(void)ctx, (void)what, (void)list;
	return strcmp(name, "aa") == 0 ? "a" : NULL;
}

static inline struct expr_scope little_scope(size_t here, unsigned flags)
{
	return (struct expr_scope){ .flags = flags, .here = here, .row_list = EXPR_NONE, .find = little_find,
		.child = little_child, .place = little_place, .list = little_list, .column = little_column,
		.suggest = little_suggest };
}

static inline const char *little_text(void *ctx, size_t i, size_t k)
{
	(void)ctx;
	return k < little[i].count ? little[i].answers[k] : "?";
}

static inline size_t little_count(void *ctx, size_t i)
{
	(void)ctx;
	return little[i].count;
}

static inline void little_inside(void *ctx, size_t i, size_t above, size_t k, size_t *first, size_t *count)
{
	bool deep = (i == S || i == Y) && above == R;

	(void)ctx;
	*first = deep ? s_first[k] : k;
	*count = deep ? s_count[k] : 1;
}

static inline size_t little_holder(void *ctx, size_t i, size_t k, size_t above)
{
	(void)ctx;
	return (i == S || i == Y) && above == R ? s_in_r[k] : k;
}

static inline const char *little_saved(void *ctx, size_t i)
{
	(void)ctx;
	return i == A ? "4" : NULL;
}

static inline const char *little_label(void *ctx, size_t i, const char *value)
{
	(void)ctx;
	return i == K && strcmp(value, "red") == 0 ? "R\xC3\xB8" "d" : NULL;
}

static inline size_t little_row_count(void *ctx, size_t list)
{
	(void)ctx, (void)list;
	return ARRAY_SIZE(little_rows);
}

static inline const char *little_cell(void *ctx, size_t list, size_t row, size_t column)
{
	(void)ctx, (void)list;
	return little_rows[row][column];
}

/* 2026-11-22 is day 20779; now is 10:30 of it, local time, an hour before UTC. */
static inline struct expr_env little_env(size_t here, size_t index)
{
	return (struct expr_env){ .here = here, .here_index = index, .text = little_text,
		.count = little_count, .inside = little_inside, .holder = little_holder,
		.last_saved = little_saved, .choice_label = little_label,
		.rows = little_row_count, .cell = little_cell,
		.today = 20779, .now = 20779 * (int64_t)86400 + 9 * 3600 + 1800, .utc_offset = 3600,
		.lang = "da" };
}

#endif
