/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passphrase or a PIN is set: typed twice, with whatever else the act needs. */
#ifndef STIGE_SCREENS_PASSPHRASE_H
#define STIGE_SCREENS_PASSPHRASE_H

#include "app_state.h"

enum passphrase_act {
	PASSPHRASE_CHANGE,       /* one's own; the old one is asked for */
	PASSPHRASE_RECOVER,      /* one's own, behind the recovery code */
	PASSPHRASE_SEAL,         /* the file's first one; the recovery code is shown and typed back */
	PASSPHRASE_GIVE,         /* a colleague's */
	PASSPHRASE_NEWCOMER,     /* somebody new, with name, initials and login */
	PASSPHRASE_PIN,          /* one's own PIN */
	PASSPHRASE_ACTS
};

struct passphrase_arg {
	enum passphrase_act act;
	const struct caseworker *who;    /* of PASSPHRASE_GIVE */
};

/* done gets 1 when it was set, 0 when the page was left. */
unsigned passphrase_open(struct app *a, const struct passphrase_arg *arg, screen_done *done);

#endif
