/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Node sets, and answers to select_multiple: names separated by spaces. */
#include "functions.h"

#include <string.h>

#include "stige/base/banned.h"

bool function_count(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	(void)ev, (void)n;
	*ret = value_number((double)args[0].count);
	return true;
}

bool function_count_non_empty(struct eval *ev, const struct expr_value *args, size_t n,
	struct expr_value *ret)
{
	double count = 0;

	(void)ev, (void)n;
	for (size_t i = 0; i < args[0].count; i++)
		count += args[0].nodes[i][0] != '\0';
	*ret = value_number(count);
	return true;
}

/* Whole words between single spaces; so '' is selected in a blank answer, as everywhere. */
static bool has_word(const char *list, const char *word, size_t length)
{
	for (;;) {
		size_t n = strcspn(list, " ");

		if (n == length && memcmp(list, word, n) == 0)
			return true;
		if (list[n] == '\0')
			return false;
		list += n + 1;
	}
}

bool function_selected(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *list = eval_text(ev, &args[0]), *word = eval_text(ev, &args[1]);
	size_t length;

	(void)n;
	word += strspn(word, VALUE_SPACES);
	length = strlen(word);
	while (length > 0 && strchr(VALUE_SPACES, word[length - 1]) != NULL)
		length--;
	*ret = value_boolean(has_word(list, word, length));
	return true;
}

/* The next word, empty ones left out; NULL at the end. */
static const char *next_word(const char **list, size_t *ret_length)
{
	const char *word = *list + strspn(*list, VALUE_SPACES);

	*ret_length = strcspn(word, VALUE_SPACES);
	*list = word + *ret_length;
	return *ret_length > 0 ? word : NULL;
}

bool function_count_selected(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *list = eval_text(ev, &args[0]);
	size_t length;
	double count = 0;

	(void)n;
	while (next_word(&list, &length) != NULL)
		count++;
	*ret = value_number(count);
	return true;
}

/* Counted from 0; outside the list it is blank. */
bool function_selected_at(struct eval *ev, const struct expr_value *args, size_t n, struct expr_value *ret)
{
	const char *list = eval_text(ev, &args[0]), *word;
	double wanted = trunc(expr_to_number(&args[1]));
	size_t length;
	char *copy;

	(void)n;
	*ret = value_text("", 0);
	if (!(wanted >= 0))
		return true;
	while ((word = next_word(&list, &length)) != NULL && wanted > 0)
		wanted--;
	if (word == NULL)
		return true;
	copy = eval_bytes(ev, length);
	if (copy == NULL)
		return false;
	memcpy(copy, word, length);
	*ret = value_text(copy, args[0].utc_offset);
	return true;
}
