/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One backup: what is in it, and what was written since that is not. Restoring it takes the office's code, typed,
 * so that no Enter too many does it; what was there is kept beside, and the desk goes on with the restored file.
 */
#include "backups.h"

#include "fields.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/backups.h"
#include "stige/base/banned.h"

enum phase { PHASE_LOOKING, PHASE_SECRET, PHASE_LOOKED, PHASE_RESTORING, PHASE_RESTORED, PHASE_REFUSED };
enum page { PAGE_SECRET, PAGE_CONFIRM, PAGE_COUNT };
enum row { ROW_TYPED, ROW_DO, ROW_COUNT };
enum { HEAD_ROWS = 2, FIELD_ROWS = 4 };

static const struct fields_row secret_rows[ROW_COUNT] = {
	[ROW_TYPED] = { .name = "secret", .label = N_("Passphrase"), .most = 200, .flags = FIELD_SECRET,
		.hint = N_("The one you had when the backup was made.") },
	[ROW_DO] = { .name = "do", .label = N_("Open it"), .kind = FIELDS_BUTTON },
};

static const struct fields_row restore_rows[ROW_COUNT] = {
	[ROW_TYPED] = { .name = "code", .label = N_("Office's code"), .most = 8,
		.hint = N_("To restore it, type the office that stands below.") },
	[ROW_DO] = { .name = "do", .label = N_("Restore this backup"), .kind = FIELDS_BUTTON },
};

struct restore_state {
	struct app *app;
	char *path;
	enum phase phase;
	struct backup_look look;
	struct fields pages[PAGE_COUNT];         /* what PHASE_SECRET and PHASE_LOOKED ask */
	bool typed;                      /* a passphrase was given: it stays on its page until this closes */
	struct str kept;
	struct err err;
};

/* Is something asked now? */
static bool asks(const struct restore_state *s)
{
	return s->phase == PHASE_SECRET || s->phase == PHASE_LOOKED;
}

/* Which of the two pages it is asked on. */
static enum page page_of(const struct restore_state *s)
{
	return s->phase == PHASE_SECRET ? PAGE_SECRET : PAGE_CONFIRM;
}

static const char *passphrase_of(const struct restore_state *s)
{
	return s->typed ? fields_get(&s->pages[PAGE_SECRET], ROW_TYPED) : NULL;
}

/* ---- the work ---- */

/* What was typed and did not open it is asked again, with the reason under the field. */
static void ask_secret(struct restore_state *s)
{
	issues_release(&s->pages[PAGE_SECRET].issues);
	if (s->typed)
		issues_add(&s->pages[PAGE_SECRET].issues, "secret", "%s", s->err.msg);
	s->typed = false;
	s->phase = PHASE_SECRET;
	fields_set(&s->pages[PAGE_SECRET], ROW_TYPED, "");
	(void)fields_show_issues(&s->pages[PAGE_SECRET]);
}

static void look(void *state)
{
	struct restore_state *s = state;
	bool locked = false;
	enum stige_rc rc = backups_look(s->app->desk, s->path, passphrase_of(s), &s->look, &locked, &s->err);

	if (rc == STIGE_PERMISSION && (locked || s->typed))
		ask_secret(s);
	else
		s->phase = rc ? PHASE_REFUSED : PHASE_LOOKED;
}

static void restore(void *state)
{
	struct restore_state *s = state;
	enum stige_rc rc;

	app_let_go(s->app);
	rc = backups_restore(s->app->desk, s->path, passphrase_of(s), &s->kept, &s->err);
	app_take_up(s->app);
	s->phase = rc ? PHASE_REFUSED : PHASE_RESTORED;
}

static enum stige_rc restore_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct restore_state *s = state;

	s->app = app_of(ui);
	if (s->app->sitting)
		return err_set(err, STIGE_PERMISSION, "%s", _("A meeting is open; leave it with Esc first."));
	s->path = mem_strdup(arg);
	s->err = (struct err)ERR_INIT;
	fields_init(&s->pages[PAGE_SECRET], secret_rows, ROW_COUNT);
	fields_init(&s->pages[PAGE_CONFIRM], restore_rows, ROW_COUNT);
	app_begin_job(s->app, look, s);
	return STIGE_OK;
}

/* ---- the page ---- */

/* Between two counts. */
static const char *comma(const struct str *out)
{
	return out->len > 0 ? ", " : "";
}

static void lacking_words(const struct backup_look *l, struct str *out)
{
	struct str parts = STR_INIT;

	if (l->answers > 0)
		str_addf(&parts, ngettext("%zu form with answers", "%zu forms with answers", l->answers), l->answers);
	if (l->meetings > 0)
		str_addf(&parts, ngettext("%s%zu meeting", "%s%zu meetings", l->meetings), comma(&parts), l->meetings);
	if (l->clients > 0)
		str_addf(&parts, ngettext("%s%zu new client", "%s%zu new clients", l->clients), comma(&parts), l->clients);
	if (l->others > 0)
		str_addf(&parts, ngettext("%s%zu other change", "%s%zu other changes", l->others), comma(&parts), l->others);
	if (parts.len > 0)
		str_addf(out, _("Written since, and not in it: %s."), parts.text);
	else
		str_add(out, _("Nothing was written since: it holds all there is."));
	str_release(&parts);
}

static void inside_words(const struct restore_state *s, struct str *out)
{
	const struct backup_inside *in = &s->look.inside;
	char at[INSTANT_TEXT];

	if (s->look.other_office)
		str_addf(out, _("It is ANOTHER OFFICE'S file: %s. Here is %s."), in->office_code, s->app->desk->office.code);
	else
		str_addf(out, _("Office: %s."), in->office_code);
	if (in->invented)
		str_addf(out, " %s", _("Everybody in it is invented."));
	str_addf(out, " %s %zu. %s %zu. %s %zu.", _("Clients:"), in->clients, _("Meetings:"), in->meetings,
		_("Forms with answers:"), in->responses);
	if (in->last != INSTANT_NONE)
		str_addf(out, _(" The newest entry is of %s."), instant_format_local(in->last, at));
}

static void looked_words(const struct restore_state *s, struct str *out)
{
	lacking_words(&s->look, out);
	str_add(out, "\n\n");
	inside_words(s, out);
	str_addf(out, "\n\n%s", _("What is here now is kept beside it. Whoever was erased stays erased."));
}

static void page_words(const struct restore_state *s, struct str *out)
{
	switch (s->phase) {
	case PHASE_LOOKING:
		str_add(out, _("Reading and checking all of it; nothing is restored yet ..."));
		break;
	case PHASE_SECRET:
		str_add(out, _("It is sealed with another key than the one you opened stige with."));
		break;
	case PHASE_LOOKED:
		looked_words(s, out);
		break;
	case PHASE_RESTORING:
		str_add(out, _("Putting it in place: saving ..."));
		break;
	case PHASE_RESTORED:
		str_addf(out, "%s\n\n", _("It is restored, and stige goes on with it."));
		str_addf(out, _("What was here before is kept as %s"), s->kept.text);
		str_addf(out, "\n\n%s", _("Enter: to the caseload."));
		break;
	case PHASE_REFUSED:
		str_addf(out, "%s", s->err.msg);
		break;
	}
}

static void restore_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("Restore a backup"));
}

static enum context restore_context(const void *state)
{
	const struct restore_state *s = state;

	return asks(s) ? fields_context(&s->pages[page_of(s)]) : CONTEXT_PAGE;
}

static const char *restore_label(const void *state, enum action action)
{
	const struct restore_state *s = state;

	if (asks(s))
		return fields_label(&s->pages[page_of(s)], action);
	if (action == ACTION_OPEN)
		return s->phase == PHASE_RESTORED ? _("to the caseload") : "";
	return action == ACTION_MARK || action == ACTION_FIND || action == ACTION_EXPORT ? "" : NULL;
}

static void restore_layout(void *state, int rows, int cols)
{
	struct restore_state *s = state;

	(void)rows;
	(void)cols;
	fields_translate(&s->pages[PAGE_SECRET]);
	fields_translate(&s->pages[PAGE_CONFIRM]);
}

static void restore_draw(const void *state, struct canvas *c)
{
	const struct restore_state *s = state;
	struct canvas page = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, FIELD_ROWS, c->cols });
	int at = HEAD_ROWS + (asks(s) ? FIELD_ROWS : 0);
	struct str text = STR_INIT;

	canvas_text(c, 0, 1, c->cols - 2, ROLE_HINT, s->path);
	canvas_hline(c, 1, 0, c->cols);
	page_words(s, &text);
	canvas_wrap(c, (struct rect){ at, 1, c->rows - at, c->cols - 2 },
		s->phase == PHASE_REFUSED ? ROLE_ERROR : ROLE_TEXT, text.text);
	canvas_cursor(c, at, 1, false);
	if (asks(s))
		fields_draw(&s->pages[page_of(s)], &page);
	str_release(&text);
}

/* ---- what is typed ---- */

static unsigned open_sealed(struct restore_state *s)
{
	if (!*fields_get(&s->pages[PAGE_SECRET], ROW_TYPED))
		return UI_REDRAW;
	s->typed = true;
	s->phase = PHASE_LOOKING;
	app_begin_job(s->app, look, s);
	return UI_REDRAW;
}

/* In capitals or not. */
static bool is_code(const char *typed, const char *code)
{
	for (; *typed && *code; typed++, code++)
		if (*typed != *code && *typed - 'a' + 'A' != *code)
			return false;
	return *typed == *code;
}

static unsigned begin_restore(struct restore_state *s)
{
	const char *code = s->look.inside.office_code;

	issues_release(&s->pages[PAGE_CONFIRM].issues);
	if (!is_code(fields_get(&s->pages[PAGE_CONFIRM], ROW_TYPED), code)) {
		issues_add(&s->pages[PAGE_CONFIRM].issues, "code",
			_("type %s: that is the office whose file comes in place of this one"), code);
		return fields_show_issues(&s->pages[PAGE_CONFIRM]);
	}
	s->phase = PHASE_RESTORING;
	app_begin_job(s->app, restore, s);
	return UI_REDRAW;
}

/* Every screen beneath stands on the file there was. */
static unsigned go_on(struct restore_state *s)
{
	unsigned did = ui_pop_to(s->app->ui, &screen_caseload);

	return s->app->desk->locked ? did | (unsigned)UI_LOCK : did;
}

static unsigned restore_action(void *state, enum action action)
{
	struct restore_state *s = state;
	size_t pressed;
	unsigned did;

	if (s->phase == PHASE_RESTORING)
		return UI_NONE;
	if (s->phase == PHASE_RESTORED
		&& (action == ACTION_OPEN || action == ACTION_BACK || action == ACTION_LEAVE))
		return go_on(s);
	if (!asks(s))
		return action == ACTION_BACK ? (unsigned)UI_POP : (unsigned)UI_UNHANDLED;
	did = fields_action(&s->pages[page_of(s)], action, &pressed);
	if (pressed == ROW_DO)
		return s->phase == PHASE_SECRET ? open_sealed(s) : begin_restore(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? (unsigned)UI_POP : did;
}

static unsigned restore_text(void *state, struct key key)
{
	struct restore_state *s = state;

	return asks(s) ? fields_key(&s->pages[page_of(s)], key) : (unsigned)UI_UNHANDLED;
}

static void restore_close(void *state)
{
	struct restore_state *s = state;

	app_drop_job(s->app, s);
	fields_release(&s->pages[PAGE_SECRET]);
	fields_release(&s->pages[PAGE_CONFIRM]);
	str_release(&s->kept);
	mem_free(s->path);
}

const struct screen screen_restore = {
	.name = "restore",
	.state_size = sizeof(struct restore_state),
	.context = CONTEXT_PAGE,
	.open = restore_open,
	.layout = restore_layout,
	.context_now = restore_context,
	.title = restore_title,
	.label = restore_label,
	.draw = restore_draw,
	.action = restore_action,
	.text = restore_text,
	.close = restore_close,
};
