/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Before a meeting: how it is held, or that it was not. Here stand the last round and what was
 * agreed, so that reading this page is the step "before". Esc leaves no trace but the access log's.
 */
#include "app_state.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/terms.h"
#include "stige/ui/field.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { ROWS = 7, LIST_TOP = 1, DATE_MOST = 20, STEPS_MOST = 4, NUMBER_COLS = 3 };

static const struct {
	const char *label;
	enum meeting_kind kind;
	enum meeting_result result;
} rows[ROWS] = {
	{ N_("Meeting at the office"), MEETING_OFFICE, MEETING_OPEN },
	{ N_("Meeting by phone"), MEETING_PHONE, MEETING_OPEN },
	{ N_("Meeting by video"), MEETING_VIDEO, MEETING_OPEN },
	{ N_("Outreach: at the client's place or a workplace"), MEETING_OUTREACH, MEETING_OPEN },
	{ N_("Did not come"), MEETING_OFFICE, MEETING_NOT_COME },
	{ N_("Cancelled"), MEETING_OFFICE, MEETING_CANCELLED },
	{ N_("Moved to another day"), MEETING_OFFICE, MEETING_MOVED },
};

struct contact_state {
	struct app *app;
	struct casefile *file;
	struct list list;
	struct field next;               /* a new date, where it was not held */
	bool typing;
	bool refused;
};

static const struct meeting *begun(const struct contact_state *s)
{
	for (size_t i = 0; i < s->file->meeting_count; i++)
		if (s->file->meetings[i].result == MEETING_OPEN)
			return &s->file->meetings[i];
	return NULL;
}

static void contact_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct contact_state *s = context;
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_TEXT;

	canvas_textf(c, 0, 0, NUMBER_COLS, ROLE_KEY, "%zu", i + 1);
	if (rows[i].result == MEETING_OPEN && begun(s))
		canvas_textf(c, 0, NUMBER_COLS, c->cols - NUMBER_COLS, role, "%s  (%s)", _(rows[i].label),
			_("go on"));
	else
		canvas_text(c, 0, NUMBER_COLS, c->cols - NUMBER_COLS, role, _(rows[i].label));
}

static struct list_source source_of(const struct contact_state *s)
{
	return (struct list_source){ .count = ROWS, .context = s, .draw = contact_row };
}

static enum stige_rc contact_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct contact_state *s = state;
	enum stige_rc rc;

	s->app = app_of(ui);
	rc = casefile_load(s->app->desk, arg, "meeting", &s->file, err);
	if (rc)
		return rc;
	field_init(&s->next, DATE_MOST, 0);
	if (begun(s))
		s->list.focus = begun(s)->kind;
	return STIGE_OK;
}

static void contact_layout(void *state, int height, int cols)
{
	struct contact_state *s = state;
	struct list_source src = source_of(s);

	(void)height;
	(void)cols;
	list_layout(&s->list, &src, ROWS);
}

static enum context contact_context(const void *state)
{
	return ((const struct contact_state *)state)->typing ? CONTEXT_FIELD : CONTEXT_LIST;
}

static void contact_title(const void *state, struct str *left, struct str *right)
{
	const struct contact_state *s = state;

	str_add(left, s->file->client.f.name);
	if (s->file->age >= 0)
		str_addf(left, ", %d", s->file->age);
	str_addf(right, "%s  ", s->file->client.case_no);
	due_words(&s->file->due, right);
}

static const char *contact_label(const void *state, enum action action)
{
	const struct contact_state *s = state;

	if (action == ACTION_OPEN)
		return rows[s->list.focus].result == MEETING_OPEN ? _("begin") : _("register");
	return action == ACTION_MARK ? "" : NULL;
}

/* The last round and the steps that are open: what the meeting starts from. */
static void draw_before(const struct contact_state *s, struct canvas *c)
{
	const struct casefile *f = s->file;
	char on[DATE_TEXT];
	int row = 0;

	if (f->last_round == DATE_NONE)
		canvas_text(c, row++, 1, c->cols - 2, ROLE_TEXT, _("This is the first round."));
	else
		canvas_textf(c, row++, 1, c->cols - 2, ROLE_TEXT, _("Last round: %s (week %d)"),
			date_format(f->last_round, on), date_iso_week(f->last_round, NULL));
	for (size_t i = 0; i < f->plan_count && row <= STEPS_MOST; i++) {
		if (f->plan[i].kind != PLAN_STEP || f->plan[i].status != PLAN_OPEN)
			continue;
		if (row == 1)
			canvas_text(c, row++, 1, c->cols - 2, ROLE_HEADING, _("Agreed, and still open:"));
		canvas_textf(c, row++, 3, c->cols - 4, ROLE_TEXT, "- %s", f->plan[i].text);
	}
}

static bool next_date(const struct contact_state *s, int32_t *ret)
{
	int32_t today = desk_today(s->app->desk);

	*ret = DATE_NONE;
	return field_empty(&s->next) || (date_input(s->next.text.text, today, ret) && *ret >= today);
}

static void draw_date(const struct contact_state *s, struct canvas *c, int row)
{
	int at = LIST_MARGIN;
	char day[DAY_TEXT];
	int32_t next;

	at += canvas_text(c, row, at, c->cols - at, ROLE_TEXT, _("New date, if there is one (Tab):")) + 1;
	if (at + 12 > c->cols)
		at = c->cols - 12;
	field_draw(&s->next, c, row, at, c->cols - at - 1 < DATE_MOST ? c->cols - at - 1 : DATE_MOST,
		s->typing);
	if (next_date(s, &next) && next != DATE_NONE)
		canvas_text(c, row + 1, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HINT, day_words(next, day));
	else if (s->refused)
		canvas_text(c, row + 1, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_ERROR,
			_("Write a date ahead, such as 22-11, w49 or +13w."));
}

static void contact_draw(const void *state, struct canvas *c)
{
	const struct contact_state *s = state;
	struct list_source src = source_of(s);
	struct canvas list = canvas_sub(c, (struct rect){ LIST_TOP, 0, ROWS, c->cols });
	int below = LIST_TOP + ROWS + 3;
	struct canvas before = canvas_sub(c, (struct rect){ below, 0, c->rows - below, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	draw_before(s, &before);
	list_draw(&s->list, &src, &list);
	if (rows[s->list.focus].result != MEETING_OPEN)
		draw_date(s, c, LIST_TOP + ROWS);
}

/* The page has been read: that was the step "before". */
static unsigned begin(struct contact_state *s)
{
	struct app *a = s->app;
	struct err err = ERR_INIT;
	bool fresh = begun(s) == NULL;

	app_park(a);
	if (sitting_begin(a->desk, &s->file->client.id, rows[s->list.focus].kind, &a->sitting, &err)
		|| sitting_set_kind(a->sitting, rows[s->list.focus].kind, &err)) {
		app_park(a);
		return ui_fail(a->ui, &err);
	}
	if (fresh)
		sitting_seen(a->sitting, STEP_BEFORE);
	a->look = LOOK_SHARED;
	return ui_replace(a->ui, &screen_meeting, NULL);
}

/* A meeting that is open ends with this result; otherwise it is a contact of its own. */
static enum stige_rc register_result(struct contact_state *s, int32_t next, struct err *err)
{
	const struct id *client = &s->file->client.id;
	const struct meeting *open = begun(s);
	enum meeting_result result = rows[s->list.focus].result;
	struct sitting *sitting = NULL;
	enum stige_rc rc;

	if (!open)
		return sitting_not_held(s->app->desk, client, rows[s->list.focus].kind, result, next, err);
	rc = sitting_resume(s->app->desk, &open->id, &sitting, err);
	if (!rc)
		rc = sitting_end(sitting, result, next, err);
	sitting_free(sitting);
	return rc;
}

static unsigned not_held(struct contact_state *s)
{
	struct app *a = s->app;
	struct err err = ERR_INIT;
	char day[DAY_TEXT];
	int32_t next;

	s->refused = !next_date(s, &next);
	if (s->refused) {
		s->typing = true;
		return UI_REDRAW;
	}
	if (register_result(s, next, &err))
		return ui_fail(a->ui, &err);
	if (next == DATE_NONE)
		ui_say(a->ui, _("%s: \"%s\" is registered."), s->file->client.case_no, _(rows[s->list.focus].label));
	else
		ui_say(a->ui, _("%s: \"%s\" is registered; next meeting %s."), s->file->client.case_no,
			_(rows[s->list.focus].label), day_words(next, day));
	ui_set_result(a->ui, 1);
	return UI_POP | UI_RELOAD;
}

static unsigned contact_list_action(struct contact_state *s, enum action action)
{
	struct list_source src = source_of(s);
	int digit;

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action_digit(action, &digit) && digit >= 1 && digit <= ROWS) {
		list_focus(&s->list, &src, (size_t)digit - 1);
		return UI_REDRAW;
	}
	return UI_UNHANDLED;
}

static unsigned contact_action(void *state, enum action action)
{
	struct contact_state *s = state;

	if (!s->typing) {
		unsigned did = contact_list_action(s, action);

		if (!(did & UI_UNHANDLED))
			return did;
	}
	if (action == ACTION_OPEN && ui_has(s->app->ui, &screen_meeting))
		return ui_pop_to(s->app->ui, &screen_meeting);   /* opened from the client's page inside it */
	if (action == ACTION_OPEN)
		return rows[s->list.focus].result == MEETING_OPEN ? begin(s) : not_held(s);
	if (action == ACTION_NEXT_PART || action == ACTION_PREVIOUS_PART) {
		s->typing = !s->typing && rows[s->list.focus].result != MEETING_OPEN;
		return UI_REDRAW;
	}
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static unsigned contact_text(void *state, struct key key)
{
	struct contact_state *s = state;

	s->refused = false;
	return s->typing && field_key(&s->next, key) ? UI_REDRAW : UI_UNHANDLED;
}

static void contact_close(void *state)
{
	struct contact_state *s = state;

	field_release(&s->next);
	casefile_free(s->file);
}

const struct screen screen_contact = {
	.name = "contact",
	.state_size = sizeof(struct contact_state),
	.context = CONTEXT_LIST,
	.open = contact_open,
	.layout = contact_layout,
	.context_now = contact_context,
	.title = contact_title,
	.label = contact_label,
	.draw = contact_draw,
	.action = contact_action,
	.text = contact_text,
	.close = contact_close,
};
