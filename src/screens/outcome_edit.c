/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One outcome: what, from when, until when. Withdrawing it is a kind of its own; nothing is deleted. */
#include "outcomes.h"

#include "fields.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum row { ROW_KIND, ROW_FROM, ROW_TO, ROW_DETAIL, ROW_SAVE };

static const struct fields_row rows[] = {
	[ROW_KIND] = { .name = "kind", .label = N_("What"), .kind = FIELDS_CHOICE,
		.choices = { N_("ordinary job"), N_("flex-job"), N_("marginal job"), N_("job with wage subsidy"),
			N_("education"), N_("left for another benefit"), N_("withdrawn") },
		.codes = { "job", "flex-job", "marginal-job", "wage-subsidy", "education", "other-benefit",
			"withdrawn" } },
	[ROW_FROM] = { .name = "from", .label = N_("From"), .most = 20, .flags = FIELD_OVER, .hint = N_("The first day.") },
	[ROW_TO] = { .name = "to", .label = N_("To"), .most = 20, .flags = FIELD_OVER,
		.hint = N_("Empty while it lasts.") },
	[ROW_DETAIL] = { .name = "detail", .label = N_("Remark"), .most = 200 },
	[ROW_SAVE] = { .name = "save", .label = N_("Save"), .kind = FIELDS_BUTTON },
};

struct outcome_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	struct outcome outcome;                  /* id zero = a new one; its detail is not kept */
};

static void set_date(struct fields *p, enum row row, int32_t date)
{
	char text[DATE_TEXT];

	fields_set(p, row, date_format(date, text));
}

static enum stige_rc outcome_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct outcome_state *s = state;
	const struct outcome_arg *a = arg;

	(void)err;
	s->app = app_of(ui);
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	s->outcome = (struct outcome){ .client = a->client, .from = DATE_NONE, .to = DATE_NONE };
	if (a->outcome) {
		s->outcome = *a->outcome;
		fields_set(&s->page, ROW_KIND, outcome_kind_code(s->outcome.kind));
		fields_set(&s->page, ROW_DETAIL, s->outcome.detail);
	}
	set_date(&s->page, ROW_FROM, s->outcome.from);
	set_date(&s->page, ROW_TO, s->outcome.to);
	s->outcome.detail = "";
	return STIGE_OK;
}

static void outcome_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("Outcome"));
}

static unsigned save(struct outcome_state *s)
{
	const struct outcome_typed typed = {
		fields_get(&s->page, ROW_KIND), fields_get(&s->page, ROW_FROM), fields_get(&s->page, ROW_TO),
		fields_get(&s->page, ROW_DETAIL),
	};
	struct outcome put = s->outcome;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	unsigned did = UI_POP | UI_RELOAD;

	issues_release(&s->page.issues);
	if (!outcome_check(&typed, desk_today(s->app->desk), &a, &put, &s->page.issues))
		did = fields_show_issues(&s->page);
	else if (outcome_save(s->app->desk, &put, &err))
		did = ui_fail(s->app->ui, &err);
	else
		ui_say(s->app->ui, "%s", _("The outcome is saved."));
	arena_release(&a);
	return did;
}

static unsigned outcome_action(void *state, enum action action)
{
	struct outcome_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_SAVE)
		return save(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? fields_back(&s->page, s->app->ui) : did;
}

const struct screen screen_outcome_edit = {
	.name = "outcome",
	.state_size = sizeof(struct outcome_state),
	.context = CONTEXT_FORM,
	.open = outcome_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = outcome_title,
	.label = fields_page_label,
	.draw = fields_page_draw,
	.action = outcome_action,
	.text = fields_page_text,
	.close = fields_page_close,
};
