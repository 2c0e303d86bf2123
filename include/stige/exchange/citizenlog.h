/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The access log as the person may read it: when it was opened and why, not by whom (CJEU C-579/21,
 * 22 June 2023; Datatilsynet 2024-32-0283).
 */
#ifndef STIGE_EXCHANGE_CITIZENLOG_H
#define STIGE_EXCHANGE_CITIZENLOG_H

#include "stige/casefile/desk.h"

/*
 * One line an entry, oldest first; from, to: instants, INSTANT_NONE = open. That the log was looked at is
 * on disk before a line is given out. STIGE_PERMISSION for a colleague's client without a purpose (guard.h).
 */
enum stige_rc citizenlog_text(struct desk *d, const struct id *client, int64_t from, int64_t to, struct str *out,
	struct err *err);

#endif
