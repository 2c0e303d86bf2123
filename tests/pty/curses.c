/* SPDX-License-Identifier: GPL-3.0-or-later */
/* term/curses on a real pseudo terminal. argv[1] is the program stage. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

#include "stige/base/mem.h"
#include "vt.h"
#include "stige/base/banned.h"

static const char *stage_path;

static const char *const plain_env[] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8", "LANGUAGE=en", NULL };

static struct vt *start_with(const char *const *env, const char *option, const char *value)
{
	const char *const argv[] = { stage_path, option, value, NULL };
	struct vt *vt = vt_start(&(struct vt_options){ .argv = argv, .env = env, .rows = 24, .cols = 80 });

	assert_non_null(vt);
	return vt;
}

static struct vt *start_env(const char *const *env)
{
	return start_with(env, NULL, NULL);
}

static struct vt *start(void)
{
	struct vt *vt = start_env(plain_env);

	assert_true(vt_wait(vt));
	return vt;
}

static void row_is(const struct vt *vt, int row, const char *expected)
{
	struct str text = STR_INIT;

	vt_row(vt, row, &text);
	assert_string_equal(text.text, expected);
	str_release(&text);
}

static bool glass_has(const struct vt *vt, const char *what)
{
	struct str text = STR_INIT;
	bool has;

	vt_text(vt, &text);
	has = strstr(text.text, what) != NULL;
	str_release(&text);
	return has;
}

static void cursor_is(const struct vt *vt, int row, int col, bool visible)
{
	int r, c;
	bool v = vt_cursor(vt, &r, &c);

	assert_int_equal(r, row);
	assert_int_equal(c, col);
	assert_int_equal(v, visible);
}

static void the_first_frame_is_whole(void **state)
{
	struct vt *vt = start();

	(void)state;
	assert_true(vt_second_screen(vt));
	row_is(vt, 0, " Stage                                                                  Sønderå");
	row_is(vt, 4, " wide 日本 e\xCC\x81 end");
	row_is(vt, 5, " ▁▂▄·|▆█");
	assert_string_equal(vt_cell(vt, 4, 6).text, "日");
	assert_int_equal(vt_cell(vt, 4, 7).width, 0);
	assert_string_equal(vt_cell(vt, 4, 13).text, "e");
	assert_true(vt_cell(vt, 0, 1).bold);
	assert_true(vt_cell(vt, 10, 3).reverse);
	assert_false(vt_cell(vt, 10, 2).reverse);
	cursor_is(vt, 10, 3, false);
	assert_true(glass_has(vt, "? help"));
	assert_true(vt_key(vt, "Down"));
	cursor_is(vt, 11, 3, true);
	vt_free(vt);
}

static void every_key_arrives(void **state)
{
	static const struct {
		const char *key;
		const char *shows;
	} cases[] = {
		{ "Up", "action up" }, { "Down", "action down" }, { "Left", "action left" }, { "Right", "action right" },
		{ "PgUp", "action page-up" }, { "PgDn", "action page-down" }, { "Home", "action first" },
		{ "End", "action last" }, { "Enter", "action open" }, { "Esc", "action back" },
		{ "Tab", "action next-part" }, { "Shift-Tab", "action previous-part" },
		{ "Backspace", "action previous" }, { "F1", "action help" }, { "F9", "action blank" },
		{ "F12", "F12" }, { "Ctrl-p", "action commands" }, { "c", "action new-client" }, { "Delete", "Delete" },
		{ "Insert", "Insert" }, { "Space", "Space" }, { "é", "é" }, { "日", "日" }, { "0", "action digit-0" },
		{ "Ctrl-q", "Ctrl-q" }, { "Ctrl-s", "Ctrl-s" },
	};
	struct vt *vt = start();
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		char expected[64];

		if (!vt_key(vt, cases[i].key))
			fail_msg("no frame after %s", cases[i].key);
		snprintf(expected, sizeof(expected), "key %zu: %s.", i + 1, cases[i].shows);
		if (!glass_has(vt, expected))
			fail_msg("%s did not show \"%s\"", cases[i].key, expected);
	}
	vt_free(vt);
}

static void a_character_may_come_in_halves(void **state)
{
	struct vt *vt = start();

	(void)state;
	vt_send(vt, "\xC3", 1);
	assert_true(vt_wait(vt));
	assert_true(glass_has(vt, "key 0: ."));
	vt_send(vt, "\xB8", 1);
	assert_true(vt_wait(vt));
	assert_true(glass_has(vt, "key 1: ø."));
	vt_free(vt);
}

static void a_new_size_is_drawn(void **state)
{
	struct vt *vt = start();

	(void)state;
	assert_true(vt_resize(vt, 30, 100));
	assert_true(glass_has(vt, "size 100x26"));
	assert_true(vt_resize(vt, 16, 40));
	assert_true(glass_has(vt, "size 40x13"));
	assert_true(vt_resize(vt, 8, 30));
	assert_true(glass_has(vt, "too small"));
	assert_true(vt_resize(vt, 24, 80));
	row_is(vt, 3, " size 80x20");
	vt_free(vt);
}

static void ended_well(struct vt *vt)
{
	int status;

	assert_true(vt_wait_end(vt, &status));
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_false(vt_second_screen(vt));
	assert_true(glass_has(vt, "stage ended well"));
	assert_false(glass_has(vt, "Sønderå"));
}

static void signals_end_it_and_restore_the_terminal(void **state)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT };
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		struct vt *vt = start();
		int row, col;

		vt_signal(vt, signals[i]);
		ended_well(vt);
		assert_true(vt_cursor(vt, &row, &col));
		vt_free(vt);
	}
}

static void leaving_restores_the_terminal(void **state)
{
	struct vt *vt = start();

	(void)state;
	assert_false(vt_key(vt, "q"));
	ended_well(vt);
	vt_free(vt);
}

static void it_ends_when_the_window_goes_away(void **state)
{
	struct vt *vt = start();
	int status;

	(void)state;
	vt_hang_up(vt);
	assert_true(vt_wait_end(vt, &status));
	assert_true(WIFEXITED(status));
	vt_free(vt);
}

static void stopping_clears_the_glass_first(void **state)
{
	struct vt *vt = start();
	const char *cleared, *left;

	(void)state;
	vt_forget(vt);
	assert_true(vt_key(vt, "Ctrl-z"));       /* the byte is the leader's: the program has stopped */
	cleared = strstr(vt_output(vt)->text, "\033[H\033[2J");
	left = strstr(vt_output(vt)->text, "\033[?1049l");
	assert_true(cleared && left && cleared < left);
	assert_false(vt_second_screen(vt));
	vt_signal(vt, SIGCONT);
	assert_true(vt_wait(vt));
	assert_true(vt_second_screen(vt));
	row_is(vt, 0, " Stage                                                                  Sønderå");
	assert_true(vt_key(vt, "c"));
	assert_true(glass_has(vt, "action new-client"));
	vt_free(vt);
}

/* A Linux console has no second screen, and keeps what scrolled by. */
static void a_console_keeps_nothing(void **state)
{
	static const char *const env[] = { "TERM=linux", "LC_ALL=C.UTF-8", NULL };
	struct vt *vt = start_env(env);

	(void)state;
	assert_true(vt_wait(vt));
	vt_forget(vt);
	assert_true(vt_key(vt, "Ctrl-z"));
	assert_false(glass_has(vt, "Stage"));
	assert_false(glass_has(vt, "help"));
	assert_non_null(strstr(vt_output(vt)->text, "\033[3J"));
	vt_signal(vt, SIGCONT);
	assert_true(vt_wait(vt));
	assert_true(glass_has(vt, "Stage"));
	vt_free(vt);
}

/* Without our own delay curses waits a whole second after Esc. */
static void esc_is_quick(void **state)
{
	struct vt *vt = start();
	struct timespec before, after;
	int64_t ms;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &before);
	assert_true(vt_key(vt, "Esc"));
	clock_gettime(CLOCK_MONOTONIC, &after);
	ms = (int64_t)(after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
	assert_in_range(ms, 0, 900);
	vt_free(vt);
}

static void a_bug_restores_the_terminal(void **state)
{
	struct vt *vt = start();
	int status;

	(void)state;
	vt_key(vt, "x");
	assert_true(vt_wait_end(vt, &status));
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
	assert_false(vt_second_screen(vt));
	assert_true(glass_has(vt, "stage.c"));
	vt_free(vt);
}

/* Does the output hold a colour code (SGR 30-37, 39-47, 49, 90-107, 38;5;n, 48;5;n)? */
static bool has_colour_code(const char *s)
{
	while ((s = strstr(s, "\033["))) {
		const char *end = s + 2 + strspn(s + 2, "0123456789;");
		bool first = true;

		for (s += 2; *end == 'm' && s < end; s++) {
			if (first && ((*s >= '3' && *s <= '4' && s[1] >= '0' && s[1] <= '9') || (*s == '9' && s[1] >= '0'
				&& s[1] <= '7')))
				return true;
			first = *s == ';';
		}
	}
	return false;
}

static void no_color_means_no_colour_codes(void **state)
{
	static const char *const env[] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8", "NO_COLOR=1", NULL };
	struct vt *vt = start();

	(void)state;
	assert_true(has_colour_code(vt_output(vt)->text));       /* the control: there are some otherwise */
	vt_free(vt);
	vt = start_env(env);
	assert_true(vt_wait(vt));
	assert_false(has_colour_code(vt_output(vt)->text));
	assert_true(vt_cell(vt, 10, 3).reverse);
	vt_free(vt);
}

static void themes_choose_the_colours(void **state)
{
	struct vt *vt = start_with(plain_env, "--theme", "dark");

	(void)state;
	assert_true(vt_wait(vt));
	assert_int_equal(vt_cell(vt, 6, 0).fore, 7);
	assert_int_equal(vt_cell(vt, 6, 0).back, 0);
	assert_int_equal(vt_cell(vt, 7, 0).fore, 14);            /* UP */
	assert_int_equal(vt_cell(vt, 20, 79).back, 0);           /* and the empty cells too */
	vt_free(vt);
}

static void a_terminal_that_cannot_is_told_so(void **state)
{
	static const struct {
		const char *const env[3];
		const char *says;
	} cases[] = {
		{ { "LC_ALL=C.UTF-8", NULL }, "TERM is not set" },
		{ { "TERM=", NULL }, "TERM is not set" },
		{ { "TERM=no-such-terminal", NULL }, "\"no-such-terminal\"" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct vt *vt = start_env(cases[i].env);
		int status;

		assert_true(vt_wait_end(vt, &status));
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 69);
		if (!strstr(vt_output(vt)->text, cases[i].says))
			fail_msg("case %zu says: %s", i, vt_output(vt)->text);
		assert_null(strchr(vt_output(vt)->text, '\033'));
		vt_free(vt);
	}
}

/* LC_ALL=C on a vt100: lines and sparklines from the terminal's own set, letters without marks. */
static void without_utf8_the_line_set_draws(void **state)
{
	static const char *const env[] = { "TERM=vt100", "LC_ALL=C", NULL };
	struct vt *vt = start_env(env);

	(void)state;
	assert_true(vt_wait(vt));
	assert_string_equal(vt_cell(vt, 1, 0).text, "─");
	row_is(vt, 5, " ⎽⎼─.|⎻⎺");
	assert_true(glass_has(vt, " Stage"));
	assert_true(glass_has(vt, "Sondera"));
	row_is(vt, 4, " wide ? ?  e end");
	assert_true(vt_key(vt, "Down"));
	assert_true(glass_has(vt, "action down"));
	vt_free(vt);
}

static void on_old_pc_types_lines_are_ascii(void **state)
{
	static const char *const env[] = { "TERM=ansi", "LC_ALL=C", NULL };
	struct vt *vt = start_env(env);

	(void)state;
	assert_true(vt_wait(vt));
	assert_string_equal(vt_cell(vt, 1, 0).text, "-");
	row_is(vt, 5, " 123.|45");
	vt_free(vt);
}

static void a_console_far_away_gets_digits(void **state)
{
	static const char *const env[] = { "TERM=linux", "LC_ALL=C.UTF-8", NULL };
	struct vt *vt = start_env(env);

	(void)state;
	assert_true(vt_wait(vt));
	row_is(vt, 5, " 123.|45");
	vt_free(vt);
}

/* ux.md 5.3: a frame is small enough for a slow line. */
static void a_step_costs_few_bytes(void **state)
{
	struct vt *vt = start();

	(void)state;
	vt_forget(vt);
	assert_true(vt_key(vt, "Down"));
	assert_in_range(vt_output(vt)->len, 1, 4096);
	vt_free(vt);
}

static void redrawing_paints_every_cell(void **state)
{
	struct vt *vt = start();
	size_t step;

	(void)state;
	vt_forget(vt);
	assert_true(vt_key(vt, "c"));
	step = vt_output(vt)->len;
	vt_forget(vt);
	assert_true(vt_key(vt, "Ctrl-l"));
	assert_true(vt_output(vt)->len > 4 * step);
	row_is(vt, 3, " size 80x20");
	vt_free(vt);
}

#define MOUSE_ON "\033[?1006;1000h"
#define MOUSE_OFF "\033[?1006;1000l"

static bool wrote(const struct vt *vt, const char *bytes)
{
	return strstr(vt_output(vt)->text, bytes) != NULL;
}

static void send_text(struct vt *vt, const char *bytes)
{
	vt_send(vt, bytes, strlen(bytes));
	assert_true(vt_wait(vt));
}

/* Off, the terminal keeps its own way with the mouse from the first byte to the last. */
static void the_mouse_is_not_asked_for(void **state)
{
	struct vt *vt = start();
	int status;

	(void)state;
	assert_true(vt_key(vt, "Ctrl-z"));
	vt_signal(vt, SIGCONT);
	assert_true(vt_wait(vt));
	vt_key(vt, "q");
	assert_true(vt_wait_end(vt, &status));
	assert_false(wrote(vt, "1000"));
	vt_free(vt);
}

/* On: asked for and given back around a stop, at the end, and when the program breaks a rule of its own. */
static void the_mouse_is_given_back(void **state)
{
	struct vt *vt = start_with(plain_env, "--mouse", "on");
	int status;

	(void)state;
	assert_true(vt_wait(vt));
	assert_true(wrote(vt, MOUSE_ON));
	vt_forget(vt);
	assert_true(vt_key(vt, "Ctrl-z"));
	assert_true(wrote(vt, MOUSE_OFF));
	assert_false(wrote(vt, MOUSE_ON));
	vt_forget(vt);
	vt_signal(vt, SIGCONT);
	assert_true(vt_wait(vt));
	assert_true(wrote(vt, MOUSE_ON));
	vt_forget(vt);
	vt_key(vt, "q");
	assert_true(vt_wait_end(vt, &status));
	assert_true(wrote(vt, MOUSE_OFF));
	vt_free(vt);
	vt = start_with(plain_env, "--mouse", "on");
	assert_true(vt_wait(vt));
	vt_key(vt, "x");
	assert_true(vt_wait_end(vt, &status));
	assert_true(wrote(vt, MOUSE_OFF));
	vt_free(vt);
}

/* What xterm and its kin send; the button's release is nothing. */
static void clicks_and_the_wheel_arrive(void **state)
{
	struct vt *vt = start_with(plain_env, "--mouse", "on");

	(void)state;
	assert_true(vt_wait(vt));
	cursor_is(vt, 10, 3, false);
	send_text(vt, "\033[<0;20;13M\033[<0;20;13m");
	cursor_is(vt, 12, 3, false);
	row_is(vt, 2, " key 2: action down.");
	send_text(vt, "\033[<64;1;1M");
	row_is(vt, 2, " key 3: action up.");
	send_text(vt, "\033[<65;1;1M");
	row_is(vt, 2, " key 4: action down.");
	send_text(vt, "\033[<0;78;24M");                 /* "? help" */
	row_is(vt, 2, " key 5: action help.");
	vt_free(vt);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_frame_is_whole),
		cmocka_unit_test(every_key_arrives),
		cmocka_unit_test(a_character_may_come_in_halves),
		cmocka_unit_test(a_new_size_is_drawn),
		cmocka_unit_test(signals_end_it_and_restore_the_terminal),
		cmocka_unit_test(leaving_restores_the_terminal),
		cmocka_unit_test(it_ends_when_the_window_goes_away),
		cmocka_unit_test(stopping_clears_the_glass_first),
		cmocka_unit_test(a_console_keeps_nothing),
		cmocka_unit_test(esc_is_quick),
		cmocka_unit_test(a_bug_restores_the_terminal),
		cmocka_unit_test(no_color_means_no_colour_codes),
		cmocka_unit_test(themes_choose_the_colours),
		cmocka_unit_test(a_terminal_that_cannot_is_told_so),
		cmocka_unit_test(without_utf8_the_line_set_draws),
		cmocka_unit_test(on_old_pc_types_lines_are_ascii),
		cmocka_unit_test(a_console_far_away_gets_digits),
		cmocka_unit_test(a_step_costs_few_bytes),
		cmocka_unit_test(redrawing_paints_every_cell),
		cmocka_unit_test(the_mouse_is_not_asked_for),
		cmocka_unit_test(the_mouse_is_given_back),
		cmocka_unit_test(clicks_and_the_wheel_arrive),
	};

	if (argc != 2)
		return 64;
	stage_path = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
