/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client_file.h"

#include "stige/base/i18n.h"
#include "stige/base/banned.h"

enum stige_rc client_file_open(struct client_file *f, struct app *a, const struct id *client, struct err *err)
{
	const struct sitting *m = a->sitting;

	if (!client && !m)
		return err_set(err, STIGE_INTERNAL, "%s", _("No meeting is open."));
	*f = (struct client_file){ .app = a, .id = client ? *client : m->info.client };
	f->in_meeting = m && id_eq(&m->info.client, &f->id);
	return STIGE_OK;
}

enum stige_rc client_file_reload(struct client_file *f, struct err *err)
{
	struct casefile *fresh = NULL;
	enum stige_rc rc;

	if (f->in_meeting) {
		rc = app_refresh(f->app, err);
		f->file = f->app->sitting->casefile;
		return rc;
	}
	rc = casefile_load(f->app->desk, &f->id, "own", &fresh, err);
	if (rc)
		return rc;
	casefile_free(f->file);
	f->file = fresh;
	return STIGE_OK;
}

void client_file_close(struct client_file *f)
{
	if (!f->in_meeting)
		casefile_free(f->file);
}
