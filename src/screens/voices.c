/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two voices: where the client and the caseworker were asked about the same matter, both answers on
 * one row and the gap as a sign of its own. Never averaged. The own look's alone. A disagreement is
 * recorded with a remark from each side.
 */
#include "client_file.h"

#include "disagree.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/casefile/voices.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 2, WIDE = 76, VALUE_COLS = 3, SIGN_COLS = 14, NUMBER_COLS = 4 };

struct voices_state {
	struct client_file client;
	struct voices voices;
	struct list list;
	int height, cols;
};

static const struct desk *desk_of(const struct voices_state *s)
{
	return s->client.app->desk;
}

static const struct voice_pair *focused(const struct voices_state *s)
{
	return &s->voices.list[s->list.focus];
}

static bool is_wide(const struct voices_state *s)
{
	return s->cols >= WIDE;
}

/* --- drawing --- */

static void value_text(const struct series_point *pt, struct str *out)
{
	if (!pt)
		str_add(out, "\302\267");
	else if (pt->state == SERIES_VALUE)
		str_addf(out, "%d", (int)pt->value);
	else
		str_add(out, pt->state == SERIES_DK ? "?" : "--");
}

/* "C1   Job goal      3" in `width` columns. */
static void draw_voice(const struct voices_state *s, const struct voice *v, struct canvas *c, int row, int col,
	int width, enum canvas_role role)
{
	struct str value = STR_INIT;

	canvas_textf(c, row, col, NUMBER_COLS - 1, role, "%c%s", v->indicator->side == INDICATOR_CLIENT ? 'C' : 'W',
		v->indicator->no);
	canvas_text(c, row, col + NUMBER_COLS, width - NUMBER_COLS - VALUE_COLS - 1, role,
		indicator_short(v->indicator, desk_of(s)->lang));
	value_text(v->point, &value);
	canvas_text_right(c, row, col + width - VALUE_COLS, VALUE_COLS - 1, ROLE_VALUE, value.text);
	str_release(&value);
}

/* A gap of two steps asks for a talk, except where the two questions are different ones. */
static void draw_sign(const struct voice_pair *p, struct canvas *c, int row)
{
	char sign[VOICE_SIGN];

	canvas_textf(c, row, c->cols - SIGN_COLS, SIGN_COLS, ROLE_HEADING, "%s%s%s", voice_sign(p, sign),
		p->wide && !p->belief ? " " : "", p->wide && !p->belief ? _("talk") : "");
}

static void draw_row(const void *context, size_t i, bool has_focus, struct canvas *c)
{
	const struct voices_state *s = context;
	const struct voice_pair *p = &s->voices.list[i];
	enum canvas_role role = has_focus ? ROLE_FOCUS : ROLE_TEXT;
	int width = is_wide(s) ? (c->cols - SIGN_COLS) / 2 : c->cols - SIGN_COLS;

	draw_voice(s, &p->client, c, 0, 0, width, role);
	draw_voice(s, &p->caseworker, c, !is_wide(s), is_wide(s) ? width : 0, width, role);
	draw_sign(p, c, !is_wide(s));
}

static int row_height(const void *context, size_t i)
{
	(void)i;
	return is_wide(context) ? 1 : 2;
}

static struct list_source source_of(const struct voices_state *s)
{
	return (struct list_source){ .count = s->voices.count, .context = s, .draw = draw_row, .rows = row_height };
}

static int list_height(const struct voices_state *s)
{
	int all = (int)s->voices.count * row_height(s, 0), room = s->height - HEAD_ROWS;

	if (room < 1)
		return 1;
	return all < room ? all : room;
}

static int draw_says(const struct voices_state *s, struct canvas *c, int row, enum sentence what,
	const char *const *args, size_t count)
{
	struct str text = STR_INIT;

	sentence_say(&text, desk_of(s)->instrument, what, desk_of(s)->lang, args, count);
	row += canvas_wrap(c, (struct rect){ row, 1, c->rows - row, c->cols - 2 }, ROLE_HINT, text.text);
	str_release(&text);
	return row;
}

static int draw_remark(struct canvas *c, int row, const char *who, const struct note *note)
{
	struct str text = STR_INIT;

	if (!note)
		return row;
	str_addf(&text, "%s: %s", who, note->text);
	row += canvas_wrap(c, (struct rect){ row, 1, c->rows - row, c->cols - 2 }, ROLE_TEXT, text.text);
	str_release(&text);
	return row;
}

/* Below the list: what each side has remarked on the pair in focus, and what a gap means. */
static void draw_below(const struct voices_state *s, struct canvas *c)
{
	const struct voice_pair *p = focused(s);
	const char *names[] = { indicator_short(p->client.indicator, desk_of(s)->lang),
		indicator_short(p->caseworker.indicator, desk_of(s)->lang) };
	int row = 1;

	canvas_hline(c, 0, 0, c->cols);
	row = draw_remark(c, row, _("Client"), p->client.remark);
	row = draw_remark(c, row, _("Caseworker"), p->caseworker.remark);
	if (p->apart && p->known)
		row = draw_says(s, c, row, SENTENCE_VOICES_APART, NULL, 0);
	if (p->belief)
		row = draw_says(s, c, row, SENTENCE_VOICES_BELIEF, names, 2);
	row = draw_says(s, c, row, SENTENCE_VOICES_GAP, NULL, 0);
	draw_says(s, c, row, SENTENCE_VOICES_TWO, NULL, 0);
}

static void voices_draw(const void *state, struct canvas *c)
{
	const struct voices_state *s = state;
	struct list_source src = source_of(s);
	int height = list_height(s);
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, height, c->cols });
	struct canvas below = canvas_sub(c, (struct rect){ HEAD_ROWS + height, 0, c->rows - HEAD_ROWS - height,
		c->cols });

	canvas_hline(c, 0, 0, c->cols);
	canvas_text(c, 1, LIST_MARGIN, c->cols - LIST_MARGIN, ROLE_HEADING, is_wide(s)
		? _("The newest answers; C+1: the client's is one step higher")
		: _("The newest answers; C+1: client higher"));
	if (below.rows > 1)
		draw_below(s, &below);
	list_draw(&s->list, &src, &list);
}

/* --- the screen --- */

static enum stige_rc voices_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct voices_state *s = state;

	if (app_look(app_of(ui)) == LOOK_SHARED)
		return err_set(err, STIGE_PERMISSION, "%s", _("This page is for your own look; press w first."));
	return client_file_open(&s->client, app_of(ui), arg, err);
}

static void voices_layout(void *state, int rows, int cols)
{
	struct voices_state *s = state;
	struct list_source src;

	s->height = rows;
	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, list_height(s));
}

static enum stige_rc voices_reload(void *state, struct err *err)
{
	struct voices_state *s = state;
	enum stige_rc rc = client_file_reload(&s->client, err);

	if (s->client.file) {
		voices_make(&s->voices, s->client.file);
		voices_layout(s, s->height, s->cols);
	}
	return rc;
}

static void voices_title(const void *state, struct str *left, struct str *right)
{
	const struct voices_state *s = state;

	str_addf(left, _("Two voices: %s"), s->client.file->client.f.name);
	str_add(right, _("own look"));
}

static const char *voices_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_EDIT || action == ACTION_OPEN)
		return action == ACTION_EDIT ? _("record a disagreement") : "";
	return action == ACTION_MARK || action == ACTION_LOOK ? "" : NULL;
}

static unsigned record(struct voices_state *s)
{
	struct disagree_arg arg = { .file = s->client.file, .pair = focused(s) };

	if (s->client.in_meeting)
		arg.meeting = &s->client.app->sitting->meeting;
	return disagree_open(s->client.app, &arg);
}

static unsigned voices_action(void *state, enum action action)
{
	struct voices_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_EDIT || action == ACTION_OPEN)
		return s->voices.count ? record(s) : UI_BELL;
	if (action == ACTION_LOOK) {
		ui_say(s->client.app->ui, "%s", _("This page is for your own look alone."));
		return UI_REDRAW;
	}
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void voices_close(void *state)
{
	client_file_close(&((struct voices_state *)state)->client);
}

const struct screen screen_voices = {
	.name = "voices",
	.state_size = sizeof(struct voices_state),
	.context = CONTEXT_PATH,
	.open = voices_open,
	.reload = voices_reload,
	.layout = voices_layout,
	.title = voices_title,
	.label = voices_label,
	.draw = voices_draw,
	.action = voices_action,
	.close = voices_close,
};
