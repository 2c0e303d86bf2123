/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three ways in which one person's facts are written down. */
#include "subject.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static const struct {
	const char *name, *words;
} tables[] = {
	{ "client", N_("The person") },
	{ "assignment", N_("Caseworkers over time") },
	{ "meeting", N_("Meetings") },
	{ "response", N_("Answers") },
	{ "tombstone", N_("Answers that were withdrawn") },
	{ "plan_item", N_("Steps, activities and suggestions that were agreed") },
	{ "activity_record", N_("Dates and places of activities") },
	{ "note", N_("Notes") },
	{ "outcome", N_("Outcomes") },
	{ "revision", N_("What was changed, and when") },
	{ "event", N_("The log: what happened, when and why") },
	{ "draft", N_("Forms that are not finished") },
	{ "draft_answer", N_("Answers in forms that are not finished") },
	{ "export", N_("Files that were made about the person") },
};

/* A table without words still has its name: nothing is left out. */
static const char *table_words(const char *table)
{
	for (size_t i = 0; i < ARRAY_SIZE(tables); i++)
		if (str_eq(tables[i].name, table))
			return _(tables[i].words);
	return table;
}

/* ---- to read ---- */

static void add_column(struct str *out, const char *column)
{
	for (const char *p = column; *p; p++)
		str_addc(out, *p == '_' ? ' ' : *p);
}

/* Lines after the first are indented as far as the first. */
static void add_lines(struct str *out, const char *text)
{
	for (; *text; text++) {
		str_addc(out, *text);
		if (*text == '\n')
			str_add(out, "      ");
	}
	str_addc(out, '\n');
}

static void add_fact(struct str *out, const struct subject_fact *f)
{
	str_add(out, "  ");
	add_column(out, f->column);
	str_add(out, ": ");
	if (*f->question) {
		add_lines(out, f->question);
		str_add(out, "      -> ");
	}
	if (*f->text && !str_eq(f->text, f->value))
		str_addf(out, "%s = ", f->value);
	add_lines(out, *f->text ? f->text : f->value);
}

void subject_write_text(const struct subject_facts *f, struct str *out)
{
	char at[INSTANT_TEXT];
	const char *table = "";
	size_t row = 0;

	str_addf(out, _("Everything about the person with the case number %s, %s\n"), f->case_no,
		instant_format_local(f->at, at));
	for (size_t i = 0; i < f->count; i++) {
		const struct subject_fact *fact = &f->list[i];

		if (fact->id)
			continue;
		if (!str_eq(fact->table, table))
			str_addf(out, "\n%s\n", table_words(fact->table));
		else if (fact->row_no != row)
			str_addc(out, '\n');
		table = fact->table;
		row = fact->row_no;
		add_fact(out, fact);
	}
}

/* ---- for a spreadsheet ---- */

void subject_write_csv(const struct subject_facts *f, struct str *out)
{
	static const char *const heads[] = { "schema", "case_no", "table", "row", "column", "question", "value", "text" };
	struct csv_writer w;

	csv_writer_init_str(&w, CSV_EXACT, out);
	for (size_t i = 0; i < ARRAY_SIZE(heads); i++)
		csv_put_code(&w, heads[i]);
	csv_end_row(&w);
	for (size_t i = 0; i < f->count; i++) {
		const struct subject_fact *fact = &f->list[i];

		csv_put_code(&w, "stige-subject-1");
		csv_put_code(&w, f->case_no);
		csv_put_code(&w, fact->table);
		csv_put_integer(&w, (int64_t)fact->row_no + 1);
		csv_put_code(&w, fact->column);
		csv_put_text(&w, fact->question);
		csv_put_text(&w, fact->value);
		csv_put_text(&w, fact->text);
		csv_end_row(&w);
	}
	csv_writer_finish(&w, NULL);
}

/* ---- for a program (RFC 8259) ---- */

static void add_string(struct str *out, const char *s)
{
	str_addc(out, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			str_addf(out, "\\%c", *s);
		else if ((unsigned char)*s < ' ')
			str_addf(out, "\\u%04x", (unsigned char)*s);
		else
			str_addc(out, *s);
	}
	str_addc(out, '"');
}

static void add_pair(struct str *out, const char *name, const char *value, const char *before)
{
	str_add(out, before);
	add_string(out, name);
	str_add(out, ": ");
	add_string(out, value);
}

void subject_write_json(const struct subject_facts *f, struct str *out)
{
	char at[INSTANT_TEXT];
	const char *table = NULL;

	add_pair(out, "schema", "stige-subject-1", "{");
	add_pair(out, "case_no", f->case_no, ", ");
	add_pair(out, "at", instant_format(f->at, at), ", ");
	str_add(out, ", \"tables\": {");
	for (size_t i = 0; i < f->count; i++) {
		const struct subject_fact *fact = &f->list[i];
		bool new_table = !table || !str_eq(table, fact->table);
		bool new_row = new_table || f->list[i - 1].row_no != fact->row_no;

		if (new_table) {
			str_add(out, table ? "]],\n" : "\n");
			add_string(out, fact->table);
			str_add(out, ": [");
		}
		str_add(out, new_table ? "\n[" : new_row ? "],\n[" : ",\n");
		add_pair(out, "column", fact->column, "{");
		if (*fact->question)
			add_pair(out, "question", fact->question, ", ");
		add_pair(out, "value", fact->value, ", ");
		if (*fact->text)
			add_pair(out, "text", fact->text, ", ");
		str_addc(out, '}');
		table = fact->table;
	}
	str_add(out, table ? "]]}}\n" : "}}\n");
}
