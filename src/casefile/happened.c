/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "happened.h"

#include "stige/base/banned.h"

enum stige_rc happened(struct store *s, enum event_kind kind, const struct id *client,
	const struct id *meeting, const char *reason, struct err *err)
{
	struct event e = {
		.kind = kind, .form_hash = "", .item = "", .reason = reason, .respondent = "", .mode = "",
		.language = "", .answered = -1, .of = -1, .minutes = -1,
	};

	if (client)
		e.client = *client;
	if (meeting)
		e.meeting = *meeting;
	return event_add(s, &e, err);
}
