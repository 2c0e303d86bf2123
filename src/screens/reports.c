/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The own caseload in numbers, a tab a report. Enter opens who is behind a number, where the report tells
 * that at all; x writes the report that shows to a file.
 */
#include "app_state.h"

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/reportfile.h"
#include "stige/ui/layout.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { INDENT = 2, HEAD_ROWS = 3, NOTE_ROWS = 3, CELL = 12, LABEL_LEAST = 26 };

struct reports_state {
	struct app *app;
	struct report report;
	struct list list;
	int rows, cols;                  /* of the page */
};

static size_t cell_count(const struct reports_state *s)
{
	size_t n = 0;

	while (report_head(s->report.kind, n))
		n++;
	return n;
}

/* Columns for the label beside the numbers; 0 where there is no room and they stand below it. */
static int label_width(const struct reports_state *s, int cols)
{
	int width = cols - (int)cell_count(s) * CELL;

	return width >= LABEL_LEAST ? width : 0;
}

static void draw_beside(const struct reports_state *s, const struct report_row *row, struct canvas *c)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < cell_count(s); i++) {
		int col = label_width(s, c->cols) + (int)i * CELL;

		str_clear(&text);
		if (row)
			report_cell(row, i, &text);
		else
			str_add(&text, report_head(s->report.kind, i));
		canvas_text(c, 0, col, CELL - 1, row ? ROLE_VALUE : ROLE_HEADING, text.text);
	}
	str_release(&text);
}

/* "clients 3, date agreed 1" */
static void below_words(const struct reports_state *s, const struct report_row *row, struct str *out)
{
	for (size_t i = 0; i < cell_count(s); i++) {
		str_addf(out, "%s%s ", i ? ", " : "", report_head(s->report.kind, i));
		report_cell(row, i, out);
	}
}

static void draw_below(const struct reports_state *s, const struct report_row *row, struct canvas *c)
{
	struct str text = STR_INIT;

	below_words(s, row, &text);
	canvas_wrap(c, (struct rect){ 1, INDENT, c->rows - 1, c->cols - INDENT }, ROLE_VALUE, text.text);
	str_release(&text);
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct reports_state *s = context;
	const struct report_row *row = &s->report.rows[i];
	int width = label_width(s, c->cols);

	canvas_text(c, 0, 0, width ? width - 1 : c->cols, focused ? ROLE_FOCUS : ROLE_TEXT, row->label);
	if (width)
		draw_beside(s, row, c);
	else
		draw_below(s, row, c);
}

static int row_height(const void *context, size_t i)
{
	const struct reports_state *s = context;
	int cols = s->cols - LIST_MARGIN, rows = 1;
	struct str text = STR_INIT;

	if (!label_width(s, cols)) {
		below_words(s, &s->report.rows[i], &text);
		rows += canvas_wrap_rows(text.text, cols - INDENT);
	}
	str_release(&text);
	return rows;
}

static struct list_source source_of(const struct reports_state *s)
{
	return (struct list_source){ .count = s->report.row_count, .context = s, .draw = draw_row,
		.rows = row_height, .whole = true };
}

static void lay_out(struct reports_state *s)
{
	struct list_source src = source_of(s);

	list_layout(&s->list, &src, s->rows > HEAD_ROWS + NOTE_ROWS ? s->rows - HEAD_ROWS - NOTE_ROWS : 1);
}

static enum stige_rc reports_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct reports_state *s = state;

	(void)arg;
	s->app = app_of(ui);
	return app_own_only(s->app, err);
}

static enum stige_rc show(struct reports_state *s, enum report_kind kind, struct err *err)
{
	struct report fresh;
	enum stige_rc rc = report_make(s->app->desk, kind, &fresh, err);

	if (rc)
		return rc;
	report_release(&s->report);
	s->report = fresh;
	lay_out(s);
	return STIGE_OK;
}

static enum stige_rc reports_reload(void *state, struct err *err)
{
	struct reports_state *s = state;

	return show(s, s->report.kind, err);
}

static void reports_layout(void *state, int rows, int cols)
{
	struct reports_state *s = state;

	s->rows = rows;
	s->cols = cols;
	lay_out(s);
}

static void reports_title(const void *state, struct str *left, struct str *right)
{
	const struct reports_state *s = state;
	int32_t today = desk_today(s->app->desk);
	char date[DATE_TEXT];

	str_addf(left, _("Reports - %s"), s->app->desk->caseworker.name);
	str_addf(right, _("week %d"), date_iso_week(today, NULL));
	str_addf(right, ", %s", date_format(today, date));
}

static void draw_head(const struct reports_state *s, struct canvas *c)
{
	const char *labels[REPORTS + 1] = { NULL };
	struct canvas heads = canvas_sub(c, (struct rect){ 2, LIST_MARGIN, 1, c->cols - LIST_MARGIN });

	for (int i = 0; i < REPORTS; i++)
		labels[i] = report_title((enum report_kind)i);
	layout_tabs(c, 1, 1, labels, (int)s->report.kind);
	canvas_hline(c, 0, 0, c->cols);
	if (label_width(s, heads.cols))
		draw_beside(s, NULL, &heads);
}

static void draw_note(const struct reports_state *s, struct canvas *c)
{
	struct canvas note = canvas_sub(c, (struct rect){ c->rows - NOTE_ROWS, 1, NOTE_ROWS, c->cols - 2 });
	struct str text = STR_INIT;

	report_note(&s->report, &text);
	canvas_wrap(&note, (struct rect){ 0, 0, NOTE_ROWS, note.cols }, ROLE_HINT, text.text);
	str_release(&text);
}

static void reports_draw(const void *state, struct canvas *c)
{
	const struct reports_state *s = state;
	struct list_source src = source_of(s);
	int height = c->rows - HEAD_ROWS - NOTE_ROWS;
	struct canvas body;

	draw_head(s, c);
	if (height < 1)
		return;
	body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, height, c->cols });
	list_draw(&s->list, &src, &body);
	draw_note(s, c);
}

static const struct report_row *focused(const struct reports_state *s)
{
	const struct report_row *row = s->report.row_count ? &s->report.rows[s->list.focus] : NULL;

	return row && row->who_count ? row : NULL;
}

static const char *reports_label(const void *state, enum action action)
{
	if (action == ACTION_OPEN)
		return focused(state) ? _("who") : "";
	return NULL;
}

static unsigned show_tab(struct reports_state *s, int tab)
{
	struct err err = ERR_INIT;

	if (tab < 0 || tab >= REPORTS)
		return UI_BELL;
	s->list = (struct list){ 0 };
	return show(s, (enum report_kind)tab, &err) ? ui_fail(s->app->ui, &err) : UI_REDRAW;
}

static unsigned open_who(struct reports_state *s)
{
	struct report_arg arg = { .kind = s->report.kind };

	if (!focused(s))
		return UI_BELL;
	arg.code = focused(s)->code;
	return ui_open(s->app->ui, &screen_report_clients, &arg, NULL);
}

static void file_path(const struct reports_state *s, struct str *out)
{
	struct str name = STR_INIT;
	char date[DATE_TEXT];

	str_addf(&name, "report-%s-%s.csv", report_word(s->report.kind),
		date_format(desk_today(s->app->desk), date));
	file_join(out, s->app->desk->export_dir, name.text);
	str_release(&name);
}

static unsigned write_chosen(void *state, int value)
{
	struct reports_state *s = state;
	const struct reportfile_options options = { .dialect = CSV_EXCEL_DA };
	struct str path = STR_INIT;
	struct err err = ERR_INIT;

	if (value != 0)
		return UI_REDRAW;
	file_path(s, &path);
	if (reportfile_write(s->app->desk, &s->report, &options, path.text, &err))
		(void)ui_fail(s->app->ui, &err);
	else
		ui_say(s->app->ui, _("Written: %s"), path.text);
	str_release(&path);
	return UI_REDRAW;
}

static unsigned ask_write(struct reports_state *s)
{
	const char *const choices[] = { _("write the file"), _("not now"), NULL };
	struct str path = STR_INIT, text = STR_INIT;
	unsigned did;

	if (!*s->app->desk->export_dir) {
		ui_say(s->app->ui, _("No folder is set up for exports; `stige report %s --dialect excel-da --output FILE` "
			"writes it."), report_word(s->report.kind));
		return UI_REDRAW;
	}
	file_path(s, &path);
	str_addf(&text, _("This report as CSV for a Danish spreadsheet, with case numbers and without names: %s"),
		path.text);
	did = ui_ask(s->app->ui, &(struct ui_ask){ .title = report_title(s->report.kind), .text = text.text,
		.choices = choices }, write_chosen);
	str_release(&path);
	str_release(&text);
	return did;
}

static unsigned reports_action(void *state, enum action action)
{
	struct reports_state *s = state;
	struct list_source src = source_of(s);
	int tab = (int)s->report.kind, digit;

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action_digit(action, &digit))
		return show_tab(s, digit - 1);
	if (action == ACTION_NEXT_PART || action == ACTION_RIGHT)
		return show_tab(s, (tab + 1) % REPORTS);
	if (action == ACTION_PREVIOUS_PART || (action == ACTION_LEFT && tab > 0))
		return show_tab(s, (tab + REPORTS - 1) % REPORTS);
	if (action == ACTION_OPEN)
		return open_who(s);
	if (action == ACTION_EXPORT)
		return ask_write(s);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static bool reports_find(void *state, const char *words, int step)
{
	struct reports_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->cols, words, step);
}

static void reports_close(void *state)
{
	struct reports_state *s = state;

	report_release(&s->report);
}

const struct screen screen_reports = {
	.name = "reports",
	.state_size = sizeof(struct reports_state),
	.context = CONTEXT_PAGE,
	.open = reports_open,
	.reload = reports_reload,
	.layout = reports_layout,
	.title = reports_title,
	.label = reports_label,
	.draw = reports_draw,
	.action = reports_action,
	.find = reports_find,
	.close = reports_close,
};
