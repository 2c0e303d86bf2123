/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days and times of day as one number: days since 1970-01-01, local, the fraction is the time. */
#ifndef STIGE_SRC_FORM_MOMENT_H
#define STIGE_SRC_FORM_MOMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum moment_strictness {
	MOMENT_STRICT,               /* 2019-02-01: what counts as a date in text */
	MOMENT_LOOSE,                /* also 2019-2-1: what date() takes */
};

/* YYYY-MM-DD, perhaps with Thh:mm[:ss[.fff]] and Z or a zone; without a zone it is local. A real date. */
bool moment_parse(const char *text, enum moment_strictness strictness, int32_t utc_offset, double *ret_days);
/* Within the years 1 to 9999. */
bool moment_in_range(double days);

#define MOMENT_TEXT 40
/* YYYY-MM-DD, and where the time is not midnight Thh:mm:ss.fff and the zone. */
char *moment_format(double days, int32_t utc_offset, char out[MOMENT_TEXT]);

/*
 * The codes of format-date and format-date-time. Returns NULL, or the first code that is
 * not one of them.
 */
const char *moment_bad_code(const char *codes);
static inline char moment_code_letter(const char *bad)
{
	return bad[1] > ' ' && bad[1] < 0x7F ? bad[1] : ' ';
}
/* How many bytes it makes; out may be NULL to ask. codes have none that are bad. */
size_t moment_write(double days, const char *codes, const char *lang, char *out);

#endif
