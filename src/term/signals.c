/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals become bytes in a pipe, so that the loop meets them as keys, between two handlers.
 * The pipe is the one thing a signal handler can reach, hence the only mutable object here.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "stige/base/mem.h"
#include "curses_private.h"
#include "stige/base/banned.h"

static int pipe_ends[2] = { -1, -1 };

static const struct {
	int signal;
	enum key_code code;
} handled[] = {
	{ SIGHUP, KC_HANGUP }, { SIGTERM, KC_HANGUP }, { SIGINT, KC_HANGUP },
	{ SIGTSTP, KC_SUSPEND }, { SIGWINCH, KC_RESIZE },
};

static void on_signal(int signal)
{
	unsigned char byte = (unsigned char)signal;
	int kept = errno;

	/* A full pipe means that the loop has enough to read already. */
	if (write(pipe_ends[1], &byte, 1) < 0)
		errno = kept;
	errno = kept;
}

static void install(int signal, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };

	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

static bool make_pipe(void)
{
	int i;

	if (pipe(pipe_ends) < 0)
		return false;
	for (i = 0; i < 2; i++) {
		fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
		fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
	}
	return true;
}

int signals_open(void)
{
	size_t i;

	if (!make_pipe())
		return -1;
	for (i = 0; i < ARRAY_SIZE(handled); i++)
		install(handled[i].signal, on_signal);
	install(SIGPIPE, SIG_IGN);
	return pipe_ends[0];
}

void signals_close(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(handled); i++)
		install(handled[i].signal, SIG_DFL);
	close(pipe_ends[0]);
	close(pipe_ends[1]);
	pipe_ends[0] = pipe_ends[1] = -1;
}

struct key signals_read(int fd)
{
	unsigned char byte;
	size_t i;

	if (read(fd, &byte, 1) == 1)
		for (i = 0; i < ARRAY_SIZE(handled); i++)
			if (handled[i].signal == byte)
				return (struct key){ .code = handled[i].code };
	return (struct key){ .code = KC_NONE };
}

void signals_stop(void)
{
	install(SIGTSTP, SIG_DFL);
	/* The whole group, as the terminal's own Ctrl-Z: a shell script that started us stops too. */
	kill(0, SIGTSTP);
	install(SIGTSTP, on_signal);
}
