/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the report states stands in a row of its own, with the words and the lines it rests on. */
#include "support.h"

#include "stige/base/banned.h"

static const struct {
	const char *id, *lines, *words[3];
} findings[] = {
	{ "about.study", "128-132", { "initiated in 2011", "ten job centres", "27,000" } },
	{ "term.vulnerable", "9-12", { "several difficulties", "no client is given it" } },
	{ "term.assistance", "14-18", { "cannot provide for themselves" } },
	{ "term.educational", "20-24", { "under 30 without an education" } },
	{ "term.activity_ready", "26-31", { "not able to take an ordinary job soon" } },
	{ "term.job_ready", "33-35", { "able to take an ordinary job" } },
	{ "term.caseworker", "37-41", { "employee of the job centre" } },
	{ "term.programmes", "42-44", { "activities that a job centre starts" } },
	{ "term.flex_job", "46-51", { "private or public", "hours and pace" } },
	{ "term.marginal_job", "53-57", { "few hours a week", "ordinary terms" } },
	{ "facts.number", "90-91", { "60,000" } },
	{ "facts.support", "93-94", { "63%", "80%" } },
	{ "facts.leavers", "96-100", { "74%" } },
	{ "facts.cost", "102-103", { "11.7 billion" } },
	{ "measure.dialogue", "700-704", { "talk with the client" } },
	{ "measure.alone", "674-680", { "by themselves do not", "cooperation" } },
	{ "measure.change", "666-672", { "can be influenced", "cannot" } },
	{ "measure.local", "685-687", { "adapted locally" } },
	{ "search.share", "249-251", { "28%" } },
	{ "search.number", "253-254", { "between 1 and 6", "one or two" } },
	{ "search.used", "319-323", { "internet are used most", "agencies least" } },
	{ "search.strongest", "329-331", { "strongest positive correlation" } },
	{ "search.internship", "333-339", { "used least", "business-oriented", "wish for a job" } },
	{ "prompt.channels-internship", "329-339", { "business-oriented activity", "tells the workplace" } },
	{ "job.ever", "369-371", { "21%", "2013 to 2016" } },
	{ "job.end", "373-374", { "10%", "6% more in a flex-job" } },
	{ "job.kept", "375-377", { "kept it better" } },
	{ "note.steps", "629-632", { "better than the job itself" } },
	{ "education.end", "482-484", { "5%" } },
	{ "education.year", "486-487", { "16%", "2%" } },
	{ "path.education.none", "489-491", { "under 30 without an education" } },
	{ "fig7.c5", "509-512 537", { "everyday life" } },
	{ "fig7.c11", "512-515 538", { "income during education" } },
	{ "fig7.w8", "515-516 543-544", { "encourages and supports" } },
	{ "fig7.w11e", "518-521 541-542", { "Confidence of the caseworker" } },
	{ "table1", "586-587 591-598", { "6%", "29%" } },
	{ "table2", "610-621", { "6%", "14%" } },
	{ "table3", "634-649", { "12%", "41%" } },
	{ "fig8", "864-901", { "no activity 23%", "one group 50%", "several groups 26%" } },
	{ "fig8.job", "909-910", { "42%" } },
	{ "fig8.other", "906-907", { "33%" } },
	{ "fig8.who", "911-932", { "no significant systematic differences" } },
	{ "activities.effect", "707-712", { "change in the indicators" } },
	{ "activities.supply", "1436-1439", { "local offers" } },
	{ "study.some", "940-945", { "stand still or make some progress" } },
	{ "study.together", "952-955", { "at the same time" } },
	{ "table4.share", "1016-1017", { "40%" } },
	{ "table4.job", "1032-1035 1053-1078", { "6% to 4.7%", "1.3" } },
	{ "table4.education", "1043-1048 1053-1078", { "10% to 8.4%", "1.6" } },
	{ "handover.avoid", "1085-1088", { "visitation or reorganisation" } },
	{ "handover.give", "1089-1093", { "handed over", "plan for job search" } },
	{ "fig9", "1109-1130", { "No 23%", "Doubts 25%", "Yes 6%" } },
	{ "table5", "1138-1162", { "No 1.1%", "Doubts 2.6%", "Yes 26.8%" } },
	{ "confidence.both", "1169-1179", { "partly foresees", "partly reflects" } },
	{ "fig10", "1186-1218 1238-1239", { "other clients", "same job centre" } },
	{ "fig11", "1228-1247", { "5.3%", "7%", "6%" } },
	{ "table6", "1274-1317", { "1.3 percentage points", "3.3 points" } },
	{ "fig12", "1336-1362", { "7%, 13%, 18% and 23%" } },
	{ "fig12.gap", "1344-1345 1379-1383", { "16 percentage points", "26" } },
	{ "table7", "1385-1407", { "14.75%", "28.45%" } },
	{ "reflect.tools", "1429-1434", { "tools" } },
	{ "reflect.employers", "1441-1449", { "companies", "stories" } },
};

static void test_findings(void **state)
{
	const struct evidence *e = ((const struct instrument *)*state)->evidence;

	for (size_t k = 0; k < ARRAY_SIZE(findings); k++) {
		const struct evidence_row *row = evidence_find(e, findings[k].id);

		if (!row || !strstr(row->lines, findings[k].lines))
			fail_msg("%s: not at lines %s", findings[k].id, findings[k].lines);
		for (size_t n = 0; n < ARRAY_SIZE(findings[k].words) && findings[k].words[n]; n++)
			if (!strstr(evidence_text(row, "en"), findings[k].words[n]))
				fail_msg("%s does not say \"%s\"", findings[k].id, findings[k].words[n]);
	}
}

/* The publications behind the report (lines 105, 258, 729, 1000-1003, 1041). */
static void test_publications(void **state)
{
	static const char *const printed[] = { "Jobindsats.dk", "BIP Indikatorer og jobsandsynlighed",
		"Aktiv beskæftigelsesindsats og progression", "Sagsbehandlerens betydning",
		"Effektive sagsbehandlerstrategier", "Er du klar til at arbejde" };
	const struct evidence *e = ((const struct instrument *)*state)->evidence;
	size_t sources = 0;

	for (size_t k = 0; k < ARRAY_SIZE(printed); k++) {
		size_t found = 0;

		for (size_t i = 0; i < evidence_count(e); i++)
			found += evidence_at(e, i)->kind == EVIDENCE_SOURCE
				&& strstr(evidence_at(e, i)->text[0], printed[k]) != NULL;
		assert_int_equal(found, 1);
	}
	for (size_t i = 0; i < evidence_count(e); i++)
		sources += evidence_at(e, i)->kind == EVIDENCE_SOURCE;
	assert_int_equal(sources, ARRAY_SIZE(printed));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_publications),
	};

	return cmocka_run_group_tests(tests, open_instrument, close_instrument);
}
