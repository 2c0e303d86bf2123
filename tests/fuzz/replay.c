/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a target every file of the folders named: the corpus, and all that ever broke it. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "stige/base/file.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/base/banned.h"

/* In a piece of memory of exactly its size, so that a sanitizer sees one byte too many. */
static bool replay(const char *path)
{
	struct str bytes = STR_INIT;
	struct err err = ERR_INIT;
	uint8_t *exact;

	if (file_read(path, FILE_MOST, &bytes, &err)) {
		fprintf(stderr, "%s\n", err.msg);
		return false;
	}
	exact = malloc(bytes.len ? bytes.len : 1);
	if (!exact)
		abort();
	memcpy(exact, bytes.text, bytes.len);
	LLVMFuzzerTestOneInput(exact, bytes.len);
	free(exact);
	str_release(&bytes);
	return true;
}

/* Says what it is at, so that the last line names the file that broke it. */
static size_t replay_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	while (dir && (entry = readdir(dir))) {
		struct str path = STR_INIT;

		if (entry->d_name[0] != '.') {
			file_join(&path, folder, entry->d_name);
			printf("%s\n", path.text);
			fflush(stdout);
			count += replay(path.text);
		}
		str_release(&path);
	}
	if (dir)
		closedir(dir);
	return count;
}

int main(int argc, char **argv)
{
	size_t empty = 0;

	for (int i = 1; i < argc; i++) {
		size_t count = replay_folder(argv[i]);

		printf("%s: %zu inputs\n", argv[i], count);
		empty += count == 0;
	}
	return argc < 2 || empty > 0;
}
