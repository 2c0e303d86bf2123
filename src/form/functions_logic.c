/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "functions.h"

#include <string.h>

#include "stige/base/banned.h"

bool function_true(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)args, (void)n;
	*ret = value_boolean(true);
	return true;
}

bool function_false(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)args, (void)n;
	*ret = value_boolean(false);
	return true;
}

bool function_not(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)n;
	*ret = value_boolean(!args[0].boolean);
	return true;
}

bool function_boolean(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)n;
	*ret = args[0];
	return true;
}

bool function_boolean_from_string(struct eval *ev, const struct expr_value *args, size_t n,
	struct expr_value *ret)
{
	const char *text = eval_text(ev, &args[0]);

	(void)n;
	*ret = value_boolean(strcmp(text, "true") == 0 || strcmp(text, "1") == 0);
	return true;
}

bool function_coalesce(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)n;
	*ret = expr_is_blank(&args[0]) ? args[1] : args[0];
	return true;
}

/* At least and at most; a negative limit (-1) is none. A limit that is no number is never met. */
static struct expr_value within(const struct expr_value *limits, double n)
{
	double least = expr_to_number(&limits[0]), most = expr_to_number(&limits[1]);

	return value_boolean((least < 0 || n >= least) && (most < 0 || n <= most));
}

bool function_checklist(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	double count = 0;

	(void)ev;
	for (size_t i = 2; i < n; i++)
		count += args[i].boolean;
	*ret = within(args, count);
	return true;
}

bool function_weighted_checklist(struct eval *ev, const struct expr_value *args, size_t n,
	struct expr_value *ret)
{
	double sum = 0;

	(void)ev;
	for (size_t i = 2; i + 1 < n; i += 2)
		if (args[i].boolean)
			sum += expr_to_number(&args[i + 1]);
	*ret = within(args, sum);
	return true;
}
