/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The hand-over of one client: what is there by itself, five parts that are written, and the act:
 * to whom, and why. Who takes over sees this page before anything else of the client, until marked as
 * read. The study's figure on a change stands here alone, never on the page that is printed.
 */
#include "stige/casefile/handover.h"

#include "client_file.h"
#include "colleagues.h"
#include "handover_part.h"
#include "reassign.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum row {
	ROW_ROUNDS, ROW_ACTIVITIES, ROW_STEPS,   /* by themselves */
	ROW_STUDY,                               /* what the study found on one change, as a card */
	ROW_PART,                                /* the first of HANDOVER_PARTS */
	ROW_ASSIGN = ROW_PART + HANDOVER_PARTS,
	ROW_COUNT
};

enum { HEAD_ROWS = 1, LABEL_COLS = 30, NARROW = 60 };

struct handover_state {
	struct client_file client;
	struct handover_page page;
	struct id to;                            /* chosen, until the reason and the day are too */
	const char *reason;
	int32_t from;
	struct str title;                        /* of the list of colleagues */
	struct list list;
	int height, cols;
};

static const struct desk *desk_of(const struct handover_state *s)
{
	return s->client.app->desk;
}

static const struct note *note_of(const struct handover_state *s, enum row row)
{
	return row >= ROW_PART && row < ROW_ASSIGN ? s->page.part[row - ROW_PART] : NULL;
}

/* --- drawing --- */

static const char *row_name(enum row row)
{
	switch ((int)row) {
	case ROW_ROUNDS: return _("Progress");
	case ROW_ACTIVITIES: return _("Activities now");
	case ROW_STEPS: return _("Agreed steps");
	case ROW_STUDY: return _("The study on one change");
	case ROW_ASSIGN: return _("Hand over to a colleague");
	default: return handover_part_name((enum handover_part)(row - ROW_PART));
	}
}

static void steps_words(const struct casefile *f, struct str *out)
{
	size_t open = 0, done = 0;

	for (size_t i = 0; i < f->plan_count; i++) {
		open += f->plan[i].kind == PLAN_STEP && f->plan[i].status == PLAN_OPEN;
		done += f->plan[i].kind == PLAN_STEP && f->plan[i].status == PLAN_DONE;
	}
	str_addf(out, _("%zu done, %zu open"), done, open);
}

static void activities_words(const struct casefile *f, struct str *out)
{
	const struct activities *known = &f->desk->instrument->activities;
	const char *gap = "";

	for (size_t i = 0; i < known->count; i++)
		if (f->facts.running >> known->list[i].no & 1) {
			str_addf(out, "%s%s", gap, activity_short(known, &known->list[i], f->desk->lang));
			gap = "; ";
		}
	if (!*gap)
		str_add(out, f->facts.recorded ? _("none") : _("not recorded"));
}

static bool is_first_change(const struct handover_state *s)
{
	const struct evidence_row *rows[HANDOVER_FIGURES];

	return handover_figures(s->client.file, rows) > 0;
}

static void row_words(const struct handover_state *s, enum row row, struct str *out)
{
	const struct casefile *f = s->client.file;
	const struct note *note = note_of(s, row);

	switch ((int)row) {
	case ROW_ROUNDS:
		str_addf(out, ngettext("%u round", "%u rounds", f->rounds), f->rounds);
		return;
	case ROW_ACTIVITIES:
		activities_words(f, out);
		return;
	case ROW_STEPS:
		steps_words(f, out);
		return;
	case ROW_STUDY:
		str_add(out, is_first_change(s) ? _("Enter shows it with its limits")
			: _("said of a first change only"));
		return;
	case ROW_ASSIGN:
		if (s->page.now)
			str_addf(out, _("now: %s"), desk_initials(desk_of(s), &s->page.now->caseworker));
		return;
	default:
		str_add(out, note ? note->text : _("not written"));
	}
}

static bool is_ready(const struct handover_state *s, enum row row)
{
	const struct casefile *f = s->client.file;

	if (row == ROW_STUDY)
		return true;
	if (row < ROW_PART)
		return row == ROW_ROUNDS ? f->rounds > 0 : row == ROW_ACTIVITIES ? f->facts.recorded : f->plan_count > 0;
	return note_of(s, row) != NULL;
}

/* In a narrow window what is to be said of a part stands under its name. */
static int row_rows(const void *context, size_t i)
{
	const struct handover_state *s = context;
	struct str words = STR_INIT;
	int rows = 1;

	if (s->cols < NARROW)
		row_words(s, (enum row)i, &words);
	rows += words.len > 0;
	str_release(&words);
	return rows;
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct handover_state *s = context;
	int at = s->cols < NARROW ? 3 : LABEL_COLS;
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_TEXT;
	struct str words = STR_INIT;

	row_words(s, (enum row)i, &words);
	canvas_textf(c, 0, 0, s->cols < NARROW ? c->cols : LABEL_COLS - 1, role, "%s  %s",
		i == ROW_ASSIGN || i == ROW_STUDY ? " " : is_ready(s, (enum row)i) ? "x" : ".",
		row_name((enum row)i));
	canvas_text(c, c->rows - 1, at, words.len ? c->cols - at : 0, ROLE_VALUE, words.text);
	str_release(&words);
}

static struct list_source source_of(const struct handover_state *s)
{
	return (struct list_source){ .count = ROW_COUNT, .context = s, .draw = draw_row, .rows = row_rows };
}

static int draw_says(const struct handover_state *s, struct canvas *c, int row, enum canvas_role role,
	enum sentence what)
{
	struct str text = STR_INIT;

	sentence_say(&text, desk_of(s)->instrument, what, desk_of(s)->lang, NULL, 0);
	row += canvas_wrap(c, (struct rect){ row, 1, c->rows - row, c->cols - 2 }, role, text.text);
	str_release(&text);
	return row;
}

/* Both figures, and then what limits them. */
static void figures_words(const struct handover_state *s, struct str *out)
{
	const struct evidence *e = desk_of(s)->instrument->evidence;
	const struct evidence_row *rows[HANDOVER_FIGURES];
	size_t n = handover_figures(s->client.file, rows);

	for (size_t i = 0; i < n; i++)
		str_addf(out, "%s%s", i ? " " : "", evidence_text(rows[i], desk_of(s)->lang));
	for (size_t i = 0; i < evidence_count(e) && n; i++)
		if (str_has_word(rows[0]->limits, evidence_at(e, i)->id))
			str_addf(out, " %s", evidence_text(evidence_at(e, i), desk_of(s)->lang));
}

/*
 * One change only, and only here (report lines 1031-1078): nothing is worked out for several. Whole, with
 * its limits, or not at all: the row above opens its card.
 */
static int draw_figures(const struct handover_state *s, struct canvas *c, int row)
{
	struct str text = STR_INIT;
	int need;

	figures_words(s, &text);
	need = text.len ? canvas_wrap_rows(text.text, c->cols - 2) : 0;
	if (need && row + need <= c->rows)
		canvas_wrap(c, (struct rect){ row, 1, need, c->cols - 2 }, ROLE_EVIDENCE, text.text);
	str_release(&text);
	return row + need <= c->rows ? row + need : row;
}

/* The part in focus in full, and what a change means. */
static void draw_below(const struct handover_state *s, struct canvas *c)
{
	const struct note *note = note_of(s, (enum row)s->list.focus);
	int row = 1;

	canvas_hline(c, 0, 0, c->cols);
	if (s->list.focus == ROW_ASSIGN)
		row += canvas_wrap(c, (struct rect){ row, 1, c->rows - row, c->cols - 2 }, ROLE_TEXT,
			_("The way back: u takes it back until the new caseworker has written something; after that the "
			"new caseworker hands the client over to you, on this same page."));
	if (note)
		row += canvas_wrap(c, (struct rect){ row, 1, c->rows - row, c->cols - 2 }, ROLE_TEXT, note->text);
	if (s->page.waits)
		row = draw_says(s, c, row, ROLE_HINT, SENTENCE_HANDOVER_FIRST);
	if (s->page.unwritten)
		row = draw_says(s, c, row, ROLE_HINT, SENTENCE_HANDOVER_UNWRITTEN);
	row = draw_says(s, c, row, ROLE_HINT, SENTENCE_HANDOVER_FRESH);
	row = draw_figures(s, c, row);
	draw_says(s, c, row, ROLE_EVIDENCE, SENTENCE_HANDOVER_GIVE);
}

static int list_height(const struct handover_state *s)
{
	int room = s->height - HEAD_ROWS;

	if (room < 1)
		return 1;
	return ROW_COUNT < room ? ROW_COUNT : room;
}

static void handover_draw(const void *state, struct canvas *c)
{
	const struct handover_state *s = state;
	struct list_source src = source_of(s);
	int height = list_height(s), from = HEAD_ROWS + height;
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, height, c->cols });
	struct canvas below = canvas_sub(c, (struct rect){ from, 0, c->rows - from, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	if (below.rows > 1)
		draw_below(s, &below);
	list_draw(&s->list, &src, &list);
}

/* --- the screen --- */

static enum stige_rc handover_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct handover_state *s = state;

	if (app_look(app_of(ui)) == LOOK_SHARED)
		return err_set(err, STIGE_PERMISSION, "%s", _("This page is for your own look; press w first."));
	s->list.focus = ROW_PART;
	return client_file_open(&s->client, app_of(ui), arg, err);
}

static void handover_layout(void *state, int rows, int cols)
{
	struct handover_state *s = state;
	struct list_source src = source_of(s);

	s->height = rows;
	s->cols = cols;
	list_layout(&s->list, &src, list_height(s));
}

static enum stige_rc handover_reload(void *state, struct err *err)
{
	struct handover_state *s = state;
	enum stige_rc rc = client_file_reload(&s->client, err);

	if (s->client.file)
		handover_page_make(&s->page, s->client.file);
	return rc;
}

static void handover_title(const void *state, struct str *left, struct str *right)
{
	const struct handover_state *s = state;

	str_addf(left, _("Hand-over: %s"), s->client.file->client.f.name);
	str_addf(right, _("%u of %d written"), s->page.ready, (int)HANDOVER_PARTS);
}

static const char *handover_label(const void *state, enum action action)
{
	const struct handover_state *s = state;
	enum row row = (enum row)s->list.focus;

	if (action == ACTION_OPEN)
		return row == ROW_ASSIGN ? _("choose whom") : row == ROW_STUDY ? is_first_change(s) ? _("card") : ""
			: row >= ROW_PART ? _("write") : "";
	if (action == ACTION_MARK)
		return s->page.waits ? _("read") : "";
	if (action == ACTION_SHEET)
		return _("whole page");
	return action == ACTION_EDIT || action == ACTION_EXPORT ? "" : NULL;
}

/* --- the act --- */

static unsigned hand_over(struct handover_state *s)
{
	struct app *a = s->client.app;
	struct err err = ERR_INIT;

	if (handover_assign(a->desk, s->client.file, &s->to, s->from, s->reason, &err))
		return ui_fail(a->ui, &err);
	ui_say(a->ui, _("%s is handed over to %s; u takes it back."), s->client.file->client.case_no,
		desk_initials(a->desk, &s->to));
	/* A colleague's client from now on: nothing of it stays on the screen. */
	return ui_pop_to(a->ui, &screen_caseload);
}

static unsigned all_the_same(void *state, int value)
{
	return value == 1 ? hand_over(state) : UI_REDRAW;
}

/* What the next caseworker will miss is said before, and going back is the choice that is marked. */
static unsigned warn(struct handover_state *s)
{
	const char *const choices[] = { _("Go back, and write it first"), _("Hand over all the same"), NULL };
	struct str text = STR_INIT;
	unsigned did;

	str_addf(&text, _("%s goes to %s. %u of %d parts are written"), s->client.file->client.f.name,
		desk_initials(desk_of(s), &s->to), s->page.ready, (int)HANDOVER_PARTS);
	str_add(&text, s->page.part[HANDOVER_JOINT] ? "" : _("; no joint meeting"));
	str_add(&text, s->page.part[HANDOVER_TOLD] ? "" : _("; the client is not told"));
	str_addc(&text, '.');
	did = ui_ask(s->client.app->ui, &(struct ui_ask){ .title = _("Hand over"), .text = text.text,
		.choices = choices }, all_the_same);
	str_release(&text);
	return did;
}

static unsigned day_chosen(void *state, int value)
{
	struct handover_state *s = state;

	if (value == 0)
		return UI_REDRAW;
	s->from = value;
	return s->page.ready < HANDOVER_PARTS ? warn(s) : hand_over(s);
}

static unsigned reason_chosen(void *state, int value)
{
	struct handover_state *s = state;

	if (value < 0)
		return UI_REDRAW;
	s->reason = handover_reason((size_t)value);
	return handover_ask_day(s->client.app, day_chosen);
}

static unsigned colleague_chosen(void *state, int value)
{
	struct handover_state *s = state;

	if (value <= 0)
		return UI_REDRAW;
	s->to = desk_of(s)->caseworkers[value - 1].id;
	return handover_ask_reason(s->client.app, reason_chosen);
}

static unsigned open_study(struct handover_state *s)
{
	const struct evidence_row *rows[HANDOVER_FIGURES];
	struct str text = STR_INIT;
	struct text_arg arg = { .title = _("Where it comes from"), .context = CONTEXT_PAGE };

	if (handover_figures(s->client.file, rows) == 0)
		return UI_BELL;
	evidence_card(&text, desk_of(s)->instrument->evidence, rows[0], desk_of(s)->lang);
	arg.text = str_steal(&text);
	return ui_open(s->client.app->ui, &screen_text, &arg, NULL);
}

static unsigned choose_whom(struct handover_state *s)
{
	str_clear(&s->title);
	str_addf(&s->title, _("Hand over %s to"), s->client.file->client.f.name);
	return colleagues_open(s->client.app, &(struct colleagues_arg){ .title = s->title.text,
		.without = &s->client.file->client.caseworker }, colleague_chosen);
}

static unsigned enter(struct handover_state *s)
{
	enum row row = (enum row)s->list.focus;
	const struct note *note = note_of(s, row);

	if (row == ROW_ASSIGN)
		return choose_whom(s);
	if (row == ROW_STUDY)
		return open_study(s);
	if (row < ROW_PART)
		return UI_BELL;
	return handover_part_open(s->client.app, &(struct handover_part_arg){ .file = s->client.file,
		.part = (enum handover_part)(row - ROW_PART), .now = note ? note->text : "" });
}

static unsigned mark_read(struct handover_state *s)
{
	struct err err = ERR_INIT;

	if (!s->page.waits)
		return UI_BELL;
	if (handover_mark_read(s->client.app->desk, s->client.file, &err))
		return ui_fail(s->client.app->ui, &err);
	ui_say(s->client.app->ui, "%s", _("Marked as read."));
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned handover_action(void *state, enum action action)
{
	struct handover_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN || action == ACTION_EDIT)
		return enter(s);
	if (action == ACTION_MARK)
		return mark_read(s);
	if (action == ACTION_SHEET)
		return ui_open(s->client.app->ui, &screen_handover_page, &s->client.id, NULL);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void handover_close(void *state)
{
	struct handover_state *s = state;

	client_file_close(&s->client);
	str_release(&s->title);
}

const struct screen screen_handover = {
	.name = "handover",
	.state_size = sizeof(struct handover_state),
	.context = CONTEXT_HANDOVER,
	.open = handover_open,
	.reload = handover_reload,
	.layout = handover_layout,
	.title = handover_title,
	.label = handover_label,
	.draw = handover_draw,
	.action = handover_action,
	.close = handover_close,
};
