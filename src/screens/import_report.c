/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a table would bring, line by line, before any of it is taken in. Where only a person can say who somebody is,
 * a box asks, one line after the other; then it is tried again with what was said. All of it comes in, or nothing.
 */
#include "import.h"

#include "client_tabs.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 3, PERCENT_STEP = 5, CHOICES_MOST = 4 };
enum phase { PHASE_TRYING, PHASE_TRIED, PHASE_TAKING, PHASE_TAKEN, PHASE_FAILED };

struct report_state {
	struct app *app;
	struct import_arg arg;
	enum phase phase;
	unsigned percent;
	struct import_result result;
	struct outcome_counts outcomes;
	struct err err;
	struct import_decision *decisions;
	size_t decision_count, decision_cap;
	size_t asked;                    /* the problem that the box asks about */
	enum import_choice offered[CHOICES_MOST];
	struct client_tab rows;
	struct list list;
	int height;
};

static struct list_source source_of(const struct report_state *s)
{
	return (struct list_source){ .count = s->rows.count, .context = &s->rows, .draw = client_tab_draw,
		.rows = client_tab_rows, .can_focus = client_tab_can_focus };
}

/* ---- what was said ---- */

static const struct import_decision *decision_about(const struct report_state *s, const struct import_problem *p)
{
	for (size_t i = 0; i < s->decision_count; i++)
		if (s->decisions[i].line == p->line && s->decisions[i].doubt == p->doubt)
			return &s->decisions[i];
	return NULL;
}

/* The next problem from `from` on that only a person can settle; the count of problems when there is none. */
static size_t next_question(const struct report_state *s, size_t from)
{
	while (from < s->result.problem_count && (s->result.problems[from].doubt == DOUBT_NONE
		|| decision_about(s, &s->result.problems[from])))
		from++;
	return from;
}

static size_t count_questions(const struct report_state *s, bool open)
{
	size_t n = 0;

	for (size_t i = 0; i < s->result.problem_count; i++)
		n += s->result.problems[i].doubt != DOUBT_NONE && (!open || !decision_about(s, &s->result.problems[i]));
	return n;
}

static const char *choice_words(enum import_doubt doubt, enum import_choice choice)
{
	if (doubt == DOUBT_ANSWERS)
		return choice == DECIDED_SAME ? _("The file's answers correct them") : _("Keep those that are here");
	if (doubt == DOUBT_ERASED && choice == DECIDED_OTHER)
		return _("Somebody else: a new number");
	return choice == DECIDED_SAME ? _("The same person") : choice == DECIDED_OTHER ? _("Another person")
		: choice == DECIDED_LEAVE_OUT ? _("Leave these lines out") : _("Not now");
}

/* ---- words ---- */

static void counts_words(const struct report_state *s, struct str *out)
{
	const struct import_result *r = &s->result;
	bool taken = s->phase == PHASE_TAKEN;

	if (s->arg.kind == IMPORT_OUTCOMES)
		str_addf(out, taken ? _("Outcomes taken in: %zu, changed: %zu, known already: %zu.")
			: _("Outcomes that would come in: %zu, be changed: %zu, are known already: %zu."), s->outcomes.added,
			s->outcomes.changed, s->outcomes.known);
	else if (s->arg.kind == IMPORT_ANSWERS)
		str_addf(out, taken ? _("Forms with answers taken in: %zu, known already: %zu; new clients: %zu.")
			: _("Forms with answers that would come in: %zu, are known already: %zu; new clients: %zu."), r->added,
			r->known, r->clients);
	else
		str_addf(out, taken ? _("Clients taken in: %zu, known already: %zu.")
			: _("Clients that would come in: %zu, are known already: %zu."), r->added, r->known);
	if (r->left_out > 0)
		str_addf(out, _(" Left out: %zu."), r->left_out);
	if (s->arg.kind == IMPORT_OUTCOMES)
		str_addf(out, _(" Lines of somebody here: %zu, of nobody here: %zu, twice: %zu."), s->outcomes.matched,
			s->outcomes.unmatched, s->outcomes.duplicate);
}

static void head_words(const struct report_state *s, struct str *out)
{
	size_t open = count_questions(s, true), wrong = s->result.problem_count - count_questions(s, false);

	if (s->phase == PHASE_TRYING || s->phase == PHASE_TAKING)
		str_addf(out, s->phase == PHASE_TRYING ? _("Trying it, nothing is taken in yet: %u %%. Any key stops it.")
			: _("Taking it in: %u %%. Any key stops it, and then nothing comes in."), s->percent);
	else if (s->phase == PHASE_FAILED && s->result.problem_count == 0)
		str_add(out, s->err.msg);
	else if (s->phase == PHASE_FAILED)
		str_addf(out, _("Nothing was taken in. Lines read: %zu. To be put right in the file: %zu. To be decided: %zu."),
			s->result.rows, wrong, open);
	else
		counts_words(s, out);
}

static void act_words(const struct report_state *s, struct str *out)
{
	size_t open = count_questions(s, true);

	if (s->phase == PHASE_TRIED)
		str_add(out, _("Take it in"));
	else if (s->phase == PHASE_TAKEN)
		str_add(out, _("Back to the caseload"));
	else if (open > 0)
		str_addf(out, ngettext("Decide about %zu line", "Decide about %zu lines, one after the other", open), open);
	else
		str_add(out, _("Try it again"));
}

/* What is asked, without what the command line would do about it. */
static void question_words(const struct import_problem *p, struct str *out)
{
	if (p->doubt == DOUBT_ALIKE && *p->who)
		str_addf(out, _("Name and birth date look like those of %s. Is it the same person?"), p->who);
	else if (p->doubt == DOUBT_ALIKE)
		str_add(out, _("Name and birth date look like those of a line further up."));
	else if (p->doubt == DOUBT_NUMBER)
		str_addf(out, _("The journal number is that of %s, who has another name. Is it the same person?"), p->who);
	else if (p->doubt == DOUBT_CPR)
		str_addf(out, _("The CPR number is that of %s. Is it the same person?"), p->who);
	else if (p->doubt == DOUBT_ANSWERS)
		str_add(out, _("Other answers of this client and day are here already."));
	else
		str_add(out, p->message);
}

static void problem_words(const struct report_state *s, const struct import_problem *p, struct str *out)
{
	const struct import_decision *d = decision_about(s, p);

	if (p->line > 0)
		str_addf(out, _("Line %zu, column %zu: "), p->line, p->column);
	if (d)
		str_addf(out, "[%s] ", choice_words(p->doubt, d->choice));
	question_words(p, out);
}

/* Line 0 is the act, the problems follow in the file's order. */
static void fill_rows(struct report_state *s)
{
	struct list_source src;
	struct str text = STR_INIT;

	client_tab_release(&s->rows);
	if (s->phase != PHASE_TRYING && s->phase != PHASE_TAKING) {
		act_words(s, &text);
		client_tab_add(&s->rows, ROLE_VALUE, 0, text.text);
	}
	for (size_t i = 0; i < s->result.problem_count && s->phase == PHASE_FAILED; i++) {
		str_clear(&text);
		problem_words(s, &s->result.problems[i], &text);
		client_tab_add(&s->rows, ROLE_TEXT, 0, text.text);
	}
	if (s->result.note && s->rows.count > 0)
		client_tab_add(&s->rows, ROLE_HINT, 0, s->result.note);
	str_release(&text);
	src = source_of(s);
	list_layout(&s->list, &src, s->height);
}

/* ---- the work ---- */

static bool progress(void *state, size_t done, size_t of)
{
	struct report_state *s = state;
	struct ui *ui = s->app->ui;
	unsigned percent = of > 0 ? (unsigned)(100 * done / of) : 0;

	if (percent >= s->percent + PERCENT_STEP) {
		s->percent = percent - percent % PERCENT_STEP;
		ui_show(ui);
	}
	return !ui->key_waits || !ui->key_waits(ui->key_ctx);
}

static const char *or_none(const char *text)
{
	return *text ? text : NULL;
}

static enum stige_rc import_it(struct report_state *s, bool dry_run)
{
	const struct import_arg *a = &s->arg;
	const struct import_options o = {
		.dry_run = dry_run, .blanks = a->blanks, .map = or_none(a->map), .save_map = or_none(a->save_map),
		.decisions = s->decisions, .decision_count = s->decision_count, .progress = progress, .ctx = s,
	};
	const struct outcome_options outcomes = {
		.dry_run = dry_run, .links = or_none(a->links), .progress = progress, .ctx = s,
	};
	struct desk *d = s->app->desk;

	import_result_release(&s->result);
	s->err = (struct err)ERR_INIT;
	if (a->kind == IMPORT_OUTCOMES)
		return import_outcomes(d, a->path, &outcomes, &s->result, &s->outcomes, &s->err);
	return a->kind == IMPORT_ANSWERS ? import_answers(d, a->path, &o, &s->result, &s->err)
		: import_clients(d, a->path, &o, &s->result, &s->err);
}

static void try_it(void *state)
{
	struct report_state *s = state;

	s->phase = import_it(s, true) ? PHASE_FAILED : PHASE_TRIED;
	fill_rows(s);
}

static void take_in(void *state)
{
	struct report_state *s = state;
	struct str text = STR_INIT;

	s->phase = import_it(s, false) ? PHASE_FAILED : PHASE_TAKEN;
	if (s->phase == PHASE_TAKEN) {
		counts_words(s, &text);
		ui_say(s->app->ui, "%s", text.text);
		ui_stale(s->app->ui);
	}
	str_release(&text);
	fill_rows(s);
}

static unsigned begin(struct report_state *s, enum phase phase, void (*work)(void *state))
{
	s->phase = phase;
	s->percent = 0;
	fill_rows(s);
	app_begin_job(s->app, work, s);
	return UI_REDRAW;
}

/* ---- asking ---- */

static unsigned ask(struct report_state *s, size_t i);

static void decide(struct report_state *s, const struct import_problem *p, enum import_choice choice)
{
	s->decisions = mem_grow(s->decisions, &s->decision_cap, s->decision_count + 1, sizeof(*s->decisions));
	s->decisions[s->decision_count++] = (struct import_decision){ p->line, p->doubt, choice };
}

static unsigned answered(void *state, int value)
{
	struct report_state *s = state;
	size_t next;

	if (value <= 0)
		return UI_REDRAW;
	decide(s, &s->result.problems[s->asked], s->offered[value]);
	next = next_question(s, s->asked);
	fill_rows(s);
	return next < s->result.problem_count ? ask(s, next) : begin(s, PHASE_TRYING, try_it);
}

/* "Not now" first: no Enter too many decides who somebody is. */
static unsigned ask(struct report_state *s, size_t i)
{
	const struct import_problem *p = &s->result.problems[i];
	const char *choices[CHOICES_MOST + 1] = { NULL };
	struct str title = STR_INIT, text = STR_INIT;
	size_t n = 0;
	unsigned did;

	s->asked = i;
	s->offered[n++] = DECIDED_NOT;
	if (*p->who)
		s->offered[n++] = DECIDED_SAME;
	if (p->doubt == DOUBT_ALIKE || p->doubt == DOUBT_ERASED)
		s->offered[n++] = DECIDED_OTHER;
	s->offered[n++] = DECIDED_LEAVE_OUT;
	for (size_t k = 0; k < n; k++)
		choices[k] = choice_words(s->offered[k] == DECIDED_NOT ? DOUBT_NONE : p->doubt, s->offered[k]);
	str_addf(&title, _("Line %zu"), p->line);
	question_words(p, &text);
	did = ui_ask(s->app->ui, &(struct ui_ask){ .title = title.text, .text = text.text, .choices = choices }, answered);
	str_release(&text);
	str_release(&title);
	return did;
}

static unsigned act(struct report_state *s)
{
	size_t question = next_question(s, 0);

	if (s->phase == PHASE_TRIED)
		return begin(s, PHASE_TAKING, take_in);
	if (s->phase == PHASE_TAKEN)
		return ui_pop_to(s->app->ui, &screen_caseload);
	return question < s->result.problem_count ? ask(s, question) : begin(s, PHASE_TRYING, try_it);
}

static unsigned open_row(struct report_state *s)
{
	size_t i = s->list.focus;

	if (s->rows.count == 0)
		return UI_NONE;
	if (i == 0)
		return act(s);
	if (i - 1 < s->result.problem_count && s->result.problems[i - 1].doubt != DOUBT_NONE
		&& !decision_about(s, &s->result.problems[i - 1]))
		return ask(s, i - 1);
	return UI_BELL;
}

/* ---- the page ---- */

static enum stige_rc report_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct report_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->arg = *(const struct import_arg *)arg;
	s->result = (struct import_result)IMPORT_RESULT_INIT;
	(void)begin(s, PHASE_TRYING, try_it);
	return STIGE_OK;
}

static void report_layout(void *state, int rows, int cols)
{
	struct report_state *s = state;
	struct list_source src;

	s->height = rows > HEAD_ROWS ? rows - HEAD_ROWS : 1;
	s->rows.cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, s->height);
}

static void page_title(const void *state, struct str *left, struct str *right)
{
	const struct report_state *s = state;

	(void)right;
	str_addf(left, _("Take in: %s"), s->arg.path);
}

static const char *report_label(const void *state, enum action action)
{
	const struct report_state *s = state;

	if (action == ACTION_OPEN && s->rows.count > 0 && s->list.focus == 0)
		return s->phase == PHASE_TRIED ? _("take it in") : NULL;
	return action == ACTION_MARK ? "" : NULL;
}

static void report_draw(const void *state, struct canvas *c)
{
	const struct report_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });
	struct str text = STR_INIT;

	head_words(s, &text);
	canvas_wrap(c, (struct rect){ 0, 1, HEAD_ROWS - 1, c->cols - 2 },
		s->phase == PHASE_FAILED ? ROLE_ERROR : ROLE_TEXT, text.text);
	canvas_hline(c, HEAD_ROWS - 1, 0, c->cols);
	canvas_cursor(c, 0, 1, false);
	if (s->rows.count > 0)
		list_draw(&s->list, &src, &body);
	str_release(&text);
}

static unsigned report_action(void *state, enum action action)
{
	struct report_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return open_row(s);
	return action == ACTION_BACK ? (unsigned)UI_POP : (unsigned)UI_UNHANDLED;
}

static bool report_find(void *state, const char *words, int step)
{
	struct report_state *s = state;
	struct list_source src = source_of(s);

	return list_find(&s->list, &src, s->rows.cols, words, step);
}

static void report_close(void *state)
{
	struct report_state *s = state;

	app_drop_job(s->app, s);
	client_tab_release(&s->rows);
	import_result_release(&s->result);
	mem_free(s->decisions);
}

const struct screen screen_import_report = {
	.name = "import-report",
	.state_size = sizeof(struct report_state),
	.context = CONTEXT_LIST,
	.open = report_open,
	.layout = report_layout,
	.title = page_title,
	.label = report_label,
	.draw = report_draw,
	.action = report_action,
	.find = report_find,
	.close = report_close,
};
