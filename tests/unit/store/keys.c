/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The keys of a file: who opens it, who does not any more, and what is left to be read by
 * whoever only has the file or the process's memory (reliability.md K1-K4).
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fixture.h"

#include "internal.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/store/backup.h"
#include "stige/store/drafts.h"
#include "stige/store/events.h"
#include "stige/store/keys.h"
#include "stige/store/meetings.h"

static const char karen[] = "correct horse battery";
static const char bent[] = "seven quiet barges";
static const char code[] = "7K3F-QX9D-0B1N-ZZ42-HH8T-M5VC-1R6W-PP0Y";

/* Words of invented people that stand in the file once it is furnished. */
static const char *const canaries[] = {
	"Anna Canary", "Bodil Krydderugle", "kanariefugl-note", "kanariefugl-journal", "kanariefugl-plan",
	"1991-04-02", "Krydderuglen", "JN-447199",
};

static void furnish(struct fixture *f)
{
	struct client_fields was = fixture_fields("Anna Canary"), now = was;
	struct id anna = fixture_client(f, "Anna Canary"), meeting = fixture_meeting(f, &anna, 20100), id;
	struct plan_item step = { .client = anna, .text = "kanariefugl-plan", .agreed = 20100,
		.due = DATE_NONE };
	struct note note = { .client = anna, .text = "kanariefugl-note" };
	struct draft draft = { .form_hash = f->form.hash, .language = "da" };
	struct answer four = answer_number(4);

	now.name = "Bodil Krydderugle";
	now.journal_no = "JN-447199";
	must(f, client_edit(f->s, &anna, &was, &now, &f->err));
	fixture_response(f, &meeting);
	must(f, plan_add(f->s, &step, &id, &f->err));
	must(f, note_add(f->s, &note, &id, &f->err));
	must(f, meeting_set_journal(f->s, &meeting, "kanariefugl-journal", &f->err));
	must(f, meeting_close(f->s, &meeting, MEETING_HELD, &f->err));
	draft.meeting = fixture_meeting(f, &anna, 20200);
	must(f, draft_begin(f->s, &draft, &id, &f->err));
	must(f, draft_put(f->s, &id, "c1", &four, &f->err));
}

/* Rows that come, grow and go, so that pages are split and freed. */
struct stirring {
	struct fixture *f;
	size_t clients;
};

static enum stige_rc stir_all(struct store *s, void *arg, struct err *err)
{
	struct fixture *f = ((struct stirring *)arg)->f;
	char name[200];

	(void)s;
	(void)err;
	for (size_t i = 0; i < ((struct stirring *)arg)->clients; i++) {
		struct client_fields was = fixture_fields("Anna Canary"), now = was;
		struct id id = fixture_client(f, "Anna Canary"), meeting = fixture_meeting(f, &id, 20100);
		struct id response = fixture_response(f, &meeting);

		snprintf(name, sizeof(name), "Bodil Krydderugle %*zu", (int)(i % 150), i);
		now.name = name;
		must(f, client_edit(f->s, &id, &was, &now, &f->err));
		must(f, meeting_set_journal(f->s, &meeting, "kanariefugl-journal", &f->err));
		if (i % 3 == 0)
			must(f, response_void(f->s, &response, VOID_TEST, &f->err));
	}
	return STIGE_OK;
}

static void stir(struct fixture *f, size_t clients)
{
	struct stirring w = { f, clients };

	must(f, store_tx(f->s, stir_all, &w, &f->err));
}

static size_t canaries_found(struct fixture *f)
{
	size_t found = 0;

	for (size_t i = 0; i < ARRAY_SIZE(canaries); i++)
		found += fixture_grep(f, canaries[i], strlen(canaries[i])) > 0;
	return found;
}

static void seal_it(struct fixture *f)
{
	must(f, store_seal(f->s, &f->caseworker, karen, code, &f->err));
}

static int setup_sealed(void **state)
{
	fixture_setup_founded(state);
	furnish(*state);
	seal_it(*state);
	return 0;
}

static void reopen(struct fixture *f)
{
	fixture_reopen(f);
}

static struct id add_caseworker(struct fixture *f, const char *login, enum caseworker_role role)
{
	char name[] = "Bent Bo", initials[] = "BB", *his = mem_strdup(login);
	struct caseworker c = { .name = name, .initials = initials, .login = his, .role = role,
		.active = true };
	struct id id;

	must(f, caseworker_add(f->s, &c, NULL, &id, &f->err));
	mem_free(his);
	return id;
}

static const char *hash_of(struct fixture *f, char hash[65])
{
	must(f, store_dump_hash(f->s, STORE_DUMP_EVENTS, hash, &f->err));
	return hash;
}

/* ---- locked and open ---- */

static void a_sealed_file_opens_locked(void **state)
{
	struct fixture *f = *state;
	struct client_fields fields = fixture_fields("Carl");
	struct client *list;
	size_t count;

	assert_true(store_sealed(f->s));
	assert_false(store_locked(f->s));
	reopen(f);
	assert_true(store_sealed(f->s));
	assert_true(store_locked(f->s));
	assert_int_equal(client_list(f->s, &f->a, NULL, &list, &count, &f->err), STIGE_PERMISSION);
	assert_non_null(strstr(f->err.msg, "locked"));
	assert_int_equal(client_add(f->s, &fields, NULL, NULL, NULL, &f->err), STIGE_PERMISSION);
	assert_int_equal(store_unlock(f->s, "ka", "correct horse batter", &f->err), STIGE_PERMISSION);
	assert_int_equal(store_unlock(f->s, "nobody", karen, &f->err), STIGE_PERMISSION);
	assert_true(store_locked(f->s));
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	must(f, client_list(f->s, &f->a, NULL, &list, &count, &f->err));
	assert_int_equal(count, 1);
	assert_string_equal(list[0].f.name, "Bodil Krydderugle");
	fixture_check(f, 0);
	store_lock(f->s);
	assert_int_equal(client_list(f->s, &f->a, NULL, &list, &count, &f->err), STIGE_PERMISSION);
}

static void a_locked_file_is_not_checked_or_dumped(void **state)
{
	struct fixture *f = *state;
	struct store_findings findings = STORE_FINDINGS_INIT;
	char hash[65], path[128];

	snprintf(path, sizeof(path), "%s/backup.db", f->dir);
	store_lock(f->s);
	assert_int_equal(store_check(f->s, &findings, &f->err), STIGE_PERMISSION);
	assert_int_equal(findings.count, 0);
	assert_int_equal(store_dump_hash(f->s, 0, hash, &f->err), STIGE_PERMISSION);
	assert_int_equal(backup_make(f->s, path, &f->err), STIGE_PERMISSION);
	assert_false(file_exists(path));
}

static void a_backup_needs_the_same_passphrase(void **state)
{
	struct fixture *f = *state;
	char path[128], ours[65], theirs[65];

	snprintf(path, sizeof(path), "%s/backup.db", f->dir);
	must(f, backup_make(f->s, path, &f->err));
	hash_of(f, ours);
	store_close(f->s);
	snprintf(f->path, sizeof(f->path), "%s/backup.db", f->dir);
	fixture_open(f);
	assert_true(store_locked(f->s));
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	assert_string_equal(hash_of(f, theirs), ours);
}

static void a_wrong_passphrase_is_in_the_log(void **state)
{
	struct fixture *f = *state;

	reopen(f);
	assert_int_equal(store_unlock(f->s, "ka", "wrong wrong wrong", &f->err), STIGE_PERMISSION);
	assert_null(strstr(f->err.msg, "wrong wrong"));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM event WHERE kind = 'passphrase-wrong'"), 1);
}

static void accents_may_be_typed_either_way(void **state)
{
	struct fixture *f = *state;

	must(f, key_set(f->s, &f->caseworker, "Bl\xc3\xa5 m\xc3\xa5nelys nu", &f->err));
	reopen(f);
	must(f, store_unlock(f->s, "ka", "Bla\xcc\x8a ma\xcc\x8anelys nu", &f->err));
}

static void a_short_passphrase_is_refused(void **state)
{
	struct fixture *f = *state;
	char longest[PASSPHRASE_MOST + 2];

	assert_int_equal(store_seal(f->s, &f->caseworker, "elevenchars", code, &f->err), STIGE_DATA);
	memset(longest, 'x', sizeof(longest));
	longest[sizeof(longest) - 1] = '\0';
	assert_int_equal(passphrase_check(longest, &f->err), STIGE_DATA);
	longest[PASSPHRASE_MOST] = '\0';
	assert_int_equal(passphrase_check(longest, &f->err), STIGE_OK);
	/* Characters count, not bytes. */
	assert_int_equal(passphrase_check("\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6\xc3\xa6", &f->err), STIGE_DATA);
	assert_false(store_sealed(f->s));
}

static void it_is_sealed_once(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(store_seal(f->s, &f->caseworker, bent, NULL, &f->err), STIGE_DATA);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM key_slot"), 2);
}

/* ---- what is left in the file ---- */

static void nothing_typed_is_found_in_a_sealed_file(void **state)
{
	struct fixture *f = *state;
	char before[65], after[65];

	furnish(f);
	stir(f, 150);
	assert_int_equal(canaries_found(f), ARRAY_SIZE(canaries));       /* the search does find them */
	hash_of(f, before);
	must(f, store_seal(f->s, &f->caseworker, karen, code, &f->err));
	must(f, store_dump_hash(f->s, 0, after, &f->err));
	assert_int_equal(canaries_found(f), 0);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	stir(f, 50);
	assert_int_equal(canaries_found(f), 0);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	fixture_check(f, 0);
}

static void sealing_changes_no_content(void **state)
{
	struct fixture *f = *state;
	char before[65], after[65];

	furnish(f);
	must(f, store_dump_hash(f->s, 0, before, &f->err));
	seal_it(f);
	must(f, store_dump_hash(f->s, 0, after, &f->err));
	assert_string_equal(before, after);
	must(f, store_rekey(f->s, &f->err));
	must(f, store_dump_hash(f->s, 0, after, &f->err));
	assert_string_equal(before, after);
	fixture_check(f, 0);
}

/* A program that died between the commit and the tidying up leaves the mark; unlocking does the rest. */
static void what_was_left_to_tidy_is_tidied_at_unlock(void **state)
{
	struct fixture *f = *state;

	fixture_sql(f, "INSERT INTO meta VALUES ('key.tidy', '1')");
	reopen(f);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM meta WHERE name = 'key.tidy'"), 0);
}

/* ---- tampering ---- */

/* Each change in a copy of the sound file. Is anything of it still taken for true? */
static void every_change_to_a_seal_is_refused(void **state)
{
	static const char *const changes[] = {
		"UPDATE client SET name = (SELECT name FROM client WHERE number = 2) WHERE number = 1",
		"UPDATE client SET name = birth WHERE number = 1",
		"UPDATE client SET birth = goal_reason",
		"UPDATE client SET name = substr(name, 1, length(name) - 1)",
		"UPDATE client SET name = CAST(name || x'00' AS BLOB)",
		"UPDATE client SET name = CAST(x'0011223344556677' || 'Anna' AS BLOB)",
		"UPDATE client SET case_no = 'NB-0077' WHERE number = 1",
		"UPDATE client SET created = '2020-01-01T00:00:00Z'",
		"UPDATE note SET at = '2020-01-01T00:00:00Z'",
		"UPDATE note SET text = (SELECT text FROM plan_item)",
		"UPDATE meeting SET journal = advice",
		"UPDATE meeting SET date = '2020-01-01'",
		"UPDATE response SET completed = '2020-01-01T00:00:00Z'",
		"UPDATE response SET answers = (SELECT value FROM draft_answer)",
		"UPDATE draft_answer SET seq = 7",
		"UPDATE draft_answer SET item = 'c2'",
		"UPDATE revision SET field = 'goal_reason' WHERE field = 'name'",
		"UPDATE revision SET value = (SELECT value FROM revision LIMIT 1)",
		"UPDATE caseworker SET created = '2020-01-01T00:00:00Z'",
		"UPDATE key_slot SET public_key = (SELECT name FROM client LIMIT 1)",
	};
	struct fixture *f = *state;

	fixture_client(f, "Dorte");
	for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
		struct store_findings findings = STORE_FINDINGS_INIT;
		struct str sound = STR_INIT;
		enum stige_rc rc;

		store_close(f->s);
		f->s = NULL;
		must(f, file_read(f->path, FILE_MOST, &sound, &f->err));
		fixture_sql(f, changes[i]);
		fixture_open(f);
		rc = store_unlock(f->s, "ka", karen, &f->err);
		if (rc == STIGE_OK) {
			must(f, store_check(f->s, &findings, &f->err));
			if (findings.count == 0)
				fail_msg("not noticed: %s", changes[i]);
		} else {
			assert_int_equal(rc, STIGE_DATA);
		}
		store_findings_release(&findings);
		store_close(f->s);
		must(f, file_write(f->path, sound.text, sound.len, &f->err));
		str_release(&sound);
		fixture_open(f);
	}
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	fixture_check(f, 0);
}

/* Values kept from before the change of key do not come back. */
static void an_older_key_versions_values_are_refused(void **state)
{
	struct fixture *f = *state;
	char sql[300], old[128];
	struct str bytes = STR_INIT;
	struct client *list;
	size_t count;

	snprintf(old, sizeof(old), "%s/old.db", f->dir);
	must(f, backup_make(f->s, old, &f->err));
	must(f, store_rekey(f->s, &f->err));
	store_close(f->s);
	f->s = NULL;
	snprintf(sql, sizeof(sql), "ATTACH '%s' AS old; UPDATE client SET name = (SELECT o.name FROM old.client o "
		"WHERE o.id = client.id)", old);
	fixture_sql(f, sql);
	fixture_open(f);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	assert_int_equal(client_list(f->s, &f->a, NULL, &list, &count, &f->err), STIGE_DATA);
	str_release(&bytes);
}

/* A slot that was changed leads nowhere: flipped, swapped, cheapened. */
static void every_change_to_a_slot_is_refused(void **state)
{
	static const char *const columns[] = { "salt", "secret", "data_key", "public_key" };
	struct fixture *f = *state;
	char sql[256];
	size_t refused = 0, tried = 0;

	for (size_t i = 0; i < ARRAY_SIZE(columns); i++) {
		for (size_t at = 1; at <= 16; at += 5, tried++) {
			struct str sound = STR_INIT;

			store_close(f->s);
			f->s = NULL;
			must(f, file_read(f->path, FILE_MOST, &sound, &f->err));
			snprintf(sql, sizeof(sql), "UPDATE key_slot SET %s = CAST(substr(%s, 1, %zu) || CASE WHEN "
				"substr(%s, %zu, 1) = x'41' THEN x'42' ELSE x'41' END || substr(%s, %zu) AS BLOB) "
				"WHERE caseworker IS NOT NULL", columns[i], columns[i], at - 1, columns[i], at,
				columns[i], at + 1);
			fixture_sql(f, sql);
			fixture_open(f);
			refused += store_unlock(f->s, "ka", karen, &f->err) != STIGE_OK && store_locked(f->s);
			store_close(f->s);
			must(f, file_write(f->path, sound.text, sound.len, &f->err));
			str_release(&sound);
			fixture_open(f);
		}
	}
	assert_int_equal(refused, tried);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
}

static void parameters_below_the_floor_are_refused(void **state)
{
	static const char *const changes[] = {
		"UPDATE key_slot SET passes = 1",
		"UPDATE key_slot SET memory = 19922943",
		"UPDATE key_slot SET memory = 8192",
		"UPDATE key_slot SET passes = 1000000",
		"UPDATE key_slot SET memory = 1099511627776",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_SIZE(changes); i++) {
		fixture_sql(f, changes[i]);
		reopen(f);
		assert_int_equal(store_unlock(f->s, "ka", karen, &f->err), STIGE_PERMISSION);
		assert_non_null(strstr(f->err.msg, "backup"));
		assert_int_equal(store_unlock_code(f->s, code, &f->err), STIGE_PERMISSION);
		fixture_sql(f, "UPDATE key_slot SET passes = 2, memory = 19922944");
	}
	reopen(f);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
}

static void a_cheaper_wish_gets_the_default(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);

	store_close(f->s);
	options.key_cost = (struct key_cost){ 1, KEY_MEMORY_LEAST };
	must(f, store_open(&options, &f->s, &f->err));
	assert_int_equal(f->s->key_cost.passes, KEY_PASSES);
	assert_int_equal(f->s->key_cost.memory, KEY_MEMORY);
}

/* The mark that says "sealed" cannot be taken away unnoticed. */
static void without_its_mark_nothing_is_taken_for_plain(void **state)
{
	struct fixture *f = *state;
	struct client *list;
	size_t count;

	fixture_sql(f, "DELETE FROM meta WHERE name = 'key.version'");
	reopen(f);
	assert_int_equal(client_list(f->s, &f->a, NULL, &list, &count, &f->err), STIGE_DATA);
}

/* ---- memory ---- */

/* No mapping of the program's own is as large; a sanitizer's shadow is, takes hours to read and holds no data. */
static const unsigned long own_mapping_most = 1ul << 32;

/* How often the bytes stand in this process's memory. `key` is turned over, so that it is not a hit itself. */
static size_t in_memory(const unsigned char turned[SEAL_KEY])
{
	FILE *maps = fopen("/proc/self/maps", "re");
	int mem = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	unsigned char *page = mem_alloc(4096 + SEAL_KEY);
	char line[512];
	size_t hits = 0;

	assert_non_null(maps);
	assert_true(mem >= 0);
	while (fgets(line, sizeof(line), maps)) {
		unsigned long from, to;

		if (sscanf(line, "%lx-%lx r", &from, &to) != 2 || to - from > own_mapping_most)
			continue;
		for (unsigned long at = from; at < to; at += 4096) {
			ssize_t n = pread(mem, page, 4096 + SEAL_KEY, (off_t)at);

			for (ssize_t i = 0; i + SEAL_KEY <= n; i++) {
				size_t k = 0;

				while (k < SEAL_KEY && page[i + (ssize_t)k] == (turned[k] ^ 0xff))
					k++;
				hits += k == SEAL_KEY && (unsigned char *)at != page;
			}
		}
	}
	memset(page, 0, 4096 + SEAL_KEY);
	mem_free(page);
	fclose(maps);
	close(mem);
	return hits;
}

static void the_key_is_gone_from_memory_after_the_lock(void **state)
{
	struct fixture *f = *state;
	unsigned char turned[SEAL_KEY];
	struct client *list;
	size_t count;

	reopen(f);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	must(f, client_list(f->s, &f->a, NULL, &list, &count, &f->err));
	for (size_t i = 0; i < SEAL_KEY; i++)
		turned[i] = seal_key(f->s->seal)[i] ^ 0xff;
	assert_true(in_memory(turned) > 0);          /* the search does find it */
	store_lock(f->s);
	assert_int_equal(in_memory(turned), 0);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	assert_true(in_memory(turned) > 0);
	store_close(f->s);
	f->s = NULL;
	assert_int_equal(in_memory(turned), 0);
}

/* ---- people ---- */

static void each_caseworker_has_an_own_passphrase(void **state)
{
	struct fixture *f = *state;
	struct id bo = add_caseworker(f, "bo", CASEWORKER);
	struct key_info *keys;
	size_t count;

	must(f, key_set(f->s, &bo, bent, &f->err));
	reopen(f);
	assert_int_equal(store_unlock(f->s, "bo", karen, &f->err), STIGE_PERMISSION);
	must(f, store_unlock(f->s, "bo", bent, &f->err));
	store_lock(f->s);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	must(f, key_list(f->s, &f->a, &keys, &count, &f->err));
	assert_int_equal(count, 3);
	assert_true(id_eq(&keys[0].caseworker, &f->caseworker));
	assert_true(id_eq(&keys[1].caseworker, &bo));
	assert_true(id_is_zero(&keys[2].caseworker));
	assert_int_equal(keys[0].memory, KEY_MEMORY_LEAST);
}

static void a_passphrase_is_changed(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(key_try(f->s, &f->caseworker, bent, &f->err), STIGE_PERMISSION);
	must(f, key_try(f->s, &f->caseworker, karen, &f->err));
	must(f, key_set(f->s, &f->caseworker, bent, &f->err));
	reopen(f);
	assert_int_equal(store_unlock(f->s, "ka", karen, &f->err), STIGE_PERMISSION);
	must(f, store_unlock(f->s, "ka", bent, &f->err));
	fixture_check(f, 0);
}

static void only_a_key_holder_hands_out_keys(void **state)
{
	struct fixture *f = *state;
	struct id bo = add_caseworker(f, "bo", CASEWORKER);

	must(f, key_set(f->s, &bo, bent, &f->err));
	store_login(f->s, &bo);
	assert_int_equal(key_set(f->s, &f->caseworker, "mine all mine", &f->err), STIGE_PERMISSION);
	assert_int_equal(key_set_recovery(f->s, code, &f->err), STIGE_PERMISSION);
	assert_int_equal(key_remove(f->s, &f->caseworker, &f->err), STIGE_PERMISSION);
	assert_int_equal(store_rekey(f->s, &f->err), STIGE_PERMISSION);
	must(f, key_set(f->s, &bo, "my own new words", &f->err));
	store_lock(f->s);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
}

static void the_last_key_holder_stays(void **state)
{
	struct fixture *f = *state;
	struct id bo = add_caseworker(f, "bo", CASEWORKER);

	must(f, key_set(f->s, &bo, bent, &f->err));
	assert_int_equal(key_remove(f->s, &f->caseworker, &f->err), STIGE_PERMISSION);
	assert_int_equal(caseworker_set_active(f->s, &f->caseworker, false, &f->err), STIGE_PERMISSION);
	assert_int_equal(caseworker_set_role(f->s, &f->caseworker, CASEWORKER, &f->err), STIGE_PERMISSION);
	must(f, caseworker_set_role(f->s, &bo, KEY_HOLDER, &f->err));
	must(f, key_remove(f->s, &f->caseworker, &f->err));
}

/* Someone leaves: the slot goes, the key changes; the others' passphrases stay as they are. */
static void who_has_left_opens_nothing_after_a_rekey(void **state)
{
	struct fixture *f = *state;
	struct id bo = add_caseworker(f, "bo", CASEWORKER);
	unsigned char old[SEAL_KEY];
	struct client *list;
	size_t count;

	must(f, key_set(f->s, &bo, bent, &f->err));
	memcpy(old, seal_key(f->s->seal), SEAL_KEY);
	must(f, key_remove(f->s, &bo, &f->err));
	must(f, caseworker_set_active(f->s, &bo, false, &f->err));
	must(f, store_rekey(f->s, &f->err));
	assert_int_equal(seal_version(f->s->seal), 2);
	assert_memory_not_equal(old, seal_key(f->s->seal), SEAL_KEY);
	fixture_check(f, 0);
	reopen(f);
	assert_int_equal(store_unlock(f->s, "bo", bent, &f->err), STIGE_PERMISSION);
	seal_unlock(f->s->seal, old);        /* the key that was known before */
	assert_int_equal(client_list(f->s, &f->a, NULL, &list, &count, &f->err), STIGE_DATA);
	store_lock(f->s);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	must(f, client_list(f->s, &f->a, NULL, &list, &count, &f->err));
	store_lock(f->s);
	must(f, store_unlock_code(f->s, code, &f->err));
}

static void a_lost_passphrase_is_recovered(void **state)
{
	struct fixture *f = *state;

	reopen(f);
	assert_int_equal(store_unlock_code(f->s, "7K3F-QX9D-0B1N-ZZ42-HH8T-M5VC-1R6W-PP0Z", &f->err),
		STIGE_PERMISSION);
	assert_int_equal(store_unlock_code(f->s, "7K3F", &f->err), STIGE_PERMISSION);
	must(f, store_unlock_code(f->s, "7k3f qx9d oBiN zz42 hh8t m5vc 1r6w pp0y", &f->err));
	must(f, key_set(f->s, &f->caseworker, bent, &f->err));
	reopen(f);
	must(f, store_unlock(f->s, "ka", bent, &f->err));
	must(f, key_set_recovery(f->s, "0000-1111-2222-3333-4444-5555-6666-7777", &f->err));
	store_lock(f->s);
	assert_int_equal(store_unlock_code(f->s, code, &f->err), STIGE_PERMISSION);
	must(f, store_unlock_code(f->s, "0000-1111-2222-3333-4444-5555-6666-7777", &f->err));
}

static void a_recovery_code_can_be_typed_back(void **state)
{
	char one[RECOVERY_TEXT], two[RECOVERY_TEXT], group[5];

	(void)state;
	recovery_make(one);
	recovery_make(two);
	assert_int_equal(strlen(one), RECOVERY_TEXT - 1);
	assert_string_not_equal(one, two);
	for (size_t i = 0; i < RECOVERY_GROUPS; i++) {
		snprintf(group, sizeof(group), "%.4s", one + 5 * i);
		assert_true(recovery_group_is(one, i, group));
		assert_false(recovery_group_is(one, i, "...."));
		assert_false(recovery_group_is(one, i, ""));
		group[3] = '\0';
		assert_false(recovery_group_is(one, i, group));
	}
	assert_true(recovery_group_is(code, 2, "obin"));
	assert_false(recovery_group_is(code, 2, "0B1NX"));
}

/* ---- two programs ---- */

static void nothing_is_written_with_a_key_that_was_changed(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct client_fields fields = fixture_fields("Carl");
	struct client *list;
	struct store *other;
	size_t count;

	must(f, store_open(&options, &other, &f->err));
	must(f, store_unlock(other, "ka", karen, &f->err));
	store_login(other, &f->caseworker);
	must(f, store_rekey(other, &f->err));
	assert_int_equal(client_list(f->s, &f->a, NULL, &list, &count, &f->err), STIGE_PERMISSION);
	assert_non_null(strstr(f->err.msg, "sealed anew"));
	assert_true(store_locked(f->s));
	assert_int_equal(client_add(f->s, &fields, NULL, NULL, NULL, &f->err), STIGE_PERMISSION);
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	must(f, client_add(f->s, &fields, NULL, NULL, NULL, &f->err));
	store_close(other);
	fixture_check(f, 0);
}

static void nothing_plain_is_written_once_another_has_sealed(void **state)
{
	struct fixture *f = *state;
	struct store_options options = fixture_options(f);
	struct client_fields fields = fixture_fields("Carl");
	struct store *other;

	furnish(f);
	must(f, store_open(&options, &other, &f->err));
	must(f, store_seal(other, &f->caseworker, karen, NULL, &f->err));
	store_close(other);
	assert_int_equal(client_add(f->s, &fields, NULL, NULL, NULL, &f->err), STIGE_PERMISSION);
	assert_int_equal(fixture_number(f, "SELECT count(*) FROM client"), 1);
	assert_int_equal(canaries_found(f), 0);
}

/* ---- a rekey that is stopped ---- */

/* Somebody reads, so the commit fails: all is as before, with the key as before. */
static void a_failed_commit_leaves_the_key_that_was(void **state)
{
	struct fixture *f = *state;
	unsigned char old[SEAL_KEY];
	char before[65], after[65];
	sqlite3 *reader = fixture_raw(f);
	sqlite3_stmt *st;

	memcpy(old, seal_key(f->s->seal), SEAL_KEY);
	hash_of(f, before);
	assert_int_equal(sqlite3_prepare_v2(reader, "SELECT id FROM revision", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	assert_int_equal(store_rekey(f->s, &f->err), STIGE_BUSY);
	sqlite3_finalize(st);
	sqlite3_close(reader);
	assert_int_equal(seal_version(f->s->seal), 1);
	assert_memory_equal(old, seal_key(f->s->seal), SEAL_KEY);
	assert_string_equal(hash_of(f, after), before);
	fixture_check(f, 0);
	fixture_client(f, "Carl");
	must(f, store_rekey(f->s, &f->err));
	fixture_check(f, 0);
}

static void rekey_and_die(struct fixture *f, int ready)
{
	must(f, store_unlock(f->s, "ka", karen, &f->err));
	if (write(ready, "x", 1) != 1)
		_exit(2);
	_exit(store_rekey(f->s, &f->err) == STIGE_OK ? 0 : 1);
}

/* Killed at 40 instants of a rekey: one key or the other opens all of it. */
static void a_killed_rekey_leaves_one_key(void **state)
{
	struct fixture *f = *state;
	char before[65], after[65], byte;
	unsigned killed = 0, version;
	int ready[2], status;

	stir(f, 60);
	must(f, store_dump_hash(f->s, 0, before, &f->err));
	for (int i = 0; i < 40; i++) {
		struct timespec pause = { .tv_nsec = 250000L * i };
		pid_t child;

		reopen(f);
		assert_int_equal(pipe(ready), 0);
		version = seal_version(f->s->seal);
		store_close(f->s);
		f->s = NULL;
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			fixture_open(f);
			store_login(f->s, &f->caseworker);
			rekey_and_die(f, ready[1]);
		}
		assert_int_equal(read(ready[0], &byte, 1), 1);
		nanosleep(&pause, NULL);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		killed += WIFSIGNALED(status);
		close(ready[0]);
		close(ready[1]);
		fixture_open(f);
		store_login(f->s, &f->caseworker);
		must(f, store_unlock(f->s, "ka", karen, &f->err));
		assert_in_range(seal_version(f->s->seal), version, version + 1);
		must(f, store_dump_hash(f->s, 0, after, &f->err));
		assert_string_equal(before, after);
	}
	assert_true(killed > 10);
	fixture_check(f, 0);
}

int main(void)
{
#define FOUNDED(name) cmocka_unit_test_setup_teardown(name, fixture_setup_founded, fixture_teardown)
#define SEALED(name) cmocka_unit_test_setup_teardown(name, setup_sealed, fixture_teardown)
	const struct CMUnitTest tests[] = {
		SEALED(a_sealed_file_opens_locked),
		SEALED(a_locked_file_is_not_checked_or_dumped),
		SEALED(a_backup_needs_the_same_passphrase),
		SEALED(a_wrong_passphrase_is_in_the_log),
		SEALED(accents_may_be_typed_either_way),
		FOUNDED(a_short_passphrase_is_refused),
		SEALED(it_is_sealed_once),
		FOUNDED(nothing_typed_is_found_in_a_sealed_file),
		FOUNDED(sealing_changes_no_content),
		SEALED(what_was_left_to_tidy_is_tidied_at_unlock),
		SEALED(every_change_to_a_seal_is_refused),
		SEALED(an_older_key_versions_values_are_refused),
		SEALED(every_change_to_a_slot_is_refused),
		SEALED(parameters_below_the_floor_are_refused),
		SEALED(a_cheaper_wish_gets_the_default),
		SEALED(without_its_mark_nothing_is_taken_for_plain),
		SEALED(the_key_is_gone_from_memory_after_the_lock),
		SEALED(each_caseworker_has_an_own_passphrase),
		SEALED(a_passphrase_is_changed),
		SEALED(only_a_key_holder_hands_out_keys),
		SEALED(the_last_key_holder_stays),
		SEALED(who_has_left_opens_nothing_after_a_rekey),
		SEALED(a_lost_passphrase_is_recovered),
		SEALED(a_recovery_code_can_be_typed_back),
		SEALED(nothing_is_written_with_a_key_that_was_changed),
		FOUNDED(nothing_plain_is_written_once_another_has_sealed),
		SEALED(a_failed_commit_leaves_the_key_that_was),
		SEALED(a_killed_rekey_leaves_one_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
