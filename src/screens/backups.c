/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The backups: make one, go back to one. Each is read whole, one after the other while nobody presses a key, so
 * that the list says which of them can be trusted.
 */
#include "backups.h"

#include "file_page.h"
#include "head.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/backups.h"
#include "stige/casefile/outbox.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { FOOT_ROWS = 2, STEP = 1000 };
enum act { ACT_MAKE, ACT_ELSEWHERE, ACT_COUNT };

struct backups_state {
	struct app *app;
	struct arena arena;
	struct backup_row *rows;
	size_t count;
	struct list list;
	int cols;
	struct str path;                 /* what the page that asks for a file was answered */
	bool making;
};

/* ---- words ---- */

void backups_size_words(uint64_t bytes, struct str *out)
{
	static const char *const units[] = { "kB", "MB", "GB" };
	size_t unit = 0;

	bytes /= STEP;
	while (bytes >= 10 * STEP && unit + 1 < ARRAY_SIZE(units)) {
		bytes /= STEP;
		unit++;
	}
	str_addf(out, "%llu %s", (unsigned long long)bytes, units[unit]);
}

static void state_words(const struct backup_row *r, struct str *out)
{
	if (r->state == BACKUP_UNSEEN) {
		str_add(out, _("being read ..."));
		return;
	}
	if (r->state == BACKUP_BAD) {
		str_add(out, _("DAMAGED"));
		return;
	}
	str_addf(out, "%s, ", _("whole"));
	backups_size_words(r->bytes, out);
	str_addf(out, ", %s", r->sealed ? _("sealed") : _("not sealed"));
}

static void row_words(const void *context, size_t i, struct str *out)
{
	const struct backups_state *s = context;
	static const char *const acts[ACT_COUNT] = {
		[ACT_MAKE] = N_("Make a backup now"), [ACT_ELSEWHERE] = N_("Restore one that lies elsewhere: on a stick"),
	};
	const struct backup_row *r;
	char at[INSTANT_TEXT];

	if (i < ACT_COUNT) {
		str_add(out, _(acts[i]));
		return;
	}
	r = &s->rows[i - ACT_COUNT];
	str_addf(out, "%s  ", instant_format_local(r->made, at));
	outbox_age_words(outbox_age(s->app->desk, r->made), out);
	str_add(out, ", ");
	state_words(r, out);
	if (r->elsewhere)
		str_addf(out, ", %s", _("in another place"));
}

static struct list_source source_of(const struct backups_state *s)
{
	return (struct list_source){ .count = ACT_COUNT + s->count, .context = s,
		.words = row_words, .cols = s->cols };
}

static const struct backup_row *focused(const struct backups_state *s)
{
	return s->list.focus >= ACT_COUNT ? &s->rows[s->list.focus - ACT_COUNT] : NULL;
}

/* ---- the page ---- */

static void backups_title(const void *state, struct str *left, struct str *right)
{
	(void)right;
	(void)state;
	str_add(left, _("Backups"));
}

static const char *backups_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_FIND || action == ACTION_MARK ? "" : NULL;
}

/* Where it lies, or what is wrong with it. */
static void draw_foot(const struct backups_state *s, struct canvas *c)
{
	const struct backup_row *r = focused(s);
	struct rect foot = { c->rows - FOOT_ROWS, 1, FOOT_ROWS, c->cols - 2 };

	if (r)
		canvas_wrap(c, foot, r->why ? ROLE_ERROR : ROLE_HINT, r->why ? r->why : r->path);
}

static const char *about(const struct backups_state *s)
{
	return s->making ? _("Making the backup and proving it: saving ...")
		: _("One is made by itself each time you leave. They lie on this machine: keep one in another place too.");
}

static void backups_draw(const void *state, struct canvas *c)
{
	const struct backups_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = head_draw(c, about(s));

	body = canvas_sub(&body, (struct rect){ 0, 0, body.rows - FOOT_ROWS, body.cols });
	list_draw(&s->list, &src, &body);
	draw_foot(s, c);
}

/* ---- state ---- */

/* One of them, the uppermost that was not read yet. */
static void see_one(void *state)
{
	struct backups_state *s = state;
	size_t i = 0;

	while (i < s->count && s->rows[i].state != BACKUP_UNSEEN)
		i++;
	if (i < s->count)
		backups_see(s->app->desk, &s->arena, &s->rows[i]);
	if (i + 1 < s->count)
		app_begin_job(s->app, see_one, s);
}

static enum stige_rc backups_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct backups_state *s = state;

	(void)arg;
	s->app = app_of(ui);
	return app_own_only(s->app, err);
}

static enum stige_rc backups_reload(void *state, struct err *err)
{
	struct backups_state *s = state;
	struct list_source src;
	enum stige_rc rc;

	arena_release(&s->arena);
	s->count = 0;
	rc = backups_list(s->app->desk, &s->arena, &s->rows, &s->count, err);
	if (!rc && s->count > 0 && !s->making)
		app_begin_job(s->app, see_one, s);
	src = source_of(s);
	list_layout(&s->list, &src, s->list.height);
	return rc;
}

static void backups_layout(void *state, int rows, int cols)
{
	struct backups_state *s = state;
	struct list_source src;

	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, rows - head_rows(about(s), rows, cols) - FOOT_ROWS);
}

static void backups_close(void *state)
{
	struct backups_state *s = state;

	app_drop_job(s->app, s);
	arena_release(&s->arena);
	str_release(&s->path);
}

/* ---- making one, and one that lies elsewhere ---- */

static void propose_backup(const struct app *a, struct str *out)
{
	backups_propose(a->desk, out);
}

static void tell_room(const struct app *a, const char *path, struct str *out)
{
	uint64_t room;

	if (file_free(path, &room)) {
		str_add(out, _("Free there: "));
		backups_size_words(room, out);
		str_add(out, ". ");
	} else {
		str_addf(out, "%s ", _("That folder is not there; name one that is."));
	}
	str_add(out, a->desk->sealed ? _("The backup is sealed as the file is: only your passphrases open it.")
		: _("The file is not sealed: whoever finds the backup can read it."));
}

static const struct file_page make_page = {
	.title = N_("Make a backup"), .propose = propose_backup, .tell = tell_room, .rows = {
		[FILE_ROW_PATH] = { .name = "file", .label = N_("File"), .most = FILE_PATH_MOST, .flags = FIELD_OVER,
			.hint = N_("A file, or a folder: /media/stick, say.") },
		[FILE_ROW_DO] = { .name = "do", .label = N_("Make it"), .kind = FIELDS_BUTTON } } };

static const struct file_page elsewhere_page = {
	.title = N_("Restore a backup"), .rows = {
		[FILE_ROW_PATH] = { .name = "file", .label = N_("Backup"), .most = FILE_PATH_MOST,
			.hint = N_("The file on the stick, say /media/stick/stige-NB-20261122T0930.db") },
		[FILE_ROW_DO] = { .name = "do", .label = N_("Look into it"), .kind = FIELDS_BUTTON,
			.hint = N_("You see what is in it first; nothing is restored yet.") } } };

static void make(void *state)
{
	struct backups_state *s = state;
	struct str whole = STR_INIT;
	struct err err = ERR_INIT;

	s->making = false;
	if (backups_make(s->app->desk, s->path.text, &whole, &err))
		(void)ui_fail(s->app->ui, &err);
	else
		ui_say(s->app->ui, _("A whole copy is in %s"), whole.text);
	str_release(&whole);
	if (backups_reload(s, &err))
		(void)ui_fail(s->app->ui, &err);
}

static unsigned make_asked(void *state, int value)
{
	struct backups_state *s = state;

	if (value != 1)
		return UI_REDRAW;
	s->making = true;
	app_begin_job(s->app, make, s);
	return UI_REDRAW;
}

static unsigned elsewhere_asked(void *state, int value)
{
	struct backups_state *s = state;

	return value == 1 ? ui_open(s->app->ui, &screen_restore, s->path.text, NULL) : (unsigned)UI_REDRAW;
}

static unsigned open_row(struct backups_state *s)
{
	struct file_arg arg = { .page = &make_page, .ret = &s->path };

	if (s->making)
		return UI_BELL;
	if (focused(s))
		return ui_open(s->app->ui, &screen_restore, focused(s)->path, NULL);
	if (s->list.focus == ACT_MAKE)
		return ui_open(s->app->ui, &screen_file_page, &arg, make_asked);
	arg.page = &elsewhere_page;
	return ui_open(s->app->ui, &screen_file_page, &arg, elsewhere_asked);
}

static unsigned backups_action(void *state, enum action action)
{
	struct backups_state *s = state;
	struct list_source src = source_of(s);

	if (!s->making && list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return open_row(s);
	return action == ACTION_BACK ? (unsigned)UI_POP : (unsigned)UI_UNHANDLED;
}

const struct screen screen_backups = {
	.name = "backups",
	.state_size = sizeof(struct backups_state),
	.context = CONTEXT_LIST,
	.open = backups_open,
	.reload = backups_reload,
	.layout = backups_layout,
	.title = backups_title,
	.label = backups_label,
	.draw = backups_draw,
	.action = backups_action,
	.close = backups_close,
};
