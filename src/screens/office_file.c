/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card to write, a card to read, a bundle to take in: one page that asks for the file. */
#include "offices.h"

#include "fields.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/exchange/pairing.h"
#include "stige/base/banned.h"

enum row { ROW_FILE, ROW_DO, ROW_COUNT };
enum { PATH_MOST = 1000 };

struct file_state {
	struct app *app;
	enum office_file which;
	struct fields page;
};

struct file_page {
	const char *title;               /* N_() */
	struct fields_row rows[ROW_COUNT];
	unsigned (*take)(struct app *a, const char *path);
};

/* ---- what is done with the file ---- */

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
	[OFFICE_CARD_OUT] = { .title = N_("This office's card"), .take = write_card, .rows = {
		[ROW_FILE] = { .name = "file", .label = N_("File"), .most = PATH_MOST,
			.hint = N_("Who the office is, for the other one to read. Nothing in it is secret.") },
		[ROW_DO] = { .name = "do", .label = N_("Write the card"), .kind = FIELDS_BUTTON } } },
	[OFFICE_CARD_IN] = { .title = N_("Pair with an office"), .take = read_card, .rows = {
		[ROW_FILE] = { .name = "file", .label = N_("Their card"), .most = PATH_MOST,
			.hint = N_("The file that the other office wrote: SB.card, say.") },
		[ROW_DO] = { .name = "do", .label = N_("Read the card"), .kind = FIELDS_BUTTON } } },
	[OFFICE_BUNDLE_IN] = { .title = N_("Take in a bundle"), .take = take_bundle, .rows = {
		[ROW_FILE] = { .name = "file", .label = N_("Bundle"), .most = PATH_MOST,
			.hint = N_("The file on the stick, say /media/stick/SB-NB-0003.stige") },
		[ROW_DO] = { .name = "do", .label = N_("Look at it"), .kind = FIELDS_BUTTON,
			.hint = N_("It is verified and tried first; nothing is brought in yet.") } } },
};

/* ---- the screen ---- */

static void propose(struct file_state *s)
{
	const struct desk *d = s->app->desk;
	struct str path = STR_INIT, name = STR_INIT;

	if (s->which == OFFICE_CARD_OUT)
		str_addf(&name, "%s.card", d->office.code);
	if (*d->export_dir)
		file_join(&path, d->export_dir, name.text);
	else
		str_add(&path, name.text);
	fields_set(&s->page, ROW_FILE, path.text);
	str_release(&name);
	str_release(&path);
}

static enum stige_rc ask_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct file_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->which = *(const enum office_file *)arg;
	fields_init(&s->page, pages[s->which].rows, ROW_COUNT);
	propose(s);
	return STIGE_OK;
}

static void file_layout(void *state, int height, int cols)
{
	(void)cols;
	fields_layout(&((struct file_state *)state)->page, height - 1);
}

static enum context file_context(const void *state)
{
	return fields_context(&((const struct file_state *)state)->page);
}

static const char *file_label(const void *state, enum action action)
{
	return fields_label(&((const struct file_state *)state)->page, action);
}

static void file_title(const void *state, struct str *left, struct str *right)
{
	(void)right;
	str_add(left, _(pages[((const struct file_state *)state)->which].title));
}

static void file_draw(const void *state, struct canvas *c)
{
	struct canvas page = canvas_sub(c, (struct rect){ 1, 0, c->rows - 1, c->cols });

	canvas_hline(c, 0, 0, c->cols);
	fields_draw(&((const struct file_state *)state)->page, &page);
}

static unsigned file_action(void *state, enum action action)
{
	struct file_state *s = state;
	size_t pressed;
	unsigned did = fields_action(&s->page, action, &pressed);

	if (pressed == ROW_DO) {
		issues_release(&s->page.issues);
		if (*fields_get(&s->page, ROW_FILE))
			return pages[s->which].take(s->app, fields_get(&s->page, ROW_FILE));
		issues_add(&s->page.issues, "file", "%s", _("name the file"));
		return fields_show_issues(&s->page);
	}
	return did == UI_UNHANDLED && action == ACTION_BACK ? (unsigned)UI_POP : did;
}

static unsigned file_text(void *state, struct key key)
{
	return fields_key(&((struct file_state *)state)->page, key);
}

static void file_close(void *state)
{
	fields_release(&((struct file_state *)state)->page);
}

const struct screen screen_office_file = {
	.name = "office-file",
	.state_size = sizeof(struct file_state),
	.context = CONTEXT_FORM,
	.open = ask_open,
	.layout = file_layout,
	.context_now = file_context,
	.title = file_title,
	.label = file_label,
	.draw = file_draw,
	.action = file_action,
	.text = file_text,
	.close = file_close,
};
