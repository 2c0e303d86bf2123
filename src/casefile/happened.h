/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events that have no fact of their own. */
#ifndef CASEFILE_HAPPENED_H
#define CASEFILE_HAPPENED_H

#include "stige/store/events.h"

/* client and meeting may be NULL; reason is a code word. */
enum stige_rc happened(struct store *s, enum event_kind kind, const struct id *client,
	const struct id *meeting, const char *reason, struct err *err);

#endif
