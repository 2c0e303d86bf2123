/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/ui/keys.h"
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

static enum stige_rc put(const struct command_call *call, const char *bytes, size_t n, struct err *err)
{
	errno = 0;
	return fwrite(bytes, 1, n, call->out) == n ? STIGE_OK : cannot_write(errno, err);
}

/* A file may hold whatever people wrote; a terminal would take some of it for its own language. */
enum stige_rc output_bytes(const struct command_call *call, const char *bytes, size_t n, struct err *err)
{
	struct str lines = STR_INIT;
	enum stige_rc rc;

	if (!isatty(fileno(call->out)))
		return put(call, bytes, n, err);
	for (size_t i = 0; i < n; i++)
		if (bytes[i] != '\r' || i + 1 == n || bytes[i + 1] != '\n')
			str_addc(&lines, bytes[i]);
	rc = output_text(call, lines.text, err);
	str_release(&lines);
	return rc;
}

/* A letter as the locale writes it, else in ASCII. */
static void add_letter(struct str *out, const char *letter, size_t n)
{
	struct str one = STR_INIT;
	char encoded[MB_LEN_MAX];
	struct key key;
	int len = key_from_text(letter, &key) == n ? wctomb(encoded, (wchar_t)key.ch) : -1;

	if (len > 0) {
		str_addn(out, encoded, (size_t)len);
	} else {
		str_addn(&one, letter, n);
		text_ascii(out, one.text);
	}
	str_release(&one);
}

void output_safe(int fd, const char *text, unsigned flags, struct str *out)
{
	struct str safe = STR_INIT;
	struct text_cluster c;
	const char *p;

	text_safe(&safe, text, flags);
	p = safe.text;
	if (!isatty(fd) || str_eq(nl_langinfo(CODESET), "UTF-8"))
		str_addn(out, safe.text, safe.len);
	else
		while (text_next(&p, &c))
			add_letter(out, c.bytes, c.len);
	str_release(&safe);
}

enum stige_rc output_sink(void *call, const char *bytes, size_t n, struct err *err)
{
	return output_bytes(call, bytes, n, err);
}

enum stige_rc output_text(const struct command_call *call, const char *text, struct err *err)
{
	struct str safe = STR_INIT;
	enum stige_rc rc;

	output_safe(fileno(call->out), text, TEXT_LINES, &safe);
	rc = put(call, safe.text, safe.len, err);
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
	output_safe(fileno(call->err), text.text, 0, &safe);
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

/* Written over itself with blanks and a carriage return: no terminal is too simple for that. */
void output_progress(const struct command_call *call, size_t done, size_t of)
{
	int fd = fileno(call->err);

	if (fd < 0 || !isatty(fd))
		return;
	if (of)
		fprintf(call->err, "\r%3zu %%", 100 * done / of);
	else
		fputs("\r     \r", call->err);
	fflush(call->err);
}
