/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command is dd: it writes what it was given, and its words are seen by where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/term/speaker.h"
#include "stige/base/banned.h"

enum { TRIES = 500 };

static char dir[] = "/tmp/stige-speaker-XXXXXX";

/* The command with the folder between its two parts. */
static struct speaker *speaker(const char *before, const char *after)
{
	struct str command = STR_INIT;
	struct err err = ERR_INIT;
	struct speaker *s;

	str_addf(&command, "%s%s%s", before, *after ? dir : "", after);
	if (speaker_new(command.text, &s, &err))
		fail_msg("%s", err.msg);
	str_release(&command);
	return s;
}

static void sleep_a_little(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 10 * 1000 * 1000 }, NULL);
}

/* Waits until the file holds this; whoever reads aloud takes its time. */
static void assert_said(const char *name, const char *wanted)
{
	struct str path = STR_INIT, text = STR_INIT;

	file_join(&path, dir, name);
	for (int i = 0; i < TRIES && strcmp(text.text, wanted) != 0; i++) {
		struct err err = ERR_INIT;

		sleep_a_little();
		str_clear(&text);
		if (file_exists(path.text))
			file_read(path.text, 1000, &text, &err);
	}
	assert_string_equal(text.text, wanted);
	remove(path.text);
	str_release(&path);
	str_release(&text);
}

static void the_command_gets_the_text(void **state)
{
	struct speaker *s = speaker("dd  status=none of=", "/said ");

	(void)state;
	speaker_say(s, "da", "Hvordan går det?\n5 Godt.\n");
	assert_said("said", "Hvordan går det?\n5 Godt.\n");
	speaker_say(s, "da", "Igen");
	assert_said("said", "Igen");
	speaker_free(s);
}

/* %l is the language; signs that a shell would understand are nothing but signs. */
static void no_shell_reads_the_words(void **state)
{
	struct str path = STR_INIT;
	struct speaker *s = speaker("tee ", "/$HOME;x %l");
	char before[4096];

	(void)state;
	assert_non_null(getcwd(before, sizeof(before)));
	assert_int_equal(chdir(dir), 0);
	speaker_say(s, "ar", "text");
	assert_said("ar", "text");
	assert_said("$HOME;x", "text");
	assert_int_equal(chdir(before), 0);
	speaker_free(s);
	str_release(&path);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* One that never reads, never ends and one that is not there: none of them is waited for. */
static void nobody_waits(void **state)
{
	static const char *const commands[] = { "sleep 60", "true", "/nonexistent/voice -v %l" };
	struct str longest = STR_INIT;
	double begun = now();

	(void)state;
	for (int i = 0; i < 20000; i++)
		str_add(&longest, "long ");
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++) {
		struct speaker *s = speaker(commands[i], "");

		for (int k = 0; k < 20; k++)
			speaker_say(s, "da", longest.text);
		speaker_free(s);
	}
	assert_true(now() - begun < 20.0);
	str_release(&longest);
}

static void a_command_has_words(void **state)
{
	struct err err = ERR_INIT;
	struct speaker *s;

	(void)state;
	assert_int_equal(speaker_new("", &s, &err), STIGE_USAGE);
	assert_int_equal(speaker_new("   ", &s, &err), STIGE_USAGE);
	assert_int_equal(speaker_new("a b c d e f g h i j k l m n o p q", &s, &err), STIGE_USAGE);
	assert_null(s);
}

static int make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
	(void)state;
	return rmdir(dir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_command_gets_the_text),
		cmocka_unit_test(no_shell_reads_the_words),
		cmocka_unit_test(nobody_waits),
		cmocka_unit_test(a_command_has_words),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
