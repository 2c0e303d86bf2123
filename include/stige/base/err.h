/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Expected failures. A function that can fail returns an enum stige_rc and takes, last, a
 * struct err that the lowest layer fills with one complete sentence a person can act on:
 * what is wrong, where, what to do. On success it is left untouched.
 *
 * The sentence is already in the user's language. It never holds a client's name or answer
 * (it may end in a log), and it holds no line breaks.
 */
#ifndef STIGE_BASE_ERR_H
#define STIGE_BASE_ERR_H

/* The values are the program's exit codes (sysexits). */
enum stige_rc {
	STIGE_OK = 0,
	STIGE_NOTFOUND = 1,      /* nothing found, or a check that failed */
	STIGE_USAGE = 64,        /* the command line is wrong */
	STIGE_DATA = 65,         /* a file's or a field's content is wrong */
	STIGE_NOINPUT = 66,      /* an input file is missing or unreadable */
	STIGE_UNAVAILABLE = 69,  /* no terminal, no locale, no library feature */
	STIGE_INTERNAL = 70,     /* the program is wrong */
	STIGE_OOM = 71,          /* out of memory */
	STIGE_CANTCREATE = 73,   /* an output file cannot be made */
	STIGE_IO = 74,           /* reading or writing failed: full disk, bad medium */
	STIGE_BUSY = 75,         /* another program holds the database: try again */
	STIGE_PERMISSION = 77,   /* not allowed: file mode, role, read-only */
	STIGE_CONFIG = 78,       /* set-up missing or wrong */
};

struct err {
	enum stige_rc rc;
	char msg[1024];          /* UTF-8, cut at a character's boundary */
};

#define ERR_INIT { STIGE_OK, "" }

/* Fills err (which may be NULL) and returns rc, so that failing is one line. */
enum stige_rc err_set(struct err *err, enum stige_rc rc, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts "WHERE: " before the sentence that is there. */
void err_prefix(struct err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
