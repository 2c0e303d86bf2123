/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The office, its caseworkers and this machine's settings.
 */
#ifndef STIGE_STORE_OFFICE_H
#define STIGE_STORE_OFFICE_H

#include "stige/base/arena.h"
#include "stige/store/store.h"

struct office {
	struct id id;
	char *code;                      /* two to six capitals and digits: "NB" */
	char *name;                      /* may be "" */
	long wage_job, wage_education;   /* reference wage, kroner a `wage_period`, `wage_basis`; 0 = none */
	char *wage_period;               /* "month" or "hour" */
	char *wage_basis;                /* "gross" or "net" */
};

enum caseworker_role { CASEWORKER, KEY_HOLDER };

struct caseworker {
	struct id id;
	char *name;                      /* sealed in the file */
	char *initials;
	char *login;                     /* the operating system's user; unique among the active */
	enum caseworker_role role;
	bool active;
	bool has_pin;                    /* a room PIN of 4-8 digits; not a key */
	char *wage_period, *wage_basis;  /* the defaults stored beside each wage answer */
	struct id office;                /* zero = this file's own; events and case numbers follow it */
};

/* First start: office, the first caseworker (a key-holder), this device; one transaction. pin may be NULL. */
enum stige_rc office_found(struct store *s, const struct office *office, const struct caseworker *first,
	const char *pin, struct id *ret_caseworker, struct err *err);
/* STIGE_CONFIG when the file has none yet (first start). */
enum stige_rc office_get(struct store *s, struct arena *a, struct office *ret, struct err *err);
enum stige_rc office_set(struct store *s, const struct office *office, struct err *err);
/* An office that came by import or synthesis; its id is made when zero. */
enum stige_rc office_add(struct store *s, struct office *office, struct err *err);
/* This file's own office first, then the others by code. */
enum stige_rc office_list(struct store *s, struct arena *a, struct office **ret, size_t *ret_count,
	struct err *err);

enum stige_rc caseworker_add(struct store *s, const struct caseworker *c, const char *pin, struct id *ret_id,
	struct err *err);
enum stige_rc caseworker_get(struct store *s, struct arena *a, const struct id *id, struct caseworker *ret,
	struct err *err);
enum stige_rc caseworker_find(struct store *s, struct arena *a, const char *login, struct caseworker *ret,
	struct err *err);            /* STIGE_NOTFOUND */
enum stige_rc caseworker_list(struct store *s, struct arena *a, struct caseworker **ret, size_t *ret_count,
	struct err *err);
enum stige_rc caseworker_set_pin(struct store *s, const struct id *id, const char *pin, struct err *err);
/*
 * Leaving, and coming back: who is not active is not found by login. STIGE_PERMISSION when nobody who
 * may hand out keys would be left.
 */
enum stige_rc caseworker_set_active(struct store *s, const struct id *id, bool active, struct err *err);
enum stige_rc caseworker_set_role(struct store *s, const struct id *id, enum caseworker_role role,
	struct err *err);
/* True when none is set and pin is "". The caller logs a wrong one ("pin-wrong"). */
bool caseworker_pin_ok(struct store *s, const struct id *id, const char *pin);

/* Local settings, by name: language, theme, spark, export_dir, idle_minutes, synthetic, room_open ... */
/* NULL when unset; setting NULL removes. */
enum stige_rc setting_get(struct store *s, struct arena *a, const char *name, const char **ret,
	struct err *err);
enum stige_rc setting_set(struct store *s, const char *name, const char *value, struct err *err);

#endif
