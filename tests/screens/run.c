/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * screens-run SCRIPT...: runs a script at 80x24 in English with every word it expects, then again
 * in Danish and in three more sizes, where the invariants and the facts in the database are what
 * is checked. Several scripts are several starts of the program on one database;
 * a script that just ends is a terminal that is gone. Stops at the first thing that is not so.
 */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* Every language in every size; each frame is drawn on every ladder and held against every theme (stage.c). */
static const char *const langs[] = { "en", "da" };
static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 20, 60 }, { 16, 40 }, { 40, 132 } };

static char **scripts;
static int script_count;

static void run_variant(const struct stage_options *o)
{
	struct stage s;

	i18n_start(o->lang, stage_localedir());
	stage_open(&s, o, scripts[0]);
	for (int i = 0; i < script_count; i++) {
		stage_run(&s, scripts[i]);
		expectations_check(&s, scripts[i]);
	}
	print_message("%s: %s %dx%d, %zu frames on three ladders\n", scripts[0], o->lang, o->cols, o->rows,
		s.all_frames);
	stage_close(&s);
}

static void test_script(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(sizes); i++)
		for (size_t k = 0; k < ARRAY_SIZE(langs); k++)
			run_variant(&(struct stage_options){ .lang = langs[k], .rows = sizes[i].rows,
				.cols = sizes[i].cols, .words = i == 0 && k == 0 });
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		{ argc > 1 ? argv[1] : "script", test_script, NULL, NULL, NULL },
	};

	if (argc < 2) {
		fprintf(stderr, "usage: screens-run SCRIPT...\n");
		return 64;
	}
	scripts = argv + 1;
	script_count = argc - 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
