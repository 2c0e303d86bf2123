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

enum { ROWS = 7, LIST_TOP = 1, FORM_ROWS = 3, DATE_MOST = 20, WHY_MOST = 160, STEPS_MOST = 4,
	LABEL_COLS = 9 };

enum part { PART_LIST, PART_DATE, PART_WHY, PARTS };

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
	int cols;
	struct field next, why;          /* a new date, and the reason, where it was not held */
	enum part part;
	bool refused;                    /* what stands there is no date ahead */
};

static const struct meeting *begun(const struct contact_state *s)
{
	for (size_t i = 0; i < s->file->meeting_count; i++)
		if (s->file->meetings[i].result == MEETING_OPEN)
			return &s->file->meetings[i];
	return NULL;
}

static void contact_words(const void *context, size_t i, struct str *out)
{
	const struct contact_state *s = context;
	bool chosen = s->part != PART_LIST && i == s->list.focus;        /* while the fields below have the focus */

	str_addf(out, "%zu%s %s", i + 1, chosen ? "x" : " ", _(rows[i].label));
	if (rows[i].result == MEETING_OPEN && begun(s))
		str_addf(out, "  (%s)", _("go on"));
}

static struct list_source source_of(const struct contact_state *s)
{
	return (struct list_source){ .count = ROWS, .context = s, .words = contact_words, .cols = s->cols,
		.resting = s->part != PART_LIST };
}

/* A narrow window takes more rows for the same kinds. */
static int kinds_high(const struct contact_state *s)
{
	struct list_source src = source_of(s);
	int n = 0;

	for (size_t i = 0; i < ROWS; i++)
		n += list_row_height(&src, i);
	return n;
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
	field_init(&s->why, WHY_MOST, 0);
	if (begun(s))
		s->list.focus = begun(s)->kind;
	return STIGE_OK;
}

static void contact_layout(void *state, int height, int cols)
{
	struct contact_state *s = state;
	struct list_source src;

	(void)height;
	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, kinds_high(s));
}

static enum context contact_context(const void *state)
{
	return ((const struct contact_state *)state)->part == PART_LIST ? CONTEXT_LIST : CONTEXT_FIELD;
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

static bool not_held_marked(const struct contact_state *s)
{
	return rows[s->list.focus].result != MEETING_OPEN;
}

static const char *contact_label(const void *state, enum action action)
{
	const struct contact_state *s = state;

	if (action == ACTION_OPEN)
		return not_held_marked(s) ? _("register") : _("begin");
	if (action == ACTION_NEXT_PART)
		return !not_held_marked(s) ? "" : s->part == PART_LIST ? _("new date, why") : _("next");
	if (action == ACTION_DIGIT_1)
		return _("row");
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

static void draw_field(const struct contact_state *s, struct canvas *c, int row, enum part part)
{
	const struct field *f = part == PART_DATE ? &s->next : &s->why;
	int at = LIST_MARGIN + LABEL_COLS, cols = part == PART_DATE ? DATE_MOST : c->cols - at - 1;

	canvas_text(c, row, LIST_MARGIN, LABEL_COLS - 1, s->part == part ? ROLE_FOCUS : ROLE_TEXT,
		part == PART_DATE ? _("New date") : _("Why"));
	field_draw(f, c, row, at, cols, s->part == part);
}

/* The date as it is understood, while it is typed. */
static void draw_day(const struct contact_state *s, struct canvas *c, int row)
{
	int at = LIST_MARGIN + LABEL_COLS;
	char day[DAY_TEXT];
	int32_t next;

	if (next_date(s, &next) && next != DATE_NONE)
		canvas_text(c, row, at, c->cols - at, ROLE_HINT, day_words(next, day));
	else if (s->refused)
		canvas_text(c, row, at, c->cols - at, ROLE_ERROR, _("Write a date ahead: 22-11, w49, +2w."));
	else if (s->part == PART_DATE)
		canvas_text(c, row, at, c->cols - at, ROLE_HINT, _("22-11, w49, +2w; empty: none yet"));
}

static void contact_draw(const void *state, struct canvas *c)
{
	const struct contact_state *s = state;
	struct list_source src = source_of(s);
	int high = kinds_high(s);
	struct canvas list = canvas_sub(c, (struct rect){ LIST_TOP, 0, high, c->cols });
	int form = LIST_TOP + high, below = form + FORM_ROWS + 1;
	struct canvas before = canvas_sub(c, (struct rect){ below, 0, c->rows - below, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	draw_before(s, &before);
	list_draw(&s->list, &src, &list);
	if (!not_held_marked(s))
		return;
	draw_field(s, c, form, PART_DATE);
	draw_day(s, c, form + 1);
	draw_field(s, c, form + 2, PART_WHY);
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
	const struct not_held how = { rows[s->list.focus].kind, rows[s->list.focus].result, next, s->why.text.text };
	const struct meeting *open = begun(s);
	struct sitting *sitting = NULL;
	enum stige_rc rc;

	if (!open)
		return sitting_not_held(s->app->desk, &s->file->client.id, &how, err);
	rc = sitting_resume(s->app->desk, &open->id, &sitting, err);
	if (!rc)
		rc = sitting_end(sitting, &how, err);
	sitting_free(sitting);
	return rc;
}

static unsigned ask_date(struct contact_state *s, bool refused)
{
	s->refused = refused;
	s->part = PART_DATE;
	if (!refused)
		ui_say(s->app->ui, "%s", _("To which day? Enter with nothing written: not known yet."));
	return UI_REDRAW;
}

static unsigned not_held(struct contact_state *s)
{
	struct app *a = s->app;
	struct err err = ERR_INIT;
	char day[DAY_TEXT];
	int32_t next;

	if (!next_date(s, &next))
		return ask_date(s, true);
	if (next == DATE_NONE && s->part == PART_LIST && rows[s->list.focus].result == MEETING_MOVED)
		return ask_date(s, false);
	if (register_result(s, next, &err))
		return ui_fail(a->ui, &err);
	if (next == DATE_NONE)
		ui_say(a->ui, _("%s: \"%s\" is registered; u takes it back."), s->file->client.case_no,
			_(rows[s->list.focus].label));
	else
		ui_say(a->ui, _("%s: \"%s\", next meeting %s; u takes it back."), s->file->client.case_no,
			_(rows[s->list.focus].label), day_short(next, day));
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

static unsigned to_part(struct contact_state *s, unsigned by)
{
	s->part = not_held_marked(s) ? (enum part)(((unsigned)s->part + by) % PARTS) : PART_LIST;
	return UI_REDRAW;
}

static unsigned contact_action(void *state, enum action action)
{
	struct contact_state *s = state;

	if (s->part == PART_LIST) {
		unsigned did = contact_list_action(s, action);

		if (!(did & UI_UNHANDLED))
			return did;
	}
	if (action == ACTION_OPEN && ui_has(s->app->ui, &screen_meeting))
		return ui_pop_to(s->app->ui, &screen_meeting);   /* opened from the client's page inside it */
	if (action == ACTION_OPEN)
		return not_held_marked(s) ? not_held(s) : begin(s);
	if (action == ACTION_NEXT_PART || action == ACTION_DOWN)
		return to_part(s, 1);
	if (action == ACTION_PREVIOUS_PART || action == ACTION_UP)
		return to_part(s, PARTS - 1);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static unsigned contact_text(void *state, struct key key)
{
	struct contact_state *s = state;

	s->refused = false;
	if (s->part == PART_LIST)
		return UI_UNHANDLED;
	return field_key(s->part == PART_DATE ? &s->next : &s->why, key) ? UI_REDRAW : UI_UNHANDLED;
}

static void contact_close(void *state)
{
	struct contact_state *s = state;

	field_release(&s->next);
	field_release(&s->why);
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
