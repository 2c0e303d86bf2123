/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/cli/demo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output.h"
#include "session.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/casefile/casefile.h"
#include "stige/casefile/caseload.h"
#include "stige/instrument/instrument.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

#define DEMO_SEED 2016

static void remove_database(const char *path)
{
	struct str journal = STR_INIT;

	str_addf(&journal, "%s-journal", path);
	unlink(path);
	unlink(journal.text);
	str_release(&journal);
}

/* Only a path that leads to nothing is taken: nobody's file is filled with invented people. */
static enum stige_rc may_make(const struct options *o, const char *path, struct err *err)
{
	struct str ignored = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	if (o->read_only)
		return options_not_read_only(err);
	if (!path)
		rc = store_default_path(&ignored, err);
	else if (file_exists(path))
		rc = err_set(err, STIGE_CANTCREATE, _("%s is there already; name a file that is not"), path);
	str_release(&ignored);
	return rc;
}

static enum stige_rc seal_for(struct store *s, const char *login, const char *passphrase, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct caseworker who;
	enum stige_rc rc = caseworker_find(s, &a, login, &who, err);

	if (!rc)
		rc = store_seal(s, &who.id, passphrase, NULL, err);
	arena_release(&a);
	return rc;
}

enum stige_rc demo_make(const struct options *o, const char *path, enum synthetic_size size, uint64_t seed,
	const char *passphrase, struct err *err)
{
	struct random_seeded seeded;
	struct random random = random_seeded_init(&seeded, seed);
	struct store_options options = {
		.path = path, .create = true, .random = &random, .now = session_now, .now_ctx = (void *)(uintptr_t)o,
	};
	struct instrument *instrument = NULL;
	struct store *s = NULL;
	enum stige_rc rc = may_make(o, path, err);

	if (!rc && passphrase)
		rc = passphrase_check(passphrase, err);
	if (rc)
		return rc;
	rc = instrument_open(o->forms, session_today(o), NULL, &instrument, err);
	if (!rc)
		rc = store_open(&options, &s, err);
	if (!rc)
		rc = synthetic_fill(s, instrument, size, seed, o->as, err);
	if (!rc && passphrase)
		rc = seal_for(s, o->as, passphrase, err);
	store_close(s);
	instrument_free(instrument);
	if (rc)
		remove_database(path);
	return rc;
}

/* A folder of its own: nobody else can put a file in the demo's way. */
static enum stige_rc throw_away_path(struct demo *ret, struct err *err)
{
	const char *tmp = getenv("TMPDIR");

	tmp = tmp && tmp[0] == '/' ? tmp : "/tmp";
	file_join(&ret->dir, tmp, "stige-demo-XXXXXX");
	if (!mkdtemp(ret->dir.text)) {
		str_release(&ret->dir);
		return err_set(err, STIGE_CANTCREATE,
			_("no folder for the demo can be made in %s (%s); name another with TMPDIR"), tmp,
			strerror(errno));
	}
	file_join(&ret->path, ret->dir.text, "demo.db");
	return STIGE_OK;
}

enum stige_rc demo_begin(const struct options *o, struct demo *ret, struct err *err)
{
	enum stige_rc rc = STIGE_OK;

	*ret = (struct demo){ .throw_away = !o->database_given };
	str_init(&ret->path);
	str_init(&ret->dir);
	if (ret->throw_away)
		rc = throw_away_path(ret, err);
	else
		str_add(&ret->path, o->database);
	if (!rc)
		rc = options_secret(o, &ret->passphrase, err);
	return rc ? rc : demo_make(o, ret->path.text, SYNTHETIC_DEMO, DEMO_SEED, ret->passphrase, err);
}

enum stige_rc demo_fill(struct desk *d, const char *login, struct err *err)
{
	enum stige_rc rc = synthetic_fill(d->store, d->instrument, SYNTHETIC_DEMO, DEMO_SEED, login, err);

	return rc ? rc : desk_refresh(d, login, err);
}

void demo_end(struct demo *d)
{
	if (d->throw_away && d->path.len) {
		remove_database(d->path.text);
		rmdir(d->dir.text);
	}
	secret_free(d->passphrase);
	str_release(&d->path);
	str_release(&d->dir);
}

static enum stige_rc text_of(struct desk *d, int columns, struct str *out, struct err *err)
{
	struct caseload load = { 0 };
	struct casefile *file = NULL;
	struct client story;
	struct arena a = ARENA_INIT;
	enum stige_rc rc = caseload_load(d, false, &load, err);

	if (!rc) {
		str_addf(out, "%s\n\n", _("Demo: every person here is invented."));
		caseload_text(&load, d, CASELOAD_ALL, columns, out);
		rc = client_find(d->store, &a, synthetic_story_client(), &story, err);
	}
	if (!rc)
		rc = casefile_load(d, &story.id, "own", &file, err);
	if (!rc) {
		str_addc(out, '\n');
		casefile_text(file, LOOK_OWN, columns, out);
		str_addc(out, '\n');
		casefile_advice_text(file, LOOK_OWN, false, columns, out);
	}
	casefile_free(file);
	caseload_release(&load);
	arena_release(&a);
	return rc;
}

enum stige_rc demo_text(const struct options *o, const struct demo *demo, FILE *out, struct err *err)
{
	struct options own = *o;
	struct command_call call = { .options = &own, .out = out, .err = stderr };
	struct desk *d = NULL;
	struct str text = STR_INIT;
	enum stige_rc rc;

	own.database = demo->path.text;
	own.database_given = true;
	rc = session_desk_with(&call, demo->passphrase, &d, err);
	if (!rc)
		rc = text_of(d, output_columns(), &text, err);
	if (!rc)
		rc = output_text(&call, text.text, err);
	if (!rc)
		rc = output_flush(out, err);
	str_release(&text);
	desk_close(d);
	return rc;
}
