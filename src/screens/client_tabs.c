/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client_tabs.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/text.h"
#include "stige/exchange/sessionlog.h"
#include "stige/instrument/sentences.h"

#include "meeting_words.h"
#include "stige/base/banned.h"

enum { LOG_MOST = 200, STATUS_COLS = 9 };

const char *client_tab_empty(enum client_tab_kind kind)
{
	switch (kind) {
	case CLIENT_TAB_ACTIVITIES: return _("No activity has been registered yet.");
	case CLIENT_TAB_PLAN: return _("Nothing has been agreed yet.");
	case CLIENT_TAB_LOG: return _("Nothing has been logged yet.");
	}
	return "";
}

void client_tab_draw(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct client_tab *t = context;

	canvas_text(c, 0, 0, c->cols, focused ? ROLE_FOCUS : ROLE_TEXT, t->lines[i]);
}

void client_tab_release(struct client_tab *t)
{
	arena_release(&t->arena);
	*t = (struct client_tab){ .arena = ARENA_INIT };
}

static void lines_for(struct client_tab *t, size_t most)
{
	t->lines = arena_array(&t->arena, most ? most : 1, sizeof(*t->lines));
}

/* "3, internship external   2026-09-07 to 2026-10-30, at ..." for one number of the set. */
static void activity_line(struct client_tab *t, const struct desk *d, const struct casefile *c,
	const struct response *r, const char *name)
{
	const struct activity *a = activities_find_name(&d->instrument->activities, name);
	char from[DATE_TEXT] = "", to[DATE_TEXT] = "", on[DATE_TEXT];
	const char *place = "";

	for (size_t i = 0; i < c->activity_count; i++)
		if (str_eq(c->activities[i].activity, name)) {
			date_format(c->activities[i].from, from);
			date_format(c->activities[i].to, to);
			place = c->activities[i].place;
		}
	t->lines[t->count++] = arena_printf(&t->arena, "%s  %s%s%s%s%s%s%s", date_format(r->date, on),
		a ? activity_short(&d->instrument->activities, a, d->lang) : name, *from ? "  " : "", from,
		*to ? _(" to ") : "", to, *place ? "  " : "", place);
}

static void fill_activities(struct client_tab *t, const struct desk *d, const struct casefile *c)
{
	lines_for(t, c->response_count * 22);
	for (size_t i = c->response_count; i-- > 0;) {
		const struct response *r = &c->responses[i];
		const struct answer *set;
		struct str word = STR_INIT;

		if (r->respondent != RESPONDENT_ACTIVITIES || r->superseded || r->voided)
			continue;
		set = casefile_answer(c, r, "activities");
		for (const char *p = set && set->kind == ANSWER_SET ? set->text : ""; *p;) {
			size_t n = strcspn(p, " ");

			str_clear(&word);
			str_addn(&word, p, n);
			activity_line(t, d, c, r, word.text);
			p += n + (p[n] == ' ');
		}
		str_release(&word);
	}
}

/* What a plan item is about: the client's own words, or the suggestion's name. */
static void plan_words(const struct desk *d, const struct plan_item *item, struct str *out)
{
	const struct activity *a = activities_find_name(&d->instrument->activities, item->code);
	unsigned groups;

	if (item->kind == PLAN_STEP)
		str_add(out, item->text);
	else if (a)
		str_add(out, activity_short(&d->instrument->activities, a, d->lang));
	else if (grouping_parse(item->code, &groups))
		grouping_words(out, d->instrument, groups, d->lang);
}

static const char *status_word(const struct plan_item *item)
{
	if (item->kind != PLAN_STEP && item->status == PLAN_OPEN)
		return _("chosen");
	return plan_status_word(item->status);
}

static void fill_plan(struct client_tab *t, const struct desk *d, const struct casefile *c)
{
	char on[DATE_TEXT];

	lines_for(t, c->plan_count);
	for (size_t i = c->plan_count; i-- > 0;) {
		const struct plan_item *item = &c->plan[i];
		struct str status = STR_INIT, words = STR_INIT;
		int used = text_fit(&status, status_word(item), STATUS_COLS);

		plan_words(d, item, &words);
		t->lines[t->count++] = arena_printf(&t->arena, "%s  %s%*s  %s", date_format(item->agreed, on), status.text,
			STATUS_COLS - used, "", words.text);
		str_release(&status);
		str_release(&words);
	}
}

static enum stige_rc fill_log(struct client_tab *t, struct desk *d, const struct casefile *c, struct err *err)
{
	struct export_options options = { .from = DATE_NONE, .to = DATE_NONE, .client = &c->client.id };
	struct log_row *rows;
	size_t count = 0;
	char at[INSTANT_TEXT];
	enum stige_rc rc = sessionlog_rows(d, &options, &t->arena, &rows, &count, err);

	lines_for(t, count);
	for (size_t i = count; !rc && i-- > 0 && t->count < LOG_MOST;)
		t->lines[t->count++] = arena_printf(&t->arena, "%s  %s  %s", instant_format_local(rows[i].at, at),
			rows[i].caseworker, rows[i].what);
	return rc;
}

enum stige_rc client_tab_fill(struct client_tab *t, struct desk *d, const struct casefile *c, enum look look,
	enum client_tab_kind kind, struct err *err)
{
	(void)look;
	switch (kind) {
	case CLIENT_TAB_ACTIVITIES:
		fill_activities(t, d, c);
		return STIGE_OK;
	case CLIENT_TAB_PLAN:
		fill_plan(t, d, c);
		return STIGE_OK;
	case CLIENT_TAB_LOG:
		return fill_log(t, d, c, err);
	}
	return STIGE_OK;
}
