/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige key: who can open the database, and with what. */
#include "commands.h"
#include "output.h"
#include "prompt.h"
#include "session.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/store/keys.h"
#include "words.h"
#include "stige/base/banned.h"

/* ---- list ---- */

static const struct key_info *key_of(const struct key_info *keys, size_t count, const struct id *caseworker)
{
	for (size_t i = 0; i < count; i++)
		if (id_eq(&keys[i].caseworker, caseworker))
			return &keys[i];
	return NULL;
}

static enum stige_rc say_caseworker(struct command_call *call, const struct caseworker *c,
	const struct key_info *key, struct err *err)
{
	const char *role = c->role == KEY_HOLDER ? _("key-holder") : _("caseworker");

	return output_say(call, err, "%-6s %-16s %-12s %s\n", c->initials, c->login, c->active ? role : _("left"),
		key ? _("has a key") : _("no key"));
}

static enum stige_rc say_keys(struct command_call *call, const struct store *s, const struct caseworker *all,
	size_t count, const struct key_info *keys, size_t key_count, struct err *err)
{
	static const struct id nobody;
	size_t holders = 0;
	enum stige_rc rc = STIGE_OK;

	for (size_t i = 0; i < count && !rc; i++) {
		rc = say_caseworker(call, &all[i], key_of(keys, key_count, &all[i].id), err);
		holders += all[i].active && all[i].role == KEY_HOLDER;
	}
	if (!rc && store_sealed(s))
		rc = output_say(call, err, "%s\n", key_of(keys, key_count, &nobody)
			? _("A recovery code opens it too.")
			: _("There is no recovery code; `stige key code` makes one."));
	if (!rc && !store_sealed(s))
		rc = output_say(call, err, "%s\n", _("The database is not sealed; `stige key seal` seals it."));
	if (!rc && holders < 2)
		rc = output_say(call, err, "%s\n", _("Only one key-holder: if that passphrase is lost and the code too, "
			"everything is. Make a second one with `stige key add LOGIN --key-holder`."));
	return rc;
}

enum stige_rc cmd_key_list(struct command_call *call, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct store *s = NULL;
	struct caseworker *all;
	struct key_info *keys;
	size_t count = 0, key_count = 0;
	enum stige_rc rc = words_parse(call, NULL, 0, err);

	if (!rc)
		rc = session_store(call, &s, err);
	if (!rc)
		rc = session_login(call, s, err);
	if (!rc)
		rc = caseworker_list(s, &a, &all, &count, err);
	if (!rc)
		rc = key_list(s, &a, &keys, &key_count, err);
	if (!rc)
		rc = say_keys(call, s, all, count, keys, key_count, err);
	store_close(s);
	arena_release(&a);
	return rc;
}

/* ---- the acts ---- */

/* What an act works on: the store, unlocked and logged in. */
struct acting {
	struct command_call *call;
	struct store *s;
	struct arena arena;
};

static enum stige_rc act_begin(struct command_call *call, struct acting *ret, struct err *err)
{
	enum stige_rc rc;

	*ret = (struct acting){ .call = call, .arena = ARENA_INIT };
	rc = session_store(call, &ret->s, err);
	if (!rc && !store_sealed(ret->s))
		rc = err_set(err, STIGE_CONFIG, _("%s has no passphrase yet; `stige key seal` sets the first one"),
			store_path(ret->s));
	return rc ? rc : session_login(call, ret->s, err);
}

static enum stige_rc act_end(struct acting *act, enum stige_rc rc)
{
	store_close(act->s);
	arena_release(&act->arena);
	return rc;
}

static enum stige_rc no_words(struct command_call *call, struct err *err)
{
	return words_parse(call, NULL, 0, err);
}

enum stige_rc cmd_key_seal(struct command_call *call, struct err *err)
{
	struct store *s = NULL;
	char code[RECOVERY_TEXT], *passphrase = NULL;
	enum stige_rc rc = no_words(call, err);

	if (!rc)
		rc = session_file(call, &s, err);
	if (!rc && store_sealed(s))
		rc = err_set(err, STIGE_DATA, _("%s is sealed already; `stige key change` changes a passphrase"),
			store_path(s));
	if (!rc)
		rc = session_login(call, s, err);
	if (!rc && id_is_zero(store_caseworker(s)))
		rc = err_set(err, STIGE_CONFIG, _("%s has no office yet; start stige once without a command to set it up"),
			store_path(s));
	if (!rc)
		rc = prompt_new_passphrase(call, call->options->as, &passphrase, err);
	recovery_make(code);
	if (!rc)
		rc = prompt_keep_recovery(call, code, err);
	if (!rc)
		rc = store_seal(s, store_caseworker(s), passphrase, code, err);
	if (!rc)
		rc = output_say(call, err, _("%s is sealed; backups made before are not, and can be read by anybody\n"),
			store_path(s));
	secret_free(passphrase);
	store_close(s);
	return rc;
}

/* The old one was typed to unlock. */
enum stige_rc cmd_key_change(struct command_call *call, struct err *err)
{
	struct acting act;
	char *passphrase = NULL;
	enum stige_rc rc = no_words(call, err);

	if (rc)
		return rc;
	rc = act_begin(call, &act, err);
	if (!rc)
		rc = prompt_new_passphrase(call, call->options->as, &passphrase, err);
	if (!rc)
		rc = key_set(act.s, store_caseworker(act.s), passphrase, err);
	if (!rc)
		rc = output_say(call, err, _("the passphrase of %s is changed\n"), call->options->as);
	secret_free(passphrase);
	return act_end(&act, rc);
}

struct adding {
	const char *login, *name, *initials;
	bool key_holder;
};

/* Who is there already is taken as he is; a name makes somebody new. */
static enum stige_rc find_or_make(struct acting *act, const struct adding *w, struct id *ret, struct err *err)
{
	struct caseworker who = { .active = true, .role = w->key_holder ? KEY_HOLDER : CASEWORKER };
	enum stige_rc rc = caseworker_find(act->s, &act->arena, w->login, &who, NULL);

	if (rc == STIGE_OK) {
		*ret = who.id;
		return w->key_holder && who.role != KEY_HOLDER ? caseworker_set_role(act->s, ret, KEY_HOLDER, err)
			: STIGE_OK;
	}
	if (!w->name || !w->initials)
		return err_set(err, STIGE_USAGE,
			_("nobody has the login \"%s\" yet; give --name and --initials too"), w->login);
	who.login = arena_strdup(&act->arena, w->login);
	who.name = arena_strdup(&act->arena, w->name);
	who.initials = arena_strdup(&act->arena, w->initials);
	return caseworker_add(act->s, &who, NULL, ret, err);
}

static enum stige_rc only_key_holders(struct acting *act, struct err *err)
{
	struct caseworker me;
	enum stige_rc rc = caseworker_get(act->s, &act->arena, store_caseworker(act->s), &me, err);

	if (!rc && me.role != KEY_HOLDER)
		rc = err_set(err, STIGE_PERMISSION,
			_("only a key-holder may do this; `stige key list` says who they are"));
	return rc;
}

enum stige_rc cmd_key_add(struct command_call *call, struct err *err)
{
	struct adding w = { .login = NULL };
	const struct word words[] = {
		{ .name = "LOGIN", .value = &w.login, .needed = true },
		{ .name = "--name", .value = &w.name },
		{ .name = "--initials", .value = &w.initials },
		{ .name = "--key-holder", .flag = &w.key_holder },
	};
	struct acting act;
	struct id id;
	char *passphrase = NULL;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (rc)
		return rc;
	rc = act_begin(call, &act, err);
	if (!rc)
		rc = only_key_holders(&act, err);
	if (!rc)
		rc = prompt_new_passphrase(call, w.login, &passphrase, err);
	if (!rc)
		rc = find_or_make(&act, &w, &id, err);
	if (!rc)
		rc = key_set(act.s, &id, passphrase, err);
	if (!rc)
		rc = output_say(call, err, _("%s has a key; ask for `stige key change` at the first chance\n"), w.login);
	secret_free(passphrase);
	return act_end(&act, rc);
}

enum stige_rc cmd_key_remove(struct command_call *call, struct err *err)
{
	const char *login = NULL;
	const struct word words[] = { { .name = "LOGIN", .value = &login, .needed = true } };
	struct acting act;
	struct caseworker who;
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (rc)
		return rc;
	rc = act_begin(call, &act, err);
	if (!rc)
		rc = caseworker_find(act.s, &act.arena, login, &who, err);
	if (!rc)
		rc = key_remove(act.s, &who.id, err);
	if (!rc)
		rc = caseworker_set_active(act.s, &who.id, false, err);
	if (!rc)
		rc = output_say(call, err, _("%s has left and has no key any more; `stige key rekey` changes the key "
			"that was known, for copies that may be about\n"), login);
	return act_end(&act, rc);
}

/* Behind the code nobody is logged in yet: who types a new passphrase is the caseworker of --as. */
enum stige_rc cmd_key_recover(struct command_call *call, struct err *err)
{
	struct store *s = NULL;
	char *code = NULL, *passphrase = NULL;
	enum stige_rc rc = no_words(call, err);

	if (!rc)
		rc = session_file(call, &s, err);
	if (!rc && !store_sealed(s))
		rc = err_set(err, STIGE_CONFIG, _("%s has no passphrase yet; `stige key seal` sets the first one"),
			store_path(s));
	if (!rc)
		rc = prompt_recovery(call, &code, err);
	if (!rc)
		rc = store_unlock_code(s, code, err);
	if (!rc)
		rc = session_login(call, s, err);
	if (!rc)
		rc = prompt_new_passphrase(call, call->options->as, &passphrase, err);
	if (!rc)
		rc = key_set(s, store_caseworker(s), passphrase, err);
	if (!rc)
		rc = output_say(call, err, _("the passphrase of %s is changed\n"), call->options->as);
	secret_free(code);
	secret_free(passphrase);
	store_close(s);
	return rc;
}

enum stige_rc cmd_key_code(struct command_call *call, struct err *err)
{
	struct acting act;
	char code[RECOVERY_TEXT];
	enum stige_rc rc = no_words(call, err);

	if (rc)
		return rc;
	rc = act_begin(call, &act, err);
	if (!rc)
		rc = only_key_holders(&act, err);
	recovery_make(code);
	if (!rc)
		rc = prompt_keep_recovery(call, code, err);
	if (!rc)
		rc = key_set_recovery(act.s, code, err);
	if (!rc)
		rc = output_say(call, err, "%s\n", _("the code before opens nothing any more"));
	return act_end(&act, rc);
}

enum stige_rc cmd_key_rekey(struct command_call *call, struct err *err)
{
	struct acting act;
	enum stige_rc rc = no_words(call, err);

	if (rc)
		return rc;
	rc = act_begin(call, &act, err);
	if (!rc)
		rc = store_rekey(act.s, err);
	if (!rc)
		rc = output_say(call, err, _("%s has a new key; every passphrase and the recovery code stay as they are\n"),
			store_path(act.s));
	return act_end(&act, rc);
}
