/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "stige/base/arena.h"
#include "stige/base/bug.h"
#include "stige/base/err.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static void hook(void)
{
	fputs("[hook]", stderr);
}

/* The terminal's own end may be what is broken. */
static void hook_that_dies(void)
{
	fputs("[hook]", stderr);
	bug_oom();
}

/* Runs death in a child; out gets what it said. Returns wait's status. */
static int die(void (*death)(void), void (*restore)(void), char out[512])
{
	struct rlimit none = { 0, 0 };
	int ends[2], status;
	ssize_t n, more;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		setrlimit(RLIMIT_CORE, &none);
		signal(SIGABRT, SIG_DFL);
		bug_set_hook(restore);
		death();
		_exit(0);
	}
	close(ends[1]);
	for (n = 0; n < 511; n += more) {
		more = read(ends[0], out + n, (size_t)(511 - n));
		if (more <= 0)
			break;
	}
	out[n] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return status;
}

static void die_by_bug(void)
{
	BUG_ON(0 > 1);
	BUG_ON(1 < 2);
}

static void die_by_size(void)
{
	size_t cap = 0;

	mem_free(mem_grow(NULL, &cap, SIZE_MAX, 1));
}

static void die_by_product(void)
{
	mem_free(mem_array(SIZE_MAX / 2, 3));
}

static void die_by_arena(void)
{
	struct arena a = ARENA_INIT;

	arena_array(&a, SIZE_MAX / 2, 3);
}

static void a_bug_restores_and_aborts(void **state)
{
	char said[512];
	int status = die(die_by_bug, hook, said);

	(void)state;
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_int_equal(strncmp(said, "[hook]stige: ", 13), 0);
	assert_non_null(strstr(said, "bug.c:"));
	assert_non_null(strstr(said, "1 < 2"));
}

static void out_of_memory_restores_and_exits(void **state)
{
	void (*const deaths[])(void) = { bug_oom, die_by_size, die_by_product, die_by_arena };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(deaths); i++) {
		char said[512];
		int status = die(deaths[i], hook, said);

		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), STIGE_OOM);
		assert_int_equal(strncmp(said, "[hook]stige: ", 13), 0);
		assert_non_null(strstr(said, "memory"));
	}
}

static void the_hook_runs_once(void **state)
{
	char said[512];
	int status = die(die_by_bug, hook_that_dies, said);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STIGE_OOM);
	assert_null(strstr(said + 1, "[hook]"));
}

static void no_hook_is_fine(void **state)
{
	char said[512];

	(void)state;
	assert_int_equal(WEXITSTATUS(die(bug_oom, NULL, said)), STIGE_OOM);
	assert_int_equal(strncmp(said, "stige: ", 7), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_bug_restores_and_aborts),
		cmocka_unit_test(out_of_memory_restores_and_exits),
		cmocka_unit_test(the_hook_runs_once),
		cmocka_unit_test(no_hook_is_fine),
	};

	return cmocka_run_group_tests_name("bug", tests, NULL, NULL);
}
