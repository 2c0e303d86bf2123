/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The office SB, paired with the scripts' own: "paired" and no more; "bundle": SB has what NB had, wrote
 * another journal number for Aksel than NB did since, and its bundle lies in the folder for exports; "office": the
 * same, but of the name of the office NB; "card": not paired, SB.card lies in the folder for
 * exports, and {heard} in the script is what SB reads aloud.
 */
#include "stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/exchange/bundle.h"
#include "stige/exchange/pairing.h"
#include "stige/base/banned.h"

static struct peer meet(struct bench *b, struct bench *other, struct arena *a)
{
	struct str card = STR_INIT;
	struct peer peer;

	bench_ok(other, pairing_card(other->desk, &card, &other->err));
	bench_ok(b, pairing_meet(b->desk, card.text, card.len, a, &peer, &b->err));
	str_release(&card);
	return peer;
}

static void pair_up(struct bench *x, struct bench *y)
{
	struct arena a = ARENA_INIT;
	struct peer of_y = meet(x, y, &a), of_x = meet(y, x, &a);
	char code[PAIRING_CODE];

	bench_ok(x, pairing_code(x->desk, &of_y, code, &x->err));
	bench_ok(x, pairing_confirm(x->desk, &of_y, code, &x->err));
	bench_ok(y, pairing_confirm(y->desk, &of_x, code, &y->err));
	arena_release(&a);
}

static void send_bundle(struct bench *from, struct bench *to, const char *folder, bool take)
{
	struct str path = STR_INIT, name = STR_INIT;
	struct bundle_facts facts;
	struct merge_report report;

	str_addf(&name, "%s-%s-0001.stige", from->desk->office.code, to->desk->office.code);
	file_join(&path, folder, name.text);
	bench_ok(from, bundle_make(from->desk, to->desk->office.code, path.text, &facts, &from->err));
	if (take)
		bench_ok(to, bundle_merge(to->desk, path.text, MERGE_KEEP, &facts, &report, &to->err));
	str_release(&name);
	str_release(&path);
}

static void write_number(struct bench *b, const struct id *client, const char *number)
{
	struct casefile *c;
	struct client_fields now;

	desk_purpose(b->desk, client, "substitute");
	c = bench_file(b, client);
	now = c->client.f;
	now.journal_no = number;
	bench_ok(b, casefile_edit(b->desk, c, &now, &b->err));
	casefile_free(c);
}

/* The name of an office, of this one or of the other. */
static void name_office(struct bench *b, const struct id *which, const char *name)
{
	struct arena a = ARENA_INIT;
	struct office *list;
	size_t count = 0;

	bench_ok(b, office_list(b->desk->store, &a, &list, &count, &b->err));
	for (size_t i = 0; i < count; i++)
		if (id_eq(&list[i].id, which)) {
			list[i].name = arena_strdup(&a, name);
			bench_ok(b, office_set(b->desk->store, &list[i], &b->err));
		}
	arena_release(&a);
}

/* SB has read NB's card, and knows what it will read aloud; NB finds SB's. */
static void leave_card(struct stage *s, struct bench *sb)
{
	struct str path = STR_INIT, card = STR_INIT;
	struct arena a = ARENA_INIT;
	struct peer nb = meet(sb, &s->bench, &a);

	bench_ok(sb, pairing_code(sb->desk, &nb, s->heard, &sb->err));
	file_join(&path, s->bench.dir, "SB.card");
	bench_ok(sb, pairing_card(sb->desk, &card, &sb->err));
	bench_ok(sb, file_write(path.text, card.text, card.len, &sb->err));
	str_release(&card);
	str_release(&path);
	arena_release(&a);
}

void neighbour_prepare(struct stage *s, const char *what)
{
	static const struct founding typed = { .name = "Bo Pedersen", .initials = "BP", .office_code = "sb", .login = "bop",
		.lang = "en" };
	struct bench sb;

	bench_open_as(&sb, &typed, 43);
	bench_ok(&s->bench, desk_set(s->bench.desk, "export_dir", s->bench.dir, &s->bench.err));
	if (!str_eq(what, "card"))
		pair_up(&s->bench, &sb);
	if (str_eq(what, "bundle")) {
		send_bundle(&s->bench, &sb, sb.dir, true);
		write_number(&sb, &s->aksel, "4711");
		write_number(&s->bench, &s->aksel, "4712");
		send_bundle(&sb, &s->bench, s->bench.dir, false);
	}
	if (str_eq(what, "office")) {
		send_bundle(&s->bench, &sb, sb.dir, true);
		name_office(&sb, &s->bench.desk->office.id, "Nordby i byen");
		name_office(&s->bench, &s->bench.desk->office.id, "Nordby");
		send_bundle(&sb, &s->bench, s->bench.dir, false);
	}
	if (str_eq(what, "card"))
		leave_card(s, &sb);
	bench_close(&sb);
}
