/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who can open the file, as a person at the screens sees and changes it: the desk's caseworker,
 * a new one, one who leaves, the recovery code, a new key. Below it is store/keys.h, which
 * refuses whoever is no key-holder.
 */
#ifndef STIGE_CASEFILE_KEYRING_H
#define STIGE_CASEFILE_KEYRING_H

#include "stige/casefile/desk.h"

struct keyring_row {
	const struct caseworker *who;        /* of the arena */
	bool has_key;
};
struct keyring {
	struct keyring_row *rows;            /* all caseworkers, also those who left; of the arena */
	size_t count;
	bool recovery;                       /* is there a recovery code? */
	bool holder;                         /* may the desk's caseworker change other people's keys? */
};
enum stige_rc keyring_load(struct desk *d, struct arena *a, struct keyring *ret, struct err *err);

/*
 * A passphrase as typed; NULL counts as "". What is wrong is listed under the fields' names: old,
 * passphrase, again, name, initials, login, old_pin, pin, pin_again. With issues it is STIGE_DATA, and nothing is
 * written.
 */
struct keyring_typed {
	const char *old;                     /* the one there is; NULL = it was proven otherwise */
	const char *passphrase, *again;
	const char *name, *initials, *login; /* of keyring_newcomer */
	bool holder;
	const char *old_pin, *pin, *pin_again;       /* of keyring_pin; pin "" = none from now on */
};
/* The desk's caseworker: another passphrase. */
enum stige_rc keyring_change(struct desk *d, const struct keyring_typed *typed, struct issues *issues,
	struct err *err);
/* The desk's caseworker: the PIN that ends the client's room. The one there is must be typed too. */
enum stige_rc keyring_pin(struct desk *d, const struct keyring_typed *typed, struct issues *issues, struct err *err);
/* Somebody who is there already: a first passphrase, or one in place of one that was forgotten. */
enum stige_rc keyring_give(struct desk *d, const struct id *who, const struct keyring_typed *typed,
	struct issues *issues, struct err *err);
/* Somebody new. In a file that is not sealed without a passphrase. The desk knows them afterwards. */
enum stige_rc keyring_newcomer(struct desk *d, const struct keyring_typed *typed, struct issues *issues,
	struct err *err);
/* What is wrong with the two passphrases, and nothing else: before a recovery code is shown. */
void keyring_check(const struct keyring_typed *typed, struct issues *issues);
/* The file's first passphrase, the desk's caseworker's, and the code that was shown. */
enum stige_rc keyring_seal(struct desk *d, const struct keyring_typed *typed, const char *code,
	struct issues *issues, struct err *err);

/* No key any more, and not found by login. Clients stay where they are. Not oneself. */
enum stige_rc keyring_leave(struct desk *d, const struct id *who, struct err *err);
enum stige_rc keyring_make_holder(struct desk *d, const struct id *who, struct err *err);
/* The code that was shown; the one before opens nothing any more. */
enum stige_rc keyring_code(struct desk *d, const char *code, struct err *err);
/* Everything sealed anew; every passphrase and the code stay as they are. */
enum stige_rc keyring_rekey(struct desk *d, struct err *err);

#endif
