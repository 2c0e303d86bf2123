/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows to responses. In a tall file (one row an item) the rows of a response stand together; in a wide
 * one a row holds what each side answered in one meeting.
 */
#include "answerimport.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/store/words.h"
#include "stige/base/banned.h"

enum { WORDS_MOST = 400, PROGRESS_ROWS = 2000 };

/* The response at hand: its words, and the cells they come from. */
struct sheet_at_hand {
	struct taken_word words[WORDS_MOST];
	const struct csv_cell *cells[WORDS_MOST];
	size_t count;
	const struct export_form *of;
};

/* A row's meeting, as the file says it. */
struct row_says {
	const struct csv_row *row;
	size_t person;
	int32_t date;
	struct id meeting, response;
	size_t worker;
	enum response_mode mode;
	const char *language;
};

static const char *field(const struct answer_import *im, const struct csv_row *row, enum answer_field f)
{
	return answer_field(&im->columns, &im->table, row, f);
}

static const struct csv_cell *cell_of(const struct answer_import *im, const struct csv_row *row,
	enum answer_field f)
{
	size_t at = im->columns.at[f];

	return &row->cells[at == ANSWER_ABSENT ? 0 : at];
}

/* ---- what a row says of its meeting ---- */

/* A day, also as the beginning of an instant ("2026-11-22T09:30:00.000+01:00"). */
static bool read_date(struct answer_import *im, const struct csv_row *row, int32_t *ret)
{
	enum answer_field f = im->columns.at[ANSWER_DATE] != ANSWER_ABSENT ? ANSWER_DATE : ANSWER_DATE_GUESS;
	const char *text = field(im, row, f);
	int32_t today = desk_today(im->desk);
	char day[DATE_TEXT] = "";

	if (strlen(text) >= DATE_TEXT && (text[DATE_TEXT - 1] == 'T' || text[DATE_TEXT - 1] == ' ')) {
		memcpy(day, text, DATE_TEXT - 1);
		text = day;
	}
	if (!date_parse(text, ret) && !date_input(text, today, ret))
		import_complain(im->result, cell_of(im, row, f), "%s",
			_("This is not a date; write it as 24-12-2026 or 2026-12-24."));
	else if (*ret > today)
		import_complain(im->result, cell_of(im, row, f), "%s",
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
	import_complain(im->result, cell_of(im, row, f), _("This is no number of ours; it is the letter %c and 32 "
		"digits. Leave the column out, or \"ignore\" it in a mapping file."), letter);
	return false;
}

static size_t read_worker(struct answer_import *im, const struct csv_row *row)
{
	const char *initials = field(im, row, ANSWER_CASEWORKER);

	if (!*initials)
		return NOBODY;
	for (size_t i = 0; i < im->worker_count; i++)
		if (str_eq(im->workers[i].initials, initials))
			return i;
	im->workers = mem_grow(im->workers, &im->worker_cap, im->worker_count + 1, sizeof(*im->workers));
	im->workers[im->worker_count] = (struct answer_worker){ .initials = initials };
	for (size_t i = 0; i < im->desk->caseworker_count; i++) {
		const struct caseworker *c = &im->desk->caseworkers[i];

		if (str_eq(c->initials, initials) && (c->active || id_is_zero(&im->workers[im->worker_count].id))) {
			im->workers[im->worker_count].id = c->id;
			im->workers[im->worker_count].active = c->active;
		}
	}
	return im->worker_count++;
}

static bool read_mode(struct answer_import *im, const struct csv_row *row, enum response_mode *ret)
{
	const char *text = field(im, row, ANSWER_MODE);
	unsigned value = MODE_PAPER;

	if (*text && !words_find(&response_mode_words, text, &value)) {
		import_complain(im->result, cell_of(im, row, ANSWER_MODE), "%s",
			_("This is no way of answering; write alone, read-aloud, interpreter, paper or phone."));
		return false;
	}
	*ret = (enum response_mode)value;
	return true;
}

static bool read_says(struct answer_import *im, size_t i, struct row_says *ret)
{
	const struct csv_row *row = &im->table.rows[i];
	bool good;

	*ret = (struct row_says){ .row = row, .person = im->who[i], .language = "" };
	good = read_date(im, row, &ret->date);
	good &= read_id(im, row, ANSWER_MEETING, 'm', &ret->meeting);
	good &= read_id(im, row, ANSWER_RESPONSE, 'r', &ret->response);
	good &= read_mode(im, row, &ret->mode);
	ret->language = field(im, row, ANSWER_LANGUAGE);
	ret->worker = read_worker(im, row);
	return good;
}

/* ---- meetings ---- */

/* One that is in the database already must be this client's, on this day. */
static enum stige_rc look_up_meeting(struct answer_import *im, struct answer_meeting *m,
	const struct row_says *says, struct err *err)
{
	const struct answer_person *p = &im->people[m->person];
	struct meeting there;
	enum stige_rc rc = meeting_get(im->desk->store, &im->arena, &m->id, &there, NULL);

	if (rc == STIGE_NOTFOUND)
		return STIGE_OK;
	if (rc != STIGE_OK)
		return meeting_get(im->desk->store, &im->arena, &m->id, &there, err);
	m->there = true;
	if (!p->client || !id_eq(&there.client, &p->client->id) || there.date != m->date)
		import_complain(im->result, cell_of(im, says->row, ANSWER_MEETING), "%s",
			_("The meeting of this number is another client's or on another day; check the line."));
	return STIGE_OK;
}

/* Without a number: the one meeting that the client had on this day, else a new one. */
static enum stige_rc find_same_day(struct answer_import *im, struct answer_meeting *m, struct err *err)
{
	const struct answer_person *p = &im->people[m->person];
	struct meeting *list = NULL;
	size_t count = 0, held = 0;
	enum stige_rc rc = STIGE_OK;

	if (p->client)
		rc = meeting_list(im->desk->store, &im->arena, &p->client->id, &list, &count, err);
	for (size_t i = 0; rc == STIGE_OK && i < count; i++)
		if (list[i].date == m->date && list[i].result == MEETING_HELD && held++ == 0)
			m->id = list[i].id;
	m->there = held == 1;
	if (held > 1)
		m->id = (struct id){ { 0 } };
	return rc;
}

static enum stige_rc find_meeting(struct answer_import *im, const struct row_says *says, size_t *ret,
	struct err *err)
{
	struct answer_person *p = &im->people[says->person];
	struct answer_meeting *m;
	char hex[ID_HEX];
	const char *key = id_is_zero(&says->meeting)
		? arena_printf(&im->arena, "%zu %d", says->person, (int)says->date)
		: arena_strdup(&im->arena, id_format(&says->meeting, hex));
	bool is_new;

	*ret = keymap_get_or_put(&im->by_meeting, key, im->meeting_count, &is_new);
	if (!is_new) {
		m = &im->meetings[*ret];
		if (m->person != says->person || m->date != says->date)
			import_complain(im->result, cell_of(im, says->row, ANSWER_MEETING), "%s",
				_("The meeting of this number is another client's or on another day; check the line."));
		return STIGE_OK;
	}
	im->meetings = mem_grow(im->meetings, &im->meeting_cap, im->meeting_count + 1, sizeof(*im->meetings));
	m = &im->meetings[im->meeting_count++];
	*m = (struct answer_meeting){ .id = says->meeting, .person = says->person, .date = says->date,
		.worker = says->worker };
	if (says->date > p->newest || p->newest == DATE_NONE) {
		p->newest = says->date;
		p->worker = says->worker;
	}
	return id_is_zero(&says->meeting) ? find_same_day(im, m, err) : look_up_meeting(im, m, says, err);
}

/* ---- responses that are here already ---- */

static bool same_answers(const struct response *r, const struct answer_sheet *s)
{
	if (!str_eq(r->form_hash, form_hash(s->form)) || r->count != s->taken.count)
		return false;
	for (size_t i = 0; i < r->count; i++)
		if (!answer_eq(&r->answers[i], &s->taken.answers[i]))
			return false;
	return true;
}

/* Under its own number. Withdrawn here means withdrawn: a file does not bring it back. */
static enum stige_rc find_by_id(struct answer_import *im, const struct answer_sheet *s,
	const struct row_says *says, bool *ret_known, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct response r;
	enum stige_rc rc = response_get(im->desk->store, &a, &s->id, &r, err);

	if (rc == STIGE_NOTFOUND)
		return STIGE_OK;
	*ret_known = rc == STIGE_OK;
	if (rc == STIGE_OK && !r.voided && !same_answers(&r, s))
		import_complain(im->result, cell_of(im, says->row, ANSWER_RESPONSE), "%s",
			_("The response of this number is here with other answers; take it out, and correct it on the "
			"screen."));
	arena_release(&a);
	return rc;
}

static enum stige_rc find_by_day(struct answer_import *im, const struct answer_sheet *s,
	const struct row_says *says, bool *ret_known, struct err *err)
{
	struct answer_person *p = &im->people[says->person];
	enum stige_rc rc = STIGE_OK;

	if (p->client && !p->responses)
		rc = response_list(im->desk->store, &im->arena, &p->client->id, &p->responses, &p->response_count,
			err);
	for (size_t i = 0; rc == STIGE_OK && i < p->response_count; i++) {
		const struct response *r = &p->responses[i];

		if (r->date != says->date || r->respondent != s->who || r->voided || r->superseded)
			continue;
		*ret_known = true;
		if (!same_answers(r, s))
			import_complain(im->result, &says->row->cells[0], "%s",
				_("This client has other answers of this day already; take the line out, and correct them "
				"on the screen."));
	}
	return rc;
}

/* Twice in the file itself? */
static bool is_first(struct answer_import *im, const struct answer_sheet *s, const struct row_says *says)
{
	char hex[ID_HEX];
	const char *key = id_is_zero(&s->id)
		? arena_printf(&im->arena, "%zu %d %d", says->person, (int)says->date, (int)s->who)
		: arena_strdup(&im->arena, id_format(&s->id, hex));
	bool is_new;

	keymap_get_or_put(&im->by_response, key, 0, &is_new);
	if (!is_new)
		import_complain(im->result, &says->row->cells[0], "%s",
			_("Answers of this client, day and side stand further up already; put the rows of a response "
			"together, or take one out."));
	return is_new;
}

/* ---- one response ---- */

static enum stige_rc check_words(struct answer_import *im, const struct sheet_at_hand *h,
	const struct row_says *says, struct answer_sheet *s, bool *ret_good, struct err *err)
{
	struct err why = ERR_INIT;
	size_t word;
	enum stige_rc rc = taken_read(h->of->form, &im->people[says->person].fields, says->date, h->words, h->count,
		im->options->blanks, &s->taken, &word, &why);

	*ret_good = rc == STIGE_OK;
	if (rc == STIGE_OK)
		return rc;
	if (rc != STIGE_DATA)
		return err_set(err, rc, "%s", why.msg);
	if (word < h->count)
		import_complain(im->result, h->cells[word], "%s: %s", h->words[word].item->name, why.msg);
	else
		import_complain(im->result, &says->row->cells[0], _("%s; blank cells are taken as not asked with "
			"--blanks."), why.msg);
	return STIGE_OK;
}

static void keep_sheet(struct answer_import *im, const struct answer_sheet *s)
{
	im->sheets = mem_grow(im->sheets, &im->sheet_cap, im->sheet_count + 1, sizeof(*im->sheets));
	im->sheets[im->sheet_count++] = *s;
}

static enum stige_rc end_sheet(struct answer_import *im, const struct sheet_at_hand *h,
	const struct row_says *says, struct err *err)
{
	struct answer_sheet s = {
		.id = says->response, .form = h->of->form, .who = h->of->who, .mode = says->mode,
		.language = says->language,
	};
	bool good = false, known = false;
	enum stige_rc rc;

	if (s.who != RESPONDENT_CLIENT)
		s.mode = MODE_ALONE;
	rc = check_words(im, h, says, &s, &good, err);
	if (rc != STIGE_OK || !good)
		return rc;
	if (!is_first(im, &s, says)) {
		taken_release(&s.taken);
		return STIGE_OK;
	}
	rc = id_is_zero(&s.id) ? find_by_day(im, &s, says, &known, err) : find_by_id(im, &s, says, &known, err);
	if (rc == STIGE_OK && !known)
		rc = find_meeting(im, says, &s.meeting, err);
	im->result->known += known;
	if (rc == STIGE_OK && !known)
		keep_sheet(im, &s);
	else
		taken_release(&s.taken);
	return rc;
}

static void add_word(struct sheet_at_hand *h, const struct form_item *item, const char *typed, bool plain,
	const struct csv_cell *cell)
{
	if (h->count == WORDS_MOST)
		return;
	h->words[h->count] = (struct taken_word){ item, typed, plain };
	h->cells[h->count++] = cell;
}

/* ---- tall: one row an item ---- */

/* The form by its version; without one, today's form that has the item. */
static const struct export_form *form_of_row(const struct answer_import *im, const struct csv_row *row)
{
	const char *id = field(im, row, ANSWER_FORM_ID), *version = field(im, row, ANSWER_FORM_VERSION);
	const char *item = field(im, row, ANSWER_ITEM);

	for (size_t i = 0; i < im->forms.count; i++) {
		const struct export_form *f = &im->forms.forms[i];
		const struct form_item *found = form_find(f->form, item);

		if (*id && !str_eq(id, form_id(f->form)))
			continue;
		if (*version && !str_eq(version, form_version(f->form)))
			continue;
		if (found && found->stored)
			return f;
	}
	return NULL;
}

static bool same_response(const struct answer_import *im, const struct csv_row *a, const struct csv_row *b)
{
	static const enum answer_field parts[] = {
		ANSWER_RESPONSE, ANSWER_MEETING, ANSWER_DATE, ANSWER_DATE_GUESS, ANSWER_RESPONDENT, ANSWER_FORM_ID,
		ANSWER_FORM_VERSION,
	};

	for (size_t i = 0; i < ARRAY_SIZE(parts); i++)
		if (!str_eq(field(im, a, parts[i]), field(im, b, parts[i])))
			return false;
	return true;
}

static void complain_of_form(struct answer_import *im, const struct csv_row *row)
{
	struct str shown = STR_INIT;

	import_shown(&shown, field(im, row, ANSWER_ITEM));
	import_complain(im->result, cell_of(im, row, ANSWER_ITEM), _("No form here has the item \"%s\" in this "
		"version; check the item, or put the form's file into forms/."), shown.text);
	str_release(&shown);
}

static void take_item(struct answer_import *im, struct sheet_at_hand *h, const struct csv_row *row)
{
	const struct form_item *item = form_find(h->of->form, field(im, row, ANSWER_ITEM));
	const char *state = field(im, row, ANSWER_STATE), *value = field(im, row, ANSWER_VALUE);
	bool is_value = str_eq(state, "value");

	if (!item || !item->stored) {
		complain_of_form(im, row);
		return;
	}
	for (size_t i = 0; i < h->count; i++)
		if (h->words[i].item == item)
			import_complain(im->result, cell_of(im, row, ANSWER_ITEM), "%s",
				_("This item stands twice in the response; take one of the two lines out."));
	if (*state && !is_value && !str_eq(state, "not-asked"))
		add_word(h, item, state, false, cell_of(im, row, ANSWER_STATE));
	else if (*value && !str_eq(state, "not-asked"))
		add_word(h, item, value, is_value, cell_of(im, row, ANSWER_VALUE));
}

/* From row `first` on; *ret_end is the first row after the response. */
static enum stige_rc read_tall(struct answer_import *im, size_t first, size_t *ret_end, struct err *err)
{
	const struct csv_row *rows = im->table.rows;
	struct sheet_at_hand h = { .of = form_of_row(im, &rows[first]) };
	struct row_says says;
	size_t i = first;
	bool good = read_says(im, first, &says);

	if (!h.of)
		complain_of_form(im, &rows[first]);
	for (; i < im->table.count && im->who[i] == im->who[first]; i++) {
		if (i > first && (rows[i].count != rows[first].count || !same_response(im, &rows[first], &rows[i])
			|| (!*field(im, &rows[i], ANSWER_RESPONSE) && !*field(im, &rows[i], ANSWER_FORM_ID)
				&& form_of_row(im, &rows[i]) != h.of)))
			break;
		if (h.of)
			take_item(im, &h, &rows[i]);
	}
	*ret_end = i;
	return good && h.of ? end_sheet(im, &h, &says, err) : STIGE_OK;
}

/* ---- wide: one row a round ---- */

static const struct export_form *form_of_side(const struct answer_import *im, const struct csv_row *row,
	enum respondent who)
{
	static const enum answer_field versions[] = {
		[RESPONDENT_CLIENT] = ANSWER_CLIENT_VERSION, [RESPONDENT_CASEWORKER] = ANSWER_CASEWORKER_VERSION,
		[RESPONDENT_ACTIVITIES] = ANSWER_ACTIVITIES_VERSION,
	};
	const char *version = field(im, row, versions[who]);

	for (size_t i = 0; i < im->forms.count; i++)
		if (im->forms.forms[i].who == who
			&& (!*version || str_eq(version, form_version(im->forms.forms[i].form))))
			return &im->forms.forms[i];
	return NULL;
}

static bool is_yes(const char *cell)
{
	return str_eq(cell, "1") || str_eq(cell, "True") || str_eq(cell, "TRUE") || str_eq(cell, "true");
}

static bool is_no(const char *cell)
{
	return str_eq(cell, "0") || str_eq(cell, "False") || str_eq(cell, "FALSE") || str_eq(cell, "false");
}

/* A set from its columns of ones and noughts; where the set's own column says it, both must agree. */
static void take_choices(struct answer_import *im, struct sheet_at_hand *h, const struct csv_row *row,
	const struct form_item *item, const char *whole, const struct csv_cell *whole_cell)
{
	struct str names = STR_INIT;
	const struct csv_cell *cell = NULL;
	bool spoken = false;

	for (size_t i = 0; i < im->columns.count; i++) {
		const struct export_column *c = im->columns.list[i].item;
		const char *text;

		if (!c || !c->choice || !str_eq(c->item, item->name))
			continue;
		text = answer_cell(&im->columns, &im->table, row, i);
		if (*text && !is_yes(text) && !is_no(text))
			import_complain(im->result, &row->cells[i], "%s", _("This column is one choice; write 1 or 0."));
		spoken |= *text != '\0';
		cell = cell ? cell : &row->cells[i];
		if (is_yes(text))
			str_addf(&names, "%s%s", names.len ? " " : "", c->choice);
		if (*whole && ((is_yes(text) && !str_has_word(whole, c->choice))
			|| (is_no(text) && str_has_word(whole, c->choice))))
			import_complain(im->result, &row->cells[i], "%s",
				_("This column and the one with all choices say different things; check both."));
	}
	if (*whole)
		add_word(h, item, whole, false, whole_cell);
	else if (names.len)
		add_word(h, item, arena_strdup(&im->arena, names.text), false, cell);
	else if (spoken && item->list && form_choice_find(item->list, "none"))
		import_complain(im->result, cell, "%s", _("No choice is marked; leave all of them empty if it was not "
			"asked, or mark one."));
	str_release(&names);
}

static void take_side(struct answer_import *im, struct sheet_at_hand *h, const struct csv_row *row)
{
	for (size_t k = 0; k < form_stored_count(h->of->form); k++) {
		const struct form_item *item = form_stored_item(h->of->form, k);
		const struct csv_cell *cell = NULL;
		const char *text = "";

		for (size_t i = 0; i < im->columns.count; i++) {
			const struct export_column *c = im->columns.list[i].item;

			if (!c || c->choice || c->who != h->of->who || !str_eq(c->item, item->name))
				continue;
			text = answer_cell(&im->columns, &im->table, row, i);
			cell = &row->cells[i];
		}
		if (item->type == FORM_SELECT_MULTIPLE)
			take_choices(im, h, row, item, text, cell);
		else if (*text)
			add_word(h, item, text, false, cell);
	}
}

static enum stige_rc read_wide(struct answer_import *im, size_t i, struct err *err)
{
	const struct csv_row *row = &im->table.rows[i];
	struct row_says says;
	enum stige_rc rc = STIGE_OK;

	if (!read_says(im, i, &says))
		return STIGE_OK;
	for (unsigned who = 0; rc == STIGE_OK && who < RESPONDENTS; who++) {
		struct sheet_at_hand h = { .of = form_of_side(im, row, (enum respondent)who) };

		if (!h.of) {
			import_complain(im->result, &row->cells[0], _("No form of the %s is here in this version; put its "
				"file into forms/."), words_name(&respondent_words, who));
			continue;
		}
		take_side(im, &h, row);
		if (h.count)
			rc = end_sheet(im, &h, &says, err);
	}
	return rc;
}

enum stige_rc answer_sheets_read(struct answer_import *im, struct err *err)
{
	enum stige_rc rc = STIGE_OK;
	size_t i = im->head + 1, told = 0;

	while (rc == STIGE_OK && i < im->table.count) {
		size_t end = i + 1;

		if (im->who[i] != NOBODY && !im->people[im->who[i]].wrong)
			rc = im->columns.tall ? read_tall(im, i, &end, err) : read_wide(im, i, err);
		i = end;
		if (i - told >= PROGRESS_ROWS) {
			answer_progress(im, i, im->table.count);
			told = i;
		}
	}
	return rc;
}
