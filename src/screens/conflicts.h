/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What differs about one client. */
#ifndef STIGE_SCREENS_CONFLICTS_H
#define STIGE_SCREENS_CONFLICTS_H

#include "app_state.h"

#include "stige/casefile/conflicts.h"

extern const struct screen screen_client_conflicts;      /* const char *, the case number; "-": the office's own */

#endif
