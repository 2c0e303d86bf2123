/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige backup make|verify|restore|list: copies of the whole file. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/backups.h"
#include "stige/store/keys.h"
#include "words.h"
#include "stige/base/banned.h"

enum stige_rc cmd_backup_make(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE", .value = &file, .needed = true } };
	struct store *s = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_store(call, &s, err);
	if (!rc)
		rc = session_login(call, s, err);
	if (!rc)
		rc = backups_make_file(s, file, err);
	if (!rc)
		rc = output_say(call, err, _("%s is a whole copy\n"), file);
	store_close(s);
	return rc;
}

/* A private copy is looked at; it needs a folder of one's own for a moment. */
static void work_folder(const struct options *o, struct str *out)
{
	const char *database = o->database ? o->database : "";
	size_t n = strlen(database);

	while (n > 0 && database[n - 1] != '/')
		n--;
	str_addn(out, database, n > 1 ? n - 1 : n);
	if (out->len == 0 || !file_exists(out->text)) {
		str_clear(out);
		str_add(out, getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	}
}

enum stige_rc cmd_backup_verify(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE", .value = &file, .needed = true } };
	struct str work = STR_INIT;
	struct session_key key = { .call = call };
	const struct backup_unlock unlock = { session_unlock_copy, &key };
	struct backup_facts facts;
	char made[INSTANT_TEXT];
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	work_folder(call->options, &work);
	if (!rc)
		rc = backup_verify(file, work.text, &unlock, &facts, err);
	if (!rc)
		rc = output_say(call, err, _("%s is a good backup, made %s\nsha256 of its content %s\n"), file,
			instant_format_local(facts.made, made), facts.dump_hash);
	secret_free(key.passphrase);
	str_release(&work);
	return rc;
}

enum stige_rc cmd_backup_restore(struct command_call *call, struct err *err)
{
	const char *file = NULL;
	const struct word words[] = { { .name = "FILE", .value = &file, .needed = true } };
	const struct options *o = call->options;
	struct session_key key = { .call = call };
	const struct backup_unlock unlock = { session_unlock_copy, &key };
	struct backup_restore restore = {
		.database = o->database, .login = o->as, .unlock = &unlock, .now = session_now, .now_ctx = (void *)(uintptr_t)o,
	};
	struct str kept = STR_INIT;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	restore.backup = file;
	if (!rc && !o->database)
		rc = err_set(err, STIGE_CONFIG, _("it is not known where your database is; name it with --database"));
	if (!rc)
		rc = backup_restore(&restore, &kept, err);
	if (!rc)
		rc = output_say(call, err, _("%s is restored from %s\n"), o->database, file);
	if (!rc && kept.len > 0)
		rc = output_say(call, err, _("what was there before is kept as %s\n"), kept.text);
	secret_free(key.passphrase);
	str_release(&kept);
	return rc;
}

enum stige_rc cmd_backup_list(struct command_call *call, struct err *err)
{
	struct backup_entry *entries = NULL;
	struct arena a = ARENA_INIT;
	struct store *s = NULL;
	char made[INSTANT_TEXT];
	size_t count = 0;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = session_store(call, &s, err);
	if (!rc)
		rc = backup_list(s, &a, &entries, &count, err);
	for (size_t i = 0; i < count && !rc; i++)
		rc = output_say(call, err, "%s  %s\n", instant_format_local(entries[i].made, made), entries[i].path);
	store_close(s);
	arena_release(&a);
	return rc;
}
