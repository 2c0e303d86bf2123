/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The answers of a draft: rows that are only ever added. An undo adds the value there was
 * before the put it takes back (of_seq), a redo adds that put's value again; so the latest row
 * of an item is always the answer that counts, and the whole way there can be read.
 */
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"

#include "drafting.h"
#include "list.h"
#include "stige/base/banned.h"

enum act { ACT_PUT, ACT_UNDO, ACT_REDO };

static const char *const acts[] = { [ACT_PUT] = "put", [ACT_UNDO] = "undo", [ACT_REDO] = "redo" };
static const struct words act_words = { acts, 3 };

struct row {
	int64_t seq, of_seq;
	enum act act;
	const char *item;
	struct answer answer;        /* text in the arena */
};

/* ---- reading ---- */

static struct seal_place value_place(struct store *s, const struct id *draft, int64_t seq, int64_t at,
	const char *item, const char *act, int64_t of_seq, bool given)
{
	str_clear(&s->clear);
	clear_int(&s->clear, seq);
	clear_instant(&s->clear, at);
	clear_text(&s->clear, item);
	clear_text(&s->clear, act);
	clear_int(&s->clear, of_seq);
	clear_int(&s->clear, given);
	return (struct seal_place){ "draft_answer", "value", *draft, s->clear.text };
}

static void read_row(struct stmt *q, struct arena *a, struct row *ret)
{
	struct id draft = stmt_col_id(q, 0);
	const struct answer *answers;
	const struct str *json;
	struct seal_place place;
	size_t count;

	ret->seq = stmt_col_int(q, 1);
	ret->item = stmt_col_text(q, 3, a);
	ret->act = (enum act)stmt_col_word(q, 4, &act_words);
	ret->of_seq = stmt_col_int(q, 5);
	place = value_place(q->s, &draft, ret->seq, stmt_col_instant(q, 2), ret->item, acts[ret->act],
		ret->of_seq, stmt_col_int(q, 6) != 0);
	json = stmt_open_sealed(q, 7, &place);
	if (q->err.rc != STIGE_OK ||
		answers_decode(a, json->text, json->len, &answers, &count, &q->err) != STIGE_OK)
		return;
	if (count == 1)
		ret->answer = answers[0];
	else
		stmt_damaged(q, 7);
}

static enum stige_rc read_rows(struct store *s, const struct id *draft, struct arena *a, struct row **ret,
	size_t *ret_count, struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_ANSWER_ALL);
	stmt_id(&q, draft);
	while (stmt_row(&q))
		read_row(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* The row of `item` that counted when the first `count` rows were there, or NULL. */
static const struct row *latest(const struct row *rows, size_t count, const char *item)
{
	while (count-- > 0)
		if (strcmp(rows[count].item, item) == 0)
			return &rows[count];
	return NULL;
}

static bool is_first(const struct row *rows, size_t i)
{
	return latest(rows, i, rows[i].item) == NULL;
}

enum stige_rc draft_answers(struct store *s, struct arena *a, const struct id *draft,
	struct draft_answer **ret, size_t *ret_count, struct err *err)
{
	struct row *rows;
	size_t count, n = 0;
	enum stige_rc rc = read_rows(s, draft, a, &rows, &count, err);

	if (rc != STIGE_OK)
		return rc;
	*ret = arena_array(a, count, sizeof(**ret));
	for (size_t i = 0; i < count; i++) {
		const struct row *now = latest(rows, count, rows[i].item);

		if (is_first(rows, i) && now && now->answer.kind != ANSWER_NONE)
			(*ret)[n++] = (struct draft_answer){ now->item, now->answer };
	}
	*ret_count = n;
	return STIGE_OK;
}

/* ---- adding ---- */

static enum stige_rc append(struct store *s, const struct id *draft, int64_t seq, enum act act,
	int64_t of_seq, const char *item, const struct answer *answer, struct err *err)
{
	bool given = answer->kind != ANSWER_NONE;
	int64_t at = store_now(s);
	struct seal_place place = value_place(s, draft, seq, at, item, acts[act], of_seq, given);
	struct str json = STR_INIT;
	struct stmt q;

	answers_encode(&json, answer, 1);
	stmt_begin(&q, s, SQL_ANSWER_ADD);
	stmt_id(&q, draft);
	stmt_int(&q, seq);
	stmt_instant(&q, at);
	stmt_text(&q, item);
	stmt_text(&q, acts[act]);
	stmt_int(&q, of_seq);
	stmt_int(&q, given);
	stmt_sealed(&q, &place, json.text, json.len);
	str_release(&json);
	return stmt_run(&q, err);
}

static int64_t next_seq(const struct row *rows, size_t count)
{
	return count > 0 ? rows[count - 1].seq + 1 : 1;
}

struct putting {
	const struct id *draft;
	const char *item;
	const struct answer *answer;
};

/* The answer that counts already is not written twice: an undo would seem to do nothing. */
static enum stige_rc put(struct store *s, void *arg, struct err *err)
{
	static const struct answer none = ANSWER_INIT;
	const struct putting *w = arg;
	struct arena a = ARENA_INIT;
	const struct row *before;
	struct row *rows;
	size_t count;
	enum stige_rc rc = draft_there(s, w->draft, err);

	if (rc == STIGE_OK)
		rc = read_rows(s, w->draft, &a, &rows, &count, err);
	if (rc == STIGE_OK) {
		before = latest(rows, count, w->item);
		if (!answer_eq(before ? &before->answer : &none, w->answer))
			rc = append(s, w->draft, next_seq(rows, count), ACT_PUT, 0, w->item, w->answer, err);
	}
	arena_release(&a);
	return rc;
}

enum stige_rc draft_put(struct store *s, const struct id *draft, const char *item,
	const struct answer *answer, struct err *err)
{
	struct putting w = { draft, item, answer };

	return store_tx(s, put, &w, err);
}

/* ---- undo and redo ---- */

/*
 * Reading the rows in order gives two stacks of puts: those that stand, and those taken back
 * since the last put. Returns the one that undo (or redo) is about, or NULL.
 */
static const struct row *top(const struct row *rows, size_t count, enum act act, struct arena *a)
{
	const struct row **done = arena_array(a, count, sizeof(const struct row *));
	const struct row **undone = arena_array(a, count, sizeof(const struct row *));
	size_t n_done = 0, n_undone = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].act == ACT_PUT) {
			done[n_done++] = &rows[i];
			n_undone = 0;
		} else if (rows[i].act == ACT_UNDO && n_done > 0) {
			undone[n_undone++] = done[--n_done];
		} else if (rows[i].act == ACT_REDO && n_undone > 0) {
			done[n_done++] = undone[--n_undone];
		}
	}
	if (act == ACT_UNDO)
		return n_done > 0 ? done[n_done - 1] : NULL;
	return n_undone > 0 ? undone[n_undone - 1] : NULL;
}

struct turning {
	const struct id *draft;
	enum act act;
	struct arena *arena;
	const char *item;            /* NULL = nothing left */
};

static enum stige_rc turn(struct store *s, void *arg, struct err *err)
{
	static const struct answer none = ANSWER_INIT;
	struct turning *w = arg;
	const struct answer *value = &none;
	const struct row *about, *before;
	struct row *rows;
	size_t count;
	enum stige_rc rc = draft_there(s, w->draft, err);

	if (rc == STIGE_OK)
		rc = read_rows(s, w->draft, w->arena, &rows, &count, err);
	if (rc != STIGE_OK)
		return rc;
	about = top(rows, count, w->act, w->arena);
	if (!about)
		return STIGE_OK;
	w->item = about->item;
	if (w->act == ACT_REDO) {
		value = &about->answer;
	} else {
		before = latest(rows, (size_t)(about - rows), about->item);
		if (before)
			value = &before->answer;
	}
	return append(s, w->draft, next_seq(rows, count), w->act, about->seq, about->item, value, err);
}

static enum stige_rc run_turn(struct store *s, const struct id *draft, enum act act, struct arena *a,
	const char **ret_item, struct err *err)
{
	struct turning w = { draft, act, a, NULL };
	enum stige_rc rc = store_tx(s, turn, &w, err);

	*ret_item = rc == STIGE_OK ? w.item : NULL;
	return rc;
}

enum stige_rc draft_undo(struct store *s, const struct id *draft, struct arena *a, const char **ret_item,
	struct err *err)
{
	return run_turn(s, draft, ACT_UNDO, a, ret_item, err);
}

enum stige_rc draft_redo(struct store *s, const struct id *draft, struct arena *a, const char **ret_item,
	struct err *err)
{
	return run_turn(s, draft, ACT_REDO, a, ret_item, err);
}
