/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app_state.h"

#include "chore.h"
#include "question_view.h"
#include "undo.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/conflicts.h"
#include "stige/casefile/rights.h"
#include "stige/casefile/undo.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static void save_is_slow(void *app)
{
	const struct app *a = app;

	if (a->ui)
		ui_note(a->ui, _("Saving ..."));
}

enum stige_rc app_new(const struct app_options *options, struct app **ret, struct err *err)
{
	struct app *a;
	enum stige_rc rc = actions_check(err);

	if (rc)
		return rc;
	a = mem_alloc(sizeof(*a));
	a->options = *options;
	a->desk = options->desk;
	undo_begin(a->desk);
	desk_on_slow(a->desk, save_is_slow, a);
	*ret = a;
	return STIGE_OK;
}

void app_free(struct app *a)
{
	if (!a)
		return;
	chore_end(a);
	desk_on_slow(a->desk, NULL, NULL);
	sitting_free(a->sitting);
	mem_free(a);
}

enum look app_look(const struct app *a)
{
	return a->sitting ? a->look : LOOK_OWN;
}

void app_park(struct app *a)
{
	sitting_free(a->sitting);
	a->sitting = NULL;
	a->look = LOOK_OWN;
}

bool app_switch_look(struct app *a)
{
	if (!a->sitting) {
		ui_say(a->ui, "%s", _("Outside a meeting the look is your own."));
		return false;
	}
	a->look = a->look == LOOK_SHARED ? LOOK_OWN : LOOK_SHARED;
	ui_stale(a->ui);         /* pages beneath were made for the other look */
	return true;
}

enum stige_rc app_own_only(const struct app *a, struct err *err)
{
	if (app_look(a) == LOOK_OWN)
		return STIGE_OK;
	return err_set(err, STIGE_PERMISSION, "%s", _("This page is for your own look; press w first."));
}

unsigned app_resume(struct app *a, const struct id *meeting)
{
	const struct id id = *meeting;   /* it may lie in what is closed on the way */
	struct err err = ERR_INIT;

	/* Pages about its client may lie above the meeting that is open: it goes on, or is left by its own way out. */
	if (ui_has(a->ui, &screen_meeting)) {
		if (id_eq(&a->sitting->meeting, &id))
			return ui_pop_to(a->ui, &screen_meeting);
		ui_say(a->ui, "%s", _("Another meeting is open; leave it with Esc first."));
		return UI_REDRAW;
	}
	app_park(a);
	if (sitting_resume(a->desk, &id, &a->sitting, &err))
		return ui_fail(a->ui, &err);
	a->look = LOOK_SHARED;
	return ui_replace(a->ui, &screen_meeting, NULL);
}

static unsigned switch_mouse(struct ui *ui)
{
	struct err err = ERR_INIT;
	bool on = !(ui->flags & UI_MOUSE);

	if (desk_set(app_of(ui)->desk, "mouse", on ? "on" : NULL, &err))
		return ui_fail(ui, &err);
	ui->flags ^= UI_MOUSE;
	ui_say(ui, "%s", on ? _("The mouse is on: a click marks a row or presses a key of the footer, a second click "
			"opens. Most terminals select text while Shift is held.")
		: _("The mouse is off: the terminal selects text with it."));
	return UI_REDRAW;
}

/* Pages that can be called from every list; those that may not be seen in the shared look refuse by themselves. */
static unsigned app_action(struct ui *ui, enum action action)
{
	static const struct { enum action action; const struct screen *screen; } opens[] = {
		{ ACTION_OPEN_LOG, &screen_log }, { ACTION_OPEN_OUTBOX, &screen_outbox }, { ACTION_OPEN_TOUR, &screen_tour },
		{ ACTION_OPEN_OFFICES, &screen_offices }, { ACTION_OPEN_CONFLICTS, &screen_conflicts },
		{ ACTION_OPEN_BACKUPS, &screen_backups }, { ACTION_OPEN_IMPORT, &screen_import },
		{ ACTION_OPEN_SOURCES, &screen_sources }, { ACTION_OPEN_OFFERS, &screen_offers },
	};

	if (action == ACTION_UNDO || action == ACTION_REDO)
		return app_undo(app_of(ui), action == ACTION_REDO);
	if (action == ACTION_MOUSE)
		return switch_mouse(ui);
	for (size_t i = 0; i < ARRAY_SIZE(opens); i++)
		if (opens[i].action == action)
			return ui_has(ui, opens[i].screen) ? UI_NONE : ui_open(ui, opens[i].screen, NULL, NULL);
	return UI_NONE;
}

const char *app_speak(const struct app *a, const char *lang)
{
	const char *before = i18n_lang();

	if ((str_eq(lang, "da") || str_eq(lang, "en")) && !str_eq(lang, before))
		i18n_start(lang, a->options.localedir);
	return before;
}

bool app_read_aloud(const struct app *a, const struct question_view *v)
{
	struct str text = STR_INIT;

	if (!a->options.speak)
		return false;
	question_speech(v, &text);
	a->options.speak(a->options.speak_ctx, giving_draft(v->giving)->language, text.text);
	str_release(&text);
	return true;
}

const char *app_no_voice(void)
{
	return _("No voice is set up: start stige with --speak and a command that reads aloud.");
}

enum stige_rc app_refresh(struct app *a, struct err *err)
{
	enum stige_rc rc = a->sitting ? sitting_refresh(a->sitting, err) : STIGE_OK;

	if (a->sitting && rc == STIGE_OK)
		ui_stale(a->ui);         /* the screens beneath still point into the file there was */
	return rc;
}

void app_begin_job(struct app *a, void (*work)(void *state), void *state)
{
	a->job = (struct app_job){ work, state };
	a->ui->pending |= UI_REDRAW;
}

void app_drop_job(struct app *a, const void *state)
{
	if (a->job.state == state)
		a->job = (struct app_job){ NULL, NULL };
}

void app_count_conflicts(struct app *a)
{
	if (desk_conflict_count(a->desk, &a->conflicts, NULL) != STIGE_OK)
		a->conflicts = 0;
}

/* Drafts that were left behind are offered at once; behind the lock when the client was answering. */
static enum stige_rc offer_left_drafts(struct app *a, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct left_draft *left;
	size_t count = 0;
	bool room = false;
	enum stige_rc rc = sitting_left(a->desk, &arena, &left, &count, err);

	for (size_t i = 0; !rc && i < count; i++)
		if (left[i].in_room) {
			a->left_room = left[i].draft;
			room = true;
		}
	if (!rc && count)
		rc = ui_push(a->ui, &screen_left_drafts, NULL, NULL, err);
	if (!rc && room)
		rc = ui_push(a->ui, &screen_lock, &(struct lock_arg){ .room = true }, NULL, err);
	arena_release(&arena);
	return rc;
}

static enum stige_rc open_client(struct app *a, const char *case_no, struct err *err)
{
	struct caseload load = { 0 };
	enum stige_rc rc = caseload_load(a->desk, false, &load, err);

	for (size_t i = 0; !rc && i < load.count; i++)
		if (str_eq(load.rows[i].client.case_no, case_no)) {
			struct id id = load.rows[i].client.id;

			rc = ui_push(a->ui, &screen_client, &id, NULL, err);
			break;
		}
	caseload_release(&load);
	return rc;
}

/* What cannot be read is off. */
static void follow_mouse(struct app *a)
{
	struct arena arena = ARENA_INIT;
	const char *value = NULL;

	if (desk_setting(a->desk, &arena, "mouse", &value, NULL) == STIGE_OK && value && str_eq(value, "on"))
		a->ui->flags |= UI_MOUSE;
	arena_release(&arena);
}

void app_follow_desk(struct app *a)
{
	const struct desk *d = a->desk;

	a->ui->lock = d->sealed ? &screen_unlock : &screen_lock;
	a->ui->flags &= ~(unsigned)(UI_SEALED | UI_EXPOSED | UI_INVENTED);
	if (d->sealed)
		a->ui->flags |= UI_SEALED;
	if (d->founded && d->exposed)
		a->ui->flags |= UI_EXPOSED;
	if (d->synthetic)
		a->ui->flags |= UI_INVENTED;
	follow_mouse(a);
}

void app_let_go(struct app *a)
{
	chore_end(a);
}

void app_take_up(struct app *a)
{
	app_follow_desk(a);
	app_count_conflicts(a);
	chore_begin(a);
	ui_stale(a->ui);
}

static void warn_old_exports(struct app *a)
{
	struct arena arena = ARENA_INIT;
	struct err err = ERR_INIT;
	const char *first;
	size_t count = 0;

	if (rights_old_exports(a->desk, &arena, &count, &first, &err))
		(void)ui_fail(a->ui, &err);
	else if (count > 0)
		ui_say(a->ui, ngettext("%zu old file with people in it: %s (the command \"kept\" shows it).",
			"%zu old files with people in them, first %s (the command \"kept\" shows them).", count), count, first);
	arena_release(&arena);
}

/* Standing warnings are said once a run, and stand in `stige doctor` and `stige key list`. */
static void warn(struct app *a)
{
	warn_old_exports(a);
	if (a->desk->synthetic)
		return;
	if (a->desk->sealed && a->desk->key_holders < 2)
		ui_say(a->ui, "%s", _("Only one key-holder; a second one is safer. Press : and choose keys."));
	if (a->desk->exposed)
		ui_say(a->ui, "%s", a->desk->disk == DISK_PLAIN
			? _("Whoever has this file can read it: no passphrase, no encrypted disk. Press : and choose keys.")
			: _("No passphrase, and this computer does not tell whether its disk is encrypted. Press : and choose "
				"keys."));
}

enum stige_rc app_begin(struct app *a, struct err *err)
{
	enum stige_rc rc;

	app_count_conflicts(a);
	rc = ui_push(a->ui, &screen_caseload, NULL, NULL, err);
	if (!rc && a->options.open_client)
		rc = open_client(a, a->options.open_client, err);
	if (!rc && !a->options.open_client)
		rc = offer_left_drafts(a, err);
	warn(a);
	if (!rc)
		chore_begin(a);
	if (!rc && a->options.hint)
		ui_say(a->ui, "%s", a->options.hint);
	return rc;
}

enum stige_rc app_start(struct app *a, struct ui *ui, struct err *err)
{
	a->ui = ui;
	ui->fallback = app_action;
	app_follow_desk(a);
	if (!a->desk->founded)
		return ui_push(ui, &screen_first_start, NULL, NULL, err);
	return a->desk->locked ? ui_push(ui, &screen_unlock, NULL, NULL, err) : app_begin(a, err);
}
