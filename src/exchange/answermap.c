/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answermap.h"

#include "outfile.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum { MAP_COLUMN, MAP_FIELD, MAP_VALUE, MAP_BECOMES, MAP_COLUMNS };
static const char *const head[MAP_COLUMNS] = { "column", "field", "value", "becomes" };

static bool head_is_ours(const struct csv_row *row)
{
	if (row->count != MAP_COLUMNS)
		return false;
	for (size_t i = 0; i < MAP_COLUMNS; i++)
		if (!str_eq(row->cells[i].text, head[i]))
			return false;
	return true;
}

/* A line about a word, or about what the column is. */
static enum stige_rc take_row(struct answer_map *m, const struct csv_row *row, const char *path,
	const struct export_forms *forms, struct arena *a, struct err *err)
{
	const char *name = arena_strdup(a, row->cells[MAP_COLUMN].text);
	struct answer_column *column = &m->columns[m->column_count];
	struct str shown = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	if (*row->cells[MAP_VALUE].text) {
		m->words[m->word_count++] = (struct answer_word){
			name, arena_strdup(a, row->cells[MAP_VALUE].text), arena_strdup(a, row->cells[MAP_BECOMES].text),
		};
		return STIGE_OK;
	}
	*column = (struct answer_column){ .name = name };
	if (answer_target(forms, row->cells[MAP_FIELD].text, column)) {
		m->column_count++;
	} else {
		import_shown(&shown, row->cells[MAP_FIELD].text);
		rc = err_set(err, STIGE_DATA, _("%s, line %zu: \"%s\" is neither a field nor an item; write case_no, "
			"date, c1, c10/internet, ignore ..."), path, row->line, shown.text);
	}
	str_release(&shown);
	return rc;
}

enum stige_rc answer_map_read(struct answer_map *m, const char *path, const struct export_forms *forms,
	struct arena *a, struct err *err)
{
	struct csv_table t;
	size_t first;
	enum stige_rc rc = csv_read_file(&t, path, NULL, NULL, err);

	if (rc != STIGE_OK)
		return rc;
	first = import_head(&t);
	if (first == t.count || !head_is_ours(&t.rows[first]))
		rc = err_set(err, STIGE_DATA, _("%s is no mapping; its first line is \"column,field,value,becomes\". "
			"`stige import answers FILE --save-map MAP` writes one."), path);
	m->columns = arena_array(a, t.count + 1, sizeof(*m->columns));
	m->words = arena_array(a, t.count + 1, sizeof(*m->words));
	for (size_t i = first + 1; rc == STIGE_OK && i < t.count; i++) {
		if (import_row_blank(&t.rows[i]))
			continue;
		if (t.rows[i].count != MAP_COLUMNS)
			rc = err_set(err, STIGE_DATA, _("%s, line %zu: a mapping has four cells in each line; check its "
				"separators"), path, t.rows[i].line);
		else
			rc = take_row(m, &t.rows[i], path, forms, a, err);
	}
	csv_table_release(&t);
	return rc;
}

bool answer_map_find(const struct answer_map *m, struct answer_column *column)
{
	for (size_t i = 0; i < m->word_count; i++)
		column->worded |= str_eq(m->words[i].column, column->name);
	for (size_t i = 0; i < m->column_count; i++)
		if (str_eq(m->columns[i].name, column->name)) {
			column->field = m->columns[i].field;
			column->item = m->columns[i].item;
			return true;
		}
	return false;
}

static void put_row(struct csv_writer *w, const char *column, const char *field, const char *value,
	const char *becomes)
{
	csv_put_text(w, column);
	csv_put_text(w, field);
	csv_put_text(w, value);
	csv_put_text(w, becomes);
	csv_end_row(w);
}

/* It holds no answer and nobody's name, only the file's heads; so it is no export to be recorded. */
enum stige_rc answer_map_save(const struct answer_columns *c, const char *path, struct err *err)
{
	struct outfile out = OUTFILE_INIT;
	struct csv_writer w;
	char sha256[65];
	enum stige_rc rc = outfile_open(&out, path, err);

	if (rc == STIGE_OK) {
		csv_writer_init(&w, CSV_EXACT, (struct csv_sink){ outfile_write, &out });
		put_row(&w, head[MAP_COLUMN], head[MAP_FIELD], head[MAP_VALUE], head[MAP_BECOMES]);
		for (size_t i = 0; i < c->count; i++)
			put_row(&w, c->list[i].name,
				c->list[i].item ? c->list[i].item->header : answer_field_name(c->list[i].field), "", "");
		for (size_t i = 0; i < c->word_count; i++)
			put_row(&w, c->words[i].column, "", c->words[i].value, c->words[i].becomes);
		rc = csv_writer_finish(&w, err);
	}
	if (rc == STIGE_OK)
		rc = outfile_seal(&out, sha256, err);
	if (rc == STIGE_OK)
		rc = outfile_publish(&out, err);
	outfile_release(&out);
	return rc;
}
