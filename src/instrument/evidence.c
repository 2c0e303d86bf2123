/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forms/evidence.csv: read, checked, looked up, rendered. */
#include "stige/instrument/evidence.h"

#include <stdint.h>
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"

#include "evidence_check.h"
#include "table.h"

#include "stige/base/banned.h"

enum { ID, KIND, TEXT_EN, TEXT_DA, LINES, FIGURE, POPULATION, STRENGTH, NUMBERS, LIMITS, WITH, FROM_EN,
	FROM_DA, COLUMNS };

static const char *const columns[COLUMNS] = {
	[ID] = "evidence", [KIND] = "kind", [TEXT_EN] = "text_en", [TEXT_DA] = "text_da", [LINES] = "lines",
	[FIGURE] = "figure", [POPULATION] = "population", [STRENGTH] = "strength", [NUMBERS] = "numbers",
	[LIMITS] = "limits", [WITH] = "with", [FROM_EN] = "provenance_en", [FROM_DA] = "provenance_da",
};

static const char *const kinds[] = {
	[EVIDENCE_FINDING] = "F", [EVIDENCE_MAPPING] = "M", [EVIDENCE_LOCAL] = "L",
	[EVIDENCE_CAUTION] = "Q", [EVIDENCE_SOURCE] = "S",
};

static const char *const strengths[] = {
	[EVIDENCE_NO_CLAIM] = "none", [EVIDENCE_COUNTED] = "counted", [EVIDENCE_ASSOCIATED] = "associated",
	[EVIDENCE_REPORTED] = "reported", [EVIDENCE_ESTIMATED] = "estimated",
};

static const char *const provenances[] = { "printed", "attested", "unofficial", "local" };

struct evidence {
	struct table table;                  /* owns the strings */
	struct evidence_row *rows;
	size_t count;
};

static size_t find_word(const char *word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return SIZE_MAX;
}

const struct evidence_row *evidence_find(const struct evidence *e, const char *id)
{
	for (size_t i = 0; i < e->count; i++)
		if (strcmp(e->rows[i].id, id) == 0)
			return &e->rows[i];
	return NULL;
}

static struct evidence_row take_row(const struct table *t, size_t at)
{
	return (struct evidence_row){
		.id = table_cell(t, at, ID),
		.text = { table_cell(t, at, TEXT_EN), table_cell(t, at, TEXT_DA) },
		.lines = table_cell(t, at, LINES), .figure = table_cell(t, at, FIGURE),
		.population = table_cell(t, at, POPULATION), .numbers = table_cell(t, at, NUMBERS),
		.limits = table_cell(t, at, LIMITS), .with = table_cell(t, at, WITH),
		.provenance = { table_cell(t, at, FROM_EN), table_cell(t, at, FROM_DA) },
		.line = t->csv.rows[at].line,
	};
}

static void check_texts(struct table *t, size_t at, const struct evidence_row *row)
{
	char number[EVIDENCE_NUMBER];

	for (int lang = 0; lang < 2; lang++) {
		size_t column = lang == 0 ? TEXT_EN : TEXT_DA;
		const char *strong = evidence_strong_word(row, lang);

		if (!*row->text[lang])
			table_error(t, at, column, "T012",
				_("The text is missing; every sentence stands in both languages."));
		if (evidence_stray_number(row, lang, number))
			table_error(t, at, column, "T013",
				_("The number %s is not in \"numbers\"; add it there and its source in \"lines\"."),
				number);
		if (strong)
			table_error(t, at, column, "T014",
				_("The word \"%s\" says more than the strength \"%s\"; choose a weaker word."),
				strong, strengths[row->strength]);
		if (find_word(row->provenance[lang], provenances, ARRAY_SIZE(provenances)) == SIZE_MAX)
			table_error(t, at, lang == 0 ? FROM_EN : FROM_DA, "T011",
				_("The provenance is one of printed, attested, unofficial, local."));
	}
}

static void check_row(struct evidence *e, size_t at)
{
	struct table *t = &e->table;
	struct evidence_row *row = &e->rows[e->count];
	size_t kind, strength;

	*row = take_row(t, at);
	if (!*row->id || evidence_find(e, row->id))
		table_error(t, at, ID, "T010", *row->id ? _("The id stands twice; give one row another.")
			: _("The id is missing; every sentence has one."));
	kind = find_word(table_cell(t, at, KIND), kinds, ARRAY_SIZE(kinds));
	if (kind == SIZE_MAX)
		table_error(t, at, KIND, "T011", _("The kind is one of F, M, L, Q, S."));
	strength = find_word(table_cell(t, at, STRENGTH), strengths, ARRAY_SIZE(strengths));
	if (strength == SIZE_MAX)
		table_error(t, at, STRENGTH, "T011",
			_("The strength is one of none, counted, associated, reported, estimated."));
	row->kind = kind == SIZE_MAX ? EVIDENCE_LOCAL : (enum evidence_kind)kind;
	row->strength = strength == SIZE_MAX ? EVIDENCE_NO_CLAIM : (enum evidence_strength)strength;
	if (row->kind == EVIDENCE_FINDING && !*row->lines)
		table_error(t, at, LINES, "T015", _("A finding needs the lines of the report it stands on."));
	if (row->kind != EVIDENCE_FINDING && row->strength != EVIDENCE_NO_CLAIM)
		table_error(t, at, STRENGTH, "T011", _("Only a finding (F) has a strength; write none."));
	check_texts(t, at, row);
	e->count++;
}

static void check_ids(struct evidence *e, size_t at, size_t column)
{
	const char *s = table_cell(&e->table, at, column);
	char word[64];

	while (table_word(&s, word, sizeof word))
		if (!evidence_find(e, word))
			table_error(&e->table, at, column, "T016", _("No row has the id \"%s\"."), word);
}

/* After all rows are known: do the ids that rows point to exist? */
static void check_links(struct evidence *e)
{
	for (size_t at = table_next(&e->table, e->table.first); at != SIZE_MAX;
		at = table_next(&e->table, at + 1)) {
		check_ids(e, at, POPULATION);
		check_ids(e, at, LIMITS);
		check_ids(e, at, WITH);
	}
}

enum stige_rc evidence_read(const char *bytes, size_t n, const char *name, struct form_problems *problems,
	struct evidence **ret, struct err *err)
{
	struct evidence *e = mem_alloc(sizeof *e);
	enum stige_rc rc = table_read(&e->table, bytes, n, name, columns, COLUMNS, COLUMNS, problems, err);

	if (rc)
		goto out;
	e->rows = mem_array(e->table.csv.count + 1, sizeof *e->rows);
	for (size_t at = table_next(&e->table, e->table.first); at != SIZE_MAX;
		at = table_next(&e->table, at + 1))
		check_row(e, at);
	check_links(e);
	rc = table_verdict(&e->table, err);
	e->table.problems = NULL;            /* the caller's; e outlives it */
out:
	if (rc) {
		evidence_free(e);
		return rc;
	}
	*ret = e;
	return STIGE_OK;
}

void evidence_free(struct evidence *e)
{
	if (!e)
		return;
	table_release(&e->table);
	mem_free(e->rows);
	mem_free(e);
}

size_t evidence_count(const struct evidence *e)
{
	return e->count;
}

const struct evidence_row *evidence_at(const struct evidence *e, size_t i)
{
	return &e->rows[i];
}

const char *evidence_text(const struct evidence_row *row, const char *lang)
{
	return row->text[strcmp(lang, "da") == 0];
}

void evidence_figure(struct str *out, const struct evidence_row *row, const char *lang)
{
	static const char *const danish[][2] = { { "Figure ", "Figur " }, { "Table ", "Tabel " }, { "Box ", "Boks " } };

	for (size_t i = 0; i < ARRAY_SIZE(danish) && strcmp(lang, "da") == 0; i++)
		if (str_starts(row->figure, danish[i][0])) {
			str_addf(out, "%s%s", danish[i][1], row->figure + strlen(danish[i][0]));
			return;
		}
	str_add(out, row->figure);
}

void evidence_render(struct str *out, const struct evidence_row *row, const char *lang,
	const char *const *args, size_t nargs)
{
	const char *s = evidence_text(row, lang);

	while (*s) {
		size_t n = strcspn(s, "{");

		str_addn(out, s, n);
		s += n;
		if (s[0] == '{' && s[1] >= '1' && s[1] <= '9' && s[2] == '}') {
			size_t arg = (size_t)(s[1] - '1');

			if (arg < nargs)
				str_add(out, args[arg]);
			s += 3;
		} else if (*s) {
			str_addc(out, *s++);
		}
	}
}

const char *evidence_kind_letter(enum evidence_kind kind)
{
	return kinds[kind];
}

const char *evidence_strength_word(enum evidence_strength strength)
{
	return strengths[strength];
}

bool evidence_looks_like(const char *bytes, size_t n)
{
	return table_begins(bytes, n, columns[ID]);
}
