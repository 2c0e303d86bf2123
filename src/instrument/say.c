/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "say.h"

#include <ctype.h>
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "stige/base/banned.h"

static const char *const ids[] = {
#define X(name, id) [name] = id,
	SAYS(X)
#undef X
};

enum stige_rc sentences_check(const struct instrument *i, struct err *err)
{
	for (size_t k = 0; k < ARRAY_SIZE(ids); k++)
		if (!evidence_find(i->evidence, ids[k]))
			return err_set(err, STIGE_DATA,
				_("evidence.csv has no sentence \"%s\"; put the row back."), ids[k]);
	return sentence_check(i, err);
}

static const struct evidence_row *find(const struct instrument *i, enum say what)
{
	const struct evidence_row *row = evidence_find(i->evidence, ids[what]);

	BUG_ON(!row);                        /* sentences_check saw to it */
	return row;
}

const struct evidence_row *row_of(const struct speaker *s, enum say what)
{
	return find(s->i, what);
}

const char *rendered(struct speaker *s, enum say what, const char *arg)
{
	struct str text = STR_INIT;
	const char *kept;

	evidence_render(&text, row_of(s, what), s->lang, &arg, arg ? 1 : 0);
	kept = arena_strdup(&s->page->arena, text.text);
	str_release(&text);
	return kept;
}

/* The list lives in the arena: a bigger copy each time it is full. */
static void push(struct speaker *s, struct advice_says *to, const struct evidence_row *row, const char *text)
{
	if (to->count == to->cap) {
		size_t cap = to->cap ? to->cap * 2 : 4;
		struct advice_say *list = arena_array(&s->page->arena, cap, sizeof *list);

		if (to->count > 0)
			memcpy(list, to->list, to->count * sizeof *list);
		to->list = list;
		to->cap = cap;
	}
	to->list[to->count++] = (struct advice_say){ row, arena_strdup(&s->page->arena, text) };
}

void say_row(struct speaker *s, struct advice_says *to, const struct evidence_row *row,
	const char *const *args, size_t nargs)
{
	struct str text = STR_INIT;
	bool said = false;

	evidence_render(&text, row, s->lang, args, nargs);
	for (size_t i = 0; i < to->count; i++)
		said = said || (to->list[i].row == row && strcmp(to->list[i].text, text.text) == 0);
	if (!said)
		push(s, to, row, text.text);
	str_release(&text);
}

void say_own(struct speaker *s, struct advice_says *to, const struct evidence_row *row)
{
	struct str text = STR_INIT;

	evidence_render(&text, row, s->lang, NULL, 0);
	push(s, to, row, rendered(s, SAY_RULE_OWN, text.text));
	str_release(&text);
}

void say(struct speaker *s, struct advice_says *to, enum say what)
{
	say_row(s, to, row_of(s, what), NULL, 0);
}

void say1(struct speaker *s, struct advice_says *to, enum say what, const char *a)
{
	say_row(s, to, row_of(s, what), &a, 1);
}

void say2(struct speaker *s, struct advice_says *to, enum say what, const char *a, const char *b)
{
	const char *args[] = { a, b };

	say_row(s, to, row_of(s, what), args, ARRAY_SIZE(args));
}

void say3(struct speaker *s, struct advice_says *to, enum say what, const char *a, const char *b,
	const char *c)
{
	const char *args[] = { a, b, c };

	say_row(s, to, row_of(s, what), args, ARRAY_SIZE(args));
}

void say_limits(struct speaker *s, struct advice_says *to, const struct evidence_row *row)
{
	for (size_t i = 0; i < evidence_count(s->i->evidence); i++) {
		const struct evidence_row *limit = evidence_at(s->i->evidence, i);

		if (str_has_word(row->limits, limit->id))
			say_row(s, to, limit, NULL, 0);
	}
}

void item_words(const struct speaker *s, struct str *out, size_t item)
{
	const struct indicator *one = s->i->advice->items[item].indicator;
	char no[16] = "";
	const char *args[] = { no, indicator_short(one, s->lang) };

	for (size_t i = 0; one->name[i] && i + 1 < sizeof no; i++)
		no[i] = (char)(i == 0 ? toupper((unsigned char)one->name[i]) : one->name[i]);
	evidence_render(out, row_of(s, SAY_NAMES_ITEM), s->lang, args, ARRAY_SIZE(args));
}

/* Puts the words before and after into a pattern such as "{1} and {2}"; out becomes the result. */
static void join(struct str *out, const struct instrument *i, enum say pattern, const char *second,
	const char *lang)
{
	struct str first = STR_INIT;
	const char *args[2];

	str_add(&first, out->text);
	args[0] = first.text;
	args[1] = second;
	str_clear(out);
	evidence_render(out, find(i, pattern), lang, args, ARRAY_SIZE(args));
	str_release(&first);
}

/* "a", "a and b", "a, b and c". */
static void list_words(struct str *out, const struct instrument *i, const char *const *words, size_t n,
	enum say last, const char *lang)
{
	struct str text = STR_INIT;

	for (size_t k = 0; k < n; k++) {
		if (k > 0 && k + 1 == n) {
			join(&text, i, last, words[k], lang);
		} else {
			str_add(&text, k > 0 ? ", " : "");
			str_add(&text, words[k]);
		}
	}
	str_add(out, text.text);
	str_release(&text);
}

void group_words(struct str *out, const struct instrument *i, unsigned groups, const char *lang)
{
	const char *words[GROUP_COUNT];
	size_t n = 0;

	for (unsigned g = GROUP_JOB; g <= GROUP_HEALTH; g <<= 1)
		if (groups & g)
			words[n++] = group_short(&i->activities, g, lang);
	list_words(out, i, words, n, SAY_NAMES_AND, lang);
}

/* What stands before "with": the job-oriented group, or what all sets share. */
static void with_words(struct str *out, const struct instrument *i, unsigned head, const char *rest,
	const char *lang)
{
	struct str text = STR_INIT;

	group_words(&text, i, head, lang);
	join(&text, i, SAY_NAMES_WITH, rest, lang);
	str_add(out, text.text);
	str_release(&text);
}

void grouping_words(struct str *out, const struct instrument *i, unsigned groups, const char *lang)
{
	unsigned others = groups & ~(unsigned)GROUP_JOB;
	struct str rest = STR_INIT;

	if (!groups) {
		str_add(out, evidence_text(find(i, SAY_NAMES_NONE), lang));
		return;
	}
	if (!(groups & GROUP_JOB) || !others) {
		group_words(out, i, groups, lang);
		return;
	}
	group_words(&rest, i, others, lang);
	with_words(out, i, GROUP_JOB, rest.text, lang);
	str_release(&rest);
}

static unsigned shared(const struct advice *a)
{
	unsigned groups = GROUP_ALL;

	for (size_t k = 0; k < a->best; k++)
		groups &= a->order[k].groups;
	return groups;
}

static bool on_line(const struct advice *a, unsigned groups)
{
	for (size_t k = 0; k < a->best; k++)
		if (a->order[k].groups == groups)
			return true;
	return false;
}

void line_words(struct str *out, const struct instrument *i, const struct advice *a, const char *lang)
{
	unsigned head = shared(a);
	struct str parts[GROUPING_COUNT], rest = STR_INIT;
	const char *words[GROUPING_COUNT];
	size_t n = 0;

	if (a->best == 1) {
		grouping_words(out, i, a->order[0].groups, lang);
		return;
	}
	for (unsigned groups = 1; groups < GROUPING_COUNT; groups++) {
		if (!on_line(a, groups))
			continue;
		str_init(&parts[n]);
		group_words(&parts[n], i, groups & ~head, lang);
		words[n] = parts[n].text;
		n++;
	}
	list_words(&rest, i, words, n, SAY_NAMES_OR, lang);
	if (head)
		with_words(out, i, head, rest.text, lang);
	else
		str_add(out, rest.text);
	str_release(&rest);
	while (n > 0)
		str_release(&parts[--n]);
}
