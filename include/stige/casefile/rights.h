/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three acts that the law keeps apart (GDPR art. 16-18), at the command line and on the screens:
 * correcting keeps the old value, both dated (casefile_edit, giving with a reason); restricting
 * hides and keeps; erasing leaves nothing but a tombstone. With them what about a client is no plain
 * edit (the CPR number, a protected name), and what has been kept long enough.
 */
#ifndef STIGE_CASEFILE_RIGHTS_H
#define STIGE_CASEFILE_RIGHTS_H

#include "stige/base/cpr.h"
#include "stige/base/str.h"
#include "stige/casefile/desk.h"
#include "stige/store/clients.h"
#include "stige/store/subject.h"

/*
 * Keeps the number that was typed; "" takes it away. *ret_odd: modulus 11 does not hold, which is a hint to
 * look once more and never a refusal. STIGE_DATA when it is no number.
 */
enum stige_rc rights_set_cpr(struct desk *d, const struct id *client, const char *typed, bool *ret_odd,
	struct err *err);
/* The whole number, hyphenated. That it was shown, and why (guard.h), is on disk before it is given out. */
enum stige_rc rights_show_cpr(struct desk *d, const struct id *client, const char *purpose, char ret[CPR_TEXT],
	struct err *err);
/* A protected name and address: the name stands in no list, sheet or file. */
enum stige_rc rights_protect(struct desk *d, const struct id *client, bool on, struct err *err);

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

/*
 * What has been kept long enough, one line each, and what to do about it (store/retention.h). That the
 * list was looked at is an event. Nothing is deleted.
 */
enum stige_rc rights_kept_text(struct desk *d, struct str *out, struct err *err);
/* Files that were written longer ago than exports are kept and are still there; *ret_first in the arena. */
enum stige_rc rights_old_exports(struct desk *d, struct arena *a, size_t *ret_count, const char **ret_first,
	struct err *err);

#endif
