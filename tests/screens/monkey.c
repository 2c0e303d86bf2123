/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * screens-monkey SEED KEYS: random keys, weighted towards going deeper, over the same database as
 * the scripts. What must hold on every frame holds; nothing else is expected. A seed can be run again;
 * the script that failed is kept and named.
 */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* One is taken at random; what stands twice is taken twice as often. */
static const char *const tokens[] = {
	"Enter", "Enter", "Enter", "Enter", "Enter", "Enter", "Up", "Down", "Down", "Left", "Right",
	"PgUp", "PgDn", "Home", "End", "Tab", "Shift-Tab", "Space", "Space", "Esc", "Esc", "Backspace",
	"Delete", "0", "1", "2", "3", "3", "4", "4", "5", "6", "7", "8", "9", "m", "m", "a", "r", "d", "e",
	"w", "v", "p", "s", "o", "f", "u", "U", "x", "c", "b", "=", "/", "n", "?", ":", "F1", "F3", "F6",
	"F7", "F8", "F9", "Ctrl-l", "Ctrl-u", "type 4711\nEnter", "type 4711\nEnter",
	"type w49",
	"type Ask the doctor", "type 26000", "@after 1", "@after 20", "@size 60x20", "@size 40x16",
	"@size 80x24", "@size 20x5", "@size 132x40",
};

static uint64_t seed = 1;
static unsigned key_count = 400;

static void write_script(struct random *r, struct str *out)
{
	for (unsigned i = 0; i < key_count; i++)
		str_addf(out, "%s\n", tokens[random_below(r, ARRAY_SIZE(tokens))]);
}

static void test_monkey(void **state)
{
	static const struct stage_options options = { .lang = "en", .rows = 24, .cols = 80,
		.spark = SPARK_BLOCKS };
	struct random_seeded source;
	struct random r = random_seeded_init(&source, seed);
	struct str script = STR_INIT, path = STR_INIT;
	struct stage s;

	(void)state;
	i18n_start("en", stage_localedir());
	stage_open(&s, &options, NULL);
	write_script(&r, &script);
	str_addf(&path, "%s.monkey-%llu.script", s.bench.dir, (unsigned long long)seed);
	bench_ok(&s.bench, file_write(path.text, script.text, script.len, &s.bench.err));
	print_message("seed %llu, kept as %s if it fails\n", (unsigned long long)seed, path.text);
	stage_run(&s, path.text);
	unlink(path.text);
	print_message("%zu frames\n", s.all_frames);
	stage_close(&s);
	str_release(&path);
	str_release(&script);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_monkey) };

	if (argc > 1)
		seed = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		key_count = (unsigned)strtoul(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
