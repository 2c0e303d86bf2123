/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The functions whose arguments are all worked out before: eval has turned conditions into
 * booleans and made sure that single values are single. Each gives its value, or fails with
 * a note and returns false.
 */
#ifndef STIGE_SRC_FORM_FUNCTIONS_H
#define STIGE_SRC_FORM_FUNCTIONS_H

#include "evalrun.h"

typedef bool function_run(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret);

/* functions_logic.c */
function_run function_boolean, function_boolean_from_string, function_checklist, function_coalesce,
	function_false, function_not, function_true, function_weighted_checklist;
/* functions_number.c */
function_run function_abs, function_int, function_max, function_min, function_number, function_pow,
	function_random, function_round, function_sum;
/* functions_text.c */
function_run function_concat, function_contains, function_ends_with, function_join,
	function_normalize_space, function_starts_with, function_string, function_string_length,
	function_substr, function_substring_after, function_substring_before, function_translate,
	function_uuid;
/* functions_set.c */
function_run function_count, function_count_non_empty, function_count_selected, function_selected,
	function_selected_at;
/* functions_date.c */
function_run function_date, function_date_time, function_decimal_date_time, function_format_date,
	function_now, function_today;

#endif
