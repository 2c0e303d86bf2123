/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "neighbour.h"

#include <stdio.h>

#include "scene.h"

#include "stige/store/merge.h"

static bool keep(void *out, const void *bytes, size_t n)
{
	str_addn(out, bytes, n);
	return true;
}

/* An office of its own with twelve clients. */
static enum stige_rc found(struct scene *sc, struct err *err)
{
	char code[] = "SB", name[] = "Sydby", who[] = "Bo Invented", initials[] = "BI", login[] = "bi", client[40];
	const struct office office = { .code = code, .name = name };
	const struct caseworker first = { .name = who, .initials = initials, .login = login };
	enum stige_rc rc = office_found(sc->s, &office, &first, NULL, &sc->p.caseworker, err);

	store_login(sc->s, &sc->p.caseworker);
	for (int i = 0; rc == STIGE_OK && i < 12; i++) {
		struct client_fields f;
		struct id id;

		snprintf(client, sizeof(client), "From Sydby %d", i);
		f = scene_fields(client);
		rc = client_add(sc->s, &f, NULL, &id, NULL, err);
	}
	return rc;
}

enum stige_rc neighbour_rows(struct str *out, struct err *err)
{
	struct scene other;
	enum stige_rc rc;

	scene_begin(&other);
	scene_seed(&other, 23);
	rc = scene_open(&other, err);
	if (rc == STIGE_OK)
		rc = found(&other, err);
	if (rc == STIGE_OK)
		rc = merge_write(other.s, keep, out, err);
	scene_end(&other);
	return rc;
}
