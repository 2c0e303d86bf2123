/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First start: one page becomes an office, its first caseworker and this machine's settings. */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/casefile/desk.h"
#include "stige/store/keys.h"

#include "typed.h"
#include "stige/base/banned.h"

enum {
	INITIALS_MOST = 6,
	OFFICE_NAME_MOST = 100,
	FOLDER_MOST = 1000,
	WAGE_MOST = 1000000,
};

/* Everything that first start writes, in one transaction. */
struct founding_work {
	struct office office;
	struct caseworker first;
	const char *pin, *lang, *export_dir;
	const char *passphrase, *recovery;   /* NULL: not sealed */
	struct id caseworker;
};

static char upper(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return c;
}

static bool is_code_character(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Two to six capitals and digits: it begins every case number. */
static char *check_code(struct typed *t, const char *typed)
{
	char code[7] = "";
	size_t n = typed ? strlen(typed) : 0;
	bool fine = n >= 2 && n < sizeof(code);

	for (size_t i = 0; i < n && fine; i++) {
		code[i] = upper(typed[i]);
		fine = is_code_character(code[i]);
	}
	if (!fine)
		issues_add(t->issues, "office_code",
			_("The office code needs two to six letters (A-Z) or digits; it begins every case number."));
	return arena_strdup(t->arena, fine ? code : "");
}

static char *check_initials(struct typed *t, const char *typed)
{
	size_t before = t->issues->count;
	const char *initials = typed_text(t, "initials", typed, INITIALS_MOST);

	if (!*initials && t->issues->count == before)
		issues_add(t->issues, "initials", _("The initials are missing; they stand in the log."));
	return arena_strdup(t->arena, initials);
}

/* Kroner a month; a full stop or blank between thousands is a habit, not a mistake. */
static long check_wage(struct typed *t, const char *field, const char *typed)
{
	struct str digits = STR_INIT;
	long wage = 0;

	for (const char *p = typed ? typed : ""; *p; p++)
		if (*p != '.' && *p != ' ')
			str_addc(&digits, *p);
	if (digits.len && !str_to_long(digits.text, 1, WAGE_MOST, &wage))
		issues_add(t->issues, field, _("Write whole kroner a month, for example 26000, or leave it empty."));
	str_release(&digits);
	return wage;
}

/* Typed twice: what cannot be seen cannot be proofread. */
static const char *check_passphrase(struct typed *t, const struct founding *typed)
{
	const char *passphrase = typed->passphrase ? typed->passphrase : "";
	const char *again = typed->passphrase_again ? typed->passphrase_again : "";
	struct err err = ERR_INIT;

	if (*passphrase == '\0' && *again == '\0')
		return NULL;
	if (passphrase_check(passphrase, &err) != STIGE_OK)
		issues_add(t->issues, "passphrase", "%s", err.msg);
	else if (!str_eq(passphrase, again))
		issues_add(t->issues, "passphrase_again", _("The two are not the same; type both again."));
	return passphrase;
}

static const char *check_language(struct typed *t, const char *typed)
{
	if (!typed || !*typed)
		return i18n_lang();
	if (!str_eq(typed, "da") && !str_eq(typed, "en"))
		issues_add(t->issues, "lang", _("Choose da (Danish) or en (English)."));
	return typed;
}

static void check_all(struct typed *t, const struct founding *typed, struct founding_work *w)
{
	w->first.name = arena_strdup(t->arena, typed_name(t, "name", typed->name));
	w->first.initials = check_initials(t, typed->initials);
	w->office.code = check_code(t, typed->office_code);
	w->office.name = arena_strdup(t->arena, typed_text(t, "office_name", typed->office_name,
		OFFICE_NAME_MOST));
	w->lang = check_language(t, typed->lang);
	w->office.wage_job = check_wage(t, "wage_job", typed->wage_job);
	w->office.wage_education = check_wage(t, "wage_education", typed->wage_education);
	w->export_dir = typed_text(t, "export_dir", typed->export_dir, FOLDER_MOST);
	w->pin = typed_pin(t, typed->pin);
	w->passphrase = check_passphrase(t, typed);
	w->recovery = typed->recovery;
	w->office.wage_period = w->first.wage_period = arena_strdup(t->arena, "month");
	w->office.wage_basis = w->first.wage_basis = arena_strdup(t->arena, "gross");
	w->first.login = arena_strdup(t->arena, typed->login && *typed->login ? typed->login : "user");
	w->first.role = KEY_HOLDER;
	w->first.active = true;
}

static enum stige_rc found(struct store *s, void *arg, struct err *err)
{
	struct founding_work *w = arg;
	enum stige_rc rc = office_found(s, &w->office, &w->first, w->pin, &w->caseworker, err);

	if (rc == STIGE_OK)
		rc = setting_set(s, "language", w->lang, err);
	if (rc == STIGE_OK)
		rc = setting_set(s, "export_dir", *w->export_dir ? w->export_dir : NULL, err);
	if (rc == STIGE_OK && w->passphrase)
		rc = store_seal(s, &w->caseworker, w->passphrase, w->recovery, err);
	return rc;
}

_Static_assert(DESK_CODE == RECOVERY_TEXT, "a code is as long as it is");

void desk_code_make(char ret[DESK_CODE])
{
	recovery_make(ret);
}

bool desk_code_group_is(const char *code, size_t group, const char *typed)
{
	return recovery_group_is(code, group, typed);
}

void desk_found_check(struct desk *d, const struct founding *typed, struct issues *issues)
{
	struct arena a = ARENA_INIT;
	struct typed t = { desk_today(d), &a, issues };
	struct founding_work w = { .pin = NULL };

	check_all(&t, typed, &w);
	arena_release(&a);
}

enum stige_rc desk_found(struct desk *d, const struct founding *typed, struct issues *issues, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct typed t = { desk_today(d), &a, issues };
	struct founding_work w = { .pin = NULL };
	size_t before = issues->count;
	enum stige_rc rc;

	check_all(&t, typed, &w);
	if (issues->count > before)
		rc = err_set(err, STIGE_DATA, "%s", issues->list[before].message);
	else
		rc = store_tx(d->store, found, &w, err);
	if (rc == STIGE_OK)
		rc = desk_refresh(d, w.first.login, err);
	if (rc == STIGE_OK)
		d->lang = str_eq(w.lang, "da") ? "da" : "en";
	arena_release(&a);
	return rc;
}

const char *desk_passphrase_why(const struct desk *d)
{
	static const char *const choices[] = {
		[DISK_UNKNOWN] = N_("With a passphrase, a thief of this computer or file can read nothing about your clients. "
			"Without one a thief reads all of it, unless the disk is encrypted; this computer does not tell. "
			"Take one."),
		[DISK_PLAIN] = N_("With a passphrase, a thief of this computer or file can read nothing about your clients. "
			"Without one a thief reads all of it: the disk is not encrypted. Take one."),
		[DISK_ENCRYPTED] = N_("The disk is encrypted: that helps while the computer is off. With a passphrase, a file "
			"or backup that is copied or sent by mistake cannot be read either."),
	};

	return _(choices[d->disk]);
}
