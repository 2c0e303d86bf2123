/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

static bool is_option(const char *name)
{
	return str_starts(name, "--");
}

static enum stige_rc word_unknown(const char *typed, const struct word *words, size_t count, struct err *err)
{
	const char *near = NULL;
	size_t best = 4;

	for (size_t i = 0; i < count; i++) {
		size_t d = str_distance(typed, words[i].name, best);

		if (is_option(words[i].name) && d < best) {
			best = d;
			near = words[i].name;
		}
	}
	if (near)
		return err_set(err, STIGE_USAGE, _("the option %s is not known here; did you mean %s?"), typed, near);
	return err_set(err, STIGE_USAGE, _("the option %s is not known here; see stige --help"), typed);
}

static enum stige_rc take_option(struct command_call *call, int *i, const struct word *words, size_t count,
	struct err *err)
{
	const char *typed = call->argv[*i];

	for (size_t w = 0; w < count; w++) {
		if (!str_eq(words[w].name, typed))
			continue;
		if (words[w].flag) {
			*words[w].flag = true;
			return STIGE_OK;
		}
		if (*i + 1 >= call->argc)
			return err_set(err, STIGE_USAGE, _("%s needs a value"), typed);
		*words[w].value = call->argv[++*i];
		return STIGE_OK;
	}
	return word_unknown(typed, words, count, err);
}

static enum stige_rc take_place(const char *typed, const struct word *words, size_t count, struct err *err)
{
	for (size_t w = 0; w < count; w++)
		if (!is_option(words[w].name) && !*words[w].value) {
			*words[w].value = typed;
			return STIGE_OK;
		}
	return err_set(err, STIGE_USAGE, _("\"%s\" is one word too many; see stige --help"), typed);
}

enum stige_rc words_parse(struct command_call *call, const struct word *words, size_t count, struct err *err)
{
	bool only_places = false;
	enum stige_rc rc = STIGE_OK;

	for (int i = 0; i < call->argc && !rc; i++) {
		if (!only_places && str_eq(call->argv[i], "--"))
			only_places = true;
		else if (!only_places && is_option(call->argv[i]))
			rc = take_option(call, &i, words, count, err);
		else
			rc = take_place(call->argv[i], words, count, err);
	}
	for (size_t w = 0; w < count && !rc; w++)
		if (words[w].needed && !*words[w].value)
			rc = err_set(err, STIGE_USAGE, _("%s is missing; see stige --help"), words[w].name);
	return rc;
}

enum stige_rc words_date(const char *option, const char *typed, int32_t today, int32_t *ret, struct err *err)
{
	if (!typed || date_input(typed, today, ret))
		return STIGE_OK;
	return err_set(err, STIGE_USAGE, _("%s cannot be \"%s\"; write a date such as 2026-11-22 or 22-11-2026"), option,
		typed);
}
