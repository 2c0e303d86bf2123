/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/cli/command.h"

#include <string.h>

#include "commands.h"
#include "output.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "words.h"
#include "stige/base/banned.h"

const struct command_row program_rows[] = {
	{ .name = "demo", .words = "", .help = N_("the screens on an invented caseload in a throw-away file") },
	{ .name = "meet", .words = "CASE",
		.help = N_("a meeting as plain prompts, one a line; --accessible is all of it") },
};
const size_t program_row_count = ARRAY_SIZE(program_rows);

const struct command_row command_rows[] = {
	{ .name = "client list", .words = "[--office]", .help = N_("list the clients, due ones first"),
		.run = cmd_client_list },
	{ .name = "client show", .words = "CASE [--shared] [--purpose WHY] [--cpr] [--name]",
		.help = N_("one client's page as text"),
		.run = cmd_client_show },
	{ .name = "client add", .words = "--name NAME [--birth DATE] [--number NUMBER] "
		"[--education yes|no|unknown] "
		"[--benefit social-assistance|educational-aid|other] [--since DATE] "
		"[--goal job|education] [--goal-reason TEXT] [--cpr -] [--protected yes|no]",
		.help = N_("add a client; prints the case number"), .run = cmd_client_add },
	{ .name = "client edit", .words = "CASE [the options of add] "
		"[--status active|paused|closed] [--until DATE] "
		"[--excluded LETTERS --excluded-reason TEXT --excluded-until DATE] "
		"[--purpose WHY]",
		.help = N_("change what is written about a client"), .run = cmd_client_edit },
	{ .name = "client close", .words = "CASE [--purpose WHY]", .help = N_("close a case; nothing is deleted"),
		.run = cmd_client_close },
	{ .name = "due", .words = "", .help = N_("clients whose next round is due or late"), .run = cmd_due },
	{ .name = "report", .words = "NAME [--dialect exact|excel-da] [--output FILE|-]",
		.help = N_("the own caseload in numbers: due, movement, activities or quality; with --dialect as CSV"),
		.run = cmd_report },
	{ .name = "advise", .words = "CASE [--all] [--purpose WHY] | --facts FILE",
		.help = N_("groups of activities to combine, each with its evidence"), .run = cmd_advise },
	{ .name = "evidence", .words = "[ID]", .help = N_("the findings behind the advice, with their sources"),
		.run = cmd_evidence, .flags = COMMAND_READ_ONLY },
	{ .name = "handover", .words = "CASE [--purpose WHY]", .help = N_("the page for a client's next caseworker"),
		.run = cmd_handover },
	{ .name = "sheet", .words = "CASE | --questions [--language CODE] [--format text|html|pdf] [--output FILE|-] "
		"[--purpose WHY]",
		.help = N_("the sheet for the client: own answers, steps, next date; or the questions on paper"),
		.run = cmd_sheet },
	{ .name = "journal", .words = "CASE [--date DATE] [--output FILE|-] [--purpose WHY]",
		.help = N_("the journal text of a meeting, the newest one, ready to paste"), .run = cmd_journal },
	{ .name = "export log", .words = "[--dialect exact|excel-da] [--from DATE] [--to DATE] "
		"[--client CASE [--purpose WHY]] [--caseworker INITIALS] [--names --reason TEXT] [--output FILE|-]",
		.help = N_("the session log as CSV"), .run = cmd_export_log },
	{ .name = "export answers", .words = "[the options of export log]",
		.help = N_("the answers as CSV, one row an item"), .run = cmd_export_answers },
	{ .name = "export rounds", .words = "[the options of export log]",
		.help = N_("the rounds as CSV, one column an item"), .run = cmd_export_rounds },
	{ .name = "export codebook", .words = "[--dialect exact|excel-da] [--output FILE|-]",
		.help = N_("what the items, steps and codes of the exports mean"), .run = cmd_export_codebook },
	{ .name = "import clients", .words = "FILE|- [--decide LINE=same|other|leave-out] [--dry-run]",
		.help = N_("add clients from a CSV file, all or none"),
		.run = cmd_import_clients },
	{ .name = "import answers", .words = "FILE|- [--map MAP] [--save-map MAP] [--blanks] [--namesakes] "
		"[--decide LINE=same|other|leave-out] [--dry-run]",
		.help = N_("add answers from a CSV file, each checked as if typed, all or none"),
		.run = cmd_import_answers },
	{ .name = "import outcomes", .words = "FILE|- [--codes TABLE] [--links FILE] [--dry-run]",
		.help = N_("add outcomes from a list or from a register in weeks, all or none"),
		.run = cmd_import_outcomes },
	{ .name = "outcome list", .words = "CASE", .help = N_("what became of a client: jobs, education, other benefits"),
		.run = cmd_outcome_list },
	{ .name = "outcome status", .words = "CASE [--at DATE] [--since DATE]",
		.help = N_("what each of the study's outcome definitions says of a client on a day"),
		.run = cmd_outcome_status },
	{ .name = "outcome add", .words = "CASE --kind job|flex-job|marginal-job|wage-subsidy|education|other-benefit "
		"--from DATE [--to DATE] [--detail TEXT]",
		.help = N_("write down an outcome"), .run = cmd_outcome_add },
	{ .name = "outcome change", .words = "CASE NUMBER [the options of add] [--kind withdrawn]",
		.help = N_("put an outcome right, by its number in the list"), .run = cmd_outcome_change },
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
	{ .name = "backup verify", .words = "FILE", .help = N_("look through a backup as a stranger's file would be"),
		.run = cmd_backup_verify, .flags = COMMAND_READ_ONLY },
	{ .name = "backup restore", .words = "FILE",
		.help = N_("put a backup in the place of the database; what is there is kept beside"),
		.run = cmd_backup_restore },
	{ .name = "backup list", .words = "", .help = N_("the backups that were made by themselves"),
		.run = cmd_backup_list },
	{ .name = "office card", .words = "[--output FILE|-]",
		.help = N_("this office's card, for another office to read"), .run = cmd_office_card },
	{ .name = "office pair", .words = "CARD [--code CODE]",
		.help = N_("pair with the office of this card, by a code that both read aloud"), .run = cmd_office_pair },
	{ .name = "office list", .words = "", .help = N_("the offices this one exchanges bundles with"),
		.run = cmd_office_list },
	{ .name = "office forget", .words = "OFFICE", .help = N_("exchange nothing with an office any more"),
		.run = cmd_office_forget },
	{ .name = "bundle make", .words = "--to OFFICE [--output FILE]",
		.help = N_("everything that is shared, in a file that only the other office can open"),
		.run = cmd_bundle_make },
	{ .name = "bundle show", .words = "FILE", .help = N_("what stands on the outside of a bundle"),
		.run = cmd_bundle_show, .flags = COMMAND_READ_ONLY },
	{ .name = "merge", .words = "FILE [--dry-run]",
		.help = N_("bring another office's bundle in, all of it or nothing"), .run = cmd_merge },
	{ .name = "conflicts list", .words = "", .help = N_("what two offices did differently"),
		.run = cmd_conflicts_list },
	{ .name = "conflicts show", .words = "CASE [--purpose WHY]",
		.help = N_("both versions of what differs for one client"), .run = cmd_conflicts_show },
	{ .name = "conflicts settle", .words = "CASE NUMBER --keep a|b [--purpose WHY]",
		.help = N_("say which version counts; both stay in the history"), .run = cmd_conflicts_settle },
	{ .name = "log show", .words = "[--client CASE] [--from DATE] [--to DATE] [--citizen] [--purpose WHY]",
		.help = N_("who opened what, and when"), .run = cmd_log_show },
	{ .name = "log verify", .words = "", .help = N_("check the chain of events"), .run = cmd_log_verify },
	{ .name = "log prune", .words = "", .help = N_("take away the events that have been kept long enough"),
		.run = cmd_log_prune },
	{ .name = "retention", .words = "[--rules] [--set NAME=NUMBER]",
		.help = N_("what has been kept long enough; nothing is deleted"), .run = cmd_retention },
	{ .name = "subject export", .words = "CASE [--output DIR|FILE|-] [--staff] [--cpr --reason TEXT] "
		"[--purpose WHY]",
		.help = N_("everything about one person: text, CSV and JSON"), .run = cmd_subject_export },
	{ .name = "subject correct", .words = "CASE [--purpose WHY]",
		.help = N_("how what is written about a person is put right"),
		.run = cmd_subject_correct },
	{ .name = "subject restrict", .words = "CASE --reason TEXT [--lift] [--purpose WHY]",
		.help = N_("hide a person from lists; nothing is deleted"), .run = cmd_subject_restrict },
	{ .name = "subject erase", .words = "CASE --reason expired|client-asked|mistake|court --confirm CASE",
		.help = N_("erase a person from the database and its backups, for good"), .run = cmd_subject_erase },
	{ .name = "check", .words = "", .help = N_("check the whole database"), .run = cmd_check,
		.flags = COMMAND_READ_ONLY },
	{ .name = "dump", .words = "[--hash] [--events]",
		.help = N_("all content as ordered text, or its SHA-256"), .run = cmd_dump,
		.flags = COMMAND_READ_ONLY },
	{ .name = "doctor", .words = "", .help = N_("what this terminal, disk and set-up can do"),
		.run = cmd_doctor,
		.flags = COMMAND_READ_ONLY },
	{ .name = "key list", .words = "", .help = N_("who can open the database"), .run = cmd_key_list },
	{ .name = "key seal", .words = "", .help = N_("set the first passphrase: everything about people is sealed"),
		.run = cmd_key_seal },
	{ .name = "key change", .words = "", .help = N_("change your own passphrase"), .run = cmd_key_change },
	{ .name = "key add", .words = "LOGIN [--name NAME --initials INITIALS] [--key-holder]",
		.help = N_("give a caseworker a key, or a new one; with a name, somebody new"), .run = cmd_key_add },
	{ .name = "key remove", .words = "LOGIN", .help = N_("a caseworker leaves: no key any more"),
		.run = cmd_key_remove },
	{ .name = "key recover", .words = "", .help = N_("a new passphrase for whoever has lost it, by the recovery code"),
		.run = cmd_key_recover },
	{ .name = "key code", .words = "", .help = N_("a new recovery code"), .run = cmd_key_code },
	{ .name = "key rekey", .words = "", .help = N_("seal everything anew, so that a key that was known opens nothing"),
		.run = cmd_key_rekey },
	{ .name = "synthetic", .words = "--size demo|desk|study [--seed NUMBER]",
		.help = N_("fill a new database with invented people"), .run = cmd_synthetic },
};
const size_t command_row_count = ARRAY_SIZE(command_rows);

int command_fail(FILE *stream, const struct err *err)
{
	struct str safe = STR_INIT;

	output_safe(fileno(stream), err->msg, 0, &safe);
	fprintf(stream, "stige: %s\n", safe.text);
	str_release(&safe);
	return (int)err->rc;
}

int command_end(FILE *out, FILE *err_stream)
{
	struct err err = ERR_INIT;

	return output_flush(out, &err) ? command_fail(err_stream, &err) : 0;
}

/* How many of argv's first words begin this name; *ret_whole says whether they are all of it. */
static int words_of_name(const char *name, int argc, char **argv, bool *ret_whole)
{
	int used = 0;

	*ret_whole = false;
	while (used < argc) {
		size_t n = strcspn(name, " ");

		if (strlen(argv[used]) != n || strncmp(argv[used], name, n) != 0)
			break;
		used++;
		*ret_whole = !name[n];
		if (*ret_whole)
			break;
		name += n + 1;
	}
	return used;
}

/* "client" alone, or with a second word that is not there: says which there are. */
static enum stige_rc family_needs(const char *family, struct err *err)
{
	struct str names = STR_INIT;
	size_t n = strlen(family);
	enum stige_rc rc;

	for (size_t i = 0; i < command_row_count; i++)
		if (strncmp(command_rows[i].name, family, n) == 0 && command_rows[i].name[n] == ' ')
			str_addf(&names, "%s%s", names.len ? ", " : "", command_rows[i].name + n + 1);
	rc = err_set(err, STIGE_USAGE,
		_("\"stige %s\" needs to know what; write one of these behind it: %s"), family,
		names.text);
	str_release(&names);
	return rc;
}

static bool is_family(const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < command_row_count; i++)
		if (strncmp(command_rows[i].name, word, n) == 0 && command_rows[i].name[n] == ' ')
			return true;
	return false;
}

/* The nearest command to the first words; names of two words are held against two. */
static enum stige_rc no_command(int argc, char **argv, struct err *err)
{
	struct str both = STR_INIT;
	struct near one = near_begin(argv[0]), two;
	enum stige_rc rc;

	str_addf(&both, "%s%s%s", argv[0], argc > 1 ? " " : "", argc > 1 ? argv[1] : "");
	two = near_begin(both.text);
	for (size_t i = 0; i < program_row_count; i++)
		near_offer(&one, program_rows[i].name);
	for (size_t i = 0; i < command_row_count; i++)
		near_offer(strchr(command_rows[i].name, ' ') ? &two : &one, command_rows[i].name);
	if (two.name && two.distance <= one.distance)
		rc = err_set(err, STIGE_USAGE,
			_("\"%s\" is not a command; did you mean \"stige %s\"?"), both.text, two.name);
	else if (one.name)
		rc = err_set(err, STIGE_USAGE,
			_("\"%s\" is not a command; did you mean \"stige %s\"?"), argv[0], one.name);
	else if (is_family(argv[0]))
		rc = family_needs(argv[0], err);
	else
		rc = err_set(err, STIGE_USAGE, _("\"%s\" is not a command; see stige --help"), argv[0]);
	str_release(&both);
	return rc;
}

static const struct command_row *find_row(int argc, char **argv, int *ret_used)
{
	for (size_t i = 0; i < command_row_count; i++) {
		bool whole;

		*ret_used = words_of_name(command_rows[i].name, argc, argv, &whole);
		if (whole)
			return &command_rows[i];
	}
	return NULL;
}

static enum stige_rc run_row(const struct command_row *row, struct command_call *call, struct err *err)
{
	if (call->options->read_only && !(row->flags & COMMAND_READ_ONLY))
		return err_set(err, STIGE_USAGE,
			_("--read-only does not serve \"%s\": nothing about a person is shown "
			"without an entry in the log; leave --read-only out"), row->name);
	return row->run(call, err);
}

int command_run(const struct options *options, int argc, char **argv, FILE *out, FILE *err_stream)
{
	struct err err = ERR_INIT;
	int used = 0;
	const struct command_row *row = find_row(argc, argv, &used);
	struct command_call call = {
		.options = options, .argc = argc - used, .argv = argv + used, .out = out, .err = err_stream,
	};
	enum stige_rc rc;

	if (row)
		rc = run_row(row, &call, &err);
	else if (argv[0][0] == '-')
		rc = words_unknown(argv[0], NULL, 0, &err);
	else
		rc = no_command(argc, argv, &err);
	if (!rc)
		return command_end(out, err_stream);
	fflush(out);                     /* what was found stands before what stopped it */
	return command_fail(err_stream, &err);
}
