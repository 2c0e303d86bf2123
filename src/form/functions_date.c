/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "functions.h"

#include <math.h>
#include <string.h>

#include "moment.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum outcome { IS_MOMENT, IS_BLANK, IS_BAD };

/* What a value says as a date: a number of days, a date's text; a blank is a blank. */
static enum outcome moment_of(const struct expr_value *v, double *ret_days)
{
	const char *text;

	if (v->kind == EXPR_BOOLEAN)
		return IS_BAD;
	if (v->kind == EXPR_NUMBER || v->kind == EXPR_DATE) {
		*ret_days = v->number;
		return isnan(v->number) ? IS_BLANK : moment_in_range(v->number) ? IS_MOMENT : IS_BAD;
	}
	text = v->kind == EXPR_TEXT ? v->text : v->count > 0 ? v->nodes[0] : "";
	if (text[0] == '\0')
		return IS_BLANK;
	return moment_parse(text, MOMENT_LOOSE, v->utc_offset, ret_days) && moment_in_range(*ret_days)
		? IS_MOMENT : IS_BAD;
}

static bool fail(struct eval *ev)
{
	return eval_fail(ev, EXPR_BAD_DATE,
		_("This is no date: a date is written as year-month-day, such as 2026-11-22."));
}

/* A blank stays what it was: the empty text, or NaN. */
static struct expr_value blank(const struct expr_value *v)
{
	return v->kind == EXPR_NUMBER ? *v : value_text("", v->utc_offset);
}

bool function_date_time(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	double days = 0;

	(void)n;
	switch (moment_of(&args[0], &days)) {
	case IS_BLANK:
		*ret = blank(&args[0]);
		return true;
	case IS_MOMENT:
		*ret = value_date(days, ev->env->utc_offset);
		return true;
	case IS_BAD:
		break;
	}
	return fail(ev);
}

bool function_date(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	if (!function_date_time(ev, args, n, ret))
		return false;
	if (ret->kind == EXPR_DATE)
		ret->number = floor(ret->number);
	return true;
}

bool function_decimal_date_time(struct eval *ev, const struct expr_value *args, size_t n,
	struct expr_value *ret)
{
	double days = VALUE_NAN;

	(void)n;
	if (moment_of(&args[0], &days) == IS_BAD)
		return fail(ev);
	*ret = value_number(days);
	return true;
}

/* Of what is no date nothing is written, so that a blank question leaves a blank in a label. */
bool function_format_date(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *codes = eval_text(ev, &args[1]);
	double days = 0;
	char *out;

	(void)n;
	if (moment_bad_code(codes) != NULL)
		return eval_fail(ev, EXPR_BAD_DATE,
			_("\"%%%c\" is no date code: use %%Y %%y %%m %%n %%d %%e %%b %%a "
			"%%H %%h %%M %%S %%3."),
			moment_code_letter(moment_bad_code(codes)));
	*ret = value_text("", ev->env->utc_offset);
	if (moment_of(&args[0], &days) != IS_MOMENT)
		return true;
	out = eval_bytes(ev, moment_write(days, codes, ev->env->lang, NULL));
	if (out == NULL)
		return false;
	moment_write(days, codes, ev->env->lang, out);
	*ret = value_text(out, ev->env->utc_offset);
	return true;
}

bool function_today(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)args, (void)n;
	*ret = value_date(ev->env->today, ev->env->utc_offset);
	return true;
}

bool function_now(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)args, (void)n;
	*ret = value_date((double)(ev->env->now + ev->env->utc_offset) / 86400.0, ev->env->utc_offset);
	return true;
}
