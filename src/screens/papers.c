/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What leaves the screen about one client: the sheet to take home and the text for the journal. Each is
 * shown as it will be; x writes it to a file. Looking is logged as looking, writing as an export.
 */
#include "text.h"

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/sheet.h"
#include "stige/exchange/journalfile.h"
#include "stige/exchange/sheetfile.h"
#include "stige/base/banned.h"

enum { SHEET_COLUMNS = 76 };

struct paper_state {
	struct text_state page;          /* first: what is shown */
	struct casefile *file;
	struct paper sheet;
	const struct meeting *meeting;   /* of the journal text */
};

static void show(struct paper_state *s, const char *title, struct str *text, bool flush)
{
	s->page.title = title;
	s->page.text = str_steal(text);
	s->page.context = CONTEXT_PAGE;
	s->page.flush = flush;
}

static enum stige_rc sheet_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct paper_state *s = state;
	struct str text = STR_INIT;
	const char *before;
	enum stige_rc rc = casefile_load(app_of(ui)->desk, arg, "sheet", &s->file, err);

	if (rc)
		return rc;
	s->page.app = app_of(ui);
	before = app_speak(s->page.app, sheet_language(s->file));
	sheet_make(s->file, NULL, &s->sheet);
	app_speak(s->page.app, before);
	paper_text(&s->sheet, ui->cols - 2 < SHEET_COLUMNS ? ui->cols - 2 : SHEET_COLUMNS, &text);
	show(s, _("Sheet for the client"), &text, false);
	return STIGE_OK;
}

/* The newest that was held or is open. */
static const struct meeting *newest_meeting(const struct casefile *c)
{
	for (size_t i = c->meeting_count; i-- > 0;)
		if (c->meetings[i].result == MEETING_HELD || c->meetings[i].result == MEETING_OPEN)
			return &c->meetings[i];
	return NULL;
}

static enum stige_rc journal_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct paper_state *s = state;
	struct str text = STR_INIT;
	enum stige_rc rc = casefile_load(app_of(ui)->desk, arg, "journal", &s->file, err);

	if (rc)
		return rc;
	s->page.app = app_of(ui);
	s->meeting = newest_meeting(s->file);
	if (s->meeting)
		journal_text(s->file, s->meeting, &text);
	else
		str_add(&text, _("No meeting has been held yet."));
	show(s, _("Text for the journal"), &text, true);
	return STIGE_OK;
}

/* In the folder for exports, or where the program was started. */
static void path_of(const struct paper_state *s, const char *name, struct str *out)
{
	const char *dir = s->page.app->desk->export_dir;

	if (*dir)
		file_join(out, dir, name);
	else
		str_add(out, name);
}

static unsigned written(const struct paper_state *s, enum stige_rc rc, const char *path, const struct err *err)
{
	if (rc)
		return ui_fail(s->page.app->ui, err);
	ui_say(s->page.app->ui, _("Written to %s"), path);
	return UI_REDRAW;
}

static unsigned format_chosen(void *state, int value)
{
	struct paper_state *s = state;
	const struct sitting *sitting = s->page.app->sitting;
	struct sheetfile_options o = { .columns = SHEET_COLUMNS, .meeting = sitting ? &sitting->meeting : NULL };
	struct str name = STR_INIT, path = STR_INIT;
	struct err err = ERR_INIT;
	enum stige_rc rc;
	unsigned did;

	if (value < 0)
		return UI_REDRAW;
	/* Without PDF it is not among the choices. */
	o.format = value == 0 ? SHEET_HTML : value == 1 ? SHEET_TEXT : SHEET_PDF;
	sheetfile_name(s->file, o.format, &name);
	path_of(s, name.text, &path);
	rc = sheetfile_write(s->page.app->desk, s->file, &s->sheet, &o, path.text, &err);
	did = written(s, rc, path.text, &err);
	str_release(&name);
	str_release(&path);
	return did;
}

static unsigned sheet_action(void *state, enum action action)
{
	struct paper_state *s = state;
	const char *choices[] = { _("HTML, to print from a browser"), _("Text"), paper_has_pdf() ? "PDF" : NULL, NULL };

	if (action != ACTION_EXPORT)
		return text_action(state, action);
	return ui_ask(s->page.app->ui, &(struct ui_ask){ .title = _("Sheet for the client"), .choices = choices,
		.text = _("Which kind of file? It holds the client's own answers; it is recorded as an export.") },
		format_chosen);
}

static unsigned journal_action(void *state, enum action action)
{
	struct paper_state *s = state;
	struct str name = STR_INIT, path = STR_INIT;
	struct err err = ERR_INIT;
	enum stige_rc rc;
	unsigned did;

	if (action != ACTION_EXPORT || !s->meeting)
		return text_action(state, action);
	journalfile_name(s->file, s->meeting, &name);
	path_of(s, name.text, &path);
	rc = journalfile_write(s->page.app->desk, s->file, s->meeting, (struct csv_sink){ NULL, NULL }, path.text, &err);
	did = written(s, rc, path.text, &err);
	str_release(&name);
	str_release(&path);
	return did;
}

static const char *paper_label(const void *state, enum action action)
{
	return action == ACTION_EXPORT ? _("write a file") : text_label(state, action);
}

static void paper_close(void *state)
{
	struct paper_state *s = state;

	text_close(state);
	paper_release(&s->sheet);
	casefile_free(s->file);
}

const struct screen screen_sheet = {
	.name = "sheet",
	.state_size = sizeof(struct paper_state),
	.context = CONTEXT_PAGE,
	.open = sheet_open,
	.layout = text_layout,
	.title = text_title,
	.label = paper_label,
	.draw = text_draw,
	.find = text_find,
	.action = sheet_action,
	.close = paper_close,
};

const struct screen screen_journal = {
	.name = "journal",
	.state_size = sizeof(struct paper_state),
	.context = CONTEXT_PAGE,
	.open = journal_open,
	.layout = text_layout,
	.title = text_title,
	.label = paper_label,
	.draw = text_draw,
	.find = text_find,
	.action = journal_action,
	.close = paper_close,
};
