/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table that is taken in: what is asked for, and what it is tried with. */
#ifndef STIGE_SCREENS_IMPORT_H
#define STIGE_SCREENS_IMPORT_H

#include "app_state.h"

#include "stige/exchange/import.h"

enum import_kind { IMPORT_CLIENTS, IMPORT_ANSWERS, IMPORT_OUTCOMES };

/* The strings are the page's that asked, which stays beneath; "" = none. */
struct import_arg {
	enum import_kind kind;
	const char *path, *map, *save_map, *links;
	bool blanks;
};

extern const struct screen screen_import_report;         /* const struct import_arg *: tried, then taken in */

#endif
