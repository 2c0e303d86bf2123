/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rights_page.h"

#include <string.h>

#include "fields.h"
#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/rights.h"
#include "stige/exchange/subject.h"
#include "stige/base/banned.h"

enum { REASON_MOST = 200, NUMBER_MOST = 40, PATH_MOST = 1000 };

struct page_state;

/* One act: its fields, what stands in them at first, and what its button does. */
struct page {
	const char *title;               /* N_() */
	const struct fields_row *rows;
	size_t count;                    /* the last row is the button */
	void (*fill)(struct page_state *s);
	unsigned (*press)(struct page_state *s);
};

struct page_arg {
	const struct page *page;
	const struct client *client;
};

struct page_state {
	struct fields fields;              /* first: fields_page_layout and the like */
	struct app *app;
	struct page_arg arg;
};

static unsigned refuse(struct page_state *s, const char *field, const char *why)
{
	issues_add(&s->fields.issues, field, "%s", why);
	return fields_show_issues(&s->fields);
}

/* Whoever loads the client next may need a purpose: nothing of it stays on the screen. */
static unsigned leave_client(struct page_state *s)
{
	return ui_pop_to(s->app->ui, &screen_caseload);
}

/* ---- the CPR number ---- */

enum { CPR_ROW_NUMBER, CPR_ROW_SAVE, CPR_ROWS };

static const struct fields_row cpr_rows[] = {
	[CPR_ROW_NUMBER] = { .name = "cpr", .label = N_("CPR number"), .most = 20,
		.hint = N_("Ten digits. Empty: none is kept. It is shown as 241285-****.") },
	[CPR_ROW_SAVE] = { .name = "save", .label = N_("Save"), .kind = FIELDS_BUTTON },
};

static unsigned save_cpr(struct page_state *s)
{
	struct err err = ERR_INIT;
	bool odd = false;

	if (rights_set_cpr(s->app->desk, &s->arg.client->id, fields_get(&s->fields, CPR_ROW_NUMBER), &odd, &err))
		return err.rc == STIGE_DATA ? refuse(s, "cpr", err.msg) : ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", odd
		? _("Saved. The check digit does not fit: look once more; it may be right all the same.")
		: _("Saved."));
	return UI_POP | UI_RELOAD;
}

/* ---- everything about the person ---- */

enum { EXPORT_ROW_WHERE, EXPORT_ROW_STAFF, EXPORT_ROW_CPR, EXPORT_ROW_REASON, EXPORT_ROW_WRITE, EXPORT_ROWS };

static const struct fields_row export_rows[] = {
	[EXPORT_ROW_WHERE] = { .name = "where", .label = N_("Folder"), .most = PATH_MOST,
		.hint = N_("Three files: to read, for a spreadsheet (CSV), for programs (JSON).") },
	[EXPORT_ROW_STAFF] = { .name = "staff", .label = N_("Caseworkers"), .kind = FIELDS_CHOICE,
		.choices = { N_("without their names"), N_("with their names") }, .codes = { "no", "yes" },
		.hint = N_("The person may know when and why, as a rule not by whom.") },
	[EXPORT_ROW_CPR] = { .name = "cpr", .label = N_("CPR number"), .kind = FIELDS_CHOICE,
		.choices = { N_("masked"), N_("written out") }, .codes = { "no", "yes" },
		.hint = N_("Written out it needs a reason; the log keeps that it was shown.") },
	[EXPORT_ROW_REASON] = { .name = "reason", .label = N_("Why"), .most = REASON_MOST },
	[EXPORT_ROW_WRITE] = { .name = "write", .label = N_("Write the files"), .kind = FIELDS_BUTTON,
		.hint = N_("Delete them once handed over: stige reminds you after 30 days.") },
};

static void fill_export(struct page_state *s)
{
	const char *dir = s->app->desk->export_dir;
	struct str path = STR_INIT, name = STR_INIT;

	str_addf(&name, "subject-%s/", s->arg.client->case_no);
	if (dir && *dir)
		file_join(&path, dir, name.text);
	else
		str_add(&path, name.text);
	fields_set(&s->fields, EXPORT_ROW_WHERE, path.text);
	fields_set(&s->fields, EXPORT_ROW_STAFF, "no");
	fields_set(&s->fields, EXPORT_ROW_CPR, "no");
	str_release(&name);
	str_release(&path);
}

static unsigned write_export(struct page_state *s)
{
	const char *where = fields_get(&s->fields, EXPORT_ROW_WHERE);
	const struct subject_options o = {
		.client = &s->arg.client->id,
		.staff = str_eq(fields_get(&s->fields, EXPORT_ROW_STAFF), "yes"),
		.cpr = str_eq(fields_get(&s->fields, EXPORT_ROW_CPR), "yes"),
		.reason = fields_get(&s->fields, EXPORT_ROW_REASON),
	};
	struct err err = ERR_INIT;

	if (!*where || str_eq(where, "-"))
		return refuse(s, "where", _("name the folder to write to"));
	if (o.cpr && !*o.reason)
		return refuse(s, "reason", _("say why the CPR number must be in the files"));
	if (subject_export(s->app->desk, &o, where, NULL, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, _("Written to %s"), where);
	return UI_POP;
}

/* ---- restricting ---- */

enum { RESTRICT_ROW_REASON, RESTRICT_ROW_DO, RESTRICT_ROWS };

static const struct fields_row restrict_rows[] = {
	[RESTRICT_ROW_REASON] = { .name = "reason", .label = N_("Why"), .most = REASON_MOST,
		.hint = N_("In no list from then on, and nothing is added; nothing is deleted.") },
	[RESTRICT_ROW_DO] = { .name = "do", .label = N_("Restrict"), .kind = FIELDS_BUTTON },
};

static const struct fields_row lift_rows[] = {
	[RESTRICT_ROW_REASON] = { .name = "reason", .label = N_("Why no more"), .most = REASON_MOST,
		.hint = N_("The client stands in the lists again.") },
	[RESTRICT_ROW_DO] = { .name = "do", .label = N_("End the restriction"), .kind = FIELDS_BUTTON },
};

static unsigned restrict_it(struct page_state *s, bool on)
{
	const char *reason = fields_get(&s->fields, RESTRICT_ROW_REASON);
	struct err err = ERR_INIT;

	if (!*reason)
		return refuse(s, "reason", _("say why; it is kept with the restriction"));
	if (rights_restrict(s->app->desk, &s->arg.client->id, on, reason, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, on ? _("%s is restricted: it stands in no list; the command \"colleague\" opens it.")
		: _("%s is as every other client again."), s->arg.client->case_no);
	return leave_client(s);
}

static unsigned press_restrict(struct page_state *s)
{
	return restrict_it(s, true);
}

static unsigned press_lift(struct page_state *s)
{
	return restrict_it(s, false);
}

/* ---- erasing ---- */

enum { ERASE_ROW_REASON, ERASE_ROW_NUMBER, ERASE_ROW_DO, ERASE_ROWS };

/* In the order of enum erase_reason. */
static const struct fields_row erase_rows[] = {
	[ERASE_ROW_REASON] = { .name = "reason", .label = N_("Why"), .kind = FIELDS_CHOICE,
		.choices = { N_("kept long enough"), N_("the person asked for it"), N_("written by mistake"),
			N_("a court or authority decided it") },
		.codes = { "expired", "client-asked", "mistake", "court" },
		.hint = N_("It may have to be kept by law: ask the data protection officer first.") },
	[ERASE_ROW_NUMBER] = { .name = "number", .label = N_("Case number"), .most = NUMBER_MOST,
		.hint = N_("Type it once more: everything about the person goes, for good.") },
	[ERASE_ROW_DO] = { .name = "do", .label = N_("Erase for good"), .kind = FIELDS_BUTTON,
		.hint = N_("Nothing brings it back. What stays is a number, a reason, a date.") },
};

/* Nothing is chosen beforehand. */
static void fill_erase(struct page_state *s)
{
	s->fields.choice[ERASE_ROW_REASON].at = CHOICE_NONE;
}

/* What must be done by hand stands in the messages, one line a file. */
static void say_erased(struct page_state *s, const char *case_no, const struct erasure *e)
{
	const char *p = e->elsewhere.text;

	while (*p) {
		int n = (int)strcspn(p, "\n");

		ui_say_error(s->app->ui, _("%.*s may still hold the person; delete it."), n, p);
		p += n + 1;
	}
	ui_say(s->app->ui, _("%s is erased; backups made anew: %zu. Files to delete by hand: %s"), case_no, e->backups,
		e->elsewhere.len ? _("see \"messages\".") : _("none."));
}

static unsigned erase_it(struct page_state *s)
{
	const struct client *c = s->arg.client;
	const char *reason = fields_get(&s->fields, ERASE_ROW_REASON), *number = fields_get(&s->fields, ERASE_ROW_NUMBER);
	struct erasure erasure = ERASURE_INIT;
	struct err err = ERR_INIT;
	enum stige_rc rc;

	if (!*reason)
		return refuse(s, "reason", _("choose why"));
	if (!str_eq(number, c->case_no))
		return refuse(s, "number", _("this is not the case number of the client you are about to erase"));
	rc = rights_erase(s->app->desk, &c->id, number, (enum erase_reason)s->fields.choice[ERASE_ROW_REASON].at, &erasure,
		&err);
	if (!rc)
		say_erased(s, c->case_no, &erasure);
	erasure_release(&erasure);
	return rc ? ui_fail(s->app->ui, &err) : leave_client(s);
}

/* ---- the page ---- */

static const struct page pages[RIGHTS_ACTS] = {
	[RIGHTS_CPR] = { N_("CPR number"), cpr_rows, CPR_ROWS, NULL, save_cpr },
	[RIGHTS_EXPORT] = { N_("Everything about a person"), export_rows, EXPORT_ROWS, fill_export, write_export },
	[RIGHTS_RESTRICT] = { N_("Restrict"), restrict_rows, RESTRICT_ROWS, NULL, press_restrict },
	[RIGHTS_LIFT] = { N_("End the restriction"), lift_rows, RESTRICT_ROWS, NULL, press_lift },
	[RIGHTS_ERASE] = { N_("Erase for good"), erase_rows, ERASE_ROWS, fill_erase, erase_it },
};

static enum stige_rc page_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct page_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->arg = *(const struct page_arg *)arg;
	fields_init(&s->fields, s->arg.page->rows, s->arg.page->count);
	if (s->arg.page->fill)
		s->arg.page->fill(s);
	return STIGE_OK;
}

static void page_title(const void *state, struct str *left, struct str *right)
{
	const struct page_state *s = state;

	str_addf(left, "%s: %s", _(s->arg.page->title), s->arg.client->f.name);
	str_add(right, s->arg.client->case_no);
}

static unsigned page_action(void *state, enum action action)
{
	struct page_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->fields, action, &pressed);

	if (pressed == s->arg.page->count - 1) {
		issues_release(&s->fields.issues);
		return s->arg.page->press(s);
	}
	return did == UI_UNHANDLED && action == ACTION_BACK ? fields_back(&s->fields, s->app->ui) : did;
}

static const struct screen screen_rights_page = {
	.name = "rights-page",
	.state_size = sizeof(struct page_state),
	.context = CONTEXT_FIELD,
	.open = page_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = page_title,
	.label = fields_page_label,
	.draw = fields_page_draw,
	.action = page_action,
	.text = fields_page_text,
	.close = fields_page_close,
};

unsigned rights_page_open(struct app *a, enum rights_act act, const struct client *client)
{
	BUG_ON((unsigned)act >= RIGHTS_ACTS);
	return ui_open(a->ui, &screen_rights_page, &(struct page_arg){ &pages[act], client }, NULL);
}
