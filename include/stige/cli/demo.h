/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The demo: an invented caseload in a throw-away file (or in --database, which keeps it), on
 * the screens; as text where there is no terminal.
 */
#ifndef STIGE_CLI_DEMO_H
#define STIGE_CLI_DEMO_H

#include "stige/casefile/desk.h"
#include "stige/cli/options.h"
#include "stige/synthetic/synthetic.h"

struct demo {
	struct str path;                 /* the database */
	char *passphrase;                /* what it was sealed with, NULL = not; wiped by demo_end */
	bool throw_away;                 /* its folder is removed by demo_end */
	struct str dir;
};

/*
 * Writes a new database of this size, sealed when there is a passphrase (it has no recovery code then);
 * STIGE_CANTCREATE when the file is there already.
 */
enum stige_rc demo_make(const struct options *o, const char *path, enum synthetic_size size, uint64_t seed,
	const char *passphrase, struct err *err);
/* Makes the demo's database. */
enum stige_rc demo_begin(const struct options *o, struct demo *ret, struct err *err);
void demo_end(struct demo *d);
/* Fills a desk that has no office yet, as "Demo" at first start does. */
enum stige_rc demo_fill(struct desk *d, const char *login, struct err *err);
/* The caseload, the story client's page and the advice as text. */
enum stige_rc demo_text(const struct options *o, const struct demo *demo, FILE *out, struct err *err);

#endif
