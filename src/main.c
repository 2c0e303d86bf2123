/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ties the rooms: options, then a command, or the screens on one of the two terminals.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/desk.h"
#include "stige/cli/command.h"
#include "stige/cli/demo.h"
#include "stige/cli/options.h"
#include "stige/linear/linear.h"
#include "stige/screens/app.h"
#include "stige/store/backup.h"
#include "stige/store/keys.h"
#include "stige/term/curses.h"
#include "stige/term/lines.h"
#include "stige/term/script.h"
#include "stige/term/speaker.h"
#include "stige/ui/loop.h"
#include "stige/ui/theme.h"
#include "stige/base/banned.h"

/* The clock of the screens: the terminal's, so that a script's @after moves it. */
static int64_t terminal_now(void *ctx)
{
	struct terminal *const *t = ctx;

	return *t ? (*t)->ops->now(*t) : date_now();
}

static enum stige_rc open_script(const struct options *o, struct terminal **ret, struct err *err)
{
	struct term_script_options options = {
		.path = o->script, .dump_dir = o->dump, .rows = o->rows ? o->rows : 24,
		.cols = o->columns ? o->columns : 80, .now = o->now != INSTANT_NONE ? o->now : date_now(),
		.spark = SPARK_BLOCKS,
	};

	if (o->spark)
		spark_parse(o->spark, &options.spark);
	return term_script_open(&options, ret, err);
}

static enum stige_rc open_curses(const struct options *o, struct terminal **ret, struct err *err)
{
	struct term_curses_options options = {
		.term = getenv("TERM"), .no_color = getenv("NO_COLOR"), .esc_delay = getenv("ESCDELAY"),
		.sync_fd = getenv("STIGE_TEST_SYNC"), .now_given = o->now != INSTANT_NONE, .now = o->now,
	};

	if (o->theme && !theme_parse(o->theme, &options.theme))
		return err_set(err, STIGE_USAGE, _("--theme cannot be \"%s\"; it takes %s"), o->theme,
			"auto, mono, dark, light, high, console8");
	theme_colour_parse(o->color, &options.colour);
	if (o->spark)
		options.spark_given = spark_parse(o->spark, &options.spark);
	return term_curses_open(&options, ret, err);
}

struct screens {
	const char *database;
	const char *localedir;
	const char *hint, *open_client;          /* the demo's */
	const char *meet;                        /* the linear mode's: one meeting, then the end */
	const char *passphrase;                  /* NULL = asked for on the screen */
};

static enum stige_rc run_app(const struct options *o, const struct screens *s, struct desk *d, struct terminal *t,
	struct err *err)
{
	struct app_options options = {
		.desk = d, .login = o->as, .localedir = s->localedir, .fill_demo = demo_fill,
		.hint = s->hint, .open_client = s->open_client,
	};
	struct speaker *speaker = NULL;
	struct app *app = NULL;
	struct ui ui;
	int rows, cols;
	enum stige_rc rc = o->speak ? speaker_new(o->speak, &speaker, err) : STIGE_OK;

	options.speak = speaker ? speaker_say : NULL;
	options.speak_ctx = speaker;
	if (!rc)
		rc = app_new(&options, &app, err);
	if (rc) {
		speaker_free(speaker);
		return rc;
	}
	t->ops->size(t, &rows, &cols);
	ui_init(&ui, app, rows, cols, t->ops->now(t));
	ui.spark = t->spark;
	if (d->synthetic)
		ui.flags |= UI_INVENTED;
	rc = app_start(app, &ui, err);
	if (!rc)
		rc = loop_run(&ui, t, err);
	ui_release(&ui);
	app_free(app);
	speaker_free(speaker);
	return rc;
}

/* A session ends with a backup, unless everybody in it is invented. */
static enum stige_rc roll_backup(struct desk *d, struct err *err)
{
	struct err why = ERR_INIT;

	if (!d->founded || d->locked || d->synthetic || backup_roll(d->store, &why) == STIGE_OK)
		return STIGE_OK;
	return err_set(err, why.rc, _("everything is saved, but the backup at the end was not made: %s"), why.msg);
}

/*
 * The terminal first: without one no file is made. What is wrong with the file is said by main, on the
 * screen that closing the terminal has brought back.
 */
static enum stige_rc run_screens(const struct options *o, const struct screens *s, struct err *err)
{
	struct terminal *t = NULL;
	struct desk_options options = {
		.store = { .path = s->database, .create = true, .now = terminal_now, .now_ctx = &t },
		.forms_dir = o->forms, .login = o->as, .lang = i18n_lang(), .passphrase = s->passphrase,
	};
	struct desk *d = NULL;
	enum stige_rc rc;

	if (o->read_only)
		return options_not_read_only(err);
	rc = o->script ? open_script(o, &t, err) : open_curses(o, &t, err);
	if (!rc)
		rc = desk_open(&options, &d, err);
	if (!rc)
		rc = run_app(o, s, d, t, err);
	if (!rc)
		rc = roll_backup(d, err);
	if (t) {
		struct terminal *closing = t;

		t = NULL;        /* the store may still ask for the time */
		closing->ops->close(closing);
	}
	desk_close(d);
	return rc;
}

static int64_t lines_now(void *ctx)
{
	struct lines *const *l = ctx;

	return *l ? (*l)->ops->now(*l) : date_now();
}

static enum stige_rc run_linear(const struct options *o, const struct screens *s, struct err *err)
{
	const struct term_lines_options terminal = { .now_given = o->now != INSTANT_NONE, .now = o->now };
	struct lines *l = NULL;
	struct desk_options options = {
		.store = { .path = s->database, .create = true, .now = lines_now, .now_ctx = &l },
		.forms_dir = o->forms, .login = o->as, .lang = i18n_lang(), .passphrase = s->passphrase,
	};
	struct linear_options linear = {
		.login = o->as, .localedir = s->localedir, .hint = s->hint, .meet = s->meet,
	};
	struct desk *d = NULL;
	enum stige_rc rc = o->read_only ? options_not_read_only(err) : term_lines_open(&terminal, &l, err);

	if (!rc)
		rc = desk_open(&options, &d, err);
	linear.desk = d;
	linear.lines = l;
	if (!rc)
		rc = linear_run(&linear, err);
	if (!rc)
		rc = roll_backup(d, err);
	if (l) {
		struct lines *closing = l;

		l = NULL;        /* the store may still ask for the time */
		closing->ops->close(closing);
	}
	desk_close(d);
	return rc;
}

/* The screens, or the linear mode where it was asked for. A script's keys are the screens'. */
static enum stige_rc run_program(const struct options *o, const struct screens *s, struct err *err)
{
	return (o->accessible || s->meet) && !o->script ? run_linear(o, s, err) : run_screens(o, s, err);
}

static enum stige_rc run_demo(const struct options *o, const char *localedir, struct err *err)
{
	bool screens = o->script || o->accessible || (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
	struct demo demo;
	struct screens s = {
		.localedir = localedir,
		.hint = o->accessible ? _("Demo: every person here is invented.")
			: _("Demo: every person here is invented. Enter opens a client, m begins a meeting, ? is help."),
		.open_client = synthetic_story_client(),
	};
	enum stige_rc rc = demo_begin(o, &demo, err);

	s.database = demo.path.text;
	s.passphrase = demo.passphrase;
	if (!rc)
		rc = screens ? run_program(o, &s, err) : demo_text(o, &demo, stdout, err);
	demo_end(&demo);
	return rc;
}

static enum stige_rc run_own(const struct options *o, const char *localedir, const char *meet, struct err *err)
{
	struct screens own = { .database = o->database, .localedir = localedir, .meet = meet };
	char *passphrase = NULL;
	enum stige_rc rc = options_secret(o, &passphrase, err);

	own.passphrase = passphrase;
	if (!rc)
		rc = run_program(o, &own, err);
	secret_free(passphrase);
	return rc;
}

/* What begins a run of the program and is no command of the table: none, "demo", "meet CASE". */
static enum stige_rc run_words(const struct options *o, const char *localedir, int argc, char **argv, struct err *err)
{
	bool meet = argc > 0 && str_eq(argv[0], "meet");
	int most = meet ? 2 : 1;

	if (argc > most)
		return err_set(err, STIGE_USAGE, _("\"%s\" is one word too many; see stige --help"), argv[most]);
	if (meet && argc < 2)
		return err_set(err, STIGE_USAGE, _("whom to meet is not clear; write stige meet CASE"));
	return argc == 1 ? run_demo(o, localedir, err) : run_own(o, localedir, meet ? argv[1] : NULL, err);
}

static int run_command(const struct options *o, int argc, char **argv)
{
	struct options own = *o;
	struct terminal_facts terminal = { .present = false };

	if (str_eq(argv[0], "doctor"))
		term_curses_facts(getenv("TERM"), &terminal);
	own.terminal = &terminal;
	return command_run(&own, argc, argv, stdout, stderr);
}

static int run(const struct options *o, const char *localedir, int argc, char **argv)
{
	struct err err = ERR_INIT;

	if (o->version) {
		printf("stige %s\n", STIGE_VERSION);
		return command_end(stdout, stderr);
	}
	if (o->help)
		return command_help(argc, argv, stdout, stderr);
	if (argc > 0 && !str_eq(argv[0], "demo") && !str_eq(argv[0], "meet"))
		return run_command(o, argc, argv);
	return run_words(o, localedir, argc, argv, &err) ? command_fail(stderr, &err) : 0;
}

/* A closed standard stream would let the database become file 2: fill the gaps first. */
static void fill_standard_streams(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

/* Health data is in memory: no core file, no debugger of the same user. A full disk must come back as an error. */
static void harden(void)
{
	const struct rlimit none = { 0, 0 };

	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, STIGE_DUMPABLE);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
	struct options o;
	struct err err = ERR_INIT;
	struct str localedir = STR_INIT;
	int count = argc - 1;
	int code;

	fill_standard_streams();
	harden();
	options_localedir(&localedir);
	i18n_start(NULL, localedir.text);
	if (options_parse(&o, &count, argv + 1, &err)) {
		code = command_fail(stderr, &err);
	} else {
		i18n_start(o.lang, localedir.text);
		code = run(&o, localedir.text, count, argv + 1);
	}
	options_release(&o);
	str_release(&localedir);
	return code;
}
