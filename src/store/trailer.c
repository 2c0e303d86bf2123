/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trailer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "stige/base/date.h"
#include "stige/base/i18n.h"
#include "stige/base/banned.h"

static const char magic[] = "stige backup 1\n";

const char *trailer_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

bool trailer_name_ok(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < n; i++)
		if ((unsigned char)name[i] < ' ' || name[i] == 0x7f)
			return false;
	return n > 0 && n <= TRAILER_NAME_MOST;
}

/* The lines before the hash; they are hashed too. */
static void head(struct str *out, const char *name, int64_t made)
{
	char at[INSTANT_TEXT];

	str_addf(out, "%sname %s\nmade %s\n", magic, name, instant_format(made, at));
}

/* The whole of it: lines, hash, and line feeds to the end. */
static void compose(struct str *out, crypto_hash_sha256_state *hash, const char *name, int64_t made)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hex[2 * sizeof(digest) + 1];

	head(out, name, made);
	crypto_hash_sha256_update(hash, (const unsigned char *)out->text, out->len);
	crypto_hash_sha256_final(hash, digest);
	str_addf(out, "sha256 %s\n", sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest)));
	while (out->len < TRAILER_BYTES)
		str_addc(out, '\n');
}

static bool hash_file(int fd, crypto_hash_sha256_state *hash)
{
	unsigned char bytes[4096];
	ssize_t n;

	do {
		n = read(fd, bytes, sizeof(bytes));
		if (n > 0)
			crypto_hash_sha256_update(hash, bytes, (unsigned long long)n);
	} while (n > 0 || (n < 0 && errno == EINTR));
	return n == 0;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

enum stige_rc trailer_append(const char *path, const char *name, int64_t made, struct err *err)
{
	crypto_hash_sha256_state hash;
	struct str text = STR_INIT;
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	bool done;

	crypto_hash_sha256_init(&hash);
	done = fd >= 0 && hash_file(fd, &hash);
	if (done) {
		compose(&text, &hash, name, made);
		done = write_all(fd, text.text, text.len) && fsync(fd) == 0;
	}
	if (!done)
		err_set(err, STIGE_IO, _("the backup %s could not be written to its end (%s); make room and try "
			"again"), name, strerror(errno));
	if (fd >= 0)
		close(fd);
	str_release(&text);
	return done ? STIGE_OK : STIGE_IO;
}

/* The line that begins with `word`, cut off at its end; NULL when it is not the next one. */
static char *take_line(char **at, const char *word)
{
	size_t n = strlen(word);
	char *line = *at, *end = strchr(line, '\n');

	if (strncmp(line, word, n) != 0 || !end)
		return NULL;
	*end = '\0';
	*at = end + 1;
	return line + n;
}

enum stige_rc trailer_check(const char bytes[TRAILER_BYTES], crypto_hash_sha256_state *hash, const char *path,
	int64_t *ret_made, struct err *err)
{
	char text[TRAILER_BYTES + 1];
	char *at = text, *name = NULL, *when = NULL;
	struct str want = STR_INIT;
	bool whole = false;
	enum stige_rc rc = STIGE_OK;

	memcpy(text, bytes, TRAILER_BYTES);
	text[TRAILER_BYTES] = '\0';
	if (take_line(&at, "stige backup 1"))
		name = take_line(&at, "name ");
	if (name)
		when = take_line(&at, "made ");
	if (!when || !trailer_name_ok(name) || !instant_parse(when, ret_made))
		return err_set(err, STIGE_DATA,
			_("%s is no whole backup made by stige, or was cut short; use another one"), path);
	compose(&want, hash, name, *ret_made);
	whole = want.len == TRAILER_BYTES && memcmp(want.text, bytes, TRAILER_BYTES) == 0;
	str_release(&want);
	if (!whole)
		rc = err_set(err, STIGE_DATA, _("the backup %s was damaged or changed; use another one"), path);
	else if (strcmp(name, trailer_name(path)) != 0)
		rc = err_set(err, STIGE_DATA,
			_("the backup %s was made under the name %s; give it that name back, so that no backup is "
			"taken for another"), path, name);
	return rc;
}
