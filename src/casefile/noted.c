/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "noted.h"

#include "stige/base/banned.h"

const struct note *noted_newest(const struct casefile *c, const char *item)
{
	const struct note *newest = NULL;

	for (size_t i = 0; i < c->note_count; i++)
		if (str_eq(c->notes[i].item, item) && (!newest || c->notes[i].at >= newest->at))
			newest = &c->notes[i];
	return newest;
}
