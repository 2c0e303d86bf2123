/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fills a manual page's template from the program's own tables, so that the page cannot say
 * something else than the program does. A line "@COMMANDS@" (OPTIONS, KEYS, TASKS, EVENTS, CODES) is
 * replaced; all other lines are copied.
 *
 * usage: docgen LANGUAGE LOCALEDIR TEMPLATE
 */
#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/cli/command.h"
#include "stige/cli/options.h"
#include "stige/form/check.h"
#include "stige/instrument/instrument.h"
#include "stige/store/events.h"
#include "stige/ui/actions.h"
#include "stige/ui/tasks.h"
#include "stige/base/banned.h"

/* roff's own signs made harmless; a line may not begin with a dot or an apostrophe. */
static void put_roff(const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", stdout);
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
	}
}

static void put_item(const char *bold, const char *words, const char *help)
{
	fputs(".TP\n.B ", stdout);
	put_roff(bold);
	if (*words) {
		fputs("\\fR ", stdout);
		put_roff(words);
	}
	putchar('\n');
	put_roff(help);
	putchar('\n');
}

static void put_commands(void)
{
	for (size_t i = 0; i < program_row_count; i++)
		put_item(program_rows[i].name, program_rows[i].words, _(program_rows[i].help));
	for (size_t i = 0; i < command_row_count; i++)
		put_item(command_rows[i].name, command_rows[i].words, _(command_rows[i].help));
}

static void put_options(void)
{
	for (size_t i = 0; i < option_row_count; i++) {
		struct str name = STR_INIT;

		str_addf(&name, "--%s", option_rows[i].name);
		put_item(name.text, option_rows[i].argument ? option_rows[i].argument : "", _(option_rows[i].help));
		str_release(&name);
	}
}

static void put_keys(void)
{
	for (enum action a = ACTION_NONE + 1; a < ACTION_COUNT; a++) {
		const struct action_info *info = action_info(a);

		if (*info->help)
			put_item(*info->keys ? info->keys : ":", info->name, _(info->help));
	}
}

static void put_tasks(void)
{
	for (size_t i = 0; i < task_row_count; i++) {
		struct str how = STR_INIT;

		task_how(&task_rows[i], &how);
		put_item(_(task_rows[i].words), "", how.text);
		str_release(&how);
	}
}

static void put_events(void)
{
	for (enum event_kind k = 0; k < EVENT_KIND_COUNT; k++)
		if (event_log(k) == 'S')
			printf(".br\n%s\n", event_word(k));
}

static void put_codes(void)
{
	for (size_t i = 0; i < form_code_count; i++)
		put_item(form_codes[i].code, form_codes[i].severity == FORM_ERROR ? "error" : "warning",
			_(form_codes[i].summary));
	for (size_t i = 0; i < table_code_count; i++)
		put_item(table_codes[i].code, "", _(table_codes[i].summary));
}

static const struct {
	const char *mark;
	void (*put)(void);
} marks[] = {
	{ "@COMMANDS@\n", put_commands },
	{ "@OPTIONS@\n", put_options },
	{ "@KEYS@\n", put_keys },
	{ "@TASKS@\n", put_tasks },
	{ "@EVENTS@\n", put_events },
	{ "@CODES@\n", put_codes },
};

static void put_line(const char *line)
{
	for (size_t i = 0; i < ARRAY_SIZE(marks); i++)
		if (str_eq(marks[i].mark, line)) {
			marks[i].put();
			return;
		}
	fputs(line, stdout);
}

int main(int argc, char **argv)
{
	char line[4096];
	FILE *in;

	if (argc != 4)
		return 64;
	i18n_start(argv[1], argv[2]);
	in = fopen(argv[3], "r");
	if (!in)
		return 66;
	while (fgets(line, sizeof(line), in))
		put_line(line);
	fclose(in);
	return fflush(stdout) == 0 ? 0 : 74;
}
