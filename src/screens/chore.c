/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The full check of the file, a slice whenever nobody presses a key. It begins after the first
 * screens are there and rests while the file is locked. What it finds is a caseworker's to read: it
 * waits until no client looks on.
 */
#include "chore.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"

#include "app_state.h"
#include "stige/base/banned.h"

struct chore {
	struct store_check_run *run;     /* NULL = it is through */
	struct store_findings findings;
};

static bool wanted(void *app)
{
	const struct app *a = app;
	const struct chore *c = a->chore;

	if (c->run)
		return !store_locked(a->desk->store);
	return c->findings.count > 0 && app_look(a) == LOOK_OWN;
}

static void tell(struct app *a, struct store_findings *findings)
{
	ui_say_error(a->ui, _("The file does not pass its check (%s); run `stige check`, and go back to a backup if it "
		"says so."), findings->list[0].sentence);
	store_findings_release(findings);
}

static void work(void *app)
{
	struct app *a = app;
	struct chore *c = a->chore;

	if (!c->run) {
		tell(a, &c->findings);
		a->ui->pending |= UI_REDRAW;
		return;
	}
	if (store_check_step(c->run, &c->findings))
		return;
	store_check_end(c->run);
	c->run = NULL;
	a->ui->flags &= ~(unsigned)UI_CHECKING;
	a->ui->pending |= UI_REDRAW;
}

static const struct ui_chore chore = { .wanted = wanted, .work = work };

void chore_begin(struct app *a)
{
	if (a->chore)
		return;
	a->chore = mem_alloc(sizeof(*a->chore));
	a->chore->run = store_check_begin(a->desk->store);
	a->ui->flags |= UI_CHECKING;
	a->ui->chore = &chore;
}

void chore_end(struct app *a)
{
	if (!a->chore)
		return;
	store_check_end(a->chore->run);
	store_findings_release(&a->chore->findings);
	mem_free(a->chore);
	a->chore = NULL;
}
