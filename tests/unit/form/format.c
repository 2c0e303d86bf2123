/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "formcase.h"
#include "stige/base/mem.h"
#include "stige/form/format.h"
#include "stige/base/banned.h"

static const char plain[] =
	"survey\n"
	",type,name,label::Dansk (da),label::English (en),constraint\n"
	",integer,løn,\"Løn, i kroner\",\"Wage; \"\"gross\"\"\",. > 1\n"
	",note,n,\"To\nlinjer\",Two lines,\n"
	"choices\n"
	",list_name,name,label::Dansk (da),label::English (en)\n"
	",s,1,Ærø,Aero\n"
	"settings\n"
	",form_title,form_id\n"
	",Løn,wage\n";

/* Appends the canonical bytes, which must be there. */
static void formatted(const char *bytes, size_t n, struct str *out)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct err err = ERR_INIT;

	if (form_format(bytes, n, "f", &problems, out, &err) != STIGE_OK)
		fail_msg("%s", err.msg);
	form_problems_release(&problems);
}

static void formats_to(const char *bytes, size_t n, const char *want)
{
	struct str got = STR_INIT;

	formatted(bytes, n, &got);
	assert_string_equal(got.text, want);
	str_release(&got);
}

static void canonical_bytes_stay(void **state)
{
	(void)state;
	formats_to(plain, strlen(plain), plain);
}

static void with_crlf(const char *text, struct str *out)
{
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			str_addc(out, '\r');
		str_addc(out, *text);
	}
}

/* Commas outside quotes become semicolons; a text with semicolons must be in quotes, and is. */
static void with_semicolons(const char *text, struct str *out)
{
	bool quoted = false;

	for (; *text != '\0'; text++) {
		if (*text == '"')
			quoted = !quoted;
		str_addc(out, *text == ',' && !quoted ? ';' : *text);
	}
}

/* All of the text's letters beyond ASCII are Latin-1. */
static void with_windows_1252(const char *text, struct str *out)
{
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text == 0xC3) {
			text++;
			str_addc(out, (char)((unsigned char)*text + 0x40));
		} else {
			str_addc(out, *text);
		}
	}
}

static void every_way_of_saving_gives_the_same(void **state)
{
	struct str s = STR_INIT, t = STR_INIT;

	(void)state;
	str_add(&s, "\xEF\xBB\xBF");
	str_add(&s, plain);
	formats_to(s.text, s.len, plain);
	str_clear(&s);
	with_crlf(plain, &s);
	formats_to(s.text, s.len, plain);
	str_clear(&s);
	with_semicolons(plain, &s);
	formats_to(s.text, s.len, plain);
	str_clear(&s);
	with_windows_1252(plain, &s);
	formats_to(s.text, s.len, plain);

	/* What a Danish Excel writes: all of it at once. */
	str_clear(&s);
	with_semicolons(plain, &t);
	with_crlf(t.text, &s);
	str_clear(&t);
	with_windows_1252(s.text, &t);
	formats_to(t.text, t.len, plain);
	str_release(&s);
	str_release(&t);
}

static void litter_goes(void **state)
{
	static const char littered[] =
		"\n  SETTINGS ,,,,\n,set form title, id_string ,,\n,Løn,wage,,\n,,,,\n"
		"Survey,Type,NAME,caption::Dansk (da),label::English (en),,constraint,,\n"
		", integer ,løn,\"Løn, i kroner \",\"Wage; \"\"gross\"\"\",, . > 1 ,,\n,,,,,,,,\n"
		",note,n,\"To\r\nlinjer\",Two lines,,,,\n"
		"choices\n,list name,value,label::Dansk (da),label::English (en)\n,s,1,Ærø,Aero\n";

	(void)state;
	formats_to(littered, strlen(littered), plain);
}

static void own_columns_and_sections_stay(void **state)
{
	static const char csv[] = "survey\n,type,name,label,My column,bind::x:y\n,text,a,A,kept,too\n"
		"entities\n,list_name\n,e\n";

	(void)state;
	formats_to(csv, strlen(csv), csv);
}

/* Found by the fuzzer: without its last "::" the sheet would be split at single colons the next time. */
static void the_last_double_colon_stays(void **state)
{
	static const char mixed[] = "survey\n,type,name,label,note:da,media::image\n,text,a,A,kept,x.png\n",
		plain_one[] = "survey\n,type,name,label,media::image\n,text,a,A,x.png\n";

	(void)state;
	formats_to(mixed, strlen(mixed), mixed);
	formats_to(plain_one, strlen(plain_one), "survey\n,type,name,label,image\n,text,a,A,x.png\n");
}

/* A form with faults in its rows can be formatted; one that would lose a cell cannot. */
static void what_would_be_lost_is_refused(void **state)
{
	static const char faulty[] = "survey\n,type,name,label\n,dancing,a,A\n,text,a,\n";
	static const struct { const char *csv, *code; } refused[] = {
		{ "survey\n,type,name\n,text,a,A\n", "F010" }, { "survey\n,type,name\n,text,\"a\n", "F003" },
		{ "type,name\ntext,a\n", "F005" }, { "survey\n,type,name\n,text,a\nother\n,x\n,y\n", "F006" },
	};

	(void)state;
	formats_to(faulty, strlen(faulty), faulty);
	for (size_t i = 0; i < ARRAY_SIZE(refused); i++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct str out = STR_INIT;
		struct err err = ERR_INIT;

		assert_int_equal(form_format(refused[i].csv, strlen(refused[i].csv), "f", &problems, &out, &err), STIGE_DATA);
		assert_string_equal(problems.list[0].code, refused[i].code);
		assert_int_equal(out.len, 0);
		assert_true(err.msg[0] != '\0');
		form_problems_release(&problems);
		str_release(&out);
	}
}

/* The form's own text is the same bytes, reads back to the same hash, and formats to itself. */
static void the_hash_is_of_these_bytes(void **state)
{
	struct form *f = good_form(plain), *again;
	char hex[65] = "";
	size_t n;

	(void)state;
	assert_string_equal(form_text(f, &n), plain);
	assert_int_equal(n, strlen(plain));
	again = good_form(form_text(f, &n));
	assert_string_equal(form_hash(f), form_hash(again));
	memcpy(hex, form_hash(f), 64);
	assert_int_equal(strspn(hex, "0123456789abcdef"), 64);
	form_free(f);
	form_free(again);
}

static void the_shipped_forms_are_canonical(void **state)
{
	static const char *const names[] = { "forms/client.csv", "forms/caseworker.csv", "forms/activities.csv" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct str csv;

		read_source(names[i], &csv);
		formats_to(csv.text, csv.len, csv.text);
		str_release(&csv);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(canonical_bytes_stay), cmocka_unit_test(every_way_of_saving_gives_the_same),
		cmocka_unit_test(litter_goes), cmocka_unit_test(own_columns_and_sections_stay),
		cmocka_unit_test(the_last_double_colon_stays),
		cmocka_unit_test(what_would_be_lost_is_refused), cmocka_unit_test(the_hash_is_of_these_bytes),
		cmocka_unit_test(the_shipped_forms_are_canonical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
