/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What goes between offices and spreadsheets, a few hundred rows at a time, under faults: killed at each
 * change of the disk, the disk full from each write on, the power gone at any moment. Afterwards the file has
 * everything or is as it was, what was written beside it is whole or not there, whoever was told no was told
 * why, and of a sealed office no name of anybody stands anywhere in clear.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <dirent.h>
#include <unistd.h>

#include "disk.h"
#include "fixture.h"
#include "record.h"
#include "traffic.h"

#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"

enum { PLACES = 12, CUTS = 60, SHOWN_MOST = 20, DIED = 99 };

/* Written by the child, read by its parent after it. */
struct told {
	bool returned;
	enum stige_rc rc;
	char msg[1024];
	unsigned changes, writes;
};

struct trial {
	struct traffic *t;
	const struct traffic_use *use;
	char dir[TRAFFIC_PATH], out[TRAFFIC_PATH];
	struct told *told;
	char before[TRAFFIC_HASH], after[TRAFFIC_HASH];
	struct str written;                  /* what the use leaves where nothing goes wrong */
	bool quiet;                          /* faults are what is wanted */
};

struct tally {
	size_t runs, none, all, bad;
};

static bool soak(void)
{
	return getenv("STIGE_SOAK") != NULL;
}

/* ---- the folder ---- */

static void empty(const struct trial *r)
{
	fixture_remove(r->dir);
	BUG_ON(mkdir(r->dir, 0700) != 0);
}

/* Hash of what a fresh program finds, events too; false with the reason when it is not sound. */
static bool look(const struct trial *r, char hash[TRAFFIC_HASH], struct err *err)
{
	struct store_findings findings = STORE_FINDINGS_INIT;
	struct worker w;
	enum stige_rc rc = worker_begin(&w, r->t, r->dir, 2, err);

	if (rc == STIGE_OK)
		rc = store_check(w.desk->store, &findings, err);
	if (rc == STIGE_OK && findings.count > 0)
		rc = err_set(err, STIGE_DATA, "%s", findings.list[0].sentence);
	if (rc == STIGE_OK)
		rc = store_dump_hash(w.desk->store, STORE_DUMP_EVENTS, hash, err);
	store_findings_release(&findings);
	worker_end(&w);
	return rc == STIGE_OK;
}

static bool is_whole(struct trial *r)
{
	struct str now = STR_INIT;
	struct err err = ERR_INIT;
	bool whole = file_read(r->out, FILE_MOST, &now, &err) == STIGE_OK && now.len == r->written.len;

	if (whole && r->use->clear)
		whole = memcmp(now.text, r->written.text, now.len) == 0;
	else if (whole)
		whole = traffic_bundle_sound(r->t, r->out);
	str_release(&now);
	return whole;
}

static bool has_canary(const char *path)
{
	struct str bytes = STR_INIT;
	struct err err = ERR_INIT;
	bool found = false;

	if (file_read(path, FILE_MOST, &bytes, &err) == STIGE_OK)
		found = memmem(bytes.text, bytes.len, TRAFFIC_CANARY, strlen(TRAFFIC_CANARY)) != NULL;
	str_release(&bytes);
	return found;
}

/* In any file of the folder and those in it. */
static bool sings(const char *dir)
{
	bool found = false;
	DIR *d = opendir(dir);

	BUG_ON(!d);
	for (struct dirent *e = readdir(d); e && !found; e = readdir(d)) {
		struct str path = STR_INIT;
		struct stat st;

		file_join(&path, dir, e->d_name);
		if (e->d_name[0] != '.' && lstat(path.text, &st) == 0)
			found = S_ISDIR(st.st_mode) ? sings(path.text) : has_canary(path.text);
		str_release(&path);
	}
	closedir(d);
	return found;
}

/* ---- one run ---- */

static void work(struct trial *r, void (*arm)(const void *), const void *what)
{
	struct worker w;
	struct err err = ERR_INIT;

	signal(SIGXFSZ, SIG_IGN);
	if (worker_begin(&w, r->t, r->dir, 1, &err) != STIGE_OK)
		_exit(DIED);
	arm(what);
	r->told->rc = r->use->run(r->t, w.desk, r->out, &err);
	r->told->changes = disk_changes();
	r->told->writes = disk_count(DISK_WRITE);
	disk_disarm();
	r->told->returned = true;
	memcpy(r->told->msg, err.msg, sizeof(err.msg) < sizeof(r->told->msg) ? sizeof(err.msg) : sizeof(r->told->msg));
	worker_end(&w);
	_exit(0);
}

/* In a process of its own, on the office as it was built. Returns the status of waitpid. */
static int run(struct trial *r, void (*arm)(const void *), const void *what)
{
	int status = -1;
	pid_t child;

	empty(r);
	traffic_place(r->t, r->dir);
	memset(r->told, 0, sizeof(*r->told));
	fflush(stdout);
	child = fork();
	BUG_ON(child < 0);
	if (child == 0)
		work(r, arm, what);
	BUG_ON(waitpid(child, &status, 0) != child);
	return status;
}

static void arm_nothing(const void *what)
{
	(void)what;
	disk_arm(NULL);
}

static void arm_kill(const void *what)
{
	unsigned nth = *(const unsigned *)what;

	disk_arm_kill(nth, nth % 2);
}

static void arm_full(const void *what)
{
	const struct disk_fault fault = { .call = DISK_WRITE, .nth = *(const unsigned *)what, .error = ENOSPC,
		.for_good = true };

	disk_arm(&fault);
}

/* What holds whatever happened; NULL, or what does not. */
static const char *judge(struct trial *r, struct tally *tally, bool acknowledged, char why[1024])
{
	char hash[TRAFFIC_HASH];
	struct err err = ERR_INIT;
	bool all, there = r->use->leaves && file_exists(r->out);

	why[0] = '\0';
	if (r->t->sealed && sings(r->dir))
		return "a name stands somewhere in clear";
	if (!look(r, hash, &err)) {
		snprintf(why, 1024, "%s", err.msg);
		return "the file is damaged";
	}
	all = strcmp(hash, r->after) == 0;
	if (!all && strcmp(hash, r->before) != 0)
		return "something by halves";
	if (there && !is_whole(r))
		return "half a file";
	if (there && !all)
		return "a file that is not on record";
	if (acknowledged && (!all || there != r->use->leaves))
		return "what was acknowledged is lost";
	tally->all += r->use->leaves ? there : all;
	tally->none += r->use->leaves ? !there : !all;
	return NULL;
}

static const char *judge_full(struct trial *r, struct tally *tally, int status, char why[1024])
{
	bool ended = WIFEXITED(status) && WEXITSTATUS(status) == 0 && r->told->returned;
	const char *bad = judge(r, tally, ended && r->told->rc == STIGE_OK, why);

	if (bad)
		return bad;
	if (!ended)
		return "it died";
	snprintf(why, 1024, "%s", r->told->msg);
	if (r->told->rc == STIGE_OK)
		return NULL;
	if (r->use->leaves && file_exists(r->out))
		return "it says no, and there is a file";
	return (strstr(why, "full") || strstr(why, "make room")) && strchr(why, ';') ? NULL
		: "it does not say that the disk is full and what to do";
}

static void count(struct tally *tally, const struct trial *r, const char *how, unsigned at, const char *bad,
	const char *why)
{
	tally->runs++;
	tally->bad += bad != NULL;
	if (bad && !r->quiet && tally->bad <= SHOWN_MOST)
		printf("%s, %s at %u: %s: %s\n", r->use->name, how, at, bad, why);
}

/* At so many places, evenly from the first to the last; the full count takes each. */
static void at_places(struct trial *r, struct tally *tally, const char *how, void (*arm)(const void *), unsigned most)
{
	unsigned places = soak() || most < PLACES ? most : PLACES;

	for (unsigned i = 0; i < places; i++) {
		unsigned nth = places > 1 ? 1 + i * (most - 1) / (places - 1) : 1;
		char why[1024];
		int status = run(r, arm, &nth);

		if (arm == arm_full)
			count(tally, r, how, nth, judge_full(r, tally, status, why), why);
		else
			count(tally, r, how, nth, judge(r, tally, false, why), why);
	}
}

/* ---- power cuts ---- */

static void cut(struct trial *r, struct tally *tally)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 5);
	struct record *record;
	struct worker w;
	struct err err = ERR_INIT;
	size_t from, length, cuts = soak() ? 20 * CUTS : CUTS;

	empty(r);
	record = record_new(r->dir);
	record_use(record);
	traffic_place(r->t, r->dir);
	BUG_ON(worker_begin(&w, r->t, r->dir, 1, &err) != STIGE_OK);
	from = record_length(record);
	BUG_ON(r->use->run(r->t, w.desk, r->out, &err) != STIGE_OK);
	record_mark(record);
	worker_end(&w);
	record_use(NULL);
	length = record_length(record);
	for (size_t i = 0; i < cuts; i++) {
		/* Each fourth one when it has been acknowledged. */
		size_t at = i % 4 == 0 ? length : from + random_below(&random, (uint32_t)(length - from) + 1);
		const char *bad;
		char why[1024];

		empty(r);
		record_replay(record, at, &random, r->dir);
		bad = judge(r, tally, record_marks(record, at) > 0, why);
		count(tally, r, "power cut", (unsigned)at, bad, why);
	}
	record_free(record);
}

/* ---- all ---- */

static enum stige_rc do_nothing(const struct traffic *t, struct desk *d, const char *out, struct err *err)
{
	(void)t;
	(void)d;
	(void)out;
	(void)err;
	return STIGE_OK;
}

/*
 * Without a fault: what the office holds before (that somebody came to work is in its log by then) and after,
 * and what is left beside it.
 */
static void begin(struct trial *r)
{
	static const struct traffic_use nothing = { .name = "nothing", .run = do_nothing };
	const struct traffic_use *use = r->use;
	struct err err = ERR_INIT;
	int status;

	r->use = &nothing;
	BUG_ON(run(r, arm_nothing, NULL) != 0 || !look(r, r->before, &err));
	r->use = use;
	status = run(r, arm_nothing, NULL);
	if (status != 0 || r->told->rc != STIGE_OK) {
		fprintf(stderr, "%s: %s\n", r->use->name, r->told->msg);
		abort();
	}
	BUG_ON(!look(r, r->after, &err) || strcmp(r->before, r->after) == 0);
	str_clear(&r->written);
	BUG_ON(r->use->leaves && file_read(r->out, FILE_MOST, &r->written, &err) != STIGE_OK);
}

static size_t suffer(struct trial *r)
{
	struct tally kills = { 0 }, full = { 0 }, cuts = { 0 };
	unsigned changes, writes;

	begin(r);
	changes = r->told->changes;
	writes = r->told->writes;
	at_places(r, &kills, "killed", arm_kill, changes);
	at_places(r, &full, "full disk", arm_full, writes);
	cut(r, &cuts);
	printf("%-16s %s  %zu kills of %u: %zu nothing, %zu all; %zu full disks of %u: %zu nothing, %zu all; "
		"%zu power cuts: %zu nothing, %zu all; %zu wrong\n", r->use->name, r->t->sealed ? "sealed" : "plain ",
		kills.runs, changes, kills.none, kills.all, full.runs, writes, full.none, full.all, cuts.runs, cuts.none,
		cuts.all, kills.bad + full.bad + cuts.bad);
	/* Both ends must have been seen, or nothing was tried. */
	return kills.bad + full.bad + cuts.bad + (kills.none == 0) + (full.none == 0) + (cuts.none == 0)
		+ (cuts.all == 0);
}

/* What must be found: a writer without care, and the names of a bundle in a file that is not sealed. */
static size_t controls(struct trial *r)
{
	struct tally kills = { 0 }, full = { 0 }, cuts = { 0 };
	unsigned changes, writes;
	bool sung;

	r->use = &traffic_uses[1];
	begin(r);
	sung = sings(r->dir);
	r->use = &traffic_careless;
	r->quiet = true;
	begin(r);
	changes = r->told->changes;
	writes = r->told->writes;
	at_places(r, &kills, "killed", arm_kill, changes);
	at_places(r, &full, "full disk", arm_full, writes);
	cut(r, &cuts);
	r->quiet = false;
	printf("%-16s controls %zu of %zu kills, %zu of %zu full disks, %zu of %zu power cuts; names %s\n",
		r->use->name, kills.bad, kills.runs, full.bad, full.runs, cuts.bad, cuts.runs, sung ? "found" : "not found");
	return sung && kills.bad > 0 && full.bad > 0 && cuts.bad > 0 ? 0 : 1;
}

static size_t suffer_all(bool sealed)
{
	struct traffic t;
	struct trial r = { .t = &t, .written = STR_INIT };
	char *real;
	size_t bad = 0;

	traffic_build(&t, sealed);
	real = realpath(t.home->dir, NULL);
	BUG_ON(!real || snprintf(r.dir, sizeof(r.dir), "%s/trial", real) >= (int)sizeof(r.dir));
	BUG_ON(snprintf(r.out, sizeof(r.out), "%s/out", r.dir) >= (int)sizeof(r.out));
	BUG_ON(mkdir(r.dir, 0700) != 0);
	free(real);
	r.told = mmap(NULL, sizeof(*r.told), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	BUG_ON(r.told == MAP_FAILED);
	for (size_t i = 0; i < traffic_use_count; i++) {
		r.use = &traffic_uses[i];
		bad += suffer(&r);
	}
	if (!sealed)
		bad += controls(&r);
	munmap(r.told, sizeof(*r.told));
	str_release(&r.written);
	traffic_end(&t);
	return bad;
}

int main(void)
{
	return suffer_all(false) + suffer_all(true) > 0;
}
