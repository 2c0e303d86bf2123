/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One page that asks for a file: a card, a bundle, a backup, a table to take in. */
#ifndef STIGE_SCREENS_FILE_PAGE_H
#define STIGE_SCREENS_FILE_PAGE_H

#include "app_state.h"
#include "fields.h"

enum { FILE_ROW_PATH, FILE_ROW_DO, FILE_ROWS };
enum { FILE_PATH_MOST = 1000 };

struct file_page {
	const char *title;               /* N_() */
	struct fields_row rows[FILE_ROWS];
	/* The path that is offered; NULL = the folder for exports. */
	void (*propose)(const struct app *a, struct str *out);
	/* What is to be known of the path as it stands, under the fields; NULL = nothing. */
	void (*tell)(const struct app *a, const char *path, struct str *out);
	/* What is done with it; NULL: the page closes with result 1, and the path goes to the arg's ret. */
	unsigned (*take)(struct app *a, const char *path);
};

struct file_arg {
	const struct file_page *page;
	struct str *ret;                 /* of the screen beneath; with page->take NULL */
};

extern const struct screen screen_file_page;     /* const struct file_arg * */

#endif
