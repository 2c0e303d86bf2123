/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
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

enum stige_rc session_desk(const struct command_call *call, struct desk **ret, struct err *err)
{
	const struct options *o = call->options;
	struct desk_options options = {
		.store = store_options_of(o),
		.forms_dir = o->forms,
		.login = o->as,
		.lang = i18n_lang(),
	};
	enum stige_rc rc;

	if (o->read_only)
		return err_set(err, STIGE_USAGE,
			_("--read-only serves check, dump --hash, form, evidence and doctor; leave it out here"));
	if (!file_exists(o->database))
		return err_set(err, STIGE_NOINPUT,
			_("there is no database %s yet; start stige once without a command, or name one with --database"),
			o->database);
	rc = desk_open(&options, ret, err);
	if (rc)
		return rc;
	if ((*ret)->founded)
		return STIGE_OK;
	desk_close(*ret);
	*ret = NULL;
	return err_set(err, STIGE_CONFIG, _("%s has no office yet; start stige once without a command to set it up"),
		o->database);
}

enum stige_rc session_store(const struct command_call *call, struct store **ret, struct err *err)
{
	struct store_options options = store_options_of(call->options);

	return store_open(&options, ret, err);
}

enum stige_rc session_client(struct desk *d, const char *number, struct arena *a, struct client *ret,
	struct err *err)
{
	return client_find(d->store, a, number, ret, err);
}

enum stige_rc session_print(const struct command_call *call, const struct str *text, struct err *err)
{
	if (fwrite(text->text, 1, text->len, call->out) == text->len && fflush(call->out) == 0)
		return STIGE_OK;
	return err_set(err, STIGE_IO, _("the output cannot be written: %s"), strerror(errno));
}

int session_columns(void)
{
	long n;

	return str_to_long(getenv("COLUMNS"), 20, 400, &n) ? (int)n : 80;
}
