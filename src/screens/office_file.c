/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files that go between offices: a card to write, a card to read, a bundle to take in. */
#include "offices.h"

#include "file_page.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/exchange/pairing.h"
#include "stige/base/banned.h"

static void propose_card(const struct app *a, struct str *out)
{
	struct str name = STR_INIT;

	str_addf(&name, "%s.card", a->desk->office.code);
	if (*a->desk->export_dir)
		file_join(out, a->desk->export_dir, name.text);
	else
		str_add(out, name.text);
	str_release(&name);
}

static unsigned write_card(struct app *a, const char *path)
{
	struct str card = STR_INIT;
	struct err err = ERR_INIT;
	enum stige_rc rc = pairing_card(a->desk, &card, &err);

	if (!rc)
		rc = file_write(path, card.text, card.len, &err);
	str_release(&card);
	if (rc)
		return ui_fail(a->ui, &err);
	ui_say(a->ui, _("The card is in %s; it holds nothing secret. Carry it to the other office."), path);
	return (unsigned)UI_POP | UI_RELOAD;
}

static unsigned read_card(struct app *a, const char *path)
{
	struct arena arena = ARENA_INIT;
	struct str card = STR_INIT;
	struct err err = ERR_INIT;
	struct peer peer;
	unsigned did;
	enum stige_rc rc = file_read(path, CARD_MOST, &card, &err);

	if (!rc)
		rc = pairing_meet(a->desk, card.text, card.len, &arena, &peer, &err);
	did = rc ? ui_fail(a->ui, &err) : ui_replace(a->ui, &screen_pairing, &peer.office) | (unsigned)UI_RELOAD;
	str_release(&card);
	arena_release(&arena);
	return did;
}

static unsigned take_bundle(struct app *a, const char *path)
{
	return ui_replace(a->ui, &screen_bundle, path);
}

static const struct file_page pages[] = {
	[OFFICE_CARD_OUT] = { .title = N_("This office's card"), .propose = propose_card, .take = write_card, .rows = {
		[FILE_ROW_PATH] = { .name = "file", .label = N_("File"), .most = FILE_PATH_MOST,
			.hint = N_("Who the office is, for the other one to read. Nothing in it is secret.") },
		[FILE_ROW_DO] = { .name = "do", .label = N_("Write the card"), .kind = FIELDS_BUTTON } } },
	[OFFICE_CARD_IN] = { .title = N_("Pair with an office"), .take = read_card, .rows = {
		[FILE_ROW_PATH] = { .name = "file", .label = N_("Their card"), .most = FILE_PATH_MOST,
			.hint = N_("The file that the other office wrote: SB.card, say.") },
		[FILE_ROW_DO] = { .name = "do", .label = N_("Read the card"), .kind = FIELDS_BUTTON } } },
	[OFFICE_BUNDLE_IN] = { .title = N_("Take in a bundle"), .take = take_bundle, .rows = {
		[FILE_ROW_PATH] = { .name = "file", .label = N_("Bundle"), .most = FILE_PATH_MOST,
			.hint = N_("The file on the stick, say /media/stick/SB-NB-0003.stige") },
		[FILE_ROW_DO] = { .name = "do", .label = N_("Look at it"), .kind = FIELDS_BUTTON,
			.hint = N_("It is verified and tried first; nothing is brought in yet.") } } },
};

unsigned office_file_open(struct app *a, enum office_file which)
{
	return ui_open(a->ui, &screen_file_page, &(struct file_arg){ .page = &pages[which] }, NULL);
}
