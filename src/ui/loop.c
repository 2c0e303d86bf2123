/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/ui/loop.h"

#include "ui_private.h"

#include "stige/base/banned.h"

static void paint(struct ui *ui, struct terminal *t, struct canvas *c)
{
	if (ui->pending & UI_SUSPEND && t->ops->suspend) {
		t->ops->suspend(t);
		ui->pending |= UI_REPAINT;
	}
	if (ui->pending & (UI_REDRAW | UI_REPAINT)) {
		ui_draw(ui, c);
		t->ops->put(t, c, ui->pending & UI_REPAINT);
	}
	ui->pending = 0;
}

static void take_size(struct ui *ui, struct terminal *t, struct canvas *c)
{
	int rows, cols;

	t->ops->size(t, &rows, &cols);
	canvas_resize(c, rows, cols);
	ui_resize(ui, rows, cols);
}

/* False when the program is to end. */
static bool dispatch(struct ui *ui, struct terminal *t, struct canvas *c, struct key key)
{
	if (key.code == KC_HANGUP || key.code == KC_FINISH)
		return false;
	if (key.code == KC_RESIZE)
		take_size(ui, t, c);
	else if (key.code == KC_SUSPEND)
		ui_suspend(ui);
	else if (key.code == KC_TIMEOUT)
		ui_tick(ui);
	else if (key.code != KC_NONE)
		ui_key(ui, key);
	return true;
}

struct running {
	struct ui *ui;
	struct terminal *t;
	struct canvas *c;
};

/* Work goes on when this returns: whatever else is pending waits for the loop. */
static void show_now(void *loop)
{
	const struct running *r = loop;

	ui_draw(r->ui, r->c);
	r->t->ops->amid(r->t, r->c);
}

/* Over the frame that shows: the screens may be in the middle of something. */
static void note_now(void *loop, const char *text)
{
	const struct running *r = loop;

	ui_draw_note(r->ui, r->c, text);
	r->t->ops->amid(r->t, r->c);
}

static bool key_waits(void *terminal)
{
	struct terminal *t = terminal;

	return t->ops->key_waits && t->ops->key_waits(t);
}

/* The mouse is asked of the terminal only while it is wanted: off, not a byte says so. */
static bool follow_mouse(const struct ui *ui, struct terminal *t, bool on)
{
	bool wanted = ui->flags & UI_MOUSE;

	if (wanted != on && t->ops->mouse)
		t->ops->mouse(t, wanted);
	return wanted;
}

enum stige_rc loop_run(struct ui *ui, struct terminal *t, struct err *err)
{
	struct canvas c = canvas_new(1, 1);
	struct running running = { ui, t, &c };
	enum stige_rc rc = STIGE_OK;
	bool mouse = false;
	struct key key;

	ui->now = t->ops->now(t);
	ui->last_key = ui->now;
	ui->key_waits = key_waits;
	ui->key_ctx = t;
	if (t->ops->amid) {
		ui->show = show_now;
		ui->note = note_now;
	}
	ui->amid_ctx = &running;
	take_size(ui, t, &c);
	while (!ui->quit && ui_top(ui)) {
		mouse = follow_mouse(ui, t, mouse);
		paint(ui, t, &c);
		rc = t->ops->read_key(t, ui_next_tick(ui), &key, err);
		if (rc != STIGE_OK)
			break;
		ui->now = t->ops->now(t);
		if (!dispatch(ui, t, &c, key))
			break;
	}
	ui->key_waits = NULL;
	ui->show = NULL;
	ui->note = NULL;
	canvas_free(&c);
	return rc;
}
