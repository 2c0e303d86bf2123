/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command opens: the desk or the store alone, with the options' database, forms,
 * caseworker and time.
 */
#ifndef STIGE_CLI_SESSION_H
#define STIGE_CLI_SESSION_H

#include "stige/casefile/casefile.h"
#include "stige/cli/command.h"

/* The clock of the options, for store_options.now; ctx is the struct options. */
int64_t session_now(void *options);
int32_t session_today(const struct options *o);

/* A founded desk with a caseworker. Refuses under --read-only: people are not shown without an event. */
enum stige_rc session_desk(const struct command_call *call, struct desk **ret, struct err *err);
/* The same with a passphrase that was read before; NULL = the terminal is asked. */
enum stige_rc session_desk_with(const struct command_call *call, const char *passphrase, struct desk **ret,
	struct err *err);
/*
 * The store alone, for what needs no forms: check, dump, log verify, backup. Nobody is logged in; a
 * sealed one is unlocked with the passphrase of --as. *ret is NULL after a failure.
 */
enum stige_rc session_store(const struct command_call *call, struct store **ret, struct err *err);
/* The same, left locked. */
enum stige_rc session_file(const struct command_call *call, struct store **ret, struct err *err);
/* For copies of sealed files (store/backup.h): asked once, when the first sealed one comes. */
struct session_key {
	const struct command_call *call;
	char *passphrase;                /* secret_free */
};
enum stige_rc session_unlock_copy(void *session_key, struct store *copy, struct err *err);
/*
 * Logs the options' caseworker in to a store that session_store opened: what is printed next shows
 * people, and its event must say to whom. STIGE_PERMISSION for a stranger; a file without people is fine.
 */
enum stige_rc session_login(const struct command_call *call, struct store *s, struct err *err);

/*
 * The desk, and the client of this case number at it, for what is done about one person. purpose: what was
 * typed, or NULL; it stands for this client until the desk is closed. Nothing of the client may be printed
 * before its event is written.
 */
enum stige_rc session_client(const struct command_call *call, const char *number, const char *purpose,
	struct arena *a, struct client *ret, struct desk **ret_desk, struct err *err);
/* The same, refused where the client may not be opened (guard.h). */
enum stige_rc session_own_client(const struct command_call *call, const char *number, const char *purpose,
	struct arena *a, struct client *ret, struct desk **ret_desk, struct err *err);

/* What a command has to say about one client. */
struct about {
	const char *purpose;             /* code word for the access log */
	/* `more` is the command's own switch: all groupings, the shared look. */
	void (*say)(const struct casefile *c, bool more, struct str *out);
	/* NULL, or writes down what the printing means besides; the meeting is NULL here. */
	enum stige_rc (*happens)(struct desk *d, const struct id *client, const struct id *meeting,
		struct err *err);
};

/* What was typed about the client to be opened. */
struct asked {
	const char *number;              /* case or journal number */
	const char *purpose;             /* --purpose: why a colleague's client; NULL */
	bool more;
};

/* STIGE_USAGE for a purpose that is none; NULL is fine. */
enum stige_rc session_purpose(const char *typed, struct err *err);
/*
 * The client that was asked for, opened: the event is on disk. `purpose` is the command's own, unless another was
 * asked. Both are NULL after a failure; close them in this order's reverse.
 */
enum stige_rc session_casefile(const struct command_call *call, const struct asked *asked, const char *purpose,
	struct desk **ret_desk, struct casefile **ret, struct err *err);

/* Opens the client of this case number, says and prints it. Every event is on disk before a word is shown. */
enum stige_rc session_about(const struct command_call *call, const struct asked *asked, const struct about *about,
	struct err *err);

#endif
