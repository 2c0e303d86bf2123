/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stige/base/mem.h"
#include "stige/base/str.h"

#define SECTOR 512
#define FILES_MOST 64                /* open at once; file descriptors above are not the store's */
#define NO_FILE (-1)
#define THE_FOLDER 0                 /* the folder itself as a "file"; real ones, and folders in it, count from 1 */

enum kind { OP_NAME, OP_UNNAME, OP_RENAME, OP_WRITE, OP_TRUNCATE, OP_SYNC, OP_MARK };

struct op {
	enum kind kind;
	int file;
	int folder;                  /* of a name: whose fsync makes the change safe */
	off_t at;                    /* OP_WRITE; the new size for OP_TRUNCATE */
	size_t n;
	unsigned char *bytes;
	char *name, *to;
};

/* A file has as many as it was given; most have one. */
struct name {
	const char *text;            /* of the operation that gave it */
	int file;
};

struct names {
	struct name *list;
	size_t count, cap;
};

struct record {
	char *dir;
	struct op *ops;
	size_t count, cap;
	int by_fd[FILES_MOST];
	struct names names;          /* as they are now */
	bool *is_folder;             /* by number */
	size_t files, files_cap;
};

/* ---- names ---- */

static struct name *named(const struct names *names, const char *text)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->list[i].text, text) == 0)
			return &names->list[i];
	return NULL;
}

static void give_name(struct names *names, const char *text, int file)
{
	struct name *there = named(names, text);

	if (!there) {
		names->list = mem_grow(names->list, &names->cap, names->count + 1, sizeof(*names->list));
		there = &names->list[names->count++];
	}
	*there = (struct name){ text, file };
}

static void take_name(struct names *names, const char *text)
{
	struct name *there = named(names, text);

	if (there)
		*there = names->list[--names->count];
}

static void change_names(struct names *names, const struct op *op)
{
	if (op->kind == OP_NAME) {
		give_name(names, op->name, op->file);
	} else if (op->kind == OP_UNNAME) {
		take_name(names, op->name);
	} else if (op->kind == OP_RENAME) {
		take_name(names, op->name);
		give_name(names, op->to, op->file);
	}
}

/* ---- recording ---- */

struct record *record_new(const char *dir)
{
	struct record *r = mem_alloc(sizeof(*r));

	r->dir = mem_strdup(dir);
	for (size_t i = 0; i < FILES_MOST; i++)
		r->by_fd[i] = NO_FILE;
	r->is_folder = mem_grow(NULL, &r->files_cap, 1, sizeof(*r->is_folder));
	r->is_folder[THE_FOLDER] = true;
	r->files = 1;
	return r;
}

void record_free(struct record *r)
{
	for (size_t i = 0; i < r->count; i++) {
		mem_free(r->ops[i].bytes);
		mem_free(r->ops[i].name);
		mem_free(r->ops[i].to);
	}
	mem_free(r->names.list);
	mem_free(r->is_folder);
	mem_free(r->ops);
	mem_free(r->dir);
	mem_free(r);
}

static struct op *add(struct record *r, enum kind kind, int file)
{
	struct op *op;

	r->ops = mem_grow(r->ops, &r->cap, r->count + 1, sizeof(*r->ops));
	op = &r->ops[r->count++];
	*op = (struct op){ .kind = kind, .file = file };
	return op;
}

/* The name inside the folder, or NULL for a path elsewhere. */
static const char *inside(const struct record *r, const char *path)
{
	size_t n = strlen(r->dir);

	return strncmp(path, r->dir, n) == 0 && path[n] == '/' ? path + n + 1 : NULL;
}

static int file_named(const struct record *r, const char *name)
{
	const struct name *there = named(&r->names, name);

	return there ? there->file : NO_FILE;
}

/* Which folder a name is in; it must have been made while this was recorded. */
static int folder_of(const struct record *r, const char *name)
{
	const char *slash = strrchr(name, '/');
	struct str folder = STR_INIT;
	int file = THE_FOLDER;

	if (slash) {
		str_addn(&folder, name, (size_t)(slash - name));
		file = file_named(r, folder.text);
	}
	str_release(&folder);
	if (file == NO_FILE)
		abort();
	return file;
}

static void add_name(struct record *r, enum kind kind, int file, const char *name, const char *to)
{
	struct op *op = add(r, kind, file);

	op->name = mem_strdup(name);
	op->to = to ? mem_strdup(to) : NULL;
	op->folder = folder_of(r, to ? to : name);
	change_names(&r->names, op);
}

static int new_file(struct record *r, const char *name, bool is_folder)
{
	r->is_folder = mem_grow(r->is_folder, &r->files_cap, r->files + 1, sizeof(*r->is_folder));
	r->is_folder[r->files] = is_folder;
	add_name(r, OP_NAME, (int)r->files, name, NULL);
	return (int)r->files++;
}

void record_open(struct record *r, int fd, const char *path, bool may_create)
{
	const char *name = inside(r, path);
	int file = NO_FILE;

	if (strcmp(path, r->dir) == 0)
		file = THE_FOLDER;
	else if (name)
		file = file_named(r, name);
	if (name && file == NO_FILE && may_create)
		file = new_file(r, name, false);
	if (fd < FILES_MOST)
		r->by_fd[fd] = file;
	else if (file != NO_FILE)
		abort();
}

void record_folder(struct record *r, const char *path)
{
	const char *name = inside(r, path);

	if (name)
		new_file(r, name, true);
}

static int file_of(const struct record *r, int fd)
{
	return fd >= 0 && fd < FILES_MOST ? r->by_fd[fd] : NO_FILE;
}

void record_close(struct record *r, int fd)
{
	if (fd >= 0 && fd < FILES_MOST)
		r->by_fd[fd] = NO_FILE;
}

void record_write(struct record *r, int fd, off_t at, const void *bytes, size_t n)
{
	int file = file_of(r, fd);
	struct op *op;

	if (file == NO_FILE)
		return;
	op = add(r, OP_WRITE, file);
	op->at = at;
	op->n = n;
	op->bytes = mem_alloc(n);
	memcpy(op->bytes, bytes, n);
}

void record_truncate(struct record *r, int fd, off_t size)
{
	int file = file_of(r, fd);

	if (file != NO_FILE)
		add(r, OP_TRUNCATE, file)->at = size;
}

void record_sync(struct record *r, int fd)
{
	int file = file_of(r, fd);

	if (file != NO_FILE)
		add(r, OP_SYNC, file);
}

void record_unlink(struct record *r, const char *path)
{
	const char *name = inside(r, path);
	int file = name ? file_named(r, name) : NO_FILE;

	if (file != NO_FILE)
		add_name(r, OP_UNNAME, file, name, NULL);
}

void record_link(struct record *r, const char *from, const char *to)
{
	const char *old = inside(r, from), *new = inside(r, to);
	int file = old ? file_named(r, old) : NO_FILE;

	if (file != NO_FILE && new)
		add_name(r, OP_NAME, file, new, NULL);
}

void record_rename(struct record *r, const char *from, const char *to)
{
	const char *old = inside(r, from), *new = inside(r, to);
	int file = old ? file_named(r, old) : NO_FILE;

	if (file != NO_FILE && new)
		add_name(r, OP_RENAME, file, old, new);
}

void record_mark(struct record *r)
{
	add(r, OP_MARK, NO_FILE);
}

size_t record_length(const struct record *r)
{
	return r->count;
}

size_t record_marks(const struct record *r, size_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < at; i++)
		n += r->ops[i].kind == OP_MARK;
	return n;
}

/* ---- what a power cut leaves ---- */

static bool changes_names(const struct op *op)
{
	return op->kind == OP_NAME || op->kind == OP_UNNAME || op->kind == OP_RENAME;
}

/* Is the metadata of op on the disk when the sync has returned? Of a name only when its folder is synced. */
static bool secures(const struct op *sync, const struct op *op)
{
	if (changes_names(op))
		return sync->file == op->folder;
	return op->kind == OP_TRUNCATE && op->file == sync->file;
}

/* The first operation whose metadata may be lost. */
static size_t safe_metadata(const struct record *r, size_t at)
{
	size_t safe = 0;

	for (size_t i = 0; i < at; i++)
		for (size_t k = safe; r->ops[i].kind == OP_SYNC && k < i; k++)
			if (secures(&r->ops[i], &r->ops[k]))
				safe = k + 1;
	return safe;
}

/* Everything before it stays: all, the least, or something between. */
static size_t choose_metadata(const struct record *r, size_t at, struct random *random)
{
	size_t safe = safe_metadata(r, at);

	switch (random_below(random, 3)) {
	case 0:
		return at;
	case 1:
		return safe;
	default:
		return safe + random_below(random, (uint32_t)(at - safe + 1));
	}
}

static bool synced_later(const struct record *r, size_t i, size_t at)
{
	for (size_t k = i + 1; k < at; k++)
		if (r->ops[k].kind == OP_SYNC && r->ops[k].file == r->ops[i].file)
			return true;
	return false;
}

struct content {
	unsigned char *bytes;
	size_t size, cap;
};

static void resize(struct content *c, size_t size)
{
	if (size > c->size) {
		c->bytes = mem_grow(c->bytes, &c->cap, size, 1);
		memset(c->bytes + c->size, 0, size - c->size);
	}
	c->size = size;
}

static void put(struct content *c, size_t at, const unsigned char *bytes, size_t n)
{
	if (at + n > c->size)
		resize(c, at + n);
	memcpy(c->bytes + at, bytes, n);
}

/* Sectors lie at multiples of their size in the file, wherever the write begins. */
static void put_torn(struct content *c, const struct op *op, struct random *random)
{
	size_t at = (size_t)op->at, end = at + op->n;

	while (at < end) {
		size_t stop = (at / SECTOR + 1) * SECTOR;

		if (stop > end)
			stop = end;
		if (random_below(random, 2))
			put(c, at, op->bytes + (at - (size_t)op->at), stop - at);
		at = stop;
	}
}

/* What happens to writes that no fsync made safe, in this power cut. */
enum fate { ALL_LOST, ALL_KEPT, EACH_ITS_OWN, FATE_COUNT };

static void put_unsafe(struct content *c, const struct op *op, enum fate fate, struct random *random)
{
	unsigned one = fate == EACH_ITS_OWN ? random_below(random, 3) : fate == ALL_KEPT;

	if (one == 1)
		put(c, (size_t)op->at, op->bytes, op->n);
	else if (one == 2)
		put_torn(c, op, random);
}

static void leave(const char *dir, const char *name, const struct content *c)
{
	struct str path = STR_INIT;
	int fd;

	str_addf(&path, "%s/%s", dir, name);
	fd = open(path.text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || (c->size > 0 && pwrite(fd, c->bytes, c->size, 0) != (ssize_t)c->size))
		abort();
	close(fd);
	str_release(&path);
}

static void leave_folder(const char *dir, const char *name)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s/%s", dir, name);
	if (mkdir(path.text, 0700) != 0)
		abort();
	str_release(&path);
}

/* Folders first; one was made before what is in it. */
static void leave_all(const struct record *r, const struct names *names, const struct content *files, const char *dir)
{
	for (size_t i = 0; i < names->count; i++)
		if (r->is_folder[names->list[i].file])
			leave_folder(dir, names->list[i].text);
	for (size_t i = 0; i < names->count; i++)
		if (!r->is_folder[names->list[i].file])
			leave(dir, names->list[i].text, &files[names->list[i].file]);
}

void record_replay(const struct record *r, size_t at, struct random *random, const char *dir)
{
	size_t kept = choose_metadata(r, at, random);
	enum fate fate = (enum fate)random_below(random, FATE_COUNT);
	struct content *files = mem_array(r->files, sizeof(*files));
	struct names names = { NULL, 0, 0 };

	for (size_t i = 0; i < at; i++) {
		const struct op *op = &r->ops[i];

		if (i < kept)
			change_names(&names, op);
		if (op->kind == OP_TRUNCATE && i < kept)
			resize(&files[op->file], (size_t)op->at);
		else if (op->kind == OP_WRITE && synced_later(r, i, at))
			put(&files[op->file], (size_t)op->at, op->bytes, op->n);
		else if (op->kind == OP_WRITE)
			put_unsafe(&files[op->file], op, fate, random);
	}
	leave_all(r, &names, files, dir);
	for (size_t i = 0; i < r->files; i++)
		mem_free(files[i].bytes);
	mem_free(files);
	mem_free(names.list);
}
