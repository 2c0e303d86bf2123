/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige synthetic: a new database of invented people. */
#include "commands.h"
#include "session.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/cli/demo.h"
#include "words.h"
#include "stige/base/banned.h"

int cmd_synthetic(struct command_call *call)
{
	const char *size = NULL, *seed = "1";
	const struct word words[] = {
		{ .name = "--size", .value = &size, .needed = true },
		{ .name = "--seed", .value = &seed },
	};
	struct err err = ERR_INIT;
	enum synthetic_size which = SYNTHETIC_DESK;
	long n = 1;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), &err);

	if (!rc && !synthetic_size_parse(size, &which))
		rc = err_set(&err, STIGE_USAGE, _("--size cannot be \"%s\"; it is demo, desk or study"), size);
	if (!rc && !str_to_long(seed, 0, 2147483647, &n))
		rc = err_set(&err, STIGE_USAGE, _("--seed cannot be \"%s\"; it takes a number"), seed);
	if (!rc)
		rc = demo_make(call->options, call->options->database, which, (uint64_t)n, &err);
	if (!rc)
		fprintf(call->out, _("%s holds invented people only\n"), call->options->database);
	return rc ? command_fail(call->err, &err) : 0;
}
