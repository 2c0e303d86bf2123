/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The expression engine: whatever the text, it is an expression or there are errors with their
 * places, and an expression has a value or a reason why not: the same one twice.
 * The first byte says how it is read, then comes the expression; lines after it are answers.
 */
#include <math.h>
#include <string.h>

#include "../unit/form/littleform.h"
#include "fuzz.h"
#include "stige/base/bug.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

#define HOWS 8                               /* ways of reading, then which question "." is */
enum how { HOW_CONDITION = 1, HOW_KNOWN = 2, HOW_FILTER = 4 };

struct input {
	unsigned how;
	size_t here;
	char *expression;                    /* all the bytes; ends where the answers begin */
	const char *answers[LITTLE_COUNT];   /* lines; NULL = as in the little form */
};

static const char *answer(void *ctx, size_t place, size_t i)
{
	const struct input *in = ctx;

	return in->answers[place] ? in->answers[place] : little_text(NULL, place, i);
}

static struct input cut(const uint8_t *bytes, size_t n)
{
	struct input in = { .how = bytes[0] % HOWS, .here = bytes[0] / HOWS % LITTLE_COUNT };
	size_t place = 0;

	in.expression = mem_strndup((const char *)bytes + 1, n - 1);
	for (char *end = strchr(in.expression, '\n'); end && place < LITTLE_COUNT; end = strchr(end, '\n')) {
		*end++ = '\0';
		in.answers[place++] = end;
	}
	return in;
}

static void check_notes(const struct expr_notes *notes, const char *text)
{
	size_t errors = 0;

	for (size_t i = 0; i < notes->count; i++) {
		BUG_ON(notes->list[i].at > strlen(text) || !notes->list[i].message[0]);
		errors += !expr_note_is_warning(&notes->list[i]);
	}
	BUG_ON(errors != notes->errors);
}

static void check_references(const struct form_expr *e)
{
	size_t count;
	const size_t *list = expr_references(e, &count);

	for (size_t i = 0; i < count; i++)
		BUG_ON(list[i] >= LITTLE_COUNT || (i > 0 && list[i] <= list[i - 1]));
}

static void check_number(double n)
{
	char text[EXPR_NUMBER_TEXT];

	expr_number_format(n, text);
	BUG_ON(strlen(text) >= sizeof(text) || strpbrk(text, "eE"));
	if (isfinite(n))
		BUG_ON(expr_number_parse(text) < n || expr_number_parse(text) > n);
}

/* The value as text, or why there is none; into one place, to be compared. */
static void work_out(const struct form_expr *e, const struct input *in, struct str *ret)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 1);
	struct expr_env env = little_env(in->here, 0);
	struct arena scratch = ARENA_INIT;
	struct expr_note note = { .message = "" };
	struct expr_value value;
	bool condition;

	env.ctx = (void *)(uintptr_t)in;
	env.text = answer;
	env.random = &random;
	if (expr_eval(e, &env, &scratch, &value, &note)) {
		BUG_ON(!note.message[0] || !expr_is_blank(&value));
		str_add(ret, note.message);
	} else {
		check_number(expr_to_number(&value));
		str_add(ret, expr_to_text(&value, &scratch));
	}
	if (!expr_eval_condition(e, &env, &scratch, &condition, NULL))
		str_add(ret, condition ? " yes" : " no");
	arena_release(&scratch);
}

static void check_value(const struct form_expr *e, const struct input *in)
{
	struct str first = STR_INIT, second = STR_INIT;

	work_out(e, in, &first);
	work_out(e, in, &second);
	BUG_ON(strcmp(first.text, second.text) != 0);
	str_release(&first);
	str_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct expr_notes notes = EXPR_NOTES_INIT;
	struct form_expr *e = NULL;
	struct expr_scope scope;
	struct input in;

	if (n == 0)
		return 0;
	in = cut(bytes, n);
	scope = little_scope(in.here, (in.how & HOW_CONDITION ? EXPR_CONDITION : 0)
		| (in.how & HOW_KNOWN ? EXPR_VALUES_KNOWN : 0));
	if (in.how & HOW_FILTER)
		scope.row_list = 0;
	BUG_ON((expr_compile(in.expression, &scope, &notes, &e) == STIGE_OK) != (e != NULL));
	BUG_ON((e == NULL) != (notes.errors > 0));
	check_notes(&notes, in.expression);
	if (e) {
		check_references(e);
		check_value(e, &in);
	}
	expr_free(e);
	expr_notes_release(&notes);
	mem_free(in.expression);
	return 0;
}
