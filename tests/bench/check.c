/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench-check DATABASE [TIMES]: what the full check takes, at once and in the slices that the loop
 * takes between two keys, and one save of an answer while a bare journalled write of SQLite's stands
 * beside it. Prints one line a measure: its name, the median, the 95th percentile and the worst, in
 * milliseconds; for the slices their number too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stige/base/mem.h"
#include "stige/store/clients.h"
#include "stige/store/events.h"
#include "stige/store/store.h"
#include "stige/base/banned.h"

#define SLICES_MOST 100000

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static void tell(const char *name, double *ms, size_t n)
{
	qsort(ms, n, sizeof(*ms), by_size);
	printf("%s %.2f %.2f %.2f\n", name, ms[n / 2], ms[n * 95 / 100], ms[n - 1]);
}

static void must(enum stige_rc rc, const struct err *err)
{
	if (rc == STIGE_OK)
		return;
	fprintf(stderr, "%s\n", err->msg);
	exit(1);
}

static void measure_whole(struct store *s, size_t times)
{
	double *ms = mem_array(times, sizeof(*ms));
	struct err err = ERR_INIT;

	for (size_t i = 0; i < times; i++) {
		struct store_findings findings = STORE_FINDINGS_INIT;
		double since = now_ms();

		must(store_check(s, &findings, &err), &err);
		ms[i] = now_ms() - since;
		if (findings.count > 0)
			printf("finding: %s\n", findings.list[0].sentence);
		store_findings_release(&findings);
	}
	tell("check", ms, times);
	mem_free(ms);
}

static void measure_slices(struct store *s)
{
	double *ms = mem_array(SLICES_MOST, sizeof(*ms));
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct store_check_run *run = store_check_begin(s, NULL, NULL);
	double since = now_ms();
	bool more = true;
	size_t n = 0;

	while (more && n < SLICES_MOST) {
		double begun = now_ms();

		more = store_check_step(run, &findings);
		ms[n++] = now_ms() - begun;
	}
	printf("slices %zu in %.1f\n", n, now_ms() - since);
	store_check_end(run);
	store_findings_release(&findings);
	tell("slice", ms, n);
	mem_free(ms);
}

static void measure_save(struct store *s, size_t times)
{
	const struct event e = { .kind = EVENT_CLIENT_OPENED, .form_hash = "", .item = "", .reason = "", .answered = -1,
		.of = -1, .minutes = -1, .respondent = "", .mode = "", .language = "" };
	double *ms = mem_array(times, sizeof(*ms));
	struct err err = ERR_INIT;

	for (size_t i = 0; i < times; i++) {
		double since = now_ms();

		must(event_add(s, &e, &err), &err);
		ms[i] = now_ms() - since;
	}
	tell("save", ms, times);
	mem_free(ms);
}

int main(int argc, char **argv)
{
	size_t times = argc > 2 ? strtoul(argv[2], NULL, 10) : 5;
	struct store_options options = { .path = argv[1] };
	struct err err = ERR_INIT;
	struct store *s;

	if (argc < 2 || times == 0)
		return 64;
	must(store_open(&options, &s, &err), &err);
	measure_whole(s, times);
	measure_slices(s);
	measure_save(s, 40 * times);
	store_close(s);
	return 0;
}
