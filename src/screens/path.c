/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The path as the report prints it, with this client's newest answer in each box: Figure 6 to a job,
 * Figure 7 to an education; for the job also the nine of Figure 3 and the ways of searching. Enter says
 * where a row comes from. Nothing is added up, and no figure that the report leaves blank gets a number.
 */
#include "client_file.h"

#include "series_draw.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/path.h"
#include "stige/instrument/sentences.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum { HEAD_ROWS = 1, ROWS_MOST = 128, FIGURE_MOST = 32, SEARCH = 3, WIDE = 72, SPARK_FROM = 56,
	LABEL_COLS = 34, INDENT = 2,
	SPARK_COLS = 8, NAME_COLS = 4 };

enum row_kind {
	ROW_HEADING,                     /* a part of the figure, with its sentence */
	ROW_BOX,
	ROW_ITEM,                        /* one of Figure 3's */
	ROW_CHANNEL,
	ROW_SENTENCE,
	ROW_GAP,                         /* an empty line before a heading */
};

struct path_row {
	enum row_kind kind;
	const struct evidence_row *evidence;     /* what Enter shows; NULL = nothing */
	const struct path_box *box;
	struct path_value value;
	const struct path_channel *channel;
};

struct path_state {
	struct client_file client;
	struct path path;
	struct path_value search[FIGURE_MOST], searching;
	struct path_channel channels[PATH_CHANNELS_MOST];
	struct path_row rows[ROWS_MOST];
	size_t count;
	struct list list;
	int height, cols;
};

static const struct desk *desk_of(const struct path_state *s)
{
	return s->client.app->desk;
}

/* --- what stands in the list --- */

static void add_row(struct path_state *s, struct path_row row)
{
	if (row.kind == ROW_HEADING && s->count > 0)
		add_row(s, (struct path_row){ .kind = ROW_GAP });
	if (s->count < ROWS_MOST)
		s->rows[s->count++] = row;
}

static void add_sentence(struct path_state *s, enum row_kind kind, enum sentence what)
{
	add_row(s, (struct path_row){ .kind = kind, .evidence = sentence_row(desk_of(s)->instrument, what) });
}

static void add_boxes(struct path_state *s)
{
	const struct evidence_row *notes[PATH_NOTES_MOST];
	bool job = s->path.which == ADVICE_JOB, channels = false;
	size_t count = path_notes(&s->path, desk_of(s)->instrument->evidence, notes);

	add_sentence(s, ROW_HEADING, job ? SENTENCE_PATH_INDICATORS : SENTENCE_PATH_EDUCATION);
	for (size_t i = 0; i < s->path.count; i++) {
		const struct path_box *b = &s->path.list[i];

		if (b->box->kind == ADVICE_BOX_CHANNEL && !channels)
			add_sentence(s, ROW_HEADING, SENTENCE_PATH_CHANNELS);
		channels = channels || b->box->kind == ADVICE_BOX_CHANNEL;
		add_row(s, (struct path_row){ .kind = ROW_BOX, .box = b, .evidence = b->box->label });
	}
	if (s->path.left_out)
		add_sentence(s, ROW_SENTENCE, SENTENCE_PATH_HIDDEN);
	for (size_t i = 0; i < count; i++)
		add_row(s, (struct path_row){ .kind = ROW_SENTENCE, .evidence = notes[i] });
}

static void add_search(struct path_state *s, enum look look)
{
	size_t n = path_figure(s->client.file, SEARCH, look, s->search, FIGURE_MOST);

	add_sentence(s, ROW_HEADING, SENTENCE_PATH_SEARCH);
	for (size_t i = 0; i < n; i++)
		add_row(s, (struct path_row){ .kind = ROW_ITEM, .value = s->search[i],
			.evidence = figure_row(desk_of(s)->instrument, s->search[i].series->indicator, SEARCH) });
	if (look == LOOK_SHARED)
		add_sentence(s, ROW_SENTENCE, SENTENCE_PATH_HIDDEN);
}

/* Figures 2 and 4 are pictures without numbers in the text: the sentences say so, and none is shown. */
static void add_channels(struct path_state *s)
{
	static const enum sentence findings[] = { SENTENCE_SEARCH_STRONGEST, SENTENCE_SEARCH_INTERNSHIP,
		SENTENCE_SEARCH_USED, SENTENCE_SEARCH_NUMBER, SENTENCE_IMAGES, SENTENCE_CHANNELS };
	size_t n = path_channels(s->client.file, s->channels, &s->searching);

	if (n == 0)
		return;
	add_row(s, (struct path_row){ .kind = ROW_HEADING });
	for (size_t i = 0; i < n; i++)
		add_row(s, (struct path_row){ .kind = ROW_CHANNEL, .channel = &s->channels[i] });
	for (size_t i = 0; i < ARRAY_SIZE(findings); i++)
		add_sentence(s, ROW_SENTENCE, findings[i]);
}

/* --- in words --- */

static void value_words(const struct path_state *s, const struct path_value *v, struct str *out)
{
	const struct indicator *one = v->series->indicator;

	if (!v->point)
		str_add(out, _("not answered"));
	else if (v->point->state == SERIES_DK)
		str_add(out, _("does not know"));
	else if (v->point->state == SERIES_DECLINED)
		str_add(out, _("rather not say"));
	else if (one->kind == INDICATOR_SET)
		str_addf(out, ngettext("%d channel", "%d channels", (unsigned long)v->point->value), (int)v->point->value);
	else if (one->kind == INDICATOR_NUMBER)
		casefile_amount(s->client.file, v->series, (size_t)(v->point - v->series->points), out);
	else
		str_addf(out, "%d", (int)v->point->value);
}

/* "C6  2, up 1 since week 33" */
static void answer_words(const struct path_state *s, const struct path_value *v, struct str *out)
{
	struct series_change change = series_since_last(v->series->points, v->series->count);
	struct str moved = STR_INIT;

	value_words(s, v, out);
	if (v->series->indicator->kind == INDICATOR_SCALE)
		series_words(&moved, &change);
	if (moved.len)
		str_addf(out, ", %s", moved.text);
	str_release(&moved);
}

static void name_of(const struct indicator *one, struct str *out)
{
	str_addf(out, "%c%s", one->side == INDICATOR_CLIENT ? 'C' : 'W', one->no);
}

static const char *label_of(const struct path_state *s, const struct path_row *r)
{
	const char *lang = desk_of(s)->lang;

	switch (r->kind) {
	case ROW_ITEM:
		return indicator_row(r->value.series->indicator, lang);
	case ROW_CHANNEL:
		return r->channel->label;
	case ROW_HEADING:
		return r->evidence ? evidence_text(r->evidence, lang) : _("Ways of searching");
	case ROW_BOX:
	case ROW_SENTENCE:
		return evidence_text(r->evidence, lang);
	case ROW_GAP:
		break;
	}
	return "";
}

static const char *use_words(const struct path_value *asked, bool in_use)
{
	if (!asked->series || !asked->point)
		return _("not answered");
	if (asked->point->state == SERIES_DK)
		return _("does not know");
	if (asked->point->state == SERIES_DECLINED)
		return _("rather not say");
	return in_use ? _("in use") : _("not in use");
}

/* The words beside the label of a box where the report does not say which item it is: both, and that. */
static void undecided_words(const struct path_state *s, const struct path_box *b, struct str *out)
{
	for (size_t i = 0; i < b->box->item_count; i++) {
		name_of(b->values[i].series->indicator, out);
		str_addc(out, ' ');
		value_words(s, &b->values[i], out);
		str_add(out, "; ");
	}
	str_add(out, evidence_text(sentence_row(desk_of(s)->instrument, SENTENCE_PATH_UNDECIDED),
		desk_of(s)->lang));
}

/* --- drawing --- */

/* The answer stands beside its label where there is room for both, else in the next line. */
static bool beside(const struct path_state *s, const struct path_row *r)
{
	return s->cols >= WIDE && text_width(label_of(s, r)) < LABEL_COLS - INDENT;
}

static bool has_words(const struct path_row *r)
{
	return r->kind == ROW_ITEM || r->kind == ROW_CHANNEL || (r->kind == ROW_BOX
		&& r->box->box->kind != ADVICE_BOX_GOAL);
}

static int words_cols(const struct path_state *s)
{
	return s->cols - LIST_MARGIN - (s->cols >= WIDE ? LABEL_COLS : 2 * INDENT) - 1;
}

static bool undecided(const struct path_row *r)
{
	return r->kind == ROW_BOX && r->box->box->kind == ADVICE_BOX_UNDECIDED;
}

static int words_rows(const struct path_state *s, const struct path_row *r)
{
	struct str text = STR_INIT;
	int rows = 1;

	if (undecided(r)) {
		undecided_words(s, r->box, &text);
		rows = canvas_wrap_rows(text.text, words_cols(s));
	}
	str_release(&text);
	return rows;
}

static int row_height(const void *context, size_t i)
{
	const struct path_state *s = context;
	const struct path_row *r = &s->rows[i];
	int room = s->cols - LIST_MARGIN - 1;

	if (r->kind == ROW_HEADING)
		return canvas_wrap_rows(label_of(s, r), room);
	if (r->kind == ROW_SENTENCE)
		return canvas_wrap_rows(label_of(s, r), room - INDENT);
	return (has_words(r) ? words_rows(s, r) : 1) + (has_words(r) && !beside(s, r));
}

/* The item's name, its sparkline, its newest answer. */
static void draw_value(const struct path_state *s, const struct path_value *v, struct canvas *c, int row, int col)
{
	struct spark_point points[SERIES_SLOTS_MOST];
	struct str text = STR_INIT;

	name_of(v->series->indicator, &text);
	canvas_text(c, row, col, NAME_COLS, ROLE_TEXT, text.text);
	col += NAME_COLS;
	if (v->series->indicator->kind == INDICATOR_SCALE && s->cols >= SPARK_FROM) {
		size_t n = series_points(s->client.file, v->series, points, SPARK_COLS, NULL);

		spark_draw(c, row, col, SPARK_COLS, s->client.app->ui->spark, ROLE_VALUE, points, n);
		col += SPARK_COLS + 1;
	}
	str_clear(&text);
	answer_words(s, v, &text);
	canvas_text(c, row, col, c->cols - col, ROLE_VALUE, text.text);
	str_release(&text);
}

static void draw_words(const struct path_state *s, const struct path_row *r, struct canvas *c, int row, int col)
{
	struct str text = STR_INIT;

	if (r->kind == ROW_ITEM) {
		draw_value(s, &r->value, c, row, col);
	} else if (r->kind == ROW_CHANNEL) {
		canvas_text(c, row, col, c->cols - col, ROLE_VALUE, use_words(&s->searching, r->channel->in_use));
	} else if (r->box->box->kind == ADVICE_BOX_CHANNEL) {
		canvas_text(c, row, col, c->cols - col, ROLE_VALUE, use_words(&r->box->values[0], r->box->in_use));
	} else if (undecided(r)) {
		undecided_words(s, r->box, &text);
		canvas_wrap(c, (struct rect){ row, col, c->rows - row, words_cols(s) }, ROLE_VALUE, text.text);
	} else {
		draw_value(s, &r->box->values[0], c, row, col);
	}
	str_release(&text);
}

static void draw_row(const void *context, size_t i, bool focused, struct canvas *c)
{
	const struct path_state *s = context;
	const struct path_row *r = &s->rows[i];
	bool goal = r->kind == ROW_BOX && r->box->box->kind == ADVICE_BOX_GOAL;
	enum canvas_role role = focused ? ROLE_FOCUS : ROLE_TEXT;
	bool one = beside(s, r);

	if (r->kind == ROW_HEADING) {
		canvas_wrap(c, (struct rect){ 0, 0, c->rows, c->cols - 1 }, focused ? ROLE_FOCUS : ROLE_HEADING,
			label_of(s, r));
		return;
	}
	if (r->kind == ROW_SENTENCE) {
		canvas_wrap(c, (struct rect){ 0, INDENT, c->rows, c->cols - INDENT - 1 },
			focused ? ROLE_FOCUS : ROLE_EVIDENCE, label_of(s, r));
		return;
	}
	canvas_textf(c, 0, goal ? 0 : INDENT, one && has_words(r) ? LABEL_COLS - INDENT - 1 : c->cols - INDENT, role,
		"%s%s", goal ? "-> " : "", label_of(s, r));
	if (has_words(r))
		draw_words(s, r, c, !one, s->cols >= WIDE ? LABEL_COLS : 2 * INDENT);
}

static bool can_focus(const void *context, size_t i)
{
	return ((const struct path_state *)context)->rows[i].kind != ROW_GAP;
}

static struct list_source source_of(const struct path_state *s)
{
	return (struct list_source){ .count = s->count, .context = s, .draw = draw_row, .rows = row_height,
		.can_focus = can_focus };
}

static void build(struct path_state *s)
{
	struct list_source src;
	enum look look = app_look(s->client.app);

	s->count = 0;
	path_make(&s->path, s->client.file, look);
	add_boxes(s);
	if (s->path.which == ADVICE_JOB) {
		add_search(s, look);
		add_channels(s);
	}
	src = source_of(s);
	list_layout(&s->list, &src, s->height > HEAD_ROWS ? s->height - HEAD_ROWS : 1);
}

/* --- the screen --- */

static enum stige_rc path_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct path_state *s = state;

	s->cols = ui->cols;
	return client_file_open(&s->client, app_of(ui), arg, err);
}

static enum stige_rc path_reload(void *state, struct err *err)
{
	struct path_state *s = state;
	enum stige_rc rc = client_file_reload(&s->client, err);

	if (s->client.file)
		build(s);
	return rc;
}

static void path_layout(void *state, int rows, int cols)
{
	struct path_state *s = state;
	struct list_source src;

	s->height = rows;
	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, rows > HEAD_ROWS ? rows - HEAD_ROWS : 1);
}

static void path_title(const void *state, struct str *left, struct str *right)
{
	const struct path_state *s = state;

	str_add(left, s->client.file->client.f.name);
	str_addf(left, ": %s", s->path.which == ADVICE_JOB ? _("the path to a job") : _("the path to an education"));
	if (s->client.in_meeting)
		str_add(right, app_look(s->client.app) == LOOK_SHARED ? _("shared look") : _("own look"));
}

static const char *path_label(const void *state, enum action action)
{
	(void)state;
	if (action == ACTION_OPEN)
		return _("source");
	return action == ACTION_EDIT || action == ACTION_MARK ? "" : NULL;
}

static void path_draw(const void *state, struct canvas *c)
{
	const struct path_state *s = state;
	struct list_source src = source_of(s);
	struct canvas list = canvas_sub(c, (struct rect){ HEAD_ROWS, 0, c->rows - HEAD_ROWS, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	list_draw(&s->list, &src, &list);
}

static unsigned open_card(struct path_state *s)
{
	const struct evidence_row *row = s->rows[s->list.focus].evidence;
	struct text_arg arg = { .title = _("Where it comes from"), .context = CONTEXT_PAGE };
	struct str text = STR_INIT;

	if (!row)
		return UI_BELL;
	evidence_card(&text, desk_of(s)->instrument->evidence, row, desk_of(s)->lang);
	arg.text = str_steal(&text);
	return ui_open(s->client.app->ui, &screen_text, &arg, NULL);
}

static unsigned path_action(void *state, enum action action)
{
	struct path_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN || action == ACTION_REVEAL)
		return open_card(s);
	if (action == ACTION_LOOK) {
		if (app_switch_look(s->client.app))
			build(s);
		return UI_REDRAW;
	}
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

static void path_close(void *state)
{
	client_file_close(&((struct path_state *)state)->client);
}

const struct screen screen_path = {
	.name = "path",
	.state_size = sizeof(struct path_state),
	.context = CONTEXT_PATH,
	.open = path_open,
	.reload = path_reload,
	.layout = path_layout,
	.title = path_title,
	.label = path_label,
	.draw = path_draw,
	.action = path_action,
	.close = path_close,
};
