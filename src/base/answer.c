/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stddef.h>

#include "stige/base/answer.h"
#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

struct answer answer_state(enum answer_kind kind)
{
	BUG_ON(kind != ANSWER_NONE && kind != ANSWER_DK && kind != ANSWER_DECLINED);
	return (struct answer){ .kind = kind };
}

struct answer answer_number(double n)
{
	BUG_ON(!isfinite(n));
	return (struct answer){ .kind = ANSWER_NUMBER, .number = n };
}

static struct answer with_text(enum answer_kind kind, const char *s)
{
	if (!s || *s == '\0')
		return answer_state(ANSWER_NONE);
	return (struct answer){ .kind = kind, .text = mem_strdup(s) };
}

struct answer answer_text(const char *s)
{
	return with_text(ANSWER_TEXT, s);
}

struct answer answer_set(const char *names)
{
	return with_text(ANSWER_SET, names);
}

struct answer answer_copy(const struct answer *a)
{
	struct answer copy = *a;

	if (a->text)
		copy.text = mem_strdup(a->text);
	return copy;
}

void answer_release(struct answer *a)
{
	mem_free(a->text);
	*a = answer_state(ANSWER_NONE);
}

bool answer_eq(const struct answer *a, const struct answer *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case ANSWER_NUMBER:
		return a->number == b->number;
	case ANSWER_TEXT:
	case ANSWER_SET:
		return str_eq(a->text, b->text);
	case ANSWER_NONE:
	case ANSWER_DK:
	case ANSWER_DECLINED:
		break;
	}
	return true;
}

bool answer_known(const struct answer *a)
{
	return a->kind == ANSWER_NUMBER || a->kind == ANSWER_TEXT || a->kind == ANSWER_SET;
}

bool answer_given(const struct answer *a)
{
	return a->kind != ANSWER_NONE;
}
