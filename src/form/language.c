/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which languages a form has, which is its default one, and which texts are missing in which. */
#include "reader.h"

#include <string.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "suggest.h"
#include "word.h"
#include "stige/base/banned.h"

/* ISO 639-1, the two-letter subtags of the IANA registry. */
static const char two_letters[] =
	"aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz "
	"ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
	"is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr "
	"ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si "
	"sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
	"yi yo za zh zu";

/* The columns whose languages count; pictures and sounds are often the same in all. */
static const enum column_id text_columns[] = {
	COLUMN_LABEL, COLUMN_HINT, COLUMN_GUIDANCE, COLUMN_CONSTRAINT_MESSAGE, COLUMN_REQUIRED_MESSAGE,
};

/* A form in one unnamed language still needs a code to ask for it by. */
static const char unnamed_code[] = "default";

static bool is_text_column(enum column_id id)
{
	for (size_t i = 0; i < ARRAY_SIZE(text_columns); i++)
		if (text_columns[i] == id)
			return true;
	return false;
}

static size_t letters(const char *s)
{
	size_t n = 0;

	while ((s[n] >= 'a' && s[n] <= 'z') || (s[n] >= 'A' && s[n] <= 'Z'))
		n++;
	return n;
}

/* "da", "kl-GL", "smj": a language subtag, perhaps with more behind hyphens. */
static bool is_code(struct arena *arena, const char *code)
{
	size_t n = letters(code);
	const char *rest = code + n;

	if (n < 2 || n > 3 || (n == 2 && !str_has_word(two_letters,
		word_lower(arena, arena_strndup(arena, code, 2)))))
		return false;
	while (rest[0] == '-') {
		n = strspn(rest + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (n < 2 || n > 8)
			return false;
		rest += 1 + n;
	}
	return rest[0] == '\0';
}

/* "Dansk (da)" -> title "Dansk", code "da"; without a code the name is both. */
static struct language language_of(struct arena *arena, const char *name)
{
	struct language l = { name, name, name };
	size_t n = strlen(name), open;
	const char *bracket = strrchr(name, '(');

	if (bracket == NULL || n == 0 || name[n - 1] != ')')
		return l;
	open = (size_t)(bracket - name);
	l.code = word_lower(arena, arena_strndup(arena, bracket + 1, n - open - 2));
	while (open > 0 && word_blank_before(name, open) > 0)
		open -= word_blank_before(name, open);
	l.title = arena_strndup(arena, name, open);
	return l;
}

static bool same_language(const struct language *a, const struct language *b)
{
	return strcmp(a->code, b->code) == 0 || word_same(a->name, b->name);
}

/* Which language is it? NAMES_NONE when the form has none like it. */
static size_t find(const struct form *f, const struct language *l)
{
	for (size_t i = 0; i < f->language_count; i++)
		if (same_language(&f->languages[i], l))
			return i;
	return NAMES_NONE;
}

static void add(struct form *f, const struct language *l)
{
	f->languages[f->language_count++] = *l;
}

static void check_code(const struct reader *r, const struct language *l, struct place at)
{
	if (l->code == l->name)
		problem_add(r->problems, FAULT_LANGUAGE_CODE, at,
			_("the language \"%s\" has no code; write it in brackets behind the name, as in "
			"\"Dansk (da)\""),
			reader_shown(r, l->name));
	else if (!is_code(r->arena, l->code))
		problem_add(r->problems, FAULT_LANGUAGE_CODE, at,
			_("\"%s\" is not a language code; Danish is da, English is en"),
			reader_shown(r, l->code));
}

static void check_near(const struct reader *r, const struct language *l, struct place at)
{
	struct suggestion s = suggestion_begin(l->name);

	for (size_t i = 0; i < r->form->language_count; i++)
		suggestion_offer(&s, r->form->languages[i].name);
	if (s.best != NULL)
		problem_add(r->problems, FAULT_LANGUAGE_SPELLING, at,
			_("the language \"%s\" is nearly \"%s\"; are they the same? Spell it alike everywhere"),
			reader_shown(r, l->name), reader_shown(r, s.best));
}

static void take_column(struct reader *r, const struct column *c)
{
	struct form *f = r->form;
	struct language l;
	size_t known;

	if (!is_text_column(c->id) || c->language[0] == '\0')
		return;
	l = language_of(r->arena, c->language);
	known = find(f, &l);
	if (known == NAMES_NONE) {
		check_code(r, &l, c->at);
		check_near(r, &l, c->at);
		add(f, &l);
	} else if (strcmp(f->languages[known].name, l.name) != 0) {
		problem_add(r->problems, FAULT_LANGUAGE_SPELLING, c->at,
			_("the language is spelt \"%s\" here and \"%s\" elsewhere; spell it alike everywhere"),
			reader_shown(r, l.name), reader_shown(r, f->languages[known].name));
	}
}

static const struct column *plain_column(const struct reader *r, enum sheet_kind kind, enum column_id id)
{
	const struct columns *c = &r->columns[kind];

	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].id == id && c->list[i].language[0] == '\0')
			return &c->list[i];
	return NULL;
}

static bool translated(const struct reader *r, enum sheet_kind kind, enum column_id id)
{
	const struct columns *c = &r->columns[kind];

	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].id == id && c->list[i].language[0] != '\0')
			return true;
	return false;
}

/* Is there a text column that names no language? */
static bool any_plain(const struct reader *r)
{
	for (size_t i = 0; i < ARRAY_SIZE(text_columns); i++)
		for (size_t kind = 0; kind <= SHEET_CHOICES; kind++)
			if (plain_column(r, (enum sheet_kind)kind, text_columns[i]) != NULL)
				return true;
	return false;
}

static void put_first(struct form *f, size_t i)
{
	struct language l = f->languages[i];

	memmove(f->languages + 1, f->languages, i * sizeof(l));
	f->languages[0] = l;
}

/* The language default_language means: by its whole name, its code or its title. */
static size_t find_default(const struct form *f, const char *name, const struct language *l)
{
	size_t i = find(f, l);

	for (size_t k = 0; i == NAMES_NONE && k < f->language_count; k++)
		if (word_same(name, f->languages[k].code) || word_same(name, f->languages[k].title))
			i = k;
	return i;
}

static void say_default(const struct reader *r, struct place at)
{
	const char *name = r->default_language;
	struct suggestion s = suggestion_begin(name);

	for (size_t i = 0; i < r->form->language_count; i++)
		suggestion_offer(&s, r->form->languages[i].name);
	if (s.best == NULL && r->form->language_count > 0)
		s.best = r->form->languages[0].name;
	problem_add(r->problems, FAULT_LANGUAGE_DEFAULT, at,
		_("default_language is \"%s\", and no column is in that language; did you mean \"%s\"?"),
		reader_shown(r, name), s.best != NULL ? reader_shown(r, s.best) : "");
}

static void choose_default(struct reader *r)
{
	struct form *f = r->form;
	struct language l = language_of(r->arena, r->default_language);
	const struct sheet *settings = &r->book.sheets[SHEET_SETTINGS];
	struct place at = settings->at;
	size_t i = find_default(f, r->default_language, &l);

	for (size_t c = 0; c < r->columns[SHEET_SETTINGS].count; c++)
		if (settings->count > 0 && strcmp(r->columns[SHEET_SETTINGS].list[c].name,
			"default_language") == 0)
			at = settings->rows[0].cells[c].at;
	if (i == NAMES_NONE && !any_plain(r) && f->language_count > 0) {
		say_default(r, at);
	} else if (i == NAMES_NONE) {
		add(f, &l);
		put_first(f, f->language_count - 1);
	} else {
		if (strcmp(r->default_language, f->languages[i].name) != 0)
			problem_add(r->problems, FAULT_LANGUAGE_SPELLING, at,
				_("the language is spelt \"%s\" here and \"%s\" elsewhere; spell it alike "
				"everywhere"),
				reader_shown(r, r->default_language), reader_shown(r, f->languages[i].name));
		put_first(f, i);
	}
}

static size_t language_number(const struct reader *r, const struct column *c)
{
	struct language l;
	size_t i;

	if (c->language[0] == '\0')
		return 0;
	l = language_of(r->arena, c->language);
	i = find(r->form, &l);
	return i != NAMES_NONE ? i : 0;
}

/* The column of this id that names this language itself. */
static const struct column *own_column(const struct reader *r, enum sheet_kind kind, enum column_id id,
	size_t language)
{
	const struct columns *c = &r->columns[kind];

	for (size_t i = 0; i < c->count; i++)
		if (c->list[i].id == id && c->list[i].language[0] != '\0'
		    && language_number(r, &c->list[i]) == language)
			return &c->list[i];
	return NULL;
}

/* "label" beside "label::Dansk (da)": which language is it? */
static void check_plain(const struct reader *r, enum sheet_kind kind, enum column_id id)
{
	const struct column *plain = plain_column(r, kind, id);

	if (plain == NULL || (r->default_language[0] != '\0' && own_column(r, kind, id, 0) == NULL))
		return;
	problem_add(r->problems, FAULT_LANGUAGE_PLAIN, plain->at,
		_("the column %s names no language while others do; write \"%s::%s\", or name its language in "
		"default_language"),
		plain->name, plain->name, reader_shown(r, r->form->languages[0].name));
}

/* Does some column stand both with and without a language? Then the one without is a language of its own. */
static bool has_unnamed(const struct reader *r)
{
	for (size_t i = 0; i < ARRAY_SIZE(text_columns); i++)
		for (size_t kind = 0; kind <= SHEET_CHOICES; kind++)
			if (plain_column(r, (enum sheet_kind)kind, text_columns[i]) != NULL
			    && translated(r, (enum sheet_kind)kind, text_columns[i]))
				return true;
	return false;
}

static void check_columns(const struct reader *r, enum sheet_kind kind, enum column_id id)
{
	const struct column *some = column_find(&r->columns[kind], id);

	if (some == NULL)
		return;
	for (size_t l = 0; l < r->form->language_count; l++) {
		const struct language *language = &r->form->languages[l];

		if (language->name[0] == '\0' || own_column(r, kind, id, l) != NULL
		    || (l == 0 && plain_column(r, kind, id) != NULL))
			continue;
		problem_add(r->problems, FAULT_TRANSLATION_COLUMN, some->at,
			_("the section %s has %s, but not in %s; add a column \"%s::%s\""), sheet_name(kind),
			column_name(id), reader_shown(r, language->name), column_name(id),
			reader_shown(r, language->name));
	}
}

static void number_columns(const struct reader *r, struct columns *c)
{
	c->languages = arena_array(r->arena, c->count, sizeof(*c->languages));
	for (size_t i = 0; i < c->count; i++)
		if (is_text_column(c->list[i].id))
			c->languages[i] = language_number(r, &c->list[i]);
}

void reader_languages(struct reader *r)
{
	struct form *f = r->form;
	static const struct language unnamed = { unnamed_code, "", "" };
	size_t named;

	f->languages = arena_array(r->arena,
		r->columns[SHEET_SURVEY].count + r->columns[SHEET_CHOICES].count + 2, sizeof(*f->languages));
	for (size_t kind = 0; kind <= SHEET_CHOICES; kind++)
		for (size_t i = 0; i < r->columns[kind].count; i++)
			take_column(r, &r->columns[kind].list[i]);
	named = f->language_count;
	if (r->default_language[0] != '\0')
		choose_default(r);
	for (size_t kind = 0; named > 0 && kind <= SHEET_CHOICES; kind++)
		for (size_t i = 0; i < ARRAY_SIZE(text_columns); i++)
			check_plain(r, (enum sheet_kind)kind, text_columns[i]);
	if (f->language_count == 0 || (r->default_language[0] == '\0' && has_unnamed(r))) {
		add(f, &unnamed);
		put_first(f, f->language_count - 1);
	}
	for (size_t kind = 0; kind <= SHEET_CHOICES; kind++)
		for (size_t i = 0; i < ARRAY_SIZE(text_columns); i++)
			check_columns(r, (enum sheet_kind)kind, text_columns[i]);
	for (size_t kind = 0; kind <= SHEET_CHOICES; kind++)
		number_columns(r, &r->columns[kind]);
}

static void check_text(const struct reader *r, const struct cell *cell)
{
	size_t at = 0;
	enum text_fault fault = text_check(cell->text, strlen(cell->text), strlen(cell->text), TEXT_LINES, &at);

	if (fault != TEXT_FINE)
		problem_add(r->problems, FAULT_TEXT_UNSAFE, cell_place(cell, at), "%s",
			text_fault_sentence(fault));
}

void reader_texts(struct reader *r, enum sheet_kind kind, const struct sheet_row *row, enum column_id id,
	const char **ret_texts, struct place *ret_at)
{
	const struct columns *columns = &r->columns[kind];
	bool any = false;

	for (size_t i = 0; i < columns->count; i++) {
		const struct cell *cell = &row->cells[i];
		const char **text = &ret_texts[columns->languages[i]];

		if (columns->list[i].id != id || cell_empty(cell))
			continue;
		check_text(r, cell);
		any = true;
		/* A column that names the default language beats one that names none. */
		if (*text != NULL && columns->list[i].language[0] == '\0')
			continue;
		*text = r->keep_spaces ? cell->text : word_collapse(r->arena, cell->text);
		ret_at[columns->languages[i]] = cell->at;
	}
	for (size_t i = 0; any && i < columns->count; i++) {
		size_t language = columns->languages[i];

		if (columns->list[i].id != id || ret_texts[language] != NULL)
			continue;
		problem_add(r->problems, FAULT_TRANSLATION, row->cells[i].at,
			_("%s is missing in %s"), column_name(id),
			reader_shown(r, r->form->languages[language].name));
	}
}
