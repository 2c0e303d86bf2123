/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "words.h"

#include "stige/base/mem.h"
#include "stige/base/banned.h"

static const char *const first_names[] = {
	"Agnete", "Aksel", "Alma", "Amina", "Anders", "André", "Arne", "Asta", "Birthe", "Bjarke", "Bodil",
	"Camilla", "Carl", "Christa", "Dagmar", "Daniel", "Dilan", "Ditte", "Ebba", "Egon", "Ejner", "Elin",
	"Emil", "Erik", "Esben", "Fatma", "Flemming", "Freja", "Frode", "Gerda", "Gorm", "Gry", "Gunhild",
	"Hamid", "Hanne", "Helle", "Henrik", "Ib", "Ida", "Inge", "Ingrid", "Ivan", "Jakob", "Jamila",
	"Jens", "Jonna", "Jytte", "Kaj", "Karim", "Karla", "Kirsten", "Kjeld", "Lars", "Leila", "Line",
	"Lone", "Ludvig", "Maja", "Malthe", "Marie", "Mehmet", "Merete", "Mikkel", "Mogens", "Nadia",
	"Niels", "Nikolaj", "Nina", "Olena", "Ole", "Palle", "Per", "Pia", "Poul", "Rasmus", "Renée",
	"Rikke", "Rune", "Sanne", "Sara", "Signe", "Sigurd", "Sofie", "Stig", "Susanne", "Søren", "Tanja",
	"Thea", "Tobias", "Torben", "Ulla", "Vagn", "Vera", "Viggo", "Yasmin", "Yrsa", "Zainab", "Øjvind",
	"Åge", "Åse",
};

static const char *const last_names[] = {
	"Aabrink", "Agerlund-Vig", "Askerod", "Bakkesand", "Birkevang", "Blomsterkær", "Bregnedal",
	"Brinkeskov", "Brokmose", "Bøgelund-Ravn", "Dalsande", "Demirsoy", "Dybvang", "Egeløkke",
	"Elkærlund", "Engstrand", "Fjordager", "Fuglsande", "Fyrreby", "Gammelvang", "Granløkke",
	"Grenådal", "Grynderup", "Haddadi-Lund", "Hasselkrog", "Havrelund", "Hedemark-Ibsen", "Hjortemose",
	"Holmeager", "Humlekrog", "Hvidløkke", "Hyldekær", "Irisvang", "Kastanjeby", "Kirkesande",
	"Klintedal", "Klokkemose", "Kornvang", "Kovalik", "Kragelund-Bæk", "Kærvangen", "Lindeskov",
	"Lyngager", "Lærkedal", "Markskel", "Mejsedal", "Mosevang", "Møllekrog", "Naserian", "Noorlund",
	"Nældebjerg", "Nørresande", "Odderskær", "Ollemose", "Pileager", "Poppelvang", "Rapsager",
	"Ravnsløkke", "Revling", "Rugløkke", "Rørkær", "Rønnekrog", "Sandvangen", "Sivholm-Dam",
	"Skovmærke", "Slåenkrat", "Smedevang", "Solkrog", "Spurvedal", "Stenløkke", "Storkemose",
	"Strandmærk", "Svaleby", "Sønderkrat", "Tangdal", "Tjørneløkke", "Tornvang", "Tranemose",
	"Tøndermark", "Ulvedal", "Vadekær", "Vandmose", "Vesterkrog", "Vibevang", "Vinterløkke",
	"Vænget-Holm", "Yderager", "Ørnekrat", "Østermose", "Åkrogen",
};

static const char *const steps[] = {
	"Ringe til bageriet og spørge, om jeg må komme på besøg",
	"Spørge lægen om attesten",
	"Skrive to linjer om, hvad jeg er god til",
	"Gå en tur hver formiddag",
	"Tale med min søster om at passe børnene om tirsdagen",
	"Se på tre opslag sammen med mentor",
	"Møde til tiden i praktikken hele ugen",
	"Åbne posten fra banken sammen med gældsrådgiveren",
	"Prøve bussen til det nye sted en dag før",
	"Spørge i genbrugsbutikken, om de mangler en hånd",
	"Melde mig til danskholdet om aftenen",
	"Aftale en tid hos tandlægen",
	"Fortælle lederen, hvor mange timer jeg kan klare",
	"Tage med naboen til fællesspisning",
	"Lave en liste over det, jeg har prøvet før",
	"Øve mig i at fortælle om mig selv foran spejlet",
	"Besøge erhvervsskolen, når de har åbent hus",
	"Stå op klokken otte også de dage, jeg ikke skal noget",
	"Skrive til min gamle chef",
	"Finde ud af, hvad kurset i truckkørsel kræver",
};

static const char *const journal[] = {
	"Borgeren mødte til tiden og var velforberedt.",
	"Vi så kurverne sammen og talte om, hvad der har hjulpet.",
	"Søvnen er stadig dårlig, men hverdagen hænger bedre sammen.",
	"Praktikken fortsætter med flere timer om ugen.",
	"Borgeren vil gerne prøve noget nyt og har selv et sted i tankerne.",
	"Der er aftalt kontakt til egen læge om ny udredning.",
	"Borgeren fortæller, at netværket er blevet større.",
	"Økonomien fylder meget for tiden.",
	"Vi talte om forskellen mellem borgerens svar og mit.",
	"Ingen aktivitet i perioden; vi aftalte at begynde i det små.",
	"Borgeren ønsker, at næste møde er pr. telefon.",
	"Arbejdsgiveren er tilfreds og vil gerne tale om løntimer.",
};

static const char *const notes[] = {
	"Vil helst ringes op efter klokken ti.",
	"Har brug for tolk ved svære breve.",
	"Datteren begynder i skole til august.",
	"Har tidligere arbejdet i køkken og er stolt af det.",
	"Ønsker ikke post i e-Boks før mødet.",
	"Har kun cykel; tænk på afstanden.",
};

static const char *const remarks[] = {
	"Svarede hurtigt; mente det går bedre end sidst.",
	"Ville gerne forklare, at det svinger fra uge til uge.",
	"Tænkte på praktikken, ikke på derhjemme.",
	"Sagde, at spørgsmålet er svært.",
};

static const char *const places[] = {
	"Bageriet på Torvet", "Genbrugsbutikken Fundet", "Havnens Kantine", "Plejecenter Solkrogen",
	"Cykelværkstedet Nav", "Frivillighuset", "Sundhedshuset", "Aftenskolen", "Lagerhallen Vest",
	"Gartneriet Grønnehave",
};

const struct word_list word_first_names = { first_names, ARRAY_SIZE(first_names) };
const struct word_list word_last_names = { last_names, ARRAY_SIZE(last_names) };
const struct word_list word_steps = { steps, ARRAY_SIZE(steps) };
const struct word_list word_journal = { journal, ARRAY_SIZE(journal) };
const struct word_list word_notes = { notes, ARRAY_SIZE(notes) };
const struct word_list word_remarks = { remarks, ARRAY_SIZE(remarks) };
const struct word_list word_places = { places, ARRAY_SIZE(places) };

/* Towns that are on no map; the first one is the file's own office. */
const struct word_office word_offices[] = {
	{ "NB", "Jobcenter Nybæk" }, { "SH", "Jobcenter Solhøje" }, { "VL", "Jobcenter Vangløv" },
	{ "MK", "Jobcenter Mosekrog" }, { "TS", "Jobcenter Tornskoven" }, { "ED", "Jobcenter Engdalen" },
	{ "KB", "Jobcenter Klitbo" }, { "LD", "Jobcenter Lyngdammen" }, { "RH", "Jobcenter Rønhave" },
	{ "OV", "Jobcenter Østervænge" },
};
const size_t word_office_count = ARRAY_SIZE(word_offices);
