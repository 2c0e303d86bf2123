/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clients from a CSV file: columns by name (name, birth, number and their Danish twins), every
 * row checked like a typed one, all or nothing in one transaction.
 */
#ifndef STIGE_EXCHANGE_IMPORT_H
#define STIGE_EXCHANGE_IMPORT_H

#include "stige/casefile/desk.h"

struct import_problem {
	size_t line, column;                 /* from 1, column in characters; 0 0 = the file as a whole */
	char *message;                       /* one sentence, translated; names no person */
};
struct import_result {
	size_t rows, added, known;           /* known: same journal number and name, left as they are */
	size_t clients;                      /* added besides the answers */
	struct import_problem *problems;
	size_t problem_count, problem_cap;
	char *note;                          /* a warning in words (read as Windows-1252), or NULL */
};
#define IMPORT_RESULT_INIT { 0, 0, 0, 0, NULL, 0, 0, NULL }
void import_result_release(struct import_result *r);

/*
 * STIGE_DATA with every problem in ret, in the file's order, when a row is wrong: nothing is written.
 * dry_run writes nothing at all. ret is released by the caller in every case.
 */
enum stige_rc import_clients(struct desk *d, const char *path, bool dry_run, struct import_result *ret,
	struct err *err);

/*
 * Answers from CSV: our own export (one row an item), or one row a round or submission as a spreadsheet,
 * ODK or Kobo has it (stige-csv(5)). Each response is given to its form as if it were typed. A client is
 * known by case number, journal number or CPR number; one who only looks like somebody is a problem, not
 * a guess. Responses that are here already, the same, are known; different ones are a problem.
 */
struct import_options {
	bool dry_run;                        /* everything but the writing */
	bool blanks;                         /* blank cells are items that were not asked */
	bool namesakes;                      /* who looks like somebody in the caseload is somebody else */
	const char *map, *save_map;          /* files; NULL = none */
	void (*progress)(void *ctx, size_t done, size_t of);         /* NULL = nobody watches */
	void *ctx;
};
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
	void (*progress)(void *ctx, size_t done, size_t of);
	void *ctx;
};
struct outcome_counts {
	size_t matched, unmatched, duplicate;        /* lines */
	size_t added, changed, known;                /* outcomes */
};
enum stige_rc import_outcomes(struct desk *d, const char *path, const struct outcome_options *options,
	struct import_result *ret, struct outcome_counts *ret_counts, struct err *err);

#endif
