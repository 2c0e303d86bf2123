/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody is ill or gone: a key-holder gives many of a caseworker's clients to another at once. The
 * clients are marked on purpose; all go or none. Each page fills itself from facts and says that it was
 * not written by the former caseworker.
 */
#include "colleagues.h"
#include "reassign.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/handover.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1 };

struct reassign_state {
	struct app *app;
	struct arena arena;
	struct id from, to;
	const char *reason;
	int32_t day;
	struct client *clients;
	size_t count, marked;
	bool *marks;
	struct list list;
};

/* The first row stands for all of them. */
static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct reassign_state *s = context;
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_TEXT;
	bool on = i == 0 ? s->count > 0 && s->marked == s->count : s->marks[i - 1];

	canvas_tick(c, 0, 0, on);
	if (i == 0)
		canvas_text(c, 0, 4, c->cols - 4, role, _("All of them"));
	else
		canvas_textf(c, 0, 4, c->cols - 4, role, "%s  %s", s->clients[i - 1].case_no, s->clients[i - 1].f.name);
}

static struct list_source source_of(const struct reassign_state *s)
{
	return (struct list_source){ .count = s->count + 1, .context = s, .draw = draw_row };
}

static enum stige_rc reassign_start(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct reassign_state *s = state;
	enum stige_rc rc;

	s->app = app_of(ui);
	s->from = *(const struct id *)arg;
	rc = handover_clients(s->app->desk, &s->arena, &s->from, &s->clients, &s->count, err);
	if (!rc && s->count == 0)
		rc = err_set(err, STIGE_NOTFOUND, "%s", _("This caseworker has no clients to hand over."));
	if (rc)
		arena_release(&s->arena);
	else
		s->marks = arena_array(&s->arena, s->count, sizeof(*s->marks));
	return rc;
}

static void reassign_layout(void *state, int rows, int cols)
{
	struct reassign_state *s = state;
	struct list_source src = source_of(s);

	(void)cols;
	list_layout(&s->list, &src, rows - HEAD_ROWS);
}

static void reassign_title(const void *state, struct str *left, struct str *right)
{
	const struct reassign_state *s = state;

	str_addf(left, _("Clients of %s"), desk_initials(s->app->desk, &s->from));
	str_addf(right, _("%zu of %zu marked"), s->marked, s->count);
}

static const char *reassign_label(const void *state, enum action action)
{
	const struct reassign_state *s = state;

	if (action == ACTION_OPEN)
		return s->marked ? _("choose whom") : "";
	return NULL;
}

static void reassign_draw(const void *state, struct canvas *c)
{
	const struct reassign_state *s = state;
	struct list_source src = source_of(s);
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &list);
}

static unsigned mark(struct reassign_state *s)
{
	bool all = s->marked < s->count;
	size_t i = s->list.focus;

	for (size_t k = 0; k < s->count && i == 0; k++)
		s->marks[k] = all;
	if (i > 0)
		s->marks[i - 1] = !s->marks[i - 1];
	s->marked = 0;
	for (size_t k = 0; k < s->count; k++)
		s->marked += s->marks[k];
	return UI_REDRAW;
}

static enum stige_rc assign(struct reassign_state *s, int32_t day, struct err *err)
{
	struct id *ids = mem_array(s->count + 1, sizeof(*ids));
	struct desk *d = s->app->desk;
	size_t n = 0;
	enum stige_rc rc;

	for (size_t i = 0; i < s->count; i++)
		if (s->marks[i])
			ids[n++] = s->clients[i].id;
	rc = handover_assign_all(d, ids, n, &s->to, day, s->reason, err);
	mem_free(ids);
	return rc;
}

static unsigned all_sure(void *state, int value)
{
	struct reassign_state *s = state;
	struct err err = ERR_INIT;

	if (value != 1)
		return UI_REDRAW;
	if (assign(s, s->day, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, ngettext("%zu client handed over to %s.", "%zu clients handed over to %s.", s->marked),
		s->marked, desk_initials(s->app->desk, &s->to));
	return UI_POP | UI_RELOAD;
}

/* Many at once cannot be undone as one is: what will happen is said before. */
static unsigned day_chosen(void *state, int value)
{
	const char *const choices[] = { _("Go back"), _("Hand them over"), NULL };
	struct reassign_state *s = state;
	struct str text = STR_INIT;
	unsigned did;

	if (value == 0)
		return UI_REDRAW;
	s->day = value;
	str_addf(&text, ngettext("%zu client goes from %s to %s. u does not take it back; %s can hand the client back.",
		"%zu clients go from %s to %s. u does not take it back; %s can hand them back one by one.", s->marked),
		s->marked, desk_initials(s->app->desk, &s->from), desk_initials(s->app->desk, &s->to),
		desk_initials(s->app->desk, &s->to));
	did = ui_ask(s->app->ui, &(struct ui_ask){ .title = _("Hand over"), .text = text.text, .choices = choices },
		all_sure);
	str_release(&text);
	return did;
}

static unsigned reason_chosen(void *state, int value)
{
	struct reassign_state *s = state;

	if (value < 0)
		return UI_REDRAW;
	s->reason = handover_reason((size_t)value);
	return handover_ask_day(s->app, day_chosen);
}

static unsigned receiver_chosen(void *state, int value)
{
	struct reassign_state *s = state;

	if (value <= 0)
		return UI_REDRAW;
	s->to = s->app->desk->caseworkers[value - 1].id;
	return handover_ask_reason(s->app, reason_chosen);
}

static unsigned reassign_action(void *state, enum action action)
{
	struct reassign_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_MARK)
		return mark(s);
	if (action == ACTION_OPEN)
		return s->marked == 0 ? UI_BELL : colleagues_open(s->app, &(struct colleagues_arg){
			.title = _("Hand over to"), .without = &s->from }, receiver_chosen);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void reassign_close(void *state)
{
	arena_release(&((struct reassign_state *)state)->arena);
}

static const struct screen screen_reassign = {
	.name = "reassign",
	.state_size = sizeof(struct reassign_state),
	.context = CONTEXT_LIST,
	.open = reassign_start,
	.layout = reassign_layout,
	.title = reassign_title,
	.label = reassign_label,
	.draw = reassign_draw,
	.action = reassign_action,
	.close = reassign_close,
};

unsigned reassign_open(struct app *a, const struct id *from)
{
	return ui_open(a->ui, &screen_reassign, from, NULL);
}
