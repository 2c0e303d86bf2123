/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige doctor, the terminal: what it can show, what is made of it, and what to do where that is little. */
#include <langinfo.h>
#include <stdlib.h>

#include "doctor.h"
#include "output.h"
#include "stige/base/i18n.h"
#include "stige/ui/loop.h"
#include "stige/ui/theme.h"
#include "stige/ui/ui.h"
#include "stige/base/banned.h"

static void add_type(struct str *out, const struct terminal_facts *t)
{
	const char *term = getenv("TERM");

	if (!term || !*term)
		str_addf(out, _("terminal: TERM is not set, the screens cannot start; set it, or use --accessible\n"));
	else if (str_eq(term, "dumb"))
		str_addf(out, _("terminal: dumb, so everything goes by prompts, one a line; nothing is missing\n"));
	else if (!t->known)
		str_addf(out, _("terminal: %s is not known here; install ncurses-term, or set TERM to one that is\n"), term);
	else
		str_addf(out, _("terminal: %s\n"), term);
	if (!t->present)
		str_addf(out, _("window: none, this is no terminal; commands and --accessible work all the same\n"));
	else if (t->rows < UI_MIN_ROWS || t->columns < UI_MIN_COLS)
		str_addf(out, _("window: %d x %d is too small; make it %d x %d, or use --accessible\n"), t->columns, t->rows,
			UI_MIN_COLS, UI_MIN_ROWS);
	else
		str_addf(out, _("window: %d columns, %d rows\n"), t->columns, t->rows);
}

static void add_letters(struct str *out)
{
	const char *codes = nl_langinfo(CODESET);

	if (str_eq(codes, "UTF-8"))
		str_addf(out, _("letters: %s\n"), codes);
	else
		str_addf(out, _("letters: %s, so æ, ø and å are written ae, oe and aa; set LANG=C.UTF-8 or da_DK.UTF-8\n"),
			codes);
}

static void add_colours(struct str *out, const struct options *o, const struct terminal_facts *t)
{
	const char *no_color = getenv("NO_COLOR");
	enum theme_colour colour = THEME_COLOUR_AUTO;
	enum theme wanted = THEME_AUTO;

	theme_colour_parse(o->color, &colour);
	if (o->theme)
		theme_parse(o->theme, &wanted);
	if (t->colours <= 0)
		str_addf(out, _("colours: none; signs, words and bold say everything\n"));
	else if (theme_choose(wanted, colour, no_color, true) == THEME_MONO)
		str_addf(out, _("colours: %d, not used (%s); --color always uses them\n"), t->colours,
			no_color && *no_color ? "NO_COLOR" : wanted == THEME_MONO ? "--theme mono" : "--color never");
	else
		str_addf(out, _("colours: %d, theme %s; where it is hard to read: --theme high, light, dark, console8, mono\n"),
			t->colours, theme_name(wanted));
}

static void add_ladder(struct str *out, enum spark_ladder ladder, enum spark_ladder used)
{
	str_addf(out, "%s %-7s ", ladder == used ? "*" : " ", spark_name(ladder));
	for (int level = 1; level <= 5; level++)
		str_add(out, spark_glyph(ladder, level));
	str_addf(out, " %s\n", spark_glyph(ladder, 0));
}

static void add_sparks(struct str *out, const struct options *o, const struct terminal_facts *t)
{
	enum spark_ladder used = t->spark;

	if (o->spark)
		spark_parse(o->spark, &used);
	str_addf(out, _("sparklines: %s; take the first row that rises evenly here, with --spark:\n"), spark_name(used));
	for (enum spark_ladder l = SPARK_BLOCKS; l <= SPARK_DIGITS; l++)
		add_ladder(out, l, used);
}

enum stige_rc doctor_terminal(struct command_call *call, struct err *err)
{
	const struct options *o = call->options;
	struct str text = STR_INIT;
	enum stige_rc rc;

	add_type(&text, o->terminal);
	add_letters(&text);
	add_colours(&text, o, o->terminal);
	add_sparks(&text, o, o->terminal);
	rc = output_text(call, text.text, err);
	str_release(&text);
	return rc;
}
