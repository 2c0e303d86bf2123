/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who can open a sealed file. One random data key seals every value (store/seal.h). Each
 * caseworker with a passphrase, and the printed recovery code, has a slot: a key pair whose
 * secret half is sealed under Argon2id(passphrase), and the data key sealed to its public half.
 * So a new data key can be handed to everybody who stays without asking for their passphrases.
 *
 * What a slot costs to open is stored in it. No parameters below OWASP's least are used, even
 * if the file asks for them (reliability.md 2.2, K3).
 */
#ifndef STIGE_STORE_KEYS_H
#define STIGE_STORE_KEYS_H

#include "stige/base/arena.h"
#include "stige/store/store.h"

#define KEY_PASSES 3                     /* Argon2id: passes and bytes of memory; 0.43 s */
#define KEY_MEMORY ((size_t)256 << 20)
#define KEY_PASSES_LEAST 2               /* OWASP Password Storage; 18 ms */
#define KEY_MEMORY_LEAST ((size_t)19 << 20)
#define KEY_PASSES_MOST 20               /* a file from elsewhere may not stop the machine */
#define KEY_MEMORY_MOST ((size_t)2 << 30)

#define PASSPHRASE_LEAST 12              /* characters */
#define PASSPHRASE_MOST 200              /* bytes */
#define RECOVERY_GROUPS 8                /* of four characters, 160 bits together */
#define RECOVERY_TEXT 40                 /* "XXXX-XXXX-...", with its NUL */

/* Is the file sealed with a key? Is that key not open? */
bool store_sealed(const struct store *s);
bool store_locked(const struct store *s);
/*
 * Opens the data key. STIGE_PERMISSION when the passphrase is wrong (written to the access log),
 * nobody active with this login has a key, or the slot's parameters are below the floor.
 * STIGE_OK at once when the file is not sealed.
 */
enum stige_rc store_unlock(struct store *s, const char *login, const char *passphrase, struct err *err);
/* The same with the recovery code: upper or lower case, with or without hyphens and blanks. */
enum stige_rc store_unlock_code(struct store *s, const char *code, struct err *err);
/* Wipes the data key, and what was opened last. */
void store_lock(struct store *s);

/* Long enough and not too long, as characters; else STIGE_DATA with the sentence. */
enum stige_rc passphrase_check(const char *passphrase, struct err *err);

/* A new recovery code. It is nowhere but in `ret` until it is given to one of the calls below. */
void recovery_make(char ret[RECOVERY_TEXT]);
/* Is `typed` the code's group, counted from 0? */
bool recovery_group_is(const char *code, size_t group, const char *typed);

/*
 * Seals a file that is not sealed yet: a new data key with a slot for the caseworker and one for
 * the code (NULL = none), every value sealed anew, one transaction. Joins an open one.
 */
enum stige_rc store_seal(struct store *s, const struct id *caseworker, const char *passphrase,
	const char *code, struct err *err);
/*
 * A new data key for everybody who has a slot; every value sealed anew, one transaction. Only a
 * key-holder may. Afterwards an old copy of the data key opens nothing that is in the file.
 */
enum stige_rc store_rekey(struct store *s, struct err *err);

/*
 * The caseworker's slot, new or in place of the one there was. Somebody else's only by a
 * key-holder. The file must be sealed and unlocked.
 */
enum stige_rc key_set(struct store *s, const struct id *caseworker, const char *passphrase, struct err *err);
/* The recovery code's slot; the code before opens nothing any more. Only by a key-holder. */
enum stige_rc key_set_recovery(struct store *s, const char *code, struct err *err);
/* Does this passphrase open the caseworker's slot? STIGE_PERMISSION when not. */
enum stige_rc key_try(struct store *s, const struct id *caseworker, const char *passphrase, struct err *err);
/* Takes a caseworker's slot away; a key-holder's act. The last key-holder's cannot be. */
enum stige_rc key_remove(struct store *s, const struct id *caseworker, struct err *err);

struct key_info {
	struct id caseworker;            /* zero = the recovery code */
	int64_t at;
	uint64_t passes;
	size_t memory;                   /* bytes */
};
/* Oldest first; the recovery code last. */
enum stige_rc key_list(struct store *s, struct arena *a, struct key_info **ret, size_t *ret_count,
	struct err *err);

/* For whoever holds a passphrase or a code: zeroed memory that is not swapped, wiped when freed. */
char *secret_new(size_t n) __attribute__((returns_nonnull));
void secret_free(char *secret);          /* NULL is fine */

enum disk_state { DISK_UNKNOWN, DISK_PLAIN, DISK_ENCRYPTED };
/* Is the disk under this file encrypted, as far as the kernel's device mapper knows? */
enum disk_state disk_state(const char *path);

#endif
