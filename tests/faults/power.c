/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Power cuts. All use cases run one after the other on a recorded folder, each marked when it was
 * acknowledged; then the power goes at random places of the record, and what record.h's model leaves
 * of the disk is opened. It must be sound, and hold all that was acknowledged and nothing by halves.
 * Settings that are known to be bad must be found so.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "disk.h"
#include "record.h"
#include "scene.h"

#include "stige/base/bug.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"

#define STEPS_MOST 128
#define SHOWN_MOST 20
#define FILES_MOST 4

/* What the file holds once so many steps have been acknowledged. */
struct step {
	const char *name;
	char hash[LOOK_HASH];
};

struct history {
	struct record *record;
	struct step steps[STEPS_MOST];
	size_t count;
	struct {
		const char *name;            /* in the folder: a backup, or the file that a restore put aside */
		size_t step;                 /* which made it, counted from 1 */
		size_t holds;                /* the step whose hash it has; a backup its own */
	} files[FILES_MOST];
	size_t file_count;
};

struct tally {
	size_t states, right, corrupt, lost, half, recovered;
};

/* ---- what happens ---- */

static void acknowledge(struct scene *sc, const char *name)
{
	struct history *h = sc->ctx;
	struct step *step = &h->steps[h->count++];
	struct err err = ERR_INIT;

	BUG_ON(h->count == STEPS_MOST);
	step->name = name;
	scene_must(store_dump_hash(sc->s, STORE_DUMP_EVENTS | STORE_DUMP_LOCAL, step->hash, &err), &err, "dump");
	record_mark(h->record);
}

static void open_scene(struct scene *sc, const char *spoil)
{
	struct err err = ERR_INIT;

	scene_must(scene_open(sc, &err), &err, "store_open");
	if (spoil)
		scene_spoil(sc, spoil);
}

/* What the step leaves beside the file; it holds what the file held at `holds`. */
static void remember_file(struct history *h, const char *name, size_t holds)
{
	size_t i = h->file_count++;

	BUG_ON(h->file_count > FILES_MOST);
	h->files[i].name = name;
	h->files[i].step = h->count;
	h->files[i].holds = holds;
}

static void do_use(struct history *h, struct scene *sc, const struct use *use, const char *spoil)
{
	struct err err = ERR_INIT;

	if (use->prepare && !(use->flags & USE_OPENS))
		scene_must(use->prepare(sc, &err), &err, use->name);
	if (use->flags & USE_OPENS)
		scene_close(sc);
	scene_must(use->run(sc, &err), &err, use->name);
	if (!sc->s)
		open_scene(sc, spoil);
	acknowledge(sc, use->name);
	if (use->backup)
		remember_file(h, use->backup, h->count);
	if (use->kept)
		remember_file(h, use->kept, h->count - 1);
}

/* An empty folder, an office, its people one by one, and every use case. */
static void live(struct history *h, struct scene *sc, bool sealed, const char *spoil)
{
	memset(h, 0, sizeof(*h));
	sc->ctx = h;
	h->record = record_new(sc->dir);
	record_use(h->record);
	open_scene(sc, spoil);
	acknowledge(sc, "open");
	sc->saved = acknowledge;
	scene_start(sc, sealed);
	for (size_t i = 0; i < use_count; i++)
		if (!(uses[i].flags & (USE_FOUNDS | USE_READS | USE_MIGRATES)) && !uses[i].fixture &&
		    use_suits(&uses[i], store_sealed(sc->s)))
			do_use(h, sc, &uses[i], spoil);
	scene_close(sc);
	record_use(NULL);
}

/* ---- what is found afterwards ---- */

/* Every file that was made beside it is there once that was acknowledged, and holds what it must. */
static bool files_right(const struct history *h, const struct scene *sc, size_t acknowledged)
{
	char path[SCENE_PATH];
	struct look l;

	for (size_t i = 0; i < h->file_count; i++) {
		snprintf(path, sizeof(path), "%s/%s", sc->dir, h->files[i].name);
		if (!file_exists(path) && acknowledged < h->files[i].step)
			continue;
		if (h->files[i].holds < h->files[i].step) {
			if (acknowledged < h->files[i].step)
				continue;        /* a second name of the file, on its way */
			look_at(path, &l);
		} else {
			look_at_backup(path, sc->dir, &l);
		}
		if (!look_sound(&l) || strcmp(l.hash, h->steps[h->files[i].holds - 1].hash) != 0)
			return false;
	}
	return true;
}

/* Does the file hold what it held when so many steps had been acknowledged? */
static bool holds(const struct history *h, const struct look *l, size_t steps)
{
	return steps > 0 && steps <= h->count && strcmp(h->steps[steps - 1].hash, l->hash) == 0;
}

static bool holds_less(const struct history *h, const struct look *l, size_t steps)
{
	while (steps-- > 1)
		if (holds(h, l, steps))
			return true;
	return false;
}

/* While nothing was acknowledged anything sound will do. */
static void judge(struct tally *t, const struct history *h, const struct scene *sc, size_t at, bool quiet)
{
	size_t acknowledged = record_marks(h->record, at);
	struct look l;
	const char *what = NULL;

	look_at(sc->path, &l);
	t->states++;
	if (!look_sound(&l) || !files_right(h, sc, acknowledged)) {
		t->corrupt++;
		what = "damaged";
	} else if (acknowledged == 0 || holds(h, &l, acknowledged) || holds(h, &l, acknowledged + 1)) {
		t->right++;
	} else if (holds_less(h, &l, acknowledged)) {
		t->lost++;
		what = "an acknowledged save is lost";
	} else {
		t->half++;
		what = "something by halves";
	}
	if (what && !quiet && t->corrupt + t->lost + t->half < SHOWN_MOST)
		printf("power cut at %zu of %zu, after \"%s\" (%zu): %s: %s\n", at, record_length(h->record),
			acknowledged > 0 ? h->steps[acknowledged - 1].name : "nothing", acknowledged, what, l.why);
}

/* Opening what the power cut left goes wrong itself, at a random call; only then it is looked at. */
static void fail_to_recover(struct tally *t, const struct scene *sc, struct random *random)
{
	static const struct disk_fault faults[] = {
		{ .call = DISK_READ, .error = EIO }, { .call = DISK_WRITE, .error = EIO },
		{ .call = DISK_WRITE, .error = DISK_SHORT, .for_good = true }, { .call = DISK_TRUNCATE, .error = EIO },
		{ .call = DISK_SYNC, .error = EIO }, { .call = DISK_OPEN, .error = EMFILE },
	};
	struct disk_fault fault = faults[random_below(random, ARRAY_SIZE(faults))];
	struct look l;

	fault.nth = 1 + random_below(random, 6);
	disk_arm(&fault);
	look_at(sc->path, &l);
	disk_disarm();
	t->recovered += disk_struck();
}

static void cut_power(struct tally *t, const struct history *h, size_t states, bool quiet)
{
	struct random_seeded seed;
	struct random random = random_seeded_init(&seed, 5);
	struct scene sc;

	scene_begin(&sc);
	for (size_t i = 0; i < states; i++) {
		size_t at = random_below(&random, (uint32_t)record_length(h->record) + 1);

		scene_empty_folder(sc.dir);
		record_replay(h->record, at, &random, sc.dir);
		if (!quiet && i % 8 == 0)
			fail_to_recover(t, &sc, &random);
		judge(t, h, &sc, at, quiet);
	}
	scene_end(&sc);
}

static struct tally suffer(const char *name, bool sealed, const char *spoil, size_t states)
{
	struct tally t = { 0 };
	struct history h;
	struct scene sc;

	scene_begin(&sc);
	live(&h, &sc, sealed, spoil);
	cut_power(&t, &h, states, spoil != NULL);
	printf("%-18s %6zu power cuts in %zu operations: %zu damaged, %zu lost, %zu by halves; %zu failed again while it "
		"was put right\n", name, t.states, record_length(h.record), t.corrupt, t.lost, t.half, t.recovered);
	record_free(h.record);
	scene_end(&sc);
	return t;
}

int main(void)
{
	size_t states = soak() ? 10000 : 400, controls = soak() ? 3000 : 200;
	struct tally plain = suffer("a plain file", false, NULL, states);
	struct tally sealed = suffer("a sealed file", true, NULL, states);
	struct tally off = suffer("synchronous=OFF", false, "PRAGMA synchronous=OFF", controls);
	struct tally unsure = suffer("DELETE and FULL", false, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL",
		controls);

	if (off.corrupt < controls / 10 || unsure.lost < controls / 25 ||
	    plain.recovered + sealed.recovered < states / 16 || disk_wal_opened() > 0) {
		printf("the test finds nothing, or a write-ahead log was made\n");
		return 1;
	}
	return plain.right != plain.states || sealed.right != sealed.states;
}
