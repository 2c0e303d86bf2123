/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers on their way in: the table, who its rows are about, the responses they make. Everything is
 * read and checked before the first is written.
 */
#ifndef STIGE_EXCHANGE_ANSWERIMPORT_H
#define STIGE_EXCHANGE_ANSWERIMPORT_H

#include "answercolumns.h"
#include "keymap.h"
#include "stige/casefile/taken.h"
#include "stige/store/meetings.h"

#define NOBODY ((size_t)-1)

/* Somebody whom rows are about. */
struct answer_person {
	const struct csv_cell *cell;         /* where a complaint about them goes */
	const char *case_no, *number, *name, *birth, *cpr;   /* as the file has them */
	bool wrong;                          /* complained of */
	const struct client *client;         /* of the caseload; NULL = new */
	struct client_fields fields;         /* the client's, or the new one's */
	struct id id;                        /* of the new one once written */
	size_t worker;                       /* of the newest meeting in the file; NOBODY */
	int32_t newest;
	struct response *responses;          /* of a known client; NULL until asked for */
	size_t response_count;
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

struct answer_meeting {
	struct id id;                        /* zero = to be made */
	size_t person, worker;               /* worker NOBODY = not known */
	int32_t date;
	bool there;                          /* in the database already */
};

/* One response, checked. */
struct answer_sheet {
	size_t meeting;
	struct id id;                        /* zero = to be made */
	const struct form *form;
	enum respondent who;
	enum response_mode mode;
	const char *language;
	struct taken taken;
};

struct answer_import {
	struct desk *desk;
	const struct import_options *options;
	const char *path;
	struct import_result *result;
	struct csv_table table;
	struct arena arena;
	struct export_forms forms;
	struct answer_columns columns;
	size_t head;
	struct client *clients;              /* the caseload, by case number */
	size_t client_count;
	struct answer_name *names;           /* the caseload by name */
	size_t *who;                         /* by row: index of the person, NOBODY */
	struct answer_person *people;
	size_t person_count, person_cap;
	struct answer_worker *workers;
	size_t worker_count, worker_cap;
	struct answer_meeting *meetings;
	size_t meeting_count, meeting_cap;
	struct answer_sheet *sheets;
	size_t sheet_count, sheet_cap;
	struct keymap by_meeting, by_response;
};

/* answerpeople.c: fills who and people, and says what is the matter with them. */
enum stige_rc answer_people_find(struct answer_import *im, struct err *err);
/* answersheets.c: the responses. Needs people. */
enum stige_rc answer_sheets_read(struct answer_import *im, struct err *err);
void answer_progress(const struct answer_import *im, size_t done, size_t of);

#endif
