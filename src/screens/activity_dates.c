/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "activity_dates.h"

#include "fields.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { OFFER_ROWS = 2 };

enum row { ROW_FROM, ROW_TO, ROW_PLACE, ROW_SAVE };

static const struct fields_row rows[] = {
	[ROW_FROM] = { .name = "from", .label = N_("From"), .most = 20, .flags = FIELD_OVER,
		.hint = N_("22-11, 221125, w49, -3m. Empty: not known.") },
	[ROW_TO] = { .name = "to", .label = N_("To"), .most = 20, .flags = FIELD_OVER,
		.hint = N_("Empty: it runs still.") },
	[ROW_PLACE] = { .name = "place", .label = N_("Place"), .most = 120,
	.hint = N_("A workplace, a school, a clinic.") },
	[ROW_SAVE] = { .name = "save", .label = N_("Save"), .kind = FIELDS_BUTTON },
};

struct dates_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	struct activity_record record;
	const struct activity *activity;
	struct str offers;               /* what the office has of it; "" without a catalogue */
};

static void show_date(struct fields *p, size_t row, int32_t day)
{
	char text[DATE_TEXT];

	fields_set(p, row, date_format(day, text));
}

static enum stige_rc dates_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct dates_state *s = state;
	const struct activity_dates_arg *a = arg;

	(void)err;
	s->app = app_of(ui);
	s->record = a->record;
	s->activity = a->activity;
	catalogue_words(&s->offers, s->app->desk->instrument->catalogue, s->activity, desk_today(s->app->desk));
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	show_date(&s->page, ROW_FROM, a->record.from);
	show_date(&s->page, ROW_TO, a->record.to);
	fields_set(&s->page, ROW_PLACE, a->record.place);
	return STIGE_OK;
}

static void dates_title(const void *state, struct str *left, struct str *right)
{
	const struct dates_state *s = state;

	(void)right;
	str_add(left, activity_short(&s->app->desk->instrument->activities, s->activity, s->app->desk->lang));
}

static const char *dates_label(const void *state, enum action action)
{
	if (action == ACTION_OPEN)
		return ((const struct dates_state *)state)->page.focus == ROW_SAVE ? _("save") : _("next");
	return action == ACTION_MARK ? "" : NULL;
}

static void dates_draw(const void *state, struct canvas *c)
{
	const struct dates_state *s = state;
	struct canvas page = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1 - OFFER_ROWS, c->cols });
	struct str text = STR_INIT;

	canvas_hline(c, 0, 0, c->cols);
	if (s->offers.len)
		str_addf(&text, _("On offer here: %s"), s->offers.text);
	canvas_wrap(c, (struct rect){ c->rows - OFFER_ROWS, 1, OFFER_ROWS, c->cols - 2 }, ROLE_HINT, text.text);
	str_release(&text);
	fields_draw(&s->page, &page);
}

static int32_t take_date(struct dates_state *s, enum row row)
{
	const char *typed = fields_get(&s->page, row);
	int32_t day = DATE_NONE;

	if (*typed && !date_input(typed, desk_today(s->app->desk), &day))
		issues_add(&s->page.issues, rows[row].name, "%s",
			_("This is no date; write 22-11, 221125 or w49."));
	return day;
}

static unsigned save(struct dates_state *s)
{
	struct err err = ERR_INIT;

	issues_release(&s->page.issues);
	s->record.from = take_date(s, ROW_FROM);
	s->record.to = take_date(s, ROW_TO);
	s->record.place = fields_get(&s->page, ROW_PLACE);
	if (s->page.issues.count)
		return fields_show_issues(&s->page);
	if (casefile_date_activity(s->app->desk, &s->record, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", _("The dates are saved."));
	ui_set_result(s->app->ui, 1);
	return UI_POP;
}

static unsigned dates_action(void *state, enum action action)
{
	struct dates_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_SAVE)
		return save(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? fields_back(&s->page, s->app->ui) : did;
}

static void dates_close(void *state)
{
	struct dates_state *s = state;

	fields_release(&s->page);
	str_release(&s->offers);
}

static const struct screen screen_activity_dates = {
	.name = "activity-dates",
	.state_size = sizeof(struct dates_state),
	.context = CONTEXT_FIELD,
	.open = dates_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = dates_title,
	.label = dates_label,
	.draw = dates_draw,
	.action = dates_action,
	.text = fields_page_text,
	.close = dates_close,
};

unsigned activity_dates_open(struct app *a, const struct activity_dates_arg *arg, screen_done *done)
{
	return ui_open(a->ui, &screen_activity_dates, arg, done);
}
