/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"

#include "leftover.h"
#include "migrate.h"
#include "stmt.h"
#include "stige/base/banned.h"

static void system_fill(void *state, void *buf, size_t n)
{
	(void)state;
	randombytes_buf(buf, n);
}

struct random store_system_random(void)
{
	return (struct random){ .fill = system_fill, .state = NULL };
}

static struct store *store_new(const struct store_options *o)
{
	struct store *s = mem_alloc(sizeof(*s));

	str_init(&s->scratch);
	str_init(&s->clear);
	s->read_only = o->read_only;
	s->busy_ms = o->busy_ms > 0 ? o->busy_ms : STORE_BUSY_MS;
	s->fs_type = o->fs_type;
	s->key_cost = o->key_cost;
	if (s->key_cost.passes < KEY_PASSES_LEAST || s->key_cost.memory < KEY_MEMORY_LEAST)
		s->key_cost = (struct key_cost){ KEY_PASSES, KEY_MEMORY };
	s->random = o->random ? *o->random : store_system_random();
	s->clock = (struct store_clock){ o->now, o->now_ctx };
	return s;
}

/* ---- this machine's id ---- */

static enum stige_rc make_device(struct store *s, void *arg, struct err *err)
{
	char hex[ID_HEX];
	enum stige_rc rc = meta_get_id(s, "device", &s->device, err);

	(void)arg;
	if (rc != STIGE_OK || !id_is_zero(&s->device))
		return rc;
	s->device = id_make(&s->random);
	return meta_set(s, "device", id_format(&s->device, hex), err);
}

static enum stige_rc know_device(struct store *s, struct err *err)
{
	enum stige_rc rc = meta_get_id(s, "device", &s->device, err);

	if (rc == STIGE_OK && id_is_zero(&s->device) && !s->read_only)
		rc = store_tx(s, make_device, NULL, err);
	return rc;
}

/* ---- opening ---- */

/* What should not be beside the file any more, and who may read it. */
static enum stige_rc tidy_up(struct store *s, struct err *err)
{
	struct str folder = STR_INIT;

	file_folder(&folder, s->path);
	leftover_sweep(folder.text);
	str_release(&folder);
	place_make_private(s->path);
	return leftover_names(s, err);
}

static enum stige_rc open_up(struct store *s, const struct store_options *o, struct err *err)
{
	struct str path = STR_INIT;
	enum stige_rc rc = place_resolve(o, &path, err);

	s->path = str_steal(&path);
	if (rc == STIGE_OK) {
		s->seal = seal_new();
		if (!s->seal)
			rc = err_set(err, STIGE_UNAVAILABLE, _("libsodium does not start; reinstall it"));
	}
	if (rc == STIGE_OK)
		rc = connection_open(s, err);
	if (rc == STIGE_OK)
		rc = schema_known(s, err);
	if (rc == STIGE_OK)
		rc = migrate(s, err);
	if (rc == STIGE_OK && !s->read_only)
		rc = tidy_up(s, err);
	if (rc == STIGE_OK)
		rc = keys_load(s, err);
	if (rc == STIGE_OK)
		rc = know_device(s, err);
	if (rc == STIGE_OK && !s->read_only)
		rc = scrub_if_due(s, err);
	return rc;
}

enum stige_rc store_open(const struct store_options *options, struct store **ret, struct err *err)
{
	struct store *s = store_new(options);
	enum stige_rc rc = open_up(s, options, err);

	if (rc == STIGE_OK)
		*ret = s;
	else
		store_close(s);
	return rc;
}

enum stige_rc store_open_again(const struct store *s, struct store **ret, struct err *err)
{
	struct random random = s->random;
	const struct store_options options = {
		.path = s->path, .read_only = s->read_only, .random = &random, .now = s->clock.now, .now_ctx = s->clock.ctx,
		.busy_ms = s->busy_ms, .fs_type = s->fs_type, .key_cost = s->key_cost,
	};

	enum stige_rc rc = store_open(&options, ret, err);

	if (rc == STIGE_OK)
		store_on_slow(*ret, s->slow.tell, s->slow.ctx);
	return rc;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	connection_close(s);
	seal_free(s->seal_before);
	seal_free(s->seal);
	sodium_memzero(s->scratch.text, s->scratch.cap);
	str_release(&s->scratch);
	str_release(&s->clear);
	mem_free(s->path);
	mem_free(s);
}

/* ---- what it knows ---- */

const char *store_path(const struct store *s)
{
	return s->path;
}

int64_t store_now(const struct store *s)
{
	return s->clock.now ? s->clock.now(s->clock.ctx) : date_now();
}

struct store_clock store_set_clock(struct store *s, struct store_clock clock)
{
	struct store_clock before = s->clock;

	s->clock = clock;
	return before;
}

struct random *store_random(struct store *s)
{
	return &s->random;
}

void store_login(struct store *s, const struct id *caseworker)
{
	s->caseworker = *caseworker;
	s->office_known = false;
}

const struct id *store_caseworker(const struct store *s)
{
	return &s->caseworker;
}
