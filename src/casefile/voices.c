/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/base/lay.h"
#include "stige/casefile/voices.h"

#include <stdio.h>
#include <string.h>

#include "stige/base/i18n.h"

#include "noted.h"
#include "spell.h"
#include "tell.h"
#include "stige/base/banned.h"

enum {
	WIDE_GAP = 2,                        /* steps */
	WIDE = 72,
	LABEL = 25, VALUE = 10,
};

static struct voice voice_of(const struct casefile *c, const struct indicator *one)
{
	const struct series *s = casefile_series(c, one->name);

	return (struct voice){ one, series_newest(s->points, s->count), noted_newest(c, one->name) };
}

static bool is_value(const struct voice *v)
{
	return v->point && v->point->state == SERIES_VALUE;
}

static struct voice_pair pair_of(const struct casefile *c, const struct indicator *client)
{
	struct voice_pair p = { .client = voice_of(c, client), .caseworker = voice_of(c, client->pair) };

	p.belief = advice_is_belief(c->desk->instrument->advice, client->pair);
	p.known = is_value(&p.client) && is_value(&p.caseworker);
	if (p.known)
		p.gap = (int)(p.client.point->value - p.caseworker.point->value);
	p.wide = p.gap >= WIDE_GAP || p.gap <= -WIDE_GAP;
	p.apart = p.client.point && p.caseworker.point && p.client.point->date != p.caseworker.point->date;
	return p;
}

void voices_make(struct voices *ret, const struct casefile *c)
{
	const struct indicators *known = &c->desk->instrument->indicators;

	ret->count = 0;
	for (size_t i = 0; i < known->count && ret->count < VOICES_MOST; i++)
		if (known->list[i].side == INDICATOR_CLIENT && known->list[i].pair)
			ret->list[ret->count++] = pair_of(c, &known->list[i]);
}

char *voice_sign(const struct voice_pair *pair, char out[VOICE_SIGN])
{
	int steps = pair->gap < 0 ? -pair->gap : pair->gap;

	out[0] = '\0';
	if (pair->known && steps == 0)
		snprintf(out, VOICE_SIGN, "=");
	else if (pair->known)
		snprintf(out, VOICE_SIGN, "%c+%d", pair->gap > 0 ? 'C' : 'W', steps);
	return out;
}

/* --- recording --- */

struct record_work {
	struct desk *desk;
	const struct id *client, *meeting;
	const struct voice_pair *pair;
	const char *client_says, *caseworker_says;
};

static enum stige_rc record(struct store *s, void *arg, struct err *err)
{
	const struct record_work *w = arg;
	enum stige_rc rc = casefile_note(w->desk, w->client, w->meeting, w->pair->client.indicator->name,
		w->client_says, err);

	(void)s;
	return rc == STIGE_OK ? casefile_note(w->desk, w->client, w->meeting,
		w->pair->caseworker.indicator->name, w->caseworker_says, err) : rc;
}

static bool is_blank(const char *s)
{
	return !s || !s[strspn(s, " \t\n")];
}

enum stige_rc voices_record(struct desk *d, const struct casefile *c, const struct id *meeting,
	const struct voice_pair *pair, const char *client_says, const char *caseworker_says, struct err *err)
{
	struct record_work w = { d, &c->client.id, meeting, pair, client_says, caseworker_says };

	if (is_blank(client_says) || is_blank(caseworker_says))
		return err_set(err, STIGE_DATA, _("Write what both sides say; one alone is a remark."));
	return store_tx(d->store, record, &w, err);
}

/* --- in words --- */

static void put_voice(const struct casefile *c, const struct voice *v, bool pad, struct str *out)
{
	struct str text = STR_INIT;

	spell_name(&text, c->desk, v->indicator);
	lay_cell(out, text.text, LABEL - 1);
	str_addc(out, ' ');
	str_clear(&text);
	spell_point(&text, v->point);
	if (pad)
		lay_cell(out, text.text, VALUE);
	else
		str_add(out, text.text);
	str_release(&text);
}

static void put_sign(const struct voice_pair *p, struct str *out)
{
	char sign[VOICE_SIGN];

	str_add(out, voice_sign(p, sign));
	if (p->wide && !p->belief)
		str_addf(out, " %s", _("talk"));
}

static void remark(const char *who, const struct voice *v, int columns, struct str *out)
{
	struct str first = STR_INIT;

	if (v->remark) {
		str_addf(&first, "     %s: ", who);
		lay_wrap(out, first.text, v->remark->text, columns);
	}
	str_release(&first);
}

static void pair(const struct casefile *c, const struct voice_pair *p, int columns, struct str *out)
{
	str_addc(out, ' ');
	put_voice(c, &p->client, true, out);
	if (columns < WIDE) {
		lay_end(out);
		str_addc(out, ' ');
	}
	put_voice(c, &p->caseworker, true, out);
	put_sign(p, out);
	lay_end(out);
	if (p->apart && p->known)
		tell(c->desk, SENTENCE_VOICES_APART, "     ", columns, out);
	remark(_("Client"), &p->client, columns, out);
	remark(_("Caseworker"), &p->caseworker, columns, out);
}

static void about_belief(const struct casefile *c, const struct voices *v, int columns, struct str *out)
{
	for (size_t i = 0; i < v->count; i++) {
		struct str first = STR_INIT, second = STR_INIT;

		if (!v->list[i].belief)
			continue;
		spell_name(&first, c->desk, v->list[i].client.indicator);
		spell_name(&second, c->desk, v->list[i].caseworker.indicator);
		tell_args(c->desk, SENTENCE_VOICES_BELIEF, (const char *[]){ first.text, second.text, NULL }, "",
			columns, out);
		str_release(&first);
		str_release(&second);
	}
}

void casefile_voices_text(const struct casefile *c, int columns, struct str *out)
{
	struct voices v;

	columns = lay_columns(columns);
	voices_make(&v, c);
	spell_title(out, c, _("Two voices"), columns);
	for (size_t i = 0; i < v.count; i++)
		pair(c, &v.list[i], columns, out);
	str_addc(out, '\n');
	tell(c->desk, SENTENCE_VOICES_TWO, "", columns, out);
	tell(c->desk, SENTENCE_VOICES_GAP, "", columns, out);
	about_belief(c, &v, columns, out);
}
