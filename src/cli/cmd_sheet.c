/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stige sheet: the client's own sheet, and the questions to be answered on paper. */
#include <unistd.h>

#include "commands.h"
#include "output.h"
#include "session.h"
#include "stige/base/date.h"
#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/casefile/sheet.h"
#include "stige/exchange/sheetfile.h"
#include "words.h"
#include "stige/base/banned.h"

struct sheet_words {
	struct asked asked;
	const char *language, *format_word, *output;
	bool questions;
	enum sheet_format format;
};

/* --format, else what the file's name says, else text. */
static enum stige_rc choose_format(struct sheet_words *w, const struct command_call *call, struct err *err)
{
	w->format = SHEET_TEXT;
	if (w->format_word && !sheet_format_parse(w->format_word, &w->format))
		return err_set(err, STIGE_USAGE, _("--format cannot be \"%s\"; it is text, html or pdf"), w->format_word);
	if (!w->format_word && w->output)
		sheet_format_of(w->output, &w->format);
	if (!w->output)
		w->output = "-";
	if (w->format == SHEET_PDF && str_eq(w->output, "-") && isatty(fileno(call->out)))
		return err_set(err, STIGE_USAGE, "%s", _("a terminal cannot show a PDF; name a file with --output FILE"));
	return STIGE_OK;
}

static enum stige_rc parse(struct command_call *call, struct sheet_words *w, struct err *err)
{
	const struct word words[] = {
		{ .name = "CASE", .value = &w->asked.number }, { .name = "--questions", .flag = &w->questions },
		{ .name = "--language", .value = &w->language }, { .name = "--format", .value = &w->format_word },
		{ .name = "--output", .value = &w->output }, { .name = "--purpose", .value = &w->asked.purpose },
	};
	enum stige_rc rc = words_parse(call, words, ARRAY_SIZE(words), err);

	if (rc)
		return rc;
	if (!w->asked.number == !w->questions)
		return err_set(err, STIGE_USAGE, "%s",
			_("which sheet is not clear; name a case number, or ask for the questions with --questions"));
	return choose_format(w, call, err);
}

/* One of the form's languages; *lang stays NULL when none was asked for. */
static enum stige_rc check_language(const struct form *f, const char *lang, struct err *err)
{
	struct str known = STR_INIT;
	enum stige_rc rc = STIGE_OK;
	bool found = !lang;

	for (size_t i = 0; i < form_language_count(f); i++) {
		found = found || str_eq(form_language(f, i), lang);
		str_addf(&known, "%s%s", i ? ", " : "", form_language(f, i));
	}
	if (!found)
		rc = err_set(err, STIGE_USAGE, _("the questions are not there in \"%s\"; choose one of: %s"), lang,
			known.text);
	str_release(&known);
	return rc;
}

/*
 * What the program says on the sheet follows the sheet's language where it can. Returns the language in
 * effect before; NULL speaks on as it was.
 */
static const char *speak(const char *lang)
{
	const char *before = i18n_lang();
	struct str dir = STR_INIT;

	if (!str_eq(lang, before) && (str_eq(lang, "da") || str_eq(lang, "en"))) {
		options_localedir(&dir);
		i18n_start(lang, dir.text);
	}
	str_release(&dir);
	return before;
}

static enum stige_rc client_sheet(struct command_call *call, const struct sheet_words *w, struct err *err)
{
	struct sheetfile_options o = { .format = w->format, .columns = output_columns(),
		.sink = { output_sink, call } };
	struct casefile *file = NULL;
	struct desk *d = NULL;
	struct paper p;
	const char *lang, *before;
	enum stige_rc rc = session_casefile(call, &w->asked, "sheet", &d, &file, err);

	if (!rc)
		rc = check_language(d->instrument->client, w->language, err);
	if (!rc) {
		lang = w->language ? w->language : sheet_language(file);
		before = speak(lang);
		sheet_make(file, lang, &p);
		speak(before);
		rc = sheetfile_write(d, file, &p, &o, w->output, err);
		paper_release(&p);
	}
	if (!rc && !str_eq(w->output, "-"))
		rc = output_say(call, err, _("The sheet is written to %s\n"), w->output);
	casefile_free(file);
	desk_close(d);
	return rc;
}

/* No word about a person: the forms are enough. */
static enum stige_rc question_sheet(struct command_call *call, const struct sheet_words *w, struct err *err)
{
	struct instrument *i = NULL;
	struct str bytes = STR_INIT;
	struct paper p;
	const char *lang = w->language ? w->language : i18n_lang(), *before;
	int64_t made = call->options->now != INSTANT_NONE ? call->options->now : date_now();
	enum stige_rc rc = instrument_open(call->options->forms, session_today(call->options), NULL, &i, err);

	if (!rc)
		rc = check_language(i->client, lang, err);
	if (!rc) {
		before = speak(lang);
		sheet_questions(i->client, lang, &p);
		speak(before);
		rc = sheet_bytes(&p, w->format, output_columns(), made, &bytes, err);
		paper_release(&p);
	}
	if (!rc && str_eq(w->output, "-"))
		rc = output_bytes(call, bytes.text, bytes.len, err);
	else if (!rc)
		rc = file_write(w->output, bytes.text, bytes.len, err);
	if (!rc && !str_eq(w->output, "-"))
		rc = output_say(call, err, _("The sheet is written to %s\n"), w->output);
	str_release(&bytes);
	instrument_free(i);
	return rc;
}

enum stige_rc cmd_sheet(struct command_call *call, struct err *err)
{
	struct sheet_words w = { .language = NULL };
	enum stige_rc rc = parse(call, &w, err);

	if (rc)
		return rc;
	return w.questions ? question_sheet(call, &w, err) : client_sheet(call, &w, err);
}
