/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "period.h"

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

static int32_t monday_of(int32_t day)
{
	return day - date_weekday(day) + 1;
}

static int32_t first_of_month(int32_t day)
{
	return day - date_split(day).day + 1;
}

static struct period this_week(int32_t today)
{
	return (struct period){ monday_of(today), DATE_NONE };
}

static struct period last_week(int32_t today)
{
	return (struct period){ monday_of(today) - 7, monday_of(today) - 1 };
}

static struct period this_month(int32_t today)
{
	return (struct period){ first_of_month(today), DATE_NONE };
}

static struct period last_month(int32_t today)
{
	int32_t last = first_of_month(today) - 1;

	return (struct period){ first_of_month(last), last };
}

static struct period everything(int32_t today)
{
	(void)today;
	return (struct period){ DATE_NONE, DATE_NONE };
}

static const struct {
	const char *code;
	struct period (*of)(int32_t today);
} spans[] = {
	{ "this-week", this_week }, { "last-week", last_week }, { "this-month", this_month }, { "last-month", last_month },
	{ "everything", everything },
};

bool period_of(const char *code, int32_t today, struct period *ret)
{
	for (size_t i = 0; i < ARRAY_SIZE(spans); i++)
		if (str_eq(spans[i].code, code)) {
			*ret = spans[i].of(today);
			return true;
		}
	return false;
}

const char *period_code(const struct period *p, int32_t today)
{
	for (size_t i = 0; i < ARRAY_SIZE(spans); i++) {
		struct period span = spans[i].of(today);

		if (span.from == p->from && span.to == p->to)
			return spans[i].code;
	}
	return "own";
}
