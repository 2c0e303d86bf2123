/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screens as a whole: opened on a desk, run by the ui's loop on whatever terminal main
 * has opened.
 */
#ifndef STIGE_SCREENS_APP_H
#define STIGE_SCREENS_APP_H

#include <stdbool.h>

#include "stige/base/err.h"
#include "stige/casefile/desk.h"
#include "stige/ui/ui.h"

struct app;

struct app_options {
	struct desk *desk;               /* lent; not yet founded: opens on first start */
	const char *login;               /* who founds the office at first start */
	const char *localedir;           /* to change the language while running */
	/* Fills the empty desk with invented people ("Demo" at first start). */
	enum stige_rc (*fill_demo)(struct desk *d, const char *login, struct err *err);
	/* Reads a text aloud in a language, without waiting for it; NULL = nothing is set up for that. */
	void (*speak)(void *ctx, const char *lang, const char *text);
	void *speak_ctx;
	const char *hint;                /* one line shown at the start (demo), NULL = none */
	const char *open_client;         /* case number to open on (demo's story), NULL = caseload */
};

enum stige_rc app_new(const struct app_options *options, struct app **ret, struct err *err);
void app_free(struct app *a);            /* parks an open meeting; drafts stay on disk */

/* Pushes the first screens: first start, or caseload (and the lock, when a room was left open by a crash). */
enum stige_rc app_start(struct app *a, struct ui *ui, struct err *err);

#endif
