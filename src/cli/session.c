/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"

#include "output.h"
#include "prompt.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/casefile/guard.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

int64_t session_now(void *options)
{
	const struct options *o = options;

	return o->now != INSTANT_NONE ? o->now : date_now();
}

int32_t session_today(const struct options *o)
{
	return instant_date(o->now != INSTANT_NONE ? o->now : date_now());
}

static struct store_options store_options_of(const struct options *o)
{
	return (struct store_options){
		.path = o->database,
		.read_only = o->read_only,
		.now = session_now,
		.now_ctx = (void *)(uintptr_t)o,
	};
}

/* The default file is made by the first start: say that, not that a folder is missing. */
static enum stige_rc database_there(const struct options *o, struct err *err)
{
	if (o->database_given || !o->database || file_exists(o->database))
		return STIGE_OK;
	return err_set(err, STIGE_NOINPUT,
		_("there is no database %s yet; start stige once without a command, or name one with --database"),
		o->database);
}

/* Asked for at the terminal: nothing stood on --passphrase-fd. */
static enum stige_rc unlock_desk(const struct command_call *call, struct desk **d, struct err *err)
{
	char *passphrase = NULL;
	enum stige_rc rc = prompt_passphrase(call, (*d)->login, &passphrase, err);

	if (!rc)
		rc = desk_unlock(*d, passphrase, err);
	secret_free(passphrase);
	if (rc) {
		desk_close(*d);
		*d = NULL;
	}
	return rc;
}

enum stige_rc session_desk_with(const struct command_call *call, const char *passphrase, struct desk **ret,
	struct err *err)
{
	const struct options *o = call->options;
	struct desk_options options = {
		.store = store_options_of(o),
		.forms_dir = o->forms,
		.login = o->as,
		.lang = i18n_lang(),
		.passphrase = passphrase,
	};
	enum stige_rc rc;

	if (o->read_only)
		return options_not_read_only(err);
	rc = database_there(o, err);
	if (!rc)
		rc = desk_open(&options, ret, err);
	if (!rc && (*ret)->locked)
		rc = unlock_desk(call, ret, err);
	if (rc)
		return rc;
	if ((*ret)->founded)
		return STIGE_OK;
	rc = err_set(err, STIGE_CONFIG,
		_("%s has no office yet; start stige once without a command to set it up"),
		store_path((*ret)->store));
	desk_close(*ret);
	*ret = NULL;
	return rc;
}

enum stige_rc session_desk(const struct command_call *call, struct desk **ret, struct err *err)
{
	char *passphrase = NULL;
	enum stige_rc rc = options_secret(call->options, &passphrase, err);

	if (!rc)
		rc = session_desk_with(call, passphrase, ret, err);
	secret_free(passphrase);
	return rc;
}

enum stige_rc session_file(const struct command_call *call, struct store **ret, struct err *err)
{
	struct store_options options = store_options_of(call->options);
	enum stige_rc rc = database_there(call->options, err);

	return rc ? rc : store_open(&options, ret, err);
}

/* A passphrase that was given for nothing is a misunderstanding worth stopping for. */
static enum stige_rc unlock(const struct command_call *call, struct store *s, struct err *err)
{
	char *passphrase = NULL;
	enum stige_rc rc;

	if (!store_sealed(s) && call->options->passphrase_fd >= 0)
		return err_set(err, STIGE_USAGE,
			_("%s is not sealed; leave --passphrase-fd out, or seal it with `stige key seal`"),
			store_path(s));
	if (!store_sealed(s))
		return STIGE_OK;
	rc = prompt_passphrase(call, call->options->as, &passphrase, err);
	if (!rc)
		rc = store_unlock(s, call->options->as, passphrase, err);
	secret_free(passphrase);
	return rc;
}

enum stige_rc session_store(const struct command_call *call, struct store **ret, struct err *err)
{
	enum stige_rc rc = session_file(call, ret, err);

	if (!rc)
		rc = unlock(call, *ret, err);
	if (rc) {
		store_close(*ret);
		*ret = NULL;
	}
	return rc;
}

enum stige_rc session_unlock_copy(void *session_key, struct store *copy, struct err *err)
{
	struct session_key *key = session_key;
	const char *login = key->call->options->as;
	enum stige_rc rc = STIGE_OK;

	if (!store_locked(copy))
		return STIGE_OK;
	if (!key->passphrase)
		rc = prompt_passphrase(key->call, login, &key->passphrase, err);
	return rc ? rc : store_unlock(copy, login, key->passphrase, err);
}

enum stige_rc session_login(const struct command_call *call, struct store *s, struct err *err)
{
	const char *login = call->options->as;
	struct arena a = ARENA_INIT;
	struct caseworker who, *all;
	size_t count = 0;
	enum stige_rc rc = caseworker_list(s, &a, &all, &count, err);

	if (!rc && count) {
		rc = caseworker_find(s, &a, login, &who, err);
		if (!rc)
			store_login(s, &who.id);
		else if (rc == STIGE_NOTFOUND)
			rc = err_set(err, STIGE_PERMISSION, _("Nobody with the login \"%s\" works in this office; "
				"use --as LOGIN, or ask a key-holder to add you."), login);
	}
	arena_release(&a);
	return rc;
}

enum stige_rc session_purpose(const char *typed, struct err *err)
{
	return typed ? guard_check(typed, err) : STIGE_OK;
}

enum stige_rc session_client(const struct command_call *call, const char *number, const char *purpose,
	struct arena *a, struct client *ret, struct desk **ret_desk, struct err *err)
{
	enum stige_rc rc = session_purpose(purpose, err);

	if (!rc)
		rc = session_desk(call, ret_desk, err);
	if (!rc)
		rc = client_find((*ret_desk)->store, a, number, ret, err);
	if (!rc && purpose)
		desk_purpose(*ret_desk, &ret->id, purpose);
	return rc;
}

enum stige_rc session_casefile(const struct command_call *call, const struct asked *asked, const char *purpose,
	struct desk **ret_desk, struct casefile **ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct client client;
	enum stige_rc rc = session_purpose(asked->purpose, err);

	*ret_desk = NULL;
	*ret = NULL;
	if (!rc)
		rc = session_desk(call, ret_desk, err);
	if (!rc)
		rc = client_find((*ret_desk)->store, &a, asked->number, &client, err);
	if (!rc)
		rc = casefile_load(*ret_desk, &client.id, asked->purpose ? asked->purpose : purpose, ret, err);
	if (rc) {
		desk_close(*ret_desk);
		*ret_desk = NULL;
	}
	arena_release(&a);
	return rc;
}

enum stige_rc session_own_client(const struct command_call *call, const char *number, const char *purpose,
	struct arena *a, struct client *ret, struct desk **ret_desk, struct err *err)
{
	const char *why = "own";
	enum stige_rc rc = session_client(call, number, purpose, a, ret, ret_desk, err);

	if (!rc)
		rc = guard_open(*ret_desk, ret, why, &why, err);
	/* what was said for it is kept, also where nothing is shown */
	return rc || !purpose ? rc : client_opened((*ret_desk)->store, &ret->id, purpose, err);
}

enum stige_rc session_about(const struct command_call *call, const struct asked *asked, const struct about *about,
	struct err *err)
{
	struct str text = STR_INIT;
	struct desk *d = NULL;
	struct casefile *file = NULL;
	enum stige_rc rc = session_casefile(call, asked, about->purpose, &d, &file, err);

	if (!rc && about->happens)
		rc = about->happens(d, &file->client.id, NULL, err);
	if (!rc) {
		about->say(file, asked->more, &text);
		rc = output_text(call, text.text, err);
	}
	casefile_free(file);
	desk_close(d);
	str_release(&text);
	return rc;
}
