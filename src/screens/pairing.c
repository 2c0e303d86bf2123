/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two offices compare a code, once: each reads its own aloud and types what it hears. A card that was
 * exchanged on its way gives two codes.
 */
#include "offices.h"

#include "fields.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/pairing.h"
#include "stige/base/banned.h"

enum row { ROW_HEARD, ROW_PAIR, ROW_COUNT };
enum { HEAD_ROWS = 6, CODE_MOST = 60 };

static const struct fields_row rows[] = {
	[ROW_HEARD] = { .name = "heard", .label = N_("Their code"), .most = CODE_MOST,
		.hint = N_("As it is read aloud to you; hyphens and capitals do not matter.") },
	[ROW_PAIR] = { .name = "pair", .label = N_("Compare, and pair"), .kind = FIELDS_BUTTON },
};

struct pairing_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	struct arena arena;
	struct peer peer;
	char code[PAIRING_CODE];
};

static enum stige_rc find_peer(struct pairing_state *s, const struct id *office, struct err *err)
{
	struct peer *list;
	size_t count = 0;
	enum stige_rc rc = pairing_list(s->app->desk, &s->arena, &list, &count, err);

	for (size_t i = 0; !rc && i < count; i++)
		if (id_eq(&list[i].office, office)) {
			s->peer = list[i];
			return STIGE_OK;
		}
	return rc ? rc : err_set(err, STIGE_NOTFOUND, "%s", _("This office is not known any more; read its card again."));
}

static enum stige_rc page_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct pairing_state *s = state;
	enum stige_rc rc;

	s->app = app_of(ui);
	rc = find_peer(s, arg, err);
	if (!rc)
		rc = pairing_code(s->app->desk, &s->peer, s->code, err);
	if (rc)
		arena_release(&s->arena);
	else
		fields_init(&s->page, rows, ARRAY_SIZE(rows));
	return rc;
}

static void page_title(const void *state, struct str *left, struct str *right)
{
	const struct pairing_state *s = state;

	(void)right;
	str_addf(left, _("Pair with %s"), s->peer.code);
}

static void page_draw(const void *state, struct canvas *c)
{
	const struct pairing_state *s = state;
	struct canvas page = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });
	struct str text = STR_INIT;

	str_addf(&text, _("Ring %s, or meet. Both screens show a code: read yours aloud, and type what %s reads to you. "
		"Do not send it the way the cards went."), s->peer.code, s->peer.code);
	canvas_wrap(c, (struct rect){ 0, 1, HEAD_ROWS - 2, c->cols - 2 }, ROLE_TEXT, text.text);
	canvas_text(c, HEAD_ROWS - 2, 1, c->cols - 2, ROLE_HEADING, _("Your code:"));
	canvas_text(c, HEAD_ROWS - 2, 14, c->cols - 15, ROLE_VALUE, s->code);
	canvas_hline(c, HEAD_ROWS - 1, 0, c->cols);
	fields_draw(&s->page, &page);
	str_release(&text);
}

static unsigned confirm(struct pairing_state *s)
{
	struct err err = ERR_INIT;

	issues_release(&s->page.issues);
	if (!*fields_get(&s->page, ROW_HEARD)) {
		issues_add(&s->page.issues, "heard", "%s", _("type the code that you hear"));
		return fields_show_issues(&s->page);
	}
	if (pairing_confirm(s->app->desk, &s->peer, fields_get(&s->page, ROW_HEARD), &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, _("%s and %s are paired."), s->app->desk->office.code, s->peer.code);
	return (unsigned)UI_POP | UI_RELOAD;
}

static unsigned page_action(void *state, enum action action)
{
	struct pairing_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_PAIR)
		return confirm(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? (unsigned)UI_POP | UI_RELOAD : did;
}

static void page_close(void *state)
{
	struct pairing_state *s = state;

	fields_release(&s->page);
	arena_release(&s->arena);
}

const struct screen screen_pairing = {
	.name = "pairing",
	.state_size = sizeof(struct pairing_state),
	.context = CONTEXT_FORM,
	.open = page_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = page_title,
	.label = fields_page_label,
	.draw = page_draw,
	.action = page_action,
	.text = fields_page_text,
	.close = page_close,
};
