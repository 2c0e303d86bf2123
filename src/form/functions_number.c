/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "functions.h"

#include <math.h>

#include "stige/base/banned.h"

bool function_number(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)n;
	*ret = value_number(expr_to_number(&args[0]));
	return true;
}

bool function_int(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)n;
	*ret = value_number(trunc(expr_to_number(&args[0])));
	return true;
}

bool function_abs(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)n;
	*ret = value_number(fabs(expr_to_number(&args[0])));
	return true;
}

/* XPath 1.0: halves go towards plus infinity. floor(n + 0.5) would lift 0.49999999999999994. */
static double round_half_up(double n)
{
	double whole = floor(n);

	return n - whole >= 0.5 ? whole + 1 : whole;
}

static double round_to(double n, double digits)
{
	double unit;

	digits = isnan(digits) ? 0 : trunc(digits);
	if (!isfinite(n) || digits > 300)
		return n;
	if (digits < -308)
		return 0;
	unit = pow(10, fabs(digits));
	if (digits < 0)
		return round_half_up(n / unit) * unit;
	return isfinite(n * unit) ? round_half_up(n * unit) / unit : n;
}

bool function_round(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev;
	*ret = value_number(round_to(expr_to_number(&args[0]), n > 1 ? expr_to_number(&args[1]) : 0));
	return true;
}

/* Not C's pow for what is no number: pow(1, NaN) is NaN, as everywhere forms are used. */
bool function_pow(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	double base = expr_to_number(&args[0]), exponent = expr_to_number(&args[1]);

	(void)ev, (void)n;
	if (isnan(exponent) || (fabs(base) == 1 && isinf(exponent)))
		*ret = value_number(VALUE_NAN);
	else
		*ret = value_number(pow(base, exponent));
	return true;
}

/* Calls see for every number among the arguments, those of node sets one by one. */
static bool each_number(struct eval *ev, const struct expr_value *args, size_t n,
	void (*see)(double number, double *so_far), double *so_far)
{
	for (size_t i = 0; i < n; i++) {
		size_t count = args[i].kind == EXPR_NODES ? args[i].count : 1;

		if (!eval_spend(ev, count))
			return false;
		if (args[i].kind != EXPR_NODES)
			see(expr_to_number(&args[i]), so_far);
		else
			for (size_t k = 0; k < count; k++)
				see(value_text_number(args[i].nodes[k], args[i].utc_offset), so_far);
	}
	return true;
}

static void see_sum(double number, double *so_far)
{
	*so_far += number;
}

static void see_min(double number, double *so_far)
{
	if (isnan(number) || number < *so_far)
		*so_far = isnan(*so_far) ? *so_far : number;
}

static void see_max(double number, double *so_far)
{
	if (isnan(number) || number > *so_far)
		*so_far = isnan(*so_far) ? *so_far : number;
}

static size_t count_all(const struct expr_value *args, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += args[i].kind == EXPR_NODES ? args[i].count : 1;
	return count;
}

bool function_sum(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	double sum = 0;

	if (!each_number(ev, args, n, see_sum, &sum))
		return false;
	*ret = value_number(sum);
	return true;
}

/* A blank among them makes the result NaN; of nothing it is NaN too. */
bool function_min(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	double least = count_all(args, n) > 0 ? (double)INFINITY : VALUE_NAN;

	if (!each_number(ev, args, n, see_min, &least))
		return false;
	*ret = value_number(least);
	return true;
}

bool function_max(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	double most = count_all(args, n) > 0 ? -(double)INFINITY : VALUE_NAN;

	if (!each_number(ev, args, n, see_max, &most))
		return false;
	*ret = value_number(most);
	return true;
}

/* 53 random bits: 0 <= n < 1. */
bool function_random(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	uint64_t bits = 0;

	(void)args, (void)n;
	if (ev->env->random == NULL) {
		*ret = value_text("", 0);
		return true;
	}
	ev->env->random->fill(ev->env->random->state, &bits, sizeof(bits));
	*ret = value_number((double)(bits >> 11) * 0x1p-53);
	return true;
}
