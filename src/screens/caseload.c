/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The first screen of every day: who is late, who is due, how the client side stands. The
 * sparkline is the client's newest answers on the scale, item by item in the form's order:
 * a profile, never a sum.
 */
#include "caseload_row.h"
#include "colleagues.h"
#include "purpose.h"
#include "reassign.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/guard.h"
#include "stige/exchange/sessionlog.h"
#include "stige/ui/field.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 3, NOTE_ROWS = 2, NARROW = 60 };

struct caseload_state {
	struct app *app;
	struct caseload load;
	size_t *view;
	size_t count;
	enum caseload_sort sort;
	enum caseload_filter filter;
	struct field find;
	bool finding;
	struct list list;
	int rows, cols;
	bool office;                     /* everybody's clients, for a key-holder */
	const struct screen *wanted;     /* to be opened once it is said why */
};

static const char *const filter_names[] = {
	[CASELOAD_ALL] = N_("all"), [CASELOAD_DUE] = N_("due and late"), [CASELOAD_LATE] = N_("late"),
	[CASELOAD_OPEN] = N_("begun"), [CASELOAD_PAUSED] = N_("paused"),
	[CASELOAD_CLOSED] = N_("closed"), [CASELOAD_NO_ACTIVITY] = N_("no activity"),
};

static const char *const sort_names[] = {
	[CASELOAD_BY_DUE] = N_("due week"), [CASELOAD_BY_NAME] = N_("name"), [CASELOAD_BY_CASE] = N_("case"),
	[CASELOAD_BY_LAST] = N_("last round"), [CASELOAD_BY_BENEFIT] = N_("benefit"),
};

static const struct caseload_row *row_at(const struct caseload_state *s, size_t i)
{
	return &s->load.rows[s->view[i]];
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct caseload_state *s = context;

	caseload_row_draw(&(struct caseload_look){ s->app->ui->spark, &s->load, s->cols, s->office ? s->app->desk : NULL },
		row_at(s, i), focused, c);
}

static struct list_source source_of(const struct caseload_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_row };
}

static void view_again(struct caseload_state *s, const struct id *keep)
{
	struct list_source src;

	mem_free(s->view);
	s->view = caseload_view(&s->load, s->sort, s->filter, s->find.text.text, &s->count);
	src = source_of(s);
	list_layout(&s->list, &src, s->rows > HEAD_ROWS + NOTE_ROWS ? s->rows - HEAD_ROWS - NOTE_ROWS : 1);
	for (size_t i = 0; keep && i < s->count; i++)
		if (id_eq(&row_at(s, i)->client.id, keep))
			list_focus(&s->list, &src, i);
}

static enum stige_rc caseload_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct caseload_state *s = state;

	(void)arg;
	(void)err;
	s->app = app_of(ui);
	field_init(&s->find, 60, 0);
	return STIGE_OK;
}

/* Whoever was met or paused goes down to those who can wait, and the mark stays for the next who is due. */
static void stay_up(struct caseload_state *s, size_t place, enum due_state was)
{
	struct list_source src = source_of(s);

	if (s->count > 0 && s->sort == CASELOAD_BY_DUE && s->list.focus > place
		&& row_at(s, s->list.focus)->due.state != was)
		list_focus(&s->list, &src, place);
}

static enum stige_rc caseload_reload(void *state, struct err *err)
{
	struct caseload_state *s = state;
	const struct caseload_row *row = s->count ? row_at(s, s->list.focus) : NULL;
	struct id keep = row ? row->client.id : (struct id){ { 0 } };
	enum due_state was = row ? row->due.state : DUE_FIRST;
	size_t place = s->list.focus;
	struct caseload fresh = { 0 };
	enum stige_rc rc = caseload_load(s->app->desk, s->office, &fresh, err);

	if (rc)
		return rc;
	caseload_release(&s->load);
	s->load = fresh;
	view_again(s, &keep);
	if (row)
		stay_up(s, place, was);
	return STIGE_OK;
}

static void caseload_layout(void *state, int rows, int cols)
{
	struct caseload_state *s = state;

	s->rows = rows;
	s->cols = cols - LIST_MARGIN;
	if (s->count) {
		struct id keep = row_at(s, s->list.focus)->client.id;

		view_again(s, &keep);
	}
}

static void caseload_title(const void *state, struct str *left, struct str *right)
{
	const struct caseload_state *s = state;
	int32_t today = desk_today(s->app->desk);
	char date[DATE_TEXT];

	str_addf(left, _("Caseload - %s"), s->office ? s->app->desk->office.name : s->app->desk->caseworker.name);
	str_addf(right, _("week %d"), date_iso_week(today, NULL));
	if (s->cols >= NARROW)
		str_addf(right, ", %s", date_format(today, date));
}

static void draw_find(const struct caseload_state *s, struct canvas *c)
{
	int at;

	canvas_fill(c, (struct rect){ 1, 0, 1, c->cols }, ROLE_TEXT, " ");
	at = 2 + canvas_text(c, 1, 1, c->cols, ROLE_HEADING, _("Find:"));
	field_draw(&s->find, c, 1, at, c->cols - at - 1, true);
}

static void draw_head(const struct caseload_state *s, struct canvas *c)
{
	struct canvas heads = canvas_sub(c, (struct rect){ 2, LIST_MARGIN, 1, c->cols - LIST_MARGIN });
	const char *shown = field_empty(&s->find) ? _(filter_names[s->filter]) : s->find.text.text;

	if (s->cols >= NARROW)
		canvas_textf(c, 1, 1, c->cols, ROLE_STATE,
			ngettext("%zu client   order: %s   shown: %s", "%zu clients   order: %s   shown: %s", s->count),
			s->count, _(sort_names[s->sort]), shown);
	else
		canvas_textf(c, 1, 1, c->cols, ROLE_STATE,
			ngettext("%zu client   shown: %s", "%zu clients   shown: %s", s->count), s->count, shown);
	canvas_hline(c, 0, 0, c->cols);
	if (s->load.count)
		caseload_heads_draw(s->cols, &heads);
}

static void draw_note(const struct caseload_state *s, struct canvas *c)
{
	int row = c->rows - NOTE_ROWS;
	struct str text = STR_INIT;

	str_addf(&text, _("%zu late, %zu due, %zu first round, %zu paused"), s->load.late, s->load.due, s->load.first,
		s->load.paused);
	/* Both rows where there are no columns to be explained. */
	canvas_wrap(c, (struct rect){ row, 1, NOTE_ROWS, c->cols - 2 }, ROLE_HINT, text.text);
	str_release(&text);
	if (s->app->conflicts > 0)
		canvas_textf(c, row + 1, 1, c->cols - 2, ROLE_DUE,
			ngettext("%zu version differs between offices: press : and choose conflicts.",
				"%zu versions differ between offices: press : and choose conflicts.", s->app->conflicts),
			s->app->conflicts);
	else
		canvas_text(c, row + 1, 1, c->cols - 2, ROLE_HINT, caseload_heads_words(s->cols));
}

/* Esc has something to clear only while there is a search or a filter. */
static const char *caseload_label(const void *state, enum action action)
{
	const struct caseload_state *s = state;

	static const enum action about_clients[] = {
		ACTION_OPEN, ACTION_EDIT, ACTION_START_MEETING, ACTION_ACTIVITIES, ACTION_ADVICE, ACTION_PATH, ACTION_SHEET,
		ACTION_OPEN_HANDOVER, ACTION_FIND, ACTION_FILTER, ACTION_ORDER,
	};

	for (size_t i = 0; i < ARRAY_SIZE(about_clients) && !s->load.count; i++)
		if (action == about_clients[i])
			return "";
	if (action == ACTION_FIND)
		return _("find");
	if (action != ACTION_BACK)
		return NULL;
	return s->finding || !field_empty(&s->find) || s->filter != CASELOAD_ALL ? _("clear") : "";
}

static void draw_nobody(const struct caseload_state *s, struct canvas *c)
{
	struct str text = STR_INIT;

	if (s->load.count)
		str_add(&text, _("Nobody matches."));
	else
		keys_expand(_("No clients yet. {new-client} writes the first one, {import} takes in a list.\n\n"
			"`stige demo` in the shell shows the program on invented people."), &text);
	canvas_wrap(c, (struct rect){ 1, LIST_MARGIN, c->rows - 1, c->cols - LIST_MARGIN - 1 }, ROLE_HINT, text.text);
	canvas_cursor(c, 1, LIST_MARGIN, false);
	str_release(&text);
}

static void caseload_draw(const void *state, struct canvas *c)
{
	const struct caseload_state *s = state;
	struct list_source src = source_of(s);
	int height = c->rows - HEAD_ROWS - NOTE_ROWS;
	struct canvas body;

	draw_head(s, c);
	if (height < 1)
		return;
	body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, height, c->cols });
	if (s->count == 0)
		draw_nobody(s, &body);
	else
		list_draw(&s->list, &src, &body);
	if (s->load.count)
		draw_note(s, c);
	if (s->finding)
		draw_find(s, c);         /* last: the cursor stands in the field */
}

static enum context caseload_context(const void *state)
{
	return ((const struct caseload_state *)state)->finding ? CONTEXT_FIND : CONTEXT_CASELOAD;
}

static unsigned purpose_chosen(void *state, int value)
{
	struct caseload_state *s = state;
	const struct client *c;

	if (value < 0 || !s->count)
		return UI_REDRAW;
	c = &row_at(s, s->list.focus)->client;
	desk_purpose(s->app->desk, &c->id, purpose_code(value));
	return handover_first(s->app, c, s->wanted);
}

static unsigned with_client(struct caseload_state *s, const struct screen *screen)
{
	const struct client *c = s->count ? &row_at(s, s->list.focus)->client : NULL;

	if (!c) {
		ui_say(s->app->ui, "%s", s->load.count ? _("Nobody is shown; Esc shows all.")
			: _("There is no client yet; c writes the first one."));
		return UI_REDRAW;
	}
	if (guard_open_already(s->app->desk, c))
		return handover_first(s->app, c, screen);
	s->wanted = screen;
	return purpose_ask(s->app, purpose_chosen);
}

static unsigned switch_office(struct caseload_state *s)
{
	if (!s->office && s->app->desk->caseworker.role != KEY_HOLDER) {
		ui_say(s->app->ui, "%s", _("Only a key-holder sees the whole office; : and \"colleague\" opens one client."));
		return UI_REDRAW;
	}
	s->office = !s->office;
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned from_chosen(void *state, int value)
{
	struct caseload_state *s = state;

	return value <= 0 ? UI_REDRAW : reassign_open(s->app, &s->app->desk->caseworkers[value - 1].id);
}

static unsigned next_filter(struct caseload_state *s)
{
	s->filter = (enum caseload_filter)(((unsigned)s->filter + 1) % ARRAY_SIZE(filter_names));
	view_again(s, NULL);
	return UI_REDRAW;
}

static unsigned next_sort(struct caseload_state *s)
{
	s->sort = (enum caseload_sort)(((unsigned)s->sort + 1) % ARRAY_SIZE(sort_names));
	view_again(s, NULL);
	return UI_REDRAW;
}

static unsigned find_end(struct caseload_state *s, bool keep)
{
	if (!keep)
		field_set(&s->find, "");
	s->finding = false;
	view_again(s, NULL);
	return UI_REDRAW;
}

/* Whoever was found is opened, and behind the page are all clients again, with the mark on this one. */
static unsigned open_found(struct caseload_state *s)
{
	struct id found;

	s->finding = false;
	if (s->count == 0)
		return UI_REDRAW;
	found = row_at(s, s->list.focus)->client.id;
	field_set(&s->find, "");
	view_again(s, &found);
	return with_client(s, &screen_client);
}

static unsigned find_action(struct caseload_state *s, enum action action)
{
	struct list_source src = source_of(s);

	if (action == ACTION_OPEN)
		return open_found(s);
	if (action == ACTION_BACK)
		return find_end(s, false);
	return list_action(&s->list, &src, action) ? UI_REDRAW : UI_UNHANDLED;
}

static unsigned open_export(struct caseload_state *s)
{
	int32_t today = desk_today(s->app->desk);
	/* This week's: the file that is asked for oftenest. */
	struct export_options options = {
		.dialect = CSV_EXCEL_DA, .from = today - date_weekday(today) + 1, .to = DATE_NONE, .mine = true,
	};

	return ui_open(s->app->ui, &screen_export, &options, NULL);
}

static unsigned caseload_back(struct caseload_state *s)
{
	if (!field_empty(&s->find) || s->filter != CASELOAD_ALL) {
		s->filter = CASELOAD_ALL;
		return find_end(s, false);
	}
	return UI_NONE;          /* Esc never leaves the program */
}

/* What an action opens about the client under the mark; NULL = it is about none. */
static const struct screen *about_client(enum action action)
{
	static const struct { enum action action; const struct screen *screen; } opens[] = {
		{ ACTION_OPEN, &screen_client }, { ACTION_RIGHT, &screen_client }, { ACTION_START_MEETING, &screen_contact },
		{ ACTION_ADVICE, &screen_advice }, { ACTION_PATH, &screen_path }, { ACTION_SHEET, &screen_sheet },
		{ ACTION_OPEN_HANDOVER, &screen_handover }, { ACTION_EDIT, &screen_client_edit },
		{ ACTION_PAUSE, &screen_client_pause },
	};

	for (size_t i = 0; i < ARRAY_SIZE(opens); i++)
		if (opens[i].action == action)
			return opens[i].screen;
	return NULL;
}

static unsigned caseload_action(void *state, enum action action)
{
	struct caseload_state *s = state;
	struct list_source src = source_of(s);
	const struct screen *about = about_client(action);

	if (s->finding)
		return find_action(s, action);
	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (about)
		return with_client(s, about);
	if (action == ACTION_NEW_CLIENT)
		return ui_open(s->app->ui, &screen_client_edit, NULL, NULL);
	if (action == ACTION_EXPORT)
		return open_export(s);
	if (action == ACTION_REASSIGN)
		return colleagues_open(s->app, &(struct colleagues_arg){ .title = _("Whose clients?"), .gone_too = true },
			from_chosen);
	if (action == ACTION_COLLEAGUE)
		return ui_open(s->app->ui, &screen_colleague, NULL, NULL);
	if (action == ACTION_KEPT)
		return ui_open(s->app->ui, &screen_kept, NULL, NULL);
	if (action == ACTION_MIRROR)
		return ui_open(s->app->ui, &screen_mirror, NULL, NULL);
	if (action == ACTION_OFFICE)
		return switch_office(s);
	if (action == ACTION_REPORTS)
		return ui_open(s->app->ui, &screen_reports, NULL, NULL);
	if (action == ACTION_KEYS)
		return ui_open(s->app->ui, &screen_keys, NULL, NULL);
	if (action == ACTION_FILTER)
		return next_filter(s);
	if (action == ACTION_ORDER)
		return next_sort(s);
	if (action == ACTION_BACK)
		return caseload_back(s);
	if (action == ACTION_FIND) {
		s->finding = true;
		return UI_REDRAW;
	}
	return UI_UNHANDLED;
}

static unsigned caseload_text_key(void *state, struct key key)
{
	struct caseload_state *s = state;

	if (!s->finding || !field_key(&s->find, key))
		return UI_UNHANDLED;
	view_again(s, NULL);
	s->list.focus = 0;
	return UI_REDRAW;
}

static void caseload_close(void *state)
{
	struct caseload_state *s = state;

	mem_free(s->view);
	field_release(&s->find);
	caseload_release(&s->load);
}

const struct screen screen_caseload = {
	.name = "caseload",
	.state_size = sizeof(struct caseload_state),
	.context = CONTEXT_CASELOAD,
	.open = caseload_open,
	.reload = caseload_reload,
	.layout = caseload_layout,
	.context_now = caseload_context,
	.title = caseload_title,
	.label = caseload_label,
	.draw = caseload_draw,
	.action = caseload_action,
	.text = caseload_text_key,
	.close = caseload_close,
};
