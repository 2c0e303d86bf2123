/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The caseworker's own mirror: off until turned on here, never in the shared look, never in a file. What
 * it shows is read when the page is opened and kept nowhere.
 */
#include "stige/casefile/mirror.h"

#include "text.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { PAGE_COLUMNS = 76 };

struct mirror_state {
	struct text_state page;          /* first: the text page's functions take it */
	struct id client;
	bool has_client, on;
	int cols;
};

static enum stige_rc mirror_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct mirror_state *s = state;
	enum stige_rc rc = app_own_only(app_of(ui), err);

	if (rc)
		return rc;
	s->page = (struct text_state){ .app = app_of(ui), .title = _("Your own mirror"), .text = mem_strdup(""),
		.context = CONTEXT_PATH };
	s->has_client = arg != NULL;
	if (arg)
		s->client = *(const struct id *)arg;
	s->cols = ui->cols;
	return STIGE_OK;
}

static enum stige_rc mirror_reload(void *state, struct err *err)
{
	struct mirror_state *s = state;
	struct str text = STR_INIT;
	struct mirror m;
	int cols = s->cols - 2 < PAGE_COLUMNS ? s->cols - 2 : PAGE_COLUMNS;
	enum stige_rc rc = mirror_make(s->page.app->desk, s->has_client ? &s->client : NULL, &m, err);

	if (rc)
		return rc;
	s->on = m.on;
	mirror_text(&m, s->page.app->desk, cols, &text);
	mem_free(s->page.text);
	s->page.text = str_steal(&text);
	text_layout(&s->page, s->page.rows, s->cols);
	return STIGE_OK;
}

static void mirror_layout(void *state, int rows, int cols)
{
	struct mirror_state *s = state;

	s->cols = cols;
	text_layout(&s->page, rows, cols);
}

static const char *mirror_label(const void *state, enum action action)
{
	const struct mirror_state *s = state;

	if (action == ACTION_MARK)
		return s->on ? _("turn off") : _("turn on");
	return action == ACTION_EDIT || action == ACTION_LOOK || action == ACTION_OPEN ? "" : NULL;
}

static unsigned turn(struct mirror_state *s)
{
	struct err err = ERR_INIT;

	if (mirror_turn(s->page.app->desk, !s->on, &err))
		return ui_fail(s->page.app->ui, &err);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned mirror_action(void *state, enum action action)
{
	if (action == ACTION_MARK)
		return turn(state);
	if (action == ACTION_LOOK || action == ACTION_EDIT)
		return UI_BELL;
	return text_action(state, action);
}

const struct screen screen_mirror = {
	.name = "mirror",
	.state_size = sizeof(struct mirror_state),
	.context = CONTEXT_PATH,
	.open = mirror_open,
	.reload = mirror_reload,
	.layout = mirror_layout,
	.title = text_title,
	.label = mirror_label,
	.draw = text_draw,
	.action = mirror_action,
	.close = text_close,
};
