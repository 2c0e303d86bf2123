/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is shared between offices, out of one file and into another. Facts are rows with random
 * ids that never change, so a merge is their union: in any order, and as often as one likes, it
 * comes to the same. What can be edited is derived from its revisions on both sides alike; a
 * person who was erased stays erased; answers that were taken back stay so.
 *
 * The stream holds opened values: it travels in a bundle (exchange/bundle.h) and nowhere else.
 */
#ifndef STIGE_STORE_MERGE_H
#define STIGE_STORE_MERGE_H

#include "stige/base/arena.h"
#include "stige/store/responses.h"
#include "stige/store/store.h"

/* Every shared row and every link of the log, as one state of the file. Returning false stops: STIGE_IO. */
enum stige_rc merge_write(struct store *s, bool (*write)(void *ctx, const void *bytes, size_t n), void *ctx,
	struct err *err);

struct merge_report {
	size_t new_rows, same_rows;      /* facts; links of the log are not counted */
	size_t new_links;                /* of the log */
	size_t erased;                   /* persons who came back, and were erased again */
	size_t conflicts;                /* at the places the new rows are about; conflict_list has all there are */
};

enum merge_mode { MERGE_KEEP, MERGE_LOOK };      /* look: everything is tried, and nothing is kept */

/*
 * Brings a stream in: one transaction with one event. `read` fills n bytes or returns false, which
 * is STIGE_DATA, as is everything that is not in the stream's order, another version of the tables
 * (the sentence says which of the two offices is behind), and a row that differs from ours although
 * it has its id: nothing is kept then. STIGE_PERMISSION while locked.
 */
enum stige_rc merge_read(struct store *s, bool (*read)(void *ctx, void *bytes, size_t n), void *ctx,
	enum merge_mode mode, struct merge_report *ret, struct err *err);

/* ---- what two offices did differently ---- */

enum conflict_kind {
	CONFLICT_FIELD,          /* a field was edited on both sides: the younger one counts until it is edited */
	CONFLICT_RESPONSE,       /* two sets of answers stand for one: the younger one counts until they are alike */
	CONFLICT_FORM,           /* two texts under one version of a form: both are kept, each for its answers */
	CONFLICT_CASEWORKER,     /* a client has two caseworkers: the younger assignment counts */
};
extern const struct words conflict_kind_words;   /* field, response, form, caseworker */

struct conflict {
	enum conflict_kind kind;
	struct id client;        /* zero: of no client */
	struct id record;        /* the row; the older response; zero for a form */
	const char *what;        /* table, or the form's id */
	const char *field;       /* column, respondent or version */
	size_t sides;            /* how many stand beside each other, at least two */
	struct id one, other;    /* revisions, responses or assignments: the one that counts, and another */
};
/* Found in the rows each time, so that every office lists the same. In the arena, in the same order everywhere. */
enum stige_rc conflict_list(struct store *s, struct arena *a, struct conflict **ret, size_t *ret_count,
	struct err *err);

/*
 * A person decides: `other` makes the side count that does not now. Nothing is taken away; what is kept
 * is said once more, over both (a field, answers), or the other assignment ends. One transaction with its
 * event. STIGE_BUSY when the conflict is not what it was, STIGE_USAGE for CONFLICT_FORM.
 */
enum stige_rc conflict_settle(struct store *s, const struct conflict *c, bool other, struct err *err);

/* What stands on one side. Shows a person: only after the client was opened. */
struct conflict_side {
	const char *value;       /* of a field; "" for the other kinds */
	struct response response;        /* of CONFLICT_RESPONSE */
	int64_t at;              /* when it was written; INSTANT_NONE for an assignment */
	int32_t since;           /* of an assignment */
	struct id caseworker;    /* who wrote it, or whose the client is */
};
enum stige_rc conflict_side(struct store *s, struct arena *a, const struct conflict *c, bool other,
	struct conflict_side *ret, struct err *err);

#endif
