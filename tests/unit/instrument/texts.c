/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The instrument's words against the report's own lines (tests/data/advice/report-lines.txt:
 * line number, tab, text), with the line breaks and hyphens of its columns undone; the groups
 * of the activities against a table typed by hand; every text in both languages.
 */
#include "support.h"

#include "stige/base/date.h"
#include "stige/base/text.h"
#include "stige/form/entry.h"

#include "stige/base/banned.h"

/* The report's lines from..to as one line: "work-" + "places" is one word, "mentor/" takes no blank. */
static void report(struct str *out, const struct str *file, long from, long to)
{
	const char *s = file->text;

	while (*s) {
		char *end;
		long line = strtol(s, &end, 10);
		size_t n = strcspn(end + 1, "\n");

		if (line >= from && line <= to && n > 0) {
			if (out->len > 0 && out->text[out->len - 1] == '-')
				str_cut(out, out->len - 1);
			else if (out->len > 0 && out->text[out->len - 1] != '/')
				str_addc(out, ' ');
			str_addn(out, end + 1, n);
		}
		s = end + 1 + n;
		s += *s == '\n';
	}
}

/* One blank between words, a plain apostrophe. */
static void plain(struct str *out, const char *s)
{
	struct str spaced = STR_INIT;

	text_normalise(&spaced, s);
	for (s = spaced.text; *s;) {
		if (strncmp(s, "\u2019", 3) == 0) {
			str_addc(out, '\'');
			s += 3;
		} else {
			str_addc(out, *s++);
		}
	}
	str_release(&spaced);
}

static void assert_printed(const struct str *file, long from, long to, const char *text)
{
	struct str joined = STR_INIT, want = STR_INIT, got = STR_INIT;

	report(&joined, file, from, to);
	plain(&want, joined.text);
	plain(&got, text);
	if (!strstr(want.text, got.text) || got.len + 4 < want.len)
		fail_msg("lines %ld-%ld: \"%s\" is not \"%s\"", from, to, got.text, want.text);
	str_release(&joined);
	str_release(&want);
	str_release(&got);
}

/* Where each question stands in the report (typed). */
static const struct {
	const char *name;
	long from, to;
} questions[] = {
	{ "c1", 169, 169 }, { "c2", 170, 170 }, { "c3", 171, 171 }, { "c4", 172, 172 }, { "c5", 173, 174 },
	{ "c6", 175, 176 }, { "c7", 177, 177 }, { "c8", 178, 178 }, { "c9", 179, 179 }, { "c10", 180, 180 },
	{ "c11", 181, 181 }, { "w1", 184, 185 }, { "w2", 186, 186 }, { "w3", 187, 187 }, { "w4", 188, 189 },
	{ "w5", 190, 190 }, { "w6", 191, 192 }, { "w7", 193, 194 }, { "w8", 195, 196 }, { "w9", 197, 198 },
	{ "w10", 199, 200 }, { "w11", 201, 201 },
};

static void test_questions(void **state)
{
	const struct instrument *i = *state;
	struct str file = STR_INIT;

	read_source(&file, "tests/data/advice/report-lines.txt");
	for (size_t k = 0; k < ARRAY_SIZE(questions); k++) {
		const struct indicator *one = indicators_find(&i->indicators, questions[k].name);
		char number[8];
		struct str text = STR_INIT;

		assert_non_null(one);
		assert_string_equal(form_item_meta(one->form, one->item, "stige_provenance_en"), "printed");
		snprintf(number, sizeof number, "%s. ", one->no);
		str_addf(&text, "%s%s", number, indicator_question(one, "en"));
		assert_printed(&file, questions[k].from, questions[k].to, text.text);
		str_release(&text);
	}
	str_release(&file);
}

/* Box 1's lines, Box 2's lines and group, typed from the report (lines 731-858). */
static const struct {
	int no;
	long from, to, box2_from, box2_to;
	unsigned group;
} activities[] = {
	{ 1, 733, 734, 827, 828, GROUP_UPGRADING }, { 2, 736, 736, 830, 831, GROUP_UPGRADING },
	{ 3, 738, 739, 805, 806, GROUP_JOB }, { 4, 741, 741, 837, 839, GROUP_SOCIAL },
	{ 5, 743, 743, 808, 809, GROUP_JOB }, { 6, 745, 745, 841, 842, GROUP_SOCIAL },
	{ 7, 747, 747, 811, 813, GROUP_JOB }, { 8, 749, 749, 844, 844, GROUP_SOCIAL },
	{ 9, 751, 751, 849, 849, GROUP_HEALTH }, { 10, 753, 753, 851, 852, GROUP_HEALTH },
	{ 11, 755, 756, 854, 855, GROUP_HEALTH }, { 12, 758, 758, 815, 815, GROUP_JOB },
	{ 13, 760, 760, 817, 817, GROUP_JOB }, { 14, 762, 762, 819, 819, GROUP_JOB },
	{ 15, 764, 764, 846, 847, GROUP_SOCIAL }, { 16, 766, 766, 857, 858, GROUP_HEALTH },
	{ 17, 768, 768, 821, 821, GROUP_JOB }, { 18, 770, 770, 833, 833, GROUP_UPGRADING },
	{ 19, 772, 772, 823, 823, GROUP_JOB }, { 20, 774, 774, 825, 825, GROUP_JOB },
	{ 21, 776, 776, 835, 835, GROUP_UPGRADING }, { 22, 778, 778, 0, 0, 0 },
};

static void test_activities(void **state)
{
	const struct activities *a = &((const struct instrument *)*state)->activities;
	struct str file = STR_INIT;

	read_source(&file, "tests/data/advice/report-lines.txt");
	assert_int_equal(a->count, ARRAY_SIZE(activities));
	for (size_t k = 0; k < ARRAY_SIZE(activities); k++) {
		const struct activity *one = activities_find(a, activities[k].no);
		struct str text = STR_INIT;

		assert_non_null(one);
		assert_int_equal(one->group, activities[k].group);
		assert_int_equal(one->exclusive, one->no == 22);
		str_addf(&text, "%d. %s", one->no, activity_label(a, one, "en"));
		assert_printed(&file, activities[k].from, activities[k].to, text.text);
		if (one->group)
			assert_printed(&file, activities[k].box2_from, activities[k].box2_to,
				activity_box2(a, one, "en"));
		assert_true(text_width(activity_short(a, one, "en")) <= 24);
		assert_true(text_width(activity_short(a, one, "da")) <= 24);
		str_release(&text);
	}
	assert_int_equal(activities_groups(a, 1u << 7 | 1u << 12), GROUP_JOB);
	assert_int_equal(activities_all(a), 0x3ffffe);
	str_release(&file);
}

/* Every label, hint and step in both languages, with a provenance; no "(t)" left to the reader. */
static void check_form(const struct form *f)
{
	static const char *const known[] = { "printed", "attested", "unofficial", "local" };

	for (size_t k = 0; k < form_item_count(f); k++) {
		const struct form_item *item = form_item(f, k);
		bool found[2] = { false, false };

		if (!item->asked)
			continue;
		assert_true(item->required_always);
		for (size_t p = 0; p < ARRAY_SIZE(known); p++) {
			found[0] = found[0]
				|| str_eq(form_item_meta(f, item, "stige_provenance_en"), known[p]);
			found[1] = found[1]
				|| str_eq(form_item_meta(f, item, "stige_provenance_da"), known[p]);
		}
		assert_true(found[0] && found[1]);
		assert_string_not_equal(form_item_text(f, item, FORM_LABEL, "en"),
			form_item_text(f, item, FORM_LABEL, "da"));
		assert_string_not_equal(form_item_text(f, item, FORM_HINT, "en"),
			form_item_text(f, item, FORM_HINT, "da"));
		for (size_t c = 0; item->list && c < item->list->count; c++) {
			const char *da = form_choice_label(f, item->list, &item->list->choices[c], "da");

			assert_true(*form_choice_label(f, item->list, &item->list->choices[c], "en") && *da);
			assert_null(strstr(da, "(t)"));
			assert_true(*form_choice_meta(f, item->list, &item->list->choices[c],
				"stige_provenance_da"));
		}
	}
}

static void test_languages(void **state)
{
	const struct instrument *i = *state;

	check_form(i->client);
	check_form(i->caseworker);
	check_form(i->activity_form);
}

/* The adjective agrees: "helbred" is neuter, "evne" is not. */
static const struct {
	const char *item;
	int step;
	const char *en, *da;
} steps[] = {
	{ "c2", 2, "Bad", "D\u00e5rligt" }, { "c3", 2, "Bad", "D\u00e5rlig" },
	{ "c6", 1, "Very bad", "Meget d\u00e5rligt" },
	{ "c6", 5, "Very good", "Meget godt" }, { "w3", 5, "Very good", "Meget god" },
	{ "w10", 3, "To some degree", "I nogen grad" },
	{ "w11", 1, "No", "Nej" }, { "w11", 2, "Doubts", "Tvivler" }, { "w11", 3, "Sometimes", "Af og til" },
	{ "w11", 4, "Good chances", "Gode muligheder" }, { "w11", 5, "Yes", "Ja" }, { "w11", 6, "", "" },
	{ "c10", 1, "", "" },
};

static void test_steps(void **state)
{
	const struct instrument *i = *state;

	for (size_t k = 0; k < ARRAY_SIZE(steps); k++) {
		const struct indicator *one = indicators_find(&i->indicators, steps[k].item);

		assert_string_equal(indicator_step(one, steps[k].step, "en"), steps[k].en);
		assert_string_equal(indicator_step(one, steps[k].step, "da"), steps[k].da);
	}
}

/* dk and declined: two rows on every scale, apart; none among the activities. */
static void test_states(void **state)
{
	const struct instrument *i = *state;

	for (size_t k = 0; k < i->indicators.count; k++) {
		const struct indicator *one = &i->indicators.list[k];
		size_t dk = 0, declined = 0;

		for (size_t c = 0; one->item->list && c < one->item->list->count; c++) {
			dk += str_eq(one->item->list->choices[c].state, "dk");
			declined += str_eq(one->item->list->choices[c].state, "declined");
		}
		assert_int_equal(dk, one->kind == INDICATOR_SCALE);
		assert_int_equal(declined, one->kind == INDICATOR_SCALE);
	}
	assert_string_equal(form_item_meta(i->activity_form, i->activities.item, "stige_states"), "no");
}

/* The forms' own rules, as a person meets them. */
static const struct {
	const char *item, *set;
	double number;
	bool good;
} givings[] = {
	{ "c10", "none", 0, true }, { "c10", "internet network", 0, true }, { "c10", "internet none", 0, false },
	{ "c10", "telepathy", 0, false }, { "c11", NULL, 26000, true }, { "c11", NULL, 0, false },
	{ "c11", NULL, 1000001, false }, { "c11", NULL, 2.5, false },
	{ "activities", "a22", 0, true }, { "activities", "a1 a13", 0, true }, { "activities", "a13 a22", 0, false },
	{ "activities", "a23", 0, false },
};

static void test_rules(void **state)
{
	const struct instrument *i = *state;
	const struct entry_context context = { .lang = "da", .today = 20000, .now = INSTANT_NONE };
	struct entry *client = entry_new(i->client, &context), *set = entry_new(i->activity_form, &context);

	for (size_t k = 0; k < ARRAY_SIZE(givings); k++) {
		struct entry *e = strcmp(givings[k].item, "activities") == 0 ? set : client;
		struct answer a = givings[k].set ? answer_set(givings[k].set) : answer_number(givings[k].number);
		struct err err = ERR_INIT;
		enum stige_rc rc = entry_set(e, form_find(entry_form(e), givings[k].item), &a, &err);

		if ((rc == STIGE_OK) != givings[k].good || (rc && !*err.msg))
			fail_msg("%s %s %g: %s", givings[k].item, givings[k].set, givings[k].number, err.msg);
		answer_release(&a);
	}
	assert_int_equal(entry_of(client), 11);
	entry_free(client);
	entry_free(set);
}

static void give_path(struct entry *e, const char *path)
{
	struct answer a = answer_text(path);

	assert_int_equal(entry_set(e, form_find(entry_form(e), "stige_path"), &a, NULL), STIGE_OK);
	answer_release(&a);
}

/* W11e is asked on the education path, and there alone. */
static void test_path(void **state)
{
	const struct instrument *i = *state;
	const struct entry_context context = { .lang = "en", .today = 20000, .now = INSTANT_NONE };
	struct entry *e = entry_new(i->caseworker, &context);

	assert_int_equal(entry_of(e), 11);
	give_path(e, "education");
	assert_int_equal(entry_of(e), 12);
	assert_true(entry_relevant(e, form_find(i->caseworker, "w11e")));
	give_path(e, "job");
	assert_int_equal(entry_of(e), 11);
	entry_free(e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_questions),
		cmocka_unit_test(test_activities),
		cmocka_unit_test(test_languages),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_path),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
