/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

/* A hostile file must not fill the memory with sentences about itself. */
enum { MOST_PROBLEMS = 2000, MOST_BYTES = 1000 };

const struct form_code form_codes[] = {
#define X(name, code, severity, summary) { code, severity, summary },
	FORM_FAULTS(X)
#undef X
};
const size_t form_code_count = ARRAY_SIZE(form_codes);

/* The sentence may quote the file, so it is made safe to show. */
static char *sentence(const char *raw)
{
	struct str s = STR_INIT;

	text_safe(&s, raw, 0);
	return str_steal(&s);
}

void problem_add(struct form_problems *p, enum form_fault fault, struct place at, const char *fmt, ...)
{
	const struct form_code *code = &form_codes[fault];
	struct form_problem *problem;
	char raw[MOST_BYTES];
	va_list args;

	if (code->severity == FORM_ERROR)
		p->errors++;
	if (p->count >= (code->severity == FORM_ERROR ? 2 * MOST_PROBLEMS : MOST_PROBLEMS))
		return;
	va_start(args, fmt);
	vsnprintf(raw, sizeof(raw), fmt, args);
	va_end(args);

	p->list = mem_grow(p->list, &p->cap, p->count + 1, sizeof(*p->list));
	problem = &p->list[p->count++];
	*problem = (struct form_problem){
		.code = code->code, .severity = code->severity,
		.file = at.file, .line = at.line, .column = at.column, .message = sentence(raw),
	};
}

/* The one file first; of a folder survey.csv first, which happens to be backwards by letter. */
static int compare_files(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return -strcmp(a, b);
}

static int compare(const void *left, const void *right)
{
	const struct form_problem *a = left, *b = right;
	int order = compare_files(a->file, b->file);

	if (order != 0)
		return order;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	order = strcmp(a->code, b->code);
	return order != 0 ? order : strcmp(a->message, b->message);
}

void problem_sort(struct form_problems *p)
{
	if (p->count > 1)
		qsort(p->list, p->count, sizeof(*p->list), compare);
}

enum stige_rc form_problems_verdict(const struct form_problems *p, const char *name, struct err *err)
{
	if (p->errors == 0)
		return STIGE_OK;
	for (size_t i = 0; i < p->count; i++) {
		const struct form_problem *f = &p->list[i];

		if (f->severity == FORM_ERROR)
			return err_set(err, STIGE_DATA, "%s%s%s:%zu:%zu: %s", name, f->file != NULL ? "/" : "",
				f->file != NULL ? f->file : "", f->line, f->column, f->message);
	}
	return err_set(err, STIGE_DATA,
		_("%s: the form has too many problems; mend the first ones and check again"), name);
}

void form_problems_release(struct form_problems *p)
{
	for (size_t i = 0; i < p->count; i++)
		mem_free(p->list[i].message);
	mem_free(p->list);
	*p = (struct form_problems)FORM_PROBLEMS_INIT;
}
