/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who can open this file, and every act that changes it: passphrases, colleagues who come and
 * leave, the recovery code, a new key. Acts stand first, then the caseworkers; an act that the
 * file or the caseworker's role does not allow is not offered.
 */
#include "app_state.h"
#include "head.h"

#include "passphrase.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/keyring.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum act { ACT_SEAL, ACT_CHANGE, ACT_NEWCOMER, ACT_CODE, ACT_REKEY, ACT_PIN, ACT_COUNT };
enum { WHEN_PLAIN = 1 << 0, WHEN_SEALED = 1 << 1, HOLDERS_ONLY = 1 << 2 };

struct keys_state {
	struct app *app;
	struct arena arena;
	struct keyring ring;
	enum act acts[ACT_COUNT];
	size_t act_count;
	struct list list;
	int cols;
	char code[DESK_CODE];
};

static const struct {
	const char *text;
	unsigned when;
} act_rows[ACT_COUNT] = {
	[ACT_SEAL] = { N_("Seal this file with a passphrase"), WHEN_PLAIN },
	[ACT_CHANGE] = { N_("Change my passphrase"), WHEN_SEALED },
	[ACT_NEWCOMER] = { N_("A new caseworker"), WHEN_PLAIN | WHEN_SEALED | HOLDERS_ONLY },
	[ACT_CODE] = { N_("A new recovery code: the one on paper is lost"), WHEN_SEALED | HOLDERS_ONLY },
	[ACT_REKEY] = { N_("A new key for the file: somebody may have known the old one"), WHEN_SEALED | HOLDERS_ONLY },
	[ACT_PIN] = { N_("Set my PIN, which ends the client's room"), WHEN_PLAIN | WHEN_SEALED },
};

static bool offered(const struct keys_state *s, enum act act)
{
	unsigned when = act_rows[act].when;

	return when & (s->app->desk->sealed ? WHEN_SEALED : WHEN_PLAIN) && (!(when & HOLDERS_ONLY) || s->ring.holder);
}

/* ---- drawing ---- */

/* ", key-holder, has a key": what is so. */
static void add_state(const struct keys_state *s, const struct keyring_row *r, struct str *out)
{
	if (!r->who->active) {
		str_addf(out, ", %s", _("does not work here any more"));
		return;
	}
	if (r->who->role == KEY_HOLDER)
		str_addf(out, ", %s", _("key-holder"));
	if (s->app->desk->sealed)
		str_addf(out, ", %s", r->has_key ? _("has a key") : _("no key"));
}

static void row_words(const void *context, size_t i, struct str *out)
{
	const struct keys_state *s = context;
	const struct keyring_row *r;

	if (i < s->act_count) {
		str_add(out, _(act_rows[s->acts[i]].text));
		return;
	}
	r = &s->ring.rows[i - s->act_count];
	str_addf(out, "%-6s %s (%s)", r->who->initials, r->who->name, r->who->login);
	add_state(s, r, out);
}

static struct list_source source_of(const struct keys_state *s)
{
	return (struct list_source){ .count = s->act_count + s->ring.count, .context = s,
		.words = row_words, .cols = s->cols };
}

/* What protects the file, in words; honest where the disk cannot be asked. */
static void say_state(const struct desk *d, const struct keyring *ring, struct str *out)
{
	static const char *const disks[] = {
		[DISK_UNKNOWN] = N_("Whether the disk under it is encrypted, this computer does not tell."),
		[DISK_PLAIN] = N_("The disk under it is not encrypted."),
		[DISK_ENCRYPTED] = N_("The disk under it is encrypted."),
	};

	if (d->sealed)
		str_add(out, ring->recovery ? _("This file is sealed; a recovery code opens it too.")
			: _("This file is sealed. There is no recovery code: if the passphrases are lost, everything is."));
	else
		str_add(out, _("This file is not sealed: whoever gets hold of it can read it."));
	str_addf(out, " %s", _(disks[d->disk]));
	if (d->sealed && d->key_holders < 2)
		str_addf(out, " %s", _("There is only one key-holder; two are safer."));
}

static void page_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("Who can open this file"));
}

static const char *page_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_FIND || action == ACTION_MARK ? "" : NULL;
}

static void page_draw(const void *state, struct canvas *c)
{
	const struct keys_state *s = state;
	struct list_source src = source_of(s);
	struct str text = STR_INIT;
	struct canvas body;

	say_state(s->app->desk, &s->ring, &text);
	body = head_draw(c, text.text);
	list_draw(&s->list, &src, &body);
	str_release(&text);
}

/* ---- state ---- */

static enum stige_rc page_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct keys_state *s = state;

	(void)arg;
	(void)err;
	s->app = app_of(ui);
	return STIGE_OK;
}

static enum stige_rc page_reload(void *state, struct err *err)
{
	struct keys_state *s = state;
	struct list_source src;
	enum stige_rc rc;

	arena_release(&s->arena);
	s->ring = (struct keyring){ .count = 0 };
	s->act_count = 0;
	rc = keyring_load(s->app->desk, &s->arena, &s->ring, err);
	for (enum act act = ACT_SEAL; act < ACT_COUNT; act++)
		if (offered(s, act))
			s->acts[s->act_count++] = act;
	src = source_of(s);
	list_layout(&s->list, &src, s->list.height);
	return rc;
}

static void page_layout(void *state, int rows, int cols)
{
	struct keys_state *s = state;
	struct str text = STR_INIT;
	struct list_source src;

	s->cols = cols;
	src = source_of(s);
	say_state(s->app->desk, &s->ring, &text);
	list_layout(&s->list, &src, rows - head_rows(text.text, rows, cols));
	str_release(&text);
}

static void page_close(void *state)
{
	struct keys_state *s = state;
	volatile char *p = s->code;

	for (size_t i = 0; i < sizeof(s->code); i++)
		p[i] = '\0';
	arena_release(&s->arena);
}

/* ---- acts on the file ---- */

static unsigned said(struct keys_state *s, enum stige_rc rc, const struct err *err, const char *sentence)
{
	if (rc)
		return ui_fail(s->app->ui, err);
	ui_say(s->app->ui, "%s", sentence);
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned code_typed_back(void *state, int value)
{
	struct keys_state *s = state;
	struct err err = ERR_INIT;

	if (value != 1)
		return UI_REDRAW;
	return said(s, keyring_code(s->app->desk, s->code, &err), &err,
		_("The new recovery code holds; the one before opens nothing any more."));
}

static unsigned new_code(struct keys_state *s)
{
	desk_code_make(s->code);
	return ui_open(s->app->ui, &screen_recovery, s->code, code_typed_back);
}

static unsigned rekey_asked(void *state, int value)
{
	struct keys_state *s = state;
	struct err err = ERR_INIT;

	if (value != 1)
		return UI_REDRAW;
	return said(s, keyring_rekey(s->app->desk, &err), &err,
		_("The file has a new key; every passphrase and the recovery code stay as they are."));
}

static unsigned ask_rekey(struct keys_state *s)
{
	const char *const choices[] = { _("No, leave it"), _("Seal everything anew"), NULL };

	return ui_ask(s->app->ui, &(struct ui_ask){ .title = _("A new key"), .choices = choices,
		.text = _("After somebody with a key has left: what that person may have copied opens nothing that is "
			"written from now on. Passphrases stay. It takes some seconds.") }, rekey_asked);
}

static unsigned run_act(struct keys_state *s, enum act act)
{
	static const enum passphrase_act pages[ACT_COUNT] = {
		[ACT_SEAL] = PASSPHRASE_SEAL, [ACT_CHANGE] = PASSPHRASE_CHANGE, [ACT_NEWCOMER] = PASSPHRASE_NEWCOMER,
		[ACT_PIN] = PASSPHRASE_PIN,
	};

	if (act == ACT_CODE)
		return new_code(s);
	if (act == ACT_REKEY)
		return ask_rekey(s);
	return passphrase_open(s->app, &(struct passphrase_arg){ .act = pages[act] }, NULL);
}

/* ---- acts on a colleague ---- */

static const struct caseworker *focused(const struct keys_state *s)
{
	return s->ring.rows[s->list.focus - s->act_count].who;
}

static unsigned leave_asked(void *state, int value)
{
	struct keys_state *s = state;
	struct err err = ERR_INIT;

	if (value != 1)
		return UI_REDRAW;
	return said(s, keyring_leave(s->app->desk, &focused(s)->id, &err), &err,
		_("Your colleague has no key any more. Hand the clients over (: reassign), and make a new key."));
}

static unsigned ask_leave(struct keys_state *s)
{
	const char *const choices[] = { _("No, stay"), _("Has left: take the key"), NULL };

	return ui_ask(s->app->ui, &(struct ui_ask){ .title = focused(s)->name, .choices = choices,
		.text = _("Whoever has left cannot open this file any more, nor backups made from now on. The clients stay "
			"where they are until somebody takes them over.") }, leave_asked);
}

/* Choices in the order of the box below. */
static unsigned colleague_asked(void *state, int value)
{
	struct keys_state *s = state;
	struct err err = ERR_INIT;
	bool give = s->app->desk->sealed;

	if (give && value == 1)
		return passphrase_open(s->app, &(struct passphrase_arg){ .act = PASSPHRASE_GIVE, .who = focused(s) }, NULL);
	if (value == 1 + give)
		return said(s, keyring_make_holder(s->app->desk, &focused(s)->id, &err), &err,
			_("Your colleague is a key-holder now."));
	return value == 2 + give ? ask_leave(s) : UI_REDRAW;
}

static unsigned ask_colleague(struct keys_state *s)
{
	const char *const choices[] = { _("Nothing"), _("Give a passphrase"), _("Make a key-holder"),
		_("Has left"), NULL };
	const char *const plain[] = { _("Nothing"), _("Make a key-holder"), _("Has left"), NULL };

	if (!s->ring.holder) {
		ui_say(s->app->ui, "%s", _("Only a key-holder changes what colleagues can open."));
		return UI_REDRAW;
	}
	if (!focused(s)->active) {
		ui_say(s->app->ui, "%s", _("This colleague does not work here any more."));
		return UI_REDRAW;
	}
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = focused(s)->name,
		.choices = s->app->desk->sealed ? choices : plain, .text = _("What should change for this colleague?") },
		colleague_asked);
}

static unsigned open_row(struct keys_state *s)
{
	if (s->list.focus < s->act_count)
		return run_act(s, s->acts[s->list.focus]);
	return s->ring.count ? ask_colleague(s) : UI_BELL;
}

static unsigned page_action(void *state, enum action action)
{
	struct keys_state *s = state;
	struct list_source src = source_of(s);

	if (list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return open_row(s);
	return action == ACTION_BACK ? UI_POP : UI_UNHANDLED;
}

const struct screen screen_keys = {
	.name = "keys",
	.state_size = sizeof(struct keys_state),
	.context = CONTEXT_LIST,
	.open = page_open,
	.reload = page_reload,
	.layout = page_layout,
	.title = page_title,
	.label = page_label,
	.draw = page_draw,
	.action = page_action,
	.close = page_close,
};
