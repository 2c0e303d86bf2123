/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The desk: everything that is open while a caseworker works. The store, the instrument of
 * forms/, the caseworker, the language, and the older forms that answers were given on.
 */
#ifndef STIGE_CASEFILE_DESK_H
#define STIGE_CASEFILE_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "stige/base/arena.h"
#include "stige/base/issue.h"
#include "stige/form/questionnaire.h"
#include "stige/instrument/instrument.h"
#include "stige/store/keys.h"
#include "stige/store/office.h"
#include "stige/store/store.h"

struct desk {
	struct store *store;                 /* owned */
	struct instrument *instrument;       /* owned */
	struct arena arena;                  /* of what follows; released by desk_refresh */
	struct office office;
	struct caseworker caseworker;
	const char *lang;                    /* "da" or "en" */
	const char *export_dir;              /* "" = ask */
	bool founded;                        /* false: first start has not been done */
	bool sealed;                         /* the file needs a passphrase */
	bool locked;                         /* sealed, and nobody has typed it: what is below is empty */
	enum disk_state disk;                /* is the disk under the file encrypted? */
	bool exposed;                        /* neither sealed nor on a disk that is known to be encrypted */
	size_t key_holders;                  /* active ones; fewer than two is worth a warning */
	char *login;                         /* who works, or is to unlock; owned */
	bool synthetic;                      /* the file holds invented people only and says so */
	struct desk_forms *forms;            /* forms by hash, read once */
	struct caseworker *caseworkers;      /* all, also those who left */
	size_t caseworker_count;
	const char *purpose;                 /* why purpose_client is open, see guard.h; NULL */
	struct id purpose_client;
	struct undo *undo;                   /* what can be undone, see undo.h; NULL = nothing is remembered */
};

struct desk_options {
	struct store_options store;
	const char *forms_dir;
	const char *login;                   /* of the caseworker */
	const char *lang;
	const char *passphrase;              /* NULL: a sealed file stays locked */
};

/*
 * Opens both, with the forms in force on the day that the options' clock says. STIGE_DATA for a
 * form that cannot follow the one that answers were given on. A file without an office is fine
 * (founded = false): first start. STIGE_PERMISSION when the login is nobody's, with the way out.
 * A sealed file without a passphrase gives a locked desk, which knows no people yet; a passphrase
 * for a file that is not sealed is STIGE_USAGE.
 */
enum stige_rc desk_open(const struct desk_options *options, struct desk **ret, struct err *err);
void desk_close(struct desk *d);
/* Reads office, caseworker and settings again. */
enum stige_rc desk_refresh(struct desk *d, const char *login, struct err *err);
/* With the desk's login. STIGE_PERMISSION when it is not the passphrase; the desk stays locked then. */
enum stige_rc desk_unlock(struct desk *d, const char *passphrase, struct err *err);
/* The same with the recovery code: the desk's caseworker then sets a new passphrase (casefile/keyring.h). */
enum stige_rc desk_unlock_code(struct desk *d, const char *code, struct err *err);
/*
 * Wipes the key, and what could be undone; what the desk knew stays until it is unlocked and refreshed.
 * Nothing when not sealed.
 */
void desk_lock(struct desk *d);
/* As store_on_slow: a save takes long. */
void desk_on_slow(struct desk *d, void (*tell)(void *ctx), void *ctx);
int32_t desk_today(const struct desk *d);
/* Why this client is opened from now on, until another is: a code of guard_purposes. */
void desk_purpose(struct desk *d, const struct id *client, const char *code);

/*
 * May the form be used over what a database keeps? It is compared with the newest version of its
 * form_id there (never with itself: what was used once may be used again). problems gets what
 * form_succession_check says.
 */
enum stige_rc desk_form_follows(struct store *s, const struct form *f, struct form_problems *problems,
	struct err *err);

/* The form an answer was given on, by hash: from forms/ or from the store. STIGE_DATA when it is nowhere. */
enum stige_rc desk_form(struct desk *d, const char *hash, const struct form **ret, struct err *err);

/*
 * First start, as typed; NULL counts as "". Everything wrong is listed with its field's name. wage_*: whole
 * kroner a month before tax, "" none. pin: 4-8 digits, "" none. passphrase: "" = the file is not sealed.
 */
struct founding {
	const char *name, *initials, *office_code, *office_name, *login;
	const char *lang, *export_dir, *pin, *wage_job, *wage_education;
	const char *passphrase, *passphrase_again;
	const char *recovery;                /* the code that was shown; with a passphrase only */
};
#define DESK_CODE 40                     /* bytes of a recovery code: eight groups of four, hyphens, NUL */
/* A new recovery code, for `recovery`. And is `typed` its group, counted from 0? */
void desk_code_make(char ret[DESK_CODE]);
bool desk_code_group_is(const char *code, size_t group, const char *typed);
/* What a passphrase is for on this machine's disk: two or three sentences, translated. */
const char *desk_passphrase_why(const struct desk *d);
/* What is wrong with what was typed, and nothing else. */
void desk_found_check(struct desk *d, const struct founding *typed, struct issues *issues);
/* STIGE_DATA and nothing written when issues were found. Afterwards the desk is founded and refreshed. */
enum stige_rc desk_found(struct desk *d, const struct founding *typed, struct issues *issues,
	struct err *err);

/* The room PIN of the desk's caseworker. A wrong one is written to the access log. */
bool desk_pin_ok(struct desk *d, const char *pin);
/*
 * The idle minutes, the theme and so on: this machine's settings. The value is in the arena, NULL
 * when unset.
 */
enum stige_rc desk_setting(struct desk *d, struct arena *a, const char *name, const char **ret,
	struct err *err);
enum stige_rc desk_set(struct desk *d, const char *name, const char *value, struct err *err);
/* Initials of a caseworker by id, "?" when unknown; lives until desk_refresh. */
const char *desk_initials(const struct desk *d, const struct id *caseworker);

#endif
