/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of fields behind the rights of a person: each is one act, done by its button. */
#ifndef STIGE_SCREENS_RIGHTS_PAGE_H
#define STIGE_SCREENS_RIGHTS_PAGE_H

#include "app_state.h"

enum rights_act { RIGHTS_CPR, RIGHTS_EXPORT, RIGHTS_RESTRICT, RIGHTS_LIFT, RIGHTS_ERASE, RIGHTS_ACTS };

/* client must outlive the page: it is the screen's beneath. */
unsigned rights_page_open(struct app *a, enum rights_act act, const struct client *client);

#endif
