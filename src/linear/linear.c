/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/linear/linear.h"

#include "parts.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/casefile/caseload.h"
#include "stige/base/banned.h"

/* Anybody's client of this office: a colleague's asks for the purpose first. */
static enum stige_rc find(struct talk *t, const char *case_no, struct caseload *load, const struct client **ret,
	struct err *err)
{
	enum stige_rc rc = caseload_load(t->desk, true, load, err);

	*ret = NULL;
	for (size_t i = 0; !rc && i < load->count; i++)
		if (str_eq(load->rows[i].client.case_no, case_no))
			*ret = &load->rows[i].client;
	if (!rc && !*ret)
		rc = err_set(err, STIGE_NOTFOUND, _("There is no client \"%s\" here; see stige client list."), case_no);
	return rc;
}

/* `stige meet CASE`: this client's meeting, and then the end. */
static enum stige_rc meet(struct talk *t, const char *case_no, struct err *err)
{
	struct caseload load = { 0 };
	const struct client *client;
	enum stige_rc rc = find(t, case_no, &load, &client, err);

	if (!rc && client_may_open(t, client)) {
		struct id id = client->id;

		meeting_begin_talk(t, &id);
	}
	caseload_release(&load);
	return rc;
}

static enum stige_rc work(struct talk *t, struct err *err)
{
	enum said said = SAID_TEXT;
	enum stige_rc rc;

	if (t->options.hint)
		talk_say(t, "%s", t->options.hint);
	if (t->options.meet)
		return meet(t, t->options.meet, err);
	talk_say(t, "%s", _("At every prompt ? explains, \"back\" goes back, \"stop\" leaves; everything is kept."));
	rc = left_talk(t, &said, err);
	return rc || said == SAID_END ? rc : caseload_talk(t, err);
}

enum stige_rc linear_run(const struct linear_options *options, struct err *err)
{
	struct talk t = {
		.options = *options, .desk = options->desk, .lines = options->lines, .look = LOOK_OWN,
	};
	enum stige_rc rc = STIGE_OK;
	bool in = true;

	if (!t.desk->founded && !t.desk->locked)
		in = first_start(&t);
	else if (t.desk->locked)
		in = lock_at_start(&t);
	if (in)
		rc = work(&t, err);
	sitting_free(t.sitting);
	return rc;
}
