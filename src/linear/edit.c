/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new client, or what is written about one: field by field, Enter leaves each as it is. */
#include "parts.h"

#include <stdio.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/casefile/caseload.h"
#include "stige/casefile/intake.h"
#include "stige/base/banned.h"

struct editing {
	struct talk *t;
	const struct casefile *file;     /* NULL = a new client */
	struct intake now;
	char lines[INTAKE_FIELDS][LINES_MOST];   /* what was typed */
};

static size_t choice_of(const struct intake_field *f, const char *code)
{
	for (size_t i = 0; i < INTAKE_CHOICES && f->choices[i]; i++)
		if (str_eq(f->codes[i], code))
			return i;
	return 0;
}

static enum said ask_choice(struct editing *e, size_t field)
{
	const struct intake_field *f = &intake_fields[field];
	struct choice choices[INTAKE_CHOICES];
	struct str text = STR_INIT;
	size_t n = 0, at, usual = choice_of(f, intake_get(&e->now, field));
	enum said said;

	for (; n < INTAKE_CHOICES && f->choices[n]; n++)
		choices[n] = (struct choice){ .label = _(f->choices[n]) };
	str_addf(&text, _("%s; Enter: %zu %s"), _(f->label), usual + 1, choices[usual].label);
	said = talk_choose(e->t, text.text, choices, n, usual, true, &at);
	if (said == SAID_TEXT)
		intake_set(&e->now, field, f->codes[at]);
	str_release(&text);
	return said;
}

/* A lone "-" takes away what stands. */
static enum said ask_text(struct editing *e, size_t field)
{
	const char *stands = intake_get(&e->now, field);
	struct str text = STR_INIT;
	char line[LINES_MOST];
	enum said said;

	str_add(&text, _(intake_fields[field].label));
	if (*stands)
		str_addf(&text, _("; now %s; Enter: as it is, -: nothing"), stands);
	said = talk_ask(e->t, &(struct question){ .text = text.text }, line);
	if (said == SAID_TEXT) {
		snprintf(e->lines[field], LINES_MOST, "%s", str_eq(line, "-") ? "" : line);
		intake_set(&e->now, field, e->lines[field]);
	}
	str_release(&text);
	return said;
}

static enum said ask_field(struct editing *e, size_t field)
{
	const struct intake_field *f = &intake_fields[field];

	if (f->hint)
		talk_say(e->t, "%s", _(f->hint));
	return f->choices[0] ? ask_choice(e, field) : ask_text(e, field);
}

/* Is it a field by itself, or does the one it belongs to say something? */
static bool matters(const struct editing *e, size_t field)
{
	size_t with = intake_fields[field].with;
	const char *usual = intake_fields[with].codes[0];

	return !with || !str_eq(intake_get(&e->now, with), usual ? usual : "");
}

static size_t before(const struct editing *e, size_t field)
{
	do
		field--;
	while (field > 0 && !matters(e, field));
	return field;
}

/* The fields with something wrong alone (NULL = all). SAID_TEXT: asked to the end. */
static enum said ask_fields(struct editing *e, const struct issues *wrong)
{
	for (size_t i = 0; i < INTAKE_FIELDS;) {
		bool asked = !wrong && matters(e, i);
		enum said said;

		for (size_t k = 0; wrong && k < wrong->count; k++)
			asked = asked || str_eq(wrong->list[k].field, intake_fields[i].name);
		said = asked ? ask_field(e, i) : SAID_TEXT;
		if (said == SAID_END || said == SAID_STOP || (said == SAID_BACK && i == 0))
			return said;
		if (said == SAID_BACK && !wrong)
			i = before(e, i);
		else
			i++;
	}
	return SAID_TEXT;
}

/* Somebody of that name may be there already. */
static void say_saved(struct editing *e, const struct client_fields *f, const char *case_no)
{
	struct caseload load = { 0 };
	struct err ignored = ERR_INIT;

	if (!e->file && !caseload_load(e->t->desk, true, &load, &ignored)
		&& caseload_lookalikes(&load, f->name, f->birth) > 1)
		talk_say(e->t, _("%s is saved. Another client has the same name: is it the same person?"), case_no);
	else
		talk_say(e->t, _("%s is saved."), case_no);
	caseload_release(&load);
}

static void store_fields(struct editing *e, const struct client_fields *f)
{
	char case_no[16] = "";
	struct err err = ERR_INIT;
	struct id id;

	if (e->file ? casefile_edit(e->t->desk, e->file, f, &err) : casefile_add(e->t->desk, f, &id, case_no, &err))
		talk_fail(e->t, &err);
	else
		say_saved(e, f, e->file ? e->file->client.case_no : case_no);
}

/* Until nothing is wrong with it, or it is left. */
static enum said ask_until_right(struct editing *e)
{
	const struct client_fields *was = e->file ? &e->file->client.f : NULL;
	struct issues issues = { 0 };
	enum said said = ask_fields(e, NULL);

	while (said == SAID_TEXT) {
		struct arena a = ARENA_INIT;
		struct client_fields f;
		struct issues found = { 0 };
		bool right = intake_check(&e->now, was, desk_today(e->t->desk), &a, &f, &found);

		if (right)
			store_fields(e, &f);
		arena_release(&a);
		issues_release(&issues);
		issues = found;
		if (right)
			break;
		for (size_t i = 0; i < issues.count; i++)
			talk_say(e->t, "%s", issues.list[i].message);
		said = ask_fields(e, &issues);
	}
	issues_release(&issues);
	return said;
}

enum said edit_talk(struct talk *t, const struct casefile *file)
{
	struct editing *e = mem_alloc(sizeof(*e));
	struct arena a = ARENA_INIT;
	enum said said;

	e->t = t;
	e->file = file;
	if (file)
		intake_from(&file->client.f, &a, &e->now);
	else
		for (size_t i = 0; i < INTAKE_FIELDS; i++)
			intake_set(&e->now, i, intake_fields[i].codes[0]);
	said = ask_until_right(e);
	if (said == SAID_BACK || said == SAID_STOP)
		talk_say(t, "%s", _("Nothing was changed."));
	arena_release(&a);
	mem_free(e);
	return said == SAID_END ? SAID_END : SAID_TEXT;
}
