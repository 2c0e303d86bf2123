/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/journalfile.h"

#include "outgoing.h"
#include "stige/base/date.h"
#include "stige/base/lay.h"
#include "stige/base/banned.h"

void journal_text(const struct casefile *c, const struct meeting *m, struct str *out)
{
	if (*m->journal)
		str_add(out, m->journal);
	else
		casefile_journal(c, &m->id, LAY_MOST, out);
	if (out->len && out->text[out->len - 1] != '\n')
		str_addc(out, '\n');
}

void journalfile_name(const struct casefile *c, const struct meeting *m, struct str *out)
{
	char day[DATE_TEXT];

	str_addf(out, "journal-%s-%s.txt", c->client.case_no, date_format(m->date, day));
}

static enum stige_rc pass_on(void *ctx, struct csv_sink to, size_t *ret_rows, struct err *err)
{
	const struct str *text = ctx;

	*ret_rows = lay_lines(text->text);
	return to.write(to.state, text->text, text->len, err);
}

enum stige_rc journalfile_write(struct desk *d, const struct casefile *c, const struct meeting *m,
	struct csv_sink sink, const char *path, struct err *err)
{
	struct str text = STR_INIT;
	struct outgoing out = {
		.path = path, .sink = sink, .write = pass_on, .ctx = &text,
		.record = { .what = "journal", .dialect = "text", .reason = "", .client = c->client.id },
	};
	enum stige_rc rc;

	journal_text(c, m, &text);
	rc = outgoing_send(d, &out, err);
	str_release(&text);
	return rc;
}
