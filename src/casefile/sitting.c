/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/sitting.h"

#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/plan.h"

#include "ended.h"
#include "forms.h"
#include "standing.h"
#include "stige/base/banned.h"

enum {
	NEXT_WEEKS = 13,                     /* about every third month (report lines 161-165) */
	JOURNAL_MOST = 16000,
	STEP_MOST = 400,
};

static const char *const step_names[STEP_COUNT] = {
	[STEP_BEFORE] = N_("Before"),
	[STEP_CLIENT] = N_("Client"),
	[STEP_CASEWORKER] = N_("You"),
	[STEP_ACTIVITIES] = N_("Activities"),
	[STEP_LOOK] = N_("Look together"),
	[STEP_AGREE] = N_("Agree"),
	[STEP_CLOSE] = N_("Close"),
};

const char *meeting_step_name(enum meeting_step step)
{
	return _(step_names[step]);
}

/* --- what state each step is in --- */

static const struct draft *draft_in(const struct sitting *s, enum respondent who)
{
	for (size_t i = 0; i < s->casefile->draft_count; i++) {
		const struct draft *d = &s->casefile->drafts[i];

		if (d->respondent == who && id_eq(&d->meeting, &s->meeting))
			return d;
	}
	return NULL;
}

/* How many questions the form asks of this client: relevance follows age, path and education. */
static enum stige_rc count_of(const struct sitting *s, const char *hash, unsigned *ret, struct err *err)
{
	const struct entry_context context = {
		.lang = s->desk->lang, .today = desk_today(s->desk), .now = store_now(s->desk->store),
	};
	struct standing standing = standing_on(&s->casefile->client.f, desk_today(s->desk));
	const struct form *form;
	struct entry *e;
	enum stige_rc rc = desk_form(s->desk, hash, &form, err);

	if (rc != STIGE_OK)
		return rc;
	e = entry_new(form, &context);
	rc = standing_give(&standing, e, err);
	*ret = (unsigned)entry_of(e);
	entry_free(e);
	return rc;
}

static enum stige_rc set_form_step(struct sitting *s, enum meeting_step step, enum respondent who,
	struct err *err)
{
	const struct response *r = casefile_in_meeting(s->casefile, &s->meeting, who);
	const struct draft *d = draft_in(s, who);
	const char *hash = r ? r->form_hash : d ? d->form_hash : form_hash(forms_current(s->desk, who));
	enum stige_rc rc = count_of(s, hash, &s->of[step], err);

	s->answered[step] = r ? casefile_count(s->casefile, r).given : d ? (unsigned)d->answered : 0;
	if (s->of[step] < s->answered[step])
		s->of[step] = s->answered[step];     /* given on another path than today's */
	s->steps[step] = r ? STEP_DONE : s->answered[step] > 0 ? STEP_STARTED : STEP_OPEN;
	return rc;
}

static bool was_seen(const struct sitting *s, enum meeting_step step)
{
	return s->seen & (1u << step);
}

static bool any_form_begun(const struct sitting *s)
{
	return s->steps[STEP_CLIENT] != STEP_OPEN || s->steps[STEP_CASEWORKER] != STEP_OPEN
		|| s->steps[STEP_ACTIVITIES] != STEP_OPEN;
}

static bool agreed_here(const struct sitting *s, bool steps_only)
{
	for (size_t i = 0; i < s->casefile->plan_count; i++) {
		const struct plan_item *p = &s->casefile->plan[i];

		if (id_eq(&p->meeting, &s->meeting) && (!steps_only || p->kind == PLAN_STEP))
			return true;
	}
	return false;
}

/*
 * Reading leaves no trace on disk: "before" is also done once answers were given, or when there
 * is nothing to read yet; "look" once something was chosen or agreed after it.
 */
static void set_reading_steps(struct sitting *s)
{
	bool nothing = s->casefile->rounds == 0 && s->casefile->plan_count == 0;
	bool agreed = agreed_here(s, true);

	if (was_seen(s, STEP_BEFORE) || any_form_begun(s) || nothing)
		s->steps[STEP_BEFORE] = STEP_DONE;
	else
		s->steps[STEP_BEFORE] = STEP_OPEN;
	s->steps[STEP_LOOK] = was_seen(s, STEP_LOOK) || agreed_here(s, false) ? STEP_DONE : STEP_OPEN;
	s->steps[STEP_AGREE] = was_seen(s, STEP_AGREE) || agreed ? STEP_DONE : STEP_OPEN;
	s->steps[STEP_CLOSE] = s->info.result == MEETING_OPEN ? STEP_OPEN : STEP_DONE;
}

static enum stige_rc set_steps(struct sitting *s, struct err *err)
{
	enum stige_rc rc = set_form_step(s, STEP_CLIENT, RESPONDENT_CLIENT, err);

	if (rc == STIGE_OK)
		rc = set_form_step(s, STEP_CASEWORKER, RESPONDENT_CASEWORKER, err);
	if (rc == STIGE_OK)
		rc = set_form_step(s, STEP_ACTIVITIES, RESPONDENT_ACTIVITIES, err);
	if (rc == STIGE_OK)
		set_reading_steps(s);
	return rc;
}

/* --- beginning, taking up, leaving --- */

static bool find_info(struct sitting *s)
{
	for (size_t i = 0; i < s->casefile->meeting_count; i++)
		if (id_eq(&s->casefile->meetings[i].id, &s->meeting)) {
			s->info = s->casefile->meetings[i];
			return true;
		}
	return false;
}

/* The next meeting as it is proposed: on a weekend nobody meets, so the Friday before. */
static int32_t workday_after(int32_t meeting)
{
	int32_t day = meeting + NEXT_WEEKS * 7;
	int weekday = date_weekday(day);

	return weekday > 5 ? day - (weekday - 5) : day;
}

/* On failure the sitting is as it was. */
enum stige_rc sitting_refresh(struct sitting *s, struct err *err)
{
	struct casefile *old = s->casefile, *fresh = NULL;
	struct id client = old ? old->client.id : s->info.client;
	enum stige_rc rc = casefile_load(s->desk, &client, "meeting", &fresh, err);

	if (rc != STIGE_OK)
		return rc;
	s->casefile = fresh;
	casefile_free(old);
	BUG_ON(!find_info(s));
	s->next_date = s->info.next_date != DATE_NONE ? s->info.next_date : workday_after(s->info.date);
	return set_steps(s, err);
}

enum stige_rc sitting_resume(struct desk *d, const struct id *meeting, struct sitting **ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct sitting *s = mem_alloc(sizeof(*s));
	enum stige_rc rc = meeting_get(d->store, &a, meeting, &s->info, err);

	s->desk = d;
	s->meeting = *meeting;
	if (rc == STIGE_OK && s->info.result != MEETING_OPEN)
		rc = err_set(err, STIGE_DATA, _("This meeting is closed; begin a new one."));
	if (rc == STIGE_OK)
		rc = sitting_refresh(s, err);
	arena_release(&a);
	if (rc != STIGE_OK) {
		sitting_free(s);
		return rc;
	}
	*ret = s;
	return STIGE_OK;
}

/* The client's open meeting; zero when there is none. */
static enum stige_rc open_meeting(struct desk *d, const struct id *client, struct id *ret, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct meeting *list = NULL;
	size_t count = 0;
	enum stige_rc rc = meeting_list(d->store, &a, client, &list, &count, err);

	memset(ret, 0, sizeof(*ret));
	for (size_t i = 0; i < count; i++)
		if (list[i].result == MEETING_OPEN)
			*ret = list[i].id;
	arena_release(&a);
	return rc;
}

enum stige_rc sitting_begin(struct desk *d, const struct id *client, enum meeting_kind kind,
	struct sitting **ret, struct err *err)
{
	struct id meeting;
	enum stige_rc rc = open_meeting(d, client, &meeting, err);

	if (rc == STIGE_OK && id_is_zero(&meeting))
		rc = meeting_begin(d->store, client, kind, desk_today(d), &meeting, err);
	return rc == STIGE_OK ? sitting_resume(d, &meeting, ret, err) : rc;
}

void sitting_free(struct sitting *s)
{
	if (!s)
		return;
	casefile_free(s->casefile);
	mem_free(s);
}

enum meeting_step sitting_next(const struct sitting *s)
{
	int step = STEP_BEFORE;

	while (step < STEP_CLOSE && s->steps[step] == STEP_DONE)
		step++;
	return (enum meeting_step)step;
}

void sitting_seen(struct sitting *s, enum meeting_step step)
{
	s->seen |= 1u << step;
	set_reading_steps(s);
}

/* --- what is done in it --- */

enum stige_rc sitting_set_kind(struct sitting *s, enum meeting_kind kind, struct err *err)
{
	enum stige_rc rc = kind == s->info.kind ? STIGE_OK
		: meeting_set_kind(s->desk->store, &s->meeting, kind, err);

	if (rc == STIGE_OK)
		s->info.kind = kind;
	return rc;
}

enum stige_rc sitting_agree(struct sitting *s, const char *text, int32_t due, struct err *err)
{
	struct str clean = STR_INIT;
	struct plan_item item = {
		.client = s->info.client, .meeting = s->meeting, .kind = PLAN_STEP, .code = "",
		.agreed = desk_today(s->desk), .due = due, .status = PLAN_OPEN, .status_at = DATE_NONE, .reason = "",
	};
	enum text_fault fault = text_check(text, strlen(text), STEP_MOST, 0, NULL);
	enum stige_rc rc;

	if (fault != TEXT_FINE)
		return err_set(err, STIGE_DATA, "%s", text_fault_sentence(fault));
	text_normalise(&clean, text);
	item.text = clean.text;
	if (clean.len == 0)
		rc = err_set(err, STIGE_DATA, _("Write what was agreed."));
	else if (due != DATE_NONE && due < desk_today(s->desk))
		rc = err_set(err, STIGE_DATA, _("This date has passed; write a date ahead."));
	else
		rc = plan_agree(s->desk, &item, err);
	str_release(&clean);
	return rc == STIGE_OK ? sitting_refresh(s, err) : rc;
}

enum stige_rc sitting_suggestion(struct sitting *s, const char *code, bool chosen, const char *reason,
	struct err *err)
{
	enum stige_rc rc = plan_decide(s->desk, s->casefile, &s->meeting, code, chosen, reason, err);

	return rc == STIGE_OK ? sitting_refresh(s, err) : rc;
}

/* --- closing --- */

/* The advice as code words: which groupings stood first, what was proposed, what was asked. */
static void advice_codes(const struct sitting *s, struct str *out)
{
	const struct advice_table *t = s->desk->instrument->advice;
	const struct advice *a = &s->casefile->advice;
	char letters[GROUPING_TEXT];

	str_addf(out, "path=%s best=", a->path == ADVICE_EDUCATION ? "education" : "job");
	for (size_t i = 0; i < a->best; i++)
		str_addf(out, i ? ",%s" : "%s", grouping_format(a->order[i].groups, letters));
	str_add(out, " activities=");
	for (size_t i = 0; i < a->activity_count; i++)
		str_addf(out, i ? ",a%d" : "a%d", a->activities[i]);
	str_add(out, " keep=");
	for (int no = 1, n = 0; no <= ACTIVITY_MOST; no++)
		if (a->keep & (UINT32_C(1) << no))
			str_addf(out, n++ ? ",a%d" : "a%d", no);
	str_add(out, " prompts=");
	for (size_t i = 0; i < a->prompt_count; i++)
		str_addf(out, i ? ",%s" : "%s", t->prompts[a->prompts[i]].name);
}

struct close_work {
	const struct id *meeting;
	const char *advice, *journal;
	int32_t next;
};

static enum stige_rc close_meeting(struct store *store, void *arg, struct err *err)
{
	const struct close_work *w = arg;
	enum stige_rc rc = meeting_keep_advice(store, w->meeting, w->advice, err);

	if (rc == STIGE_OK && *w->journal)
		rc = meeting_set_journal(store, w->meeting, w->journal, err);
	if (rc == STIGE_OK && w->next != DATE_NONE)
		rc = meeting_set_next(store, w->meeting, w->next, err);
	return rc == STIGE_OK ? meeting_close(store, w->meeting, MEETING_HELD, err) : rc;
}

enum stige_rc sitting_close(struct sitting *s, const char *journal, int32_t next_date, struct err *err)
{
	struct str codes = STR_INIT;
	struct close_work w = { &s->meeting, NULL, journal ? journal : "", next_date };
	enum text_fault fault = text_check(w.journal, strlen(w.journal), JOURNAL_MOST, TEXT_LINES, NULL);
	enum stige_rc rc;

	if (fault != TEXT_FINE)
		return err_set(err, STIGE_DATA, "%s", text_fault_sentence(fault));
	if (next_date != DATE_NONE && next_date < desk_today(s->desk))
		return err_set(err, STIGE_DATA, _("The next meeting lies in the past; write a date ahead."));
	advice_codes(s, &codes);
	w.advice = codes.text;
	rc = store_tx(s->desk->store, close_meeting, &w, err);
	str_release(&codes);
	return rc == STIGE_OK ? sitting_ended(s, err) : rc;
}
