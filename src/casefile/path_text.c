/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The path in words: each box as printed with the latest value, then the search and its channels. */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/path.h"

#include "spell.h"
#include "tell.h"
#include "stige/base/banned.h"

enum { WIDE = 60, LABEL_WIDE = 44, LABEL_NARROW = 26, FIGURE_MOST = 32, SEARCH = 3 };

/* "C6: 2 (2026-11-22)", "C10: 1 channel (2026-11-22)", "W2: not answered". */
static void put_value(const struct path_value *v, struct str *out)
{
	char on[DATE_TEXT];

	str_addf(out, "%c%s: ", v->series->indicator->side == INDICATOR_CLIENT ? 'C' : 'W',
		v->series->indicator->no);
	if (!v->point) {
		str_add(out, _("not answered"));
		return;
	}
	if (v->series->indicator->kind == INDICATOR_SET && v->point->state == SERIES_VALUE)
		str_addf(out, ngettext("%d channel", "%d channels", (unsigned long)v->point->value),
			(int)v->point->value);
	else
		spell_point(out, v->point);
	str_addf(out, " (%s)", date_format(v->point->date, on));
}

/* Beside each other where the label leaves room, else below it. */
static void label_and_words(const char *label, const char *words, int columns, struct str *out)
{
	int room = columns >= WIDE ? LABEL_WIDE : LABEL_NARROW;
	struct str first = STR_INIT;

	str_add(&first, "   ");
	if (text_width(label) < room) {
		lay_cell(&first, label, room);
	} else {
		lay_wrap(out, first.text, label, columns);
		str_add(&first, "   ");
	}
	if (*words || text_width(label) < room)
		lay_wrap(out, first.text, words, columns);
	str_release(&first);
}

static void box(const struct casefile *c, const struct path_box *b, int columns, struct str *out)
{
	struct str words = STR_INIT;

	switch (b->box->kind) {
	case ADVICE_BOX_UNDECIDED:
		put_value(&b->values[0], &words);
		str_add(&words, ", ");
		put_value(&b->values[1], &words);
		str_addf(&words, "; %s",
			evidence_text(sentence_row(c->desk->instrument, SENTENCE_PATH_UNDECIDED), c->desk->lang));
		break;
	case ADVICE_BOX_ITEM:
		put_value(&b->values[0], &words);
		break;
	case ADVICE_BOX_CHANNEL:
		str_add(&words, b->in_use ? _("in use") : b->values[0].point ? _("not in use") : _("not answered"));
		break;
	case ADVICE_BOX_GOAL:
		break;
	}
	if (b->box->kind == ADVICE_BOX_GOAL)
		tell_row(c->desk, b->box->label, "-> ", columns, out);
	else
		label_and_words(evidence_text(b->box->label, c->desk->lang), words.text, columns, out);
	str_release(&words);
}

static void boxes(const struct casefile *c, const struct path *p, int columns, struct str *out)
{
	const struct evidence_row *notes[PATH_NOTES_MOST];
	bool job = p->which == ADVICE_JOB, channels = false;
	size_t count = path_notes(p, c->desk->instrument->evidence, notes);

	tell(c->desk, job ? SENTENCE_PATH_INDICATORS : SENTENCE_PATH_EDUCATION, "", columns, out);
	for (size_t i = 0; i < p->count; i++) {
		if (p->list[i].box->kind == ADVICE_BOX_CHANNEL && !channels) {
			tell(c->desk, SENTENCE_PATH_CHANNELS, "", columns, out);
			channels = true;
		}
		box(c, &p->list[i], columns, out);
	}
	if (p->left_out > 0)
		tell(c->desk, SENTENCE_PATH_HIDDEN, "", columns, out);
	for (size_t i = 0; i < count; i++)
		tell_row(c->desk, notes[i], "", columns, out);
	str_addc(out, '\n');
}

static void search(const struct casefile *c, enum look look, int columns, struct str *out)
{
	struct path_value named[FIGURE_MOST];
	size_t n = path_figure(c, SEARCH, look, named, ARRAY_SIZE(named));

	tell_whole(c->desk, sentence_row(c->desk->instrument, SENTENCE_PATH_SEARCH), "", columns, out);
	for (size_t i = 0; i < n; i++) {
		struct str words = STR_INIT;

		put_value(&named[i], &words);
		label_and_words(indicator_row(named[i].series->indicator, c->desk->lang), words.text, columns, out);
		str_release(&words);
	}
	if (look == LOOK_SHARED)
		tell(c->desk, SENTENCE_PATH_HIDDEN, "", columns, out);
	str_addc(out, '\n');
}

/* What the report says of channels; Figures 2 and 4 without numbers. */
static void channels(const struct casefile *c, int columns, struct str *out)
{
	static const enum sentence findings[] = { SENTENCE_SEARCH_STRONGEST, SENTENCE_SEARCH_INTERNSHIP,
		SENTENCE_SEARCH_USED, SENTENCE_SEARCH_NUMBER, SENTENCE_IMAGES, SENTENCE_CHANNELS };
	struct path_channel list[PATH_CHANNELS_MOST];
	struct path_value value;
	size_t n = path_channels(c, list, &value);

	if (n == 0)
		return;
	lay_wrap(out, "", _("Ways of searching"), columns);
	for (size_t i = 0; i < n; i++)
		label_and_words(list[i].label, list[i].in_use ? _("in use") : "", columns, out);
	if (!value.point)
		lay_wrap(out, "   ", _("not answered"), columns);
	else if (value.point->state != SERIES_VALUE) {
		struct str words = STR_INIT;

		spell_point(&words, value.point);
		lay_wrap(out, "   ", words.text, columns);
		str_release(&words);
	}
	for (size_t i = 0; i < ARRAY_SIZE(findings); i++)
		tell(c->desk, findings[i], "", columns, out);
}

void casefile_path_text(const struct casefile *c, enum look look, int columns, struct str *out)
{
	struct path p;

	columns = lay_columns(columns);
	path_make(&p, c, look);
	spell_title(out, c, p.which == ADVICE_JOB ? _("The path to a job") : _("The path to an education"), columns);
	boxes(c, &p, columns, out);
	if (p.which != ADVICE_JOB)
		return;
	search(c, look, columns, out);
	channels(c, columns, out);
}
