/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case file behind a screen about one client: the open meeting's, or one of its own. */
#ifndef STIGE_SCREENS_CLIENT_FILE_H
#define STIGE_SCREENS_CLIENT_FILE_H

#include "app_state.h"

struct client_file {
	struct app *app;
	struct id id;
	bool in_meeting;                 /* the open meeting is with this client */
	struct casefile *file;           /* owned unless it is the meeting's */
};

/* For a screen's open: client = its arg, NULL = the open meeting's. Loads nothing. */
enum stige_rc client_file_open(struct client_file *f, struct app *a, const struct id *client, struct err *err);
/* For its reload. A failure leaves the file there was. */
enum stige_rc client_file_reload(struct client_file *f, struct err *err);
void client_file_close(struct client_file *f);

#endif
