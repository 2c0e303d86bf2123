/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms written down in tests. Included after cmocka.h. */
#ifndef STIGE_TESTS_FORM_FORMCASE_H
#define STIGE_TESTS_FORM_FORMCASE_H

#include <stdlib.h>
#include <string.h>

#include "stige/base/file.h"
#include "stige/base/str.h"
#include "stige/form/xlsform.h"

/* A file below the source root. Released by the caller. */
static inline void read_source(const char *path, struct str *ret)
{
	const char *root = getenv("STIGE_SOURCE_ROOT");
	struct str full = STR_INIT;

	assert_non_null(root);
	str_init(ret);
	file_join(&full, root, path);
	assert_int_equal(file_read(full.text, FILE_MOST, ret, NULL), STIGE_OK);
	str_release(&full);
}

/* A form that must be good; warnings are let by. */
static inline struct form *good_form(const char *csv)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;
	struct err err = ERR_INIT;

	if (form_read(csv, strlen(csv), "test.csv", &problems, &f, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	form_problems_release(&problems);
	return f;
}

/* What is wrong with it, as "F052 4:10 F030 2:12": codes and places in order. */
static inline void problems_of(const char *csv, size_t n, struct str *out)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;

	form_read(csv, n, "test.csv", &problems, &f, NULL);
	for (size_t i = 0; i < problems.count; i++)
		str_addf(out, "%s%s %zu:%zu", i > 0 ? " " : "", problems.list[i].code, problems.list[i].line,
			problems.list[i].column);
	assert_true((f == NULL) == (problems.errors > 0));
	form_free(f);
	form_problems_release(&problems);
}

#endif
