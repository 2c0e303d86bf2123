/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One client's page: progress, activities, plan, notes, log. Opening it is an entry in the access log
 * (casefile_load writes it before anything shows). Inside a meeting the look is shared.
 */
#include "client_progress.h"

#include "client_tabs.h"
#include "remark.h"
#include "undo.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/movement.h"
#include "stige/casefile/terms.h"
#include "stige/casefile/visitation.h"
#include "stige/exchange/sessionlog.h"
#include "stige/ui/layout.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 2, NARROW = 70, SCALE_STEPS = 5 };

struct client_state {
	struct app *app;
	struct id id;
	struct casefile *file;
	int tab;                         /* 0 progress, then enum client_tab */
	struct progress progress;
	struct client_tab rows;
	struct list list;
	int height, cols;
};

static const char *const tab_names[] = { N_("Progress"), N_("Activities"), N_("Plan"), N_("Notes"), N_("Log") };

static enum stige_rc client_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct client_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->id = *(const struct id *)arg;
	return STIGE_OK;
}

static struct list_source source_of(const struct client_state *s)
{
	return (struct list_source){ .count = s->rows.count, .context = &s->rows, .draw = client_tab_draw,
		.rows = client_tab_rows, .can_focus = client_tab_can_focus };
}

static enum stige_rc fill_tab(struct client_state *s, struct err *err)
{
	struct list_source src;
	enum stige_rc rc = STIGE_OK;

	s->progress.file = s->file;
	s->progress.app = s->app;
	s->progress.look = app_look(s->app);
	progress_layout(&s->progress, s->height - HEAD_ROWS, s->cols);
	client_tab_release(&s->rows);
	if (s->tab > 0)
		rc = client_tab_fill(&s->rows, s->app->desk, s->file, app_look(s->app), (enum client_tab_kind)s->tab, err);
	src = source_of(s);
	list_layout(&s->list, &src, s->height > HEAD_ROWS ? s->height - HEAD_ROWS : 1);
	return rc;
}

static const struct plan_item *focused_item(const struct client_state *s)
{
	return s->tab == CLIENT_TAB_PLAN && s->rows.count ? s->rows.lines[s->list.focus].item : NULL;
}

/* What was ticked moves to another part of the plan: the focus goes along. */
static void focus_item(struct client_state *s, const struct id *item)
{
	struct list_source src = source_of(s);

	for (size_t i = 0; i < s->rows.count; i++)
		if (s->rows.lines[i].item && id_eq(&s->rows.lines[i].item->id, item))
			list_focus(&s->list, &src, i);
}

static enum stige_rc client_reload(void *state, struct err *err)
{
	struct client_state *s = state;
	const struct plan_item *item = focused_item(s);
	struct id keep = item ? item->id : (struct id){ { 0 } };
	struct casefile *fresh;
	enum stige_rc rc = casefile_load(s->app->desk, &s->id, s->app->sitting ? "meeting" : "own", &fresh, err);

	if (rc)
		return rc;
	casefile_free(s->file);
	s->file = fresh;
	rc = fill_tab(s, err);
	if (!rc)
		focus_item(s, &keep);
	return rc;
}

static void client_layout(void *state, int rows, int cols)
{
	struct client_state *s = state;
	struct list_source src;

	s->height = rows;
	s->cols = s->rows.cols = cols;
	src = source_of(s);
	if (s->file)
		progress_layout(&s->progress, rows - HEAD_ROWS, cols);
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void client_title(const void *state, struct str *left, struct str *right)
{
	const struct client_state *s = state;
	const struct client *c = &s->file->client;

	str_add(left, c->f.name);
	if (s->file->age >= 0)
		str_addf(left, ", %d", s->file->age);
	str_add(right, c->case_no);
	if (s->cols < NARROW)
		return;          /* the name comes first: the right person */
	str_add(right, "  ");
	due_words(&s->file->due, right);
	str_addf(right, "  %s", app_look(s->app) == LOOK_SHARED ? _("shared look") : _("own look"));
}

/* When the next meeting is, and how many rounds there have been, as far as there is room for both. */
static void draw_beside_tabs(const struct client_state *s, struct canvas *c, int from)
{
	int32_t next = casefile_next_meeting(s->file);
	struct str words = STR_INIT, rounds = STR_INIT;
	char day[DAY_TEXT];

	str_addf(&rounds, ngettext("%u round", "%u rounds", s->file->rounds), s->file->rounds);
	if (next != DATE_NONE)
		str_addf(&words, _("next meeting %s"), day_short(next, day));
	if (next == DATE_NONE || from + text_width(words.text) + text_width(rounds.text) + 2 < c->cols)
		str_addf(&words, "%s%s", words.len ? ", " : "", rounds.text);
	if (from + text_width(words.text) < c->cols - 1)
		canvas_text_right(c, 1, from, c->cols - from - 1, ROLE_HINT, words.text);
	str_release(&rounds);
	str_release(&words);
}

static void draw_tabs(const struct client_state *s, struct canvas *c)
{
	const char *labels[ARRAY_SIZE(tab_names) + 1] = { NULL };

	for (size_t i = 0; i < ARRAY_SIZE(tab_names); i++)
		labels[i] = _(tab_names[i]);
	draw_beside_tabs(s, c, layout_tabs(c, 1, 1, labels, s->tab) + 1);
	canvas_hline(c, 0, 0, c->cols);
}

static void client_draw(const void *state, struct canvas *c)
{
	const struct client_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	draw_tabs(s, c);
	if (s->tab == 0) {
		progress_draw(&s->progress, &body);
	} else if (s->rows.count == 0) {
		canvas_text(&body, 1, LIST_MARGIN, c->cols, ROLE_HINT, client_tab_empty((enum client_tab_kind)s->tab));
		canvas_cursor(&body, 1, LIST_MARGIN, false);
	} else {
		list_draw(&s->list, &src, &body);
	}
}

static unsigned show_tab(struct client_state *s, int tab)
{
	struct err err = ERR_INIT;

	if (tab < 0 || tab >= (int)ARRAY_SIZE(tab_names))
		return UI_BELL;
	s->tab = tab;
	s->list = (struct list){ 0 };
	return fill_tab(s, &err) ? ui_fail(s->app->ui, &err) : UI_REDRAW;
}

static unsigned switch_look(struct client_state *s)
{
	struct err err = ERR_INIT;

	if (!app_switch_look(s->app))
		return UI_REDRAW;
	return fill_tab(s, &err) ? ui_fail(s->app->ui, &err) : UI_REDRAW;
}

static unsigned progress_key(struct client_state *s, enum action action)
{
	if (progress_action(&s->progress, action))
		return UI_REDRAW;
	if (action == ACTION_ORDER) {
		s->progress.question_order = !s->progress.question_order;
		progress_layout(&s->progress, s->height - HEAD_ROWS, s->cols);
		return UI_REDRAW;
	}
	return UI_UNHANDLED;
}

static unsigned list_key(struct client_state *s, enum action action)
{
	struct list_source src = source_of(s);

	return list_action(&s->list, &src, action) ? UI_REDRAW : UI_UNHANDLED;
}

/* A step goes round open, done, not done; what was chosen is done, and chosen again. */
static unsigned tick(struct client_state *s)
{
	static const enum plan_status next[] = {
		[PLAN_OPEN] = PLAN_DONE, [PLAN_DONE] = PLAN_NOT_DONE, [PLAN_NOT_DONE] = PLAN_OPEN,
		[PLAN_DROPPED] = PLAN_OPEN, [PLAN_DECLINED] = PLAN_DECLINED,
	};
	const struct plan_item *item = focused_item(s);
	struct err err = ERR_INIT;
	enum plan_status to;

	if (!item || item->status == PLAN_DECLINED)
		return UI_BELL;
	to = item->kind != PLAN_STEP && item->status == PLAN_DONE ? PLAN_OPEN : next[item->status];
	if (casefile_tick(s->app->desk, item, to, &err))
		return ui_fail(s->app->ui, &err);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static const struct indicator *focused_scale(const struct client_state *s)
{
	const struct series *series = s->tab == 0 ? progress_focused(&s->progress) : NULL;
	bool fits = series && series->indicator->side == INDICATOR_CLIENT && series->indicator->kind == INDICATOR_SCALE;

	return fits ? series->indicator : NULL;
}

static unsigned goal_chosen(void *state, int value)
{
	struct client_state *s = state;
	const struct id *meeting = s->app->sitting ? &s->app->sitting->meeting : NULL;
	struct err err = ERR_INIT;

	if (value < 0)
		return UI_REDRAW;
	if (movement_set_aim(s->app->desk, s->file, meeting, focused_scale(s), value, &err))
		return ui_fail(s->app->ui, &err);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

/* A goal of the client's own on one scale; the first choice takes it back. */
static unsigned ask_goal(struct client_state *s)
{
	const struct indicator *one = focused_scale(s);
	const char *choices[SCALE_STEPS + 2] = { NULL };

	if (!one)
		return UI_BELL;
	choices[0] = _("no goal");
	for (int step = 1; step <= SCALE_STEPS; step++)
		choices[step] = indicator_step(one, step, s->app->desk->lang);
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = indicator_short(one, s->app->desk->lang), .choices = choices,
		.text = _("Which answer does the client want to reach?") }, goal_chosen);
}

static unsigned visitation_chosen(void *state, int value)
{
	struct client_state *s = state;
	struct err err = ERR_INIT;

	if (value < 0)
		return UI_REDRAW;
	if (visitation_set(s->app->desk, s->file, (enum visitation)value, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, _("Visitation: %s"), visitation_text((enum visitation)value));
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned ask_visitation(struct client_state *s)
{
	const char *choices[VISITATIONS + 1] = { NULL };

	for (int i = 0; i < VISITATIONS; i++)
		choices[i] = visitation_text((enum visitation)i);
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Visitation"), .choices = choices,
		.text = _("What has the job centre assessed?") }, visitation_chosen);
}

/* The newest answers of whose item is marked, with the mark on it. */
static unsigned open_answers(struct client_state *s)
{
	const struct series *series = progress_focused(&s->progress);
	const struct response *r = !series ? NULL : casefile_newest(s->file,
		series->indicator->side == INDICATOR_CLIENT ? RESPONDENT_CLIENT : RESPONDENT_CASEWORKER);
	struct answers_arg arg = { .client = s->id };

	if (!r)
		return ui_open(s->app->ui, &screen_responses, &s->id, NULL);
	arg.response = r->id;
	arg.item = series->indicator->name;
	return ui_open(s->app->ui, &screen_answers, &arg, NULL);
}

static const struct screen *screen_for(enum action action)
{
	static const struct { enum action action; const struct screen *screen; } opens[] = {
		{ ACTION_START_MEETING, &screen_contact }, { ACTION_ADVICE, &screen_advice },
		{ ACTION_SHEET, &screen_sheet }, { ACTION_OPEN_HANDOVER, &screen_handover },
		{ ACTION_EDIT, &screen_client_edit }, { ACTION_PAUSE, &screen_client_pause },
		{ ACTION_OPEN_LOG, &screen_log },
		{ ACTION_RESPONSES, &screen_responses }, { ACTION_PATH, &screen_path },
		{ ACTION_SINCE, &screen_since }, { ACTION_SMALL_STEPS, &screen_small_steps },
		{ ACTION_VOICES, &screen_voices }, { ACTION_MIRROR, &screen_mirror },
		{ ACTION_RIGHTS, &screen_rights }, { ACTION_JOURNAL, &screen_journal },
		{ ACTION_OUTCOMES, &screen_outcomes },
	};

	for (size_t i = 0; i < ARRAY_SIZE(opens); i++)
		if (opens[i].action == action)
			return opens[i].screen;
	return NULL;
}

static unsigned client_action(void *state, enum action action)
{
	struct client_state *s = state;
	const struct screen *opens = screen_for(action);
	unsigned did = s->tab == 0 ? progress_key(s, action) : list_key(s, action);
	int digit;

	if (did != UI_UNHANDLED)
		return did;
	if (opens)
		return ui_open(s->app->ui, opens, &s->id, NULL);
	if (action == ACTION_VISITATION)
		return ask_visitation(s);
	if (action_digit(action, &digit))
		return show_tab(s, digit - 1);
	if (action == ACTION_NEXT_PART || action == ACTION_RIGHT)
		return show_tab(s, (s->tab + 1) % (int)ARRAY_SIZE(tab_names));
	if (action == ACTION_PREVIOUS_PART || (action == ACTION_LEFT && s->tab > 0))
		return show_tab(s, (s->tab + (int)ARRAY_SIZE(tab_names) - 1) % (int)ARRAY_SIZE(tab_names));
	if (action == ACTION_LOOK)
		return switch_look(s);
	if (action == ACTION_MARK)
		return s->tab == 0 ? ask_goal(s) : tick(s);
	if (action == ACTION_ACTIVITIES)
		return show_tab(s, CLIENT_TAB_ACTIVITIES);
	if (action == ACTION_ADD_NOTE)
		return note_open(s->app, &(struct note_arg){ .client = s->id, .title = _("Note") });
	if (action == ACTION_EXPORT) {
		struct export_options options = {
			.dialect = CSV_EXCEL_DA, .from = DATE_NONE, .to = DATE_NONE, .client = &s->id,
		};

		return ui_open(s->app->ui, &screen_export, &options, NULL);
	}
	if (action == ACTION_OPEN && s->tab == 0)
		return open_answers(s);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static const char *client_label(const void *state, enum action action)
{
	const struct client_state *s = state;

	if (action == ACTION_MARK)
		return s->tab == CLIENT_TAB_PLAN ? _("done, not done") : focused_scale(s) ? _("goal") : "";
	if (action == ACTION_OPEN)
		return s->tab == 0 ? _("answers") : "";
	return action == ACTION_FIND && s->tab == 0 ? "" : NULL;
}

static bool find_in_tab(void *state, const char *words, int step)
{
	struct client_state *s = state;
	struct list_source src = source_of(s);

	return s->tab > 0 && list_find(&s->list, &src, s->cols, words, step);
}

static void client_close(void *state)
{
	struct client_state *s = state;

	client_tab_release(&s->rows);
	casefile_free(s->file);
}

/* Every indicator in words; the other tabs are words already. */
static void client_say(const void *state, struct str *out)
{
	const struct client_state *s = state;

	if (s->tab == 0)
		casefile_words(s->file, app_look(s->app), out);
}

const struct screen screen_client = {
	.name = "client",
	.state_size = sizeof(struct client_state),
	.context = CONTEXT_CLIENT,
	.open = client_open,
	.reload = client_reload,
	.layout = client_layout,
	.title = client_title,
	.label = client_label,
	.draw = client_draw,
	.action = client_action,
	.find = find_in_tab,
	.say = client_say,
	.close = client_close,
};
