/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/err.h"
#include "stige/base/banned.h"

/* Undoes the damage of a cut in the middle of a character, and flattens line breaks. */
static void tidy(char *s)
{
	size_t len = strlen(s);
	size_t start = len;

	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f)
			s[i] = ' ';
	while (start > 0 && ((unsigned char)s[start - 1] & 0xc0) == 0x80)
		start--;
	if (start == 0)
		return;
	unsigned char lead = (unsigned char)s[start - 1];
	size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
	if (lead >= 0xc0 && len - (start - 1) < want)
		s[start - 1] = '\0';
}

enum stige_rc err_set(struct err *err, enum stige_rc rc, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return rc;
	err->rc = rc;
	va_start(ap, fmt);
	vsnprintf(err->msg, sizeof(err->msg), fmt, ap);
	va_end(ap);
	tidy(err->msg);
	return rc;
}

void err_prefix(struct err *err, const char *fmt, ...)
{
	char where[sizeof(err->msg)];
	char sentence[sizeof(err->msg)];
	va_list ap;
	size_t len;

	if (!err)
		return;
	memcpy(sentence, err->msg, sizeof(sentence));
	va_start(ap, fmt);
	vsnprintf(where, sizeof(where), fmt, ap);
	va_end(ap);
	len = strlen(where);
	memcpy(err->msg, where, len + 1);
	snprintf(err->msg + len, sizeof(err->msg) - len, ": %s", sentence);
	tidy(err->msg);
}
