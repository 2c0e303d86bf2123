/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clients from a CSV file: columns by name (name, birth, number and their Danish twins), every
 * row checked like a typed one, all or nothing in one transaction.
 */
#ifndef STIGE_EXCHANGE_IMPORT_H
#define STIGE_EXCHANGE_IMPORT_H

#include "stige/casefile/desk.h"

/* What only a person can say of a line. */
enum import_doubt {
	DOUBT_NONE,                      /* nothing: it is wrong */
	DOUBT_ALIKE,                        /* name and birth date look like somebody's */
	DOUBT_NUMBER,                       /* its journal number is somebody's with another name */
	DOUBT_CPR,                          /* its CPR number is somebody's */
	DOUBT_ERASED,                       /* its case number may be one of a client who was erased */
	DOUBT_ANSWERS,                      /* other answers of that client, day and side are here */
};
enum import_choice {
	DECIDED_NOT,                         /* nothing was said */
	DECIDED_SAME,                         /* the same person; of answers: they correct those that are here */
	DECIDED_OTHER,                        /* somebody else, who gets a new case number */
	DECIDED_LEAVE_OUT,                    /* of answers: those that are here stay */
};
struct import_problem {
	size_t line, column;                 /* from 1, column in characters; 0 0 = the file as a whole */
	char *message;                       /* one sentence, translated; names no person */
	enum import_doubt doubt;             /* a decision about the line settles it, unless DOUBT_NONE */
	char who[16];                        /* whom of the caseload it could be: only then DECIDED_SAME; else "" */
};
/* Said of a line, and of one doubt about it (DOUBT_NONE = of every one). */
struct import_decision {
	size_t line;
	enum import_doubt doubt;
	enum import_choice choice;
};
struct import_result {
	size_t rows, added, known;           /* known: same journal number and name, left as they are */
	size_t clients;                      /* added besides the answers */
	size_t left_out;                     /* persons, and responses, by a decision */
	struct import_problem *problems;
	size_t problem_count, problem_cap;
	char *note;                          /* a warning in words (read as Windows-1252), or NULL */
};
#define IMPORT_RESULT_INIT { 0, 0, 0, 0, 0, NULL, 0, 0, NULL }
void import_result_release(struct import_result *r);

struct import_options {
	bool dry_run;                        /* everything but the writing */
	bool blanks;                         /* answers: blank cells are items that were not asked */
	bool namesakes;                      /* answers: who looks like somebody in the caseload is somebody else */
	const char *map, *save_map;          /* answers: files; NULL = none */
	const struct import_decision *decisions;
	size_t decision_count;
	/* False stops it: STIGE_BUSY, and nothing is taken in. NULL = nobody watches. */
	bool (*progress)(void *ctx, size_t done, size_t of);
	void *ctx;
};

/*
 * STIGE_DATA with every problem in ret, in the file's order, when a row is wrong: nothing is written.
 * dry_run writes nothing at all. ret is released by the caller in every case.
 */
enum stige_rc import_clients(struct desk *d, const char *path, const struct import_options *options,
	struct import_result *ret, struct err *err);

/*
 * Answers from CSV: our own export (one row an item), or one row a round or submission as a spreadsheet,
 * ODK or Kobo has it (stige-csv(5)). Each response is given to its form as if it were typed. A client is
 * known by case number, journal number or CPR number; one who only looks like somebody is a problem, not
 * a guess. Responses that are here already, the same, are known; different ones are a problem.
 */
/* As import_clients; rows are lines, added and known are responses. */
enum stige_rc import_answers(struct desk *d, const char *path, const struct import_options *options,
	struct import_result *ret, struct err *err);

/*
 * Outcomes from CSV: a list (client, kind, from, to, detail), or a register in weeks as DREAM is (a client
 * and columns y_YYWW, branche_YYYY_MM). Clients by case_no, number or cpr. Of a register, lines of people who
 * are not in the caseload are passed over, and of a client with more than one line none is taken; both are
 * counted. A spell of the register that is here already is known, or gets its newer dates.
 */
struct outcome_options {
	bool dry_run;
	const char *codes;                   /* the table of codes; NULL = register.csv beside the forms */
	const char *links;                   /* a file that says of each line what became of it; NULL = none */
	bool (*progress)(void *ctx, size_t done, size_t of);         /* as of struct import_options */
	void *ctx;
};
struct outcome_counts {
	size_t matched, unmatched, duplicate;        /* lines */
	size_t added, changed, known;                /* outcomes */
};
enum stige_rc import_outcomes(struct desk *d, const char *path, const struct outcome_options *options,
	struct import_result *ret, struct outcome_counts *ret_counts, struct err *err);

#endif
