/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a file for elsewhere: what, from when, with names or without, in which dialect. */
#include "app_state.h"

#include "fields.h"
#include "period.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/sessionlog.h"
#include "stige/base/banned.h"

enum row {
	ROW_WRITE, ROW_PERIOD, ROW_FROM, ROW_TO, ROW_WHAT, ROW_WHO, ROW_DIALECT, ROW_NAMES, ROW_REASON, ROW_FILE, ROW_COUNT
};

static const struct fields_row rows[] = {
	[ROW_WRITE] = { .name = "write", .label = N_("Write the file"), .kind = FIELDS_BUTTON,
		.hint = N_("Enter writes it. Nothing leaves this machine by itself.") },
	[ROW_PERIOD] = { .name = "period", .label = N_("Period"), .kind = FIELDS_CHOICE, .choices = PERIOD_LABELS,
		.codes = PERIOD_CODES, .hint = N_("Left and Right choose; or write the dates below.") },
	[ROW_FROM] = { .name = "from", .label = N_("From"), .most = 20, .flags = FIELD_OVER,
		.hint = N_("A date, or w46 for a week's Monday. Empty: from the beginning.") },
	[ROW_TO] = { .name = "to", .label = N_("To"), .most = 20, .flags = FIELD_OVER,
		.hint = N_("A date, or w46 for a week's Sunday. Empty: until today.") },
	[ROW_WHAT] = { .name = "what", .label = N_("What"), .kind = FIELDS_CHOICE,
		.choices = { N_("session log"), N_("answers"), N_("rounds"), N_("codebook") },
		.codes = { [EXPORT_LOG] = "log", [EXPORT_ANSWERS] = "answers", [EXPORT_ROUNDS] = "rounds",
			[EXPORT_CODEBOOK] = "codebook" },
		.hint = N_("Answers: a row an item. Rounds: a row a meeting. The codebook says what they mean.") },
	[ROW_WHO] = { .name = "who", .label = N_("Whose"), .kind = FIELDS_CHOICE,
		.choices = { N_("my meetings"), N_("the whole office") }, .codes = { "mine", "office" } },
	[ROW_DIALECT] = { .name = "dialect", .label = N_("Format"), .kind = FIELDS_CHOICE,
		.choices = { N_("Danish spreadsheet ; and 3,5"), N_("exact CSV , and 3.5") },
		.codes = { "excel-da", "exact" } },
	[ROW_NAMES] = { .name = "names", .label = N_("Names"), .kind = FIELDS_CHOICE,
		.choices = { N_("case numbers only"), N_("with names") }, .codes = { "no", "yes" },
		.hint = N_("Names need a reason; the export is logged with it.") },
	[ROW_REASON] = { .name = "reason", .label = N_("Why with names"), .most = 100 },
	[ROW_FILE] = { .name = "file", .label = N_("File"), .most = 1000 },
};

struct export_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	struct export_options options;
	struct id client;
	bool named;                      /* the file is the caseworker's own choice */
};

static void set_date(struct fields *p, enum row row, int32_t date)
{
	char text[DATE_TEXT];

	fields_set(p, row, date_format(date, text));
}

static void show_period(struct export_state *s, const struct period *p)
{
	set_date(&s->page, ROW_FROM, p->from);
	set_date(&s->page, ROW_TO, p->to);
}

static enum export_what what_of(const struct fields *p)
{
	return (enum export_what)fields_chosen(p, ROW_WHAT);
}

/* The proposed path: the export folder and a name that says what it is, never whose. */
static void propose_file(struct export_state *s)
{
	struct str path = STR_INIT, name = STR_INIT;
	const char *dir = s->app->desk->export_dir;

	export_file_name(what_of(&s->page), &s->options, desk_today(s->app->desk), &name);
	if (dir && *dir)
		file_join(&path, dir, name.text);
	else
		str_add(&path, name.text);
	fields_set(&s->page, ROW_FILE, path.text);
	str_release(&name);
	str_release(&path);
}

static enum stige_rc export_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct export_state *s = state;
	const struct export_options *o = arg;
	const struct period asked = { o->from, o->to };

	(void)err;
	s->app = app_of(ui);
	s->options = *o;
	if (o->client) {
		s->client = *o->client;
		s->options.client = &s->client;
	}
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	fields_set(&s->page, ROW_WHAT, "log");
	fields_set(&s->page, ROW_PERIOD, period_code(&asked, desk_today(s->app->desk)));
	show_period(s, &asked);
	fields_set(&s->page, ROW_WHO, o->mine ? "mine" : "office");
	fields_set(&s->page, ROW_DIALECT, o->dialect == CSV_EXACT ? "exact" : "excel-da");
	fields_set(&s->page, ROW_NAMES, "no");
	propose_file(s);
	return STIGE_OK;
}

static void export_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	str_add(left, _("Export"));
	str_add(right, _("case numbers only, unless you say so"));
}

/* As typed; false where it is no date. Empty is an open end. */
static bool read_date(const struct export_state *s, enum row row, int32_t *ret)
{
	const char *typed = fields_get(&s->page, row);
	int32_t today = desk_today(s->app->desk);

	*ret = DATE_NONE;
	if (!*typed)
		return true;
	return row == ROW_FROM ? date_input_since(typed, today, ret) : date_input_until(typed, today, ret);
}

static void take_date(struct export_state *s, enum row row, int32_t *ret)
{
	if (!read_date(s, row, ret))
		issues_add(&s->page.issues, rows[row].name, _("\"%s\" is no date; write 2026-11-22 or 22-11-2026, or w46"),
			fields_get(&s->page, row));
}

static enum csv_dialect dialect_of(const struct fields *p)
{
	return str_eq(fields_get(p, ROW_DIALECT), "exact") ? CSV_EXACT : CSV_EXCEL_DA;
}

/* The choice of a period writes the two dates. */
static void take_period(struct export_state *s)
{
	struct period p;

	if (period_of(fields_get(&s->page, ROW_PERIOD), desk_today(s->app->desk), &p))
		show_period(s, &p);
}

/* Dates that are written say which period they are. */
static void name_period(struct export_state *s)
{
	struct period p;
	bool read = read_date(s, ROW_FROM, &p.from) && read_date(s, ROW_TO, &p.to);

	fields_set(&s->page, ROW_PERIOD, read ? period_code(&p, desk_today(s->app->desk)) : "own");
}

/* The name that is proposed says what is chosen, until another one is written. */
static void follow(struct export_state *s)
{
	struct export_options *o = &s->options;
	int32_t from, to;

	if (s->named || !read_date(s, ROW_FROM, &from) || !read_date(s, ROW_TO, &to))
		return;
	o->from = from;
	o->to = to;
	o->dialect = dialect_of(&s->page);
	propose_file(s);
}

static void take_options(struct export_state *s)
{
	struct export_options *o = &s->options;

	issues_release(&s->page.issues);
	take_date(s, ROW_FROM, &o->from);
	take_date(s, ROW_TO, &o->to);
	o->mine = str_eq(fields_get(&s->page, ROW_WHO), "mine");
	o->dialect = dialect_of(&s->page);
	o->names = str_eq(fields_get(&s->page, ROW_NAMES), "yes");
	o->reason = fields_get(&s->page, ROW_REASON);
	if (o->names && !*o->reason)
		issues_add(&s->page.issues, "reason", "%s", _("say why the names must be in the file"));
	if (!*fields_get(&s->page, ROW_FILE))
		issues_add(&s->page.issues, "file", "%s", _("name the file to write"));
}

static unsigned put_file(struct export_state *s)
{
	struct export_result result;
	struct str whole = STR_INIT;
	struct err err = ERR_INIT;
	const char *path = fields_get(&s->page, ROW_FILE);

	if (export_write(s->app->desk, what_of(&s->page), &s->options, path, &result, &err))
		return ui_fail(s->app->ui, &err);
	file_absolute(&whole, path);
	ui_say(s->app->ui, ngettext("%zu row written to %s", "%zu rows written to %s", result.rows), result.rows,
		whole.text);
	str_release(&whole);
	return UI_POP;
}

static unsigned over_chosen(void *state, int value)
{
	return value == 0 ? put_file(state) : UI_REDRAW;
}

static unsigned write_file(struct export_state *s)
{
	const char *choices[] = { _("Write it anew"), _("Leave it as it is"), NULL };

	take_options(s);
	if (s->page.issues.count)
		return fields_show_issues(&s->page);
	if (!file_exists(fields_get(&s->page, ROW_FILE)))
		return put_file(s);
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Export"), .choices = choices,
		.text = _("There is a file of this name already. What is in it now goes when it is written anew.") },
		over_chosen);
}

static unsigned export_action(void *state, enum action action)
{
	struct export_state *s = state;
	size_t pressed, row = s->page.focus;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_WRITE)
		return write_file(s);
	if (row == ROW_PERIOD && s->page.focus == row && did == UI_REDRAW)
		take_period(s);
	follow(s);
	if (did == UI_UNHANDLED && action == ACTION_BACK)
		return UI_POP;
	return did;
}

static unsigned export_text(void *state, struct key key)
{
	struct export_state *s = state;
	unsigned did = fields_key(&s->page, key);

	s->named |= s->page.focus == ROW_FILE && did != UI_UNHANDLED;
	if (s->page.focus == ROW_FROM || s->page.focus == ROW_TO)
		name_period(s);
	follow(s);
	return did;
}

const struct screen screen_export = {
	.name = "export",
	.state_size = sizeof(struct export_state),
	.context = CONTEXT_FORM,
	.open = export_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = export_title,
	.label = fields_page_label,
	.draw = fields_page_draw,
	.action = export_action,
	.text = export_text,
	.close = fields_page_close,
};
