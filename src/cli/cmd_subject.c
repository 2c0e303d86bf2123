/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige subject export|correct|restrict|erase: what the law gives a person. */
#include <dirent.h>
#include <string.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/exchange/subject.h"
#include "stige/store/backup.h"
#include "stige/store/events.h"
#include "stige/store/subject.h"
#include "stige/store/words.h"
#include "words.h"
#include "stige/base/banned.h"

static enum stige_rc to_output(void *call, const char *bytes, size_t n, struct err *err)
{
	return output_bytes(call, bytes, n, err);
}

enum stige_rc cmd_subject_export(struct command_call *call, struct err *err)
{
	const char *number = NULL, *output = "-";
	struct subject_options o = { .sink = { to_output, call } };
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "--output", .value = &output },
		{ .name = "--staff", .flag = &o.staff }, { .name = "--cpr", .flag = &o.cpr },
		{ .name = "--reason", .value = &o.reason },
	};
	struct arena a = ARENA_INIT;
	struct str files = STR_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = client_find(d->store, &a, number, &client, err);
	o.client = &client.id;
	if (!rc)
		rc = subject_export(d, &o, output, &files, err);
	if (!rc)
		rc = output_text(call, files.text, err);
	desk_close(d);
	str_release(&files);
	arena_release(&a);
	return rc;
}

/* Correcting is done where things are written; this says where. */
enum stige_rc cmd_subject_correct(struct command_call *call, struct err *err)
{
	const char *number = NULL;
	const struct word words[] = { { .name = "CASE", .value = &number, .needed = true } };
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = client_find(d->store, &a, number, &client, err);
	if (!rc)
		rc = output_say(call, err,
			_("What is written about the person: stige client edit %s, with what is to change.\n"
			"Answers: on the screens, open the client, look at the earlier answers, and correct or withdraw them.\n"
			"The old value is kept, and both are dated. What must not be seen meanwhile: stige subject restrict.\n"),
			client.case_no);
	desk_close(d);
	arena_release(&a);
	return rc;
}

enum stige_rc cmd_subject_restrict(struct command_call *call, struct err *err)
{
	const char *number = NULL, *reason = NULL;
	bool lift = false;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true },
		{ .name = "--reason", .value = &reason, .needed = true }, { .name = "--lift", .flag = &lift },
	};
	struct arena a = ARENA_INIT;
	struct client client;
	struct desk *d = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc)
		rc = words_text("--reason", reason, err);
	if (!rc)
		rc = session_desk(call, &d, err);
	if (!rc)
		rc = client_find(d->store, &a, number, &client, err);
	if (!rc)
		rc = client_restrict(d->store, &client.id, !lift, reason, err);
	if (!rc)
		rc = output_say(call, err, lift ? _("%s is as every other client again\n")
			: _("%s stands in no list and is opened with --purpose alone; nothing is deleted\n"), client.case_no);
	desk_close(d);
	arena_release(&a);
	return rc;
}

/* ---- erasing ---- */

struct erasing {
	struct command_call *call;
	struct desk *desk;
	struct client client;
	struct str elsewhere;            /* files that may hold the person, one a line */
};

static void add_file(struct erasing *w, const char *file)
{
	if (*file != '\0' && !str_eq(file, "-"))
		str_addf(&w->elsewhere, "%s\n", file);
}

/* Files that were written about the person alone, with names in them, or as copies of everything. */
static enum stige_rc find_exports(struct erasing *w, struct arena *a, struct err *err)
{
	struct export_record *list = NULL;
	size_t count = 0;
	enum stige_rc rc = export_list(w->desk->store, a, &list, &count, err);

	for (size_t i = 0; i < count && !rc; i++) {
		bool own = id_eq(&list[i].client, &w->client.id);
		bool all = id_is_zero(&list[i].client) && list[i].names && list[i].at >= w->client.created;

		if (own || all)
			add_file(w, list[i].file);
	}
	return rc;
}

/* Databases that a restore put aside, beside this one. */
static void find_kept(struct erasing *w)
{
	const char *path = store_path(w->desk->store), *slash = strrchr(path, '/');
	struct str dir = STR_INIT;
	struct dirent *entry;
	DIR *d;

	str_addn(&dir, path, slash ? (size_t)(slash - path) : 0);
	d = opendir(dir.len > 0 ? dir.text : "/");
	while (d && (entry = readdir(d)))
		if (strstr(entry->d_name, "-before-restore-"))
			str_addf(&w->elsewhere, "%s/%s\n", dir.text, entry->d_name);
	if (d)
		closedir(d);
	str_release(&dir);
}

static enum stige_rc carry(struct store *copy, void *live, struct err *err)
{
	return subject_carry_tombstones(live, copy, err);
}

/* The rolling backups are made anew without the person; one that cannot be is named, to be deleted by hand. */
static enum stige_rc clean_backups(struct erasing *w, struct arena *a, struct err *err)
{
	struct backup_entry *list = NULL;
	const struct backup_unlock unlock = { backup_lend_keys, w->desk->store };
	size_t count = 0, failed = 0;
	struct err why;
	enum stige_rc rc = backup_list(w->desk->store, a, &list, &count, err);

	for (size_t i = 0; i < count && !rc; i++) {
		why = (struct err)ERR_INIT;
		if (backup_remake(list[i].path, &unlock, carry, w->desk->store, &why) == STIGE_OK)
			continue;
		failed++;
		output_complain(w->call, "%s", why.msg);
		add_file(w, list[i].path);
	}
	if (!rc)
		rc = output_say(w->call, err, _("%s is erased; backups made anew without the person: %zu\n"),
			w->client.case_no, count - failed);
	return rc;
}

static enum stige_rc say_elsewhere(struct erasing *w, struct err *err)
{
	if (w->elsewhere.len == 0)
		return STIGE_OK;
	return output_say(w->call, err, _("These files may still hold the person; delete them where they lie:\n%s"),
		w->elsewhere.text);
}

static enum stige_rc erase(struct erasing *w, enum erase_reason reason, struct err *err)
{
	struct arena a = ARENA_INIT;
	enum stige_rc rc = find_exports(w, &a, err);

	if (!rc)
		rc = subject_erase(w->desk->store, &w->client.id, reason, err);
	if (!rc)
		rc = clean_backups(w, &a, err);
	find_kept(w);
	if (!rc)
		rc = say_elsewhere(w, err);
	arena_release(&a);
	return rc;
}

/* Typed a second time, and by a key-holder: what is gone is gone. */
static enum stige_rc may_erase(const struct erasing *w, const char *confirm, struct err *err)
{
	if (w->desk->caseworker.role != KEY_HOLDER)
		return err_set(err, STIGE_PERMISSION, _("only a key-holder erases a person; ask one of them"));
	if (!str_eq(confirm, w->client.case_no))
		return err_set(err, STIGE_USAGE,
			_("everything about this person goes and cannot be brought back; to do it, write the case number "
			"a second time: --confirm %s"), w->client.case_no);
	return STIGE_OK;
}

enum stige_rc cmd_subject_erase(struct command_call *call, struct err *err)
{
	const char *number = NULL, *confirm = NULL, *reason = NULL;
	const struct word words[] = {
		{ .name = "CASE", .value = &number, .needed = true }, { .name = "--confirm", .value = &confirm },
		{ .name = "--reason", .value = &reason, .needed = true },
	};
	struct erasing w = { .call = call, .elsewhere = STR_INIT };
	struct arena a = ARENA_INIT;
	unsigned why = 0;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (!rc && !words_find(&erase_reason_words, reason, &why))
		rc = err_set(err, STIGE_USAGE, _("--reason cannot be \"%s\"; it is one of %s"), reason,
			"expired, client-asked, mistake, court");
	if (!rc)
		rc = session_desk(call, &w.desk, err);
	if (!rc)
		rc = client_find(w.desk->store, &a, number, &w.client, err);
	if (!rc)
		rc = may_erase(&w, confirm, err);
	if (!rc)
		rc = erase(&w, (enum erase_reason)why, err);
	desk_close(w.desk);
	str_release(&w.elsewhere);
	arena_release(&a);
	return rc;
}
