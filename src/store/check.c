/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"

#include "check.h"
#include "stige/base/banned.h"

#define FINDINGS_MOST 1000           /* a file that is this broken needs its backup, not a longer list */

/* SQLite's own first: what stands on broken pages is not worth reading. */
static enum stige_rc (*const phases[])(struct store_check_run *run, struct err *err) = {
	check_schema,
	check_pages,
	check_references,
	check_seals,
	check_guards,
	check_forms,
	check_tombstones,
	check_derived,
	check_revisions,
	check_chains,
};

void check_found(struct store_check_run *run, const char *fmt, ...)
{
	struct store_findings *f = run->findings;
	char sentence[512];
	va_list ap;

	if (f->count >= FINDINGS_MOST)
		return;
	va_start(ap, fmt);
	vsnprintf(sentence, sizeof(sentence), fmt, ap);
	va_end(ap);
	f->list = mem_grow(f->list, &f->cap, f->count + 1, sizeof(*f->list));
	f->list[f->count].sentence = mem_strdup(
		f->count == FINDINGS_MOST - 1 ? _("and more: go back to a backup") : sentence);
	f->count++;
}

void check_met(struct store_check_run *run, const struct err *err)
{
	check_found(run, "%s", err->msg);
}

void check_forget(struct store_findings *f, size_t count)
{
	while (f->count > count)
		mem_free(f->list[--f->count].sentence);
}

void store_findings_release(struct store_findings *f)
{
	check_forget(f, 0);
	mem_free(f->list);
	*f = (struct store_findings)STORE_FINDINGS_INIT;
}

/* A work for tx_read. */
static enum stige_rc step(struct store *s, void *arg, struct err *err)
{
	struct store_check_run *run = arg;
	enum stige_rc rc;

	(void)s;
	run->more = false;
	rc = phases[run->phase](run, err);
	if (rc == STIGE_OK && run->more)
		return rc;
	run->phase++;
	run->at = (struct check_place){ 0, 0 };
	return rc;
}

struct store_check_run *store_check_begin(struct store *s, bool (*hurry)(void *ctx), void *ctx)
{
	struct store_check_run *run = mem_alloc(sizeof(*run));

	run->s = s;
	run->sliced = true;
	run->hurry = hurry;
	run->ctx = ctx;
	return run;
}

static enum stige_rc take_step(struct store_check_run *run, struct store_findings *findings, struct err *err)
{
	struct err own = ERR_INIT;
	enum stige_rc rc;

	run->findings = findings;
	rc = tx_read(run->s, step, run, &own);
	if (rc != STIGE_OK)
		check_met(run, &own);
	if (rc != STIGE_OK && err)
		*err = own;
	return rc;
}

bool store_check_step(struct store_check_run *run, struct store_findings *findings)
{
	size_t before = run->phase;

	if (store_locked(run->s))
		return true;
	/* Somebody else has the lock: the phase is given up, it may not hold up the others for ever. */
	if (take_step(run, findings, NULL) != STIGE_OK && run->phase == before)
		run->phase++;
	return run->phase < ARRAY_SIZE(phases);
}

void store_check_end(struct store_check_run *run)
{
	mem_free(run);
}

/* Damage is a finding and the check goes on; a file that cannot be read at all is an error. */
enum stige_rc store_check(struct store *s, struct store_findings *findings, struct err *err)
{
	struct store_check_run run = { .s = s };
	struct err own;
	enum stige_rc rc = STIGE_OK;

	if (store_locked(s))
		return err_set(err, STIGE_PERMISSION,
			_("the database is locked; type the passphrase, or give it with --passphrase-fd"));
	while (rc == STIGE_OK && run.phase < ARRAY_SIZE(phases)) {
		size_t before = run.phase;
		enum stige_rc one = take_step(&run, findings, &own);

		if (one != STIGE_OK && one != STIGE_DATA)
			rc = one;
		if (one != STIGE_OK && run.phase == before)
			run.phase++;
	}
	if (rc != STIGE_OK && err)
		*err = own;
	return rc;
}
