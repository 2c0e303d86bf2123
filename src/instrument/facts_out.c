/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row of advice a case: plain CSV with commas and CRLF. */
#include <string.h>

#include "stige/base/mem.h"
#include "stige/instrument/facts.h"

#include "stige/base/banned.h"

#define EOL "\r\n"

static const char header[] =
	"id,path,need_j,need_u,need_s,need_h,indicated,order,activities,keep,prompts,unknown,unmapped" EOL;

void facts_put_header(struct str *out)
{
	str_add(out, header);
}

/* Only the id is free text. */
static void put_id(struct str *out, const char *id)
{
	if (!id[strcspn(id, ",\"\r\n")]) {
		str_add(out, id);
		return;
	}
	str_addc(out, '"');
	for (; *id; id++)
		str_addf(out, *id == '"' ? "\"\"" : "%c", *id);
	str_addc(out, '"');
}

static void put_word(struct str *out, size_t start, const char *word)
{
	if (out->len > start)
		str_addc(out, ' ');
	str_add(out, word);
}

static void put_indicated(struct str *out, unsigned indicated)
{
	static const unsigned order[] = { GROUP_HEALTH, GROUP_UPGRADING, GROUP_SOCIAL };

	for (size_t i = 0; i < ARRAY_SIZE(order); i++)
		if (indicated & order[i])
			str_addc(out, group_letter(order[i]));
	if (!indicated)
		str_addc(out, '-');
	str_addc(out, ',');
}

static void put_order(struct str *out, const struct advice *a)
{
	size_t start = out->len;
	char letters[GROUPING_TEXT];

	for (size_t i = 0; i < GROUPING_COUNT; i++)
		put_word(out, start, grouping_format(a->order[i].groups, letters));
	str_addc(out, ',');
}

static void put_activities(struct str *out, const struct advice *a)
{
	for (size_t i = 0; i < a->activity_count; i++)
		str_addf(out, "%s%d", i ? " " : "", a->activities[i]);
	str_addc(out, ',');
}

static void put_keep(struct str *out, const struct advice *a)
{
	const char *gap = "";

	for (int no = 1; no <= ACTIVITY_MOST; no++)
		if (a->keep & (uint32_t)1 << no) {
			str_addf(out, "%s%d", gap, no);
			gap = " ";
		}
	str_addc(out, ',');
}

static void put_items(struct str *out, const struct instrument *i, uint32_t set)
{
	size_t start = out->len;

	for (size_t k = 0; k < i->advice->item_count; k++)
		if (set & (uint32_t)1 << k)
			put_word(out, start, i->advice->items[k].indicator->name);
}

void facts_put(struct str *out, const struct instrument *i, const char *id, const struct advice *a)
{
	size_t start;

	put_id(out, id);
	str_addf(out, ",%s,%d,%d,%d,%d,", a->path == ADVICE_JOB ? "job" : "education",
		a->need[0], a->need[1], a->need[2], a->need[3]);
	put_indicated(out, a->indicated);
	put_order(out, a);
	put_activities(out, a);
	put_keep(out, a);
	start = out->len;
	for (size_t k = 0; k < a->prompt_count; k++)
		put_word(out, start, i->advice->prompts[a->prompts[k]].name);
	str_addc(out, ',');
	put_items(out, i, a->unknown);
	str_addc(out, ',');
	put_items(out, i, a->unmapped);
	str_add(out, EOL);
}

enum stige_rc facts_answer(struct str *out, const struct instrument *i, const char *bytes, size_t n,
	const char *name, struct err *err)
{
	struct facts_file file;
	struct advice advice;
	enum stige_rc rc = facts_read(&file, i, bytes, n, name, err);

	if (rc)
		return rc;
	facts_put_header(out);
	for (size_t k = 0; k < file.count; k++) {
		advice_compute(i->advice, &file.cases[k].facts, &advice);
		facts_put(out, i, file.cases[k].id, &advice);
	}
	facts_release(&file);
	return STIGE_OK;
}
