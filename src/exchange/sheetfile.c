/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/sheetfile.h"

#include "outgoing.h"
#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

static const struct {
	const char *word, *end;
} formats[SHEET_FORMATS] = {
	[SHEET_TEXT] = { "text", ".txt" },
	[SHEET_HTML] = { "html", ".html" },
	[SHEET_PDF] = { "pdf", ".pdf" },
};

bool sheet_format_parse(const char *word, enum sheet_format *ret)
{
	for (size_t i = 0; i < SHEET_FORMATS; i++)
		if (str_eq(word, formats[i].word)) {
			*ret = (enum sheet_format)i;
			return true;
		}
	return false;
}

bool sheet_format_of(const char *path, enum sheet_format *ret)
{
	for (size_t i = 0; i < SHEET_FORMATS; i++)
		if (str_ends(path, formats[i].end)) {
			*ret = (enum sheet_format)i;
			return true;
		}
	return false;
}

const char *sheet_format_word(enum sheet_format format)
{
	return formats[format].word;
}

enum stige_rc sheet_bytes(const struct paper *p, enum sheet_format format, int columns, int64_t made,
	struct str *out, struct err *err)
{
	switch (format) {
	case SHEET_HTML:
		paper_html(p, out);
		return STIGE_OK;
	case SHEET_PDF:
		return paper_pdf(p, made, out, err);
	case SHEET_TEXT:
	case SHEET_FORMATS:
		break;
	}
	paper_text(p, columns, out);
	return STIGE_OK;
}

void sheetfile_name(const struct casefile *c, enum sheet_format format, struct str *out)
{
	char day[DATE_TEXT];

	str_addf(out, "sheet-%s-%s%s", c->client.case_no, date_format(desk_today(c->desk), day), formats[format].end);
}

static enum stige_rc pass_on(void *ctx, struct csv_sink to, size_t *ret_rows, struct err *err)
{
	const struct str *bytes = ctx;

	*ret_rows = 1;
	return to.write(to.state, bytes->text, bytes->len, err);
}

/* The event first, then the file with its record: what was begun is known even if the disk is full. */
enum stige_rc sheetfile_write(struct desk *d, const struct casefile *c, const struct paper *p,
	const struct sheetfile_options *o, const char *path, struct err *err)
{
	struct str bytes = STR_INIT;
	struct outgoing out = {
		.path = path, .sink = o->sink, .write = pass_on, .ctx = &bytes,
		.record = { .what = "sheet", .dialect = formats[o->format].word, .reason = "", .client = c->client.id },
	};
	enum stige_rc rc = sheet_bytes(p, o->format, o->columns, store_now(d->store), &bytes, err);

	if (rc == STIGE_OK)
		rc = casefile_sheet_printed(d, &c->client.id, o->meeting, err);
	if (rc == STIGE_OK)
		rc = outgoing_send(d, &out, err);
	str_release(&bytes);
	return rc;
}
