/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/casefile/casefile.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/lay.h"
#include "stige/base/banned.h"

bool casefile_note_shows(const struct casefile *c, const struct note *n, enum look look,
	const struct indicator **ret_on)
{
	*ret_on = *n->item ? indicators_find(&c->desk->instrument->indicators, n->item) : NULL;
	if (*n->text == '\0' || (*n->item && !*ret_on))
		return false;
	return look == LOOK_OWN || !*ret_on || (*ret_on)->side == INDICATOR_CLIENT;
}

static void add_note(const struct casefile *c, const struct note *n, const struct indicator *on, int columns,
	struct str *out)
{
	struct str first = STR_INIT;
	char at[INSTANT_TEXT];

	str_addf(&first, "%s, %s", instant_format_local(n->at, at), desk_initials(c->desk, &n->caseworker));
	if (on)
		str_addf(&first, ", %s %s", on->no, indicator_short(on, c->desk->lang));
	str_addf(&first, ": %s", n->text);
	lay_wrap(out, "", first.text, columns);
	str_release(&first);
}

void casefile_notes_text(const struct casefile *c, enum look look, int columns, struct str *out)
{
	const struct indicator *on;
	size_t before = out->len;

	for (size_t i = c->note_count; i-- > 0;)
		if (casefile_note_shows(c, &c->notes[i], look, &on))
			add_note(c, &c->notes[i], on, columns, out);
	if (out->len == before)
		lay_wrap(out, "", _("No note has been written yet."), columns);
}
