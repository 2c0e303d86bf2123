/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answercolumns.h"

#include <string.h>

#include "answermap.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static const struct field_name {
	const char *name;
	enum answer_field field;
} fields[] = {
	{ "schema", ANSWER_SCHEMA }, { "response", ANSWER_RESPONSE },
	{ "case_no", ANSWER_CASE_NO }, { "case number", ANSWER_CASE_NO }, { "sagsnummer", ANSWER_CASE_NO },
	{ "number", ANSWER_NUMBER_FIELD }, { "journal number", ANSWER_NUMBER_FIELD },
	{ "nummer", ANSWER_NUMBER_FIELD }, { "journalnummer", ANSWER_NUMBER_FIELD },
	{ "name", ANSWER_NAME }, { "navn", ANSWER_NAME }, { "borger", ANSWER_NAME },
	{ "birth", ANSWER_BIRTH }, { "birth date", ANSWER_BIRTH }, { "fødselsdato", ANSWER_BIRTH },
	{ "cpr", ANSWER_CPR }, { "cpr nr", ANSWER_CPR }, { "cpr nummer", ANSWER_CPR },
	{ "personnummer", ANSWER_CPR },
	{ "meeting", ANSWER_MEETING }, { "date", ANSWER_DATE }, { "dato", ANSWER_DATE },
	{ "meeting date", ANSWER_DATE }, { "mødedato", ANSWER_DATE },
	{ "respondent", ANSWER_RESPONDENT }, { "form_id", ANSWER_FORM_ID },
	{ "form_version", ANSWER_FORM_VERSION }, { "item", ANSWER_ITEM }, { "value", ANSWER_VALUE },
	{ "state", ANSWER_STATE }, { "label", ANSWER_LABEL },
	{ "caseworker", ANSWER_CASEWORKER }, { "sagsbehandler", ANSWER_CASEWORKER },
	{ "mode", ANSWER_MODE }, { "language", ANSWER_LANGUAGE }, { "sprog", ANSWER_LANGUAGE },
	{ "client_version", ANSWER_CLIENT_VERSION }, { "caseworker_version", ANSWER_CASEWORKER_VERSION },
	{ "activities_version", ANSWER_ACTIVITIES_VERSION },
	/* What ODK and Kobo write on each submission: the day, where no other column says it, and the rest. */
	{ "today", ANSWER_DATE_GUESS }, { "start", ANSWER_DATE_GUESS }, { "_submission_time", ANSWER_DATE_GUESS },
	{ "SubmissionDate", ANSWER_DATE_GUESS },
	{ "ignore", ANSWER_IGNORED }, { "end", ANSWER_IGNORED }, { "deviceid", ANSWER_IGNORED },
	{ "phonenumber", ANSWER_IGNORED }, { "simserial", ANSWER_IGNORED }, { "subscriberid", ANSWER_IGNORED },
	{ "username", ANSWER_IGNORED }, { "email", ANSWER_IGNORED }, { "audit", ANSWER_IGNORED },
	{ "instanceID", ANSWER_IGNORED }, { "instanceName", ANSWER_IGNORED }, { "KEY", ANSWER_IGNORED },
	{ "SubmitterID", ANSWER_IGNORED },
	{ "SubmitterName", ANSWER_IGNORED }, { "AttachmentsPresent", ANSWER_IGNORED },
	{ "AttachmentsExpected", ANSWER_IGNORED }, { "Status", ANSWER_IGNORED },
	{ "ReviewState", ANSWER_IGNORED }, { "Edits", ANSWER_IGNORED }, { "FormVersion", ANSWER_IGNORED },
	{ "uuid", ANSWER_IGNORED }, { "rootUuid", ANSWER_IGNORED },
	{ "stige_age", ANSWER_IGNORED }, { "stige_path", ANSWER_IGNORED },
	{ "stige_education", ANSWER_IGNORED },
};

const char *answer_field_name(enum answer_field field)
{
	if (field == ANSWER_IGNORED)
		return "ignore";
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (fields[i].field == field)
			return fields[i].name;
	return "";
}

static bool same_folded(const char *a, const char *b)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool same;

	import_fold(&x, a);
	import_fold(&y, b);
	same = str_eq(x.text, y.text);
	str_release(&x);
	str_release(&y);
	return same;
}

/* "c10/internet", also where another sign parts them. */
static bool is_header(const char *name, const char *header)
{
	for (; *name && *header; name++, header++)
		if (*name != *header && !(*header == '/' && strchr("-.:", *name)))
			return false;
	return *name == *header;
}

static const struct export_column *find_item(const struct export_forms *forms, const char *name)
{
	for (size_t i = 0; i < forms->column_count; i++)
		if (is_header(name, forms->columns[i].header))
			return &forms->columns[i];
	return NULL;
}

static bool find_field(const char *name, enum answer_field *ret)
{
	for (size_t i = 0; i < ARRAY_SIZE(fields); i++)
		if (same_folded(name, fields[i].name)) {
			*ret = fields[i].field;
			return true;
		}
	return false;
}

bool answer_target(const struct export_forms *forms, const char *name, struct answer_column *ret)
{
	ret->item = find_item(forms, name);
	return ret->item || find_field(name, &ret->field);
}

/* The item whose label, in any language of a form, is the column's name. */
static const struct export_column *find_label(const struct export_forms *forms, const char *name)
{
	for (size_t i = 0; i < forms->count; i++) {
		const struct form *f = forms->forms[i].form;

		for (size_t k = 0; k < form_item_count(f); k++)
			for (size_t n = 0; form_item(f, k)->stored && n < form_language_count(f); n++)
				if (same_folded(form_item_text(f, form_item(f, k), FORM_LABEL,
					form_language(f, n)), name))
					return find_item(forms, form_item(f, k)->name);
	}
	return NULL;
}

/* By its whole name; then without the groups before it, the fewest first; then as a label. */
static bool find_column(const struct export_forms *forms, struct answer_column *c)
{
	const char *tail = c->name;

	while (tail) {
		if (answer_target(forms, tail, c))
			return true;
		tail = strpbrk(tail, "/-:.");
		if (tail)
			tail++;
	}
	c->item = *c->name ? find_label(forms, c->name) : NULL;
	c->field = *c->name == '_' ? ANSWER_IGNORED : ANSWER_UNKNOWN;
	return c->item || *c->name == '_';
}

/* ---- the head as a whole ---- */

/* The day of the meeting is rather when the form was begun than when it was sent. */
static size_t rank_of_guess(const char *name)
{
	static const char *const ends[] = { "today", "start" };

	for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
		if (str_ends(name, ends[i]))
			return i;
	return ARRAY_SIZE(ends);
}

static void note_guess(struct answer_columns *c, size_t i)
{
	size_t *at = &c->at[ANSWER_DATE_GUESS];
	size_t worse = i;

	if (rank_of_guess(c->list[i].name) < rank_of_guess(c->list[*at].name)) {
		worse = *at;
		*at = i;
	}
	c->list[worse].field = ANSWER_IGNORED;
}

static void note_field(struct answer_columns *c, size_t i, const struct csv_cell *cell, struct import_result *r)
{
	struct answer_column *column = &c->list[i];
	size_t *at = &c->at[column->field];

	if (column->field <= ANSWER_IGNORED || column->item)
		return;
	if (*at == ANSWER_ABSENT)
		*at = i;
	else if (column->field == ANSWER_DATE_GUESS)
		note_guess(c, i);
	else
		import_complain(r, cell, _("There is a column for \"%s\" already, in place %zu; take one "
			"of the two out."), answer_field_name(column->field), *at + 1);
}

static void note_item(const struct answer_columns *c, size_t i, const struct csv_cell *cell,
	struct import_result *r)
{
	for (size_t k = 0; k < i && c->list[i].item; k++)
		if (c->list[k].item == c->list[i].item)
			import_complain(r, cell, _("There is a column for \"%s\" already, in place %zu; take one "
				"of the two out."), c->list[i].item->header, k + 1);
}

static void take_column(struct answer_columns *c, size_t i, const struct csv_cell *cell,
	const struct answer_map *map, const struct export_forms *forms, struct import_result *r)
{
	struct answer_column *column = &c->list[i];
	struct str shown = STR_INIT;

	if (!answer_map_find(map, column) && !find_column(forms, column)) {
		import_shown(&shown, column->name);
		import_complain(r, cell, _("The column \"%s\" is not known; say in a mapping file what it is, or "
			"\"ignore\" there."), shown.text);
	}
	note_field(c, i, cell, r);
	note_item(c, i, cell, r);
	str_release(&shown);
}

static bool has(const struct answer_columns *c, enum answer_field field)
{
	return c->at[field] != ANSWER_ABSENT;
}

static void need(bool there, const struct csv_row *head, const char *what, struct import_result *r)
{
	if (!there)
		import_complain(r, &head->cells[0], _("There is no column for %s; add one, or name it in a mapping "
			"file."), what);
}

/*
 * ODK and Kobo write a group of questions that repeats into a sheet of its own, whose rows name the submission.
 * No form here repeats: one sentence, instead of one for each column.
 */
static const struct csv_cell *column_of_parent(const struct answer_columns *c, const struct csv_row *row)
{
	static const char *const names[] = { "_parent_table_name", "_parent_index", "PARENT_KEY" };

	for (size_t i = 0; i < row->count; i++)
		for (size_t k = 0; k < ARRAY_SIZE(names); k++)
			if (str_eq(import_plain(c->delimiter, false, row->cells[i].text), names[k]))
				return &row->cells[i];
	return NULL;
}

/* What the columns together must be able to say: whose, when, what. */
static void check_columns(struct answer_columns *c, const struct csv_row *head, struct import_result *r)
{
	bool items = c->tall;

	for (size_t i = 0; i < c->count; i++)
		items |= c->list[i].item != NULL;
	need(has(c, ANSWER_CASE_NO) || has(c, ANSWER_NUMBER_FIELD) || has(c, ANSWER_CPR)
		|| (has(c, ANSWER_NAME) && has(c, ANSWER_BIRTH)), head,
		_("the client (case_no, number, cpr, or name and birth)"), r);
	need(has(c, ANSWER_DATE) || has(c, ANSWER_DATE_GUESS), head, _("the date of the meeting (date)"), r);
	need(items, head, _("any answer (c1, w1 ... or item and value)"), r);
}

void answer_columns_own(struct answer_columns *c, const struct csv_row *first)
{
	size_t at = c->at[ANSWER_SCHEMA];

	c->own = at != ANSWER_ABSENT && first->count > at && str_starts(first->cells[at].text, "stige-");
}

bool answer_columns_find(struct answer_columns *c, const struct csv_row *row, char delimiter,
	const struct export_forms *forms, const char *map, struct arena *a, struct import_result *r,
	enum stige_rc *ret_rc, struct err *err)
{
	struct answer_map known = ANSWER_MAP_INIT;
	const struct csv_cell *parent;
	size_t before = r->problem_count;

	memset(c, 0, sizeof(*c));
	for (size_t i = 0; i < ANSWER_FIELDS; i++)
		c->at[i] = ANSWER_ABSENT;
	*ret_rc = map ? answer_map_read(&known, map, forms, a, err) : STIGE_OK;
	if (*ret_rc != STIGE_OK)
		return false;
	c->count = row->count;
	c->delimiter = delimiter;
	parent = column_of_parent(c, row);
	if (parent) {
		import_complain(r, parent, "%s", _("This is the sheet of a group of questions that repeats; no form here has "
			"one: take in the sheet with one row a submission."));
		return false;
	}
	c->list = arena_array(a, c->count + 1, sizeof(*c->list));
	for (size_t i = 0; i < row->count; i++) {
		c->list[i].name = arena_strdup(a, import_plain(delimiter, false, row->cells[i].text));
		take_column(c, i, &row->cells[i], &known, forms, r);
	}
	c->tall = has(c, ANSWER_ITEM) && has(c, ANSWER_VALUE);
	if (r->problem_count == before)
		check_columns(c, row, r);
	c->words = known.words;
	c->word_count = known.word_count;
	return r->problem_count == before;
}

/* ---- cells ---- */

const char *answer_cell(const struct answer_columns *c, const struct csv_row *row, size_t column)
{
	const char *text = import_plain(c->delimiter, c->own, row->cells[column].text);

	if (!c->list[column].worded)
		return text;
	for (size_t i = 0; i < c->word_count; i++)
		if (str_eq(c->words[i].column, c->list[column].name) && str_eq(c->words[i].value, text))
			return c->words[i].becomes;
	return text;
}

const char *answer_field(const struct answer_columns *c, const struct csv_row *row, enum answer_field field)
{
	return has(c, field) ? answer_cell(c, row, c->at[field]) : "";
}
