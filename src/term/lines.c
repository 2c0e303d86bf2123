/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/term/lines.h"

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "curses_private.h"
#include "stige/base/banned.h"

enum { USUAL_ROWS = 50, USUAL_COLUMNS = 80, READ_MOST = 512 };

struct line_terminal {
	struct lines base;
	int signal_fd;
	bool utf8;
	bool typed_here;                 /* standard input is a terminal: it echoes */
	bool shown_here;                 /* standard output is one */
	bool broken;                     /* what was said did not arrive */
	bool held;
	struct termios free;             /* how it was before it was held */
	bool now_given;
	int64_t now;
	char waiting[READ_MOST];         /* read, and not yet a line */
	size_t waiting_count;
};

static struct line_terminal *self(struct lines *l)
{
	return (struct line_terminal *)l;
}

/* The compiler may not leave it out. */
static void wipe(void *bytes, size_t n)
{
	volatile char *p = bytes;

	while (n-- > 0)
		*p++ = '\0';
}

static int64_t lines_now(struct lines *l)
{
	return self(l)->now_given ? self(l)->now : date_now();
}

static struct winsize glass(void)
{
	struct winsize size = { 0, 0, 0, 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
		size = (struct winsize){ 0, 0, 0, 0 };
	if (size.ws_row == 0)
		size.ws_row = USUAL_ROWS;
	if (size.ws_col == 0)
		size.ws_col = USUAL_COLUMNS;
	return size;
}

static int lines_columns(struct lines *l)
{
	(void)l;
	return glass().ws_col;
}

/* ---- out ---- */

static void put_bytes(struct line_terminal *lt, const char *bytes, size_t n)
{
	while (n > 0 && !lt->broken) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);

		if (done >= 0) {
			bytes += done;
			n -= (size_t)done;
		} else if (errno != EINTR) {
			lt->broken = true;
		}
	}
}

static void lines_say(struct lines *l, const char *text)
{
	struct str safe = STR_INIT, ascii = STR_INIT;

	text_safe(&safe, text, TEXT_LINES);
	if (!self(l)->utf8)
		text_ascii(&ascii, safe.text);
	put_bytes(self(l), self(l)->utf8 ? safe.text : ascii.text, self(l)->utf8 ? safe.len : ascii.len);
	str_release(&safe);
	str_release(&ascii);
}

static void lines_hide(struct lines *l)
{
	if (!self(l)->shown_here)
		return;
	for (int rows = glass().ws_row; rows > 0; rows--)
		put_bytes(self(l), "\n", 1);
}

/* ---- in ---- */

/* Takes the first line out of what is waiting. */
static bool take_line(struct line_terminal *lt, char line[LINES_MOST], size_t *at)
{
	size_t n = 0;
	bool whole;

	while (n < lt->waiting_count && lt->waiting[n] != '\n')
		n++;
	whole = n < lt->waiting_count;
	for (size_t i = 0; i < n; i++)
		if (*at + 1 < LINES_MOST && lt->waiting[i] != '\0' && lt->waiting[i] != '\r')
			line[(*at)++] = lt->waiting[i];
	line[*at] = '\0';
	n += whole;
	lt->waiting_count -= n;
	memmove(lt->waiting, lt->waiting + n, lt->waiting_count);
	wipe(lt->waiting + lt->waiting_count, sizeof(lt->waiting) - lt->waiting_count);
	return whole;
}

static enum line_got got_signal(const struct line_terminal *lt)
{
	enum key_code code = signals_read(lt->signal_fd).code;

	if (code == KC_HANGUP)
		return LINE_END;
	return code == KC_SUSPEND ? LINE_SUSPEND : LINE_TEXT;
}

/* LINE_TEXT: there is something to read. */
static enum line_got wait_for_input(struct line_terminal *lt, int seconds)
{
	for (;;) {
		struct pollfd fds[2] = {
			{ .fd = STDIN_FILENO, .events = POLLIN },
			{ .fd = lt->signal_fd, .events = POLLIN },
		};
		int ready = poll(fds, 2, seconds < 0 ? -1 : seconds * 1000);
		enum line_got got = ready > 0 && fds[1].revents ? got_signal(lt) : LINE_TEXT;

		if (got != LINE_TEXT)
			return got;
		if (ready == 0)
			return LINE_IDLE;
		if (ready < 0 && errno != EINTR)
			return LINE_END;
		if (ready > 0 && fds[0].revents)
			return LINE_TEXT;
	}
}

static enum line_got read_line(struct line_terminal *lt, int seconds, char line[LINES_MOST])
{
	size_t at = 0;

	while (!take_line(lt, line, &at)) {
		enum line_got got = wait_for_input(lt, seconds);
		ssize_t n;

		if (got != LINE_TEXT)
			return got;
		n = read(STDIN_FILENO, lt->waiting, sizeof(lt->waiting));
		if (n == 0 || (n < 0 && errno != EINTR))
			return at > 0 ? LINE_TEXT : LINE_END;
		lt->waiting_count = n > 0 ? (size_t)n : 0;
	}
	return LINE_TEXT;
}

static enum line_got lines_ask(struct lines *l, const char *question, bool secret, int seconds,
	char line[LINES_MOST])
{
	struct line_terminal *lt = self(l);
	struct termios before;
	bool quiet = secret && lt->typed_here && tcgetattr(STDIN_FILENO, &before) == 0;
	enum line_got got;

	line[0] = '\0';
	if (quiet) {
		struct termios without = before;

		without.c_lflag = (without.c_lflag & ~(tcflag_t)ECHO) | ECHONL;
		tcsetattr(STDIN_FILENO, TCSADRAIN, &without);
	}
	lines_say(l, question);
	got = lt->broken ? LINE_END : read_line(lt, seconds, line);
	if (quiet)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
	if (got == LINE_TEXT && !lt->typed_here && !secret)
		lines_say(l, line);
	if (got != LINE_TEXT || !lt->typed_here)
		lines_say(l, "\n");
	return got;
}

static void lines_hold(struct lines *l, bool on)
{
	struct line_terminal *lt = self(l);
	struct termios held;

	if (on == lt->held || !lt->typed_here)
		return;
	if (on && tcgetattr(STDIN_FILENO, &lt->free) != 0)
		return;
	held = lt->free;
	held.c_lflag &= ~(tcflag_t)ISIG;
	held.c_cc[VEOF] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSADRAIN, on ? &held : &lt->free);
	lt->held = on;
}

static void lines_suspend(struct lines *l)
{
	(void)l;
	signals_stop();
}

static void lines_close(struct lines *l)
{
	lines_hold(l, false);
	signals_close();
	wipe(self(l)->waiting, sizeof(self(l)->waiting));
	mem_free(self(l));
}

static const struct lines_ops ops = {
	.now = lines_now,
	.columns = lines_columns,
	.say = lines_say,
	.ask = lines_ask,
	.hide = lines_hide,
	.hold = lines_hold,
	.suspend = lines_suspend,
	.close = lines_close,
};

enum stige_rc term_lines_open(const struct term_lines_options *o, struct lines **ret, struct err *err)
{
	struct line_terminal *lt = mem_alloc(sizeof(*lt));

	lt->base.ops = &ops;
	lt->utf8 = str_eq(nl_langinfo(CODESET), "UTF-8");
	lt->typed_here = isatty(STDIN_FILENO);
	lt->shown_here = isatty(STDOUT_FILENO);
	lt->now_given = o->now_given;
	lt->now = o->now;
	lt->signal_fd = signals_open();
	if (lt->signal_fd < 0) {
		mem_free(lt);
		return err_set(err, STIGE_IO, _("The program cannot listen for signals (%s); close other programs, then try "
			"again."), strerror(errno));
	}
	*ret = &lt->base;
	return STIGE_OK;
}
