/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A response being given, from the inside: shared by giving.c (drafts) and correcting.c. */
#ifndef CASEFILE_GIVEN_H
#define CASEFILE_GIVEN_H

#include "stige/casefile/giving.h"

#include "forms.h"
#include "standing.h"

/* One answer of a correction, for undo: what stood before and what was given. */
struct change {
	const struct form_item *item;
	struct answer was, is;
};

struct giving {
	struct desk *desk;
	struct arena arena;
	const struct form *form;
	struct entry *entry;
	struct draft draft;                  /* id all zero for a correction */
	struct response corrects;            /* id all zero for a draft */
	const struct answer **before;        /* by stored place: the round before, NULL = none */
	int32_t before_date;
	struct answer *stood;                /* of a correction: by stored place, what it began from */
	struct change *changes;              /* of a correction only */
	size_t change_count, change_cap, done;   /* those after `done` can be redone */
	bool complete;
};

struct giving *giving_new(struct desk *d);
/* What the client answered the round before `date`. */
void giving_keep_before(struct giving *g, const struct casefile *c, int32_t date);
enum stige_rc giving_begin_entry(struct giving *g, const char *lang, const struct standing *standing,
	struct err *err);
/* Fills in answers that were given before; returns how many the form does not take. */
size_t giving_again(struct giving *g, const struct draft_answer *answers, size_t count);
struct answer giving_kept(struct arena *a, const struct answer *from);       /* copied into the arena */
enum stige_rc giving_complete_correction(struct giving *g, const struct answer *answers, size_t count,
	enum correct_reason reason, struct id *ret, struct err *err);

#endif
