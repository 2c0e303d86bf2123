/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige synthetic: a new database of invented people. */
#include "commands.h"
#include "output.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/cli/demo.h"
#include "stige/store/keys.h"
#include "words.h"
#include "stige/base/banned.h"

enum stige_rc cmd_synthetic(struct command_call *call, struct err *err)
{
	const char *size = NULL, *seed = "1", *path = call->options->database;
	const struct word words[] = {
		{ .name = "--size", .value = &size, .needed = true },
		{ .name = "--seed", .value = &seed },
	};
	enum synthetic_size which = SYNTHETIC_DESK;
	char *passphrase = NULL;
	long n = 1;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc && !synthetic_size_parse(size, &which))
		rc = err_set(err, STIGE_USAGE, _("--size cannot be \"%s\"; it is demo, desk or study"), size);
	if (!rc && !str_to_long(seed, 0, 2147483647, &n))
		rc = err_set(err, STIGE_USAGE, _("--seed cannot be \"%s\"; it takes a number"), seed);
	if (!rc)
		rc = options_secret(call->options, &passphrase, err);
	if (!rc)
		rc = demo_make(call->options, path, which, (uint64_t)n, passphrase, err);
	secret_free(passphrase);
	return rc ? rc : output_say(call, err, _("%s holds invented people only\n"), path);
}
