/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige office card|pair|list|forget: the offices this one exchanges bundles with. */
#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/pairing.h"
#include "words.h"
#include "stige/base/banned.h"

enum stige_rc cmd_office_card(struct command_call *call, struct err *err)
{
	const char *output = "-";
	const struct word words[] = { { .name = "--output", .value = &output } };
	struct str card = STR_INIT;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = pairing_card(d, &card, err);
	if (!rc && str_eq(output, "-"))
		rc = output_bytes(call, card.text, card.len, err);
	else if (!rc)
		rc = file_write(output, card.text, card.len, err);
	if (!rc && !str_eq(output, "-"))
		rc = output_say(call, err, _("%s is this office's card; it holds nothing secret\n"), output);
	desk_close(d);
	str_release(&card);
	return rc;
}

/* Without the code that was heard, the own one is shown; with it, the offices are paired. */
static enum stige_rc pair(struct command_call *call, struct desk *d, const struct peer *peer, const char *heard,
	struct err *err)
{
	char code[PAIRING_CODE];
	enum stige_rc rc;

	if (heard) {
		rc = pairing_confirm(d, peer, heard, err);
		return rc ? rc : output_say(call, err, _("%s and %s are paired\n"), d->office.code, peer->code);
	}
	rc = pairing_code(d, peer, code, err);
	return rc ? rc : output_say(call, err,
		_("%s\nRead this code aloud to %s, and let %s read theirs. It must be the same; then type what you heard:\n"
		"stige office pair CARD --code CODE\n"), code, peer->code, peer->code);
}

enum stige_rc cmd_office_pair(struct command_call *call, struct err *err)
{
	const char *file = NULL, *heard = NULL;
	const struct word words[] = {
		{ .name = "CARD", .value = &file, .needed = true }, { .name = "--code", .value = &heard },
	};
	struct arena a = ARENA_INIT;
	struct str card = STR_INIT;
	struct desk *d = NULL;
	struct peer peer;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = file_read(file, CARD_MOST, &card, err);
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = pairing_meet(d, card.text, card.len, &a, &peer, err);
	if (!rc)
		rc = pair(call, d, &peer, heard, err);
	desk_close(d);
	str_release(&card);
	arena_release(&a);
	return rc;
}

static enum stige_rc say_peer(struct command_call *call, const struct peer *p, struct err *err)
{
	static const char *const states[] = {
		[PEER_OWN] = N_("this office"), [PEER_NAMED] = N_("not paired: the code has not been compared"),
		[PEER_PAIRED] = N_("paired"),
	};
	char at[INSTANT_TEXT];

	if (p->state != PEER_PAIRED)
		return output_say(call, err, "%-6s  %s\n", p->code, _(states[p->state]));
	return output_say(call, err, _("%-6s  paired %s  sent %lld  received %lld\n"), p->code,
		instant_format_local(p->at, at), (long long)p->sent, (long long)p->received);
}

enum stige_rc cmd_office_list(struct command_call *call, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct desk *d = NULL;
	struct peer *list;
	size_t count = 0;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = peer_list(d->store, &a, &list, &count, err);
	for (size_t i = 0; !rc && i < count; i++)
		rc = say_peer(call, &list[i], err);
	if (!rc && count == 0)
		rc = output_say(call, err, "%s", _("no office is paired with this one; begin with `stige office card`\n"));
	desk_close(d);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_office_forget(struct command_call *call, struct err *err)
{
	const char *code = NULL;
	const struct word words[] = { { .name = "OFFICE", .value = &code, .needed = true } };
	struct arena a = ARENA_INIT;
	struct desk *d = NULL;
	struct peer peer;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc && peer_find(d->store, &a, PEER_NAMED, code, &peer, NULL))
		rc = peer_find(d->store, &a, PEER_PAIRED, code, &peer, err);
	if (!rc)
		rc = pairing_forget(d, &peer, err);
	if (!rc)
		rc = output_say(call, err, _("%s is not paired any more; what it sent stays\n"), code);
	desk_close(d);
	arena_release(&a);
	return rc;
}
