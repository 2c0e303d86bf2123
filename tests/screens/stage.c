/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"
#include "stige/ui/loop.h"
#include "stige/base/banned.h"

enum { LAST_ROUND_DAYS = 98 };

/* Fourteen weeks ago: a whole round, and a step that was agreed. */
static void earlier_round(struct stage *s)
{
	struct bench *b = &s->bench;
	struct sitting *sitting = NULL;

	bench_days(b, -LAST_ROUND_DAYS);
	s->aksel = bench_client(b, "Aksel Brandt", "1988-03-04", "yes");
	bench_ok(b, sitting_begin(b->desk, &s->aksel, MEETING_OFFICE, &sitting, &b->err));
	/* Last time's language is proposed again. */
	bench_form_in(b, sitting, RESPONDENT_CLIENT, s->options.lang, "2;2;3;4;2;2;3;2;3;internet;28000");
	bench_form(b, sitting, RESPONDENT_CASEWORKER, "2;2;2;2;2;3;3;2;2;2;2");
	bench_form(b, sitting, RESPONDENT_ACTIVITIES, "a13 a10");
	bench_ok(b, sitting_agree(sitting, "Call the bakery about a visit", DATE_NONE, &b->err));
	bench_ok(b, sitting_close(sitting, "", DATE_NONE, &b->err));
	sitting_free(sitting);
	bench_days(b, LAST_ROUND_DAYS);
}

const char *stage_localedir(void)
{
	const char *dir = getenv("STIGE_LOCALEDIR");

	return dir ? dir : "";
}

static void colleague(struct bench *b)
{
	char name[] = "Mette Lund", initials[] = "ML", login[] = "mlu";
	const struct caseworker mette = { .name = name, .initials = initials, .login = login, .active = true };
	struct id id;

	bench_ok(b, caseworker_add(b->desk->store, &mette, NULL, &id, &b->err));
	bench_ok(b, desk_refresh(b->desk, "kih", &b->err));
}

/* "FILE ROW": the office's own row in one of the forms. */
static void own_row(struct bench *b, const char *text)
{
	char file[32] = "";
	size_t n = strcspn(text, " ");

	assert_true(text[n] && n < sizeof(file));
	memcpy(file, text, n);
	bench_add_row(b, file, text + n + 1);
}

/* "DAYS C-ANSWERS W-ANSWERS ACTIVITIES": one more round of Aksel's, so many days ago. */
static void one_more_round(struct stage *s, const char *text)
{
	char c[64], w[64];
	int days = 0, at = 0;

	assert_int_equal(sscanf(text, "%d %63s %63s %n", &days, c, w, &at), 3);
	bench_days(&s->bench, -days);
	bench_meeting(&s->bench, &s->aksel, c, w, text + at);
	bench_days(&s->bench, days);
}

/* "GROUPS UNTIL REASON": what is left out of Aksel's plan, as it was written when that day lay ahead. */
static void left_out(struct stage *s, const char *text)
{
	char groups[8], until[DATE_TEXT];
	struct casefile *c = bench_file(&s->bench, &s->aksel);
	struct client_fields now = c->client.f;
	int at = 0;

	assert_int_equal(sscanf(text, "%7s %10s %n", groups, until, &at), 2);
	assert_true(date_parse(until, &now.excluded_until));
	now.excluded = groups;
	now.excluded_reason = text + at;
	bench_ok(&s->bench, casefile_edit(s->bench.desk, c, &now, &s->bench.err));
	casefile_free(c);
}

/* "NAME LINE|LINE|...": a file in the folder for exports. */
static void put_file(struct stage *s, const char *text)
{
	char name[32] = "";
	struct str path = STR_INIT, bytes = STR_INIT;
	size_t n = strcspn(text, " ");

	assert_true(text[n] && n < sizeof(name));
	memcpy(name, text, n);
	file_join(&path, s->bench.dir, name);
	for (const char *p = text + n + 1; *p; p++)
		str_addc(&bytes, *p == '|' ? '\n' : *p);
	str_addc(&bytes, '\n');
	bench_ok(&s->bench, file_write(path.text, bytes.text, bytes.len, &s->bench.err));
	str_release(&bytes);
	str_release(&path);
}

static void give_numbers(struct stage *s)
{
	struct store *store = s->bench.desk->store;

	bench_ok(&s->bench, client_set_cpr(store, &s->aksel, STAGE_CPR_AKSEL, &s->bench.err));
	bench_ok(&s->bench, client_set_cpr(store, &s->birthe, STAGE_CPR_BIRTHE, &s->bench.err));
	bench_ok(&s->bench, client_set_cpr(store, &s->camilla, STAGE_CPR_CAMILLA, &s->bench.err));
}

/* What the first script says of the office and of Aksel. */
static void prepare(struct stage *s, const char *script)
{
	struct bench *b = &s->bench;
	struct str text = STR_INIT;
	char *rest, *line;
	bool numbers = true;

	bench_ok(b, file_read(script, FILE_MOST, &text, &b->err));
	for (line = strtok_r(text.text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		if (str_starts(line, "# own: "))
			own_row(b, line + 7);
		else if (str_eq(line, "# skip rule"))
			bench_skip_rule(b);
		else if (str_starts(line, "# neighbour: "))
			neighbour_prepare(s, line + 13);
		else if (str_starts(line, "# file: "))
			put_file(s, line + 8);
		else if (str_starts(line, "# round: "))
			one_more_round(s, line + 9);
		else if (str_starts(line, "# left out: "))
			left_out(s, line + 12);
		else if (str_eq(line, "# no numbers"))
			numbers = false;
		else if (str_eq(line, "# no PIN"))
			bench_ok(b, caseworker_set_pin(b->desk->store, &b->desk->caseworker.id, "", &b->err));
		else if (str_starts(line, "# sealed: "))
			bench_ok(b, store_seal(b->desk->store, &b->desk->caseworker.id, line + 10, NULL, &b->err));
	}
	str_release(&text);
	if (numbers)
		give_numbers(s);
}

/* Has the script this comment among its first ones? */
static bool begins_with(const char *script, const char *comment)
{
	struct str text = STR_INIT;
	struct err err = ERR_INIT;
	bool found = file_read(script, FILE_MOST, &text, &err) == STIGE_OK && strstr(text.text, comment);

	str_release(&text);
	return found;
}

void stage_open(struct stage *s, const struct stage_options *options, const char *script)
{
	struct bench *b = &s->bench;

	*s = (struct stage){ .options = *options, .said = STR_INIT };
	if (script && begins_with(script, "\n# first start\n")) {
		bench_open_new(b);
		return;
	}
	bench_open(b);
	earlier_round(s);
	s->birthe = bench_client(b, "Birthe Dam", "1979-11-30", "no");
	s->camilla = bench_client(b, "Camilla Enevold", "2001-06-15", "no");
	colleague(b);
	bench_ok(b, caseworker_set_pin(b->desk->store, &b->desk->caseworker.id, "4711", &b->err));
	if (script)
		prepare(s, script);
	else
		give_numbers(s);
}

static void add_text(struct str *out, const struct canvas *c, int row)
{
	struct str line = STR_INIT;
	const char *p;

	canvas_row_text(c, row, &line);
	for (p = line.text; *p; p++)
		if (*p != ' ' || (out->len && out->text[out->len - 1] != ' '))
			str_addc(out, *p);
	if (out->len && out->text[out->len - 1] != ' ')
		str_addc(out, ' ');
	str_release(&line);
}

/* The last frame of each line. */
static struct stage_frame *frame_for(struct stage *s, int line)
{
	struct stage_frame *f;

	if (s->frame_count == 0 || s->frames[s->frame_count - 1].line != line) {
		s->frames = mem_grow(s->frames, &s->frame_cap, s->frame_count + 1, sizeof(*s->frames));
		s->frames[s->frame_count++] = (struct stage_frame){ .line = line };
		str_init(&s->frames[s->frame_count - 1].text);
		str_init(&s->frames[s->frame_count - 1].cursor_row);
		str_init(&s->frames[s->frame_count - 1].said);
	}
	f = &s->frames[s->frame_count - 1];
	mem_free(f->screen);
	str_clear(&f->text);
	str_clear(&f->cursor_row);
	return f;
}

/* The same frame as each kind of terminal gets it. */
static enum stige_rc check_ladders(struct stage *s, const struct canvas *shown, struct err *err)
{
	static const enum spark_ladder ladders[] = { SPARK_LINES, SPARK_DIGITS };
	enum stige_rc rc = invariants_check(s, shown, err);

	for (size_t i = 0; i < ARRAY_SIZE(ladders) && rc == STIGE_OK; i++) {
		struct canvas c = canvas_new(shown->rows, shown->cols);

		s->ui.spark = ladders[i];
		ui_draw(&s->ui, &c);
		rc = invariants_check(s, &c, err);
		canvas_free(&c);
	}
	s->ui.spark = SPARK_BLOCKS;
	return rc;
}

static enum stige_rc frame_came(void *context, const struct canvas *c, int line, struct err *err)
{
	struct stage *s = context;
	struct stage_frame *f = frame_for(s, line);
	enum stige_rc rc;
	int row, col;

	s->all_frames++;
	f->screen = mem_strdup(ui_top(&s->ui) ? ui_top(&s->ui)->name : "");
	for (int i = 0; i < c->rows; i++)
		add_text(&f->text, c, i);
	canvas_get_cursor(c, &row, &col);
	add_text(&f->cursor_row, c, row);
	str_clear(&f->said);
	str_addf(&f->said, "%u %s", s->said_count, s->said.text);
	rc = watch_frame(s, f->text.text, err);
	return rc == STIGE_OK ? check_ladders(s, c, err) : rc;
}

static void forget_frames(struct stage *s)
{
	for (size_t i = 0; i < s->frame_count; i++) {
		mem_free(s->frames[i].screen);
		str_release(&s->frames[i].text);
		str_release(&s->frames[i].cursor_row);
		str_release(&s->frames[i].said);
	}
	s->frame_count = 0;
}

/* Instead of a voice: what it would have said last, and how often. */
static void said(void *stage, const char *lang, const char *text)
{
	struct stage *s = stage;

	s->said_count++;
	str_clear(&s->said);
	str_addf(&s->said, "%s: %s", lang, text);
}

/* The script with what the neighbour reads aloud in it: nobody knows that before. */
static void fill_in(struct stage *s, const char *script, struct str *path)
{
	static const char place[] = "{heard}";
	struct str text = STR_INIT, filled = STR_INIT;
	const char *p, *at;

	bench_ok(&s->bench, file_read(script, FILE_MOST, &text, &s->bench.err));
	for (p = text.text; (at = strstr(p, place)); p = at + strlen(place)) {
		str_addn(&filled, p, (size_t)(at - p));
		str_add(&filled, s->heard);
	}
	str_add(&filled, p);
	file_join(path, s->bench.dir, "filled.script");
	bench_ok(&s->bench, file_write(path->text, filled.text, filled.len, &s->bench.err));
	str_release(&filled);
	str_release(&text);
}

void stage_run(struct stage *s, const char *script)
{
	struct bench *b = &s->bench;
	struct str filled = STR_INIT;
	struct term_script_options terminal = {
		.rows = s->options.rows, .cols = s->options.cols, .now = b->now,
		.frame = frame_came, .context = s,
	};
	struct app_options options = { .login = "kih", .localedir = stage_localedir(), .speak = said, .speak_ctx = s };
	struct terminal *t = NULL;
	enum stige_rc rc;

	forget_frames(s);
	bench_reopen(b, "kih");
	b->desk->lang = s->options.lang;
	b->desk->export_dir = b->dir;
	options.desk = b->desk;
	fill_in(s, script, &filled);
	terminal.path = filled.text;
	bench_ok(b, term_script_open(&terminal, &t, &b->err));
	bench_ok(b, app_new(&options, &s->app, &b->err));
	ui_init(&s->ui, s->app, s->options.rows, s->options.cols, b->now);
	bench_ok(b, app_start(s->app, &s->ui, &b->err));
	rc = loop_run(&s->ui, t, &b->err);
	if (rc && s->frame_count)
		print_error("%s, line %d:\n%s\n", script, s->frames[s->frame_count - 1].line,
			s->frames[s->frame_count - 1].text.text);
	bench_ok(b, rc);
	ui_release(&s->ui);
	app_free(s->app);
	t->ops->close(t);
	str_release(&filled);
}

void stage_close(struct stage *s)
{
	forget_frames(s);
	mem_free(s->frames);
	str_release(&s->said);
	bench_close(&s->bench);
}
