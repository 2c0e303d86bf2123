/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences that other rooms show. */
#include "stige/base/bug.h"
#include "stige/base/i18n.h"

#include "say.h"

#include "stige/base/banned.h"

static const char *const ids[SENTENCE_COUNT] = {
#define X(name, id) [name] = id,
	SENTENCES(X)
#undef X
};

enum stige_rc sentence_check(const struct instrument *i, struct err *err)
{
	for (size_t k = 0; k < SENTENCE_COUNT; k++)
		if (!evidence_find(i->evidence, ids[k]))
			return err_set(err, STIGE_DATA,
				_("evidence.csv has no sentence \"%s\"; put the row back."), ids[k]);
	return STIGE_OK;
}

const struct evidence_row *sentence_row(const struct instrument *i, enum sentence what)
{
	const struct evidence_row *row = evidence_find(i->evidence, ids[what]);

	BUG_ON(!row);                        /* sentences_check saw to it */
	return row;
}

void sentence_say(struct str *out, const struct instrument *i, enum sentence what, const char *lang,
	const char *const *args, size_t nargs)
{
	evidence_render(out, sentence_row(i, what), lang, args, nargs);
}
