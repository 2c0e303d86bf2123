/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>

#include "stige/base/bug.h"
#include "stige/base/issue.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

void issues_add(struct issues *s, const char *field, const char *fmt, ...)
{
	va_list ap, again;
	char *message;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	BUG_ON(len < 0);
	message = mem_alloc((size_t)len + 1);
	vsnprintf(message, (size_t)len + 1, fmt, again);
	va_end(again);
	s->list = mem_grow(s->list, &s->cap, s->count + 1, sizeof(*s->list));
	s->list[s->count++] = (struct issue){ .field = field, .message = message };
}

const char *issues_find(const struct issues *s, const char *field)
{
	for (size_t i = 0; i < s->count; i++)
		if (str_eq(s->list[i].field, field))
			return s->list[i].message;
	return NULL;
}

void issues_release(struct issues *s)
{
	for (size_t i = 0; i < s->count; i++)
		mem_free(s->list[i].message);
	mem_free(s->list);
	*s = (struct issues)ISSUES_INIT;
}
