/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What could help next: at most three lines, each with the client's facts, the study's finding
 * and its limits. A line or an activity is chosen or declined, and that is kept in the plan with its
 * date; the caseworker decides.
 */
#include "advice_rows.h"

#include "stige/base/i18n.h"
#include "stige/casefile/plan.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, REASONS_MOST = 9 };

struct advice_state {
	struct app *app;
	struct id client;
	struct casefile *file;           /* owned unless it is the sitting's */
	bool in_meeting;
	struct advice_view view;
	struct list list;
	int height;
};

static struct list_source source_of(const struct advice_state *s)
{
	return advice_view_source(&s->view);
}

static int list_height(const struct advice_state *s)
{
	return s->height > HEAD_ROWS ? s->height - HEAD_ROWS : 1;
}

static void make_page(struct advice_state *s)
{
	struct list_source src;

	s->view.app = s->app;
	s->view.file = s->file;
	s->view.height = list_height(s);
	advice_view_make(&s->view);
	src = source_of(s);
	list_layout(&s->list, &src, list_height(s));
}

/* --- the screen --- */

static enum stige_rc advice_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct advice_state *s = state;
	const struct sitting *m = app_of(ui)->sitting;

	s->app = app_of(ui);
	if (!arg && !m)
		return err_set(err, STIGE_INTERNAL, "%s", _("No meeting is open."));
	s->client = arg ? *(const struct id *)arg : m->info.client;
	s->in_meeting = m && id_eq(&m->info.client, &s->client);
	s->view.cols = ui->cols;
	return STIGE_OK;
}

static enum stige_rc advice_reload(void *state, struct err *err)
{
	struct advice_state *s = state;
	struct casefile *fresh = NULL;
	enum stige_rc rc;

	if (s->in_meeting) {
		rc = app_refresh(s->app, err);
		s->file = s->app->sitting->casefile;
	} else {
		rc = casefile_load(s->app->desk, &s->client, "own", &fresh, err);
		if (!rc) {
			casefile_free(s->file);
			s->file = fresh;
		}
	}
	if (s->file)
		make_page(s);
	return rc;
}

static void advice_layout(void *state, int rows, int cols)
{
	struct advice_state *s = state;
	struct list_source src;

	s->height = rows;
	s->view.cols = cols;
	s->view.height = list_height(s);
	if (s->file)
		advice_view_rows(&s->view);
	src = source_of(s);
	list_layout(&s->list, &src, list_height(s));
}

static void advice_title(const void *state, struct str *left, struct str *right)
{
	const struct advice_state *s = state;

	str_addf(left, _("What could help next: %s"), s->file->client.f.name);
	str_add(right, s->view.all ? _("all groupings") : _("suggestions, you decide"));
	if (s->in_meeting)
		str_addf(right, "  %s", app_look(s->app) == LOOK_SHARED ? _("shared look") : _("own look"));
}

static const char *focused_code(const struct advice_state *s)
{
	return s->view.count ? s->view.rows[s->list.focus].code : "";
}

static const char *advice_label(const void *state, enum action action)
{
	const struct advice_state *s = state;

	if (action == ACTION_OPEN)
		return _("source");
	if (action == ACTION_MARK)
		return *focused_code(s) ? _("choose") : "";
	if (action == ACTION_DECLINE)
		return *focused_code(s) ? NULL : "";
	if (action == ACTION_ALL_RULES)
		return s->view.all ? _("three lines") : NULL;
	return NULL;
}

static void advice_draw(const void *state, struct canvas *c)
{
	const struct advice_state *s = state;
	struct list_source src = source_of(s);
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &list);
}

/* Is this sentence about the caseworker's confidence? */
static bool about_belief(const struct advice_state *s, const struct evidence_row *row)
{
	const struct advice_table *t = s->app->desk->instrument->advice;

	for (size_t i = 0; i < t->prompt_count; i++)
		if (t->prompts[i].sentence == row && (t->prompts[i].when == ADVICE_LOW
			|| t->prompts[i].when == ADVICE_DOES_NOT_KNOW)
			&& advice_is_belief(t, t->items[t->prompts[i].items[0]].indicator))
			return true;
	return false;
}

/* A sentence's own card; with confidence both tables, whole, as neither stands without the other. */
static void add_card(const struct advice_state *s, const struct advice_say *say, struct str *out)
{
	const struct instrument *i = s->app->desk->instrument;

	evidence_card_said(out, i->evidence, say, s->app->desk->lang);
	if (!about_belief(s, say->row))
		return;
	str_addc(out, '\n');
	evidence_card(out, i->evidence, sentence_row(i, SENTENCE_BELIEF_TABLES), s->app->desk->lang);
}

/* Where each sentence comes from. */
static unsigned open_cards(struct advice_state *s)
{
	const struct advice_row *r = &s->view.rows[s->list.focus];
	const struct desk *desk = s->app->desk;
	struct str text = STR_INIT;
	struct text_arg arg = { .title = _("Where it comes from"), .context = CONTEXT_PAGE };

	if (s->view.count == 0)
		return UI_BELL;
	if (r->line) {
		evidence_cards_of_line(&text, desk->instrument->evidence, r->line, desk->lang);
	} else if (r->say) {
		add_card(s, r->say, &text);
	} else {
		evidence_cards(&text, desk->instrument->evidence, r->says, desk->lang);
	}
	if (!text.len)
		return UI_BELL;
	arg.text = str_steal(&text);
	return ui_open(s->app->ui, &screen_text, &arg, NULL);
}

static unsigned suggest(struct advice_state *s, bool chosen, const char *reason)
{
	const struct id *meeting = s->in_meeting ? &s->app->sitting->meeting : NULL;
	struct err err = ERR_INIT;

	if (plan_decide(s->app->desk, s->file, meeting, focused_code(s), chosen, reason, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", chosen ? _("Chosen; it stands in the plan.")
		: _("Declined; the reason is kept."));
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned declined(void *state, int value)
{
	return value < 0 ? UI_REDRAW : suggest(state, false, plan_reason((size_t)value));
}

static unsigned ask_decline(struct advice_state *s)
{
	const char *choices[REASONS_MOST + 1] = { NULL };

	for (size_t i = 0; i < plan_reason_count() && i < REASONS_MOST; i++)
		choices[i] = plan_reason_text(plan_reason(i));
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Decline"), .choices = choices,
		.text = _("Why not?") }, declined);
}

static unsigned decide(struct advice_state *s, bool chosen)
{
	if (!*focused_code(s))
		return UI_BELL;
	return chosen ? suggest(s, true, "") : ask_decline(s);
}

static unsigned advice_action(void *state, enum action action)
{
	struct advice_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN || action == ACTION_REVEAL)
		return open_cards(s);
	if (action == ACTION_MARK)
		return decide(s, true);
	if (action == ACTION_DECLINE)
		return decide(s, false);
	if (action == ACTION_LOOK) {
		if (app_switch_look(s->app))
			make_page(s);
		return UI_REDRAW;
	}
	if (action == ACTION_PATH)
		return ui_open(s->app->ui, &screen_path, &s->client, NULL);
	if (action == ACTION_ALL_RULES) {
		s->view.all = !s->view.all;
		s->list = (struct list){ .height = s->list.height };
		advice_view_rows(&s->view);
		advice_layout(s, s->height, s->view.cols);
		return UI_REDRAW;
	}
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static bool advice_find(void *state, const char *words, int step)
{
	struct advice_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->view.cols, words, step);
}

static void advice_close(void *state)
{
	struct advice_state *s = state;

	advice_view_release(&s->view);
	if (!s->in_meeting)
		casefile_free(s->file);
}

const struct screen screen_advice = {
	.name = "advice",
	.state_size = sizeof(struct advice_state),
	.context = CONTEXT_ADVICE,
	.open = advice_open,
	.reload = advice_reload,
	.layout = advice_layout,
	.title = advice_title,
	.label = advice_label,
	.draw = advice_draw,
	.action = advice_action,
	.find = advice_find,
	.close = advice_close,
};
