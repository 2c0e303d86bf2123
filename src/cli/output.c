/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { COLUMNS_LEAST = 20, COLUMNS_MOST = 400, COLUMNS_USUAL = 80 };

static enum stige_rc cannot_write(int error, struct err *err)
{
	if (error == EPIPE)
		return err_set(err, STIGE_IO,
			_("the output was not read to its end; let the next program read all of it"));
	return err_set(err, STIGE_IO, _("the output cannot be written (%s); make room or name another place"),
		strerror(error));
}

enum stige_rc output_bytes(const struct command_call *call, const char *bytes, size_t n, struct err *err)
{
	errno = 0;
	return fwrite(bytes, 1, n, call->out) == n ? STIGE_OK : cannot_write(errno, err);
}

enum stige_rc output_text(const struct command_call *call, const char *text, struct err *err)
{
	struct str safe = STR_INIT;
	enum stige_rc rc;

	text_safe(&safe, text, TEXT_LINES);
	rc = output_bytes(call, safe.text, safe.len, err);
	str_release(&safe);
	return rc;
}

enum stige_rc output_say(const struct command_call *call, struct err *err, const char *fmt, ...)
{
	struct str text = STR_INIT;
	enum stige_rc rc;
	va_list ap;

	va_start(ap, fmt);
	str_addv(&text, fmt, ap);
	va_end(ap);
	rc = output_text(call, text.text, err);
	str_release(&text);
	return rc;
}

void output_complain(const struct command_call *call, const char *fmt, ...)
{
	struct str text = STR_INIT, safe = STR_INIT;
	va_list ap;

	va_start(ap, fmt);
	str_addv(&text, fmt, ap);
	va_end(ap);
	text_safe(&safe, text.text, 0);
	fprintf(call->err, "%s\n", safe.text);
	str_release(&safe);
	str_release(&text);
}

/* The stream remembers a failure, its reason is gone by then: a full disk is the likely one. */
enum stige_rc output_flush(FILE *out, struct err *err)
{
	bool failed_before = ferror(out) != 0;

	errno = 0;
	if (fflush(out) != 0)
		return cannot_write(errno, err);
	return failed_before ? cannot_write(EIO, err) : STIGE_OK;
}

int output_columns(void)
{
	struct winsize size;
	long n;

	if (str_to_long(getenv("COLUMNS"), COLUMNS_LEAST, COLUMNS_MOST, &n))
		return (int)n;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= COLUMNS_LEAST)
		return size.ws_col < COLUMNS_MOST ? size.ws_col : COLUMNS_MOST;
	return COLUMNS_USUAL;
}
