/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program of one screen, to test the curses terminal with. It shows the key that came last
 * and one word in every role. Its own keys: m says a message, x breaks a rule of the program.
 * Options: --theme NAME, --spark NAME, --colour NAME, --mouse on.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "stige/base/bug.h"
#include "stige/base/str.h"
#include "stige/term/curses.h"
#include "stige/ui/ui.h"
#include "stige/base/banned.h"

struct stage {
	struct ui *ui;
	struct str last;
	int keys;
	int row;
};

static enum stige_rc stage_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct stage *s = state;

	(void)arg;
	(void)err;
	s->ui = ui;
	str_init(&s->last);
	return STIGE_OK;
}

static void stage_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	str_add(left, "Stage");
	str_add(right, "Sønderå");
}

static void draw_roles(struct canvas *c)
{
	static const char *const names[] = {
#define X(name, letter) #name,
		CANVAS_ROLES(X)
#undef X
	};
	int role;

	for (role = 0; role < ROLE_COUNT; role++)
		canvas_text(c, 5 + role / 7, role % 7 * 10, 9, (enum canvas_role)role, names[role]);
}

static void stage_draw(const void *state, struct canvas *c)
{
	static const struct spark_point climb[] = { { 1, 0 }, { 2, 0 }, { 3, 0 }, { 0, 0 }, { 4, 1 }, { 5, 0 } };
	const struct stage *s = state;

	canvas_hline(c, 0, 0, c->cols);
	canvas_textf(c, 1, 1, c->cols, ROLE_TEXT, "key %d: %s.", s->keys, s->last.text);
	canvas_textf(c, 2, 1, c->cols, ROLE_TEXT, "size %dx%d", c->cols, c->rows);
	canvas_text(c, 3, 1, c->cols, ROLE_TEXT, "wide 日本 e\xCC\x81 end");
	spark_draw(c, 4, 1, 20, s->ui->spark, ROLE_VALUE, climb, 6);
	canvas_fill(c, (struct rect){ 9 + s->row, 3, 1, 10 }, ROLE_FOCUS, "=");
	draw_roles(c);
	canvas_cursor(c, 9 + s->row, 3, s->row == 1);
}

static unsigned stage_action(void *state, enum action action)
{
	struct stage *s = state;

	s->keys++;
	str_clear(&s->last);
	str_addf(&s->last, "action %s", action_info(action)->name);
	BUG_ON(action == ACTION_EXPORT);
	if (action == ACTION_START_MEETING)
		ui_say(s->ui, "A meeting was begun.");
	s->row += action == ACTION_DOWN;
	s->row -= action == ACTION_UP && s->row > 0;
	return action == ACTION_SUSPEND || action == ACTION_LEAVE || action == ACTION_REDRAW
		? UI_UNHANDLED : UI_REDRAW;
}

static unsigned stage_text(void *state, struct key key)
{
	struct stage *s = state;

	s->keys++;
	str_clear(&s->last);
	key_format(key, &s->last);
	return UI_REDRAW;
}

static void stage_close(void *state)
{
	struct stage *s = state;

	str_release(&s->last);
}

static const struct screen stage_screen = {
	.name = "stage",
	.state_size = sizeof(struct stage),
	.context = CONTEXT_CASELOAD,
	.open = stage_open,
	.title = stage_title,
	.draw = stage_draw,
	.action = stage_action,
	.text = stage_text,
	.close = stage_close,
};

static enum stige_rc run(const struct term_curses_options *o, unsigned flags, struct err *err)
{
	struct terminal *t;
	struct ui ui;
	enum stige_rc rc = term_curses_open(o, &t, err);

	if (rc != STIGE_OK)
		return rc;
	ui_init(&ui, NULL, 24, 80, 0);
	ui.spark = t->spark;
	ui.flags |= flags;
	rc = ui_push(&ui, &stage_screen, NULL, NULL, err);
	if (rc == STIGE_OK)
		rc = loop_run(&ui, t, err);
	ui_release(&ui);
	t->ops->close(t);
	return rc;
}

int main(int argc, char **argv)
{
	struct term_curses_options o = {
		.term = getenv("TERM"), .no_color = getenv("NO_COLOR"), .esc_delay = getenv("ESCDELAY"),
		.sync_fd = getenv("STIGE_TEST_SYNC"), .now_given = true, .now = 1000,
	};
	struct err err = ERR_INIT;
	unsigned flags = 0;
	enum stige_rc rc;
	int i;

	setlocale(LC_ALL, "");
	for (i = 1; i + 1 < argc; i += 2) {
		if (str_eq(argv[i], "--spark"))
			o.spark_given = spark_parse(argv[i + 1], &o.spark);
		else if (str_eq(argv[i], "--theme"))
			theme_parse(argv[i + 1], &o.theme);
		else if (str_eq(argv[i], "--colour"))
			theme_colour_parse(argv[i + 1], &o.colour);
		else if (str_eq(argv[i], "--mouse"))
			flags = str_eq(argv[i + 1], "on") ? UI_MOUSE : 0;
	}
	rc = run(&o, flags, &err);
	if (rc != STIGE_OK)
		fprintf(stderr, "stage: %s\n", err.msg);
	else
		puts("stage ended well");
	return (int)rc;
}
