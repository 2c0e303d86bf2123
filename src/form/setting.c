/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings section: one header row, one row of values. */
#include "reader.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "word.h"
#include "stige/base/banned.h"

static const char *value_of(const struct form *f, const char *name, const char *otherwise)
{
	const char *value = form_setting(f, name);

	return value[0] != '\0' ? value : otherwise;
}

static bool yes_or_no(const struct reader *r, const struct cell *c, const char *name, bool otherwise)
{
	switch (word_yesno(c->text)) {
	case WORD_YES:
		return true;
	case WORD_NO:
		return false;
	case WORD_OTHER:
		break;
	}
	problem_add(r->problems, FAULT_SETTINGS_WORD, c->at, _("the setting %s is yes or no, not \"%s\""), name,
		reader_shown(r, c->text));
	return otherwise;
}

static void check_setting(struct reader *r, const char *name, const struct cell *c)
{
	int32_t day;
	long n;

	if (strcmp(name, "clean_text_values") == 0)
		r->keep_spaces = !yes_or_no(r, c, name, true);
	else if (strcmp(name, "allow_choice_duplicates") == 0)
		r->choice_duplicates = yes_or_no(r, c, name, false);
	else if (strcmp(name, "default_language") == 0)
		r->default_language = arena_strdup(r->arena, c->text);
	else if (strcmp(name, "name") == 0 && !word_is_name(c->text))
		problem_add(r->problems, FAULT_SETTINGS_NAME, c->at,
			_("the setting name is \"%s\"; it must begin with a letter and hold only letters, "
			"digits, _ - ."),
			reader_shown(r, c->text));
	else if (strcmp(name, "stige_valid_from") == 0 && !date_parse(c->text, &day))
		problem_add(r->problems, FAULT_SETTINGS_VALUE, c->at,
			_("the setting stige_valid_from is a date as 2026-11-22, not \"%s\""),
			reader_shown(r, c->text));
	else if (strcmp(name, "stige_schema") == 0 && !str_to_long(c->text, 1, 1, &n))
		problem_add(r->problems, FAULT_SETTINGS_VALUE, c->at,
			_("the setting stige_schema is 1 in this version of stige, not \"%s\""),
			reader_shown(r, c->text));
}

static void take_row(struct reader *r, const struct sheet_row *row)
{
	const struct columns *columns = &r->columns[SHEET_SETTINGS];
	struct form *f = r->form;

	f->settings = arena_array(r->arena, columns->count, sizeof(*f->settings));
	for (size_t i = 0; i < columns->count; i++) {
		const struct cell *c = &row->cells[i];

		if (columns->list[i].id != COLUMN_SETTING || cell_empty(c))
			continue;
		f->settings[f->setting_count++] = (struct setting){
			columns->list[i].name, arena_strdup(r->arena, c->text),
		};
		check_setting(r, columns->list[i].name, c);
	}
}

void reader_settings(struct reader *r, const char *stem)
{
	const struct sheet *s = &r->book.sheets[SHEET_SETTINGS];
	struct form *f = r->form;

	r->default_language = "";
	if (s->count > 0)
		take_row(r, &s->rows[0]);
	for (size_t i = 1; i < s->count; i++)
		problem_add(r->problems, FAULT_SETTINGS_ROWS, s->rows[i].cells[0].at,
			_("settings has one row of values; take this one out"));
	f->id = value_of(f, "form_id", arena_strdup(r->arena, stem));
	f->version = value_of(f, "version", "");
	f->title = value_of(f, "form_title", f->id);
	f->root = value_of(f, "name", "data");
}
