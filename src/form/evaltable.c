/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tables of expressions with their wanted values (stige form eval). A row's bindings become a
 * little form of their own: questions under /data, those bound several times a repeat.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evaltable.h"
#include "moment.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "value.h"
#include "stige/base/banned.h"

/* What became of a row's expression, which holds the texts of its value. */
struct outcome {
	struct form_expr *e;
	bool refused;
	struct expr_value value;
	bool boolean;                /* after the cast to boolean */
	struct expr_note note;
};

/* The value after the cast a row asks for; none leaves it as it is. */
static struct expr_value after_cast(const struct outcome *got, const char *cast, struct arena *scratch)
{
	if (str_eq(cast, "number"))
		return value_number(expr_to_number(&got->value));
	if (str_eq(cast, "string"))
		return value_text(expr_to_text(&got->value, scratch), 0);
	if (str_eq(cast, "boolean"))
		return value_boolean(got->boolean);
	return got->value;
}

/* Within 1e-9 of each other; what is too small for a normal number counts as 0. */
static bool numbers_agree(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) && isnan(b);
	if (isinf(a) || isinf(b))
		return a == b;
	if (fpclassify(a) == FP_SUBNORMAL)
		a = 0;
	if (fpclassify(b) == FP_SUBNORMAL)
		b = 0;
	return fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

static bool is_kind(const struct expr_value *v, enum expr_kind kind)
{
	return v->kind == kind || v->kind == EXPR_NODES;     /* an answer has no type of its own */
}

static bool date_agrees(const struct expr_value *v, const char *want)
{
	double wanted, days = expr_to_number(v);

	if (v->kind != EXPR_DATE && !is_kind(v, EXPR_TEXT))
		return false;
	return moment_parse(want, MOMENT_LOOSE, 0, &wanted) && floor(days) == floor(wanted);
}

static bool value_agrees(const struct expr_value *v, const char *type, const char *want,
	struct arena *scratch)
{
	if (str_eq(type, "bool"))
		return is_kind(v, EXPR_BOOLEAN) && str_eq(expr_to_boolean(v) ? "true" : "false", want);
	if (str_eq(type, "num"))
		return is_kind(v, EXPR_NUMBER) && numbers_agree(expr_to_number(v), strtod(want, NULL));
	if (str_eq(type, "str"))
		return is_kind(v, EXPR_TEXT) && str_eq(expr_to_text(v, scratch), want);
	return str_eq(type, "date") && date_agrees(v, want);
}

/*
 * A want of the cast's own type is compared after the cast; one of another type states the
 * value before it ("1 + 1" asserted as a boolean, want num 2).
 */
static bool outcome_agrees(const struct outcome *got, const struct table_row *row, struct arena *scratch)
{
	static const struct { const char *cast, *type; } own[] = {
		{ "number", "num" }, { "string", "str" }, { "boolean", "bool" },
	};
	struct expr_value cast = got->value;

	if (str_eq(row->want_type, "error"))
		return got->refused;
	if (got->refused)
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(own); i++)
		if (str_eq(row->cast, own[i].cast) && str_eq(row->want_type, own[i].type))
			cast = after_cast(got, row->cast, scratch);
	return value_agrees(&cast, row->want_type, row->want, scratch);
}

static void refuse(struct outcome *got, const struct expr_notes *notes)
{
	got->refused = true;
	for (size_t i = 0; i < notes->count; i++)
		if (!expr_note_is_warning(&notes->list[i])) {
			got->note = notes->list[i];
			return;
		}
}

static void run_row(const struct table_row *row, int32_t today, struct arena *arena, struct outcome *got)
{
	struct binding_form form = binding_form_read(row, arena);
	struct expr_scope scope = binding_scope(&form);
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 1);
	struct expr_env env = binding_env(&form, today);
	struct expr_notes notes = EXPR_NOTES_INIT;

	env.random = &random;
	if (form.bad) {
		got->refused = true;
		note_fill(&got->note, EXPR_SYNTAX, 0,
			_("The bindings are not written as name:type=value;..."));
	} else if (expr_compile(row->expr, &scope, &notes, &got->e) != STIGE_OK) {
		refuse(got, &notes);
	} else {
		got->refused = expr_eval(got->e, &env, arena, &got->value, &got->note) != STIGE_OK;
		if (!got->refused && str_eq(row->cast, "boolean"))
			got->refused = expr_eval_condition(got->e, &env, arena, &got->boolean, &got->note)
				!= STIGE_OK;
	}
	expr_notes_release(&notes);
}

static char *describe(const struct outcome *got, struct arena *scratch)
{
	static const char *const names[] = {
		[EXPR_BOOLEAN] = "bool", [EXPR_NUMBER] = "num", [EXPR_TEXT] = "str", [EXPR_DATE] = "date",
		[EXPR_NODES] = "str",
	};
	struct str s = STR_INIT;

	if (got->refused)
		str_addf(&s, "error: %s", got->note.message);
	else {
		str_addf(&s, "%s ", names[got->value.kind]);
		text_safe(&s, expr_to_text(&got->value, scratch), 0);
	}
	return str_steal(&s);
}

/* What the table and the expression say is shown on a terminal: made safe for it. */
static void add_failure(struct expr_table_result *r, const struct table_row *row, const struct outcome *got,
	struct arena *scratch)
{
	struct str id = STR_INIT, want = STR_INIT;
	struct expr_table_failure *f;

	r->failures = mem_grow(r->failures, &r->cap, r->failed + 1, sizeof(*r->failures));
	f = &r->failures[r->failed++];
	text_safe(&id, row->id, 0);
	text_safe(&want, row->want_type, 0);
	str_addc(&want, ' ');
	text_safe(&want, row->want, 0);
	f->id = str_steal(&id);
	f->line = row->line;
	f->want = str_steal(&want);
	f->got = describe(got, scratch);
}

enum stige_rc expr_table_run(const char *bytes, size_t n, int32_t today, struct expr_table_result *ret,
	struct err *err)
{
	struct table table;
	enum stige_rc rc = table_begin(&table, bytes, n, err);
	struct table_row row;

	while (rc == STIGE_OK && evaltable_next(&table, &row)) {
		struct arena arena = ARENA_INIT;
		struct outcome got = { .e = NULL };

		run_row(&row, today, &arena, &got);
		if (outcome_agrees(&got, &row, &arena))
			ret->passed++;
		else
			add_failure(ret, &row, &got, &arena);
		expr_free(got.e);
		arena_release(&arena);
	}
	table_end(&table);
	return rc;
}

void expr_table_result_release(struct expr_table_result *r)
{
	for (size_t i = 0; i < r->failed; i++) {
		mem_free(r->failures[i].id);
		mem_free(r->failures[i].want);
		mem_free(r->failures[i].got);
	}
	mem_free(r->failures);
	*r = (struct expr_table_result)EXPR_TABLE_RESULT_INIT;
}
