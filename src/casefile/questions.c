/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A form on paper, for who cannot or will not answer at a screen. Boxes carry the digit that the
 * caseworker types for them, so that a filled-in sheet is entered without looking anything up.
 */
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/sheet.h"
#include "stige/form/offer.h"

#include "stige/base/banned.h"

struct sheet_run {
	const struct entry *entry;
	const char *lang;
	struct paper *out;
	struct arena arena;
};

static char *words(struct sheet_run *r, const struct form_item *item, enum form_column column)
{
	struct str s = STR_INIT;
	char *kept;

	entry_text(r->entry, item, column, &s);
	kept = arena_strdup(&r->arena, s.text);
	str_release(&s);
	return kept;
}

/* The boxes, as the screens offer them. */
static size_t list_answers(struct sheet_run *r, const struct form_item *item, struct paper_answer **ret)
{
	struct choice_offer offer;
	struct paper_answer *answers;

	offer_make(&offer, &r->arena, r->entry, item, r->lang);
	answers = arena_array(&r->arena, offer.count + 1, sizeof(*answers));
	for (size_t i = 0; i < offer.count; i++)
		answers[i] = (struct paper_answer){ offer.rows[i].label, offer.rows[i].digit,
			offer.rows[i].state != ANSWER_NONE };
	*ret = answers;
	return offer.count;
}

/* Notes are read, groups are headings, everything else is a question. */
static void add_item(struct sheet_run *r, const struct form_item *item)
{
	const struct form *f = entry_form(r->entry);
	struct paper_question q = {
		.number = form_item_meta(f, item, "stige_no"),
		.words = words(r, item, FORM_LABEL), .hint = words(r, item, FORM_HINT),
		.several = item->type == FORM_SELECT_MULTIPLE,
	};
	struct paper_answer *answers = NULL;

	if (item->type == FORM_GROUP && *q.words)
		paper_add(r->out, PAPER_HEADING, false, q.words);
	if (!item->asked)
		return;
	if (item->type == FORM_NOTE) {
		paper_add(r->out, PAPER_WORDS, false, q.words);
		return;
	}
	q.count = list_answers(r, item, &answers);
	q.answers = answers;
	q.typed = !item->list;
	paper_add_question(r->out, &q);
}

/* What the caseworker fills in, so that it can be entered later for the right person and day. */
static void add_head(const struct sheet_run *r)
{
	const struct form *f = entry_form(r->entry);
	struct str name = STR_INIT;
	const char *title;

	str_addf(&name, "stige_title_%s", r->lang);
	title = form_setting(f, name.text);
	paper_add(r->out, PAPER_TITLE, false, *title ? title : form_title(f));
	paper_add(r->out, PAPER_BLANK, true, _("Case number"));
	paper_add(r->out, PAPER_BLANK, true, _("Date"));
	str_release(&name);
}

static void add_foot(const struct sheet_run *r)
{
	const struct form *f = entry_form(r->entry);
	struct str line = STR_INIT;

	str_addf(&line, "%s %s %s", form_id(f), form_version(f), r->lang);
	paper_add(r->out, PAPER_NOTE, true, line.text);
	str_release(&line);
}

void sheet_questions(const struct form *f, const char *lang, struct paper *out)
{
	struct entry_context context = { .lang = lang, .today = DATE_NONE, .now = INSTANT_NONE };
	struct entry *entry = entry_new(f, &context);
	struct sheet_run r = { .entry = entry, .lang = lang, .out = out, .arena = ARENA_INIT };

	paper_init(out, lang, i18n_lang());
	add_head(&r);
	for (size_t i = 0; i < form_item_count(f); i++)
		add_item(&r, form_item(f, i));
	add_foot(&r);
	entry_free(entry);
	arena_release(&r.arena);
}
