/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * First start: one page, a minute. Who you are, where you are, in which language; then "Start".
 * "Demo" leaves this file as it is and says how to see the program on invented people.
 */
#include "app_state.h"

#include "fields.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum row {
	ROW_LANG, ROW_NAME, ROW_INITIALS, ROW_CODE, ROW_OFFICE, ROW_WAGE, ROW_WAGE_EDUCATION, ROW_EXPORT, ROW_PIN,
	ROW_PASSPHRASE, ROW_AGAIN, ROW_START, ROW_DEMO, ROW_COUNT
};

static const struct fields_row rows[] = {
	[ROW_LANG] = { .name = "lang", .label = N_("Language"), .kind = FIELDS_CHOICE,
		.choices = { "Dansk", "English" }, .codes = { "da", "en" } },
	[ROW_NAME] = { .name = "name", .label = N_("Your name"), .most = 100, .needed = true },
	[ROW_INITIALS] = { .name = "initials", .label = N_("Your initials"), .most = 8, .needed = true,
		.hint = N_("They stand in the session log.") },
	[ROW_CODE] = { .name = "office_code", .label = N_("Office code"), .most = 6, .needed = true,
		.hint = N_("Two to six capitals or digits, such as NB. Case numbers begin with it: NB-0042.") },
	[ROW_OFFICE] = { .name = "office_name", .label = N_("Office name"), .most = 80 },
	[ROW_WAGE] = { .name = "wage_job", .label = N_("Usual wage a month"), .most = 8, .flags = FIELD_DIGITS,
		.hint = N_("Kroner a month before tax in a first job here. A client's wage answer is held against it. "
			"Empty: it is not.") },
	[ROW_WAGE_EDUCATION] = { .name = "wage_education", .label = N_("Income in education"), .most = 8,
		.flags = FIELD_DIGITS, .hint = N_("Kroner a month before tax: grant and job together. Empty: wage answers are "
			"not held against it.") },
	[ROW_EXPORT] = { .name = "export_dir", .label = N_("Folder for exports"), .most = 400,
		.hint = N_("Made with access for you alone. Empty: you are asked each time.") },
	[ROW_PIN] = { .name = "pin", .label = N_("PIN for this screen"), .most = 8, .flags = FIELD_DIGITS | FIELD_SECRET,
		.hint = N_("4-8 digits. When a client has answered alone, it gives you the screen back. It does not protect "
			"the file.") },
	[ROW_PASSPHRASE] = { .name = "passphrase", .label = N_("Passphrase"), .most = 200, .flags = FIELD_SECRET,
		.hint = N_("A long password for the file, asked for at each start: 12 characters or more; four words that "
			"have nothing to do with each other are good.") },
	[ROW_AGAIN] = { .name = "passphrase_again", .label = N_("The same again"), .most = 200, .flags = FIELD_SECRET,
		.hint = N_("The passphrase once more. A recovery code is shown next; have paper ready.") },
	[ROW_START] = { .name = "start", .label = N_("Start"), .kind = FIELDS_BUTTON },
	[ROW_DEMO] = { .name = "demo", .label = N_("Demo: fill this file with invented people"), .kind = FIELDS_BUTTON,
		.hint = N_("About 40 invented clients, to learn on. The file stays a demo and says so.") },
};

enum { HEAD = 3, ROOMY_ROWS = 18 };

struct first_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	char code[DESK_CODE];            /* the recovery code, "" until it is needed */
};

static enum stige_rc first_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct first_state *s = state;

	(void)arg;
	(void)err;
	s->app = app_of(ui);
	fields_init(&s->page, rows, ARRAY_SIZE(rows));
	fields_set(&s->page, ROW_LANG, i18n_lang());
	s->page.focus = ROW_NAME;
	return STIGE_OK;
}

static void first_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	str_add(left, _("stige: first start"));
	str_add(right, _("one page, a minute"));
}

/* What the passphrase is for, where it is asked; what the program is for, elsewhere. */
static const char *about(const struct first_state *s, bool roomy)
{
	if (s->page.focus == ROW_PASSPHRASE || s->page.focus == ROW_AGAIN)
		return desk_passphrase_why(s->app->desk);
	return roomy ? _("Who you are and where you work. What you write about people here stays in one file on this "
			"computer. Measuring alone moves nobody; it is a help for the talk between the two of you.\n"
			"What has a * is needed; the rest may stay empty.")
		: _("What has a * is needed; the rest may stay empty.");
}

static void first_draw(const void *state, struct canvas *c)
{
	const char *words = about(state, c->rows >= ROOMY_ROWS);
	int head = canvas_wrap_rows(words, c->cols - 2);
	struct canvas page;

	head = head < HEAD ? HEAD : head;
	head = head < c->rows / 2 ? head : c->rows / 2;
	page = canvas_sub(c, (struct rect){ head + 1, 0, c->rows - head - 1, c->cols });
	canvas_wrap(c, (struct rect){ 0, 1, head, c->cols - 2 }, ROLE_TEXT, words);
	canvas_hline(c, head, 0, c->cols);
	fields_draw(&((const struct first_state *)state)->page, &page);
}

static struct founding typed(const struct first_state *s)
{
	const struct fields *p = &s->page;

	return (struct founding){
		.name = fields_get(p, ROW_NAME), .initials = fields_get(p, ROW_INITIALS),
		.office_code = fields_get(p, ROW_CODE), .office_name = fields_get(p, ROW_OFFICE),
		.login = s->app->options.login, .lang = fields_get(p, ROW_LANG), .export_dir = fields_get(p, ROW_EXPORT),
		.pin = fields_get(p, ROW_PIN), .wage_job = fields_get(p, ROW_WAGE),
		.wage_education = fields_get(p, ROW_WAGE_EDUCATION), .passphrase = fields_get(p, ROW_PASSPHRASE),
		.passphrase_again = fields_get(p, ROW_AGAIN), .recovery = s->code,
	};
}

static unsigned found(struct first_state *s)
{
	const struct founding f = typed(s);
	struct err err = ERR_INIT;

	issues_release(&s->page.issues);
	if (desk_found(s->app->desk, &f, &s->page.issues, &err))
		return s->page.issues.count ? fields_show_issues(&s->page) : ui_fail(s->app->ui, &err);
	app_follow_desk(s->app);
	return ui_replace(s->app->ui, &screen_caseload, NULL) | ui_open(s->app->ui, &screen_tour, NULL, NULL);
}

static unsigned code_typed_back(void *state, int value)
{
	return value == 1 ? found(state) : UI_REDRAW;
}

static unsigned plain_asked(void *state, int value)
{
	struct first_state *s = state;

	if (value == 1)
		return found(s);
	s->page.focus = ROW_PASSPHRASE;
	return UI_REDRAW;
}

/* Going without is a choice that is made, not one that happens. */
static unsigned ask_plain(struct first_state *s)
{
	const char *const choices[] = { _("Back, I take a passphrase"), _("Start without one"), NULL };

	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("No passphrase"), .choices = choices,
		.text = _("Without a passphrase anybody who gets hold of this computer or this file reads everything about "
			"your clients. Only an encrypted disk would stop them. You can also take one later: press : and "
			"choose keys.") }, plain_asked);
}

/* With a passphrase there is a recovery code to be kept first. */
static unsigned start(struct first_state *s)
{
	const struct founding f = typed(s);

	issues_release(&s->page.issues);
	desk_found_check(s->app->desk, &f, &s->page.issues);
	if (s->page.issues.count)
		return fields_show_issues(&s->page);
	if (!f.passphrase[0])
		return ask_plain(s);
	if (!s->code[0])
		desk_code_make(s->code);
	return ui_open(s->app->ui, &screen_recovery, s->code, code_typed_back);
}

static unsigned demo(struct first_state *s)
{
	struct desk *d = s->app->desk;
	struct err err = ERR_INIT;

	if (s->app->options.fill_demo(d, s->app->options.login, &err))
		return ui_fail(s->app->ui, &err);
	s->app->ui->flags |= UI_INVENTED;
	return ui_replace(s->app->ui, &screen_caseload, NULL);
}

/* The language takes effect at once, so that the rest of the page can be read. */
static void follow_language(struct first_state *s)
{
	const char *wanted = fields_get(&s->page, ROW_LANG);

	if (str_eq(wanted, i18n_lang()))
		return;
	s->app->desk->lang = i18n_start(wanted, s->app->options.localedir);
	fields_translate(&s->page);
}

static unsigned first_action(void *state, enum action action)
{
	struct first_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_START)
		return start(s);
	if (pressed == ROW_DEMO)
		return demo(s);
	follow_language(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? UI_NONE : did;
}

static void first_close(void *state)
{
	struct first_state *s = state;
	volatile char *p = s->code;

	for (size_t i = 0; i < sizeof(s->code); i++)
		p[i] = '\0';
	fields_release(&s->page);
}

const struct screen screen_first_start = {
	.name = "first-start",
	.state_size = sizeof(struct first_state),
	.context = CONTEXT_FIELD,
	.open = first_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = first_title,
	.label = fields_page_label,
	.draw = first_draw,
	.action = first_action,
	.text = fields_page_text,
	.close = first_close,
};
