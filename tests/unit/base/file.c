/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* A folder of its own for each test; every test must leave it with only what it names. */
static int in_a_new_folder(void **state)
{
	char *dir = mem_strdup("/tmp/stige-file-XXXXXX");

	*state = mkdtemp(dir);
	return *state && chdir(dir) == 0 ? 0 : -1;
}

static size_t entries(const char *dir)
{
	DIR *d = opendir(dir);
	size_t count = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d)) != NULL; )
		count += e->d_name[0] != '.' || strlen(e->d_name) > 2;
	closedir(d);
	return count;
}

/* What the tests leave: files, and folders up to three deep. */
static void sweep(const char *dir, int depth)
{
	DIR *d = opendir(dir);

	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d)) != NULL; ) {
		struct str path = STR_INIT;

		if (str_eq(e->d_name, ".") || str_eq(e->d_name, ".."))
			continue;
		file_join(&path, dir, e->d_name);
		if (depth > 0 && unlink(path.text) != 0)
			sweep(path.text, depth - 1);
		str_release(&path);
	}
	closedir(d);
	rmdir(dir);
}

static int leave_it(void **state)
{
	char *dir = *state;

	assert_int_equal(chdir("/"), 0);
	sweep(dir, 4);
	assert_false(file_exists(dir));
	mem_free(dir);
	return 0;
}

static void assert_content(const char *path, const char *want)
{
	struct str got = STR_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(file_read(path, FILE_MOST, &got, &err), STIGE_OK);
	assert_string_equal(got.text, want);
	str_release(&got);
}

static void what_is_written_is_read(void **state)
{
	static const size_t sizes[] = { 0, 1, 65535, 65536, 65537, 300000 };
	struct err err = ERR_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++) {
		unsigned char *bytes = mem_alloc(sizes[i]);
		struct str got = STR_INIT;

		for (size_t k = 0; k < sizes[i]; k++)
			bytes[k] = (unsigned char)(k * 7 % 251);
		assert_int_equal(file_write("file", bytes, sizes[i], &err), STIGE_OK);
		str_add(&got, "what was there before goes");
		assert_int_equal(file_read("file", sizes[i], &got, &err), STIGE_OK);
		assert_int_equal(got.len, sizes[i]);
		assert_memory_equal(got.text, bytes, sizes[i]);
		str_release(&got);
		mem_free(bytes);
	}
	assert_string_equal(err.msg, "");
	assert_int_equal(entries("."), 1);
}

static void files_are_private(void **state)
{
	struct stat st;
	mode_t mask = umask(0);

	(void)state;
	assert_int_equal(file_write("deep/down/file", "x", 1, NULL), STIGE_OK);
	umask(mask);
	assert_int_equal(stat("deep/down/file", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(stat("deep/down", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_equal(stat("deep", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
}

static void folders_are_made(void **state)
{
	struct err err = ERR_INIT;
	struct stat st;

	(void)state;
	assert_int_equal(file_make_dir("a/b//c/", &err), STIGE_OK);
	assert_int_equal(stat("a/b/c", &st), 0);
	assert_int_equal(file_make_dir("a/b/c", &err), STIGE_OK);
	assert_int_equal(file_make_dir(*state, &err), STIGE_OK);
	assert_int_equal(file_make_dir("/", &err), STIGE_OK);
	assert_int_equal(file_write("file", "x", 1, &err), STIGE_OK);
	assert_int_equal(file_make_dir("file", &err), STIGE_CANTCREATE);
	assert_non_null(strstr(err.msg, "file"));
	assert_int_equal(file_make_dir("file/below", &err), STIGE_CANTCREATE);
}

static void what_cannot_be_read_is_said(void **state)
{
	struct str got = STR_INIT;
	struct err err = ERR_INIT;

	(void)state;
	str_add(&got, "kept");
	assert_int_equal(file_read("nothing", 10, &got, &err), STIGE_NOINPUT);
	assert_non_null(strstr(err.msg, "no file nothing"));
	assert_int_equal(file_read(".", 10, &got, &err), STIGE_NOINPUT);
	assert_non_null(strstr(err.msg, "not a file"));
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_int_equal(file_read("pipe", 10, &got, &err), STIGE_NOINPUT);
	assert_int_equal(file_read("/dev/zero", 10, &got, &err), STIGE_NOINPUT);
	assert_int_equal(file_write("file", "12345", 5, &err), STIGE_OK);
	assert_int_equal(file_read("file", 4, &got, &err), STIGE_DATA);
	assert_non_null(strstr(err.msg, "4 bytes"));
	assert_int_equal(file_read("file/below", 4, &got, &err), STIGE_NOINPUT);
	assert_string_equal(got.text, "kept");
	str_release(&got);
}

/* What grows while it is read is caught by the count, not only by the size. */
static void standard_input_is_capped(void **state)
{
	struct str got = STR_INIT;
	struct err err = ERR_INIT;
	int ends[2], saved = dup(STDIN_FILENO);

	(void)state;
	for (size_t most = 4; most <= 5; most++) {
		assert_int_equal(pipe(ends), 0);
		assert_int_equal(write(ends[1], "12345", 5), 5);
		close(ends[1]);
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		assert_int_equal(file_read("-", most, &got, &err), most < 5 ? STIGE_DATA : STIGE_OK);
	}
	assert_string_equal(got.text, "12345");
	dup2(saved, STDIN_FILENO);
	close(saved);
	str_release(&got);
}

/* A disk that fills up half way: the old file stands, no other is left behind. */
static void a_full_disk_leaves_the_old_file(void **state)
{
	struct rlimit old, small;
	struct err err = ERR_INIT;
	char bytes[4096] = "";
	enum stige_rc rc;

	(void)state;
	assert_int_equal(file_write("file", "old", 3, &err), STIGE_OK);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	small = (struct rlimit){ .rlim_cur = 1000, .rlim_max = old.rlim_max };
	setrlimit(RLIMIT_FSIZE, &small);
	rc = file_write("file", bytes, sizeof(bytes), &err);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_int_equal(rc, STIGE_IO);
	assert_non_null(strstr(err.msg, "full"));
	assert_content("file", "old");
	assert_int_equal(entries("."), 1);
}

static void what_cannot_be_replaced_is_said(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(file_make_dir("folder/inside", &err), STIGE_OK);
	assert_int_equal(file_write("folder", "x", 1, &err), STIGE_IO);
	assert_non_null(strstr(err.msg, "folder"));
	assert_int_equal(entries("."), 1);
	assert_int_equal(file_write("file", "x", 1, &err), STIGE_OK);
	assert_int_equal(file_write("file/below", "x", 1, &err), STIGE_CANTCREATE);
	assert_content("file", "x");
	assert_int_equal(entries("."), 2);
}

static void names_are_joined(void **state)
{
	static const struct {
		const char *dir, *name, *want;
	} cases[] = {
		{ "a", "b", "a/b" }, { "a/", "b", "a/b" }, { "a/", "/b", "a/b" }, { "/", "b", "/b" },
		{ "", "b", "b" }, { "", "/b", "/b" }, { NULL, "b", "b" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str out = STR_INIT;

		file_join(&out, cases[i].dir, cases[i].name);
		assert_string_equal(out.text, cases[i].want);
		str_release(&out);
	}
	assert_true(file_exists("/"));
	assert_false(file_exists("nothing"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_written_is_read, in_a_new_folder, leave_it),
		cmocka_unit_test_setup_teardown(files_are_private, in_a_new_folder, leave_it),
		cmocka_unit_test_setup_teardown(folders_are_made, in_a_new_folder, leave_it),
		cmocka_unit_test_setup_teardown(what_cannot_be_read_is_said, in_a_new_folder, leave_it),
		cmocka_unit_test_setup_teardown(standard_input_is_capped, in_a_new_folder, leave_it),
		cmocka_unit_test_setup_teardown(a_full_disk_leaves_the_old_file, in_a_new_folder, leave_it),
		cmocka_unit_test_setup_teardown(what_cannot_be_replaced_is_said, in_a_new_folder, leave_it),
		cmocka_unit_test_setup_teardown(names_are_joined, in_a_new_folder, leave_it),
	};

	return cmocka_run_group_tests_name("file", tests, NULL, NULL);
}
