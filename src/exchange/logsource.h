/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the session log's ids stand for: case numbers, initials, office codes, forms. Read once
 * for an export, so that each event costs a look-up and no question to the file.
 */
#ifndef STIGE_EXCHANGE_LOGSOURCE_H
#define STIGE_EXCHANGE_LOGSOURCE_H

#include <stdbool.h>

#include "stige/base/arena.h"
#include "stige/casefile/desk.h"
#include "stige/exchange/sessionlog.h"
#include "stige/store/clients.h"
#include "stige/store/events.h"
#include "stige/store/responses.h"

struct log_source {
	struct arena arena;
	struct client *clients;          /* by id */
	size_t client_count;
	struct caseworker *caseworkers;  /* by id */
	size_t caseworker_count;
	struct office *offices;          /* by id */
	size_t office_count;
	struct stored_form *forms;       /* by hash */
	size_t form_count;
};

enum stige_rc log_source_load(struct log_source *src, struct desk *d, struct err *err);
void log_source_release(struct log_source *src);

/* NULL when the id is zero or nobody's. */
const struct client *log_client(const struct log_source *src, const struct id *id);
/* The name as the log may show it: not a protected one, and nobody's who is restricted. */
const char *log_name(const struct client *c, struct arena *a);
/* "" when the id is zero or nobody's. */
const char *log_initials(const struct log_source *src, const struct id *id);
const char *log_office(const struct log_source *src, const struct id *id);
/* NULL when the event is about no form, or about one that is not kept. */
const struct stored_form *log_form(const struct log_source *src, const char *hash);

/* The events that the options ask for, oldest first: the session log alone. */
enum stige_rc log_each(struct desk *d, const struct export_options *o,
	bool (*each)(void *ctx, const struct event *e), void *ctx, struct err *err);

/*
 * An event's code words: "c6 slip". A word that is not made of letters, digits, hyphens and
 * underscores alone is left out: whatever went wrong before, free text ends here.
 */
void log_detail(struct str *out, const struct event *e);

#endif
