/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instants, the clock and the local time zone. */
#include <string.h>
#include <time.h>

#include "stige/base/date.h"
#include "digits.h"
#include "stige/base/banned.h"

#define DAY 86400

/* A wall clock's reading. */
struct reading {
	int32_t days;
	int hour, minute, second;
};

int64_t date_now(void)
{
	return (int64_t)time(NULL);
}

static struct reading reading_of_tm(const struct tm *tm)
{
	return (struct reading){
		.days = date_make(tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday),
		.hour = tm->tm_hour, .minute = tm->tm_min, .second = tm->tm_sec,
	};
}

static bool reading_eq(const struct reading *a, const struct reading *b)
{
	return a->days == b->days && a->hour == b->hour && a->minute == b->minute && a->second == b->second;
}

/* What a clock on the wall shows; false outside the calendar. */
static bool local_reading(int64_t at, struct reading *ret)
{
	time_t t = (time_t)at;
	struct tm tm;

	if (at == INSTANT_NONE || !localtime_r(&t, &tm))
		return false;
	*ret = reading_of_tm(&tm);
	return ret->days != DATE_NONE;
}

/*
 * The instant of a local reading. The hour that comes twice in autumn means its first time;
 * the hour that spring skips is refused. (mktime left to guess would depend on what it was
 * asked before.)
 */
static bool instant_of_local(const struct reading *want, int64_t *ret)
{
	struct date_parts p = date_split(want->days);

	for (int summer = 1; summer >= 0; summer--) {
		struct tm tm = {
			.tm_year = p.year - 1900, .tm_mon = p.month - 1, .tm_mday = p.day,
			.tm_hour = want->hour, .tm_min = want->minute, .tm_sec = want->second,
			.tm_isdst = summer,
		};
		int64_t at = (int64_t)mktime(&tm);
		struct reading got;

		if (local_reading(at, &got) && reading_eq(&got, want)) {
			*ret = at;
			return true;
		}
	}
	return false;
}

/* HH:MM[:SS]; returns what follows, or NULL. */
static const char *parse_clock(const char *s, struct reading *ret)
{
	ret->second = 0;
	if (!digits_get(s, 2, &ret->hour) || s[2] != ':' || !digits_get(s + 3, 2, &ret->minute))
		return NULL;
	s += 5;
	if (*s == ':') {
		if (!digits_get(s + 1, 2, &ret->second))
			return NULL;
		s += 3;
	}
	return ret->hour < 24 && ret->minute < 60 && ret->second < 60 ? s : NULL;
}

/* Z, +HH:MM or -HH:MM, in seconds east of Greenwich. */
static bool parse_zone(const char *s, int *ret_east)
{
	int hour, minute;

	if (strcmp(s, "Z") == 0) {
		*ret_east = 0;
		return true;
	}
	if ((*s != '+' && *s != '-') || !digits_get(s + 1, 2, &hour) || s[3] != ':'
			|| !digits_get(s + 4, 2, &minute) || s[6] != '\0' || hour > 23 || minute > 59)
		return false;
	*ret_east = (hour * 60 + minute) * 60 * (*s == '-' ? -1 : 1);
	return true;
}

bool instant_parse(const char *s, int64_t *ret_instant)
{
	char date[DATE_TEXT] = "";
	struct reading r;
	int east;

	if (!s || strlen(s) < DATE_TEXT)
		return false;
	memcpy(date, s, DATE_TEXT - 1);
	if (!date_parse(date, &r.days) || s[DATE_TEXT - 1] != 'T')
		return false;
	s = parse_clock(s + DATE_TEXT, &r);
	if (!s)
		return false;
	if (*s == '\0')
		return instant_of_local(&r, ret_instant);
	if (!parse_zone(s, &east))
		return false;
	*ret_instant = (int64_t)r.days * DAY + r.hour * 3600 + r.minute * 60 + r.second - east;
	return true;
}

/* "2026-11-22?09:30" at out, without a NUL. */
static void put_minutes(const struct reading *r, char mark, char *out)
{
	char date[DATE_TEXT];

	memcpy(out, date_format(r->days, date), DATE_TEXT - 1);
	out[10] = mark;
	digits_put(out + 11, 2, r->hour);
	out[13] = ':';
	digits_put(out + 14, 2, r->minute);
}

char *instant_format(int64_t at, char out[INSTANT_TEXT])
{
	int64_t least = (int64_t)date_make(1, 1, 1) * DAY;
	int64_t most = ((int64_t)date_make(9999, 12, 31) + 1) * DAY - 1;
	struct reading r;
	int of_day;

	out[0] = '\0';
	if (at < least || at > most)
		return out;
	of_day = (int)(((at % DAY) + DAY) % DAY);
	r = (struct reading){
		.days = (int32_t)((at - of_day) / DAY),
		.hour = of_day / 3600, .minute = of_day / 60 % 60, .second = of_day % 60,
	};
	put_minutes(&r, 'T', out);
	out[16] = ':';
	digits_put(out + 17, 2, r.second);
	out[19] = 'Z';
	out[20] = '\0';
	return out;
}

char *instant_format_local(int64_t at, char out[INSTANT_TEXT])
{
	struct reading r;

	out[0] = '\0';
	if (!local_reading(at, &r))
		return out;
	put_minutes(&r, ' ', out);
	out[16] = '\0';
	return out;
}

int32_t instant_date(int64_t at)
{
	struct reading r;

	return local_reading(at, &r) ? r.days : DATE_NONE;
}
