/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/form/expr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exprparse.h"
#include "regex.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

void note_vfill(struct expr_note *note, enum expr_note_kind kind, size_t at, const char *fmt, va_list ap)
{
	note->kind = kind;
	note->at = at;
	vsnprintf(note->message, sizeof(note->message), fmt, ap);
}

void note_fill(struct expr_note *note, enum expr_note_kind kind, size_t at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	note_vfill(note, kind, at, fmt, ap);
	va_end(ap);
}

void note_vadd(struct expr_notes *notes, enum expr_note_kind kind, size_t at, const char *fmt, va_list ap)
{
	notes->list = mem_grow(notes->list, &notes->cap, notes->count + 1, sizeof(*notes->list));
	note_vfill(&notes->list[notes->count], kind, at, fmt, ap);
	notes->errors += !expr_note_is_warning(&notes->list[notes->count]);
	notes->count++;
}

void expr_note_add(struct expr_notes *notes, enum expr_note_kind kind, size_t at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	note_vadd(notes, kind, at, fmt, ap);
	va_end(ap);
}

void expr_notes_release(struct expr_notes *notes)
{
	mem_free(notes->list);
	*notes = (struct expr_notes)EXPR_NOTES_INIT;
}

/* Of the notes from `first` on: by place, as a person reads. Few, and nearly in order. */
static void sort_notes(struct expr_notes *notes, size_t first)
{
	for (size_t i = first + 1; i < notes->count; i++) {
		struct expr_note moved = notes->list[i];
		size_t to = i;

		for (; to > first && notes->list[to - 1].at > moved.at; to--)
			notes->list[to] = notes->list[to - 1];
		notes->list[to] = moved;
	}
}

static int compare_places(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

static void add_reference(struct form_expr *e, size_t place)
{
	size_t need = e->reference_count + 1;

	if (place == EXPR_ROOT || place == EXPR_NONE)
		return;
	e->references = mem_grow(e->references, &e->reference_cap, need, sizeof(*e->references));
	e->references[e->reference_count++] = place;
}

static void collect_references(struct form_expr *e)
{
	size_t kept = 0;

	for (size_t i = 1; i < e->count; i++) {
		const struct expr_node *n = &e->nodes[i];

		if (n->op == OP_PATH && !(n->flags & NODE_UNREAD))
			add_reference(e, n->u.path.place);
	}
	if (e->reference_count == 0)
		return;
	qsort(e->references, e->reference_count, sizeof(*e->references), compare_places);
	for (size_t i = 1; i < e->reference_count; i++)
		if (e->references[i] != e->references[kept])
			e->references[++kept] = e->references[i];
	e->reference_count = kept + 1;
}

static void parse_whole(struct parser *p, const char *text)
{
	if (strlen(text) > EXPR_BYTES_MOST) {
		parse_fail(p, EXPR_LIMIT, 0,
			_("The expression is longer than %d bytes: spread it over several calculations."),
			EXPR_BYTES_MOST);
		return;
	}
	p->e->root = parse_expr(p);
	lex_space(p);
	if (p->e->root != 0 && *p->p != '\0')
		parse_expected(p, _("An operator"));
}

enum stige_rc expr_compile(const char *text, const struct expr_scope *scope, struct expr_notes *notes,
	struct form_expr **ret)
{
	struct form_expr *e = mem_alloc(sizeof(*e));
	struct parser p = { .p = text, .scope = scope, .notes = notes, .e = e,
		.where = { .list = scope->row_list, .place = scope->here } };
	size_t errors = notes->errors, first = notes->count;

	*ret = NULL;
	p.where.row = scope->row_list != EXPR_NONE;
	e->scope_flags = scope->flags;
	node_new(&p, OP_NONE, 0, 0);
	parse_whole(&p, text);
	if (!p.failed)
		expr_check(e, notes);
	sort_notes(notes, first);
	if (notes->errors > errors) {
		expr_free(e);
		return STIGE_DATA;
	}
	collect_references(e);
	*ret = e;
	return STIGE_OK;
}

void expr_free(struct form_expr *e)
{
	if (e == NULL)
		return;
	for (size_t i = 1; i < e->count; i++)
		if (e->nodes[i].op == OP_REGEX)
			regex_free(e->nodes[i].u.regex);
	mem_free(e->references);
	mem_free(e->nodes);
	arena_release(&e->arena);
	mem_free(e);
}

const size_t *expr_references(const struct form_expr *e, size_t *ret_count)
{
	*ret_count = e->reference_count;
	return e->references;
}

bool expr_is_volatile(const struct form_expr *e)
{
	return e->is_volatile;
}
