/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages that are read: the hand-over page, what moved, what has been kept long
 * enough. Each about a client is opened with the client's id; loading the client is logged first.
 */
#include "client_file.h"

#include "text.h"
#include "stige/base/i18n.h"
#include "stige/casefile/handover.h"
#include "stige/casefile/movement.h"
#include "stige/casefile/offers.h"
#include "stige/casefile/rights.h"
#include "stige/casefile/worked.h"
#include "stige/base/banned.h"

enum { PAGE_COLUMNS = 76 };

static int columns_of(const struct ui *ui)
{
	return ui->cols - 2 < PAGE_COLUMNS ? ui->cols - 2 : PAGE_COLUMNS;
}

/* Loads the client for this purpose and lets `make` write the page. */
static enum stige_rc page_open(struct text_state *s, struct ui *ui, const struct id *client, const char *purpose,
	const char *title, void (*make)(const struct casefile *c, int columns, struct str *out), struct err *err)
{
	struct casefile *file;
	struct str text = STR_INIT;
	enum stige_rc rc = casefile_load(app_of(ui)->desk, client, purpose, &file, err);

	if (rc)
		return rc;
	make(file, columns_of(ui), &text);
	casefile_free(file);
	*s = (struct text_state){ .app = app_of(ui), .title = title, .text = str_steal(&text), .context = CONTEXT_PAGE };
	return STIGE_OK;
}

static enum stige_rc handover_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	return page_open(state, ui, arg, "handover", _("Hand-over"), handover_text, err);
}

/* A page that has both looks: in a shared meeting without the caseworker's answers. */
static enum stige_rc look_open(struct text_state *s, struct ui *ui, const struct id *client, const char *title,
	void (*make)(const struct casefile *c, enum look look, int columns, struct str *out), struct err *err)
{
	struct client_file f = { .app = NULL };
	struct str text = STR_INIT;
	enum stige_rc rc = client_file_open(&f, app_of(ui), client, err);

	if (!rc)
		rc = client_file_reload(&f, err);
	if (rc)
		return rc;
	make(f.file, app_look(f.app), columns_of(ui), &text);
	client_file_close(&f);
	*s = (struct text_state){ .app = f.app, .title = title, .text = str_steal(&text), .context = CONTEXT_PAGE };
	return STIGE_OK;
}

static enum stige_rc since_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	return look_open(state, ui, arg, _("Since it began"), casefile_worked_text, err);
}

static enum stige_rc small_steps_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	return look_open(state, ui, arg, _("Small steps"), casefile_movement_text, err);
}

static enum stige_rc kept_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct text_state *s = state;
	struct str text = STR_INIT;
	enum stige_rc rc = rights_kept_text(app_of(ui)->desk, &text, err);

	(void)arg;
	*s = (struct text_state){ .app = app_of(ui), .title = _("Kept long enough"), .text = str_steal(&text),
		.context = CONTEXT_PAGE };
	if (rc)
		text_close(s);
	return rc;
}

static enum stige_rc offers_open(void *state, struct ui *ui, const void *arg, struct err *err)
{
	struct str text = STR_INIT;

	(void)arg;
	(void)err;
	offers_text(app_of(ui)->desk, columns_of(ui), &text);
	*(struct text_state *)state = (struct text_state){ .app = app_of(ui), .title = _("What is on offer here"),
		.text = str_steal(&text), .context = CONTEXT_PAGE };
	return STIGE_OK;
}

#define PAGE(id, text_name, open_it) \
	const struct screen id = { \
		.name = text_name, \
		.state_size = sizeof(struct text_state), \
		.context = CONTEXT_PAGE, \
		.open = open_it, \
		.layout = text_layout, \
		.title = text_title, \
		.draw = text_draw, \
		.label = text_label, \
		.action = text_action, \
		.find = text_find, \
		.close = text_close, \
	}

PAGE(screen_handover_page, "handover-page", handover_open);
PAGE(screen_kept, "kept", kept_open);
PAGE(screen_offers, "offers", offers_open);
PAGE(screen_since, "since", since_open);
PAGE(screen_small_steps, "small-steps", small_steps_open);

#undef PAGE
