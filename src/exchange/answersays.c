/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row says of its meeting: when, held by whom, in which way the questions were answered. */
#include "answerimport.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

static const char *field(const struct answer_import *im, const struct csv_row *row, enum answer_field f)
{
	return answer_field(&im->columns, row, f);
}

const struct csv_cell *answer_cell_of(const struct answer_import *im, const struct csv_row *row,
	enum answer_field f)
{
	size_t at = im->columns.at[f];

	return &row->cells[at == ANSWER_ABSENT ? 0 : at];
}

static enum answer_field date_field(const struct answer_import *im)
{
	return im->columns.at[ANSWER_DATE] != ANSWER_ABSENT ? ANSWER_DATE : ANSWER_DATE_GUESS;
}

/* A day, also as the beginning of an instant ("2026-11-22T09:30:00.000+01:00"). */
bool answer_row_date(const struct answer_import *im, const struct csv_row *row, int32_t *ret)
{
	const char *text = field(im, row, date_field(im));
	char day[DATE_TEXT] = "";

	if (strlen(text) >= DATE_TEXT && (text[DATE_TEXT - 1] == 'T' || text[DATE_TEXT - 1] == ' ')) {
		memcpy(day, text, DATE_TEXT - 1);
		text = day;
	}
	return date_parse(text, ret) || date_input(text, desk_today(im->desk), ret);
}

static bool read_date(struct answer_import *im, const struct csv_row *row, int32_t *ret)
{
	const struct csv_cell *cell = answer_cell_of(im, row, date_field(im));

	if (!answer_row_date(im, row, ret))
		import_complain(im->result, cell, "%s",
			_("This is not a date; write it as 24-12-2026 or 2026-12-24."));
	else if (*ret > desk_today(im->desk))
		import_complain(im->result, cell, "%s",
			_("This date lies ahead; a meeting that was held lies behind."));
	else
		return true;
	return false;
}

/* A letter and 32 digits, as our exports write ids; anything else is told apart by its text alone. */
static bool read_id(struct answer_import *im, const struct csv_row *row, enum answer_field f, char letter,
	struct id *ret)
{
	const char *text = field(im, row, f);

	*ret = (struct id){ { 0 } };
	if (!*text || (text[0] == letter && id_parse(text + 1, ret)))
		return true;
	import_complain(im->result, answer_cell_of(im, row, f), _("This is no number of ours; it is the letter %c and 32 "
		"digits. Leave the column out, or \"ignore\" it in a mapping file."), letter);
	return false;
}

size_t answer_row_worker(struct answer_import *im, const struct csv_row *row)
{
	const char *initials = field(im, row, ANSWER_CASEWORKER);
	struct answer_worker *w;

	if (!*initials)
		return NOBODY;
	for (size_t i = 0; i < im->worker_count; i++)
		if (str_eq(im->workers[i].initials, initials))
			return i;
	im->workers = mem_grow(im->workers, &im->worker_cap, im->worker_count + 1, sizeof(*im->workers));
	w = &im->workers[im->worker_count];
	*w = (struct answer_worker){ .initials = arena_strdup(&im->arena, initials) };
	for (size_t i = 0; i < im->desk->caseworker_count; i++) {
		const struct caseworker *c = &im->desk->caseworkers[i];

		if (str_eq(c->initials, initials) && (c->active || id_is_zero(&w->id))) {
			w->id = c->id;
			w->active = c->active;
		}
	}
	return im->worker_count++;
}

static bool read_mode(struct answer_import *im, const struct csv_row *row, enum response_mode *ret)
{
	const char *text = field(im, row, ANSWER_MODE);
	unsigned value = MODE_PAPER;

	if (*text && !words_find(&response_mode_words, text, &value)) {
		import_complain(im->result, answer_cell_of(im, row, ANSWER_MODE), "%s",
			_("This is no way of answering; write alone, read-aloud, interpreter, paper or phone."));
		return false;
	}
	*ret = (enum response_mode)value;
	return true;
}

bool answer_row_says(struct answer_import *im, const struct csv_row *row, size_t person, struct arena *a,
	struct answer_says *ret)
{
	bool good;

	*ret = (struct answer_says){
		.first = row->cells[0], .person = person,
		.meeting_cell = *answer_cell_of(im, row, ANSWER_MEETING),
		.response_cell = *answer_cell_of(im, row, ANSWER_RESPONSE),
	};
	good = read_date(im, row, &ret->date);
	good &= read_id(im, row, ANSWER_MEETING, 'm', &ret->meeting);
	good &= read_id(im, row, ANSWER_RESPONSE, 'r', &ret->response);
	good &= read_mode(im, row, &ret->mode);
	ret->language = arena_strdup(a, field(im, row, ANSWER_LANGUAGE));
	ret->worker = answer_row_worker(im, row);
	return good;
}
