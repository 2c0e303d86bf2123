/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Nobody is looked at without an entry in the access log that was there before the frame (G1). A list is one
 * entry for all; a screen about one client has an entry of that client's since a list was last on top. And
 * nobody's CPR number stands on any frame, but on the one that follows its own entry (G5).
 */
#include "stage.h"

#include <string.h>

#include "stige/base/cpr.h"
#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/store/events.h"
#include "stige/base/banned.h"

/* Of this office alone: what came from another one has chains of its own. */
struct newest {
	struct id office;
	int64_t seq, listed;
	enum event_kind kind;
};

static bool keep_newest(void *ctx, const struct event *e)
{
	struct newest *n = ctx;

	if (!id_eq(&e->office, &n->office))
		return true;
	n->seq = e->seq;
	n->kind = e->kind;
	if (e->kind == EVENT_CLIENT_LISTED || e->kind == EVENT_LOG_SHOWN)
		n->listed = e->seq;
	return true;
}

static struct newest newest_of(const struct stage *s, const struct id *client, struct err *err)
{
	struct newest n = { .office = s->bench.desk->office.id, .kind = EVENT_KIND_COUNT };
	const struct event_filter filter = { .from = INSTANT_NONE, .to = INSTANT_NONE, .client = client, .log = 'A' };

	(void)event_each(s->bench.desk->store, &filter, keep_newest, &n, err);
	return n;
}

/* Lists of clients: one entry in the log stands for the whole. */
static bool is_list(const struct screen *screen)
{
	static const char *const lists[] = {
		"caseload", "log", "left-drafts", "reassign", "notes", "outbox", "reports", "report-clients",
	};

	for (size_t i = 0; i < ARRAY_SIZE(lists); i++)
		if (str_eq(screen->name, lists[i]))
			return true;
	return false;
}

static enum stige_rc watch_list(struct stage *s, struct err *err)
{
	struct newest n = newest_of(s, NULL, err);

	if (n.listed == 0 || (s->ui.count > 1 && n.listed <= s->listed))
		return err_set(err, STIGE_DATA, "clients are listed on the screen \"%s\", and the access log does not say so",
			ui_top(&s->ui)->name);
	if (s->ui.count == 1)
		s->listed = n.seq;
	return STIGE_OK;
}

static enum stige_rc watch_person(const struct stage *s, const struct id *client, const char *name, struct err *err)
{
	if (newest_of(s, client, err).seq <= s->listed)
		return err_set(err, STIGE_DATA, "\"%s\" stands on the screen \"%s\", and the access log does not say so", name,
			ui_top(&s->ui)->name);
	return STIGE_OK;
}

static enum stige_rc watch_number(const struct stage *s, const struct id *client, const char *digits, const char *text,
	struct err *err)
{
	char hyphenated[CPR_TEXT];

	if (!strstr(text, digits) && !strstr(text, cpr_hyphenated(digits, hyphenated)))
		return STIGE_OK;
	if (newest_of(s, client, err).kind == EVENT_CPR_SHOWN)
		return STIGE_OK;
	return err_set(err, STIGE_DATA, "a CPR number stands on the screen \"%s\", and nobody asked for it",
		ui_top(&s->ui)->name);
}

enum stige_rc watch_frame(struct stage *s, const char *text, struct err *err)
{
	const struct {
		const struct id *id;
		const char *name, *cpr;
	} people[] = { { &s->aksel, "Aksel", STAGE_CPR_AKSEL }, { &s->birthe, "Birthe", STAGE_CPR_BIRTHE },
		{ &s->camilla, "Camilla", STAGE_CPR_CAMILLA } };
	const struct screen *top = ui_top(&s->ui);
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; top && i < ARRAY_SIZE(people) && rc == STIGE_OK && !s->bench.desk->locked; i++)
		rc = watch_number(s, people[i].id, people[i].cpr, text, err);
	/* What stands beneath a box, or is said again, was looked at before. */
	if (rc != STIGE_OK || !top || top->flags & SCREEN_OVER || str_eq(top->name, "say") || s->bench.desk->locked)
		return STIGE_OK;
	for (size_t i = 0; i < ARRAY_SIZE(people) && rc == STIGE_OK; i++)
		if (strstr(text, people[i].name))
			rc = is_list(top) ? watch_list(s, err) : watch_person(s, people[i].id, people[i].name, err);
	return rc;
}
