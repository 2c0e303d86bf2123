/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The recovery code, once: it is shown until Enter, then two of its groups are typed back from
 * paper. First start ends only after that: a code that nobody has written down helps nobody.
 */
#include "app_state.h"

#include <stdio.h>

#include "fields.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum row { ROW_ONE, ROW_TWO, ROW_DONE, ROW_SHOW, ROW_COUNT };
enum { GROUP_ONE = 1, GROUP_TWO = 6, HEAD = 4, TEXT_MOST = 7 };     /* groups from 0: the second and the seventh */

static const struct fields_row rows[] = {
	[ROW_ONE] = { .name = "one", .label = N_("Second group"), .most = 8 },
	[ROW_TWO] = { .name = "two", .label = N_("Seventh group"), .most = 8 },
	[ROW_DONE] = { .name = "done", .label = N_("Go on"), .kind = FIELDS_BUTTON },
	[ROW_SHOW] = { .name = "show", .label = N_("Show the code again"), .kind = FIELDS_BUTTON },
};

struct recovery_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	char code[DESK_CODE];
	bool hidden;                     /* the groups are asked for */
};

static enum stige_rc recovery_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct recovery_state *s = state;

	(void)err;
	s->app = app_of(ui);
	snprintf(s->code, sizeof(s->code), "%s", (const char *)arg);
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	return STIGE_OK;
}

static enum context recovery_context(const void *state)
{
	const struct recovery_state *s = state;

	return s->hidden ? fields_context(&s->page) : CONTEXT_FORM;
}

static void recovery_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("stige: the recovery code"));
}

static void draw_code(const struct recovery_state *s, struct canvas *c)
{
	int half = DESK_CODE / 2, row = 1;
	char line[DESK_CODE];

	row += canvas_wrap(c, (struct rect){ row, 2, TEXT_MOST, c->cols - 4 }, ROLE_TEXT,
		_("If the passphrase is lost, this code opens the database. Print it or write it down, and keep it "
		  "where the passphrase is not. Without passphrase and code nobody can ever read it.")) + 1;
	snprintf(line, sizeof(line), "%.*s", half - 1, s->code);
	canvas_text_centre(c, row, 0, c->cols, ROLE_VALUE, line);
	canvas_text_centre(c, row + 1, 0, c->cols, ROLE_VALUE, s->code + half);
	canvas_text(c, row + 3, 2, c->cols - 4, ROLE_FOCUS, _("Enter: it is written down"));
	canvas_cursor(c, row + 3, 2, true);
}

static void recovery_draw(const void *state, struct canvas *c)
{
	const struct recovery_state *s = state;
	struct canvas page = canvas_sub(c, (struct rect){ HEAD, 0, c->rows - HEAD, c->cols });

	if (!s->hidden) {
		draw_code(s, c);
		return;
	}
	canvas_wrap(c, (struct rect){ 0, 1, HEAD - 1, c->cols - 2 }, ROLE_TEXT,
		_("Type two groups back from what you wrote down: the second and the seventh of eight."));
	fields_draw(&s->page, &page);
}

static void check_group(struct recovery_state *s, enum row row, size_t group)
{
	if (!desk_code_group_is(s->code, group, fields_get(&s->page, row)))
		issues_add(&s->page.issues, rows[row].name, _("That is not what stands there; look again."));
}

static unsigned finish(struct recovery_state *s)
{
	issues_release(&s->page.issues);
	check_group(s, ROW_ONE, GROUP_ONE);
	check_group(s, ROW_TWO, GROUP_TWO);
	if (s->page.issues.count)
		return fields_show_issues(&s->page);
	ui_set_result(s->app->ui, 1);
	return UI_POP;
}

static unsigned recovery_action(void *state, enum action action)
{
	struct recovery_state *s = state;
	size_t pressed;
	unsigned did;

	if (!s->hidden) {
		if (action != ACTION_OPEN)
			return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
		s->hidden = true;
		return UI_REDRAW;
	}
	did = fields_action(&s->page, action, &pressed);
	if (pressed == ROW_DONE)
		return finish(s);
	if (pressed == ROW_SHOW || (did == UI_UNHANDLED && action == ACTION_BACK)) {
		s->hidden = false;
		return UI_REDRAW;
	}
	return did;
}

static unsigned recovery_text(void *state, struct key key)
{
	struct recovery_state *s = state;

	return s->hidden ? fields_key(&s->page, key) : UI_UNHANDLED;
}

static const char *recovery_label(const void *state, enum action action)
{
	const struct recovery_state *s = state;

	return s->hidden ? fields_label(&s->page, action) : NULL;
}

/* Not hidden by a lock: nothing is sealed yet, and going away would only begin anew. */
static unsigned recovery_idle(void *state)
{
	(void)state;
	return UI_NONE;
}

static void recovery_close(void *state)
{
	struct recovery_state *s = state;
	volatile char *p = s->code;

	for (size_t i = 0; i < sizeof(s->code); i++)
		p[i] = '\0';
	fields_release(&s->page);
}

const struct screen screen_recovery = {
	.name = "recovery",
	.state_size = sizeof(struct recovery_state),
	.context = CONTEXT_FIELD,
	.open = recovery_open,
	.layout = fields_page_layout,
	.context_now = recovery_context,
	.title = recovery_title,
	.label = recovery_label,
	.draw = recovery_draw,
	.action = recovery_action,
	.text = recovery_text,
	.idle = recovery_idle,
	.close = recovery_close,
};
