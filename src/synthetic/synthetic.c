/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/synthetic/synthetic.h"

#include "write.h"

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

static const char *const size_names[] = {
	[SYNTHETIC_DEMO] = "demo", [SYNTHETIC_DESK] = "desk", [SYNTHETIC_STUDY] = "study",
};

static const struct crowd desk_crowd = {
	.people = 60, .workers = 4, .offices = 1,
	.changed_per_mille = 400,
	.days = 4 * 365,
	.current = true,
};

/* Report lines 139-150: 4,000 clients, 300 caseworkers, 10 job centres, 13,500 responses of each side. */
static const struct crowd study_crowd = {
	.people = 4000, .workers = 300, .offices = 10,
	.rounds = 13900, .one_sided = 400,
	.changed_per_mille = 400,            /* line 1016 */
	.days = 4 * 365,
	.current = false,
};

bool synthetic_size_parse(const char *name, enum synthetic_size *ret)
{
	for (size_t i = 0; i < ARRAY_SIZE(size_names); i++) {
		if (str_eq(size_names[i], name)) {
			*ret = (enum synthetic_size)i;
			return true;
		}
	}
	return false;
}

static enum stige_rc write_town(struct store *s, void *arg, struct err *err)
{
	return town_write(s, arg, err);
}

enum stige_rc synthetic_fill(struct store *s, const struct instrument *instrument, enum synthetic_size size,
	uint64_t seed, const char *login, struct err *err)
{
	struct shape shape;
	struct town town;
	enum stige_rc rc;

	rc = shape_init(&shape, instrument, err);
	if (rc != STIGE_OK)
		return rc;
	town_init(&town, &shape, seed, store_now(s));
	if (size == SYNTHETIC_DEMO)
		town_tell_stories(&town, login);
	else
		town_draw_crowd(&town, size == SYNTHETIC_DESK ? &desk_crowd : &study_crowd, login);
	town_settle(&town);
	town_reply(&town);
	rc = store_tx(s, write_town, &town, err);
	town_release(&town);
	return rc;
}

/* The first story begins before all others, so it gets the office's first number. */
const char *synthetic_story_client(void)
{
	return "NB-0001";
}
