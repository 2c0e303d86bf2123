/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importcolumns.h"

#include "importtable.h"

#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/csv/writer.h"
#include "stige/base/banned.h"

enum {
	NEAR = 2,                            /* edits that are still a slip */
};

/* The field's own column name, and the issue of casefile/intake that belongs to it. */
static const struct field_row {
	const char *column, *issue;
	bool required, word;
} fields[IMPORT_FIELD_COUNT] = {
	[IMPORT_NAME] = { .column = "name", .issue = "name", .required = true },
	[IMPORT_BIRTH] = { .column = "birth", .issue = "birth", .required = true },
	[IMPORT_NUMBER] = { .column = "number", .issue = "journal_no", .required = true },
	[IMPORT_EDUCATION] = { .column = "education", .issue = "education", .word = true },
	[IMPORT_BENEFIT] = { .column = "benefit", .issue = "benefit", .word = true },
	[IMPORT_BENEFIT_SINCE] = { .column = "benefit since", .issue = "benefit_since" },
	[IMPORT_GOAL] = { .column = "goal", .issue = "goal", .word = true },
	[IMPORT_GOAL_REASON] = { .column = "goal reason", .issue = "goal_reason" },
	[IMPORT_CPR] = { .column = "cpr", .issue = "" },
	[IMPORT_TWIN] = { .column = "twin", .issue = "" },
};

static const struct column_name {
	const char *name;
	enum import_field field;
} names[] = {
	{ "name", IMPORT_NAME }, { "full name", IMPORT_NAME }, { "client", IMPORT_NAME },
	{ "navn", IMPORT_NAME }, { "fulde navn", IMPORT_NAME }, { "borger", IMPORT_NAME },
	{ "birth", IMPORT_BIRTH }, { "birth date", IMPORT_BIRTH }, { "birthdate", IMPORT_BIRTH },
	{ "birthday", IMPORT_BIRTH }, { "date of birth", IMPORT_BIRTH }, { "born", IMPORT_BIRTH },
	{ "fødselsdato", IMPORT_BIRTH }, { "foedselsdato", IMPORT_BIRTH }, { "fødselsdag", IMPORT_BIRTH },
	{ "født", IMPORT_BIRTH },
	{ "number", IMPORT_NUMBER }, { "no", IMPORT_NUMBER }, { "journal number", IMPORT_NUMBER },
	{ "journal no", IMPORT_NUMBER }, { "case number", IMPORT_NUMBER }, { "nummer", IMPORT_NUMBER },
	{ "nr", IMPORT_NUMBER }, { "journalnummer", IMPORT_NUMBER }, { "journalnr", IMPORT_NUMBER },
	{ "sagsnummer", IMPORT_NUMBER }, { "sagsnr", IMPORT_NUMBER },
	{ "education", IMPORT_EDUCATION }, { "uddannelse", IMPORT_EDUCATION },
	{ "benefit", IMPORT_BENEFIT }, { "ydelse", IMPORT_BENEFIT },
	{ "benefit since", IMPORT_BENEFIT_SINCE }, { "ydelse siden", IMPORT_BENEFIT_SINCE },
	{ "goal", IMPORT_GOAL }, { "mål", IMPORT_GOAL },
	{ "goal reason", IMPORT_GOAL_REASON }, { "begrundelse", IMPORT_GOAL_REASON },
	{ "mål begrundelse", IMPORT_GOAL_REASON },
	{ "cpr", IMPORT_CPR }, { "cpr nr", IMPORT_CPR }, { "cprnr", IMPORT_CPR }, { "cpr nummer", IMPORT_CPR },
	{ "cpr number", IMPORT_CPR }, { "personnummer", IMPORT_CPR },
	{ "twin", IMPORT_TWIN }, { "tvilling", IMPORT_TWIN },
};

static bool same(const char *folded, const char *name)
{
	struct str key = STR_INIT;
	bool yes;

	import_fold(&key, name);
	yes = str_eq(folded, key.text);
	str_release(&key);
	return yes;
}

/* The name a slip was meant to be, or NULL. */
static const char *nearest(const char *folded)
{
	const char *best = NULL;
	size_t least = NEAR + 1;

	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		size_t distance = str_distance(folded, names[i].name, NEAR);

		/* Two edits make any word of three letters into any other. */
		if (distance < least && distance * 3 <= strlen(names[i].name)) {
			least = distance;
			best = names[i].name;
		}
	}
	return best;
}

static const struct column_name *find_name(const char *folded)
{
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (same(folded, names[i].name))
			return &names[i];
	return NULL;
}

/* "name, birth, number, education ..." */
static void list_columns(struct str *out)
{
	for (size_t i = 0; i < IMPORT_FIELD_COUNT; i++)
		str_addf(out, i ? ", %s" : "%s", fields[i].column);
}

static void unknown_column(const struct csv_cell *cell, const char *folded, struct import_result *result)
{
	struct str message = STR_INIT, shown = STR_INIT, known = STR_INIT;
	const char *meant = nearest(folded);

	import_shown(&shown, cell->text);
	list_columns(&known);
	if (!*folded)
		str_addf(&message, _("This column has no name; write one of: %s."), known.text);
	else if (meant)
		str_addf(&message, _("The column \"%s\" is not known; did you mean \"%s\"?"),
			shown.text, meant);
	else
		str_addf(&message, _("The column \"%s\" is not known; take it out, or name it one of: %s."),
			shown.text, known.text);
	import_problem_add(result, cell->line, cell->column, str_steal(&message));
	str_release(&known);
	str_release(&shown);
}

static void take_column(struct import_columns *c, const struct csv_row *head, size_t i,
	struct import_result *result)
{
	const struct csv_cell *cell = &head->cells[i];
	const struct column_name *found;
	struct str folded = STR_INIT, message = STR_INIT;

	import_fold(&folded, csv_unguard(cell->text));
	found = find_name(folded.text);
	if (!found) {
		unknown_column(cell, folded.text, result);
	} else if (c->at[found->field] != IMPORT_ABSENT) {
		str_addf(&message, _("There is a column for \"%s\" already, in place %zu; take one "
			"of the two out."),
			fields[found->field].column, c->at[found->field] + 1);
		import_problem_add(result, cell->line, cell->column, str_steal(&message));
	} else {
		c->at[found->field] = i;
	}
	str_release(&folded);
}

/* The required columns that are not there. */
static void missing_columns(const struct import_columns *c, const struct csv_row *head,
	struct import_result *result)
{
	struct str message = STR_INIT;

	for (size_t i = 0; i < IMPORT_FIELD_COUNT; i++) {
		if (!fields[i].required || c->at[i] != IMPORT_ABSENT)
			continue;
		str_addf(&message, _("The column \"%s\" is missing; add it to the first line, its "
			"cells may be empty."),
			fields[i].column);
		import_problem_add(result, head->line, 1, str_steal(&message));
	}
}

/* No name that is known: most likely the file has no head, and its first client must not be quoted. */
static bool has_no_head(const struct csv_row *head)
{
	bool none = true;

	for (size_t i = 0; i < head->count && none; i++) {
		struct str folded = STR_INIT;

		import_fold(&folded, csv_unguard(head->cells[i].text));
		none = !find_name(folded.text) && !nearest(folded.text);
		str_release(&folded);
	}
	return none;
}

bool import_columns_find(struct import_columns *c, const struct csv_row *head, struct import_result *result)
{
	size_t before = result->problem_count;

	for (size_t i = 0; i < IMPORT_FIELD_COUNT; i++)
		c->at[i] = IMPORT_ABSENT;
	c->count = head->count;
	if (has_no_head(head)) {
		import_problem_add(result, head->line, 1,
			mem_strdup(_("The first line names no column; write name, birth, number into it.")));
		return false;
	}
	for (size_t i = 0; i < head->count; i++)
		take_column(c, head, i, result);
	missing_columns(c, head, result);
	return result->problem_count == before;
}

enum import_field import_field_of_issue(const char *issue)
{
	for (size_t i = 0; i < IMPORT_FIELD_COUNT; i++)
		if (str_eq(fields[i].issue, issue))
			return (enum import_field)i;
	return IMPORT_NAME;
}

bool import_field_is_word(enum import_field field)
{
	return fields[field].word;
}
