/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "offices.h"

#include "stige/base/mem.h"
#include "stige/store/meetings.h"
#include "stige/store/subject.h"

#define VALUES 3                     /* few, so that two sides sometimes say the same */

struct town {
	char code[4], name[16], who[16], initials[4];
};

static size_t below(struct offices *w, size_t n)
{
	return random_below(&w->random, (uint32_t)n);
}

/* ---- setting up ---- */

static struct fixture *found(size_t town, uint64_t seed)
{
	struct town towns[OFFICES] = {
		{ "NB", "Nordby", "Karen Ager", "KA" }, { "SB", "Sydby", "Bo Kær", "BK" },
		{ "OB", "Østby", "Ulla Holm", "UH" },
	};
	struct town *t = &towns[town];
	struct office office = { .code = t->code, .name = t->name };
	struct caseworker first = { .name = t->who, .initials = t->initials, .login = t->initials };
	void *state;
	struct fixture *f;

	fixture_setup(&state);
	f = state;
	f->random = random_seeded_init(&f->seed, seed * OFFICES + town + 1);
	fixture_open(f);
	must(f, office_found(f->s, &office, &first, NULL, &f->caseworker, &f->err));
	store_login(f->s, &f->caseworker);
	fixture_form(f);
	return f;
}

struct offices *offices_new(uint64_t seed)
{
	struct offices *w = mem_alloc(sizeof(*w));

	w->random = random_seeded_init(&w->seed, seed);
	for (size_t i = 0; i < OFFICES; i++)
		w->f[i] = found(i, seed);
	return w;
}

void offices_free(struct offices *w)
{
	for (size_t i = 0; i < OFFICES; i++) {
		void *state = w->f[i];

		fixture_teardown(&state);
	}
	for (size_t i = 0; i < LETTERS; i++)
		str_release(&w->letters[i].rows);
	mem_free(w);
}

/* ---- the model ---- */

static struct act *act_new(struct offices *w, size_t office, bool answers, size_t client, int value)
{
	struct act *a = &w->acts[w->act_count];

	assert_true(w->act_count < ACTS);
	*a = (struct act){ .answers = answers, .client = client, .value = value };
	w->knows[office][w->act_count++] = true;
	return a;
}

/* Is it the last word, as far as this office (OFFICES: all together) knows? */
static bool stands(const struct offices *w, size_t office, size_t act)
{
	for (size_t i = 0; i < w->act_count; i++)
		if (w->acts[i].over[act] && (office == OFFICES || w->knows[office][i]))
			return false;
	return office == OFFICES || w->knows[office][act];
}

size_t offices_conflicts(const struct offices *w)
{
	size_t count = 0;

	for (size_t p = 0; p < w->person_count; p++) {
		for (int answers = 0; answers < 2; answers++) {
			int seen = -1;
			bool differ = false;

			for (size_t i = 0; i < w->act_count; i++) {
				if (w->acts[i].client != p || w->acts[i].answers != answers || !stands(w, OFFICES, i))
					continue;
				differ |= seen >= 0 && seen != w->acts[i].value;
				seen = w->acts[i].value;
			}
			count += differ && !w->persons[p].erased;
		}
	}
	return count;
}

/* ---- what happens in an office ---- */

static struct response answered(struct fixture *f, const struct id *meeting, int value, struct answer answers[4])
{
	answers[0] = (struct answer){ ANSWER_NUMBER, value, NULL };
	answers[1] = (struct answer){ ANSWER_NUMBER, 2, NULL };
	answers[2] = (struct answer){ ANSWER_DK, 0, NULL };
	answers[3] = (struct answer){ ANSWER_DECLINED, 0, NULL };
	return (struct response){ .meeting = *meeting, .form_hash = f->form.hash, .respondent = RESPONDENT_CLIENT,
		.language = "da", .answers = answers, .count = 4 };
}

static void add_client(struct offices *w, size_t office)
{
	struct fixture *f = w->f[office];
	struct answer answers[4];
	struct response r;
	struct id meeting;
	char name[40];
	size_t p = w->person_count++;
	int value = (int)below(w, VALUES);

	snprintf(name, sizeof(name), "Anna Nummer %zu", p);
	w->persons[p] = (struct person){ .id = fixture_client(f, name) };
	w->met[office][p] = true;
	meeting = fixture_meeting(f, &w->persons[p].id, 20000);
	r = answered(f, &meeting, value, answers);
	must(f, response_add(f->s, &r, (struct response_counts){ 4, 4 }, &f->err));
	act_new(w, office, true, p, value)->response = r.id;
	act_new(w, office, false, p, 0);             /* the number is "" at first; value 0 stands for it */
}

static void edit(struct offices *w, size_t office, size_t p)
{
	struct fixture *f = w->f[office];
	int value = (int)below(w, VALUES);
	struct client_fields now;
	struct client c;
	bool differ = false, any = false;
	char number[8];
	struct act *a;

	must(f, client_get(f->s, &f->a, &w->persons[p].id, &c, &f->err));
	now = c.f;
	snprintf(number, sizeof(number), "%.0d", value);
	now.journal_no = number;
	/* Typed as it is already: nothing happens, but that it settles a conflict. */
	for (size_t i = 0; i < w->act_count; i++) {
		if (w->acts[i].client == p && !w->acts[i].answers && stands(w, office, i)) {
			differ |= any && strcmp(number, c.f.journal_no) == 0 && w->acts[i].value != value;
			any = true;
			differ |= w->acts[i].value != value;
		}
	}
	must(f, client_edit(f->s, &c.id, &c.f, &now, &f->err));
	if (strcmp(number, c.f.journal_no) == 0)
		return;
	assert_true(differ);
	a = act_new(w, office, false, p, value);
	for (size_t i = 0; i + 1 < w->act_count; i++)
		a->over[i] = w->acts[i].client == p && !w->acts[i].answers && stands(w, office, i);
}

static void correct(struct offices *w, size_t office, size_t p)
{
	struct fixture *f = w->f[office];
	int value = (int)below(w, VALUES);
	size_t count = 0, chosen = 0, skip;
	struct answer answers[4];
	struct response r;
	struct act *a;

	for (size_t i = 0; i < w->act_count; i++)
		count += w->acts[i].client == p && w->acts[i].answers && stands(w, office, i);
	skip = below(w, count);
	for (size_t i = 0; i < w->act_count; i++)
		if (w->acts[i].client == p && w->acts[i].answers && stands(w, office, i) && skip-- == 0)
			chosen = i;
	r = answered(f, &(struct id){ { 0 } }, value, answers);
	a = act_new(w, office, true, p, value);
	must(f, response_correct(f->s, &w->acts[chosen].response, r.answers, r.count, CORRECT_SLIP, NULL, &a->response,
		&f->err));
	a->over[chosen] = true;
}

static void write_note(struct offices *w, size_t office, size_t p)
{
	struct fixture *f = w->f[office];
	const struct note note = { .client = w->persons[p].id, .item = "", .text = "Ringede i går" };
	const struct plan_item step = { .client = w->persons[p].id, .kind = PLAN_STEP, .code = "",
		.text = "Ring til bageren", .agreed = 20000, .due = 20010 };

	must(f, note_add(f->s, &note, NULL, &f->err));
	must(f, plan_add(f->s, &step, NULL, &f->err));
}

/* Answers of another meeting, taken back at once or by whoever comes later. */
static void take_back(struct offices *w, size_t office, size_t p)
{
	struct fixture *f = w->f[office];
	struct id meeting = fixture_meeting(f, &w->persons[p].id, 20100);
	struct id response = fixture_response(f, &meeting);

	must(f, response_void(f->s, &response, VOID_NOT_GIVEN, &f->err));
}

static void erase(struct offices *w, size_t office, size_t p)
{
	struct fixture *f = w->f[office];

	must(f, subject_erase(f->s, &w->persons[p].id, ERASE_CLIENT_ASKED, &f->err));
	w->persons[p].erased = true;
	w->met[office][p] = false;
}

/* ---- letters ---- */

static bool keep_rows(void *ctx, const void *bytes, size_t n)
{
	str_addn(ctx, bytes, n);
	return true;
}

void offices_send(struct offices *w, size_t from, struct letter *letter)
{
	str_clear(&letter->rows);
	must(w->f[from], merge_write(w->f[from]->s, keep_rows, &letter->rows, &w->f[from]->err));
	letter->acts = w->act_count;
	letter->persons = w->person_count;
	memcpy(letter->knows, w->knows[from], sizeof(letter->knows));
	memcpy(letter->met, w->met[from], sizeof(letter->met));
}

struct reading {
	const struct str *rows;
	size_t at;
};

static bool read_rows(void *ctx, void *bytes, size_t n)
{
	struct reading *r = ctx;

	if (r->rows->len - r->at < n)
		return false;
	memcpy(bytes, r->rows->text + r->at, n);
	r->at += n;
	return true;
}

static bool buried(struct offices *w, size_t office, size_t p)
{
	char hex[ID_HEX], sql[160];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM tombstone WHERE what = 'client' AND record = x'%s'",
		id_format(&w->persons[p].id, hex));
	return w->persons[p].erased && fixture_number(w->f[office], sql) > 0;
}

struct merge_report offices_take(struct offices *w, size_t to, const struct letter *letter)
{
	struct reading r = { &letter->rows, 0 };
	struct merge_report report;

	must(w->f[to], merge_read(w->f[to]->s, read_rows, &r, MERGE_KEEP, &report, &w->f[to]->err));
	for (size_t i = 0; i < letter->acts; i++)
		w->knows[to][i] |= letter->knows[i];
	for (size_t p = 0; p < letter->persons; p++)
		w->met[to][p] |= letter->met[p];
	for (size_t p = 0; p < w->person_count; p++)
		w->met[to][p] &= !buried(w, to, p);
	return report;
}

static size_t listed(struct fixture *f)
{
	struct conflict *list;
	size_t count;

	must(f, conflict_list(f->s, &f->a, &list, &count, &f->err));
	return count;
}

void offices_take_looking(struct offices *w, size_t to, const struct letter *letter)
{
	size_t before = listed(w->f[to]), told = offices_take(w, to, letter).conflicts, after = listed(w->f[to]);

	assert_true(told <= after && after <= before + told);
	assert_true(before > 0 || told == after);
}

void offices_meet(struct offices *w)
{
	struct letter letter = { .rows = STR_INIT };

	for (size_t round = 0; round < 2; round++)
		for (size_t from = 0; from < OFFICES; from++) {
			offices_send(w, from, &letter);
			for (size_t to = 0; to < OFFICES; to++)
				if (to != from)
					offices_take_looking(w, to, &letter);
		}
	str_release(&letter.rows);
}

/* ---- steps ---- */

static void post(struct offices *w, size_t office)
{
	struct letter *letter = &w->letters[below(w, LETTERS)];      /* what lay there is lost */

	if (letter->rows.len == 0 || below(w, 2))
		offices_send(w, office, letter);
	else
		offices_take_looking(w, office, letter);     /* also one's own, and one that came already */
}

static void (*const deeds[])(struct offices *w, size_t office, size_t p) = {
	edit, edit, edit, correct, correct, write_note, take_back,
};

void offices_step(struct offices *w)
{
	size_t office = below(w, OFFICES), known = 0, p = 0, skip;

	for (size_t i = 0; i < OFFICES; i++)
		w->f[i]->now += 1 + (int64_t)below(w, 600) - (int64_t)below(w, 300);         /* no two clocks agree */
	for (size_t i = 0; i < w->person_count; i++)
		known += w->met[office][i];
	if (below(w, 5) < 2) {
		post(w, office);
	} else if (known == 0 || (w->person_count < CLIENTS && below(w, 8) == 0)) {
		if (w->person_count < CLIENTS)
			add_client(w, office);
	} else {
		for (skip = below(w, known); p < w->person_count; p++)
			if (w->met[office][p] && skip-- == 0)
				break;
		if (below(w, 15) == 0)
			erase(w, office, p);
		else
			deeds[below(w, ARRAY_SIZE(deeds))](w, office, p);
	}
}
