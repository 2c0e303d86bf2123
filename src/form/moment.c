/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "moment.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

#define DAY_MS 86400000

/* Between least and most digits; false when there are fewer, or when more follow. */
static bool take_digits(const char **s, int least, int most, int *ret)
{
	int n = 0, value = 0;

	while (**s >= '0' && **s <= '9' && n < most) {
		value = value * 10 + (**s - '0');
		(*s)++;
		n++;
	}
	*ret = value;
	return n >= least && !(**s >= '0' && **s <= '9');
}

static bool take(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

/* Z, +hh:mm, +hhmm or +hh; nothing is local time. In seconds. */
static bool take_zone(const char **s, int32_t local, int32_t *ret)
{
	int sign, hours, minutes = 0;

	*ret = local;
	if (**s == '\0')
		return true;
	if (take(s, 'Z')) {
		*ret = 0;
		return true;
	}
	sign = **s == '-' ? -1 : 1;
	if (!take(s, '+') && !take(s, '-'))
		return false;
	if (strlen(*s) == 4) {
		if (!take_digits(s, 4, 4, &hours))
			return false;
		minutes = hours % 100;
		hours /= 100;
	} else if (!take_digits(s, 2, 2, &hours) || (take(s, ':') && !take_digits(s, 2, 2, &minutes))) {
		return false;
	}
	*ret = sign * (hours * 3600 + minutes * 60);
	return hours <= 14 && minutes < 60;
}

/* After the T. In seconds of the day, local. */
static bool take_time(const char **s, int32_t utc_offset, double *ret)
{
	int hour, minute, second = 0;
	double fraction = 0, unit = 0.1;
	int32_t zone;

	if (!take_digits(s, 2, 2, &hour) || !take(s, ':') || !take_digits(s, 2, 2, &minute))
		return false;
	if (take(s, ':')) {
		if (!take_digits(s, 2, 2, &second))
			return false;
		if (take(s, '.')) {
			if (**s < '0' || **s > '9')
				return false;
			for (; **s >= '0' && **s <= '9'; (*s)++, unit /= 10)
				fraction += (**s - '0') * unit;
		}
	}
	if (!take_zone(s, utc_offset, &zone) || hour > 23 || minute > 59 || second > 59)
		return false;
	*ret = hour * 3600 + minute * 60 + second + fraction + (utc_offset - zone);
	return true;
}

bool moment_parse(const char *text, enum moment_strictness strictness, int32_t utc_offset, double *ret_days)
{
	int least = strictness == MOMENT_STRICT ? 2 : 1;
	int year, month, day;
	double seconds = 0;
	int32_t days;

	if (!take_digits(&text, 4, 4, &year) || !take(&text, '-') || !take_digits(&text, least, 2, &month)
			|| !take(&text, '-') || !take_digits(&text, least, 2, &day))
		return false;
	if (take(&text, 'T') && !take_time(&text, utc_offset, &seconds))
		return false;
	if (*text != '\0')
		return false;
	days = date_make(year, month, day);
	if (days == DATE_NONE)
		return false;
	*ret_days = days + seconds / 86400.0;
	return true;
}

bool moment_in_range(double days)
{
	return days >= date_make(1, 1, 1) && days < (double)date_make(9999, 12, 31) + 1;
}

/* The day and the milliseconds of it; the nearest millisecond, as a fraction of a day is not exact. */
static struct date_parts split(double days, int *ret_ms)
{
	double day = floor(days);
	int ms = (int)floor((days - day) * DAY_MS + 0.5);

	if (ms == DAY_MS) {
		day++;
		ms = 0;
	}
	*ret_ms = ms;
	return date_split((int32_t)day);
}

char *moment_format(double days, int32_t utc_offset, char out[MOMENT_TEXT])
{
	int ms, zone = utc_offset / 60;
	struct date_parts d = split(days, &ms);
	int n = snprintf(out, MOMENT_TEXT, "%04d-%02d-%02d", d.year % 10000, d.month % 100, d.day % 100);

	if (ms == 0)
		return out;
	snprintf(out + n, MOMENT_TEXT - (size_t)n, "T%02d:%02d:%02d.%03d%c%02d:%02d",
		ms / 3600000 % 24, ms / 60000 % 60, ms / 1000 % 60, ms % 1000,
		zone < 0 ? '-' : '+', (zone < 0 ? -zone : zone) / 60 % 24, (zone < 0 ? -zone : zone) % 60);
	return out;
}

const char *moment_bad_code(const char *codes)
{
	for (const char *c = strchr(codes, '%'); c != NULL; c = strchr(c + 2, '%'))
		if (c[1] == '\0' || strchr("YymndebaHhMS3%", c[1]) == NULL)
			return c;
	return NULL;
}

static const char *month_name(int month, bool danish)
{
	static const char *const names[2][12] = {
		{ "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
		{ "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec" },
	};

	return names[danish][month - 1];
}

static const char *weekday_name(int weekday, bool danish)
{
	static const char *const names[2][7] = {
		{ "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
		{ "man", "tir", "ons", "tor", "fre", "l\xC3\xB8r", "s\xC3\xB8n" },
	};

	return names[danish][weekday - 1];
}

static void write_code(double days, char code, bool danish, char out[16])
{
	int ms;
	struct date_parts d = split(days, &ms);
	int weekday = date_weekday(date_make(d.year, d.month, d.day));

	switch (code) {
	case 'Y': snprintf(out, 16, "%04d", d.year); break;
	case 'y': snprintf(out, 16, "%02d", d.year % 100); break;
	case 'm': snprintf(out, 16, "%02d", d.month); break;
	case 'n': snprintf(out, 16, "%d", d.month); break;
	case 'd': snprintf(out, 16, "%02d", d.day); break;
	case 'e': snprintf(out, 16, "%d", d.day); break;
	case 'b': snprintf(out, 16, "%s", month_name(d.month, danish)); break;
	case 'a': snprintf(out, 16, "%s", weekday_name(weekday, danish)); break;
	case 'H': snprintf(out, 16, "%02d", ms / 3600000); break;
	case 'h': snprintf(out, 16, "%d", ms / 3600000); break;
	case 'M': snprintf(out, 16, "%02d", ms / 60000 % 60); break;
	case 'S': snprintf(out, 16, "%02d", ms / 1000 % 60); break;
	case '3': snprintf(out, 16, "%03d", ms % 1000); break;
	default: snprintf(out, 16, "%c", code); break;
	}
}

size_t moment_write(double days, const char *codes, const char *lang, char *out)
{
	bool danish = str_eq(lang, "da");
	size_t n = 0;

	for (const char *c = codes; *c != '\0'; c++) {
		char piece[16] = { *c, '\0' };

		if (*c == '%')
			write_code(days, *++c, danish, piece);
		if (out != NULL)
			memcpy(out + n, piece, strlen(piece) + 1);
		n += strlen(piece);
	}
	if (out != NULL)
		out[n] = '\0';
	return n;
}
