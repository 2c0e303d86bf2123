/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing the text of a field. Drawing it is in field_draw.c. */
#include "stige/ui/field.h"

#include <string.h>

#include "stige/base/text.h"
#include "utf8.h"
#include "wrap.h"
#include "stige/base/banned.h"

enum { COLS_UNTIL_LAID_OUT = 60 };

void field_init(struct field *f, size_t most, unsigned flags)
{
	size_t i;

	*f = (struct field){ .most = most, .flags = flags };
	str_init(&f->text);
	/* A secret's memory never moves, so that wiping it wipes all of it. */
	for (i = 0; (flags & FIELD_SECRET) && i < most; i++)
		str_addc(&f->text, ' ');
	str_clear(&f->text);
}

static void wipe(struct str *s)
{
	volatile char *p = s->text;
	size_t i;

	for (i = 0; i < s->cap; i++)
		p[i] = '\0';
}

void field_release(struct field *f)
{
	if (f->flags & FIELD_SECRET)
		wipe(&f->text);
	str_release(&f->text);
	f->cursor = 0;
}

/* The start of the grapheme before `at`. */
static size_t cluster_before(const struct str *text, size_t at)
{
	const char *s = text->text;
	struct text_cluster cl;
	size_t start = 0;

	while ((size_t)(s - text->text) < at) {
		start = (size_t)(s - text->text);
		if (!text_next(&s, &cl))
			break;
	}
	return start;
}

static size_t cluster_after(const struct str *text, size_t at)
{
	const char *s = text->text + at;
	struct text_cluster cl;

	return text_next(&s, &cl) ? (size_t)(s - text->text) : text->len;
}

/* A mark that was typed joins the letter before it: the cursor goes behind both. */
static size_t boundary_from(const struct str *text, size_t at)
{
	const char *s = text->text;
	struct text_cluster cl;

	while ((size_t)(s - text->text) < at && text_next(&s, &cl))
		;
	return (size_t)(s - text->text);
}

static void erase(struct field *f, size_t from, size_t to)
{
	memmove(f->text.text + from, f->text.text + to, f->text.len - to);
	str_cut(&f->text, f->text.len - (to - from));
	f->cursor = from;
}

static void insert(struct field *f, const char *bytes, size_t n)
{
	size_t tail = f->text.len - f->cursor;

	if (f->text.len + n > f->most)
		return;
	str_addn(&f->text, bytes, n);
	memmove(f->text.text + f->cursor + n, f->text.text + f->cursor, tail);
	memcpy(f->text.text + f->cursor, bytes, n);
	f->cursor = boundary_from(&f->text, f->cursor + n);
}

void field_set(struct field *f, const char *text)
{
	size_t n = strlen(text);

	str_clear(&f->text);
	if (n > f->most) {
		n = f->most;
		while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
			n--;
	}
	str_addn(&f->text, text, n);
	f->cursor = f->text.len;
	f->set = f->flags & FIELD_OVER;
}

bool field_empty(const struct field *f)
{
	return f->text.len == 0;
}

static bool number_takes(const struct field *f, uint32_t ch)
{
	if (ch >= '0' && ch <= '9')
		return true;
	if (!(f->flags & FIELD_NUMBER))
		return false;
	if (ch == '-')
		return f->cursor == 0 && f->text.text[0] != '-';
	return (ch == ',' || ch == '.') && !strpbrk(f->text.text, ",.");
}

static bool takes(const struct field *f, uint32_t ch)
{
	if (f->flags & (FIELD_DIGITS | FIELD_NUMBER))
		return number_takes(f, ch);
	return ch >= ' ' && ch != 0x7F && !(ch >= 0x80 && ch < 0xA0);
}

static void type(struct field *f, uint32_t ch, bool over)
{
	const struct field empty = { .text = STR_INIT, .flags = f->flags };
	char bytes[4];

	if (over && takes(&empty, ch))
		erase(f, 0, f->text.len);
	if (takes(f, ch))
		insert(f, bytes, utf8_put(ch, bytes));
}

/* Which line of the wrapped text the cursor is on, that line, and those around it. */
struct place {
	struct wrap_line before, here, after;
	bool has_before, has_after;
};

static struct place find_place(const struct field *f)
{
	struct place p = { .has_before = false };
	struct wrap_line line;
	struct wrap w;
	bool first = true;

	wrap_init(&w, f->text.text, f->cols > 0 ? f->cols : COLS_UNTIL_LAID_OUT);
	while (wrap_next(&w, &line)) {
		if (line.start > f->cursor) {
			p.after = line;
			p.has_after = true;
			break;
		}
		p.before = p.here;
		p.has_before = !first;
		p.here = line;
		first = false;
	}
	return p;
}

/* The byte of a line that is nearest to a column. */
static size_t byte_at_column(const struct str *text, struct wrap_line line, int column)
{
	const char *s = text->text + line.start;
	const char *end = s + line.len;
	struct text_cluster cl;

	while (s < end && text_next(&s, &cl)) {
		column -= cl.width;
		if (column < 0)
			return (size_t)(cl.bytes - text->text);
	}
	return line.start + line.len;
}

static int column_of(const struct field *f, struct wrap_line line)
{
	struct str part = STR_INIT;
	int n;

	str_addn(&part, f->text.text + line.start, f->cursor - line.start);
	n = text_width(part.text);
	str_release(&part);
	return n;
}

static bool move_line(struct field *f, enum key_code code)
{
	struct place p = find_place(f);

	if (code == KC_UP && p.has_before)
		f->cursor = byte_at_column(&f->text, p.before, column_of(f, p.here));
	else if (code == KC_DOWN && p.has_after)
		f->cursor = byte_at_column(&f->text, p.after, column_of(f, p.here));
	return true;
}

static void move_home_end(struct field *f, enum key_code code)
{
	struct wrap_line line = { 0, f->text.len };

	if (f->flags & FIELD_LINES)
		line = find_place(f).here;
	f->cursor = code == KC_HOME ? line.start : line.start + line.len;
}

static void erase_word(struct field *f)
{
	size_t from = f->cursor;

	while (from > 0 && f->text.text[from - 1] == ' ')
		from--;
	while (from > 0 && f->text.text[from - 1] != ' ' && f->text.text[from - 1] != '\n')
		from--;
	erase(f, from, f->cursor);
}

static bool ctrl_key(struct field *f, uint32_t letter)
{
	if (letter == 'u')
		erase(f, 0, f->text.len);
	else if (letter == 'w')
		erase_word(f);
	else
		return false;
	return true;
}

static bool lines_key(struct field *f, enum key_code code)
{
	if (!(f->flags & FIELD_LINES))
		return false;
	if (code == KC_ENTER)
		insert(f, "\n", 1);
	else if (code == KC_UP || code == KC_DOWN)
		return move_line(f, code);
	else
		return false;
	return true;
}

bool field_key(struct field *f, struct key key)
{
	bool over = f->set;

	f->set = false;
	if (key.code == KC_CHAR)
		type(f, key.ch, over);
	else if (key.code == KC_CTRL)
		return ctrl_key(f, key.ch);
	else if (key.code == KC_BACKSPACE)
		erase(f, cluster_before(&f->text, f->cursor), f->cursor);
	else if (key.code == KC_DELETE)
		erase(f, f->cursor, cluster_after(&f->text, f->cursor));
	else if (key.code == KC_LEFT)
		f->cursor = cluster_before(&f->text, f->cursor);
	else if (key.code == KC_RIGHT)
		f->cursor = cluster_after(&f->text, f->cursor);
	else if (key.code == KC_HOME || key.code == KC_END)
		move_home_end(f, key.code);
	else
		return lines_key(f, key.code);
	return true;
}
