/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "disagree.h"

#include "fields.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum row { ROW_CLIENT, ROW_CASEWORKER, ROW_SAVE };
enum { REMARK_MOST = 400 };

static const struct fields_row rows[] = {
	[ROW_CLIENT] = { .name = "client", .label = N_("The client says"), .most = REMARK_MOST,
		.hint = N_("In the client's own words.") },
	[ROW_CASEWORKER] = { .name = "caseworker", .label = N_("You say"), .most = REMARK_MOST,
		.hint = N_("The client may ask to read it. Facts, not verdicts.") },
	[ROW_SAVE] = { .name = "save", .label = N_("Save"), .kind = FIELDS_BUTTON },
};

struct disagree_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	struct disagree_arg arg;
};

static enum stige_rc disagree_start(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct disagree_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->arg = *(const struct disagree_arg *)arg;
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	return STIGE_OK;
}

static void disagree_title(const void *state, struct str *left, struct str *right)
{
	const struct disagree_state *s = state;
	const char *lang = s->app->desk->lang;

	(void)right;
	str_addf(left, "%s / %s", indicator_short(s->arg.pair->client.indicator, lang),
		indicator_short(s->arg.pair->caseworker.indicator, lang));
}

static unsigned save(struct disagree_state *s)
{
	struct err err = ERR_INIT;

	if (voices_record(s->app->desk, s->arg.file, s->arg.meeting, s->arg.pair, fields_get(&s->page, ROW_CLIENT),
		fields_get(&s->page, ROW_CASEWORKER), &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", _("Both remarks are saved."));
	return UI_POP | UI_RELOAD;
}

static unsigned disagree_action(void *state, enum action action)
{
	struct disagree_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_SAVE)
		return save(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? fields_back(&s->page, s->app->ui) : did;
}

static const struct screen screen_disagree = {
	.name = "disagree",
	.state_size = sizeof(struct disagree_state),
	.context = CONTEXT_FIELD,
	.open = disagree_start,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = disagree_title,
	.label = fields_page_label,
	.draw = fields_page_draw,
	.action = disagree_action,
	.text = fields_page_text,
	.close = fields_page_close,
};

unsigned disagree_open(struct app *a, const struct disagree_arg *arg)
{
	return ui_open(a->ui, &screen_disagree, arg, NULL);
}
