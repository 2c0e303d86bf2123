/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A sealed database on the screens: first start with its recovery code, the passphrase at the
 * start, after a while without keys and after a stop; what shows while the key is away.
 */
#include "../casefile/bench.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "app_state.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

#define PASSPHRASE "correct horse battery"
#define NAME "Aksel Kanariebrandt"

struct seat {
	struct bench bench;
	struct app *app;
	struct ui ui;
	struct id aksel;
	struct str shown;
};

/* ---- the screens without a terminal ---- */

static void look(struct seat *s)
{
	struct canvas c = canvas_new(s->ui.rows, s->ui.cols);

	ui_draw(&s->ui, &c);
	str_clear(&s->shown);
	for (int i = 0; i < c.rows; i++) {
		canvas_row_text(&c, i, &s->shown);
		str_addc(&s->shown, '\n');
	}
	canvas_free(&c);
}

static bool shows(struct seat *s, const char *text)
{
	look(s);
	return strstr(s->shown.text, text) != NULL;
}

static void press(struct seat *s, const char *name)
{
	struct key key;

	assert_true(key_parse(name, &key));
	ui_key(&s->ui, key);
}

static void type(struct seat *s, const char *text)
{
	for (; *text; text++)
		ui_key(&s->ui, (struct key){ .code = KC_CHAR, .ch = (unsigned char)*text });
}

static void enter(struct seat *s, const char *text)
{
	type(s, text);
	press(s, "Enter");
}

static const char *top(const struct seat *s)
{
	return ui_top(&s->ui) ? ui_top(&s->ui)->name : "";
}

static void start(struct seat *s)
{
	struct app_options options = { .desk = s->bench.desk, .login = "kih", .localedir = "" };

	bench_ok(&s->bench, app_new(&options, &s->app, &s->bench.err));
	ui_init(&s->ui, s->app, 24, 80, s->bench.now);
	bench_ok(&s->bench, app_start(s->app, &s->ui, &s->bench.err));
}

static void stop(struct seat *s)
{
	if (!s->app)
		return;
	ui_release(&s->ui);
	app_free(s->app);
	s->app = NULL;
}

static void again(struct seat *s)
{
	stop(s);
	bench_reopen(&s->bench, "kih");
	start(s);
}

static int setup_sealed(void **state)
{
	static struct seat s;
	struct bench *b = &s.bench;

	memset(&s, 0, sizeof(s));
	str_init(&s.shown);
	i18n_start("en", "");
	bench_open(b);
	s.aksel = bench_client(b, NAME, "1988-03-04", "yes");
	bench_ok(b, caseworker_set_pin(b->desk->store, &b->desk->caseworker.id, "4711", &b->err));
	bench_ok(b, store_seal(b->desk->store, &b->desk->caseworker.id, PASSPHRASE, NULL, &b->err));
	again(&s);
	*state = &s;
	return 0;
}

/* A database that nobody has worked in. */
static int setup_new(void **state)
{
	static struct seat s;

	memset(&s, 0, sizeof(s));
	str_init(&s.shown);
	i18n_start("en", "");
	bench_open(&s.bench);
	desk_close(s.bench.desk);
	s.bench.desk = NULL;
	assert_int_equal(unlink(s.bench.path.text), 0);
	bench_reopen(&s.bench, "kih");
	start(&s);
	*state = &s;
	return 0;
}

static int teardown(void **state)
{
	struct seat *s = *state;

	stop(s);
	str_release(&s->shown);
	bench_close(&s->bench);
	return 0;
}

/* ---- first start ---- */

static void fill_page(struct seat *s, const char *passphrase, const char *once_more)
{
	enter(s, "Kanarina Holm");
	enter(s, "KH");
	enter(s, "NB");
	for (int i = 0; i < 5; i++)
		press(s, "Enter");           /* office name to PIN: left empty */
	enter(s, passphrase);
	enter(s, once_more);
}

static void wanted_group(const struct seat *s, size_t group, char out[5])
{
	const char *p = s->shown.text;
	size_t n = 0;

	/* Eight groups in two lines: "XXXX-XXXX-XXXX-XXXX" twice. */
	while ((p = strchr(p, '-')) != NULL) {
		const char *code = p - 4;

		if (code >= s->shown.text && strspn(code, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == 19) {
			if (n + 4 > group) {
				snprintf(out, 5, "%s", code + 5 * (group - n));
				return;
			}
			n += 4;
			p = code + 19;
		}
		p++;
	}
	fail_msg("no group %zu on the screen:\n%s", group, s->shown.text);
}

static void first_start_ends_when_the_code_was_typed_back(void **state)
{
	struct seat *s = *state;
	char two[5], seven[5];
	struct str bytes = STR_INIT;

	assert_string_equal(top(s), "first-start");
	fill_page(s, PASSPHRASE, PASSPHRASE);
	press(s, "Enter");
	assert_string_equal(top(s), "recovery");
	assert_false(s->bench.desk->founded);
	look(s);
	wanted_group(s, 1, two);
	wanted_group(s, 6, seven);
	press(s, "Enter");
	assert_false(shows(s, two));         /* from paper, not from the screen */
	enter(s, "0000");
	enter(s, seven);
	press(s, "Enter");
	assert_true(shows(s, "That is not what stands there"));
	assert_false(s->bench.desk->founded);
	press(s, "Ctrl-u");
	enter(s, two);
	press(s, "Enter");
	press(s, "Enter");
	assert_string_equal(top(s), "caseload");
	assert_true(s->bench.desk->sealed);
	assert_false(shows(s, "not sealed"));
	stop(s);
	desk_close(s->bench.desk);
	s->bench.desk = NULL;
	bench_ok(&s->bench, file_read(s->bench.path.text, FILE_MOST, &bytes, &s->bench.err));
	for (size_t i = 0; i + 8 <= bytes.len; i++)
		assert_true(memcmp(bytes.text + i, "Kanarina", 8) != 0);
	str_release(&bytes);
	bench_reopen(&s->bench, "kih");
	assert_true(s->bench.desk->locked);
	bench_ok(&s->bench, desk_unlock(s->bench.desk, PASSPHRASE, &s->bench.err));
	assert_string_equal(s->bench.desk->caseworker.name, "Kanarina Holm");
}

static void two_different_passphrases_are_not_taken(void **state)
{
	struct seat *s = *state;

	fill_page(s, PASSPHRASE, "correct horse batteri");
	press(s, "Enter");
	assert_string_equal(top(s), "first-start");
	assert_true(shows(s, "The two are not the same"));
	assert_false(s->bench.desk->founded);
}

static void without_a_passphrase_the_warning_stays(void **state)
{
	struct seat *s = *state;

	fill_page(s, "", "");
	press(s, "Enter");
	assert_string_equal(top(s), "caseload");
	assert_false(s->bench.desk->sealed);
	/* Whether it is seen depends on the disk under the test. */
	assert_int_equal(shows(s, "not sealed"), s->bench.desk->exposed);
	s->bench.desk->exposed = true;
	app_follow_desk(s->app);
	assert_true(shows(s, "not sealed"));
	s->bench.desk->exposed = false;
	app_follow_desk(s->app);
	assert_false(shows(s, "not sealed"));
}

/* ---- locked and unlocked ---- */

static void the_start_asks_for_the_passphrase(void **state)
{
	struct seat *s = *state;

	assert_string_equal(top(s), "unlock");
	assert_true(shows(s, "Passphrase of kih:"));
	assert_false(shows(s, "Kanariebrandt"));
	press(s, "Enter");
	enter(s, "wrong horse battery");
	assert_string_equal(top(s), "unlock");
	assert_true(shows(s, "That is not the passphrase"));
	assert_false(shows(s, "horse"));
	enter(s, PASSPHRASE);
	assert_string_equal(top(s), "caseload");
	assert_true(shows(s, "Kanariebrandt"));
	press(s, "q");
	assert_true(s->ui.quit);
}

static void esc_leaves_at_the_start(void **state)
{
	struct seat *s = *state;

	press(s, "Esc");
	assert_true(s->ui.quit);
}

static void an_idle_screen_wipes_the_key(void **state)
{
	struct seat *s = *state;

	enter(s, PASSPHRASE);
	press(s, "Enter");
	assert_string_equal(top(s), "client");
	assert_true(shows(s, "Kanariebrandt"));
	s->ui.now += UI_IDLE_SECONDS - 1;
	ui_tick(&s->ui);
	assert_string_equal(top(s), "client");
	s->ui.now += 1;
	ui_tick(&s->ui);
	assert_string_equal(top(s), "unlock");
	assert_true(store_locked(s->bench.desk->store));
	assert_false(shows(s, "Kanariebrandt"));
	press(s, "Esc");
	assert_string_equal(top(s), "unlock");
	enter(s, "4711");                    /* the PIN is no key */
	assert_string_equal(top(s), "unlock");
	enter(s, PASSPHRASE);
	assert_string_equal(top(s), "client");
	assert_true(shows(s, "Kanariebrandt"));
	assert_false(store_locked(s->bench.desk->store));
}

static void a_stop_wipes_the_key(void **state)
{
	struct seat *s = *state;

	enter(s, PASSPHRASE);
	ui_suspend(&s->ui);
	assert_true(s->ui.pending & UI_SUSPEND);
	assert_string_equal(top(s), "unlock");
	assert_true(store_locked(s->bench.desk->store));
	assert_false(shows(s, "Kanariebrandt"));
	enter(s, PASSPHRASE);
	assert_string_equal(top(s), "caseload");
}

/* What was half typed is still there. */
static void nothing_half_typed_is_lost(void **state)
{
	struct seat *s = *state;

	enter(s, PASSPHRASE);
	press(s, "c");
	type(s, "Camilla Half");
	assert_true(shows(s, "Camilla Half"));
	s->ui.now += UI_IDLE_SECONDS;
	ui_tick(&s->ui);
	assert_false(shows(s, "Camilla Half"));
	enter(s, PASSPHRASE);
	assert_true(shows(s, "Camilla Half"));
}

/* The PIN ends the client's room, and the key was there all the time; after a quarter of an hour it is not. */
static void the_rooms_lock_keeps_the_key_for_a_quarter(void **state)
{
	const struct lock_arg room = { .room = true };
	struct seat *s = *state;

	enter(s, PASSPHRASE);
	bench_ok(&s->bench, ui_push(&s->ui, &screen_lock, &room, NULL, &s->bench.err));
	s->ui.now += 15 * 60 - 1;
	ui_tick(&s->ui);
	assert_string_equal(top(s), "lock");
	enter(s, "4711");
	assert_string_equal(top(s), "caseload");
	bench_ok(&s->bench, ui_push(&s->ui, &screen_lock, &room, NULL, &s->bench.err));
	s->ui.now += 15 * 60;
	ui_tick(&s->ui);
	assert_string_equal(top(s), "unlock");
	assert_true(store_locked(s->bench.desk->store));
	enter(s, PASSPHRASE);
	assert_string_equal(top(s), "lock");
	enter(s, "4711");
	assert_string_equal(top(s), "caseload");
}

int main(void)
{
#define NEW(name) cmocka_unit_test_setup_teardown(name, setup_new, teardown)
#define SEALED(name) cmocka_unit_test_setup_teardown(name, setup_sealed, teardown)
	const struct CMUnitTest tests[] = {
		NEW(first_start_ends_when_the_code_was_typed_back),
		NEW(two_different_passphrases_are_not_taken),
		NEW(without_a_passphrase_the_warning_stays),
		SEALED(the_start_asks_for_the_passphrase),
		SEALED(esc_leaves_at_the_start),
		SEALED(an_idle_screen_wipes_the_key),
		SEALED(a_stop_wipes_the_key),
		SEALED(nothing_half_typed_is_lost),
		SEALED(the_rooms_lock_keeps_the_key_for_a_quarter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
