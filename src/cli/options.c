/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/cli/options.h"

#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

enum option {
	OPT_DATABASE, OPT_FORMS, OPT_LANG, OPT_NOW, OPT_AS, OPT_READ_ONLY, OPT_PASSPHRASE_FD, OPT_SCRIPT,
	OPT_SIZE, OPT_DUMP, OPT_SPARK, OPT_THEME, OPT_COLOR, OPT_SPEAK, OPT_ACCESSIBLE, OPT_HELP, OPT_VERSION, OPT_COUNT
};

const struct option_row option_rows[] = {
	[OPT_DATABASE] = { "database", "FILE", N_("use this database instead of your own") },
	[OPT_FORMS] = { "forms", "DIR", N_("read the questionnaires and the advice tables from this folder") },
	[OPT_LANG] = { "lang", "da|en", N_("language of the program") },
	[OPT_NOW] = { "now", "INSTANT", N_("act as if it were this time, such as 2026-11-22T09:30") },
	[OPT_AS] = { "as", "LOGIN", N_("work as the caseworker with this login") },
	[OPT_READ_ONLY] = { "read-only", NULL,
		N_("change nothing; serves check, dump --hash, form, evidence and doctor") },
	[OPT_PASSPHRASE_FD] = { "passphrase-fd", "N",
		N_("read the passphrase from this file descriptor, one a line") },
	[OPT_SCRIPT] = { "script", "FILE", N_("take the keys from this file, without a terminal") },
	[OPT_SIZE] = { "size", "CxR", N_("columns and rows of the screen of --script") },
	[OPT_DUMP] = { "dump", "DIR", N_("folder for the screens of --script") },
	[OPT_SPARK] = { "spark", "blocks|lines|digits", N_("how sparklines are drawn") },
	[OPT_THEME] = { "theme", "auto|mono|dark|light|high|console8", N_("how the screens look") },
	[OPT_COLOR] = { "color", "auto|always|never", N_("colours; no meaning rests on them") },
	[OPT_SPEAK] = { "speak", "COMMAND", N_("reads the client's questions aloud; gets them on its standard input") },
	[OPT_ACCESSIBLE] = { "accessible", NULL, N_("plain prompts, one a line, instead of the screens") },
	[OPT_HELP] = { "help", NULL, N_("say what can be done") },
	[OPT_VERSION] = { "version", NULL, N_("say which version this is") },
};
const size_t option_row_count = ARRAY_SIZE(option_rows);

static enum stige_rc value_bad(enum option opt, const char *value, struct err *err)
{
	return err_set(err, STIGE_USAGE, _("--%s cannot be \"%s\"; it takes %s"), option_rows[opt].name, value,
		option_rows[opt].argument);
}

/* Is `value` one of the words of the option's argument, "a|b|c"? */
static bool value_listed(enum option opt, const char *value)
{
	const char *p = option_rows[opt].argument;
	size_t n = strlen(value);

	while (p) {
		if (strncmp(p, value, n) == 0 && (p[n] == '|' || !p[n]))
			return n > 0;
		p = strchr(p, '|');
		p = p ? p + 1 : NULL;
	}
	return false;
}

static enum stige_rc set_word(enum option opt, const char *value, const char **ret, struct err *err)
{
	if (!value_listed(opt, value))
		return value_bad(opt, value, err);
	*ret = value;
	return STIGE_OK;
}

static enum stige_rc set_size(struct options *o, const char *value, struct err *err)
{
	char columns[8] = "";
	long c, r;
	const char *x = strchr(value, 'x');

	if (x && (size_t)(x - value) < sizeof(columns)) {
		memcpy(columns, value, (size_t)(x - value));
		if (str_to_long(columns, 1, 500, &c) && str_to_long(x + 1, 1, 500, &r)) {
			o->columns = (int)c;
			o->rows = (int)r;
			return STIGE_OK;
		}
	}
	return err_set(err, STIGE_USAGE,
		_("--size cannot be \"%s\"; write columns x rows, such as 80x24"), value);
}

static enum stige_rc set_now(struct options *o, const char *value, struct err *err)
{
	if (instant_parse(value, &o->now))
		return STIGE_OK;
	return err_set(err, STIGE_USAGE, _("--now cannot be \"%s\"; write it as 2026-11-22T09:30"), value);
}

static enum stige_rc set_passphrase_fd(struct options *o, const char *value, struct err *err)
{
	long fd;

	if (!str_to_long(value, 0, 1023, &fd))
		return value_bad(OPT_PASSPHRASE_FD, value, err);
	o->passphrase_fd = (int)fd;
	return STIGE_OK;
}

static enum stige_rc set_value(struct options *o, enum option opt, const char *value, struct err *err)
{
	switch (opt) {
	case OPT_DATABASE:
		o->database = value;
		o->database_given = true;
		return STIGE_OK;
	case OPT_FORMS: o->forms = value; return STIGE_OK;
	case OPT_AS: o->as = value; return STIGE_OK;
	case OPT_SCRIPT: o->script = value; return STIGE_OK;
	case OPT_DUMP: o->dump = value; return STIGE_OK;
	case OPT_SPEAK: o->speak = value; return STIGE_OK;
	case OPT_THEME: return set_word(opt, value, &o->theme, err);
	case OPT_LANG: return set_word(opt, value, &o->lang, err);
	case OPT_SPARK: return set_word(opt, value, &o->spark, err);
	case OPT_COLOR: return set_word(opt, value, &o->color, err);
	case OPT_SIZE: return set_size(o, value, err);
	case OPT_NOW: return set_now(o, value, err);
	case OPT_PASSPHRASE_FD: return set_passphrase_fd(o, value, err);
	case OPT_ACCESSIBLE: o->accessible = true; return STIGE_OK;
	case OPT_READ_ONLY: o->read_only = true; return STIGE_OK;
	case OPT_HELP: o->help = true; return STIGE_OK;
	case OPT_VERSION: o->version = true; return STIGE_OK;
	case OPT_COUNT: break;
	}
	return STIGE_OK;
}

/* The option that argv's word names, OPT_COUNT if none; *ret_value is what stands after "=". */
static enum option option_find(const char *word, const char **ret_value)
{
	size_t n = strcspn(word, "=");

	*ret_value = word[n] ? word + n + 1 : NULL;
	for (enum option i = 0; i < OPT_COUNT; i++)
		if (strlen(option_rows[i].name) == n && strncmp(option_rows[i].name, word, n) == 0)
			return i;
	return OPT_COUNT;
}

/* One name has two meanings: the size of an invented caseload is that command's own option. */
static bool is_commands_own(enum option opt, int kept, char **argv)
{
	return opt == OPT_SIZE && kept > 0 && str_eq(argv[0], "synthetic");
}

/* The option at argv[*i] and its value, which may be the next word. */
static enum stige_rc take_one(struct options *o, enum option opt, const char *value, int *i, int argc,
	char **argv, struct err *err)
{
	const struct option_row *row = &option_rows[opt];

	if (!row->argument && value)
		return err_set(err, STIGE_USAGE, _("--%s takes no value; leave \"=%s\" out"), row->name, value);
	if (row->argument && !value) {
		if (*i + 1 >= argc)
			return err_set(err, STIGE_USAGE, _("--%s needs a value; it takes %s"), row->name, row->argument);
		value = argv[++*i];
	}
	return set_value(o, opt, value, err);
}

static enum stige_rc options_take(struct options *o, int *argc, char **argv, struct err *err)
{
	int kept = 0, i = 0;
	enum stige_rc rc = STIGE_OK;

	for (; i < *argc && !str_eq(argv[i], "--") && !rc; i++) {
		const char *value = NULL;
		enum option opt = str_starts(argv[i], "--") ? option_find(argv[i] + 2, &value) : OPT_COUNT;

		if (opt == OPT_COUNT || is_commands_own(opt, kept, argv))
			argv[kept++] = argv[i];
		else
			rc = take_one(o, opt, value, &i, *argc, argv, err);
	}
	/* "--" before the command has done its work; behind it the command must see it too. */
	if (i < *argc && kept == 0)
		i++;
	while (i < *argc)
		argv[kept++] = argv[i++];
	*argc = kept;
	return rc;
}

/* The user's own copies of the forms, where there are any. */
static bool own_forms(struct str *out)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (config && config[0] == '/')
		file_join(out, config, "stige/forms");
	else if (home && home[0] == '/')
		file_join(out, home, ".config/stige/forms");
	return out->len > 0 && file_exists(out->text);
}

static void find_forms(struct options *o)
{
	struct str *p = &o->forms_path;

	if (!own_forms(p) && !file_beside_program(p, "../share/stige/forms") && !file_beside_program(p, "../forms")) {
		str_clear(p);
		str_add(p, STIGE_FORMSDIR);
	}
	o->forms = p->text;
}

void options_localedir(struct str *out)
{
	if (file_beside_program(out, "../share/locale/da") || file_beside_program(out, "src/po/da")) {
		str_cut(out, out->len - strlen("/da"));
		return;
	}
	str_clear(out);
	str_add(out, STIGE_LOCALEDIR);
}

/* The name in this line of /etc/passwd when its number is ours: "name:x:1000:...". */
static bool is_ours(const char *line, size_t n, struct str *out)
{
	const char *x = memchr(line, ':', n);
	const char *number = x ? memchr(x + 1, ':', n - (size_t)(x + 1 - line)) : NULL;
	struct str ours = STR_INIT;
	bool same;

	str_addf(&ours, ":%lu:", (unsigned long)getuid());
	same = number && (size_t)(line + n - number) >= ours.len && memcmp(number, ours.text, ours.len) == 0;
	if (same)
		str_addn(out, line, (size_t)(x - line));
	str_release(&ours);
	return same;
}

/*
 * Read by hand: the library's own look-up may ask a service on the network. Who is in a directory
 * elsewhere has a name from the log-in.
 */
static void find_login(struct options *o)
{
	struct str users = STR_INIT;
	const char *line, *end, *name = getenv("LOGNAME");
	bool found = false;

	if (file_read("/etc/passwd", (size_t)1 << 20, &users, NULL) != STIGE_OK)
		str_clear(&users);
	for (line = users.text; *line && !found; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		found = is_ours(line, (size_t)(end - line), &o->login);
	}
	if (!found && name && *name)
		str_add(&o->login, name);
	else if (!found)
		str_addf(&o->login, "uid%ld", (long)getuid());
	o->as = o->login.text;
	str_release(&users);
}

/* ACCESSIBLE set to anything but 0, or a terminal that can do nothing else. */
static bool wants_lines(const char *accessible, const char *term)
{
	return (accessible && *accessible && !str_eq(accessible, "0")) || str_eq(term, "dumb");
}

enum stige_rc options_parse(struct options *o, int *argc, char **argv, struct err *err)
{
	enum stige_rc rc;

	*o = (struct options){ .now = INSTANT_NONE, .passphrase_fd = -1, .color = "auto",
		.accessible = wants_lines(getenv("ACCESSIBLE"), getenv("TERM")) };
	str_init(&o->database_path);
	str_init(&o->forms_path);
	str_init(&o->login);
	rc = options_take(o, argc, argv, err);
	if (rc)
		return rc;
	/* Without a home there may be nothing to open: whoever opens the database says so. */
	if (!o->database && store_default_path(&o->database_path, NULL) == STIGE_OK)
		o->database = o->database_path.text;
	if (!o->forms)
		find_forms(o);
	if (!o->as)
		find_login(o);
	return STIGE_OK;
}

/* Byte by byte: the next line belongs to the next question. */
enum stige_rc options_secret(const struct options *o, char **ret, struct err *err)
{
	char *line, c = '\0';
	size_t n = 0;
	ssize_t got = 0;

	*ret = NULL;
	if (o->passphrase_fd < 0)
		return STIGE_OK;
	line = secret_new(OPTIONS_SECRET);
	while ((got = read(o->passphrase_fd, &c, 1)) == 1 && c != '\n') {
		if (n + 1 == OPTIONS_SECRET)
			break;
		line[n++] = c;
	}
	if (n > 0 && line[n - 1] == '\r')
		line[--n] = '\0';
	if ((got == 1 && c != '\n') || memchr(line, '\0', n)) {
		secret_free(line);
		return err_set(err, STIGE_DATA, _("the passphrase is too long or no text; write one line of text"));
	}
	if (n == 0) {
		secret_free(line);
		return err_set(err, STIGE_NOINPUT,
			_("file descriptor %d holds no further passphrase; write one line for each"),
			o->passphrase_fd);
	}
	*ret = line;
	return STIGE_OK;
}

enum stige_rc options_not_read_only(struct err *err)
{
	return err_set(err, STIGE_USAGE,
		_("--read-only serves check, dump --hash, form, evidence and doctor; leave it out here"));
}

void options_release(struct options *o)
{
	str_release(&o->database_path);
	str_release(&o->forms_path);
	str_release(&o->login);
}
