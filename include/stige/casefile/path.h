/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The path as the report draws it: Figure 6 to a job (lines 450-472), Figure 7 to an education
 * (505-550), with the client's latest value in each box; the indicators that Figure 3 names for
 * the search; the channels. Figures 2 and 4 are pictures without numbers in the text: none are
 * shown.
 */
#ifndef STIGE_CASEFILE_PATH_H
#define STIGE_CASEFILE_PATH_H

#include "stige/casefile/casefile.h"

struct path_value {
	const struct series *series;
	const struct series_point *point;    /* the newest that is no hole; NULL = never answered */
};

struct path_box {
	const struct advice_box *box;        /* kind, label as printed */
	struct path_value values[2];         /* box->item_count of them; two where it is not decided which */
	bool in_use;                         /* a channel: in the newest answer, when that is a value */
};

struct path {
	enum advice_path which;
	struct path_box list[ADVICE_BOXES_MOST];
	size_t count;
	size_t left_out;                     /* boxes of the caseworker's answers, in the shared look */
};

/* Points into the casefile, which must outlive ret. */
void path_make(struct path *ret, const struct casefile *c, enum look look);

/* What stands under the boxes: the notes that their labels never come without, each once. Returns how many. */
#define PATH_NOTES_MOST 8
size_t path_notes(const struct path *p, const struct evidence *e, const struct evidence_row *ret[PATH_NOTES_MOST]);

/*
 * The series that the report's figure 3, 5, 6 or 7 names, in the instrument's order; client's items only in the
 * shared look. ret has room for `most`. Returns how many.
 */
size_t path_figure(const struct casefile *c, int figure, enum look look, struct path_value *ret, size_t most);

/* The ways of searching, as the form lists them ("none" is not one). */
struct path_channel {
	const struct form_choice *choice;
	const char *label;                   /* in the desk's language */
	bool in_use;
};
#define PATH_CHANNELS_MOST 16
/* *ret_value = the newest answer; nothing is in use where it is no value. Returns how many channels there are. */
size_t path_channels(const struct casefile *c, struct path_channel ret[PATH_CHANNELS_MOST],
	struct path_value *ret_value);

void casefile_path_text(const struct casefile *c, enum look look, int columns, struct str *out);

#endif
