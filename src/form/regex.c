/* SPDX-License-Identifier: GPL-3.0-or-later */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "regex.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "stige/base/bug.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

enum {
	PATTERN_MOST = 4096,         /* bytes */
	NESTING_MOST = 50,           /* brackets */
	MATCH_MOST = 50000,          /* steps of the matcher: about a millisecond */
	DEPTH_MOST = 50000,
	HEAP_MOST = 4096,            /* KiB */
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
};

static pcre2_code *compile(const char *pattern, char *why, size_t why_size)
{
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	pcre2_code *code;
	PCRE2_SIZE at;
	int error;

	if (context == NULL)
		bug_oom();
	pcre2_set_max_pattern_length(context, PATTERN_MOST);
	pcre2_set_parens_nest_limit(context, NESTING_MOST);
	code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
		PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &error, &at, context);
	pcre2_compile_context_free(context);
	if (code == NULL && pcre2_get_error_message(error, (PCRE2_UCHAR *)why, why_size) < 0)
		snprintf(why, why_size, "%d", error);
	return code;
}

struct regex *regex_new(const char *pattern, char *why, size_t why_size)
{
	pcre2_code *code = compile(pattern, why, why_size);
	struct regex *r;

	if (code == NULL)
		return NULL;
	r = mem_alloc(sizeof(*r));
	r->code = code;
	r->match = pcre2_match_data_create(1, NULL);
	r->limits = pcre2_match_context_create(NULL);
	if (r->match == NULL || r->limits == NULL)
		bug_oom();
	pcre2_set_match_limit(r->limits, MATCH_MOST);
	pcre2_set_depth_limit(r->limits, DEPTH_MOST);
	pcre2_set_heap_limit(r->limits, HEAP_MOST);
	return r;
}

void regex_free(struct regex *r)
{
	if (r == NULL)
		return;
	pcre2_match_context_free(r->limits);
	pcre2_match_data_free(r->match);
	pcre2_code_free(r->code);
	mem_free(r);
}

enum regex_verdict regex_match(const struct regex *r, const char *text)
{
	int rc = pcre2_match(r->code, (PCRE2_SPTR)text, PCRE2_ZERO_TERMINATED, 0, 0, r->match, r->limits);

	if (rc >= 0)
		return REGEX_YES;
	if (rc == PCRE2_ERROR_MATCHLIMIT || rc == PCRE2_ERROR_DEPTHLIMIT || rc == PCRE2_ERROR_HEAPLIMIT
			|| rc == PCRE2_ERROR_RECURSELOOP)
		return REGEX_TOO_HARD;
	return REGEX_NO;
}

bool regex_is_anchored(const char *pattern)
{
	size_t n = strlen(pattern), backslashes = 0;

	if (n < 2 || pattern[0] != '^' || pattern[n - 1] != '$')
		return false;
	while (backslashes < n - 1 && pattern[n - 2 - backslashes] == '\\')
		backslashes++;
	return backslashes % 2 == 0;
}

/* The end of a bracket expression that begins at s, or its last byte when it is not closed. */
static const char *skip_brackets(const char *s)
{
	s++;
	if (*s == '^')
		s++;
	if (*s == ']')
		s++;
	for (; *s != '\0' && *s != ']'; s++) {
		bool named = s[0] == '[' && (s[1] == ':' || s[1] == '.' || s[1] == '=');

		if (named && strchr(s + 2, ']') != NULL)
			s = strchr(s + 2, ']');
		else if (s[0] == '\\' && s[1] != '\0')
			s++;
	}
	return *s == '\0' ? s - 1 : s;
}

static bool is_letter_or_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

const char *regex_beyond_ere(const char *pattern)
{
	for (const char *s = pattern; *s != '\0'; s++) {
		bool quantifier = strchr("*+?}", s[0]) != NULL;

		if (s[0] == '[')
			s = skip_brackets(s);
		else if (s[0] == '(' && (s[1] == '?' || s[1] == '*'))
			return s;
		else if (quantifier && (s[1] == '?' || s[1] == '+'))
			return s;
		else if (s[0] == '\\' && is_letter_or_digit(s[1]) && strchr("dwsb", s[1]) == NULL)
			return s;
		else if (s[0] == '\\' && s[1] != '\0')
			s++;
	}
	return NULL;
}
