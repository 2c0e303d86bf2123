/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three acts that the law keeps apart (GDPR art. 16-18), at the command line and on the screens:
 * correcting keeps the old value, both dated (casefile_edit, giving with a reason); restricting
 * hides and keeps; erasing leaves nothing but a tombstone.
 */
#ifndef STIGE_CASEFILE_RIGHTS_H
#define STIGE_CASEFILE_RIGHTS_H

#include "stige/base/str.h"
#include "stige/casefile/desk.h"
#include "stige/store/subject.h"

/*
 * Hides the client from every list, or ends that. The reason is a sentence, kept sealed. STIGE_USAGE
 * without one; STIGE_PERMISSION for a colleague's client unless a purpose was given (guard.h).
 */
enum stige_rc rights_restrict(struct desk *d, const struct id *client, bool on, const char *reason,
	struct err *err);

/* Where the person may still be once the database is clean. */
struct erasure {
	size_t backups;                  /* rolling ones that were made anew without the person */
	struct str elsewhere;            /* files to be deleted by hand, one a line; ends in a newline unless empty */
	struct str troubles;             /* why a backup could not be made anew, one sentence a line */
};
#define ERASURE_INIT { .backups = 0, .elsewhere = STR_INIT, .troubles = STR_INIT }
void erasure_release(struct erasure *e);

/* Only a key-holder erases. */
bool rights_may_erase(const struct desk *d);
/*
 * Everything about the client, here and in the rolling backups; see subject_erase. `confirm` is the case
 * number, typed once more. STIGE_PERMISSION for anybody but a key-holder, STIGE_USAGE when the number
 * is another. Release *ret in any case.
 */
enum stige_rc rights_erase(struct desk *d, const struct id *client, const char *confirm, enum erase_reason reason,
	struct erasure *ret, struct err *err);

#endif
