/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/upkeep.h"

#include "stige/base/mem.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

struct upkeep {
	struct desk *desk;
	struct store_check_run *run;     /* NULL = it is through */
	struct store_findings findings;
};

struct upkeep *upkeep_begin(struct desk *d, bool (*hurry)(void *ctx), void *ctx)
{
	struct upkeep *u = mem_alloc(sizeof(*u));

	u->desk = d;
	u->run = store_check_begin(d->store, hurry, ctx);
	return u;
}

void upkeep_end(struct upkeep *u)
{
	if (!u)
		return;
	store_check_end(u->run);
	store_findings_release(&u->findings);
	mem_free(u);
}

bool upkeep_through(const struct upkeep *u)
{
	return !u->run;
}

bool upkeep_ready(const struct upkeep *u)
{
	return u->run && !store_locked(u->desk->store);
}

void upkeep_step(struct upkeep *u)
{
	if (store_check_step(u->run, &u->findings))
		return;
	store_check_end(u->run);
	u->run = NULL;
}

const char *upkeep_finding(const struct upkeep *u)
{
	return u->findings.count > 0 ? u->findings.list[0].sentence : NULL;
}
