/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * forms/advice.csv: which item counts how much on which path, which group and activities it
 * leads to, which prompt speaks when, the boxes of the paths, and two settings. The column
 * "advice" says what a row is.
 */
#include "stige/instrument/advice.h"

#include <stdint.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/form/expr.h"

#include "advice_columns.h"
#include "rules.h"

#include "stige/base/banned.h"

#define WEIGHT_MOST 9

static const char *const columns[COLUMNS] = {
	[ADVICE] = "advice", [NAME] = "name", [KIND] = "kind", [WEIGHT_JOB] = "weight_job",
	[WEIGHT_EDUCATION] = "weight_education", [GROUP] = "group", [ACTIVITIES] = "activities",
	[WHEN] = "when",
	[PATH] = "path", [OF] = "of", [EVIDENCE] = "evidence", [AUDIENCE] = "audience",
	[CONDITION] = "condition",
};

static const struct {
	const char *word;
	enum indicator_kind needs;
} kinds[] = {
	[ADVICE_SCALE] = { "scale", INDICATOR_SCALE }, [ADVICE_CHANNELS] = { "channels", INDICATOR_SET },
	[ADVICE_WAGE] = { "wage", INDICATOR_NUMBER }, [ADVICE_BELIEF] = { "belief", INDICATOR_SCALE },
};

/* What stands in "of": how many items, channels after them, a group. */
static const struct {
	const char *word;
	size_t items;
	bool channels, group;
} whens[] = {
	[ADVICE_UNRECORDED] = { "unrecorded", 0, false, false },
	[ADVICE_NO_ACTIVITY] = { "no_activity", 0, false, false },
	[ADVICE_NO_GROUP] = { "no_group", 0, false, true },
	[ADVICE_GROUP_EXCLUDED] = { "group_excluded", 0, false, true },
	[ADVICE_EDUCATION_OPEN] = { "education_open", 0, false, false },
	[ADVICE_AGE_OPEN] = { "age_open", 0, false, false },
	[ADVICE_LOW] = { "low", 1, false, false },
	[ADVICE_DOES_NOT_KNOW] = { "does_not_know", 1, false, false },
	[ADVICE_CHANNEL_MISSING] = { "channel_missing", 1, true, false },
	[ADVICE_CHANNELS_IN_USE] = { "channels_in_use", 1, true, false },
	[ADVICE_CASEWORKER_CHANGED] = { "caseworker_changed", 0, false, false },
	[ADVICE_DISAGREE] = { "disagree", 2, false, false },
	[ADVICE_EXPIRED] = { "expired", 0, false, false },
	[ADVICE_MEASURE_DUE] = { "measure_due", 0, false, false },
	[ADVICE_NO_PROGRESS] = { "no_progress", 0, false, false },
	[ADVICE_CONDITION] = { "condition", 0, false, false },
};

/* One reading of the file. */
struct reading {
	struct table table;
	const struct indicators *indicators;
	const struct evidence *evidence;
	struct advice_table *to;
};

size_t advice_item_index(const struct advice_table *t, const char *name)
{
	for (size_t i = 0; i < t->item_count; i++)
		if (strcmp(t->items[i].indicator->name, name) == 0)
			return i;
	return SIZE_MAX;
}

bool advice_is_belief(const struct advice_table *t, const struct indicator *one)
{
	size_t item = advice_item_index(t, one->name);

	return item != SIZE_MAX && t->items[item].kind == ADVICE_BELIEF;
}

static int read_weight(struct reading *r, size_t at, size_t column)
{
	const char *s = table_cell(&r->table, at, column);
	long weight = 0;

	if (*s && !str_to_long(s, 0, WEIGHT_MOST, &weight))
		table_error(&r->table, at, column, "T021", _("A weight is a whole number from 0 to %d."),
			WEIGHT_MOST);
	return (int)weight;
}

static unsigned read_group(struct reading *r, size_t at, size_t column)
{
	unsigned group = 0;

	if (!grouping_parse(table_cell(&r->table, at, column), &group) || grouping_size(group) > 1)
		table_error(&r->table, at, column, "T021", _("A group is one of J, U, S, H, or empty."));
	return group;
}

/* Activities of the item's own group: advice that named another one would contradict itself. */
static void read_activities(struct reading *r, size_t at, struct advice_item *item)
{
	const char *s = table_cell(&r->table, at, ACTIVITIES);
	char word[WORD];
	size_t n = 0;
	long no;

	while (table_word(&s, word, sizeof word)) {
		const struct activity *one = str_to_long(word, 1, ACTIVITY_MOST, &no)
			? activities_find(r->to->activities, (int)no) : NULL;

		if (!one || one->group != item->group || !one->group)
			table_error(&r->table, at, ACTIVITIES, "T022",
				_("\"%s\" is no activity of the group of this row."), word);
		else if (n == ADVICE_ACTIVITIES_MOST)
			table_error(&r->table, at, ACTIVITIES, "T022", _("A row has at most %d activities."),
				ADVICE_ACTIVITIES_MOST);
		else
			item->activities[n++] = one->no;
	}
}

static void read_item(struct reading *r, size_t at)
{
	const char *name = table_cell(&r->table, at, NAME), *word = table_cell(&r->table, at, KIND);
	const struct indicator *indicator = indicators_find(r->indicators, name);
	struct advice_item item = { .indicator = indicator };
	size_t kind = 0;

	if (!indicator || advice_item_index(r->to, name) != SIZE_MAX) {
		table_error(&r->table, at, NAME, "T020", indicator ? _("The item \"%s\" stands twice.")
			: _("No form measures an item \"%s\"."), name);
		return;
	}
	while (kind < ARRAY_SIZE(kinds) && strcmp(kinds[kind].word, word) != 0)
		kind++;
	if (kind == ARRAY_SIZE(kinds) || kinds[kind].needs != indicator->kind) {
		table_error(&r->table, at, KIND, "T021", _("The kind \"%s\" does not fit the item %s."), word,
			name);
		return;
	}
	item.kind = (enum advice_item_kind)kind;
	item.weight[ADVICE_JOB] = read_weight(r, at, WEIGHT_JOB);
	item.weight[ADVICE_EDUCATION] = read_weight(r, at, WEIGHT_EDUCATION);
	item.group = read_group(r, at, GROUP);
	read_activities(r, at, &item);
	if (r->to->item_count < ADVICE_ITEMS_MOST)
		r->to->items[r->to->item_count++] = item;
	else
		table_error(&r->table, at, NAME, "T020", _("More than %d items are too many."),
			ADVICE_ITEMS_MOST);
}

static bool is_channel(const struct advice_item *item, const char *name)
{
	return item->indicator->item->list && form_choice_find(item->indicator->item->list, name);
}

static bool read_item_words(struct reading *r, struct advice_prompt *p, const char **s)
{
	char word[WORD];

	for (size_t i = 0; i < whens[p->when].items; i++) {
		p->items[i] = table_word(s, word, sizeof word) ? advice_item_index(r->to, word) : SIZE_MAX;
		if (p->items[i] == SIZE_MAX)
			return false;
	}
	return true;
}

static bool read_channels(struct reading *r, struct advice_prompt *p, const char **s)
{
	const struct advice_item *item = &r->to->items[p->items[0]];
	char word[WORD];
	size_t n = 0;

	while (table_word(s, word, sizeof word)) {
		if (n == ARRAY_SIZE(p->channels) || item->kind != ADVICE_CHANNELS || !is_channel(item, word))
			return false;
		p->channels[n++] = form_choice_find(item->indicator->item->list, word)->name;
	}
	return n > 0;
}

/* "of" names what the condition is about: items, channels, a group. */
static bool read_of(struct reading *r, size_t at, struct advice_prompt *p)
{
	const char *s = table_cell(&r->table, at, OF);
	char word[WORD];

	if (whens[p->when].group)
		return table_word(&s, word, sizeof word) && grouping_parse(word, &p->group)
			&& grouping_size(p->group) == 1 && !*s;
	if (!read_item_words(r, p, &s))
		return false;
	return whens[p->when].channels ? read_channels(r, p, &s) : !table_word(&s, word, sizeof word);
}

unsigned advice_read_paths(struct table *t, size_t at)
{
	const char *word = table_cell(t, at, PATH);

	if (!*word)
		return 1u << ADVICE_JOB | 1u << ADVICE_EDUCATION;
	if (strcmp(word, "job") == 0)
		return 1u << ADVICE_JOB;
	if (strcmp(word, "education") != 0)
		table_error(t, at, PATH, "T021", _("A path is job or education, or empty for both."));
	return 1u << ADVICE_EDUCATION;
}

static bool prompt_known(const struct advice_table *t, const char *name)
{
	for (size_t i = 0; i < t->prompt_count; i++)
		if (strcmp(t->prompts[i].name, name) == 0)
			return true;
	return false;
}

/* A rule's sentence is the centre's own: no finding of the study hangs on a condition made up here. */
static void read_condition(struct reading *r, size_t at, struct advice_prompt *p)
{
	bool caseworker = false;

	if (p->when != ADVICE_CONDITION) {
		if (*table_cell(&r->table, at, CONDITION))
			table_error(&r->table, at, CONDITION, "T023",
				_("Only a prompt whose \"when\" is condition has a condition."));
		return;
	}
	p->condition = rule_read(&r->table, at, r->to, &caseworker);
	p->own = p->own || caseworker;
	if (p->sentence && p->sentence->kind != EVIDENCE_LOCAL)
		table_error(&r->table, at, EVIDENCE, "T016",
			_("A rule of one's own needs a sentence of one's own, of kind L; \"%s\" is of kind %s."),
			p->sentence->id, evidence_kind_letter(p->sentence->kind));
}

static void read_prompt(struct reading *r, size_t at)
{
	struct table *t = &r->table;
	struct advice_prompt p = { .name = table_cell(t, at, NAME) };
	size_t when = 0;

	while (when < ARRAY_SIZE(whens) && strcmp(whens[when].word, table_cell(t, at, WHEN)) != 0)
		when++;
	if (when == ARRAY_SIZE(whens)) {
		table_error(t, at, WHEN, "T021", _("No condition is called \"%s\"."),
			table_cell(t, at, WHEN));
		return;
	}
	p.when = (enum advice_when)when;
	if (!*p.name || strchr(p.name, ' ') || prompt_known(r->to, p.name))
		table_error(t, at, NAME, "T020", _("A prompt needs a name of its own, without blanks."));
	if (!read_of(r, at, &p))
		table_error(t, at, OF, "T023", _("The condition \"%s\" is not about \"%s\"."),
			whens[when].word, table_cell(t, at, OF));
	p.paths = advice_read_paths(t, at);
	p.own = strcmp(table_cell(t, at, AUDIENCE), "caseworker") == 0;
	if (*table_cell(t, at, AUDIENCE) && !p.own)
		table_error(t, at, AUDIENCE, "T021",
			_("The audience is caseworker, or empty for everybody."));
	p.sentence = evidence_find(r->evidence, table_cell(t, at, EVIDENCE));
	if (!p.sentence)
		table_error(t, at, EVIDENCE, "T016", _("No row has the id \"%s\"."),
			table_cell(t, at, EVIDENCE));
	read_condition(r, at, &p);
	if (r->to->prompt_count < ADVICE_PROMPTS_MOST)
		r->to->prompts[r->to->prompt_count++] = p;
	else
		table_error(t, at, NAME, "T020", _("More than %d prompts are too many."),
			ADVICE_PROMPTS_MOST);
}

static void read_box(struct reading *r, size_t at)
{
	advice_read_box(&r->table, at, r->evidence, r->to);
}

static void read_setting(struct reading *r, size_t at)
{
	struct table *t = &r->table;
	const char *name = table_cell(t, at, NAME);
	long n;

	if (strcmp(name, "cap") == 0) {
		if (str_to_long(table_cell(t, at, OF), 2, GROUP_COUNT, &n))
			r->to->cap = (int)n;
		else
			table_error(t, at, OF, "T021", _("The cap is 2, 3 or 4."));
	} else if (strcmp(name, "fallback") == 0) {
		const struct activity *one = str_to_long(table_cell(t, at, ACTIVITIES), 1, ACTIVITY_MOST, &n)
			? activities_find(r->to->activities, (int)n) : NULL;

		if (one && one->group == GROUP_JOB)
			r->to->fallback = one->no;
		else
			table_error(t, at, ACTIVITIES, "T022",
				_("The fallback is the number of a job-oriented activity."));
	} else {
		table_error(t, at, NAME, "T020", _("The settings are cap and fallback; there is no \"%s\"."),
			name);
	}
}

/* Prompts and boxes point to items, so items are read first, whatever the order in the file. */
static void read_rows(struct reading *r, const char *what, void (*read)(struct reading *, size_t))
{
	for (size_t at = table_next(&r->table, r->table.first); at != SIZE_MAX;
		at = table_next(&r->table, at + 1))
		if (strcmp(table_cell(&r->table, at, ADVICE), what) == 0)
			read(r, at);
}

static void check_kinds(struct reading *r)
{
	for (size_t at = table_next(&r->table, r->table.first); at != SIZE_MAX;
		at = table_next(&r->table, at + 1)) {
		const char *what = table_cell(&r->table, at, ADVICE);

		if (strcmp(what, "item") != 0 && strcmp(what, "prompt") != 0 && strcmp(what, "box") != 0
			&& strcmp(what, "setting") != 0)
			table_error(&r->table, at, ADVICE, "T021",
				_("A row is an item, a prompt, a box or a setting."));
	}
}

/* C before W, each in its form's order: so the lists of unknown items come out. */
static void sort_items(struct advice_table *t)
{
	for (size_t i = 1; i < t->item_count; i++) {
		struct advice_item one = t->items[i];
		size_t k = i;

		for (; k > 0 && t->items[k - 1].indicator > one.indicator; k--)
			t->items[k] = t->items[k - 1];
		t->items[k] = one;
	}
}

struct advice_whole {
	struct advice_table table;           /* first, so that advice_free gets back to the whole */
	struct csv_table csv;                /* the prompts' names live in it */
};

static void drop_whole(struct advice_whole *whole)
{
	for (size_t i = 0; i < whole->table.prompt_count; i++)
		expr_free(whole->table.prompts[i].condition);
	csv_table_release(&whole->csv);
	mem_free(whole);
}

enum stige_rc advice_read(const char *bytes, size_t n, const char *name, const struct indicators *indicators,
	const struct activities *activities, const struct evidence *evidence, struct form_problems *problems,
	struct advice_table **ret, struct err *err)
{
	struct advice_whole *whole = mem_alloc(sizeof *whole);
	struct reading r = { .indicators = indicators, .evidence = evidence, .to = &whole->table };
	enum stige_rc rc;

	whole->table = (struct advice_table){ .cap = ADVICE_CAP_DEFAULT, .activities = activities };
	rc = table_read(&r.table, bytes, n, name, columns, COLUMNS, COLUMNS_NEEDED, problems,
		err);
	whole->csv = r.table.csv;
	if (rc)
		goto out;
	check_kinds(&r);
	read_rows(&r, "item", read_item);
	sort_items(r.to);
	read_rows(&r, "prompt", read_prompt);
	read_rows(&r, "box", read_box);
	read_rows(&r, "setting", read_setting);
	rc = table_verdict(&r.table, err);
out:
	if (rc) {
		drop_whole(whole);
		return rc;
	}
	*ret = &whole->table;
	return STIGE_OK;
}

void advice_free(struct advice_table *t)
{
	if (t)
		drop_whole((struct advice_whole *)t);
}

bool advice_looks_like(const char *bytes, size_t n)
{
	return table_begins(bytes, n, columns[ADVICE]);
}
