/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every sentence that says what the study found, what is our own mapping, and what to be
 * careful about: one row of forms/evidence.csv each, with its source. Screens and exports show
 * such sentences through this table only; a sentence without a row does not exist.
 *
 * Columns: evidence (the id), kind, text_en, text_da, lines, figure, population, strength,
 * numbers, limits, with, provenance_en, provenance_da. A text may hold {1} .. {4} for facts of the
 * client or names from the forms.
 */
#ifndef STIGE_INSTRUMENT_EVIDENCE_H
#define STIGE_INSTRUMENT_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "stige/base/err.h"
#include "stige/base/str.h"
#include "stige/form/check.h"

enum evidence_kind {
	EVIDENCE_FINDING,                    /* F: the report says so, at `lines` */
	EVIDENCE_MAPPING,                    /* M: our own mapping or choice */
	EVIDENCE_LOCAL,                      /* L: about this client or office, and plain words */
	EVIDENCE_CAUTION,                    /* Q: what a finding does not say */
	EVIDENCE_SOURCE,                     /* S: a publication */
};

/* How sure the source itself is; a sentence may use no stronger word. Weakest first. */
enum evidence_strength {
	EVIDENCE_NO_CLAIM,                   /* "none" */
	EVIDENCE_COUNTED,                    /* "counted": a share or number of the study */
	EVIDENCE_ASSOCIATED,                 /* "associated": goes together with */
	EVIDENCE_REPORTED,                   /* "reported": the report says progress, decline, effective */
	EVIDENCE_ESTIMATED,                  /* "estimated": the report's own estimate of an effect */
};

struct evidence_row {
	const char *id;                      /* "class.A1" */
	enum evidence_kind kind;
	enum evidence_strength strength;
	const char *text[2];                 /* en, da */
	const char *lines;                   /* of the report, "948-951 952-955"; "" for M, L */
	const char *figure;                  /* "Figure 3", "Table 5", "Box 2" or "" */
	const char *population;              /* id of the row that says for whom it holds, or "" */
	const char *numbers;                 /* every number of the text, with a decimal point: "6 4.7" */
	const char *limits;                  /* ids of Q rows that are shown with it, separated by spaces */
	const char *with;                    /* ids of rows that are never shown without this one */
	const char *provenance[2];           /* en, da: printed, unofficial, local */
	size_t line;                         /* in the file */
};

struct evidence;

/* As form_read: problems gets everything found; STIGE_DATA when there is an error. */
enum stige_rc evidence_read(const char *bytes, size_t n, const char *name, struct form_problems *problems,
	struct evidence **ret, struct err *err);
void evidence_free(struct evidence *e);

size_t evidence_count(const struct evidence *e);
const struct evidence_row *evidence_at(const struct evidence *e, size_t i);      /* the file's order */
const struct evidence_row *evidence_find(const struct evidence *e, const char *id);   /* or NULL */

/* The text in "da" or (anything else) in English. */
const char *evidence_text(const struct evidence_row *row, const char *lang);
/* Appends what the row's figure is called: "Figure 3", in Danish "Figur 3"; nothing when it names none. */
void evidence_figure(struct str *out, const struct evidence_row *row, const char *lang);
/* Appends the text with {1} .. filled in; args beyond nargs leave nothing. */
void evidence_render(struct str *out, const struct evidence_row *row, const char *lang,
	const char *const *args, size_t nargs);
const char *evidence_kind_letter(enum evidence_kind kind);
const char *evidence_strength_word(enum evidence_strength strength);

/* Is this the header of such a file? For `form check`, which meets any kind of file. */
bool evidence_looks_like(const char *bytes, size_t n);

#endif
