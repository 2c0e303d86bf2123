/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers on their way in, in two passes over the file: who its rows are about, then the responses they
 * make. A response is written as soon as it is checked, in one transaction that a problem undoes; so no
 * more than one is held, and the memory grows with the people of a file, not with their answers.
 */
#ifndef STIGE_EXCHANGE_ANSWERIMPORT_H
#define STIGE_EXCHANGE_ANSWERIMPORT_H

#include "answercolumns.h"
#include "keymap.h"
#include "stige/casefile/taken.h"
#include "stige/csv/stream.h"
#include "stige/store/meetings.h"

#define NOBODY ((size_t)-1)

/* Somebody whom rows are about. */
struct answer_person {
	struct csv_cell cell;                /* where a complaint about them goes; its text is gone */
	const char *case_no, *number, *name, *birth, *cpr;   /* as the file has them */
	bool wrong;                          /* complained of, or left out by a decision */
	const struct client *client;         /* of the caseload; NULL = new */
	struct client_fields fields;         /* the client's, or the new one's */
	struct id id;                        /* the client's; zero while a new one is not written */
	size_t worker;                       /* of the newest meeting in the file; NOBODY */
	int32_t newest;
};

struct answer_name {
	const char *key;
	const struct client *client;
};

/* Who held a meeting: of the desk, or new with these initials. */
struct answer_worker {
	const char *initials;
	struct id id;                        /* zero = to be added */
	bool active;
};

/* A meeting: the one at hand, because the responses of one stand together. */
struct answer_meeting {
	struct id said;                      /* the file's number of it; zero = it has none */
	size_t person;                       /* NOBODY: there is none at hand */
	int32_t date;
	struct id id;                        /* in the database */
};

/* What a row says of its meeting. */
struct answer_says {
	struct csv_cell first, meeting_cell, response_cell;  /* where complaints go; the texts are gone */
	size_t person, worker;
	int32_t date;
	struct id meeting, response;
	enum response_mode mode;
	const char *language;                /* in the arena of the response at hand */
};

enum { WORDS_MOST = 400 };

/* The response at hand: its words, and the cells they come from. */
struct answer_hand {
	struct arena arena;
	struct taken_word words[WORDS_MOST];
	struct csv_cell cells[WORDS_MOST];   /* their texts are gone */
	size_t count;
	const struct export_form *of;
};

struct answer_import {
	struct desk *desk;
	const struct import_options *options;
	const char *path;
	struct import_result *result;
	struct csv_stream *in;
	struct arena arena;
	struct str scratch;
	struct export_forms forms;
	bool *forms_kept;                    /* by form: written */
	struct answer_columns columns;
	struct client *clients;              /* the caseload, by case number */
	size_t client_count;
	struct answer_name *names;           /* the caseload by name */
	struct keymap by_person;
	struct answer_person *people;
	size_t person_count, person_cap;
	struct answer_worker *workers;
	size_t worker_count, worker_cap;
	struct answer_meeting meeting;
	struct arena of_day;                 /* of day_responses */
	size_t day_person;                   /* whose they are; NOBODY */
	struct response *day_responses;
	size_t day_count;
	int64_t mark;                        /* of the responses there were before */
	bool rehearsed;                      /* a dry run came to its good end */
	bool stopped;                        /* by whoever watches */
};

/* answersays.c. The day without a complaint, false when it is none; and who held the meeting, NOBODY. */
bool answer_row_date(const struct answer_import *im, const struct csv_row *row, int32_t *ret);
size_t answer_row_worker(struct answer_import *im, const struct csv_row *row);
/* False with complaints. */
bool answer_row_says(struct answer_import *im, const struct csv_row *row, size_t person, struct arena *a,
	struct answer_says *ret);
const struct csv_cell *answer_cell_of(const struct answer_import *im, const struct csv_row *row,
	enum answer_field f);

/* answerpeople.c: the first pass; fills people, and says what is the matter with them. */
enum stige_rc answer_people_find(struct answer_import *im, struct err *err);
/* Whose row it is in the second pass; `last` is that of the row before. NOBODY when it was complained of. */
size_t answer_row_person(struct answer_import *im, const struct csv_row *row, size_t last);

/* answersheets.c: the second pass. */
enum stige_rc answer_sheets_read(struct answer_import *im, struct err *err);
/* answerwrite.c: the response at hand, looked up and written. */
enum stige_rc answer_sheet_take(struct answer_import *im, const struct answer_hand *h,
	const struct answer_says *says, struct err *err);

/* importanswers.c: tells who watches, now and then; false when it is to stop. */
bool answer_progress(struct answer_import *im, size_t row, bool second);

#endif
