/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige --help, from the tables of commands and options. */
#include <string.h>

#include "output.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { NAME_INDENT = 2, HELP_INDENT = 8, HELP_COLUMNS = 80 };

/* The bytes up to the next blank that stands outside brackets: "[--birth DATE]" stays in one piece. */
static size_t piece_of(const char *words)
{
	size_t n = 0;
	int depth = 0;

	while (words[n] && (depth > 0 || words[n] != ' ')) {
		depth += (words[n] == '[') - (words[n] == ']');
		n++;
	}
	return n;
}

/* "  stige client add --name NAME ..." in lines of at most `columns`, the later ones further in. */
static void add_usage(struct str *out, const char *name, const char *words, int columns)
{
	int used = NAME_INDENT + text_width(name);

	str_addf(out, "%*s%s", NAME_INDENT, "", name);
	while (*words) {
		struct str piece = STR_INIT;
		int width;

		str_addn(&piece, words, piece_of(words));
		words += piece.len;
		words += strspn(words, " ");
		width = text_width(piece.text);
		if (used + 1 + width > columns) {
			str_addf(out, "\n%*s%s", HELP_INDENT + NAME_INDENT, "", piece.text);
			used = HELP_INDENT + NAME_INDENT + width;
		} else {
			str_addf(out, " %s", piece.text);
			used += 1 + width;
		}
		str_release(&piece);
	}
	str_addc(out, '\n');
}

static void add_wrapped(struct str *out, int indent, const char *text, int columns)
{
	while (*text) {
		size_t n = text_wrap(text, columns - indent);

		str_addf(out, "%*s%.*s\n", indent, "", (int)n, text);
		text += n;
		text += strspn(text, " ");
	}
}

static void add_command(struct str *out, const char *name, const char *words, const char *help, int columns)
{
	struct str whole = STR_INIT;

	str_addf(&whole, "stige%s%s", *name ? " " : "", name);
	add_usage(out, whole.text, words, columns);
	add_wrapped(out, HELP_INDENT, help, columns);
	str_release(&whole);
}

static void add_option(struct str *out, const struct option_row *row, int columns)
{
	struct str name = STR_INIT;

	str_addf(&name, "--%s", row->name);
	add_usage(out, name.text, row->argument ? row->argument : "", columns);
	add_wrapped(out, HELP_INDENT, _(row->help), columns);
	str_release(&name);
}

/* Do argv's words begin this command's name? "client" fits "client add"; nothing fits all. */
static bool fits(const char *name, int argc, char **argv)
{
	for (int i = 0; i < argc && *name; i++) {
		size_t n = strcspn(name, " ");

		if (strlen(argv[i]) != n || strncmp(argv[i], name, n) != 0)
			return false;
		name += n;
		name += *name == ' ';
	}
	return true;
}

static size_t add_commands(struct str *out, int argc, char **argv, int columns)
{
	size_t shown = 0;

	for (size_t i = 0; i < command_row_count; i++) {
		const struct command_row *row = &command_rows[i];

		if (!fits(row->name, argc, argv))
			continue;
		add_command(out, row->name, row->words, _(row->help), columns);
		shown++;
	}
	return shown;
}

static void add_everything(struct str *out, int columns)
{
	add_wrapped(out, 0,
		_("stige: the way towards work in 11 + 11 questions, and which activities to combine"), columns);
	str_addc(out, '\n');
	add_command(out, "", "", _("the screens; the first start sets up"), columns);
	for (size_t i = 0; i < program_row_count; i++)
		add_command(out, program_rows[i].name, program_rows[i].words, _(program_rows[i].help), columns);
	add_commands(out, 0, NULL, columns);
	str_addf(out, "\n%s\n", _("Options, everywhere:"));
	for (size_t i = 0; i < option_row_count; i++)
		add_option(out, &option_rows[i], columns);
	str_addf(out, "\n%s\n", _("The manual: man stige"));
}

int command_help(int argc, char **argv, FILE *out, FILE *err_stream)
{
	const struct command_call call = { .out = out, .err = err_stream };
	int columns = output_columns() < HELP_COLUMNS ? output_columns() : HELP_COLUMNS;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	enum stige_rc rc;

	if (argc == 0 || add_commands(&text, argc, argv, columns) == 0)
		add_everything(&text, columns);
	rc = output_text(&call, text.text, &err);
	str_release(&text);
	return rc ? command_fail(err_stream, &err) : command_end(out, err_stream);
}
