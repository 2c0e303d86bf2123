/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads what a script should lead to out of its comments, and counts its keys. */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/text.h"
#include "stige/base/banned.h"

struct tally {
	unsigned keys, commands;         /* commands: without what is typed as text */
};

struct reading {
	struct stage *s;
	const char *script;
	int line;                        /* being read */
	int step;                        /* the last line that was a step; 0 before the first */
	struct tally client, caseworker, *by;
};

/* The newest frame that a step at `line` or before it left. */
static const struct stage_frame *frame_at(const struct stage *s, int line)
{
	const struct stage_frame *f = &s->frames[0];

	for (size_t i = 0; i < s->frame_count && s->frames[i].line <= line; i++)
		f = &s->frames[i];
	return f;
}

static void check_frame(const struct reading *r, const char *word, const char *text)
{
	const struct stage_frame *f = frame_at(r->s, r->step);
	bool good;

	if (str_eq(word, "screen"))
		good = str_eq(f->screen, text);
	else if (!r->s->options.words)
		return;
	else if (str_eq(word, "said"))
		good = strstr(f->said.text, text) != NULL;
	else if (str_eq(word, "cursor"))
		good = strstr(f->cursor_row.text, text) != NULL;
	else
		good = (strstr(f->text.text, text) != NULL) == str_eq(word, "see");
	if (!good)
		fail_msg("%s:%d: %s: %s\non the screen \"%s\", with the cursor on \"%s\":\n%s", r->script,
			r->line, word, text,
			f->screen, f->cursor_row.text, f->text.text);
}

/* "30 keys by client", "45 commands by caseworker" */
static void check_budget(const struct reading *r, const char *text)
{
	unsigned most = 0, used;
	char what[16] = "", who[16] = "";
	const struct tally *t;

	if (sscanf(text, "%u %15s by %15s", &most, what, who) != 3)
		fail_msg("%s:%d: not understood: %s", r->script, r->line, text);
	t = str_eq(who, "client") ? &r->client : &r->caseworker;
	used = str_eq(what, "commands") ? t->commands : t->keys;
	print_message("%s: %u %s by %s (at most %u)\n", r->script, used, what, who, most);
	if (used > most)
		fail_msg("%s:%d: %u %s by %s, at most %u", r->script, r->line, used, what, who, most);
}

/* "task,script,keys,..." of tests/tasks.csv; fails the test when there is no such task. */
static unsigned task_keys(const struct reading *r, const char *task)
{
	struct str path = STR_INIT, text = STR_INIT;
	unsigned keys = 0, found = 0;
	char *rest, *line;

	file_join(&path, getenv("STIGE_SOURCE_ROOT"), "tests/tasks.csv");
	bench_ok(&r->s->bench, file_read(path.text, FILE_MOST, &text, &r->s->bench.err));
	for (line = strtok_r(text.text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		size_t n = strcspn(line, ",");

		if (strlen(task) == n && strncmp(line, task, n) == 0)
			found += sscanf(line + n, ",%*[^,],%u", &keys) == 1;
	}
	if (found != 1)
		fail_msg("%s:%d: tests/tasks.csv has no row \"%s\" with its keys, or two", r->script, r->line, task);
	str_release(&text);
	str_release(&path);
	return keys;
}

/* The table says the shortest way: a script that needs fewer keys has found a shorter one, and the table is wrong. */
static void check_task(const struct reading *r, const char *task)
{
	unsigned used = r->client.keys + r->caseworker.keys, keys = task_keys(r, task);

	if (used != keys)
		fail_msg("%s:%d: \"%s\" takes %u keys, and tests/tasks.csv says %u", r->script, r->line, task, used, keys);
}

static void check_then(const struct reading *r, const char *words)
{
	struct str why = STR_INIT;

	if (!then_check(r->s, words, &why))
		fail_msg("%s:%d: then: %s, but %s", r->script, r->line, words, why.text);
	str_release(&why);
}

static void read_comment(struct reading *r, const char *text)
{
	const char *colon = strstr(text, ": ");
	char word[12] = "";

	if (str_eq(text, "begin"))
		r->client = r->caseworker = (struct tally){ 0 };
	if (!colon || (size_t)(colon - text) >= sizeof(word))
		return;                  /* a remark for people */
	memcpy(word, text, (size_t)(colon - text));
	text = colon + 2;
	if (str_eq(word, "see") || str_eq(word, "not") || str_eq(word, "cursor") || str_eq(word, "screen")
		|| str_eq(word, "said"))
		check_frame(r, word, text);
	else if (str_eq(word, "by"))
		r->by = str_eq(text, "client") ? &r->client : &r->caseworker;
	else if (str_eq(word, "at most"))
		check_budget(r, text);
	else if (str_eq(word, "task"))
		check_task(r, text);
	else if (str_eq(word, "then"))
		check_then(r, text);
}

static unsigned letters(const char *text)
{
	struct text_cluster cluster;
	unsigned n = 0;

	while (text_next(&text, &cluster))
		n++;
	return n;
}

static void read_step(struct reading *r, const char *text)
{
	r->step = r->line;
	if (text[0] == '@')
		return;
	if (str_starts(text, "type ")) {
		r->by->keys += letters(text + 5);
		return;
	}
	r->by->keys++;
	r->by->commands++;
}

void expectations_check(struct stage *s, const char *script)
{
	struct reading r = { .s = s, .script = script };
	struct str text = STR_INIT;
	char *rest, *line;

	r.by = &r.caseworker;
	bench_ok(&s->bench, file_read(script, FILE_MOST, &text, &s->bench.err));
	for (rest = text.text; *rest;) {
		line = rest;
		rest += strcspn(rest, "\n");
		if (*rest)
			*rest++ = '\0';
		r.line++;
		if (str_starts(line, "# "))
			read_comment(&r, line + 2);
		else if (line[0])
			read_step(&r, line);
	}
	str_release(&text);
}
