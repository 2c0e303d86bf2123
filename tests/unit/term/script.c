/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The script terminal, with the real loop and a screen of a few lines. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/term/script.h"
#include "stige/base/banned.h"

/* A screen that shows how often Down came, and what was typed. */
struct counter {
	int downs;
	struct str typed;
};

static enum stige_rc counter_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct counter *n = state;

	(void)ui;
	(void)arg;
	(void)err;
	str_init(&n->typed);
	return STIGE_OK;
}

static void counter_draw(const void *state, struct canvas *c)
{
	const struct counter *n = state;

	canvas_textf(c, 0, 0, c->cols, ROLE_TEXT, "downs %d typed %s cols %d", n->downs, n->typed.text, c->cols);
	canvas_cursor(c, 0, 6, true);
}

static unsigned counter_action(void *state, enum action action)
{
	struct counter *n = state;

	n->downs += action == ACTION_DOWN;
	return action == ACTION_DOWN ? UI_REDRAW : UI_UNHANDLED;
}

static unsigned counter_text(void *state, struct key key)
{
	struct counter *n = state;

	key_format(key, &n->typed);
	return UI_REDRAW;
}

static void counter_close(void *state)
{
	struct counter *n = state;

	str_release(&n->typed);
}

static const struct screen counter_screen = {
	.name = "counter",
	.state_size = sizeof(struct counter),
	.context = CONTEXT_LIST,
	.open = counter_open,
	.draw = counter_draw,
	.action = counter_action,
	.text = counter_text,
	.close = counter_close,
};

struct folder {
	char dir[64];
	struct str script, dumps;
};

static int folder_make(void **state)
{
	struct folder *f = mem_alloc(sizeof(*f));

	snprintf(f->dir, sizeof(f->dir), "stige-script-XXXXXX");
	if (!mkdtemp(f->dir))
		return -1;
	str_init(&f->script);
	str_init(&f->dumps);
	file_join(&f->script, f->dir, "script");
	file_join(&f->dumps, f->dir, "dumps");
	*state = f;
	return 0;
}

static void empty_dir(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		struct str file = STR_INIT;

		file_join(&file, path, entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(file.text);
		str_release(&file);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

static int folder_drop(void **state)
{
	struct folder *f = *state;

	empty_dir(f->dumps.text);
	empty_dir(f->dir);
	str_release(&f->script);
	str_release(&f->dumps);
	mem_free(f);
	return 0;
}

static enum stige_rc run(struct folder *f, struct term_script_options *o, const char *script, struct err *err)
{
	struct terminal *t;
	struct ui ui;
	enum stige_rc rc;

	assert_int_equal(file_write(f->script.text, script, strlen(script), err), STIGE_OK);
	o->path = f->script.text;
	o->rows = o->rows ? o->rows : 12;
	o->cols = o->cols ? o->cols : 40;
	rc = term_script_open(o, &t, err);
	if (rc != STIGE_OK)
		return rc;
	ui_init(&ui, NULL, o->rows, o->cols, o->now);
	assert_int_equal(ui_push(&ui, &counter_screen, NULL, NULL, err), STIGE_OK);
	rc = loop_run(&ui, t, err);
	ui_release(&ui);
	t->ops->close(t);
	return rc;
}

static void read_dump(const struct folder *f, const char *name, struct str *out)
{
	struct err err = ERR_INIT;
	struct str path = STR_INIT;

	file_join(&path, f->dumps.text, name);
	str_clear(out);
	if (file_read(path.text, FILE_MOST, out, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	str_release(&path);
}

static void keys_and_dumps(void **state)
{
	struct folder *f = *state;
	struct term_script_options o = { .dump_dir = f->dumps.text, .now = 1000 };
	struct err err = ERR_INIT;
	struct str dump = STR_INIT;

	assert_int_equal(run(f, &o, "# A walk.\nDown\nj\n\ndown\n@dump three\ntype zø!\n@dump typed\n", &err), STIGE_OK);
	read_dump(f, "three.txt", &dump);
	assert_true(str_starts(dump.text, "\ndowns 3 typed  cols 40\n"));
	assert_non_null(strstr(dump.text, "\n--\n"));
	assert_true(str_ends(dump.text, "cursor 2,7 visible\n"));
	read_dump(f, "typed.txt", &dump);
	assert_non_null(strstr(dump.text, "typed zø!"));
	str_release(&dump);
}

static void every_frame_is_kept(void **state)
{
	struct folder *f = *state;
	struct term_script_options o = { .dump_dir = f->dumps.text };
	struct err err = ERR_INIT;
	struct str dump = STR_INIT;

	assert_int_equal(run(f, &o, "Down\n\nDown\n", &err), STIGE_OK);
	read_dump(f, "frames.txt", &dump);
	assert_true(str_starts(dump.text, "=== 1 0\n"));
	assert_non_null(strstr(dump.text, "=== 2 1\n\ndowns 1"));
	assert_non_null(strstr(dump.text, "=== 3 3\n\ndowns 2"));
	assert_null(strstr(dump.text, "=== 4"));
	str_release(&dump);
}

static void the_size_can_change(void **state)
{
	struct folder *f = *state;
	struct term_script_options o = { .dump_dir = f->dumps.text };
	struct err err = ERR_INIT;
	struct str dump = STR_INIT;

	assert_int_equal(run(f, &o, "Down\n@size 60x20\n@dump wide\n@size 30x8\n@dump small\n", &err), STIGE_OK);
	read_dump(f, "wide.txt", &dump);
	assert_non_null(strstr(dump.text, "downs 1 typed  cols 60"));
	read_dump(f, "small.txt", &dump);
	assert_true(str_starts(dump.text, "This window is too small."));
	str_release(&dump);
}

static void time_passes_when_told(void **state)
{
	struct folder *f = *state;
	struct term_script_options o = { .dump_dir = f->dumps.text, .now = 1000 };
	struct err err = ERR_INIT;
	struct str dump = STR_INIT;

	assert_int_equal(run(f, &o, "@after 4\n@dump awake\n@after 1\n@dump asleep\n", &err), STIGE_OK);
	read_dump(f, "awake.txt", &dump);
	assert_non_null(strstr(dump.text, "downs 0"));
	read_dump(f, "asleep.txt", &dump);
	assert_null(strstr(dump.text, "downs"));
	assert_non_null(strstr(dump.text, "resting"));
	str_release(&dump);
}

static void wrong_lines_are_named_before_a_key_is_sent(void **state)
{
	static const struct {
		const char *script;
		const char *says;
	} cases[] = {
		{ "Down\nDwon\n", ":2: \"Dwon\"" }, { "Down\n@dump\n", ":2:" }, { "@dump a/b\n", ":1:" },
		{ "@dump frames\n", ":1:" }, { "@size 80\n", ":1:" }, { "@size 0x24\n", ":1:" },
		{ "@size 80x24x\n", ":1:" }, { "@after -1\n", ":1:" }, { "@after soon\n", ":1:" },
		{ "type \n", ":1:" }, { "expect row 3\n", ":1:" }, { "#nothing\n", ":1:" }, { "type a\x80z\n", ":1:" },
	};
	struct folder *f = *state;
	struct term_script_options o = { .dump_dir = f->dumps.text };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct err err = ERR_INIT;

		assert_int_equal(run(f, &o, cases[i].script, &err), STIGE_DATA);
		if (!strstr(err.msg, cases[i].says))
			fail_msg("case %zu says: %s", i, err.msg);
	}
}

static void without_a_folder_there_are_no_dumps(void **state)
{
	struct folder *f = *state;
	struct term_script_options o = { .dump_dir = NULL };
	struct err err = ERR_INIT;

	assert_int_equal(run(f, &o, "Down\n", &err), STIGE_OK);
	assert_int_equal(run(f, &o, "Down\n@dump x\n", &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, ":2:"));
}

static enum stige_rc stop_at_three(void *context, const struct canvas *c, int line, struct err *err)
{
	int *frames = context;

	(void)c;
	return ++*frames == 3 ? err_set(err, STIGE_NOTFOUND, "line %d breaks the rule.", line) : STIGE_OK;
}

static void a_test_sees_every_frame_and_can_stop(void **state)
{
	struct folder *f = *state;
	int frames = 0;
	struct term_script_options o = { .frame = stop_at_three, .context = &frames };
	struct err err = ERR_INIT;

	assert_int_equal(run(f, &o, "Down\nDown\nDown\nDown\n", &err), STIGE_NOTFOUND);
	assert_string_equal(err.msg, "line 2 breaks the rule.");
	assert_int_equal(frames, 3);
}

static void sizes_are_columns_by_rows(void **state)
{
	int rows = 0, cols = 0;

	(void)state;
	assert_true(term_script_size("80x24", &rows, &cols));
	assert_int_equal(rows, 24);
	assert_int_equal(cols, 80);
	assert_false(term_script_size("80x", &rows, &cols));
	assert_false(term_script_size("x24", &rows, &cols));
	assert_false(term_script_size("501x24", &rows, &cols));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(keys_and_dumps, folder_make, folder_drop),
		cmocka_unit_test_setup_teardown(every_frame_is_kept, folder_make, folder_drop),
		cmocka_unit_test_setup_teardown(the_size_can_change, folder_make, folder_drop),
		cmocka_unit_test_setup_teardown(time_passes_when_told, folder_make, folder_drop),
		cmocka_unit_test_setup_teardown(wrong_lines_are_named_before_a_key_is_sent, folder_make, folder_drop),
		cmocka_unit_test_setup_teardown(without_a_folder_there_are_no_dumps, folder_make, folder_drop),
		cmocka_unit_test_setup_teardown(a_test_sees_every_frame_and_can_stop, folder_make, folder_drop),
		cmocka_unit_test(sizes_are_columns_by_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
