/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/cli/options.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum option {
	OPT_DATABASE, OPT_FORMS, OPT_LANG, OPT_NOW, OPT_AS, OPT_READ_ONLY, OPT_PASSPHRASE_FD, OPT_SCRIPT, OPT_SIZE,
	OPT_DUMP, OPT_SPARK, OPT_THEME, OPT_COLOR, OPT_ACCESSIBLE, OPT_HELP, OPT_VERSION, OPT_COUNT
};

const struct option_row option_rows[] = {
	[OPT_DATABASE] = { "database", "FILE", N_("use this database instead of your own") },
	[OPT_FORMS] = { "forms", "DIR", N_("read the questionnaires and the advice tables from this folder") },
	[OPT_LANG] = { "lang", "da|en", N_("language of the program") },
	[OPT_NOW] = { "now", "INSTANT", N_("act as if it were this time, such as 2026-11-22T09:30") },
	[OPT_AS] = { "as", "LOGIN", N_("work as the caseworker with this login") },
	[OPT_READ_ONLY] = { "read-only", NULL, N_("change nothing; serves check, dump --hash, form, evidence and doctor") },
	[OPT_PASSPHRASE_FD] = { "passphrase-fd", "N", N_("read the passphrase from this file descriptor") },
	[OPT_SCRIPT] = { "script", "FILE", N_("take the keys from this file, without a terminal") },
	[OPT_SIZE] = { "size", "CxR", N_("columns and rows of the screen of --script") },
	[OPT_DUMP] = { "dump", "DIR", N_("folder for the screens of --script") },
	[OPT_SPARK] = { "spark", "blocks|lines|digits", N_("how sparklines are drawn") },
	[OPT_THEME] = { "theme", "NAME", N_("auto, mono, dark, light, high or console8") },
	[OPT_COLOR] = { "color", "auto|always|never", N_("colours; no meaning rests on them") },
	[OPT_ACCESSIBLE] = { "accessible", NULL, N_("plain prompts, one a line") },
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
	return err_set(err, STIGE_USAGE, _("--size cannot be \"%s\"; write columns x rows, such as 80x24"), value);
}

static enum stige_rc set_fd(struct options *o, const char *value, struct err *err)
{
	long fd;

	if (!str_to_long(value, 0, 1023, &fd))
		return err_set(err, STIGE_USAGE, _("--passphrase-fd cannot be \"%s\"; it takes a number"), value);
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
	case OPT_THEME: o->theme = value; return STIGE_OK;
	case OPT_LANG: return set_word(opt, value, &o->lang, err);
	case OPT_SPARK: return set_word(opt, value, &o->spark, err);
	case OPT_COLOR: return set_word(opt, value, &o->color, err);
	case OPT_SIZE: return set_size(o, value, err);
	case OPT_PASSPHRASE_FD: return set_fd(o, value, err);
	case OPT_NOW:
		if (instant_parse(value, &o->now))
			return STIGE_OK;
		return err_set(err, STIGE_USAGE, _("--now cannot be \"%s\"; write it as 2026-11-22T09:30"), value);
	case OPT_READ_ONLY: o->read_only = true; return STIGE_OK;
	case OPT_ACCESSIBLE: o->accessible = true; return STIGE_OK;
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

/* A size in words is a command's own: "study". */
static bool is_word(const char *value)
{
	return *value >= 'a' && *value <= 'z';
}

static enum stige_rc options_take(struct options *o, int *argc, char **argv, struct err *err)
{
	int kept = 0;
	enum stige_rc rc;

	for (int i = 0; i < *argc; i++) {
		const char *value = NULL;
		enum option opt = OPT_COUNT;

		if (str_eq(argv[i], "--")) {
			while (i < *argc)
				argv[kept++] = argv[i++];
			break;
		}
		if (str_starts(argv[i], "--"))
			opt = option_find(argv[i] + 2, &value);
		if (opt == OPT_COUNT) {
			argv[kept++] = argv[i];
			continue;
		}
		if (option_rows[opt].argument && !value) {
			if (i + 1 >= *argc)
				return err_set(err, STIGE_USAGE, _("--%s needs a value: %s"), option_rows[opt].name,
					option_rows[opt].argument);
			value = argv[++i];
		}
		if (opt == OPT_SIZE && is_word(value) && value == argv[i]) {
			argv[kept++] = argv[i - 1];
			argv[kept++] = argv[i];
			continue;
		}
		rc = set_value(o, opt, value, err);
		if (rc)
			return rc;
	}
	*argc = kept;
	return STIGE_OK;
}

/* $VARIABLE/rest, or $HOME/fallback/rest. */
static void xdg_path(struct str *out, const char *variable, const char *fallback, const char *rest)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");

	if (base && base[0] == '/') {
		file_join(out, base, rest);
		return;
	}
	str_addf(out, "%s/%s/%s", home ? home : "", fallback, rest);
}

/* A folder beside the program: installed ("bin/../share/stige/forms") or in the build tree. */
static bool beside_program(struct str *out, const char *relative)
{
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	if (n <= 0)
		return false;
	self[n] = '\0';
	slash = strrchr(self, '/');
	if (!slash)
		return false;
	*slash = '\0';
	str_clear(out);
	file_join(out, self, relative);
	return file_exists(out->text);
}

static void find_forms(struct options *o)
{
	struct str *p = &o->forms_path;

	xdg_path(p, "XDG_CONFIG_HOME", ".config", "stige/forms");
	if (!file_exists(p->text) && !beside_program(p, "../share/stige/forms") && !beside_program(p, "../forms")) {
		str_clear(p);
		str_add(p, STIGE_FORMSDIR);
	}
	o->forms = p->text;
}

void options_localedir(struct str *out)
{
	if (beside_program(out, "../share/locale/da") || beside_program(out, "src/po/da")) {
		str_cut(out, out->len - strlen("/da"));
		return;
	}
	str_clear(out);
	str_add(out, STIGE_LOCALEDIR);
}

static void find_login(struct options *o)
{
	const struct passwd *pw = getpwuid(getuid());

	if (pw)
		str_add(&o->login, pw->pw_name);
	else
		str_addf(&o->login, "uid%ld", (long)getuid());
	o->as = o->login.text;
}

enum stige_rc options_parse(struct options *o, int *argc, char **argv, struct err *err)
{
	enum stige_rc rc;

	*o = (struct options){ .now = INSTANT_NONE, .passphrase_fd = -1, .color = "auto" };
	str_init(&o->database_path);
	str_init(&o->forms_path);
	str_init(&o->login);
	rc = options_take(o, argc, argv, err);
	if (rc)
		return rc;
	if (!o->database) {
		xdg_path(&o->database_path, "XDG_DATA_HOME", ".local/share", "stige/stige.db");
		o->database = o->database_path.text;
	}
	if (!o->forms)
		find_forms(o);
	if (!o->as)
		find_login(o);
	return STIGE_OK;
}

void options_release(struct options *o)
{
	str_release(&o->database_path);
	str_release(&o->forms_path);
	str_release(&o->login);
}
