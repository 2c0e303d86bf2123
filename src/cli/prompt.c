/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prompt.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "output.h"
#include "stige/base/i18n.h"
#include "stige/base/str.h"
#include "stige/base/text.h"
#include "stige/store/keys.h"
#include "stige/base/banned.h"

/* ---- the terminal ---- */

static void say(int fd, const char *text)
{
	struct str safe = STR_INIT;

	output_safe(fd, text, 0, &safe);
	while (write(fd, safe.text, safe.len) < 0 && errno == EINTR)
		;
	str_release(&safe);
}

/* One line, without what was typed showing. Signals stay: whoever presses Ctrl-c leaves. */
static enum stige_rc read_line(int fd, char *line, struct err *err)
{
	size_t n = 0;
	char c = '\0';
	ssize_t got;

	while ((got = read(fd, &c, 1)) == 1 && c != '\n')
		if (n + 1 < OPTIONS_SECRET)
			line[n++] = c;
	line[n] = '\0';
	if (got == 1 || n > 0)
		return STIGE_OK;
	return err_set(err, STIGE_NOINPUT, _("nothing was typed, nothing was changed; start again"));
}

static enum stige_rc ask(const char *question, char **ret, struct err *err)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios before, quiet;
	enum stige_rc rc;

	if (fd < 0 || tcgetattr(fd, &before) != 0) {
		if (fd >= 0)
			close(fd);
		return err_set(err, STIGE_PERMISSION,
			_("the database is sealed and there is no terminal to type on; give the passphrase with "
			"--passphrase-fd"));
	}
	*ret = secret_new(OPTIONS_SECRET);
	quiet = before;
	quiet.c_lflag = (quiet.c_lflag & ~(tcflag_t)ECHO) | ECHONL;
	tcsetattr(fd, TCSAFLUSH, &quiet);
	say(fd, question);
	rc = read_line(fd, *ret, err);
	tcsetattr(fd, TCSAFLUSH, &before);
	close(fd);
	if (rc) {
		secret_free(*ret);
		*ret = NULL;
	}
	return rc;
}

static enum stige_rc get(const struct command_call *call, const char *question, char **ret, struct err *err)
{
	*ret = NULL;
	return call->options->passphrase_fd >= 0 ? options_secret(call->options, ret, err) : ask(question, ret, err);
}

/* ---- questions ---- */

enum stige_rc prompt_passphrase(const struct command_call *call, const char *login, char **ret,
	struct err *err)
{
	struct str question = STR_INIT;
	enum stige_rc rc;

	str_addf(&question, _("Passphrase of %s: "), login);
	rc = get(call, question.text, ret, err);
	str_release(&question);
	return rc;
}

enum stige_rc prompt_new_passphrase(const struct command_call *call, const char *login, char **ret,
	struct err *err)
{
	struct str question = STR_INIT;
	char *again = NULL;
	enum stige_rc rc;

	str_addf(&question, _("New passphrase of %s, at least %d characters: "), login, PASSPHRASE_LEAST);
	rc = get(call, question.text, ret, err);
	if (!rc)
		rc = passphrase_check(*ret, err);
	if (!rc && call->options->passphrase_fd < 0)
		rc = ask(_("The same again: "), &again, err);
	if (!rc && again && !str_eq(again, *ret))
		rc = err_set(err, STIGE_DATA, _("The two are not the same; type both again."));
	secret_free(again);
	str_release(&question);
	if (rc) {
		secret_free(*ret);
		*ret = NULL;
	}
	return rc;
}

enum stige_rc prompt_recovery(const struct command_call *call, char **ret, struct err *err)
{
	return get(call, _("Recovery code: "), ret, err);
}

/* The second and the last but one: nobody who has not written it down knows them by heart. */
static enum stige_rc ask_group(const char *code, size_t group, struct err *err)
{
	struct str question = STR_INIT;
	bool right = false;
	enum stige_rc rc = STIGE_OK;

	str_addf(&question, _("Group %zu of the code you wrote down: "), group + 1);
	while (!rc && !right) {
		char *typed = NULL;

		rc = ask(question.text, &typed, err);
		if (!rc && *typed == '\0')
			rc = err_set(err, STIGE_NOTFOUND, _("the code was not typed back, nothing was changed; start again"));
		right = !rc && recovery_group_is(code, group, typed);
		secret_free(typed);
	}
	str_release(&question);
	return rc;
}

enum stige_rc prompt_keep_recovery(const struct command_call *call, const char *code, struct err *err)
{
	const char *title = _("The recovery code of this database:");
	const char *advice = _("Print it or write it down, and keep it where the passphrase is not: without passphrase "
		"and code nobody can ever read the database.");
	enum stige_rc rc = output_say(call, err, "%s\n\n    %s\n\n%s\n", title, code, advice);

	if (rc || call->options->passphrase_fd >= 0)
		return rc;
	rc = output_flush(call->out, err);
	if (!rc)
		rc = ask_group(code, 1, err);
	return rc ? rc : ask_group(code, RECOVERY_GROUPS - 2, err);
}
