/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "formcase.h"
#include "stige/base/mem.h"
#include "stige/base/banned.h"

/* ---- the shared cases: every row gets its severity, with a code and a place */

static char *unescape(const char *s)
{
	struct str out = STR_INIT;

	for (size_t i = 0; s[i] != '\0'; i++) {
		if (str_starts(s + i, "\\n")) {
			str_addc(&out, '\n');
			i++;
		} else if (str_starts(s + i, "\\ufeff")) {
			str_add(&out, "\xEF\xBB\xBF");
			i += 5;
		} else {
			str_addc(&out, s[i]);
		}
	}
	return str_steal(&out);
}

/* The case about Windows-1252 stands in the table as UTF-8. */
static void to_windows_1252(char *s)
{
	char *to = s;

	for (; *s != '\0'; s++) {
		if ((unsigned char)*s == 0xC3) {
			s++;
			*to++ = (char)((unsigned char)*s + 0x40);
		} else {
			*to++ = *s;
		}
	}
	*to = '\0';
}

static void check_shared(const char *slug, const char *wanted, const char *csv)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;
	const char *got;

	form_read(csv, strlen(csv), slug, &problems, &f, NULL);
	got = problems.errors > 0 ? "reject" : problems.count > 0 ? "warn" : "accept";
	if (strstr(wanted, got) == NULL && !(strstr(wanted, "accept") != NULL && problems.errors == 0)
	    && !(strstr(wanted, "or convert") != NULL && strcmp(got, "warn") == 0))
		fail_msg("%s: wanted %s, got %s", slug, wanted, got);
	for (size_t i = 0; i < problems.count; i++) {
		assert_true(problems.list[i].code[0] == 'F' && strlen(problems.list[i].code) == 4);
		assert_true(problems.list[i].line > 0 && problems.list[i].column > 0);
		assert_true(strlen(problems.list[i].message) > 10);
	}
	form_free(f);
	form_problems_release(&problems);
}

static void shared_cases(void **state)
{
	struct str table;
	size_t rows = 0;
	char *line, *next;

	(void)state;
	read_source("tests/data/forms/forms.tsv", &table);
	line = strchr(table.text, '\n') + 1;
	for (; *line != '\0'; line = next) {
		char *column[5] = { line }, *csv;

		next = strchr(line, '\n');
		*next++ = '\0';
		for (size_t i = 1; i < 5; i++) {
			column[i] = strchr(column[i - 1], '\t');
			assert_non_null(column[i]);
			*column[i]++ = '\0';
		}
		csv = unescape(column[4]);
		if (strcmp(column[0], "cp1252") == 0)
			to_windows_1252(csv);
		check_shared(column[0], column[2], csv);
		mem_free(csv);
		rows++;
	}
	assert_int_equal(rows, 62);
	str_release(&table);
}

/* ---- what exactly is found, and where */

#define CHOICES "choices\n,list_name,name,label\n,skala,1,Lav\n,skala,2,Høj\n"

static const struct {
	const char *csv, *want;
} cases[] = {
	/* the container */
	{ "survey\n,type,name,label\n,text,a,A\n", "" },
	{ "\xEF\xBB\xBFsurvey\r\n;type;name;label\r\n;text;a;A\r\n", "" },
	{ "\n\nSURVEY \n\n , type , name , label \n\n, text , a , A \n,,,\n", "" },
	{ "type,name,label\ntext,a,A\n", "F005 1:1 F006 1:1 F006 2:1" },
	{ "survye\n,type,name,label\n,text,a,A\n", "F006 1:1" },
	{ "survey\n,type,name,label\n,text,a,\"A\n", "F003 3:9" },
	{ "survey\n,type,name,label\n,text,a,A\"B\n", "F003 3:10" },
	{ "survey\n,type,name,label\n,text,a,A\nentities\n,list_name\n,x\n", "F007 4:1" },
	{ "survey\n", "F009 1:1" },
	{ "survey\n,type,name,label\n", "F009 1:1" },
	{ "survey\n,type,name,label,constraint\n,integer,a,A,if(. > 1, 2, 3)\n", "F100 3:22 F010 3:23" },
	{ "survey,,,,,\n,type,name,label,,\n,text,a,A,,x\n", "F010 3:12" },
	{ "survey\n,type,,name,label\n,text,x,a,A\n", "F010 3:7" },
	{ "survey\n,type,name,label\n,text,a,A\nsurvey\n,type,name,label\n,text,b,B\n", "" },
	{ "survey\n,type,name,label\n,text,a,A\u202E\n", "F011 3:10" },
	/* columns */
	{ "survey\n,type,name,caption,label\n,text,a,A,B\n", "F020 2:20" },
	{ "survey\n,type,name,label::Dansk (da),label::Dansk (da)\n,text,a,A,B\n", "F020 2:30" },
	{ "survey\n,typ,name,label\n,text,a,A\n", "F021 2:2 F022 2:2" },
	{ "survey\n,type,label\n,text,A\n", "F021 2:2" },
	{ "survey\n,type,name,label,relevent\n,text,a,A,x\n", "F022 2:18" },
	{ "survey\n,type,name,label,stige_no,own remark\n,text,a,A,1,x\n", "" },
	{ "survey\n,type,name,label,relevant::da\n,text,a,A,true()\n", "F025 2:18" },
	{ "survey\n,Type,NAME,Constraint Message,label,constraint\n,integer,a,M,A,. > 1\n", "" },
	{ "survey\n,type,name,label:Dansk (da),jr:constraintMsg:Dansk (da),constraint\n,integer,a,A,M,. > 1\n", "" },
	{ "survey\n,type,name,label,bind::relevant\n,text,a,A,foo()\n", "F101 3:11" },
	{ "survey\n,type,name,label,media::image\n,text,a,,x.png\n", "" },
	{ "survey\n,type,name,label:Dansk (da),media:image\n,text,a,A,x.png\n", "" },
	/* languages */
	{ "survey\n,type,name,label::Dansk (dq)\n,text,a,A\n", "F030 2:12" },
	{ "survey\n,type,name,label::Dansk (da),hint::Danks (dn)\n,text,a,A,H\n",
		"F034 2:12 F030 2:30 F031 2:30 F034 2:30" },
	{ "survey\n,type,name,label::Dansk (da),label::English (en)\n,text,a,A,\n,text,b,B,C\n", "F035 3:11" },
	{ "survey\n,type,name,label,label::Dansk (da)\n,text,a,A,B\nsettings\n,default_language\n,English (en)\n", "" },
	{ "survey\n,type,name,label,hint::Dansk (da)\n,text,a,A,B\n", "F033 2:12" },
	{ "survey\n,type,name,label::Dansk (da)\n,text,a,A\nsettings\n,default_language\n,da\n", "F031 6:2" },
	{ "survey\n,type,name,label\n,text,a,A\nsettings\n,default_language\n,Dansk (da)\n", "" },
	{ "survey\n,type,name,label::Dansk (da)\n,select_one s,a,A\nchoices\n,list_name,name,label\n,s,1,X\n",
		"F033 5:17" },
	/* types */
	{ "survey\n,type,name,label\n,,,A\n,text,a,A\n", "F040 3:2" },
	{ "survey\n,type,name,label,remark\n,,,,to be done\n,text,a,A,\n", "" },
	{ "survey\n,type,name,label\n,geopoint,a,A\n,text,b,B\n", "F042 3:2" },
	{ "survey\n,type,name,label\n,begin loop,a,A\n,text,b,B\n,end loop,,\n", "F042 3:2 F042 5:2" },
	{ "survey\n,type,name,label\n,select_one_from_file x.csv,a,A\n", "F042 3:2" },
	{ "survey\n,type,name,label\n,rank skala,a,A\n" CHOICES, "F042 3:2" },
	{ "survey\n,type,name,label\n,interger,a,A\n", "F041 3:2" },
	{ "survey\n,type,name,label\n,select_on skala,a,A\n" CHOICES, "F041 3:2" },
	{ "survey\n,type,name,label\n,integer big,a,A\n", "F043 3:2" },
	{ "survey\n,type,name,label\n,add select one prompt using skala,a,A\n" CHOICES, "" },
	{ "survey\n,type,name,label\n,select all that apply from skala or_other,a,A\n" CHOICES, "" },
	{ "survey\n,type,name,label\n,select_one  skala  or specify other,a,A\n" CHOICES, "" },
	{ "survey\n,type,name,label\n,select_one skla,a,A\n" CHOICES, "F045 3:2" },
	{ "survey\n,type,name,label,choice_filter\n,select_one skala or_other,a,A,name = '1'\n" CHOICES, "F046 3:32" },
	{ "survey\n,type,name,label\n,begin_group,g,\n,note,,Hej\n,end_group,,\n,dateTime,t,T\n,time,u,U\n"
		",acknowledge,k,K\n,start,s,\n,audit,audit,\n", "" },
	/* a faulty row's name still counts as one */
	{ "survey\n,type,name,label,relevant\n,dancing,a,A,\n,note,b,B ${a},\n", "F041 3:2" },
	/* names */
	{ "survey\n,type,name,label\n,text,,A\n", "F050 3:7" },
	{ "survey\n,type,name,label\n,text,1a,A\n", "F051 3:7" },
	{ "survey\n,type,name,label\n,text,my name,A\n", "F051 3:7" },
	{ "survey\n,type,name,label\n,text,a–b,A\n", "F051 3:7" },
	{ "survey\n,type,name,label\n,text,Øl_æ·2,A\n", "" },
	{ "survey\n,type,name,label\n,text,meta,A\n", "F054 3:7" },
	{ "survey\n,type,name,label\n,text,a-b,A\n", "F055 3:7" },
	{ "survey\n,type,name,label\n,begin_repeat,r,R\n,text,a,A\n,end_repeat,,\n,begin_group,g,G\n,begin_repeat,r,R\n"
		",text,b,B\n,end_repeat,,\n,end_group,,\n", "F052 7:15" },
	{ "survey\n,type,name,label\n,begin_repeat,min_form,R\n,text,a,A\n,end_repeat,,\nsettings\n,name\n,min_form\n",
		"F054 3:15" },
	{ "survey\n,type,name,label\n,begin_group,g,G\n,text,a,A\n,end_group,,\n,begin_group,h,H\n,text,a,A\n"
		",end_group,,\n", "" },
	/* groups */
	{ "survey\n,type,name,label\n,begin_group,g,G\n,text,a,A\n", "F061 3:2" },
	{ "survey\n,type,name,label\n,begin_group,g,G\n,text,a,A\n,end_repeat,,\n", "F060 5:2" },
	{ "survey\n,type,name,label,required\n,begin_group,g,G,yes\n,text,a,A,\n,end_group,,,\n", "F064 3:18" },
	/* parameters */
	{ "survey\n,type,name,label,parameters\n,range,a,A,start=0; end=1 step=0.1\n", "" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,start = 1 end = 9 step = 3\n", "F073 3:30" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,end=x\n", "F072 3:12" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,start=5 end=5\n", "F072 3:12" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,\"start=1,end=5,stop=1\"\n", "F071 3:27" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,start=0 end=10 placeholder=11\n", "F072 3:27" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,end=4 tick_interval=1.5\n", "F072 3:18" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,end=4 tick_labelset=skal\n" CHOICES, "F072 3:12" },
	{ "survey\n,type,name,label,parameters\n,range,a,A,end=4 tick_labelset=skala\n" CHOICES, "" },
	{ "survey\n,type,name,label,parameters\n,select_one skala,a,A,randomize=true seed=${b}\n,text,b,B,\n" CHOICES, "" },
	{ "survey\n,type,name,label,parameters\n,select_one skala,a,A,randomize=true seed=${c}\n,text,b,B,\n" CHOICES,
		"F103 3:43" },
	{ "survey\n,type,name,label,parameters\n,date,a,A,rows=2\n", "F071 3:11" },
	/* words and defaults */
	{ "survey\n,type,name,label,disabled\n,text,a,A,\n,dancing,b,B,yes\n", "" },
	{ "survey\n,type,name,label,disabled,read_only\n,text,a,A,ja,nej\n", "F074 3:11 F074 3:14" },
	{ "survey\n,type,name,label,required\n,text,a,A,ja\n", "F074 3:11" },
	{ "survey\n,type,name,label,stige_states,stige_series\n,text,a,A,none,old\n", "F074 3:11 F074 3:16" },
	{ "survey\n,type,name,label,default\n,integer,a,A,mange\n", "F075 3:14" },
	{ "survey\n,type,name,label,default\n,date,a,A,2026-02-30\n", "F075 3:11" },
	{ "survey\n,type,name,label,default\n,date,a,A,2026-02-28\n", "" },
	{ "survey\n,type,name,label,default\n,date,a,A,today() + 7\n", "" },
	{ "survey\n,type,name,label,default\n,text,a,A,ja - nej\n", "" },
	{ "survey\n,type,name,label,default\n,text,a,A,${b}\n,text,b,B,\n", "" },
	{ "survey\n,type,name,label,default\n,text,a,A,${c}\n,text,b,B,\n", "F103 3:11" },
	{ "survey\n,type,name,label,default\n,select_one skala,a,A,3\n" CHOICES, "F075 3:23" },
	{ "survey\n,type,name,label,default\n,select_multiple skala,a,A,2 1\n" CHOICES, "" },
	{ "survey\n,type,name,label,default\n,range,a,A,11\n", "F075 3:12" },
	{ "survey\n,type,name,label,default\n,select_one s,a,A,b + c\nchoices\n,list_name,name,label\n,s,b + c,X\n", "" },
	{ "survey\n,type,name,label,default\n,text,a,A,2 + x\n", "" },
	{ "survey\n,type,name,label,calculation\n,calculate,a,,\n,text,b,B,\n", "F076 3:15" },
	{ "survey\n,type,name,label,choice_filter,constraint_message\n,text,a,A,b = 1,No\n", "F077 3:11 F077 3:17" },
	/* choices */
	{ "survey\n,type,name,label\n,select_multiple s,a,A\nchoices\n,list_name,name,label\n,s,a b,X\n", "F084 3:2" },
	{ "survey\n,type,name,label\n,select_one s,a,A\nchoices\n,list_name,name,label\n,s,a b,X\n", "" },
	{ "survey\n,type,name,label\n,select_one s,a,A\nchoices\n,list name,value,caption\n,s,1,X\n,s,1,Y\nsettings\n"
		",allow_choice_duplicates\n,yes\n", "" },
	{ "survey\n,type,name,label\n,select_one s,a,A\nchoices\n,list_name,name,label,stige_state\n,s,1,X,dkk\n",
		"F074 6:8" },
	{ "survey\n,type,name,label\n,select_one s,a,A\nchoices\n,list_name,name,label\n,s,1,X ${b}\n", "F103 6:8" },
	/* settings */
	{ "survey\n,type,name,label\n,text,a,A\nsettings\n,form_id,defualt_language\n,x,da\n", "F022 5:10" },
	{ "survey\n,type,name,label\n,text,a,A\nsettings\n,clean_text_values\n,maybe\n", "F093 6:2" },
	{ "survey\n,type,name,label\n,text,a,A\nsettings\n,stige_valid_from\n,1.1.2027\n", "F092 6:2" },
	{ "survey\n,type,name,label\n,text,a,A\nsettings\n,instance_name\n,\"concat(${a}, ${b})\"\n", "F103 6:16" },
	{ "choices\n,list_name,name,label,stige_scale,labels\n,s,1,X,1,x\nsettings\n,form_id\n,x\n"
		"survey\n,type,name,label\n,text,a,A\n", "F022 2:35" },
	/* expressions, each at its place in the cell */
	{ "survey\n,type,name,label,relevant\n,integer,a,A,\n,text,b,B,\"${a} > 1 and \"\"x\"\" = foo(1)\"\n",
		"F101 4:33" },
	{ "survey\n,type,name,label,relevant\n,integer,a,A,\n,text,b,B,\"${a} > 1\nand ${c} = 1\"\n", "F103 5:5" },
	{ "survey\n,type,name,label,relevant\n,text,æøå,A,\n,text,b,B,\"${æøå} = 'æ' and ${x} = 1\"\n", "F103 4:29" },
	{ "survey;;;;\n;type;name;label;relevant\n;text;a;A;\n;text;b;B;${a} = 'x' or ${q} = 1\n", "F103 4:25" },
	{ "survey\r\n,type,name,label,relevant\r\n,text,a,A,\r\n,text,b,B,\"${a} > 1\r\n\r\nand ${c} = 1\"\r\n",
		"F103 6:5" },
	{ "survey\n,type,name,label,relevant\n,begin_group,g,G,\n,text,a,A,\n,text,b,B,../a = 1\n,text,c,C,../d = 1\n"
		",text,d,D,../../g/a = 1\n,end_group,,,\n", "" },
	{ "survey\n,type,name,label,relevant\n,text,a,A,\n,begin_group,g,G,\n,text,b,B,../a = 1\n,end_group,,,\n",
		"F103 5:14" },
	{ "survey\n,type,name,label,relevant\n,text,a,A,\n,text,b,B,${a} = “x”\n", "" },
	{ "survey\n,type,name,label,relevant\n,text,a,A,\n,text,b,B,not(${a})\n", "F106 4:15" },
	{ "survey\n,type,name,label,relevant\n,text,a,A,${b} = 1\n,text,b,B,${c} = 1\n,text,c,C,${a} = 1\n", "F105 3:11" },
	{ "survey\n,type,name,label,relevant\n,begin_group,g,G,${a} = 1\n,text,a,A,\n,end_group,,,\n", "F105 3:18" },
	{ "survey\n,type,name,label,calculation\n,calculate,a,,${b}\n,calculate,b,,${a}\n,calculate,c,,${d}\n"
		",calculate,d,,${c}\n", "F105 3:15 F105 5:15" },
	{ "survey\n,type,name,label,constraint\n,integer,a,A,. > ${b}\n,integer,b,B,. < ${a}\n", "" },
	{ "survey\n,type,name,label\n,text,a,A\n,note,n,Hej ${a} og ${b}\n", "F103 4:21" },
	{ "survey\n,type,name,label\n,text,a,A\n,note,n,Hej ${a\n", "F100 4:13" },
	{ "survey\n,type,name,label\n,text,a,A\n,note,n,Hej ${last-saved#a}\n", "" },
	{ "survey\n,type,name,label,default\n,text,a,A,${last-saved#a}\n", "" },
	{ "survey\n,type,name,label,trigger,calculation\n,text,a,A,,\n,calculate,b,,\"${a}, ${a}\",today()\n", "" },
	{ "survey\n,type,name,label,trigger,calculation\n,text,a,A,,\n,calculate,b,,a,today()\n", "F100 4:15" },
	{ "survey\n,type,name,label,choice_filter\n,text,g,G,\n,select_one s,a,A,group = ${g}\n"
		"choices\n,list_name,name,label,group\n,s,1,X,y\n", "" },
	{ "survey\n,type,name,label,choice_filter\n,text,g,G,\n,select_one s,a,A,grup = ${g}\n"
		"choices\n,list_name,name,label,group\n,s,1,X,y\n", "F109 4:19" },
	{ "survey\n,type,name,label,repeat_count,calculation\n,integer,n,N,,\n,begin_repeat,r,R,${n},\n,integer,a,A,,\n"
		",end_repeat,,,,\n,calculate,s,,,sum(${a})\n", "" },
};

static void places_and_codes(void **state)
{
	size_t failed = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(cases); i++) {
		struct str got = STR_INIT;

		problems_of(cases[i].csv, strlen(cases[i].csv), &got);
		if (strcmp(got.text, cases[i].want) != 0) {
			print_error("wanted \"%s\", got \"%s\" for\n%s", cases[i].want, got.text, cases[i].csv);
			failed++;
		}
		str_release(&got);
	}
	assert_int_equal(failed, 0);
}

/* ---- suggestions */

static void suggestions(void **state)
{
	static const struct {
		const char *csv, *want;
	} suggested[] = {
		{ "surveys\n,type,name,label\n,text,a,A\n", "did you mean survey?" },
		{ "survey\n,type,name,label\n,intger,a,A\n", "did you mean integer?" },
		{ "survey\n,type,name,label\n,select_onee skala,a,A\n" CHOICES, "did you mean select_one?" },
		{ "survey\n,type,name,label\n,select_one skalla,a,A\n" CHOICES, "did you mean \"skala\"?" },
		{ "survey\n,type,name,label,constrait\n,text,a,A,\n", "did you mean constraint?" },
		{ "survey\n,type,name,label,relevant\n,text,alder,A,\n,text,b,B,${aldr} = 1\n", "did you mean \"alder\"" },
		{ "survey\n,type,name,label,relevant\n,text,a,A,\n,text,b,B,\"slected(${a}, 'x')\"\n", "selected()" },
		{ "survey\n,type,name,label\n,text,alder,A\n,note,n,Du er ${alter} år\n", "${alder}" },
		{ "survey\n,type,name,label,relevant\n,text,a,A,${c} = 1\n,text,b,B,${a} = 1\n,text,c,C,${b} = 1\n",
			": a -> c -> b -> a;" },
		{ "survey\n,type,name,label,choice_filter\n,select_one s,a,A,nam = 1\nchoices\n,list_name,name,label\n,s,1,X\n",
			"\"name\"" },
		{ "survey\n,type,name,label::Dansk (da)\n,text,a,A\nsettings\n,default_language\n,Dansk (dk)\n",
			"did you mean \"Dansk (da)\"?" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_SIZE(suggested); i++) {
		struct form_problems problems = FORM_PROBLEMS_INIT;
		struct form *f = NULL;

		form_read(suggested[i].csv, strlen(suggested[i].csv), "t", &problems, &f, NULL);
		if (problems.count == 0 || strstr(problems.list[0].message, suggested[i].want) == NULL)
			fail_msg("wanted %s, got %s", suggested[i].want,
				problems.count > 0 ? problems.list[0].message : "nothing");
		form_free(f);
		form_problems_release(&problems);
	}
}

static void err_names_the_first_error(void **state)
{
	static const char csv[] = "survey\n,type,name,label::Dansk\n,text,a,A\n,dance,b,B\n,text,a,C\n";
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(form_read(csv, strlen(csv), "folder/own.csv", &problems, &f, &err), STIGE_DATA);
	assert_null(f);
	assert_int_equal(problems.errors, 2);
	assert_int_equal(problems.count, 3);
	assert_memory_equal(err.msg, "folder/own.csv:4:2: there is no type", 36);
	form_problems_release(&problems);
}

static void catalogue_is_in_order(void **state)
{
	(void)state;
	assert_true(form_code_count > 60);
	for (size_t i = 0; i < form_code_count; i++) {
		assert_int_equal(strlen(form_codes[i].code), 4);
		assert_true(form_codes[i].summary[0] != '\0');
		if (i > 0)
			assert_true(strcmp(form_codes[i - 1].code, form_codes[i].code) < 0);
	}
}

/* ---- hostile files cost a sentence */

static void has_code(const char *csv, size_t n, const char *code)
{
	struct form_problems problems = FORM_PROBLEMS_INIT;
	struct form *f = NULL;
	bool found = false;

	form_read(csv, n, "t", &problems, &f, NULL);
	for (size_t i = 0; i < problems.count; i++)
		found = found || strcmp(problems.list[i].code, code) == 0;
	if (!found)
		fail_msg("no %s among %zu problems", code, problems.count);
	form_free(f);
	form_problems_release(&problems);
}

static void hostile_files(void **state)
{
	static const char head[] = "survey\n,type,name,label,relevant\n";
	struct str s = STR_INIT;

	(void)state;
	str_add(&s, head);
	for (int i = 0; i < 20000; i++)
		str_addf(&s, ",begin_group,g%d,,\n", i);
	has_code(s.text, s.len, "F063");

	str_clear(&s);
	str_add(&s, head);
	str_add(&s, ",text,a,A,");
	for (int i = 0; i < 60000; i++)
		str_addc(&s, '(');
	has_code(s.text, s.len, "F107");

	str_clear(&s);
	str_add(&s, head);
	for (int i = 0; i < 2000; i++)
		str_addc(&s, ',');
	has_code(s.text, s.len, "F004");

	has_code("survey\n,type\0,name\n", 19, "F001");
	has_code("survey\n,type,name,label\n,text,a,\x81\n", 34, "F001");
	str_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shared_cases), cmocka_unit_test(places_and_codes), cmocka_unit_test(suggestions),
		cmocka_unit_test(err_names_the_first_error), cmocka_unit_test(catalogue_is_in_order),
		cmocka_unit_test(hostile_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
