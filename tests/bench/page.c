/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-page FORMS DATABASE [TIMES]: what one client's page with advice takes on a file of the
 * study's size: loading the case file (the access event is on disk before anything is shown), the
 * page and its advice in words. One bare access event is taken beside it, as every page writes one.
 * Prints one line a measure: its name, the median, the 95th percentile and the worst, in milliseconds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/casefile.h"
#include "stige/casefile/guard.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

enum { CLIENTS_MOST = 200, COLUMNS = 80 };

struct measure {
	const char *name;
	double *ms;
	size_t count;
};

enum { LOAD, WORDS, WHOLE, EVENT, MEASURES };

struct bench {
	struct desk *desk;
	struct arena arena;
	struct client *clients;
	size_t client_count;
	struct measure measures[MEASURES];
	size_t times;
};

static int64_t clock_now(void *ctx)
{
	(void)ctx;
	return (int64_t)time(NULL);
}

static double ms_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void note(struct measure *m, double ms)
{
	m->ms[m->count++] = ms;
}

static enum stige_rc one_event(struct bench *b, const struct id *client, struct err *err)
{
	const struct event e = {
		.kind = EVENT_CLIENT_OPENED, .client = *client, .reason = "own", .form_hash = "", .item = "",
		.respondent = "", .mode = "", .language = "", .answered = -1, .of = -1, .minutes = -1,
	};
	double at = ms_now();
	enum stige_rc rc = event_add(b->desk->store, &e, err);

	note(&b->measures[EVENT], ms_now() - at);
	return rc;
}

static enum stige_rc one_page(struct bench *b, const struct id *client, struct err *err)
{
	struct casefile *c = NULL;
	struct str out = STR_INIT;
	double begun = ms_now(), loaded;
	enum stige_rc rc;

	desk_purpose(b->desk, client, guard_purposes[0].code);
	rc = casefile_load(b->desk, client, "own", &c, err);
	if (rc)
		return rc;
	loaded = ms_now();
	casefile_text(c, LOOK_OWN, COLUMNS, &out);
	casefile_advice_text(c, LOOK_OWN, false, COLUMNS, &out);
	note(&b->measures[LOAD], loaded - begun);
	note(&b->measures[WORDS], ms_now() - loaded);
	note(&b->measures[WHOLE], ms_now() - begun);
	str_release(&out);
	casefile_free(c);
	return STIGE_OK;
}

static int ascending(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;

	return a < b ? -1 : a > b;
}

static void print_measure(struct measure *m)
{
	qsort(m->ms, m->count, sizeof(*m->ms), ascending);
	printf("%-24s %7.3f %7.3f %7.3f\n", m->name, m->ms[m->count / 2], m->ms[m->count * 95 / 100],
		m->ms[m->count - 1]);
}

/* Clients spread over the whole file, each `times`, in turns, so that none stays warm by itself. */
static enum stige_rc measure(struct bench *b, struct err *err)
{
	size_t stride = b->client_count / CLIENTS_MOST + 1;
	enum stige_rc rc = STIGE_OK;

	for (size_t k = 0; k < b->times; k++)
		for (size_t i = 0; i < b->client_count && rc == STIGE_OK; i += stride) {
			rc = one_page(b, &b->clients[i].id, err);
			if (rc == STIGE_OK)
				rc = one_event(b, &b->clients[i].id, err);
		}
	return rc;
}

static enum stige_rc run(struct bench *b, const char *forms, const char *database, struct err *err)
{
	static const char *const names[MEASURES] = {
		[LOAD] = "load", [WORDS] = "page and advice", [WHOLE] = "whole", [EVENT] = "one access event",
	};
	const struct desk_options options = {
		.store = { .path = database, .now = clock_now }, .forms_dir = forms, .login = "anna", .lang = "en",
	};
	enum stige_rc rc = desk_open(&options, &b->desk, err);

	if (rc == STIGE_OK)
		rc = client_list(b->desk->store, &b->arena, NULL, &b->clients, &b->client_count, err);
	if (rc)
		return rc;
	for (size_t k = 0; k < MEASURES; k++)
		b->measures[k] = (struct measure){ names[k], arena_array(&b->arena,
			b->times * (CLIENTS_MOST + 1), sizeof(double)), 0 };
	rc = measure(b, err);
	printf("%zu pages on a file of %zu clients; median, 95 %%, worst in ms\n", b->measures[WHOLE].count,
		b->client_count);
	for (size_t k = 0; k < MEASURES && rc == STIGE_OK; k++)
		print_measure(&b->measures[k]);
	return rc;
}

int main(int argc, char **argv)
{
	struct bench b = { .arena = ARENA_INIT, .times = argc > 3 ? strtoul(argv[3], NULL, 10) : 5 };
	struct err err = ERR_INIT;
	enum stige_rc rc;

	if (argc < 3 || b.times == 0) {
		fprintf(stderr, "usage: bench-page FORMS DATABASE [TIMES]\n");
		return 64;
	}
	rc = run(&b, argv[1], argv[2], &err);
	if (rc)
		fprintf(stderr, "bench-page: %s\n", err.msg);
	desk_close(b.desk);
	arena_release(&b.arena);
	return rc ? 1 : 0;
}
