/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client_tabs.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/exchange/sessionlog.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { LOG_MOST = 200, ROOM_FIRST = 32 };

const char *client_tab_empty(enum client_tab_kind kind)
{
	switch (kind) {
	case CLIENT_TAB_ACTIVITIES: return _("No activity has been registered yet.");
	case CLIENT_TAB_PLAN: return _("Nothing has been agreed yet.");
	case CLIENT_TAB_NOTES: return _("No note has been written yet.");
	case CLIENT_TAB_LOG: return _("Nothing has been logged yet.");
	}
	return "";
}

static int width_of(const struct client_tab *t, const struct client_line *l)
{
	int width = t->cols - LIST_MARGIN - l->indent;

	return width > 1 ? width : 1;
}

int client_tab_rows(const void *context, size_t i)
{
	const struct client_tab *t = context;

	return canvas_wrap_rows(t->lines[i].text, width_of(t, &t->lines[i]));
}

bool client_tab_can_focus(const void *context, size_t i)
{
	const struct client_line *l = &((const struct client_tab *)context)->lines[i];

	return *l->text && l->role != ROLE_HEADING;
}

void client_tab_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct client_tab *t = context;
	const struct client_line *l = &t->lines[i];

	canvas_wrap(c, (struct rect){ 0, l->indent, c->rows, width_of(t, l) }, focused ? ROLE_FOCUS : l->role, l->text);
}

void client_tab_release(struct client_tab *t)
{
	int cols = t->cols;

	arena_release(&t->arena);
	*t = (struct client_tab){ .arena = ARENA_INIT, .cols = cols };
}

struct client_line *client_tab_add(struct client_tab *t, enum canvas_role role, int indent, const char *text)
{
	struct client_line *l;

	if (t->count == t->room) {
		size_t room = t->room ? 2 * t->room : ROOM_FIRST;
		struct client_line *lines = arena_array(&t->arena, room, sizeof(*lines));

		if (t->count)
			memcpy(lines, t->lines, t->count * sizeof(*lines));
		t->lines = lines;
		t->room = room;
	}
	l = &t->lines[t->count++];
	*l = (struct client_line){ .text = arena_printf(&t->arena, "%s", text), .role = role, .indent = indent };
	return l;
}

void client_tab_gap(struct client_tab *t)
{
	if (t->count)
		client_tab_add(t, ROLE_TEXT, 0, "");
}

static enum stige_rc fill_log(struct client_tab *t, struct desk *d, const struct casefile *c, struct err *err)
{
	struct export_options options = { .from = DATE_NONE, .to = DATE_NONE, .client = &c->client.id };
	struct log_row *rows;
	size_t count = 0;
	char at[INSTANT_TEXT];
	enum stige_rc rc = sessionlog_rows(d, &options, &t->arena, &rows, &count, err);

	for (size_t i = count; !rc && i-- > 0 && t->count < LOG_MOST;)
		client_tab_add(t, ROLE_TEXT, 0, arena_printf(&t->arena, "%s  %s  %s", instant_format_local(rows[i].at, at),
			rows[i].caseworker, rows[i].what));
	return rc;
}

static void add_note(struct client_tab *t, const struct desk *d, const struct note *n, const struct indicator *on)
{
	struct str text = STR_INIT;
	char at[INSTANT_TEXT];

	str_addf(&text, "%s  %s", instant_format_local(n->at, at), desk_initials(d, &n->caseworker));
	if (on)
		str_addf(&text, "  %s %s", on->no, indicator_short(on, d->lang));
	client_tab_add(t, ROLE_HINT, 0, text.text);
	client_tab_add(t, ROLE_TEXT, 2, n->text);
	str_release(&text);
}

/* Newest first. */
static void fill_notes(struct client_tab *t, const struct desk *d, const struct casefile *c, enum look look)
{
	const struct indicator *on;

	for (size_t i = c->note_count; i-- > 0;)
		if (casefile_note_shows(c, &c->notes[i], look, &on))
			add_note(t, d, &c->notes[i], on);
}

enum stige_rc client_tab_fill(struct client_tab *t, struct desk *d, const struct casefile *c, enum look look,
	enum client_tab_kind kind, struct err *err)
{
	switch (kind) {
	case CLIENT_TAB_ACTIVITIES:
		activity_tab_fill(t, c, look);
		return STIGE_OK;
	case CLIENT_TAB_PLAN:
		plan_tab_fill(t, c, look);
		return STIGE_OK;
	case CLIENT_TAB_NOTES:
		fill_notes(t, d, c, look);
		return STIGE_OK;
	case CLIENT_TAB_LOG:
		return fill_log(t, d, c, err);
	}
	return STIGE_OK;
}
