/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Completions for a shell out of the tables of commands and options, so that they offer what the program
 * takes and nothing else.
 *
 * usage: completions bash|zsh|fish
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/cli/command.h"
#include "stige/cli/options.h"
#include "stige/base/banned.h"

/* ---- the tables, as a shell needs them ---- */

static size_t row_count(void)
{
	return command_row_count + program_row_count;
}

/* One after the other: commands of the table, then what begins a run and is none. */
static const struct command_row *row_at(size_t i)
{
	return i < command_row_count ? &command_rows[i] : &program_rows[i - command_row_count];
}

static size_t first_word(const char *name)
{
	return strcspn(name, " ");
}

/* Is there a row before this one with the same first word? */
static bool first_seen(size_t at)
{
	const char *name = row_at(at)->name;

	for (size_t i = 0; i < at; i++)
		if (first_word(row_at(i)->name) == first_word(name)
			&& strncmp(row_at(i)->name, name, first_word(name)) == 0)
			return true;
	return false;
}

/* The row that "[the options of add]" names. */
static const struct command_row *named(const char *words)
{
	size_t n = strcspn(words, "]");

	for (size_t i = 0; i < row_count(); i++) {
		const char *name = row_at(i)->name;
		size_t len = strlen(name);

		if (len >= n && strncmp(name + len - n, words, n) == 0 && (len == n || name[len - n - 1] == ' '))
			return row_at(i);
	}
	return row_at(0);
}

/* Calls `each` with every "--option" of a command and what stands behind it ("" = no value). */
static void own_options(const struct command_row *row,
	void (*each)(const struct command_row *row, const char *name, const char *value))
{
	static const char borrowed[] = "[the options of ";
	const char *at = strstr(row->words, borrowed);

	if (at)
		own_options(named(at + strlen(borrowed)), each);
	for (at = strstr(row->words, "--"); at; at = strstr(at, "--")) {
		struct str name = STR_INIT, value = STR_INIT;
		size_t n = strcspn(at, " ]");

		str_addn(&name, at, n);
		at += n;
		if (*at == ' ' && at[1] != '-' && at[1] != '[' && at[1] != '|')
			str_addn(&value, at + 1, strcspn(at + 1, " ]"));
		each(row, name.text, value.text);
		str_release(&name);
		str_release(&value);
	}
}

/* "a|b|c" is a choice; FILE and DIR are places; anything else is anybody's guess. */
static bool is_choice(const char *value)
{
	return strchr(value, '|') && !isupper((unsigned char)value[0]);
}

static void put_words(const char *value)
{
	for (; *value; value++)
		putchar(*value == '|' ? ' ' : *value);
}

/* ---- bash and zsh ---- */

static void put_option_name(const struct command_row *row, const char *name, const char *value)
{
	(void)row;
	(void)value;
	printf("%s ", name);
}

static void put_case(const char *name, const char *value)
{
	if (is_choice(value)) {
		printf("\t%s) next='", name);
		put_words(value);
		puts("' ;;");
	} else if (*value) {
		printf("\t%s) next=%s ;;\n", name, str_starts(value, "FILE") ? "FILE"
			: str_starts(value, "DIR") ? "DIR" : "ANY");
	}
}

static void put_own_case(const struct command_row *row, const char *name, const char *value)
{
	(void)row;
	put_case(name, value);
}

/* What follows an option; the first meaning of a name holds, as everywhere options stand first. */
static void put_values(void)
{
	puts("\tcase \"$1\" in");
	for (size_t i = 0; i < option_row_count; i++) {
		struct str name = STR_INIT;

		str_addf(&name, "--%s", option_rows[i].name);
		put_case(name.text, option_rows[i].argument ? option_rows[i].argument : "");
		str_release(&name);
	}
	for (size_t i = 0; i < row_count(); i++)
		own_options(row_at(i), put_own_case);
	puts("\t*) next= ;;\n\tesac");
}

static void put_families(void)
{
	for (size_t i = 0; i < row_count(); i++) {
		const char *name = row_at(i)->name;
		size_t n = first_word(name);

		if (first_seen(i) || !name[n])
			continue;
		printf("\t%.*s) next='", (int)n, name);
		for (size_t k = i; k < row_count(); k++)
			if (strncmp(row_at(k)->name, name, n + 1) == 0)
				printf("%s ", row_at(k)->name + n + 1);
		puts("' ;;");
	}
}

static void put_commands(void)
{
	puts("\tcase \"$1\" in");
	printf("\t'') next='");
	for (size_t i = 0; i < row_count(); i++)
		if (!first_seen(i))
			printf("%.*s ", (int)first_word(row_at(i)->name), row_at(i)->name);
	puts("' ;;");
	put_families();
	puts("\t*) next= ;;\n\tesac");
}

static void put_options(void)
{
	printf("\tnext='");
	for (size_t i = 0; i < option_row_count; i++)
		printf("--%s ", option_rows[i].name);
	puts("'\n\tcase \"$1\" in");
	for (size_t i = 0; i < row_count(); i++) {
		if (!strstr(row_at(i)->words, "--") && !strstr(row_at(i)->words, "the options of"))
			continue;
		printf("\t'%s') next=\"$next ", row_at(i)->name);
		own_options(row_at(i), put_option_name);
		puts("\" ;;");
	}
	puts("\tesac");
}

/* Which commands take the name of a file as a word of their own. */
static void put_files(void)
{
	puts("\tcase \"$1\" in");
	for (size_t i = 0; i < row_count(); i++)
		if (str_starts(row_at(i)->words, "FILE") || str_starts(row_at(i)->words, "OLD"))
			printf("\t'%s') next=FILE ;;\n", row_at(i)->name);
	puts("\t*) next= ;;\n\tesac");
}

/* Plain sh in functions of its own, which set `next`; the two shells differ in how they ask. */
static void put_shared(void)
{
	puts("_stige_values() {");
	put_values();
	puts("}\n\n_stige_commands() {");
	put_commands();
	puts("}\n\n_stige_options() {");
	put_options();
	puts("}\n\n_stige_files() {");
	put_files();
	puts("}\n\n"
		"# From the words before the cursor: `command`, as far as it is typed, and in `next` what may come next.\n"
		"_stige_next() {\n"
		"\tlocal word skip= one= two= last=\n"
		"\tfor word in \"$@\"; do\n"
		"\t\tlast=$word\n"
		"\t\tif [ -n \"$skip\" ]; then skip=; continue; fi\n"
		"\t\tcase \"$word\" in\n"
		"\t\t--*=*) ;;\n"
		"\t\t--*) _stige_values \"$word\"; skip=$next ;;\n"
		"\t\t*) if [ -z \"$one\" ]; then one=$word; elif [ -z \"$two\" ]; then two=$word; fi ;;\n"
		"\t\tesac\n"
		"\tdone\n"
		"\tif [ -n \"$skip\" ]; then command=; _stige_values \"$last\"; return; fi\n"
		"\t_stige_commands \"$one\"\n"
		"\tcommand=$one\n"
		"\tif [ -n \"$one\" ] && [ -n \"$next\" ]; then\n"
		"\t\t[ -z \"$two\" ] && return\n"
		"\t\tcommand=\"$one $two\"\n"
		"\tfi\n"
		"\t[ -z \"$one\" ] || _stige_files \"$command\"\n"
		"}\n");
}

static void put_bash(void)
{
	puts("# bash completion of stige");
	put_shared();
	puts("_stige() {\n"
		"\tlocal next command cur=${COMP_WORDS[COMP_CWORD]}\n"
		"\tCOMPREPLY=()\n"
		"\t_stige_next \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"\n"
		"\tcase \"$next\" in\n"
		"\tFILE) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$cur\")) ;;\n"
		"\tDIR) compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$cur\")) ;;\n"
		"\tANY) return ;;\n"
		"\tesac\n"
		"\tcase \"$cur\" in\n"
		"\t-*) _stige_options \"$command\" ;;\n"
		"\tesac\n"
		"\t[ \"$next\" = FILE ] || [ \"$next\" = DIR ] || COMPREPLY=($(compgen -W \"$next\" -- \"$cur\"))\n"
		"}\n"
		"complete -F _stige stige");
}

static void put_zsh(void)
{
	puts("#compdef stige");
	put_shared();
	puts("_stige_complete() {\n"
		"\tlocal next command cur=$1\n"
		"\tshift\n"
		"\t_stige_next \"$@\"\n"
		"\tcase \"$next$cur\" in\n"
		"\tANY*) return ;;\n"
		"\t*-*) [[ $cur == -* ]] && _stige_options \"$command\" ;;\n"
		"\tesac\n"
		"\tcase \"$next\" in\n"
		"\tFILE) _files; return ;;\n"
		"\tDIR) _files -/; return ;;\n"
		"\tesac\n"
		"\tcompadd -- ${=next}\n"
		"}\n"
		"_stige_complete \"${words[CURRENT]}\" \"${(@)words[2,CURRENT-1]}\"");
}

/* ---- fish ---- */

static void put_quoted(const char *text)
{
	putchar('\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('\'');
}

static void put_fish_value(const char *value)
{
	if (is_choice(value)) {
		fputs(" -x -a '", stdout);
		put_words(value);
		putchar('\'');
	} else if (*value) {
		fputs(str_starts(value, "FILE") || str_starts(value, "DIR") ? " -r -F" : " -x", stdout);
	}
}

/* True in fish where the command line has begun with this command's words. */
static void put_fish_condition(const char *name)
{
	printf(" -n '__stige_is %s'", name);
}

static void put_fish_option(const struct command_row *row, const char *name, const char *value)
{
	fputs("complete -c stige", stdout);
	put_fish_condition(row->name);
	printf(" -l %s", name + 2);
	put_fish_value(value);
	putchar('\n');
}

static void put_fish_command(size_t at)
{
	const struct command_row *row = row_at(at);
	size_t n = first_word(row->name);

	if (!first_seen(at)) {
		printf("complete -c stige -n '__stige_is' -a %.*s", (int)n, row->name);
		if (!row->name[n]) {
			fputs(" -d ", stdout);
			put_quoted(_(row->help));
		}
		putchar('\n');
	}
	if (row->name[n]) {
		printf("complete -c stige -n '__stige_is %.*s' -a %s -d ", (int)n, row->name, row->name + n + 1);
		put_quoted(_(row->help));
		putchar('\n');
	}
	if (str_starts(row->words, "FILE") || str_starts(row->words, "OLD")) {
		fputs("complete -c stige -F", stdout);
		put_fish_condition(row->name);
		putchar('\n');
	}
	own_options(row, put_fish_option);
}

static void put_valued(const struct command_row *row, const char *name, const char *value)
{
	(void)row;
	if (*value)
		printf(" %s", name);
}

/* Every option whose value may be the next word. */
static void put_all_valued(void)
{
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].argument)
			printf(" --%s", option_rows[i].name);
	for (size_t i = 0; i < row_count(); i++)
		own_options(row_at(i), put_valued);
}

static void put_fish(void)
{
	puts("# fish completion of stige\n"
		"# Have these words been typed, without options and their values (a command's own words may follow)?\n"
		"function __stige_is\n"
		"\tset -l typed (commandline -opc)\n"
		"\tset -e typed[1]\n"
		"\tset -l bare\n"
		"\tset -l skip no");
	fputs("\tset -l valued", stdout);
	put_all_valued();
	puts("\n\tfor word in $typed\n"
		"\t\tif test $skip = yes\n"
		"\t\t\tset skip no\n"
		"\t\telse if string match -q -- '-*' $word\n"
		"\t\t\tcontains -- $word $valued; and set skip yes\n"
		"\t\telse\n"
		"\t\t\tset -a bare $word\n"
		"\t\tend\n"
		"\tend\n"
		"\tset -l n (count $argv)\n"
		"\tif test $n -eq 0\n"
		"\t\ttest (count $bare) -eq 0\n"
		"\telse if test (count $bare) -lt $n\n"
		"\t\treturn 1\n"
		"\telse\n"
		"\t\ttest \"$bare[1..$n]\" = \"$argv\"\n"
		"\tend\n"
		"end\n"
		"complete -c stige -f");
	for (size_t i = 0; i < option_row_count; i++) {
		printf("complete -c stige -l %s", option_rows[i].name);
		put_fish_value(option_rows[i].argument ? option_rows[i].argument : "");
		fputs(" -d ", stdout);
		put_quoted(_(option_rows[i].help));
		putchar('\n');
	}
	for (size_t i = 0; i < row_count(); i++)
		put_fish_command(i);
}

static const struct {
	const char *shell;
	void (*put)(void);
} shells[] = { { "bash", put_bash }, { "zsh", put_zsh }, { "fish", put_fish } };

int main(int argc, char **argv)
{
	i18n_start("en", "");
	for (size_t i = 0; i < ARRAY_SIZE(shells); i++)
		if (argc == 2 && str_eq(argv[1], shells[i].shell)) {
			shells[i].put();
			return fflush(stdout) == 0 ? 0 : 74;
		}
	return 64;
}
