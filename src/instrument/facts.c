/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cases for the advice from a CSV file. The item columns are those of the advice table; the
 * others are fixed. The first bad cell refuses the file as a whole.
 */
#include "stige/instrument/facts.h"

#include <stdint.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "table.h"

#include "stige/base/banned.h"

enum {
	ID, AGE, EDUCATION, GOAL, REFERENCE, ACTIVITIES, EXCLUDED, PREVIOUS, AGE_DAYS, CHANGED, CAP,
	ITEMS,                               /* the first item's column; the rest follow */
};

#define AGE_MOST 130
#define DAYS_MOST 36500
#define AMOUNT_MOST 1000000000
#define STEP_MOST 5
#define WORD 64

static const char *const fixed[ITEMS] = {
	[ID] = "id", [AGE] = "age", [EDUCATION] = "education", [GOAL] = "goal",
	[REFERENCE] = "reference_wage",
	[ACTIVITIES] = "activities", [EXCLUDED] = "excluded", [PREVIOUS] = "previous",
	[AGE_DAYS] = "age_days",
	[CHANGED] = "caseworker_changed", [CAP] = "cap",
};

struct reading {
	struct table table;
	const struct advice_table *rules;
	struct facts_file *file;
	size_t at;                           /* the row */
};

/* Bad cells are told by the column's own sentence, so that whoever wrote the file knows what fits. */
#define BAD "T030"

static const char *cell(const struct reading *r, size_t column)
{
	return table_cell(&r->table, r->at, column);
}

/* A whole number or, when the cell is empty, what stands for nothing. */
static int32_t number(struct reading *r, size_t column, long min, long max, int32_t none)
{
	const char *s = cell(r, column);
	long n;

	if (!*s)
		return none;
	if (str_to_long(s, min, max, &n))
		return (int32_t)n;
	table_error(&r->table, r->at, column, BAD,
		_("\"%.40s\" does not fit %s: a whole number from %ld to %ld, or empty."),
		s, fixed[column], min, max);
	return none;
}

/* The index of the cell's word in a list whose first word is "" . */
static size_t choice(struct reading *r, size_t column, const char *const *words, size_t n, const char *listed)
{
	const char *s = cell(r, column);

	for (size_t i = 0; i < n; i++)
		if (strcmp(s, words[i]) == 0)
			return i;
	table_error(&r->table, r->at, column, BAD, _("\"%.40s\" does not fit %s: %s, or empty."), s,
		fixed[column], listed);
	return 0;
}

static bool channel_known(const struct advice_item *item, const char *word)
{
	const struct form *form = item->indicator->form;
	const struct form_list *list = item->indicator->item->list;
	const struct form_choice *c = list ? form_choice_find(list, word) : NULL;

	return c && !*c->state && !str_eq(form_choice_meta(form, list, c, "stige_exclusive"), "yes");
}

/* "none", or channels of the form, each once. */
static bool read_channels(struct reading *r, const struct advice_item *item, const char *s,
	struct advice_value *v)
{
	struct str seen = STR_INIT;
	char word[WORD];
	bool good = true;

	if (strcmp(s, "none") != 0) {
		while (good && table_word(&s, word, sizeof word)) {
			good = channel_known(item, word) && !str_has_word(seen.text, word);
			str_addf(&seen, "%s%s", seen.len ? " " : "", word);
		}
	}
	v->kind = ANSWER_SET;
	v->set = arena_strdup(&r->file->arena, seen.text);
	str_release(&seen);
	return good;
}

static bool read_number(const char *s, long min, long max, struct advice_value *v)
{
	long n = 0;

	v->kind = ANSWER_NUMBER;
	if (!str_to_long(s, min, max, &n))
		return false;
	v->number = (int32_t)n;
	return true;
}

static bool read_answer(struct reading *r, const struct advice_item *item, const char *s,
	struct advice_value *v)
{
	if (strcmp(s, "dk") == 0 || strcmp(s, "declined") == 0) {
		v->kind = strcmp(s, "dk") == 0 ? ANSWER_DK : ANSWER_DECLINED;
		return true;
	}
	switch (item->kind) {
	case ADVICE_SCALE:
	case ADVICE_BELIEF:
		return read_number(s, 1, STEP_MOST, v);
	case ADVICE_CHANNELS:
		return read_channels(r, item, s, v);
	case ADVICE_WAGE:
		return read_number(s, 0, AMOUNT_MOST, v);
	}
	return false;
}

static const char *answer_words(enum advice_item_kind kind)
{
	switch (kind) {
	case ADVICE_SCALE:
	case ADVICE_BELIEF:
		return _("a whole number from 1 to 5");
	case ADVICE_CHANNELS:
		return _("channels of the form separated by blanks, each once, or none");
	case ADVICE_WAGE:
		return _("a whole amount");
	}
	return "";
}

static void read_item(struct reading *r, struct advice_facts *f, size_t i)
{
	const struct advice_item *item = &r->rules->items[i];
	const char *s = cell(r, ITEMS + i);

	if (*s && !read_answer(r, item, s, &f->values[i]))
		table_error(&r->table, r->at, ITEMS + i, BAD,
			_("\"%.40s\" does not fit %s: %s, dk, declined, or empty."),
			s, item->indicator->name, answer_words(item->kind));
}

static void read_activities(struct reading *r, struct advice_facts *f)
{
	const struct activities *all = r->rules->activities;
	const char *s = cell(r, ACTIVITIES);
	uint32_t set = 0;
	bool good = true, alone = false;
	char word[WORD];
	long no;

	f->recorded = *s != '\0';
	while (good && table_word(&s, word, sizeof word)) {
		const struct activity *one = str_to_long(word, 1, ACTIVITY_MOST, &no)
			? activities_find(all, (int)no) : NULL;
		uint32_t bit = one ? (uint32_t)1 << one->no : 0;

		good = one && !(set & bit) && !alone && !(one->exclusive && set);
		alone = one && one->exclusive;
		set |= bit;
	}
	if (!good)
		table_error(&r->table, r->at, ACTIVITIES, BAD,
			_("\"%.40s\" does not fit activities: numbers, each once, \"no activities\" alone; or empty."),
			cell(r, ACTIVITIES));
	f->running = set & activities_all(all);
}

/* One "c3=4": the number before the newest one of a scale. */
static bool read_before(const struct reading *r, struct advice_facts *f, char *word)
{
	char *equals = strchr(word, '=');
	size_t i;
	long n;

	if (!equals || !str_to_long(equals + 1, 1, STEP_MOST, &n))
		return false;
	*equals = '\0';
	i = advice_item_index(r->rules, word);
	if (i == SIZE_MAX || r->rules->items[i].indicator->kind != INDICATOR_SCALE || f->values[i].before)
		return false;
	f->values[i].before = (int32_t)n;
	return true;
}

static void read_previous(struct reading *r, struct advice_facts *f)
{
	const char *s = cell(r, PREVIOUS);
	bool good = true;
	char word[WORD];

	while (good && table_word(&s, word, sizeof word))
		good = read_before(r, f, word);
	if (!good)
		table_error(&r->table, r->at, PREVIOUS, BAD,
			_("\"%.40s\" does not fit previous: items of a scale such as c3=4, each once; or empty."),
			cell(r, PREVIOUS));
}

static void read_excluded(struct reading *r, struct advice_facts *f)
{
	const char *s = cell(r, EXCLUDED);

	if (strcmp(s, "none") == 0 || !grouping_parse(s, &f->excluded))
		table_error(&r->table, r->at, EXCLUDED, BAD,
			_("\"%.40s\" does not fit excluded: letters of J, U, S, H, each once; or empty."), s);
}

static bool id_known(const struct facts_file *file, const char *id)
{
	for (size_t i = 0; i < file->count; i++)
		if (strcmp(file->cases[i].id, id) == 0)
			return true;
	return false;
}

static void read_id(struct reading *r, struct facts_case *one)
{
	one->id = arena_strdup(&r->file->arena, cell(r, ID));
	if (!*one->id)
		table_error(&r->table, r->at, ID, BAD, _("The id is missing; every case has one."));
	else if (id_known(r->file, one->id))
		table_error(&r->table, r->at, ID, BAD,
			_("The id \"%.40s\" stands twice; give one case another."), one->id);
}

static void read_case(struct reading *r)
{
	static const char *const yes_no[] = { "", "no", "yes" }, *const goals[] = { "", "job", "education" };
	static const char *const yes[] = { "", "yes" };
	struct facts_case *one = &r->file->cases[r->file->count];
	struct advice_facts *f = &one->facts;

	advice_facts_init(f, r->rules);
	read_id(r, one);
	f->age = number(r, AGE, 0, AGE_MOST, -1);
	f->education = (enum advice_education)choice(r, EDUCATION, yes_no, ARRAY_SIZE(yes_no),
		_("yes or no"));
	f->goal = (enum advice_goal)choice(r, GOAL, goals, ARRAY_SIZE(goals), _("job or education"));
	f->reference_wage = number(r, REFERENCE, 1, AMOUNT_MOST, 0);
	f->newest_days = number(r, AGE_DAYS, 0, DAYS_MOST, 0);
	f->caseworker_changed = choice(r, CHANGED, yes, ARRAY_SIZE(yes), _("yes")) == 1;
	f->cap = number(r, CAP, 2, GROUP_COUNT, 0);
	for (size_t i = 0; i < r->rules->item_count; i++) {
		f->values[i].days = f->newest_days;
		read_item(r, f, i);
	}
	read_activities(r, f);
	read_excluded(r, f);
	read_previous(r, f);
	r->file->count++;
}

/* A row that is too short hides which cell is missing: better refused than guessed. */
static void check_width(struct reading *r)
{
	const struct csv_row *row = &r->table.csv.rows[r->at];

	if (row->count < r->table.width)
		table_error(&r->table, r->at, SIZE_MAX, BAD,
			_("This row has %zu cells and the header %zu; add the missing ones."),
			row->count, r->table.width);
}

static void read_cases(struct reading *r)
{
	r->file->cases = arena_array(&r->file->arena, r->table.csv.count + 1, sizeof *r->file->cases);
	for (r->at = r->table.first; r->at < r->table.csv.count; r->at++) {
		if (r->table.csv.rows[r->at].count == 0)
			continue;            /* a blank line; a line of commas is a case without an id */
		check_width(r);
		read_case(r);
	}
}

enum stige_rc facts_read(struct facts_file *file, const struct instrument *i, const char *bytes, size_t n,
	const char *name, struct err *err)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct reading r = { .rules = i->advice, .file = file };
	const char *columns[ITEMS + ADVICE_ITEMS_MOST];
	enum stige_rc rc;

	*file = (struct facts_file){ .arena = ARENA_INIT };
	memcpy(columns, fixed, sizeof fixed);
	for (size_t k = 0; k < i->advice->item_count; k++)
		columns[ITEMS + k] = i->advice->items[k].indicator->name;
	rc = table_read(&r.table, bytes, n, name, columns, ITEMS + i->advice->item_count,
		ITEMS + i->advice->item_count, &problems, err);
	if (!rc) {
		read_cases(&r);
		rc = table_verdict(&r.table, err);
	}
	table_release(&r.table);
	form_problems_release(&problems);
	if (rc)
		facts_release(file);
	return rc;
}

void facts_release(struct facts_file *file)
{
	arena_release(&file->arena);
	*file = (struct facts_file){ .arena = ARENA_INIT };
}
