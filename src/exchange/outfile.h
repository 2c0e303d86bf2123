/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A file on its way out: streamed into a temporary one beside its place, hashed as it goes, and
 * shown under its name only when it is whole. For standard output the temporary file has no
 * name at all, so that nothing is passed on before the export has been recorded.
 */
#ifndef STIGE_EXCHANGE_OUTFILE_H
#define STIGE_EXCHANGE_OUTFILE_H

#include <stddef.h>

#include "stige/base/err.h"
#include "stige/base/sha256.h"
#include "stige/base/str.h"
#include "stige/csv/writer.h"

struct outfile {
	int fd;
	struct str path, temporary;      /* temporary is empty once it has its name, or never had one */
	struct sha256 hash;
	size_t bytes;
};

#define OUTFILE_INIT { .fd = -1, .path = STR_INIT, .temporary = STR_INIT }

/* Mode 0600; its folder is made with mode 0700 when it is not there. */
enum stige_rc outfile_open(struct outfile *f, const char *path, struct err *err);
/* A nameless one in the folder of `beside`. */
enum stige_rc outfile_open_nameless(struct outfile *f, const char *beside, struct err *err);
/* A csv_sink's write; state is the outfile. */
enum stige_rc outfile_write(void *state, const char *bytes, size_t n, struct err *err);
/* All is written: on disk, and its hash is known. */
enum stige_rc outfile_seal(struct outfile *f, char ret_sha256[SHA256_HEX], struct err *err);
/* Gives it its name. */
enum stige_rc outfile_publish(struct outfile *f, struct err *err);
/* Passes the bytes on instead. */
enum stige_rc outfile_copy(struct outfile *f, struct csv_sink to, struct err *err);
/* Closes; takes away what has not been published. */
void outfile_release(struct outfile *f);

#endif
