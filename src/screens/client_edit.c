/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new client, or what is written about one: every field with what is wrong beside it. */
#include "app_state.h"

#include "fields.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/intake.h"
#include "stige/casefile/terms.h"
#include "stige/base/banned.h"

enum { ROW_SAVE = INTAKE_FIELDS, ROW_COUNT };

static const struct fields_row save_row = { .name = "save", .label = N_("Save"), .kind = FIELDS_BUTTON,
	.hint = N_("Enter saves. Esc leaves everything as it was.") };

struct edit_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	struct casefile *file;           /* NULL = a new client */
	struct fields_row rows[ROW_COUNT];
};

static void make_rows(struct fields_row rows[ROW_COUNT])
{
	for (size_t i = 0; i < INTAKE_FIELDS; i++) {
		const struct intake_field *f = &intake_fields[i];

		rows[i] = (struct fields_row){ .name = f->name, .label = f->label, .hint = f->hint, .most = f->most,
			.kind = f->choices[0] ? FIELDS_CHOICE : FIELDS_TEXT, .flags = f->day ? FIELD_OVER : 0 };
		for (size_t k = 0; k < INTAKE_CHOICES; k++) {
			rows[i].choices[k] = f->choices[k];
			rows[i].codes[k] = f->codes[k];
		}
	}
	rows[ROW_SAVE] = save_row;
}

static size_t row_named(const struct edit_state *s, const char *name)
{
	size_t i = 0;

	while (!str_eq(s->rows[i].name, name))
		i++;
	return i;
}

/* was: what stands; NULL for a new client, whose choices begin at their first. */
static void show_fields(struct edit_state *s, const struct client_fields *was)
{
	struct arena a = ARENA_INIT;
	struct intake in = { 0 };

	if (was)
		intake_from(was, &a, &in);
	for (size_t i = 0; i < INTAKE_FIELDS; i++)
		fields_set(&s->page, i, was || !intake_fields[i].codes[0] ? intake_get(&in, i) : intake_fields[i].codes[0]);
	arena_release(&a);
}

static enum stige_rc edit_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct edit_state *s = state;
	enum stige_rc rc;

	s->app = app_of(ui);
	if (arg) {
		rc = casefile_load(s->app->desk, arg, "own", &s->file, err);
		if (rc)
			return rc;
	}
	make_rows(s->rows);
	fields_init(&s->page, s->rows, ARRAY_SIZE(s->rows));
	show_fields(s, s->file ? &s->file->client.f : NULL);
	return STIGE_OK;
}

/* With the cursor where the day is written. */
static enum stige_rc pause_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct edit_state *s = state;
	enum stige_rc rc = edit_open(state, ui, arg, err);

	if (rc == STIGE_OK)
		s->page.focus = row_named(s, "paused_until");
	return rc;
}

static void edit_title(const void *state, struct str *left, struct str *right)
{
	const struct edit_state *s = state;

	str_add(left, s->file ? s->file->client.f.name : _("New client"));
	if (s->file)
		str_add(right, s->file->client.case_no);
}

/* Somebody of that name is there already: say so once it is saved, with the number that tells them apart. */
static void warn_lookalike(struct edit_state *s, const struct client_fields *f, const char *case_no)
{
	struct caseload load = { 0 };
	struct err ignored = ERR_INIT;

	if (!caseload_load(s->app->desk, true, &load, &ignored) && caseload_lookalikes(&load, f->name, f->birth) > 1)
		ui_say(s->app->ui, _("%s is saved. Another client has the same name: is it the same person?"), case_no);
	else
		ui_say(s->app->ui, _("%s is saved."), case_no);
	caseload_release(&load);
}

static void say_saved(struct edit_state *s, const struct client_fields *f)
{
	char day[DAY_TEXT];

	if (f->status == CLIENT_PAUSED)
		ui_say(s->app->ui, _("%s is paused until %s."), s->file->client.case_no, day_words(f->paused_until, day));
	else
		ui_say(s->app->ui, _("%s is saved."), s->file->client.case_no);
}

static enum stige_rc store_fields(struct edit_state *s, const struct client_fields *f, struct err *err)
{
	char case_no[16];
	struct id id;
	enum stige_rc rc;

	if (s->file) {
		rc = casefile_edit(s->app->desk, s->file, f, err);
		if (!rc)
			say_saved(s, f);
		return rc;
	}
	rc = casefile_add(s->app->desk, f, &id, case_no, err);
	if (!rc)
		warn_lookalike(s, f, case_no);
	return rc;
}

static unsigned save(struct edit_state *s)
{
	struct intake in = { 0 };
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct client_fields f;
	unsigned did = UI_POP | UI_RELOAD;

	for (size_t i = 0; i < INTAKE_FIELDS; i++)
		intake_set(&in, i, fields_get(&s->page, i));
	issues_release(&s->page.issues);
	if (!intake_check(&in, s->file ? &s->file->client.f : NULL, desk_today(s->app->desk), &a, &f, &s->page.issues)) {
		did = fields_show_issues(&s->page);
	} else if (store_fields(s, &f, &err)) {
		did = ui_fail(s->app->ui, &err);
	} else {
		ui_set_result(s->app->ui, 1);
	}
	arena_release(&a);
	return did;
}

static unsigned edit_action(void *state, enum action action)
{
	struct edit_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_SAVE)
		return save(s);
	if (did == UI_UNHANDLED && action == ACTION_BACK)
		return fields_back(&s->page, s->app->ui);
	return did;
}

/* Who writes until when a client is away need not say "paused" too. */
static unsigned edit_text(void *state, struct key key)
{
	struct edit_state *s = state;
	size_t until = row_named(s, "paused_until"), status = row_named(s, "status");
	unsigned did = fields_key(&s->page, key);

	if (s->page.focus == until && *fields_get(&s->page, until) && str_eq(fields_get(&s->page, status), "active"))
		fields_set(&s->page, status, "paused");
	return did;
}

static void edit_close(void *state)
{
	struct edit_state *s = state;

	fields_release(&s->page);
	casefile_free(s->file);
}

const struct screen screen_client_edit = {
	.name = "client-edit",
	.state_size = sizeof(struct edit_state),
	.context = CONTEXT_FIELD,
	.open = edit_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = edit_title,
	.label = fields_page_label,
	.draw = fields_page_draw,
	.action = edit_action,
	.text = edit_text,
	.close = edit_close,
};

const struct screen screen_client_pause = {
	.name = "client-pause",
	.state_size = sizeof(struct edit_state),
	.context = CONTEXT_FIELD,
	.open = pause_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = edit_title,
	.label = fields_page_label,
	.draw = fields_page_draw,
	.action = edit_action,
	.text = edit_text,
	.close = edit_close,
};
