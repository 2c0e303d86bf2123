/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sodium.h>

#include "stige/base/bug.h"
#include "stige/base/i18n.h"
#include "stige/store/office.h"

#include "list.h"
#include "stmt.h"
#include "stige/base/banned.h"

/*
 * OWASP's least for Argon2id: 19 MiB, twice; about 20 ms on the machine of reliability.md. The
 * PIN keeps the client from the caseworker's keys for a moment; it opens nothing by itself.
 */
#define PIN_OPS 2
#define PIN_MEMORY ((size_t)19 << 20)

static const char *or_else(const char *s, const char *fallback)
{
	return s && *s != '\0' ? s : fallback;
}

/* Name and PIN are bound to the office and the instant they came with; the rest may change. */
static struct seal_place place_of(struct store *s, const char *column, const struct id *id,
	const struct id *office, int64_t created)
{
	str_clear(&s->clear);
	clear_id(&s->clear, office);
	clear_instant(&s->clear, created);
	return (struct seal_place){ "caseworker", column, *id, s->clear.text };
}

/* NULL and "" mean none. */
static void bind_pin(struct stmt *q, const struct seal_place *place, const char *pin)
{
	char hash[crypto_pwhash_STRBYTES];

	if (!pin || *pin == '\0') {
		stmt_null(q);
		return;
	}
	if (crypto_pwhash_str(hash, pin, strlen(pin), PIN_OPS, PIN_MEMORY) != 0)
		bug_oom();           /* the one way it fails */
	stmt_sealed(q, place, hash, strlen(hash));
	sodium_memzero(hash, sizeof(hash));
}

/* ---- adding ---- */

struct adding {
	const struct caseworker *c;
	const char *pin;
	struct id id, office;
	int64_t created;
};

static enum stige_rc insert(struct store *s, const struct adding *w, struct err *err)
{
	const char *name = or_else(w->c->name, "");
	struct seal_place place = place_of(s, "name", &w->id, &w->office, w->created);
	struct stmt q;

	stmt_begin(&q, s, SQL_CASEWORKER_ADD);
	stmt_id(&q, &w->id);
	stmt_id(&q, &w->office);
	stmt_instant(&q, w->created);
	stmt_text(&q, or_else(w->c->initials, ""));
	stmt_text(&q, or_else(w->c->login, ""));
	stmt_text(&q, words_name(&caseworker_role_words, w->c->role));
	stmt_int(&q, w->c->active);
	stmt_text(&q, or_else(w->c->wage_period, "month"));
	stmt_text(&q, or_else(w->c->wage_basis, "gross"));
	stmt_sealed(&q, &place, name, strlen(name));
	place.column = "pin";
	bind_pin(&q, &place, w->pin);
	return stmt_run(&q, err);
}

static enum stige_rc add(struct store *s, void *arg, struct err *err)
{
	struct adding *w = arg;
	struct event e = event_new(EVENT_CASEWORKER_ADDED);
	enum stige_rc rc = STIGE_OK;

	w->id = id_is_zero(&w->c->id) ? id_make(&s->random) : w->c->id;
	w->office = w->c->office;
	w->created = store_now(s);
	if (id_is_zero(&w->office))
		rc = meta_get_id(s, "office", &w->office, err);
	if (rc == STIGE_OK && id_is_zero(&w->office))
		return err_set(err, STIGE_CONFIG,
			_("%s has no office yet; start stige without a command to set it up"), s->path);
	if (rc == STIGE_OK)
		rc = insert(s, w, err);
	e.office = w->office;
	if (id_is_zero(&s->caseworker))      /* first start: nobody is there to add the first one */
		e.caseworker = w->id;
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc caseworker_add(struct store *s, const struct caseworker *c, const char *pin, struct id *ret_id,
	struct err *err)
{
	struct adding w = { .c = c, .pin = pin };
	enum stige_rc rc = store_tx(s, add, &w, err);

	if (rc == STIGE_OK && ret_id)
		*ret_id = w.id;
	return rc;
}

/* ---- reading ---- */

static void read_caseworker(struct stmt *q, struct arena *a, struct caseworker *ret)
{
	const struct str *name;
	struct seal_place place;

	ret->id = stmt_col_id(q, 0);
	ret->office = stmt_col_id(q, 1);
	ret->initials = arena_strdup(a, stmt_peek_text(q, 3));
	ret->login = arena_strdup(a, stmt_peek_text(q, 4));
	ret->role = (enum caseworker_role)stmt_col_word(q, 5, &caseworker_role_words);
	ret->active = stmt_col_int(q, 6) != 0;
	ret->wage_period = arena_strdup(a, stmt_peek_text(q, 7));
	ret->wage_basis = arena_strdup(a, stmt_peek_text(q, 8));
	place = place_of(q->s, "name", &ret->id, &ret->office, stmt_col_instant(q, 2));
	name = stmt_open_sealed(q, 9, &place);
	ret->name = arena_strndup(a, name->text, name->len);
	ret->has_pin = !stmt_is_null(q, 10);
}

static enum stige_rc nobody(struct err *err)
{
	return err_set(err, STIGE_NOTFOUND,
		_("there is no such caseworker; check the login with `stige doctor`"));
}

static enum stige_rc read_one(struct stmt *q, struct arena *a, struct caseworker *ret, struct err *err)
{
	bool there = stmt_row(q);
	enum stige_rc rc;

	if (there)
		read_caseworker(q, a, ret);
	rc = stmt_end(q, err);
	return rc == STIGE_OK && !there ? nobody(err) : rc;
}

enum stige_rc caseworker_get(struct store *s, struct arena *a, const struct id *id, struct caseworker *ret,
	struct err *err)
{
	struct stmt q;

	stmt_begin(&q, s, SQL_CASEWORKER_GET);
	stmt_id(&q, id);
	return read_one(&q, a, ret, err);
}

enum stige_rc caseworker_find(struct store *s, struct arena *a, const char *login, struct caseworker *ret,
	struct err *err)
{
	struct id ours;
	struct stmt q;
	enum stige_rc rc = meta_get_id(s, "office", &ours, err);

	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_CASEWORKER_FIND);
	stmt_text(&q, login);
	stmt_id(&q, &ours);
	return read_one(&q, a, ret, err);
}

enum stige_rc caseworker_list(struct store *s, struct arena *a, struct caseworker **ret, size_t *ret_count,
	struct err *err)
{
	struct list list;
	struct stmt q;

	list_init(&list, sizeof(**ret));
	stmt_begin(&q, s, SQL_CASEWORKER_LIST);
	while (stmt_row(&q))
		read_caseworker(&q, a, list_add(&list));
	*ret = list_take(&list, a, ret_count);
	return stmt_end(&q, err);
}

/* ---- leaving, roles ---- */

struct change {
	const struct id *id;
	enum sql sql;
	bool active;
	enum caseworker_role role;
};

static enum stige_rc other_holders(struct store *s, const struct id *id, int64_t *ret, struct err *err)
{
	struct stmt q;

	*ret = 0;
	stmt_begin(&q, s, SQL_CASEWORKER_HOLDERS);
	stmt_id(&q, id);
	if (stmt_row(&q))
		*ret = stmt_col_int(&q, 0);
	return stmt_end(&q, err);
}

/* One office changes a caseworker, so that no two editions of one number are ever under way. */
static enum stige_rc is_at_home(struct store *s, const struct id *id, struct err *err)
{
	struct stmt q;
	bool elsewhere;
	enum stige_rc rc;

	stmt_begin(&q, s, SQL_PEER_OF_CASEWORKER);
	stmt_id(&q, id);
	elsewhere = stmt_row(&q);
	rc = stmt_end(&q, err);
	if (rc == STIGE_OK && elsewhere)
		rc = err_set(err, STIGE_PERMISSION,
			_("this caseworker belongs to another office, nothing was changed; it is done there, and comes with "
			"its next bundle"));
	return rc;
}

static enum stige_rc change(struct store *s, void *arg, struct err *err)
{
	const struct change *w = arg;
	struct event e = event_new(EVENT_CASEWORKER_CHANGED);
	char hex[ID_HEX];
	int64_t others = 1;
	struct stmt q;
	enum stige_rc rc = is_at_home(s, w->id, err);

	if (rc == STIGE_OK && (!w->active || w->role != KEY_HOLDER))
		rc = other_holders(s, w->id, &others, err);
	if (rc == STIGE_OK && others == 0)
		return err_set(err, STIGE_PERMISSION,
			_("this is the last key-holder; make somebody else a key-holder first"));
	stmt_begin(&q, s, w->sql);
	if (w->sql == SQL_CASEWORKER_SET_ACTIVE)
		stmt_int(&q, w->active);
	else
		stmt_text(&q, words_name(&caseworker_role_words, w->role));
	stmt_id(&q, w->id);
	if (rc == STIGE_OK)
		rc = stmt_run(&q, err);
	else
		stmt_end(&q, NULL);
	e.reason = w->sql == SQL_CASEWORKER_SET_ROLE ? words_name(&caseworker_role_words, w->role)
		: w->active ? "back" : "left";
	e.item = id_format(w->id, hex);
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc caseworker_set_active(struct store *s, const struct id *id, bool active, struct err *err)
{
	struct change w = { id, SQL_CASEWORKER_SET_ACTIVE, active, KEY_HOLDER };

	return store_tx(s, change, &w, err);
}

enum stige_rc caseworker_set_role(struct store *s, const struct id *id, enum caseworker_role role,
	struct err *err)
{
	struct change w = { id, SQL_CASEWORKER_SET_ROLE, true, role };

	return store_tx(s, change, &w, err);
}

/* ---- PIN ---- */

/* The hash, opened; "" = none. */
static enum stige_rc read_pin(struct store *s, const struct id *id, struct arena *a, const char **ret_hash,
	struct seal_place *ret_place, struct err *err)
{
	struct stmt q;
	bool there;
	enum stige_rc rc;

	*ret_hash = "";
	stmt_begin(&q, s, SQL_CASEWORKER_GET);
	stmt_id(&q, id);
	there = stmt_row(&q);
	if (there) {
		struct id office = stmt_col_id(&q, 1);

		*ret_place = place_of(s, "pin", id, &office, stmt_col_instant(&q, 2));
		*ret_hash = stmt_col_sealed(&q, 10, ret_place, a);
	}
	rc = stmt_end(&q, err);
	return rc == STIGE_OK && !there ? nobody(err) : rc;
}

struct pin_setting {
	const struct id *id;
	const char *pin;
};

static enum stige_rc set_pin(struct store *s, void *arg, struct err *err)
{
	const struct pin_setting *w = arg;
	struct event e = event_new(EVENT_SETTING_CHANGED);
	struct arena a = ARENA_INIT;
	struct seal_place place;
	const char *before;
	struct stmt q;
	enum stige_rc rc = read_pin(s, w->id, &a, &before, &place, err);

	arena_release(&a);
	if (rc != STIGE_OK)
		return rc;
	stmt_begin(&q, s, SQL_CASEWORKER_SET_PIN);
	bind_pin(&q, &place, w->pin);
	stmt_id(&q, w->id);
	rc = stmt_run(&q, err);
	e.item = "pin";
	return rc == STIGE_OK ? event_add(s, &e, err) : rc;
}

enum stige_rc caseworker_set_pin(struct store *s, const struct id *id, const char *pin, struct err *err)
{
	struct pin_setting w = { id, pin };

	return store_tx(s, set_pin, &w, err);
}

bool caseworker_pin_ok(struct store *s, const struct id *id, const char *pin)
{
	struct arena a = ARENA_INIT;
	struct seal_place place;
	const char *hash;
	bool ok = false;

	if (read_pin(s, id, &a, &hash, &place, NULL) == STIGE_OK) {
		if (*hash == '\0')
			ok = *pin == '\0';
		else
			ok = crypto_pwhash_str_verify(hash, pin, strlen(pin)) == 0;
	}
	arena_release(&a);
	return ok;
}
