/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every sentence as a person reads it, in both languages and both looks: each is a row of the
 * evidence table, each number stands in the row's list or is a fact of the client, and no word
 * is stronger than the strength of its source.
 */
#include "support.h"

#include "stige/instrument/facts.h"
#include "stige/instrument/sentences.h"

#include "stige/base/banned.h"

#define RANDOM_CASES 1500
#define ARGS 9

static const char *const langs[] = { "en", "da" };

/* ---- numbers */

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The next number from *s on, with a decimal point whatever the language; false at the end. */
static bool next_number(const char **s, bool danish, char number[32])
{
	const char *at = *s;
	char point = danish ? ',' : '.', thousands = danish ? '.' : ',';
	size_t n = 0;

	while (*at && !digit(*at))
		at++;
	for (; digit(*at) || ((*at == point || *at == thousands) && n > 0 && digit(at[1])); at++)
		if (*at != thousands && n < 31)
			number[n++] = *at == point ? '.' : *at;
	number[n] = '\0';
	*s = at;
	return n > 0;
}

/* ---- a text against the row it was made of */

struct match {
	struct str args[ARGS];
	struct str literal;                  /* what the row itself says, arguments left out */
};

static void match_release(struct match *m)
{
	for (size_t i = 0; i < ARGS; i++)
		str_release(&m->args[i]);
	str_release(&m->literal);
}

/* Where the literal that follows an argument begins in the text; its end for the last one. */
static const char *find_literal(const char *text, const char *literal, size_t n)
{
	if (n == 0)
		return text + strlen(text);
	for (; *text; text++)
		if (strncmp(text, literal, n) == 0)
			return text;
	return NULL;
}

static size_t literal_length(const char *s)
{
	size_t n = 0;

	while (s[n] && !(s[n] == '{' && digit(s[n + 1]) && s[n + 2] == '}'))
		n++;
	return n;
}

static bool match(struct match *m, const char *template, const char *text)
{
	for (size_t i = 0; i < ARGS; i++)
		str_init(&m->args[i]);
	str_init(&m->literal);
	while (*template) {
		size_t n = literal_length(template), arg;
		const char *end;

		if (strncmp(text, template, n) != 0)
			return false;
		str_addn(&m->literal, template, n);
		str_addc(&m->literal, ' ');
		template += n;
		text += n;
		if (!*template)
			break;
		arg = (size_t)(template[1] - '1');
		template += 3;
		end = find_literal(text, template, literal_length(template));
		if (!end)
			return false;
		str_addn(&m->args[arg], text, (size_t)(end - text));
		text = end;
	}
	return !*text;
}

/* ---- the rules */

/* Typed apart from the program's own list: what a source must say before a sentence may. */
static const struct {
	const char *word;
	enum evidence_strength least;
} strong[] = {
	{ "because", EVIDENCE_ESTIMATED }, { "causes", EVIDENCE_ESTIMATED }, { "leads to", EVIDENCE_ESTIMATED },
	{ "ensures", EVIDENCE_ESTIMATED }, { "guarantees", EVIDENCE_ESTIMATED }, { "proves", EVIDENCE_ESTIMATED },
	{ "will get", EVIDENCE_ESTIMATED },
	{ "fordi", EVIDENCE_ESTIMATED }, { "medf\u00f8rer", EVIDENCE_ESTIMATED }, { "sikrer", EVIDENCE_ESTIMATED },
	{ "garanterer", EVIDENCE_ESTIMATED }, { "beviser", EVIDENCE_ESTIMATED },
	{ "effective", EVIDENCE_REPORTED }, { "better than", EVIDENCE_REPORTED }, { "decline", EVIDENCE_REPORTED },
	{ "virksomt", EVIDENCE_REPORTED }, { "bedre end", EVIDENCE_REPORTED }, { "tilbagegang", EVIDENCE_REPORTED },
	{ "associated", EVIDENCE_ASSOCIATED }, { "correlation", EVIDENCE_ASSOCIATED },
	{ "h\u00e6nger sammen", EVIDENCE_ASSOCIATED },
};

static void check_strength(const struct evidence_row *row, const char *text)
{
	if (row->kind != EVIDENCE_FINDING && row->kind != EVIDENCE_MAPPING)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(strong); i++)
		if (row->strength < strong[i].least && strstr(text, strong[i].word))
			fail_msg("%s: \"%s\" in %s", row->id, strong[i].word, text);
}

/* A number beside the row's own is an item's or an activity's, a step, a count of groups. */
static bool is_fact(const char *number)
{
	long n;

	return str_to_long(number, 1, 22, &n);
}

static void check_numbers(const struct evidence_row *row, const struct match *m, bool danish)
{
	const char *s = m->literal.text;
	char number[32];

	while (next_number(&s, danish, number))
		if (!str_has_word(row->numbers, number))
			fail_msg("%s: %s", row->id, number);
	for (size_t i = 0; i < ARGS; i++)
		for (s = m->args[i].text; next_number(&s, danish, number);)
			if (!is_fact(number))
				fail_msg("%s: %s in {%zu}", row->id, number, i + 1);
}

static size_t check_say(const struct instrument *i, const struct evidence_row *row, const char *text,
	const char *lang)
{
	struct match m;

	assert_non_null(row);
	assert_ptr_equal(evidence_find(i->evidence, row->id), row);
	if (!match(&m, evidence_text(row, lang), text))
		fail_msg("%s: \"%s\" is not \"%s\"", row->id, text, evidence_text(row, lang));
	check_numbers(row, &m, strcmp(lang, "da") == 0);
	check_strength(row, text);
	match_release(&m);
	return 1;
}

static size_t check_says(const struct instrument *i, const struct advice_says *says, const char *lang)
{
	for (size_t k = 0; k < says->count; k++)
		check_say(i, says->list[k].row, says->list[k].text, lang);
	return says->count;
}

static size_t check_line(const struct instrument *i, const struct advice_line *line, const char *lang)
{
	size_t n = 0;

	if (line->kind == ADVICE_LINE_RULE)
		assert_null(strpbrk(line->headline, "0123456789"));  /* names of groups, no more */
	else
		n = check_say(i, line->row, line->headline, lang);
	return n + check_says(i, &line->here, lang) + check_says(i, &line->study, lang)
		+ check_says(i, &line->limits, lang);
}

static size_t check_page(const struct instrument *i, const struct advice_facts *f)
{
	struct advice a;
	size_t n = 0;

	advice_compute(i->advice, f, &a);
	for (size_t variant = 0; variant < 4; variant++) {
		const char *lang = langs[variant / 2];
		struct advice_page page;

		advice_page_make(&page, i, f, &a, variant % 2, lang);
		n += check_says(i, &page.before, lang) + check_says(i, &page.activities, lang)
			+ check_says(i, &page.prompts, lang) + check_says(i, &page.always, lang);
		for (size_t k = 0; k < page.line_count; k++)
			n += check_line(i, &page.lines[k], lang);
		for (size_t k = 0; k < GROUPING_COUNT; k++)
			n += check_line(i, &page.all[k], lang);
		advice_page_release(&page);
	}
	return n;
}

/* ---- all examples, and many more */

static void test_examples(void **state)
{
	const struct instrument *i = *state;
	struct str in = STR_INIT;
	struct facts_file file;
	struct err err = ERR_INIT;
	size_t n = 0;

	read_source(&in, "tests/data/advice/advice_in.csv");
	assert_int_equal(facts_read(&file, i, in.text, in.len, "in", &err), STIGE_OK);
	for (size_t k = 0; k < file.count; k++)
		n += check_page(i, &file.cases[k].facts);
	assert_true(n > 16 * 4 * 20);
	facts_release(&file);
	str_release(&in);
}

static void draw_value(const struct advice_item *item, struct advice_value *v, uint64_t *seed)
{
	static const char *const sets[] = { "", "internet", "internship", "internet internship network" };
	uint32_t what = draw(seed, 10);

	v->days = (int32_t)draw(seed, 260);
	v->kind = what == 0 ? ANSWER_NONE : what == 1 ? ANSWER_DK : what == 2 ? ANSWER_DECLINED : ANSWER_NUMBER;
	v->number = (int32_t)draw(seed, 5) + 1;
	v->before = (int32_t)draw(seed, 6);
	if (v->kind == ANSWER_NUMBER && item->kind == ADVICE_CHANNELS) {
		v->kind = ANSWER_SET;
		v->set = sets[draw(seed, ARRAY_SIZE(sets))];
	} else if (item->kind == ADVICE_WAGE) {
		v->number = (int32_t)draw(seed, 40000);
	}
}

static void draw_facts(const struct instrument *i, struct advice_facts *f, uint64_t *seed)
{
	advice_facts_init(f, i->advice);
	f->age = (int)draw(seed, 60) - 1;
	f->education = (enum advice_education)draw(seed, 3);
	f->goal = (enum advice_goal)draw(seed, 3);
	for (size_t k = 0; k < i->advice->item_count; k++)
		draw_value(&i->advice->items[k], &f->values[k], seed);
	f->reference_wage = draw(seed, 2) ? 20000 : 0;
	f->recorded = draw(seed, 4) != 0;
	if (f->recorded)
		f->running = (draw(seed, 1u << 22) & draw(seed, 1u << 22)) & activities_all(&i->activities);
	f->excluded = draw(seed, 3) ? 0 : draw(seed, GROUP_ALL + 1);
	f->newest_days = (int32_t)draw(seed, 260);
	f->caseworker_changed = draw(seed, 2);
	f->no_progress = draw(seed, 2);
	f->cap = (int)draw(seed, 3) + 2;
}

static void test_random(void **state)
{
	const struct instrument *i = *state;
	uint64_t seed = 20261122;

	for (size_t k = 0; k < RANDOM_CASES; k++) {
		struct advice_facts f;

		draw_facts(i, &f, &seed);
		check_page(i, &f);
	}
}

/* ---- every card, as `stige evidence` and the Enter key show it */

/* Numbers a card may hold: its row's, its source's, those of the rows it brings along. */
static void allow(struct str *allowed, const struct evidence *e, const struct evidence_row *row)
{
	const struct evidence_row *population = *row->population ? evidence_find(e, row->population) : NULL;
	const char *s;
	char number[32];

	str_addf(allowed, " %s %s", row->numbers, population ? population->numbers : "");
	for (s = row->lines; next_number(&s, false, number);)
		str_addf(allowed, " %s", number);
	for (s = row->figure; next_number(&s, false, number);)
		str_addf(allowed, " %s", number);
	for (size_t i = 0; i < evidence_count(e); i++)
		if (str_has_word(row->limits, evidence_at(e, i)->id))
			str_addf(allowed, " %s", evidence_at(e, i)->numbers);
}

static void check_card(const struct evidence *e, const struct evidence_row *row, const char *lang)
{
	struct str card = STR_INIT, allowed = STR_INIT;
	const char *s, *text = evidence_text(row, lang);
	char number[32];

	evidence_card(&card, e, row, lang);
	if (strncmp(card.text, text, strlen(text)) != 0 || card.text[strlen(text)] != '\n')
		fail_msg("%s does not begin with its text", row->id);
	allow(&allowed, e, row);
	for (size_t i = 0; i < evidence_count(e); i++)
		if (str_has_word(row->with, evidence_at(e, i)->id)) {
			allow(&allowed, e, evidence_at(e, i));
			assert_non_null(strstr(card.text, evidence_text(evidence_at(e, i), lang)));
		}
	/* Placeholders stand as they are: a card is about no client. */
	for (s = card.text; next_number(&s, strcmp(lang, "da") == 0, number);)
		if (!str_has_word(allowed.text, number) && !strchr("}", *s) && row->kind != EVIDENCE_SOURCE)
			fail_msg("%s (%s): %s", row->id, lang, number);
	assert_true((*row->lines || *row->figure) == (strstr(card.text, "Source: ") != NULL)
		|| *row->with);
	assert_true(row->kind != EVIDENCE_FINDING || strstr(card.text, "How sure: "));
	check_strength(row, text);
	str_release(&card);
	str_release(&allowed);
}

static void test_cards(void **state)
{
	const struct evidence *e = ((const struct instrument *)*state)->evidence;

	assert_true(evidence_count(e) > 200);
	for (size_t i = 0; i < evidence_count(e); i++)
		for (size_t l = 0; l < ARRAY_SIZE(langs); l++)
			check_card(e, evidence_at(e, i), langs[l]);
}

/* Whatever is claimed says for whom it was found. */
static void test_populations(void **state)
{
	const struct evidence *e = ((const struct instrument *)*state)->evidence;

	for (size_t i = 0; i < evidence_count(e); i++) {
		const struct evidence_row *row = evidence_at(e, i);

		if (row->kind == EVIDENCE_FINDING && row->strength > EVIDENCE_NO_CLAIM && !*row->population
			&& strcmp(row->id, "about.study") != 0)
			fail_msg("%s does not say for whom", row->id);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_cards),
		cmocka_unit_test(test_populations),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
