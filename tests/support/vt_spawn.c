/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The program runs as a job of a tiny shell: a session leader that starts it in a process
 * group of its own. Only so can Ctrl-Z stop it (an orphaned group is never stopped). When it
 * stops, the leader says so by the byte that the program itself uses to say it waits.
 */
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stige/base/mem.h"
#include "vt_private.h"
#include "stige/base/banned.h"

enum { SYNC_FD = 9, FAILED = 127 };

extern char **environ;

static size_t count(const char *const *list)
{
	size_t n = 0;

	while (list && list[n])
		n++;
	return n;
}

/* execve takes char *const[], but changes nothing. */
static char **with_sync(const struct vt_options *o)
{
	const char *const *base = o->env ? o->env : (const char *const *)environ;
	size_t i, n = count(base);
	char **env = mem_array(n + 2, sizeof(*env));

	for (i = 0; i < n; i++)
		env[i] = mem_strdup(base[i]);
	if (!o->no_sync)
		env[n] = mem_strdup("STIGE_TEST_SYNC=9");
	return env;
}

static char **copy(const char *const *list)
{
	size_t i, n = count(list);
	char **out = mem_array(n + 1, sizeof(*out));

	for (i = 0; i < n; i++)
		out[i] = mem_strdup(list[i]);
	return out;
}

__attribute__((noreturn)) static void run_program(const struct vt_options *o)
{
	signal(SIGTTOU, SIG_IGN);
	setpgid(0, 0);
	tcsetpgrp(STDIN_FILENO, getpid());
	signal(SIGTTOU, SIG_DFL);
	dup2(STDOUT_FILENO, SYNC_FD);
	execve(o->argv[0], copy(o->argv), with_sync(o));
	_exit(FAILED);
}

__attribute__((noreturn)) static void run_leader(const struct vt_options *o, int report)
{
	pid_t program = fork();
	int status;

	if (program < 0)
		_exit(FAILED);
	if (program == 0)
		run_program(o);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	if (write(report, &program, sizeof(program)) != sizeof(program))
		_exit(FAILED);
	close(report);
	while (waitpid(program, &status, WUNTRACED) == program && WIFSTOPPED(status))
		if (write(STDOUT_FILENO, "\036", 1) != 1)
			break;
	/* The status is told as it is: by dying of the same signal, or by the same number. */
	if (WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status));
	}
	_exit(WIFEXITED(status) ? WEXITSTATUS(status) : FAILED);
}

bool vt_spawn(struct vt *vt, const struct vt_options *o)
{
	struct winsize size = { .ws_row = (unsigned short)o->rows, .ws_col = (unsigned short)o->cols };
	int report[2];

	if (pipe(report) < 0)
		return false;
	fcntl(report[0], F_SETFD, FD_CLOEXEC);
	fcntl(report[1], F_SETFD, FD_CLOEXEC);
	vt->leader = forkpty(&vt->master, NULL, NULL, &size);
	if (vt->leader == 0)
		run_leader(o, report[1]);
	close(report[1]);
	if (vt->leader > 0 && read(report[0], &vt->program, sizeof(vt->program)) != sizeof(vt->program))
		vt->program = 0;
	close(report[0]);
	return vt->leader > 0 && vt->program > 0;
}
