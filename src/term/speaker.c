/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/term/speaker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { WORDS_MOST = 16, TEXT_MOST = 60000 };     /* less than a pipe holds: writing never waits */

extern char **environ;

struct speaker {
	char *command;                   /* its words, a NUL after each */
	const char *words[WORDS_MOST];
	size_t count;
	pid_t running;                   /* 0 = none */
};

enum stige_rc speaker_new(const char *command, struct speaker **ret, struct err *err)
{
	struct speaker *s = mem_alloc(sizeof(*s));
	char *p = mem_strdup(command);

	s->command = p;
	while (s->count < WORDS_MOST && *(p += strspn(p, " "))) {
		s->words[s->count++] = p;
		p += strcspn(p, " ");
		if (*p)
			*p++ = '\0';
	}
	*ret = s;
	if (s->count > 0 && !*p)
		return STIGE_OK;
	speaker_free(s);
	*ret = NULL;
	return err_set(err, STIGE_USAGE,
		_("--speak needs a command of 1 to %d words; for example \"espeak-ng -v %%l\""), WORDS_MOST);
}

/* It is a process group of its own, so that what it has started ends with it. */
static void end_running(struct speaker *s)
{
	if (s->running == 0)
		return;
	kill(-s->running, SIGTERM);
	/* Whoever does not go is reaped later or by the system: nobody waits. */
	waitpid(s->running, NULL, WNOHANG);
	s->running = 0;
}

void speaker_free(struct speaker *s)
{
	if (!s)
		return;
	end_running(s);
	mem_free(s->command);
	mem_free(s);
}

/* The text lies in the pipe before anybody reads it: whoever does not read it cannot hurt us. */
static int text_in_pipe(const char *text)
{
	size_t n = strlen(text);
	int ends[2];

	if (pipe(ends))
		return -1;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFL, O_NONBLOCK);
	if (write(ends[1], text, n < TEXT_MOST ? n : TEXT_MOST) < 0) {
		close(ends[0]);
		ends[0] = -1;
	}
	close(ends[1]);
	return ends[0];
}

static pid_t start(char *const argv[], int input)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t usual;
	pid_t pid = 0;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attr);
	sigfillset(&usual);
	posix_spawnattr_setsigdefault(&attr, &usual);
	posix_spawnattr_setpgroup(&attr, 0);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
	if (posix_spawnp(&pid, argv[0], &files, &attr, argv, environ))
		pid = 0;
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return pid;
}

void speaker_say(void *speaker, const char *lang, const char *text)
{
	struct speaker *s = speaker;
	char *argv[WORDS_MOST + 1] = { NULL };
	int input;

	/* Those that have ended since; the program has no other children. */
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	end_running(s);
	input = text_in_pipe(text);
	if (input < 0)
		return;
	for (size_t i = 0; i < s->count; i++)
		argv[i] = mem_strdup(str_eq(s->words[i], "%l") ? lang : s->words[i]);
	s->running = start(argv, input);
	for (size_t i = 0; i < s->count; i++)
		mem_free(argv[i]);
	close(input);
}
