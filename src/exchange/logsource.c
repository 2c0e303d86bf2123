/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "logsource.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/casefile/guard.h"
#include "stige/base/banned.h"

enum { CODE_MOST = 40 };

/* Each of these structs has its id first, so one comparison serves them all. */
_Static_assert(offsetof(struct client, id) == 0, "id first");
_Static_assert(offsetof(struct caseworker, id) == 0, "id first");
_Static_assert(offsetof(struct office, id) == 0, "id first");

static int by_id(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct id));
}

static int by_hash(const void *a, const void *b)
{
	return strcmp(((const struct stored_form *)a)->hash, ((const struct stored_form *)b)->hash);
}

/* An empty list may be NULL, which qsort and bsearch do not take. */
static void sort(void *list, size_t count, size_t size, int (*order)(const void *, const void *))
{
	if (count)
		qsort(list, count, size, order);
}

static const void *find(const struct id *id, const void *list, size_t count, size_t size)
{
	return count ? bsearch(id, list, count, size, by_id) : NULL;
}

enum stige_rc log_source_load(struct log_source *src, struct desk *d, struct err *err)
{
	enum stige_rc rc;

	memset(src, 0, sizeof(*src));
	rc = client_list(d->store, &src->arena, NULL, &src->clients, &src->client_count, err);
	if (rc == STIGE_OK)
		rc = caseworker_list(d->store, &src->arena, &src->caseworkers, &src->caseworker_count, err);
	if (rc == STIGE_OK)
		rc = office_list(d->store, &src->arena, &src->offices, &src->office_count, err);
	if (rc == STIGE_OK)
		rc = form_kept_list(d->store, &src->arena, &src->forms, &src->form_count, err);
	if (rc != STIGE_OK) {
		log_source_release(src);
		return rc;
	}
	sort(src->clients, src->client_count, sizeof(*src->clients), by_id);
	sort(src->caseworkers, src->caseworker_count, sizeof(*src->caseworkers), by_id);
	sort(src->offices, src->office_count, sizeof(*src->offices), by_id);
	sort(src->forms, src->form_count, sizeof(*src->forms), by_hash);
	return STIGE_OK;
}

void log_source_release(struct log_source *src)
{
	arena_release(&src->arena);
	memset(src, 0, sizeof(*src));
}

const struct client *log_client(const struct log_source *src, const struct id *id)
{
	return find(id, src->clients, src->client_count, sizeof(*src->clients));
}

const char *log_name(const struct client *c, struct arena *a)
{
	return c->restricted ? "" : guard_name(c, a);
}

const char *log_initials(const struct log_source *src, const struct id *id)
{
	const struct caseworker *c = find(id, src->caseworkers, src->caseworker_count,
		sizeof(*src->caseworkers));

	return c ? c->initials : "";
}

const char *log_office(const struct log_source *src, const struct id *id)
{
	const struct office *o = find(id, src->offices, src->office_count, sizeof(*src->offices));

	return o ? o->code : "";
}

const struct stored_form *log_form(const struct log_source *src, const char *hash)
{
	const struct stored_form key = { .hash = hash };

	if (!*hash || !src->form_count)
		return NULL;
	return bsearch(&key, src->forms, src->form_count, sizeof(*src->forms), by_hash);
}

/* The instant at which a local day begins; INSTANT_NONE for no date. */
static int64_t day_begins(int32_t day)
{
	char text[DATE_TEXT + sizeof("T00:00")];
	int64_t at = INSTANT_NONE;

	if (day == DATE_NONE)
		return INSTANT_NONE;
	date_format(day, text);
	memcpy(text + DATE_TEXT - 1, "T00:00", sizeof("T00:00"));
	return instant_parse(text, &at) ? at : INSTANT_NONE;
}

enum stige_rc log_each(struct desk *d, const struct export_options *o,
	bool (*each)(void *ctx, const struct event *e), void *ctx, struct err *err)
{
	const struct event_filter filter = {
		.from = day_begins(o->from),
		.to = day_begins(o->to == DATE_NONE ? DATE_NONE : o->to + 1),
		.client = o->client,
		.caseworker = o->mine ? &d->caseworker.id : o->caseworker,
		.log = 'S',
	};

	return event_each(d->store, &filter, each, ctx, err);
}

static bool is_code(const char *word)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	size_t n = strspn(word, allowed);

	return n > 0 && n <= CODE_MOST && !word[n];
}

void log_detail(struct str *out, const struct event *e)
{
	if (is_code(e->item))
		str_add(out, e->item);
	if (is_code(e->reason))
		str_addf(out, out->len ? " %s" : "%s", e->reason);
}
