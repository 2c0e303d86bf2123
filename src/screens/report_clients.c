/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is behind a number of a report: the caseload's own rows. Enter opens the client. */
#include "app_state.h"

#include "caseload_row.h"
#include "reassign.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 2 };

struct report_clients_state {
	struct app *app;
	enum report_kind kind;
	struct str code;
	struct report report;
	const struct report_row *row;    /* NULL: nobody is left behind it */
	struct list list;
	int rows, cols;
};

static size_t count_of(const struct report_clients_state *s)
{
	return s->row ? s->row->who_count : 0;
}

static const struct caseload_row *client_at(const struct report_clients_state *s, size_t i)
{
	return &s->report.load.rows[s->row->who[i]];
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct report_clients_state *s = context;

	caseload_row_draw(&(struct caseload_look){ s->app->ui->spark, &s->report.load, s->cols, NULL },
		client_at(s, i), focused, c);
}

static struct list_source source_of(const struct report_clients_state *s)
{
	return (struct list_source){ .count = count_of(s), .context = s, .draw = draw_row };
}

static void lay_out(struct report_clients_state *s)
{
	struct list_source src = source_of(s);

	list_layout(&s->list, &src, s->rows > HEAD_ROWS ? s->rows - HEAD_ROWS : 1);
}

static enum stige_rc clients_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct report_clients_state *s = state;
	const struct report_arg *asked = arg;
	enum stige_rc rc;

	s->app = app_of(ui);
	rc = app_own_only(s->app, err);
	if (rc)
		return rc;
	s->kind = asked->kind;
	str_init(&s->code);
	str_add(&s->code, asked->code);
	return STIGE_OK;
}

static enum stige_rc clients_reload(void *state, struct err *err)
{
	struct report_clients_state *s = state;
	struct report fresh;
	enum stige_rc rc = report_make(s->app->desk, s->kind, &fresh, err);

	if (rc)
		return rc;
	report_release(&s->report);
	s->report = fresh;
	s->row = NULL;
	for (size_t i = 0; i < s->report.row_count; i++)
		if (str_eq(s->report.rows[i].code, s->code.text))
			s->row = &s->report.rows[i];
	lay_out(s);
	return STIGE_OK;
}

static void clients_layout(void *state, int rows, int cols)
{
	struct report_clients_state *s = state;

	s->rows = rows;
	s->cols = cols - LIST_MARGIN;
	lay_out(s);
}

static void clients_title(const void *state, struct str *left, struct str *right)
{
	const struct report_clients_state *s = state;

	str_add(left, s->row ? s->row->label : report_title(s->kind));
	str_addf(right, ngettext("%zu client", "%zu clients", count_of(s)), count_of(s));
}

static void clients_draw(const void *state, struct canvas *c)
{
	const struct report_clients_state *s = state;
	struct list_source src = source_of(s);
	struct canvas heads = canvas_sub(c, (struct rect){ 1, LIST_MARGIN, 1, c->cols - LIST_MARGIN });
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	caseload_heads_draw(s->cols, &heads);
	if (count_of(s) == 0) {
		canvas_text(&body, 0, LIST_MARGIN, c->cols, ROLE_HINT, _("Nobody is left here."));
		canvas_cursor(&body, 0, LIST_MARGIN, false);
	} else {
		list_draw(&s->list, &src, &body);
	}
}

static const char *clients_label(const void *state, enum action action)
{
	if (action == ACTION_OPEN)
		return count_of(state) ? NULL : "";
	return action == ACTION_MARK ? "" : NULL;
}

static unsigned clients_action(void *state, enum action action)
{
	struct report_clients_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN && count_of(s))
		return handover_first(s->app, &client_at(s, s->list.focus)->client, &screen_client);
	return UI_UNHANDLED;
}

static bool clients_find(void *state, const char *words, int step)
{
	struct report_clients_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->cols, words, step);
}

static void clients_close(void *state)
{
	struct report_clients_state *s = state;

	report_release(&s->report);
	str_release(&s->code);
}

const struct screen screen_report_clients = {
	.name = "report-clients",
	.state_size = sizeof(struct report_clients_state),
	.context = CONTEXT_LIST,
	.open = clients_open,
	.reload = clients_reload,
	.layout = clients_layout,
	.title = clients_title,
	.label = clients_label,
	.draw = clients_draw,
	.action = clients_action,
	.find = clients_find,
	.close = clients_close,
};
