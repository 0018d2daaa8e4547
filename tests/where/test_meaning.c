/* SPDX-License-Identifier: Apache-2.0 */
/* Which of the places of a name is meant, and which names are no places. */
#include "reading.h"
#include "test.h"

typedef struct row {
    const char *text, *name;
    const char *country; /* NULL: no place */
    int kind;
} row;

static const row ROWS[] = {
    /* what the words beside it say */
    {"Police in Tripoli, Lebanon, arrested two men.", "Tripoli", "LBN", BEDE_PLACE_CITY},
    {"Libya's army shelled Tripoli.", "Tripoli", "LBY", BEDE_PLACE_CITY},
    {"A bomb killed three men in Hyderabad, Pakistan.", "Hyderabad", "PAK", BEDE_PLACE_CITY},
    {"A bomb killed three men in Hyderabad, India.", "Hyderabad", "IND", BEDE_PLACE_CITY},
    {"Protesters in Birmingham, Alabama, clashed with police.", "Birmingham", "USA",
     BEDE_PLACE_CITY},
    {"Protesters in Birmingham clashed with British police.", "Birmingham", "GBR", BEDE_PLACE_CITY},
    {"Voters in Atlanta, Georgia, protested.", "Georgia", "USA", BEDE_PLACE_REGION},
    {"Russia and Georgia signed a treaty.", "Georgia", "GEO", BEDE_PLACE_COUNTRY},
    {"The ministers met in St. Petersburg, Florida.", "St. Petersburg", "USA", BEDE_PLACE_CITY},
    {"The Russian minister spoke in St. Petersburg.", "St. Petersburg", "RUS", BEDE_PLACE_CITY},
    {"He was arrested in Alexandria, Va., on Monday.", "Alexandria", "USA", BEDE_PLACE_CITY},
    {"Egyptian police arrested him in Alexandria.", "Alexandria", "EGY", BEDE_PLACE_CITY},
    {"The Spanish king visited Cordoba.", "Cordoba", "ESP", BEDE_PLACE_CITY},
    {"The president of Argentina spoke in Cordoba.", "Cordoba", "ARG", BEDE_PLACE_CITY},
    {"Troops in the Venezuelan city of Valencia opened fire.", "Valencia", "VEN", BEDE_PLACE_CITY},
    {"The Costa Rican police arrested a man in San Jose.", "San Jose", "CRI", BEDE_PLACE_CITY},
    {"Chile's students marched in Santiago.", "Santiago", "CHL", BEDE_PLACE_CITY},
    {"The governor spoke in London on Monday.", "London", "GBR", BEDE_PLACE_CITY},
    {"Iraqi forces attacked Ramadi.", "Ramadi", "IRQ", BEDE_PLACE_CITY},
    /* spellings */
    {"Soldiers shelled Kiev.", "Kiev", "UKR", BEDE_PLACE_CITY},
    {"Soldiers shelled Kharkov, Ukraine.", "Kharkov", "UKR", BEDE_PLACE_CITY},
    {"India's president spoke in Calcutta.", "Calcutta", "IND", BEDE_PLACE_CITY},
    {"Syrian jets bombed Deir ez-Zor.", "Deir ez-Zor", "SYR", BEDE_PLACE_CITY},
    {"Syrian jets bombed Deir al-Zor.", "Deir al-Zor", "SYR", BEDE_PLACE_CITY},
    {"Syrian jets bombed al-Bab.", "al-Bab", "SYR", BEDE_PLACE_CITY},
    {"Rebels took Fallujah, Iraq.", "Fallujah", "IRQ", BEDE_PLACE_CITY},
    {"Rebels shelled the Yemeni port of Hodeidah.", "Hodeidah", "YEM", BEDE_PLACE_CITY},
    {"A truck drove into a crowd in Nice, France.", "Nice", "FRA", BEDE_PLACE_CITY},
    /* regions, waters, bases, camps */
    {"Fighting went on in Kunduz province, Afghanistan.", "Kunduz province", "AFG",
     BEDE_PLACE_REGION},
    {"Fighting went on in the Afghan city of Kunduz.", "Kunduz", "AFG", BEDE_PLACE_CITY},
    {"Fighting went on in Donetsk oblast.", "Donetsk oblast", "UKR", BEDE_PLACE_REGION},
    {"Troops entered Crimea.", "Crimea", "UKR", BEDE_PLACE_REGION},
    {"Troops entered Nagorno-Karabakh.", "Nagorno-Karabakh", "AZE", -1},
    {"Soldiers killed a man in the West Bank.", "West Bank", "PSE", BEDE_PLACE_REGION},
    {"A ship was seized in the Strait of Hormuz.", "Strait of Hormuz", "", BEDE_PLACE_OTHER},
    {"A ship was sunk in the Black Sea.", "Black Sea", "", BEDE_PLACE_OTHER},
    {"Rockets hit Ain al-Asad in Iraq.", "Ain al-Asad", "IRQ", BEDE_PLACE_OTHER},
    {"He was held at Guantanamo Bay.", "Guantanamo Bay", "CUB", BEDE_PLACE_OTHER},
    {"Refugees fled to Zaatari in Jordan.", "Zaatari", "JOR", BEDE_PLACE_OTHER},
    {"Protesters gathered in Tahrir Square in Cairo.", "Tahrir Square", "EGY", BEDE_PLACE_OTHER},
    {"Police in Borno state arrested him.", "Borno state", "NGA", BEDE_PLACE_REGION},
    {"Troops crossed the Litani River in Lebanon.", "Litani River", "LBN", BEDE_PLACE_REGION},
    /* inside other names */
    {"The Kyiv Post reported the attack.", "Kyiv", NULL, 0},
    {"The Bank of Yokohama sued the ministry.", "Yokohama", NULL, 0},
    {"The New York Times criticized the mayor.", "New York", NULL, 0},
    {"Soldiers killed two students at Kabul University.", "Kabul", "AFG", BEDE_PLACE_CITY},
    {"Rebels attacked Donetsk International Airport.", "Donetsk", "UKR", -1},
    {"Paris Hilton criticized the senator.", "Paris", NULL, 0},
    {"Michael Jordan praised the senator.", "Jordan", NULL, 0},
    {"The attack was condemned by Senator Lincoln.", "Lincoln", NULL, 0},
    {"Mr. Houston criticized the minister.", "Houston", NULL, 0},
    {"Moscow-backed fighters attacked the town.", "Moscow", NULL, 0},
    {"The Peruvian minister criticized the Chilean navy.", "Peruvian", NULL, 0},
    {"It was a nice reading in a bath of orange.", "reading", NULL, 0},
    {"This is FREE of charge.", "FREE", NULL, 0},
    /* places that no table has */
    {"Troops attacked the village of Zarqola in Helmand province, Afghanistan.", "Zarqola", "AFG",
     BEDE_PLACE_CITY},
    {"Soldiers raided the West Bank village of Kafr Zurma.", "Kafr Zurma", "PSE", BEDE_PLACE_CITY},
    {"Gunmen attacked a convoy in Wazlipur district, Pakistan.", "Wazlipur", "PAK",
     BEDE_PLACE_REGION},
    {"He spoke of the district of Zarqola.", "Zarqola", NULL, 0},
};

static const bede_place *place(const bede_article *a, const char *name) {
    for (size_t i = 0; i < a->n_places; i++)
        if (reading_span_is(a, a->places[i].span, name))
            return &a->places[i];
    return NULL;
}

/* Of "X, a town in Y" X lies in Y. */
static void lies_in(const char *text, const char *name, const char *in) {
    const bede_article *a = reading_of(text, NULL, BEDE_INPUT_SENTENCE);
    const bede_place *p = place(a, name);
    CHECK(p && p->within < a->n_places &&
          reading_span_is(a, a->places[p->within < a->n_places ? p->within : 0].span, in));
}

static void told_once(void) {
    const char *text =
        "Police in Tripoli, Lebanon, arrested two men on Monday.\n\n"
        "A court in Tripoli freed them on Tuesday, and officials in Tripoli said so.";
    const bede_article *a = reading_of(text, "2019-05-15", BEDE_INPUT_TEXT);
    size_t n = 0;
    for (size_t i = 0; i < a->n_places; i++)
        if (reading_span_is(a, a->places[i].span, "Tripoli")) {
            CHECK_TEXT(a->places[i].country, 3, "LBN");
            n++;
        }
    CHECK(n >= 2);
}

static void hostile(void) {
    static char buf[60000];
    /* Nothing but names, commas, "of". */
    static const char *const bits[] = {
        "Tripoli, ", "the city of ", "Paris ",    "Syria's ",    "Kunduz province, ", "al-",
        "in ",       "San ",         "\xff\xfe ", "village of ", "\xc3\xa9",          "Georgia, "};
    size_t n = 0;
    for (unsigned i = 0; n + 40 < sizeof buf; i++) {
        const char *b = bits[(i * 7 + i / 5) % 12];
        memcpy(buf + n, b, strlen(b));
        n += strlen(b);
    }
    bede_error err = {0};
    bede_options options = {.input = BEDE_INPUT_SENTENCE};
    const bede_article *a = bede_read(reading_reader, "hostile", buf, n, &options, &err);
    CHECK(a != NULL || err.what[0]);
    for (size_t i = 0; a && i < a->n_places; i++) {
        const bede_place *p = &a->places[i];
        CHECK(p->span.start < p->span.end && p->span.end <= a->text.n && p->last < a->n_words);
        CHECK(p->within == UINT32_MAX || (p->within < a->n_places && p->within != i));
        CHECK(i == 0 || p->first > a->places[i - 1].last);
    }
}

int main(void) {
    reading_start();
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        const bede_article *a = reading_of(ROWS[i].text, "2019-05-15", BEDE_INPUT_SENTENCE);
        const bede_place *p = place(a, ROWS[i].name);
        bool ok = ROWS[i].country ? p && !strcmp(p->country, ROWS[i].country) : !p;
        ok = ok && (!p || ROWS[i].kind < 0 || p->kind == ROWS[i].kind);
        if (!ok)
            fprintf(stderr, "%s: %s %s %d\n", ROWS[i].text, ROWS[i].name, p ? p->country : "-",
                    p ? p->kind : -1);
        CHECK(ok);
    }
    lies_in("Rebels attacked Gwoza, a town in Borno state.", "Gwoza", "Borno state");
    lies_in("Rebels attacked the Syrian town of Azaz in Aleppo province.", "Azaz",
            "Aleppo province");
    lies_in("Rebels attacked Homs, Syria.", "Homs", "Syria");
    lies_in("Rebels attacked Syria's Homs.", "Homs", "Syria");
    told_once();
    hostile();
    reading_end();
    return test_end();
}
