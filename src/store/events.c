/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "chain.h"
#include "stige/base/banned.h"

#define CODE_MOST 64                 /* bytes of a code word or an item's name */

static const struct {
	const char *word;
	char log;
} kinds[] = {
#define X(name, word, log) [EVENT_##name] = { word, log },
	EVENT_KINDS(X)
#undef X
};

const char *event_word(enum event_kind kind)
{
	BUG_ON((size_t)kind >= ARRAY_SIZE(kinds));
	return kinds[kind].word;
}

char event_log(enum event_kind kind)
{
	BUG_ON((size_t)kind >= ARRAY_SIZE(kinds));
	return kinds[kind].log;
}

/* ---- writing ---- */

struct event event_new(enum event_kind kind)
{
	return (struct event){
		.kind = kind, .at = INSTANT_NONE, .form_hash = "", .item = "", .reason = "",
		.answered = -1, .of = -1, .minutes = -1, .respondent = "", .mode = "", .language = "",
	};
}

bool event_code_ok(const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[i] <= ' ' || s[i] == 0x7f)
			return false;
	return n <= CODE_MOST;
}

/* Free text, names and answers have blanks or are long; this is the last gate that stops them. */
static enum stige_rc check_codes(const struct event *e, struct err *err)
{
	const char *const codes[] = { e->form_hash, e->item, e->reason, e->respondent, e->mode, e->language };

	for (size_t i = 0; i < ARRAY_SIZE(codes); i++)
		if (!event_code_ok(codes[i]))
			return err_set(err, STIGE_INTERNAL,
				_("the log takes code words only, nothing was saved; report this as an error "
				"in stige"));
	return STIGE_OK;
}

static const char *text_or_empty(const char *s)
{
	return s ? s : "";
}

/* A work for store_tx. */
static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	struct event e = *(const struct event *)arg;
	enum stige_rc rc = STIGE_OK;

	e.form_hash = text_or_empty(e.form_hash);
	e.item = text_or_empty(e.item);
	e.reason = text_or_empty(e.reason);
	e.respondent = text_or_empty(e.respondent);
	e.mode = text_or_empty(e.mode);
	e.language = text_or_empty(e.language);
	if (id_is_zero(&e.id))
		e.id = id_make(&s->random);
	if (e.at == INSTANT_NONE || e.at == 0)
		e.at = store_now(s);
	if (id_is_zero(&e.caseworker))
		e.caseworker = s->caseworker;
	if (id_is_zero(&e.office))
		rc = office_acting(s, &e.office, err);
	if (rc == STIGE_OK)
		rc = check_codes(&e, err);
	return rc == STIGE_OK ? chain_append(s, &e, err) : rc;
}

enum stige_rc event_add(struct store *s, const struct event *e, struct err *err)
{
	struct event copy = *e;

	return store_tx(s, add, &copy, err);
}

/* ---- reading ---- */

static bool matches(const struct event_filter *f, const struct event *e)
{
	return (f->log == 0 || event_log(e->kind) == f->log) &&
		(!f->caseworker || id_eq(f->caseworker, &e->caseworker));
}

/* Texts sort like the instants they write. */
static void bind_filter(struct stmt *q, const struct event_filter *f)
{
	if (f->from == INSTANT_NONE)
		stmt_text(q, "");
	else
		stmt_instant(q, f->from);
	if (f->to == INSTANT_NONE)
		stmt_text(q, "Z");
	else
		stmt_instant(q, f->to);
	if (f->client)
		stmt_id(q, f->client);
}

/* Reads on to the next event that is wanted. Kinds of a newer program are passed over. */
static bool next_event(struct stmt *q, const struct event_filter *f, struct link *ret)
{
	while (stmt_row(q)) {
		link_read(q, ret);
		if (q->err.rc == STIGE_OK && ret->e.kind != EVENT_KIND_COUNT && matches(f, &ret->e))
			return true;
	}
	return false;
}

static void keep_texts(struct arena *a, struct event *e)
{
	e->form_hash = arena_strdup(a, e->form_hash);
	e->item = arena_strdup(a, e->item);
	e->reason = arena_strdup(a, e->reason);
	e->respondent = arena_strdup(a, e->respondent);
	e->mode = arena_strdup(a, e->mode);
	e->language = arena_strdup(a, e->language);
}

/* The newest so many have to be read backwards and turned round. */
static enum stige_rc each_newest(struct store *s, const struct event_filter *f,
	bool (*each)(void *ctx, const struct event *e), void *ctx, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct event *list = NULL;
	size_t count = 0, cap = 0;
	struct link l;
	struct stmt q;
	enum stige_rc rc;

	stmt_begin(&q, s, f->client ? SQL_EVENT_OF_BACK : SQL_EVENT_ALL_BACK);
	bind_filter(&q, f);
	while (count < f->most && next_event(&q, f, &l)) {
		list = mem_grow(list, &cap, count + 1, sizeof(*list));
		list[count] = l.e;
		keep_texts(&a, &list[count++]);
	}
	rc = stmt_end(&q, err);
	while (rc == STIGE_OK && count > 0 && each(ctx, &list[count - 1]))
		count--;
	mem_free(list);
	arena_release(&a);
	return rc;
}

enum stige_rc event_each(struct store *s, const struct event_filter *filter,
	bool (*each)(void *ctx, const struct event *e), void *ctx, struct err *err)
{
	struct link l;
	struct stmt q;

	if (filter->most > 0)
		return each_newest(s, filter, each, ctx, err);
	stmt_begin(&q, s, filter->client ? SQL_EVENT_OF : SQL_EVENT_ALL);
	bind_filter(&q, filter);
	while (next_event(&q, filter, &l) && each(ctx, &l.e))
		;
	return stmt_end(&q, err);
}

/* ---- verifying ---- */

static void count_bad(void *ctx, const struct id *device, int64_t seq)
{
	size_t *count = ctx;

	(void)device;
	(void)seq;
	++*count;
}

static enum stige_rc verify_device(struct store *s, const struct id *device, size_t *ret_bad, struct err *err)
{
	struct chain_walk walk;
	int64_t seen;
	enum stige_rc rc = chain_begin(s, device, &walk, err);

	if (rc == STIGE_OK)
		rc = chain_walk(s, &walk, INT64_MAX, &seen, count_bad, ret_bad, err);
	return rc == STIGE_OK ? chain_walk_end(s, &walk, count_bad, ret_bad, err) : rc;
}

static enum stige_rc verify(struct store *s, void *arg, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct id *devices;
	size_t count;
	enum stige_rc rc = chain_devices(s, &a, &devices, &count, err);

	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		rc = verify_device(s, &devices[i], arg, err);
	arena_release(&a);
	return rc;
}

enum stige_rc event_verify(struct store *s, size_t *ret_bad, struct err *err)
{
	*ret_bad = 0;
	return tx_read(s, verify, ret_bad, err);
}
