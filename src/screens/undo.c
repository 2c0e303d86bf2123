/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Undo outside forms: what was ticked in a plan goes back, and forth again, without limit for this run. An
 * undo is one more fact, dated and logged like the tick itself; nothing that was written goes away. Answers
 * being given have an undo of their own (giving_undo).
 */
#include "undo.h"

#include <stdio.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

enum { REASON_MOST = 40 };

struct deed {
	struct id item, client;
	enum plan_status from, to;
	char reason[REASON_MOST];        /* that went with `from` */
};

struct deeds {
	struct deed *list;
	size_t count, cap;
	size_t at;                       /* those before it are done, the others undone */
};

struct deeds *deeds_new(void)
{
	return mem_alloc(sizeof(struct deeds));
}

void deeds_free(struct deeds *d)
{
	if (d)
		mem_free(d->list);
	mem_free(d);
}

enum stige_rc app_tick(struct app *a, const struct plan_item *item, enum plan_status to, struct err *err)
{
	struct deeds *d = a->deeds;
	struct deed deed = { .item = item->id, .client = item->client, .from = item->status, .to = to };
	enum stige_rc rc;

	snprintf(deed.reason, sizeof(deed.reason), "%s", item->reason ? item->reason : "");
	rc = casefile_step_status(a->desk, &deed.item, to, "", err);
	if (rc)
		return rc;
	d->count = d->at;                /* what was undone and not redone is past */
	d->list = mem_grow(d->list, &d->cap, d->count + 1, sizeof(*d->list));
	d->list[d->count++] = deed;
	d->at = d->count;
	return STIGE_OK;
}

/* While the client looks on, nothing changes for anybody else. */
static bool may_touch(const struct app *a, const struct deed *deed)
{
	return app_look(a) == LOOK_OWN || id_eq(&a->sitting->info.client, &deed->client);
}

unsigned app_undo(struct app *a, bool redo)
{
	struct deeds *d = a->deeds;
	const struct deed *deed;
	struct err err = ERR_INIT;

	if (redo ? d->at == d->count : d->at == 0) {
		ui_say(a->ui, "%s", redo ? _("There is nothing to make again.") : _("There is nothing to undo."));
		return UI_REDRAW;
	}
	deed = &d->list[redo ? d->at : d->at - 1];
	if (!may_touch(a, deed)) {
		ui_say(a->ui, "%s", _("The last change is about somebody else; press w first."));
		return UI_REDRAW;
	}
	if (casefile_step_status(a->desk, &deed->item, redo ? deed->to : deed->from, redo ? "" : deed->reason, &err))
		return ui_fail(a->ui, &err);
	d->at = redo ? d->at + 1 : d->at - 1;
	ui_say(a->ui, "%s", redo ? _("The tick is made again.") : _("The tick is undone."));
	return (unsigned)UI_RELOAD | UI_REDRAW;
}
