/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The full check of the file, a slice whenever nobody presses a key. It begins after the first
 * screens are there and rests while the file is locked. What it finds is a caseworker's to read: it
 * waits until no client looks on. A screen's long work goes before it.
 */
#include "chore.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/upkeep.h"

#include "app_state.h"
#include "stige/base/banned.h"

struct chore {
	struct upkeep *upkeep;
	bool told;
};

static bool wanted(void *app)
{
	const struct app *a = app;
	const struct chore *c = a->chore;

	if (a->job.work)
		return true;
	if (!upkeep_through(c->upkeep))
		return upkeep_ready(c->upkeep);
	return !c->told && upkeep_finding(c->upkeep) && app_look(a) == LOOK_OWN;
}

static void do_job(struct app *a)
{
	const struct app_job job = a->job;

	a->job = (struct app_job){ NULL, NULL };
	job.work(job.state);
	a->ui->pending |= UI_REDRAW;
}

static void work(void *app)
{
	struct app *a = app;
	struct chore *c = a->chore;

	if (a->job.work) {
		do_job(a);
		return;
	}
	if (upkeep_through(c->upkeep)) {
		ui_say_error(a->ui, _("The file does not pass its check (%s); run `stige check`, and go back to a backup if "
			"it says so."), upkeep_finding(c->upkeep));
		c->told = true;
		a->ui->pending |= UI_REDRAW;
		return;
	}
	upkeep_step(c->upkeep);
	if (!upkeep_through(c->upkeep))
		return;
	a->ui->flags &= ~(unsigned)UI_CHECKING;
	a->ui->pending |= UI_REDRAW;
}

/* The ui's own, which it has only while a loop runs. */
static bool hurry(void *ctx)
{
	const struct ui *ui = ctx;

	return ui->key_waits && ui->key_waits(ui->key_ctx);
}

static const struct ui_chore chore = { .wanted = wanted, .work = work };

void chore_begin(struct app *a)
{
	if (a->chore)
		return;
	a->chore = mem_alloc(sizeof(*a->chore));
	a->chore->upkeep = upkeep_begin(a->desk, hurry, a->ui);
	a->ui->flags |= UI_CHECKING;
	a->ui->chore = &chore;
}

void chore_end(struct app *a)
{
	if (!a->chore)
		return;
	upkeep_end(a->chore->upkeep);
	mem_free(a->chore);
	a->chore = NULL;
}
