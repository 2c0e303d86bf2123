/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>

#include "stige/base/mem.h"
#include "ui_private.h"
#include "stige/base/banned.h"

void messages_release(struct ui *ui)
{
	size_t i;

	for (i = 0; i < ui->message_count; i++)
		mem_free(ui->messages[i].text);
	mem_free(ui->messages);
	ui->messages = NULL;
	ui->message_count = 0;
}

static void drop_oldest(struct ui *ui)
{
	size_t i;

	mem_free(ui->messages[0].text);
	for (i = 1; i < ui->message_count; i++)
		ui->messages[i - 1] = ui->messages[i];
	ui->message_count--;
}

static void add(struct ui *ui, bool error, const char *text)
{
	if (!ui->messages)
		ui->messages = mem_array(UI_MESSAGES_MOST, sizeof(*ui->messages));
	if (ui->message_count == UI_MESSAGES_MOST)
		drop_oldest(ui);
	ui->messages[ui->message_count++] = (struct ui_message){
		.error = error, .at = ui->now, .text = mem_strdup(text) };
	ui->message_shown = true;
	ui->pending |= UI_REDRAW;
}

void ui_say(struct ui *ui, const char *fmt, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, fmt);
	str_addv(&text, fmt, args);
	va_end(args);
	add(ui, false, text.text);
	str_release(&text);
}

void ui_say_error(struct ui *ui, const char *fmt, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, fmt);
	str_addv(&text, fmt, args);
	va_end(args);
	add(ui, true, text.text);
	str_release(&text);
}

unsigned ui_fail(struct ui *ui, const struct err *err)
{
	add(ui, true, err->msg);
	return UI_REDRAW;
}

void ui_show(struct ui *ui)
{
	if (ui->show)
		ui->show(ui->amid_ctx);
}

void ui_note(struct ui *ui, const char *text)
{
	if (!ui->note)
		return;
	ui->note(ui->amid_ctx, text);
	ui->pending |= UI_REDRAW;
}

const char *ui_message(const struct ui *ui)
{
	if (!ui->message_shown || ui->message_count == 0)
		return "";
	return ui->messages[ui->message_count - 1].text;
}
