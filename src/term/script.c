/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stige/term/script.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "script_private.h"
#include "stige/base/banned.h"

struct script_terminal {
	struct terminal base;
	struct term_script_options options;
	struct script script;
	size_t next;                     /* step */
	int line;                        /* of the step done last; 0 before the first */
	int rows, cols;
	int64_t now;
	struct str frame;                /* the newest, as canvas_dump gives it */
	int frames;
	FILE *all_frames;                /* NULL without a folder for dumps */
	struct err failed;               /* rc is not STIGE_OK once something went wrong while painting */
};

static struct script_terminal *self(struct terminal *t)
{
	return (struct script_terminal *)t;
}

static void script_size(struct terminal *t, int *ret_rows, int *ret_cols)
{
	*ret_rows = self(t)->rows;
	*ret_cols = self(t)->cols;
}

static int64_t script_now(struct terminal *t)
{
	return self(t)->now;
}

static void script_put(struct terminal *t, const struct canvas *c, bool all)
{
	struct script_terminal *st = self(t);
	const struct term_script_options *o = &st->options;

	(void)all;
	str_clear(&st->frame);
	canvas_dump(c, &st->frame);
	st->frames++;
	if (st->all_frames
		&& fprintf(st->all_frames, "=== %d %d\n%s", st->frames, st->line, st->frame.text) < 0)
		err_set(&st->failed, STIGE_IO, _("The frames could not be written to %s: %s."), o->dump_dir,
			strerror(errno));
	if (o->frame && st->failed.rc == STIGE_OK)
		st->failed.rc = o->frame(o->context, c, st->line, &st->failed);
}

static enum stige_rc write_dump(const struct script_terminal *st, const char *name, struct err *err)
{
	struct str file = STR_INIT, path = STR_INIT;
	enum stige_rc rc;

	str_addf(&file, "%s.txt", name);
	file_join(&path, st->options.dump_dir, file.text);
	rc = file_write(path.text, st->frame.text, st->frame.len, err);
	str_release(&file);
	str_release(&path);
	return rc;
}

/* One step: a key for the loop, or KC_NONE when it was done here. */
static enum stige_rc take_step(struct script_terminal *st, const struct script_step *step, struct key *ret,
	struct err *err)
{
	*ret = (struct key){ .code = KC_NONE };
	switch (step->kind) {
	case SCRIPT_KEY:
		*ret = step->key;
		break;
	case SCRIPT_DUMP:
		return write_dump(st, step->name, err);
	case SCRIPT_SIZE:
		st->rows = step->rows;
		st->cols = step->cols;
		ret->code = KC_RESIZE;
		break;
	case SCRIPT_AFTER:
		st->now += step->seconds;
		ret->code = KC_TIMEOUT;
		break;
	}
	return STIGE_OK;
}

static enum stige_rc script_read_key(struct terminal *t, int seconds, struct key *ret, struct err *err)
{
	struct script_terminal *st = self(t);
	enum stige_rc rc = STIGE_OK;

	if (st->failed.rc != STIGE_OK) {
		if (err)
			*err = st->failed;
		return st->failed.rc;
	}
	/* Nothing is typed before what is done between two keys is done. */
	ret->code = seconds == 0 ? KC_TIMEOUT : KC_NONE;
	while (rc == STIGE_OK && ret->code == KC_NONE && st->next < st->script.count) {
		const struct script_step *step = &st->script.steps[st->next++];

		st->line = step->line;
		rc = take_step(st, step, ret, err);
	}
	if (ret->code == KC_NONE)
		ret->code = KC_FINISH;
	return rc;
}

static void script_close(struct terminal *t)
{
	struct script_terminal *st = self(t);

	if (st->all_frames)
		fclose(st->all_frames);
	script_release(&st->script);
	str_release(&st->frame);
	mem_free(st);
}

static const struct terminal_ops script_ops = {
	.size = script_size,
	.now = script_now,
	.put = script_put,
	.read_key = script_read_key,
	.close = script_close,
};

/* Frames may show invented people only, but nobody else needs to read them: mode 0600. */
static enum stige_rc open_frames(struct script_terminal *st, struct err *err)
{
	struct str path = STR_INIT;
	enum stige_rc rc = file_make_dir(st->options.dump_dir, err);
	int fd = -1;

	if (rc == STIGE_OK) {
		file_join(&path, st->options.dump_dir, "frames.txt");
		fd = open(path.text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		st->all_frames = fd >= 0 ? fdopen(fd, "w") : NULL;
		if (!st->all_frames)
			rc = err_set(err, STIGE_CANTCREATE, _("%s cannot be written: %s."), path.text,
				strerror(errno));
	}
	str_release(&path);
	return rc;
}

enum stige_rc term_script_open(const struct term_script_options *o, struct terminal **ret, struct err *err)
{
	struct script_terminal *st = mem_alloc(sizeof(*st));
	struct str text = STR_INIT;
	enum stige_rc rc;

	st->base.ops = &script_ops;
	st->base.spark = o->spark;
	st->options = *o;
	st->rows = o->rows;
	st->cols = o->cols;
	st->now = o->now;
	str_init(&st->frame);
	rc = file_read(o->path, FILE_MOST, &text, err);
	if (rc == STIGE_OK)
		rc = script_parse(&st->script, o->path, text.text, o->dump_dir != NULL, err);
	if (rc == STIGE_OK && o->dump_dir)
		rc = open_frames(st, err);
	str_release(&text);
	if (rc == STIGE_OK)
		*ret = &st->base;
	else
		script_close(&st->base);
	return rc;
}
