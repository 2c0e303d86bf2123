/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>

#include "stige/base/issue.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

void issues_add(struct issues *s, const char *field, const char *fmt, ...)
{
	struct str message = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_addv(&message, fmt, ap);
	va_end(ap);
	s->list = mem_grow(s->list, &s->cap, s->count + 1, sizeof(*s->list));
	s->list[s->count++] = (struct issue){ .field = field, .message = str_steal(&message) };
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
