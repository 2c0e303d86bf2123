/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new client, or what is written about one: every field with what is wrong beside it. */
#include "app_state.h"

#include "fields.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/intake.h"
#include "stige/base/banned.h"

enum row {
	ROW_NAME, ROW_BIRTH, ROW_NUMBER, ROW_EDUCATION, ROW_BENEFIT, ROW_SINCE, ROW_GOAL, ROW_GOAL_REASON, ROW_STATUS,
	ROW_UNTIL, ROW_EXCLUDED, ROW_EXCLUDED_REASON, ROW_EXCLUDED_UNTIL, ROW_SAVE, ROW_COUNT
};

static const struct fields_row rows[] = {
	[ROW_NAME] = { .name = "name", .label = N_("Name"), .most = 120,
		.hint = N_("The name as the client writes it.") },
	[ROW_BIRTH] = { .name = "birth", .label = N_("Birth date"), .most = 20,
		.hint = N_("22-11-1984, 221184 or 1984-11-22. Age decides which findings hold.") },
	[ROW_NUMBER] = { .name = "journal_no", .label = N_("Number in the journal"), .most = 40,
		.hint = N_("The journal system's own number; not the CPR number.") },
	[ROW_EDUCATION] = { .name = "education", .label = N_("Has an education"), .kind = FIELDS_CHOICE,
		.choices = { N_("not known"), N_("no"), N_("yes") }, .codes = { "unknown", "no", "yes" },
		.hint = N_("Under 30 without one, education is the goal the study looked at.") },
	[ROW_BENEFIT] = { .name = "benefit", .label = N_("Benefit"), .kind = FIELDS_CHOICE,
		.choices = { N_("not given"), N_("social assistance"), N_("educational aid"), N_("other") },
		.codes = { "", "social-assistance", "educational-aid", "other" } },
	[ROW_SINCE] = { .name = "benefit_since", .label = N_("Benefit since"), .most = 20 },
	[ROW_GOAL] = { .name = "goal", .label = N_("Goal"), .kind = FIELDS_CHOICE,
		.choices = { N_("by age and education"), N_("job"), N_("education") }, .codes = { "", "job", "education" },
		.hint = N_("A goal set by hand goes before age and education.") },
	[ROW_GOAL_REASON] = { .name = "goal_reason", .label = N_("Why this goal"), .most = 200 },
	[ROW_STATUS] = { .name = "status", .label = N_("Status"), .kind = FIELDS_CHOICE,
		.choices = { N_("active"), N_("paused"), N_("closed") }, .codes = { "active", "paused", "closed" } },
	[ROW_UNTIL] = { .name = "paused_until", .label = N_("Paused until"), .most = 20,
		.hint = N_("A paused client is not due before this date. +13w is fine.") },
	[ROW_EXCLUDED] = { .name = "excluded", .label = N_("Groups not possible now"), .most = 8,
		.hint = N_("Letters together: J job-oriented, U upgrading, S social, H health. Empty: all are possible.") },
	[ROW_EXCLUDED_REASON] = { .name = "excluded_reason", .label = N_("Why not"), .most = 200 },
	[ROW_EXCLUDED_UNTIL] = { .name = "excluded_until", .label = N_("Not before"), .most = 20 },
	[ROW_SAVE] = { .name = "save", .label = N_("Save"), .kind = FIELDS_BUTTON,
		.hint = N_("Enter saves. Esc leaves everything as it was.") },
};

struct edit_state {
	struct app *app;
	struct casefile *file;           /* NULL = a new client */
	struct fields page;
};

static void show_fields(struct edit_state *s, const struct client_fields *was)
{
	struct arena a = ARENA_INIT;
	struct intake in;
	const char *values[ROW_COUNT];

	intake_from(was, &a, &in);
	values[ROW_NAME] = in.name;
	values[ROW_BIRTH] = in.birth;
	values[ROW_NUMBER] = in.journal_no;
	values[ROW_EDUCATION] = in.education;
	values[ROW_BENEFIT] = in.benefit;
	values[ROW_SINCE] = in.benefit_since;
	values[ROW_GOAL] = in.goal;
	values[ROW_GOAL_REASON] = in.goal_reason;
	values[ROW_STATUS] = in.status;
	values[ROW_UNTIL] = in.paused_until;
	values[ROW_EXCLUDED] = in.excluded;
	values[ROW_EXCLUDED_REASON] = in.excluded_reason;
	values[ROW_EXCLUDED_UNTIL] = in.excluded_until;
	for (size_t i = 0; i < ROW_SAVE; i++)
		fields_set(&s->page, i, values[i]);
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
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	if (s->file) {
		show_fields(s, &s->file->client.f);
	} else {
		fields_set(&s->page, ROW_EDUCATION, "unknown");
		fields_set(&s->page, ROW_BENEFIT, "");
		fields_set(&s->page, ROW_GOAL, "");
		fields_set(&s->page, ROW_STATUS, "active");
	}
	return STIGE_OK;
}

static void edit_layout(void *state, int height, int cols)
{
	struct edit_state *s = state;

	(void)cols;
	fields_layout(&s->page, height - 1);
}

static enum context edit_context(const void *state)
{
	return fields_context(&((const struct edit_state *)state)->page);
}

static const char *edit_label(const void *state, enum action action)
{
	return fields_label(&((const struct edit_state *)state)->page, action);
}

static void edit_title(const void *state, struct str *left, struct str *right)
{
	const struct edit_state *s = state;

	str_add(left, s->file ? s->file->client.f.name : _("New client"));
	if (s->file)
		str_add(right, s->file->client.case_no);
}

static void edit_draw(const void *state, struct canvas *c)
{
	struct canvas page = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	fields_draw(&((const struct edit_state *)state)->page, &page);
}

/* What the page says, as typed. */
static struct intake typed(const struct fields *p)
{
	return (struct intake){
		.name = fields_get(p, ROW_NAME), .birth = fields_get(p, ROW_BIRTH),
		.journal_no = fields_get(p, ROW_NUMBER), .education = fields_get(p, ROW_EDUCATION),
		.benefit = fields_get(p, ROW_BENEFIT), .benefit_since = fields_get(p, ROW_SINCE),
		.goal = fields_get(p, ROW_GOAL), .goal_reason = fields_get(p, ROW_GOAL_REASON),
		.status = fields_get(p, ROW_STATUS), .paused_until = fields_get(p, ROW_UNTIL),
		.excluded = fields_get(p, ROW_EXCLUDED), .excluded_reason = fields_get(p, ROW_EXCLUDED_REASON),
		.excluded_until = fields_get(p, ROW_EXCLUDED_UNTIL),
	};
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

static enum stige_rc store_fields(struct edit_state *s, const struct client_fields *f, struct err *err)
{
	char case_no[16];
	struct id id;
	enum stige_rc rc;

	if (s->file) {
		rc = casefile_edit(s->app->desk, s->file, f, err);
		if (!rc)
			ui_say(s->app->ui, _("%s is saved."), s->file->client.case_no);
		return rc;
	}
	rc = casefile_add(s->app->desk, f, &id, case_no, err);
	if (!rc)
		warn_lookalike(s, f, case_no);
	return rc;
}

static unsigned save(struct edit_state *s)
{
	struct intake in = typed(&s->page);
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct client_fields f;
	unsigned did = UI_POP | UI_RELOAD;

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
		return UI_POP;
	return did;
}

static unsigned edit_text(void *state, struct key key)
{
	return fields_key(&((struct edit_state *)state)->page, key);
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
	.layout = edit_layout,
	.context_now = edit_context,
	.title = edit_title,
	.label = edit_label,
	.draw = edit_draw,
	.action = edit_action,
	.text = edit_text,
	.close = edit_close,
};
