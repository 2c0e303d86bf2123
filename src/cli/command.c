/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/cli/command.h"

#include <string.h>

#include "commands.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

const struct command_row command_rows[] = {
	{ .name = "client list", .words = "[--office]", .help = N_("list the clients, due ones first"),
		.run = cmd_client_list },
	{ .name = "client show", .words = "CASE [--shared]", .help = N_("one client's page as text"),
		.run = cmd_client_show },
	{ .name = "client add", .words = "--name NAME [--birth DATE] [--number N] [--education yes|no|unknown] "
		"[--benefit WORD] [--since DATE] [--goal job|education]",
		.help = N_("add a client; prints the case number"), .run = cmd_client_add },
	{ .name = "client edit", .words = "CASE [the options of add] [--status active|paused] [--until DATE]",
		.help = N_("change what is written about a client"), .run = cmd_client_edit },
	{ .name = "client close", .words = "CASE", .help = N_("close a case; nothing is deleted"),
		.run = cmd_client_close },
	{ .name = "due", .words = "", .help = N_("clients whose next round is due or late"), .run = cmd_due },
	{ .name = "advise", .words = "CASE [--all] | --facts FILE",
		.help = N_("groups of activities to combine, each with its evidence"), .run = cmd_advise,
		.flags = COMMAND_READ_ONLY },
	{ .name = "evidence", .words = "[ID]", .help = N_("the findings behind the advice, with their sources"),
		.run = cmd_evidence, .flags = COMMAND_READ_ONLY },
	{ .name = "handover", .words = "CASE", .help = N_("the page for a client's next caseworker"),
		.run = cmd_handover },
	{ .name = "sheet", .words = "CASE", .help = N_("the sheet for the client: own answers, steps, next date"),
		.run = cmd_sheet },
	{ .name = "export log", .words = "[--dialect exact|excel-da] [--from DATE] [--to DATE] [--client CASE] "
		"[--names --reason WORDS] [--output FILE|-]",
		.help = N_("the session log as CSV"), .run = cmd_export_log },
	{ .name = "import clients", .words = "FILE [--dry-run]", .help = N_("add clients from a CSV file, all or none"),
		.run = cmd_import_clients },
	{ .name = "form check", .words = "FILE...", .help = N_("every problem of a form file, with its place"),
		.run = cmd_form_check, .flags = COMMAND_READ_ONLY },
	{ .name = "form fmt", .words = "FILE", .help = N_("the canonical bytes of a form file"),
		.run = cmd_form_fmt, .flags = COMMAND_READ_ONLY },
	{ .name = "form eval", .words = "FILE.tsv", .help = N_("run a table of expressions"),
		.run = cmd_form_eval, .flags = COMMAND_READ_ONLY },
	{ .name = "form diff", .words = "OLD NEW", .help = N_("what changed between two versions of a form"),
		.run = cmd_form_diff, .flags = COMMAND_READ_ONLY },
	{ .name = "backup make", .words = "FILE", .help = N_("a copy of the database, proven by reopening it"),
		.run = cmd_backup_make },
	{ .name = "log show", .words = "[--client CASE] [--from DATE] [--to DATE]",
		.help = N_("who opened what, and when"), .run = cmd_log_show },
	{ .name = "log verify", .words = "", .help = N_("check the chain of events"), .run = cmd_log_verify,
		.flags = COMMAND_READ_ONLY },
	{ .name = "check", .words = "", .help = N_("check the whole database"), .run = cmd_check,
		.flags = COMMAND_READ_ONLY },
	{ .name = "dump", .words = "[--hash] [--events]", .help = N_("all content as ordered text, or its SHA-256"),
		.run = cmd_dump, .flags = COMMAND_READ_ONLY },
	{ .name = "doctor", .words = "", .help = N_("what this terminal, disk and set-up can do"), .run = cmd_doctor,
		.flags = COMMAND_READ_ONLY },
	{ .name = "synthetic", .words = "--size demo|desk|study [--seed N]",
		.help = N_("fill a new database with invented people"), .run = cmd_synthetic },
};
const size_t command_row_count = ARRAY_SIZE(command_rows);

int command_fail(FILE *stream, const struct err *err)
{
	struct str safe = STR_INIT;

	text_safe(&safe, err->msg, 0);
	fprintf(stream, "stige: %s\n", safe.text);
	str_release(&safe);
	return (int)err->rc;
}

/* How many of argv's first words make up this command's name; 0 when they do not. */
static int words_of_name(const char *name, int argc, char **argv)
{
	int used = 0;

	while (used < argc) {
		size_t n = strcspn(name, " ");

		if (strlen(argv[used]) != n || strncmp(argv[used], name, n) != 0)
			return 0;
		used++;
		if (!name[n])
			return used;
		name += n + 1;
	}
	return 0;
}

static int unknown(int argc, char **argv, FILE *stream)
{
	struct err err = ERR_INIT;
	struct str typed = STR_INIT;
	const char *near = NULL;
	size_t best = 4;

	str_add(&typed, argv[0]);
	if (argc > 1)
		str_addf(&typed, " %s", argv[1]);
	for (size_t i = 0; i < command_row_count; i++) {
		const char *name = command_rows[i].name;
		size_t d = str_distance(strchr(name, ' ') ? typed.text : argv[0], name, best);

		if (d < best) {
			best = d;
			near = name;
		}
	}
	if (near)
		err_set(&err, STIGE_USAGE, _("\"%s\" is not a command; did you mean \"stige %s\"?"), typed.text, near);
	else
		err_set(&err, STIGE_USAGE, _("\"%s\" is not a command; see stige --help"), typed.text);
	str_release(&typed);
	return command_fail(stream, &err);
}

int command_run(const struct options *options, int argc, char **argv, FILE *out, FILE *err_stream)
{
	struct err err = ERR_INIT;

	for (size_t i = 0; i < command_row_count; i++) {
		const struct command_row *row = &command_rows[i];
		int used = words_of_name(row->name, argc, argv);
		struct command_call call = {
			.options = options, .argc = argc - used, .argv = argv + used, .out = out, .err = err_stream,
		};

		if (!used)
			continue;
		if (options->read_only && !(row->flags & COMMAND_READ_ONLY)) {
			err_set(&err, STIGE_USAGE, _("--read-only does not serve \"%s\": nothing about a person is shown "
				"without an entry in the log; leave --read-only out"), row->name);
			return command_fail(err_stream, &err);
		}
		return row->run(&call);
	}
	return unknown(argc, argv, err_stream);
}

static void help_line(FILE *out, const char *name, const char *words, const char *help)
{
	fprintf(out, "  %s%s%s\n        %s\n", name, *words ? " " : "", words, help);
}

void command_help(FILE *out)
{
	fprintf(out, "%s\n\n", _("stige: the way towards work in 11 + 11 questions, and which activities to combine"));
	help_line(out, "stige", "", _("the screens; the first start sets up"));
	help_line(out, "stige demo", "", _("the screens on an invented caseload in a throw-away file"));
	for (size_t i = 0; i < command_row_count; i++) {
		struct str name = STR_INIT;

		str_addf(&name, "stige %s", command_rows[i].name);
		help_line(out, name.text, command_rows[i].words, _(command_rows[i].help));
		str_release(&name);
	}
	fprintf(out, "\n%s\n", _("Options, everywhere:"));
	for (size_t i = 0; i < option_row_count; i++)
		fprintf(out, "  --%s%s%s\n        %s\n", option_rows[i].name, option_rows[i].argument ? " " : "",
			option_rows[i].argument ? option_rows[i].argument : "", _(option_rows[i].help));
	fprintf(out, "\n%s\n", _("The manual: man stige"));
}
