/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox: what was begun or written on this machine, with its age. Enter goes on with a draft and opens the
 * backups; files are told with their names, so that they can be found and carried on.
 */
#include "app_state.h"

#include "client_tabs.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/outbox.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, FINGERPRINT = 12 };

struct outbox_state {
	struct app *app;
	struct outbox box;
	struct client_tab rows;
	struct list list;
	int height;
};

static struct list_source source_of(const struct outbox_state *s)
{
	return (struct list_source){ .count = s->rows.count, .context = &s->rows, .draw = client_tab_draw,
		.rows = client_tab_rows, .can_focus = client_tab_can_focus };
}

static void add_heading(struct client_tab *t, const char *text)
{
	client_tab_gap(t);
	client_tab_add(t, ROLE_HEADING, 0, text);
}

static void add_none(struct client_tab *t, size_t count, const char *text)
{
	if (count == 0)
		client_tab_add(t, ROLE_HINT, 2, text);
}

static void add_age(const struct outbox_state *s, int64_t at, struct str *out)
{
	str_add(out, "; ");
	outbox_age_words(outbox_age(s->app->desk, at), out);
}

static void add_drafts(struct outbox_state *s)
{
	struct str text = STR_INIT;

	add_heading(&s->rows, _("Answers that are not completed"));
	for (size_t i = 0; i < s->box.draft_count; i++) {
		const struct left_draft *d = &s->box.drafts[i];

		str_clear(&text);
		str_addf(&text, _("%s, %s: question %zu of %zu"), d->name, d->case_no, d->number, d->of);
		add_age(s, d->last, &text);
		client_tab_add(&s->rows, ROLE_TEXT, 0, text.text)->draft = d;
	}
	add_none(&s->rows, s->box.draft_count, _("none"));
	str_release(&text);
}

/* The file's name and the beginning of its SHA-256, so that a copy can be told from another file. */
static void add_exports(struct outbox_state *s)
{
	struct str text = STR_INIT;
	char at[INSTANT_TEXT];

	add_heading(&s->rows, _("Files that were written"));
	for (size_t i = 0; i < s->box.export_count; i++) {
		const struct export_record *e = &s->box.exports[i];

		str_clear(&text);
		str_addf(&text, "%s  %s, ", instant_format_local(e->at, at), e->file);
		str_addf(&text, ngettext("%zu row", "%zu rows", e->rows), e->rows);
		str_addf(&text, ", %s, SHA-256 %.*s", e->names ? _("with names") : _("case numbers only"), FINGERPRINT,
			e->sha256);
		add_age(s, e->at, &text);
		client_tab_add(&s->rows, ROLE_TEXT, 0, text.text);
	}
	add_none(&s->rows, s->box.export_count, _("none"));
	str_release(&text);
}

static void add_backups(struct outbox_state *s)
{
	struct str text = STR_INIT;
	char at[INSTANT_TEXT];

	add_heading(&s->rows, _("Backups on this machine, newest first"));
	for (size_t i = 0; i < s->box.backup_count; i++) {
		str_clear(&text);
		str_addf(&text, "%s  %s", instant_format_local(s->box.backups[i].made, at), s->box.backups[i].path);
		add_age(s, s->box.backups[i].made, &text);
		client_tab_add(&s->rows, ROLE_TEXT, 0, text.text)->opens = &screen_backups;
	}
	client_tab_add(&s->rows, ROLE_TEXT, 0, _("Make a backup in another place, or restore one"))->opens =
		&screen_backups;
	str_release(&text);
}

static void add_conflicts(struct outbox_state *s)
{
	struct str text = STR_INIT;

	if (s->app->conflicts == 0)
		return;
	add_heading(&s->rows, _("Versions that differ between offices"));
	str_addf(&text, ngettext("%zu waits for a person: press : and choose conflicts",
		"%zu wait for a person: press : and choose conflicts", s->app->conflicts), s->app->conflicts);
	client_tab_add(&s->rows, ROLE_TEXT, 0, text.text)->opens = &screen_conflicts;
	str_release(&text);
}

static enum stige_rc outbox_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct outbox_state *s = state;

	(void)arg;
	s->app = app_of(ui);
	return app_own_only(s->app, err);
}

static enum stige_rc outbox_reload(void *state, struct err *err)
{
	struct outbox_state *s = state;
	struct outbox fresh;
	struct list_source src;
	enum stige_rc rc = outbox_load(s->app->desk, &fresh, err);

	if (rc)
		return rc;
	outbox_release(&s->box);
	s->box = fresh;
	client_tab_release(&s->rows);
	add_drafts(s);
	add_conflicts(s);
	add_exports(s);
	add_backups(s);
	src = source_of(s);
	list_layout(&s->list, &src, s->height);
	return STIGE_OK;
}

static void outbox_layout(void *state, int rows, int cols)
{
	struct outbox_state *s = state;
	struct list_source src;

	s->height = rows > HEAD_ROWS ? rows - HEAD_ROWS : 1;
	s->rows.cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, s->height);
}

static void outbox_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	str_add(left, _("Outbox"));
	str_add(right, _("nothing leaves this machine by itself"));
}

static void outbox_draw(const void *state, struct canvas *c)
{
	const struct outbox_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	canvas_cursor(&body, 0, LIST_MARGIN, false);     /* where there is nothing but headings */
	list_draw(&s->list, &src, &body);
}

static struct client_line focused(const struct outbox_state *s)
{
	return s->rows.count ? s->rows.lines[s->list.focus] : (struct client_line){ .text = "" };
}

static const char *outbox_label(const void *state, enum action action)
{
	struct client_line line = focused(state);

	if (action == ACTION_OPEN)
		return line.draft ? _("go on") : line.opens ? NULL : "";
	return action == ACTION_MARK ? "" : NULL;
}

static unsigned outbox_action(void *state, enum action action)
{
	struct outbox_state *s = state;
	struct list_source src = source_of(s);

	struct client_line line = focused(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action != ACTION_OPEN)
		return UI_UNHANDLED;
	if (line.draft)
		return app_resume(s->app, &line.draft->meeting);
	return line.opens ? ui_open(s->app->ui, line.opens, NULL, NULL) : UI_BELL;
}

static bool outbox_find(void *state, const char *words, int step)
{
	struct outbox_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->rows.cols, words, step);
}

static void outbox_close(void *state)
{
	struct outbox_state *s = state;

	client_tab_release(&s->rows);
	outbox_release(&s->box);
}

const struct screen screen_outbox = {
	.name = "outbox",
	.state_size = sizeof(struct outbox_state),
	.context = CONTEXT_LIST,
	.open = outbox_open,
	.reload = outbox_reload,
	.layout = outbox_layout,
	.title = outbox_title,
	.label = outbox_label,
	.draw = outbox_draw,
	.action = outbox_action,
	.find = outbox_find,
	.close = outbox_close,
};
