/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One page for every act that sets a passphrase or a PIN: an act is a row of the table below, which says
 * what it asks for and what it does. Left alone, the page goes away by itself: half a
 * passphrase is worth nothing, and what is beneath has its own lock.
 */
#include "passphrase.h"

#include <stdio.h>
#include <string.h>

#include "fields.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/keyring.h"
#include "stige/base/banned.h"

enum row {
	ROW_OLD, ROW_NAME, ROW_INITIALS, ROW_LOGIN, ROW_HOLDER, ROW_PASSPHRASE, ROW_AGAIN, ROW_OLD_PIN, ROW_PIN,
	ROW_PIN_AGAIN, ROW_DONE, ROW_COUNT
};
enum { HEAD = 5, BOTH = 1 << ROW_PASSPHRASE | 1 << ROW_AGAIN | 1 << ROW_DONE };

static const struct fields_row all_rows[ROW_COUNT] = {
	[ROW_OLD] = { .name = "old", .label = N_("The passphrase now"), .most = 200, .flags = FIELD_SECRET },
	[ROW_NAME] = { .name = "name", .label = N_("Name"), .most = 100 },
	[ROW_INITIALS] = { .name = "initials", .label = N_("Initials"), .most = 8,
		.hint = N_("They stand in the session log.") },
	[ROW_LOGIN] = { .name = "login", .label = N_("Login"), .most = 60,
		.hint = N_("The name that the computer knows the person by.") },
	[ROW_HOLDER] = { .name = "holder", .label = N_("Role"), .kind = FIELDS_CHOICE,
		.choices = { N_("caseworker"), N_("key-holder") }, .codes = { "no", "yes" },
		.hint = N_("Key-holders give and take keys and hand clients over. Two are good.") },
	[ROW_PASSPHRASE] = { .name = "passphrase", .label = N_("New passphrase"), .most = 200, .flags = FIELD_SECRET,
		.hint = N_("12 characters or more; four unrelated words are good.") },
	[ROW_AGAIN] = { .name = "again", .label = N_("The same again"), .most = 200, .flags = FIELD_SECRET },
	[ROW_OLD_PIN] = { .name = "old_pin", .label = N_("The PIN now"), .most = 8, .flags = FIELD_SECRET | FIELD_DIGITS },
	[ROW_PIN] = { .name = "pin", .label = N_("New PIN"), .most = 8, .flags = FIELD_SECRET | FIELD_DIGITS,
		.hint = N_("Four to eight digits. Empty: no PIN.") },
	[ROW_PIN_AGAIN] = { .name = "pin_again", .label = N_("The same again"), .most = 8,
		.flags = FIELD_SECRET | FIELD_DIGITS },
	[ROW_DONE] = { .name = "done", .label = N_("Set it"), .kind = FIELDS_BUTTON },
};

struct passphrase_state {
	struct fields page;              /* first: fields_page_layout and the like */
	struct app *app;
	enum passphrase_act act;
	struct id who;
	char initials[32];
	struct fields_row rows[ROW_COUNT];       /* those the act asks for */
	size_t place[ROW_COUNT];                 /* where each stands among them; ROW_COUNT = nowhere */
	size_t done_row;
	char code[DESK_CODE];
};

/* ---- the acts ---- */

static enum stige_rc do_change(struct passphrase_state *s, const struct keyring_typed *typed, struct err *err)
{
	return keyring_change(s->app->desk, typed, &s->page.issues, err);
}

static enum stige_rc do_seal(struct passphrase_state *s, const struct keyring_typed *typed, struct err *err)
{
	enum stige_rc rc = keyring_seal(s->app->desk, typed, s->code, &s->page.issues, err);

	app_follow_desk(s->app);
	return rc;
}

static enum stige_rc do_give(struct passphrase_state *s, const struct keyring_typed *typed, struct err *err)
{
	return keyring_give(s->app->desk, &s->who, typed, &s->page.issues, err);
}

static enum stige_rc do_newcomer(struct passphrase_state *s, const struct keyring_typed *typed, struct err *err)
{
	return keyring_newcomer(s->app->desk, typed, &s->page.issues, err);
}

static enum stige_rc do_pin(struct passphrase_state *s, const struct keyring_typed *typed, struct err *err)
{
	return keyring_pin(s->app->desk, typed, &s->page.issues, err);
}

static const struct {
	const char *title, *text, *said;
	unsigned asks;                           /* bits of enum row */
	enum stige_rc (*run)(struct passphrase_state *s, const struct keyring_typed *typed, struct err *err);
} acts[PASSPHRASE_ACTS] = {
	[PASSPHRASE_CHANGE] = { N_("Change your passphrase"),
		N_("The passphrase now, then a new one, twice. The old one opens nothing afterwards, but it still opens "
		   "backups made before."),
		N_("Your passphrase is changed."), 1U << ROW_OLD | BOTH, do_change },
	[PASSPHRASE_RECOVER] = { N_("A new passphrase"),
		N_("The recovery code was right. Set a new passphrase now; the one that was lost opens nothing any more."),
		N_("Your passphrase is changed."), BOTH, do_change },
	[PASSPHRASE_SEAL] = { N_("Seal this file"),
		N_("Names, notes and answers are sealed with your passphrase: whoever steals the computer or the file "
		   "reads nothing. Without passphrase and recovery code, nobody can ever read it again."),
		N_("The file is sealed. Backups made before are not: delete them when the new one is good."), BOTH,
		do_seal },
	[PASSPHRASE_GIVE] = { N_("A passphrase for %s"),
		N_("Let your colleague type it here, or agree on one for the first time and have it changed at once. What "
		   "was there before opens nothing any more."),
		N_("%s has a key."), BOTH, do_give },
	[PASSPHRASE_NEWCOMER] = { N_("A new caseworker"),
		N_("Let your colleague type the passphrase, or agree on one for the first time and have it changed at once."),
		N_("Your colleague is in the file now."), 1U << ROW_NAME | 1U << ROW_INITIALS | 1U << ROW_LOGIN |
		1U << ROW_HOLDER | BOTH, do_newcomer },
	[PASSPHRASE_PIN] = { N_("Your PIN"),
		N_("The PIN ends the client's room and wakes a screen that rests, so that nobody else does. It is no key to "
		   "the file."),
		N_("Your PIN is changed."), 1U << ROW_OLD_PIN | 1U << ROW_PIN | 1U << ROW_PIN_AGAIN | 1U << ROW_DONE, do_pin },
};

/* In a file that is not sealed somebody new needs no passphrase; who has no PIN proves none. */
static unsigned asked(const struct passphrase_state *s)
{
	unsigned asks = acts[s->act].asks;

	if (s->act == PASSPHRASE_NEWCOMER && !s->app->desk->sealed)
		asks &= ~(1U << ROW_PASSPHRASE | 1U << ROW_AGAIN);
	if (!s->app->desk->caseworker.has_pin)
		asks &= ~(1U << ROW_OLD_PIN);
	return asks;
}

/* ---- the page ---- */

static enum stige_rc page_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct passphrase_state *s = state;
	const struct passphrase_arg *a = arg;
	size_t count = 0;

	(void)err;
	s->app = app_of(ui);
	s->act = a->act;
	if (a->who) {
		s->who = a->who->id;
		snprintf(s->initials, sizeof(s->initials), "%s", a->who->initials);
	}
	for (size_t i = 0; i < ROW_COUNT; i++) {
		s->place[i] = asked(s) >> i & 1 ? count : ROW_COUNT;
		if (s->place[i] == count)
			s->rows[count++] = all_rows[i];
	}
	fields_init(&s->page, s->rows, count);
	if (s->place[ROW_HOLDER] < ROW_COUNT)
		fields_set(&s->page, s->place[ROW_HOLDER], "no");
	return STIGE_OK;
}

/* Where the act is about a colleague the sentence names whom. */
static void say_of(const struct passphrase_state *s, const char *sentence, struct str *out)
{
	const char *hole = strstr(sentence, "%s");

	str_addn(out, sentence, hole ? (size_t)(hole - sentence) : strlen(sentence));
	if (hole)
		str_addf(out, "%s%s", s->initials, hole + 2);
}

static void page_title(const void *state, struct str *left, struct str *right)
{
	const struct passphrase_state *s = state;

	(void)right;
	say_of(s, _(acts[s->act].title), left);
}

static void page_draw(const void *state, struct canvas *c)
{
	const struct passphrase_state *s = state;
	struct canvas page = canvas_sub(c, (struct rect){ HEAD, 0, c->rows - HEAD, c->cols });

	canvas_wrap(c, (struct rect){ 0, 1, HEAD - 1, c->cols - 2 }, ROLE_TEXT, _(acts[s->act].text));
	canvas_hline(c, HEAD - 1, 0, c->cols);
	fields_draw(&s->page, &page);
}

static const char *typed_in(const struct passphrase_state *s, enum row row)
{
	return s->place[row] < ROW_COUNT ? fields_get(&s->page, s->place[row]) : NULL;
}

static struct keyring_typed typed_now(const struct passphrase_state *s)
{
	return (struct keyring_typed){
		.old = typed_in(s, ROW_OLD), .passphrase = typed_in(s, ROW_PASSPHRASE), .again = typed_in(s, ROW_AGAIN),
		.name = typed_in(s, ROW_NAME), .initials = typed_in(s, ROW_INITIALS), .login = typed_in(s, ROW_LOGIN),
		.holder = str_eq(typed_in(s, ROW_HOLDER), "yes"),
		.old_pin = typed_in(s, ROW_OLD_PIN), .pin = typed_in(s, ROW_PIN), .pin_again = typed_in(s, ROW_PIN_AGAIN),
	};
}

static unsigned set_it(struct passphrase_state *s)
{
	const struct keyring_typed typed = typed_now(s);
	struct str said = STR_INIT;
	struct err err = ERR_INIT;

	issues_release(&s->page.issues);
	if (acts[s->act].run(s, &typed, &err))
		return s->page.issues.count ? fields_show_issues(&s->page) : ui_fail(s->app->ui, &err);
	say_of(s, _(acts[s->act].said), &said);
	ui_say(s->app->ui, "%s", said.text);
	str_release(&said);
	ui_set_result(s->app->ui, 1);
	return UI_POP | UI_RELOAD;
}

static unsigned code_typed_back(void *state, int value)
{
	return value == 1 ? set_it(state) : UI_REDRAW;
}

/* The code comes before anything is written: one that nobody has kept helps nobody. */
static unsigned press(struct passphrase_state *s)
{
	const struct keyring_typed typed = typed_now(s);

	if (s->act != PASSPHRASE_SEAL)
		return set_it(s);
	issues_release(&s->page.issues);
	keyring_check(&typed, &s->page.issues);
	if (s->page.issues.count)
		return fields_show_issues(&s->page);
	if (!s->code[0])
		desk_code_make(s->code);
	return ui_open(s->app->ui, &screen_recovery, s->code, code_typed_back);
}

static unsigned page_action(void *state, enum action action)
{
	struct passphrase_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed < FIELDS_MOST)
		return press(s);
	return did == UI_UNHANDLED && action == ACTION_BACK ? UI_POP : did;
}

static unsigned page_idle(void *state)
{
	(void)state;
	return (unsigned)UI_POP | UI_LOCK;
}

static void page_close(void *state)
{
	struct passphrase_state *s = state;
	volatile char *p = s->code;

	for (size_t i = 0; i < sizeof(s->code); i++)
		p[i] = '\0';
	fields_release(&s->page);
}

static const struct screen screen_passphrase = {
	.name = "passphrase",
	.state_size = sizeof(struct passphrase_state),
	.context = CONTEXT_FIELD,
	.open = page_open,
	.layout = fields_page_layout,
	.context_now = fields_page_context,
	.title = page_title,
	.label = fields_page_label,
	.draw = page_draw,
	.action = page_action,
	.text = fields_page_text,
	.idle = page_idle,
	.close = page_close,
};

unsigned passphrase_open(struct app *a, const struct passphrase_arg *arg, screen_done *done)
{
	return ui_open(a->ui, &screen_passphrase, arg, done);
}
