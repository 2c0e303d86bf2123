/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A script read: its steps in order. */
#ifndef TERM_SCRIPT_PRIVATE_H
#define TERM_SCRIPT_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stige/base/arena.h"
#include "stige/base/err.h"
#include "stige/ui/keys.h"

enum script_kind { SCRIPT_KEY, SCRIPT_DUMP, SCRIPT_SIZE, SCRIPT_AFTER };

struct script_step {
	enum script_kind kind;
	int line;                /* from 1 */
	struct key key;          /* SCRIPT_KEY */
	const char *name;        /* SCRIPT_DUMP */
	int rows, cols;          /* SCRIPT_SIZE */
	int64_t seconds;         /* SCRIPT_AFTER */
};

struct script {
	struct arena arena;      /* the names */
	struct script_step *steps;
	size_t count, capacity;
};

/* Reads the whole text; the first wrong line fails with STIGE_DATA and names path and line. */
enum stige_rc script_parse(struct script *s, const char *path, const char *text, bool can_dump,
	struct err *err);
void script_release(struct script *s);

#endif
