/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The caseload: find a client by a few letters or a number, or hear who is due. */
#include "parts.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/guard.h"
#include "stige/base/banned.h"

enum { HEARD_AT_ONCE = 20 };

struct finding {
	struct talk *t;
	struct caseload load;
	size_t *shown;                   /* what was said last, by number; indexes into the rows */
	size_t count;
};

static void row_words(const struct caseload_row *row, struct str *out)
{
	struct arena a = ARENA_INIT;

	str_addf(out, "%s, %s, ", guard_name(&row->client, &a), row->client.case_no);
	due_in_full(&row->due, out);
	if (row->open_meeting || row->open_draft)
		str_addf(out, ", %s", _("meeting open"));
	if (row->no_activity)
		str_addf(out, ", %s", _("no activity"));
	arena_release(&a);
}

static void say_shown(const struct finding *f)
{
	for (size_t i = 0; i < f->count && i < HEARD_AT_ONCE; i++) {
		struct str line = STR_INIT;

		row_words(&f->load.rows[f->shown[i]], &line);
		talk_say(f->t, "%zu  %s", i + 1, line.text);
		str_release(&line);
	}
	if (f->count > HEARD_AT_ONCE)
		talk_say(f->t, _("and %zu more; write some letters of the name"), f->count - HEARD_AT_ONCE);
	if (f->count == 0)
		talk_say(f->t, _("There is no such client here."));
}

static void show(struct finding *f, enum caseload_filter filter, const char *find)
{
	mem_free(f->shown);
	f->shown = caseload_view(&f->load, CASELOAD_BY_DUE, filter, find, &f->count);
}

static void help(struct talk *t, const void *ctx)
{
	(void)ctx;
	talk_say(t, _("Write some letters of the name, a case number or a birth date. \"due\" says who is due, "
		"\"all\" says everybody. A number chooses from what was said last. \"new\" takes in a new client, \"export\" "
		"writes the session log to a file. \"stop\" ends the program."));
}

static void say_caseload(const struct finding *f)
{
	talk_say(f->t, _("\nCaseload of %s, week %d: %zu clients, %zu due, %zu late."), f->t->desk->caseworker.name,
		date_iso_week(desk_today(f->t->desk), NULL), f->load.count, f->load.due, f->load.late);
}

/* The client that a line means; NULL when there are none or several, which were said. */
static const struct client *meant(struct finding *f, const char *line)
{
	long n;

	if (f->count && str_to_long(line, 1, (long)(f->count < HEARD_AT_ONCE ? f->count : HEARD_AT_ONCE), &n))
		return &f->load.rows[f->shown[n - 1]].client;
	if (talk_is(line, N_("due")))
		show(f, CASELOAD_DUE, NULL);
	else if (talk_is(line, N_("all")))
		show(f, CASELOAD_ALL, NULL);
	else
		show(f, CASELOAD_ALL, line);
	if (f->count == 1 && !talk_is(line, N_("due")) && !talk_is(line, N_("all")))
		return &f->load.rows[f->shown[0]].client;
	say_shown(f);
	return NULL;
}

/* After a client something may have changed: who is due is read again. */
static enum stige_rc reload(struct finding *f, struct err *err)
{
	caseload_release(&f->load);
	mem_free(f->shown);
	f->shown = NULL;
	f->count = 0;
	f->load = (struct caseload){ 0 };
	return caseload_load(f->t->desk, false, &f->load, err);
}

static enum said one_line(struct finding *f, bool *ret_changed)
{
	const struct question q = { .text = _("Client: name or number"), .help = help };
	const struct client *client;
	char line[LINES_MOST];
	enum said said = talk_ask(f->t, &q, line);
	struct id id;

	if (said == SAID_NOTHING) {
		help(f->t, NULL);
		return SAID_TEXT;
	}
	if (said == SAID_TEXT && talk_is(line, N_("new"))) {
		*ret_changed = true;
		return edit_talk(f->t, NULL);
	}
	if (said == SAID_TEXT && talk_is(line, N_("export")))
		return export_talk(f->t);
	client = said == SAID_TEXT ? meant(f, line) : NULL;
	if (!client || !client_may_open(f->t, client))
		return said == SAID_BACK ? SAID_STOP : said;
	id = client->id;
	*ret_changed = true;
	return client_talk(f->t, &id) == SAID_END ? SAID_END : SAID_TEXT;
}

enum stige_rc caseload_talk(struct talk *t, struct err *err)
{
	struct finding f = { .t = t };
	enum said said = SAID_TEXT;
	bool changed = true;
	enum stige_rc rc = STIGE_OK;

	while (!rc && said == SAID_TEXT) {
		if (changed) {
			rc = reload(&f, err);
			if (rc)
				break;
			say_caseload(&f);
		}
		changed = false;
		said = one_line(&f, &changed);
	}
	caseload_release(&f.load);
	mem_free(f.shown);
	return rc;
}
