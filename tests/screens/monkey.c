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
	"w", "v", "p", "s", "o", "f", "u", "U", "x", "+", "R",
	"n", "N", "c", "b", "=", "/", "n", "?", ":", "F1", "F3", "F6",
	"F7", "F8", "F9", "Ctrl-l", "Ctrl-u", "type 4711\nEnter", "type 4711\nEnter",
	"type w49", "type hand\nEnter", "type outbox\nEnter", "type reports\nEnter", ":",
	"type Ask the doctor", "type 26000", "@after 1", "@after 20", "@size 60x20", "@size 40x16",
	"@size 80x24", "@size 20x5", "@size 132x40",
};

enum { SOAK_RUNS = 50, SOAK_STRIDE = 1000 };

static uint64_t seed = 1;
static unsigned key_count = 400;

static void write_script(struct random *r, struct str *out)
{
	for (unsigned i = 0; i < key_count; i++)
		str_addf(out, "%s\n", tokens[random_below(r, ARRAY_SIZE(tokens))]);
}

/* One start of the program on a database of its own; odd seeds in English, even ones in Danish. */
static void run_seed(uint64_t which)
{
	const struct stage_options options = { .lang = which % 2 ? "en" : "da", .rows = 24, .cols = 80 };
	struct random_seeded source;
	struct random r = random_seeded_init(&source, which);
	struct str script = STR_INIT, path = STR_INIT;
	struct stage s;

	i18n_start(options.lang, stage_localedir());
	stage_open(&s, &options, NULL);
	write_script(&r, &script);
	str_addf(&path, "%s.monkey-%llu.script", s.bench.dir, (unsigned long long)which);
	bench_ok(&s.bench, file_write(path.text, script.text, script.len, &s.bench.err));
	print_message("seed %llu, %u keys, kept as %s if it fails\n", (unsigned long long)which, key_count, path.text);
	stage_run(&s, path.text);
	unlink(path.text);
	print_message("%zu frames\n", s.all_frames);
	stage_close(&s);
	str_release(&path);
	str_release(&script);
}

/* STIGE_SOAK: fifty seeds for one, so that the ten tests of 2,000 keys become a million keys. */
static void test_monkey(void **state)
{
	unsigned runs = getenv("STIGE_SOAK") ? SOAK_RUNS : 1;

	(void)state;
	for (unsigned i = 0; i < runs; i++)
		run_seed(seed + i * SOAK_STRIDE);
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
