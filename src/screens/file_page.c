/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file_page.h"

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, TELL_AT = 4 };         /* below the two fields and what is wrong with one */

struct file_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	struct file_arg arg;
};

static void propose(struct file_state *s)
{
	const char *folder = s->app->desk->export_dir;
	struct str path = STR_INIT;

	if (s->arg.page->propose)
		s->arg.page->propose(s->app, &path);
	else if (*folder)
		file_join(&path, folder, "");
	fields_set(&s->page, FILE_ROW_PATH, path.text);
	str_release(&path);
}

static enum stige_rc file_page_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct file_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->arg = *(const struct file_arg *)arg;
	fields_init(&s->page, s->arg.page->rows, FILE_ROWS);
	propose(s);
	return STIGE_OK;
}

static void file_title(const void *state, struct str *left, struct str *right)
{
	(void)right;
	str_add(left, _(((const struct file_state *)state)->arg.page->title));
}

static void draw_tell(const struct file_state *s, struct canvas *c)
{
	struct str text = STR_INIT;

	s->arg.page->tell(s->app, fields_get(&s->page, FILE_ROW_PATH), &text);
	canvas_wrap(c, (struct rect){ TELL_AT, 1, c->rows - 1 - TELL_AT, c->cols - 2 }, ROLE_HINT, text.text);
	str_release(&text);
}

static void file_draw(const void *state, struct canvas *c)
{
	const struct file_state *s = state;
	struct canvas page = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	if (s->arg.page->tell)
		draw_tell(s, &page);
	fields_draw(&s->page, &page);
}

static unsigned take(struct file_state *s)
{
	const char *path = fields_get(&s->page, FILE_ROW_PATH);

	issues_release(&s->page.issues);
	if (!*path) {
		issues_add(&s->page.issues, "file", "%s", _("name the file"));
		return fields_show_issues(&s->page);
	}
	if (s->arg.page->take)
		return s->arg.page->take(s->app, path);
	str_clear(s->arg.ret);
	str_add(s->arg.ret, path);
	ui_set_result(s->app->ui, 1);
	return UI_POP;
}

static unsigned file_action(void *state, enum action action)
{
	struct file_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == FILE_ROW_DO)
		return take(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? (unsigned)UI_POP : did;
}

const struct screen screen_file_page = {
	.name = "file-page",
	.state_size = sizeof(struct file_state),
	.context = CONTEXT_FORM,
	.open = file_page_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = file_title,
	.label = fields_page_label,
	.draw = file_draw,
	.action = file_action,
	.text = fields_page_text,
	.close = fields_page_close,
};
