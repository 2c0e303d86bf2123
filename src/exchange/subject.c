/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "subject.h"

#include <string.h>
#include <sys/stat.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/casefile/guard.h"
#include "stige/store/clients.h"
#include "stige/store/events.h"

#include "outgoing.h"
#include "stige/base/banned.h"

static const struct {
	const char *end;
	void (*write)(const struct subject_facts *f, struct str *out);
} formats[SUBJECT_FORMATS] = {
	[SUBJECT_FORMAT_TEXT] = { ".txt", subject_write_text },
	[SUBJECT_FORMAT_CSV] = { ".csv", subject_write_csv },
	[SUBJECT_FORMAT_JSON] = { ".json", subject_write_json },
};

bool subject_format_of(const char *path, enum subject_format *ret)
{
	for (size_t i = 0; i < SUBJECT_FORMATS; i++) {
		if (str_ends(path, formats[i].end)) {
			*ret = (enum subject_format)i;
			return true;
		}
	}
	return false;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return str_ends(path, "/") || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* ---- the log first ---- */

/* A work for store_tx: that it is handed out, and that the CPR number is in it. */
static enum stige_rc tell(struct store *s, void *arg, struct err *err)
{
	const struct subject_options *o = arg;
	struct event e = {
		.kind = EVENT_SUBJECT_EXPORTED, .form_hash = "", .item = "", .reason = o->staff ? "with-staff" : "",
		.answered = -1, .of = -1, .minutes = -1, .respondent = "", .mode = "", .language = "",
		.client = *o->client,
	};
	enum stige_rc rc = event_add(s, &e, err);

	if (rc != STIGE_OK || !o->cpr)
		return rc;
	e.kind = EVENT_CPR_SHOWN;
	e.reason = "subject-export";
	return event_add(s, &e, err);
}

/* ---- files ---- */

struct file_work {
	const struct subject_facts *facts;
	enum subject_format format;
};

static enum stige_rc write_facts(void *ctx, struct csv_sink to, size_t *ret_rows, struct err *err)
{
	const struct file_work *work = ctx;
	struct str text = STR_INIT;
	enum stige_rc rc;

	formats[work->format].write(work->facts, &text);
	rc = to.write(to.state, text.text, text.len, err);
	str_release(&text);
	*ret_rows = work->facts->count;
	return rc;
}

static enum stige_rc write_file(struct desk *d, const struct subject_options *o, const struct subject_facts *facts,
	enum subject_format format, const char *path, struct err *err)
{
	struct file_work work = { facts, format };
	struct outgoing out = {
		.path = path, .sink = o->sink, .write = write_facts, .ctx = &work,
		.record = {
			.what = "subject", .dialect = formats[format].end + 1, .names = true,
			.reason = o->reason ? o->reason : "", .client = *o->client,
		},
	};

	return outgoing_send(d, &out, err);
}

/* The case number is no name: it may stand in a file's. */
static enum stige_rc write_folder(struct desk *d, const struct subject_options *o, const struct subject_facts *facts,
	const char *folder, struct str *ret_files, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; rc == STIGE_OK && i < SUBJECT_FORMATS; i++) {
		struct str name = STR_INIT, path = STR_INIT;

		str_addf(&name, "subject-%s%s", facts->case_no, formats[i].end);
		file_join(&path, folder, name.text);
		rc = write_file(d, o, facts, (enum subject_format)i, path.text, err);
		if (rc == STIGE_OK && ret_files)
			str_addf(ret_files, "%s\n", path.text);
		str_release(&path);
		str_release(&name);
	}
	return rc;
}

enum stige_rc subject_export(struct desk *d, const struct subject_options *o, const char *path,
	struct str *ret_files, struct err *err)
{
	enum subject_format format = SUBJECT_FORMAT_TEXT;
	bool folder = is_folder(path), to_sink = str_eq(path, "-");
	struct subject_facts facts;
	struct subject_options copy = *o;
	enum stige_rc rc;

	if (o->cpr && (!o->reason || !*o->reason))
		return err_set(err, STIGE_USAGE,
			_("the CPR number is to be written out, but no reason is given; say why, it is kept with the "
			"export"));
	if (!folder && !to_sink && !subject_format_of(path, &format))
		return err_set(err, STIGE_USAGE,
			_("%s is neither a folder nor a name that ends in .txt, .csv or .json; choose one of these"), path);
	rc = guard_open_client(d, o->client, err);
	if (rc == STIGE_OK)
		rc = store_tx(d->store, tell, &copy, err);
	if (rc != STIGE_OK)
		return rc;
	rc = subject_collect(d, o, &facts, err);
	if (rc == STIGE_OK)
		rc = folder ? write_folder(d, o, &facts, path, ret_files, err)
			: write_file(d, o, &facts, format, path, err);
	if (rc == STIGE_OK && !folder && !to_sink && ret_files)
		str_addf(ret_files, "%s\n", path);
	subject_facts_release(&facts);
	return rc;
}
