/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "series_draw.h"

#include <string.h>

#include "stige/base/banned.h"

size_t series_points(const struct casefile *c, const struct series *s, struct spark_point *out, size_t most,
	size_t *ret_first)
{
	size_t first = 0, n = 0;

	if (s->count > 0) {
		n = c->slots[s->count - 1] + 1;
		first = n > most ? n - most : 0;
		memset(out, 0, sizeof(*out) * most);
	}
	for (size_t i = 0; i < s->count; i++) {
		size_t slot = c->slots[i];

		if (slot < first)
			continue;
		out[slot - first].level = s->points[i].state == SERIES_VALUE ? (signed char)s->points[i].value : 0;
		out[slot - first].seam = (s->points[i].marks & (SERIES_SEAM | SERIES_BREAK)) != 0;
	}
	if (ret_first)
		*ret_first = first;
	return n - first;
}

void series_value(const struct indicator *one, const struct series_point *pt, struct str *out)
{
	switch (pt->state) {
	case SERIES_VALUE:
		if (one->kind == INDICATOR_NUMBER)
			str_addf(out, "%d", (int)(pt->value / 1000));
		else
			str_addf(out, "%d", (int)pt->value);
		return;
	case SERIES_DK:
		str_add(out, "?");
		return;
	case SERIES_DECLINED:
		str_add(out, "--");
		return;
	case SERIES_HOLE:
		str_add(out, "\302\267");
		return;
	}
}
