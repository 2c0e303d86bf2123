/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a program that was killed left beside the file goes; what one that lives is using stays. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

#include "leftover.h"
#include "stige/base/file.h"

/* In a process of its own, which then is gone: a copy being looked at, half a backup. */
static void leave(const struct fixture *f, struct str *copy, struct str *half)
{
	struct str name = STR_INIT;

	leftover_copy_name(&name);
	file_join(copy, f->dir, name.text);
	assert_non_null(mkdtemp(copy->text));
	str_clear(&name);
	file_join(&name, copy->text, LEFTOVER_COPY);
	assert_int_equal(file_write(name.text, "x", 1, NULL), STIGE_OK);
	leftover_half_name(f->path, half);
	assert_int_equal(file_write(half->text, "x", 1, NULL), STIGE_OK);
	str_release(&name);
}

static void reopen(struct fixture *f)
{
	store_close(f->s);
	f->s = NULL;
	fixture_open(f);
}

static size_t names_in(const char *folder, const char *with)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)))
		count += strstr(entry->d_name, with) != NULL;
	closedir(dir);
	return count;
}

static void the_dead_leave_nothing(void **state)
{
	struct fixture *f = *state;
	int status;
	pid_t child = fork();

	if (child == 0) {
		struct str copy = STR_INIT, half = STR_INIT;

		leave(f, &copy, &half);
		_exit(0);
	}
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	assert_int_equal(names_in(f->dir, ".stige-"), 1);
	assert_int_equal(names_in(f->dir, ".tmp"), 1);
	reopen(f);
	assert_int_equal(names_in(f->dir, ".stige-"), 0);
	assert_int_equal(names_in(f->dir, ".tmp"), 0);
}

static void the_living_are_left_alone(void **state)
{
	struct fixture *f = *state;
	struct str copy = STR_INIT, half = STR_INIT;

	leave(f, &copy, &half);
	reopen(f);
	assert_true(file_exists(copy.text));
	assert_true(file_exists(half.text));
	leftover_empty_copy(copy.text);
	assert_false(file_exists(copy.text));
	unlink(half.text);
	str_release(&copy);
	str_release(&half);
}

static void what_only_looks_like_it_stays(void **state)
{
	static const char *const names[] = { "letter.tmp", "stige.db.x-01.tmp", ".tmp", ".stige-", ".stige-notes",
		"a.-3-b.tmp" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct str path = STR_INIT;

		file_join(&path, f->dir, names[i]);
		assert_int_equal(file_write(path.text, "x", 1, NULL), STIGE_OK);
		reopen(f);
		assert_true(file_exists(path.text));
		unlink(path.text);
		str_release(&path);
	}
}

/* ---- a restore that was cut between its two names ---- */

static void second_name(const struct fixture *f, const char *begin, struct str *out)
{
	str_addf(out, "%s/%s20261122T093000Z.db", f->dir, begin);
	assert_int_equal(link(f->path, out->text), 0);
}

static void a_cut_restore_is_finished(void **state)
{
	struct fixture *f = *state;
	struct str begin = STR_INIT, kept = STR_INIT;
	struct stat st;

	leftover_kept_begin(f->path, &begin);
	second_name(f, strrchr(begin.text, '/') + 1, &kept);
	reopen(f);
	assert_false(file_exists(kept.text));
	assert_int_equal(stat(f->path, &st), 0);
	assert_int_equal(st.st_nlink, 1);
	fixture_check(f, 0);
	str_release(&begin);
	str_release(&kept);
}

static void another_second_name_is_refused(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct str begin = STR_INIT, kept = STR_INIT, other = STR_INIT;
	struct store *s;

	leftover_kept_begin(f->path, &begin);
	second_name(f, strrchr(begin.text, '/') + 1, &kept);
	second_name(f, "copy-", &other);
	store_close(f->s);
	f->s = NULL;
	assert_int_equal(store_open(&options, &s, &f->err), STIGE_CONFIG);
	assert_non_null(strstr(f->err.msg, "second name"));
	assert_true(file_exists(kept.text));
	unlink(other.text);
	fixture_open(f);
	str_release(&begin);
	str_release(&kept);
	str_release(&other);
}

/* The restore itself goes on while another program opens the file: the name that it keeps is not taken. */
static void whoever_restores_keeps_the_name(void **state)
{
	struct fixture *f = *state;
	struct str begin = STR_INIT, kept = STR_INIT, new = STR_INIT;
	struct store_options options = fixture_options(f);
	struct store *s;

	leftover_kept_begin(f->path, &begin);
	second_name(f, strrchr(begin.text, '/') + 1, &kept);
	must(f, store_open(&options, &s, &f->err));          /* takes it, and lives */
	assert_false(file_exists(kept.text));
	second_name(f, strrchr(begin.text, '/') + 1, &new);
	assert_int_equal(unlink(f->path), 0);                /* as when the restored file has come in its place */
	assert_int_equal(leftover_names(s, &f->err), STIGE_OK);
	assert_true(file_exists(new.text));
	store_close(s);
	assert_int_equal(rename(new.text, f->path), 0);
	str_release(&begin);
	str_release(&kept);
	str_release(&new);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_dead_leave_nothing, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(the_living_are_left_alone, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_only_looks_like_it_stays, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(a_cut_restore_is_finished, fixture_setup_founded, fixture_teardown),
		cmocka_unit_test_setup_teardown(another_second_name_is_refused, fixture_setup_founded,
			fixture_teardown),
		cmocka_unit_test_setup_teardown(whoever_restores_keeps_the_name, fixture_setup_founded,
			fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
