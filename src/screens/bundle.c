/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One bundle that has come: verified and tried as a whole first, so that what it would bring is read
 * before it is brought in. Then Enter, a backup, and one transaction.
 */
#include "offices.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/bundle.h"
#include "stige/base/banned.h"

enum phase { PHASE_LOOKING, PHASE_LOOKED, PHASE_BRINGING, PHASE_BROUGHT, PHASE_REFUSED };

struct bundle_state {
	struct app *app;
	char *path;
	enum phase phase;
	struct bundle_facts facts;
	struct merge_report report;
	struct err err;
};

/* ---- the work ---- */

static void look(void *state)
{
	struct bundle_state *s = state;
	enum stige_rc rc = bundle_merge(s->app->desk, s->path, MERGE_LOOK, &s->facts, &s->report, &s->err);

	s->phase = rc ? PHASE_REFUSED : PHASE_LOOKED;
}

static void bring_in(void *state)
{
	struct bundle_state *s = state;
	enum stige_rc rc = bundle_bring_in(s->app->desk, s->path, &s->facts, &s->report, &s->err);

	s->phase = rc ? PHASE_REFUSED : PHASE_BROUGHT;
	app_count_conflicts(s->app);
	ui_stale(s->app->ui);
}

static enum stige_rc bundle_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct bundle_state *s = state;

	(void)err;
	s->app = app_of(ui);
	s->path = mem_strdup(arg);
	s->err = (struct err)ERR_INIT;
	app_begin_job(s->app, look, s);
	return STIGE_OK;
}

/* ---- the page ---- */

static void facts_words(const struct bundle_state *s, struct str *out)
{
	const struct bundle_facts *f = &s->facts;
	char at[INSTANT_TEXT];

	str_addf(out, _("Bundle %lld from %s to %s, made %s, %zu bytes."), (long long)f->number, f->from_code, f->to_code,
		instant_format_local(f->at, at), f->bytes);
}

static void report_words(const struct bundle_state *s, struct str *out)
{
	const struct merge_report *r = &s->report;

	str_addf(out, _("%6zu new\n%6zu the same as here\n%6zu persons who were erased: they stay erased\n"
		"%6zu versions that differ, and wait for a person\n"), r->new_rows, r->same_rows, r->erased, r->conflicts);
}

static void page_words(const struct bundle_state *s, struct str *out)
{
	switch (s->phase) {
	case PHASE_LOOKING:
		str_add(out, _("Verifying and trying it; nothing is brought in yet ..."));
		break;
	case PHASE_LOOKED:
		facts_words(s, out);
		str_addf(out, "\n%s\n\n", _("It is whole, and from the office it says. It would bring:"));
		report_words(s, out);
		str_addf(out, "\n%s", _("Enter brings it in; a backup is made first. Esc leaves everything as it is."));
		break;
	case PHASE_BRINGING:
		str_add(out, _("A backup, and then the bundle: saving ..."));
		break;
	case PHASE_BROUGHT:
		facts_words(s, out);
		str_addf(out, "\n%s\n\n", _("It was brought in:"));
		report_words(s, out);
		if (s->report.conflicts > 0)
			str_addf(out, "\n%s", _("Nothing was overwritten: press : and choose conflicts to decide."));
		break;
	case PHASE_REFUSED:
		str_addf(out, "%s\n\n%s", _("Nothing was brought in."), s->err.msg);
		break;
	}
}

static void bundle_title(const void *state, struct str *left, struct str *right)
{
	(void)state;
	(void)right;
	str_add(left, _("Take in a bundle"));
}

static const char *bundle_label(const void *state, enum action action)
{
	const struct bundle_state *s = state;

	if (action == ACTION_OPEN)
		return s->phase == PHASE_LOOKED ? _("bring it in") : "";
	return action == ACTION_MARK || action == ACTION_FIND ? "" : NULL;
}

static void bundle_draw(const void *state, struct canvas *c)
{
	const struct bundle_state *s = state;
	struct str text = STR_INIT;

	canvas_text(c, 0, 1, c->cols - 2, ROLE_HINT, s->path);
	canvas_hline(c, 1, 0, c->cols);
	page_words(s, &text);
	canvas_wrap(c, (struct rect){ 2, 1, c->rows - 2, c->cols - 2 }, ROLE_TEXT, text.text);
	canvas_cursor(c, 2, 1, false);
	str_release(&text);
}

static unsigned bundle_action(void *state, enum action action)
{
	struct bundle_state *s = state;

	if (action == ACTION_OPEN && s->phase == PHASE_LOOKED) {
		s->phase = PHASE_BRINGING;
		app_begin_job(s->app, bring_in, s);
		return UI_REDRAW;
	}
	if (action == ACTION_OPEN && s->phase == PHASE_BROUGHT)
		return (unsigned)UI_POP | UI_RELOAD;
	return action == ACTION_BACK ? (unsigned)UI_POP | UI_RELOAD : (unsigned)UI_UNHANDLED;
}

static void bundle_close(void *state)
{
	struct bundle_state *s = state;

	app_drop_job(s->app, s);
	mem_free(s->path);
}

const struct screen screen_bundle = {
	.name = "bundle",
	.state_size = sizeof(struct bundle_state),
	.context = CONTEXT_PAGE,
	.open = bundle_open,
	.title = bundle_title,
	.label = bundle_label,
	.draw = bundle_draw,
	.action = bundle_action,
	.close = bundle_close,
};
