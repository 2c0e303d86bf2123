/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which table is taken in, and how it is to be read. It is always tried first (import_report.c). */
#include "import.h"

#include "fields.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum row { ROW_KIND, ROW_FILE, ROW_LOOK, ROW_MAP, ROW_SAVE, ROW_BLANKS, ROW_LINKS, ROW_COUNT };
enum { PATH_MOST = 1000 };

static const struct fields_row rows[] = {
	[ROW_KIND] = { .name = "kind", .label = N_("What"), .kind = FIELDS_CHOICE,
		.choices = { N_("clients"), N_("answers"), N_("outcomes") },
		.codes = { [IMPORT_CLIENTS] = "clients", [IMPORT_ANSWERS] = "answers", [IMPORT_OUTCOMES] = "outcomes" },
		.hint = N_("The first line names the columns; the manual stige-csv says which.") },
	[ROW_FILE] = { .name = "file", .label = N_("File"), .most = PATH_MOST,
		.hint = N_("A CSV file: from a spreadsheet, ODK, Kobo, or another stige.") },
	[ROW_LOOK] = { .name = "look", .label = N_("Try it"), .kind = FIELDS_BUTTON,
		.hint = N_("Every line is checked, and nothing is taken in yet.") },
	[ROW_MAP] = { .name = "map", .label = N_("Mapping"), .most = PATH_MOST,
		.hint = N_("Answers: a file that says what each column is. Empty: by their names.") },
	[ROW_SAVE] = { .name = "save", .label = N_("Write mapping to"), .most = PATH_MOST,
		.hint = N_("Answers: how the columns were understood, for the next file.") },
	[ROW_BLANKS] = { .name = "blanks", .label = N_("Blank cells"), .kind = FIELDS_CHOICE,
		.choices = { N_("are wrong"), N_("were not asked") }, .codes = { "wrong", "blank" },
		.hint = N_("Answers: a question without an answer.") },
	[ROW_LINKS] = { .name = "links", .label = N_("Linking log to"), .most = PATH_MOST,
		.hint = N_("Outcomes: a file that says of each line whose it is.") },
};

struct import_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
};

static enum stige_rc import_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct import_state *s = state;
	struct str folder = STR_INIT;

	(void)arg;
	s->app = app_of(ui);
	if (s->app->sitting)
		return err_set(err, STIGE_PERMISSION, "%s", _("A meeting is open; leave it with Esc first."));
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	fields_set(&s->page, ROW_KIND, "clients");
	fields_set(&s->page, ROW_BLANKS, "wrong");
	if (*s->app->desk->export_dir)
		file_join(&folder, s->app->desk->export_dir, "");
	fields_set(&s->page, ROW_FILE, folder.text);
	str_release(&folder);
	return STIGE_OK;
}

static void import_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	str_add(left, _("Take in a table"));
	str_add(right, _("all of it, or nothing"));
}

static enum import_kind kind_of(const struct fields *p)
{
	return (enum import_kind)fields_chosen(p, ROW_KIND);
}

static unsigned try_it(struct import_state *s)
{
	const struct fields *p = &s->page;
	const struct import_arg arg = {
		.kind = kind_of(p), .path = fields_get(p, ROW_FILE), .map = fields_get(p, ROW_MAP),
		.save_map = fields_get(p, ROW_SAVE), .links = fields_get(p, ROW_LINKS),
		.blanks = str_eq(fields_get(p, ROW_BLANKS), "blank"),
	};

	issues_release(&s->page.issues);
	if (!*arg.path || file_is_folder(arg.path)) {
		issues_add(&s->page.issues, "file", "%s", _("name the file"));
		return fields_show_issues(&s->page);
	}
	return ui_open(s->app->ui, &screen_import_report, &arg, NULL);
}

static unsigned import_action(void *state, enum action action)
{
	struct import_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_LOOK)
		return try_it(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? (unsigned)UI_POP : did;
}

const struct screen screen_import = {
	.name = "import",
	.state_size = sizeof(struct import_state),
	.context = CONTEXT_FORM,
	.open = import_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = import_title,
	.label = fields_page_label,
	.draw = fields_page_draw,
	.action = import_action,
	.text = fields_page_text,
	.close = fields_page_close,
};
