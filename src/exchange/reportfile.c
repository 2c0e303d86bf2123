/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/exchange/reportfile.h"

#include "outgoing.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

struct writing {
	const struct report *report;
	int32_t today;
	enum csv_dialect dialect;
};

static const char *const columns[] = {
	"schema", "report", "date", "row", "label", "measure", "value", "state", "cases",
};

static void put_cases(struct csv_writer *w, const struct report *r, const struct report_row *row)
{
	struct str cases = STR_INIT;

	for (size_t i = 0; i < row->who_count; i++)
		str_addf(&cases, "%s%s", i ? " " : "", r->load.rows[row->who[i]].client.case_no);
	csv_put_code(w, cases.text);
	str_release(&cases);
}

static void put_cell(struct csv_writer *w, const struct writing *g, const struct report_row *row, size_t cell)
{
	bool hidden = row->hidden & 1u << cell;

	csv_put_code(w, "stige-report-1");
	csv_put_code(w, report_word(g->report->kind));
	csv_put_date(w, g->today);
	csv_put_code(w, row->code);
	csv_put_text(w, row->label);
	csv_put_code(w, report_measure(g->report->kind, cell));
	if (hidden)
		csv_put_empty(w);
	else
		csv_put_integer(w, row->cells[cell]);
	csv_put_code(w, hidden ? "hidden" : "told");
	if (cell == 0)
		put_cases(w, g->report, row);
	else
		csv_put_empty(w);
	csv_end_row(w);
}

static enum stige_rc write_rows(void *ctx, struct csv_sink to, size_t *ret_rows, struct err *err)
{
	const struct writing *g = ctx;
	struct csv_writer w;

	csv_writer_init(&w, g->dialect, to);
	for (size_t i = 0; i < ARRAY_SIZE(columns); i++)
		csv_put_code(&w, columns[i]);
	csv_end_row(&w);
	for (size_t i = 0; i < g->report->row_count; i++)
		for (size_t cell = 0; report_measure(g->report->kind, cell); cell++) {
			put_cell(&w, g, &g->report->rows[i], cell);
			(*ret_rows)++;
		}
	return csv_writer_finish(&w, err);
}

enum stige_rc reportfile_write(struct desk *d, const struct report *r, const struct reportfile_options *options,
	const char *path, struct err *err)
{
	struct writing g = { .report = r, .today = desk_today(d), .dialect = options->dialect };
	struct outgoing out = {
		.path = path, .sink = options->sink, .write = write_rows, .ctx = &g,
		.record = { .what = "report", .dialect = csv_dialect_name(options->dialect), .reason = "" },
	};

	return outgoing_send(d, &out, err);
}
