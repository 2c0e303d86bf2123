/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Earlier answers of one client: each opens as a list of its answers, where one is corrected or all are
 * taken back. In the shared look only the client's own forms and the activities are listed.
 */
#include "app_state.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 2, ROWS_MOST = 400 };

struct responses_state {
	struct app *app;
	struct id client;
	struct casefile *file;
	size_t rows[ROWS_MOST];          /* indexes into file->responses, newest first */
	size_t count;
	struct list list;
};

static const char *const side_names[] = {
	[RESPONDENT_CLIENT] = N_("client's questions"),
	[RESPONDENT_CASEWORKER] = N_("caseworker's assessment"),
	[RESPONDENT_ACTIVITIES] = N_("activities"),
};

static const struct response *response_at(const struct responses_state *s, size_t i)
{
	return &s->file->responses[s->rows[i]];
}

static const char *state_word(const struct response *r)
{
	if (r->voided)
		return _("taken back");
	if (r->superseded)
		return _("replaced by a correction");
	return id_is_zero(&r->supersedes) ? "" : _("correction");
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct responses_state *s = context;
	const struct response *r = response_at(s, i);
	char on[DATE_TEXT];

	canvas_text(c, 0, 0, 12, focused ? ROLE_FOCUS : ROLE_TEXT, date_format(r->date, on));
	canvas_text(c, 0, 11, 26, focused ? ROLE_FOCUS : ROLE_TEXT, _(side_names[r->respondent]));
	canvas_text(c, 0, 38, c->cols - 38, ROLE_HINT, state_word(r));
}

static struct list_source source_of(const struct responses_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_row };
}

static enum stige_rc responses_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct responses_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->client = *(const struct id *)arg;
	return STIGE_OK;
}

static enum stige_rc responses_reload(void *state, struct err *err)
{
	struct responses_state *s = state;
	struct casefile *fresh;
	enum stige_rc rc = casefile_load(s->app->desk, &s->client, "own", &fresh, err);

	if (rc)
		return rc;
	casefile_free(s->file);
	s->file = fresh;
	s->count = 0;
	for (size_t i = fresh->response_count; i-- > 0 && s->count < ROWS_MOST;)
		if (app_look(s->app) == LOOK_OWN || fresh->responses[i].respondent != RESPONDENT_CASEWORKER)
			s->rows[s->count++] = i;
	return STIGE_OK;
}

static void responses_layout(void *state, int rows, int cols)
{
	struct responses_state *s = state;
	struct list_source src = source_of(s);

	(void)cols;
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void responses_title(const void *state, struct str *left, struct str *right)
{
	const struct responses_state *s = state;

	str_addf(left, _("Earlier answers: %s"), s->file->client.f.name);
	str_add(right, s->file->client.case_no);
}

static const char *responses_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_OPEN)
		return _("answers");
	return action == ACTION_MARK ? "" : NULL;
}

static void responses_draw(const void *state, struct canvas *c)
{
	const struct responses_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_text(c, 1, 1, c->cols - 2, ROLE_HINT, _("A correction keeps what stood before; both are dated."));
	canvas_hline(c, 0, 0, c->cols);
	if (s->count == 0) {
		canvas_text(&body, 1, LIST_MARGIN, c->cols, ROLE_HINT, _("Nothing has been answered yet."));
		canvas_cursor(&body, 1, LIST_MARGIN, false);
	} else {
		list_draw(&s->list, &src, &body);
	}
}

static unsigned open_answers(struct responses_state *s)
{
	struct answers_arg arg = { .client = s->client, .item = "" };

	if (s->count == 0)
		return UI_BELL;
	if (!casefile_stands(response_at(s, s->list.focus))) {
		ui_say(s->app->ui, "%s", _("This one no longer counts; choose the newest."));
		return UI_REDRAW;
	}
	arg.response = response_at(s, s->list.focus)->id;
	return ui_open(s->app->ui, &screen_answers, &arg, NULL);
}

static unsigned responses_action(void *state, enum action action)
{
	struct responses_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return open_answers(s);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void responses_close(void *state)
{
	casefile_free(((struct responses_state *)state)->file);
}

const struct screen screen_responses = {
	.name = "responses",
	.state_size = sizeof(struct responses_state),
	.context = CONTEXT_LIST,
	.open = responses_open,
	.reload = responses_reload,
	.layout = responses_layout,
	.title = responses_title,
	.label = responses_label,
	.draw = responses_draw,
	.action = responses_action,
	.close = responses_close,
};
