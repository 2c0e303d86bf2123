/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the language: one table, read by the compiler for counts and kinds, and by eval to run. */
#include "functions.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "suggest.h"
#include "stige/base/banned.h"

#define ANY EXPR_ANY_COUNT
#define YES_NO KIND_BOOLEAN
#define VALUE KIND_OF_ARGUMENTS
#define DATE (KIND_DATE | KIND_NUMBER | KIND_TEXT)   /* a blank stays a blank */

static const struct expr_function functions[] = {
	{ "abs", OP_CALL, 1, 1, "v", "", KIND_NUMBER, false, function_abs },
	{ "boolean", OP_CALL, 1, 1, "c", "", YES_NO, false, function_boolean },
	{ "boolean-from-string", OP_CALL, 1, 1, "v", "", YES_NO, false, function_boolean_from_string },
	{ "checklist", OP_CALL, 2, ANY, "vv", "c", YES_NO, false, function_checklist },
	{ "coalesce", OP_CALL, 2, 2, "vv", "", VALUE, false, function_coalesce },
	{ "concat", OP_CALL, 0, ANY, "", "m", KIND_TEXT, false, function_concat },
	{ "contains", OP_CALL, 2, 2, "vv", "", YES_NO, false, function_contains },
	{ "count", OP_CALL, 1, 1, "n", "", KIND_NUMBER, false, function_count },
	{ "count-non-empty", OP_CALL, 1, 1, "n", "", KIND_NUMBER, false, function_count_non_empty },
	{ "count-selected", OP_CALL, 1, 1, "t", "", KIND_NUMBER, false, function_count_selected },
	{ "date", OP_CALL, 1, 1, "v", "", DATE, false, function_date },
	{ "date-time", OP_CALL, 1, 1, "v", "", DATE, false, function_date_time },
	{ "decimal-date-time", OP_CALL, 1, 1, "v", "", KIND_NUMBER, false, function_decimal_date_time },
	{ "ends-with", OP_CALL, 2, 2, "vv", "", YES_NO, false, function_ends_with },
	{ "false", OP_CALL, 0, 0, "", "", YES_NO, false, function_false },
	{ "format-date", OP_CALL, 2, 2, "vv", "", KIND_TEXT, false, function_format_date },
	{ "format-date-time", OP_CALL, 2, 2, "vv", "", KIND_TEXT, false, function_format_date },
	{ "if", OP_IF, 3, 3, "cvv", "", VALUE, false, NULL },
	{ "indexed-repeat", OP_INDEXED, 3, 7, "m", "mv", KIND_NODES, false, NULL },
	{ "int", OP_CALL, 1, 1, "v", "", KIND_NUMBER, false, function_int },
	{ "join", OP_CALL, 1, ANY, "v", "m", KIND_TEXT, false, function_join },
	{ "jr:choice-name", OP_CHOICE_NAME, 2, 2, "vv", "", KIND_TEXT, false, NULL },
	{ "max", OP_CALL, 0, ANY, "", "m", KIND_NUMBER, false, function_max },
	{ "min", OP_CALL, 0, ANY, "", "m", KIND_NUMBER, false, function_min },
	{ "normalize-space", OP_CALL, 1, 1, "v", "", KIND_TEXT, false, function_normalize_space },
	{ "not", OP_CALL, 1, 1, "c", "", YES_NO, false, function_not },
	{ "now", OP_CALL, 0, 0, "", "", KIND_DATE, true, function_now },
	{ "number", OP_CALL, 1, 1, "v", "", KIND_NUMBER, false, function_number },
	{ "once", OP_ONCE, 1, 1, "v", "", KIND_TEXT | VALUE, true, NULL },
	{ "position", OP_POSITION, 0, 1, "m", "", KIND_NUMBER, false, NULL },
	{ "pow", OP_CALL, 2, 2, "vv", "", KIND_NUMBER, false, function_pow },
	{ "pulldata", OP_LOOKUP, 4, 4, "vvvv", "", KIND_TEXT, false, NULL },
	{ "random", OP_CALL, 0, 0, "", "", KIND_NUMBER, true, function_random },
	{ "regex", OP_REGEX, 2, 2, "vv", "", YES_NO, false, NULL },
	{ "round", OP_CALL, 1, 2, "vv", "", KIND_NUMBER, false, function_round },
	{ "selected", OP_CALL, 2, 2, "tt", "", YES_NO, false, function_selected },
	{ "selected-at", OP_CALL, 2, 2, "tv", "", KIND_TEXT, false, function_selected_at },
	{ "starts-with", OP_CALL, 2, 2, "vv", "", YES_NO, false, function_starts_with },
	{ "string", OP_CALL, 1, 1, "v", "", KIND_TEXT, false, function_string },
	{ "string-length", OP_CALL, 1, 1, "v", "", KIND_NUMBER, false, function_string_length },
	{ "substr", OP_CALL, 2, 3, "vvv", "", KIND_TEXT, false, function_substr },
	{ "substring-after", OP_CALL, 2, 2, "vv", "", KIND_TEXT, false, function_substring_after },
	{ "substring-before", OP_CALL, 2, 2, "vv", "", KIND_TEXT, false, function_substring_before },
	{ "sum", OP_CALL, 1, 1, "n", "", KIND_NUMBER, false, function_sum },
	{ "today", OP_CALL, 0, 0, "", "", KIND_DATE, true, function_today },
	{ "translate", OP_CALL, 3, 3, "vvv", "", KIND_TEXT, false, function_translate },
	{ "true", OP_CALL, 0, 0, "", "", YES_NO, false, function_true },
	{ "uuid", OP_CALL, 0, 0, "", "", KIND_TEXT, true, function_uuid },
	{ "weighted-checklist", OP_CALL, 2, ANY, "vv", "cv", YES_NO, false, function_weighted_checklist },
};

/* Names that other engines or XPath know, and what to write in their place. */
static const struct {
	const char *name, *way_out;
} elsewhere[] = {
	{ "avg", N_("write sum(...) div count(...)") },
	{ "ceiling", N_("write int(...) or round(...)") },
	{ "ceil", N_("write int(...) or round(...)") },
	{ "count-if", N_("write count(...[condition])") },
	{ "current-date", N_("write today()") },
	{ "digest", N_("leave it out") },
	{ "floor", N_("write int(...)") },
	{ "iif", N_("write if(condition, then, else)") },
	{ "last", N_("write count(...)") },
	{ "len", N_("write string-length(...)") },
	{ "length", N_("write string-length(...)") },
	{ "lower-case", N_("write translate(..., 'ABC...', 'abc...')") },
	{ "once-only", N_("write once(...)") },
	{ "randomize", N_("write randomize=true in the parameters column") },
	{ "replace", N_("write translate(...)") },
	{ "sqrt", N_("write pow(..., 0.5)") },
	{ "substring", N_("write substr(text, begin, end), counted from 0") },
	{ "text", N_("write the path alone") },
	{ "trim", N_("write normalize-space(...)") },
	{ "upper-case", N_("write translate(..., 'abc...', 'ABC...')") },
};

const struct expr_function *function_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(functions); i++)
		if (strcmp(functions[i].name, name) == 0)
			return &functions[i];
	return NULL;
}

char function_param(const struct expr_function *f, size_t i)
{
	size_t fixed = strlen(f->params);

	return i < fixed ? f->params[i] : f->more[(i - fixed) % strlen(f->more)];
}

const char *function_way_out(const char *name)
{
	for (size_t i = 0; i < ARRAY_SIZE(elsewhere); i++)
		if (strcmp(elsewhere[i].name, name) == 0)
			return _(elsewhere[i].way_out);
	return NULL;
}

const char *function_suggest(const char *name)
{
	struct suggestion s = suggestion_begin(name);

	for (size_t i = 0; i < ARRAY_SIZE(functions); i++)
		suggestion_offer(&s, functions[i].name);
	return s.best;
}
