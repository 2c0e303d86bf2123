/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who the rows of a file are about. A case number, a journal number or a CPR number says it; a name
 * with a birth date only for somebody new. Nothing is guessed: what is not certain is a problem.
 */
#include "answerimport.h"

#include "importcpr.h"

#include <stdlib.h>
#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/issue.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/casefile/intake.h"
#include "stige/base/banned.h"

static bool same_name(const char *a, const char *b)
{
	struct str x = STR_INIT, y = STR_INIT, tidy = STR_INIT;
	bool same;

	text_normalise(&tidy, a);
	text_search_key(&x, tidy.text);
	text_search_key(&y, b);
	same = str_eq(x.text, y.text);
	str_release(&x);
	str_release(&y);
	str_release(&tidy);
	return same;
}

/* ---- rows to people ---- */

/* False where a row does not say whom it is about. */
static bool key_of(const struct answer_person *p, struct str *key)
{
	str_clear(key);
	if (*p->case_no)
		str_addf(key, "case %s", p->case_no);
	else if (*p->number)
		str_addf(key, "number %s", p->number);
	else if (*p->cpr)
		str_addf(key, "cpr %s", p->cpr);
	else if (*p->name && *p->birth)
		str_addf(key, "birth %s name %s", p->birth, p->name);
	return key->len > 0;
}

static void complain_about(struct answer_import *im, struct answer_person *p, const char *message)
{
	import_problem_add(im->result, p->cell.line, p->cell.column, mem_strdup(message));
	p->wrong = true;
}

/* What was decided about them where it is not certain who they are; without a decision it is asked. */
static enum import_choice decide(struct answer_import *im, struct answer_person *p, enum import_doubt doubt,
	const char *who, const char *message)
{
	enum import_choice choice = import_decided(im->options, p->cell.line, doubt, who != NULL);

	if (choice == DECIDED_NOT)
		import_doubt(im->result, &p->cell, doubt, who, message);
	im->result->left_out += choice == DECIDED_LEAVE_OUT;
	p->wrong |= choice == DECIDED_NOT || choice == DECIDED_LEAVE_OUT;
	return choice;
}

static struct answer_person person_of(const struct answer_import *im, const struct csv_row *row)
{
	const struct answer_columns *c = &im->columns;

	return (struct answer_person){
		.cell = row->cells[0],
		.case_no = answer_field(c, row, ANSWER_CASE_NO),
		.number = answer_field(c, row, ANSWER_NUMBER_FIELD),
		.name = answer_field(c, row, ANSWER_NAME),
		.birth = answer_field(c, row, ANSWER_BIRTH),
		.cpr = answer_field(c, row, ANSWER_CPR),
		.worker = NOBODY, .newest = DATE_NONE,
	};
}

/* Most rows are about the person of the row before: then there is nothing to look up. */
static bool is_same(const struct answer_person *a, const struct answer_person *b)
{
	return str_eq(a->case_no, b->case_no) && str_eq(a->number, b->number) && str_eq(a->name, b->name)
		&& str_eq(a->birth, b->birth) && str_eq(a->cpr, b->cpr);
}

/* What the person's first row says, for as long as the import lasts. */
static void keep_person(struct answer_import *im, const struct answer_person *p)
{
	struct arena *a = &im->arena;
	struct answer_person *kept;

	im->people = mem_grow(im->people, &im->person_cap, im->person_count + 1, sizeof(*im->people));
	kept = &im->people[im->person_count++];
	*kept = *p;
	kept->case_no = arena_strdup(a, p->case_no);
	kept->number = arena_strdup(a, p->number);
	kept->name = arena_strdup(a, p->name);
	kept->birth = arena_strdup(a, p->birth);
	kept->cpr = arena_strdup(a, p->cpr);
}

static size_t find_person(struct answer_import *im, struct answer_person *p)
{
	struct answer_person *before;
	bool is_new;
	size_t i;

	if (!key_of(p, &im->scratch)) {
		complain_about(im, p, _("This line does not say whom it is about; write the case number."));
		return NOBODY;
	}
	if (!keymap_get(&im->by_person, im->scratch.text, &i)) {
		keymap_get_or_put(&im->by_person, arena_strdup(&im->arena, im->scratch.text), im->person_count,
			&is_new);
		keep_person(im, p);
		return im->person_count - 1;
	}
	before = &im->people[i];
	if (!before->wrong && *p->name && *before->name && !same_name(p->name, before->name)) {
		complain_about(im, p, _("Another line has another name under this number; check both."));
		before->wrong = true;
	}
	return i;
}

/* Whose meeting was the newest: a new client becomes that caseworker's. */
static void note_newest(struct answer_import *im, struct answer_person *p, const struct csv_row *row)
{
	int32_t date;

	if (!answer_row_date(im, row, &date) || (p->newest != DATE_NONE && date <= p->newest))
		return;
	p->newest = date;
	p->worker = answer_row_worker(im, row);
}

static enum stige_rc read_people(struct answer_import *im, struct err *err)
{
	const struct csv_row *row;
	struct answer_person p;
	size_t who = NOBODY;
	bool begun = false;

	while ((row = csv_stream_next(im->in))) {
		if (import_row_blank(row))
			continue;
		if (!begun)
			answer_columns_own(&im->columns, row);
		begun = true;
		if (!answer_progress(im, im->result->rows, false))
			break;
		im->result->rows++;
		if (!import_row_fits(row, im->columns.count, im->result))
			continue;
		p = person_of(im, row);
		if (who == NOBODY || !is_same(&p, &im->people[who]))
			who = find_person(im, &p);
		if (who != NOBODY)
			note_newest(im, &im->people[who], row);
	}
	return csv_stream_why(im->in, err);
}

size_t answer_row_person(struct answer_import *im, const struct csv_row *row, size_t last)
{
	struct answer_person p;
	size_t i;

	if (import_row_blank(row) || row->count != im->columns.count)
		return NOBODY;
	p = person_of(im, row);
	if (last != NOBODY && is_same(&p, &im->people[last]))
		return last;
	return key_of(&p, &im->scratch) && keymap_get(&im->by_person, im->scratch.text, &i) ? i : NOBODY;
}

/* ---- people to clients ---- */

static int by_case_no(const void *x, const void *y)
{
	return strcmp(((const struct client *)x)->case_no, ((const struct client *)y)->case_no);
}

static const struct client *client_of_case(const struct answer_import *im, const char *case_no)
{
	const struct client key = { .case_no = case_no };

	return im->client_count
		? bsearch(&key, im->clients, im->client_count, sizeof(key), by_case_no) : NULL;
}

/* The one client who has this journal number; *ret_found says how many do. */
static const struct client *client_of_number(const struct answer_import *im, const char *number,
	size_t *ret_found)
{
	const struct client *found = NULL;

	*ret_found = 0;
	for (size_t i = 0; i < im->client_count; i++)
		if (str_eq(im->clients[i].f.journal_no, number)) {
			found = &im->clients[i];
			++*ret_found;
		}
	return found;
}

static const struct client *client_of_id(const struct answer_import *im, const struct id *id)
{
	for (size_t i = 0; i < im->client_count; i++)
		if (id_eq(&im->clients[i].id, id))
			return &im->clients[i];
	return NULL;
}

/* In the caseload: do name and number agree with what is known there? */
static void take_known(struct answer_import *im, struct answer_person *p, const struct client *c)
{
	p->client = c;
	p->id = c->id;
	p->fields = c->f;
	if (*p->name && !same_name(p->name, c->f.name))
		complain_about(im, p, arena_printf(&im->arena, _("%s in the caseload has another name; check the "
			"number."), c->case_no));
	else if (*p->number && *c->f.journal_no && !str_eq(p->number, c->f.journal_no))
		complain_about(im, p, arena_printf(&im->arena, _("%s in the caseload has another journal number; "
			"check both."), c->case_no));
	else if (c->restricted)
		complain_about(im, p, arena_printf(&im->arena, _("%s is restricted; nothing is added until that is "
			"lifted."), c->case_no));
}

static int by_name(const void *x, const void *y)
{
	return strcmp(((const struct answer_name *)x)->key, ((const struct answer_name *)y)->key);
}

/* The caseload by name, so that a file of thousands does not compare each with each. */
static void sort_names(struct answer_import *im)
{
	im->names = arena_array(&im->arena, im->client_count + 1, sizeof(*im->names));
	for (size_t i = 0; i < im->client_count; i++) {
		struct str key = STR_INIT;

		text_search_key(&key, im->clients[i].f.name);
		im->names[i] = (struct answer_name){ arena_strdup(&im->arena, key.text), &im->clients[i] };
		str_release(&key);
	}
	if (im->client_count)
		qsort(im->names, im->client_count, sizeof(*im->names), by_name);
}

static const struct answer_name *first_namesake(const struct answer_import *im, const char *name)
{
	struct answer_name wanted = { NULL, NULL };
	const struct answer_name *found;
	struct str key = STR_INIT;

	text_search_key(&key, name);
	wanted.key = key.text;
	found = im->client_count ? bsearch(&wanted, im->names, im->client_count, sizeof(wanted), by_name) : NULL;
	str_release(&key);
	while (found && found > im->names && str_eq(found[-1].key, found->key))
		found--;
	return found;
}

/* Somebody in the caseload whom the new one could be. */
static const struct client *look_alike(const struct answer_import *im, const struct answer_person *p)
{
	const struct answer_name *first = first_namesake(im, p->fields.name), *n = first;

	for (; n && n < im->names + im->client_count && str_eq(n->key, first->key); n++) {
		int32_t birth = n->client->f.birth;

		if (birth == p->fields.birth || birth == DATE_NONE || p->fields.birth == DATE_NONE)
			return n->client;
	}
	return NULL;
}

/* Somebody said that it is this client, whatever else the file has of them. */
static void take_same(struct answer_import *im, struct answer_person *p, const struct client *c)
{
	p->name = p->number = "";
	take_known(im, p, c);
}

static void check_new(struct answer_import *im, struct answer_person *p)
{
	const struct intake typed = { .name = p->name, .birth = p->birth, .journal_no = p->number };
	struct issues issues = ISSUES_INIT;
	const struct client *twin = NULL;
	size_t found;

	if (!*p->name) {
		complain_about(im, p, _("This client is not in the caseload; add a column with names, or add the "
			"client first."));
		return;
	}
	if (!intake_check(&typed, NULL, desk_today(im->desk), &im->arena, &p->fields, &issues))
		complain_about(im, p, issues.list[0].message);
	issues_release(&issues);
	if (*p->number)
		twin = client_of_number(im, p->number, &found);
	if (!p->wrong && twin && decide(im, p, DOUBT_NUMBER, twin->case_no, arena_printf(&im->arena,
		_("This journal number belongs to %s in the caseload; if it is the same client, write that case number."),
		twin->case_no)) == DECIDED_SAME) {
		take_same(im, p, twin);
		return;
	}
	twin = im->options->namesakes || p->wrong ? NULL : look_alike(im, p);
	if (twin && decide(im, p, DOUBT_ALIKE, twin->case_no, arena_printf(&im->arena,
		_("Name and birth date look like those of %s; if they are one person, write that case number, if not, "
		"import with --namesakes."), twin->case_no)) == DECIDED_SAME)
		take_same(im, p, twin);
}

/*
 * Nobody who was erased comes back unasked. Somebody else gets a new number: the old one stays that of the erased.
 * True where the person is not to be taken in.
 */
static bool maybe_erased(struct answer_import *im, struct answer_person *p)
{
	bool erased = true;

	/* A disk that fails for a moment brings nobody back either. */
	if (!*p->case_no || (case_no_maybe_erased(im->desk->store, p->case_no, &erased, NULL) == STIGE_OK && !erased))
		return false;
	if (decide(im, p, DOUBT_ERASED, NULL, arena_printf(&im->arena,
		_("%s may be the case number of a client who was erased; leave the lines out, or take them in under a new "
		"number if it is somebody else."), p->case_no)) != DECIDED_OTHER)
		return true;
	p->case_no = "";
	return false;
}

static void resolve(struct answer_import *im, struct answer_person *p, const struct id *by_cpr)
{
	const struct client *c = NULL;
	size_t found = 0;

	if (*p->case_no)
		c = client_of_case(im, p->case_no);
	else if (*p->number)
		c = client_of_number(im, p->number, &found);
	if (found > 1) {
		complain_about(im, p, _("More than one client in the caseload has this journal number; write the case "
			"number."));
		return;
	}
	if (by_cpr && !id_is_zero(by_cpr)) {
		const struct client *other = client_of_id(im, by_cpr);

		if (other && ((c && c != other) || (!c && (*p->case_no || *p->number)))) {
			if (decide(im, p, DOUBT_CPR, other->case_no, arena_printf(&im->arena,
				_("This CPR number belongs to %s in the caseload; check the numbers."), other->case_no))
				== DECIDED_SAME)
				take_same(im, p, other);
			return;
		}
		c = other;
	}
	if (c)
		take_known(im, p, c);
	else if (!maybe_erased(im, p))
		check_new(im, p);
}

/* ---- CPR numbers ---- */

/* ids, by person. */
static enum stige_rc match_cpr(struct answer_import *im, struct id *ids, struct err *err)
{
	struct import_cpr *list = mem_array(im->person_count + 1, sizeof(*list));
	enum stige_rc rc;

	for (size_t i = 0; i < im->person_count; i++)
		list[i].typed = im->people[i].cpr;
	rc = import_cpr_match(im->desk, list, im->person_count, err);
	for (size_t i = 0; rc == STIGE_OK && i < im->person_count; i++) {
		ids[i] = list[i].owner;
		if (list[i].fault != CPR_FINE)
			complain_about(im, &im->people[i], cpr_fault_sentence(list[i].fault));
		else if (list[i].twice)
			complain_about(im, &im->people[i],
				_("Another client in the file has the same CPR number; check both."));
	}
	mem_free(list);
	return rc;
}

enum stige_rc answer_people_find(struct answer_import *im, struct err *err)
{
	struct id *by_cpr;
	enum stige_rc rc = client_list(im->desk->store, &im->arena, NULL, &im->clients, &im->client_count, err);

	if (rc != STIGE_OK)
		return rc;
	if (im->client_count)
		qsort(im->clients, im->client_count, sizeof(*im->clients), by_case_no);
	sort_names(im);
	rc = read_people(im, err);
	if (rc != STIGE_OK)
		return rc;
	by_cpr = arena_array(&im->arena, im->person_count + 1, sizeof(*by_cpr));
	rc = match_cpr(im, by_cpr, err);
	for (size_t i = 0; rc == STIGE_OK && i < im->person_count; i++)
		if (!im->people[i].wrong)
			resolve(im, &im->people[i], &by_cpr[i]);
	return rc;
}
