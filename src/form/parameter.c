/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parameter.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

enum key {
	KEY_ROWS, KEY_RANDOMIZE, KEY_SEED, KEY_START, KEY_END, KEY_STEP, KEY_TICK_INTERVAL, KEY_PLACEHOLDER,
	KEY_TICK_LABELS, KEYS,
};

static const struct {
	const char *name;
	unsigned types;              /* bits of enum form_type */
} keys[KEYS] = {
	[KEY_ROWS] = { "rows", 1u << FORM_TEXT },
	[KEY_RANDOMIZE] = { "randomize", 1u << FORM_SELECT_ONE | 1u << FORM_SELECT_MULTIPLE },
	[KEY_SEED] = { "seed", 1u << FORM_SELECT_ONE | 1u << FORM_SELECT_MULTIPLE },
	[KEY_START] = { "start", 1u << FORM_RANGE },
	[KEY_END] = { "end", 1u << FORM_RANGE },
	[KEY_STEP] = { "step", 1u << FORM_RANGE },
	[KEY_TICK_INTERVAL] = { "tick_interval", 1u << FORM_RANGE },
	[KEY_PLACEHOLDER] = { "placeholder", 1u << FORM_RANGE },
	[KEY_TICK_LABELS] = { "tick_labelset", 1u << FORM_RANGE },
};

struct reading {
	const struct cell *cell;
	enum form_type type;
	const char *type_word;
	struct arena *arena;
	struct form_problems *problems;
	const char *values[KEYS];    /* NULL: not given */
	size_t at[KEYS];             /* byte of the pair in the cell */
	bool faulty;
};

static struct place pair_place(const struct reading *r, enum key key)
{
	return cell_place(r->cell, r->at[key]);
}

/* "start, end and step", for the sentence about a key this type does not have. */
static const char *keys_of(const struct reading *r)
{
	struct str s = STR_INIT;
	const char *text;

	for (size_t i = 0; i < KEYS; i++)
		if ((keys[i].types & 1u << r->type) != 0)
			str_addf(&s, "%s%s", s.len > 0 ? " " : "", keys[i].name);
	text = arena_strdup(r->arena, s.text);
	str_release(&s);
	return text;
}

static void say_unknown(struct reading *r, const char *name, size_t at)
{
	const char *known = keys_of(r);

	r->faulty = true;
	if (known[0] == '\0')
		problem_add(r->problems, FAULT_PARAMETER_UNKNOWN, cell_place(r->cell, at),
			_("the type %s has no parameters; take out \"%s\""), r->type_word,
			word_shown(r->arena, name));
	else
		problem_add(r->problems, FAULT_PARAMETER_UNKNOWN, cell_place(r->cell, at),
			_("the type %s has no parameter \"%s\"; it has: %s"), r->type_word,
			word_shown(r->arena, name), known);
}

static void take_pair(struct reading *r, const char *pair, size_t at)
{
	const char *equals = strchr(pair, '=');
	const char *name;

	if (equals == NULL || equals == pair || equals[1] == '\0' || strchr(equals + 1, '=') != NULL) {
		r->faulty = true;
		problem_add(r->problems, FAULT_PARAMETER_SYNTAX, cell_place(r->cell, at),
			_("\"%s\" is not written as key=value, as in \"start=1 end=5\""),
			word_shown(r->arena, pair));
		return;
	}
	name = word_lower(r->arena, arena_strndup(r->arena, pair, (size_t)(equals - pair)));
	for (size_t i = 0; i < KEYS; i++) {
		if (strcmp(name, keys[i].name) != 0 || (keys[i].types & 1u << r->type) == 0)
			continue;
		if (r->values[i] != NULL) {
			r->faulty = true;
			problem_add(r->problems, FAULT_PARAMETER_SYNTAX, cell_place(r->cell, at),
				_("the parameter %s is given twice"), name);
		}
		r->values[i] = arena_strdup(r->arena, equals + 1);
		r->at[i] = at;
		return;
	}
	say_unknown(r, name, at);
}

/* Blanks around "=" belong to the pair: "start = 1". */
static size_t pair_length(const char *s)
{
	size_t n = 0;

	for (;;) {
		size_t gap;

		n += strcspn(s + n, " \t\n,;");
		gap = word_blank(s + n);
		if (s[n + gap] == '=' || (n > 0 && s[n - 1] == '=' && gap > 0 && s[n + gap] != '\0'))
			n += gap;
		else
			return n;
		n += s[n] == '=';
	}
}

static void take_pairs(struct reading *r)
{
	const char *text = r->cell->text, *s = text;

	for (;;) {
		size_t n;
		char *pair, *to;

		while (*s == ',' || *s == ';' || word_blank(s) > 0)
			s += word_blank(s) > 0 ? word_blank(s) : 1;
		if (*s == '\0')
			return;
		n = pair_length(s);
		pair = to = arena_strndup(r->arena, s, n);
		for (const char *from = pair; *from != '\0'; from++)
			if (word_blank(from) == 0)
				*to++ = *from;
		*to = '\0';
		take_pair(r, pair, (size_t)(s - text));
		s += n;
	}
}

static bool number_value(struct reading *r, enum key key, double *number)
{
	if (r->values[key] == NULL)
		return false;
	if (word_number(r->values[key], number))
		return true;
	r->faulty = true;
	problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, key),
		_("the parameter %s is a number, not \"%s\""),
		keys[key].name, word_shown(r->arena, r->values[key]));
	return false;
}

/* Is x a whole number of steps, as near as decimals in a double can be? */
static bool is_multiple(double x, double step)
{
	double steps = x / step;

	return fabs(steps - round(steps)) < 1e-9 * fmax(1.0, fabs(steps));
}

static void check_interval(struct reading *r, const struct parameters *p, enum key key)
{
	double size = fabs(p->end - p->start), n = 0;
	const char *name = keys[key].name;

	if (key == KEY_STEP)
		n = p->step;
	else if (!number_value(r, key, &n))
		return;
	if (n <= 0)
		problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, key),
			_("the parameter %s is above zero"), name);
	else if (n > size)
		problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, key),
			_("the parameter %s is no larger than the range from start to end (%g)"), name, size);
	else if (key == KEY_TICK_INTERVAL && p->step > 0 && !is_multiple(n, p->step))
		problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, key),
			_("the parameter %s is a multiple of step (%g)"), name, p->step);
	else if (key == KEY_STEP && !is_multiple(size, n))
		problem_add(r->problems, FAULT_PARAMETER_RANGE, pair_place(r, key),
			_("the end of the range is never reached in steps of %g"), n);
	else
		return;
	r->faulty = true;
}

static void check_placeholder(struct reading *r, const struct parameters *p)
{
	double n = 0;

	if (!number_value(r, KEY_PLACEHOLDER, &n))
		return;
	if (n < fmin(p->start, p->end) || n > fmax(p->start, p->end)
		|| (p->step > 0 && !is_multiple(n - p->start, p->step)))
		problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, KEY_PLACEHOLDER),
			_("the parameter placeholder is one of the range's own steps"));
}

static void read_range(struct reading *r, struct parameters *p)
{
	*p = (struct parameters){ 1, 10, 1, "", "", 0 };
	number_value(r, KEY_START, &p->start);
	number_value(r, KEY_END, &p->end);
	number_value(r, KEY_STEP, &p->step);
	if (r->faulty)
		return;
	if (p->start == p->end) {
		problem_add(r->problems, FAULT_PARAMETER_VALUE, r->cell->at,
			_("start and end of a range differ"));
		return;
	}
	/* Without a pair of its own the default step's problem stands where the cell begins. */
	check_interval(r, p, KEY_STEP);
	check_interval(r, p, KEY_TICK_INTERVAL);
	check_placeholder(r, p);
	if (r->values[KEY_TICK_LABELS] != NULL)
		p->tick_labels = r->values[KEY_TICK_LABELS];
}

static void read_select(struct reading *r, struct parameters *p)
{
	const char *randomize = r->values[KEY_RANDOMIZE], *seed = r->values[KEY_SEED];
	double n;

	if (randomize != NULL && !word_same(randomize, "true") && !word_same(randomize, "false"))
		problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, KEY_RANDOMIZE),
			_("the parameter randomize is true or false, not \"%s\""),
			word_shown(r->arena, randomize));
	if (seed == NULL)
		return;
	if (randomize == NULL || word_same(randomize, "false"))
		problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, KEY_SEED),
			_("the parameter seed stands only beside randomize=true"));
	if (seed[0] == '$') {
		p->seed = seed;
		p->seed_at = r->at[KEY_SEED];
	} else if (!word_number(seed, &n)) {
		problem_add(r->problems, FAULT_PARAMETER_VALUE, pair_place(r, KEY_SEED),
			_("the parameter seed is a number or a ${reference}, not \"%s\""),
			word_shown(r->arena, seed));
	}
}

struct parameters parameters_read(const struct cell *cell, enum form_type type, const char *type_word,
	struct arena *arena, struct form_problems *problems)
{
	struct reading r = {
		.cell = cell, .type = type, .type_word = type_word, .arena = arena, .problems = problems,
	};
	struct parameters p = { 0, 0, 0, "", "", 0 };
	long rows = 0;

	/* An audit row's parameters are ODK Collect's business. */
	if (type == FORM_METADATA)
		return p;
	take_pairs(&r);
	if (type == FORM_RANGE)
		read_range(&r, &p);
	if (type == FORM_SELECT_ONE || type == FORM_SELECT_MULTIPLE)
		read_select(&r, &p);
	if (r.values[KEY_ROWS] != NULL && !str_to_long(r.values[KEY_ROWS], 1, 100, &rows))
		problem_add(problems, FAULT_PARAMETER_VALUE, pair_place(&r, KEY_ROWS),
			_("the parameter rows is a whole number from 1 to 100, not \"%s\""),
			word_shown(arena, r.values[KEY_ROWS]));
	return p;
}
