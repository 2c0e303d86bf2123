/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige doctor: what this terminal, disk and set-up can do, line by line. */
#include "commands.h"
#include "doctor.h"
#include "output.h"
#include "session.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/instrument/instrument.h"
#include "stige/store/keys.h"
#include "words.h"
#include "stige/base/banned.h"

/* Which version of a form is in force today. */
static void add_form(struct str *out, const char *path, const struct form *f)
{
	const char *from = form_setting(f, "stige_valid_from");

	str_addf(out, "  %s: %s", path, form_version(f));
	if (*from)
		str_addf(out, _(", in force since %s"), from);
	str_addc(out, '\n');
}

static enum stige_rc say_forms(struct command_call *call, const struct instrument *i, struct err *err)
{
	struct str text = STR_INIT;
	enum stige_rc rc;

	add_form(&text, i->client_path, i->client);
	add_form(&text, i->caseworker_path, i->caseworker);
	add_form(&text, i->activity_path, i->activity_form);
	rc = output_text(call, text.text, err);
	str_release(&text);
	return rc;
}

static enum stige_rc about_forms(struct command_call *call, struct err *err)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct instrument *i = NULL;
	enum stige_rc rc = instrument_open(call->options->forms, session_today(call->options), &problems, &i,
		err);

	if (!rc)
		rc = output_say(call, err, _("forms: %s, %zu warnings\n"), call->options->forms,
			problems.count - problems.errors);
	if (!rc)
		rc = say_forms(call, i, err);
	instrument_free(i);
	form_problems_release(&problems);
	return rc;
}

/* What a stranger with the laptop finds. */
static enum stige_rc about_safety(struct command_call *call, const struct store *s, struct err *err)
{
	static const char *const disks[] = {
		[DISK_UNKNOWN] = N_("disk: whether it is encrypted cannot be told from here; ask whoever set up this computer"),
		[DISK_PLAIN] = N_("disk: not encrypted; encrypt it, or seal the database with `stige key seal`"),
		[DISK_ENCRYPTED] = N_("disk: encrypted"),
	};
	enum stige_rc rc = output_say(call, err, "%s\n", store_sealed(s) ? _("passphrase: the database is sealed")
		: _("passphrase: none, the database can be read by whoever has it; see `stige key seal`"));

	return rc ? rc : output_say(call, err, "%s\n", _(disks[disk_state(store_path(s))]));
}

static enum stige_rc about_file(struct command_call *call, struct err *err)
{
	const char *path = call->options->database;
	struct store *s = NULL;
	enum stige_rc rc;

	if (path && !file_exists(path))
		return output_say(call, err, _("database: %s is not there yet; the first start makes it\n"), path);
	rc = session_file(call, &s, err);
	if (!rc)
		rc = output_say(call, err, _("database: %s opens\n"), store_path(s));
	if (!rc)
		rc = about_safety(call, s, err);
	if (!rc)
		rc = doctor_place(call, s, err);
	store_close(s);
	return rc;
}

/* One thing amiss does not keep the others from being looked at. */
enum stige_rc cmd_doctor(struct command_call *call, struct err *err)
{
	struct err forms = ERR_INIT;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = doctor_terminal(call, err);
	if (rc)
		return rc;
	about_forms(call, &forms);
	rc = about_file(call, err);
	if (!forms.rc)
		return rc;
	if (rc)
		command_fail(call->err, err);
	return err_set(err, forms.rc, "%s", forms.msg);
}
