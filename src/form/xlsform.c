/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/form/xlsform.h"

#include <string.h>
#include <sys/stat.h>

#include "canon.h"
#include "reader.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/sha256.h"
#include "stige/base/str.h"
#include "stige/form/format.h"
#include "word.h"
#include "stige/base/banned.h"

struct cell reader_cell(const struct reader *r, enum sheet_kind kind, const struct sheet_row *row,
	enum column_id id)
{
	return column_cell(&r->columns[kind], row, id, r->book.sheets[kind].at.file);
}

const char *reader_shown(const struct reader *r, const char *text)
{
	return word_shown(r->arena, text);
}

void reader_check_word(const struct reader *r, const struct cell *c, enum column_id id,
	const char *const words[2])
{
	if (strcmp(c->text, words[0]) != 0 && strcmp(c->text, words[1]) != 0)
		problem_add(r->problems, FAULT_WORD_VALUE, c->at, _("%s is %s or %s, not \"%s\""),
			column_name(id),
			words[0], words[1], reader_shown(r, c->text));
}

/* "forms/client.csv" -> "client": the id of a form that names none. */
static const char *stem_of(struct arena *arena, const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash != NULL ? slash + 1 : name;
	const char *dot = strrchr(base, '.');

	return arena_strndup(arena, base, dot != NULL && dot > base ? (size_t)(dot - base) : strlen(base));
}

static void name_columns(struct reader *r)
{
	for (size_t kind = 0; kind < SHEETS_USED; kind++) {
		const struct sheet *s = &r->book.sheets[kind];

		columns_name(&r->columns[kind], s, (enum sheet_kind)kind, r->arena);
		if (s->there)
			columns_check(&r->columns[kind], s, r->arena, r->problems);
	}
}

/* Is there a survey to go on with? */
static bool has_survey(struct reader *r)
{
	const struct sheet *s = &r->book.sheets[SHEET_SURVEY];

	if (!s->there)
		problem_add(r->problems, FAULT_NO_SURVEY, (struct place){ NULL, 1, 1 },
			_("there is no survey section; write \"survey\" alone in the first cell, and type, "
			"name and label in the row below"));
	else if (s->width == 0)
		problem_add(r->problems, FAULT_NO_QUESTIONS, s->at, _("the survey section has no rows"));
	return s->there && s->width > 0;
}

static void set_identity(struct reader *r)
{
	struct str text = STR_INIT;

	canon_write(&r->book, r->columns, &text);
	r->form->text = arena_strndup(r->arena, text.text, text.len);
	r->form->text_len = text.len;
	sha256_hex(text.text, text.len, r->form->hash);
	str_release(&text);
}

static void reader_release(struct reader *r)
{
	names_release(&r->plain_names);
	names_release(&r->ambiguous);
	names_release(&r->children);
	names_release(&r->lost_names);
	mem_free(r->sources);
	book_release(&r->book);
}

static enum stige_rc read_sources(const struct book_source *sources, size_t count, const char *name,
	struct form_problems *problems, struct form **ret_form, struct err *err)
{
	struct form *f = mem_alloc(sizeof(*f));
	struct reader r = { .form = f, .arena = &f->arena, .problems = problems };
	size_t errors_before = problems->errors;
	enum stige_rc rc = STIGE_OK;

	if (book_read(&r.book, sources, count, problems) && has_survey(&r)) {
		name_columns(&r);
		reader_settings(&r, stem_of(r.arena, name));
		reader_languages(&r);
		reader_choices(&r);
		reader_survey(&r);
		reader_logic(&r);
		set_identity(&r);
	}
	problem_sort(problems);
	reader_release(&r);
	if (problems->errors > errors_before) {
		rc = form_problems_verdict(problems, name, err);
		form_free(f);
		f = NULL;
	}
	*ret_form = f;
	return rc;
}

/* ---- folders */

static const char *const part_files[SHEETS_USED] = {
	[SHEET_SURVEY] = "survey.csv", [SHEET_CHOICES] = "choices.csv", [SHEET_SETTINGS] = "settings.csv",
};

struct folder {
	struct str bytes[SHEETS_USED];
	struct book_source sources[SHEETS_USED];
	size_t count;
};

static void folder_release(struct folder *f)
{
	for (size_t i = 0; i < SHEETS_USED; i++)
		str_release(&f->bytes[i]);
}

/* survey.csv must be there; the others may be. */
static enum stige_rc folder_read(struct folder *f, const char *path, struct err *err)
{
	struct str file = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < SHEETS_USED; i++)
		str_init(&f->bytes[i]);
	for (size_t i = 0; i < SHEETS_USED && rc == STIGE_OK; i++) {
		str_clear(&file);
		file_join(&file, path, part_files[i]);
		if (i != SHEET_SURVEY && !file_exists(file.text))
			continue;
		rc = file_read(file.text, FORM_BYTES_MOST, &f->bytes[i], err);
		f->sources[f->count++] = (struct book_source){
			f->bytes[i].text, f->bytes[i].len, part_files[i], (enum sheet_kind)i,
		};
	}
	str_release(&file);
	return rc;
}

static bool is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Reads a file or a folder's files into f. */
static enum stige_rc gather(struct folder *f, const char *path, struct err *err)
{
	enum stige_rc rc;

	*f = (struct folder){ .count = 0 };
	if (is_folder(path))
		return folder_read(f, path, err);
	for (size_t i = 0; i < SHEETS_USED; i++)
		str_init(&f->bytes[i]);
	rc = file_read(path, FORM_BYTES_MOST, &f->bytes[0], err);
	f->sources[f->count++] = (struct book_source){ f->bytes[0].text, f->bytes[0].len, NULL, SHEET_KINDS };
	return rc;
}

/* ---- the doors */

enum stige_rc form_read(const char *bytes, size_t n, const char *name, struct form_problems *problems,
	struct form **ret_form, struct err *err)
{
	struct book_source source = { bytes, n, NULL, SHEET_KINDS };

	return read_sources(&source, 1, name, problems, ret_form, err);
}

enum stige_rc form_read_file(const char *path, struct form_problems *problems, struct form **ret_form,
	struct err *err)
{
	struct folder f;
	enum stige_rc rc = gather(&f, path, err);

	*ret_form = NULL;
	if (rc == STIGE_OK)
		rc = read_sources(f.sources, f.count, path, problems, ret_form, err);
	folder_release(&f);
	return rc;
}

/*
 * Formatting needs the container alone: a form with faults in its rows can be formatted, one
 * that would lose a cell cannot.
 */
static enum stige_rc format_sources(const struct book_source *sources, size_t count, const char *name,
	struct form_problems *problems, struct str *ret, struct err *err)
{
	struct columns columns[SHEETS_USED];
	struct arena arena = ARENA_INIT;
	struct book book;
	size_t errors_before = problems->errors;
	enum stige_rc rc = STIGE_OK;

	if (book_read(&book, sources, count, problems) && !book.sheets[SHEET_SURVEY].there)
		problem_add(problems, FAULT_NO_SURVEY, (struct place){ NULL, 1, 1 },
			_("there is no survey section, so this is not a form"));
	problem_sort(problems);
	if (problems->errors > errors_before) {
		rc = form_problems_verdict(problems, name, err);
	} else {
		for (size_t kind = 0; kind < SHEETS_USED; kind++)
			columns_name(&columns[kind], &book.sheets[kind], (enum sheet_kind)kind, &arena);
		canon_write(&book, columns, ret);
	}
	book_release(&book);
	arena_release(&arena);
	return rc;
}

enum stige_rc form_format(const char *bytes, size_t n, const char *name, struct form_problems *problems,
	struct str *ret, struct err *err)
{
	struct book_source source = { bytes, n, NULL, SHEET_KINDS };

	return format_sources(&source, 1, name, problems, ret, err);
}

enum stige_rc form_format_file(const char *path, struct form_problems *problems, struct str *ret,
	struct err *err)
{
	struct folder f;
	enum stige_rc rc = gather(&f, path, err);

	if (rc == STIGE_OK)
		rc = format_sources(f.sources, f.count, path, problems, ret, err);
	folder_release(&f);
	return rc;
}

bool form_looks_like_xlsform(const char *bytes, size_t n)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t at = n >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0, end;
	char word[16] = "";

	while (at < n && memchr(" \t\r\n\",;", bytes[at], 7) != NULL)
		at++;
	for (end = at; end < n && memchr(" \t\r\n\",;", bytes[end], 7) == NULL; end++)
		;
	if (end - at >= sizeof(word))
		return false;
	memcpy(word, bytes + at, end - at);
	for (size_t kind = 0; kind < SHEETS_USED; kind++)
		if (word_same(word, sheet_name((enum sheet_kind)kind)))
			return true;
	return false;
}
