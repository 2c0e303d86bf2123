/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The process is killed before each call that changes the disk, and half through each write, of every
 * use case. The next one to open the file must find all of it or nothing of it. A kill while the
 * first kill's leftovers are being put right comes on top.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "run.h"

#define SHOWN_MOST 20
#define PLACES 12                    /* to die at, evenly over a use case; all of them in a soak */
#define DEATHS 2                     /* of those who put it right */

struct kill {
	unsigned nth;
	bool halfway;
};

struct tally {
	size_t kills, hot, twice, whole, bad;
};

static void arm(const void *what)
{
	const struct kill *k = what;

	disk_arm_kill(k->nth, k->halfway);
}

/* A journal that the next one to open the file has to play back. */
static bool is_hot(const struct runs *r)
{
	char path[SCENE_PATH + 16];
	struct stat st;

	snprintf(path, sizeof(path), "%s-journal", r->scene.path);
	return stat(path, &st) == 0 && st.st_size > 0;
}

static bool right(const struct runs *r, const struct look *l)
{
	bool before = strcmp(l->hash, r->before) == 0 && l->version == 0;
	bool after = strcmp(l->hash, r->after) == 0 && l->version == r->version_after;

	/* Founding is several saves: the tables, this device, the office. */
	return look_sound(l) && (before || after || r->use->flags & USE_FOUNDS);
}

static enum stige_rc only_open(struct scene *sc, struct err *err)
{
	return sc->s ? STIGE_OK : scene_open(sc, err);
}

static const struct use put_right = { .name = "put right", .flags = USE_OPENS, .run = only_open };

/* Kills whoever puts the leftovers right, at its nth change; false when there are no more. */
static bool kill_again(struct runs *r, unsigned nth)
{
	const struct use *use = r->use;
	struct kill k = { nth, nth % 2 == 0 };
	struct fault fault = { .arm = arm, .disarm = disk_disarm, .what = &k };
	int status;

	r->use = &put_right;
	status = runs_again(r, &fault);
	r->use = use;
	return WIFSIGNALED(status);
}

static void judge(struct tally *t, struct runs *r, const struct kill *k, bool twice)
{
	struct look l;

	t->kills++;
	t->hot += is_hot(r);
	for (unsigned n = 0; twice && n < DEATHS && is_hot(r) && kill_again(r, (k->nth + 3 * n) % 7 + 1); n++)
		t->twice++;
	look_at(r->scene.path, &l);
	if (right(r, &l))
		t->whole++;
	else if (t->bad++ < SHOWN_MOST && twice)
		printf("%s, killed %s change %u: %s\n", r->use->name, k->halfway ? "half through" : "before", k->nth,
			look_sound(&l) ? "half changed" : l.why);
}

/* One death is followed by deaths of those who put it right, unless the setting is a bad one. */
static void kill_use(struct tally *t, const struct scene *built, const struct use *use, const char *spoil)
{
	struct runs r;
	unsigned changes, step;

	runs_begin(&r, built, use);
	changes = r.told->changes;
	step = soak() ? 1 : (changes + PLACES - 1) / PLACES;
	for (unsigned nth = 1; nth <= changes; nth += step)
		for (int halfway = 0; halfway < 2; halfway++) {
			struct kill k = { nth, halfway != 0 };
			struct fault fault = { .arm = arm, .disarm = disk_disarm, .what = &k, .spoil = spoil };
			int status = runs_try(&r, &fault, -1);

			if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
				judge(t, &r, &k, !spoil);
		}
	runs_end(&r);
}

static void kill_all(struct tally *t, bool sealed, const char *spoil)
{
	struct scene built;

	scene_begin(&built);
	scene_build(&built, sealed);
	for (size_t i = 0; i < use_count; i++) {
		const struct use *use = &uses[i];
		bool changes = !(use->flags & USE_READS) && !(spoil && (use->flags & USE_OPENS || use->backup));

		if (changes && use_suits(use, sealed) && !(spoil && use->flags & USE_FOUNDS))
			kill_use(t, &built, use, spoil);
	}
	scene_end(&built);
}

int main(void)
{
	struct tally good = { 0 }, naked = { 0 };

	kill_all(&good, false, NULL);
	kill_all(&good, true, NULL);
	kill_all(&naked, false, "PRAGMA journal_mode=OFF");
	printf("%zu kills, %zu left a journal to play back, %zu more while it was played: %zu whole, %zu wrong\n",
		good.kills, good.hot, good.twice, good.whole, good.bad);
	printf("without a journal: %zu of %zu wrong\n", naked.bad, naked.kills);
	if (naked.bad < naked.kills / 10 || good.hot < good.kills / 4 || good.twice < good.hot / 2) {
		printf("the test finds nothing\n");
		return 1;
	}
	return good.bad > 0;
}
