/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The offices this one exchanges bundles with. Acts stand first, then the bundles that lie in the folder for
 * exports, then the offices; what the caseworker's role does not allow is not offered.
 */
#include "offices.h"
#include "head.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/bundle.h"
#include "stige/exchange/pairing.h"
#include "stige/ui/list.h"
#include "stige/base/banned.h"

enum act { ACT_TAKE, ACT_CARD, ACT_PAIR, ACT_CONFLICTS, ACT_COUNT };

struct offices_state {
	struct app *app;
	struct arena arena;
	enum act acts[ACT_COUNT];
	size_t act_count;
	struct bundle_file *files;
	size_t file_count;
	struct peer *peers;              /* without the office itself */
	size_t peer_count;
	struct list list;
	int cols;
	struct id to;                    /* whom the box asks about */
	bool writing;                    /* a bundle is being made for it */
};

static const struct {
	const char *text;
	bool holders;                    /* for key-holders */
} act_rows[ACT_COUNT] = {
	[ACT_TAKE] = { N_("Take in a bundle that has come"), false },
	[ACT_CARD] = { N_("Write this office's card, for another one to read"), true },
	[ACT_PAIR] = { N_("Pair with an office: read its card"), true },
	[ACT_CONFLICTS] = { N_("Versions that differ, and wait for a person"), false },
};

/* ---- the rows ---- */

static const struct bundle_file *file_at(const struct offices_state *s, size_t i)
{
	return i >= s->act_count && i - s->act_count < s->file_count ? &s->files[i - s->act_count] : NULL;
}

static const struct peer *peer_at(const struct offices_state *s, size_t i)
{
	size_t before = s->act_count + s->file_count;

	return i >= before && i - before < s->peer_count ? &s->peers[i - before] : NULL;
}

/* Whom the box asked about; NULL when it was forgotten meanwhile. */
static const struct peer *chosen(const struct offices_state *s)
{
	for (size_t i = 0; i < s->peer_count; i++)
		if (id_eq(&s->peers[i].office, &s->to))
			return &s->peers[i];
	return NULL;
}

static void peer_words(const struct peer *p, struct str *out)
{
	char at[INSTANT_TEXT];

	if (p->state == PEER_PAIRED)
		str_addf(out, _("%-6s paired %.10s, sent %lld, received %lld"), p->code, instant_format_local(p->at, at),
			(long long)p->sent, (long long)p->received);
	else
		str_addf(out, _("%-6s not paired: the code has not been compared"), p->code);
}

static void file_words(const struct bundle_file *f, struct str *out)
{
	char at[INSTANT_TEXT];

	str_addf(out, _("Bundle %lld from %s, made %s"), (long long)f->facts.number, f->facts.from_code,
		instant_format_local(f->facts.at, at));
}

static void row_words(const void *context, size_t i, struct str *out)
{
	const struct offices_state *s = context;
	const struct bundle_file *file = file_at(s, i);
	const struct peer *peer = peer_at(s, i);

	if (i < s->act_count)
		str_add(out, _(act_rows[s->acts[i]].text));
	else if (file)
		file_words(file, out);
	else if (peer)
		peer_words(peer, out);
}

static struct list_source source_of(const struct offices_state *s)
{
	return (struct list_source){ .count = s->act_count + s->file_count + s->peer_count, .context = s,
		.words = row_words, .cols = s->cols };
}

/* ---- the page ---- */

static void offices_title(const void *state, struct str *left, struct str *right)
{
	const struct offices_state *s = state;

	str_add(left, _("Between offices"));
	str_addf(right, _("this office: %s"), s->app->desk->office.code);
}

static const char *offices_label(const void *state, enum action action)
{
	(void)state;
	return action == ACTION_FIND || action == ACTION_MARK ? "" : NULL;
}

static const char *about(const struct offices_state *s)
{
	return s->writing ? _("Writing the bundle: saving ...")
		: _("A bundle holds what offices share, in a file that only the office it is for can open. Answers that are "
			"not completed, settings and keys stay here.");
}

static void offices_draw(const void *state, struct canvas *c)
{
	const struct offices_state *s = state;
	struct list_source src = source_of(s);
	struct canvas body = head_draw(c, about(s));

	list_draw(&s->list, &src, &body);
}

/* ---- state ---- */

static enum stige_rc offices_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct offices_state *s = state;

	(void)arg;
	s->app = app_of(ui);
	return app_own_only(s->app, err);
}

static bool offered(const struct offices_state *s, enum act act)
{
	if (act == ACT_CONFLICTS)
		return s->app->conflicts > 0;
	return !act_rows[act].holders || pairing_may(s->app->desk);
}

static enum stige_rc load_peers(struct offices_state *s, struct err *err)
{
	enum stige_rc rc;

	s->peer_count = 0;
	rc = pairing_list(s->app->desk, &s->arena, &s->peers, &s->peer_count, err);
	if (!rc && s->peer_count > 0 && s->peers[0].state == PEER_OWN) {
		s->peers++;
		s->peer_count--;
	}
	return rc;
}

static enum stige_rc offices_reload(void *state, struct err *err)
{
	struct offices_state *s = state;
	struct list_source src;
	enum stige_rc rc;

	arena_release(&s->arena);
	s->act_count = 0;
	for (enum act act = ACT_TAKE; act < ACT_COUNT; act++)
		if (offered(s, act))
			s->acts[s->act_count++] = act;
	bundle_waiting(s->app->desk, &s->arena, &s->files, &s->file_count);
	rc = load_peers(s, err);
	src = source_of(s);
	list_layout(&s->list, &src, s->list.height);
	return rc;
}

static void offices_layout(void *state, int rows, int cols)
{
	struct offices_state *s = state;
	struct list_source src;

	s->cols = cols;
	src = source_of(s);
	list_layout(&s->list, &src, rows - head_rows(about(s), rows, cols));
}

static void offices_close(void *state)
{
	struct offices_state *s = state;

	app_drop_job(s->app, s);
	arena_release(&s->arena);
}

/* ---- making a bundle ---- */

static void made_words(const struct bundle_facts *f, const char *path, struct str *out)
{
	str_addf(out, _("Bundle %lld for %s is written.\n\nFile: %s\nSize: %zu bytes\nSHA-256: %s\n\n"),
		(long long)f->number, f->to_code, path, f->bytes, f->sha256);
	str_addf(out, _("Only %s can open it. Carry it there, and delete it here once it has arrived. If it is lost, "
		"nobody reads more than which offices it went between, when, and how large it is; make another one, it holds "
		"everything again. The outbox names the file too.\n"), f->to_code);
}

static void make(void *state)
{
	struct offices_state *s = state;
	const struct peer *to = chosen(s);
	struct text_arg page = { .title = _("A bundle"), .context = CONTEXT_PAGE };
	struct str path = STR_INIT, text = STR_INIT;
	struct bundle_facts facts;
	struct err err = ERR_INIT;
	enum stige_rc rc;

	s->writing = false;
	if (!to)
		return;
	rc = bundle_path(s->app->desk, to->code, &path, &err);
	if (!rc)
		rc = bundle_make(s->app->desk, to->code, path.text, &facts, &err);
	if (rc) {
		(void)ui_fail(s->app->ui, &err);
	} else {
		made_words(&facts, path.text, &text);
		page.text = str_steal(&text);
		ui_stale(s->app->ui);
		s->app->ui->pending |= ui_open(s->app->ui, &screen_text, &page, NULL);
	}
	str_release(&path);
	str_release(&text);
}

/* ---- acts ---- */

static unsigned forget_asked(void *state, int value)
{
	struct offices_state *s = state;
	const struct peer *peer = chosen(s);
	struct err err = ERR_INIT;

	if (value != 1 || !peer)
		return UI_REDRAW;
	if (pairing_forget(s->app->desk, peer, &err))
		return ui_fail(s->app->ui, &err);
	ui_say(s->app->ui, "%s", _("Not paired any more; what it sent stays."));
	return (unsigned)UI_RELOAD | UI_REDRAW;
}

static unsigned ask_forget(struct offices_state *s)
{
	const struct peer *peer = chosen(s);
	const char *const choices[] = { _("No, stay paired"), _("Forget this office"), NULL };

	return !peer ? (unsigned)UI_REDRAW : ui_ask(s->app->ui, &(struct ui_ask){ .title = peer->code, .choices = choices,
		.text = _("No bundle is made for it or taken in from it any more: when its laptop was stolen, say. What it "
			"sent stays.") }, forget_asked);
}

static unsigned start_making(struct offices_state *s)
{
	s->writing = true;
	app_begin_job(s->app, make, s);
	return UI_REDRAW;
}

/* Choices in the order of ask_peer's boxes. */
static unsigned paired_asked(void *state, int value)
{
	if (value == 1)
		return start_making(state);
	return value == 2 ? ask_forget(state) : (unsigned)UI_REDRAW;
}

static unsigned named_asked(void *state, int value)
{
	struct offices_state *s = state;

	if (value == 1)
		return ui_open(s->app->ui, &screen_pairing, &s->to, NULL);
	return value == 2 ? ask_forget(s) : (unsigned)UI_REDRAW;
}

static unsigned ask_peer(struct offices_state *s, const struct peer *p)
{
	bool paired = p->state == PEER_PAIRED, holder = pairing_may(s->app->desk);
	const char *const choices[] = { _("Nothing"), paired ? _("Make a bundle for it") : _("Compare the code"),
		holder ? _("Forget this office") : NULL, NULL };

	s->to = p->office;
	if (!paired && !holder) {
		ui_say(s->app->ui, "%s", _("Only a key-holder pairs offices; ask one of them."));
		return UI_REDRAW;
	}
	return ui_ask(s->app->ui, &(struct ui_ask){ .title = p->code, .choices = choices,
		.text = _("What should be done?") }, paired ? paired_asked : named_asked);
}

static unsigned run_act(struct offices_state *s, enum act act)
{
	static const enum office_file files[ACT_COUNT] = {
		[ACT_TAKE] = OFFICE_BUNDLE_IN, [ACT_CARD] = OFFICE_CARD_OUT, [ACT_PAIR] = OFFICE_CARD_IN,
	};

	if (act == ACT_CONFLICTS)
		return ui_open(s->app->ui, &screen_conflicts, NULL, NULL);
	return office_file_open(s->app, files[act]);
}

static unsigned open_row(struct offices_state *s)
{
	size_t i = s->list.focus;
	const struct bundle_file *file = file_at(s, i);
	const struct peer *peer = peer_at(s, i);

	if (s->writing)
		return UI_BELL;
	if (i < s->act_count)
		return run_act(s, s->acts[i]);
	if (file)
		return ui_open(s->app->ui, &screen_bundle, file->path, NULL);
	return peer ? ask_peer(s, peer) : (unsigned)UI_BELL;
}

static unsigned offices_action(void *state, enum action action)
{
	struct offices_state *s = state;
	struct list_source src = source_of(s);

	if (!s->writing && list_action(&s->list, &src, action))
		return UI_REDRAW;
	if (action == ACTION_OPEN)
		return open_row(s);
	return action == ACTION_BACK ? (unsigned)UI_POP : (unsigned)UI_UNHANDLED;
}

const struct screen screen_offices = {
	.name = "offices",
	.state_size = sizeof(struct offices_state),
	.context = CONTEXT_LIST,
	.open = offices_open,
	.reload = offices_reload,
	.layout = offices_layout,
	.title = offices_title,
	.label = offices_label,
	.draw = offices_draw,
	.action = offices_action,
	.close = offices_close,
};
