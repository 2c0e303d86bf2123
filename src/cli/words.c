/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include <string.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

enum { REASON_MOST = 200 };      /* bytes */
enum { NEAR_MOST = 2 };         /* slips of the finger; more is another word */

struct near near_begin(const char *typed)
{
	return (struct near){ .typed = typed, .distance = NEAR_MOST + 1 };
}

void near_offer(struct near *n, const char *name)
{
	size_t d = str_distance(n->typed, name, n->distance);

	if (d < n->distance && d < strlen(n->typed)) {
		n->distance = d;
		n->name = name;
	}
}

static bool is_option(const char *name)
{
	return name[0] == '-' && name[1] != '\0';
}

enum stige_rc words_unknown(const char *typed, const struct word *words, size_t count, struct err *err)
{
	struct str name = STR_INIT;
	struct near near;
	enum stige_rc rc;

	str_addn(&name, typed, strcspn(typed, "="));
	near = near_begin(name.text + strspn(name.text, "-"));
	for (size_t i = 0; i < count; i++)
		if (is_option(words[i].name))
			near_offer(&near, words[i].name + strlen("--"));
	for (size_t i = 0; i < option_row_count; i++)
		near_offer(&near, option_rows[i].name);
	if (near.name)
		rc = err_set(err, STIGE_USAGE, _("the option %s is not known here; did you mean --%s?"), name.text,
			near.name);
	else
		rc = err_set(err, STIGE_USAGE, _("the option %s is not known here; see stige --help"), name.text);
	str_release(&name);
	return rc;
}

/* The word that argv's option names, NULL if none; *ret_value is what stands behind "=". */
static const struct word *word_find(const char *typed, const struct word *words, size_t count,
	const char **ret_value)
{
	size_t n = strcspn(typed, "=");

	*ret_value = typed[n] ? typed + n + 1 : NULL;
	for (size_t i = 0; i < count; i++)
		if (strlen(words[i].name) == n && strncmp(words[i].name, typed, n) == 0)
			return &words[i];
	return NULL;
}

static enum stige_rc take_option(struct command_call *call, int *i, const struct word *words, size_t count,
	struct err *err)
{
	const char *typed = call->argv[*i], *value;
	const struct word *w = word_find(typed, words, count, &value);

	if (!w)
		return words_unknown(typed, words, count, err);
	if (w->flag && value)
		return err_set(err, STIGE_USAGE, _("%s takes no value; leave \"=%s\" out"), w->name, value);
	if (w->flag) {
		*w->flag = true;
		return STIGE_OK;
	}
	if (!value && *i + 1 >= call->argc)
		return err_set(err, STIGE_USAGE, _("%s needs a value; write it behind the option"), w->name);
	*w->value = value ? value : call->argv[++*i];
	return STIGE_OK;
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

enum stige_rc words_places(struct command_call *call, struct err *err)
{
	bool only_places = false;
	int kept = 0;

	for (int i = 0; i < call->argc; i++) {
		char *word = call->argv[i];

		if (!only_places && str_eq(word, "--"))
			only_places = true;
		else if (!only_places && is_option(word))
			return words_unknown(word, NULL, 0, err);
		else
			call->argv[kept++] = word;
	}
	call->argc = kept;
	return STIGE_OK;
}

enum stige_rc words_text(const char *option, const char *typed, struct err *err)
{
	enum text_fault fault = text_check(typed, strlen(typed), REASON_MOST, 0, NULL);

	if (*typed == '\0')
		return err_set(err, STIGE_USAGE, _("%s is empty; write a few words"), option);
	if (fault != TEXT_FINE)
		return err_set(err, STIGE_USAGE, "%s: %s", option, text_fault_sentence(fault));
	return STIGE_OK;
}

static enum stige_rc no_date(const char *option, const char *typed, struct err *err)
{
	return err_set(err, STIGE_USAGE,
		_("%s cannot be \"%s\"; write a date such as 2026-11-22 or 22-11-2026, or a week such as w46"), option,
		typed);
}

enum stige_rc words_date(const char *option, const char *typed, int32_t today, int32_t *ret, struct err *err)
{
	return !typed || date_input_since(typed, today, ret) ? STIGE_OK : no_date(option, typed, err);
}

enum stige_rc words_until(const char *option, const char *typed, int32_t today, int32_t *ret, struct err *err)
{
	return !typed || date_input_until(typed, today, ret) ? STIGE_OK : no_date(option, typed, err);
}
