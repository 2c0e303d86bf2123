/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Advice becomes a page: three lines, activities, prompts, each sentence from its row. */
#include "stige/instrument/sentences.h"

#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"

#include "say.h"

#include "stige/base/banned.h"

#define UNKNOWN_MANY 3                       /* key items without an answer */

/* By class: what stands on a line, and the bare strength words. */
static const enum say study_of[] = {
	[ADVICE_A1] = SAY_STUDY_A1, [ADVICE_A2] = SAY_STUDY_A2, [ADVICE_B] = SAY_STUDY_B,
	[ADVICE_C] = SAY_STUDY_C, [ADVICE_D] = SAY_STUDY_D, [ADVICE_E] = SAY_STUDY_E,
};
static const enum say strength_of[] = {
	[ADVICE_A1] = SAY_CLASS_A1, [ADVICE_A2] = SAY_CLASS_A2, [ADVICE_B] = SAY_CLASS_B,
	[ADVICE_C] = SAY_CLASS_C, [ADVICE_D] = SAY_CLASS_D, [ADVICE_E] = SAY_CLASS_E,
};

/* Why this path: the goal that was set, or the rule on age and education (report lines 489-492). */
static enum say reason_of_path(const struct speaker *s)
{
	const struct advice_facts *f = s->facts;
	bool job = s->advice->path == ADVICE_JOB;

	if (f->goal != ADVICE_GOAL_NONE)
		return job ? SAY_PATH_JOB_GOAL : SAY_PATH_EDUCATION_GOAL;
	if (f->age < 0)
		return SAY_PATH_JOB_UNKNOWN;
	if (job)
		return f->age >= ADVICE_ADULT ? SAY_PATH_JOB_AGE : SAY_PATH_JOB_EDUCATED;
	return f->education == ADVICE_EDUCATION_NO ? SAY_PATH_EDUCATION_NONE : SAY_PATH_EDUCATION_UNKNOWN;
}

static void say_path(struct speaker *s)
{
	struct advice_says *before = &s->page->before;
	bool job = s->advice->path == ADVICE_JOB, adult = s->facts->age >= ADVICE_ADULT;

	say(s, before, job ? SAY_PATH_JOB : SAY_PATH_EDUCATION);
	say(s, before, reason_of_path(s));
	/* A goal set by hand may put a client on a path whose findings are about others. */
	if (s->facts->goal != ADVICE_GOAL_NONE && s->facts->age >= 0 && job != adult)
		say(s, before, job ? SAY_PATH_JOB_FOUND : SAY_PATH_EDUCATION_FOUND);
	if (!job)
		say(s, before, SAY_PATH_EDUCATION_BEFORE);
}

/* In the shared look nothing is told about the caseworker's own answers, not even that one is missing. */
static bool may_tell(const struct speaker *s, size_t item)
{
	return s->own || s->i->advice->items[item].indicator->side == INDICATOR_CLIENT;
}

static void say_unknown(struct speaker *s)
{
	struct str names = STR_INIT;
	size_t unknown = 0;

	for (size_t i = 0; i < s->i->advice->item_count; i++) {
		if (!(s->advice->unknown & (uint32_t)1 << i))
			continue;
		unknown++;
		if (may_tell(s, i)) {
			str_add(&names, names.len ? ", " : "");
			item_words(s, &names, i);
		}
	}
	if (unknown >= UNKNOWN_MANY)
		say(s, &s->page->before, SAY_UNKNOWN_MANY);
	if (names.len)
		say1(s, &s->page->before, SAY_HERE_UNKNOWN, names.text);
	str_release(&names);
}

static void say_excluded(struct speaker *s)
{
	struct str words = STR_INIT;

	if (!s->facts->excluded)
		return;
	group_words(&words, s->i, s->facts->excluded, s->lang);
	say1(s, &s->page->before, SAY_HERE_EXCLUDED, words.text);
	str_release(&words);
}

/* The fact behind one item's need: its step, its fall, no channel, a wage above the reference. */
static void say_item(struct speaker *s, struct advice_says *to, size_t item)
{
	const struct advice_item *one = &s->i->advice->items[item];
	const struct advice_value *v = &s->facts->values[item];
	struct str name = STR_INIT;
	char now[16], before[16];

	item_words(s, &name, item);
	snprintf(now, sizeof now, "%d", (int)v->number);
	snprintf(before, sizeof before, "%d", (int)v->before);
	if (one->kind == ADVICE_CHANNELS)
		say1(s, to, SAY_HERE_CHANNELS, name.text);
	else if (one->kind == ADVICE_WAGE)
		say1(s, to, SAY_HERE_WAGE, name.text);
	else if (v->number == 3)
		say3(s, to, SAY_HERE_FELL, name.text, before, now);
	else
		say3(s, to, SAY_HERE_STEP, name.text, now,
			indicator_step(one->indicator, (int)v->number, s->lang));
	str_release(&name);
}

static int push_of(const struct speaker *s, size_t item)
{
	return s->i->advice->items[item].weight[s->advice->path] * s->advice->severity[item];
}

/* Items that speak for these groups, the strongest push first. Returns how many were left out. */
static size_t say_reasons(struct speaker *s, struct advice_says *to, unsigned groups)
{
	bool told[ADVICE_ITEMS_MOST] = { false };
	size_t hidden = 0;

	for (;;) {
		size_t best = ADVICE_ITEMS_MOST;

		for (size_t i = 0; i < s->i->advice->item_count; i++)
			if (!told[i] && push_of(s, i) > 0 && (s->i->advice->items[i].group & groups)
			    && (best == ADVICE_ITEMS_MOST || push_of(s, i) > push_of(s, best)))
				best = i;
		if (best == ADVICE_ITEMS_MOST)
			return hidden;
		told[best] = true;
		if (may_tell(s, best))
			say_item(s, to, best);
		else
			hidden++;
	}
}

static void say_here(struct speaker *s, struct advice_line *line)
{
	size_t before = line->here.count;
	size_t hidden = say_reasons(s, &line->here, line->groups & (GROUP_JOB | s->advice->indicated));

	if (line->here.count > before || hidden > 0)
		say(s, &line->limits, SAY_MAPPING_OURS);
	else if (!s->advice->indicated && s->advice->best == 1)
		say(s, &line->here, SAY_HERE_NOTHING);
	if (hidden > 0)
		say(s, &line->here, SAY_HERE_HIDDEN);
}

/* What a line above has said already is not said again below it. */
static void drop_said(const struct speaker *s, struct advice_line *line)
{
	size_t kept = 0;

	for (size_t i = 0; i < line->limits.count; i++) {
		bool said = false;

		for (const struct advice_line *above = s->page->lines; above < line; above++)
			for (size_t k = 0; k < above->limits.count; k++)
				said = said || above->limits.list[k].row == line->limits.list[i].row;
		if (!said)
			line->limits.list[kept++] = line->limits.list[i];
	}
	line->limits.count = kept;
}

static void say_study(struct speaker *s, struct advice_line *line)
{
	say(s, &line->study, study_of[line->class]);
	if ((line->groups & GROUP_JOB) && (line->groups & s->advice->indicated & GROUP_HEALTH))
		say(s, &line->study, SAY_STUDY_HEALTH);
	for (size_t i = 0; i < line->study.count; i++)
		say_limits(s, &line->limits, line->study.list[i].row);
	if (line->class == ADVICE_A1 || line->class == ADVICE_A2)
		say(s, &line->limits, SAY_LIMIT_ONE_CLASS);
	drop_said(s, line);
}

static void headline(struct speaker *s, struct advice_line *line, enum say what, const char *words)
{
	line->row = row_of(s, what);
	line->headline = rendered(s, what, words);
}

static void best_headline(struct speaker *s, struct advice_line *line)
{
	const struct advice *a = s->advice;
	bool job_runs = activities_groups(&s->i->activities, s->facts->running) & GROUP_JOB;
	struct str words = STR_INIT;

	line_words(&words, s->i, a, s->lang);
	if (line->groups == 0) {
		headline(s, line, SAY_LINE_CLOSED, NULL);
	} else if (!a->indicated && (line->groups & GROUP_JOB)) {
		headline(s, line, job_runs ? SAY_LINE_KEEP : SAY_LINE_START, NULL);
		say1(s, &line->here, a->best > 1 ? SAY_LINE_EVEN : SAY_LINE_COMBINE, words.text);
	} else if (a->best > 1) {
		headline(s, line, SAY_LINE_EVEN, words.text);
	} else {
		headline(s, line, grouping_size(line->groups) > 1 ? SAY_LINE_COMBINE : SAY_LINE_ONLY, words.text);
	}
	str_release(&words);
}

static struct advice_line *new_line(struct speaker *s, enum advice_line_kind kind, unsigned groups)
{
	struct advice_line *line = &s->page->lines[s->page->line_count++];

	line->kind = kind;
	line->groups = groups;
	line->class = advice_class_of(groups);
	return line;
}

static void best_line(struct speaker *s)
{
	struct advice_line *line = new_line(s, ADVICE_LINE_BEST, s->advice->order[0].groups);

	best_headline(s, line);
	if (line->groups == 0)
		return;
	say_here(s, line);
	say_study(s, line);
}

static void running_line(struct speaker *s)
{
	unsigned groups = activities_groups(&s->i->activities, s->facts->running);
	struct advice_line *line = new_line(s, ADVICE_LINE_RUNNING, groups);
	struct str words = STR_INIT;

	if (!s->facts->recorded) {
		headline(s, line, SAY_LINE_UNRECORDED, NULL);
		return;
	}
	grouping_words(&words, s->i, groups, s->lang);
	headline(s, line, groups ? SAY_LINE_RUNNING : SAY_LINE_IDLE, words.text);
	say_study(s, line);
	str_release(&words);
}

/* The next one in the order that says something new: not excluded, not running, not empty. */
static void other_line(struct speaker *s)
{
	unsigned running = activities_groups(&s->i->activities, s->facts->running);
	size_t at = s->advice->best;
	struct advice_line *line;
	struct str words = STR_INIT;

	while (at < GROUPING_COUNT && (s->advice->order[at].excluded || s->advice->order[at].groups == 0
	       || s->advice->order[at].groups == running))
		at++;
	if (at == GROUPING_COUNT)
		return;
	line = new_line(s, ADVICE_LINE_OTHER, s->advice->order[at].groups);
	grouping_words(&words, s->i, line->groups, s->lang);
	headline(s, line, SAY_LINE_OTHER, words.text);
	say_study(s, line);
	str_release(&words);
}

static void all_lines(struct speaker *s)
{
	struct str words = STR_INIT;

	for (size_t i = 0; i < GROUPING_COUNT; i++) {
		const struct advice_grouping *g = &s->advice->order[i];
		struct advice_line *line = &s->page->all[i];

		line->kind = ADVICE_LINE_RULE;
		line->groups = g->groups;
		line->class = g->class;
		str_clear(&words);
		grouping_words(&words, s->i, g->groups, s->lang);
		line->headline = arena_strdup(&s->page->arena, words.text);
		say(s, &line->study, strength_of[g->class]);
		if (g->groups & s->facts->excluded) {
			str_clear(&words);
			group_words(&words, s->i, g->groups & s->facts->excluded, s->lang);
			say1(s, &line->here, SAY_HERE_EXCLUDED, words.text);
		}
	}
	str_release(&words);
}

/* Does an answer lead to this activity? Otherwise it is the fallback, our choice. */
static bool led_to(const struct speaker *s, int no)
{
	for (size_t i = 0; i < s->i->advice->item_count; i++)
		for (size_t k = 0; k < ADVICE_ACTIVITIES_MOST; k++)
			if (push_of(s, i) > 0 && s->i->advice->items[i].activities[k] == no)
				return true;
	return false;
}

static void say_activity(struct speaker *s, enum say what, int no)
{
	char number[16];

	snprintf(number, sizeof number, "%d", no);
	say2(s, &s->page->activities, what, number,
		activity_label(&s->i->activities, activities_find(&s->i->activities, no), s->lang));
}

/* The groups of the best combination for which an office's catalogue has nothing to propose. */
static void say_missing(struct speaker *s)
{
	const struct activities *known = &s->i->activities;
	unsigned wanted = s->advice->order[0].groups & (GROUP_JOB | s->advice->indicated);
	uint32_t have = s->facts->running;
	struct str words = STR_INIT;

	for (size_t i = 0; i < s->advice->activity_count; i++)
		have |= (uint32_t)1 << s->advice->activities[i];
	wanted &= ~activities_groups(known, have);
	group_words(&words, s->i, wanted, s->lang);
	if (wanted)
		say1(s, &s->page->activities, SAY_ACTIVITY_NONE, words.text);
	str_release(&words);
}

static void say_activities(struct speaker *s)
{
	for (size_t i = 0; i < s->advice->activity_count; i++) {
		int no = s->advice->activities[i];

		say_activity(s, led_to(s, no) ? SAY_ACTIVITY_MAPPED : SAY_ACTIVITY_CHOICE, no);
	}
	for (int no = 1; no <= ACTIVITY_MOST; no++)
		if (s->advice->keep & (uint32_t)1 << no)
			say_activity(s, SAY_ACTIVITY_KEEP, no);
	say_missing(s);
}

static void say_prompts(struct speaker *s)
{
	for (size_t i = 0; i < s->advice->prompt_count; i++) {
		const struct advice_prompt *p = &s->i->advice->prompts[s->advice->prompts[i]];
		char first[16], second[16];
		const char *args[] = { first, second };

		if (p->own && !s->own)
			continue;
		if (p->when == ADVICE_CONDITION) {
			say_own(s, &s->page->prompts, p->sentence);
			continue;
		}
		snprintf(first, sizeof first, "%d", (int)s->facts->values[p->items[0]].number);
		snprintf(second, sizeof second, "%d", (int)s->facts->values[p->items[1]].number);
		say_row(s, &s->page->prompts, p->sentence, args, p->when == ADVICE_DISAGREE ? 2 : 0);
	}
	for (size_t i = 0; i < s->i->advice->item_count; i++) {
		struct str name = STR_INIT;

		if ((s->advice->unmapped & (uint32_t)1 << i) && may_tell(s, i)) {
			item_words(s, &name, i);
			say1(s, &s->page->prompts, SAY_MAPPING_UNMAPPED, name.text);
		}
		str_release(&name);
	}
}

void advice_page_make(struct advice_page *page, const struct instrument *i, const struct advice_facts *f,
	const struct advice *a, bool own, const char *lang)
{
	struct speaker s = { .page = page, .i = i, .facts = f, .advice = a, .own = own, .lang = lang };

	*page = (struct advice_page){ .arena = ARENA_INIT };
	say_path(&s);
	say_unknown(&s);
	say_excluded(&s);
	best_line(&s);
	running_line(&s);
	other_line(&s);
	all_lines(&s);
	say_activities(&s);
	say_prompts(&s);
	say(&s, &page->always, SAY_ALWAYS_AVERAGES);
	say(&s, &page->always, SAY_ALWAYS_PROGRESS);
	say(&s, &page->always, SAY_ALWAYS_SIZES);
	say(&s, &page->always, SAY_ALWAYS_DECIDE);
}

void advice_page_release(struct advice_page *page)
{
	arena_release(&page->arena);
	*page = (struct advice_page){ .arena = ARENA_INIT };
}

const struct evidence_row *figure_row(const struct instrument *i, const struct indicator *one, int figure)
{
	char id[64];

	snprintf(id, sizeof id, "fig%d.%s", figure, one->name);
	return evidence_find(i->evidence, id);
}
