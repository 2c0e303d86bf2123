/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups at an open desk: which there are, what one lacks, going back to one, and what does not work out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "bench.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/casefile/backups.h"
#include "stige/casefile/caseload.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

static void make(struct bench *b, struct str *path)
{
	bench_ok(b, backups_make(b->desk, b->dir, path, &b->err));
}

static size_t clients(struct bench *b)
{
	struct caseload load;
	size_t n;

	bench_ok(b, caseload_load(b->desk, false, &load, &b->err));
	n = load.count;
	caseload_release(&load);
	return n;
}

/* One kept by the program, one written elsewhere, one that was carried away. */
static void the_list_knows_what_is_there(void **state)
{
	struct arena a = ARENA_INIT;
	struct backup_row *rows;
	struct str path = STR_INIT, gone = STR_INIT;
	struct bench b;
	size_t count = 0;

	(void)state;
	bench_open(&b);
	bench_ok(&b, backup_roll(b.desk->store, &b.err));
	bench_days(&b, 1);
	make(&b, &path);
	file_join(&gone, b.dir, "gone.db");
	bench_ok(&b, backups_make_file(b.desk->store, gone.text, &b.err));
	assert_int_equal(unlink(gone.text), 0);
	bench_ok(&b, backups_list(b.desk, &a, &rows, &count, &b.err));
	assert_int_equal(count, 2);
	assert_true(rows[0].elsewhere);
	assert_string_equal(rows[0].path, path.text);
	assert_false(rows[1].elsewhere);
	for (size_t i = 0; i < count; i++) {
		backups_see(b.desk, &a, &rows[i]);
		assert_int_equal(rows[i].state, BACKUP_WHOLE);
		assert_false(rows[i].sealed);
	}
	assert_int_equal(truncate(path.text, 4096), 0);
	backups_see(b.desk, &a, &rows[0]);
	assert_int_equal(rows[0].state, BACKUP_BAD);
	assert_non_null(strstr(rows[0].why, path.text));
	str_release(&gone);
	str_release(&path);
	arena_release(&a);
	bench_close(&b);
}

static void what_it_lacks_is_counted(void **state)
{
	struct str path = STR_INIT;
	struct backup_look look;
	struct bench b;
	struct id client;
	bool ask;

	(void)state;
	bench_open(&b);
	client = bench_client(&b, "Bo Prøve", "1990-03-04", "no");
	make(&b, &path);
	bench_ok(&b, backups_look(b.desk, path.text, NULL, &look, &ask, &b.err));
	assert_int_equal(look.answers + look.meetings + look.clients + look.others, 0);
	assert_int_equal(look.inside.clients, 1);
	assert_string_equal(look.inside.office_code, "NB");
	assert_false(look.other_office);
	bench_meeting(&b, &client, "2;2;3;4;2;2;3;2;3;internet;28000", "", "");
	bench_client(&b, "Ann Prøve", "1991-03-04", "no");
	bench_ok(&b, backups_look(b.desk, path.text, NULL, &look, &ask, &b.err));
	assert_int_equal(look.answers, 1);
	assert_int_equal(look.meetings, 1);
	assert_int_equal(look.clients, 1);
	assert_int_equal(look.inside.clients, 1);
	assert_int_equal(look.inside.responses, 0);
	str_release(&path);
	bench_close(&b);
}

/* The desk goes on with the restored file, and what was there lies beside it. */
static void the_desk_goes_on_with_it(void **state)
{
	struct str path = STR_INIT, kept = STR_INIT;
	struct bench b;

	(void)state;
	bench_open(&b);
	bench_client(&b, "Bo Prøve", "1990-03-04", "no");
	make(&b, &path);
	bench_client(&b, "Ann Prøve", "1991-03-04", "no");
	assert_int_equal(clients(&b), 2);
	bench_ok(&b, backups_restore(b.desk, path.text, NULL, &kept, &b.err));
	assert_int_equal(clients(&b), 1);
	assert_true(file_exists(kept.text));
	bench_client(&b, "Ida Prøve", "1992-03-04", "no");
	bench_reopen(&b, "kih");
	assert_int_equal(clients(&b), 2);
	str_release(&kept);
	str_release(&path);
	bench_close(&b);
}

static void another_key_needs_its_passphrase(void **state)
{
	struct str path = STR_INIT, kept = STR_INIT;
	struct backup_look look;
	struct bench b;
	bool ask = false;

	(void)state;
	bench_open(&b);
	bench_ok(&b, store_seal(b.desk->store, &b.desk->caseworker.id, "en remse med fire ord", NULL, &b.err));
	bench_client(&b, "Bo Prøve", "1990-03-04", "no");
	make(&b, &path);
	bench_ok(&b, backups_look(b.desk, path.text, NULL, &look, &ask, &b.err));
	bench_ok(&b, store_rekey(b.desk->store, &b.err));
	assert_int_equal(backups_look(b.desk, path.text, NULL, &look, &ask, &b.err), STIGE_PERMISSION);
	assert_true(ask);
	assert_int_equal(backups_look(b.desk, path.text, "en anden remse", &look, &ask, &b.err), STIGE_PERMISSION);
	assert_false(ask);
	bench_ok(&b, backups_look(b.desk, path.text, "en remse med fire ord", &look, &ask, &b.err));
	assert_int_equal(backups_restore(b.desk, path.text, NULL, &kept, &b.err), STIGE_DATA);
	assert_int_equal(clients(&b), 1);
	bench_ok(&b, backups_restore(b.desk, path.text, "en remse med fire ord", &kept, &b.err));
	assert_int_equal(clients(&b), 1);
	str_release(&kept);
	str_release(&path);
	bench_close(&b);
}

static bool network;

static unsigned long disk(const char *dir)
{
	(void)dir;
	return network ? 0x6969 : 0xEF53;        /* NFS; ext4 */
}

/* The backup stands under the name, but the desk could not be opened on it: it says so, and saves nothing more. */
static void what_cannot_be_opened_saves_nothing(void **state)
{
	struct str path = STR_INIT, kept = STR_INIT;
	struct desk_options options = { .login = "kih", .lang = "en" };
	struct desk *d = NULL;
	struct bench b;

	(void)state;
	bench_open(&b);
	bench_client(&b, "Bo Prøve", "1990-03-04", "no");
	make(&b, &path);
	bench_client(&b, "Ann Prøve", "1991-03-04", "no");
	options.store = (struct store_options){ .path = b.path.text, .fs_type = disk };
	options.forms_dir = b.forms.text;
	network = false;
	bench_ok(&b, desk_open(&options, &d, &b.err));
	network = true;
	assert_int_equal(backups_restore(d, path.text, NULL, &kept, &b.err), STIGE_CONFIG);
	assert_non_null(strstr(b.err.msg, "the backup is in place, but it could not be opened"));
	assert_int_equal(desk_set(d, "export_dir", "/x", &b.err), STIGE_CONFIG);
	assert_non_null(strstr(b.err.msg, "was replaced"));
	desk_close(d);
	bench_reopen(&b, "kih");
	assert_int_equal(clients(&b), 1);
	str_release(&kept);
	str_release(&path);
	bench_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_list_knows_what_is_there),
		cmocka_unit_test(what_it_lacks_is_counted),
		cmocka_unit_test(the_desk_goes_on_with_it),
		cmocka_unit_test(another_key_needs_its_passphrase),
		cmocka_unit_test(what_cannot_be_opened_saves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
