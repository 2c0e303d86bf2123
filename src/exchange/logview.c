/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session log in words, for the log screen. The file has code words instead: sessionlog.c. */
#include "stige/exchange/sessionlog.h"

#include "logsource.h"

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* What happened. "%s" stands for the form, in the kinds that are about one. */
static const char *const kind_words[EVENT_KIND_COUNT] = {
	[EVENT_MEETING_BEGUN] = N_("meeting begun"),
	[EVENT_MEETING_HELD] = N_("meeting held"),
	[EVENT_MEETING_NOT_COME] = N_("client did not come"),
	[EVENT_MEETING_CANCELLED] = N_("meeting cancelled"),
	[EVENT_MEETING_MOVED] = N_("meeting moved"),
	[EVENT_MEETING_REOPENED] = N_("meeting open again"),
	[EVENT_DRAFT_BEGUN] = N_("%s begun"),
	[EVENT_DRAFT_PAUSED] = N_("%s paused"),
	[EVENT_DRAFT_RESUMED] = N_("%s resumed"),
	[EVENT_DRAFT_DROPPED] = N_("%s dropped"),
	[EVENT_FORM_COMPLETED] = N_("%s completed"),
	[EVENT_CORRECTED] = N_("%s corrected"),
	[EVENT_VOIDED] = N_("%s voided"),
	[EVENT_ACTIVITIES_REGISTERED] = N_("activities registered"),
	[EVENT_ACTIVITY_DATED] = N_("activity dated"),
	[EVENT_SUGGESTION_CHOSEN] = N_("suggestion chosen"),
	[EVENT_SUGGESTION_DECLINED] = N_("suggestion declined"),
	[EVENT_STEP_AGREED] = N_("step agreed"),
	[EVENT_STEP_DONE] = N_("step done"),
	[EVENT_STEP_NOT_DONE] = N_("step not done"),
	[EVENT_STEP_DROPPED] = N_("step dropped"),
	[EVENT_NOTE_ADDED] = N_("note added"),
	[EVENT_NOTE_CHANGED] = N_("note taken back or written again"),
	[EVENT_JOURNAL_WRITTEN] = N_("journal text written"),
	[EVENT_SHEET_PRINTED] = N_("sheet printed"),
	[EVENT_NEXT_AGREED] = N_("next meeting agreed"),
	[EVENT_OUTCOME_RECORDED] = N_("outcome recorded"),
	[EVENT_OUTCOME_CHANGED] = N_("outcome changed"),
	[EVENT_CONFLICT_SETTLED] = N_("two versions settled"),
	[EVENT_CLIENT_ADDED] = N_("client added"),
	[EVENT_CLIENT_EDITED] = N_("client edited"),
	[EVENT_CLIENT_ASSIGNED] = N_("caseworker assigned"),
};

struct code_words {
	const char *code, *words;
};

static const struct code_words form_words[] = {
	{ "client", N_("client form") },
	{ "caseworker", N_("caseworker form") },
	{ "activities", N_("activities form") },
};

static const struct code_words mode_words[] = {
	{ "alone", N_("client alone") },
	{ "read-aloud", N_("read aloud") },
	{ "interpreter", N_("with interpreter") },
	{ "paper", N_("from paper") },
	{ "phone", N_("by phone") },
};

/* A code word's translation; `otherwise` when it has none. */
static const char *words_of(const struct code_words *list, size_t count, const char *code,
	const char *otherwise)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(list[i].code, code))
			return _(list[i].words);
	return otherwise;
}

static const char *what(struct arena *a, const struct event *e)
{
	const char *form = words_of(form_words, ARRAY_SIZE(form_words), e->respondent, _("form"));
	const char *kind = kind_words[e->kind] ? _(kind_words[e->kind]) : event_word(e->kind);
	struct str text = STR_INIT;
	const char *at = kind;
	const char *copy;

	/* The words come from a table and a catalogue, so the form is put in by hand, not by printf. */
	while (*at) {
		if (at[0] == '%' && at[1] == 's') {
			str_add(&text, form);
			at += 2;
		} else {
			str_addc(&text, *at++);
		}
	}
	if (str_eq(e->reason, UNDONE))
		str_add(&text, _(" (taken back)"));
	copy = arena_strdup(a, text.text);
	str_release(&text);
	return copy;
}

/* The client answers in some mode; the other forms are filled in by whoever is logged in. */
static const char *filled_in_by(struct arena *a, const struct event *e, const char *initials)
{
	if (!*e->respondent)
		return "";
	if (!str_eq(e->respondent, "client"))
		return initials;
	return arena_strdup(a, words_of(mode_words, ARRAY_SIZE(mode_words), e->mode, ""));
}

struct gathering {
	const struct log_source *source;
	struct arena *arena;
	struct log_row *rows;
	size_t count, cap;
};

static bool gather(void *ctx, const struct event *e)
{
	struct gathering *g = ctx;
	const struct client *c = log_client(g->source, &e->client);
	struct str detail = STR_INIT;
	struct log_row *row;

	g->rows = mem_grow(g->rows, &g->cap, g->count + 1, sizeof(*g->rows));
	row = &g->rows[g->count++];
	log_detail(&detail, e);
	*row = (struct log_row){
		.at = e->at,
		.event = event_word(e->kind),
		.case_no = c ? arena_strdup(g->arena, c->case_no) : "",
		.name = c ? arena_strdup(g->arena, log_name(c, g->arena)) : "",
		.caseworker = arena_strdup(g->arena, log_initials(g->source, &e->caseworker)),
		.what = what(g->arena, e),
		.detail = arena_strdup(g->arena, detail.text),
		.answered = e->answered,
		.of = e->of,
	};
	row->filled_in_by = filled_in_by(g->arena, e, row->caseworker);
	str_release(&detail);
	return true;
}

/* The log names people: that it was looked at stands in the other log. */
static enum stige_rc tell(struct desk *d, const struct id *client, struct err *err)
{
	struct event e = {
		.kind = EVENT_LOG_SHOWN, .form_hash = "", .item = "", .reason = "session", .answered = -1, .of = -1,
		.minutes = -1, .respondent = "", .mode = "", .language = "",
	};

	if (client)
		e.client = *client;
	return event_add(d->store, &e, err);
}

enum stige_rc sessionlog_rows(struct desk *d, const struct export_options *options, struct arena *a,
	struct log_row **ret, size_t *ret_count, struct err *err)
{
	struct log_source source;
	struct gathering g = { .source = &source, .arena = a };
	enum stige_rc rc = tell(d, options->client, err);

	if (rc == STIGE_OK)
		rc = log_source_load(&source, d, err);
	if (rc != STIGE_OK)
		return rc;
	rc = log_each(d, options, gather, &g, err);
	if (rc == STIGE_OK) {
		*ret = arena_array(a, g.count, sizeof(*g.rows));
		for (size_t i = 0; i < g.count; i++)
			(*ret)[i] = g.rows[i];
		*ret_count = g.count;
	}
	mem_free(g.rows);
	log_source_release(&source);
	return rc;
}
