/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The screens on the script terminal, over a database of its own with three invented clients:
 * Aksel Brandt (NB-0001; a round 14 weeks ago, one open step, two activities), Birthe Dam and Camilla
 * Enevold (no round yet). The caseworker is Kirsten Holm, a key-holder with the room PIN 4711;
 * Mette Lund (ML) is a colleague.
 *
 * What a script should lead to is written into it as comments, which the script terminal passes
 * over and we read:
 *   # sealed: PASSPHRASE     the file is sealed with it before the program starts
 *   # see: TEXT        the frame after the line above shows TEXT (its lines' ends count as blanks)
 *   # not: TEXT        it does not
 *   # cursor: TEXT     the cursor's row shows TEXT
 *   # screen: NAME     the screen on top (its table's name)
 *   # by: client       the keys that follow are the client's (or: caseworker)
 *   # then: WORDS      a fact in the database once the script is over, see then.c
 *   # at most: 30 keys by client        also: "commands", which leaves out what is typed as text
 *   # task: no-show    the keys so far, or since "# begin", are at most what tests/tasks.csv says of this task
 *   # begin            what comes before was only to prepare it
 * And what it begins with, before the first start:
 *   # first start      nobody and nothing is in the file
 *   # own: advice.csv prompt,...        the office's own row in one of the forms
 *   # left out: S 2026-11-01 ...      groups that Aksel's plan leaves out, until when, and why
 *   # skip rule      C4 is asked only where C3 is answered with 3 or more
 *   # no numbers     the clients have no CPR numbers
 *   # neighbour: paired               the office SB; or: bundle, one of its bundles lies there and one number differs
 *   # file: clients.csv name,birth,number|Bo,1990-03-04,17     in the folder for exports; "|" ends a line
 *   # round: 14 3;3;... 2;2;... a13     one more round of Aksel's, so many days ago
 */
#ifndef TESTS_SCREENS_STAGE_H
#define TESTS_SCREENS_STAGE_H

#include "../unit/casefile/bench.h"
#include "app_state.h"
#include "stige/exchange/pairing.h"
#include "stige/term/script.h"
#include "stige/ui/ui.h"

/* Each client has an invented number, which no frame shows unless somebody asked. */
#define STAGE_CPR_AKSEL "0403884321"
#define STAGE_CPR_BIRTHE "3011794322"
#define STAGE_CPR_CAMILLA "1506014323"

struct stage_options {
	const char *lang;
	int rows, cols;
	bool words;                      /* check what the frames say (only in the language they are written in) */
};

struct stage_frame {
	int line;                        /* the script's line that led to it; only its last frame is kept */
	char *screen;
	struct str text;                 /* all rows, blanks for line ends, runs of blanks made one */
	struct str cursor_row;
	struct str said;                 /* how often the voice was used, and for what last: "2 en: How good ..." */
};

struct stage {
	struct stage_options options;
	struct bench bench;
	struct app *app;
	struct ui ui;
	struct id aksel, birthe, camilla;
	struct stage_frame *frames;
	size_t frame_count, frame_cap;
	size_t all_frames;
	char heard[PAIRING_CODE];        /* what the neighbour reads aloud; neighbour.c */
	struct str said;
	unsigned said_count;
	int64_t listed;                  /* the newest event when a list of clients was last on top */
};

/* What a script says of the neighbour, see neighbour.c. */
void neighbour_prepare(struct stage *s, const char *what);

/* Where the translations are: STIGE_LOCALEDIR, "" without it (then every frame is in English). */
const char *stage_localedir(void);
/* script: what it says to begin with is prepared; NULL = nothing. */
void stage_open(struct stage *s, const struct stage_options *options, const char *script);
/* Another start of the program on the same database; fails the test with line and reason. */
void stage_run(struct stage *s, const char *script);
void stage_close(struct stage *s);

/*
 * What holds on every frame is checked on each of the three ladders, in monochrome and in eight colours.
 * Is anything on this frame that must never be? The sentence says what. */
enum stige_rc invariants_check(const struct stage *s, const struct canvas *c, struct err *err);
/* Is somebody on this frame whom the access log did not know of before? text: the frame's. */
enum stige_rc watch_frame(struct stage *s, const char *text, struct err *err);
/* The comments of a script against what came of it. */
void expectations_check(struct stage *s, const char *script);
/* One "then:"; false and why when it is not so. */
bool then_check(struct stage *s, const char *words, struct str *why);

#endif
