/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The advice against a second, slow implementation of the same rules that shares no code and
 * no table with the first, on thousands of random cases; and the properties that must hold
 * whatever the rules are.
 */
#include "support.h"

#include "stige/instrument/facts.h"

#include "stige/base/banned.h"

#define CASES 6000
#define SEED 20261122u
#define ITEMS 23
#define DK (-1)
#define DECLINED (-2)

/* Typed from the design, not read from forms/: name, weights job and education, group, activities. */
static const struct item {
	const char *name;
	int job, education;
	char group;
	int activities[3];
} items[ITEMS] = {
	{ "c1", 1, 1, 'J', { 3, 13 } }, { "c2", 1, 1, 'S', { 4 } }, { "c3", 4, 1, 'S', { 4 } },
	{ "c4", 1, 1, 'S', { 6, 15 } }, { "c5", 2, 3, 'S', { 8 } }, { "c6", 4, 1, 'H', { 11, 10, 9 } },
	{ "c7", 1, 1, 'U', { 2, 1 } }, { "c8", 4, 1, 'J', { 13, 12 } }, { "c9", 2, 1, 'J', { 3, 5 } },
	{ "c10", 3, 0, 'J', { 13, 5 } }, { "c11", 3, 3, 'J', { 3 } },
	{ "w1", 1, 1, 'J', { 3 } }, { "w2", 4, 1, 'J', { 5, 7 } }, { "w3", 1, 1, 'S', { 4 } },
	{ "w4", 1, 1, 'U', { 1 } }, { "w5", 1, 1, 'S', { 4 } }, { "w6", 1, 1, 'U', { 1 } },
	{ "w7", 2, 1, '-', { 0 } }, { "w8", 1, 3, 'S', { 6, 15 } }, { "w9", 1, 1, 'S', { 8 } },
	{ "w10", 2, 1, 'H', { 11, 10 } }, { "w11", 0, 0, '-', { 0 } }, { "w11e", 0, 0, '-', { 0 } },
};
enum { C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, W1, W2, W3, W4, W5, W6, W7, W8, W9, W10, W11, W11E };

/* Groups of the activities 1..21, typed from Box 2. */
static const char group_of[] = "-UUJSJSJSHHHJJJSHJUJJU";

static const char *const channel_names[] = { "internet", "network", "internship", "agency" };
#define NONE_IN_USE 0
#define NO_ANSWER 99

struct sample {
	int age, education, goal;            /* age -1; 0 none 1 no 2 yes; 0 none 1 job 2 education */
	int value[ITEMS];                    /* 0 not asked, DK, DECLINED, step, amount + 1; C10: bits or NO_ANSWER */
	int before[ITEMS];
	int reference, days, cap;
	unsigned running;                    /* bit N; bit 22 = none */
	char excluded[5];
	bool changed;
};

/* Random cases. */

static int any_step(uint64_t *seed)
{
	uint32_t r = draw(seed, 16);

	if (r < 2)
		return 0;
	return r == 2 ? DK : r == 3 ? DECLINED : (int)draw(seed, 5) + 1;
}

static void draw_values(struct sample *s, uint64_t *seed)
{
	bool even = draw(seed, 4) == 0;      /* some clients with next to nothing wrong */

	for (size_t i = 0; i < ITEMS; i++) {
		s->value[i] = even && draw(seed, 8) ? 3 + (int)draw(seed, 2) : any_step(seed);
		s->before[i] = draw(seed, 4) == 0 ? (int)draw(seed, 5) + 1 : 0;
	}
	s->before[C10] = s->before[C11] = 0;
	s->value[C10] = (int)draw(seed, 16);
	if (draw(seed, 4) == 0)
		s->value[C10] = draw(seed, 3) ? NO_ANSWER : draw(seed, 2) ? DK : DECLINED;
	s->value[C11] = (int)draw(seed, 5) * 1000;
	s->value[C11] = draw(seed, 3) ? 20001 + s->value[C11] : draw(seed, 2) ? 0 : DK;
	s->reference = draw(seed, 2) ? 20000 + (int)draw(seed, 3) * 1000 : 0;
	if (draw(seed, 20) == 0 && s->reference)
		s->value[C11] = s->reference * 11 / 10 + 1;      /* exactly 1.10 */
}

static struct sample draw_sample(uint64_t *seed)
{
	static const int days[] = { 0, 30, 120, 121, 183, 184, 400 };
	struct sample s = { .age = draw(seed, 8) ? 18 + (int)draw(seed, 30) : -1 };
	size_t n = 0;

	s.education = (int)draw(seed, 3);
	s.goal = draw(seed, 4) ? 0 : (int)draw(seed, 2) + 1;
	draw_values(&s, seed);
	s.days = draw(seed, 2) ? 0 : days[draw(seed, ARRAY_SIZE(days))];
	s.cap = draw(seed, 3) ? 0 : 2 + (int)draw(seed, 3);
	for (uint32_t k = draw(seed, 5); k > 0; k--)
		s.running |= 1u << (1 + draw(seed, 21));
	if (!s.running && draw(seed, 2))
		s.running = 1u << 22;
	for (size_t g = 0; g < 4; g++)
		if (draw(seed, 10) == 0)
			s.excluded[n++] = "JUSH"[g];
	s.changed = draw(seed, 4) == 0;
	return s;
}

/* The sample as a row of the file. */

static void put_value(struct str *out, const struct sample *s, size_t i)
{
	int v = s->value[i];

	if (v == DK || v == DECLINED)
		str_add(out, v == DK ? "dk" : "declined");
	else if (i == C10 && v == NONE_IN_USE)
		str_add(out, "none");
	else if (i == C10 && v != NO_ANSWER)
		for (size_t k = 0, first = 1; k < 4; k++) {
			if (v & 1 << k) {
				str_addf(out, "%s%s", first ? "" : " ", channel_names[k]);
				first = 0;
			}
		}
	else if (i == C11 && v > 0)
		str_addf(out, "%d", v - 1);
	else if (i != C10 && i != C11 && v > 0)
		str_addf(out, "%d", v);
}

static void put_set(struct str *out, unsigned set, bool backwards)
{
	const char *gap = "";

	for (int k = 1; k <= 22; k++) {
		int no = backwards ? 23 - k : k;

		if (set & 1u << no) {
			str_addf(out, "%s%d", gap, no);
			gap = " ";
		}
	}
}

static void put_sample(struct str *out, const struct sample *s, bool backwards)
{
	const char *gap = "";

	str_add(out, "x,");
	if (s->age >= 0)
		str_addf(out, "%d", s->age);
	str_addf(out, ",%s,%s,", s->education == 2 ? "yes" : s->education == 1 ? "no" : "",
		s->goal == 2 ? "education" : s->goal == 1 ? "job" : "");
	for (size_t i = 0; i < ITEMS; i++) {
		put_value(out, s, i);
		str_addc(out, ',');
		if (i == C11 && s->reference)
			str_addf(out, "%d", s->reference);
		str_add(out, i == C11 ? "," : "");
	}
	put_set(out, s->running, backwards);
	str_addc(out, ',');
	for (size_t i = strlen(s->excluded), k = 0; k < i; k++)
		str_addc(out, s->excluded[backwards ? i - 1 - k : k]);
	str_addc(out, ',');
	for (size_t k = 0; k < ITEMS; k++) {
		size_t i = backwards ? ITEMS - 1 - k : k;

		if (s->before[i]) {
			str_addf(out, "%s%s=%d", gap, items[i].name, s->before[i]);
			gap = " ";
		}
	}
	str_addf(out, ",%d,%s,", s->days, s->changed ? "yes" : "");
	if (s->cap)
		str_addf(out, "%d", s->cap);
	str_addc(out, '\n');
}

static const char in_header[] = "id,age,education,goal,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,reference_wage,"
	"w1,w2,w3,w4,w5,w6,w7,w8,w9,w10,w11,w11e,activities,excluded,previous,age_days,"
	"caseworker_changed,cap\n";
static const char out_header[] =
	"id,path,need_j,need_u,need_s,need_h,indicated,order,activities,keep,prompts,unknown,unmapped\r\n";

static void engine(struct str *out, const struct instrument *i, const struct sample *s, bool backwards)
{
	struct str in = STR_INIT;
	struct err err = ERR_INIT;

	str_add(&in, in_header);
	put_sample(&in, s, backwards);
	if (facts_answer(out, i, in.text, in.len, "random", &err))
		fail_msg("%s in %s", err.msg, in.text);
	str_release(&in);
}

/* The second implementation. Groupings are words here ("JH"), not bits. */

static bool education_path(const struct sample *s)
{
	if (s->goal)
		return s->goal == 2;
	return s->age >= 0 && s->age < 30 && s->education != 2;
}

static int weight(const struct sample *s, size_t i)
{
	return education_path(s) ? items[i].education : items[i].job;
}

static bool known(const struct sample *s, size_t i)
{
	int v = s->value[i];

	if (s->days > 183 || v == DK || v == DECLINED)
		return false;
	if (i == C10)
		return v != NO_ANSWER;
	return v > 0 && (i != C11 || s->reference > 0);
}

static int severity(const struct sample *s, size_t i)
{
	int v = s->value[i];

	if (!known(s, i) || i == W11 || i == W11E)
		return 0;
	if (i == C10)
		return v == NONE_IN_USE;
	if (i == C11)
		return 10 * (v - 1) > 11 * s->reference;
	return v == 1 ? 2 : v == 2 || (v == 3 && s->before[i] > 3) ? 1 : 0;
}

static int need(const struct sample *s, char group)
{
	int sum = 0;

	for (size_t i = 0; i < ITEMS; i++)
		if (items[i].group == group)
			sum += weight(s, i) * severity(s, i);
	return sum;
}

static bool has(const char *set, char group)
{
	return strchr(set, group) != NULL;
}

static bool indicated(const struct sample *s, char group)
{
	return group != 'J' && need(s, group) >= 2;
}

/* The eight keys of a grouping, each as a number to be sorted ascending. */
static void keys_of(const struct sample *s, const char *set, int key[8])
{
	size_t n = strlen(set);
	int class_of = n == 0 ? 4 : !has(set, 'J') ? (n > 1 ? 2 : 3) : n == 1 ? 1 : 0;

	memset(key, 0, 8 * sizeof *key);
	key[1] = class_of;
	key[2] = (int)n > (s->cap ? s->cap : 3);
	for (size_t k = 0; k < n; k++) {
		key[0] |= has(s->excluded, set[k]);
		if (set[k] == 'J')
			continue;
		if (indicated(s, set[k]))
			key[3] -= need(s, set[k]);
		else
			key[4]++;
	}
	key[5] = class_of == 0 && !has(set, 'U') && !has(set, 'H');
	key[6] = (int)n;
	for (const char *g = "JHUS"; *g; g++)
		key[7] = 2 * key[7] + !has(set, *g);
}

static bool before(const struct sample *s, const char *x, const char *y, size_t keys)
{
	int a[8], b[8];

	keys_of(s, x, a);
	keys_of(s, y, b);
	for (size_t i = 0; i < keys; i++)
		if (a[i] != b[i])
			return a[i] < b[i];
	return false;
}

static void reference_order(const struct sample *s, const char *order[16])
{
	static const char *const sets[16] = { "", "J", "U", "S", "H", "JU", "JS", "JH", "US", "UH", "SH",
		"JUS", "JUH", "JSH", "USH", "JUSH" };

	for (size_t i = 0; i < 16; i++) {
		size_t place = 0;

		for (size_t k = 0; k < 16; k++)
			place += before(s, sets[k], sets[i], 8);
		order[place] = sets[i];
	}
}

static int score(const struct sample *s, int no)
{
	int sum = 0;

	for (size_t i = 0; i < ITEMS; i++)
		for (size_t k = 0; k < 3; k++)
			if (items[i].activities[k] == no)
				sum += weight(s, i) * severity(s, i) * (k == 0 ? 2 : 1);
	return sum;
}

static int best_of(const struct sample *s, const char *groups, unsigned taken)
{
	int best = 0;

	for (int no = 21; no >= 1; no--)
		if (has(groups, group_of[no]) && !(taken & 1u << no) && score(s, no) > 0
		    && (best == 0 || score(s, no) >= score(s, best)))
			best = no;
	return best;
}

static bool covered(const struct sample *s, char group)
{
	for (int no = 1; no <= 21; no++)
		if ((s->running & 1u << no) && group_of[no] == group)
			return true;
	return false;
}

static void reference_activities(struct str *out, const struct sample *s, const char *best)
{
	unsigned taken = s->running;
	char wanted[5] = "";
	size_t n = 0, count = 0;

	for (const char *g = "JHUS"; *g; g++) {
		char one[2] = { *g, '\0' };
		int no;

		if (!has(best, *g) || (*g != 'J' && !indicated(s, *g)))
			continue;
		wanted[n++] = *g;
		wanted[n] = '\0';
		if (covered(s, *g))
			continue;
		no = best_of(s, one, taken);
		if (!no)
			no = 13;                 /* only J can be without a score here */
		str_addf(out, "%s%d", count++ ? " " : "", no);
		taken |= 1u << no;
	}
	for (int no; count < 4 && (no = best_of(s, wanted, taken)) != 0; count++) {
		str_addf(out, "%s%d", count ? " " : "", no);
		taken |= 1u << no;
	}
}

static void reference_keep(struct str *out, const struct sample *s, const char *const order[16])
{
	const char *gap = "";

	for (int no = 1; no <= 21; no++) {
		bool on_line = false;

		for (size_t k = 0; k < 16 && !before(s, order[0], order[k], 6); k++)
			on_line = on_line || has(order[k], group_of[no]);
		if (on_line && (s->running & 1u << no)) {
			str_addf(out, "%s%d", gap, no);
			gap = " ";
		}
	}
}

static bool step(const struct sample *s, size_t i)
{
	return s->days <= 183 && s->value[i] >= 1;
}

static bool apart(const struct sample *s, size_t c, size_t w)
{
	return step(s, c) && step(s, w) && abs(s->value[c] - s->value[w]) >= 2;
}

static void reference_prompts(struct str *out, const struct sample *s)
{
	bool education = education_path(s), fresh = s->days <= 183;
	bool channels = !education && fresh && s->value[C10] >= 0 && s->value[C10] != NO_ANSWER;
	bool something = s->running && s->running != 1u << 22;
	const struct {
		const char *name;
		bool speaks;
	} prompts[] = {
		{ "ACTIVITY-UNRECORDED", !s->running },
		{ "NO-ACTIVITY", s->running == 1u << 22 },
		{ "NO-JOB-ORIENTED", something && !covered(s, 'J') },
		{ "PLAN-J", has(s->excluded, 'J') },
		{ "EDUCATION-UNKNOWN", !s->goal && s->age >= 0 && s->age < 30 && s->education == 0 },
		{ "AGE-UNKNOWN", !s->goal && s->age < 0 },
		{ "W11-LOW", step(s, W11) && s->value[W11] <= 2 },
		{ "W11-DK", fresh && s->value[W11] == DK },
		{ "W11E-LOW", education && step(s, W11E) && s->value[W11E] <= 2 },
		{ "CHANNELS-SUGGEST-INTERNSHIP", channels && !(s->value[C10] & 4) },
		{ "CHANNELS-SUGGEST-INTERNET", channels && !(s->value[C10] & 1) },
		{ "CHANNELS-BOTH-IN-USE", channels && (s->value[C10] & 5) == 5 },
		{ "HANDOVER", s->changed },
		{ "DISAGREE-C1-W1", apart(s, C1, W1) }, { "DISAGREE-C2-W3", apart(s, C2, W3) },
		{ "DISAGREE-C3-W5", apart(s, C3, W5) }, { "DISAGREE-C4-W8", apart(s, C4, W8) },
		{ "DISAGREE-C5-W9", apart(s, C5, W9) }, { "DISAGREE-C6-W10", apart(s, C6, W10) },
		{ "EXPIRED", s->days > 183 },
		{ "MEASURE-DUE", s->days > 120 && s->days <= 183 },
	};
	const char *gap = "";

	for (size_t i = 0; i < ARRAY_SIZE(prompts); i++)
		if (prompts[i].speaks) {
			str_addf(out, "%s%s", gap, prompts[i].name);
			gap = " ";
		}
}

static void reference(struct str *out, const struct sample *s)
{
	const char *order[16], *gap = "";
	size_t start;

	reference_order(s, order);
	str_addf(out, "%sx,%s,%d,%d,%d,%d,", out_header, education_path(s) ? "education" : "job",
		need(s, 'J'), need(s, 'U'), need(s, 'S'), need(s, 'H'));
	start = out->len;
	for (const char *g = "HUS"; *g; g++)
		if (indicated(s, *g))
			str_addc(out, *g);
	str_add(out, out->len == start ? "-," : ",");
	for (size_t i = 0; i < 16; i++)
		str_addf(out, "%s%s", i ? " " : "", *order[i] ? order[i] : "none");
	str_addc(out, ',');
	reference_activities(out, s, order[0]);
	str_addc(out, ',');
	reference_keep(out, s, order);
	str_addc(out, ',');
	reference_prompts(out, s);
	str_addc(out, ',');
	for (size_t i = 0; i < ITEMS; i++)
		if (weight(s, i) >= 2 && !known(s, i)) {
			str_addf(out, "%s%s", gap, items[i].name);
			gap = " ";
		}
	str_addf(out, ",%s\r\n", severity(s, W7) > 0 ? "w7" : "");
}

static void test_reference(void **state)
{
	uint64_t seed = SEED;

	for (size_t n = 0; n < CASES; n++) {
		struct sample s = draw_sample(&seed);
		struct str got = STR_INIT, want = STR_INIT, in = STR_INIT;

		engine(&got, *state, &s, false);
		reference(&want, &s);
		put_sample(&in, &s, false);
		if (strcmp(got.text, want.text) != 0)
			fail_msg("case %zu: %sgot  %swant %s", n, in.text, strchr(got.text, '\n') + 1,
				strchr(want.text, '\n') + 1);
		str_clear(&want);
		engine(&want, *state, &s, true);
		assert_string_equal(got.text, want.text);
		str_release(&got);
		str_release(&want);
		str_release(&in);
	}
}

/* Properties, on the engine's own structs. */

static void facts_of(const struct instrument *i, const struct sample *s, struct facts_file *file)
{
	struct str in = STR_INIT;
	struct err err = ERR_INIT;

	str_add(&in, in_header);
	put_sample(&in, s, false);
	assert_int_equal(facts_read(file, i, in.text, in.len, "random", &err), STIGE_OK);
	str_release(&in);
}

static void check_order(const struct advice *a)
{
	unsigned seen = 0;
	bool excluded = false, without_j = false;

	for (size_t k = 0; k < GROUPING_COUNT; k++) {
		const struct advice_grouping *g = &a->order[k];

		assert_false(seen & 1u << g->groups);
		seen |= 1u << g->groups;
		assert_false(excluded && !g->excluded);
		if (g->excluded && !excluded)
			without_j = false;       /* the rule about J holds within each half */
		excluded = g->excluded;
		assert_false(without_j && (g->groups & GROUP_JOB));
		without_j = without_j || !(g->groups & GROUP_JOB);
		if (g->groups == 0)
			assert_true(k + 1 == GROUPING_COUNT || a->order[k + 1].excluded);
	}
	assert_int_equal(seen, 0xffff);
}

static void check_cover(const struct instrument *i, const struct advice *a)
{
	unsigned must = a->order[0].groups & (GROUP_JOB | a->indicated);
	uint32_t have = a->keep;

	assert_true(a->activity_count <= ADVICE_ACTIVITIES_MOST);
	for (size_t k = 0; k < a->activity_count; k++)
		have |= (uint32_t)1 << a->activities[k];
	assert_int_equal(must & ~activities_groups(&i->activities, have), 0);
}

static bool same_order(const struct advice *x, const struct advice *y)
{
	for (size_t k = 0; k < GROUPING_COUNT; k++)
		if (x->order[k].groups != y->order[k].groups)
			return false;
	return true;
}

/* Field by field: between them a row has bytes that nobody writes. */
static void computed_alike(const struct advice *x, const struct advice *y)
{
	assert_true(same_order(x, y));
	for (size_t k = 0; k < GROUPING_COUNT; k++) {
		assert_int_equal(x->order[k].class, y->order[k].class);
		assert_int_equal(x->order[k].fit, y->order[k].fit);
		assert_int_equal(x->order[k].waste, y->order[k].waste);
		assert_int_equal(x->order[k].excluded, y->order[k].excluded);
	}
}

/* Raising an answer never raises a need; running more and believing otherwise never changes the order. */
static void check_changes(const struct instrument *i, const struct advice_facts *f, const struct advice *a,
	uint64_t *seed)
{
	struct advice_facts other = *f;
	struct advice b;
	size_t item = draw(seed, ITEMS), belief = advice_item_index(i->advice, "w11");

	if (i->advice->items[item].kind == ADVICE_SCALE && f->values[item].kind == ANSWER_NUMBER
		&& f->values[item].number < 5) {
		other.values[item].number++;
		advice_compute(i->advice, &other, &b);
		for (size_t g = 0; g < GROUP_COUNT; g++)
			assert_true(b.need[g] <= a->need[g]);
	}
	other = *f;
	other.recorded = true;
	other.running |= (uint32_t)1 << (1 + draw(seed, 21));
	advice_compute(i->advice, &other, &b);
	assert_true(same_order(a, &b));
	other = *f;
	other.values[belief] = (struct advice_value){ .kind = ANSWER_NUMBER,
		.number = 1 + (int32_t)draw(seed, 5) };
	advice_compute(i->advice, &other, &b);
	assert_true(same_order(a, &b));
	assert_int_equal(a->activity_count, b.activity_count);
}

static void test_properties(void **state)
{
	const struct instrument *i = *state;
	uint64_t seed = SEED + 1;

	for (size_t n = 0; n < CASES; n++) {
		struct sample s = draw_sample(&seed);
		struct facts_file file;
		struct advice a, again;

		facts_of(i, &s, &file);
		advice_compute(i->advice, &file.cases[0].facts, &a);
		advice_compute(i->advice, &file.cases[0].facts, &again);
		computed_alike(&a, &again);
		check_order(&a);
		check_cover(i, &a);
		check_changes(i, &file.cases[0].facts, &a, &seed);
		facts_release(&file);
	}
}

/* What only casefile says, never a facts file. */
static void test_beyond_facts(void **state)
{
	const struct instrument *i = *state;
	struct advice_facts f;
	struct advice a;
	size_t c3 = advice_item_index(i->advice, "c3");

	advice_facts_init(&f, i->advice);
	f.age = 40;
	f.no_progress = true;
	advice_compute(i->advice, &f, &a);
	assert_string_equal(i->advice->prompts[a.prompts[a.prompt_count - 1]].name, "NO-PROGRESS");
	f.no_progress = false;
	f.catalogue = 1u << 5 | 1u << 4;             /* the fallback is not on offer */
	advice_compute(i->advice, &f, &a);
	assert_int_equal(a.activity_count, 0);
	f.values[c3] = (struct advice_value){ .kind = ANSWER_NUMBER, .number = 1, .days = 183 };
	advice_compute(i->advice, &f, &a);
	assert_int_equal(a.need[2], 8);              /* S: weight 4, severity 2 */
	assert_int_equal(a.activities[0], 4);
	f.values[c3].days = 184;
	advice_compute(i->advice, &f, &a);
	assert_int_equal(a.need[2], 0);
	assert_true(a.unknown & 1u << c3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reference),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_beyond_facts),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
