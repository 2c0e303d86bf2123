/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vtshot OUT.png COLSxROWS [KEY|type:TEXT ...] -- PROGRAM [ARGUMENT ...]
 * Runs the program in a terminal of that size, presses the keys, and makes a picture; with
 * OUT ending in .txt, the text. The environment is the caller's own; TERM is set if it is not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vt.h"
#include "stige/base/banned.h"

static int usage(void)
{
	fputs("usage: vtshot OUT.png COLSxROWS [KEY|type:TEXT ...] -- PROGRAM [ARGUMENT ...]\n", stderr);
	return 64;
}

static bool write_text(const struct vt *vt, const char *path)
{
	struct str text = STR_INIT;
	FILE *f = fopen(path, "w");
	bool fine;

	vt_text(vt, &text);
	fine = f && fputs(text.text, f) >= 0;
	if (f && fclose(f) != 0)
		fine = false;
	str_release(&text);
	return fine;
}

static bool press_all(struct vt *vt, char **keys, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		bool fine = str_starts(keys[i], "type:") ? vt_type(vt, keys[i] + 5) : vt_key(vt, keys[i]);

		if (!fine) {
			fprintf(stderr, "vtshot: %s: not a key, or the program ended or hangs\n", keys[i]);
			return false;
		}
	}
	return true;
}

static int shoot(struct vt *vt, const char *out, char **keys, int n)
{
	bool fine = vt_wait(vt);

	if (!fine)
		fputs("vtshot: the program did not come to wait for a key\n", stderr);
	fine = fine && press_all(vt, keys, n);
	/* Also after a failure: the picture tells why. */
	if (str_ends(out, ".txt") ? !write_text(vt, out) : !vt_png(vt, out)) {
		fprintf(stderr, "vtshot: %s cannot be written\n", out);
		fine = false;
	}
	return fine ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct vt_options o = { .rows = 0 };
	struct vt *vt;
	int dashes = 3, status;

	while (dashes < argc && strcmp(argv[dashes], "--") != 0)
		dashes++;
	if (dashes + 1 >= argc || sscanf(argv[2], "%dx%d", &o.cols, &o.rows) != 2 || o.rows < 1 || o.cols < 1)
		return usage();
	setenv("TERM", "xterm-256color", 0);
	o.argv = (const char *const *)&argv[dashes + 1];
	vt = vt_start(&o);
	if (!vt)
		return 69;
	status = shoot(vt, argv[1], &argv[3], dashes - 3);
	vt_free(vt);
	return status;
}
