/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <unistd.h>
#include <cmocka.h>

#include "formcase.h"
#include "stige/base/mem.h"
#include "stige/form/entry.h"
#include "stige/base/banned.h"

static const char small[] =
	"survey\n"
	",type,name,label::English (en),label::Dansk (da),hint::Dansk (da),required,relevant,appearance,stige_no,note\n"
	",hidden,stige_age,,,,,,,,\n"
	",begin_group,g,Group,Gruppe,,,,field-list,,\n"
	",select_one yn,c1,  How   are you? ,Hvordan går det?,Et hint,yes,,likert quick,1,own\n"
	",select_multiple ch or_other,c2,Which?,Hvilke?,,,${c1} = '1',,2,\n"
	",end_group,,,,,,,,,\n"
	",range,r,Range,Skala,,,,,,\n"
	",note,,Thanks,Tak,,,,,,\n"
	",hidden,twice,,,,,,,,\n"
	",begin_repeat,rep,R,R,,,,,,\n"
	",integer,inside,I,I,,,,,,\n"
	",end_repeat,,,,,,,,,\n"
	"choices\n"
	",list_name,name,label::English (en),label::Dansk (da),stige_score,stige_state\n"
	",yn,1,Yes,Ja,5,\n"
	",yn,dk,I do not know,Ved ikke,,dk\n"
	",ch,a,Alpha,,,\n"
	",ch,b,Beta,Beta,,\n"
	",meta,m1,Meta,Meta,,\n"
	"settings\n"
	",form_title,form_id,version,default_language,own_setting\n"
	",Small form,small,2026112201,Dansk (da),kept\n";

static struct form *small_form(void)
{
	return good_form(small);
}

static void identity_and_settings(void **state)
{
	struct form *f = small_form();

	(void)state;
	assert_string_equal(form_id(f), "small");
	assert_string_equal(form_version(f), "2026112201");
	assert_string_equal(form_title(f), "Small form");
	assert_string_equal(form_setting(f, "own_setting"), "kept");
	assert_string_equal(form_setting(f, "style"), "");
	assert_int_equal(strlen(form_hash(f)), 64);
	assert_int_equal(form_language_count(f), 2);
	assert_string_equal(form_language(f, 0), "da");
	assert_string_equal(form_language(f, 1), "en");
	assert_string_equal(form_language_title(f, 0), "Dansk");
	form_free(f);
}

static void items_in_order(void **state)
{
	static const struct {
		const char *name;
		enum form_type type;
		bool asked, stored;
		const char *parent;
	} want[] = {
		{ "stige_age", FORM_HIDDEN, false, false, NULL },
		{ "g", FORM_GROUP, false, false, NULL },
		{ "c1", FORM_SELECT_ONE, true, true, "g" },
		{ "c2", FORM_SELECT_MULTIPLE, true, true, "g" },
		{ "c2_other", FORM_TEXT, true, true, "g" },
		{ "r", FORM_RANGE, true, true, NULL },
		{ "generated_note_name_7", FORM_NOTE, true, false, NULL },
		{ "twice", FORM_HIDDEN, false, true, NULL },
		{ "rep", FORM_REPEAT, false, false, NULL },
		{ "inside", FORM_INTEGER, false, false, "rep" },
	};
	struct form *f = small_form();

	(void)state;
	assert_int_equal(form_item_count(f), ARRAY_SIZE(want));
	for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
		const struct form_item *item = form_item(f, i);

		assert_string_equal(item->name, want[i].name);
		assert_int_equal(item->type, want[i].type);
		assert_int_equal(item->asked, want[i].asked);
		assert_int_equal(item->stored, want[i].stored);
		assert_int_equal(item->index, i);
		assert_ptr_equal(form_find(f, want[i].name), item);
		if (want[i].parent == NULL)
			assert_true(item->parent == FORM_NO_PARENT);
		else
			assert_string_equal(form_item(f, item->parent)->name, want[i].parent);
	}
	assert_null(form_find(f, "nobody"));
	assert_int_equal(form_stored_count(f), 5);
	assert_string_equal(form_stored_item(f, 3)->name, "r");
	assert_string_equal(form_stored_item(f, 4)->name, "twice");
	form_free(f);
}

static void texts_and_metadata(void **state)
{
	struct form *f = small_form();
	const struct form_item *c1 = form_find(f, "c1"), *r = form_find(f, "r");

	(void)state;
	assert_string_equal(form_item_text(f, c1, FORM_LABEL, "en"), "How are you?");
	assert_string_equal(form_item_text(f, c1, FORM_LABEL, "da"), "Hvordan går det?");
	assert_string_equal(form_item_text(f, c1, FORM_LABEL, "sv"), "Hvordan går det?");
	assert_string_equal(form_item_text(f, c1, FORM_LABEL, NULL), "Hvordan går det?");
	assert_string_equal(form_item_text(f, c1, FORM_HINT, "en"), "Et hint");
	assert_string_equal(form_item_text(f, r, FORM_HINT, "da"), "");
	assert_string_equal(form_item_meta(f, c1, "stige_no"), "1");
	assert_string_equal(form_item_meta(f, c1, "note"), "own");
	assert_string_equal(form_item_meta(f, c1, "nothing"), "");
	assert_true(c1->required_always);
	assert_string_equal(c1->appearance, "likert quick");
	assert_int_equal(c1->line, 5);
	assert_true(r->range_start == 1 && r->range_end == 10 && r->range_step == 1);
	assert_non_null(form_find(f, "c2")->relevant);
	form_free(f);
}

static void lists_and_choices(void **state)
{
	struct form *f = small_form();
	const struct form_item *c1 = form_find(f, "c1"), *c2 = form_find(f, "c2");
	const struct form_choice *dk, *other;

	(void)state;
	assert_ptr_equal(c1->list, form_list_find(f, "yn"));
	dk = form_choice_find(c1->list, "dk");
	assert_string_equal(dk->state, "dk");
	assert_int_equal(dk->index, 1);
	assert_string_equal(form_choice_label(f, c1->list, dk, "en"), "I do not know");
	assert_string_equal(form_choice_meta(f, c1->list, &c1->list->choices[0], "stige_score"), "5");
	assert_string_equal(form_choice_meta(f, c1->list, dk, "stige_state"), "dk");
	assert_string_equal(form_choice_meta(f, c1->list, dk, "label"), "");
	assert_true(form_has_state_rows(c1));
	assert_false(form_has_state_rows(c2));
	assert_true(form_takes_states(f, c2));

	assert_true(c2->or_other);
	assert_int_equal(c2->list->count, 3);
	other = form_choice_find(c2->list, "other");
	assert_string_equal(form_choice_label(f, c2->list, other, "da"), "Andet");
	assert_string_equal(form_choice_label(f, c2->list, other, "en"), "Other");
	/* Missing in Danish, which is the default language: nothing to fall back on. */
	assert_string_equal(form_choice_label(f, c2->list, &c2->list->choices[0], "da"), "");
	assert_string_equal(form_choice_label(f, c2->list, &c2->list->choices[0], "en"), "Alpha");
	assert_non_null(form_list_find(f, "meta"));
	assert_null(form_list_find(f, "none"));
	form_free(f);
}

static void names_that_are_not_unique_get_their_group(void **state)
{
	struct form *f = good_form("survey\n,type,name,label\n,begin_group,g,G\n,text,a,A\n,end_group,,\n"
		",begin_group,h,H\n,text,a,A\n,text,b,B\n,end_group,,\n");

	(void)state;
	assert_string_equal(form_item(f, 1)->name, "g/a");
	assert_string_equal(form_item(f, 3)->name, "h/a");
	assert_string_equal(form_item(f, 4)->name, "b");
	assert_null(form_find(f, "a"));
	form_free(f);
}

static void one_unnamed_language(void **state)
{
	struct form *f = good_form("survey\n,type,name,label\n,text,a,A\n");

	(void)state;
	assert_int_equal(form_language_count(f), 1);
	assert_string_equal(form_language(f, 0), "default");
	assert_string_equal(form_item_text(f, form_item(f, 0), FORM_LABEL, "da"), "A");
	assert_string_equal(form_id(f), "test");
	assert_string_equal(form_version(f), "");
	form_free(f);
	f = good_form("survey\n,type,name,label\n,text,a,A\nsettings\n,default_language\n,Dansk (da)\n");
	assert_string_equal(form_language(f, 0), "da");
	assert_string_equal(form_language_title(f, 0), "Dansk");
	form_free(f);
	/* A column that names the default language beats one that does not, in either order. */
	f = good_form("survey\n,type,name,label,label::English (en)\n,text,a,A,B\n,text,b,A,\n"
		"settings\n,default_language\n,English (en)\n");
	assert_string_equal(form_item_text(f, form_item(f, 0), FORM_LABEL, "en"), "B");
	assert_string_equal(form_item_text(f, form_item(f, 1), FORM_LABEL, "en"), "A");
	form_free(f);
	f = good_form("survey\n,type,name,label::English (en),label\n,text,a,B,A\n"
		"settings\n,default_language\n,English (en)\n");
	assert_string_equal(form_item_text(f, form_item(f, 0), FORM_LABEL, "en"), "B");
	form_free(f);
}

static void write_part(const char *dir, const char *name, const char *text)
{
	struct str path = STR_INIT;

	file_join(&path, dir, name);
	assert_int_equal(file_write(path.text, text, strlen(text), NULL), STIGE_OK);
	str_release(&path);
}

static void a_folder_reads_like_one_file(void **state)
{
	static const char survey[] = "type,name,label\nselect_one s,a,A\n", choices[] = "list_name;name;label\ns;1;X\n",
		settings[] = "form_id,version\nf,1\n";
	static const char *const parts[] = { "survey.csv", "choices.csv", "settings.csv" };
	struct form *one = good_form("survey\n,type,name,label\n,select_one s,a,A\nchoices\n,list_name,name,label\n,s,1,X\n"
		"settings\n,form_id,version\n,f,1\n");
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;
	struct err err = ERR_INIT;
	char dir[] = "formXXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	write_part(dir, parts[0], survey);
	write_part(dir, parts[1], choices);
	write_part(dir, parts[2], settings);
	assert_int_equal(form_read_file(dir, &problems, &f, &err), STIGE_OK);
	assert_int_equal(problems.count, 0);
	assert_string_equal(form_hash(f), form_hash(one));
	form_free(f);

	/* Problems name the file of the folder. */
	write_part(dir, parts[1], "list_name,name,label\ns,,X\n");
	assert_int_equal(form_read_file(dir, &problems, &f, &err), STIGE_DATA);
	assert_null(f);
	assert_string_equal(problems.list[0].file, "choices.csv");
	assert_int_equal(problems.list[0].line, 2);
	assert_int_equal(problems.list[0].column, 3);
	assert_non_null(strstr(err.msg, "/choices.csv:2:3: "));
	form_problems_release(&problems);
	form_free(one);
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		struct str path = STR_INIT;

		file_join(&path, dir, parts[i]);
		unlink(path.text);
		str_release(&path);
	}
	rmdir(dir);
}

static void a_missing_file_is_no_input(void **state)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(form_read_file("not/there.csv", &problems, &f, &err), STIGE_NOINPUT);
	assert_null(f);
	assert_true(err.msg[0] != '\0');
	form_problems_release(&problems);
}

static void looks_like_an_xlsform(void **state)
{
	static const struct {
		const char *text;
		bool want;
	} looks[] = {
		{ "survey\n,type\n", true }, { "\xEF\xBB\xBF\"Survey\";;\n", true }, { "\n,,\nsettings,form_id\n", true },
		{ "choices", true }, { "", false }, { "id,text\n", false }, { "surveys\n", false },
		{ "survey_of_everything_there_is\n", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(looks); i++)
		assert_int_equal(form_looks_like_xlsform(looks[i].text, strlen(looks[i].text)), looks[i].want);
}

/* The instrument itself: no error, no warning, so also no missing translation in any cell. */
static void the_shipped_forms_are_clean(void **state)
{
	static const char *const names[] = { "forms/client.csv", "forms/caseworker.csv", "forms/activities.csv" };

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct form *f = NULL;
		struct err err = ERR_INIT;
		struct str csv;

		read_source(names[i], &csv);
		if (form_read(csv.text, csv.len, names[i], &problems, &f, &err) != STIGE_OK)
			fail_msg("%s", err.msg);
		if (problems.count > 0)
			fail_msg("%s:%zu:%zu: %s", names[i], problems.list[0].line, problems.list[0].column,
				problems.list[0].message);
		assert_int_equal(form_language_count(f), 2);
		form_free(f);
		form_problems_release(&problems);
		str_release(&csv);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(identity_and_settings), cmocka_unit_test(items_in_order),
		cmocka_unit_test(texts_and_metadata), cmocka_unit_test(lists_and_choices),
		cmocka_unit_test(names_that_are_not_unique_get_their_group), cmocka_unit_test(one_unnamed_language),
		cmocka_unit_test(a_folder_reads_like_one_file), cmocka_unit_test(a_missing_file_is_no_input),
		cmocka_unit_test(looks_like_an_xlsform), cmocka_unit_test(the_shipped_forms_are_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
