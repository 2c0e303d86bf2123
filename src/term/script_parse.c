/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/term/script.h"
#include "script_private.h"
#include "stige/base/banned.h"

enum { SIDE_MOST = 500, MINUTES_MOST = 10000000 };

static struct script_step *add(struct script *s, enum script_kind kind, int line)
{
	s->steps = mem_grow(s->steps, &s->capacity, s->count + 1, sizeof(*s->steps));
	s->steps[s->count] = (struct script_step){ .kind = kind, .line = line };
	return &s->steps[s->count++];
}

bool term_script_size(const char *text, int *ret_rows, int *ret_cols)
{
	const char *x = strchr(text, 'x');
	struct str left = STR_INIT;
	long cols, rows;
	bool fine;

	if (!x)
		return false;
	str_addn(&left, text, (size_t)(x - text));
	fine = str_to_long(left.text, 1, SIDE_MOST, &cols) && str_to_long(x + 1, 1, SIDE_MOST, &rows);
	str_release(&left);
	if (fine) {
		*ret_rows = (int)rows;
		*ret_cols = (int)cols;
	}
	return fine;
}

static bool add_size(struct script *s, const char *arg, int line)
{
	int rows, cols;
	struct script_step *step;

	if (!term_script_size(arg, &rows, &cols))
		return false;
	step = add(s, SCRIPT_SIZE, line);
	step->rows = rows;
	step->cols = cols;
	return true;
}

static bool add_after(struct script *s, const char *arg, int line)
{
	long minutes;

	if (!str_to_long(arg, 0, MINUTES_MOST, &minutes))
		return false;
	add(s, SCRIPT_AFTER, line)->seconds = (int64_t)minutes * 60;
	return true;
}

/* A dump's name becomes a file's: letters, digits, - and _ only. */
static bool add_dump(struct script *s, const char *arg, int line)
{
	static const char fine[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

	if (!arg[0] || arg[strspn(arg, fine)] != '\0' || str_eq(arg, "frames"))
		return false;
	add(s, SCRIPT_DUMP, line)->name = arena_strdup(&s->arena, arg);
	return true;
}

static bool add_typed(struct script *s, const char *text, int line)
{
	struct key key;
	size_t n;

	if (!text[0])
		return false;
	while ((n = key_from_text(text, &key)) > 0) {
		add(s, SCRIPT_KEY, line)->key = key;
		text += n;
	}
	return text[0] == '\0';
}

static bool add_key(struct script *s, const char *name, int line)
{
	enum action action;
	struct key key;

	if (key_parse(name, &key)) {
		add(s, SCRIPT_KEY, line)->key = key;
		return true;
	}
	action = action_by_name(name);
	if (action == ACTION_NONE)
		return false;
	add(s, SCRIPT_KEY, line)->key = (struct key){ .code = KC_ACTION, .ch = (uint32_t)action };
	return true;
}

static bool parse_line(struct script *s, const char *text, int line)
{
	if (str_starts(text, "type "))
		return add_typed(s, text + 5, line);
	if (str_starts(text, "@dump "))
		return add_dump(s, text + 6, line);
	if (str_starts(text, "@size "))
		return add_size(s, text + 6, line);
	if (str_starts(text, "@after "))
		return add_after(s, text + 7, line);
	return text[0] == '\0' || str_starts(text, "# ") || add_key(s, text, line);
}

static enum stige_rc fail(const char *path, int line, const char *text, struct err *err)
{
	return err_set(err, STIGE_DATA,
		_("%s:%d: \"%.60s\" is not a key, an action, type TEXT, @dump NAME, @size CxR or "
		"@after MINUTES."),
		path, line, text);
}

enum stige_rc script_parse(struct script *s, const char *path, const char *text, bool can_dump,
	struct err *err)
{
	struct str one = STR_INIT;
	enum stige_rc rc = STIGE_OK;
	int line;

	for (line = 1; rc == STIGE_OK && *text; line++) {
		size_t n = strcspn(text, "\n");

		str_clear(&one);
		str_addn(&one, text, n);
		text += text[n] ? n + 1 : n;
		if (!parse_line(s, one.text, line))
			rc = fail(path, line, one.text, err);
		else if (!can_dump && s->count > 0 && s->steps[s->count - 1].kind == SCRIPT_DUMP)
			rc = err_set(err, STIGE_DATA, _("%s:%d: @dump needs --dump DIR."), path, line);
	}
	str_release(&one);
	return rc;
}

void script_release(struct script *s)
{
	arena_release(&s->arena);
	mem_free(s->steps);
	*s = (struct script){ .steps = NULL };
}
