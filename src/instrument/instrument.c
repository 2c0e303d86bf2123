/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of one folder become the instrument. */
#include "stige/instrument/instrument.h"

#include <string.h>

#include "stige/base/file.h"
#include "stige/base/i18n.h"
#include "stige/base/mem.h"
#include "stige/base/str.h"
#include "stige/instrument/sentences.h"

#include "table.h"
#include "versions.h"

#include "stige/base/banned.h"

/* Reads a file whole; the caller releases bytes and path, also after a failure. */
static enum stige_rc open_bytes(const char *dir, const char *file, struct str *path, struct str *bytes,
	struct err *err)
{
	file_join(path, dir, file);
	return file_read(path->text, FILE_MOST, bytes, err);
}

static enum stige_rc open_evidence(struct instrument *i, const char *dir, struct form_problems *problems,
	struct err *err)
{
	struct str path = STR_INIT, bytes = STR_INIT;
	enum stige_rc rc = open_bytes(dir, "evidence.csv", &path, &bytes, err);

	if (!rc)
		rc = evidence_read(bytes.text, bytes.len, path.text, problems, &i->evidence, err);
	str_release(&bytes);
	str_release(&path);
	return rc;
}

static enum stige_rc open_advice(struct instrument *i, const char *dir, struct form_problems *problems,
	struct err *err)
{
	struct str path = STR_INIT, bytes = STR_INIT;
	enum stige_rc rc = open_bytes(dir, "advice.csv", &path, &bytes, err);

	if (!rc)
		rc = advice_read(bytes.text, bytes.len, path.text, &i->indicators, &i->activities,
			i->evidence, problems, &i->advice, err);
	str_release(&bytes);
	str_release(&path);
	return rc;
}

static enum stige_rc open_catalogue(struct instrument *i, const char *dir, struct form_problems *problems,
	struct err *err)
{
	struct str path = STR_INIT, bytes = STR_INIT;
	enum stige_rc rc = STIGE_OK;

	file_join(&path, dir, "catalogue.csv");
	if (file_exists(path.text)) {
		rc = file_read(path.text, FILE_MOST, &bytes, err);
		if (!rc)
			rc = catalogue_read(bytes.text, bytes.len, path.text, &i->activities, problems, &i->catalogue,
				err);
	}
	str_release(&bytes);
	str_release(&path);
	return rc;
}

static enum stige_rc open_forms(struct instrument *i, const char *dir, int32_t today,
	struct form_problems *problems, struct err *err)
{
	enum stige_rc rc = versions_open(dir, "client", today, problems, &i->client, &i->client_path, err);

	if (!rc)
		rc = versions_open(dir, "caseworker", today, problems, &i->caseworker, &i->caseworker_path, err);
	if (!rc)
		rc = versions_open(dir, "activities", today, problems, &i->activity_form, &i->activity_path, err);
	if (!rc)
		rc = indicators_init(&i->indicators, i->client, i->caseworker, err);
	if (!rc)
		rc = activities_init(&i->activities, i->activity_form, err);
	return rc;
}

static enum stige_rc open_all(struct instrument *i, const char *dir, int32_t today,
	struct form_problems *problems, struct err *err)
{
	enum stige_rc rc = open_forms(i, dir, today, problems, err);

	if (!rc)
		rc = open_evidence(i, dir, problems, err);
	if (!rc)
		rc = open_advice(i, dir, problems, err);
	if (!rc)
		rc = open_catalogue(i, dir, problems, err);
	if (!rc)
		rc = sentences_check(i, err);
	return rc;
}

enum stige_rc instrument_open(const char *dir, int32_t today, struct form_problems *problems,
	struct instrument **ret, struct err *err)
{
	struct form_problems own = FORM_PROBLEMS_INIT;
	struct instrument *i = mem_alloc(sizeof *i);
	enum stige_rc rc = open_all(i, dir, today, problems ? problems : &own, err);

	form_problems_release(&own);
	if (rc) {
		instrument_free(i);
		return rc;
	}
	*ret = i;
	return STIGE_OK;
}

void instrument_free(struct instrument *i)
{
	if (!i)
		return;
	catalogue_free(i->catalogue);
	advice_free(i->advice);
	evidence_free(i->evidence);
	indicators_release(&i->indicators);
	form_free(i->activity_form);
	form_free(i->caseworker);
	form_free(i->client);
	mem_free(i->activity_path);
	mem_free(i->caseworker_path);
	mem_free(i->client_path);
	mem_free(i);
}

/* Advice or a catalogue: they speak of what the forms beside them measure. */
static void check_beside(const char *bytes, size_t n, const char *name, int32_t today,
	struct form_problems *problems)
{
	struct form_problems others = FORM_PROBLEMS_INIT;
	const char *slash = strrchr(name, '/');
	char *dir = slash ? mem_strndup(name, (size_t)(slash - name) + 1) : mem_strdup(".");
	struct instrument *i = mem_alloc(sizeof *i);

	if (open_forms(i, dir, today, &others, NULL) || open_evidence(i, dir, &others, NULL))
		table_warning(problems, "T024",
			_("The forms and evidence.csv beside this table cannot be read; check them first."));
	else if (catalogue_looks_like(bytes, n))
		(void)catalogue_read(bytes, n, name, &i->activities, problems, &i->catalogue, NULL);
	else
		(void)advice_read(bytes, n, name, &i->indicators, &i->activities, i->evidence, problems,
			&i->advice, NULL);
	form_problems_release(&others);
	instrument_free(i);
	mem_free(dir);
}

static void check_evidence(const char *bytes, size_t n, const char *name, struct form_problems *problems)
{
	struct evidence *evidence = NULL;

	(void)evidence_read(bytes, n, name, problems, &evidence, NULL);
	evidence_free(evidence);
}

bool instrument_check_table(const char *bytes, size_t n, const char *name, int32_t today,
	struct form_problems *problems)
{
	if (evidence_looks_like(bytes, n))
		check_evidence(bytes, n, name, problems);
	else if (advice_looks_like(bytes, n) || catalogue_looks_like(bytes, n))
		check_beside(bytes, n, name, today, problems);
	else
		return false;
	return true;
}

const struct table_code table_codes[] = {
	{ "T001", N_("The file is not valid CSV.") },
	{ "T002", N_("An unknown column.") },
	{ "T003", N_("A column stands twice.") },
	{ "T004", N_("A column is missing.") },
	{ "T005", N_("A row has more cells than the header.") },
	{ "T006", N_("The file is in Windows-1252 (a warning).") },
	{ "T010", N_("evidence: an id is missing or stands twice.") },
	{ "T011", N_("evidence: a word that is not in the column's list.") },
	{ "T012", N_("evidence: a text is missing in one language.") },
	{ "T013", N_("evidence: a number in a text without its source.") },
	{ "T014", N_("evidence: a word that says more than the source.") },
	{ "T015", N_("evidence: a finding without the lines of the report.") },
	{ "T016", N_("No row has that id.") },
	{ "T020", N_("advice, catalogue: a name is unknown, missing, or stands twice.") },
	{ "T021", N_("advice: a value that the column does not take.") },
	{ "T022", N_("advice, catalogue: an activity that does not fit.") },
	{ "T023", N_("advice: a prompt's condition is about something else.") },
	{ "T024", N_("advice: the files beside it cannot be read (a warning).") },
	{ "T025", N_("advice: the condition of a centre's own rule (an error or a warning).") },
	{ "T026", N_("catalogue: a day that is none, or an end before the beginning.") },
	{ "T030", N_("facts: a cell that does not fit its column.") },
};
const size_t table_code_count = ARRAY_SIZE(table_codes);
