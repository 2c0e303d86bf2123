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
#include "stige/base/mem.h"
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
	assert_string_equal(top(s), "tour");
	press(s, "Esc");
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
	assert_true(shows(s, "anybody who gets hold"));
	assert_false(s->bench.desk->founded);
	press(s, "Enter");               /* back: the harmless choice comes first */
	assert_string_equal(top(s), "first-start");
	assert_true(shows(s, "With a passphrase") || shows(s, "The disk is encrypted"));
	press(s, "Down");
	press(s, "Down");
	press(s, "Enter");
	press(s, "2");
	press(s, "Enter");
	assert_string_equal(top(s), "tour");
	press(s, "Esc");
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

/* What is known of the disk is said, and no more than that. */
static void the_choice_is_explained_by_the_disk(void **state)
{
	static const struct {
		enum disk_state disk;
		const char *says;
	} cases[] = {
		{ DISK_PLAIN, "the disk is not encrypted" },
		{ DISK_UNKNOWN, "this computer does not tell" },
		{ DISK_ENCRYPTED, "The disk is encrypted" },
	};
	struct seat *s = *state;

	for (int i = 0; i < 8; i++)
		press(s, "Down");            /* from the name to the passphrase */
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		s->bench.desk->disk = cases[i].disk;
		assert_true(shows(s, cases[i].says));
	}
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

/* ---- forgotten, changed, given, taken ---- */

static void keys_screen(struct seat *s)
{
	enter(s, PASSPHRASE);
	assert_string_equal(top(s), "caseload");
	ui_action(&s->ui, ACTION_KEYS);
	assert_string_equal(top(s), "keys");
}

/* The file is opened anew with this passphrase, or not. */
static bool opens_with(struct seat *s, const char *passphrase)
{
	again(s);
	enter(s, passphrase);
	return str_eq(top(s), "caseload");
}

static void a_forgotten_passphrase_is_replaced_by_the_code(void **state)
{
	struct seat *s = *state;
	char code[RECOVERY_TEXT];

	enter(s, PASSPHRASE);
	recovery_make(code);
	bench_ok(&s->bench, key_set_recovery(s->bench.desk->store, code, &s->bench.err));
	again(s);
	press(s, "Tab");
	assert_true(shows(s, "Recovery code"));
	enter(s, "AAAA-BBBB");
	assert_string_equal(top(s), "unlock");
	assert_true(shows(s, "A recovery code has 8"));
	enter(s, code);
	assert_string_equal(top(s), "passphrase");
	press(s, "Esc");                     /* nobody gets in without setting one */
	assert_string_equal(top(s), "unlock");
	assert_true(store_locked(s->bench.desk->store));
	enter(s, code);
	enter(s, "a wholly new one");
	enter(s, "a wholly new one");
	press(s, "Enter");
	assert_string_equal(top(s), "caseload");
	assert_true(shows(s, "Kanariebrandt"));
	assert_false(opens_with(s, PASSPHRASE));
	assert_true(opens_with(s, "a wholly new one"));
}

static void an_idle_page_behind_the_code_locks_again(void **state)
{
	struct seat *s = *state;
	char code[RECOVERY_TEXT];

	enter(s, PASSPHRASE);
	recovery_make(code);
	bench_ok(&s->bench, key_set_recovery(s->bench.desk->store, code, &s->bench.err));
	again(s);
	press(s, "Tab");
	enter(s, code);
	assert_string_equal(top(s), "passphrase");
	s->ui.now += UI_IDLE_SECONDS;
	ui_tick(&s->ui);
	assert_string_equal(top(s), "unlock");
	assert_true(store_locked(s->bench.desk->store));
	press(s, "Tab");
	enter(s, PASSPHRASE);
	assert_string_equal(top(s), "caseload");
}

static void a_passphrase_is_changed_by_who_knows_it(void **state)
{
	struct seat *s = *state;

	keys_screen(s);
	assert_true(shows(s, "This file is sealed"));
	press(s, "Enter");
	assert_string_equal(top(s), "passphrase");
	enter(s, "wrong horse battery");
	enter(s, "a wholly new one");
	enter(s, "a wholly new one");
	press(s, "Enter");
	assert_true(shows(s, "That is not the passphrase"));
	press(s, "Ctrl-u");
	enter(s, PASSPHRASE);
	press(s, "Down");
	press(s, "Down");
	press(s, "Enter");
	assert_string_equal(top(s), "keys");
	assert_true(shows(s, "Your passphrase is changed"));
	assert_false(opens_with(s, PASSPHRASE));
	assert_true(opens_with(s, "a wholly new one"));
}

static bool opens_for(struct seat *s, const char *login, const char *passphrase)
{
	struct err err = ERR_INIT;

	store_lock(s->bench.desk->store);
	return store_unlock(s->bench.desk->store, login, passphrase, &err) == STIGE_OK;
}

static void a_colleague_comes_and_leaves(void **state)
{
	struct seat *s = *state;

	keys_screen(s);
	press(s, "Down");
	press(s, "Enter");                   /* a new caseworker */
	enter(s, "Mette Lund");
	enter(s, "ML");
	enter(s, "mlu");
	press(s, "Enter");                   /* a caseworker, not a key-holder */
	enter(s, "four words for mette");
	enter(s, "four words for mette");
	press(s, "Enter");
	assert_string_equal(top(s), "keys");
	assert_true(shows(s, "Mette Lund (mlu)"));
	assert_true(opens_for(s, "mlu", "four words for mette"));
	press(s, "End");
	press(s, "Enter");
	press(s, "4");                       /* has left */
	press(s, "Enter");
	press(s, "2");
	press(s, "Enter");
	assert_true(shows(s, "does not work here any more"));
	assert_false(opens_for(s, "mlu", "four words for mette"));
	assert_true(opens_for(s, "kih", PASSPHRASE));
}

static void a_colleague_gets_another_passphrase_and_a_role(void **state)
{
	struct seat *s = *state;

	a_colleague_comes_and_leaves(state);
	press(s, "Enter");
	assert_true(shows(s, "does not work here any more"));
	press(s, "Home");
	press(s, "Down");
	press(s, "Enter");
	enter(s, "Ole Vind");
	enter(s, "OV");
	enter(s, "ovi");
	press(s, "Enter");
	enter(s, "four words for oleOL");
	enter(s, "four words for oleOL");
	press(s, "Enter");
	press(s, "End");
	assert_true(shows(s, "Ole Vind (ovi)"));
	press(s, "Enter");
	press(s, "2");
	press(s, "Enter");
	assert_true(shows(s, "A passphrase for OV"));
	enter(s, "another one for ole");
	enter(s, "another one for ole");
	press(s, "Enter");
	assert_true(opens_for(s, "ovi", "another one for ole"));
	assert_false(opens_for(s, "ovi", "four words for oleOL"));
	assert_true(opens_for(s, "kih", PASSPHRASE));
	press(s, "Enter");
	press(s, "3");
	press(s, "Enter");
	assert_true(shows(s, "is a key-holder now"));
	assert_int_equal(s->bench.desk->key_holders, 2);
}

static void the_file_gets_a_new_key(void **state)
{
	struct seat *s = *state;

	keys_screen(s);
	press(s, "End");
	press(s, "Up");                      /* above the caseworkers: one's own PIN, and above that */
	press(s, "Up");
	press(s, "Enter");
	assert_true(shows(s, "Seal everything anew"));
	press(s, "2");
	press(s, "Enter");
	assert_true(shows(s, "The file has a new key"));
	assert_true(opens_with(s, PASSPHRASE));
	assert_true(shows(s, "Kanariebrandt"));
}

/* Typed back first: until then the old code is the one that holds. */
static void a_new_code_replaces_the_one_that_is_lost(void **state)
{
	struct seat *s = *state;
	char two[5], seven[5];

	keys_screen(s);
	assert_true(shows(s, "There is no recovery code"));
	press(s, "Down");
	press(s, "Down");
	press(s, "Enter");
	assert_string_equal(top(s), "recovery");
	look(s);
	wanted_group(s, 1, two);
	wanted_group(s, 6, seven);
	press(s, "Enter");
	enter(s, two);
	enter(s, seven);
	press(s, "Enter");
	assert_string_equal(top(s), "keys");
	assert_true(shows(s, "a recovery code opens it too"));
}

static void a_plain_file_is_sealed_from_the_screens(void **state)
{
	struct seat *s = *state;
	char two[5], seven[5];

	fill_page(s, "", "");
	press(s, "Enter");
	press(s, "2");
	press(s, "Enter");
	press(s, "Esc");                 /* the tour */
	ui_action(&s->ui, ACTION_KEYS);
	assert_true(shows(s, "This file is not sealed"));
	press(s, "Enter");
	enter(s, PASSPHRASE);
	enter(s, PASSPHRASE);
	press(s, "Enter");
	assert_string_equal(top(s), "recovery");
	look(s);
	wanted_group(s, 1, two);
	wanted_group(s, 6, seven);
	press(s, "Enter");
	enter(s, two);
	enter(s, seven);
	press(s, "Enter");
	assert_string_equal(top(s), "keys");
	assert_true(shows(s, "This file is sealed"));
	assert_false(shows(s, "not sealed"));
	assert_true(opens_with(s, PASSPHRASE));
}

int main(void)
{
#define NEW(name) cmocka_unit_test_setup_teardown(name, setup_new, teardown)
#define SEALED(name) cmocka_unit_test_setup_teardown(name, setup_sealed, teardown)
	const struct CMUnitTest tests[] = {
		NEW(first_start_ends_when_the_code_was_typed_back),
		NEW(two_different_passphrases_are_not_taken),
		NEW(without_a_passphrase_the_warning_stays),
		NEW(the_choice_is_explained_by_the_disk),
		NEW(a_plain_file_is_sealed_from_the_screens),
		SEALED(a_forgotten_passphrase_is_replaced_by_the_code),
		SEALED(an_idle_page_behind_the_code_locks_again),
		SEALED(a_passphrase_is_changed_by_who_knows_it),
		SEALED(a_colleague_comes_and_leaves),
		SEALED(a_colleague_gets_another_passphrase_and_a_role),
		SEALED(the_file_gets_a_new_key),
		SEALED(a_new_code_replaces_the_one_that_is_lost),
		SEALED(the_start_asks_for_the_passphrase),
		SEALED(esc_leaves_at_the_start),
		SEALED(an_idle_screen_wipes_the_key),
		SEALED(a_stop_wipes_the_key),
		SEALED(nothing_half_typed_is_lost),
		SEALED(the_rooms_lock_keeps_the_key_for_a_quarter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
