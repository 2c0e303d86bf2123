/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <dirent.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "stige/base/issue.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/casefile/intake.h"
#include "stige/base/banned.h"

static int64_t stand_still(void *ctx)
{
	return ((const struct fixture *)ctx)->now;
}

static char *join(const char *dir, const char *name)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s/%s", dir, name);
	return str_steal(&path);
}

char *fixture_path(const struct fixture *f, const char *name)
{
	return join(f->dir, name);
}

static void found(struct fixture *f, const char *code)
{
	const struct founding founding = {
		.name = "Karen Holm", .initials = "KH", .office_code = code, .office_name = "Nybæk", .login = "kah",
		.lang = "en",
	};
	struct issues issues = ISSUES_INIT;
	struct err err = ERR_INIT;

	if (desk_found(f->desk, &founding, &issues, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	issues_release(&issues);
}

struct fixture *fixture_new(const char *office, uint64_t seed)
{
	struct fixture *f = mem_alloc(sizeof(*f));
	const char *tmp = getenv("TMPDIR");
	char *database, *forms;
	struct desk_options options;
	struct err err = ERR_INIT;

	f->dir = join(tmp ? tmp : "/tmp", "stige-exchange-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	f->now = INT64_C(1795339800);                /* 2026-11-22T09:30:00Z */
	f->random = random_seeded_init(&f->seed, seed);
	database = join(f->dir, "stige.db");
	forms = join(getenv("STIGE_SOURCE_ROOT"), "forms");
	options = (struct desk_options){
		.store = {
			.path = database, .create = true, .random = &f->random, .now = stand_still, .now_ctx = f,
		},
		.forms_dir = forms, .login = "kah", .lang = "en",
	};
	if (desk_open(&options, &f->desk, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	mem_free(forms);
	mem_free(database);
	found(f, office);
	return f;
}

int fixture_setup(void **state)
{
	*state = fixture_new("NB", 7);
	return 0;
}

void fixture_remove(const char *dir)
{
	DIR *d = opendir(dir);

	assert_non_null(d);
	for (struct dirent *e = readdir(d); e; e = readdir(d)) {
		char *path;

		if (str_eq(e->d_name, ".") || str_eq(e->d_name, ".."))
			continue;
		path = join(dir, e->d_name);
		if (unlink(path))
			fixture_remove(path);
		mem_free(path);
	}
	closedir(d);
	rmdir(dir);
}

int fixture_teardown(void **state)
{
	struct fixture *f = *state;

	if (f->desk)
		desk_close(f->desk);
	fixture_remove(f->dir);
	mem_free(f->dir);
	mem_free(f);
	return 0;
}

void fixture_write(const char *path, const char *bytes, size_t n)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

struct id fixture_client(struct fixture *f, const char *name, const char *birth, const char *number)
{
	const struct intake typed = { .name = name, .birth = birth, .journal_no = number };
	struct arena a = ARENA_INIT;
	struct issues issues = ISSUES_INIT;
	struct err err = ERR_INIT;
	struct client_fields fields;
	char case_no[16];
	struct id id;

	assert_true(intake_check(&typed, NULL, desk_today(f->desk), &a, &fields, &issues));
	if (client_add(f->desk->store, &fields, NULL, &id, case_no, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	issues_release(&issues);
	arena_release(&a);
	return id;
}

void fixture_hash(struct fixture *f, char out[65])
{
	struct err err = ERR_INIT;

	assert_int_equal(store_dump_hash(f->desk->store, STORE_DUMP_EVENTS, out, &err), STIGE_OK);
}
