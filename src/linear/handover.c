/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hand-over page: heard, its five parts written, marked as read by who took over. */
#include "parts.h"

#include "stige/base/i18n.h"
#include "stige/casefile/handover.h"
#include "stige/base/banned.h"

enum { READ = HANDOVER_PARTS, CHOICES };

static void say_page(struct talk *t, const struct casefile *c)
{
	struct str text = STR_INIT;

	handover_text(c, talk_columns(t), &text);
	talk_text(t, text.text);
	str_release(&text);
}

static enum said write_part(struct talk *t, const struct casefile *c, enum handover_part part)
{
	const struct question q = { .text = handover_part_name(part) };
	char line[LINES_MOST];
	struct err err = ERR_INIT;
	enum said said = talk_ask(t, &q, line);

	if (said != SAID_TEXT)
		return said;
	if (handover_write(t->desk, c, part, line, &err))
		talk_fail(t, &err);
	else
		talk_say(t, "%s", _("Saved."));
	return SAID_TEXT;
}

static void mark_read(struct talk *t, const struct casefile *c)
{
	struct err err = ERR_INIT;

	if (handover_mark_read(t->desk, c, &err))
		talk_fail(t, &err);
	else
		talk_say(t, "%s", _("Marked as read."));
}

/* One deed; *ret_list: the choices should be heard. */
static enum said one_deed(struct talk *t, const struct casefile *c, bool list)
{
	struct choice choices[CHOICES];
	bool waits = handover_waits(c);
	size_t at;
	enum said said;

	for (int i = 0; i < HANDOVER_PARTS; i++)
		choices[i] = (struct choice){ .label = handover_part_name((enum handover_part)i) };
	choices[READ] = (struct choice){ N_("read"), _("mark the page as read") };
	said = talk_choose(t, _("Write which part; \"back\" goes back"), choices, waits ? CHOICES : HANDOVER_PARTS,
		CHOOSE_NONE, list, &at);
	if (said != SAID_TEXT)
		return said;
	if (at == READ)
		mark_read(t, c);
	else
		said = write_part(t, c, (enum handover_part)at);
	return said == SAID_BACK || said == SAID_NOTHING ? SAID_TEXT : said;
}

enum said handover_talk(struct talk *t, const struct id *client)
{
	enum said said = SAID_TEXT;
	bool first = true;

	while (said == SAID_TEXT) {
		struct casefile *file = NULL;
		struct err err = ERR_INIT;

		if (casefile_load(t->desk, client, "own", &file, &err)) {
			talk_fail(t, &err);
			return SAID_TEXT;
		}
		if (first)
			say_page(t, file);
		said = one_deed(t, file, first);
		first = false;
		casefile_free(file);
	}
	return said == SAID_END ? SAID_END : SAID_TEXT;
}
