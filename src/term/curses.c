/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/term/curses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "curses_private.h"
#include "curses_type.h"
#include "stige/base/banned.h"

enum { ESC_DELAY_MS = 25, EMPTY_READS_MOST = 3, NO_FD = -1 };

struct curses_terminal {
	struct terminal base;
	FILE *in, *out;
	bool own_files;                  /* /dev/tty, ours to close */
	SCREEN *screen;
	struct painter painter;
	struct key_reader reader;
	int signal_fd;
	int sync_fd;
	int empty_reads;                 /* readable, and then nothing: the other end is gone */
	bool console;                    /* a Linux console keeps what scrolled by */
	bool now_given;
	int64_t now;
};

static struct curses_terminal *self(struct terminal *t)
{
	return (struct curses_terminal *)t;
}

/* Leaves nothing of a client's on the glass: not every terminal has a second screen to go back from. */
static void wipe_and_end(const struct curses_terminal *ct)
{
	clear();
	refresh();
	endwin();
	if (ct->console)
		fputs("\033[3J", ct->out);
	fflush(ct->out);
}

/* For bug.h: the program is about to die, and only the terminal matters. */
static void restore_terminal(void)
{
	if (!isendwin()) {
		clear();
		refresh();
		endwin();
	}
}

static void curses_size(struct terminal *t, int *ret_rows, int *ret_cols)
{
	struct winsize size;

	if (ioctl(fileno(self(t)->out), TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0
		&& (size.ws_row != LINES || size.ws_col != COLS))
		resizeterm(size.ws_row, size.ws_col);
	*ret_rows = LINES > 0 ? LINES : 1;
	*ret_cols = COLS > 0 ? COLS : 1;
}

static int64_t curses_now(struct terminal *t)
{
	return self(t)->now_given ? self(t)->now : date_now();
}

static void curses_put(struct terminal *t, const struct canvas *c, bool all)
{
	painter_put(&self(t)->painter, c, all);
}

static void curses_amid(struct terminal *t, const struct canvas *c)
{
	curses_put(t, c, false);
}

/* Tells a test that everything so far is painted and the program is about to wait. */
static void tell_sync(struct curses_terminal *ct)
{
	if (ct->sync_fd != NO_FD && write(ct->sync_fd, "\036", 1) < 0)
		ct->sync_fd = NO_FD;
}

/* What there is to read after waiting: a key, KC_NONE for "look again", or the end. */
static struct key after_wait(struct curses_terminal *ct, const struct pollfd fds[2], int ready)
{
	if (ready == 0)
		return (struct key){ .code = KC_TIMEOUT };
	if (ready > 0 && fds[1].revents & POLLIN)
		return signals_read(ct->signal_fd);
	if (ready > 0 && fds[0].revents & POLLIN)
		ct->empty_reads++;
	else if (ready > 0 && fds[0].revents)
		return (struct key){ .code = KC_HANGUP };
	return (struct key){ .code = ct->empty_reads > EMPTY_READS_MOST ? KC_HANGUP : KC_NONE };
}

static int poll_input(const struct curses_terminal *ct, struct pollfd fds[2], int ms)
{
	fds[0] = (struct pollfd){ .fd = fileno(ct->in), .events = POLLIN };
	fds[1] = (struct pollfd){ .fd = ct->signal_fd, .events = POLLIN };
	return poll(fds, 2, ms);
}

static bool curses_key_waits(struct terminal *t)
{
	struct pollfd fds[2];

	return poll_input(self(t), fds, 0) != 0;
}

static struct key wait_for_input(struct curses_terminal *ct, int seconds)
{
	struct pollfd fds[2];
	int ready = poll_input(ct, fds, seconds < 0 ? -1 : seconds * 1000);

	if (ready < 0 && errno != EINTR)
		return (struct key){ .code = KC_HANGUP };
	return after_wait(ct, fds, ready);
}

static enum stige_rc curses_read_key(struct terminal *t, int seconds, struct key *ret, struct err *err)
{
	struct curses_terminal *ct = self(t);
	enum key_read got;

	(void)err;
	for (;;) {
		*ret = signals_read(ct->signal_fd);
		if (ret->code != KC_NONE)
			return STIGE_OK;
		got = key_reader_next(&ct->reader, ret);
		if (got != KEY_READ_NONE)
			ct->empty_reads = 0;
		if (got == KEY_READ_KEY)
			return STIGE_OK;
		if (got == KEY_READ_PART)
			continue;
		if (ct->empty_reads == 0 && seconds != 0)
			tell_sync(ct);
		*ret = wait_for_input(ct, seconds);
		if (ret->code != KC_NONE)
			return STIGE_OK;
	}
}

static void curses_suspend(struct terminal *t)
{
	wipe_and_end(self(t));
	signals_stop();
	refresh();
}

/* Presses alone: what ncurses would wait for to tell a click from a double one is not asked for. */
static void curses_mouse(struct terminal *t, bool on)
{
	(void)t;
	mouseinterval(0);
	mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

static void free_terminal(struct curses_terminal *ct)
{
	if (ct->own_files && ct->in)
		fclose(ct->in);
	if (ct->own_files && ct->out)
		fclose(ct->out);
	mem_free(ct);
}

static void curses_close(struct terminal *t)
{
	struct curses_terminal *ct = self(t);

	wipe_and_end(ct);
	bug_set_hook(NULL);
	signals_close();
	delscreen(ct->screen);
	free_terminal(ct);
}

static const struct terminal_ops curses_ops = {
	.size = curses_size,
	.now = curses_now,
	.put = curses_put,
	.amid = curses_amid,
	.read_key = curses_read_key,
	.key_waits = curses_key_waits,
	.suspend = curses_suspend,
	.mouse = curses_mouse,
	.close = curses_close,
};

/* Two streams on one terminal, as newterm wants them. */
static bool open_files(struct curses_terminal *ct)
{
	int in = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	int out = in >= 0 ? fcntl(in, F_DUPFD_CLOEXEC, 3) : -1;

	if (in >= 0 && out >= 0) {
		ct->own_files = true;
		ct->in = fdopen(in, "r");
		ct->out = fdopen(out, "w");
		return ct->in && ct->out;
	}
	if (in >= 0)
		close(in);
	ct->in = stdin;
	ct->out = stdout;
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool term_curses_present(void)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (fd >= 0)
		close(fd);
	return fd >= 0 || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
}

void term_curses_facts(const char *term, struct terminal_facts *ret)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
	int out = fd >= 0 ? fd : STDOUT_FILENO;
	bool utf8 = str_eq(nl_langinfo(CODESET), "UTF-8"), acs = false;
	struct winsize size;

	*ret = (struct terminal_facts){ .present = fd >= 0 || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) };
	ret->known = curses_look_up(term, out, &ret->colours, &acs);
	ret->spark = probe_ladder(out, term, utf8, acs);
	if (ret->present && ioctl(out, TIOCGWINSZ, &size) == 0) {
		ret->rows = size.ws_row;
		ret->columns = size.ws_col;
	}
	if (fd >= 0)
		close(fd);
}

static void start_keys_and_colours(struct curses_terminal *ct, const struct term_curses_options *o)
{
	bool utf8 = str_eq(nl_langinfo(CODESET), "UTF-8");
	bool acs = curses_has_line_set(o->term);
	enum theme theme = theme_choose(o->theme, o->colour, o->no_color, has_colors());

	if (!o->esc_delay || !o->esc_delay[0])
		set_escdelay(ESC_DELAY_MS);
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	/* A screen without colours sends no colour codes at all. */
	if (theme != THEME_MONO) {
		start_color();
		use_default_colors();
	}
	if (utf8)
		curses_spare_bytes();
	painter_init(&ct->painter, theme, utf8, acs);
	ct->base.spark = o->spark_given ? o->spark : probe_ladder(fileno(ct->out), o->term, utf8, acs);
}

static int parse_fd(const char *text)
{
	long fd;

	return text && str_to_long(text, 3, 1023, &fd) ? (int)fd : NO_FD;
}

enum stige_rc term_curses_open(const struct term_curses_options *o, struct terminal **ret, struct err *err)
{
	struct curses_terminal *ct = mem_alloc(sizeof(*ct));
	enum stige_rc rc = STIGE_OK;

	ct->base.ops = &curses_ops;
	ct->sync_fd = parse_fd(o->sync_fd);
	ct->now_given = o->now_given;
	ct->now = o->now;
	if (!open_files(ct))
		rc = err_set(err, STIGE_UNAVAILABLE,
			_("There is no terminal to show the screens on; start stige in one, or use the "
			"commands of stige --help."));
	if (rc == STIGE_OK)
		rc = curses_check_type(o->term, fileno(ct->out), err);
	if (rc != STIGE_OK)
		goto out;
	ct->console = str_starts(o->term, "linux");
	ct->screen = newterm(o->term, ct->out, ct->in);
	if (!ct->screen)
		rc = err_set(err, STIGE_UNAVAILABLE,
			_("The terminal could not be started; try another terminal."));
	if (rc != STIGE_OK)
		goto out;
	bug_set_hook(restore_terminal);
	start_keys_and_colours(ct, o);
	ct->signal_fd = signals_open();
	BUG_ON(ct->signal_fd < 0);
	*ret = &ct->base;
out:
	if (rc != STIGE_OK)
		free_terminal(ct);
	return rc;
}
