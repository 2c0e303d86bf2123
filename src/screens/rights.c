/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person has a right to, on one page: to see what is written and who looked, to have it put
 * right, restricted or erased; and what of the person is kept from sight. Each act asks for what it needs.
 */
#include "client_file.h"

#include "purpose.h"
#include "rights_page.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/guard.h"
#include "stige/casefile/rights.h"
#include "stige/exchange/citizenlog.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, LABEL_COLS = 40, NARROW = 60 };

enum row {
	ROW_EXPORT, ROW_LOG, ROW_EDIT, ROW_ANSWERS, ROW_CPR, ROW_PROTECT, ROW_RESTRICT, ROW_ERASE, ROW_COUNT
};

struct rights_state {
	struct client_file client;
	struct list list;
	int cols;
};

static const struct {
	const char *label, *hint;        /* N_() */
} rows[ROW_COUNT] = {
	[ROW_EXPORT] = { N_("Everything that is written, for the person"),
		N_("Access (art. 15): as text, CSV and JSON, your assessments included.") },
	[ROW_LOG] = { N_("When it was opened, and why"), N_("The log as the person may read it: not by whom.") },
	[ROW_EDIT] = { N_("Put right what is written about the person"),
		N_("Correction (art. 16): the old value is kept, both are dated.") },
	[ROW_ANSWERS] = { N_("Correct or take back an answer"),
		N_("Correction (art. 16): a new answer beside the old one; taken back, the answer is gone.") },
	[ROW_CPR] = { N_("CPR number"), N_("Kept only where it is needed; shown masked.") },
	[ROW_PROTECT] = { N_("Protected name and address"), N_("The name stands in no list, sheet or file.") },
	[ROW_RESTRICT] = { N_("Restrict"), N_("Restriction (art. 18): in no list, nothing added, nothing deleted.") },
	[ROW_ERASE] = { N_("Erase for good"),
		N_("Erasure (art. 17): for key-holders, with the case number typed once more.") },
};

static const struct client *client_of(const struct rights_state *s)
{
	return &s->client.file->client;
}

static const char *state_of(const struct client *c, enum row row)
{
	if (row == ROW_CPR)
		return *c->cpr_masked ? c->cpr_masked : _("none kept");
	if (row == ROW_PROTECT)
		return c->is_protected ? _("protected") : _("not protected");
	return row == ROW_RESTRICT && c->restricted ? _("restricted") : "";
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct rights_state *s = context;
	const char *state = state_of(client_of(s), (enum row)i);

	canvas_text(c, 0, 0, *state ? LABEL_COLS - 1 : c->cols, focused ? ROLE_FOCUS : ROLE_TEXT, _(rows[i].label));
	if (*state && c->cols > LABEL_COLS)
		canvas_text(c, 0, LABEL_COLS, c->cols - LABEL_COLS, ROLE_VALUE, state);
}

static void row_words(const void *context, size_t i, struct str *out)
{
	const struct rights_state *s = context;
	const char *state = state_of(client_of(s), (enum row)i);

	str_add(out, _(rows[i].label));
	if (*state)
		str_addf(out, " (%s)", state);
}

/* What is so now stands in a column of its own where there is room for one. */
static struct list_source source_of(const struct rights_state *s)
{
	return (struct list_source){ .count = ROW_COUNT, .context = s, .draw = draw_row,
		.words = s->cols < NARROW ? row_words : NULL, .cols = s->cols };
}

static enum stige_rc rights_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct rights_state *s = state;

	if (app_look(app_of(ui)) == LOOK_SHARED)
		return err_set(err, STIGE_PERMISSION, "%s", _("This page is for your own look; press w first."));
	return client_file_open(&s->client, app_of(ui), arg, err);
}

static enum stige_rc rights_reload(void *state, struct err *err)
{
	return client_file_reload(&((struct rights_state *)state)->client, err);
}

static int list_height(int rows_there)
{
	return rows_there - HEAD_ROWS < ROW_COUNT ? rows_there - HEAD_ROWS : ROW_COUNT;
}

static void rights_layout(void *state, int height, int cols)
{
	struct rights_state *s = state;
	struct list_source src;

	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, list_height(height));
}

static void rights_title(const void *state, struct str *left, struct str *right)
{
	const struct rights_state *s = state;

	str_addf(left, _("Rights: %s"), client_of(s)->f.name);
	str_add(right, client_of(s)->case_no);
}

static const char *rights_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_OPEN)
		return _("do");
	return action == ACTION_FIND || action == ACTION_MARK ? "" : NULL;
}

static void rights_draw(const void *state, struct canvas *c)
{
	const struct rights_state *s = state;
	struct list_source src = source_of(s);
	int height = list_height(c->rows), below = HEAD_ROWS + height;
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, height, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	if (below + 1 < c->rows) {
		canvas_hline(c, below, 0, c->cols);
		canvas_wrap(c, (struct rect){ below + 1, 1, c->rows - below - 1, c->cols - 2 }, ROLE_HINT,
			_(rows[s->list.focus].hint));
	}
	list_draw(&s->list, &src, &list);
}

/* ---- the acts ---- */

static unsigned read_text(struct rights_state *s, const char *title, struct str *text)
{
	struct text_arg arg = { .title = title, .text = str_steal(text), .context = CONTEXT_PAGE };

	return ui_open(s->client.app->ui, &screen_text, &arg, NULL);
}

static unsigned show_log(struct rights_state *s)
{
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	if (!citizenlog_text(s->client.app->desk, &s->client.id, INSTANT_NONE, INSTANT_NONE, &text, &err))
		return read_text(s, _("When it was opened, and why"), &text);
	str_release(&text);
	return ui_fail(s->client.app->ui, &err);
}

/* On a page of its own, not in the messages: those can be read again. */
static unsigned cpr_purpose(void *state, int value)
{
	struct rights_state *s = state;
	char number[CPR_TEXT];
	struct str text = STR_INIT;
	struct err err = ERR_INIT;

	if (value < 0)
		return UI_REDRAW;
	if (rights_show_cpr(s->client.app->desk, &s->client.id, purpose_code(value), number, &err))
		return ui_fail(s->client.app->ui, &err);
	str_add(&text, number);
	return read_text(s, _("CPR number"), &text);
}

static unsigned cpr_chosen(void *state, int value)
{
	struct rights_state *s = state;

	if (value == 0)
		return purpose_ask(s->client.app, cpr_purpose);
	return value == 1 ? rights_page_open(s->client.app, RIGHTS_CPR, client_of(s)) : UI_REDRAW;
}

static unsigned ask_cpr(struct rights_state *s)
{
	const char *const choices[] = { _("show it"), _("write another one, or take it away"), NULL };

	if (!*client_of(s)->cpr_masked)
		return rights_page_open(s->client.app, RIGHTS_CPR, client_of(s));
	return ui_ask(s->client.app->ui, &(struct ui_ask){ .title = _("CPR number"), .text = client_of(s)->cpr_masked,
		.choices = choices }, cpr_chosen);
}

static unsigned name_purpose(void *state, int value)
{
	struct rights_state *s = state;
	struct arena a = ARENA_INIT;
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	const char *name;
	unsigned did;

	if (value < 0)
		return UI_REDRAW;
	if (guard_reveal_name(s->client.app->desk, &s->client.id, purpose_code(value), &a, &name, &err)) {
		did = ui_fail(s->client.app->ui, &err);
	} else {
		str_add(&text, name);
		did = read_text(s, _("Protected name and address"), &text);
	}
	arena_release(&a);
	return did;
}

static unsigned protect(struct rights_state *s, bool on)
{
	struct err err = ERR_INIT;

	if (rights_protect(s->client.app->desk, &s->client.id, on, &err))
		return ui_fail(s->client.app->ui, &err);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned protect_chosen(void *state, int value)
{
	struct rights_state *s = state;

	if (!client_of(s)->is_protected)
		return value == 1 ? protect(s, true) : UI_REDRAW;
	if (value == 1)
		return purpose_ask(s->client.app, name_purpose);
	return value == 2 ? protect(s, false) : UI_REDRAW;
}

static unsigned ask_protect(struct rights_state *s)
{
	const char *const free_choices[] = { _("leave it as it is"), _("protect name and address"), NULL };
	const char *const held_choices[] = { _("leave it as it is"), _("show the name, this once"),
		_("end the protection"), NULL };
	bool held = client_of(s)->is_protected;

	return ui_ask(s->client.app->ui, &(struct ui_ask){ .title = _("Protected name and address"),
		.text = _("The name stands in no list, sheet or file."), .choices = held ? held_choices : free_choices },
		protect_chosen);
}

static unsigned act(struct rights_state *s, enum row row)
{
	struct app *a = s->client.app;

	switch (row) {
	case ROW_EXPORT: return rights_page_open(a, RIGHTS_EXPORT, client_of(s));
	case ROW_LOG: return show_log(s);
	case ROW_EDIT: return ui_open(a->ui, &screen_client_edit, &s->client.id, NULL);
	case ROW_ANSWERS: return ui_open(a->ui, &screen_responses, &s->client.id, NULL);
	case ROW_CPR: return ask_cpr(s);
	case ROW_PROTECT: return ask_protect(s);
	case ROW_RESTRICT:
		return rights_page_open(a, client_of(s)->restricted ? RIGHTS_LIFT : RIGHTS_RESTRICT, client_of(s));
	case ROW_ERASE: break;
	case ROW_COUNT: return UI_BELL;
	}
	if (rights_may_erase(a->desk))
		return rights_page_open(a, RIGHTS_ERASE, client_of(s));
	ui_say_error(a->ui, "%s", _("Only a key-holder erases a person; ask one of them."));
	return UI_REDRAW;
}

static unsigned rights_action(void *state, enum action action)
{
	struct rights_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN || action == ACTION_RIGHT)
		return act(s, (enum row)s->list.focus);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void rights_close(void *state)
{
	client_file_close(&((struct rights_state *)state)->client);
}

const struct screen screen_rights = {
	.name = "rights",
	.state_size = sizeof(struct rights_state),
	.context = CONTEXT_LIST,
	.open = rights_open,
	.reload = rights_reload,
	.layout = rights_layout,
	.title = rights_title,
	.label = rights_label,
	.draw = rights_draw,
	.action = rights_action,
	.close = rights_close,
};
