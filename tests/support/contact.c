/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * contact LIST OUT.png PROGRAM FORMS: walks through the program by the list and puts a picture of every screen
 * into one, to look at. Nothing is asserted on the pictures; a key that leads nowhere fails.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cairo.h>

#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "vt.h"
#include "stige/base/banned.h"

enum { ROWS = 24, COLS = 80, ACROSS = 4, CAPTION = 24, GAP = 12, WORDS_MOST = 24, SHEET_MOST = 400 << 10 };

struct contact {
	const char *program, *forms;
	char home[64];
	struct vt *vt;
	cairo_surface_t **pictures;
	char **captions;
	size_t count, room;
	size_t captions_room;
};

/* Splits at blanks, in place; "NEW" at the beginning of a word is the folder of this run. */
static size_t split(char *line, const char *words[WORDS_MOST])
{
	size_t n = 0;

	while (n < WORDS_MOST && *(line += strspn(line, " "))) {
		words[n++] = line;
		line += strcspn(line, " ");
		if (*line)
			*line++ = '\0';
	}
	return n;
}

static bool start(struct contact *c, char *line)
{
	const char *words[WORDS_MOST], *argv[WORDS_MOST + 8] = { c->program, "--forms", c->forms, "--lang", "en", "--now",
		"2026-11-22T09:30" };
	const struct vt_options o = { .argv = argv, .rows = ROWS, .cols = COLS };
	struct str path = STR_INIT;
	size_t n = split(line, words), at = 7;

	for (size_t i = 0; i < n; i++) {
		argv[at] = words[i];
		if (str_starts(words[i], "NEW/")) {
			file_join(&path, c->home, words[i] + 4);
			argv[at] = path.text;
		}
		at++;
	}
	vt_free(c->vt);
	c->vt = vt_start(&o);
	str_release(&path);
	return c->vt && vt_wait(c->vt);
}

static bool press(struct contact *c, const char *word)
{
	return str_starts(word, "type:") ? vt_type(c->vt, word + 5) : vt_key(c->vt, word);
}

/* The picture goes through a file: that is how the harness gives it. */
static bool take(struct contact *c, const char *caption)
{
	struct str path = STR_INIT;
	cairo_surface_t *s = NULL;

	file_join(&path, c->home, "one.png");
	if (vt_png(c->vt, path.text))
		s = cairo_image_surface_create_from_png(path.text);
	remove(path.text);
	str_release(&path);
	if (!s || cairo_surface_status(s) != CAIRO_STATUS_SUCCESS)
		return false;
	c->pictures = mem_grow(c->pictures, &c->room, c->count + 1, sizeof(*c->pictures));
	c->captions = mem_grow(c->captions, &c->captions_room, c->count + 1, sizeof(*c->captions));
	c->captions[c->count] = mem_strdup(caption);
	c->pictures[c->count++] = s;
	return true;
}

static bool step(struct contact *c, char *line)
{
	const char *words[WORDS_MOST];
	char *mark = strchr(line, '>');
	size_t n;

	if (line[0] == '=')
		return start(c, line + 1);
	if (!mark)
		return false;
	*mark = '\0';
	n = split(line, words);
	for (size_t i = 0; i < n; i++)
		if (!press(c, words[i]))
			return false;
	return take(c, mark + 2);
}

static bool walk(struct contact *c, char *list)
{
	char *end;

	for (char *line = list; *line; line = end + 1) {
		struct str said = STR_INIT;
		bool fine = true;

		end = strchr(line, '\n');
		if (!end)
			return false;
		*end = '\0';
		str_add(&said, line);
		if (*line && *line != '#')
			fine = step(c, line);
		if (!fine)
			fprintf(stderr, "contact: this step fails: %s\n", said.text);
		str_release(&said);
		if (!fine)
			return false;
	}
	return true;
}

static void put_picture(const struct contact *c, cairo_t *cr, size_t i, int wide, int high)
{
	int x = GAP + (int)(i % ACROSS) * (wide + GAP), y = GAP + (int)(i / ACROSS) * (high + CAPTION + GAP);

	cairo_save(cr);
	cairo_translate(cr, x, y);
	cairo_scale(cr, 0.5, 0.5);
	cairo_set_source_surface(cr, c->pictures[i], 0, 0);
	cairo_paint(cr);
	cairo_restore(cr);
	cairo_set_source_rgb(cr, 0, 0, 0);
	cairo_move_to(cr, x, y + high + CAPTION - 8);
	cairo_show_text(cr, c->captions[i]);
}

static bool put_sheet(const struct contact *c, const char *path)
{
	int wide = cairo_image_surface_get_width(c->pictures[0]) / 2;
	int high = cairo_image_surface_get_height(c->pictures[0]) / 2;
	int down = ((int)c->count + ACROSS - 1) / ACROSS;
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, GAP + ACROSS * (wide + GAP),
		GAP + down * (high + CAPTION + GAP));
	cairo_t *cr = cairo_create(s);
	bool fine;

	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_select_font_face(cr, "DejaVu Sans Mono", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(cr, 14);
	for (size_t i = 0; i < c->count; i++)
		put_picture(c, cr, i, wide, high);
	fine = cairo_surface_write_to_png(s, path) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cr);
	cairo_surface_destroy(s);
	return fine;
}

static void release(struct contact *c)
{
	vt_free(c->vt);
	for (size_t i = 0; i < c->count; i++) {
		cairo_surface_destroy(c->pictures[i]);
		mem_free(c->captions[i]);
	}
	mem_free(c->pictures);
	mem_free(c->captions);
}

int main(int argc, char **argv)
{
	struct contact c = { .home = "/tmp/stige-contact-XXXXXX" };
	struct str list = STR_INIT;
	struct err err = ERR_INIT;
	bool fine;

	if (argc != 5 || !mkdtemp(c.home) || file_read(argv[1], SHEET_MOST, &list, &err)) {
		fputs("usage: contact LIST OUT.png PROGRAM FORMS\n", stderr);
		return 64;
	}
	c.program = argv[3];
	c.forms = argv[4];
	setenv("TERM", "xterm-256color", 1);
	setenv("HOME", c.home, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	fine = walk(&c, list.text) && c.count > 0 && put_sheet(&c, argv[2]);
	printf("%zu screens\n", c.count);
	release(&c);
	str_release(&list);
	return fine ? 0 : 1;
}
