/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First start: who you are, where you are, the PIN, the passphrase; then the office is founded. */
#include "parts.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum item {
	ITEM_NAME, ITEM_INITIALS, ITEM_CODE, ITEM_OFFICE, ITEM_WAGE, ITEM_WAGE_EDUCATION, ITEM_EXPORT, ITEM_PIN,
	ITEM_PASSPHRASE, ITEM_AGAIN, ITEM_COUNT
};
enum { GROUP_ONE = 1, GROUP_TWO = 6 };       /* of the recovery code, from 0: the second and the seventh */

static const struct {
	const char *name, *label, *hint;
	bool secret;
} items[ITEM_COUNT] = {
	[ITEM_NAME] = { "name", N_("Your name"), "", false },
	[ITEM_INITIALS] = { "initials", N_("Your initials"), N_("They stand in the session log."), false },
	[ITEM_CODE] = { "office_code", N_("Office code"),
		N_("Two to six capitals or digits, such as NB. Case numbers begin with it: NB-0042."), false },
	[ITEM_OFFICE] = { "office_name", N_("Office name"), "", false },
	[ITEM_WAGE] = { "wage_job", N_("Usual wage a month"),
		N_("Kroner a month before tax in a first job here. A client's wage answer is held against it. "
			"Empty: it is not."), false },
	[ITEM_WAGE_EDUCATION] = { "wage_education", N_("Income in education"),
		N_("Kroner a month before tax: grant and job together. Empty: wage answers are not held against it."), false },
	[ITEM_EXPORT] = { "export_dir", N_("Folder for exports"),
		N_("Made with access for you alone. Empty: you are asked each time."), false },
	[ITEM_PIN] = { "pin", N_("PIN for this screen"),
		N_("4-8 digits. When a client has answered alone, it gives you the screen back. It does not protect "
			"the file."), true },
	[ITEM_PASSPHRASE] = { "passphrase", N_("Passphrase"),
		N_("A long password for the file, asked for at each start: 12 characters or more; four words that have nothing "
			"to do with each other are good."), true },
	[ITEM_AGAIN] = { "passphrase_again", N_("The same again"),
		N_("The passphrase once more. A recovery code is shown next; have paper ready."),
		true },
};

struct first {
	struct talk *t;
	char lines[ITEM_COUNT][LINES_MOST];
	char code[DESK_CODE];
};

static void help(struct talk *t, const void *ctx)
{
	const char *hint = *(const char *const *)ctx;

	if (*hint)
		talk_say(t, "%s", _(hint));
}

/* Nothing stands there is an answer too. */
static enum said ask_item(struct first *f, enum item item)
{
	const struct question q = { .text = _(items[item].label), .help = help, .ctx = &items[item].hint };

	if (items[item].secret)
		return talk_ask_secret(f->t, _(items[item].label), f->lines[item]);
	return talk_ask(f->t, &q, f->lines[item]);
}

static struct founding typed(const struct first *f)
{
	return (struct founding){
		.name = f->lines[ITEM_NAME], .initials = f->lines[ITEM_INITIALS], .office_code = f->lines[ITEM_CODE],
		.office_name = f->lines[ITEM_OFFICE], .login = f->t->options.login, .lang = i18n_lang(),
		.export_dir = f->lines[ITEM_EXPORT], .pin = f->lines[ITEM_PIN], .wage_job = f->lines[ITEM_WAGE],
		.wage_education = f->lines[ITEM_WAGE_EDUCATION], .passphrase = f->lines[ITEM_PASSPHRASE],
		.passphrase_again = f->lines[ITEM_AGAIN], .recovery = f->code,
	};
}

/* What is wrong with one item; another one's turn comes later. */
static bool is_wrong(struct first *f, enum item item)
{
	const struct founding now = typed(f);
	struct issues issues = { 0 };
	bool wrong = false;

	desk_found_check(f->t->desk, &now, &issues);
	for (size_t i = 0; i < issues.count; i++)
		if (str_eq(issues.list[i].field, items[item].name)) {
			talk_say(f->t, "%s", issues.list[i].message);
			wrong = true;
		}
	issues_release(&issues);
	return wrong;
}

static bool ask_all(struct first *f)
{
	int item = ITEM_NAME;

	while (item < ITEM_COUNT) {
		enum said said;

		if (item == ITEM_AGAIN && !f->lines[ITEM_PASSPHRASE][0])
			break;
		if (item == ITEM_PASSPHRASE)
			talk_say(f->t, "%s", desk_passphrase_why(f->t->desk));
		if (*items[item].hint)
			talk_say(f->t, "%s", _(items[item].hint));
		said = ask_item(f, (enum item)item);
		if (said == SAID_END || said == SAID_STOP)
			return false;
		if (said == SAID_BACK)
			item -= item > ITEM_NAME;
		else if (item == ITEM_PASSPHRASE || !is_wrong(f, (enum item)item))
			item++;
	}
	return !f->lines[ITEM_PASSPHRASE][0] || !is_wrong(f, ITEM_PASSPHRASE);
}

static bool ask_group(struct first *f, const char *text, size_t group)
{
	const struct question q = { .text = text };
	char line[LINES_MOST];
	bool right = false;
	enum said said = SAID_TEXT;

	while (!right && (said == SAID_TEXT || said == SAID_NOTHING)) {
		said = talk_ask(f->t, &q, line);
		right = said == SAID_TEXT && desk_code_group_is(f->code, group, line);
		if (said == SAID_TEXT && !right)
			talk_say(f->t, "%s", _("That is not what stands there; look again."));
	}
	talk_wipe(line);
	return right;
}

/* Going without is a choice that is made, not one that happens. */
static bool goes_without(struct first *f)
{
	return talk_yes(f->t, _("Start without a passphrase? yes or no")) == SAID_TEXT;
}

/* A code that nobody has written down helps nobody: two groups are typed back. */
static bool keep_code(struct first *f)
{
	desk_code_make(f->code);
	talk_say(f->t, "%s", _("If the passphrase is lost, this code opens the database. Print it or write it down, and "
		"keep it where the passphrase is not. Without passphrase and code nobody can ever read it."));
	talk_say(f->t, "%s", f->code);
	return ask_group(f, _("Second group"), GROUP_ONE) && ask_group(f, _("Seventh group"), GROUP_TWO);
}

static bool found(struct first *f)
{
	const struct founding now = typed(f);
	struct issues issues = { 0 };
	struct err err = ERR_INIT;
	enum stige_rc rc = desk_found(f->t->desk, &now, &issues, &err);

	for (size_t i = 0; i < issues.count; i++)
		talk_say(f->t, "%s", issues.list[i].message);
	if (rc && !issues.count)
		talk_fail(f->t, &err);
	issues_release(&issues);
	return rc == STIGE_OK;
}

bool first_start(struct talk *t)
{
	struct first *f = mem_alloc(sizeof(*f));
	volatile char *p = (volatile char *)f;
	bool founded;

	f->t = t;
	talk_say(t, "%s", _("stige: first start"));
	talk_say(t, "%s", _("Who you are and where you work. What you write about people here stays in one file on this "
		"computer. Measuring alone moves nobody; it is a help for the talk between the two of you."));
	founded = ask_all(f) && (f->lines[ITEM_PASSPHRASE][0] ? keep_code(f) : goes_without(f)) && found(f);
	for (size_t i = 0; i < sizeof(*f); i++)
		p[i] = '\0';
	mem_free(f);
	return founded;
}
