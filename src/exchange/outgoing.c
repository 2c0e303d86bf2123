/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "outgoing.h"

#include <sys/stat.h>

#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"

#include "outfile.h"
#include "stige/base/banned.h"

/* A slip of the finger must not put the export in the place of the database it comes from. */
static bool is_database(const struct desk *d, const char *path)
{
	struct stat out, database;

	return stat(path, &out) == 0 && stat(store_path(d->store), &database) == 0
		&& out.st_dev == database.st_dev && out.st_ino == database.st_ino;
}

enum stige_rc outgoing_send(struct desk *d, struct outgoing *o, struct err *err)
{
	struct outfile out = OUTFILE_INIT;
	struct str whole = STR_INIT;
	bool to_sink = str_eq(o->path, "-");
	enum stige_rc rc;

	BUG_ON(to_sink && !o->sink.write);
	if (!to_sink && is_database(d, o->path))
		return err_set(err, STIGE_CANTCREATE, _("%s is the database itself; name another file."), o->path);
	rc = to_sink ? outfile_open_nameless(&out, store_path(d->store), err) : outfile_open(&out, o->path, err);
	if (rc == STIGE_OK)
		rc = o->write(o->ctx, (struct csv_sink){ outfile_write, &out }, &o->record.rows, err);
	if (rc == STIGE_OK)
		rc = outfile_seal(&out, o->sha256, err);
	o->record.at = store_now(d->store);
	if (to_sink)
		str_add(&whole, o->path);
	else
		file_absolute(&whole, o->path);
	o->record.file = whole.text;
	o->record.sha256 = o->sha256;
	o->record.bytes = out.bytes;
	if (rc == STIGE_OK)
		rc = export_add(d->store, &o->record, err);
	if (rc == STIGE_OK)
		rc = to_sink ? outfile_copy(&out, o->sink, err) : outfile_publish(&out, err);
	outfile_release(&out);
	o->record.file = o->path;
	str_release(&whole);
	return rc;
}
