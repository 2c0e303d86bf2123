/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige import clients: all rows or none. */
#include "commands.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/import.h"
#include "words.h"
#include "stige/base/banned.h"

static void say_problems(struct command_call *call, const char *file, const struct import_result *r)
{
	for (size_t i = 0; i < r->problem_count; i++)
		fprintf(call->err, "%s:%zu:%zu: %s\n", file, r->problems[i].line, r->problems[i].column,
			r->problems[i].message);
}

int cmd_import_clients(struct command_call *call)
{
	const char *file = NULL;
	bool dry_run = false;
	const struct word words[] = {
		{ .name = "FILE", .value = &file, .needed = true },
		{ .name = "--dry-run", .flag = &dry_run },
	};
	struct import_result result = { 0 };
	struct err err = ERR_INIT;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc)
		rc = session_desk(call, &d, &err);
	if (!rc)
		rc = import_clients(d, file, dry_run, &result, &err);
	if (rc == STIGE_DATA)
		say_problems(call, file, &result);
	if (!rc)
		fprintf(call->out, dry_run ? _("%zu rows read, %zu would be added, %zu are known already\n")
			: _("%zu rows read, %zu added, %zu were known already\n"), result.rows, result.added, result.known);
	import_result_release(&result);
	desk_close(d);
	return rc ? command_fail(call->err, &err) : 0;
}
